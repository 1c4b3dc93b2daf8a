//! What people bring along becomes notes, and nothing of it gets lost in silence.

mod adding;
mod boards;
mod carried;
mod command;
mod lines;
mod outlines;
mod random;
mod seeds;
mod tables;
mod texts;

use std::fs;
use std::path::Path;

use empathy_map::import::{self, Preview, Source};
use empathy_map::model::default_quadrants;

/// A file of `tests/samples/import`.
fn sample(name: &str) -> Source {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/samples/import").join(name);
    import::read(name, &fs::read(path).unwrap()).unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// What comes of a source onto the usual map when nobody changes the guess.
fn preview(source: &Source) -> Preview {
    source.preview(&source.guess(), &default_quadrants())
}

fn read(name: &str, text: &str) -> Preview {
    preview(&import::read(name, text.as_bytes()).unwrap_or_else(|error| panic!("{name}: {error}")))
}

fn refusal(name: &str, bytes: &[u8]) -> String {
    import::read(name, bytes).expect_err("it cannot be imported").to_string()
}

/// Each note as “quadrant: text”, with its theme in brackets.
fn notes(preview: &Preview) -> Vec<String> {
    let line = |new: &import::NewNote| match new.theme.as_str() {
        "" => format!("{}: {}", new.note.quadrant, new.note.text),
        theme => format!("{}: {} [{theme}]", new.note.quadrant, new.note.text),
    };
    preview.notes.iter().map(line).collect()
}

/// Everything left out as “place: text (reason)”.
fn left_out(preview: &Preview) -> Vec<String> {
    preview.left_out.iter().map(|one| format!("{}: {} ({})", one.place, one.text, one.reason)).collect()
}

/// Identifiers that count.
fn ids() -> impl FnMut() -> String {
    let mut count = 0;
    move || {
        count += 1;
        format!("id{count}")
    }
}
