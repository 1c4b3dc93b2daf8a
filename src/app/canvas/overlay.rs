//! What lies over the board for a moment: hover, selection, lit notes, hits, notes on their way, the area that selects.

use std::collections::HashSet;

use eframe::egui;
use egui::{Align2, Color32, CornerRadius, LayerId, Order, Pos2, Rect, Response, Stroke, StrokeKind, vec2};

use crate::app::{Cx, theme};
use crate::model::NoteId;
use crate::scene::metrics::{NOTE_RADIUS, QUADRANT_RADIUS};
use crate::scene::{Hit, Ink};

use super::note_editor::Sheet;
use super::paint::{BoardPainter, Manner};
use super::tool::{self, Drag, Gesture};
use super::{pointer, suggested};

/// Opacity of notes that are not lit while others are.
const UNLIT: f32 = 0.42;
/// Opacity of notes whose place is left while they are dragged.
const LEFT: f32 = 0.35;
/// How far a note that is dragged is lifted, in points.
const LIFT: f32 = 3.0;

/// How a note is painted now, while these notes are dragged.
pub fn manner(cx: &Cx<'_>, index: usize, dragged: &HashSet<&NoteId>) -> Manner {
    let note = &cx.scene.notes[index];
    let mut manner = Manner::default();
    if dragged.contains(&note.id) {
        manner.opacity = LEFT;
    } else if suggested::fades(cx, &note.id) || !cx.view.lit_notes.is_empty() && !cx.view.lit_notes.contains(&note.id) {
        manner.opacity = UNLIT;
    }
    if cx.view.editing.as_ref().is_some_and(|editing| editing.note == note.id) {
        manner.without_text_in = Some(note.text_rect.expand(0.5));
    }
    manner
}

/// Paints everything that lies over the notes.
pub fn paint(board: &mut BoardPainter<'_>, cx: &Cx<'_>, canvas: &Response, hits: &[NoteId], hovered: Option<usize>) {
    let accent = board.color(Ink::Accent);
    let visible = board.visible();
    let note_at = |id: &NoteId| cx.scene.index_of(id).map(|index| &cx.scene.notes[index]);
    let seen = |id: &NoteId| note_at(id).filter(|note| note.rect.intersects(visible)).map(|note| note.rect);
    for rect in hits.iter().filter_map(seen) {
        board.outline(rect, NOTE_RADIUS, 1.0, Stroke::new(1.5, accent.gamma_multiply(0.6)));
    }
    for rect in cx.view.lit_notes.iter().filter_map(seen) {
        board.outline(rect, NOTE_RADIUS, 1.0, Stroke::new(2.0, accent));
        board.outline(rect, NOTE_RADIUS, 3.0, Stroke::new(4.0, accent.gamma_multiply(0.25)));
    }
    if let Some(index) = hovered {
        let note = &cx.scene.notes[index];
        if !cx.view.selection.contains_note(&note.id) {
            board.outline(note.rect, NOTE_RADIUS, 0.0, Stroke::new(1.0, accent.gamma_multiply(0.55)));
        }
    }
    // Far out, selected notes are specks in the accent's colour.
    if cx.view.gesture.drag().is_none() && board.shows_notes() {
        for rect in cx.view.selection.notes().filter_map(seen) {
            selected(board, rect);
        }
    }
    paint_sheet(board, cx);
    match &cx.view.gesture {
        Gesture::Selecting(band) => {
            let rect = Rect::from_min_max(board.screen(band.rect().min), board.screen(band.rect().max));
            board.painter.rect(
                rect,
                CornerRadius::same(4),
                accent.gamma_multiply(0.10),
                Stroke::new(1.0, accent),
                StrokeKind::Inside,
            );
        }
        Gesture::Dragging(drag) => paint_drag(board, cx, canvas, drag),
        _ => {}
    }
}

/// The outline of a selected note, with a gap that shows the ground.
fn selected(board: &BoardPainter<'_>, rect: Rect) {
    board.outline(rect, NOTE_RADIUS, 2.0, Stroke::new(2.0, board.color(Ink::Accent)));
}

/// The paper of a note that is being written on: of a draft all of it, of a note its outline.
fn paint_sheet(board: &BoardPainter<'_>, cx: &Cx<'_>) {
    let Some(editing) = &cx.view.editing else { return };
    let Some(sheet) = Sheet::of(editing, cx.scene) else { return };
    if editing.draft.is_some() && cx.scene.index_of(&editing.note).is_none() {
        let radius = CornerRadius::same((NOTE_RADIUS * board.zoom).round().clamp(0.0, 255.0) as u8);
        board.painter.rect_filled(board.screen_rect(sheet.rect), radius, board.color(Ink::Paper(sheet.tone)));
    }
    selected(board, sheet.rect);
}

fn paint_drag(board: &mut BoardPainter<'_>, cx: &Cx<'_>, canvas: &Response, drag: &Drag) {
    let Some(pointer) = canvas.ctx.input(|input| input.pointer.latest_pos()) else { return };
    let target = pointer::target_at(&cx.view.drop_targets, canvas.rect, pointer);
    if !canvas.rect.contains(pointer) {
        paint_ghost(
            cx,
            canvas,
            drag,
            pointer,
            target.map(|target| (target.rect, drag.alt && target.alt_set.is_some())),
        );
        return;
    }
    let accent = board.color(Ink::Accent);
    let landings = tool::landings(cx.scene, &drag.floating(cx.scene));
    let mut quadrants: Vec<usize> = landings
        .iter()
        .filter(|landing| cx.scene.notes[landing.note].quadrant != landing.quadrant)
        .map(|landing| landing.quadrant)
        .collect();
    quadrants.sort_unstable();
    quadrants.dedup();
    for index in quadrants {
        let quadrant = &cx.scene.quadrants[index];
        let stroke = Stroke::new(2.0, board.color(Ink::Strong(quadrant.tone)).gamma_multiply(0.6));
        board.outline(quadrant.rect, QUADRANT_RADIUS, -2.0, stroke);
    }
    for landing in &landings {
        // Where an edge pushes the note back, its landing place shows.
        if (landing.rect.min - landing.floating.min).length() * board.zoom > 2.0 {
            board.outline(landing.rect, NOTE_RADIUS, 0.0, Stroke::new(1.5, accent.gamma_multiply(0.5)));
        }
    }
    let lift = vec2(0.0, -LIFT / board.zoom);
    let visible = board.visible();
    for landing in landings {
        let note = &cx.scene.notes[landing.note];
        let rect = landing.floating.translate(lift);
        if !rect.intersects(visible) {
            continue;
        }
        let radius = CornerRadius::same((NOTE_RADIUS * board.zoom).round().clamp(0.0, 255.0) as u8);
        let shadow = egui::epaint::RectShape::filled(
            board.screen_rect(rect).translate(vec2(0.0, 2.0 * LIFT)),
            radius,
            Color32::from_black_alpha(70),
        );
        board.painter.add(shadow.with_blur_width(14.0));
        board.picture(&note.picture, rect.min, Manner::default());
        selected(board, rect);
    }
}

/// A small card with the count of notes, over the panel, and the place there that would take them.
fn paint_ghost(cx: &Cx<'_>, canvas: &Response, drag: &Drag, pointer: Pos2, target: Option<(Rect, bool)>) {
    let palette = cx.look.palette;
    let painter = canvas.ctx.layer_painter(LayerId::new(Order::Tooltip, canvas.id.with("ghost")));
    let mut words = if drag.notes.len() == 1 { "1 note".to_owned() } else { format!("{} notes", drag.notes.len()) };
    if let Some((rect, against)) = target {
        let stroke = Stroke::new(2.0, palette.color(Ink::Accent));
        painter.rect(
            rect,
            CornerRadius::same(10),
            palette.color(Ink::Accent).gamma_multiply(0.08),
            stroke,
            StrokeKind::Inside,
        );
        words.push_str(if against { " against" } else { " in support" });
    }
    let galley = painter.layout_no_wrap(words, theme::semibold(13.0), palette.color(Ink::OnAccent));
    let rect = Align2::LEFT_TOP.anchor_size(pointer + vec2(14.0, 10.0), galley.size() + vec2(20.0, 12.0));
    painter.rect_filled(rect, CornerRadius::same(8), palette.color(Ink::Accent));
    painter.galley(rect.min + vec2(10.0, 6.0), galley, Color32::PLACEHOLDER);
}

/// The note under the pointer, while the pointer is free.
pub fn hovered(cx: &Cx<'_>, canvas: &Response) -> Option<usize> {
    if cx.view.gesture != Gesture::Idle || !canvas.contains_pointer() {
        return None;
    }
    match cx.scene.hit(board_pointer(cx, canvas)?) {
        Hit::Note(index) => Some(index),
        _ => None,
    }
}

/// Where the pointer is on the board.
pub fn board_pointer(cx: &Cx<'_>, canvas: &Response) -> Option<Pos2> {
    let pos = canvas.ctx.input(|input| input.pointer.hover_pos())?;
    Some(cx.view.camera.board_from_screen(canvas.rect, pos))
}
