//! Notes that say the same.

use std::collections::{BTreeMap, HashMap, HashSet};

use crate::model::{EmpathyMap, NoteId, QuadrantId};

/// Notes of one quadrant with the same text, but for case and space.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SameText {
    /// The notes in document order; the first one stays if they become one.
    pub notes: Vec<NoteId>,
    /// What they say, as the first one writes it.
    pub text: String,
    /// The quadrant that they lie in.
    pub quadrant: QuadrantId,
    /// Whether they shall become one.
    pub is_joined: bool,
}

/// What two ways to write a text have in common.
pub(super) fn folded(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

/// All notes of a map that say the same, in document order. Notes that stand against each other anywhere are none: one note
/// cannot speak for and against a need.
pub(super) fn same_texts(map: &EmpathyMap) -> Vec<SameText> {
    let mut groups: BTreeMap<usize, SameText> = BTreeMap::new();
    let mut first: HashMap<(&QuadrantId, String), usize> = HashMap::new();
    for (index, note) in map.notes.iter().enumerate() {
        let text = folded(&note.text);
        if text.is_empty() {
            continue;
        }
        let at = *first.entry((&note.quadrant, text)).or_insert(index);
        let group = groups.entry(at).or_insert_with(|| SameText {
            notes: Vec::new(),
            text: note.text.clone(),
            quadrant: note.quadrant.clone(),
            is_joined: false,
        });
        group.notes.push(note.id.clone());
    }
    let sides = sides(map);
    groups.into_values().filter(|group| group.notes.len() > 1 && !is_opposed(group, &sides)).collect()
}

/// A side of something that has two: which of them all, and which side.
type Side = (usize, bool);

fn sides(map: &EmpathyMap) -> HashMap<&NoteId, Vec<Side>> {
    let tensions = map.tensions.iter().map(|tension| [&tension.this, &tension.but]);
    let needs = map.needs.iter().map(|need| [&need.supports, &need.contradicts]);
    let motivations = map.motivations.iter().map(|driven| [&driven.supports, &driven.contradicts]);
    let mut sides: HashMap<&NoteId, Vec<Side>> = HashMap::new();
    for (index, [one, other]) in tensions.chain(needs).chain(motivations).enumerate() {
        one.iter().for_each(|note| sides.entry(note).or_default().push((index, false)));
        other.iter().for_each(|note| sides.entry(note).or_default().push((index, true)));
    }
    sides
}

fn is_opposed(group: &SameText, sides: &HashMap<&NoteId, Vec<Side>>) -> bool {
    let taken: HashSet<Side> = group.notes.iter().filter_map(|note| sides.get(note)).flatten().copied().collect();
    taken.iter().any(|(index, side)| taken.contains(&(*index, !side)))
}
