//! The map that is shared, and its notes as the client in JavaScript tells them.

use empathy_map::model::{EmpathyMap, Note, NoteId, QuadrantId};
use serde_json::{Value, json};

/// A map with two notes.
pub fn map() -> EmpathyMap {
    let note = |id: &str, quadrant: &str, text: &str| Note::new(NoteId::from(id), QuadrantId::new(quadrant), text);
    EmpathyMap {
        title: "Dana".into(),
        notes: vec![note(super::SHARED, "thinks", "the first"), note("second", "pains", "Zwei Stunden 😊")],
        ..EmpathyMap::default()
    }
}

/// Texts and quadrants of the notes.
pub fn notes(map: &EmpathyMap) -> Value {
    let note =
        |note: &Note| (note.id.as_str().to_owned(), json!({"quadrant": note.quadrant.as_str(), "text": note.text}));
    Value::Object(map.notes.iter().map(note).collect())
}
