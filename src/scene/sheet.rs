//! What one exported picture shows: the map, the summary, or both side by side, with a margin and the map's title on top.

mod order;

use std::sync::Arc;

use epaint::emath::{Vec2, pos2, vec2};

use super::metrics::PAGE_MARGIN;
use super::{Align, Face, Ink, Layout, MissingGlyphs, Picture, Scene};
use crate::model::{EmpathyMap, MotivationId, NeedId, NoteId, TensionId};

/// Font size and line height of the title.
const TITLE: (f32, f32) = (26.0, 34.0);
/// Space between the title and what is below, and between map and summary.
const TITLE_GAP: f32 = 14.0;
const PART_GAP: f32 = 24.0;

/// What of a map a picture shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Part {
    /// The quadrants with their notes.
    #[default]
    Map,
    /// Needs, motivations and tensions.
    Summary,
    /// Both, side by side.
    All,
    /// One page to hand on: the persona on top, the map below, and below that what follows from it.
    Report,
    /// One page without the map: what we found out, how sure we are, and what we do not know.
    OnePage,
}

impl Part {
    /// All parts.
    pub const ALL: [Self; 5] = [Self::Map, Self::Summary, Self::All, Self::Report, Self::OnePage];

    /// The word on the command line.
    pub fn key(self) -> &'static str {
        match self {
            Self::Map => "map",
            Self::Summary => "summary",
            Self::All => "all",
            Self::Report => "report",
            Self::OnePage => "one-page",
        }
    }

    /// The part that the command line calls `key`.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|part| part.key() == key)
    }
}

/// What a piece of a sheet shows, so that exporters can say what belongs together and in which order it is read.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Role {
    /// The map's title.
    Title,
    /// Whom a report is about.
    Persona,
    /// The ground and the heading of the quadrant at this place in the map.
    Quadrant(usize),
    /// The persona badge.
    Badge,
    /// A note.
    Note {
        /// Which one.
        id: NoteId,
        /// The quadrant that it lies in, by its place in the map.
        quadrant: usize,
    },
    /// What the icons on a report's notes mean.
    Legend,
    /// The ground and the heading of the summary.
    Summary,
    /// A need's card.
    Need(NeedId),
    /// A motivation's card.
    Motivation(MotivationId),
    /// A tension's card.
    Tension(TensionId),
    /// The ground and the heading of a report's plan.
    Plans,
    /// A need's row in a report's plan.
    Plan(NeedId),
    /// The heading of a section of the one-page summary, or of what is not known.
    Section(Section),
    /// Why a need is not met.
    Causes(NeedId),
    /// Something that is not known, by its place in the list.
    Gap(usize),
}

/// A section of the one-page summary, in the order in which they stand there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Section {
    /// Notes that contradict each other.
    Tensions,
    /// Needs, each with how sure we are.
    Needs,
    /// What drives the persona.
    Motivations,
    /// Why needs are not met.
    Causes,
    /// What is not known.
    Gaps,
}

impl Section {
    /// Its heading.
    pub fn label(self) -> &'static str {
        match self {
            Self::Tensions => "Tensions",
            Self::Needs => "Needs",
            Self::Motivations => "Motivations",
            Self::Causes => "Why these needs are not met",
            Self::Gaps => "What we do not know",
        }
    }

    /// The word for identifiers.
    pub fn key(self) -> &'static str {
        match self {
            Self::Tensions => "tensions",
            Self::Needs => "needs",
            Self::Motivations => "motivations",
            Self::Causes => "causes",
            Self::Gaps => "gaps",
        }
    }
}

/// Shapes that belong together, in their place on a sheet.
#[derive(Clone, Debug)]
pub struct Piece {
    /// What it shows.
    pub role: Role,
    /// Where the origin of the picture's coordinates lies on the sheet.
    pub offset: Vec2,
    /// What to paint.
    pub picture: Arc<Picture>,
}

/// Pictures on a page, ready to be painted by any exporter.
#[derive(Clone, Debug)]
pub struct Sheet {
    /// Width and height in board units, margin included.
    pub size: Vec2,
    /// The map's title.
    pub title: String,
    /// Characters that no font can draw, by where they stand.
    pub missing: Vec<MissingGlyphs>,
    /// What is painted, the last on top.
    pub pieces: Vec<Piece>,
}

impl Sheet {
    /// A sheet with a scene alone, without margin and title: for previews.
    pub fn of_scene(scene: &Scene) -> Self {
        let mut sheet =
            Self { size: scene.bounds.size(), title: String::new(), missing: Vec::new(), pieces: Vec::new() };
        sheet.add_scene(scene, -scene.bounds.min.to_vec2());
        sheet
    }

    pub(super) fn add_scene(&mut self, scene: &Scene, offset: Vec2) {
        self.pieces.reserve(scene.notes.len() + scene.quadrants.len() + 1);
        for (place, quadrant) in scene.quadrants.iter().enumerate() {
            let offset = quadrant.rect.min.to_vec2() + offset;
            self.pieces.push(Piece { role: Role::Quadrant(place), offset, picture: quadrant.picture.clone() });
        }
        let badge = scene.badge.rect.min.to_vec2() + offset;
        self.pieces.push(Piece { role: Role::Badge, offset: badge, picture: scene.badge.picture.clone() });
        for note in &scene.notes {
            let role = Role::Note { id: note.id.clone(), quadrant: note.quadrant };
            let offset = note.rect.min.to_vec2() + offset;
            self.pieces.push(Piece { role, offset, picture: note.picture.clone() });
        }
    }
}

impl Layout {
    /// Lays out what a picture of `map` shows.
    pub fn sheet(&mut self, map: &EmpathyMap, part: Part) -> Sheet {
        if part == Part::OnePage {
            return self.one_page(map);
        }
        if part == Part::Report {
            let scene = self.scene(map);
            return self.report(map, &scene);
        }
        let scene = (part != Part::Summary).then(|| self.scene(map));
        let summary = match (part, &scene) {
            (Part::Map, _) => None,
            (_, Some(scene)) => Some(self.summary_beside(map, scene.bounds.height())),
            (_, None) => Some(self.summary(map)),
        };
        let mut sheet =
            Sheet { size: Vec2::ZERO, title: map.title.trim().to_owned(), missing: Vec::new(), pieces: Vec::new() };

        let map_size = scene.as_ref().map_or(Vec2::ZERO, |scene| scene.bounds.size());
        let summary_size = summary.as_ref().map_or(Vec2::ZERO, |summary| summary.size);
        let gap = if part == Part::All { PART_GAP } else { 0.0 };
        let content = vec2(map_size.x + gap + summary_size.x, map_size.y.max(summary_size.y));

        let mut top = PAGE_MARGIN;
        if !sheet.title.is_empty() {
            let title = self.text(&sheet.title, Face::SemiBold, TITLE.0, content.x);
            let mut shapes = Vec::new();
            title.place(&mut shapes, pos2(0.0, 0.0), content.x, TITLE.1, Align::Start, Ink::Text);
            if !title.missing.is_empty() {
                sheet.missing.push(MissingGlyphs { note: None, characters: title.missing.clone() });
            }
            let offset = vec2(PAGE_MARGIN, top);
            sheet.pieces.push(Piece { role: Role::Title, offset, picture: Arc::new(Picture { shapes }) });
            top += title.extent(TITLE.1).y + TITLE_GAP;
        }
        if let Some(scene) = &scene {
            sheet.add_scene(scene, vec2(PAGE_MARGIN, top) - scene.bounds.min.to_vec2());
            sheet.missing.extend(scene.missing.iter().cloned());
        }
        if let Some(summary) = summary {
            let offset = vec2(PAGE_MARGIN + map_size.x + gap, top);
            sheet
                .pieces
                .extend(summary.pieces.into_iter().map(|piece| Piece { offset: piece.offset + offset, ..piece }));
            if !summary.missing.is_empty() {
                sheet.missing.push(MissingGlyphs { note: None, characters: summary.missing });
            }
        }
        sheet.size = vec2(content.x + 2.0 * PAGE_MARGIN, top + content.y + PAGE_MARGIN).ceil();
        sheet
    }
}
