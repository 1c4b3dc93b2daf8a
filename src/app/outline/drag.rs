//! Dragging notes to another quadrant or theme, or onto what they speak for.

use eframe::egui;
use egui::{CursorIcon, Key, Modifiers, PointerButton, Response};

use crate::app::{Cx, Message};
use crate::document::{Edit, LinkSet};
use crate::model::{ItemRef, NoteId};

use super::commands::Home;
use super::cursor::{self, Manner};
use super::rows::{Place, Row};
use super::walk;

/// Notes that are being dragged.
#[derive(Clone, Debug, PartialEq)]
pub struct Drag {
    notes: Vec<NoteId>,
    /// The row under the pointer.
    over: Option<usize>,
}

/// What dropping notes on a row does.
#[derive(Clone, Debug, PartialEq)]
enum Landing {
    Put(Vec<Home>),
    Link(LinkSet, LinkSet),
}

/// Begins to drag the notes of a row, and notices the row under the pointer.
pub fn follow_row(ui: &egui::Ui, cx: &mut Cx<'_>, at: usize, row: &Row, response: &Response) {
    if response.drag_started_by(PointerButton::Primary)
        && cx.view.can_edit
        && let Place::Note(note) = &row.place
    {
        // A text that is being written elsewhere is finished.
        ui.memory_mut(|memory| memory.request_focus(super::id()));
        if !cx.view.selection.contains_note(note) {
            cursor::go(cx, at, Manner::Alone);
        }
        let notes = cx.view.selection.notes().cloned().collect();
        cx.view.outline.drag = Some(Drag { notes, over: None });
    }
    if let Some(drag) = &mut cx.view.outline.drag
        && let Some(pos) = ui.input(|input| input.pointer.latest_pos())
        && response.rect.intersect(ui.clip_rect()).contains(pos)
    {
        drag.over = Some(at);
    }
}

/// Whether notes that are being dragged would go to this row.
pub fn is_over(cx: &Cx<'_>, at: usize) -> bool {
    let Some(over) = cx.view.outline.drag.as_ref().and_then(|drag| drag.over) else { return false };
    target(&cx.view.outline.rows, over).is_some_and(|(row, _)| row == at)
}

/// Where notes go that are dropped on a row: the row that stands for it, and what happens.
fn target(rows: &[Row], over: usize) -> Option<(usize, Landing)> {
    let homes = |homes: Vec<Home>| Some((over, Landing::Put(homes)));
    match &rows.get(over)?.place {
        Place::Quadrant(quadrant) => homes(vec![Home::Quadrant(quadrant.clone())]),
        Place::Theme(quadrant, theme) => homes(vec![Home::Quadrant(quadrant.clone()), Home::Theme(theme.clone())]),
        Place::Note(_) => {
            let above = walk::parent(rows, over)?;
            match target(rows, above)? {
                (row, Landing::Put(mut homes)) if homes.len() == 1 => {
                    homes.push(Home::NoTheme);
                    Some((row, Landing::Put(homes)))
                }
                found => Some(found),
            }
        }
        Place::Item(ItemRef::Need(id)) => {
            let (supports, contradicts) = (LinkSet::NeedSupports(id.clone()), LinkSet::NeedContradicts(id.clone()));
            Some((over, Landing::Link(supports, contradicts)))
        }
        Place::Item(ItemRef::Motivation(id)) => {
            let sets = (LinkSet::MotivationSupports(id.clone()), LinkSet::MotivationContradicts(id.clone()));
            Some((over, Landing::Link(sets.0, sets.1)))
        }
        Place::Item(ItemRef::Theme(theme)) => homes(vec![Home::Theme(theme.clone())]),
        Place::Evidence(..) => target(rows, walk::parent(rows, over)?),
        Place::Persona | Place::PersonaLine(_) | Place::List(_) | Place::Item(_) => None,
    }
}

/// Lets go of what is being dragged where the button was released. Escape lets go of it as if nothing had happened.
pub fn follow(ui: &egui::Ui, cx: &mut Cx<'_>, tree: &Response) {
    let Some(drag) = &mut cx.view.outline.drag else { return };
    // Beside the outline notes go nowhere.
    if !ui.input(|input| input.pointer.latest_pos()).is_some_and(|pos| tree.rect.contains(pos)) {
        drag.over = None;
    }
    ui.ctx().set_cursor_icon(CursorIcon::Grabbing);
    if ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape)) {
        cx.view.outline.drag = None;
        return;
    }
    if ui.input(|input| input.pointer.any_down()) {
        return;
    }
    let Some(Drag { notes, over: Some(over) }) = cx.view.outline.drag.take() else { return };
    match target(&cx.view.outline.rows, over) {
        Some((_, Landing::Put(homes))) => cx.out.push(Message::PutNotes { notes, homes }),
        Some((_, Landing::Link(supports, contradicts))) => {
            let set = if ui.input(|input| input.modifiers.alt) { contradicts } else { supports };
            cx.out.edit(Edit::Link { set, notes });
        }
        None => {}
    }
}
