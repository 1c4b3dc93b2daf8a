//! What this person has said no to on the open map.

use super::App;
use crate::file::{self, Dismissed, Proposal};

impl App {
    /// Recalls, once a map is open, what was dismissed on it before.
    pub(super) fn tend_dismissals(&mut self) {
        let Some(editor) = &mut self.editor else { return };
        if editor.view.dismissed.is_some() {
            return;
        }
        let known = |id| file::dismissed(&*self.services.fs, &self.services.state_folder, id);
        let dismissed = editor.document.map().id.as_ref().map(known);
        editor.view.dismissed = Some(dismissed.unwrap_or_default());
    }

    /// Does not propose these again.
    pub(super) fn dismiss(&mut self, proposals: &[Proposal]) {
        self.change_dismissed(|dismissed| dismissed.extend(proposals.iter().cloned()));
    }

    /// Proposes again what was dismissed.
    pub(super) fn recall_dismissed(&mut self) {
        self.change_dismissed(Dismissed::clear);
    }

    fn change_dismissed(&mut self, change: impl Fn(&mut Dismissed)) {
        let Some(editor) = &mut self.editor else { return };
        let dismissed = editor.view.dismissed.get_or_insert_default();
        change(dismissed);
        // A map without an identifier cannot be recognised the next time.
        let Some(id) = &editor.document.map().id else { return };
        let services = &self.services;
        match file::change_dismissed(&*services.fs, &services.state_folder, id, change) {
            Ok(all) => *dismissed = all,
            Err(error) => self.toasts.say(format!("The program cannot remember what you dismissed: {error}.")),
        }
    }
}
