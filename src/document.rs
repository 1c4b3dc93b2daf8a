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
//! - D9 What two people together put beyond a limit is left out, told, and back as soon as there is room.

mod draft;
mod edit;
mod history;
mod item;
mod merge;
mod order;
mod plan;
mod record;
mod store;
mod text;
mod view;

#[cfg(test)]
mod tests;

pub use edit::{Edit, EditError, LinkSet, NeedField, NoteField, NoteMove, PersonaField, TextTarget};
pub use text::carried;

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{EmpathyMap, ItemRef, limits};

use draft::Draft;
use history::History;
use plan::Plan;
use store::Store;
use view::View;

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
    /// The person at this window, as part of an undo step.
    Local(Step),
    /// Somebody else: a session, a merged file. Never undone here.
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

    /// How many changes a person would count: items, and what the map has once.
    pub fn count(&self) -> usize {
        self.items.len() + usize::from(self.header)
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
    // Dropped before the store, in which it is registered.
    history: History,
    store: Store,
    view: View,
    /// Changes that nobody was told of yet.
    late: Changes,
}

impl Document {
    /// A document that holds `map`. Loading is no undo step.
    ///
    /// # Errors
    /// The broken rule, when `map` fails [`EmpathyMap::check`].
    pub fn new(map: EmpathyMap) -> Result<Self, EditError> {
        map.check().map_err(|problem| EditError(problem.to_string()))?;
        let store = Store::load(&map);
        Ok(Self { history: History::new(&store), store, view: View::of(map, order::nth), late: Changes::default() })
    }

    /// A document with nothing in it, to be filled by [`Self::import`]: the map of a session that is being joined.
    pub fn empty() -> Self {
        let store = Store::blank();
        let view = View::build(&store.reader());
        Self { history: History::new(&store), store, view, late: Changes::default() }
    }

    /// The map as it is now.
    pub fn map(&self) -> &EmpathyMap {
        &self.view.map
    }

    /// Applies one gesture of this person: all edits or none.
    ///
    /// # Errors
    /// Why the edits cannot be applied; the document is as before.
    pub fn apply(&mut self, edits: &[Edit], step: Step) -> Result<Applied, EditError> {
        let plan = self.plan(edits)?;
        self.history.open(step);
        if plan.is_empty() {
            return Ok(Applied::default());
        }
        self.store.write_local(&plan);
        self.history.wrote();
        Ok(self.refreshed())
    }

    /// Tells which items are selected now, so that undo and redo can bring the selection back. To be called whenever the
    /// selection changes, and after every [`Self::apply`] with the selection that it led to.
    pub fn select(&mut self, selection: &[ItemRef]) {
        self.history.select(selection);
    }

    /// Takes back the last step of this person. `None` when there is nothing to undo.
    pub fn undo(&mut self) -> Option<Applied> {
        let selection = self.history.undo();
        self.stepped(selection)
    }

    /// Brings back the last undone step. `None` when there is nothing to redo.
    pub fn redo(&mut self) -> Option<Applied> {
        let selection = self.history.redo();
        self.stepped(selection)
    }

    /// Whether there is a step to undo.
    pub fn can_undo(&self) -> bool {
        self.history.can_undo()
    }

    /// Whether there is a step to redo.
    pub fn can_redo(&self) -> bool {
        self.history.can_redo()
    }

    /// What is not on the map because two people together went beyond a limit, and what to do about it: sentences for the
    /// person. Nothing is lost, but a file with this map would lack it. `None` when everything is there.
    pub fn left_out(&self) -> Option<String> {
        let left_out = self.view.left_out();
        let mut sentences = Vec::new();
        if left_out.notes > 0 {
            sentences.push(format!(
                "Together you have made {} notes more than the {} that a map holds. The last ones are hidden: delete as many, \
                 and they appear.",
                left_out.notes,
                limits::NOTES
            ));
        }
        if left_out.extras {
            sentences.push(format!(
                "What other programs keep on this map takes more than {} MiB, the limit, and is partly left out. Delete items \
                 of theirs to make room.",
                limits::EXTRA_BYTES >> 20
            ));
        }
        (!sentences.is_empty()).then(|| sentences.join(" "))
    }

    /// Takes in another person's update (Yjs V1). Look at [`Self::left_out`] afterwards.
    ///
    /// # Errors
    /// When the bytes are no update.
    pub fn import(&mut self, update: &[u8]) -> Result<Applied, EditError> {
        let taken = self.store.import(update);
        if taken.is_err() {
            // What was taken in before it broke is there; the next change tells of it.
            self.late = self.view.refresh(&self.store.reader(), &self.store.touched());
        }
        taken?;
        Ok(self.refreshed_from_outside())
    }

    /// Merges a map that was changed elsewhere, such as the file on disk: what differs between `base` and `theirs` is
    /// applied here, field by field and by id, as another person's edit.
    ///
    /// # Errors
    /// The broken rule, when `theirs` fails its check; what goes beyond a limit in both together.
    pub fn merge(&mut self, base: &EmpathyMap, theirs: &EmpathyMap) -> Result<Applied, EditError> {
        theirs.check().map_err(|problem| EditError(problem.to_string()))?;
        let plan = merge::plan(&self.store.reader(), &self.view, base, theirs)?;
        if plan.is_empty() {
            return Ok(Applied::default());
        }
        self.store.write_remote(&plan);
        Ok(self.refreshed_from_outside())
    }

    /// The whole state as one update (Yjs V1): the snapshot of the working copy, the first sync of a session.
    pub fn encode_state(&self) -> Vec<u8> {
        self.store.encode_state()
    }

    /// The names of the CRDT's own maps, in which everything is.
    pub fn root_names() -> impl Iterator<Item = &'static str> {
        store::root_names()
    }

    /// The client id that this document writes under: random, another one each time a document is made.
    pub fn client_id(&self) -> u64 {
        self.store.client_id()
    }

    /// How far this document knows each client: its next clock.
    pub fn clocks(&self) -> BTreeMap<u64, u32> {
        self.store.clocks()
    }

    /// How deep what a client wrote at a clock is nested in the CRDT's own maps: 1 right under a key of them. `None` when it
    /// is not here, or gone.
    pub fn depth(&self, client: u64, clock: u32) -> Option<u8> {
        self.store.depth(client, clock)
    }

    /// What this document has, for somebody who will answer with what it lacks (a Yjs V1 state vector).
    pub fn state_vector(&self) -> Vec<u8> {
        self.store.state_vector()
    }

    /// What somebody with this state vector lacks, as an update (Yjs V1).
    ///
    /// # Errors
    /// When the bytes are no state vector.
    pub fn diff(&self, state_vector: &[u8]) -> Result<Vec<u8>, EditError> {
        self.store.diff(state_vector)
    }

    /// Whether updates came that build on others which have not come yet.
    pub fn awaits_updates(&self) -> bool {
        self.store.awaits_updates()
    }

    /// Applies edits of somebody who has no document of their own, such as a participant on a phone: all or none, and never
    /// part of this person's undo.
    ///
    /// # Errors
    /// Why the edits cannot be applied; the document is as before.
    pub fn apply_for_other(&mut self, edits: &[Edit]) -> Result<Applied, EditError> {
        self.apply_for_other_with(edits, Vec::new())
    }

    /// The same, and writes these texts beside the map, or takes them away, in the same transaction: whoever has the edits
    /// has them too. Nothing is written when the edits change nothing.
    ///
    /// # Errors
    /// Why the edits cannot be applied; the document is as before.
    pub fn apply_for_other_with(
        &mut self,
        edits: &[Edit],
        margin: Vec<(String, Option<String>)>,
    ) -> Result<Applied, EditError> {
        let plan = Plan { margin, ..self.plan(edits)? };
        if plan.is_empty() {
            return Ok(Applied::default());
        }
        self.store.write_remote(&plan);
        Ok(self.refreshed())
    }

    /// A text beside the map: it travels with the document and is in no file.
    pub fn margin(&self, key: &str) -> Option<String> {
        self.store.margin(key)
    }

    /// All texts beside the map whose key begins so, by key.
    pub fn margin_under(&self, prefix: &str) -> Vec<(String, String)> {
        self.store.margin_under(prefix)
    }

    /// A document from a snapshot and the updates after it, each with who made it; those of this person can be undone.
    ///
    /// # Errors
    /// When the bytes are no document of ours.
    pub fn restore(snapshot: &[u8], updates: &[(Origin, Vec<u8>)]) -> Result<Self, EditError> {
        let store = Store::decode(snapshot)?;
        let mut history = History::new(&store);
        for (origin, update) in updates {
            match origin {
                Origin::Local(step) => {
                    history.open(*step);
                    store.replay(update)?;
                    history.wrote();
                }
                Origin::Remote => store.import(update)?,
            }
        }
        store.take_changes();
        let view = View::build(&store.reader());
        Ok(Self { history: history.replayed(&store), store, view, late: Changes::default() })
    }

    /// The map read anew from the CRDT. Always equal to [`Self::map`]; for tests of that promise.
    #[doc(hidden)]
    pub fn rebuilt(&self) -> EmpathyMap {
        View::build(&self.store.reader()).map
    }

    fn plan(&self, edits: &[Edit]) -> Result<Plan, EditError> {
        let reader = self.store.reader();
        let mut draft = Draft::new(&self.view, &reader);
        edits.iter().try_for_each(|edit| draft.apply(edit))?;
        draft.finish()
    }

    fn stepped(&mut self, selection: Option<Vec<ItemRef>>) -> Option<Applied> {
        let mut selection = selection?;
        let mut applied = self.refreshed_from_outside();
        selection.retain(|item| self.view.map.contains(item));
        applied.selection = Some(selection);
        Some(applied)
    }

    /// Refreshes the map after a transaction that was not checked against the limits before.
    fn refreshed_from_outside(&mut self) -> Applied {
        let applied = self.refreshed();
        self.view.cap_extras();
        applied
    }

    fn refreshed(&mut self) -> Applied {
        let (touched, update) = self.store.take_changes();
        let mut changes = self.view.refresh(&self.store.reader(), &touched);
        let late = std::mem::take(&mut self.late);
        changes.header |= late.header;
        changes.items.extend(late.items);
        Applied { changes, update, selection: None }
    }
}
