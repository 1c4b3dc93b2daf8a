//! Copying notes with everything on them, and pasting: the same notes again, or a note for each line of any text.

use std::collections::BTreeMap;

use eframe::egui;

use crate::app::{Editor, clock};
use crate::document::Edit;
use crate::model::{Note, NoteId, Point, QuadrantId};

use super::commands::{select_added, writing_quadrant};
use super::paste_sheet::PasteSheet;

/// Copied notes, with everything on them.
#[derive(Default)]
pub struct Clipboard {
    /// What other programs get: a line for each note.
    text: String,
    notes: Vec<Note>,
}

impl Clipboard {
    /// Keeps these notes, and gives their text to the system's clipboard.
    pub fn copy(&mut self, ctx: &egui::Context, notes: Vec<Note>) {
        let lines: Vec<String> = notes.iter().map(|note| lines(&note.text).join(" ")).collect();
        self.text = lines.join("\n");
        self.notes = notes;
        ctx.copy_text(self.text.clone());
    }

    /// The notes that were copied as this text.
    fn notes_of(&self, text: &str) -> Option<&[Note]> {
        let same = !self.notes.is_empty() && text.replace("\r\n", "\n").trim_end() == self.text.trim_end();
        same.then_some(self.notes.as_slice())
    }
}

/// The lines of a text that are not empty, without the space around them.
pub fn lines(text: &str) -> Vec<&str> {
    text.lines().map(str::trim).filter(|line| !line.is_empty()).collect()
}

/// Puts pasted lines on the map, or the notes that were copied as this text. Several lines are shown first.
pub fn paste(editor: &mut Editor, clipboard: &Clipboard, ctx: &egui::Context, text: &str) {
    if let Some(quadrant) = editor.view.canvas.paste_into.take() {
        add_lines(editor, &quadrant, &lines(text));
        return;
    }
    if let Some(notes) = clipboard.notes_of(text) {
        add_copies(editor, notes);
        return;
    }
    let found = lines(text);
    let quadrant = writing_quadrant(editor, ctx);
    match (found.as_slice(), quadrant) {
        ([], _) | (_, None) => editor.outbox.say("There is no text to paste."),
        ([_], Some(quadrant)) => add_lines(editor, &quadrant, &found),
        (_, Some(quadrant)) => editor.view.canvas.pasting = Some(PasteSheet::new(text.to_owned(), quadrant)),
    }
}

fn add_lines(editor: &mut Editor, quadrant: &QuadrantId, lines: &[&str]) {
    let places = editor.layout.free_places(editor.document.map(), quadrant, lines, None);
    let created = clock::now_rfc3339();
    let notes = lines.iter().zip(places).map(|(line, at)| Note {
        at: Some(at),
        author: editor.view.author.clone(),
        created: created.clone(),
        ..Note::new(clock::new_id(NoteId::from_parts), quadrant.clone(), *line)
    });
    add(editor, notes.collect());
}

/// Adds copies of notes at free places near the originals, with everything that this map can hold.
pub fn add_copies(editor: &mut Editor, originals: &[Note]) {
    let map = editor.document.map();
    let fallback = map.quadrants.first().map(|quadrant| quadrant.id.clone());
    let mut copies: Vec<Note> = Vec::with_capacity(originals.len());
    for original in originals {
        let known = map.quadrant(&original.quadrant).map(|quadrant| quadrant.id.clone());
        let Some(quadrant) = known.or(fallback.clone()) else { return };
        let theme = original.theme.clone().filter(|theme| map.theme(theme).is_some());
        copies.push(Note { id: clock::new_id(NoteId::from_parts), quadrant, theme, ..original.clone() });
    }
    let mut by_quadrant: BTreeMap<QuadrantId, Vec<usize>> = BTreeMap::new();
    for (index, copy) in copies.iter().enumerate() {
        by_quadrant.entry(copy.quadrant.clone()).or_default().push(index);
    }
    for (quadrant, members) in by_quadrant {
        let near = members.first().and_then(|&first| place_of(editor, &originals[first], &quadrant));
        let texts: Vec<&str> = members.iter().map(|&index| originals[index].text.as_str()).collect();
        let places = editor.layout.free_places(editor.document.map(), &quadrant, &texts, near);
        for (index, at) in members.into_iter().zip(places) {
            copies[index].at = Some(at);
        }
    }
    add(editor, copies);
}

/// Where the original lies now, or where it lay when it was copied.
fn place_of(editor: &Editor, original: &Note, quadrant: &QuadrantId) -> Option<Point> {
    let placed = editor.scene.index_of(&original.id).map(|index| &editor.scene.notes[index]);
    let here = placed.filter(|note| editor.scene.quadrants[note.quadrant].id == *quadrant);
    here.map(|note| super::tool::point_in(editor.scene.quadrants[note.quadrant].rect, note.rect.min)).or(original.at)
}

fn add(editor: &mut Editor, notes: Vec<Note>) {
    let ids = notes.iter().map(|note| note.id.clone()).collect();
    editor.outbox.edit(Edit::AddNotes(notes));
    select_added(editor, ids);
}
