//! A map without what points at people.

use crate::model::EmpathyMap;

/// A copy of the map without authors, votes, sources and comments.
pub fn clean(map: &EmpathyMap) -> EmpathyMap {
    let mut map = map.clone();
    for note in &mut map.notes {
        note.author.clear();
        note.votes.clear();
        note.source.clear();
    }
    map.comments.clear();
    map
}
