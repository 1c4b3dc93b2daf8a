//! A map that is only looked at, beside the open one: it has a camera and a selection of its own.

use std::collections::BTreeSet;

use eframe::egui;
use egui::accesskit::Role;
use egui::{EventFilter, Id, Key, Modifiers, Pos2, Rect, Response, Sense, Stroke, Vec2, WidgetInfo};

use crate::app::state::{Camera, Look};
use crate::model::{EmpathyMap, Note, NoteId};
use crate::scene::metrics::NOTE_RADIUS;
use crate::scene::{Hit, Ink, Scene};

use super::cache::TextCache;
use super::paint::{BoardPainter, Manner};
use super::walk;

/// Space around the board when all of it is shown, in points.
const MARGIN: f32 = 20.0;
/// Largest zoom at which the whole board or some notes are shown.
const LARGEST_ZOOM: f32 = 1.2;
/// A point of scrolling zooms so much more when the wheel zooms, as an exponent.
const WHEEL_ZOOM: f32 = 1.0 / 400.0;
/// Notes that are offered to a screen reader, at most.
const OFFERED: usize = 2_000;

/// A map that is only looked at.
pub struct Glance {
    map: EmpathyMap,
    scene: Scene,
    camera: Camera,
    cache: TextCache,
    selection: BTreeSet<NoteId>,
    /// What shall be seen from the next frame on, where the camera does not stay.
    wish: Option<Wish>,
}

/// What the camera shall show.
enum Wish {
    Board,
    Notes(Vec<NoteId>),
    ZoomBy(f32),
}

impl Glance {
    /// The name of the widget that has the keyboard while the map does.
    pub fn id() -> Id {
        Id::unique("glance")
    }

    /// Looks at a map that is placed like this.
    pub fn new(map: EmpathyMap, scene: Scene) -> Self {
        let (camera, selection) = (Camera::default(), BTreeSet::new());
        Self { map, scene, camera, cache: TextCache::default(), selection, wish: Some(Wish::Board) }
    }

    /// The map.
    pub fn map(&self) -> &EmpathyMap {
        &self.map
    }

    /// The selected notes, in document order.
    pub fn selected_notes(&self) -> Vec<Note> {
        self.map.notes.iter().filter(|note| self.selection.contains(&note.id)).cloned().collect()
    }

    /// Selects these notes and shows them.
    pub fn show_notes(&mut self, notes: Vec<NoteId>) {
        self.selection = notes.iter().cloned().collect();
        self.wish = Some(Wish::Notes(notes));
    }

    /// Selects all notes.
    pub fn select_all(&mut self) {
        self.selection = self.map.notes.iter().map(|note| note.id.clone()).collect();
    }

    /// Whether the map, or a note of it, has the keyboard. A note that gets it is selected.
    pub fn has_keyboard(&self, ctx: &egui::Context) -> bool {
        let focused = ctx.memory(|memory| memory.focused());
        let note = |note: &NoteId| Self::id().with(note.as_str());
        focused.is_some_and(|id| id == Self::id() || self.selection.iter().any(|selected| note(selected) == id))
    }

    /// Selects no note; whether one was selected.
    pub fn clear_selection(&mut self) -> bool {
        !std::mem::take(&mut self.selection).is_empty()
    }

    /// Shows the whole board.
    pub fn fit(&mut self) {
        self.wish = Some(Wish::Board);
    }

    /// Zooms around the middle.
    pub fn zoom_by(&mut self, factor: f32) {
        self.wish = Some(Wish::ZoomBy(factor));
    }

    /// A note's place on the screen, in points, where the map is shown in `area`.
    pub fn note_rect(&self, area: Rect, note: &NoteId) -> Option<Rect> {
        let index = self.scene.index_of(note)?;
        Some(self.camera.screen_rect(area, self.scene.notes[index].rect))
    }

    /// Shows the map in the rest of this area.
    pub fn show(&mut self, ui: &mut egui::Ui, look: Look) -> Response {
        let rect = ui.available_rect_before_wrap();
        ui.painter().rect_filled(rect, 0.0, look.palette.color(Ink::Page));
        let response = ui.interact(rect, Self::id(), Sense::click_and_drag());
        self.follow_wish(rect);
        self.take_pointer(ui, &response, look);
        self.take_keys(ui, &response);
        self.offer_notes(ui, &response);
        self.paint(ui, rect, look, response.has_focus());
        response
    }

    fn follow_wish(&mut self, rect: Rect) {
        self.camera = match self.wish.take() {
            None => return,
            Some(Wish::Board) => Camera::fitting(rect, self.scene.bounds, MARGIN, LARGEST_ZOOM),
            Some(Wish::Notes(notes)) => {
                let places = notes.iter().filter_map(|note| self.scene.index_of(note));
                let Some(board) = places.map(|index| self.scene.notes[index].rect).reduce(Rect::union) else { return };
                // What is seen already needs no other view.
                if rect.contains_rect(self.camera.screen_rect(rect, board)) {
                    return;
                }
                Camera::fitting(rect, board, 4.0 * MARGIN, self.camera.zoom.min(LARGEST_ZOOM))
            }
            Some(Wish::ZoomBy(factor)) => {
                let mut camera = self.camera;
                camera.zoom_about(rect, rect.center(), factor);
                camera
            }
        };
    }

    fn take_pointer(&mut self, ui: &egui::Ui, response: &Response, look: Look) {
        if response.dragged() {
            self.camera.pan += response.drag_delta();
        }
        if response.clicked() || response.drag_started() {
            response.request_focus();
        }
        if let Some(pos) = response.interact_pointer_pos().filter(|_| response.clicked()) {
            let extends = ui.input(|input| input.modifiers.shift || input.modifiers.command);
            self.click(response.rect, pos, extends);
        }
        let Some(pos) = response.hover_pos() else { return };
        let (mut scroll, mut zoom) = ui.input(|input| (input.smooth_scroll_delta(), input.zoom_delta()));
        if look.wheel_zooms && zoom == 1.0 && scroll.y != 0.0 {
            zoom = (scroll.y * WHEEL_ZOOM).exp();
            scroll = Vec2::ZERO;
        }
        if zoom != 1.0 {
            self.camera.zoom_about(response.rect, pos, zoom);
        } else {
            self.camera.pan += scroll;
        }
    }

    fn click(&mut self, rect: Rect, pos: Pos2, extends: bool) {
        let hit = self.scene.hit(self.camera.board_from_screen(rect, pos));
        let Hit::Note(index) = hit else {
            if !extends {
                self.selection.clear();
            }
            return;
        };
        let note = self.scene.notes[index].id.clone();
        if !extends {
            self.selection = [note].into();
        } else if !self.selection.remove(&note) {
            self.selection.insert(note);
        }
    }

    /// Arrow keys walk through the notes in the order of reading.
    fn take_keys(&mut self, ui: &egui::Ui, response: &Response) {
        if !response.has_focus() {
            return;
        }
        let filter = EventFilter { horizontal_arrows: true, vertical_arrows: true, escape: true, ..Default::default() };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, filter));
        let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
        let forth = pressed(Key::ArrowRight) | pressed(Key::ArrowDown);
        let back = pressed(Key::ArrowLeft) | pressed(Key::ArrowUp);
        if forth || back {
            let next = walk::next_in_order(&self.scene, self.selection.iter().next(), forth);
            self.show_notes(next.into_iter().collect());
            self.follow_wish(response.rect);
        }
    }

    /// Offers the notes to a screen reader, while one listens.
    fn offer_notes(&mut self, ui: &egui::Ui, response: &Response) {
        let name = format!("{}, only to look at", self.map.title);
        response.widget_info(|| WidgetInfo::labeled(Role::List, true, &name));
        if ui.ctx().accesskit_node_builder(response.id, |_| ()).is_none() {
            return;
        }
        for index in self.scene.reading_order().into_iter().take(OFFERED) {
            let placed = &self.scene.notes[index];
            let Some(note) = self.map.notes.get(index) else { continue };
            let rect = self.camera.screen_rect(response.rect, placed.rect);
            let seen = rect.intersect(response.rect);
            let rect = if seen.is_positive() { seen } else { rect };
            let item = ui.interact(rect, response.id.with(note.id.as_str()), Sense::focusable_noninteractive());
            let selected = self.selection.contains(&note.id);
            item.widget_info(|| WidgetInfo {
                selected: Some(selected),
                ..WidgetInfo::labeled(Role::ListItem, true, &note.text)
            });
            if item.gained_focus() && !selected {
                self.selection = [note.id.clone()].into();
            }
        }
    }

    fn paint(&mut self, ui: &egui::Ui, rect: Rect, look: Look, has_focus: bool) {
        let painter = ui.painter_at(rect);
        let origin = rect.min + self.camera.pan;
        self.cache.begin_frame(&painter, origin, self.camera.zoom);
        let (palette, zoom) = (look.palette, self.camera.zoom);
        let mut board = BoardPainter { painter, cache: &mut self.cache, palette, origin, zoom };
        let visible = board.visible();
        for quadrant in self.scene.quadrants.iter().filter(|quadrant| quadrant.rect.intersects(visible)) {
            board.picture(&quadrant.picture, quadrant.rect.min, Manner::default());
        }
        board.picture(&self.scene.badge.picture, self.scene.badge.rect.min, Manner::default());
        for index in self.scene.notes_in(visible) {
            let note = &self.scene.notes[index];
            if board.shows_notes() {
                board.picture(&note.picture, note.rect.min, Manner::default());
            } else {
                let tone = self.scene.quadrants[note.quadrant].tone;
                board.painter.rect_filled(board.screen_rect(note.rect), 0.0, board.color(Ink::Paper(tone)));
            }
            if self.selection.contains(&note.id) {
                board.outline(note.rect, NOTE_RADIUS, 2.0, Stroke::new(2.0, board.color(Ink::Accent)));
            }
        }
        if has_focus {
            let stroke = Stroke::new(1.5, board.color(Ink::Accent));
            board.painter.rect_stroke(rect, 0.0, stroke, egui::StrokeKind::Inside);
        }
        if self.cache.behind {
            ui.ctx().request_repaint();
        }
    }
}
