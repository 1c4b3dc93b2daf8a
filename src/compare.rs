//! What became of a map from one version to another: what was added, what says something else, what is gone.
//!
//! Items are the same where they have the same identifier. Places and order are not compared, nor what this version of the
//! program does not know: they say nothing about the person. A note in another quadrant is a change.

mod fields;
mod items;
mod words;

use std::collections::{HashMap, HashSet};
use std::hash::Hash;

use crate::model::{EmpathyMap, ItemRef, QuadrantId};

use fields::{Fields, changes};
use items::Names;

/// What two versions of a map have not in common.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Comparison {
    /// What only the later version has.
    pub added: Vec<Entry>,
    /// What both have, and says something else in the later version.
    pub changed: Vec<Entry>,
    /// What only the earlier version has.
    pub gone: Vec<Entry>,
    /// Whether the maps are versions of one: they have the same identifier, or an item in common.
    pub are_versions: bool,
}

/// Something that differs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// What it is.
    pub part: Part,
    /// What it says: in the later version, where that has it.
    pub text: String,
    /// What changed; nothing for what was added or is gone.
    pub changes: Vec<Change>,
}

/// A part of a map.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// The title of the map.
    Title,
    /// Whom it is about.
    Persona,
    /// A quadrant.
    Quadrant(QuadrantId),
    /// Anything else.
    Item(ItemRef),
}

impl Part {
    /// The word for it.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Title => "Title",
            Self::Persona => "Persona",
            Self::Quadrant(_) => "Quadrant",
            Self::Item(ItemRef::Note(_)) => "Note",
            Self::Item(ItemRef::Theme(_)) => "Theme",
            Self::Item(ItemRef::Tension(_)) => "Tension",
            Self::Item(ItemRef::Need(_)) => "Need",
            Self::Item(ItemRef::Motivation(_)) => "Motivation",
            Self::Item(ItemRef::Comment(_)) => "Comment",
        }
    }
}

/// A field that says something else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The field, in sentence case.
    pub field: &'static str,
    /// What it said and says, in the order of reading.
    pub pieces: Vec<Piece>,
}

/// A piece of a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// It stands in both versions.
    Same(String),
    /// It stands in the earlier version alone.
    Gone(String),
    /// It stands in the later version alone.
    Added(String),
}

impl Comparison {
    /// Compares an earlier version of a map with a later one.
    pub fn new(earlier: &EmpathyMap, later: &EmpathyMap) -> Self {
        let mut pass =
            Pass { names: [Names::of(earlier), Names::of(later)], found: Self::default(), common: Vec::new() };
        let title = |map: &EmpathyMap| Fields::default().text("Title", &map.title);
        pass.both(Part::Title, later.title.clone(), title(earlier), title(later));
        let persona = |map: &EmpathyMap| items::persona(&map.persona);
        pass.both(Part::Persona, later.persona.name.clone(), persona(earlier), persona(later));
        pass.list(&earlier.quadrants, &later.quadrants, |it| &it.id, items::quadrant);
        // Every map has quadrants of these names, so they tell nothing.
        pass.common.clear();
        pass.list(&earlier.notes, &later.notes, |it| &it.id, items::note);
        pass.list(&earlier.themes, &later.themes, |it| &it.id, items::theme);
        pass.list(&earlier.needs, &later.needs, |it| &it.id, items::need);
        pass.list(&earlier.motivations, &later.motivations, |it| &it.id, items::motivation);
        pass.list(&earlier.tensions, &later.tensions, |it| &it.id, items::tension);
        pass.list(&earlier.comments, &later.comments, |it| &it.id, items::comment);
        let (one, other) = (&earlier.id, &later.id);
        // Maps that were written by hand number their notes alike.
        let are_others = one.is_some() && other.is_some() && one != other;
        let has_common = pass.common.iter().any(|says_the_same| *says_the_same || !are_others);
        pass.found.are_versions = has_common || (one.is_some() && one == other);
        pass.found
    }

    /// Whether nothing differs.
    pub fn is_empty(&self) -> bool {
        self.added.is_empty() && self.changed.is_empty() && self.gone.is_empty()
    }
}

/// An item as it is compared: what it is, what it says in short, what it says in full.
struct Item {
    part: Part,
    text: String,
    fields: Fields,
}

/// Goes through both maps, list by list.
struct Pass<'m> {
    /// What identifiers stand for, in the earlier and in the later map.
    names: [Names<'m>; 2],
    found: Comparison,
    /// For each item that both have, whether it says the same in short.
    common: Vec<bool>,
}

impl<'m> Pass<'m> {
    fn both(&mut self, part: Part, text: String, earlier: Fields, later: Fields) {
        let changes = changes(earlier, later);
        if !changes.is_empty() {
            self.found.changed.push(Entry { part, text, changes });
        }
    }

    fn list<T: 'm, K: Eq + Hash + 'm>(
        &mut self,
        earlier: &'m [T],
        later: &'m [T],
        key: impl Fn(&'m T) -> &'m K,
        item: impl Fn(&T, &Names<'m>) -> Item,
    ) {
        let entry = |Item { part, text, .. }: Item| Entry { part, text, changes: Vec::new() };
        let before: HashMap<&K, &T> = earlier.iter().map(|it| (key(it), it)).collect();
        let after: HashSet<&K> = later.iter().map(&key).collect();
        for it in later {
            let now = item(it, &self.names[1]);
            match before.get(key(it)) {
                None => self.found.added.push(entry(now)),
                Some(it) => {
                    let then = item(it, &self.names[0]);
                    self.common.push(then.text == now.text && !now.text.trim().is_empty());
                    self.both(now.part, now.text, then.fields, now.fields);
                }
            }
        }
        let gone = earlier.iter().filter(|it| !after.contains(key(it)));
        let gone: Vec<Entry> = gone.map(|it| entry(item(it, &self.names[0]))).collect();
        self.found.gone.extend(gone);
    }
}
