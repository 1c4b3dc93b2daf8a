//! `empathy-map export`: a map as a picture, a text, or a map file to hand on.

use std::ffi::OsStr;
use std::io;
use std::path::{Path, PathBuf};

use super::{Exit, Streams};
use crate::export::png::Size;
use crate::export::{self, ExportError, Format, Order, Progress, Written};
use crate::file::{self, Disk, Expected, Fs};
use crate::model::limits;
use crate::scene::{FontBook, Layout, Palette, Part};

/// The OUT that stands for standard output.
const STDOUT: &str = "-";

#[derive(Debug, clap::Args)]
pub(super) struct Export {
    /// The map file
    #[arg(value_name = "FILE")]
    file: PathBuf,

    /// The file to write; its ending says the format: .png, .csv or .json. "-" is standard output
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

    /// Colours of the picture
    #[arg(long, value_name = "THEME", default_value = "light")]
    theme: Theme,

    /// What the picture shows
    #[arg(long, value_name = "PART", default_value = "map")]
    part: Shown,

    /// Leave out authors, votes, sources and comments
    #[arg(long)]
    clean: bool,
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
        let mut bytes = Vec::new();
        let mut layout = Layout::new(FontBook::new(format.is_picture()));
        let map = opened.parsed.map;
        let order = self.order(format);
        let written = match export::write(&map, &order, &mut layout, file::write, &Progress::default(), &mut bytes) {
            Ok(written) => written,
            Err(error) => {
                writeln!(streams.err, "{error}")?;
                return Ok(if matches!(error, ExportError::Size(_)) { Exit::BadInput } else { Exit::Failed });
            }
        };
        let warnings = opened.parsed.warnings.into_iter().chain(written.warnings).collect();
        self.write(streams, &bytes, &Written { warnings, ..written })
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

    fn order(&self, format: Format) -> Order {
        let size = match (self.width, self.scale) {
            (Some(width), _) => Size::Width(width),
            (None, Some(scale)) => Size::Scale(scale),
            (None, None) => Size::default(),
        };
        let palette = match self.theme {
            Theme::Light => Palette::Light,
            Theme::Dark => Palette::Dark,
        };
        let part = match self.part {
            Shown::Map => Part::Map,
            Shown::Summary => Part::Summary,
            Shown::All => Part::All,
        };
        Order { format, part, palette, size, clean: self.clean }
    }

    fn write(&self, streams: &mut Streams, bytes: &[u8], written: &Written) -> io::Result<Exit> {
        if self.output == Path::new(STDOUT) {
            streams.out.write_all(bytes)?;
            return describe(streams.err, "standard output", written);
        }
        let name = self.output.display().to_string();
        if same_file(&self.file, &self.output) {
            writeln!(streams.err, "{name}: This is the map itself. Choose another name for what is exported.")?;
            return Ok(Exit::BadInput);
        }
        if bytes.len() as u64 > limits::FILE_BYTES {
            let limit = limits::FILE_BYTES >> 20;
            writeln!(streams.err, "{name}: The picture takes more than {limit} MB. Choose a smaller scale or width.")?;
            return Ok(Exit::BadInput);
        }
        match file::save(&Disk, &self.output, bytes, &Expected::Anything, &mut std::thread::sleep) {
            Ok(_) => describe(streams.out, &name, written),
            Err(error) => {
                writeln!(streams.err, "{error}")?;
                Ok(Exit::Failed)
            }
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
