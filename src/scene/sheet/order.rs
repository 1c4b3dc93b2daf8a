//! In which order the pieces of a sheet are read, and how near to it they can be painted.

use std::cmp::{Ordering, Reverse};
use std::collections::BinaryHeap;

use super::{Piece, Role, Section, Sheet};
use crate::scene::metrics::NOTE_LINE;

impl Sheet {
    /// The pieces as a person reads them: the title, the persona, each quadrant with its notes from top to bottom, the summary,
    /// the plan, what is not known.
    pub fn reading_order(&self) -> Vec<&Piece> {
        let mut pieces: Vec<&Piece> = self.pieces.iter().collect();
        pieces.sort_by(|a, b| by_reading(a, b));
        pieces
    }

    /// The pieces in an order that paints the same picture, and is as near to the reading order as that allows: of pieces that
    /// lie over each other, the one below comes first.
    pub fn nearest_to_reading(&self) -> Vec<&Piece> {
        let rects: Vec<_> = (self.pieces.iter()).map(|piece| piece.picture.reach().translate(piece.offset)).collect();
        // What lies directly or indirectly over a piece waits for it.
        let mut over: Vec<Vec<usize>> = vec![Vec::new(); rects.len()];
        let mut waits_for = vec![0_usize; rects.len()];
        let mut from_top: Vec<usize> = (0..rects.len()).filter(|&index| rects[index].is_positive()).collect();
        from_top.sort_by(|&a, &b| rects[a].min.y.total_cmp(&rects[b].min.y).then(a.cmp(&b)));
        for (place, &a) in from_top.iter().enumerate() {
            let below = from_top[place + 1..].iter().take_while(|&&b| rects[b].min.y <= rects[a].max.y);
            for &b in below.filter(|&&b| rects[a].intersects(rects[b])) {
                over[a.min(b)].push(a.max(b));
                waits_for[a.max(b)] += 1;
            }
        }

        let mut ranks = vec![0; rects.len()];
        let mut readers: Vec<usize> = (0..rects.len()).collect();
        readers.sort_by(|&a, &b| by_reading(&self.pieces[a], &self.pieces[b]));
        for (rank, &index) in readers.iter().enumerate() {
            ranks[index] = rank;
        }
        let free = (0..rects.len()).filter(|&index| waits_for[index] == 0);
        let mut free: BinaryHeap<_> = free.map(|index| Reverse((ranks[index], index))).collect();
        let mut order = Vec::with_capacity(rects.len());
        while let Some(Reverse((_, index))) = free.pop() {
            order.push(&self.pieces[index]);
            for &next in &over[index] {
                waits_for[next] -= 1;
                if waits_for[next] == 0 {
                    free.push(Reverse((ranks[next], next)));
                }
            }
        }
        order
    }
}

fn by_reading(a: &Piece, b: &Piece) -> Ordering {
    // Notes whose tops differ by less than a line stand side by side.
    let row = |piece: &Piece| (piece.offset.y / NOTE_LINE).round() as i64;
    let rank = |piece: &Piece| match piece.role {
        Role::Title => (0, 0, 0),
        Role::Persona => (1, 0, 0),
        Role::Badge => (1, 0, 1),
        Role::Quadrant(quadrant) => (2, quadrant, 0),
        Role::Note { quadrant, .. } => (2, quadrant, 1),
        Role::Legend => (3, 0, 0),
        Role::Summary => (4, 0, 0),
        Role::Section(Section::Gaps) => (6, 0, 0),
        Role::Gap(_) => (6, 0, 1),
        // In the order in which they stand on the page.
        Role::Section(_) | Role::Need(_) | Role::Motivation(_) | Role::Tension(_) | Role::Causes(_) => (4, 0, 1),
        Role::Plans => (5, 0, 0),
        Role::Plan(_) => (5, 0, 1),
    };
    rank(a).cmp(&rank(b)).then_with(|| match (&a.role, &b.role) {
        (Role::Note { .. }, Role::Note { .. }) => {
            row(a).cmp(&row(b)).then(a.offset.x.total_cmp(&b.offset.x)).then(a.offset.y.total_cmp(&b.offset.y))
        }
        // Cards stand in their order, column by column.
        _ => Ordering::Equal,
    })
}
