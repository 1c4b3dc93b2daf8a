//! Boards: texts that lie somewhere, in areas with titles.
//!
//! The readers of canvas formats turn their shapes into [`Shape`]s; here it is found out which of them are notes, which are
//! areas around notes, and which are titles of areas.

mod area;
mod heading;

use area::Area;
use heading::Headings;

use super::preview::{LeftOut, Piece, Reading};
use super::words;
use crate::model::Point;

/// A rectangle on a board.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Rect {
    pub x: f64,
    pub y: f64,
    pub width: f64,
    pub height: f64,
}

impl Rect {
    /// A rectangle from what a file says; lengths that it does not say are 0.
    pub fn new(x: Option<f64>, y: Option<f64>, width: Option<f64>, height: Option<f64>) -> Option<Self> {
        Some(Self { x: x?, y: y?, width: width.unwrap_or(0.0).abs(), height: height.unwrap_or(0.0).abs() })
    }

    fn middle(&self) -> Point {
        Point { x: self.x + self.width / 2.0, y: self.y + self.height / 2.0 }
    }

    fn size(&self) -> f64 {
        self.width * self.height
    }

    fn contains(&self, at: Point) -> bool {
        (self.x..=self.x + self.width).contains(&at.x) && (self.y..=self.y + self.height).contains(&at.y)
    }
}

/// What a shape can be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// A sticky note.
    Note,
    /// A text without a frame: a note, or the title of what lies below it.
    Text,
    /// A rectangle or the like: a note when it is small, an area when other texts lie in it.
    Box,
    /// A frame or group: an area, whatever lies in it.
    Frame,
}

/// A shape with its text.
#[derive(Clone, Debug)]
pub(super) struct Shape {
    pub role: Role,
    pub text: String,
    /// Where it lies; `None` when the file says nothing sensible.
    pub rect: Option<Rect>,
    /// The page it lies on, when the board has several.
    pub page: Option<String>,
    /// Where in the file it stands.
    pub place: String,
}

/// Everything that a board says.
#[derive(Debug, Default)]
pub(super) struct Board {
    pub shapes: Vec<Shape>,
    /// Labels of arrows, links and the like.
    pub left_out: Vec<LeftOut>,
    /// Elements that are not as the format has them.
    pub unreadable: usize,
}

impl Board {
    /// The notes of the board in reading order, each under the areas that it lies in.
    pub fn reading(self) -> Reading {
        let mut reading = Reading { left_out: self.left_out, ..Default::default() };
        if self.unreadable > 0 {
            let elements =
                if self.unreadable == 1 { "1 element".into() } else { format!("{} elements", self.unreadable) };
            reading.warnings.push(format!("{elements} could not be read, because the file has them in another form."));
        }
        let (areas, mut notes) = area::divide(self.shapes, &mut reading.left_out);
        notes.retain(|shape| !shape.text.is_empty());
        // Above before below, left before right.
        let key = |shape: &Shape| shape.rect.map_or((f64::MAX, f64::MAX), |rect| (rect.y, rect.x));
        notes.sort_by(|a, b| {
            let (a, b) = (key(a), key(b));
            a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1))
        });
        let (areas, title) = around_all(areas, &notes);
        reading.title = title;
        let has_quadrants = areas.iter().any(|area| words::is_quadrant_title(&area.title));
        let headings = if has_quadrants { Headings::default() } else { Headings::take(&mut notes) };
        let mut used = Vec::new();
        for shape in notes {
            let mut piece = Piece::new(shape.text, shape.place);
            piece.path.extend(shape.page.clone());
            if let Some(at) = shape.rect.map(|rect| rect.middle()) {
                piece.middle = Some(at);
                let areas = areas.iter().filter(|area| area.holds(&shape.page, at));
                piece.path.extend(areas.map(|area| area.title.clone()));
                piece.path.extend(headings.above(&shape.page, at).map(str::to_owned));
                piece.path.iter().for_each(|title| {
                    if !used.contains(title) {
                        used.push(title.clone());
                    }
                });
            }
            reading.pieces.push(piece);
        }
        for area in areas.into_iter().filter(|area| !used.contains(&area.title)) {
            reading.left_out.push(LeftOut::new(area.place, area.title, "An area with no note in it"));
        }
        for title in headings.unused(&used) {
            reading.left_out.push(LeftOut::new("title", title, "A title with no note below"));
        }
        reading
    }
}

/// A single area around everything says what the board is called, not what its notes are about.
fn around_all(areas: Vec<Area>, notes: &[Shape]) -> (Vec<Area>, String) {
    match areas.as_slice() {
        [area]
            if !words::is_quadrant_title(&area.title)
                && notes.len() > 1
                && notes.iter().all(|note| note.rect.is_some_and(|rect| area.holds(&note.page, rect.middle()))) =>
        {
            let title = area.title.clone();
            (Vec::new(), title)
        }
        _ => (areas, String::new()),
    }
}
