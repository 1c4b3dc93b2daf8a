//! What this window knows of the file behind its map.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::app::shell::SaveStatus;
use crate::document::Origin;
use crate::file::{Expected, Fingerprint};
use crate::model::EmpathyMap;

use super::recover::Keeper;
use super::save::Saving;

/// A change is saved this long after the last one.
pub(super) const AUTOSAVE_SECS: f64 = 1.0;
/// A save that failed is tried again after this time, and at the next change.
const RETRY_SECS: f64 = 15.0;

/// The file behind the open map, or the wish for one.
pub struct OpenFile {
    path: Option<PathBuf>,
    /// What we expect to find there at the next save.
    pub(super) expected: Expected,
    /// The map as the file holds it, to merge with what others write there.
    pub(super) base: Arc<EmpathyMap>,
    /// Counts the changes of the map; `saved` of them are in the file.
    changes: u64,
    saved: u64,
    last_change_secs: f64,
    pub(super) saving: Option<Saving>,
    failure: Option<Failure>,
    pub(super) keeper: Keeper,
}

struct Failure {
    text: String,
    at_secs: f64,
}

impl OpenFile {
    /// A map that stands in a file, or will.
    pub(super) fn new(path: Option<PathBuf>, expected: Expected, base: Arc<EmpathyMap>, keeper: Keeper) -> Self {
        let changes = keeper.unsaved_edits();
        let last_change_secs = f64::NEG_INFINITY;
        Self { path, expected, base, changes, saved: 0, last_change_secs, saving: None, failure: None, keeper }
    }

    /// Where the map is saved.
    pub fn path(&self) -> Option<&Path> {
        self.path.as_deref()
    }

    /// Goes on with another file.
    pub(super) fn move_to(&mut self, path: PathBuf) {
        self.path = Some(path);
        self.expected = Expected::Anything;
        self.failure = None;
        self.saved = 0;
        self.changes = self.changes.max(1);
    }

    /// Notes that the map has changed, and keeps the update in the working copy.
    pub(in crate::app) fn changed(&mut self, origin: Origin, update: Vec<u8>, now_secs: f64) {
        self.changes += 1;
        self.last_change_secs = now_secs;
        if let Some(failure) = &mut self.failure {
            failure.at_secs = f64::NEG_INFINITY;
        }
        self.keeper.keep(origin, update);
    }

    /// Whether the working copy has grown so much that [`Self::start_over`] is due.
    pub(in crate::app) fn wants_snapshot(&self) -> bool {
        self.keeper.wants_snapshot()
    }

    /// Begins the working copy anew from a snapshot of the document.
    pub(in crate::app) fn start_over(&mut self, snapshot: Vec<u8>) {
        self.keeper.start_over(snapshot);
    }

    /// Whether the map has changes that its file does not hold.
    pub fn has_unsaved_changes(&self) -> bool {
        self.changes > self.saved
    }

    /// How many changes the map has had.
    pub(super) fn change_count(&self) -> u64 {
        self.changes
    }

    /// When the next save is due, in seconds from now; `None` when there is nothing to save or nowhere to.
    pub(super) fn due_in_secs(&self, now_secs: f64) -> Option<f64> {
        if self.path.is_none() || self.saving.is_some() || !self.has_unsaved_changes() {
            return None;
        }
        let due = match &self.failure {
            Some(failure) => (self.last_change_secs + AUTOSAVE_SECS).max(failure.at_secs + RETRY_SECS),
            None => self.last_change_secs + AUTOSAVE_SECS,
        };
        Some((due - now_secs).max(0.0))
    }

    /// Notes that the file holds `base`, the map as it was after `changes` changes.
    pub(super) fn saved(&mut self, changes: u64, base: Arc<EmpathyMap>, fingerprint: Fingerprint) {
        self.saved = self.saved.max(changes);
        self.failure = None;
        self.keeper.saved(self.path.as_deref(), &base.title, &fingerprint, self.changes - self.saved);
        self.base = base;
        self.expected = Expected::File(fingerprint);
    }

    /// Notes why the file could not be saved; `true` when this is news.
    pub(super) fn failed(&mut self, text: String, now_secs: f64) -> bool {
        let news = self.failure.as_ref().is_none_or(|failure| failure.text != text);
        self.failure = Some(Failure { text, at_secs: now_secs });
        news
    }

    /// Whether the last save failed.
    pub(super) fn is_failing(&self) -> bool {
        self.failure.is_some()
    }

    /// What the title bar says.
    pub fn status(&self) -> SaveStatus {
        if let Some(trouble) = self.keeper.trouble() {
            return SaveStatus::Failed(trouble);
        }
        match &self.failure {
            Some(failure) => SaveStatus::Failed(failure.text.clone()),
            None if self.saving.is_some() => SaveStatus::Saving,
            None if self.path.is_none() && self.changes == 0 => SaveStatus::New,
            None if self.path.is_none() => SaveStatus::Unsaved,
            None if self.has_unsaved_changes() => SaveStatus::Saving,
            None => SaveStatus::Saved,
        }
    }
}
