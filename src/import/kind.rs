//! What kind of file it is.

use serde::Deserialize;
use serde::de::IgnoredAny;

use super::json::{self, Any, Text};
use super::{ImportError, table};

/// A kind of file that can be imported.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A table as text, CSV or TSV.
    Table {
        /// What stands between its cells.
        delimiter: u8,
    },
    /// An outline in Markdown.
    Markdown,
    /// Plain text, a line a note.
    Lines,
    /// JSON Canvas, as Obsidian writes it.
    JsonCanvas,
    /// A board of Excalidraw.
    Excalidraw,
    /// A board of tldraw.
    Tldraw,
}

impl Kind {
    /// The words in the window, in sentence case.
    pub fn label(self) -> &'static str {
        match self {
            Self::Table { delimiter: b'\t' } => "Table with tabs (TSV)",
            Self::Table { .. } => "Table (CSV)",
            Self::Markdown => "Markdown",
            Self::Lines => "Plain lines",
            Self::JsonCanvas => "JSON Canvas",
            Self::Excalidraw => "Excalidraw",
            Self::Tldraw => "tldraw",
        }
    }
}

/// The kind of a text, by what it says first and by the name of its file second.
pub(super) fn recognise(name: &str, text: &str) -> Result<Kind, ImportError> {
    let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_lowercase()).unwrap_or_default();
    let is_json_by_name = matches!(ending.as_str(), "json" | "canvas" | "excalidraw" | "tldr");
    if text.trim_start().starts_with('{') || is_json_by_name {
        match json(&ending, text) {
            Err(_) if !is_json_by_name && serde_json::from_str::<IgnoredAny>(text).is_err() => {}
            done => return done,
        }
    }
    Ok(match ending.as_str() {
        "csv" | "tsv" | "tab" => Kind::Table { delimiter: table::likeliest_delimiter(text) },
        "md" | "markdown" => Kind::Markdown,
        _ => match table::sniff(text) {
            Some(delimiter) if is_table(text, delimiter) => Kind::Table { delimiter },
            _ if has_headings(text) => Kind::Markdown,
            _ => Kind::Lines,
        },
    })
}

/// The keys that give a JSON file away.
#[derive(Deserialize)]
struct Head<'a> {
    #[serde(default)]
    format: Text,
    #[serde(default, rename = "type")]
    kind: Text,
    #[serde(borrow, default)]
    elements: Any<'a>,
    #[serde(borrow, default)]
    nodes: Any<'a>,
    #[serde(borrow, default)]
    edges: Any<'a>,
    #[serde(borrow, default)]
    records: Any<'a>,
    #[serde(borrow, default)]
    document: Any<'a>,
}

fn json(ending: &str, text: &str) -> Result<Kind, ImportError> {
    let head: Head = json::parse(text)?;
    if head.format.0 == "empathy-map" {
        return Err(ImportError::new("This is a map of this program already. Open it, or merge it with another map."));
    }
    let kind = head.kind.0.as_str();
    if head.records.is_some() {
        Ok(Kind::Tldraw)
    } else if kind.starts_with("excalidraw") || head.elements.is_some() {
        Ok(Kind::Excalidraw)
    } else if head.nodes.is_some() || head.edges.is_some() || ending == "canvas" {
        Ok(Kind::JsonCanvas)
    } else if head.document.is_some() || ending == "tldr" {
        Ok(Kind::Tldraw)
    } else {
        Err(ImportError::new(
            "This JSON is no board that can be imported. Bring a file of JSON Canvas, Excalidraw or tldraw, or CSV or Markdown.",
        ))
    }
}

/// Whether a text under any name is a table: its first lines have a header that is known.
fn is_table(text: &str, delimiter: u8) -> bool {
    const HEADER_LINES: usize = 10;
    text.lines().take(HEADER_LINES).any(|line| {
        let cells = line.split(char::from(delimiter)).map(|cell| cell.trim().trim_matches('"'));
        table::looks_like_header(cells)
    })
}

/// Whether a text under any name has headings as Markdown writes them.
fn has_headings(text: &str) -> bool {
    text.lines().any(|line| {
        let title = line.trim_start_matches('#');
        title.len() < line.len() && title.starts_with(' ')
    })
}
