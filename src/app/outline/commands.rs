//! The commands that mean something of their own in the outline.

use eframe::egui;

use crate::app::canvas::{self, Gesture, VIEW_ONLY, note_editor};
use crate::app::shell::needs_selection;
use crate::app::state::{Reveal, Selection, Surface};
use crate::app::{Command, Editor};
use crate::document::{Edit, LinkSet, NoteField, NoteMove};
use crate::model::{ItemRef, Note, NoteId, QuadrantId, ThemeId};

use super::move_sheet::MoveSheet;
use super::rows::Place;
use super::words::{self, Reader, notes_label};

/// Said where somebody zooms without a board.
const NO_ZOOM: &str = "Zooming is for the board. Ctrl+Shift+plus makes everything larger.";

/// Where notes can be put.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Home {
    /// In this quadrant.
    Quadrant(QuadrantId),
    /// In this theme.
    Theme(ThemeId),
    /// In no theme.
    NoTheme,
}

/// Does a command that is about the outline, or that means something else there than on the board; `false` where it is not.
pub fn perform(editor: &mut Editor, ctx: &egui::Context, command: Command) -> bool {
    if let Command::Show(surface) = command {
        show(editor, ctx, surface);
        return true;
    }
    let in_outline = editor.view.surface == Surface::Outline;
    if in_outline && needs_selection(command) {
        select_cursor(editor);
    }
    match command {
        Command::MoveTo => move_to(editor),
        _ if !in_outline => return false,
        Command::NewNote => new_note(editor),
        Command::EditNote => edit(editor),
        Command::Delete => return detach(editor),
        Command::EditPersona => {
            editor.view.outline.set_cursor(Place::Persona);
            edit(editor);
        }
        Command::ZoomIn | Command::ZoomOut | Command::ZoomFit | Command::ZoomFull | Command::ZoomSelection => {
            editor.outbox.say(NO_ZOOM)
        }
        _ => return false,
    }
    ctx.request_repaint();
    true
}

/// Shows the map in another way, with the same selection.
fn show(editor: &mut Editor, ctx: &egui::Context, surface: Surface) {
    let view = &mut editor.view;
    view.surface = surface;
    view.gesture = Gesture::Idle;
    view.outline.drag = None;
    view.outline.stop_writing();
    match surface {
        Surface::Board => {
            let notes: Vec<NoteId> = view.selection.notes().cloned().collect();
            if !notes.is_empty() && view.reveal.is_none() {
                view.reveal = Some(Reveal::Notes(notes));
            }
            ctx.memory_mut(|memory| memory.request_focus(canvas::id()));
        }
        Surface::Outline => {
            view.outline.known_selection = Selection::default();
            view.outline.reveals_cursor = true;
            view.outline.takes_keyboard = true;
        }
        Surface::Summary => {}
    }
    ctx.request_repaint();
}

/// Where nothing is selected, what the cursor stands on is meant.
fn select_cursor(editor: &mut Editor) {
    let view = &mut editor.view;
    if view.selection.is_empty() {
        view.selection.set(view.outline.cursor().and_then(Place::item));
    }
}

fn reader(editor: &Editor) -> Reader<'_> {
    Reader { map: editor.document.map(), scene: &editor.scene, draft: None, judged: None }
}

/// The quadrant and theme that the cursor stands in.
fn home(editor: &Editor) -> (Option<QuadrantId>, Option<ThemeId>) {
    let reader = reader(editor);
    match editor.view.outline.cursor() {
        Some(Place::Quadrant(quadrant)) => (Some(quadrant.clone()), None),
        Some(Place::Theme(quadrant, theme)) => (Some(quadrant.clone()), Some(theme.clone())),
        Some(Place::Note(id)) => {
            let note = reader.note(id);
            (note.map(|note| note.quadrant.clone()), note.and_then(|note| note.theme.clone()))
        }
        Some(Place::Evidence(_, id)) => (reader.note(id).map(|note| note.quadrant.clone()), None),
        _ => (None, None),
    }
}

/// The quadrant that new notes belong to: the one that the cursor is in, else the first.
pub fn writing_quadrant(editor: &Editor) -> Option<QuadrantId> {
    home(editor).0.or_else(|| editor.map().quadrants.first().map(|quadrant| quadrant.id.clone()))
}

fn new_note(editor: &mut Editor) {
    let (_, theme) = home(editor);
    let Some(quadrant) = writing_quadrant(editor) else { return };
    let near = editor.view.outline.cursor().and_then(Place::note).and_then(|id| editor.scene.index_of(id));
    let near = near.map(|index| &editor.scene.notes[index]);
    let near = near.filter(|note| editor.scene.quadrants[note.quadrant].id == quadrant);
    let near = near.map(|note| canvas::tool::point_in(editor.scene.quadrants[note.quadrant].rect, note.rect.min));
    let places = editor.layout.free_places(editor.document.map(), &quadrant, &[""], near);
    let Some(at) = places.first() else { return };
    note_editor::write_in(&mut editor.view, quadrant, *at);
    if let Some(draft) = editor.view.editing.as_mut().and_then(|editing| editing.draft.as_mut()) {
        draft.note.theme = theme;
    }
    editor.view.outline.stop_writing();
    editor.view.outline.written_from = editor.view.outline.cursor.clone();
}

/// Edits what the cursor stands on, in its place.
fn edit(editor: &mut Editor) {
    let Some(place) = editor.view.outline.cursor().cloned() else { return };
    match (&place, words::target(&place)) {
        (Place::Note(id) | Place::Evidence(_, id), _) => note_editor::edit(&mut editor.view, id),
        (_, Some(target)) if editor.view.can_edit => editor.view.outline.write(target),
        (_, Some(_)) => {}
        (_, None) => editor.view.outline.toggle_fold(&place),
    }
}

/// Takes the notes of evidence rows off what they stand behind; whether the cursor stands on such a row.
fn detach(editor: &mut Editor) -> bool {
    let Some(Place::Evidence(set, note)) = editor.view.outline.cursor().cloned() else { return false };
    let listed = editor.view.outline.rows().iter().filter_map(|row| match &row.place {
        Place::Evidence(other, id) if *other == set => Some(id),
        _ => None,
    });
    let selected = listed.filter(|id| **id == note || editor.view.selection.contains_note(id));
    let notes: Vec<NoteId> = selected.cloned().collect();
    let (what, stay) = (notes_label(notes.len()), if notes.len() == 1 { "It stays" } else { "They stay" });
    editor.outbox.say(format!("{what} detached. {stay} on the map. Ctrl+Z attaches again."));
    editor.outbox.edit(Edit::Unlink { set, notes });
    true
}

fn move_to(editor: &mut Editor) {
    let notes: Vec<NoteId> = editor.view.selection.notes().cloned().collect();
    if notes.is_empty() {
        editor.outbox.say("Select notes first, then move them.");
    } else {
        editor.view.outline.moving = Some(MoveSheet::new(notes));
    }
}

/// Puts notes into a quadrant, a theme or both, in one step.
pub fn put(editor: &mut Editor, notes: &[NoteId], homes: &[Home]) {
    if !editor.view.can_edit {
        return editor.outbox.say(VIEW_ONLY);
    }
    let notes: Vec<NoteId> = notes.iter().filter(|id| editor.scene.index_of(id).is_some()).cloned().collect();
    let edits: Vec<Edit> = homes.iter().filter_map(|home| edit_for(editor, &notes, home)).collect();
    if !edits.is_empty() {
        cursor_stays(editor);
        editor.outbox.edits(edits);
    }
}

/// The cursor's row may move far away: it is shown there.
fn cursor_stays(editor: &mut Editor) {
    let place = editor.view.outline.cursor().cloned();
    place.into_iter().for_each(|place| editor.view.outline.set_cursor(place));
}

/// The change that puts notes somewhere; `None` where they are there.
fn edit_for(editor: &mut Editor, notes: &[NoteId], home: &Home) -> Option<Edit> {
    let map = editor.document.map();
    let others = |is_there: &dyn Fn(&Note) -> bool| -> Vec<&Note> {
        let known = notes.iter().filter_map(|id| editor.scene.index_of(id)).filter_map(|index| map.notes.get(index));
        known.filter(|note| !is_there(note)).collect()
    };
    let set_theme = |notes: Vec<&Note>, theme: Option<ThemeId>| Edit::SetNotes {
        notes: notes.into_iter().map(|note| note.id.clone()).collect(),
        field: NoteField::Theme(theme),
    };
    match home {
        Home::Quadrant(quadrant) => {
            let moved = others(&|note| note.quadrant == *quadrant);
            let texts: Vec<&str> = moved.iter().map(|note| note.text.as_str()).collect();
            let places = editor.layout.free_places(map, quadrant, &texts, None);
            let to =
                |(note, at): (&&Note, _)| NoteMove { note: note.id.clone(), quadrant: quadrant.clone(), at: Some(at) };
            let moves: Vec<NoteMove> = moved.iter().zip(places).map(to).collect();
            (!moves.is_empty()).then_some(Edit::MoveNotes(moves))
        }
        Home::Theme(theme) => {
            let moved = others(&|note| note.theme.as_ref() == Some(theme));
            (!moved.is_empty()).then(|| set_theme(moved, Some(theme.clone())))
        }
        Home::NoTheme => {
            let moved = others(&|note| note.theme.is_none());
            (!moved.is_empty()).then(|| set_theme(moved, None))
        }
    }
}

/// What a list of notes stands behind.
pub fn item_of(set: &LinkSet) -> ItemRef {
    match set {
        LinkSet::NeedSupports(id) | LinkSet::NeedContradicts(id) => ItemRef::Need(id.clone()),
        LinkSet::MotivationSupports(id) | LinkSet::MotivationContradicts(id) => ItemRef::Motivation(id.clone()),
        LinkSet::TensionThis(id) | LinkSet::TensionBut(id) => ItemRef::Tension(id.clone()),
    }
}
