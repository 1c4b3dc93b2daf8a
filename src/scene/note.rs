//! The picture of a note.

use std::sync::Arc;

use epaint::emath::{Rect, Vec2, pos2, vec2};

use super::icons::{ICON_SIZE, evidence_icon, feeling_icon};
use super::metrics::{NOTE_FOOTER, NOTE_LINE, NOTE_MIN_HEIGHT, NOTE_PADDING, NOTE_RADIUS, NOTE_TEXT, NOTE_WIDTH};
use super::texts::Texts;
use super::{Align, Face, Ink, Picture, Shadow, Shape};
use crate::model::{Evidence, Feeling, Note, Tone};

/// Height of a line of the footer.
const FOOTER_LINE: f32 = 15.0;
/// Space between the parts of a note.
const PART_GAP: f32 = 8.0;
/// Space between the ends of a theme's label and its text.
const LABEL_PADDING: f32 = 8.0;
/// Height of a theme's label with one line.
const LABEL_HEIGHT: f32 = 18.0;
/// Radius of a vote's dot, and the distance between two.
const VOTE_RADIUS: f32 = 3.75;
const VOTE_STEP: f32 = 10.5;
/// Votes shown as dots; beyond, a number says it.
const VOTE_DOTS: u64 = 5;

/// The soft shadow under a note.
const SHADOW: Shadow = Shadow { offset: 1.5, blur: 5.0, alpha: 0.16 };

/// Everything that a note shows: while it is the same, so is its picture.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct NoteLook {
    tone: Tone,
    text: String,
    theme: Option<(usize, String)>,
    evidence: Option<Evidence>,
    origin: String,
    feeling: Option<Feeling>,
    votes: u64,
}

impl NoteLook {
    pub fn new(note: &Note, tone: Tone, theme: Option<(usize, &str)>) -> Self {
        Self {
            tone,
            text: note.text.clone(),
            theme: theme.map(|(index, title)| (index, title.to_owned())),
            evidence: note.evidence,
            origin: origin(note).to_owned(),
            feeling: note.feeling,
            votes: note.vote_total(),
        }
    }

    /// Whether `note` still looks like this.
    pub fn fits(&self, note: &Note, tone: Tone, theme: Option<(usize, &str)>) -> bool {
        self.tone == tone
            && self.text == note.text
            && self.theme.as_ref().map(|(index, title)| (*index, title.as_str())) == theme
            && self.evidence == note.evidence
            && self.origin == origin(note)
            && self.feeling == note.feeling
            && self.votes == note.vote_total()
    }
}

/// Where the note comes from: its source, otherwise who wrote it.
fn origin(note: &Note) -> &str {
    if note.source.trim().is_empty() { &note.author } else { &note.source }
}

/// A note's picture, with the parts that a window has to find again.
#[derive(Clone, Debug)]
pub(super) struct DrawnNote {
    pub size: Vec2,
    pub text_rect: Rect,
    pub evidence_rect: Option<Rect>,
    pub theme_rect: Option<Rect>,
    pub picture: Arc<Picture>,
    pub missing: String,
}

/// The height of a note with this many lines of text and one line of footer.
pub(super) fn height_of_lines(lines: usize) -> f32 {
    let text = NOTE_PADDING + lines as f32 * NOTE_LINE;
    (text + PART_GAP + FOOTER_LINE + NOTE_PADDING).max(NOTE_MIN_HEIGHT).ceil()
}

/// Draws a note from its top-left corner.
pub(super) fn draw(texts: &mut Texts, look: &NoteLook) -> DrawnNote {
    let inner = NOTE_WIDTH - 2.0 * NOTE_PADDING;
    let text = texts.fonts.break_text(&look.text, Face::Regular, NOTE_TEXT, inner);
    let mut missing = text.missing.clone();
    let mut above = Vec::new();
    let text_rect = Rect::from_min_size(pos2(NOTE_PADDING, NOTE_PADDING), vec2(inner, text.extent(NOTE_LINE).y));
    text.place(&mut above, text_rect.min, inner, NOTE_LINE, Align::Start, Ink::Text);
    let mut bottom = text_rect.max.y;

    let mut theme_rect = None;
    if let Some((index, title)) = look.theme.as_ref().filter(|(_, title)| !title.trim().is_empty()) {
        let label = texts.block(title, Face::SemiBold, NOTE_FOOTER, inner - 2.0 * LABEL_PADDING);
        missing.push_str(&label.missing);
        let extent = label.extent(FOOTER_LINE);
        let size = vec2(extent.x + 2.0 * LABEL_PADDING, extent.y + LABEL_HEIGHT - FOOTER_LINE);
        let rect = Rect::from_min_size(pos2(NOTE_PADDING, bottom + PART_GAP), size);
        let fill = Ink::Theme(*index);
        above.push(Shape::Rect { rect, radius: LABEL_HEIGHT / 2.0, fill, stroke: None, shadow: None });
        let origin = pos2(rect.min.x + LABEL_PADDING, rect.min.y + (LABEL_HEIGHT - FOOTER_LINE) / 2.0);
        label.place(&mut above, origin, extent.x, FOOTER_LINE, Align::Start, Ink::OnAccent);
        theme_rect = Some(rect);
        bottom = rect.max.y;
    }

    let footer = draw_footer(texts, look, &mut above, &mut missing, bottom + PART_GAP);
    bottom = footer.bottom.unwrap_or(bottom) + NOTE_PADDING;

    let size = vec2(NOTE_WIDTH, bottom.max(NOTE_MIN_HEIGHT).ceil());
    let mut shapes = vec![Shape::Rect {
        rect: Rect::from_min_size(pos2(0.0, 0.0), size),
        radius: NOTE_RADIUS,
        fill: Ink::Paper(look.tone),
        stroke: None,
        shadow: Some(SHADOW),
    }];
    shapes.append(&mut above);
    let picture = Arc::new(Picture { shapes });
    DrawnNote { size, text_rect, evidence_rect: footer.evidence_rect, theme_rect, picture, missing }
}

struct Footer {
    /// `None` when there is nothing to show.
    bottom: Option<f32>,
    evidence_rect: Option<Rect>,
}

/// Evidence and origin on the left, feeling and votes on the right.
fn draw_footer(texts: &mut Texts, look: &NoteLook, shapes: &mut Vec<Shape>, missing: &mut String, top: f32) -> Footer {
    let middle = top + FOOTER_LINE / 2.0;
    let strong = Ink::Strong(look.tone);
    let mut right = NOTE_WIDTH - NOTE_PADDING;
    if look.votes > VOTE_DOTS {
        let number = texts.block(&look.votes.to_string(), Face::SemiBold, NOTE_FOOTER, f32::INFINITY);
        let width = number.width();
        number.place(shapes, pos2(right - width, top), width, FOOTER_LINE, Align::Start, strong);
        right -= width + 4.0 + 2.0 * VOTE_RADIUS;
        let center = pos2(right + VOTE_RADIUS, middle);
        shapes.push(Shape::Circle { center, radius: VOTE_RADIUS, fill: strong, stroke: None });
    } else {
        for _ in 0..look.votes {
            let center = pos2(right - VOTE_RADIUS, middle);
            shapes.push(Shape::Circle { center, radius: VOTE_RADIUS, fill: strong, stroke: None });
            right -= VOTE_STEP;
        }
        if look.votes > 0 {
            right += VOTE_STEP - 2.0 * VOTE_RADIUS;
        }
    }
    if let Some(feeling) = look.feeling {
        right -= ICON_SIZE + if look.votes > 0 { 6.0 } else { 0.0 };
        feeling_icon(shapes, pos2(right, middle - ICON_SIZE / 2.0), feeling, strong);
    }
    let mut left = NOTE_PADDING;
    let mut evidence_rect = None;
    if let Some(evidence) = look.evidence {
        let rect = Rect::from_min_size(pos2(left, middle - ICON_SIZE / 2.0), Vec2::splat(ICON_SIZE));
        evidence_icon(shapes, rect.min, evidence, Ink::Muted);
        evidence_rect = Some(rect);
        left += ICON_SIZE + 5.0;
    }
    let mut lines = 0;
    if !look.origin.trim().is_empty() {
        let width = right - left - if right < NOTE_WIDTH - NOTE_PADDING { PART_GAP } else { 0.0 };
        let origin = texts.block(look.origin.trim(), Face::Regular, NOTE_FOOTER, width);
        missing.push_str(&origin.missing);
        origin.place(shapes, pos2(left, top), width, FOOTER_LINE, Align::Start, Ink::Muted);
        lines = origin.line_count();
    }
    let shown = lines > 0 || evidence_rect.is_some() || look.votes > 0 || look.feeling.is_some();
    Footer { bottom: shown.then_some(top + FOOTER_LINE * lines.max(1) as f32), evidence_rect }
}
