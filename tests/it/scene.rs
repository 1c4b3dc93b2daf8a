//! From a map to a picture of it: where things lie, how texts break, what is found under the pointer.

mod place;
mod style;
mod text;

use empathy_map::model::{EmpathyMap, Note, NoteId, Point, QuadrantId};
use empathy_map::scene::{FontBook, Layout};

/// A layout with the bundled fonts alone, so that every machine gives the same result.
pub fn layout() -> Layout {
    Layout::new(FontBook::new(false))
}

/// A note without a place.
pub fn note(id: &str, quadrant: &str, text: &str) -> Note {
    Note::new(NoteId::new(id), QuadrantId::new(quadrant), text)
}

/// A note at a place.
pub fn note_at(id: &str, quadrant: &str, text: &str, x: f64, y: f64) -> Note {
    Note { at: Some(Point { x, y }), ..note(id, quadrant, text) }
}

/// A usual map with these notes.
pub fn map(notes: Vec<Note>) -> EmpathyMap {
    let mut map = EmpathyMap { notes, ..Default::default() };
    map.persona.name = "Dana".into();
    map.persona.scenario = "First bill after moving house".into();
    map
}
