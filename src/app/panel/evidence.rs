//! Which notes stand behind needs, motivations and tensions, counted.

use std::collections::{BTreeSet, HashSet};

use crate::model::{EmpathyMap, Evidence, Note, NoteId};
use crate::scene::Scene;

/// The notes that are linked from a need, a motivation or a tension.
pub fn used(map: &EmpathyMap) -> HashSet<&NoteId> {
    let needs = map.needs.iter().flat_map(|need| need.supports.iter().chain(&need.contradicts));
    let motivations =
        (map.motivations.iter()).flat_map(|motivation| motivation.supports.iter().chain(&motivation.contradicts));
    let tensions = map.tensions.iter().flat_map(|tension| tension.this.iter().chain(&tension.but));
    needs.chain(motivations).chain(tensions).collect()
}

/// The notes that no need, motivation or tension is linked to.
pub fn unused(map: &EmpathyMap) -> Vec<NoteId> {
    let used = used(map);
    map.notes.iter().map(|note| &note.id).filter(|id| !used.contains(id)).cloned().collect()
}

/// A note by its identifier, found by way of the scene, which has them in an index.
pub fn note<'a>(map: &'a EmpathyMap, scene: &Scene, id: &NoteId) -> Option<&'a Note> {
    let note = map.notes.get(scene.index_of(id)?)?;
    if note.id == *id { Some(note) } else { map.note(id) }
}

/// Notes counted by quadrant: each quadrant that has some of them, as an index into the map's quadrants, with its notes.
pub fn by_quadrant(map: &EmpathyMap, scene: &Scene, notes: &[NoteId]) -> Vec<(usize, Vec<NoteId>)> {
    let mut lists = vec![Vec::new(); map.quadrants.len()];
    for id in notes {
        let quadrant = note(map, scene, id).map(|note| &note.quadrant);
        let index = quadrant.and_then(|id| map.quadrants.iter().position(|quadrant| quadrant.id == *id));
        if let Some(list) = index.and_then(|index| lists.get_mut(index)) {
            list.push(id.clone());
        }
    }
    lists.into_iter().enumerate().filter(|(_, list)| !list.is_empty()).collect()
}

/// What notes are marked to rest on, each kind once, the best first.
pub fn kinds(map: &EmpathyMap, scene: &Scene, notes: &[NoteId]) -> Vec<Evidence> {
    let marks = notes.iter().filter_map(|id| note(map, scene, id)?.evidence);
    marks.collect::<BTreeSet<_>>().into_iter().collect()
}
