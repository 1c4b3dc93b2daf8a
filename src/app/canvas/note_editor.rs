//! Writing on a note, in its place. A new note is a draft until its first letter; a note that is left empty goes away.

use std::collections::BTreeMap;
use std::sync::Arc;

use eframe::egui;
use egui::text::LayoutJob;
use egui::{
    Color32, EventFilter, FontId, Galley, Id, Key, KeyboardShortcut, Modifiers, Pos2, Rect, Response, TextEdit,
};
use egui::{TextFormat, UiBuilder, Vec2, vec2};

use crate::app::state::{NoteDraft, NoteEditing};
use crate::app::{Cx, Message, ViewState, clock, text_field};
use crate::document::{Edit, Step, TextTarget};
use crate::model::{EmpathyMap, ItemRef, Note, NoteId, Point, QuadrantId, Tone};
use crate::scene::metrics::{NOTE_LINE, NOTE_MIN_HEIGHT, NOTE_PADDING, NOTE_TEXT, NOTE_WIDTH};
use crate::scene::{Face, FontBook, Ink, Scene, Shape};

use super::{camera, tool, walk};

/// What a screen reader says for the editor of a note.
pub const NAME: &str = "Note text";

/// Begins to edit a note, where this person may.
pub fn edit(view: &mut ViewState, note: &NoteId) {
    if !view.can_edit {
        return;
    }
    view.editing = Some(NoteEditing { note: note.clone(), draft: None, select_all: false });
}

/// Begins a new note whose first letter will stand at a point of the board.
pub fn write_at(view: &mut ViewState, scene: &Scene, at: Pos2) {
    let corner = at - vec2(NOTE_PADDING, NOTE_PADDING + NOTE_LINE / 2.0);
    let (quadrant, at) = scene.drop_place(corner, vec2(NOTE_WIDTH, NOTE_MIN_HEIGHT));
    if let Some(quadrant) = scene.quadrants.get(quadrant) {
        write_in(view, quadrant.id.clone(), at);
    }
}

/// Begins a new note at a place in a quadrant, where this person may.
pub fn write_in(view: &mut ViewState, quadrant: QuadrantId, at: Point) {
    if !view.can_edit {
        return;
    }
    let id = clock::new_id(NoteId::from_parts);
    let note = Note { at: Some(at), author: view.author.clone(), ..Note::new(id, quadrant, "") };
    view.selection.clear();
    begin_draft(view, NoteDraft { note, height: NOTE_MIN_HEIGHT });
}

fn begin_draft(view: &mut ViewState, draft: NoteDraft) {
    view.editing = Some(NoteEditing { note: draft.note.id.clone(), draft: Some(Box::new(draft)), select_all: false });
}

/// Keeps what stood on a note that somebody else deleted while it was being written on: as a draft of a new note, which
/// comes onto the map with the next letter. `before` is the scene with the note. Whether there was such a note.
pub fn keep_deleted(view: &mut ViewState, map: &EmpathyMap, before: &Scene) -> bool {
    let Some(written) = view.canvas.writing.take() else { return false };
    let Some(placed) = before.index_of(&written.id).and_then(|index| before.notes.get(index)) else { return false };
    let at = before.quadrants.get(placed.quadrant).map(|quadrant| tool::point_in(quadrant.rect, placed.rect.min));
    let theme = written.theme.filter(|theme| map.theme(theme).is_some());
    let id = clock::new_id(NoteId::from_parts);
    let note = Note { id, at, theme, votes: BTreeMap::new(), ..written };
    view.canvas.writing = Some(note.clone());
    begin_draft(view, NoteDraft { note, height: placed.rect.height() });
    true
}

/// Ends the editing of a note; one without text goes away.
pub fn finish(cx: &mut Cx<'_>) {
    let Some(editing) = cx.view.editing.take() else { return };
    let typed = cx.view.typing.take().is_some_and(|typing| typing.is_in(&TextTarget::Note(editing.note.clone())));
    if cx.map.note(&editing.note).is_some_and(|note| note.text.trim().is_empty()) {
        let edits = vec![Edit::Delete(vec![ItemRef::Note(editing.note)])];
        // Whoever empties a note and leaves takes one step, and one step back brings note and text back.
        cx.out.push(Message::Edit { edits, step: if typed { Step::Continue } else { Step::Begin } });
    }
}

/// Whether the note that is being edited covers a place on the screen.
pub fn covers(cx: &Cx<'_>, canvas: Rect, pos: Pos2) -> bool {
    let sheet = cx.view.editing.as_ref().and_then(|editing| Sheet::of(editing, cx.scene));
    sheet.is_some_and(|sheet| cx.view.camera.screen_rect(canvas, sheet.rect).contains(pos))
}

/// The paper that is being written on, on the board.
pub struct Sheet {
    /// All of it.
    pub rect: Rect,
    /// Where the text stands.
    pub text_rect: Rect,
    /// Its colour.
    pub tone: Tone,
    /// The first line's baseline, from the top of the text.
    baseline: Option<f32>,
}

impl Sheet {
    /// The paper of a note or of a draft; `None` when it is gone.
    pub fn of(editing: &NoteEditing, scene: &Scene) -> Option<Self> {
        if let Some(note) = scene.index_of(&editing.note).and_then(|index| scene.notes.get(index)) {
            let text_rect = note.text_rect.translate(note.rect.min.to_vec2());
            let tone = scene.quadrants.get(note.quadrant)?.tone;
            let baseline = note.picture.shapes.iter().find_map(|shape| match shape {
                Shape::Text(line) if line.size == NOTE_TEXT => Some(line.origin.y - note.text_rect.min.y),
                _ => None,
            });
            return Some(Self { rect: note.rect, text_rect, tone, baseline });
        }
        let draft = editing.draft.as_ref()?;
        let quadrant = scene.quadrants.iter().find(|quadrant| quadrant.id == draft.note.quadrant)?;
        let at = draft.note.at.unwrap_or_default();
        let corner = quadrant.rect.min + vec2(at.x as f32, at.y as f32);
        let rect = Rect::from_min_size(corner, vec2(NOTE_WIDTH, draft.height));
        Some(Self { rect, text_rect: rect.shrink(NOTE_PADDING), tone: quadrant.tone, baseline: None })
    }
}

/// Shows the editor over the note that is being edited.
pub fn show(ui: &mut egui::Ui, cx: &mut Cx<'_>, canvas: &Response) {
    let Some(editing) = cx.view.editing.clone() else {
        rest(cx.view);
        return;
    };
    let Some(sheet) = Sheet::of(&editing, cx.scene).filter(|_| cx.view.can_edit) else {
        cx.view.editing = None;
        return;
    };
    let id = canvas.id.with("note text");
    let Some(note) = note_of(cx.map, &editing) else { return };
    let begins = keep_up(ui, cx, &editing, note, id);
    if begins {
        camera::come_near(cx.view, canvas.rect, sheet.rect);
    }
    let leaving = if begins { None } else { Leaving::by_key(ui) };
    // Also when it is left: letters may have come with the key that leaves.
    let has_focus = write(ui, cx, canvas.rect, &editing, &note.text, &sheet, id);
    if let Some(leaving) = leaving {
        leave(ui, cx, canvas, &editing, leaving);
    } else if begins {
        // After the widget: the click that opened it counts as a click elsewhere, which takes the keyboard away.
        ui.memory_mut(|memory| memory.request_focus(id));
    } else if !has_focus {
        finish(cx);
    }
}

/// The note that is being edited, on the map or as a draft.
pub fn note_of<'n>(map: &'n EmpathyMap, editing: &'n NoteEditing) -> Option<&'n Note> {
    map.note(&editing.note).or(editing.draft.as_ref().map(|draft| &draft.note))
}

/// Remembers what stands on the note that is being edited, selects it, and says whether its editor `id` is shown for the
/// first time: then the text cursor is at its end.
pub fn keep_up(ui: &egui::Ui, cx: &mut Cx<'_>, editing: &NoteEditing, note: &Note, id: Id) -> bool {
    let begins = cx.view.canvas.writing.as_ref().is_none_or(|known| known.id != note.id);
    if cx.view.canvas.writing.as_ref() != Some(note) {
        cx.view.canvas.writing = Some(note.clone());
    }
    if begins {
        text_field::begin_anew(ui, id);
        let length = note.text.chars().count();
        place_cursor(ui, id, if editing.select_all { 0 } else { length }, length);
    }
    if editing.draft.is_none() && cx.view.selection.single_note() != Some(&editing.note) {
        cx.view.selection.set_notes([editing.note.clone()]);
    }
    begins
}

/// Takes in that no note is being edited.
pub fn rest(view: &mut ViewState) {
    view.canvas.writing = None;
}

/// How a key ends the editing.
#[derive(Clone, Copy)]
enum Leaving {
    /// Enter and Escape: the canvas has the keyboard.
    Done,
    /// Tab: the next note is edited.
    Forth,
    /// Shift+Tab: the note before is edited.
    Back,
}

impl Leaving {
    /// Takes the key out of the input, so that the editor does not see it.
    fn by_key(ui: &egui::Ui) -> Option<Self> {
        ui.input_mut(|input| {
            let enter = take_plain_enter(input);
            let escape = input.consume_key(Modifiers::NONE, Key::Escape);
            let back = input.consume_key(Modifiers::SHIFT, Key::Tab);
            let forth = input.consume_key(Modifiers::NONE, Key::Tab);
            let done = (enter || escape).then_some(Self::Done);
            done.or(back.then_some(Self::Back)).or(forth.then_some(Self::Forth))
        })
    }
}

fn leave(ui: &egui::Ui, cx: &mut Cx<'_>, canvas: &Response, editing: &NoteEditing, leaving: Leaving) {
    finish(cx);
    let next = match leaving {
        Leaving::Done => None,
        Leaving::Forth => walk::next_in_order(cx.scene, Some(&editing.note), true),
        Leaving::Back => walk::next_in_order(cx.scene, Some(&editing.note), false),
    };
    match next {
        Some(note) => edit(cx.view, &note),
        None => canvas.request_focus(),
    }
    ui.ctx().request_repaint();
}

/// Whether Enter was pressed alone. Shift+Enter, which breaks the line, `consume_key` would take for Enter.
pub fn take_plain_enter(input: &mut egui::InputState) -> bool {
    let before = input.events.len();
    input.events.retain(
        |event| !matches!(event, egui::Event::Key { key: Key::Enter, pressed: true, modifiers, .. } if modifiers.is_none()),
    );
    input.events.len() < before
}

/// Puts the text cursor of an editor at a place, or selects from there to another.
pub fn place_cursor(ui: &egui::Ui, id: Id, from: usize, to: usize) {
    let mut state = egui::text_edit::TextEditState::default();
    let range = egui::text::CCursorRange::two(egui::text::CCursor::new(from), egui::text::CCursor::new(to));
    state.cursor.set_char_range(Some(range));
    state.store(ui.ctx(), id);
}

/// Shows the text and takes in what is typed. Whether the editor has the keyboard.
fn write(
    ui: &mut egui::Ui,
    cx: &mut Cx<'_>,
    canvas: Rect,
    editing: &NoteEditing,
    text: &str,
    sheet: &Sheet,
    id: Id,
) -> bool {
    let zoom = cx.view.camera.zoom;
    let color = cx.look.palette.color(Ink::Text);
    let mut layouter =
        |ui: &egui::Ui, text: &dyn egui::TextBuffer, width: f32| lay_out(ui, text.as_str(), width, zoom, color);
    let probe = lay_out(ui, "x", f32::INFINITY, zoom, color);
    let ready = probe.rows.first().and_then(|row| row.glyphs.first().map(|glyph| row.pos.y + glyph.pos.y));
    let baseline = sheet.baseline.or_else(|| usual_baseline(cx.scene));
    let shift = baseline.zip(ready).map_or(0.0, |(wish, is)| wish * zoom - is);
    let area = cx.view.camera.screen_rect(canvas, sheet.text_rect).translate(Vec2::new(0.0, shift));

    let mut child = ui.new_child(UiBuilder::new().max_rect(area).id_salt("note editor"));
    child.set_clip_rect(canvas);
    let (output, change) = text_field::edit(&mut child, id, text, NAME, |ui, text| {
        TextEdit::multiline(text)
            .id(id)
            .frame(egui::Frame::NONE)
            .margin(egui::Margin::ZERO)
            .desired_width(area.width())
            .desired_rows(1)
            .layouter(&mut layouter)
            .return_key(KeyboardShortcut::new(Modifiers::SHIFT, Key::Enter))
            .event_filter(EventFilter { tab: true, horizontal_arrows: true, vertical_arrows: true, escape: true })
            .show(ui)
    });
    if let Some(change) = change {
        typed(ui, cx, editing, change);
    }
    output.response.response.has_focus()
}

/// Puts what was typed on a note into the outbox; the first letter of a draft adds it.
pub fn typed(ui: &egui::Ui, cx: &mut Cx<'_>, editing: &NoteEditing, change: text_field::Change) {
    let target = TextTarget::Note(editing.note.clone());
    let now = ui.input(|input| input.time);
    let Some(draft) = &editing.draft else {
        text_field::typed(cx, target, change, now);
        return;
    };
    let note = Note { text: change.after, created: clock::now_rfc3339(), ..draft.note.clone() };
    cx.out.edit(Edit::AddNotes(vec![note]));
    cx.view.typing = Some(text_field::Typing::new(target, now));
    cx.view.editing = Some(NoteEditing { draft: None, select_all: false, ..editing.clone() });
}

fn lay_out(ui: &egui::Ui, text: &str, width: f32, zoom: f32, color: Color32) -> Arc<Galley> {
    let format = TextFormat {
        font_id: FontId::new(NOTE_TEXT * zoom, FontBook::family(Face::Regular)),
        line_height: Some(NOTE_LINE * zoom),
        color,
        ..TextFormat::default()
    };
    let mut job = LayoutJob::single_section(text.to_owned(), format);
    job.wrap.max_width = width;
    job.keep_trailing_whitespace = true;
    ui.fonts_mut(|fonts| fonts.layout_job(job))
}

/// Where other notes have their first baseline.
fn usual_baseline(scene: &Scene) -> Option<f32> {
    scene.notes.iter().find_map(|note| {
        note.picture.shapes.iter().find_map(|shape| match shape {
            Shape::Text(line) if line.size == NOTE_TEXT => Some(line.origin.y - note.text_rect.min.y),
            _ => None,
        })
    })
}
