//! What dialogs of the shell ask a path for.

use crate::export::Order;

/// The endings of files that are imported, not opened.
pub const FOREIGN: [&str; 9] = ["csv", "tsv", "tab", "md", "markdown", "txt", "canvas", "excalidraw", "tldr"];

/// What a path is wanted for.
#[derive(Clone, Debug, PartialEq)]
pub enum PathWish {
    /// Open the map in this file.
    Open,
    /// Show what this foreign file would bring.
    Import,
    /// Look through the maps of this folder.
    Library,
    /// Look at the map in this file beside the open one.
    Beside,
    /// Compare the map in this file with the open one.
    Compare,
    /// Show what the maps in these files would become as one.
    Merge,
    /// Save the map there and go on there.
    SaveAs,
    /// Save a copy there and go on here.
    SaveCopy,
    /// Save a picture or a clean copy there.
    Export(Order),
}
