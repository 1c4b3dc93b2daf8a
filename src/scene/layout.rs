//! Where everything lies.

use std::sync::Arc;

use epaint::emath::{Pos2, Rect, Vec2};

use crate::model::{EmpathyMap, NoteId, Point, QuadrantId, Tone};

use super::{FontBook, Picture};

/// A map with everything in its place.
///
/// Cheap to clone and to make anew after an edit: pictures of notes that did not change are shared with the scene before.
#[derive(Clone, Debug)]
pub struct Scene {
    /// Everything that is painted, without the page margin.
    pub bounds: Rect,
    /// The quadrants in document order.
    pub quadrants: Vec<PlacedQuadrant>,
    /// The persona badge, painted over the quadrants and under the notes.
    pub badge: PlacedBadge,
    /// The notes in document order, which is painting order.
    pub notes: Vec<PlacedNote>,
}

/// A quadrant in its place.
#[derive(Clone, Debug)]
pub struct PlacedQuadrant {
    /// Which one.
    pub id: QuadrantId,
    /// Its colour.
    pub tone: Tone,
    /// The whole area; grows with its notes.
    pub rect: Rect,
    /// Where its title stands.
    pub title_rect: Rect,
    /// Where its question stands.
    pub prompt_rect: Rect,
    /// How many notes lie in it.
    pub note_count: usize,
    /// What to paint, from the top-left corner of `rect`.
    pub picture: Arc<Picture>,
}

/// The persona badge in its place.
#[derive(Clone, Debug)]
pub struct PlacedBadge {
    /// The area; a circle, or a rectangle with round ends where the texts are long.
    pub rect: Rect,
    /// What to paint, from the top-left corner of `rect`.
    pub picture: Arc<Picture>,
}

/// A note in its place.
#[derive(Clone, Debug)]
pub struct PlacedNote {
    /// Which one.
    pub id: NoteId,
    /// The quadrant that it lies in, an index into [`Scene::quadrants`].
    pub quadrant: usize,
    /// The whole note.
    pub rect: Rect,
    /// Where its text stands, from the top-left corner of `rect`; a text editor covers it.
    pub text_rect: Rect,
    /// Where its evidence icon stands, from the top-left corner of `rect`.
    pub evidence_rect: Option<Rect>,
    /// Where its theme's name stands, from the top-left corner of `rect`.
    pub theme_rect: Option<Rect>,
    /// What to paint, from the top-left corner of `rect`.
    pub picture: Arc<Picture>,
}

/// What lies under a point of the board.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Hit {
    /// A note, an index into [`Scene::notes`].
    Note(usize),
    /// The persona badge.
    Badge,
    /// A quadrant's title or question, an index into [`Scene::quadrants`].
    Heading(usize),
    /// The free area of a quadrant, an index into [`Scene::quadrants`].
    Quadrant(usize),
    /// Outside.
    Nothing,
}

/// Makes scenes, and remembers the texts that it has measured.
pub struct Layout {
    fonts: FontBook,
}

#[allow(unused_variables)] // Bodies follow.
impl Layout {
    /// A layout that measures with these fonts.
    pub fn new(fonts: FontBook) -> Self {
        Self { fonts }
    }

    /// The fonts, for an exporter that shapes the same lines.
    pub fn fonts(&mut self) -> &mut FontBook {
        &mut self.fonts
    }

    /// Places everything on `map`.
    pub fn scene(&mut self, map: &EmpathyMap) -> Scene {
        todo!()
    }

    /// Places for new notes with these texts in a quadrant, without overlap with each other, the notes that are there, the
    /// heading or the badge; as near as possible to `near` where that is given.
    pub fn free_places(
        &mut self,
        map: &EmpathyMap,
        quadrant: &QuadrantId,
        texts: &[&str],
        near: Option<Point>,
    ) -> Vec<Point> {
        todo!()
    }

    /// Places that arrange all notes of a quadrant without overlap, themes together, otherwise in reading order.
    pub fn tidy(&mut self, map: &EmpathyMap, quadrant: &QuadrantId) -> Vec<(NoteId, Point)> {
        todo!()
    }
}

#[allow(unused_variables)] // Bodies follow.
impl Scene {
    /// What lies under `at`, the topmost first.
    pub fn hit(&self, at: Pos2) -> Hit {
        todo!()
    }

    /// The notes that touch `area`, as indices in painting order.
    pub fn notes_in(&self, area: Rect) -> Vec<usize> {
        todo!()
    }

    /// The place of the note with this identifier in [`Scene::notes`].
    pub fn index_of(&self, id: &NoteId) -> Option<usize> {
        todo!()
    }

    /// The quadrant whose area is at `at` or nearest to it, and the point within it, pushed inside the part where a note of
    /// this size may lie: where a note dropped there would be.
    pub fn drop_place(&self, at: Pos2, size: Vec2) -> (usize, Point) {
        todo!()
    }

    /// All notes in reading order: by quadrant, then from top to bottom and left to right.
    pub fn reading_order(&self) -> Vec<usize> {
        todo!()
    }
}

impl Default for PlacedBadge {
    fn default() -> Self {
        Self { rect: Rect::ZERO, picture: Arc::default() }
    }
}
