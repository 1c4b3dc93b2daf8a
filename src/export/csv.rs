//! A table with a row for each note, for spreadsheets and statistics.
//!
//! UTF-8 with a byte order mark, without which Excel guesses another encoding; commas, quotation marks and line ends as in
//! RFC 4180. Quadrants, themes and needs stand by what they are called, so that a table can be sorted and read. Texts are
//! made inert by [`crate::cell`]; numbers are written by this program and begin no formula, so that -2 stays a number.

use std::collections::HashMap;
use std::io;

use csv::{Terminator, WriterBuilder};

use crate::cell::{guarded, joined};
use crate::model::{EmpathyMap, NoteId, Quadrant, QuadrantId, ThemeId};

/// The titles of the columns.
pub const COLUMNS: [&str; 16] = [
    "map_id", "note_id", "quadrant", "text", "evidence", "source", "who", "theme", "feeling", "tags", "votes", "needs",
    "author", "created", "x", "y",
];

const BYTE_ORDER_MARK: &str = "\u{feff}";

/// Writes the notes of `map`, in document order.
///
/// # Errors
/// When `out` fails.
pub fn write(map: &EmpathyMap, out: &mut dyn io::Write) -> io::Result<()> {
    out.write_all(BYTE_ORDER_MARK.as_bytes())?;
    let mut table = WriterBuilder::new().terminator(Terminator::CRLF).from_writer(out);
    table.write_record(COLUMNS)?;
    let map_id = map.id.as_ref().map_or("", |id| id.as_str());
    let quadrants = quadrant_names(&map.quadrants);
    let themes: HashMap<&ThemeId, &str> = map.themes.iter().map(|theme| (&theme.id, theme.title.as_str())).collect();
    let needs = needs_of_notes(map);
    for note in &map.notes {
        let theme = note.theme.as_ref().and_then(|theme| themes.get(theme)).copied().unwrap_or_default();
        let needs = needs.get(&note.id).map(Vec::as_slice).unwrap_or_default();
        let votes = note.vote_total();
        table.write_record([
            guarded(map_id),
            guarded(note.id.as_str()),
            guarded(quadrants.get(&note.quadrant).copied().unwrap_or_default()),
            guarded(&note.text),
            note.evidence.map(|evidence| evidence.key().to_owned()).unwrap_or_default(),
            guarded(&note.source),
            guarded(&joined(&note.who)),
            guarded(theme),
            note.feeling.map(|feeling| feeling.step().to_string()).unwrap_or_default(),
            guarded(&joined(&note.tags)),
            if votes > 0 { votes.to_string() } else { String::new() },
            guarded(&joined(needs)),
            guarded(&note.author),
            guarded(&note.created),
            note.at.map(|at| at.x.to_string()).unwrap_or_default(),
            note.at.map(|at| at.y.to_string()).unwrap_or_default(),
        ])?;
    }
    table.flush()
}

/// What each quadrant is called: its title, or its identifier where that would not tell which one it is.
fn quadrant_names(quadrants: &[Quadrant]) -> HashMap<&QuadrantId, &str> {
    let is_clear = |title: &str| {
        !title.trim().is_empty() && quadrants.iter().filter(|other| other.title.trim() == title.trim()).count() == 1
    };
    let named = quadrants.iter().map(|quadrant| {
        let name = if is_clear(&quadrant.title) { quadrant.title.as_str() } else { quadrant.id.as_str() };
        (&quadrant.id, name)
    });
    named.collect()
}

/// What needs each note speaks for.
fn needs_of_notes(map: &EmpathyMap) -> HashMap<&NoteId, Vec<&str>> {
    let mut needs: HashMap<&NoteId, Vec<&str>> = HashMap::new();
    for need in &map.needs {
        for note in &need.supports {
            needs.entry(note).or_default().push(&need.statement);
        }
    }
    needs
}
