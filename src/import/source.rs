//! A file that was read, before anybody decided what becomes of it.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::group::{Group, Target};
use super::preview::{self, Preview, Reading};
use super::quadrants;
use super::table::{Table, TableChoices};
use super::{ImportError, Kind, canvas, carried, decode, excalidraw, kind, lines, markdown, table, tldraw};
use crate::model::{Quadrant, limits};

/// A foreign file in a neutral form.
#[derive(Clone, Debug)]
pub struct Source {
    name: String,
    kind: Kind,
    warnings: Vec<String>,
    content: Content,
}

#[derive(Clone, Debug)]
enum Content {
    /// What it says depends on the choices.
    Table(Table),
    /// What it says is clear; only where it goes is not.
    Reading(Box<Reading>),
}

/// What a person decides before notes are added.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choices {
    /// How to read the table, if it is one.
    pub table: Option<TableChoices>,
    /// Where groups go for which the guess is not good enough.
    pub targets: BTreeMap<Group, Target>,
}

/// Reads a foreign file: what kind it is shows by its bytes, and by its name where those do not tell.
///
/// # Errors
/// The file is too large, damaged, or nothing that can be imported.
pub fn read(name: &str, bytes: &[u8]) -> Result<Source, ImportError> {
    if bytes.len() as u64 > limits::FILE_BYTES {
        let mebibytes = limits::FILE_BYTES >> 20;
        return Err(ImportError::new(format!(
            "The file is larger than {mebibytes} MiB, the limit. Divide it and import the parts."
        )));
    }
    match carried(bytes) {
        Some(Err(error)) => return Err(error),
        Some(Ok(_)) => {
            return Err(ImportError::new("This picture carries a whole map. Open it, or merge it with another map."));
        }
        None => {}
    }
    let (text, warnings) = decode::decode(bytes)?;
    let kind = kind::recognise(name, &text)?;
    let content = match kind {
        Kind::Table { delimiter } => Content::Table(table::read(&text, delimiter)?),
        Kind::Markdown => Content::Reading(Box::new(markdown::read(&text))),
        Kind::Lines => Content::Reading(Box::new(lines::read(&text))),
        Kind::JsonCanvas => Content::Reading(Box::new(canvas::read(&text)?)),
        Kind::Excalidraw => Content::Reading(Box::new(excalidraw::read(&text)?)),
        Kind::Tldraw => Content::Reading(Box::new(tldraw::read(&text)?)),
    };
    let source = Source { name: name.to_owned(), kind, warnings, content };
    if source.is_empty() {
        return Err(ImportError::new("There is no text in this file. Nothing can be imported from it."));
    }
    Ok(source)
}

impl Source {
    /// The name of the file.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// What kind of file it is.
    pub fn kind(&self) -> Kind {
        self.kind
    }

    /// The table, if it is one.
    pub fn table(&self) -> Option<&Table> {
        match &self.content {
            Content::Table(table) => Some(table),
            Content::Reading(_) => None,
        }
    }

    /// What looks right, for a person to change.
    pub fn guess(&self) -> Choices {
        Choices { table: self.table().map(|table| table.guess().clone()), targets: BTreeMap::new() }
    }

    /// What would come onto a map with these quadrants: those of an open map, or of [`quadrants_of_new_map`].
    pub fn preview(&self, choices: &Choices, quadrants: &[Quadrant]) -> Preview {
        let mut preview = preview::place(&self.reading(choices), &choices.targets, quadrants);
        preview.warnings.splice(0..0, self.warnings.iter().cloned());
        if preview.title.is_empty() {
            preview.title = stem(&self.name);
        }
        preview
    }

    fn reading(&self, choices: &Choices) -> Cow<'_, Reading> {
        match &self.content {
            Content::Reading(reading) => Cow::Borrowed(reading),
            Content::Table(table) => Cow::Owned(table.reading(choices.table.as_ref().unwrap_or(table.guess()))),
        }
    }

    fn is_empty(&self) -> bool {
        match &self.content {
            Content::Table(table) => table.is_empty(),
            Content::Reading(reading) => {
                reading.pieces.is_empty() && reading.left_out.is_empty() && reading.title.is_empty()
            }
        }
    }
}

/// The quadrants of a new map with what these files bring: their own where they name some that are not the usual ones.
pub fn quadrants_of_new_map<'s>(sources: impl IntoIterator<Item = (&'s Source, &'s Choices)>) -> Vec<Quadrant> {
    let namings: Vec<_> =
        sources.into_iter().map(|(source, choices)| source.reading(choices).quadrants.clone()).collect();
    quadrants::of_new_map(&namings)
}

/// A file's name without folders and ending.
fn stem(name: &str) -> String {
    let file = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| if stem.is_empty() { file } else { stem });
    decode::clean(stem).chars().take(limits::TEXT_CHARS).collect()
}
