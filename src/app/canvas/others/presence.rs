//! What others see of this person.

use eframe::egui;
use egui::{Pos2, Rect, Response};

use crate::app::{Cx, Message, ViewState};
use crate::model::NoteId;
use crate::session::limits::PRESENCE_ITEMS;
use crate::session::{Drag, Presence};

use super::super::tool::Gesture;
use super::follow::followed_area;

/// Says what this person shows, in a session, where that has changed; without a canvas no cursor on it.
pub fn show(ui: &egui::Ui, cx: &mut Cx<'_>, canvas: Option<&Response>) {
    let presence = cx.view.my_role.map(|_| presence(ui, cx, canvas));
    if cx.view.canvas.others.shown != presence {
        cx.view.canvas.others.shown.clone_from(&presence);
        presence.into_iter().for_each(|presence| cx.out.push(Message::ShowPresence(presence)));
    }
}

/// What this person shows now.
fn presence(ui: &egui::Ui, cx: &Cx<'_>, canvas: Option<&Response>) -> Presence {
    let view = &*cx.view;
    Presence {
        cursor: canvas.and_then(|canvas| cursor(ui, view, canvas)).map(|at| [tenth(at.x), tenth(at.y)]),
        selection: view.selection.items().take(PRESENCE_ITEMS).cloned().collect(),
        drag: view.gesture.drag().map(|drag| Drag {
            notes: drag.notes.iter().take(PRESENCE_ITEMS).cloned().collect(),
            by: [tenth(drag.to.x - drag.from.x), tenth(drag.to.y - drag.from.y)],
        }),
        editing: written_note(view).cloned(),
        view: seen_board(view),
        ready: false,
    }
}

/// The part of the board that this window shows: left, top, width, height. Who follows somebody shows what that person sees:
/// else two who follow each other would drive each other out of sight.
pub fn seen_board(view: &ViewState) -> Option<[f32; 4]> {
    let seen: Rect = followed_area(view).or_else(|| Some(view.camera.visible(view.canvas_rect?)))?;
    Some([seen.min.x, seen.min.y, seen.width(), seen.height()].map(tenth))
}

/// The pointer on the board; nothing while it pushes the board around or is somewhere else.
fn cursor(ui: &egui::Ui, view: &ViewState, canvas: &Response) -> Option<Pos2> {
    let pos = ui.input(|input| input.pointer.hover_pos()).filter(|&pos| canvas.rect.contains(pos))?;
    let covered = ui.ctx().layer_id_at(pos).is_some_and(|layer| layer != canvas.layer_id);
    if covered || matches!(view.gesture, Gesture::Panning { .. }) {
        return None;
    }
    Some(view.camera.board_from_screen(canvas.rect, pos))
}

/// The note on the map that is being written on.
fn written_note(view: &ViewState) -> Option<&NoteId> {
    view.editing.as_ref().filter(|editing| editing.draft.is_none()).map(|editing| &editing.note)
}

/// To the tenth of a unit: finer cannot be seen, and is longer on the wire.
fn tenth(value: f32) -> f32 {
    (value * 10.0).round() / 10.0
}
