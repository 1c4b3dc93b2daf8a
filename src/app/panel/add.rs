//! Commands about the summary: what they add begins with the selected notes, and waits for its text to be typed.

use crate::app::{Command, Editor, clock};
use crate::document::{Edit, NoteField, TextTarget};
use crate::file::Depth;
use crate::model::{ItemRef, Motivation, MotivationId, Need, NeedId, NoteId, Tension, TensionId, Theme, ThemeId};

use super::fresh::{self, Fresh};
use super::{depth, field};

/// Does a command that is about needs, motivations, tensions and themes; `false` where it is not.
pub fn perform(editor: &mut Editor, command: Command) -> bool {
    match command {
        Command::AddNeed => add_need(editor),
        Command::AddMotivation => add_motivation(editor),
        Command::AddTension => add_tension(editor),
        Command::Group => group(editor),
        Command::Ungroup => ungroup(editor),
        Command::TogglePanel => editor.view.panel_open = !editor.view.panel_open,
        _ => return false,
    }
    true
}

/// The selected notes as they are read: quadrant by quadrant, from top to bottom.
fn selected(editor: &Editor) -> Vec<NoteId> {
    let order = editor.scene.reading_order();
    let ids = order.into_iter().filter_map(|index| editor.scene.notes.get(index)).map(|note| &note.id);
    ids.filter(|id| editor.view.selection.contains_note(id)).cloned().collect()
}

fn add_need(editor: &mut Editor) {
    let need = Need { supports: selected(editor), ..Need::new(clock::new_id(NeedId::from_parts), "") };
    fresh::begin(&mut editor.view, Fresh::Need(Box::new(need)));
}

fn add_motivation(editor: &mut Editor) {
    let id = clock::new_id(MotivationId::from_parts);
    let motivation = Motivation { supports: selected(editor), ..Motivation::new(id, "") };
    depth::reach(&mut editor.view, &mut editor.outbox, Depth::Team);
    fresh::begin(&mut editor.view, Fresh::Motivation(motivation));
}

fn add_tension(editor: &mut Editor) {
    let mut notes = selected(editor);
    if notes.len() < 2 {
        editor.outbox.say("A tension needs two notes or more that contradict each other. Select them first.");
        return;
    }
    let but = notes.split_off(1);
    let id = clock::new_id(TensionId::from_parts);
    let tension = Tension { id: id.clone(), this: notes, but, insight: String::new(), extra: Default::default() };
    editor.outbox.edit(Edit::AddTension(tension));
    depth::reach(&mut editor.view, &mut editor.outbox, Depth::Research);
    editor.view.panel_open = true;
    editor.view.panel.fresh = None;
    editor.view.focus_request = Some(field::id(&TextTarget::Tension(id.clone())));
    editor.view.panel.editing = Some(ItemRef::Tension(id));
}

fn group(editor: &mut Editor) {
    let notes = selected(editor);
    if notes.is_empty() {
        editor.outbox.say("Select the notes that belong together, then group them as a theme.");
        return;
    }
    let id = clock::new_id(ThemeId::from_parts);
    let theme = Theme { id, title: String::new(), extra: Default::default() };
    fresh::begin(&mut editor.view, Fresh::Theme(theme, notes));
}

fn ungroup(editor: &mut Editor) {
    let map = editor.document.map();
    let in_theme = |id: &NoteId| map.note(id).is_some_and(|note| note.theme.is_some());
    let notes: Vec<_> = selected(editor).into_iter().filter(in_theme).collect();
    if notes.is_empty() {
        editor.outbox.say("None of the selected notes is in a theme.");
    } else {
        editor.outbox.edit(Edit::SetNotes { notes, field: NoteField::Theme(None) });
    }
}
