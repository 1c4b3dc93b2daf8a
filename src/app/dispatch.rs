//! What views wished for in this frame is done here, in order: the only place that changes the document.

use eframe::egui;

use crate::document::{Applied, Changes, Edit, Origin, Step};
use crate::model::ItemRef;
use crate::session::PersonId;

use super::shell::PathWish;
use super::{App, Command, Message, canvas, one_page, outline, panel, shell};

/// Where a change was made.
#[derive(Clone, Copy, Debug)]
pub(super) enum Source {
    /// At this window; the step says how it joins the undo steps of the working copy.
    Here(Step),
    /// In the file, by another program; the working copy has it already.
    File,
}

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
            Message::PutNotes { notes, homes } => {
                if let Some(editor) = &mut self.editor {
                    outline::put(editor, &notes, &homes);
                }
            }
            Message::Select(items) => self.select(items),
            Message::Command(command) => self.perform(ctx, command),
            Message::Paste(text) => {
                if let Some(editor) = &mut self.editor {
                    if !editor.view.can_edit {
                        editor.outbox.say(canvas::VIEW_ONLY);
                        return;
                    }
                    canvas::paste(editor, &self.clipboard, ctx, &text);
                }
            }
            Message::Say(text) => {
                self.toasts.say(text);
                ctx.request_repaint();
            }
            Message::OpenPath(path) => self.open_path(ctx, path),
            Message::NewFrom(template) => self.new_from(ctx, template),
            Message::OpenSample(index) => self.open_sample(ctx, index),
            Message::Recover(key) => self.recover(ctx, &key),
            Message::DiscardUnsaved(key) => self.discard_unsaved(&key),
            Message::ForgetRecent(path) => self.forget_recent(&path),
            Message::PathChosen { wish, paths } => self.paths_chosen(ctx, wish, paths),
            Message::AskPath(wish) => self.ask_path(ctx, wish),
            Message::Import(paths) => self.import_files(ctx, paths),
            Message::Export(wish) => self.ask_path(ctx, PathWish::Export(wish)),
            Message::CancelExport(number) => self.cancel_export(number),
            Message::SaveAndLeave => self.save_and_leave(ctx),
            Message::LeaveUnsaved => self.leave_unsaved(ctx),
            Message::Stay => self.stay(),
            Message::ShowPresence(presence) => self.show_presence(ctx, presence),
            Message::Follow(person) => self.follow(person),
            Message::SummonHere => self.summon_here(ctx),
            Message::Dismiss(proposals) => self.dismiss(&proposals),
            Message::Session(wish) => self.handle_session_wish(ctx, wish),
            Message::Library(wish) => self.handle_library_wish(ctx, wish),
        }
    }

    fn apply(&mut self, ctx: &egui::Context, edits: &[Edit], step: Step) {
        let Some(editor) = &mut self.editor else { return };
        if !editor.view.can_edit {
            return self.toasts.say(canvas::VIEW_ONLY);
        }
        match editor.document.apply(edits, step) {
            Ok(applied) => self.settle(ctx, applied, Source::Here(step)),
            Err(error) => self.toasts.say(error.to_string()),
        }
    }

    fn select(&mut self, items: Vec<ItemRef>) {
        let Some(editor) = &mut self.editor else { return };
        editor.view.selection.set(items);
        editor.drop_lost_selection();
    }

    fn follow(&mut self, person: Option<PersonId>) {
        if let Some(editor) = &mut self.editor {
            editor.view.following = person;
        }
    }

    /// Follows a change that was made here: the session, the scene, this window's state, the working copy.
    pub(super) fn settle(&mut self, ctx: &egui::Context, applied: Applied, source: Source) {
        let now_secs = ctx.input(|input| input.time);
        if !applied.update.is_empty() {
            self.tell_session(ctx, &applied.update);
        }
        let Some(editor) = &mut self.editor else { return };
        let origin = match source {
            Source::Here(step) => Origin::Local(step),
            Source::File => Origin::Remote,
        };
        editor.refresh(&applied.changes, origin);
        if let Some(selection) = applied.selection {
            editor.view.selection.set(selection);
        }
        if let Source::Here(step) = source
            && !applied.update.is_empty()
        {
            editor.file.changed(Origin::Local(step), applied.update, now_secs);
            if editor.file.wants_snapshot() {
                editor.file.start_over(editor.document.encode_state());
            }
        }
        ctx.request_repaint();
    }

    /// Follows changes that others made in the session.
    pub(super) fn settle_others(&mut self, ctx: &egui::Context, others: Vec<Applied>) {
        let now_secs = ctx.input(|input| input.time);
        let Some(editor) = &mut self.editor else { return };
        let mut changes = Changes::default();
        for applied in others {
            changes.header |= applied.changes.header;
            changes.items.extend(applied.changes.items);
            if !applied.update.is_empty() {
                editor.file.changed(Origin::Remote, applied.update, now_secs);
            }
        }
        if changes.is_empty() {
            return;
        }
        editor.refresh(&changes, Origin::Remote);
        if editor.file.wants_snapshot() {
            editor.file.start_over(editor.document.encode_state());
        }
        ctx.request_repaint();
    }

    fn perform(&mut self, ctx: &egui::Context, command: Command) {
        if command.changes_map() && self.editor.as_ref().is_some_and(|editor| !editor.view.can_edit) {
            return self.toasts.say(canvas::VIEW_ONLY);
        }
        if command.works_without_map() || self.shows_map() {
            match command {
                Command::Undo | Command::Redo => self.step_back_or_forth(ctx, command),
                Command::RecallDismissed => self.recall_dismissed(),
                _ => self.perform_elsewhere(ctx, command),
            }
        }
    }

    fn perform_elsewhere(&mut self, ctx: &egui::Context, command: Command) {
        if self.perform_on_beside(ctx, command) {
            return;
        }
        if let Some(editor) = &mut self.editor {
            one_page::make_way(editor, command);
        }
        if let Some(editor) = &mut self.editor
            && (outline::perform(editor, ctx, command)
                || canvas::perform(editor, &mut self.clipboard, ctx, command)
                || panel::perform(editor, command))
        {
            return;
        }
        let done = self.perform_on_files(ctx, command)
            || self.perform_on_session(ctx, command)
            || self.perform_on_exchange(ctx, command)
            || self.perform_on_library(ctx, command);
        if !done {
            shell::perform(self, ctx, command);
        }
    }

    fn step_back_or_forth(&mut self, ctx: &egui::Context, command: Command) {
        let Some(editor) = &mut self.editor else { return };
        editor.view.typing = None;
        let applied = if command == Command::Undo { editor.document.undo() } else { editor.document.redo() };
        match applied {
            Some(applied) => self.settle(ctx, applied, Source::Here(Step::Begin)),
            None if command == Command::Undo => self.toasts.say("Nothing to undo."),
            None => self.toasts.say("Nothing to redo."),
        }
    }
}
