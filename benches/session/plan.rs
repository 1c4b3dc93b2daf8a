//! What everybody will send, prepared before the clock runs: real updates of real documents, presences with honest clocks.

use empathy_map::document::{Document, Edit, Step, TextTarget};
use empathy_map::model::{EmpathyMap, Note, NoteId, QuadrantId};
use empathy_map::session::wire::{AwarenessEntry, Message};

use crate::{COUNTED_SECONDS, PRESENCES_A_SECOND, WARM_UP_SECONDS};

/// Seconds in which something is sent.
pub const SECONDS: usize = WARM_UP_SECONDS + COUNTED_SECONDS;

/// What one person will send.
pub struct Plan {
    /// One a second.
    pub edits: Vec<Vec<u8>>,
    /// [`PRESENCES_A_SECOND`] a second.
    pub presences: Vec<Vec<u8>>,
}

/// The map of the session: a note for everybody.
pub fn map(people: usize) -> EmpathyMap {
    let note = |at: usize| {
        let quadrant = QuadrantId::new(["thinks", "feels", "does", "pains"][at % 4]);
        Note::new(note_id(at), quadrant, "She calls again, because nobody answers her letter")
    };
    EmpathyMap { title: "Load".into(), notes: (0..people).map(note).collect(), ..EmpathyMap::default() }
}

fn note_id(at: usize) -> NoteId {
    NoteId::new(format!("01jd4x6v8q3m5r9t2w7y0{at:05}"))
}

/// The plan of one person on the map with this state.
pub fn plan(person: usize, state: &[u8]) -> Result<Plan, String> {
    let mut document = Document::empty();
    document.import(state).map_err(|error| error.to_string())?;
    let client = document.client_id();
    let mut edits = Vec::with_capacity(SECONDS);
    for at in 0..SECONDS {
        let note = note_id(person);
        let written = document.map().notes.iter().find(|other| other.id == note).ok_or("the map lacks a note")?;
        let before = written.text.clone();
        let after = format!("{before} {}", mark(person, at));
        let edit = Edit::EditText { target: TextTarget::Note(note), before, after };
        let applied = document.apply(&[edit], Step::Begin).map_err(|error| error.to_string())?;
        edits.push(Message::Update(&applied.update).encode());
    }
    let presences = (0..SECONDS * PRESENCES_A_SECOND)
        .map(|at| {
            let json = format!(r#"{{"user":{{"name":"Person {person}"}},"cursor":[{person},{at}]}}"#);
            let clock = at as u32 + 1;
            Message::Awareness(vec![AwarenessEntry { client, clock, json: &json }]).encode()
        })
        .collect();
    Ok(Plan { edits, presences })
}

/// What an edit writes, so that it is known again in whatever way a server packs it.
fn mark(person: usize, at: usize) -> String {
    format!("~{person:03}.{at:03}~")
}

/// The edits in a frame: person and place in their plan.
pub fn edits_in(frame: &[u8]) -> impl Iterator<Item = (usize, usize)> {
    frame.windows(9).filter_map(|window| match window {
        [b'~', person @ .., b'.', _, _, _, b'~'] => Some((digits(person)?, digits(&window[5..8])?)),
        _ => None,
    })
}

/// The presences in a frame: person and place in their plan, which they show as their cursor.
pub fn presences_in(frame: &[u8]) -> impl Iterator<Item = (usize, usize)> {
    const KEY: &[u8] = br#""cursor":["#;
    let mut rest = frame;
    std::iter::from_fn(move || {
        let start = rest.windows(KEY.len()).position(|window| window == KEY)? + KEY.len();
        rest = &rest[start..];
        let end = rest.iter().position(|byte| *byte == b']')?;
        let text = std::str::from_utf8(&rest[..end]).ok()?;
        let (person, at) = text.split_once(',')?;
        // Whole numbers, which some write with a point.
        Some((person.parse::<f64>().ok()? as usize, at.parse::<f64>().ok()? as usize))
    })
}

fn digits(text: &[u8]) -> Option<usize> {
    std::str::from_utf8(text).ok()?.parse().ok()
}
