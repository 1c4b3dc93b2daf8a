//! The commands that are about the canvas and its notes.

use eframe::egui;
use egui::Pos2;

use crate::app::state::{Find, Reveal, Surface};
use crate::app::{Command, Editor, Message, outline};
use crate::document::{Edit, NoteField, NoteMove};
use crate::model::{Evidence, ItemRef, Note, NoteId, QuadrantId};
use crate::scene::Hit;
use crate::session::PersonId;

use super::card::Card;
use super::clipboard::{self, Clipboard};
use super::paste_sheet::PasteSheet;
use super::{note_editor, suggested, tool};

/// Said where a command needs others in the session.
const NOBODY_HERE: &str = "Nobody else is here whose view can be shown. Share the map first.";

/// A step of the zoom.
const ZOOM_STEP: f32 = 1.25;

/// Does a command that is about the canvas and its notes; `false` where it is not.
pub fn perform(editor: &mut Editor, clipboard: &mut Clipboard, ctx: &egui::Context, command: Command) -> bool {
    match command {
        Command::NewNote => new_note(editor, ctx),
        Command::EditNote => edit_note(editor),
        Command::Delete => delete(editor),
        Command::SelectAll => {
            let all: Vec<NoteId> = editor.map().notes.iter().map(|note| note.id.clone()).collect();
            editor.view.selection.set_notes(all);
        }
        Command::Copy => _ = copy(editor, clipboard, ctx),
        Command::Cut => cut(editor, clipboard, ctx),
        Command::Duplicate => {
            let notes = selected_notes(editor);
            if notes.is_empty() {
                editor.outbox.say("Select notes first, then duplicate them.");
            } else {
                clipboard::add_copies(editor, &notes);
            }
        }
        Command::PasteLines => {
            if let Some(quadrant) = writing_quadrant(editor, ctx) {
                editor.view.canvas.pasting = Some(PasteSheet::new(String::new(), quadrant));
                ctx.send_viewport_cmd(egui::ViewportCommand::RequestPaste);
            }
        }
        Command::Tidy => tidy(editor),
        Command::SuggestThemes => suggested::toggle(editor, ctx),
        Command::Mark(evidence) => mark(editor, Some(evidence)),
        Command::Unmark => mark(editor, None),
        Command::FollowNext => follow_next(editor),
        Command::StopFollowing => editor.view.following = None,
        Command::BringEveryoneHere if editor.view.others.is_empty() => editor.outbox.say(NOBODY_HERE),
        Command::BringEveryoneHere => editor.outbox.push(Message::SummonHere),
        Command::Find => {
            editor.view.find.get_or_insert_with(Find::default);
            editor.view.canvas.find_begins = true;
        }
        Command::EditPersona => editor.view.canvas.card = Some(Card::persona()),
        Command::ZoomIn => editor.view.reveal = Some(Reveal::ZoomBy(ZOOM_STEP)),
        Command::ZoomOut => editor.view.reveal = Some(Reveal::ZoomBy(1.0 / ZOOM_STEP)),
        Command::ZoomFit => editor.view.reveal = Some(Reveal::Board),
        Command::ZoomFull => editor.view.reveal = Some(Reveal::FullSize),
        Command::ZoomSelection => {
            let notes: Vec<NoteId> = editor.view.selection.notes().cloned().collect();
            editor.view.reveal = Some(if notes.is_empty() { Reveal::Board } else { Reveal::FitNotes(notes) });
        }
        _ => return false,
    }
    ctx.request_repaint();
    true
}

/// Follows the next of the others who shows what they see, in the order in which they came.
fn follow_next(editor: &mut Editor) {
    let shown = editor.view.others.iter().filter(|person| person.presence.view.is_some()).map(|person| person.id);
    let shown: Vec<PersonId> = shown.collect();
    let now = editor.view.following.and_then(|followed| shown.iter().position(|person| *person == followed));
    match shown.get(now.map_or(0, |now| (now + 1) % shown.len())) {
        Some(person) => editor.outbox.push(Message::Follow(Some(*person))),
        None => editor.outbox.say(NOBODY_HERE),
    }
}

/// The selected notes, in document order.
fn selected_notes(editor: &Editor) -> Vec<Note> {
    let notes = editor.map().notes.iter().filter(|note| editor.view.selection.contains_note(&note.id));
    notes.cloned().collect()
}

/// Selects notes as soon as they are on the map.
pub fn select_added(editor: &mut Editor, notes: Vec<NoteId>) {
    editor.outbox.push(Message::Select(notes.iter().cloned().map(ItemRef::Note).collect()));
    editor.view.reveal = Some(Reveal::Notes(notes));
}

/// The quadrant that a new note belongs to: in the outline that of the cursor; on the board the one under the pointer, that of the selected note, or the one in the middle
/// of the view.
pub fn writing_quadrant(editor: &Editor, ctx: &egui::Context) -> Option<QuadrantId> {
    if editor.view.surface == Surface::Outline {
        return outline::writing_quadrant(editor);
    }
    let pointed = point_under_pointer(editor, ctx).and_then(|at| match editor.scene.hit(at) {
        Hit::Quadrant(index) | Hit::Heading(index) => Some(index),
        Hit::Note(index) => Some(editor.scene.notes[index].quadrant),
        Hit::Badge | Hit::Nothing => None,
    });
    if let Some(index) = pointed {
        return Some(editor.scene.quadrants[index].id.clone());
    }
    let selected = editor.view.selection.notes().next().and_then(|id| editor.map().note(id));
    if let Some(note) = selected {
        return Some(note.quadrant.clone());
    }
    let middle = editor
        .view
        .canvas_rect
        .map_or(Pos2::ZERO, |canvas| editor.view.camera.board_from_screen(canvas, canvas.center()));
    let (nearest, _) = editor.scene.drop_place(middle - egui::vec2(1.0, 1.0), egui::Vec2::ZERO);
    editor.scene.quadrants.get(nearest).map(|quadrant| quadrant.id.clone())
}

fn new_note(editor: &mut Editor, ctx: &egui::Context) {
    if let Some(at) = free_ground_under_pointer(editor, ctx) {
        note_editor::write_at(&mut editor.view, &editor.scene, at);
        return;
    }
    let Some(quadrant) = writing_quadrant(editor, ctx) else { return };
    let selected = editor.view.selection.notes().next().and_then(|id| editor.scene.index_of(id));
    let near = selected.map(|index| &editor.scene.notes[index]);
    let near = near.map(|note| tool::point_in(editor.scene.quadrants[note.quadrant].rect, note.rect.min));
    let places = editor.layout.free_places(editor.document.map(), &quadrant, &[""], near);
    if let Some(at) = places.first() {
        note_editor::write_in(&mut editor.view, quadrant, *at);
    }
}

/// The point of the board under the pointer.
fn point_under_pointer(editor: &Editor, ctx: &egui::Context) -> Option<Pos2> {
    let canvas = editor.view.canvas_rect?;
    let pos = ctx.input(|input| input.pointer.hover_pos()).filter(|&pos| canvas.contains(pos))?;
    let covered = ctx.layer_id_at(pos).is_some_and(|layer| layer.order != egui::Order::Background);
    (!covered).then(|| editor.view.camera.board_from_screen(canvas, pos))
}

/// The point of the board under the pointer, where nothing lies on it.
fn free_ground_under_pointer(editor: &Editor, ctx: &egui::Context) -> Option<Pos2> {
    point_under_pointer(editor, ctx).filter(|&at| matches!(editor.scene.hit(at), Hit::Quadrant(_)))
}

fn edit_note(editor: &mut Editor) {
    match editor.view.selection.single_note().cloned() {
        Some(note) => note_editor::edit(&mut editor.view, &note),
        None if editor.view.selection.is_empty() => editor.outbox.say("Select a note first, then edit it."),
        None => {}
    }
}

fn delete(editor: &mut Editor) {
    let items: Vec<ItemRef> = editor.view.selection.items().cloned().collect();
    if items.is_empty() {
        editor.outbox.say("Select something first, then delete it.");
        return;
    }
    editor.outbox.say(format!("{} deleted. Ctrl+Z brings {} back.", count_words(&items), them(items.len())));
    editor.outbox.edit(Edit::Delete(items));
}

fn copy(editor: &mut Editor, clipboard: &mut Clipboard, ctx: &egui::Context) -> bool {
    let notes = selected_notes(editor);
    if notes.is_empty() {
        editor.outbox.say("Select notes first, then copy them.");
        return false;
    }
    clipboard.copy(ctx, notes);
    true
}

fn cut(editor: &mut Editor, clipboard: &mut Clipboard, ctx: &egui::Context) {
    if copy(editor, clipboard, ctx) {
        let notes = editor.view.selection.notes().cloned().map(ItemRef::Note).collect();
        editor.outbox.edit(Edit::Delete(notes));
    }
}

fn mark(editor: &mut Editor, evidence: Option<Evidence>) {
    let notes: Vec<NoteId> = editor.view.selection.notes().cloned().collect();
    if notes.is_empty() {
        editor.outbox.say("Select notes first, then mark their evidence.");
    } else {
        editor.outbox.edit(Edit::SetNotes { notes, field: NoteField::Evidence(evidence) });
    }
}

/// Arranges the quadrants of the selected notes, or all.
fn tidy(editor: &mut Editor) {
    let map = editor.document.map();
    let selected = editor.view.selection.notes().filter_map(|id| map.note(id)).map(|note| note.quadrant.clone());
    let chosen: std::collections::BTreeSet<QuadrantId> = selected.collect();
    let all = map.quadrants.iter().map(|quadrant| quadrant.id.clone());
    let quadrants: Vec<QuadrantId> = all.filter(|id| chosen.is_empty() || chosen.contains(id)).collect();
    let mut moves = Vec::new();
    for quadrant in &quadrants {
        for (note, at) in editor.layout.tidy(map, quadrant) {
            if map.note(&note).is_none_or(|known| known.at != Some(at)) {
                moves.push(NoteMove { note, quadrant: quadrant.clone(), at: Some(at) });
            }
        }
    }
    if moves.is_empty() {
        editor.outbox.say("Everything is tidy already.");
    } else {
        editor.outbox.edit(Edit::MoveNotes(moves));
    }
}

/// How many items of which kind, such as "3 notes".
fn count_words(items: &[ItemRef]) -> String {
    let all_notes = items.iter().all(|item| matches!(item, ItemRef::Note(_)));
    match (items.len(), all_notes, &items[0]) {
        (1, _, ItemRef::Note(_)) => "1 note".into(),
        (1, _, ItemRef::Need(_)) => "1 need".into(),
        (1, _, ItemRef::Motivation(_)) => "1 motivation".into(),
        (1, _, ItemRef::Tension(_)) => "1 tension".into(),
        (1, _, ItemRef::Theme(_)) => "1 theme".into(),
        (1, _, ItemRef::Comment(_)) => "1 comment".into(),
        (count, true, _) => format!("{count} notes"),
        (count, false, _) => format!("{count} items"),
    }
}

fn them(count: usize) -> &'static str {
    if count == 1 { "it" } else { "them" }
}
