//! What a window asks of a finished scene.

use epaint::emath::{Pos2, Rect, Vec2};

use super::place;
use super::{Hit, Scene};
use crate::model::{NoteId, Point};

impl Scene {
    /// What lies under `at`, the topmost first.
    pub fn hit(&self, at: Pos2) -> Hit {
        if let Some(note) = self.notes.iter().rposition(|note| note.rect.contains(at)) {
            return Hit::Note(note);
        }
        if rounded_contains(self.badge.rect, at) {
            return Hit::Badge;
        }
        match self.quadrants.iter().position(|quadrant| quadrant.rect.contains(at)) {
            Some(index) => {
                let quadrant = &self.quadrants[index];
                let heading = quadrant.title_rect.contains(at) || quadrant.prompt_rect.contains(at);
                if heading { Hit::Heading(index) } else { Hit::Quadrant(index) }
            }
            None => Hit::Nothing,
        }
    }

    /// The notes that touch `area`, as indices in painting order.
    pub fn notes_in(&self, area: Rect) -> Vec<usize> {
        (0..self.notes.len()).filter(|&note| self.notes[note].rect.intersects(area)).collect()
    }

    /// The place of the note with this identifier in [`Scene::notes`].
    pub fn index_of(&self, id: &NoteId) -> Option<usize> {
        self.index.get(id).copied()
    }

    /// Where a note of this size would lie when it is dropped with its top-left corner at `at`: the quadrant under the note's
    /// middle, or nearest to it, and the point in it, pushed inside the part where notes may lie and off the badge.
    pub fn drop_place(&self, at: Pos2, size: Vec2) -> (usize, Point) {
        let middle = at + size / 2.0;
        let distance = |index: usize| self.quadrants[index].rect.distance_sq_to_pos(middle);
        let nearest =
            (0..self.quadrants.len()).min_by(|&a, &b| distance(a).total_cmp(&distance(b))).unwrap_or_default();
        let Some(quadrant) = self.quadrants.get(nearest) else {
            return (0, Point::default());
        };
        let area = quadrant.notes_rect;
        let mut to =
            Pos2::new(at.x.min(area.max.x - size.x).max(area.min.x), at.y.min(area.max.y - size.y).max(area.min.y));
        let badge = self.badge.rect.expand(place::BADGE_SPACE);
        if badge.intersects(Rect::from_min_size(to, size).shrink(0.01)) {
            if self.badge.rect.center().y < quadrant.rect.center().y {
                to.y = badge.max.y;
            } else {
                to.y = (badge.min.y - size.y).max(area.min.y);
            }
        }
        (nearest, place::point(to - quadrant.rect.min.to_vec2()))
    }

    /// All notes in reading order: by quadrant, then from top to bottom and left to right.
    pub fn reading_order(&self) -> Vec<usize> {
        let mut order: Vec<usize> = (0..self.notes.len()).collect();
        order.sort_by_key(|&note| self.notes[note].quadrant);
        for quadrant in order.chunk_by_mut(|&a, &b| self.notes[a].quadrant == self.notes[b].quadrant) {
            place::sort_for_reading(quadrant, |note| self.notes[note].rect);
        }
        order
    }
}

/// Whether a point lies in a rectangle whose shorter sides are round.
fn rounded_contains(rect: Rect, at: Pos2) -> bool {
    let radius = rect.width().min(rect.height()) / 2.0;
    let core = rect.shrink(radius);
    core.distance_to_pos(at) <= radius
}
