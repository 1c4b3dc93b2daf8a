//! Leaving a map: the window closes, or goes back to the start screen, once nothing can be lost.

use eframe::egui;

use crate::app::shell::{AnswerKind, Dialog, PathWish};
use crate::app::{App, Message};

/// Where the person wants to go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Leave {
    /// Out of the program.
    Quit,
    /// Back to the start screen.
    StartScreen,
}

impl App {
    /// Goes there, or first saves or asks.
    pub(in crate::app) fn leave(&mut self, ctx: &egui::Context, to: Leave) {
        if let Some(question) = self.question_before_closing(to) {
            return self.shell.ask(question);
        }
        let Some(editor) = &mut self.editor else { return self.go(ctx, to) };
        if editor.file.path().is_none() && self.live.is_kept_elsewhere() {
            return self.go(ctx, to);
        }
        editor.view.editing = None;
        if !editor.file.has_unsaved_changes() && editor.file.saving.is_none() {
            return self.go(ctx, to);
        }
        self.files.leaving = Some(to);
        if editor.file.path().is_some() {
            self.save_now(ctx);
        } else {
            let title = editor.map().title.trim();
            let name = if title.is_empty() { "this map".to_owned() } else { format!("“{title}”") };
            self.shell.ask(
                Dialog::question(
                    format!("Save {name} before closing?"),
                    "It is not in a file yet. Without saving, it is gone.",
                )
                .answer(AnswerKind::Usual, "Save…", [Message::SaveAndLeave])
                .answer(AnswerKind::Risky, "Don’t save", [Message::LeaveUnsaved])
                .answer(AnswerKind::Cancel, "Cancel", [Message::Stay]),
            );
        }
    }

    /// Goes on where a save was waited for.
    pub(super) fn go_on_leaving(&mut self, ctx: &egui::Context) {
        let saved = self.editor.as_ref().is_none_or(|editor| !editor.file.has_unsaved_changes());
        if saved && let Some(to) = self.files.leaving.take() {
            self.go(ctx, to);
        }
    }

    /// Asks for a file, saves there, then goes on leaving.
    pub(in crate::app) fn save_and_leave(&mut self, ctx: &egui::Context) {
        self.files.leaving.get_or_insert(Leave::Quit);
        self.ask_path(ctx, PathWish::SaveAs);
    }

    /// Leaves without what no file holds, because the person said so.
    pub(in crate::app) fn leave_unsaved(&mut self, ctx: &egui::Context) {
        let to = self.files.leaving.take().unwrap_or(Leave::Quit);
        self.go(ctx, to);
    }

    /// Does not leave after all.
    pub(in crate::app) fn stay(&mut self) {
        self.files.leaving = None;
        self.forget_arrival();
    }

    fn go(&mut self, ctx: &egui::Context, to: Leave) {
        self.files.leaving = None;
        self.leave_session();
        if let Some(editor) = self.editor.take() {
            self.forget_editor(editor);
        }
        match to {
            Leave::StartScreen => self.refresh_start_screen(),
            Leave::Quit => {
                self.files.may_close = true;
                ctx.send_viewport_cmd(egui::ViewportCommand::Close);
            }
        }
    }

    /// Holds the window open while something is not saved.
    pub(super) fn tend_closing(&mut self, ctx: &egui::Context) {
        let asked = ctx.input(|input| input.viewport().close_requested());
        if asked && !self.files.may_close && self.editor.is_some() {
            ctx.send_viewport_cmd(egui::ViewportCommand::CancelClose);
            self.leave(ctx, Leave::Quit);
        }
    }
}
