//! Undo and redo of this person alone, one step a gesture, with the selection of each step.

use std::sync::Arc;

use yrs::sync::Clock;
use yrs::undo::{Options, StackItem};

use crate::model::ItemRef;

use super::Step;
use super::store::{LOCAL, Store};

/// The selection before a step and after it.
#[derive(Clone, Debug, Default)]
struct Selections {
    before: Vec<ItemRef>,
    after: Vec<ItemRef>,
}

/// The steps that can be undone and redone.
pub(super) struct History {
    stacks: yrs::UndoManager,
    /// The selections of the steps on the undo stack, and on the redo stack, in the same order.
    undo: Vec<Selections>,
    redo: Vec<Selections>,
    selection: Vec<ItemRef>,
    /// Whether the last step still waits to hear which selection it led to.
    awaits_selection: bool,
}

/// Steps end where [`Step::Begin`] says so, never by the clock: for the library it is always the same moment.
struct NoTime;

impl Clock for NoTime {
    fn now(&self) -> u64 {
        1
    }
}

impl History {
    /// An empty history; what is written from now on as this person can be undone.
    pub fn new(store: &Store) -> Self {
        Self::with_steps(store, Vec::new())
    }

    /// A history of what was replayed while this one watched, in which taking back "add" hides an item like in the first
    /// place: there making an item was no part of the step.
    pub fn replayed(self, store: &Store) -> Self {
        let made = store.made();
        let steps =
            self.stacks.undo_stack().iter().map(|step| {
                StackItem::new(store.doc().guid(), step.deletions().clone(), step.insertions().diff(&made))
            });
        Self::with_steps(store, steps.collect())
    }

    fn with_steps(store: &Store, steps: Vec<StackItem<()>>) -> Self {
        let undo = vec![Selections::default(); steps.len()];
        let mut stacks = yrs::UndoManager::with_options(Options {
            capture_timeout_millis: u64::MAX,
            timestamp: Arc::new(NoTime),
            tracked_origins: [LOCAL.into()].into(),
            capture_transaction: None,
            init_undo_stack: steps,
            init_redo_stack: Vec::new(),
        });
        for scope in store.scopes() {
            stacks.expand_scope(store.doc(), scope);
        }
        Self { stacks, undo, redo: Vec::new(), selection: Vec::new(), awaits_selection: false }
    }

    /// Ends the step before, if a new one begins.
    pub fn open(&mut self, step: Step) {
        if step == Step::Begin {
            self.stacks.reset();
        }
    }

    /// Takes note of what was written.
    pub fn wrote(&mut self) {
        let selection = || Selections { before: self.selection.clone(), after: self.selection.clone() };
        if self.stacks.undo_stack().len() > self.undo.len() {
            self.undo.push(selection());
        }
        self.redo.clear();
        self.awaits_selection = true;
    }

    /// The selection is now this one.
    pub fn select(&mut self, selection: &[ItemRef]) {
        self.selection = selection.to_vec();
        if std::mem::take(&mut self.awaits_selection)
            && let Some(step) = self.undo.last_mut()
        {
            step.after = selection.to_vec();
        }
    }

    /// Takes back a step; the selection from before it.
    pub fn undo(&mut self) -> Option<Vec<ItemRef>> {
        let did = self.stacks.undo_blocking();
        let step = self.undo.get(self.stacks.undo_stack().len()).cloned();
        self.undo.truncate(self.stacks.undo_stack().len());
        self.awaits_selection = false;
        let step = step.filter(|_| did)?;
        self.redo.push(step.clone());
        self.redo.truncate(self.stacks.redo_stack().len());
        self.selection = step.before.clone();
        Some(step.before)
    }

    /// Brings back a step; the selection from after it.
    pub fn redo(&mut self) -> Option<Vec<ItemRef>> {
        let did = self.stacks.redo_blocking();
        let step = self.redo.get(self.stacks.redo_stack().len()).cloned();
        self.redo.truncate(self.stacks.redo_stack().len());
        self.awaits_selection = false;
        let step = step.filter(|_| did)?;
        self.undo.push(step.clone());
        self.undo.truncate(self.stacks.undo_stack().len());
        self.selection = step.after.clone();
        Some(step.after)
    }

    /// Whether there is a step to undo.
    pub fn can_undo(&self) -> bool {
        self.stacks.can_undo()
    }

    /// Whether there is a step to redo.
    pub fn can_redo(&self) -> bool {
        self.stacks.can_redo()
    }
}
