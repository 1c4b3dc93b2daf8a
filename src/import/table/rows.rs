//! The rows of a table become notes.

use std::borrow::Cow;
use std::collections::BTreeSet;

use super::{Field, Row, Shape, Table, TableChoices, values};
use crate::cell::{split, unguarded};
use crate::import::decode;
use crate::import::once::{put, set};
use crate::import::preview::{LeftOut, Piece, Reading};
use crate::import::quadrants::Naming;
use crate::model::{Point, is_id};

/// What divides several words in one cell of a foreign table.
const BETWEEN: &[char] = &[',', ';', '|', '\n'];

pub(super) fn read(table: &Table, choices: &TableChoices) -> Reading {
    let mut reading = Reading::default();
    let header = choices.header.filter(|row| *row < table.rows.len());
    for row in &table.rows[..header.unwrap_or(0)] {
        reading.left_out.push(LeftOut::new(
            row.place(),
            row.cells.join(" "),
            "It stands above the titles of the columns",
        ));
    }
    let mut reader = RowReader {
        table,
        choices,
        names: (0..table.columns).map(|column| table.column_name(column, choices)).collect(),
        map_ids: BTreeSet::new(),
        reading: &mut reading,
    };
    let first = header.map_or(0, |row| row + 1);
    for row in &table.rows[first..] {
        reader.row(row);
    }
    reader.unused(first);
    let map_ids = reader.map_ids;
    // Rows of several maps make a new one.
    if map_ids.len() == 1 {
        reading.map_id = map_ids.into_iter().collect();
    }
    if choices.shape == Shape::Long {
        let titles = reading.pieces.iter().filter_map(|piece| piece.path.first());
        reading.quadrants = Naming::column(titles.map(String::as_str), table.is_ours);
    }
    reading
}

impl Row {
    fn place(&self) -> String {
        format!("line {}", self.line)
    }
}

struct RowReader<'t> {
    table: &'t Table,
    choices: &'t TableChoices,
    names: Vec<String>,
    map_ids: BTreeSet<String>,
    reading: &'t mut Reading,
}

impl RowReader<'_> {
    fn field(&self, column: usize) -> Field {
        self.choices.fields.get(column).copied().unwrap_or(Field::Ignore)
    }

    /// The columns of a field whose cells are not empty.
    fn cells<'r>(&self, row: &'r Row, field: Field) -> Vec<(usize, &'r str)> {
        let cells =
            row.cells.iter().enumerate().filter(|(column, cell)| self.field(*column) == field && !cell.is_empty());
        cells.map(|(column, cell)| (column, cell.as_str())).collect()
    }

    fn row(&mut self, row: &Row) {
        let texts = self.cells(row, Field::Text);
        let base = self.about(row);
        if texts.is_empty() {
            let said: Vec<&str> = row.cells.iter().map(String::as_str).filter(|cell| !cell.is_empty()).collect();
            self.reading.left_out.push(LeftOut::new(row.place(), said.join(" "), "The row has no text of a note"));
            return;
        }
        for (column, text) in texts {
            let mut piece = base.clone();
            piece.note.note.text = self.text(text).into_owned();
            if self.choices.shape == Shape::Wide {
                piece.path.insert(0, self.names[column].clone());
                piece.note.place = format!("{}, column “{}”", row.place(), self.names[column]);
            }
            self.reading.pieces.push(piece);
        }
    }

    /// A note with everything but its text.
    fn about(&mut self, row: &Row) -> Piece {
        let mut piece = Piece::new("", row.place());
        let (mut x, mut y) = (None, None);
        for (column, cell) in row.cells.iter().enumerate() {
            let field = self.field(column);
            if cell.is_empty() || matches!(field, Field::Text | Field::Ignore) {
                continue;
            }
            let cell: &str = &self.text(cell);
            let note = &mut piece.note.note;
            let is_understood = match field {
                Field::Text | Field::Ignore => true,
                Field::Quadrant => {
                    piece.path.push(cell.to_owned());
                    true
                }
                Field::Theme => set(&mut piece.note.theme, cell),
                Field::Source => set(&mut note.source, cell),
                Field::Author => set(&mut note.author, cell),
                Field::Who => add(&mut note.who, self.words(cell)),
                Field::Tags => add(&mut note.tags, self.words(cell)),
                Field::Needs => add(&mut piece.note.needs, self.words(cell)),
                Field::Evidence => put(&mut note.evidence, values::evidence(cell)),
                Field::Feeling => put(&mut note.feeling, values::feeling(cell)),
                Field::Votes => match values::votes(cell) {
                    Some(0) => true,
                    Some(count) => note.votes.insert(ROOM.into(), count).is_none(),
                    None => false,
                },
                Field::Created if self.table.is_ours => set(&mut note.created, cell),
                Field::Created => values::created(cell).is_some_and(|time| set(&mut note.created, &time)),
                Field::X => put(&mut x, values::coordinate(cell)),
                Field::Y => put(&mut y, values::coordinate(cell)),
                Field::NoteId => {
                    note.id = if is_id(cell) { cell.into() } else { note.id.clone() };
                    is_id(cell)
                }
                Field::MapId => is_id(cell) && (self.map_ids.contains(cell) || self.map_ids.insert(cell.to_owned())),
            };
            if !is_understood {
                let place = format!("{}, column “{}”", row.place(), self.names[column]);
                let reason = format!("“{}” cannot be that", field.label());
                self.reading.left_out.push(LeftOut::new(place, cell, reason));
            }
        }
        let at = x.zip(y).map(|(x, y)| Point { x, y });
        if self.table.is_ours {
            piece.note.note.at = at
        } else {
            piece.middle = at
        }
        piece
    }

    /// What a cell says, without the signs that kept a spreadsheet from computing it.
    fn text<'c>(&self, cell: &'c str) -> Cow<'c, str> {
        if self.table.is_ours { decode::clean(&unguarded(cell)).into() } else { cell.into() }
    }

    /// The words of a cell that holds several.
    fn words(&self, cell: &str) -> Vec<String> {
        if self.table.is_ours { split(cell) } else { values::list(cell, BETWEEN) }
    }

    /// Names the columns that are not used.
    fn unused(&mut self, first: usize) {
        for column in 0..self.table.columns {
            let cells = self.table.rows[first..].iter().filter(|row| !row.cell(column).is_empty()).count();
            if self.field(column) == Field::Ignore && cells > 0 {
                let cells = if cells == 1 { "1 cell".to_owned() } else { format!("{cells} cells") };
                let reason = format!("The column is not used: {cells}");
                self.reading.left_out.push(LeftOut::new(format!("column “{}”", self.names[column]), "", reason));
            }
        }
    }
}

/// The voter for hands that were counted.
const ROOM: &str = "room";

fn add(list: &mut Vec<String>, words: Vec<String>) -> bool {
    for word in words {
        if !list.contains(&word) {
            list.push(word);
        }
    }
    true
}
