//! The canvas: quadrants, notes and the persona, painted from the scene and worked on with pointer and keyboard.
//!
//! `pointer` and `keys` take input in, [`tool`] says what it means, `paint` and `overlay` show the board and the moment,
//! `note_editor`, `card`, `find` and `paste_sheet` are the places where people type, `commands` is what menus ask for,
//! [`others`] is everybody else in the session, [`suggested`] what the program would group.

mod access;
mod bars;
mod cache;
mod camera;
mod card;
mod clipboard;
mod commands;
mod find;
mod glance;
mod hints;
mod keys;
pub(super) mod menu;
pub(super) mod note_editor;
pub mod others;
mod overlay;
mod paint;
mod paste_sheet;
mod pointer;
pub mod suggested;
pub mod tool;
mod walk;

pub use cache::TextCache;
pub use clipboard::{Clipboard, paste};
pub use commands::perform;
pub use glance::Glance;
pub use note_editor::keep_deleted;
pub use others::{VIEW_ONLY, fly_to, seen_board};
pub use paint::{BoardPainter, Manner};
pub use tool::Gesture;

use std::collections::HashSet;

use eframe::egui;
use egui::epaint::Mesh;
use egui::{CentralPanel, Frame, Id, Pos2, Rect, Response, Sense, Shape};

use crate::model::{Note, NoteId, QuadrantId};
use crate::scene::Ink;
use crate::session::PersonId;

use super::Cx;

/// What only the canvas knows from frame to frame.
#[derive(Default)]
pub struct CanvasState {
    cache: cache::TextCache,
    glide: Option<camera::Glide>,
    /// Where on the board the open menu was asked for.
    menu_at: Option<Pos2>,
    card: Option<card::Card>,
    pasting: Option<paste_sheet::PasteSheet>,
    /// Where the lines of the next paste go, when that was said already.
    paste_into: Option<QuadrantId>,
    /// Whether the search was just asked for.
    find_begins: bool,
    /// The note whose editor has been shown, as it was then.
    writing: Option<Note>,
    notes_painted: usize,
    others: others::Others,
    suggested: Option<Box<suggested::Suggested>>,
}

impl CanvasState {
    /// How many notes the last frame painted: those in view.
    pub fn notes_painted(&self) -> usize {
        self.notes_painted
    }

    /// Where somebody's cursor is painted, on the board.
    pub fn cursor_of(&self, person: PersonId) -> Option<Pos2> {
        self.others.cursor_of(person)
    }

    /// The suggested themes, while they are shown.
    pub fn suggested(&self) -> Option<&suggested::Suggested> {
        self.suggested.as_deref()
    }

    /// Says that the map has changed.
    pub fn map_changed(&mut self) {
        if let Some(suggested) = &mut self.suggested {
            suggested.map_changed();
        }
    }

    /// Whether a card, or the look before pasting, is open on the canvas.
    pub fn is_covered(&self) -> bool {
        self.card.is_some() || self.pasting.is_some()
    }
}

/// The widget that is the canvas.
pub fn id() -> Id {
    Id::unique("canvas")
}

/// Shows the canvas in the rest of the window.
pub fn show(ui: &mut egui::Ui, cx: &mut Cx<'_>) {
    suggested::dock(ui, cx);
    let page = Frame::new().fill(cx.look.palette.color(Ink::Page));
    CentralPanel::default().frame(page).show(ui, |ui| {
        let rect = ui.max_rect();
        let canvas = ui.interact(rect, id(), Sense::click_and_drag());
        ui.set_clip_rect(rect);
        canvas_ui(ui, cx, &canvas);
    });
}

fn canvas_ui(ui: &mut egui::Ui, cx: &mut Cx<'_>, canvas: &Response) {
    let is_first = cx.view.canvas_rect.replace(canvas.rect).is_none();
    camera::follow(ui, cx, canvas.rect, is_first);
    pointer::take_input(ui, cx, canvas);
    keys::take_keys(ui, cx, canvas);
    access::show(ui, cx, canvas);
    let hits = find::hits(cx);
    suggested::light(cx, canvas);
    paint_board(ui, cx, canvas, &hits);
    hints::invite(ui, cx, canvas);
    note_editor::show(ui, cx, canvas);
    others::show(ui, cx, canvas);
    hints::show(ui, cx, canvas);
    menu::show(canvas, cx);
    bars::show(ui, cx, canvas);
    suggested::show_bar(ui, cx, canvas);
    find::show(ui, cx, canvas, &hits);
    card::show(ui, cx, canvas);
    paste_sheet::show(ui, cx);
    others::show_presence(ui, cx, Some(canvas));
}

/// Shows what belongs to the map however it is shown: the search, the lines that are about to be pasted, who came and went;
/// and what others see of this person. `ground` is what the map is shown on.
pub fn show_around(ui: &egui::Ui, cx: &mut Cx<'_>, ground: &Response) {
    let hits = find::hits(cx);
    find::show(ui, cx, ground, &hits);
    paste_sheet::show(ui, cx);
    others::tell_news(ui, cx, ground);
    others::show_presence(ui, cx, None);
}

fn paint_board(ui: &egui::Ui, cx: &mut Cx<'_>, canvas: &Response, hits: &[NoteId]) {
    let mut cache = std::mem::take(&mut cx.view.canvas.cache);
    let painter = ui.painter_at(canvas.rect);
    let origin = canvas.rect.min + cx.view.camera.pan;
    cache.begin_frame(&painter, origin, cx.view.camera.zoom);
    let mut board =
        BoardPainter { painter, cache: &mut cache, palette: cx.look.palette, origin, zoom: cx.view.camera.zoom };
    let visible = board.visible();
    for quadrant in cx.scene.quadrants.iter().filter(|quadrant| quadrant.rect.intersects(visible)) {
        board.picture(&quadrant.picture, quadrant.rect.min, Manner::default());
    }
    suggested::paint_under(&board, cx);
    if cx.scene.badge.rect.intersects(visible) {
        board.picture(&cx.scene.badge.picture, cx.scene.badge.rect.min, Manner::default());
    }
    cx.view.canvas.notes_painted = paint_notes(&mut board, cx, visible);
    suggested::paint_over(&board, cx);
    let hovered = overlay::hovered(cx, canvas);
    overlay::paint(&mut board, cx, canvas, hits, hovered);
    others::paint(&mut board, cx, canvas);
    if cache.behind {
        ui.ctx().request_repaint();
    }
    cx.view.canvas.cache = cache;
}

/// Paints the notes in view; how many there are.
fn paint_notes(board: &mut BoardPainter<'_>, cx: &Cx<'_>, visible: Rect) -> usize {
    let notes = cx.scene.notes_in(visible);
    let mut dragged: HashSet<&NoteId> = others::dragged_notes(cx.view);
    dragged.extend(cx.view.gesture.dragged_notes());
    if board.shows_notes() {
        for &index in &notes {
            let note = &cx.scene.notes[index];
            board.picture(&note.picture, note.rect.min, overlay::manner(cx, index, &dragged));
        }
        return notes.len();
    }
    let mut specks = Mesh::default();
    for &index in &notes {
        let note = &cx.scene.notes[index];
        let selected = cx.view.selection.contains_note(&note.id);
        let tone = cx.scene.quadrants[note.quadrant].tone;
        let color = board.color(if selected { Ink::Accent } else { Ink::Paper(tone) });
        let opacity = overlay::manner(cx, index, &dragged).opacity;
        specks.add_colored_rect(board.screen_rect(note.rect), color.gamma_multiply(opacity));
    }
    board.painter.add(Shape::mesh(specks));
    notes.len()
}
