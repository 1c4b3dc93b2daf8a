//! Where everything lies.

mod frame;
mod hit;
mod place;

use std::collections::HashMap;
use std::sync::Arc;

use epaint::emath::{Rect, Vec2};

use self::frame::Plan;
use super::badge::{self, DrawnBadge};
use super::note::{self, DrawnNote, NoteLook};
use super::texts::Texts;
use super::{FontBook, Picture};
use crate::model::{EmpathyMap, NoteId, Persona, Point, QuadrantId, Theme, ThemeId, Tone};

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
    /// Characters that no font can draw, by where they stand.
    pub missing: Vec<MissingGlyphs>,
    index: Arc<HashMap<NoteId, usize>>,
}

/// Characters of a text that no font can draw.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MissingGlyphs {
    /// The note; `None` for a heading, the badge or the summary.
    pub note: Option<NoteId>,
    /// The characters, in order of appearance.
    pub characters: String,
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
    /// Where its title stands, on the board.
    pub title_rect: Rect,
    /// Where its question stands, on the board.
    pub prompt_rect: Rect,
    /// The part below the heading where notes may lie, on the board.
    pub notes_rect: Rect,
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
    texts: Texts,
    notes: Vec<KnownNote>,
    index: Arc<HashMap<NoteId, usize>>,
    badge: Option<(Persona, DrawnBadge)>,
}

/// A note as it was drawn last.
struct KnownNote {
    id: NoteId,
    look: NoteLook,
    drawn: DrawnNote,
}

impl Layout {
    /// A layout that measures with these fonts.
    pub fn new(fonts: FontBook) -> Self {
        Self { texts: Texts::new(fonts), notes: Vec::new(), index: Arc::default(), badge: None }
    }

    /// The fonts, for an exporter that shapes the same lines.
    pub fn fonts(&mut self) -> &mut FontBook {
        &mut self.texts.fonts
    }

    /// Texts measured so far.
    pub(super) fn texts(&mut self) -> &mut Texts {
        &mut self.texts
    }

    /// Places everything on `map`.
    pub fn scene(&mut self, map: &EmpathyMap) -> Scene {
        let plan = self.plan(map);
        let mut missing: Vec<_> = plan.missing.iter().chain([&self.badge_of(map).missing]).cloned().collect();
        missing.retain(|characters| !characters.is_empty());
        let mut missing: Vec<_> =
            missing.into_iter().map(|characters| MissingGlyphs { note: None, characters }).collect();
        let quadrants = plan.placed_quadrants();
        let badge = PlacedBadge { rect: plan.badge, picture: self.badge_of(map).picture };
        let mut notes = Vec::with_capacity(self.notes.len());
        for (known, &(quadrant, at)) in self.notes.iter().zip(&plan.notes) {
            let drawn = &known.drawn;
            if !drawn.missing.is_empty() {
                let characters = drawn.missing.clone();
                missing.push(MissingGlyphs { note: Some(known.id.clone()), characters });
            }
            notes.push(PlacedNote {
                id: known.id.clone(),
                quadrant,
                rect: Rect::from_min_size(plan.rects[quadrant].min + at.to_vec2(), drawn.size),
                text_rect: drawn.text_rect,
                evidence_rect: drawn.evidence_rect,
                theme_rect: drawn.theme_rect,
                picture: drawn.picture.clone(),
            });
        }
        let bounds = quadrants.iter().fold(badge.rect, |bounds, quadrant| bounds.union(quadrant.rect));
        Scene { bounds, quadrants, badge, notes, missing, index: self.index.clone() }
    }

    /// Places for new notes with these texts in a quadrant, without overlap with each other, the notes that are there, the
    /// heading or the badge; as near as possible to `near` where that is given.
    ///
    /// Empty when the map has no such quadrant.
    pub fn free_places(
        &mut self,
        map: &EmpathyMap,
        quadrant: &QuadrantId,
        texts: &[&str],
        near: Option<Point>,
    ) -> Vec<Point> {
        let Some(index) = map.quadrants.iter().position(|known| known.id == *quadrant) else {
            return Vec::new();
        };
        let plan = self.plan(map);
        let taken = (self.notes.iter().zip(&plan.notes))
            .filter(|(_, (quadrant, _))| *quadrant == index)
            .map(|(known, (_, at))| Rect::from_min_size(*at, known.drawn.size))
            .collect();
        let heights: Vec<f32> = texts.iter().map(|text| self.new_note_height(text)).collect();
        place::free_places(&plan.areas[index], taken, &heights, near)
    }

    /// Places that arrange all notes of a quadrant without overlap, themes together, otherwise in reading order.
    pub fn tidy(&mut self, map: &EmpathyMap, quadrant: &QuadrantId) -> Vec<(NoteId, Point)> {
        let Some(index) = map.quadrants.iter().position(|known| known.id == *quadrant) else {
            return Vec::new();
        };
        let plan = self.plan(map);
        let mut order: Vec<usize> = (0..self.notes.len()).filter(|&note| plan.notes[note].0 == index).collect();
        place::sort_for_reading(&mut order, |note| {
            Rect::from_min_size(plan.notes[note].1, self.notes[note].drawn.size)
        });
        place::join_themes(&mut order, |note| map.notes[note].theme.as_ref());
        let sizes: Vec<Vec2> = order.iter().map(|&note| self.notes[note].drawn.size).collect();
        let area = plan.area_for_tidy(index, sizes.len());
        let places = place::grid(&area, &sizes);
        order.iter().zip(places).map(|(&note, at)| (self.notes[note].id.clone(), place::point(at))).collect()
    }

    fn new_note_height(&mut self, text: &str) -> f32 {
        let width = super::metrics::NOTE_WIDTH - 2.0 * super::metrics::NOTE_PADDING;
        let block = self.texts.block(text, super::Face::Regular, super::metrics::NOTE_TEXT, width);
        note::height_of_lines(block.line_count())
    }

    /// Draws what changed and finds a place for everything, quadrant by quadrant.
    fn plan(&mut self, map: &EmpathyMap) -> Plan {
        self.draw_notes(map);
        let badge = self.badge_of(map).size;
        let sizes: Vec<Vec2> = self.notes.iter().map(|known| known.drawn.size).collect();
        Plan::new(&mut self.texts, map, &sizes, badge)
    }

    fn badge_of(&mut self, map: &EmpathyMap) -> DrawnBadge {
        match &self.badge {
            Some((persona, drawn)) if *persona == map.persona => drawn.clone(),
            _ => {
                let drawn = badge::draw(&mut self.texts, &map.persona);
                self.badge = Some((map.persona.clone(), drawn.clone()));
                drawn
            }
        }
    }

    /// Brings the drawn notes in line with the map; what looks as before is kept.
    fn draw_notes(&mut self, map: &EmpathyMap) {
        let tones: HashMap<&QuadrantId, Tone> =
            map.quadrants.iter().map(|quadrant| (&quadrant.id, quadrant.tone)).collect();
        let themes: HashMap<&ThemeId, (usize, &str)> = map
            .themes
            .iter()
            .enumerate()
            .map(|(index, Theme { id, title, .. })| (id, (index, title.as_str())))
            .collect();
        let mut known: Vec<Option<KnownNote>> = std::mem::take(&mut self.notes).into_iter().map(Some).collect();
        let mut same_order = known.len() == map.notes.len();
        for (place, note) in map.notes.iter().enumerate() {
            let tone = tones.get(&note.quadrant).copied().unwrap_or(Tone::Gray);
            let theme = note.theme.as_ref().and_then(|theme| themes.get(theme)).copied();
            let in_place = known.get(place).is_some_and(|old| old.as_ref().is_some_and(|old| old.id == note.id));
            same_order &= in_place;
            let old = if in_place { Some(place) } else { self.index.get(&note.id).copied() };
            let old = old.and_then(|old| known.get_mut(old)?.take());
            self.notes.push(match old {
                Some(old) if old.look.fits(note, tone, theme) => old,
                _ => {
                    let look = NoteLook::new(note, tone, theme);
                    let drawn = note::draw(&mut self.texts, &look);
                    KnownNote { id: note.id.clone(), look, drawn }
                }
            });
        }
        if !same_order {
            self.index = Arc::new(map.notes.iter().enumerate().map(|(place, note)| (note.id.clone(), place)).collect());
        }
    }
}

impl Default for PlacedBadge {
    fn default() -> Self {
        Self { rect: Rect::ZERO, picture: Arc::default() }
    }
}
