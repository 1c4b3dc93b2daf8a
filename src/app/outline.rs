//! The outline: the whole map as a tree of rows, equal to the board for reading and for working, by keyboard alone and
//! with a screen reader.
//!
//! [`rows`](rows()) says what stands below what, `words` what each row says, `walk` where keys lead. One widget, the tree, has
//! the keyboard; its cursor stands on a row. `view` paints the rows that are seen and offers them to screen readers,
//! `writing` edits a row in its place, `commands` is what menus and shortcuts ask for.

mod commands;
mod cursor;
mod drag;
mod heights;
mod keys;
mod look;
mod menu;
mod move_sheet;
mod rows;
mod seek;
mod view;
mod walk;
mod words;
mod writing;

pub use commands::{Home, perform, put, writing_quadrant};
pub use move_sheet::show as show_move_sheet;
pub use rows::{Branch, List, Place, Row, rows};

use std::collections::HashSet;
use std::rc::Rc;

use eframe::egui;
use egui::{CentralPanel, Frame, Id, Sense};

use crate::document::TextTarget;
use crate::model::NoteId;
use crate::scene::Ink;

use super::state::Selection;
use super::{Cx, ViewState, canvas};

/// What only the outline knows from frame to frame.
#[derive(Default)]
pub struct OutlineState {
    rows: Rc<[Row]>,
    /// The draft that the rows were made with; `None` before the first time and after a change of the map.
    rows_made_with: Option<Option<NoteId>>,
    folded: HashSet<Place>,
    /// The row that the keyboard is on, and where it was in the frame before.
    cursor: Option<Place>,
    cursor_at: usize,
    /// The row that a new note was begun from: the cursor goes back there where nothing is written.
    written_from: Option<Place>,
    /// Where a selection of several rows began.
    anchor: Option<Place>,
    /// The selection as the outline knows it: another one was made elsewhere.
    known_selection: Selection,
    /// Whether the cursor shall come into view.
    reveals_cursor: bool,
    /// Whether the tree shall have the keyboard.
    takes_keyboard: bool,
    heights: heights::Heights,
    seek: seek::Seek,
    /// The text that is being edited, where it is not that of a note.
    writing: Option<TextTarget>,
    /// Whether its editor was shown already.
    writing_begun: bool,
    menu: Option<menu::Menu>,
    drag: Option<drag::Drag>,
    moving: Option<move_sheet::MoveSheet>,
}

impl OutlineState {
    /// The row that the keyboard is on.
    pub fn cursor(&self) -> Option<&Place> {
        self.cursor.as_ref()
    }

    /// The rows as they were shown last, also those out of view.
    pub fn rows(&self) -> &[Row] {
        &self.rows
    }

    /// How many rows the last frame painted: those in view.
    pub fn rows_painted(&self) -> usize {
        self.heights.painted()
    }

    /// Whether letters go on with a word that is looked for.
    pub fn is_seeking(&self, ctx: &egui::Context) -> bool {
        self.seek.is_on(ctx.input(|input| input.time))
    }

    /// Makes the rows anew, because the map has changed.
    pub fn forget_rows(&mut self) {
        self.rows_made_with = None;
    }

    /// Folds a branch, or unfolds it.
    fn toggle_fold(&mut self, place: &Place) {
        if !self.folded.remove(place) {
            self.folded.insert(place.clone());
        }
        self.forget_rows();
    }

    fn unfold(&mut self, place: &Place) {
        if self.folded.remove(place) {
            self.forget_rows();
        }
    }
}

impl ViewState {
    /// Takes in that what is selected now was selected here.
    fn know_selection(&mut self) {
        if self.outline.known_selection != self.selection {
            self.outline.known_selection.clone_from(&self.selection);
        }
    }
}

/// The widget that is the tree.
fn id() -> Id {
    Id::unique("outline")
}

/// Whether keys go to the tree.
pub fn has_keyboard(ctx: &egui::Context) -> bool {
    ctx.memory(|memory| memory.has_focus(id()))
}

/// The widget that is a row.
fn row_id(place: &Place) -> Id {
    Id::unique(("outline row", place))
}

/// Shows the outline in the rest of the window.
pub fn show(ui: &mut egui::Ui, cx: &mut Cx<'_>) {
    let page = Frame::new().fill(cx.look.palette.color(Ink::Page));
    CentralPanel::default().frame(page).show(ui, |ui| {
        let tree = ui.interact(ui.max_rect(), id(), Sense::focusable_noninteractive());
        cx.view.canvas_rect = None;
        cursor::catch_up(cx);
        keys::take(ui, cx, &tree);
        view::show(ui, cx, &tree);
        drag::follow(ui, cx, &tree);
        menu::show(ui, cx, &tree);
        cx.view.know_selection();
        canvas::show_around(ui, cx, &tree);
    });
}
