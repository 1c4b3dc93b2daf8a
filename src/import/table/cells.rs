//! A text becomes rows of cells.

use csv::{ReaderBuilder, StringRecord};

use super::Row;
use crate::import::{ImportError, decode};
use crate::model::limits;

/// Rows that are read: as many as a map has notes, and some above them.
const ROWS: usize = limits::NOTES + 100;
/// Cells that are read, with the empty ones: 50 for each note of the largest map.
const CELLS: usize = 50 * limits::NOTES;
/// Cells of a text that are worth asking the reader: as many as are kept, and empty ones at the ends of rows.
const CELLS_IN_TEXT: usize = 8 * CELLS;
/// What may stand between cells, the likeliest first.
const DELIMITERS: [u8; 3] = *b"\t;,";

/// Rows at the beginning that show how a table is written.
const SAMPLE_ROWS: usize = 50;

/// What stands between the cells of a text, if it looks like a table at all: most rows have as many cells as the others.
pub(in crate::import) fn sniff(text: &str) -> Option<u8> {
    let evenness = |delimiter: u8| {
        let widths = widths(text, delimiter);
        let count = |width: usize| widths.iter().filter(|other| **other == width).count();
        let width = widths.iter().copied().filter(|width| *width > 1).max_by_key(|width| (count(*width), *width))?;
        let share = count(width) * 100 / widths.len();
        (share >= 50).then_some((share, width))
    };
    // Of two that divide all rows alike, the one that makes more cells.
    let found = DELIMITERS.into_iter().filter_map(|delimiter| Some((evenness(delimiter)?, delimiter)));
    found.max_by_key(|(evenness, _)| *evenness).map(|(_, delimiter)| delimiter)
}

/// What stands between the cells of a text that is known to be a table: what makes the most of them.
pub(in crate::import) fn likeliest_delimiter(text: &str) -> u8 {
    let cells = |delimiter: &u8| widths(text, *delimiter).iter().sum::<usize>();
    sniff(text).or_else(|| DELIMITERS.into_iter().max_by_key(cells)).unwrap_or(b',')
}

fn widths(text: &str, delimiter: u8) -> Vec<usize> {
    records(text, delimiter).take(SAMPLE_ROWS).map(|(_, record)| record.len()).collect()
}

/// The rows that are not empty, with the line that each begins on.
pub(super) fn rows(text: &str, delimiter: u8) -> Result<Vec<Row>, ImportError> {
    let mut left = CELLS;
    count_cells(text, delimiter)?;
    let mut rows = Vec::new();
    for (line, record) in records(text, delimiter) {
        let mut cells: Vec<String> = record.iter().map(decode::clean).collect();
        let used = cells.iter().rposition(|cell| !cell.is_empty()).map_or(0, |last| last + 1);
        cells.truncate(used);
        cells.shrink_to_fit();
        if cells.is_empty() {
            continue;
        }
        if rows.len() == ROWS || cells.len() > left {
            return Err(too_large());
        }
        left -= cells.len();
        rows.push(Row { line, cells });
    }
    Ok(rows)
}

/// All rows, each with the line that it begins on.
fn records(text: &str, delimiter: u8) -> impl Iterator<Item = (u64, StringRecord)> {
    let mut reader =
        ReaderBuilder::new().has_headers(false).flexible(true).delimiter(delimiter).from_reader(text.as_bytes());
    let mut record = StringRecord::new();
    let (mut line, mut counted) = (1, 0);
    std::iter::from_fn(move || {
        // A flexible reader of bytes in memory that are UTF-8 has nothing to complain about.
        if !reader.read_record(&mut record).unwrap_or(false) {
            return None;
        }
        // The reader's own count is late by one where lines end with two characters.
        let begin = record.position().map_or(0, |at| at.byte() as usize).max(counted);
        let skipped = text.as_bytes()[begin..].iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
        line += line_breaks(&text.as_bytes()[counted..begin + skipped]);
        counted = begin + skipped;
        Some((line, record.clone()))
    })
}

fn line_breaks(bytes: &[u8]) -> u64 {
    let breaks = (0..bytes.len()).filter(|at| match bytes[*at] {
        b'\n' => true,
        b'\r' => bytes.get(at + 1) != Some(&b'\n'),
        _ => false,
    });
    breaks.count() as u64
}

/// Counts cells as the reader will, before it asks for their memory.
fn count_cells(text: &str, delimiter: u8) -> Result<(), ImportError> {
    let mut cells = 0;
    let mut at_start = true;
    let mut in_quotes = false;
    for &byte in text.as_bytes() {
        if byte == b'"' && (at_start || in_quotes) {
            in_quotes = !in_quotes;
            // A second quote right after one that ends a cell goes on with it.
            at_start = !in_quotes;
            continue;
        }
        at_start = !in_quotes && (byte == delimiter || byte == b'\n' || byte == b'\r');
        cells += usize::from(at_start && byte == delimiter);
        if cells > CELLS_IN_TEXT {
            return Err(too_large());
        }
    }
    Ok(())
}

fn too_large() -> ImportError {
    ImportError::new(format!(
        "The table has more than {ROWS} rows or {CELLS} cells, which no map can hold. Divide it and import the parts."
    ))
}
