//! Noticing that another program has changed the file: whenever the person comes back to the window.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, TryRecvError, channel};

use eframe::egui;

use crate::app::{App, Editor};
use crate::file::{Expected, Fingerprint};
use crate::model::limits;

/// A look at the file that is under way on its own thread.
pub(super) struct Look {
    answer: Receiver<Option<Vec<u8>>>,
}

impl App {
    /// Looks at the file when the window gets the focus, and merges what others wrote there.
    pub(super) fn tend_watching(&mut self, ctx: &egui::Context) {
        let focused = ctx.input(|input| input.viewport().focused.unwrap_or(false));
        let came_back = focused && !self.files.was_focused;
        self.files.was_focused = focused;
        if came_back {
            self.look_at_file(ctx);
        }
        let Some(look) = &self.files.look else { return };
        match look.answer.try_recv() {
            Err(TryRecvError::Empty) => {}
            Err(TryRecvError::Disconnected) | Ok(None) => self.files.look = None,
            Ok(Some(bytes)) => {
                self.files.look = None;
                let found = Expected::File(Fingerprint::of(&bytes));
                // A save that began meanwhile will find the same, one that ended meanwhile wrote it.
                let is_news = |editor: &Editor| editor.file.saving.is_none() && editor.file.expected != found;
                if self.editor.as_ref().is_some_and(is_news) {
                    self.merge_outside(ctx, &bytes);
                }
            }
        }
    }

    /// Begins to look whether the file still holds what we last read or wrote.
    pub fn look_at_file(&mut self, ctx: &egui::Context) {
        let Some(editor) = &self.editor else { return };
        let (Some(path), Expected::File(known)) = (editor.file.path().map(PathBuf::from), editor.file.expected.clone())
        else {
            return;
        };
        let (fs, wake) = (Arc::clone(&self.services.fs), ctx.clone());
        let (answer, answers) = channel();
        std::thread::spawn(move || {
            // A file that cannot be read now is the next save's business.
            let bytes = fs.read(&path, limits::FILE_BYTES + 1).ok();
            // A window that was closed meanwhile needs no answer.
            let _ = answer.send(bytes.filter(|bytes| Fingerprint::of(bytes) != known));
            wake.request_repaint();
        });
        self.files.look = Some(Look { answer: answers });
    }
}
