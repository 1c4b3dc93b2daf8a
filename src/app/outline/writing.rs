//! Writing in a row, in its place: Enter and Escape finish it, Tab goes on to what follows the outline.

use eframe::egui;
use egui::{Color32, EventFilter, Id, Key, KeyboardShortcut, Modifiers, Rect, Stroke, StrokeKind, TextEdit, UiBuilder};

use crate::app::canvas::note_editor;
use crate::app::theme::metrics;
use crate::app::{Cx, text_field};
use crate::document::TextTarget;
use crate::model::NoteId;
use crate::scene::Ink;

use super::rows::Place;
use super::{OutlineState, cursor, look, words};

/// Space between the text and the frame around its editor.
const MARGIN: f32 = 2.0;

impl OutlineState {
    /// Begins to write a text that is not that of a note, in the row of the cursor.
    pub(super) fn write(&mut self, target: TextTarget) {
        self.writing = Some(target);
        self.writing_begun = false;
        self.reveals_cursor = true;
    }

    /// Ends what is being written, where it is not a note.
    pub(super) fn stop_writing(&mut self) {
        self.writing = None;
    }
}

/// The row in which a note is being written: that of the cursor where it shows this note, else its own.
fn host(cx: &Cx<'_>, note: &NoteId) -> Place {
    match cx.view.outline.cursor() {
        Some(place @ Place::Evidence(_, id)) if id == note => place.clone(),
        _ => Place::Note(note.clone()),
    }
}

/// Whether a row is being written in.
pub fn is_at(cx: &Cx<'_>, place: &Place) -> bool {
    match &cx.view.editing {
        Some(editing) => place.note() == Some(&editing.note) && *place == host(cx, &editing.note),
        None => cx.view.outline.writing.is_some() && cx.view.outline.cursor() == Some(place),
    }
}

/// Keeps the cursor on the note that is being written.
pub fn stay_in_sight(cx: &mut Cx<'_>) {
    let Some(editing) = &cx.view.editing else {
        note_editor::rest(cx.view);
        return;
    };
    let host = host(cx, &editing.note);
    if cx.view.outline.cursor() != Some(&host) {
        cursor::reveal(cx, host);
    }
}

/// Shows the editor in the row that is being written in. `area` is where the text stands.
pub fn show(ui: &mut egui::Ui, cx: &mut Cx<'_>, place: &Place, area: Rect) {
    if !cx.view.can_edit {
        cx.view.editing = None;
        cx.view.outline.stop_writing();
        return;
    }
    frame(ui, cx, area);
    let builder = UiBuilder::new().scope_id(super::id().with("editor")).max_rect(area);
    let mut ui = ui.new_child(builder.accessibility_parent(super::row_id(place)));
    if cx.view.editing.is_some() {
        note(&mut ui, cx, place);
    } else if let Some(target) = cx.view.outline.writing.clone() {
        text(&mut ui, cx, place, &target);
    }
}

fn frame(ui: &egui::Ui, cx: &Cx<'_>, area: Rect) {
    let paper = area.expand2(egui::vec2(MARGIN + 4.0, MARGIN));
    let (fill, line) = (cx.look.palette.color(Ink::Surface), cx.look.palette.color(Ink::Accent));
    ui.painter().rect(paper, metrics::RADIUS, fill, Stroke::new(1.5, line), StrokeKind::Inside);
}

fn note(ui: &mut egui::Ui, cx: &mut Cx<'_>, place: &Place) {
    let Some(editing) = cx.view.editing.clone() else { return };
    let Some(note) = note_editor::note_of(cx.map, &editing) else { return };
    let id = field_id();
    let begins = note_editor::keep_up(ui, cx, &editing, note, id);
    let done = !begins && is_done(ui);
    let keys = Some(KeyboardShortcut::new(Modifiers::SHIFT, Key::Enter));
    let (has_focus, change) = field(ui, cx, place, id, &note.text, note_editor::NAME, keys);
    if let Some(change) = change {
        note_editor::typed(ui, cx, &editing, change);
    }
    if begins {
        ui.memory_mut(|memory| memory.request_focus(id));
    } else if done || !has_focus {
        note_editor::finish(cx);
        cx.view.outline.takes_keyboard = done;
        ui.ctx().request_repaint();
    }
}

fn text(ui: &mut egui::Ui, cx: &mut Cx<'_>, place: &Place, target: &TextTarget) {
    let id = field_id();
    let Some(text) = target.read(cx.map) else { return cx.view.outline.stop_writing() };
    let begins = !std::mem::replace(&mut cx.view.outline.writing_begun, true);
    if begins {
        text_field::begin_anew(ui, id);
        let end = text.chars().count();
        note_editor::place_cursor(ui, id, end, end);
    }
    let done = !begins && is_done(ui);
    let (has_focus, change) = field(ui, cx, place, id, text, words::field_name(target), None);
    if let Some(change) = change {
        text_field::typed(cx, target.clone(), change, ui.input(|input| input.time));
    }
    if begins {
        ui.memory_mut(|memory| memory.request_focus(id));
    } else if done || !has_focus {
        cx.view.outline.stop_writing();
        cx.view.outline.takes_keyboard = done;
        ui.ctx().request_repaint();
    }
}

fn field_id() -> Id {
    super::id().with("text")
}

/// Takes the key that finishes out of the input, so that the editor does not see it.
fn is_done(ui: &egui::Ui) -> bool {
    ui.input_mut(|input| {
        let enter = note_editor::take_plain_enter(input);
        input.consume_key(Modifiers::NONE, Key::Escape) || enter
    })
}

/// The editor itself: whether it has the keyboard, and what was typed. `line_break` are the keys that break a line.
fn field(
    ui: &mut egui::Ui,
    cx: &Cx<'_>,
    place: &Place,
    id: Id,
    text: &str,
    name: &str,
    line_break: Option<KeyboardShortcut>,
) -> (bool, Option<text_field::Change>) {
    let width = ui.available_width();
    let color: Color32 = cx.look.palette.color(Ink::Text);
    let (output, change) = text_field::edit(ui, id, text, name, |ui, text| {
        TextEdit::multiline(text)
            .id(id)
            .frame(egui::Frame::NONE)
            .margin(egui::Margin::ZERO)
            .font(look::font(place))
            .text_color(color)
            .desired_width(width)
            .desired_rows(1)
            .return_key(line_break)
            .event_filter(EventFilter { tab: false, horizontal_arrows: true, vertical_arrows: true, escape: true })
            .show(ui)
    });
    (output.response.response.has_focus(), change)
}
