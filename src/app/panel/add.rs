//! Commands about the summary: what they add begins with the selected notes, and its text is ready to be typed.

use crate::app::{Command, Editor, clock};
use crate::document::{Edit, NeedField, NoteField, TextTarget};
use crate::model::{ItemRef, Motivation, MotivationId, Need, NeedId, NoteId, Tension, TensionId, Theme, ThemeId};

use super::field;

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

/// Adds something and gives the keyboard to its text.
fn add(editor: &mut Editor, edit: Edit, item: ItemRef, text: &TextTarget) {
    editor.outbox.edit(edit);
    editor.view.panel_open = true;
    editor.view.panel.editing = Some(item);
    editor.view.focus_request = Some(field::id(text));
}

fn add_need(editor: &mut Editor) {
    let id = clock::new_id(NeedId::from_parts);
    let need = Need { supports: selected(editor), ..Need::new(id.clone(), "") };
    let text = TextTarget::Need(id.clone(), NeedField::Statement);
    add(editor, Edit::AddNeed(Box::new(need)), ItemRef::Need(id), &text);
}

fn add_motivation(editor: &mut Editor) {
    let id = clock::new_id(MotivationId::from_parts);
    let motivation = Motivation { supports: selected(editor), ..Motivation::new(id.clone(), "") };
    let text = TextTarget::Motivation(id.clone());
    add(editor, Edit::AddMotivation(motivation), ItemRef::Motivation(id), &text);
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
    let text = TextTarget::Tension(id.clone());
    add(editor, Edit::AddTension(tension), ItemRef::Tension(id), &text);
}

fn group(editor: &mut Editor) {
    let notes = selected(editor);
    if notes.is_empty() {
        editor.outbox.say("Select the notes that belong together, then group them as a theme.");
        return;
    }
    let id = clock::new_id(ThemeId::from_parts);
    let theme = Theme { id: id.clone(), title: String::new(), extra: Default::default() };
    let text = TextTarget::Theme(id.clone());
    add(editor, Edit::AddTheme { theme, notes }, ItemRef::Theme(id), &text);
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
