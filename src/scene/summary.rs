//! Needs, motivations and tensions as a picture for exports.

mod card;
mod one_page;
mod page;
mod report;

use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::sync::Arc;

use epaint::emath::{Rect, Vec2, pos2, vec2};

use self::card::{Ground, Writer};
use super::texts::Texts;
use super::{Align, Face, Ink, Picture, Piece, Role, Shape};
use crate::model::{EmpathyMap, Motivation, Need, NoteId, People, Tension, Tone};
use crate::synthesis::Strengths;

/// Width of a summary with one column, in board units.
pub const SUMMARY_WIDTH: f32 = 400.0;
const PADDING: f32 = 24.0;
const CARD_GAP: f32 = 14.0;
const CARD_PADDING: f32 = 16.0;
const BAR_HEIGHT: f32 = 5.0;
/// Most columns of cards.
const MAX_COLUMNS: usize = 6;
/// What stands above and below the cards.
const HEADER_HEIGHT: f32 = 125.0;
/// Beside a low map, the summary is at least this high before it takes another column.
const LEAST_LIMIT: f32 = 900.0;
/// How much higher than what stands beside it a summary may be before it takes another column.
const BESIDE: f32 = 1.35;
/// Height over width of a summary that stands alone.
const MAX_ASPECT: f32 = 1.5;

/// The summary of a map as a picture.
#[derive(Clone, Debug, Default)]
pub struct Summary {
    /// Width and height in board units.
    pub size: Vec2,
    /// What to paint, from the top-left corner: the ground with the heading, then a piece for each card.
    pub pieces: Vec<Piece>,
    /// Characters that no font can draw.
    pub missing: String,
}

/// How high a summary may be before it takes another column.
#[derive(Clone, Copy, Debug)]
pub(super) enum Fit {
    /// Not much higher than what stands beside it, which is this high.
    Height(f32),
    /// Not much higher than wide.
    Page,
}

/// A card of the summary.
enum Card<'a> {
    Need(&'a Need),
    Motivation(&'a Motivation),
    Tension(&'a Tension),
}

impl Card<'_> {
    fn role(&self) -> Role {
        match self {
            Self::Need(need) => Role::Need(need.id.clone()),
            Self::Motivation(motivation) => Role::Motivation(motivation.id.clone()),
            Self::Tension(tension) => Role::Tension(tension.id.clone()),
        }
    }
}

/// Where a card is shown.
#[derive(Clone, Copy, Debug)]
enum Shown {
    /// In the summary, with everything.
    InSummary,
    /// On the report, which has the plan in a table of its own.
    OnReport,
}

/// The shapes of a card from its top-left corner.
struct DrawnCard {
    shapes: Vec<Shape>,
    height: f32,
    missing: String,
}

impl DrawnCard {
    fn new(texts: &mut Texts, width: f32, draw: impl FnOnce(&mut Writer<'_>)) -> Self {
        let mut writer = Writer::new(texts, 0.0, 0.0, width);
        draw(&mut writer);
        let (shapes, height, missing) = writer.finish();
        Self { shapes, height, missing }
    }
}

fn cards_of(map: &EmpathyMap) -> Vec<Card<'_>> {
    let needs = map.needs.iter().map(Card::Need);
    let motivations = map.motivations.iter().map(Card::Motivation);
    needs.chain(motivations).chain(map.tensions.iter().map(Card::Tension)).collect()
}

fn drawn_cards(texts: &mut Texts, map: &EmpathyMap, cards: &[Card<'_>], column: f32, shown: Shown) -> Vec<DrawnCard> {
    let evidence = Evidence::new(map);
    let drawn = cards.iter();
    drawn.map(|card| DrawnCard::new(texts, column, |writer| write_card(writer, map, &evidence, card, shown))).collect()
}

/// Lays out the summary.
pub(super) fn draw(texts: &mut Texts, map: &EmpathyMap, fit: Fit) -> Summary {
    let cards = cards_of(map);
    let column = SUMMARY_WIDTH - 2.0 * PADDING;
    let drawn = drawn_cards(texts, map, &cards, column, Shown::InSummary);
    let heights: Vec<f32> = drawn.iter().map(|card| card.height).collect();
    let columns = arrange(&heights, column, fit);

    let inner = columns.len() as f32 * (column + CARD_GAP) - CARD_GAP;
    let mut writer = Writer::new(texts, PADDING, PADDING, inner);
    write_header(&mut writer, map, cards.is_empty());
    let (heading, top, mut missing) = writer.finish();
    let mut bottom = top;
    let mut pieces = Vec::with_capacity(1 + cards.len());
    let mut drawn = cards.iter().zip(drawn);
    for (index, range) in columns.into_iter().enumerate() {
        let left = PADDING + index as f32 * (column + CARD_GAP);
        let mut y = top;
        for (card, drawn) in drawn.by_ref().take(range.len()) {
            let offset = vec2(left, y + CARD_GAP);
            pieces.push(Piece { role: card.role(), offset, picture: Arc::new(Picture { shapes: drawn.shapes }) });
            missing.push_str(&drawn.missing);
            y = offset.y + drawn.height;
        }
        bottom = bottom.max(y);
    }

    let size = vec2(inner + 2.0 * PADDING, bottom + PADDING).ceil();
    let mut shapes = vec![Shape::Rect {
        rect: Rect::from_min_size(pos2(0.0, 0.0), size),
        radius: super::metrics::QUADRANT_RADIUS,
        fill: Ink::Surface,
        stroke: Some((1.0, Ink::Line)),
        shadow: None,
    }];
    shapes.extend(heading);
    pieces.insert(0, Piece { role: Role::Summary, offset: Vec2::ZERO, picture: Arc::new(Picture { shapes }) });
    Summary { size, pieces, missing }
}

fn write_header(writer: &mut Writer<'_>, map: &EmpathyMap, empty: bool) {
    writer.text("Needs and motivations", Face::SemiBold, 20.0, 28.0, Ink::Text);
    let (all, used) = used_notes(map);
    writer.text(&counts(all, used), Face::Regular, 13.0, 20.0, Ink::Muted);
    writer.space(5.0);
    let share = if all == 0 { 0.0 } else { used as f32 / all as f32 };
    writer.bar(share, BAR_HEIGHT);
    writer.space(4.0);
    if empty {
        writer.space(CARD_GAP);
        writer.text("No needs, motivations or tensions yet", Face::Regular, 13.0, 20.0, Ink::Muted);
    }
}

/// How many notes there are, and how many of them something rests on.
fn counts(all: usize, used: usize) -> String {
    let notes = if all == 1 { "1 note".to_owned() } else { format!("{all} notes") };
    format!("{notes} · {used} used as evidence · {} not yet used", all - used)
}

fn write_card(writer: &mut Writer<'_>, map: &EmpathyMap, evidence: &Evidence<'_>, card: &Card<'_>, shown: Shown) {
    let ground = match shown {
        Shown::InSummary => Ground::Surface,
        Shown::OnReport => Ground::Page,
    };
    writer.card(CARD_PADDING, ground, |writer| match card {
        Card::Need(need) => draw_need(writer, map, evidence, need, shown),
        Card::Motivation(motivation) => draw_motivation(writer, evidence, motivation),
        Card::Tension(tension) => draw_tension(writer, evidence, tension),
    });
}

/// The cards of each column, in order: the fewest columns that fit, about equally high.
fn arrange(heights: &[f32], column: f32, fit: Fit) -> Vec<Range<usize>> {
    for columns in 1..MAX_COLUMNS {
        let height = least_height(heights, columns);
        let enough = match fit {
            Fit::Height(limit) => height + HEADER_HEIGHT <= BESIDE * limit.max(LEAST_LIMIT),
            Fit::Page => height <= MAX_ASPECT * columns as f32 * column,
        };
        if enough {
            return fill(heights, height);
        }
    }
    fill(heights, least_height(heights, MAX_COLUMNS))
}

/// The least height at which the cards fit into so many columns.
fn least_height(heights: &[f32], columns: usize) -> f32 {
    let mut low = heights.iter().copied().fold(0.0, f32::max);
    let mut high = heights.iter().sum::<f32>() + CARD_GAP * heights.len() as f32;
    while high - low > 0.5 {
        let middle = (low + high) / 2.0;
        if fill(heights, middle).len() <= columns { high = middle } else { low = middle }
    }
    high
}

/// Fills columns of this height one after the other; there is always one.
fn fill(heights: &[f32], limit: f32) -> Vec<Range<usize>> {
    let mut columns = Vec::new();
    let (mut start, mut used) = (0, 0.0);
    for (index, height) in heights.iter().enumerate() {
        if index > start && used + CARD_GAP + height > limit {
            columns.push(start..index);
            (start, used) = (index, 0.0);
        }
        used += height + if index > start { CARD_GAP } else { 0.0 };
    }
    columns.push(start..heights.len());
    columns
}

/// How many notes there are, and on how many of them some need, motivation or tension rests.
fn used_notes(map: &EmpathyMap) -> (usize, usize) {
    let needs = map.needs.iter().flat_map(|need| need.supports.iter().chain(&need.contradicts));
    let motivations = map.motivations.iter().flat_map(|item| item.supports.iter().chain(&item.contradicts));
    let tensions = map.tensions.iter().flat_map(|tension| tension.this.iter().chain(&tension.but));
    let used: HashSet<&NoteId> = needs.chain(motivations).chain(tensions).collect();
    (map.notes.len(), map.notes.iter().filter(|note| used.contains(&note.id)).count())
}

/// Where the notes lie, whom they are about and how well they support something.
struct Evidence<'a> {
    quadrants: Vec<(&'a str, Tone)>,
    notes: HashMap<&'a NoteId, (usize, &'a str)>,
    people: People<'a>,
    strengths: Strengths<'a>,
}

impl<'a> Evidence<'a> {
    fn new(map: &'a EmpathyMap) -> Self {
        let places: HashMap<_, usize> = map.quadrants.iter().map(|quadrant| &quadrant.id).zip(0..).collect();
        let quadrants = map.quadrants.iter().map(|quadrant| (quadrant.title.trim(), quadrant.tone)).collect();
        let place = |id| places.get(id).copied().unwrap_or_default();
        let notes = map.notes.iter().map(|note| (&note.id, (place(&note.quadrant), note.text.trim()))).collect();
        Self { quadrants, notes, people: People::of(map), strengths: Strengths::new(map) }
    }

    /// The quadrants' names and tones with the number of these notes in each, in document order, without empty ones.
    fn by_quadrant(&self, notes: &[NoteId]) -> Vec<(&'a str, Tone, usize)> {
        let mut counts = vec![0; self.quadrants.len()];
        for (quadrant, _) in notes.iter().filter_map(|note| self.notes.get(note)) {
            if let Some(count) = counts.get_mut(*quadrant) {
                *count += 1;
            }
        }
        let named = self.quadrants.iter().zip(counts).map(|(&(title, tone), count)| (title, tone, count));
        named.filter(|(_, _, count)| *count > 0).collect()
    }

    /// What these notes say, in quotation marks.
    fn quoted(&self, notes: &[NoteId]) -> String {
        let quotes: Vec<String> =
            notes.iter().filter_map(|note| self.notes.get(note)).map(|(_, text)| format!("“{text}”")).collect();
        quotes.join(", ")
    }
}

fn draw_need(card: &mut Writer<'_>, map: &EmpathyMap, evidence: &Evidence<'_>, need: &Need, shown: Shown) {
    card.label("NEED", need.priority.map_or("", |priority| priority.label()));
    card.text(&need.sentence(&map.persona), Face::SemiBold, 15.5, 21.0, Ink::Text);
    card.detail("because", &need.because);
    card.detail("when", &need.when);
    card.detail("so", &need.so_that);
    draw_evidence(card, evidence, &need.supports, &need.contradicts);
    let level = evidence.strengths.of_need(need).level;
    let reach = evidence.people.behind_need(need);
    if !need.supports.is_empty() {
        card.space(5.0);
        let reach = if reach.is_known() { format!(" · {reach}") } else { String::new() };
        card.detail("", &format!("{}{reach}", level.label()));
    }
    if matches!(shown, Shown::InSummary) && !need.plan.is_empty() {
        card.space(8.0);
        let plan = &need.plan;
        for (name, text) in [
            ("Awareness", &plan.awareness),
            ("Acknowledgment", &plan.acknowledgment),
            ("Action", &plan.action),
            ("Advocacy", &plan.advocacy),
        ] {
            card.named(name, text);
        }
    }
    let met_when: Vec<&str> = need.met_when.iter().map(|met| met.trim()).filter(|met| !met.is_empty()).collect();
    if !met_when.is_empty() {
        card.space(5.0);
        card.named("Met when", &met_when.join("\n"));
    }
}

fn draw_motivation(card: &mut Writer<'_>, evidence: &Evidence<'_>, motivation: &Motivation) {
    let direction = motivation.direction.map(|direction| direction.label());
    let driver = motivation.driver.map(|driver| driver.label());
    let note: Vec<&str> = direction.into_iter().chain(driver).collect();
    card.label("MOTIVATION", &note.join(" · "));
    let statement = motivation.statement.trim();
    card.text(&capitalised(statement), Face::SemiBold, 15.5, 21.0, Ink::Text);
    draw_evidence(card, evidence, &motivation.supports, &motivation.contradicts);
}

fn draw_tension(card: &mut Writer<'_>, evidence: &Evidence<'_>, tension: &Tension) {
    card.label("TENSION", "");
    card.text(&evidence.quoted(&tension.this), Face::SemiBold, 14.0, 20.0, Ink::Text);
    card.text(&format!("but {}", evidence.quoted(&tension.but)), Face::SemiBold, 14.0, 20.0, Ink::Text);
    card.detail("", &tension.insight);
    let both: Vec<NoteId> = tension.this.iter().chain(&tension.but).cloned().collect();
    draw_evidence(card, evidence, &both, &[]);
}

fn draw_evidence(card: &mut Writer<'_>, evidence: &Evidence<'_>, supports: &[NoteId], contradicts: &[NoteId]) {
    card.space(7.0);
    if supports.is_empty() {
        card.pill("Assumption", Ink::AccentSoft, Ink::Accent);
    } else {
        for (title, tone, count) in evidence.by_quadrant(supports) {
            card.chip(title, tone, count);
        }
    }
    if !contradicts.is_empty() {
        card.pill(&format!("{} against", contradicts.len()), Ink::AccentSoft, Ink::Accent);
    }
    card.end_row();
}

/// The text with a capital first letter, as statements begin a line here.
fn capitalised(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

impl super::Layout {
    /// Lays out needs, motivations and tensions as a picture: one column [`SUMMARY_WIDTH`] wide, or several where it would
    /// be much higher than wide.
    pub fn summary(&mut self, map: &EmpathyMap) -> Summary {
        draw(self.texts(), map, Fit::Page)
    }

    /// Lays out the summary in as many columns as it takes to be about as high as what stands beside it.
    pub(super) fn summary_beside(&mut self, map: &EmpathyMap, height: f32) -> Summary {
        draw(self.texts(), map, Fit::Height(height))
    }

    /// Breaks a text into lines no wider than `width`, from memory where it was asked for before.
    pub fn text(&mut self, text: &str, face: Face, size: f32, width: f32) -> Arc<super::TextBlock> {
        self.texts().block(text, face, size, width)
    }
}

/// Text is set from where the paragraph begins.
const ALIGN: Align = Align::Start;
