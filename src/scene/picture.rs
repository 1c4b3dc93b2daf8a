//! What a scene is made of: shapes in named colours, painted in order by the window and by every exporter alike.

use std::borrow::Cow;

use epaint::emath::{Pos2, Rect, Vec2};

use crate::model::Tone;

use super::Face;
use super::text::mirrored;

/// A colour by its purpose; a [`super::Palette`] says which colour that is.
///
/// A scene names purposes, so that light, dark and print need no second layout.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Ink {
    /// The page behind everything.
    Page,
    /// A raised surface: the persona badge, a panel.
    Surface,
    /// A hairline around a surface.
    Line,
    /// Text.
    Text,
    /// Less important text.
    Muted,
    /// The accent of the program.
    Accent,
    /// A soft area in the accent.
    AccentSoft,
    /// Text on the accent.
    OnAccent,
    /// The ground of a quadrant.
    Ground(Tone),
    /// The paper of a note.
    Paper(Tone),
    /// Headings, dots and icons of a quadrant.
    Strong(Tone),
    /// The colour of the theme at this place in the list, to be taken modulo the number of theme colours.
    Theme(usize),
}

/// A shape in the coordinates of its [`Picture`].
#[derive(Clone, Debug, PartialEq)]
pub enum Shape {
    /// A rectangle with rounded corners.
    Rect {
        /// Where.
        rect: Rect,
        /// Radius of the corners.
        radius: f32,
        /// Colour of the area.
        fill: Ink,
        /// Width and colour of the outline, drawn inside.
        stroke: Option<(f32, Ink)>,
        /// Whether a soft shadow lies under it.
        shadow: Option<Shadow>,
    },
    /// A circle.
    Circle {
        /// Its centre.
        center: Pos2,
        /// Its radius.
        radius: f32,
        /// Colour of the area.
        fill: Ink,
        /// Width and colour of the outline, drawn inside.
        stroke: Option<(f32, Ink)>,
    },
    /// A line through points, with round ends and joints.
    Path {
        /// The points, at least two.
        points: Vec<Pos2>,
        /// Whether the last point is joined to the first.
        closed: bool,
        /// Width of the line.
        width: f32,
        /// Colour of the line.
        ink: Ink,
    },
    /// A line of text.
    Text(TextLine),
}

/// A soft shadow under a rectangle, straight down.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Shadow {
    /// How far down.
    pub offset: f32,
    /// How soft.
    pub blur: f32,
    /// How dark, from 0 to 1.
    pub alpha: f32,
}

/// One finished line of text: never broken again, its runs in visual order.
#[derive(Clone, Debug, PartialEq)]
pub struct TextLine {
    /// The left end of the line's baseline.
    pub origin: Pos2,
    /// Font size.
    pub size: f32,
    /// Width of the whole line.
    pub width: f32,
    /// Colour; emoji bring their own.
    pub ink: Ink,
    /// The line as it reads, in logical order.
    pub text: String,
    /// Whether its paragraph is written from right to left.
    pub rtl: bool,
    /// The pieces to paint, from left to right.
    pub runs: Vec<Run>,
}

/// A piece of a line in one face and one writing direction.
#[derive(Clone, Debug, PartialEq)]
pub struct Run {
    /// The face to paint it with.
    pub face: Face,
    /// The characters, in logical order; the shaper reverses right-to-left text by itself.
    pub text: String,
    /// Where it begins in the line as it reads, in bytes.
    pub start: usize,
    /// Whether it is written from right to left.
    pub rtl: bool,
    /// Whether its brackets are painted as their mirror images, as in text from right to left.
    pub is_mirrored: bool,
    /// The left end, from the line's origin.
    pub x: f32,
    /// Its width.
    pub width: f32,
}

impl Run {
    /// The characters as they were written: an opening bracket is one, whatever it looks like.
    pub fn written(&self) -> Cow<'_, str> {
        if self.is_mirrored { self.text.chars().map(mirrored).collect() } else { Cow::Borrowed(&self.text) }
    }
}

/// Shapes that belong together, such as one note, in their own coordinates and in painting order.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Picture {
    /// The shapes, the last on top.
    pub shapes: Vec<Shape>,
}

/// A shadow's reach, in multiples of its blur.
const SHADOW_REACH: f32 = 1.5;

impl Shape {
    /// Where it is, without its shadow; a line of text with room for what stands above and below its letters.
    pub fn extent(&self) -> Rect {
        match self {
            Self::Rect { rect, .. } => *rect,
            Self::Circle { center, radius, .. } => Rect::from_center_size(*center, Vec2::splat(2.0 * radius)),
            Self::Path { points, width, .. } => Rect::from_points(points).expand(width / 2.0),
            Self::Text(line) => Rect::from_min_max(
                line.origin - Vec2::new(0.0, line.size),
                line.origin + Vec2::new(line.width, 0.25 * line.size),
            ),
        }
    }

    fn reach(&self) -> Rect {
        let extent = self.extent();
        match self {
            Self::Rect { shadow: Some(shadow), .. } => {
                extent.union(extent.translate(Vec2::new(0.0, shadow.offset)).expand(SHADOW_REACH * shadow.blur))
            }
            _ => extent,
        }
    }
}

impl Picture {
    /// Where its shapes are, without their shadows; nothing for a picture without shapes.
    pub fn extent(&self) -> Rect {
        self.shapes.iter().fold(Rect::NOTHING, |rect, shape| rect.union(shape.extent()))
    }

    /// How far it reaches with its shadows.
    pub(super) fn reach(&self) -> Rect {
        self.shapes.iter().fold(Rect::NOTHING, |rect, shape| rect.union(shape.reach()))
    }
}
