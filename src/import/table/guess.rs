//! How a table looks like it should be read.

use super::{Field, Row, Shape, TableChoices};
use crate::import::words;

/// Rows at the beginning among which the header is looked for.
const HEADER_ROWS: usize = 10;
/// Characters of the longest title that a column is believed to have.
const TITLE_CHARS: usize = 60;

/// The likeliest way to read these rows, and whether this program wrote them.
pub(super) fn guess(rows: &[Row], columns: usize) -> (TableChoices, bool) {
    if let Some((header, fields)) = ours(rows, columns) {
        return (TableChoices { header: Some(header), shape: Shape::Long, fields }, true);
    }
    (foreign(rows, columns), false)
}

/// The header that this program writes, with the columns that somebody added.
fn ours(rows: &[Row], columns: usize) -> Option<(usize, Vec<Field>)> {
    let header = rows.iter().take(HEADER_ROWS).position(|row| {
        let has = |field: Field| row.cells.iter().any(|cell| Some(cell.as_str()) == field.key());
        [Field::MapId, Field::NoteId, Field::Quadrant, Field::Text].into_iter().all(has)
    })?;
    let mut fields = vec![Field::Ignore; columns];
    for field in Field::ALL.into_iter().filter(|field| field.key().is_some()) {
        if let Some(column) = rows[header].cells.iter().position(|cell| Some(cell.as_str()) == field.key()) {
            fields[column] = field;
        }
    }
    Some((header, fields))
}

fn foreign(rows: &[Row], columns: usize) -> TableChoices {
    let header = header(rows);
    let titles: Vec<&str> = (0..columns).map(|column| header.map_or("", |row| rows[row].cell(column))).collect();
    let below = &rows[header.map_or(0, |row| row + 1)..];
    let mut fields = named(&titles);
    let quadrants = titles.iter().filter(|title| words::is_quadrant_title(title)).count();
    if quadrants >= 2 {
        // Columns that nobody knows hold notes as well, so that nothing gets lost.
        for (field, title) in fields.iter_mut().zip(&titles) {
            if words::is_quadrant_title(title) || !title.is_empty() && *field == Field::Ignore {
                *field = Field::Text;
            }
        }
        return TableChoices { header, shape: Shape::Wide, fields };
    }
    if fields.contains(&Field::Text) {
        return TableChoices { header, shape: Shape::Long, fields };
    }
    if let Some(column) = (0..columns).find(|column| holds_quadrants(below, *column)) {
        fields[column] = Field::Quadrant;
        if let Some(text) = longest(below, &fields) {
            fields[text] = Field::Text;
        }
        return TableChoices { header, shape: Shape::Long, fields };
    }
    // A board with a column for each of its lists: short titles above, none of them known.
    let first = rows.first().map_or(&[][..], |row| row.cells.as_slice());
    if header.is_none() && first.len() >= 2 && rows.len() >= 2 && first.iter().all(|cell| is_short(cell)) {
        let mut fields = vec![Field::Ignore; columns];
        fields[..first.len()].fill(Field::Text);
        return TableChoices { header: Some(0), shape: Shape::Wide, fields };
    }
    if let Some(text) = longest(below, &fields) {
        fields[text] = Field::Text;
    }
    TableChoices { header, shape: Shape::Long, fields }
}

/// The row among the first whose cells are most like titles of columns.
fn header(rows: &[Row]) -> Option<usize> {
    let titles = |row: &Row| row.cells.iter().filter(|cell| is_title(cell)).count();
    let counts = rows.iter().take(HEADER_ROWS).map(titles).enumerate();
    // Of two alike, the upper one.
    let (best, count) = counts.rev().max_by_key(|(_, count)| *count)?;
    if count >= 2 {
        return Some(best);
    }
    // A single title proves something only above all others, in a row of short texts: elsewhere it may be a note.
    let first = &rows.first()?.cells;
    let is_header = first.iter().any(|cell| Field::named(cell).is_some())
        || first.len() == 1 && first.iter().any(|cell| words::is_quadrant_title(cell));
    (is_header && rows.len() > 1 && first.iter().all(|cell| is_short(cell))).then_some(0)
}

/// Whether a text is as short as titles are.
fn is_short(cell: &str) -> bool {
    !cell.is_empty() && cell.chars().count() <= TITLE_CHARS && !cell.contains('\n')
}

fn is_title(cell: &str) -> bool {
    Field::named(cell).is_some() || words::is_quadrant_title(cell)
}

/// Whether a line of cells names columns that are known.
pub(in crate::import) fn looks_like_header<'c>(cells: impl Iterator<Item = &'c str>) -> bool {
    cells.filter(|cell| is_title(cell.trim())).count() >= 2
}

/// What each title says; of several columns with the same field, the best title gets it.
fn named(titles: &[&str]) -> Vec<Field> {
    let mut fields = vec![Field::Ignore; titles.len()];
    for wanted in Field::ALL {
        let ranks = titles.iter().enumerate().filter_map(|(column, title)| {
            let (field, rank) = Field::named(title)?;
            (field == wanted).then_some((rank, column))
        });
        if let Some((_, column)) = ranks.min() {
            fields[column] = wanted;
        }
    }
    fields
}

/// Whether most cells of a column are titles of quadrants.
fn holds_quadrants(rows: &[Row], column: usize) -> bool {
    let cells = || rows.iter().map(|row| row.cell(column)).filter(|cell| !cell.is_empty());
    let (all, known) = (cells().count(), cells().filter(|cell| words::is_quadrant_title(cell)).count());
    known >= 2 && known * 10 >= all * 6
}

/// The unused column with the longest texts.
fn longest(rows: &[Row], fields: &[Field]) -> Option<usize> {
    let free = (0..fields.len()).filter(|column| fields[*column] == Field::Ignore);
    // Of two alike, the left one.
    free.rev().max_by_key(|column| rows.iter().map(|row| row.cell(*column).len()).sum::<usize>())
}
