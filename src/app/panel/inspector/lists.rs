//! People and keywords of the selected notes, as chips.

use eframe::egui;
use egui::vec2;

use crate::app::Cx;
use crate::document::NoteField;
use crate::model::Note;
use crate::scene::Ink;

use super::super::chip::{Chip, Sign};
use super::super::draft::{self, NoteText, Target};
use super::super::style::color;
use super::shared::union;
use super::{ids, set};

/// The people that the notes are about, by their pseudonyms.
pub fn who(ui: &mut egui::Ui, cx: &mut Cx<'_>, notes: &[&Note]) {
    chips(ui, cx, notes, |note| &note.who, NoteField::RemoveWho);
    let target = Target::Notes(ids(notes), NoteText::AddWho);
    draft::field(ui, cx, target, "", "Add a person", "Add a pseudonym, such as P3");
}

/// The notes' keywords.
pub fn tags(ui: &mut egui::Ui, cx: &mut Cx<'_>, notes: &[&Note]) {
    chips(ui, cx, notes, |note| &note.tags, NoteField::RemoveTag);
    let target = Target::Notes(ids(notes), NoteText::AddTag);
    draft::field(ui, cx, target, "", "Add a tag", "Add a tag");
}

/// A chip for each word, which a click removes from all notes. Words that only some notes have say so.
fn chips<'n>(
    ui: &mut egui::Ui,
    cx: &mut Cx<'_>,
    notes: &[&'n Note],
    list: impl Fn(&'n Note) -> &'n [String],
    remove: impl Fn(String) -> NoteField,
) {
    let words = union(notes, list);
    if words.is_empty() {
        return;
    }
    ui.spacing_mut().interact_size.y = 22.0;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(6.0, 5.0);
        for (word, number) in words {
            let is_shared = number == notes.len();
            let text = if is_shared { word.to_owned() } else { format!("{word}  {number} of {}", notes.len()) };
            let name = format!("Remove {word}");
            let chip = Chip {
                marks: &[],
                sign: Sign::Bare,
                text: &text,
                fill: color(cx, if is_shared { Ink::AccentSoft } else { Ink::Page }),
                ink: color(cx, if is_shared { Ink::Text } else { Ink::Muted }),
                name: &name,
                removable: true,
            };
            if chip.show(ui, cx).on_hover_text(name.as_str()).clicked() {
                set(cx, notes, remove(word.to_owned()));
            }
        }
    });
}
