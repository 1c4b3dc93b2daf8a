//! One open map: the living document, its scene, and the state of this window.

use crate::document::{Changes, Document};
use crate::model::EmpathyMap;
use crate::scene::{Layout, Scene};

use super::{Cx, Outbox, ViewState, shell::SaveStatus, state::Look};

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
    /// What the title bar says about the file.
    pub status: SaveStatus,
    /// The wishes of this frame.
    pub outbox: Outbox,
}

impl Editor {
    /// Opens a document in a window that shows the whole board.
    pub fn new(document: Document, mut layout: Layout) -> Self {
        let scene = layout.scene(document.map());
        let view = ViewState { panel_open: true, reveal: Some(super::state::Reveal::Board), ..ViewState::default() };
        Self { document, layout, scene, view, status: SaveStatus::default(), outbox: Outbox::default() }
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
        self.view.selection.retain_existing(self.document.map());
        self.view.open_plans.retain(|id| self.document.map().need(id).is_some());
        let gone = |editing: &super::state::NoteEditing| {
            editing.draft.is_none() && self.document.map().note(&editing.note).is_none()
        };
        if self.view.editing.as_ref().is_some_and(gone) {
            self.view.editing = None;
        }
    }
}
