//! What dialogs of the shell ask a path for.

use crate::export::Order;

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
    Export(Order),
}
