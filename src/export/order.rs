//! What a person wants to have exported.

use super::Quotes;
use super::pdf::Paper;
use super::png::Size;
use crate::scene::{Palette, Part};

/// The kind of file that an export writes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Format {
    /// A picture in pixels.
    #[default]
    Png,
    /// A drawing whose text stays text.
    Svg,
    /// A page for printing and reading.
    Pdf,
    /// A table with a row for each note.
    Csv,
    /// An outline as text.
    Markdown,
    /// A board for other programs, JSON Canvas 1.0.
    JsonCanvas,
    /// A map file.
    Json,
}

impl Format {
    /// All formats, in the order in which they are offered.
    pub const ALL: [Self; 7] =
        [Self::Png, Self::Svg, Self::Pdf, Self::Csv, Self::Markdown, Self::JsonCanvas, Self::Json];

    /// The ending of its files without the dot, which is its word on the command line as well.
    pub fn ending(self) -> &'static str {
        match self {
            Self::Png => "png",
            Self::Svg => "svg",
            Self::Pdf => "pdf",
            Self::Csv => "csv",
            Self::Markdown => "md",
            Self::JsonCanvas => "canvas",
            Self::Json => "json",
        }
    }

    /// The format of files with this ending, in whatever case.
    pub fn from_ending(ending: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.ending().eq_ignore_ascii_case(ending))
    }

    /// What a person calls it.
    pub fn label(self) -> &'static str {
        match self {
            Self::Png => "Picture (PNG)",
            Self::Svg => "Drawing (SVG)",
            Self::Pdf => "Page (PDF)",
            Self::Csv => "Table (CSV)",
            Self::Markdown => "Outline (Markdown)",
            Self::JsonCanvas => "Board (JSON Canvas)",
            Self::Json => "Map file (JSON)",
        }
    }

    /// Whether notes have places in it, so that fonts matter.
    pub fn is_laid_out(self) -> bool {
        self.is_picture() || self == Self::JsonCanvas
    }

    /// Whether it is painted, so that part, palette and size matter.
    pub fn is_picture(self) -> bool {
        matches!(self, Self::Png | Self::Svg | Self::Pdf)
    }
}

/// What to export, and how.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Order {
    /// The kind of file.
    pub format: Format,
    /// What a picture shows.
    pub part: Part,
    /// The colours of a picture.
    pub palette: Palette,
    /// How large a picture is.
    pub size: Size,
    /// What a PDF is printed on.
    pub paper: Paper,
    /// Whether what points at people is left out.
    pub clean: bool,
    /// What becomes of quotes when it is.
    pub quotes: Quotes,
    /// Whether a picture carries the map, so that it can be opened again; a clean one never does.
    pub carries_map: bool,
}

impl Order {
    /// Whether the map's file goes into the picture.
    pub(super) fn carries_map_file(&self) -> bool {
        self.carries_map && !self.clean
    }
}

impl Default for Order {
    fn default() -> Self {
        Self {
            format: Format::Png,
            part: Part::Map,
            palette: Palette::Light,
            size: Size::default(),
            paper: Paper::default(),
            clean: false,
            quotes: Quotes::Keep,
            carries_map: true,
        }
    }
}
