//! What kind of file it is.

use super::{ImportError, table};

/// A kind of file that can be imported.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A table as text, CSV or TSV.
    Table {
        /// What stands between its cells.
        delimiter: u8,
    },
    /// Plain text, a line a note.
    Lines,
}

impl Kind {
    /// The words in the window, in sentence case.
    pub fn label(self) -> &'static str {
        match self {
            Self::Table { delimiter: b'\t' } => "Table with tabs (TSV)",
            Self::Table { .. } => "Table (CSV)",
            Self::Lines => "Plain lines",
        }
    }
}

/// The kind of a text, by what it says first and by the name of its file second.
pub(super) fn recognise(name: &str, text: &str) -> Result<Kind, ImportError> {
    let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_lowercase()).unwrap_or_default();
    let delimiter = table::sniff(text);
    Ok(match (ending.as_str(), delimiter) {
        ("csv", delimiter) => Kind::Table { delimiter: delimiter.unwrap_or(b',') },
        ("tsv" | "tab", delimiter) => Kind::Table { delimiter: delimiter.unwrap_or(b'\t') },
        (_, Some(delimiter)) if is_table(text, delimiter) => Kind::Table { delimiter },
        _ => Kind::Lines,
    })
}

/// Whether a text under any name is a table: its first lines have a header that is known.
fn is_table(text: &str, delimiter: u8) -> bool {
    const HEADER_LINES: usize = 10;
    text.lines().take(HEADER_LINES).any(|line| {
        let cells = line.split(char::from(delimiter)).map(|cell| cell.trim().trim_matches('"'));
        table::looks_like_header(cells)
    })
}
