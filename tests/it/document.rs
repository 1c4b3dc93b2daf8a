//! What a person can do to a living map, and the rules D1 to D9 of `document`.

mod edits;
mod limits;
mod margin;
mod merging;
pub mod random;
mod rules;
mod sharing;

use empathy_map::document::{Applied, Document, Edit, Step, TextTarget};
use empathy_map::model::{EmpathyMap, Need, Note, NoteId, QuadrantId, Tension};

/// A person at a document: does things by name and checks after each that the map still obeys every rule.
pub struct Person {
    pub document: Document,
}

impl Person {
    /// Opens a map.
    pub fn with(map: EmpathyMap) -> Self {
        Self { document: Document::new(map).unwrap() }
    }

    /// Opens an empty map and writes notes on it.
    pub fn with_notes(texts: &[&str]) -> Self {
        let notes = texts.iter().enumerate().map(|(at, text)| note(&format!("n{}", at + 1), text)).collect();
        Self::with(EmpathyMap { notes, ..Default::default() })
    }

    pub fn map(&self) -> &EmpathyMap {
        self.document.map()
    }

    /// One gesture.
    pub fn does(&mut self, edit: Edit) -> Applied {
        self.does_all(&[edit], Step::Begin)
    }

    /// Several edits, in a step that begins or goes on.
    pub fn does_all(&mut self, edits: &[Edit], step: Step) -> Applied {
        let applied = self.document.apply(edits, step).unwrap();
        self.checked();
        applied
    }

    /// What the program says to something that cannot be done.
    pub fn is_refused(&mut self, edit: Edit) -> String {
        let before = self.map().clone();
        let state = self.document.encode_state().len();
        let error = self.document.apply(&[edit], Step::Begin).unwrap_err();
        assert_eq!(*self.map(), before);
        assert_eq!(self.document.encode_state().len(), state);
        error.to_string()
    }

    /// Types in a note.
    pub fn types(&mut self, id: &str, text: &str) -> Applied {
        let target = TextTarget::Note(id.into());
        let before = target.read(self.map()).unwrap().to_owned();
        self.does(Edit::EditText { target, before, after: text.into() })
    }

    pub fn undoes(&mut self) -> Applied {
        let applied = self.document.undo().unwrap();
        self.checked();
        applied
    }

    pub fn redoes(&mut self) -> Applied {
        let applied = self.document.redo().unwrap();
        self.checked();
        applied
    }

    /// Hears of another person's change.
    pub fn hears(&mut self, update: &[u8]) -> Applied {
        let applied = self.document.import(update).unwrap();
        self.checked();
        applied
    }

    /// A colleague with the same map.
    pub fn joined(&self) -> Self {
        Self { document: Document::restore(&self.document.encode_state(), &[]).unwrap() }
    }

    /// The rules that hold after whatever happened.
    pub fn checked(&self) {
        self.map().check().unwrap();
        assert_same(self.map(), &self.document.rebuilt());
    }

    pub fn text(&self, id: &str) -> &str {
        &self.map().note(&id.into()).unwrap().text
    }
}

/// Fails with the lines in which two maps differ.
pub fn assert_same(left: &EmpathyMap, right: &EmpathyMap) {
    if left != right {
        let lines = |map: &EmpathyMap| format!("{map:#?}").lines().map(str::to_owned).collect::<Vec<_>>();
        let (left, right) = (lines(left), lines(right));
        let at = left.iter().zip(&right).position(|(left, right)| left != right).unwrap_or(left.len().min(right.len()));
        let around = |lines: &[String]| lines[at.saturating_sub(6)..(at + 6).min(lines.len())].join("\n");
        panic!("the maps differ:\n{}\n--- and ---\n{}", around(&left), around(&right));
    }
}

pub fn note(id: &str, text: &str) -> Note {
    Note::new(id.into(), QuadrantId::new("thinks"), text)
}

pub fn vote(note: &str, voter: &str, count: u32) -> Edit {
    Edit::SetVote { note: note.into(), voter: voter.into(), count }
}

pub fn need(id: &str, supports: &[&str]) -> Need {
    Need { supports: ids(supports), ..Need::new(id.into(), "tell her story once") }
}

pub fn tension(id: &str, this: &[&str], but: &[&str]) -> Tension {
    Tension { id: id.into(), this: ids(this), but: ids(but), insight: String::new(), extra: Default::default() }
}

pub fn ids(ids: &[&str]) -> Vec<NoteId> {
    ids.iter().map(|id| NoteId::from(*id)).collect()
}
