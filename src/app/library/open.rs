//! Going from the library to a map: the one that is open is left first, as by closing it.

use std::path::{Path, PathBuf};

use eframe::egui;

use crate::app::files::Leave;
use crate::app::state::Reveal;
use crate::app::{App, Editor, panel};
use crate::model::{EmpathyMap, ItemRef, NoteId};

/// A map on its way from the library into the window.
#[derive(Clone, Debug)]
pub struct Arrival {
    path: PathBuf,
    item: Option<ItemRef>,
    /// The map that is shown beside it.
    beside: Option<PathBuf>,
    is_loading: bool,
}

impl Arrival {
    /// This map, and this item of it.
    pub fn new(path: PathBuf, item: Option<ItemRef>) -> Self {
        Self { path, item, beside: None, is_loading: false }
    }

    /// With another map beside it.
    pub fn beside(self, path: PathBuf) -> Self {
        Self { beside: Some(path), ..self }
    }
}

impl App {
    /// Opens a map in this window. A map of a session stays: the other one gets a window of its own.
    pub(super) fn open_from_library(&mut self, ctx: &egui::Context, arrival: Arrival) {
        if self.is_open(&arrival.path) {
            self.library.hide();
            return self.show_item(ctx, arrival.item.as_ref());
        }
        if self.live.has_session() {
            return self.open_window(Some(&arrival.path));
        }
        self.library.arriving = Some(arrival);
        if self.editor.is_some() {
            self.leave(ctx, Leave::StartScreen);
        }
    }

    /// Whether this file is the one of the open map.
    pub(super) fn is_open(&self, path: &Path) -> bool {
        let resolved = |path: &Path| self.services.fs.resolve(path).unwrap_or_else(|_| path.to_path_buf());
        let open = self.editor.as_ref().and_then(|editor| editor.file.path());
        open.is_some_and(|open| resolved(open) == resolved(path))
    }

    /// Does not go to another map after all.
    pub(in crate::app) fn forget_arrival(&mut self) {
        self.library.arriving = None;
    }

    /// Opens the map that was chosen as soon as the window is free for it, and shows its item when it is there.
    pub(super) fn tend_arrival(&mut self, ctx: &egui::Context) {
        let Some(arrival) = &mut self.library.arriving else { return };
        if !arrival.is_loading {
            if self.editor.is_none() && !self.files.is_loading() {
                arrival.is_loading = true;
                let path = arrival.path.clone();
                self.open_path(ctx, path);
            }
        } else if !self.files.is_loading()
            && let Some(Arrival { item, beside, .. }) = self.library.arriving.take()
            && self.editor.is_some()
        {
            self.show_item(ctx, item.as_ref());
            if let Some(path) = beside {
                self.open_beside_file(ctx, path);
            }
        }
    }

    /// Selects an item of the open map and brings it into view; one that is not there is passed over.
    pub(in crate::app) fn show_item(&mut self, ctx: &egui::Context, item: Option<&ItemRef>) {
        if let (Some(editor), Some(item)) = (&mut self.editor, item) {
            show(ctx, editor, item);
            ctx.request_repaint();
        }
    }
}

fn show(ctx: &egui::Context, editor: &mut Editor, item: &ItemRef) {
    if !editor.map().contains(item) {
        return;
    }
    match item {
        ItemRef::Note(note) => show_notes(editor, vec![note.clone()]),
        ItemRef::Theme(theme) => {
            let members = editor.map().notes.iter().filter(|note| note.theme.as_ref() == Some(theme));
            let members = members.map(|note| note.id.clone()).collect();
            show_notes(editor, members);
        }
        ItemRef::Comment(_) => {
            if let Some(note) = commented_note(editor.map(), item) {
                show_notes(editor, vec![note]);
            }
        }
        ItemRef::Need(_) | ItemRef::Motivation(_) | ItemRef::Tension(_) => {
            editor.view.selection.set([item.clone()]);
            editor.view.panel_open = true;
            panel::focus_card(ctx, item);
        }
    }
}

fn show_notes(editor: &mut Editor, notes: Vec<NoteId>) {
    editor.view.selection.set_notes(notes.iter().cloned());
    editor.view.reveal = Some(Reveal::Notes(notes));
}

fn commented_note(map: &EmpathyMap, item: &ItemRef) -> Option<NoteId> {
    let ItemRef::Comment(id) = item else { return None };
    let comment = map.comments.iter().find(|comment| comment.id == *id)?;
    let note = NoteId::new(comment.on.as_str());
    map.note(&note).map(|note| note.id.clone())
}
