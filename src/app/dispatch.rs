//! What views wished for in this frame is done here, in order: the only place that changes the document.

use eframe::egui;

use crate::document::{Applied, Edit, Step};
use crate::model::ItemRef;

use super::shell::PathWish;
use super::{App, Command, Message, canvas, panel, shell};

impl App {
    /// Does what the views of this frame wished for, and what follows from it.
    pub fn dispatch(&mut self, ctx: &egui::Context) {
        // What is done may lead to further wishes; a few rounds settle them all.
        for _ in 0..8 {
            let wishes = self.outbox().drain();
            if wishes.is_empty() {
                break;
            }
            for message in wishes {
                self.handle(ctx, message);
            }
        }
        if let Some(editor) = &mut self.editor {
            editor.tell_selection();
        }
    }

    fn handle(&mut self, ctx: &egui::Context, message: Message) {
        match message {
            Message::Edit { edits, step } => self.apply(ctx, &edits, step),
            Message::Select(items) => self.select(items),
            Message::Command(command) => self.perform(ctx, command),
            Message::Paste(text) => {
                if let Some(editor) = &mut self.editor {
                    canvas::paste(editor, &self.clipboard, ctx, &text);
                }
            }
            Message::Say(text) => self.toasts.say(text),
            Message::OpenPath(path) => self.open_path(ctx, path),
            Message::NewFrom(template) => self.new_from(ctx, template),
            Message::OpenSample(index) => self.open_sample(ctx, index),
            Message::Recover(key) => self.recover(ctx, &key),
            Message::DiscardUnsaved(key) => self.discard_unsaved(&key),
            Message::ForgetRecent(path) => self.forget_recent(&path),
            Message::PathChosen { wish, path } => self.path_chosen(ctx, wish, path),
            Message::Export(wish) => self.ask_path(ctx, PathWish::Export(wish)),
            Message::SaveAndLeave => self.save_and_leave(ctx),
            Message::LeaveUnsaved => self.leave_unsaved(ctx),
            Message::Stay => self.stay(),
        }
    }

    fn apply(&mut self, ctx: &egui::Context, edits: &[Edit], step: Step) {
        let Some(editor) = &mut self.editor else { return };
        match editor.document.apply(edits, step) {
            Ok(applied) => self.settle(ctx, applied, Some(step)),
            Err(error) => self.toasts.say(error.to_string()),
        }
    }

    fn select(&mut self, items: Vec<ItemRef>) {
        let Some(editor) = &mut self.editor else { return };
        editor.view.selection.set(items);
        editor.drop_lost_selection();
    }

    /// Follows a change of the document: the scene, this window's state, the working copy.
    ///
    /// `step` says how the change joins the undo steps of the working copy; without one it is kept there already.
    pub(super) fn settle(&mut self, ctx: &egui::Context, applied: Applied, step: Option<Step>) {
        let now_secs = ctx.input(|input| input.time);
        let Some(editor) = &mut self.editor else { return };
        editor.refresh(&applied.changes);
        if let Some(selection) = applied.selection {
            editor.view.selection.set(selection);
        }
        if let Some(step) = step
            && !applied.update.is_empty()
        {
            editor.file.changed(step, applied.update, now_secs);
            if editor.file.wants_snapshot() {
                editor.file.start_over(editor.document.encode_state());
            }
        }
        ctx.request_repaint();
    }

    fn perform(&mut self, ctx: &egui::Context, command: Command) {
        if command.works_without_map() || self.editor.is_some() {
            match command {
                Command::Undo | Command::Redo => self.step_back_or_forth(ctx, command),
                _ => self.perform_elsewhere(ctx, command),
            }
        }
    }

    fn perform_elsewhere(&mut self, ctx: &egui::Context, command: Command) {
        if let Some(editor) = &mut self.editor
            && (canvas::perform(editor, &mut self.clipboard, ctx, command) || panel::perform(editor, command))
        {
            return;
        }
        if !self.perform_on_files(ctx, command) {
            shell::perform(self, ctx, command);
        }
    }

    fn step_back_or_forth(&mut self, ctx: &egui::Context, command: Command) {
        let Some(editor) = &mut self.editor else { return };
        editor.view.typing = None;
        let applied = if command == Command::Undo { editor.document.undo() } else { editor.document.redo() };
        match applied {
            Some(applied) => self.settle(ctx, applied, Some(Step::Begin)),
            None if command == Command::Undo => self.toasts.say("Nothing to undo."),
            None => self.toasts.say("Nothing to redo."),
        }
    }
}
