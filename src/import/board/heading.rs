//! Titles that stand on the board as plain texts, above what they name.

use super::{Role, Shape};
use crate::import::words;
use crate::model::Point;

/// How much higher or lower titles of one row may stand, in their board's units: a line of big text.
const ROW: f64 = 60.0;

/// The titles of a board.
#[derive(Debug, Default)]
pub(super) struct Headings {
    all: Vec<Heading>,
    /// Whether they stand over the middle of what they name, and not over its beginning.
    are_centred: bool,
}

#[derive(Debug)]
struct Heading {
    title: String,
    page: Option<String>,
    left: f64,
    middle: Point,
}

impl Headings {
    /// Takes the titles of quadrants from the texts of a board. One alone is a note.
    pub fn take(notes: &mut Vec<Shape>) -> Self {
        let is_title = |shape: &Shape| shape.role != Role::Note && words::is_quadrant_title(&shape.text);
        if notes.iter().filter(|shape| shape.rect.is_some() && is_title(shape)).count() < 2 {
            return Self::default();
        }
        let mut all = Vec::new();
        notes.retain(|shape| match shape.rect {
            Some(rect) if is_title(shape) => {
                let (title, page) = (shape.text.clone(), shape.page.clone());
                all.push(Heading { title, page, left: rect.x, middle: rect.middle() });
                false
            }
            _ => true,
        });
        let leftmost = all.iter().map(|heading| heading.left).fold(f64::INFINITY, f64::min);
        let are_centred = notes.iter().any(|note| note.rect.is_some_and(|rect| rect.middle().x < leftmost));
        Self { all, are_centred }
    }

    /// The title that a place lies below: in the last row of titles above it, the nearest one.
    pub fn above(&self, page: &Option<String>, at: Point) -> Option<&str> {
        let here = || self.all.iter().filter(|heading| heading.page == *page);
        let rows = || here().map(|heading| heading.middle.y);
        let row = rows().filter(|row| row - ROW <= at.y).fold(f64::NEG_INFINITY, f64::max);
        let row = if row.is_finite() { row } else { rows().fold(f64::INFINITY, f64::min) };
        let in_row = || here().filter(|heading| (heading.middle.y - row).abs() <= ROW);
        let begun = in_row().filter(|heading| !self.are_centred && heading.left <= at.x);
        let nearest = || in_row().min_by(|a, b| (a.middle.x - at.x).abs().total_cmp(&(b.middle.x - at.x).abs()));
        let found = begun.max_by(|a, b| a.left.total_cmp(&b.left)).or_else(nearest);
        found.map(|heading| heading.title.as_str())
    }

    /// The titles that nothing lies below.
    pub fn unused(self, used: &[String]) -> impl Iterator<Item = String> {
        let used = used.to_vec();
        self.all.into_iter().map(|heading| heading.title).filter(move |title| !used.contains(title))
    }
}
