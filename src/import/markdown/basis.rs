//! What a note rests on, as an outline of this program says it behind the note: “(quote; about P1, P3; from Interview 1)”.

use super::blocks::Block;
use crate::model::{Evidence, Note};

/// What a note rests on.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub(super) struct Basis {
    pub evidence: Option<Evidence>,
    who: Vec<String>,
    source: String,
}

impl Basis {
    /// The text of a block without what it rests on, and that.
    pub fn divide(block: &Block) -> (&str, Self) {
        match Self::read(block.said.aside()) {
            Some(basis) => (block.text()[..block.said.aside_start].trim_end(), basis),
            None => (block.text(), Self::default()),
        }
    }

    /// Reads all of it, or nothing: other words in parentheses belong to the text.
    fn read(aside: &str) -> Option<Self> {
        let mut rest = aside.strip_prefix('(')?.strip_suffix(')')?;
        let mut basis = Self::default();
        let (first, behind) = rest.split_once("; ").unwrap_or((rest, ""));
        let evidence = Evidence::ALL.into_iter().find(|evidence| evidence.label().to_lowercase() == first);
        if evidence.is_some() {
            (basis.evidence, rest) = (evidence, behind);
        }
        if let Some(people) = rest.strip_prefix("about ") {
            (basis.who, rest) = names(people)?;
        }
        if let Some(source) = rest.strip_prefix("from ") {
            (basis.source, rest) = (source.to_owned(), "");
        }
        (rest.is_empty() && basis != Self::default()).then_some(basis)
    }

    /// Gives it to a note.
    pub fn apply(self, note: &mut Note) {
        (note.evidence, note.who, note.source) = (self.evidence, self.who, self.source);
    }
}

/// Names with commas between them, as far as they go, and what follows behind a semicolon. A name with a sign of these
/// stands in quotation marks.
fn names(text: &str) -> Option<(Vec<String>, &str)> {
    let mut names = Vec::new();
    let mut rest = text;
    loop {
        let name;
        (name, rest) = match rest.strip_prefix('"') {
            Some(quoted) => {
                let mut end = quoted.find('"')?;
                while quoted[end + 1..].starts_with('"') {
                    end += 2 + quoted[end + 2..].find('"')?;
                }
                (quoted[..end].replace("\"\"", "\""), &quoted[end + 1..])
            }
            None => {
                let end = rest.find([',', ';']).unwrap_or(rest.len());
                (rest[..end].to_owned(), &rest[end..])
            }
        };
        names.push(name);
        match rest.strip_prefix(", ") {
            Some(behind) => rest = behind,
            None if rest.is_empty() => return Some((names, rest)),
            None => return Some((names, rest.strip_prefix("; ")?)),
        }
    }
}
