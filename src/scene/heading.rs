//! The heading of a quadrant: dot, title, number of notes and question.

use epaint::emath::{Rect, pos2, vec2};

use super::metrics::{QUADRANT_HEADER, QUADRANT_PADDING, QUADRANT_PROMPT, QUADRANT_TITLE};
use super::texts::Texts;
use super::{Align, Face, Ink, Shape};
use crate::model::Quadrant;

const TITLE_LINE: f32 = 26.0;
const PROMPT_LINE: f32 = 18.0;
/// Space above the title.
const TOP: f32 = 15.0;
/// From the top of the title's line to the top of a question beside it, so that both stand on one baseline.
const PROMPT_DROP: f32 = 6.5;
const DOT_RADIUS: f32 = 6.5;
/// Space for the dot and what follows it.
const DOT_SPACE: f32 = 24.0;
/// Space between title and question on one line.
const PART_GAP: f32 = 16.0;

/// A quadrant's heading, in the quadrant's coordinates.
#[derive(Clone, Debug)]
pub(super) struct Heading {
    pub height: f32,
    pub title_rect: Rect,
    pub prompt_rect: Rect,
    pub shapes: Vec<Shape>,
    pub missing: String,
}

/// Where a heading may stand.
#[derive(Clone, Copy, Debug)]
pub(super) struct HeadingSpace {
    /// Left and right end in the quadrant.
    pub left: f32,
    pub right: f32,
    /// Whether it stands on the right, as in the columns on the right.
    pub mirrored: bool,
}

/// Draws a heading: on one line where it fits, otherwise title over question, with as many lines as they need.
pub(super) fn draw(texts: &mut Texts, quadrant: &Quadrant, note_count: usize, space: HeadingSpace) -> Heading {
    let HeadingSpace { left, right, mirrored } = space;
    let width = (right - left - DOT_SPACE).max(80.0);
    let prompt_text = match (quadrant.prompt.trim(), mirrored) {
        ("", _) => note_count.to_string(),
        (prompt, false) => format!("{note_count} · {prompt}"),
        (prompt, true) => format!("{prompt} · {note_count}"),
    };
    let title = texts.block(quadrant.title.trim(), Face::SemiBold, QUADRANT_TITLE, width);
    let prompt = texts.block(&prompt_text, Face::Regular, QUADRANT_PROMPT, width);
    let mut shapes = Vec::new();
    let dot_x = if mirrored { right - DOT_RADIUS } else { left + DOT_RADIUS };
    let center = pos2(dot_x, TOP + TITLE_LINE / 2.0);
    let tone = Ink::Strong(quadrant.tone);
    shapes.push(Shape::Circle { center, radius: DOT_RADIUS, fill: tone, stroke: None });

    let text_left = if mirrored { right - DOT_SPACE - width } else { left + DOT_SPACE };
    let align = if mirrored { Align::Right } else { Align::Start };
    let title_size = title.extent(TITLE_LINE);
    let title_x = if mirrored { right - DOT_SPACE - title_size.x } else { text_left };
    let title_rect = Rect::from_min_size(pos2(title_x, TOP), title_size);
    title.place(&mut shapes, title_rect.min, title_size.x, TITLE_LINE, align, tone);

    let one_line =
        title.line_count() == 1 && prompt.line_count() == 1 && title_size.x + PART_GAP + prompt.width() <= width;
    let prompt_size = prompt.extent(PROMPT_LINE);
    let prompt_min = match (one_line, mirrored) {
        (true, false) => pos2(title_rect.max.x + PART_GAP, TOP + PROMPT_DROP),
        (true, true) => pos2(title_rect.min.x - PART_GAP - prompt_size.x, TOP + PROMPT_DROP),
        (false, false) => pos2(text_left, title_rect.max.y),
        (false, true) => pos2(right - DOT_SPACE - prompt_size.x, title_rect.max.y),
    };
    let prompt_rect = Rect::from_min_size(prompt_min, vec2(prompt_size.x, prompt_size.y));
    prompt.place(&mut shapes, prompt_rect.min, prompt_size.x, PROMPT_LINE, align, Ink::Muted);
    let height = (title_rect.max.y.max(prompt_rect.max.y) + TOP).max(QUADRANT_HEADER).ceil();
    let missing = format!("{}{}", title.missing, prompt.missing);
    Heading { height, title_rect, prompt_rect, shapes, missing }
}

/// The whole width of a quadrant without anything in the way.
pub(super) fn full_width(width: f32, mirrored: bool) -> HeadingSpace {
    HeadingSpace { left: QUADRANT_PADDING, right: width - QUADRANT_PADDING, mirrored }
}
