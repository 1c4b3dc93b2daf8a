//! What others have in their hands: outlines around what they selected, the note that they write on, notes on their way.

use std::collections::HashMap;

use eframe::egui;
use egui::{Color32, Rect, Stroke, Vec2, vec2};

use crate::app::Cx;
use crate::model::{ItemRef, NoteId};
use crate::scene::PlacedNote;
use crate::scene::metrics::NOTE_RADIUS;
use crate::session::Person;
use crate::session::limits::PRESENCE_ITEMS;

use super::super::paint::{BoardPainter, Manner};
use super::{color, line_color, point, tag, tag_height};

/// Width of an outline, in points.
const LINE: f32 = 2.0;
/// Space between a note and its first outline, and from each outline to the next.
const GAP: f32 = 2.0;
/// Outlines in one frame at most: more cannot be told apart.
const MOST_OUTLINES: usize = 600;
/// Opacity of a note on its way under somebody else's pointer.
const ON_ITS_WAY: f32 = 0.75;

/// Outlines that were painted in this frame, so that those of several people lie around each other.
#[derive(Default)]
struct Rings<'a> {
    around: HashMap<&'a NoteId, u8>,
    count: usize,
}

/// Paints what each of the others has in their hands.
pub fn paint(board: &mut BoardPainter<'_>, cx: &Cx<'_>) {
    // Far out, where notes are specks, cursors alone tell who is where.
    if !board.shows_notes() {
        return;
    }
    let mut rings = Rings::default();
    for person in &cx.view.others {
        held(board, cx, person, &mut rings);
    }
    for person in &cx.view.others {
        on_their_way(board, cx, person);
    }
}

fn held<'a>(board: &BoardPainter<'_>, cx: &'a Cx<'_>, person: &'a Person, rings: &mut Rings<'a>) {
    let presence = &person.presence;
    let dragged = presence.drag.as_ref().map_or(&[][..], |drag| &drag.notes);
    let selected = presence.selection.iter().filter_map(|item| match item {
        ItemRef::Note(id) => Some(id),
        _ => None,
    });
    let selected: Vec<&NoteId> =
        selected.filter(|id| presence.editing.as_ref() != Some(id) && !dragged.contains(id)).collect();
    for id in presence.editing.iter().chain(selected.iter().copied()).take(PRESENCE_ITEMS) {
        let Some(note) = placed(cx, id).filter(|note| note.rect.intersects(board.visible())) else { continue };
        let Some(gap) = rings.next_gap(cx, id) else { return };
        board.outline(note.rect, NOTE_RADIUS, gap, Stroke::new(LINE, line_color(person, board.palette)));
        if presence.editing.as_ref() == Some(id) {
            label(board, note.rect, gap, &format!("{} is writing", person.name), color(person));
        } else if selected.len() == 1 {
            label(board, note.rect, gap, &person.name, color(person));
        }
    }
}

impl<'a> Rings<'a> {
    /// The space to leave for the rings that are there already, mine among them; `None` when there are too many in all.
    fn next_gap(&mut self, cx: &Cx<'_>, id: &'a NoteId) -> Option<f32> {
        self.count += 1;
        let mine = u8::from(cx.view.selection.contains_note(id));
        let level = self.around.entry(id).or_insert(mine);
        let gap = GAP + f32::from(*level) * (GAP + LINE);
        *level = level.saturating_add(1).min(8);
        (self.count <= MOST_OUTLINES).then_some(gap)
    }
}

fn placed<'a>(cx: &'a Cx<'_>, id: &NoteId) -> Option<&'a PlacedNote> {
    cx.scene.index_of(id).and_then(|index| cx.scene.notes.get(index))
}

/// A tag that sits on the upper left corner of a note.
fn label(board: &BoardPainter<'_>, note: Rect, gap: f32, words: &str, color: Color32) {
    let corner = board.screen_rect(note).left_top();
    tag(board, corner - vec2(gap, gap + LINE + tag_height(&board.painter)), words, color);
}

fn on_their_way(board: &mut BoardPainter<'_>, cx: &Cx<'_>, person: &Person) {
    let Some(drag) = &person.presence.drag else { return };
    let Some(by) = point(drag.by).map(|by| by.to_vec2()) else { return };
    // In step with the cursor that carries them.
    let by: Vec2 = by + cx.view.canvas.others.cursors.lag(person.id);
    let visible = board.visible();
    for note in drag.notes.iter().take(PRESENCE_ITEMS).filter_map(|id| placed(cx, id)) {
        let rect = note.rect.translate(by);
        if rect.intersects(visible) {
            board.picture(&note.picture, rect.min, Manner { opacity: ON_ITS_WAY, ..Manner::default() });
            board.outline(rect, NOTE_RADIUS, GAP, Stroke::new(LINE, line_color(person, board.palette)));
        }
    }
}
