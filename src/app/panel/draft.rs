//! Fields that write only when they are left: what is typed stays in the window until Enter, Tab or a click elsewhere, and
//! then changes all selected notes in one undo step. Escape forgets it.

use eframe::egui;
use egui::{Id, Key, TextEdit};

use crate::app::{Cx, theme};
use crate::document::{Edit, NoteField};
use crate::model::{EmpathyMap, NeedId, NoteId};

use super::style::named;

/// What a field writes to when it is left.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Target {
    /// A text of notes.
    Notes(Vec<NoteId>, NoteText),
    /// A sign that a need is met, by its place in the list; the place after the last adds one.
    Sign(NeedId, usize),
}

/// A text of notes that is set as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum NoteText {
    /// Where they come from.
    Source,
    /// Who wrote them.
    Author,
    /// One more person they are about.
    AddWho,
    /// One more keyword.
    AddTag,
}

impl NoteText {
    fn field(self, text: String) -> NoteField {
        match self {
            Self::Source => NoteField::Source(text),
            Self::Author => NoteField::Author(text),
            Self::AddWho => NoteField::AddWho(text),
            Self::AddTag => NoteField::AddTag(text),
        }
    }

    fn adds(self) -> bool {
        matches!(self, Self::AddWho | Self::AddTag)
    }
}

/// A text that is being typed and not written yet.
pub struct Draft {
    id: Id,
    target: Target,
    before: String,
    text: String,
}

impl Draft {
    /// The change that the typed text stands for.
    fn edit(self, map: &EmpathyMap) -> Option<Edit> {
        let text = self.text.trim().to_owned();
        if text == self.before {
            return None;
        }
        match self.target {
            Target::Notes(notes, kind) => {
                let notes: Vec<_> = notes.into_iter().filter(|id| map.note(id).is_some()).collect();
                let says_nothing = notes.is_empty() || (kind.adds() && text.is_empty());
                (!says_nothing).then(|| Edit::SetNotes { notes, field: kind.field(text) })
            }
            Target::Sign(need, index) => {
                let mut signs = map.need(&need)?.met_when.clone();
                match signs.get_mut(index) {
                    Some(_) if text.is_empty() => {
                        signs.remove(index);
                    }
                    Some(sign) => *sign = text,
                    None => signs.push(text),
                }
                Some(Edit::SetMetWhen { need, signs })
            }
        }
    }
}

/// Writes or forgets what was typed into a field that has lost the keyboard since.
pub fn settle(ui: &egui::Ui, cx: &mut Cx<'_>) {
    let Some(draft) = &cx.view.panel.draft else { return };
    let focused = ui.memory(|memory| memory.has_focus(draft.id));
    let moved_on = match &draft.target {
        Target::Notes(notes, _) => !notes.iter().eq(cx.view.selection.notes()),
        Target::Sign(..) => false,
    };
    if ui.input(|input| input.key_pressed(Key::Escape)) {
        cx.view.panel.draft = None;
    } else if !focused || moved_on || !cx.view.panel_open {
        write(cx);
    }
}

fn write(cx: &mut Cx<'_>) {
    if let Some(edit) = cx.view.panel.draft.take().and_then(|draft| draft.edit(cx.map)) {
        cx.out.edit(edit);
    }
}

/// Shows a field of one line. `text` is what stands there now, `hint` what stands there when it is empty.
pub fn field(ui: &mut egui::Ui, cx: &mut Cx<'_>, target: Target, text: &str, name: &str, hint: &str) -> egui::Response {
    let id = match &target {
        Target::Notes(_, kind) => Id::unique(("panel draft", kind)),
        Target::Sign(..) => Id::unique(("panel draft", &target)),
    };
    let held = cx.view.panel.draft.as_ref().filter(|draft| draft.id == id && draft.target == target);
    let mut typed = held.map_or(text, |draft| &draft.text).to_owned();
    let edit = TextEdit::singleline(&mut typed).id(id).desired_width(f32::INFINITY).hint_text(hint);
    let edit = edit.font(theme::regular(13.0)).align(egui::Align2::LEFT_CENTER);
    let edit = edit.margin(egui::Margin::symmetric(8, 5)).interactive(cx.view.can_edit);
    let response = ui.add(edit);
    named(&response, name);
    if response.changed() {
        cx.view.panel.draft = Some(Draft { id, target: target.clone(), before: text.to_owned(), text: typed });
    }
    leave_by_escape(ui, &response);
    if response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter)) {
        write(cx);
        if matches!(target, Target::Notes(_, kind) if kind.adds()) {
            response.request_focus();
        }
    }
    response
}

/// Takes the Escape that left a field, so that it does nothing else, such as clearing the selection.
pub fn leave_by_escape(ui: &egui::Ui, field: &egui::Response) {
    if field.lost_focus() {
        ui.input_mut(|input| input.consume_key(egui::Modifiers::NONE, Key::Escape));
    }
}
