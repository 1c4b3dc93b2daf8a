//! A text broken into lines, before it has a place.

use epaint::emath::{Pos2, Vec2, pos2, vec2};

use crate::scene::{Ink, Run, Shape, TextLine};

/// On which side lines stand. Paragraphs written from right to left begin on the right in either case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Align {
    /// Where the paragraph's writing begins.
    Start,
    /// In the middle.
    Center,
    /// On the right.
    Right,
}

/// A text broken into lines, before it has a place and a colour.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TextBlock {
    /// Font size.
    pub(super) size: f32,
    pub(super) lines: Vec<BlockLine>,
    /// Characters that no font could draw, each once, in order of appearance.
    pub missing: String,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct BlockLine {
    pub text: String,
    /// Where it begins in its paragraph, in bytes.
    pub start: usize,
    pub width: f32,
    /// Whether its paragraph is written from right to left.
    pub rtl: bool,
    pub runs: Vec<Run>,
}

/// Ascent and descent of Inter, in ems: they place the baseline in the line, whatever fonts the line uses.
const ASCENT: f32 = 0.968_75;
const DESCENT: f32 = 0.241_210_94;

impl TextBlock {
    /// How many lines there are; an empty text has one.
    pub fn line_count(&self) -> usize {
        self.lines.len()
    }

    /// The lines as they read, in logical order.
    pub fn line_texts(&self) -> impl Iterator<Item = &str> {
        self.lines.iter().map(|line| line.text.as_str())
    }

    /// The width of each line.
    pub fn line_widths(&self) -> impl Iterator<Item = f32> {
        self.lines.iter().map(|line| line.width)
    }

    /// Width of the widest line.
    pub fn width(&self) -> f32 {
        self.lines.iter().map(|line| line.width).fold(0.0, f32::max)
    }

    /// The space that it takes with lines of this height.
    pub fn extent(&self, line_height: f32) -> Vec2 {
        vec2(self.width(), line_height * self.lines.len() as f32)
    }

    /// Adds the lines to `shapes`: from `top_left` downwards, aligned within `width`.
    pub fn place(&self, shapes: &mut Vec<Shape>, top_left: Pos2, width: f32, line_height: f32, align: Align, ink: Ink) {
        let baseline = (line_height - (ASCENT + DESCENT) * self.size) / 2.0 + ASCENT * self.size;
        for (index, line) in self.lines.iter().enumerate() {
            if line.runs.is_empty() {
                continue;
            }
            let free = width - line.width;
            let x = match align {
                Align::Center => free / 2.0,
                Align::Start if !line.rtl => 0.0,
                Align::Start | Align::Right => free,
            };
            shapes.push(Shape::Text(TextLine {
                origin: pos2(top_left.x + x, top_left.y + index as f32 * line_height + baseline),
                size: self.size,
                width: line.width,
                ink,
                text: line.text.clone(),
                rtl: line.rtl,
                runs: line.runs.clone(),
            }));
        }
    }
}
