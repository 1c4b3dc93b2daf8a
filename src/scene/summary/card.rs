//! Writes texts, cards and chips one below the other.

use epaint::emath::{Pos2, Rect, Vec2, pos2, vec2};

use super::ALIGN;
use crate::model::{Persona, Tone};
use crate::scene::texts::Texts;
use crate::scene::{Align, Face, ICON_SIZE, Ink, Shape, badge};

const CARD_RADIUS: f32 = 10.0;
const DETAIL: (f32, f32) = (13.0, 18.0);
const LABEL: (f32, f32) = (11.0, 18.0);
const CHIP_TEXT: f32 = 12.0;
const CHIP_HEIGHT: f32 = 22.0;
const CHIP_GAP: f32 = 6.0;
const CHIP_DOT: f32 = 4.0;

/// Space between an icon and its word, and after the word.
const ENTRY_GAP: f32 = 6.0;
const ENTRY_END: f32 = 20.0;

/// What a card stands out from.
#[derive(Clone, Copy, Debug)]
pub(super) enum Ground {
    /// A surface: the card is of the page's colour.
    Surface,
    /// The page: the card is a surface of its own.
    Page,
}

impl Ground {
    /// A card of this size.
    pub fn card(self, at: Pos2, size: Vec2) -> Shape {
        let (fill, stroke) = match self {
            Self::Surface => (Ink::Page, None),
            Self::Page => (Ink::Surface, Some((1.0, Ink::Line))),
        };
        Shape::Rect { rect: Rect::from_min_size(at, size), radius: CARD_RADIUS, fill, stroke, shadow: None }
    }
}

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

    /// How wide the column is.
    pub fn width(&self) -> f32 {
        self.width
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
    pub fn card(&mut self, padding: f32, ground: Ground, fill: impl FnOnce(&mut Writer<'_>)) {
        let mut card = Writer::new(self.texts, self.left + padding, self.y + padding - 3.0, self.width - 2.0 * padding);
        fill(&mut card);
        let (shapes, bottom, missing) = card.finish();
        let size = vec2(self.width, bottom + padding - self.y);
        self.shapes.push(ground.card(pos2(self.left, self.y), size));
        self.shapes.extend(shapes);
        self.missing.push_str(&missing);
        self.y += size.y;
    }

    /// Columns of these widths side by side, the first so far from the left; it goes on below the longest.
    pub fn columns(&mut self, indent: f32, widths: &[f32], gap: f32, mut fill: impl FnMut(usize, &mut Writer<'_>)) {
        let (mut left, mut bottom) = (self.left + indent, self.y);
        for (place, &width) in widths.iter().enumerate() {
            let mut column = Writer::new(self.texts, left, self.y, width);
            fill(place, &mut column);
            let (shapes, end, missing) = column.finish();
            self.shapes.extend(shapes);
            self.missing.push_str(&missing);
            bottom = bottom.max(end);
            left += width + gap;
        }
        self.y = bottom;
    }

    /// A hairline from side to side.
    pub fn rule(&mut self, indent: f32) {
        let points = vec![pos2(self.left + indent, self.y), pos2(self.left + self.width - indent, self.y)];
        self.shapes.push(Shape::Path { points, closed: false, width: 1.0, ink: Ink::Line });
    }

    /// A disc with the persona's initial, and name and role beside it.
    pub fn portrait(&mut self, persona: &Persona) {
        let side = 2.0 * badge::DISC;
        let center = pos2(self.left + badge::DISC, self.y + badge::DISC);
        self.missing.push_str(&badge::draw_disc(self.texts, persona, center, &mut self.shapes));
        let space = side + 12.0;
        let name = Some(persona.name.trim()).filter(|name| !name.is_empty()).unwrap_or("Persona");
        let bottom = self.y + side;
        self.columns(space, &[self.width - space], 0.0, |_, writer| {
            writer.text(name, Face::SemiBold, 18.0, 26.0, Ink::Text);
            if !persona.role.trim().is_empty() {
                writer.text(persona.role.trim(), Face::Regular, DETAIL.0, DETAIL.1, Ink::Muted);
            }
        });
        self.y = self.y.max(bottom);
    }

    /// An icon with its meaning, in a row with those before it.
    pub fn entry(&mut self, text: &str, icon: impl FnOnce(&mut Vec<Shape>, Pos2)) {
        let block = self.texts.block(text, Face::Regular, CHIP_TEXT, self.width);
        let width = ICON_SIZE + ENTRY_GAP + block.width();
        if self.chip_x > 0.0 && self.chip_x + width > self.width {
            self.y += CHIP_HEIGHT;
            self.chip_x = 0.0;
        }
        let at = pos2(self.left + self.chip_x, self.y);
        icon(&mut self.shapes, at + vec2(0.0, (CHIP_HEIGHT - ICON_SIZE) / 2.0));
        let words = at + vec2(ICON_SIZE + ENTRY_GAP, 0.0);
        block.place(&mut self.shapes, words, block.width(), CHIP_HEIGHT, ALIGN, Ink::Muted);
        self.missing.push_str(&block.missing);
        self.chip_x += width + ENTRY_END;
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
