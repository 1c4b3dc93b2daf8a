//! Which map a note comes from, as the note itself tells it.

use crate::merge::Source;
use crate::model::Note;

/// How the notes of a map tell where they come from, unless they do already.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// The map is about one person with this name: that is whom its notes are about.
    Who(String),
    /// The map is a source with this name, such as a study.
    Source(String),
    /// They do not tell.
    Untold,
}

impl Origin {
    /// The name that notes get.
    pub fn name(&self) -> Option<&str> {
        match self {
            Self::Who(name) | Self::Source(name) => Some(name),
            Self::Untold => None,
        }
    }
}

/// What fits each map best. `is_version` says which of them are versions of another.
pub(super) fn guess(sources: &[Source], is_version: &[bool]) -> Vec<Origin> {
    let names = (0..sources.len()).map(|index| name(sources, index));
    let guess = |((source, is_version), name): ((&Source, &bool), String)| {
        let names_people = source.map.notes.iter().any(|note| !note.who.is_empty());
        match (is_version, names_people) {
            (true, _) => Origin::Untold,
            (false, true) => Origin::Source(name),
            (false, false) => Origin::Who(name),
        }
    };
    sources.iter().zip(is_version).zip(names).map(guess).collect()
}

/// What to call a map among these: by its persona, its title or the name that it was given, whichever is its alone.
fn name(sources: &[Source], index: usize) -> String {
    let ways: [fn(&Source) -> &str; 3] =
        [|source| source.map.persona.name.trim(), |source| source.map.title.trim(), |source| source.name.trim()];
    let is_clear = |way: &fn(&Source) -> &str| {
        let name = way(&sources[index]);
        !name.is_empty() && sources.iter().filter(|other| way(other) == name).count() == 1
    };
    let way = ways.iter().find(|way| is_clear(way));
    way.map_or_else(|| format!("Map {}", index + 1), |way| way(&sources[index]).to_owned())
}

pub(super) fn mark(note: &mut Note, origin: &Origin) {
    match origin {
        Origin::Who(name) if note.who.is_empty() => note.who.push(name.clone()),
        Origin::Source(name) if note.source.is_empty() => note.source.clone_from(name),
        Origin::Who(_) | Origin::Source(_) | Origin::Untold => {}
    }
}
