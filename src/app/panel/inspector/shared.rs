//! Whether notes agree in a property.

use std::collections::BTreeMap;

use crate::model::Note;

/// What several notes have in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shared<T> {
    /// All have this.
    Same(T),
    /// They differ, or there is none.
    Mixed,
}

impl<T: PartialEq> Shared<T> {
    /// Asks all notes.
    pub fn of<'n>(notes: &[&'n Note], get: impl Fn(&'n Note) -> T) -> Self {
        let mut values = notes.iter().map(|note| get(note));
        match values.next() {
            Some(first) if values.all(|value| value == first) => Self::Same(first),
            _ => Self::Mixed,
        }
    }
}

/// Everything that the notes list, each with the number of notes that list it, in alphabetical order.
pub fn union<'n>(notes: &[&'n Note], list: impl Fn(&'n Note) -> &'n [String]) -> BTreeMap<&'n str, usize> {
    let mut counts = BTreeMap::new();
    for word in notes.iter().flat_map(|note| list(note)) {
        *counts.entry(word.as_str()).or_default() += 1;
    }
    counts
}
