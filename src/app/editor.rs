//! One open map: the living document, its scene, and the state of this window.

use crate::document::{Changes, Document};
use crate::model::{EmpathyMap, ItemRef};
use crate::scene::{Layout, Scene};

use super::{Cx, Outbox, ViewState, files::OpenFile, state::Look};

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
}

impl Editor {
    /// Opens a document in a window that shows the whole board.
    pub fn new(document: Document, mut layout: Layout, file: OpenFile) -> Self {
        let scene = layout.scene(document.map());
        let view = ViewState { panel_open: true, reveal: Some(super::state::Reveal::Board), ..ViewState::default() };
        Self { document, layout, scene, view, file, outbox: Outbox::default() }
    }

    /// The map as it is now.
    pub fn map(&self) -> &EmpathyMap {
        self.document.map()
    }

    /// What a view needs, borrowed from this editor.
    pub fn cx(&mut self, look: Look) -> Cx<'_> {
        Cx { map: self.document.map(), scene: &self.scene, view: &mut self.view, out: &mut self.outbox, look }
    }

    /// Brings scene and window up to date after a change of the document: the one place that repairs this window's state.
    pub fn refresh(&mut self, changes: &Changes) {
        if changes.is_empty() {
            return;
        }
        self.scene = self.layout.scene(self.document.map());
        let (map, scene) = (self.document.map(), &self.scene);
        self.view.selection.retain(|item| match item {
            ItemRef::Note(id) => scene.index_of(id).is_some(),
            _ => map.contains(item),
        });
        self.view.open_plans.retain(|id| self.document.map().need(id).is_some());
        let gone = |editing: &super::state::NoteEditing| {
            editing.draft.is_none() && self.document.map().note(&editing.note).is_none()
        };
        if self.view.editing.as_ref().is_some_and(gone) {
            self.view.editing = None;
        }
    }
}
