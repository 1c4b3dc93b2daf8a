//! Keys that belong to the canvas itself: arrows, Tab, Escape.

use eframe::egui;
use egui::{Event, EventFilter, FocusDirection, Key, Modifiers, Popup, Response, Vec2, vec2};

use crate::app::state::Reveal;
use crate::app::{Cx, Message};
use crate::document::{Edit, Step};
use crate::model::NoteId;

use super::tool::{self, Around, Gesture, PointerEvent, PointerKind};
use super::{access, camera, others, pointer, suggested, walk};

/// How far an arrow key moves notes, in board units.
const NUDGE: f32 = 8.0;
/// How far it moves them with Shift.
const LONG_NUDGE: f32 = 40.0;

/// Takes in the keys of this frame, where no text is being edited and nothing else has the keyboard.
pub fn take_keys(ui: &egui::Ui, cx: &mut Cx<'_>, canvas: &Response) {
    if cx.view.gesture != Gesture::Idle && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape)) {
        cancel(cx);
        return;
    }
    if !ui.ctx().text_edit_focused() && !Popup::is_any_open(ui.ctx()) && !is_covered(ui, cx) {
        others::stop_by_escape(ui, cx.view);
        suggested::end_by_escape(ui, cx.view);
    }
    let focused = ui.memory(|memory| memory.focused());
    let ours = focused.is_none_or(|id| id == canvas.id || access::is_note(cx, canvas, id));
    if !ours
        || ui.ctx().text_edit_focused()
        || Popup::is_any_open(ui.ctx())
        || cx.view.editing.is_some()
        || is_covered(ui, cx)
    {
        return;
    }
    if let Some(id) = focused {
        let filter = EventFilter { tab: true, horizontal_arrows: true, vertical_arrows: true, escape: true };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(id, filter));
        tab(ui, cx, canvas);
    }
    arrows(ui, cx, canvas);
    if ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape)) {
        cx.view.selection.clear();
    }
}

/// Whether something lies over the canvas that answers to the keys.
fn is_covered(ui: &egui::Ui, cx: &Cx<'_>) -> bool {
    cx.view.canvas.is_covered() || ui.memory(|memory| memory.top_modal_layer().is_some())
}

/// Gives up the gesture as if nothing had happened.
fn cancel(cx: &mut Cx<'_>) {
    let event = PointerEvent { kind: PointerKind::Cancel, at: egui::Pos2::ZERO, extends: false, alt: false };
    let around = Around {
        scene: cx.scene,
        selection: &cx.view.selection,
        zoom: cx.view.camera.zoom,
        holds_fast: false,
        drop_target: None,
    };
    let effects = cx.view.gesture.step(event, around);
    for effect in effects {
        pointer::follow(cx, effect);
    }
}

fn tab(ui: &egui::Ui, cx: &mut Cx<'_>, canvas: &Response) {
    let (forth, back) = ui.input_mut(|input| {
        let back = input.consume_key(Modifiers::SHIFT, Key::Tab);
        (input.consume_key(Modifiers::NONE, Key::Tab), back)
    });
    if !(forth || back) {
        return;
    }
    let next = walk::next_in_order(cx.scene, cx.view.selection.notes().next(), forth);
    match next {
        Some(note) => go_to(ui, cx, canvas, note),
        None => {
            // Past the last note, the keyboard goes on to what follows the canvas.
            let direction = if forth { FocusDirection::Next } else { FocusDirection::Previous };
            ui.memory_mut(|memory| {
                memory.request_focus(canvas.id);
                memory.move_focus(direction);
            });
        }
    }
}

fn go_to(ui: &egui::Ui, cx: &mut Cx<'_>, canvas: &Response, note: NoteId) {
    access::focus(ui, canvas, &note);
    cx.view.selection.set_notes([note.clone()]);
    cx.view.reveal = Some(Reveal::Notes(vec![note]));
    ui.ctx().request_repaint();
}

fn arrows(ui: &egui::Ui, cx: &mut Cx<'_>, canvas: &Response) {
    let pressed: Vec<(Vec2, Modifiers, bool)> = ui.input(|input| {
        let arrows = input.events.iter().filter_map(|event| match event {
            Event::Key { key, pressed: true, repeat, modifiers, .. } => Some((direction(*key)?, *modifiers, *repeat)),
            _ => None,
        });
        arrows.collect()
    });
    let mut push = Push { by: Vec2::ZERO, begins: false };
    for (direction, modifiers, repeat) in pressed {
        if modifiers.command {
            continue;
        }
        camera::take(cx.view);
        if modifiers.alt || cx.view.selection.note_count() == 0 {
            step_to_neighbour(ui, cx, canvas, direction);
        } else {
            push.by += direction * if modifiers.shift { LONG_NUDGE } else { NUDGE };
            push.begins |= !repeat;
        }
    }
    nudge(cx, push);
}

/// How the arrow keys of one frame move notes.
struct Push {
    by: Vec2,
    /// Whether a key went down, rather than being held.
    begins: bool,
}

fn direction(key: Key) -> Option<Vec2> {
    Some(match key {
        Key::ArrowLeft => vec2(-1.0, 0.0),
        Key::ArrowRight => vec2(1.0, 0.0),
        Key::ArrowUp => vec2(0.0, -1.0),
        Key::ArrowDown => vec2(0.0, 1.0),
        _ => return None,
    })
}

fn step_to_neighbour(ui: &egui::Ui, cx: &mut Cx<'_>, canvas: &Response, direction: Vec2) {
    let next = match cx.view.selection.notes().next() {
        Some(note) => walk::neighbour(cx.scene, note, direction),
        None => walk::next_in_order(cx.scene, None, true),
    };
    if let Some(note) = next {
        go_to(ui, cx, canvas, note);
    }
}

/// Moves the selected notes a little; while the key is held, all of it is one undo step.
fn nudge(cx: &mut Cx<'_>, push: Push) {
    if push.by == Vec2::ZERO || !cx.view.can_edit {
        return;
    }
    let notes: Vec<NoteId> = cx.view.selection.notes().cloned().collect();
    let moves = tool::moves(cx.scene, &notes, push.by);
    if !moves.is_empty() {
        let step = if push.begins { Step::Begin } else { Step::Continue };
        cx.view.typing = None;
        cx.out.push(Message::Edit { edits: vec![Edit::MoveNotes(moves)], step });
        cx.view.reveal = Some(Reveal::Notes(notes));
    }
}
