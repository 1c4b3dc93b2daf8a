//! What views wished for in this frame is done here, in order: the only place that changes the document.

use eframe::egui;

use crate::document::{Applied, Edit, Step};
use crate::model::ItemRef;

use super::{App, Command, Message, canvas, panel, shell};

impl App {
    /// Does what the views of this frame wished for, and what follows from it.
    pub fn dispatch(&mut self, ctx: &egui::Context) {
        // What is done may lead to further wishes; a few rounds settle them all.
        for _ in 0..8 {
            let wishes = self.outbox().drain();
            if wishes.is_empty() {
                return;
            }
            for message in wishes {
                self.handle(ctx, message);
            }
        }
    }

    fn handle(&mut self, ctx: &egui::Context, message: Message) {
        match message {
            Message::Edit { edits, step } => self.apply(ctx, &edits, step),
            Message::Command(command) => self.perform(ctx, command),
            Message::Paste(text) => {
                if let Some(editor) = &mut self.editor {
                    canvas::paste(editor, &self.clipboard, &text);
                }
            }
            Message::Say(text) => self.toasts.say(text),
            Message::OpenPath(_)
            | Message::NewFrom(_)
            | Message::OpenSample(_)
            | Message::Recover(_)
            | Message::DiscardUnsaved(_)
            | Message::ForgetRecent(_)
            | Message::PathChosen { .. }
            | Message::Export(_) => {}
        }
    }

    fn apply(&mut self, ctx: &egui::Context, edits: &[Edit], step: Step) {
        let Some(editor) = &mut self.editor else { return };
        let selection: Vec<ItemRef> = editor.view.selection.items().cloned().collect();
        editor.document.select(&selection);
        match editor.document.apply(edits, step) {
            Ok(applied) => self.settle(ctx, applied),
            Err(error) => self.toasts.say(error.to_string()),
        }
    }

    /// Follows a change of the document: the scene, this window's state, the working copy.
    fn settle(&mut self, ctx: &egui::Context, applied: Applied) {
        let Some(editor) = &mut self.editor else { return };
        editor.refresh(&applied.changes);
        if let Some(selection) = applied.selection {
            editor.view.selection.set(selection);
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
        shell::perform(self, ctx, command);
    }

    fn step_back_or_forth(&mut self, ctx: &egui::Context, command: Command) {
        let Some(editor) = &mut self.editor else { return };
        editor.view.typing = None;
        let applied = if command == Command::Undo { editor.document.undo() } else { editor.document.redo() };
        match applied {
            Some(applied) => self.settle(ctx, applied),
            None if command == Command::Undo => self.toasts.say("Nothing to undo."),
            None => self.toasts.say("Nothing to redo."),
        }
    }
}
