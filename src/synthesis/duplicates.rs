//! Notes that say nearly the same, to be stacked: both texts are kept, nothing is decided here.

use std::collections::BTreeSet;

use super::vectors::Space;
use super::words::{Language, Reader, Word, is_negation, spoken_words};
use crate::model::{EmpathyMap, Note, NoteId};

/// Notes are nearly the same from this nearness on.
const NEAR: f64 = 0.8;
/// A note is paired with so many later ones at most, so that a thousand equal notes do not make a million pairs.
const PAIRS_A_NOTE: usize = 8;

/// Pairs of notes of one quadrant that say nearly the same, the nearest first. `None` when `go_on` said no.
///
/// Two notes of which one denies what the other says are never a pair, however near their words are.
pub fn near_duplicates(map: &EmpathyMap, go_on: &dyn Fn() -> bool) -> Option<Vec<(NoteId, NoteId)>> {
    let mut notes: Vec<&Note> = map.notes.iter().filter(|note| !note.text.trim().is_empty()).collect();
    notes.sort_by(|a, b| a.id.cmp(&b.id));
    let reader = Reader::new(Language::of(notes.iter().map(|note| note.text.as_str())));
    let words: Vec<Vec<Word>> = notes.iter().map(|note| reader.words(&note.text)).collect();
    let space = Space::new(&words);
    let spoken: Vec<Vec<String>> = notes.iter().map(|note| spoken_words(&note.text).collect()).collect();
    let facts: Vec<(usize, BTreeSet<&str>)> = spoken.iter().map(|words| facts(words)).collect();
    let mut pairs = Vec::new();
    space.rows(go_on, |a, later| {
        let near = later.iter().zip(a + 1..).filter_map(|(&near, b)| {
            let nearness = if spoken[a] == spoken[b] { 1.0 } else { near };
            let same = nearness >= NEAR && notes[a].quadrant == notes[b].quadrant && facts[a] == facts[b];
            same.then_some((nearness, a, b))
        });
        pairs.extend(near.take(PAIRS_A_NOTE));
    })?;
    pairs.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    Some(pairs.into_iter().map(|(_, a, b)| (notes[a].id.clone(), notes[b].id.clone())).collect())
}

/// What must be the same in notes that say the same: how often something is denied, and the numbers.
fn facts(words: &[String]) -> (usize, BTreeSet<&str>) {
    let numbers = words.iter().map(String::as_str).filter(|word| word.chars().any(char::is_numeric));
    (words.iter().filter(|word| is_negation(word)).count(), numbers.collect())
}
