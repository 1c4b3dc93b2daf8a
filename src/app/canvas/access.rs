//! Notes as a screen reader sees them: a list in reading order, each note named by its text.

use eframe::egui;
use egui::accesskit::{Action, Role};
use egui::{Id, Rect, Response, Sense, WidgetInfo};

use crate::app::Cx;
use crate::model::{Note, NoteId};

use super::note_editor;

/// Notes out of view that are offered too, at most: each costs a microsecond a frame.
const OFF_SCREEN: usize = 2_000;

fn id_of(canvas: &Response, note: &NoteId) -> Id {
    canvas.id.with(note.as_str())
}

/// Whether the widget with this identifier is a note.
pub fn is_note(cx: &Cx<'_>, canvas: &Response, id: Id) -> bool {
    cx.view.selection.notes().any(|note| id_of(canvas, note) == id)
}

/// Gives the keyboard to a note, or to the canvas while nobody listens.
pub fn focus(ui: &egui::Ui, canvas: &Response, note: &NoteId) {
    let id = if is_listening(ui, canvas) { id_of(canvas, note) } else { canvas.id };
    ui.memory_mut(|memory| memory.request_focus(id));
}

fn is_listening(ui: &egui::Ui, canvas: &Response) -> bool {
    ui.ctx().accesskit_node_builder(canvas.id, |_| ()).is_some()
}

/// Offers the notes, while somebody listens.
pub fn show(ui: &egui::Ui, cx: &mut Cx<'_>, canvas: &Response) {
    canvas.widget_info(|| WidgetInfo::labeled(Role::List, true, "Map"));
    if !is_listening(ui, canvas) {
        return;
    }
    let mut hidden = 0;
    for index in cx.scene.reading_order() {
        let placed = &cx.scene.notes[index];
        let Some(note) = cx.map.notes.get(index).filter(|note| note.id == placed.id) else { continue };
        let rect = cx.view.camera.screen_rect(canvas.rect, placed.rect);
        let seen = rect.intersect(canvas.rect);
        if !seen.is_positive() {
            hidden += 1;
            if hidden > OFF_SCREEN {
                continue;
            }
        }
        offer(ui, cx, canvas, note, if seen.is_positive() { seen } else { rect });
    }
}

fn offer(ui: &egui::Ui, cx: &mut Cx<'_>, canvas: &Response, note: &Note, rect: Rect) {
    let id = id_of(canvas, &note.id);
    let response = ui.interact(rect, id, Sense::focusable_noninteractive());
    let selected = cx.view.selection.contains_note(&note.id);
    response.widget_info(|| WidgetInfo {
        selected: Some(selected),
        ..WidgetInfo::labeled(Role::ListItem, true, &note.text)
    });
    let description = describe(cx, note);
    ui.ctx().accesskit_node_builder(id, |node| {
        node.add_action(Action::Click);
        if !description.is_empty() {
            node.set_description(description);
        }
    });
    if response.gained_focus() && !selected {
        cx.view.selection.set_notes([note.id.clone()]);
    }
    if ui.input(|input| input.has_accesskit_action_request(id, Action::Click)) {
        note_editor::edit(cx.view, &note.id);
    }
}

/// Everything about a note but its text, as a sentence.
fn describe(cx: &Cx<'_>, note: &Note) -> String {
    let mut parts: Vec<String> = Vec::new();
    parts.extend(cx.map.quadrant(&note.quadrant).map(|quadrant| quadrant.title.clone()));
    parts.extend(note.evidence.map(|evidence| evidence.label().to_owned()));
    if !note.source.is_empty() {
        parts.push(note.source.clone());
    }
    let theme = note.theme.as_ref().and_then(|id| cx.map.theme(id));
    parts.extend(theme.map(|theme| format!("theme {}", theme.title)));
    parts.join(", ")
}
