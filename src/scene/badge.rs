//! The persona badge in the middle of the board.

use std::sync::Arc;

use epaint::emath::{Pos2, Rect, Vec2, pos2, vec2};
use unicode_segmentation::UnicodeSegmentation;

use super::icons::{goal_icon, person_icon};
use super::texts::Texts;
use super::{Align, Face, Ink, Picture, Shadow, Shape, TextBlock};
use crate::model::Persona;

/// Radius of the disc with the initial.
pub(super) const DISC: f32 = 24.0;
/// Least and greatest radius of the circle; longer texts get a rectangle with round ends.
const MIN_RADIUS: f32 = 75.0;
const MAX_RADIUS: f32 = 104.0;
/// Space between the texts and the edge.
const PADDING: f32 = 10.0;
/// Width at which the texts break in a circle, and in a rectangle.
const NARROW: f32 = 120.0;
const WIDE: f32 = 240.0;
const NAME: (f32, f32) = (16.0, 21.0);
const DETAIL: (f32, f32) = (12.0, 16.0);

const SHADOW: Shadow = Shadow { offset: 2.0, blur: 10.0, alpha: 0.10 };

/// The badge's size and picture.
#[derive(Clone, Debug, Default)]
pub(super) struct DrawnBadge {
    pub size: Vec2,
    pub picture: Arc<Picture>,
    pub missing: String,
}

/// Space above role and scenario, and above the goal: there a target stands between two hairlines.
const PART_GAP: f32 = 3.0;
const GOAL_GAP: f32 = 20.0;
/// Side of the target, and how far the hairlines reach from it.
const TARGET: f32 = 11.0;
const HAIRLINE: f32 = 22.0;

/// A text of the badge with the space above it, its line height and its colour.
struct Part {
    block: Arc<TextBlock>,
    gap: f32,
    line: f32,
    ink: Ink,
}

/// Draws the badge: a circle, or a rectangle with round corners where the texts are long.
pub(super) fn draw(texts: &mut Texts, persona: &Persona) -> DrawnBadge {
    let narrow = parts(texts, persona, NARROW);
    let radius = narrow_radius(&narrow);
    let (parts, size, corner) = if radius <= MAX_RADIUS {
        let radius = radius.max(MIN_RADIUS).ceil();
        (narrow, Vec2::splat(2.0 * radius), radius)
    } else {
        let wide = parts(texts, persona, WIDE);
        let width = wide.iter().map(|part| part.block.width()).fold(NARROW, f32::max);
        // Even, so that half of it is whole and dropped notes keep their whole coordinates.
        let even = |length: f32| 2.0 * (length / 2.0).ceil();
        let size = vec2(even(width + 5.0 * PADDING), even(content_height(&wide) + 3.0 * PADDING));
        (wide, size, DISC + PADDING)
    };

    let mut shapes = vec![Shape::Rect {
        rect: Rect::from_min_size(pos2(0.0, 0.0), size),
        radius: corner,
        fill: Ink::Surface,
        stroke: Some((1.5, Ink::Line)),
        shadow: Some(SHADOW),
    }];
    let mut y = (size.y - content_height(&parts)) / 2.0;
    let center = pos2(size.x / 2.0, y + DISC);
    let mut missing = draw_disc(texts, persona, center, &mut shapes);
    y += 2.0 * DISC + PADDING / 2.0;
    for part in &parts {
        if part.gap == GOAL_GAP {
            separate(&mut shapes, pos2(size.x / 2.0, y + GOAL_GAP / 2.0 + 1.0));
        }
        y += part.gap;
        part.block.place(&mut shapes, pos2(0.0, y), size.x, part.line, Align::Center, part.ink);
        missing.push_str(&part.block.missing);
        y += part.block.extent(part.line).y;
    }
    DrawnBadge { size, picture: Arc::new(Picture { shapes }), missing }
}

/// Draws the disc with the persona's initial; returns the characters that no font has.
pub(super) fn draw_disc(texts: &mut Texts, persona: &Persona, center: Pos2, shapes: &mut Vec<Shape>) -> String {
    shapes.push(Shape::Circle { center, radius: DISC, fill: Ink::AccentSoft, stroke: None });
    let Some(initial) = persona.name.trim().graphemes(true).next() else {
        person_icon(shapes, center, 34.0, Ink::Accent);
        return String::new();
    };
    let initial = texts.block(&initial.to_uppercase(), Face::SemiBold, 22.0, f32::INFINITY);
    let left = pos2(center.x - DISC, center.y - 14.0);
    initial.place(shapes, left, 2.0 * DISC, 28.0, Align::Center, Ink::Accent);
    initial.missing.clone()
}

fn parts(texts: &mut Texts, persona: &Persona, width: f32) -> Vec<Part> {
    let name = match persona.name.trim() {
        "" => "Persona",
        name => name,
    };
    let block = texts.block(name, Face::SemiBold, NAME.0, width);
    let mut parts = vec![Part { block, gap: 0.0, line: NAME.1, ink: Ink::Text }];
    for text in [&persona.role, &persona.scenario].map(|text| text.trim()).into_iter().filter(|text| !text.is_empty()) {
        let block = texts.block(text, Face::Regular, DETAIL.0, width);
        parts.push(Part { block, gap: PART_GAP, line: DETAIL.1, ink: Ink::Muted });
    }
    let goal = persona.goal.trim();
    if !goal.is_empty() {
        let block = texts.block(goal, Face::Regular, DETAIL.0, width);
        parts.push(Part { block, gap: GOAL_GAP, line: DETAIL.1, ink: Ink::Text });
    }
    parts
}

/// Adds the target and its hairlines, which tell the goal from what stands above it.
fn separate(shapes: &mut Vec<Shape>, center: Pos2) {
    goal_icon(shapes, center, TARGET, Ink::Accent);
    for side in [-1.0, 1.0] {
        let points = [TARGET * 0.9, TARGET * 0.9 + HAIRLINE].map(|x| center + vec2(side * x, 0.0)).to_vec();
        shapes.push(Shape::Path { points, closed: false, width: 1.0, ink: Ink::Line });
    }
}

fn content_height(parts: &[Part]) -> f32 {
    2.0 * DISC + PADDING / 2.0 + parts.iter().map(|part| part.gap + part.block.extent(part.line).y).sum::<f32>()
}

/// The radius of the smallest circle around the disc and all lines, with space to its edge.
fn narrow_radius(parts: &[Part]) -> f32 {
    let half_height = content_height(parts) / 2.0;
    let mut y = -half_height + 2.0 * DISC + PADDING / 2.0;
    let mut radius = half_height;
    for part in parts {
        y += part.gap;
        for width in part.block.line_widths() {
            let far = y.abs().max((y + part.line).abs()) - part.line * 0.2;
            radius = radius.max(far.hypot(width / 2.0));
            y += part.line;
        }
    }
    radius + PADDING
}
