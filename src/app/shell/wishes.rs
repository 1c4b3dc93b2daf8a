//! What dialogs of the shell ask for: a path for a purpose, a picture or a copy of the map.

use crate::export::png::Size;
use crate::scene::{Palette, Part};

/// What a path is wanted for.
#[derive(Clone, Debug, PartialEq)]
pub enum PathWish {
    /// Open the map in this file.
    Open,
    /// Save the map there and go on there.
    SaveAs,
    /// Save a copy there and go on here.
    SaveCopy,
    /// Save a picture or a clean copy there.
    Export(ExportWish),
}

/// What to export.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ExportWish {
    /// Picture or map file.
    pub format: ExportFormat,
    /// What is on the picture.
    pub part: Part,
    /// The colours of the picture.
    pub palette: Palette,
    /// How large the picture is.
    pub size: Size,
    /// Whether authors, votes, sources and comments stay out of a map file.
    pub clean: bool,
}

/// The kind of file that an export writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExportFormat {
    /// A picture.
    Png,
    /// A map file.
    Json,
}
