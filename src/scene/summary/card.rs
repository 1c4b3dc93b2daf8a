//! Writes texts, cards and chips one below the other.

use epaint::emath::{Rect, pos2, vec2};

use super::ALIGN;
use crate::model::Tone;
use crate::scene::texts::Texts;
use crate::scene::{Align, Face, Ink, Shape};

const CARD_RADIUS: f32 = 10.0;
const DETAIL: (f32, f32) = (13.0, 18.0);
const LABEL: (f32, f32) = (11.0, 18.0);
const CHIP_TEXT: f32 = 12.0;
const CHIP_HEIGHT: f32 = 22.0;
const CHIP_GAP: f32 = 6.0;
const CHIP_DOT: f32 = 4.0;

/// A column that texts are written in, from the top downwards.
pub(super) struct Writer<'a> {
    texts: &'a mut Texts,
    left: f32,
    y: f32,
    width: f32,
    /// Where the next chip of a row stands, from `left`.
    chip_x: f32,
    shapes: Vec<Shape>,
    missing: String,
}

impl<'a> Writer<'a> {
    pub fn new(texts: &'a mut Texts, left: f32, top: f32, width: f32) -> Self {
        Self { texts, left, y: top, width, chip_x: 0.0, shapes: Vec::new(), missing: String::new() }
    }

    /// The shapes, the end of the column, and the characters that no font has.
    pub fn finish(self) -> (Vec<Shape>, f32, String) {
        (self.shapes, self.y, self.missing)
    }

    pub fn space(&mut self, height: f32) {
        self.y += height;
    }

    pub fn text(&mut self, text: &str, face: Face, size: f32, line: f32, ink: Ink) {
        let block = self.texts.block(text, face, size, self.width);
        block.place(&mut self.shapes, pos2(self.left, self.y), self.width, line, ALIGN, ink);
        self.missing.push_str(&block.missing);
        self.y += block.extent(line).y;
    }

    /// A line of less importance with the word that leads it, if there is anything to say.
    pub fn detail(&mut self, word: &str, text: &str) {
        let text = text.trim();
        if !text.is_empty() {
            let text = if word.is_empty() { text.to_owned() } else { format!("{word} {text}") };
            self.text(&text, Face::Regular, DETAIL.0, DETAIL.1, Ink::Muted);
        }
    }

    /// A small heading with the text below it, if there is anything to say.
    pub fn named(&mut self, name: &str, text: &str) {
        let text = text.trim();
        if !text.is_empty() {
            self.space(3.0);
            self.text(name, Face::SemiBold, LABEL.0, LABEL.1, Ink::Accent);
            self.text(text, Face::Regular, DETAIL.0, DETAIL.1, Ink::Text);
        }
    }

    /// The kind of a card on the left, a remark on the right.
    pub fn label(&mut self, kind: &str, remark: &str) {
        if !remark.is_empty() {
            let block = self.texts.block(remark, Face::Regular, 12.0, self.width / 2.0);
            let at = pos2(self.left, self.y);
            block.place(&mut self.shapes, at, self.width, LABEL.1, Align::Right, Ink::Muted);
        }
        self.text(kind, Face::SemiBold, LABEL.0, LABEL.1, Ink::Accent);
        self.space(2.0);
    }

    /// A bar that is filled to this share.
    pub fn bar(&mut self, share: f32, height: f32) {
        for (share, fill) in [(1.0, Ink::Line), (share, Ink::Accent)] {
            if share > 0.0 {
                let size = vec2((self.width * share).max(height), height);
                let rect = Rect::from_min_size(pos2(self.left, self.y), size);
                self.shapes.push(Shape::Rect { rect, radius: height / 2.0, fill, stroke: None, shadow: None });
            }
        }
        self.y += height;
    }

    /// A card around what `fill` writes.
    pub fn card(&mut self, padding: f32, fill: impl FnOnce(&mut Writer<'_>)) {
        let mut card = Writer::new(self.texts, self.left + padding, self.y + padding - 3.0, self.width - 2.0 * padding);
        fill(&mut card);
        let (shapes, bottom, missing) = card.finish();
        let rect = Rect::from_min_max(pos2(self.left, self.y), pos2(self.left + self.width, bottom + padding));
        self.shapes.push(Shape::Rect { rect, radius: CARD_RADIUS, fill: Ink::Page, stroke: None, shadow: None });
        self.shapes.extend(shapes);
        self.missing.push_str(&missing);
        self.y = rect.max.y;
    }

    /// A chip that says how many notes of a quadrant are meant, by its colour and its name.
    pub fn chip(&mut self, title: &str, tone: Tone, count: usize) {
        let space = 3.0 * CHIP_DOT + 6.0;
        let rect = self.pill_with(&format!("{count} {title}"), Ink::Paper(tone), Ink::Text, space);
        let center = pos2(rect.min.x + 2.5 * CHIP_DOT, rect.center().y);
        let fill = Ink::Strong(tone);
        self.shapes.push(Shape::Circle { center, radius: CHIP_DOT, fill, stroke: None });
    }

    /// A small label with round ends, in a row with those before it.
    pub fn pill(&mut self, text: &str, fill: Ink, ink: Ink) {
        self.pill_with(text, fill, ink, 10.0);
    }

    /// Ends a row of chips.
    pub fn end_row(&mut self) {
        if self.chip_x > 0.0 {
            self.y += CHIP_HEIGHT;
            self.chip_x = 0.0;
        }
    }

    fn pill_with(&mut self, text: &str, fill: Ink, ink: Ink, space: f32) -> Rect {
        let block = self.texts.block(text.trim(), Face::SemiBold, CHIP_TEXT, self.width - space - 10.0);
        let height = block.extent(CHIP_HEIGHT - 4.0).y + 4.0;
        let size = vec2(space + block.width() + 10.0, height);
        if self.chip_x > 0.0 && self.chip_x + size.x > self.width {
            self.y += CHIP_HEIGHT + CHIP_GAP;
            self.chip_x = 0.0;
        }
        let rect = Rect::from_min_size(pos2(self.left + self.chip_x, self.y), size);
        self.shapes.push(Shape::Rect { rect, radius: CHIP_HEIGHT / 2.0, fill, stroke: None, shadow: None });
        let at = pos2(rect.min.x + space, rect.min.y + 2.0);
        block.place(&mut self.shapes, at, block.width(), CHIP_HEIGHT - 4.0, ALIGN, ink);
        self.missing.push_str(&block.missing);
        self.chip_x += size.x + CHIP_GAP;
        // A name of several lines has its row to itself.
        self.y += height - CHIP_HEIGHT;
        rect
    }
}
