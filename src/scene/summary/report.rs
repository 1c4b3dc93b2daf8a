//! The report: one page with whom the map is about, the map, what follows from it, and the plan.

use std::sync::Arc;

use epaint::emath::{Pos2, Vec2, vec2};

use super::card::{Ground, Writer};
use super::{CARD_GAP, CARD_PADDING, Shown, cards_of, counts, drawn_cards, fill, least_height, used_notes};
use crate::model::{EmpathyMap, Evidence as Kind, Note, Persona};
use crate::scene::metrics::PAGE_MARGIN;
use crate::scene::texts::Texts;
use crate::scene::{
    Face, ICON_SIZE, Ink, Layout, MissingGlyphs, Picture, Piece, Role, Scene, Shape, Sheet, evidence_icon, feeling_icon,
};

/// Least width between the margins; a wider map makes a wider page.
const LEAST_WIDTH: f32 = 1128.0;
/// Least width of a column of cards.
const COLUMN: f32 = 340.0;
/// Space between the parts of the page.
const PART_GAP: f32 = 22.0;
/// Space between a heading and what it is about.
const HEADING_GAP: f32 = 12.0;
/// Space between columns of text.
const TEXT_GAP: f32 = 28.0;
/// The persona's name and role as a share of the page's width, and a need beside its plan.
const PERSONA_SHARE: f32 = 0.26;
const NEED_SHARE: f32 = 0.24;

/// Space above and below the texts of a row of the plan.
const ROW_PADDING: f32 = 10.0;

/// The steps of a plan, and what each asks.
const STEPS: [(&str, &str); 4] = [
    ("Awareness", "How we know of it"),
    ("Acknowledgment", "How we say that we know"),
    ("Action", "What we do"),
    ("Advocacy", "How we stand up for it afterwards"),
];

impl Layout {
    /// Lays out the report on `map`, whose quadrants are in their places in `scene`.
    pub(in crate::scene) fn report(&mut self, map: &EmpathyMap, scene: &Scene) -> Sheet {
        let width = scene.bounds.width().max(LEAST_WIDTH);
        let mut page = Page { texts: self.texts(), y: PAGE_MARGIN, width, missing: String::new(), pieces: Vec::new() };
        page.add_head(map);
        let board = vec2(PAGE_MARGIN + (width - scene.bounds.width()) / 2.0, page.y) - scene.bounds.min.to_vec2();
        page.y += scene.bounds.height();
        let above = std::mem::take(&mut page.pieces);
        page.add_legend(map);
        page.add_cards(map);
        page.add_plans(map);
        let Page { y, missing, pieces, .. } = page;

        let size = vec2(width + 2.0 * PAGE_MARGIN, y + PAGE_MARGIN).ceil();
        let mut sheet = Sheet { size, title: map.title.trim().to_owned(), missing: Vec::new(), pieces: above };
        sheet.add_scene(scene, board);
        sheet.pieces.extend(pieces);
        sheet.missing.extend(scene.missing.iter().cloned());
        if !missing.is_empty() {
            sheet.missing.push(MissingGlyphs { note: None, characters: missing });
        }
        sheet
    }
}

/// A page that pieces are put on from the top downwards.
struct Page<'a> {
    texts: &'a mut Texts,
    y: f32,
    width: f32,
    missing: String,
    pieces: Vec<Piece>,
}

impl Page<'_> {
    /// Adds a piece as wide as the page.
    fn add(&mut self, role: Role, draw: impl FnOnce(&mut Writer<'_>)) {
        let mut writer = Writer::new(self.texts, 0.0, 0.0, self.width);
        draw(&mut writer);
        let (shapes, height, missing) = writer.finish();
        self.put(role, vec2(PAGE_MARGIN, self.y), shapes);
        self.missing.push_str(&missing);
        self.y += height;
    }

    fn put(&mut self, role: Role, offset: Vec2, shapes: Vec<Shape>) {
        self.pieces.push(Piece { role, offset, picture: Arc::new(Picture { shapes }) });
    }

    /// The title, and whom the map is about.
    fn add_head(&mut self, map: &EmpathyMap) {
        let title = map.title.trim();
        self.add(Role::Title, |writer| {
            writer.label("EMPATHY MAP", day(&map.created));
            writer.text(
                if title.is_empty() { "Without a title" } else { title },
                Face::SemiBold,
                30.0,
                38.0,
                Ink::Text,
            );
        });
        self.y += HEADING_GAP;
        let persona = &map.persona;
        if has_words(persona) {
            self.add(Role::Persona, |writer| {
                writer.card(CARD_PADDING, Ground::Page, |writer| write_persona(writer, persona));
            });
            self.y += PART_GAP;
        }
    }

    /// What the icons on the notes mean, with how many notes have them.
    fn add_legend(&mut self, map: &EmpathyMap) {
        let has_icons = |note: &Note| note.evidence.is_some() || note.feeling.is_some() || note.vote_total() > 0;
        if !map.notes.iter().any(has_icons) {
            return;
        }
        self.y += HEADING_GAP;
        self.add(Role::Legend, |writer| {
            for kind in Kind::ALL {
                let count = map.notes.iter().filter(|note| note.evidence == Some(kind)).count();
                if count > 0 {
                    let text = format!("{} · {count}", kind.label());
                    writer.entry(&text, |shapes, at| evidence_icon(shapes, at, kind, Ink::Muted));
                }
            }
            if let Some(feeling) = map.notes.iter().find_map(|note| note.feeling) {
                writer.entry("How it feels", |shapes, at| feeling_icon(shapes, at, feeling, Ink::Muted));
            }
            if map.notes.iter().any(|note| note.vote_total() > 0) {
                writer.entry("Votes", |shapes, at| {
                    let center = at + Vec2::splat(ICON_SIZE / 2.0);
                    shapes.push(Shape::Circle { center, radius: 3.75, fill: Ink::Muted, stroke: None });
                });
            }
            writer.end_row();
        });
    }

    /// Needs, motivations and tensions, in columns of about the same height.
    fn add_cards(&mut self, map: &EmpathyMap) {
        self.y += PART_GAP;
        let cards = cards_of(map);
        let (all, used) = used_notes(map);
        self.add(Role::Summary, |writer| {
            writer.text("Needs and motivations", Face::SemiBold, 20.0, 28.0, Ink::Text);
            writer.text(&counts(all, used), Face::Regular, 13.0, 20.0, Ink::Muted);
            if cards.is_empty() {
                writer.text("No needs, motivations or tensions yet", Face::Regular, 13.0, 20.0, Ink::Muted);
            }
        });
        if cards.is_empty() {
            return;
        }
        self.y += HEADING_GAP;
        let most = ((self.width + CARD_GAP) / (COLUMN + CARD_GAP)).floor().max(1.0);
        let column = (self.width + CARD_GAP) / most - CARD_GAP;
        let drawn = drawn_cards(self.texts, map, &cards, column, Shown::OnReport);
        let heights: Vec<f32> = drawn.iter().map(|card| card.height).collect();
        let limit = least_height(&heights, most as usize);
        let mut bottom = self.y;
        let mut drawn = cards.iter().zip(drawn);
        for (place, range) in fill(&heights, limit).into_iter().enumerate() {
            let left = PAGE_MARGIN + place as f32 * (column + CARD_GAP);
            let mut y = self.y;
            for (card, drawn) in drawn.by_ref().take(range.len()) {
                self.put(card.role(), vec2(left, y), drawn.shapes);
                self.missing.push_str(&drawn.missing);
                y += drawn.height + CARD_GAP;
            }
            bottom = bottom.max(y - CARD_GAP);
        }
        self.y = bottom;
    }

    /// The plan as a table with a row for each need, once one of them has a plan.
    fn add_plans(&mut self, map: &EmpathyMap) {
        if map.needs.iter().all(|need| need.plan.is_empty()) {
            return;
        }
        self.y += PART_GAP;
        let (place, top) = (self.pieces.len(), self.y);
        let widths = shares(self.width - 2.0 * CARD_PADDING, NEED_SHARE, &[1.0; 4]);
        self.add(Role::Plans, |writer| {
            writer.space(CARD_PADDING);
            writer.columns(CARD_PADDING, &widths, TEXT_GAP, |place, writer| match place.checked_sub(1) {
                None => writer.text("Plan", Face::SemiBold, 20.0, 28.0, Ink::Text),
                Some(step) => {
                    let (name, meaning) = STEPS[step];
                    writer.text(name, Face::SemiBold, 13.0, 18.0, Ink::Accent);
                    writer.text(meaning, Face::Regular, 12.0, 16.0, Ink::Muted);
                }
            });
            writer.space(ROW_PADDING);
        });
        for need in &map.needs {
            self.add(Role::Plan(need.id.clone()), |writer| {
                writer.rule(CARD_PADDING);
                writer.space(ROW_PADDING);
                writer.columns(CARD_PADDING, &widths, TEXT_GAP, |place, writer| match place.checked_sub(1) {
                    None => writer.text(&need.sentence(&map.persona), Face::SemiBold, 13.0, 18.0, Ink::Text),
                    Some(0) if need.plan.is_empty() => {
                        writer.text("No plan yet", Face::Regular, 13.0, 18.0, Ink::Muted);
                    }
                    Some(step) => {
                        let plan = &need.plan;
                        let text = [&plan.awareness, &plan.acknowledgment, &plan.action, &plan.advocacy][step];
                        writer.text(text.trim(), Face::Regular, 13.0, 18.0, Ink::Text);
                    }
                });
                writer.space(ROW_PADDING);
            });
        }
        let size = vec2(self.width, self.y - top);
        Arc::make_mut(&mut self.pieces[place].picture).shapes.insert(0, Ground::Page.card(Pos2::ZERO, size));
    }
}

fn has_words(persona: &Persona) -> bool {
    [&persona.name, &persona.role, &persona.scenario, &persona.goal, &persona.about]
        .iter()
        .any(|text| !text.trim().is_empty())
}

fn write_persona(writer: &mut Writer<'_>, persona: &Persona) {
    let parts = [("Situation", &persona.scenario, 1.0), ("Goal", &persona.goal, 1.0), ("About", &persona.about, 1.8)];
    let told: Vec<_> = parts.into_iter().filter(|(_, text, _)| !text.trim().is_empty()).collect();
    let weights: Vec<f32> = told.iter().map(|(.., weight)| *weight).collect();
    let widths = shares(writer.width(), PERSONA_SHARE, &weights);
    writer.columns(0.0, &widths, TEXT_GAP, |place, writer| match place.checked_sub(1) {
        None => writer.portrait(persona),
        Some(place) => {
            let (name, text, _) = told[place];
            writer.text(name, Face::SemiBold, 11.0, 18.0, Ink::Accent);
            writer.text(text.trim(), Face::Regular, 14.0, 20.0, Ink::Text);
        }
    });
}

/// The widths of a column with this share of `width`, and of others beside it by their weights.
fn shares(width: f32, first: f32, weights: &[f32]) -> Vec<f32> {
    let total: f32 = weights.iter().sum();
    let free = width * (1.0 - first) - weights.len() as f32 * TEXT_GAP;
    let others = weights.iter().map(|weight| (free * weight / total).max(1.0));
    [width * first].into_iter().chain(others).collect()
}

/// The day of a time stamp, or nothing where it is not one.
fn day(time: &str) -> &str {
    let is_day = |day: &&str| {
        day.bytes().enumerate().all(|(at, byte)| if at == 4 || at == 7 { byte == b'-' } else { byte.is_ascii_digit() })
    };
    time.get(..10).filter(is_day).unwrap_or_default()
}
