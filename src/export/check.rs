//! Whether everything of a map is in a picture, before somebody relies on it.
//!
//! The check compares the map with the finished sheet and does not trust the layout: every text of the map must be found
//! again in the lines of its piece.

mod cover;
mod texts;

use std::collections::HashMap;
use std::fmt;

use epaint::emath::{Pos2, Rect};

use self::texts::{Texts, squeezed};
use super::{glyph_warnings, shortened};
use crate::model::EmpathyMap;
use crate::scene::{Part, Piece, Role, Shape, Sheet};

/// Sentences of one kind before the others are only counted.
const MOST_NAMED: usize = 8;
/// So far a piece may reach beyond the sheet, in board units: sums are rounded.
const TOLERANCE: f32 = 0.5;

/// What a check found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Check {
    /// Notes that the picture should show; none in a picture of the summary alone.
    pub notes: usize,
    /// Words that the picture should show.
    pub words: usize,
    /// What a reader would miss, in sentences; empty when everything is there and can be seen.
    pub warnings: Vec<String>,
}

impl fmt::Display for Check {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.notes > 0 {
            write!(f, "{}, ", counted(self.notes, "note"))?;
        }
        write!(f, "{}: ", counted(self.words, "word"))?;
        match self.warnings.len() {
            0 => f.write_str("all in the picture"),
            1 => f.write_str("one thing to look at"),
            things => write!(f, "{things} things to look at"),
        }
    }
}

/// Checks that `sheet` shows everything of this part of `map`.
pub fn check(map: &EmpathyMap, part: Part, sheet: &Sheet) -> Check {
    let texts = Texts::new(map);
    let expected = texts.of(part);
    let pieces: HashMap<&Role, &Piece> = sheet.pieces.iter().map(|piece| (&piece.role, piece)).collect();
    let mut found = Check::default();
    let mut absent = Vec::new();
    for (role, expected) in &expected {
        found.notes += usize::from(matches!(role, Role::Note { .. }));
        found.words += expected.iter().map(|text| text.split_whitespace().count()).sum::<usize>();
        match pieces.get(role) {
            Some(piece) => absent.extend(
                first_lost(piece, expected)
                    .map(|text| format!("{} lacks “{}”.", capital(&name(&texts, role)), shortened(text))),
            ),
            None => absent.push(format!("{} is not in the picture.", capital(&name(&texts, role)))),
        }
    }
    let page = Rect::from_min_size(Pos2::ZERO, sheet.size).expand(TOLERANCE);
    let clipped = sheet.pieces.iter().filter(|piece| {
        let extent = piece.picture.extent().translate(piece.offset);
        extent.is_positive() && !page.contains_rect(extent)
    });
    let clipped = clipped.map(|piece| format!("{} reaches beyond the picture.", capital(&name(&texts, &piece.role))));
    let covered = cover::covered(sheet).into_iter().map(|cover| {
        let below = capital(&name(&texts, &cover.below.role));
        let above = name(&texts, &cover.above.role);
        match cover.extent {
            cover::Extent::Whole => format!("{below} lies wholly under {above}."),
            cover::Extent::Words => format!("{below} lies under {above}, which hides some of it."),
            cover::Extent::Edge => format!("{below} lies partly under {above}."),
        }
    });
    found.warnings.extend(listed(absent, "texts are missing"));
    found.warnings.extend(listed(clipped.collect(), "pieces reach beyond the picture"));
    found.warnings.extend(listed(covered.collect(), "notes are partly hidden"));
    found.warnings.extend(glyph_warnings(map, &sheet.missing));
    found
}

/// The first of these texts that a piece does not say, each after the one before.
fn first_lost<'t>(piece: &Piece, expected: &[&'t str]) -> Option<&'t str> {
    let lines = piece.picture.shapes.iter().filter_map(|shape| match shape {
        Shape::Text(line) => Some(squeezed(&line.text)),
        _ => None,
    });
    let shown: String = lines.collect();
    let mut rest = shown.as_str();
    expected.iter().copied().find(|text| {
        let text = squeezed(text);
        match rest.find(&text) {
            Some(at) => {
                rest = &rest[at + text.len()..];
                false
            }
            None => true,
        }
    })
}

/// What a piece is called within a sentence.
fn name(texts: &Texts<'_>, role: &Role) -> String {
    match role {
        Role::Title => "the title".into(),
        Role::Persona | Role::Badge => "the persona".into(),
        Role::Quadrant(_) => "the heading of a quadrant".into(),
        Role::Note { id, .. } => {
            format!("the note “{}”", texts.note(id).map_or_else(String::new, |note| shortened(&note.text)))
        }
        Role::Legend => "the legend".into(),
        Role::Summary => "the heading of the summary".into(),
        Role::Need(_) => "a need".into(),
        Role::Motivation(_) => "a motivation".into(),
        Role::Tension(_) => "a tension".into(),
        Role::Plans => "the heading of the plan".into(),
        Role::Plan(_) => "the plan for a need".into(),
        Role::Section(section) => format!("the heading “{}”", section.label()),
        Role::Causes(_) => "the causes behind a need".into(),
        Role::Gap(_) => "what is not known".into(),
    }
}

/// The name at the beginning of a sentence.
fn capital(name: &str) -> String {
    let mut chars = name.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

/// The first sentences of a kind, and how many there are beyond.
fn listed(mut sentences: Vec<String>, what: &str) -> Vec<String> {
    let beyond = sentences.len().saturating_sub(MOST_NAMED);
    if beyond > 1 {
        sentences.truncate(MOST_NAMED);
        sentences.push(format!("{beyond} more {what}."));
    }
    sentences
}

fn counted(count: usize, noun: &str) -> String {
    format!("{count} {noun}{}", if count == 1 { "" } else { "s" })
}
