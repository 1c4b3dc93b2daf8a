//! A page of cards and tables, and what every such page has: the plan, and what is not known.

use std::sync::Arc;

use epaint::emath::{Pos2, Vec2, vec2};

use super::card::{Ground, Writer};
use super::{CARD_GAP, CARD_PADDING, DrawnCard, fill, least_height};
use crate::model::EmpathyMap;
use crate::scene::metrics::PAGE_MARGIN;
use crate::scene::texts::Texts;
use crate::scene::{Face, Ink, Picture, Piece, Role, Section, Shape};
use crate::synthesis::gaps;

/// Space between the parts of the page.
pub(super) const PART_GAP: f32 = 22.0;
/// Space between a heading and what it is about.
pub(super) const HEADING_GAP: f32 = 12.0;
/// Space between columns of text.
pub(super) const TEXT_GAP: f32 = 28.0;
/// A need beside its plan, as a share of the page's width.
const NEED_SHARE: f32 = 0.24;
/// Space above and below the texts of a row.
pub(super) const ROW_PADDING: f32 = 10.0;
/// What is not known stands in columns at least this wide.
const GAP_COLUMN: f32 = 440.0;
/// A dot before each, with the space after it.
const BULLET: f32 = 10.0;

/// The steps of a plan, and what each asks.
const STEPS: [(&str, &str); 4] = [
    ("Awareness", "How we know of it"),
    ("Acknowledgment", "How we say that we know"),
    ("Action", "What we do"),
    ("Advocacy", "How we stand up for it afterwards"),
];

/// A page that pieces are put on from the top downwards.
pub(super) struct Page<'a> {
    pub texts: &'a mut Texts,
    /// Where the next piece begins.
    pub y: f32,
    /// How wide it is between its margins.
    pub width: f32,
    pub missing: String,
    pub pieces: Vec<Piece>,
}

impl<'a> Page<'a> {
    /// An empty page.
    pub fn new(texts: &'a mut Texts, width: f32) -> Self {
        Self { texts, y: PAGE_MARGIN, width, missing: String::new(), pieces: Vec::new() }
    }

    /// The whole page with its margins.
    pub fn size(&self) -> Vec2 {
        vec2(self.width + 2.0 * PAGE_MARGIN, self.y + PAGE_MARGIN).ceil()
    }

    /// The kind of page, the day, and the title.
    pub fn add_title(&mut self, kind: &str, map: &EmpathyMap) {
        let title = map.title.trim();
        let title = if title.is_empty() { "Without a title" } else { title };
        self.add(Role::Title, |writer| {
            writer.label(kind, day(&map.created));
            writer.text(title, Face::SemiBold, 30.0, 38.0, Ink::Text);
        });
    }

    /// Adds a piece as wide as the page.
    pub fn add(&mut self, role: Role, draw: impl FnOnce(&mut Writer<'_>)) {
        let mut writer = Writer::new(self.texts, 0.0, 0.0, self.width);
        draw(&mut writer);
        let (shapes, height, missing) = writer.finish();
        self.put(role, vec2(PAGE_MARGIN, self.y), shapes);
        self.missing.push_str(&missing);
        self.y += height;
    }

    /// Adds cards in so many columns of about the same height, which are read one after the other.
    pub fn add_columns(&mut self, cards: Vec<(Role, DrawnCard)>, columns: usize) {
        let column = self.column(columns);
        let heights: Vec<f32> = cards.iter().map(|(_, card)| card.height).collect();
        let limit = least_height(&heights, columns);
        let mut bottom = self.y;
        let mut cards = cards.into_iter();
        for (place, range) in fill(&heights, limit).into_iter().enumerate() {
            let left = PAGE_MARGIN + place as f32 * (column + CARD_GAP);
            let mut y = self.y;
            for (role, card) in cards.by_ref().take(range.len()) {
                self.put(role, vec2(left, y), card.shapes);
                self.missing.push_str(&card.missing);
                y += card.height + CARD_GAP;
            }
            bottom = bottom.max(y - CARD_GAP);
        }
        self.y = bottom;
    }

    /// How wide each of so many columns is.
    pub fn column(&self, columns: usize) -> f32 {
        (self.width + CARD_GAP) / columns as f32 - CARD_GAP
    }

    /// How many columns at least this wide there is room for.
    pub fn columns_of(&self, least: f32) -> usize {
        ((self.width + CARD_GAP) / (least + CARD_GAP)).floor().max(1.0) as usize
    }

    /// The heading of a section.
    pub fn add_heading(&mut self, section: Section, remark: &str) {
        self.y += PART_GAP;
        self.add(Role::Section(section), |writer| {
            writer.text(section.label(), Face::SemiBold, 18.0, 26.0, Ink::Text);
            writer.detail("", remark);
        });
        self.y += HEADING_GAP / 2.0;
    }

    fn put(&mut self, role: Role, offset: Vec2, shapes: Vec<Shape>) {
        self.pieces.push(Piece { role, offset, picture: Arc::new(Picture { shapes }) });
    }

    /// The plan as a table with a row for each need, once one of them has a plan.
    pub fn add_plans(&mut self, map: &EmpathyMap) {
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

    /// What the map does not know, in sentences; nothing where it knows everything.
    pub fn add_gaps(&mut self, map: &EmpathyMap) {
        let gaps = gaps(map);
        if gaps.is_empty() {
            return;
        }
        self.add_heading(Section::Gaps, "");
        let columns = self.columns_of(GAP_COLUMN);
        let width = self.column(columns);
        let drawn = (gaps.iter().enumerate()).map(|(place, gap)| {
            let card = DrawnCard::new(self.texts, width, |writer| {
                writer.columns(0.0, &[BULLET, width - 2.0 * BULLET], BULLET, |part, writer| match part {
                    0 => writer.text("•", Face::SemiBold, 13.0, 18.0, Ink::Accent),
                    _ => writer.text(&gap.sentence(map), Face::Regular, 13.0, 18.0, Ink::Text),
                });
            });
            (Role::Gap(place), card)
        });
        let drawn = drawn.collect();
        self.add_columns(drawn, columns);
    }
}

/// The widths of a column with this share of `width`, and of others beside it by their weights.
pub(super) fn shares(width: f32, first: f32, weights: &[f32]) -> Vec<f32> {
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
