//! One open map: the living document, its scene, and the state of this window.

use crate::document::{Changes, Document, Origin};
use crate::model::{EmpathyMap, ItemRef};
use crate::scene::{Layout, Scene};

use super::{
    Cx, Outbox, Selection, ViewState, canvas,
    files::OpenFile,
    state::{Look, Surface},
};

/// Said when the note that is being written on was deleted by somebody else.
const DELETED_BENEATH: &str =
    "Somebody deleted the note that you are writing on. Go on writing to keep it as a new note, or leave it with Esc.";

/// An open map.
pub struct Editor {
    /// The living map.
    pub document: Document,
    /// Measures and places; remembers texts from scene to scene.
    pub layout: Layout,
    /// The map with everything in its place, as of the last change.
    pub scene: Scene,
    /// The state of this window.
    pub view: ViewState,
    /// The file behind the map.
    pub file: OpenFile,
    /// The wishes of this frame.
    pub outbox: Outbox,
    /// The selection that the document knows of; `None` after a change, when it waits to hear.
    told_selection: Option<Selection>,
}

impl Editor {
    /// Opens a document in a window that shows the whole board.
    pub fn new(document: Document, mut layout: Layout, file: OpenFile) -> Self {
        let scene = layout.scene(document.map());
        let view = ViewState {
            panel_open: true,
            can_edit: true,
            reveal: Some(super::state::Reveal::Board),
            ..ViewState::default()
        };
        Self { document, layout, scene, view, file, outbox: Outbox::default(), told_selection: None }
    }

    /// The map as it is now.
    pub fn map(&self) -> &EmpathyMap {
        self.document.map()
    }

    /// What a view needs, borrowed from this editor.
    pub fn cx(&mut self, look: Look) -> Cx<'_> {
        Cx { map: self.document.map(), scene: &self.scene, view: &mut self.view, out: &mut self.outbox, look }
    }

    /// Lays out the one-page summary, while it is shown.
    pub(super) fn lay_out_one_page(&mut self) {
        if self.view.surface == Surface::Summary {
            self.view.one_page.lay_out(&mut self.layout, self.document.map());
        }
    }

    /// Lets the document know what is selected, so that undo and redo can bring it back: before the wishes of a frame are
    /// fulfilled, and after.
    pub(super) fn tell_selection(&mut self) {
        if self.told_selection.as_ref() != Some(&self.view.selection) {
            let items: Vec<ItemRef> = self.view.selection.items().cloned().collect();
            self.document.select(&items);
            self.told_selection = Some(self.view.selection.clone());
        }
    }

    /// Brings scene and window up to date after a change of the document: the one place that repairs this window's state.
    pub fn refresh(&mut self, changes: &Changes, origin: Origin) {
        self.told_selection = None;
        if changes.is_empty() {
            return;
        }
        self.view.outline.forget_rows();
        self.view.judgement.forget();
        self.view.one_page.forget();
        self.view.canvas.map_changed();
        let before = std::mem::replace(&mut self.scene, self.layout.scene(self.document.map()));
        self.drop_lost_selection();
        self.view.open_plans.retain(|id| self.document.map().need(id).is_some());
        let gone = |editing: &super::state::NoteEditing| {
            editing.draft.is_none() && self.document.map().note(&editing.note).is_none()
        };
        if self.view.editing.as_ref().is_some_and(gone) {
            if origin == Origin::Remote && canvas::keep_deleted(&mut self.view, self.document.map(), &before) {
                self.outbox.say(DELETED_BENEATH);
            } else {
                self.view.editing = None;
            }
        }
        self.view.gesture.keep_notes(|id| self.scene.index_of(id).is_some());
    }

    /// Keeps of the selection what the map has.
    pub(super) fn drop_lost_selection(&mut self) {
        let (map, scene) = (self.document.map(), &self.scene);
        self.view.selection.retain(|item| match item {
            ItemRef::Note(id) => scene.index_of(id).is_some(),
            _ => map.contains(item),
        });
    }
}
