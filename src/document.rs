//! The living map: edits go in, changes come out, undo is mine alone. The only door to the CRDT.
//!
//! Rules, each with a test of the same name:
//! - D1 An edit is applied whole or not at all.
//! - D2 After every edit, undo, redo and import the map passes [`EmpathyMap::check`] and equals a full rebuild.
//! - D3 Undo never reverts another person's edit.
//! - D4 Deleting hides; undo brings back everything, also what others wrote meanwhile.
//! - D5 Two people who type in one text both keep their letters.
//! - D6 A place is one value and never torn between two people.
//! - D7 One step a gesture: what is applied between two steps is undone together, and the selection comes back.
//! - D8 Replaying the updates of a document in a new one gives an equal map and the same undo steps.

mod edit;

pub use edit::{Edit, EditError, LinkSet, NeedField, NoteField, NoteMove, PersonaField, TextTarget};

use std::collections::BTreeSet;

use crate::model::{EmpathyMap, ItemRef};

/// Whether an edit begins a new undo step or continues the one before, as letters typed without a pause do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// A gesture of its own.
    Begin,
    /// Undone together with what came before; begins a step where there is none to continue.
    Continue,
}

/// Who changed the map.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// The person at this window.
    Local,
    /// Somebody else: a session, a merged file.
    Remote,
}

/// What a transaction changed, so that everything derived from the map can be refreshed without looking at all of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// Items that were added, changed, moved in order, deleted or brought back.
    pub items: BTreeSet<ItemRef>,
    /// Whether title, persona or quadrants changed.
    pub header: bool,
}

impl Changes {
    /// Whether nothing changed.
    pub fn is_empty(&self) -> bool {
        self.items.is_empty() && !self.header
    }
}

/// The outcome of something applied to a document.
#[derive(Clone, Debug, Default)]
pub struct Applied {
    /// What changed in the map.
    pub changes: Changes,
    /// The CRDT update (Yjs V1), for the working copy and the session. Empty when nothing changed.
    pub update: Vec<u8>,
    /// The selection to restore; only undo and redo give one.
    pub selection: Option<Vec<ItemRef>>,
}

/// A map that is being edited.
pub struct Document {
    map: EmpathyMap,
}

#[allow(unused_variables)] // Bodies follow.
impl Document {
    /// A document that holds `map`. Loading is no undo step.
    ///
    /// # Errors
    /// The broken rule, when `map` fails [`EmpathyMap::check`].
    pub fn new(map: EmpathyMap) -> Result<Self, EditError> {
        Ok(Self { map })
    }

    /// The map as it is now.
    pub fn map(&self) -> &EmpathyMap {
        &self.map
    }

    /// Applies one gesture of this person: all edits or none.
    ///
    /// # Errors
    /// Why the edits cannot be applied; the document is as before.
    pub fn apply(&mut self, edits: &[Edit], step: Step) -> Result<Applied, EditError> {
        todo!()
    }

    /// Tells which items are selected now, so that undo and redo can bring the selection back.
    pub fn select(&mut self, selection: &[ItemRef]) {
        todo!()
    }

    /// Takes back the last step of this person. `None` when there is nothing to undo.
    pub fn undo(&mut self) -> Option<Applied> {
        todo!()
    }

    /// Brings back the last undone step. `None` when there is nothing to redo.
    pub fn redo(&mut self) -> Option<Applied> {
        todo!()
    }

    /// Whether there is a step to undo.
    pub fn can_undo(&self) -> bool {
        todo!()
    }

    /// Whether there is a step to redo.
    pub fn can_redo(&self) -> bool {
        todo!()
    }

    /// Takes in another person's update (Yjs V1).
    ///
    /// # Errors
    /// When the bytes are no update, or one that breaks the map.
    pub fn import(&mut self, update: &[u8]) -> Result<Applied, EditError> {
        todo!()
    }

    /// Merges a map that was changed elsewhere, such as the file on disk: what differs between `base` and `theirs` is
    /// applied here, field by field and by id, as another person's edit.
    ///
    /// # Errors
    /// The broken rule, when `theirs` fails its check.
    pub fn merge(&mut self, base: &EmpathyMap, theirs: &EmpathyMap) -> Result<Applied, EditError> {
        todo!()
    }

    /// The whole state as one update (Yjs V1): the snapshot of the working copy, the first sync of a session.
    pub fn encode_state(&self) -> Vec<u8> {
        todo!()
    }

    /// A document from a snapshot, and the updates that this person made after it, each with its step; these can be undone.
    ///
    /// # Errors
    /// When the bytes are no document of ours.
    pub fn restore(snapshot: &[u8], updates: &[(Step, Vec<u8>)]) -> Result<Self, EditError> {
        todo!()
    }
}
