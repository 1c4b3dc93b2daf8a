//! `empathy-map export`: a map as a picture, or as a map file to hand on.

use std::ffi::OsStr;
use std::io;
use std::path::{Path, PathBuf};

use super::{Exit, Streams};
use crate::export::png::{self, Size};
use crate::export::{ExportError, clean};
use crate::file::{self, Disk, Expected, Fs};
use crate::model::{EmpathyMap, limits};
use crate::scene::{FontBook, Layout, Palette, Part};

/// The OUT that stands for standard output.
const STDOUT: &str = "-";

#[derive(Debug, clap::Args)]
pub(super) struct Export {
    /// The map file
    #[arg(value_name = "FILE")]
    file: PathBuf,

    /// The file to write; its ending says the format: .png or .json. "-" is standard output
    #[arg(short, long, value_name = "OUT")]
    output: PathBuf,

    /// The format, where OUT does not say it
    #[arg(long, value_name = "FORMAT")]
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

#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    Png,
    Json,
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

/// What an export gives: the bytes, a line that describes them, and warnings.
struct Made {
    bytes: Vec<u8>,
    about: String,
    warnings: Vec<String>,
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
        let map = if self.clean { clean(&opened.parsed.map) } else { opened.parsed.map };
        let mut made = match self.make(&map, format) {
            Ok(made) => made,
            Err(error) => {
                writeln!(streams.err, "{error}")?;
                return Ok(if matches!(error, ExportError::Size(_)) { Exit::BadInput } else { Exit::Failed });
            }
        };
        made.warnings.splice(0..0, opened.parsed.warnings);
        self.write(streams, &made)
    }

    /// The format that the command line names, or what is wrong with it.
    fn format(&self) -> Result<Format, String> {
        if let Some(format) = self.format {
            return Ok(format);
        }
        if self.output == Path::new(STDOUT) {
            return Err("Standard output has no ending that says the format. Add --format png or --format json.".into());
        }
        let ending = self.output.extension().and_then(OsStr::to_str).unwrap_or_default().to_lowercase();
        match ending.as_str() {
            "png" => Ok(Format::Png),
            "json" => Ok(Format::Json),
            _ => Err(format!(
                "{}: This ending names no format that can be written. Choose .png or .json.",
                self.output.display()
            )),
        }
    }

    fn make(&self, map: &EmpathyMap, format: Format) -> Result<Made, ExportError> {
        if format == Format::Json {
            let about = if self.clean { "a clean copy of the map" } else { "a copy of the map" };
            return Ok(Made { bytes: file::write(map).into_bytes(), about: about.into(), warnings: Vec::new() });
        }
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
        let mut layout = Layout::new(FontBook::new(true));
        let sheet = layout.sheet(map, part);
        let mut bytes = Vec::new();
        let written = png::write(map, &sheet, layout.fonts(), palette, size, &mut bytes)?;
        let about = format!("{} × {} pixels", written.width, written.height);
        Ok(Made { bytes, about, warnings: written.warnings })
    }

    fn write(&self, streams: &mut Streams, made: &Made) -> io::Result<Exit> {
        if self.output == Path::new(STDOUT) {
            streams.out.write_all(&made.bytes)?;
            return describe(streams.err, "standard output", made);
        }
        let name = self.output.display().to_string();
        if same_file(&self.file, &self.output) {
            writeln!(streams.err, "{name}: This is the map itself. Choose another name for what is exported.")?;
            return Ok(Exit::BadInput);
        }
        if made.bytes.len() as u64 > limits::FILE_BYTES {
            let limit = limits::FILE_BYTES >> 20;
            writeln!(streams.err, "{name}: The picture takes more than {limit} MB. Choose a smaller scale or width.")?;
            return Ok(Exit::BadInput);
        }
        match file::save(&Disk, &self.output, &made.bytes, &Expected::Anything, &mut std::thread::sleep) {
            Ok(_) => describe(streams.out, &name, made),
            Err(error) => {
                writeln!(streams.err, "{error}")?;
                Ok(Exit::Failed)
            }
        }
    }
}

fn describe(out: &mut dyn io::Write, name: &str, made: &Made) -> io::Result<Exit> {
    writeln!(out, "{name}: {}", made.about)?;
    for warning in &made.warnings {
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
