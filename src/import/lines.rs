//! Plain text: a line a note, under lines that name a quadrant.

use super::preview::{LeftOut, Piece, Reading};
use super::{decode, words};

/// What stands before an item of a list.
const BULLETS: &[char] = &['-', '*', '+', '•', '‣', '◦', '▪', '–', '—', '·'];

pub(super) fn read(text: &str) -> Reading {
    let mut reading = Reading::default();
    // The title above, where it stands, and whether a note stood under it.
    let mut title: Option<(String, String)> = None;
    let mut notes_below = 0;
    for (index, line) in text.lines().enumerate() {
        let line = decode::clean(line);
        let place = format!("line {}", index + 1);
        if line.is_empty() {
            continue;
        }
        if is_rule(&line) {
            reading.left_out.push(LeftOut::new(place, line, "A line drawn to divide"));
            continue;
        }
        let item = without_bullet(&line);
        let note = match heading(item) {
            Some((found, rest)) => {
                leave_out_empty(&mut reading, title.take(), notes_below);
                title = Some((found.to_owned(), place.clone()));
                notes_below = 0;
                rest
            }
            None => item,
        };
        if !note.is_empty() {
            let mut piece = Piece::new(note, place);
            piece.path.extend(title.as_ref().map(|(title, _)| title.clone()));
            reading.pieces.push(piece);
            notes_below += 1;
        }
    }
    leave_out_empty(&mut reading, title, notes_below);
    reading
}

fn leave_out_empty(reading: &mut Reading, title: Option<(String, String)>, notes_below: usize) {
    if let Some((title, place)) = title
        && notes_below == 0
    {
        reading.left_out.push(LeftOut::new(place, title, "A title with no note below"));
    }
}

/// Whether a line is only drawn, as `-----` is.
fn is_rule(line: &str) -> bool {
    line.chars().all(|c| BULLETS.contains(&c) || matches!(c, '=' | '_' | '~' | '#'))
}

/// A title with a colon behind it, and what follows on the same line.
fn heading(line: &str) -> Option<(&str, &str)> {
    // Longer lines that end with a colon are notes that somebody did not finish.
    const LONGEST: usize = 40;
    let (title, rest) = line.split_once([':', '：'])?;
    let (title, rest) = (title.trim(), rest.trim());
    let is_title = words::is_quadrant_title(title) || rest.is_empty() && title.chars().count() <= LONGEST;
    (is_title && !title.is_empty()).then_some((title, rest))
}

/// The line without the sign or the number of a list.
fn without_bullet(line: &str) -> &str {
    let rest = line.strip_prefix(BULLETS).or_else(|| {
        let digits = line.trim_start_matches(|c: char| c.is_ascii_digit());
        if digits.len() == line.len() { None } else { digits.strip_prefix(['.', ')']) }
    });
    match rest {
        Some(rest) if rest.starts_with(char::is_whitespace) && !rest.trim().is_empty() => rest.trim_start(),
        _ => line,
    }
}
