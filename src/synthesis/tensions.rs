//! Pairs of notes that may pull apart, for a person to judge: "Do these two pull apart?"
//!
//! A pair is proposed when both notes speak of the same thing, stand in different quadrants, and something sets them apart:
//! one denies what the other says, people judged their feelings to be opposite, or one is said or thought and the other done.
//! No model guesses feelings.

use std::collections::{BTreeSet, HashMap};

use super::kind::Kind;
use super::vectors::Space;
use super::words::{Language, Reader, Word, is_negation, spoken_words};
use crate::model::{EmpathyMap, Note, NoteId, QuadrantId};

/// So many pairs are shown at a time: more would be work instead of a question.
pub const PAIRS_AT_A_TIME: usize = 3;
/// Notes that share less do not speak of the same thing.
const SAME_THING: f64 = 0.12;

/// Two notes that may contradict each other.
#[derive(Clone, Debug, PartialEq)]
pub struct PossibleTension {
    /// The note on one side.
    pub this: NoteId,
    /// The note on the other side.
    pub but: NoteId,
    /// Why they are shown, a sentence with a full stop.
    pub why: String,
}

/// The pairs that most likely pull apart, at most [`PAIRS_AT_A_TIME`], without those in `dismissed` (in either order) and
/// those that are tensions already. `None` when `go_on` said no.
pub fn possible_tensions(
    map: &EmpathyMap,
    dismissed: &BTreeSet<(NoteId, NoteId)>,
    go_on: &dyn Fn() -> bool,
) -> Option<Vec<PossibleTension>> {
    let mut notes: Vec<&Note> = map.notes.iter().filter(|note| !note.text.trim().is_empty()).collect();
    notes.sort_by(|a, b| a.id.cmp(&b.id));
    let kinds: HashMap<&QuadrantId, Kind> =
        map.quadrants.iter().map(|quadrant| (&quadrant.id, Kind::of(quadrant))).collect();
    let reader = Reader::new(Language::of(notes.iter().map(|note| note.text.as_str())));
    let words: Vec<Vec<Word>> = notes.iter().map(|note| reader.words(&note.text)).collect();
    // What is denied is judged apart: it must not keep "can pay" and "can't pay" from speaking of the same thing.
    let subjects: Vec<Vec<Word>> =
        words.iter().map(|words| words.iter().filter(|word| word.term != "not").cloned().collect()).collect();
    let space = Space::new(&subjects);
    let denies: Vec<bool> =
        notes.iter().map(|note| spoken_words(&note.text).filter(|word| is_negation(word)).count() % 2 == 1).collect();
    let known = |a: &NoteId, b: &NoteId| {
        let both = |x: &NoteId, y: &NoteId| dismissed.contains(&(x.clone(), y.clone()));
        let joined = map.tensions.iter().any(|tension| {
            let sides = [(&tension.this, &tension.but), (&tension.but, &tension.this)];
            sides.iter().any(|(this, but)| this.contains(a) && but.contains(b))
        });
        both(a, b) || both(b, a) || joined
    };

    let mut pairs = Vec::new();
    space.pairs(go_on, |a, b, nearness| {
        if nearness < SAME_THING || notes[a].quadrant == notes[b].quadrant {
            return;
        }
        let kind = |place: usize| kinds.get(&notes[place].quadrant).copied().unwrap_or(Kind::Other);
        let (apart, why) = contrast([notes[a], notes[b]], [kind(a), kind(b)], [denies[a], denies[b]]);
        if apart > 0.0 && !known(&notes[a].id, &notes[b].id) {
            pairs.push((nearness * apart, a, b, why));
        }
    })?;
    pairs.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));

    // A note in several pairs would ask the same question again.
    let mut seen = BTreeSet::new();
    pairs.retain(|(_, a, b, _)| !seen.contains(a) && !seen.contains(b) && seen.insert(*a) && seen.insert(*b));
    pairs.truncate(PAIRS_AT_A_TIME);
    let place = |id: &NoteId| map.notes.iter().position(|note| note.id == *id);
    let pairs = pairs.into_iter().map(|(_, a, b, why)| {
        let shared: Vec<String> = space
            .shared(a, b)
            .into_iter()
            .filter(|term| !term.contains(' '))
            .take(3)
            .map(|term| {
                let word = subjects[a].iter().find(|word| word.term == term);
                format!("“{}”", word.map_or(term, |word| word.shown.as_str()))
            })
            .collect();
        let why = format!("Both speak of {}; {why}.", shared.join(", "));
        // In the order in which the quadrants stand: what is thought, but what is done.
        let (mut this, mut but) = (notes[a], notes[b]);
        let rank =
            |note: &Note| (map.quadrants.iter().position(|quadrant| quadrant.id == note.quadrant), place(&note.id));
        if rank(but) < rank(this) {
            std::mem::swap(&mut this, &mut but);
        }
        PossibleTension { this: this.id.clone(), but: but.id.clone(), why }
    });
    Some(pairs.collect())
}

/// How much sets two notes apart, and what.
fn contrast(notes: [&Note; 2], kinds: [Kind; 2], denies: [bool; 2]) -> (f64, &'static str) {
    let feelings = notes.map(|note| note.feeling.map_or(0, |feeling| feeling.step()));
    let saying = |kind: Kind| matches!(kind, Kind::Says | Kind::Thinks | Kind::Feels);
    let doing = |kind: Kind| kind == Kind::Does;
    if feelings[0] * feelings[1] < 0 {
        (2.0, "one feels good, the other bad")
    } else if denies[0] != denies[1] {
        (1.5, "one denies what the other says")
    } else if saying(kinds[0]) && doing(kinds[1]) || doing(kinds[0]) && saying(kinds[1]) {
        (1.0, "one is in the mind, the other is done")
    } else {
        (0.0, "")
    }
}
