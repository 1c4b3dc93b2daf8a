//! A map as something to hand on: a picture, or a map file without what is nobody else's business.
//!
//! Exporters paint the [`crate::scene::Sheet`] that the window's scene is made of, so a picture shows what the screen shows.

mod clean;
pub mod png;
mod raster;
mod thumbnail;

use std::fmt;

pub use clean::clean;
pub use thumbnail::{Thumbnail, thumbnail};

use crate::model::EmpathyMap;
use crate::scene::MissingGlyphs;

/// What an export wrote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
    /// What a reader of the picture would miss, in sentences; empty when all is well.
    pub warnings: Vec<String>,
}

/// Why an export failed.
#[derive(Debug)]
pub enum ExportError {
    /// The picture would have no pixel, or more than the format and the memory bear.
    Size(String),
    /// Writing failed.
    Write(std::io::Error),
}

impl fmt::Display for ExportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Size(sentence) => f.write_str(sentence),
            Self::Write(error) => write!(f, "The picture could not be written: {error}."),
        }
    }
}

impl std::error::Error for ExportError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Size(_) => None,
            Self::Write(error) => Some(error),
        }
    }
}

/// A sentence for each text with characters that no font can draw.
pub fn glyph_warnings(map: &EmpathyMap, missing: &[MissingGlyphs]) -> Vec<String> {
    let sentence = |missing: &MissingGlyphs| {
        let characters: Vec<String> =
            missing.characters.chars().map(|c| format!("{c} (U+{:04X})", u32::from(c))).collect();
        let characters = characters.join(", ");
        match missing.note.as_ref().and_then(|id| map.note(id)) {
            Some(note) => format!("No font has {characters}, in the note “{}”.", shortened(&note.text)),
            None => format!("No font has {characters}, in a heading, the badge or the summary."),
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
