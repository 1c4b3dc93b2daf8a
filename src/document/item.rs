//! What all kinds of items have in common, so that one code serves them: an identifier, a shelf, fields.

mod header;
mod note;
mod parts;
mod summary;

use std::fmt;
use std::hash::Hash;

use crate::model::{
    CommentId, EmpathyMap, Extra, ItemRef, MotivationId, NeedId, NoteId, QuadrantId, TensionId, ThemeId, is_text,
    limits,
};

use super::record::{FieldSpec, Record};
use super::text::clean;
use super::view::{Scope, Shelf, View};

pub(super) use header::Header;

/// A kind of item, each kept in a CRDT map of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Root {
    Quadrants,
    Themes,
    Notes,
    Tensions,
    Needs,
    Motivations,
    Comments,
}

impl Root {
    /// All kinds, in the order of the variants.
    pub const ALL: [Self; 7] =
        [Self::Quadrants, Self::Themes, Self::Notes, Self::Tensions, Self::Needs, Self::Motivations, Self::Comments];

    /// The name of the CRDT map.
    pub fn name(self) -> &'static str {
        match self {
            Self::Quadrants => "quadrants",
            Self::Themes => "themes",
            Self::Notes => "notes",
            Self::Tensions => "tensions",
            Self::Needs => "needs",
            Self::Motivations => "motivations",
            Self::Comments => "comments",
        }
    }
}

/// An identifier of one kind of item.
pub(super) trait Name: Clone + Ord + Hash + fmt::Display + for<'a> From<&'a str> {
    /// The identifier as text.
    fn text(&self) -> &str;
}

macro_rules! names {
    ($($id:ty),*) => {
        $(impl Name for $id {
            fn text(&self) -> &str {
                self.as_str()
            }
        })*
    };
}

names!(CommentId, MotivationId, NeedId, NoteId, QuadrantId, TensionId, ThemeId);

/// An item of a map: how it becomes a flat record and is made from one.
pub(super) trait Item: Clone + PartialEq {
    /// Its identifier.
    type Id: Name;
    /// Where it is kept.
    const ROOT: Root;
    /// What a person calls it, in the middle of a sentence.
    const WORD: &'static str;
    /// Its fields.
    const FIELDS: &'static [FieldSpec];

    /// Its identifier.
    fn id(&self) -> &Self::Id;
    /// A reference to the item with this identifier; quadrants have none.
    fn item_ref(id: &Self::Id) -> Option<ItemRef>;
    /// Its fields.
    fn encode(&self) -> Record;
    /// The item with these fields. What is missing or of a wrong type becomes its default.
    fn decode(id: Self::Id, record: Record) -> Self;
    /// Leaves out what leads nowhere on the map as it is. `false` when the item itself cannot be shown then.
    fn settle(&mut self, scope: &Scope<'_>) -> bool;
    /// Visits its texts, all that the length limit is about.
    fn texts(&mut self, visit: &mut dyn FnMut(&mut String));
    /// Its unknown keys.
    fn extras(&mut self) -> Vec<&mut Extra>;
    /// The items of this kind, in order, and where to find each.
    fn parts(view: &View) -> (&Shelf<Self::Id>, &[Self]);
    /// The same, to change them.
    fn parts_mut(view: &mut View) -> (&mut Shelf<Self::Id>, &mut Vec<Self>);
}

/// Cuts texts that two people have made too long together, and takes out what no file holds.
pub(super) fn clip(text: &mut String) {
    if is_text(text) {
        return;
    }
    *text = clean(text);
    if text.len() > limits::TEXT_CHARS
        && let Some((end, _)) = text.char_indices().nth(limits::TEXT_CHARS)
    {
        text.truncate(end);
    }
}

/// The default, where a map came without this.
pub(super) fn or_default_quadrants(map: &mut EmpathyMap) {
    if map.quadrants.is_empty() {
        map.quadrants = crate::model::default_quadrants();
    }
}
