//! What lies under something else, so that a reader cannot see it.

use std::collections::HashSet;

use epaint::emath::Rect;

use crate::scene::{Piece, Role, Shape, Sheet};

/// Overlaps that are narrower do not count, in board units.
const SLIVER: f32 = 2.0;

/// How much of something is hidden.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Extent {
    /// Nothing that says anything.
    Edge,
    /// Some of its words or icons.
    Words,
    /// All of it.
    Whole,
}

/// A piece that lies under another.
pub(super) struct Cover<'s> {
    pub below: &'s Piece,
    pub above: &'s Piece,
    pub extent: Extent,
}

/// The notes and the badge where they lie under a note, each once, in painting order; with the note that hides most of it.
pub(super) fn covered(sheet: &Sheet) -> Vec<Cover<'_>> {
    let covers = |role: &Role| matches!(role, Role::Note { .. } | Role::Badge);
    let loose: Vec<(usize, &Piece, Rect)> = (sheet.pieces.iter().enumerate())
        .filter(|(_, piece)| covers(&piece.role))
        .map(|(place, piece)| (place, piece, piece.picture.extent().translate(piece.offset)))
        .collect();
    let mut from_top: Vec<&(usize, &Piece, Rect)> = loose.iter().collect();
    from_top.sort_by(|a, b| a.2.min.y.total_cmp(&b.2.min.y));
    let mut found: Vec<(usize, Cover<'_>)> = Vec::new();
    for (at, &&a) in from_top.iter().enumerate() {
        for &&b in from_top[at + 1..].iter().take_while(|b| b.2.min.y < a.2.max.y) {
            let (below, above) = if a.0 < b.0 { (a, b) } else { (b, a) };
            let overlap = below.2.intersect(above.2);
            if overlap.width() <= SLIVER || overlap.height() <= SLIVER {
                continue;
            }
            let extent = hidden(below.1, below.2, above.2);
            // The corners around the badge are not the badge.
            if below.1.role != Role::Badge || extent > Extent::Edge {
                found.push((below.0, Cover { below: below.1, above: above.1, extent }));
            }
        }
    }
    found.sort_by(|(a, x), (b, y)| a.cmp(b).then(y.extent.cmp(&x.extent)));
    let mut named = HashSet::new();
    found.into_iter().filter(|(below, _)| named.insert(*below)).map(|(_, cover)| cover).collect()
}

/// How much of `piece`, which is at `rect`, lies under `cover`.
fn hidden(piece: &Piece, rect: Rect, cover: Rect) -> Extent {
    if cover.expand(SLIVER).contains_rect(rect) {
        return Extent::Whole;
    }
    let cover = cover.translate(-piece.offset);
    // The ground comes first; what stands on it says something.
    let says = piece.picture.shapes.iter().skip(1).map(Shape::extent);
    let is_hidden = says.map(|shape| shape.intersect(cover)).any(|rect| rect.width() > 1.0 && rect.height() > 1.0);
    if is_hidden { Extent::Words } else { Extent::Edge }
}
