//! Saving: by itself a second after the last change, at once when asked, and merged when others wrote meanwhile.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, TryRecvError, channel};

use eframe::egui;

use crate::app::dispatch::Source;
use crate::app::shell::{AnswerKind, Dialog, PathWish};
use crate::app::{App, Command, Message};
use crate::file::{self, Expected, Fs, Outcome, SaveError};
use crate::model::EmpathyMap;

/// A save that is under way on its own thread.
pub(super) struct Saving {
    answer: Receiver<SaveAnswer>,
    /// How many changes the saved map has.
    changes: u64,
    map: Arc<EmpathyMap>,
}

type SaveAnswer = Result<Outcome, SaveError>;

/// Saves `map` on its own thread, and wakes the window when that is done.
fn start(
    fs: Arc<dyn Fs>,
    path: PathBuf,
    map: Arc<EmpathyMap>,
    expected: Expected,
    wake: egui::Context,
) -> Receiver<SaveAnswer> {
    let (answer, answers) = channel();
    std::thread::spawn(move || {
        let bytes = file::write(&map);
        let outcome = file::save(&*fs, &path, bytes.as_bytes(), &expected, &mut std::thread::sleep);
        // A window that was closed meanwhile needs no answer.
        let _ = answer.send(outcome);
        wake.request_repaint();
    });
    answers
}

impl App {
    /// Saves the map to its file, or asks where to.
    pub(super) fn save_now(&mut self, ctx: &egui::Context) {
        let Some(editor) = &mut self.editor else { return };
        match editor.file.path() {
            None => self.ask_path(ctx, PathWish::SaveAs),
            Some(_) if editor.file.saving.is_none() => self.start_saving(ctx),
            Some(_) => {}
        }
    }

    /// Goes on with another file and saves the map there.
    pub(super) fn save_as(&mut self, ctx: &egui::Context, path: PathBuf) {
        let Some(editor) = &mut self.editor else { return };
        editor.file.move_to(path);
        self.start_saving(ctx);
    }

    /// Saves a copy of the map; the window goes on with its own file.
    pub(super) fn save_copy(&mut self, path: &Path) {
        let Some(editor) = &self.editor else { return };
        if let Some(reason) = editor.document.left_out() {
            self.shell.ask(Dialog::notice("The copy was not saved", reason));
            return;
        }
        let bytes = file::write(editor.map());
        let saved =
            file::save(&*self.services.fs, path, bytes.as_bytes(), &Expected::Anything, &mut std::thread::sleep);
        match saved {
            Ok(_) => self.toasts.say(format!("A copy is in {}.", path.display())),
            Err(error) => self.shell.ask(Dialog::notice("The copy was not saved", error.to_string())),
        }
    }

    pub(super) fn start_saving(&mut self, ctx: &egui::Context) {
        let Some(editor) = &mut self.editor else { return };
        let Some(path) = editor.file.path().map(PathBuf::from) else { return };
        if let Some(reason) = editor.document.left_out() {
            // The file would lack something that the document still has.
            self.not_saved(ctx, reason);
            return;
        }
        let map = Arc::new(editor.document.map().clone());
        let changes = editor.file.change_count();
        let fs = Arc::clone(&self.services.fs);
        let answer = start(fs, path, Arc::clone(&map), editor.file.expected.clone(), ctx.clone());
        editor.file.saving = Some(Saving { answer, changes, map });
    }

    /// Looks at the save that is under way, and starts the next one when it is due.
    pub(super) fn tend_saving(&mut self, ctx: &egui::Context) {
        let now_secs = ctx.input(|input| input.time);
        let Some(editor) = &mut self.editor else { return };
        if let Some(saving) = &editor.file.saving {
            match saving.answer.try_recv() {
                Err(TryRecvError::Empty) => return,
                Ok(answer) => self.saved(ctx, answer),
                Err(TryRecvError::Disconnected) => editor.file.saving = None,
            }
        }
        // While the window is hidden its time stands still: what is due some day is due now.
        let hidden = ctx.input(|input| input.viewport().visible() == Some(false));
        let Some(editor) = &mut self.editor else { return };
        match editor.file.due_in_secs(now_secs) {
            Some(secs) if secs <= 0.0 || (hidden && !editor.file.is_failing()) => self.start_saving(ctx),
            Some(secs) => ctx.request_repaint_after(std::time::Duration::from_secs_f64(secs)),
            None => {}
        }
    }

    fn saved(&mut self, ctx: &egui::Context, answer: SaveAnswer) {
        let Some(editor) = &mut self.editor else { return };
        let Some(saving) = editor.file.saving.take() else { return };
        match answer {
            Ok(Outcome::Saved(fingerprint)) => {
                editor.file.saved(saving.changes, saving.map, fingerprint);
                self.remember_recent();
                self.go_on_leaving(ctx);
            }
            Ok(Outcome::ChangedOutside { bytes }) => self.merge_outside(ctx, &bytes),
            Err(error) => self.not_saved(ctx, error.to_string()),
        }
    }

    fn not_saved(&mut self, ctx: &egui::Context, reason: String) {
        let now_secs = ctx.input(|input| input.time);
        let Some(editor) = &mut self.editor else { return };
        let news = editor.file.failed(reason.clone(), now_secs);
        let left = self.files.leaving.take().is_some();
        if left {
            // What was to be opened instead must not come later by surprise.
            self.forget_arrival();
        }
        if news || left {
            self.tell_failed_save(reason, left);
        }
    }

    fn tell_failed_save(&mut self, text: String, leaving: bool) {
        let mut dialog =
            Dialog::question("The map is not saved", format!("{text}\n\nYour edits are safe in this window."))
                .answer(AnswerKind::Usual, "Save as…", [Message::Command(Command::SaveAs)])
                .answer(AnswerKind::Other, "Try again", [Message::Command(Command::Save)]);
        if leaving {
            dialog = dialog.answer(AnswerKind::Risky, "Close without saving", [Message::LeaveUnsaved]);
        }
        self.shell.ask(dialog.cancel());
    }

    /// Takes in what another program wrote to the file, then saves both; a file that is no map any more is kept beside.
    pub(super) fn merge_outside(&mut self, ctx: &egui::Context, bytes: &[u8]) {
        let Some(editor) = &mut self.editor else { return };
        match file::parse(bytes) {
            Ok(theirs) => {
                let merged = editor.document.merge(&editor.file.base, &theirs.map);
                match merged {
                    Ok(applied) => {
                        let count = applied.changes.items.len().max(usize::from(applied.changes.header));
                        editor.file.base = Arc::new(theirs.map);
                        editor.file.expected = Expected::File(file::Fingerprint::of(bytes));
                        editor.file.keeper.start_over(editor.document.encode_state());
                        self.settle(ctx, applied, Source::File);
                        self.toasts.say(format!(
                            "The file was changed by another program; {} here now too.",
                            if count == 1 { "1 change is".to_owned() } else { format!("{count} changes are") }
                        ));
                        self.start_saving(ctx);
                    }
                    Err(error) => self.keep_beside(ctx, bytes, &error.to_string()),
                }
            }
            Err(error) => self.keep_beside(ctx, bytes, &error.to_string()),
        }
    }

    fn keep_beside(&mut self, ctx: &egui::Context, bytes: &[u8], reason: &str) {
        let Some(editor) = &mut self.editor else { return };
        let Some(path) = editor.file.path().map(PathBuf::from) else { return };
        match file::save_beside(&*self.services.fs, &path, bytes) {
            Ok(beside) => {
                editor.file.expected = Expected::File(file::Fingerprint::of(bytes));
                self.start_saving(ctx);
                self.shell.ask(Dialog::notice(
                    "The file was changed by another program",
                    format!(
                        "What it wrote cannot be merged: {reason}\n\nIt is kept as {}; your map is saved in {}.",
                        beside.display(),
                        path.display()
                    ),
                ));
            }
            Err(error) => {
                let now_secs = ctx.input(|input| input.time);
                if editor.file.failed(error.to_string(), now_secs) {
                    self.tell_failed_save(error.to_string(), false);
                }
            }
        }
    }
}
