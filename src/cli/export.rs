//! `empathy-map export`: a map as a picture, a text, or a map file to hand on.

use std::ffi::OsStr;
use std::io;
use std::path::{Path, PathBuf};

use super::watch::watch;
use super::{Exit, Streams};
use crate::export::pdf::Paper;
use crate::export::png::Size;
use crate::export::{self, ExportError, Format, Order, Progress, Quotes, Written};
use crate::file::{self, Disk, Fs, MakeError};
use crate::scene::{FontBook, Layout, Palette, Part};

/// The OUT that stands for standard output.
const STDOUT: &str = "-";

#[derive(Debug, clap::Args)]
pub(super) struct Export {
    /// The map file
    #[arg(value_name = "FILE")]
    file: PathBuf,

    /// The file to write; its ending says the format: .png, .svg, .pdf, .csv, .md, .canvas or .json. "-" is standard output
    #[arg(short, long, value_name = "OUT")]
    output: PathBuf,

    /// The format, where OUT does not say it
    #[arg(long, value_name = "FORMAT", value_parser = format_of_word)]
    format: Option<Format>,

    /// Pixels for each unit of the board, such as 2
    #[arg(long, value_name = "N", conflicts_with = "width")]
    scale: Option<f32>,

    /// Width of the picture in pixels; the height follows
    #[arg(long, value_name = "PX")]
    width: Option<u32>,

    /// What a PDF is printed on: fit, a4, a3 or letter; fit without it
    #[arg(long, value_name = "PAPER", value_parser = paper_of_word)]
    paper: Option<Paper>,

    /// Colours of a picture; light without it
    #[arg(long, value_name = "THEME")]
    theme: Option<Theme>,

    /// What a picture shows; map without it. Tables have all notes, outlines, boards and map files have everything
    #[arg(long, value_name = "PART")]
    part: Option<Shown>,

    /// Leave out authors, votes, sources, comments and the people that notes are about
    #[arg(long)]
    clean: bool,

    /// Put “[quote hidden]” in the place of each quote as well
    #[arg(long, requires = "clean")]
    hide_quotes: bool,
}

#[derive(Clone, Copy, Debug, clap::ValueEnum)]
enum Theme {
    Light,
    Dark,
}

#[derive(Clone, Copy, Debug, clap::ValueEnum)]
enum Shown {
    /// The quadrants with their notes
    Map,
    /// Needs, motivations and tensions
    Summary,
    /// Both, side by side
    All,
    /// The persona, the map, and below it needs, plan and what is not known
    Report,
    /// What was found out, how sure it is, and what is not known, without the map
    OnePage,
}

impl Export {
    /// Reads the map, makes the export and writes it.
    pub(super) fn run(&self, streams: &mut Streams) -> io::Result<Exit> {
        let format = match self.format() {
            Ok(format) => format,
            Err(sentence) => {
                writeln!(streams.err, "{sentence}")?;
                return Ok(Exit::BadInput);
            }
        };
        let opened = match file::open(&Disk, &self.file) {
            Ok(opened) => opened,
            Err(error) => {
                writeln!(streams.err, "{error}")?;
                return Ok(Exit::BadInput);
            }
        };
        if same_file(&self.file, &self.output) {
            let name = self.output.display();
            writeln!(streams.err, "{name}: This is the map itself. Choose another name for what is exported.")?;
            return Ok(Exit::BadInput);
        }
        let mut layout = Layout::new(FontBook::new(format.is_laid_out()));
        let map = opened.parsed.map;
        let order = self.order(format);
        let progress = Progress::default();
        let mut make = |out: &mut dyn io::Write| export::write(&map, &order, &mut layout, file::write, &progress, out);
        let written = if self.output == Path::new(STDOUT) {
            make(streams.out).map_err(MakeError::Make)
        } else {
            watch("Exporting", &progress, || file::save_made(&Disk, &self.output, &mut std::thread::sleep, make))
        };
        match written {
            Ok(written) => {
                let unused = self.unused(format);
                let warnings = opened.parsed.warnings.into_iter().chain(unused).chain(written.warnings).collect();
                self.describe(streams, &Written { warnings, ..written })
            }
            Err(MakeError::Make(ExportError::Write(error))) if error.kind() == io::ErrorKind::BrokenPipe => Err(error),
            Err(error) => {
                writeln!(streams.err, "{error}")?;
                let is_input = matches!(error, MakeError::Make(ExportError::Size(_)));
                Ok(if is_input { Exit::BadInput } else { Exit::Failed })
            }
        }
    }

    /// The format that the command line names, or what is wrong with it.
    fn format(&self) -> Result<Format, String> {
        if let Some(format) = self.format {
            return Ok(format);
        }
        let choices = |mark: &str| {
            let endings: Vec<String> =
                Format::ALL.into_iter().map(|format| format!("{mark}{}", format.ending())).collect();
            endings.join(", ")
        };
        if self.output == Path::new(STDOUT) {
            return Err(format!(
                "Standard output has no ending that says the format. Add --format with one of {}.",
                choices("")
            ));
        }
        let ending = self.output.extension().and_then(OsStr::to_str).unwrap_or_default();
        Format::from_ending(ending).ok_or_else(|| {
            format!(
                "{}: This ending names no format that can be written. Choose one of {}.",
                self.output.display(),
                choices(".")
            )
        })
    }

    /// A warning where something was asked for that only pictures have.
    fn unused(&self, format: Format) -> Option<String> {
        let options = [
            (self.part.is_some(), "--part"),
            (self.theme.is_some(), "--theme"),
            (self.scale.is_some(), "--scale"),
            (self.width.is_some(), "--width"),
            (self.paper.is_some(), "--paper"),
        ];
        let given: Vec<&str> = options.into_iter().filter(|(is_given, _)| *is_given).map(|(_, name)| name).collect();
        let (is, changes) = if given.len() == 1 { ("is", "changes") } else { ("are", "change") };
        let sentence = format!("{} {is} for pictures and {changes} nothing here.", given.join(", "));
        (!format.is_picture() && !given.is_empty()).then_some(sentence)
    }

    fn order(&self, format: Format) -> Order {
        let size = match (self.width, self.scale) {
            (Some(width), _) => Size::Width(width),
            (None, Some(scale)) => Size::Scale(scale),
            (None, None) => Size::default(),
        };
        let palette = match self.theme {
            None | Some(Theme::Light) => Palette::Light,
            Some(Theme::Dark) => Palette::Dark,
        };
        let part = match self.part {
            None | Some(Shown::Map) => Part::Map,
            Some(Shown::Summary) => Part::Summary,
            Some(Shown::All) => Part::All,
            Some(Shown::Report) => Part::Report,
            Some(Shown::OnePage) => Part::OnePage,
        };
        let quotes = if self.hide_quotes { Quotes::Hide } else { Quotes::Keep };
        let paper = self.paper.unwrap_or_default();
        Order { format, part, palette, size, paper, clean: self.clean, quotes, ..Order::default() }
    }

    /// Says what was written: not where the bytes went.
    fn describe(&self, streams: &mut Streams, written: &Written) -> io::Result<Exit> {
        if self.output == Path::new(STDOUT) {
            describe(streams.err, "standard output", written)
        } else {
            describe(streams.out, &self.output.display().to_string(), written)
        }
    }
}

/// The format that a word of the command line names.
fn format_of_word(word: &str) -> Result<Format, String> {
    Format::from_ending(word).ok_or_else(|| {
        let words: Vec<&str> = Format::ALL.into_iter().map(Format::ending).collect();
        format!("choose one of {}", words.join(", "))
    })
}

/// The paper that a word of the command line names.
fn paper_of_word(word: &str) -> Result<Paper, String> {
    Paper::from_key(word).ok_or_else(|| format!("choose one of {}", Paper::ALL.map(Paper::key).join(", ")))
}

fn describe(out: &mut dyn io::Write, name: &str, written: &Written) -> io::Result<Exit> {
    writeln!(out, "{name}: {}", written.extent)?;
    for warning in &written.warnings {
        writeln!(out, "  warning: {warning}")?;
    }
    Ok(Exit::Well)
}

/// Whether both paths lead to one file that exists.
fn same_file(a: &Path, b: &Path) -> bool {
    let resolved = |path: &Path| Disk.resolve(path).ok();
    match (resolved(a), resolved(b)) {
        (Some(a), Some(b)) => a == b,
        _ => a == b,
    }
}
