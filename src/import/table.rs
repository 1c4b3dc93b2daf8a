//! Tables: a row a note, or a column a group.

mod cells;
mod fields;
mod guess;
mod rows;
mod values;

pub use fields::Field;

use super::preview::Reading;

/// How the notes of a table lie in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// A row is a note; what the columns say about it is in [`TableChoices::fields`].
    Long,
    /// A row has a note in each column that holds texts, and the header is the group of the column's notes.
    Wide,
}

/// How a table is read; a person may change all of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableChoices {
    /// The row that names the columns, counted from 0 among those of [`Table::rows`]. Those above are left out.
    pub header: Option<usize>,
    /// How the notes lie in it.
    pub shape: Shape,
    /// What each column says.
    pub fields: Vec<Field>,
}

/// A table as it stands in the file, without its empty rows.
#[derive(Clone, Debug)]
pub struct Table {
    rows: Vec<Row>,
    columns: usize,
    is_ours: bool,
    guess: TableChoices,
}

/// A row, without the empty cells at its end.
#[derive(Clone, Debug)]
pub(super) struct Row {
    line: u64,
    cells: Vec<String>,
}

impl Table {
    /// How many columns the longest row has.
    pub fn columns(&self) -> usize {
        self.columns
    }

    /// How many rows there are, with those above the notes.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there is no row at all.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The rows, for a person to look at.
    pub fn rows(&self) -> impl ExactSizeIterator<Item = &[String]> {
        self.rows.iter().map(|row| row.cells.as_slice())
    }

    /// What a column is called: its title in the header, or a letter as in a spreadsheet.
    pub fn column_name(&self, column: usize, choices: &TableChoices) -> String {
        let header = choices.header.and_then(|row| self.rows.get(row)).map_or("", |row| row.cell(column));
        if header.is_empty() { letters(column) } else { header.replace('\n', " ") }
    }

    /// How the table looks like it should be read.
    pub fn guess(&self) -> &TableChoices {
        &self.guess
    }

    pub(super) fn reading(&self, choices: &TableChoices) -> Reading {
        rows::read(self, choices)
    }
}

impl Row {
    fn cell(&self, column: usize) -> &str {
        self.cells.get(column).map_or("", String::as_str)
    }
}

/// A, B, …, Z, AA, …
fn letters(column: usize) -> String {
    let mut left = column + 1;
    let mut letters = Vec::new();
    while left > 0 {
        left -= 1;
        letters.push(char::from(b'A' + (left % 26) as u8));
        left /= 26;
    }
    letters.iter().rev().collect()
}

pub(super) fn read(text: &str, delimiter: u8) -> Result<Table, super::ImportError> {
    let rows = cells::rows(text, delimiter)?;
    let columns = rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
    let (guess, is_ours) = guess::guess(&rows, columns);
    Ok(Table { rows, columns, is_ours, guess })
}

pub(super) use cells::{likeliest_delimiter, sniff};
pub(super) use guess::looks_like_header;
