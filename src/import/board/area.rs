//! Which shapes are areas around others.

use super::{Rect, Role, Shape};
use crate::import::preview::LeftOut;
use crate::import::words;
use crate::model::Point;

/// Areas that are looked for, the largest ones: each is compared with all texts.
const AREAS: usize = 500;

/// A part of a board with a title.
#[derive(Debug)]
pub(super) struct Area {
    pub title: String,
    pub place: String,
    rect: Rect,
    page: Option<String>,
}

impl Area {
    pub fn holds(&self, page: &Option<String>, at: Point) -> bool {
        self.page == *page && self.rect.contains(at)
    }
}

/// Tells areas from notes: the areas, the outer before the inner ones, and all other shapes.
pub(super) fn divide(mut shapes: Vec<Shape>, left_out: &mut Vec<LeftOut>) -> (Vec<Area>, Vec<Shape>) {
    let size = |shape: &Shape| shape.rect.map_or(0.0, |rect| rect.size());
    shapes.sort_by(|a, b| size(b).total_cmp(&size(a)));
    let mut areas: Vec<Area> = Vec::new();
    let mut is_taken = vec![false; shapes.len()];
    let candidates = (0..shapes.len()).filter(|at| matches!(shapes[*at].role, Role::Box | Role::Frame)).take(AREAS);
    for at in candidates {
        let shape = &shapes[at];
        let Some(rect) = shape.rect else { continue };
        // Those before it are larger.
        let inside = (at + 1..shapes.len()).filter(|other| {
            let other = &shapes[*other];
            let is_within = other.rect.is_some_and(|other| rect.contains(other.middle()));
            is_within && other.page == shape.page && !other.text.is_empty() && other.role != Role::Frame
        });
        let mut inside = inside.peekable();
        let title = match (shape.text.is_empty(), shape.role) {
            (false, Role::Frame) => Some(at),
            (false, _) => inside.peek().map(|_| at),
            (true, _) => title(&shapes, &is_taken, inside),
        };
        if let Some(title) = title {
            is_taken[at] = true;
            is_taken[title] = true;
            let Shape { text, place, .. } = &shapes[title];
            areas.push(Area { title: text.clone(), place: place.clone(), rect, page: shape.page.clone() });
        }
    }
    let mut rest = Vec::with_capacity(shapes.len());
    for (shape, is_taken) in shapes.into_iter().zip(is_taken) {
        match shape.role {
            _ if is_taken => {}
            Role::Frame if !shape.text.is_empty() => {
                left_out.push(LeftOut::new(shape.place, shape.text, "A frame that lies nowhere, or one too many"));
            }
            _ => rest.push(shape),
        }
    }
    (areas, rest)
}

/// The text within a rectangle that names it: the title of a quadrant. Around two of them there is more than one quadrant.
fn title(shapes: &[Shape], is_taken: &[bool], inside: impl Iterator<Item = usize>) -> Option<usize> {
    let mut titles = inside.filter(|at| !is_taken[*at] && words::is_quadrant_title(&shapes[*at].text));
    titles.next().filter(|_| titles.next().is_none())
}
