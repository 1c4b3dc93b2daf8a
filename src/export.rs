//! A map as something to hand on: a picture, a text, or a file for another program or another person.
//!
//! [`write`] is the one door, for the command line and the window alike. Exporters of pictures paint the
//! [`crate::scene::Sheet`] that the window's scene is made of, so a picture shows what the screen shows. The same map and the
//! same [`Order`] give the same bytes, on every machine with the same fonts.

mod check;
mod clean;
pub mod csv;
pub mod json_canvas;
mod language;
pub mod markdown;
mod order;
pub mod pdf;
mod pixels;
pub mod png;
mod progress;
mod raster;
pub mod svg;
mod thumbnail;

use std::fmt;
use std::io;

pub use check::{Check, check};
pub use clean::{HIDDEN_QUOTE, Quotes, clean};
pub use order::{Format, Order};
pub use pixels::{MAX_PIXELS_IN_MEMORY, Pixels, pixels};
pub use progress::Progress;
pub use thumbnail::thumbnail;

use crate::model::EmpathyMap;
use crate::scene::{Layout, MissingGlyphs, Sheet};

/// What a map file is called within a picture that carries it.
const MAP_MIME: &str = "application/vnd.empathy-map+json";

/// What an export wrote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// How much it is.
    pub extent: Extent,
    /// What a reader would miss, in sentences; empty when all is well.
    pub warnings: Vec<String>,
}

/// How much an export wrote, for the line that describes it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extent {
    /// A picture of so many pixels.
    Pixels {
        /// Its width.
        width: u32,
        /// Its height.
        height: u32,
    },
    /// One page.
    Page {
        /// Its width in millimetres.
        width_mm: u32,
        /// Its height in millimetres.
        height_mm: u32,
    },
    /// A drawing that is so large at 100 %, and as sharp at any other size.
    Drawing {
        /// Its width.
        width: u32,
        /// Its height.
        height: u32,
    },
    /// A copy of the map.
    Copy,
    /// A copy of the map without what points at people.
    CleanCopy,
    /// So many notes as text.
    Notes(usize),
}

impl fmt::Display for Extent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Pixels { width, height } => write!(f, "{width} × {height} pixels"),
            Self::Page { width_mm, height_mm } => write!(f, "one page, {width_mm} × {height_mm} mm"),
            Self::Drawing { width, height } => write!(f, "{width} × {height} pixels at 100 %, sharp at any size"),
            Self::Copy => f.write_str("a copy of the map"),
            Self::CleanCopy => f.write_str("a clean copy of the map"),
            Self::Notes(1) => f.write_str("1 note"),
            Self::Notes(notes) => write!(f, "{notes} notes"),
        }
    }
}

/// Why an export failed.
#[derive(Debug)]
pub enum ExportError {
    /// The picture would have no pixel, or more than the format and the memory bear.
    Size(String),
    /// Writing failed.
    Write(io::Error),
    /// A person wanted no more of it.
    Cancelled,
}

impl fmt::Display for ExportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Size(sentence) => f.write_str(sentence),
            Self::Write(error) => write!(f, "The export could not be written: {error}."),
            Self::Cancelled => f.write_str("The export was cancelled."),
        }
    }
}

impl std::error::Error for ExportError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Write(error) => Some(error),
            Self::Size(_) | Self::Cancelled => None,
        }
    }
}

/// Writes what is ordered of `map` to `out`, and tells `progress` how far it is.
///
/// `map_file` gives the text of a map file, for formats that are one or carry one.
///
/// # Errors
/// [`ExportError::Size`] for a picture that cannot be, [`ExportError::Write`] when `out` fails, and
/// [`ExportError::Cancelled`] soon after `progress` was cancelled; what `out` holds then is of no use.
pub fn write(
    map: &EmpathyMap,
    order: &Order,
    layout: &mut Layout,
    map_file: fn(&EmpathyMap) -> String,
    progress: &Progress,
    out: &mut dyn io::Write,
) -> Result<Written, ExportError> {
    let cleaned;
    let map = if order.clean {
        cleaned = clean(map, order.quotes);
        &cleaned
    } else {
        map
    };
    let carried = || order.carries_map_file().then(|| map_file(map));
    match order.format {
        Format::Png => {
            let sheet = layout.sheet(map, order.part);
            let written = png::write(map, &sheet, layout.fonts(), order, carried().as_deref(), progress, out)?;
            Ok(checked(map, order, &sheet, written))
        }
        Format::Pdf => {
            let sheet = layout.sheet(map, order.part);
            let written = pdf::write(map, &sheet, layout.fonts(), order, carried(), progress, out)?;
            Ok(checked(map, order, &sheet, written))
        }
        Format::Svg => {
            let sheet = layout.sheet(map, order.part);
            let map_file = carried();
            let look = svg::Look { palette: order.palette, size: order.size, map_file: map_file.as_deref() };
            let text = svg::write(map, &sheet, layout.fonts(), &look, progress)?;
            out.write_all(text.as_bytes()).map_err(ExportError::Write)?;
            let (width, height) = svg::size(&sheet, order.size)?;
            let written = Written { extent: Extent::Drawing { width, height }, warnings: Vec::new() };
            Ok(checked(map, order, &sheet, written))
        }
        Format::Json => {
            out.write_all(map_file(map).as_bytes()).map_err(ExportError::Write)?;
            let extent = if order.clean { Extent::CleanCopy } else { Extent::Copy };
            Ok(Written { extent, warnings: Vec::new() })
        }
        Format::Csv => csv::write(map, out).map_err(ExportError::Write).map(|()| notes_of(map)),
        Format::Markdown => markdown::write(map, out).map_err(ExportError::Write).map(|()| notes_of(map)),
        Format::JsonCanvas => {
            let scene = layout.scene(map);
            json_canvas::write(map, &scene, out).map_err(ExportError::Write).map(|()| notes_of(map))
        }
    }
}

/// Adds what a reader of the picture would miss.
fn checked(map: &EmpathyMap, order: &Order, sheet: &Sheet, written: Written) -> Written {
    let mut warnings = check(map, order.part, sheet).warnings;
    warnings.extend(written.warnings.into_iter().filter(|warning| !warnings.contains(warning)).collect::<Vec<_>>());
    Written { warnings, ..written }
}

fn notes_of(map: &EmpathyMap) -> Written {
    Written { extent: Extent::Notes(map.notes.len()), warnings: Vec::new() }
}

/// A sentence for each text with characters that no font can draw.
pub fn glyph_warnings(map: &EmpathyMap, missing: &[MissingGlyphs]) -> Vec<String> {
    sentences(map, missing, |characters| format!("No font has {characters}"))
}

/// A sentence for each text with characters that are not shown: what is wrong with them, and where they stand.
fn sentences(map: &EmpathyMap, missing: &[MissingGlyphs], wrong: impl Fn(&str) -> String) -> Vec<String> {
    let sentence = |missing: &MissingGlyphs| {
        let characters: Vec<String> =
            missing.characters.chars().map(|c| format!("{c} (U+{:04X})", u32::from(c))).collect();
        let wrong = wrong(&characters.join(", "));
        match missing.note.as_ref().and_then(|id| map.note(id)) {
            Some(note) => format!("{wrong}, in the note “{}”.", shortened(&note.text)),
            None => format!("{wrong}, in a heading, the badge or the summary."),
        }
    };
    missing.iter().map(sentence).collect()
}

/// The beginning of a text, on one line.
fn shortened(text: &str) -> String {
    const LENGTH: usize = 40;
    let line: String = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= LENGTH { line } else { line.chars().take(LENGTH).chain(['…']).collect() }
}
