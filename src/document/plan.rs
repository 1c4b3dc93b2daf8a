//! What to write into the CRDT: the outcome of checked edits or of a merge.

use super::item::Root;
use super::record::{Change, Record};

/// A new item.
#[derive(Clone, Debug)]
pub(super) struct Create {
    pub root: Root,
    pub id: String,
    pub record: Record,
    /// Its place in the list.
    pub order: String,
}

/// One write to what is there.
#[derive(Clone, Debug)]
pub(super) enum Write {
    /// Changes a field of what the map has once.
    Header(Change),
    /// Changes a field of an item.
    Item { root: Root, id: String, change: Change },
    /// Hides an item, or shows it again.
    Delete { root: Root, id: String, deleted: bool },
    /// Moves an item in its list.
    Order { root: Root, id: String, key: String },
}

/// Everything that one step writes.
#[derive(Clone, Debug, Default)]
pub(super) struct Plan {
    pub create: Vec<Create>,
    pub write: Vec<Write>,
    /// Texts to put beside the map, or to take away.
    pub margin: Vec<(String, Option<String>)>,
}

impl Plan {
    /// Whether there is nothing to write on the map.
    pub fn is_empty(&self) -> bool {
        self.create.is_empty() && self.write.is_empty()
    }
}
