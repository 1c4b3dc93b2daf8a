//! Lines of text: text stays text, emoji become drawings, and what runs from right to left stands where it should.

use epaint::emath::vec2;
use unicode_segmentation::UnicodeSegmentation;

use super::Writer;
use super::emoji::UNITS_PER_EM;
use super::xml::{Element, push_number};
use crate::scene::{Face, Run, TextLine};

/// Marks around a piece of text, so that no viewer has to guess its base direction.
const RIGHT_TO_LEFT: char = '\u{202B}';
const LEFT_TO_RIGHT: char = '\u{202A}';
const POP: char = '\u{202C}';
/// A letter from right to left that nobody sees: white space before it does not count as the end of a line, which viewers put
/// on the other side.
const RIGHT_TO_LEFT_LETTER: char = '\u{200F}';

/// A part of a line: an emoji with a drawing of this name, or words.
#[derive(Clone)]
struct Part<'l> {
    text: &'l str,
    x: f32,
    width: f32,
    rtl: bool,
    drawing: Option<String>,
}

impl<'l> Part<'l> {
    fn whole(line: &'l TextLine) -> Self {
        Self { text: &line.text, x: 0.0, width: line.width, rtl: line.rtl, drawing: None }
    }

    fn of_run(run: &'l Run) -> Self {
        Self { text: &run.text, x: run.x, width: run.width, rtl: run.rtl, drawing: None }
    }

    fn is_drawing(&self) -> bool {
        self.drawing.is_some()
    }

    fn middle(&self) -> f32 {
        self.x + self.width / 2.0
    }

    fn with_direction(&self) -> String {
        let text = self.text;
        match self.rtl {
            true if text.ends_with(' ') => format!("{RIGHT_TO_LEFT}{text}{RIGHT_TO_LEFT_LETTER}{POP}"),
            true => format!("{RIGHT_TO_LEFT}{text}{POP}"),
            false => format!("{LEFT_TO_RIGHT}{text}{POP}"),
        }
    }
}

impl Writer<'_> {
    /// One `<text>` for the words of the line, and a `<use>` for each of its emoji.
    pub(super) fn line(&mut self, line: &TextLine) {
        let parts = self.parts(line);
        if line.rtl || line.runs.iter().any(|run| run.rtl) {
            self.centred(line, &between_drawings(line, &parts).unwrap_or_else(|| words_in_order(line, &parts)));
        } else if parts.iter().any(Part::is_drawing) {
            self.plain(line, &words_in_order(line, &parts));
        } else {
            self.plain(line, &[Part::whole(line)]);
        }
        for part in &parts {
            self.drawing(line, part);
        }
    }

    /// Words from left to right: each part begins where the layout says.
    fn plain(&mut self, line: &TextLine, words: &[Part<'_>]) {
        let Some((first, others)) = words.split_first() else { return };
        self.start(line, line.origin.x + first.x, None, words);
        self.body.text(first.text);
        for part in others {
            self.body.start(Element::Span).with("x", line.origin.x + part.x).holding(part.text);
        }
        self.body.end(Element::Text);
    }

    /// Words in both directions: viewers disagree about where such a line begins, but not about its middle.
    fn centred(&mut self, line: &TextLine, words: &[Part<'_>]) {
        let Some((first, others)) = words.split_first() else { return };
        self.start(line, line.origin.x + first.middle(), Some("middle"), words);
        self.body.text(&first.with_direction());
        for part in others {
            let x = line.origin.x + part.middle();
            self.body.start(Element::Span).with("x", x).holding(&part.with_direction());
        }
        self.body.end(Element::Text);
    }

    fn start(&mut self, line: &TextLine, x: f32, anchor: Option<&str>, words: &[Part<'_>]) {
        let is_bold = line.runs.iter().any(|run| run.face == Face::SemiBold);
        let keeps_spaces = words.len() > 1 || words.iter().any(|part| loses_spaces(part.text));
        self.body
            .start(Element::Text)
            .with("x", x)
            .with("y", line.origin.y)
            .with("font-size", line.size)
            .maybe("font-weight", is_bold.then_some("600"))
            .with("fill", self.palette.color(line.ink))
            .maybe("text-anchor", anchor)
            .maybe("xml:space", keeps_spaces.then_some("preserve"))
            .open();
    }

    fn drawing(&mut self, line: &TextLine, part: &Part<'_>) {
        let Some(name) = &part.drawing else { return };
        let mut place = super::translation(line.origin + vec2(part.x, 0.0));
        place.push_str(" scale(");
        push_number(&mut place, f64::from(line.size / UNITS_PER_EM), 5);
        place.push(')');
        self.body
            .start(Element::Use)
            .with("xlink:href", &format!("#{name}"))
            .with("transform", &place)
            .with("role", "img")
            .with("aria-label", part.text)
            .empty();
    }

    /// The line's words and emoji, from left to right.
    fn parts<'l>(&mut self, line: &'l TextLine) -> Vec<Part<'l>> {
        let mut parts = Vec::with_capacity(line.runs.len());
        for run in &line.runs {
            // None is written from right to left.
            if run.rtl || !may_hold_emoji(&run.text) {
                parts.push(Part::of_run(run));
            } else {
                self.split(run, line.size, &mut parts);
            }
        }
        parts
    }

    /// Adds the words and emoji of a run from left to right. Symbols that the text fonts lack are emoji as well.
    fn split<'l>(&mut self, run: &'l Run, size: f32, parts: &mut Vec<Part<'l>>) {
        let first = parts.len();
        let mut words = None;
        for piece in self.fonts.glyphs(run, size) {
            for (offset, cluster) in run.text[piece.text.clone()].grapheme_indices(true) {
                let start = piece.text.start + offset;
                let from = piece.glyphs.partition_point(|glyph| glyph.start < start);
                let to = piece.glyphs.partition_point(|glyph| glyph.start < start + cluster.len());
                let glyphs = piece.glyphs.get(from..to).unwrap_or_default();
                let drawing = self.emoji.of(&mut self.defs, self.fonts, piece.font, cluster, glyphs, size);
                let x = run.x + glyphs.first().map_or(0.0, |glyph| glyph.x);
                let part = |text, drawing| Part { text, x, width: 0.0, rtl: false, drawing };
                let bytes = start..start + cluster.len();
                match (drawing, words) {
                    (Some(name), _) => {
                        words = None;
                        parts.push(part(&run.text[bytes], Some(name.to_owned())));
                    }
                    (None, Some(begin)) => {
                        if let Some(part) = parts.last_mut() {
                            part.text = &run.text[begin..bytes.end];
                        }
                    }
                    (None, None) => {
                        words = Some(start);
                        parts.push(part(&run.text[bytes], None));
                    }
                }
            }
        }
        let mut end = run.x + run.width;
        for part in parts[first..].iter_mut().rev() {
            part.width = end - part.x;
            end = part.x;
        }
    }
}

/// The words of a line, as near as possible to the order in which they are read.
fn words_in_order<'l>(line: &TextLine, parts: &[Part<'l>]) -> Vec<Part<'l>> {
    let mut words: Vec<_> = parts.iter().filter(|part| !part.is_drawing()).cloned().collect();
    if line.rtl {
        words.reverse();
    }
    words
}

/// The stretches of words between the emoji of a line, each as it reads and not as it is painted.
///
/// `None` where a stretch is not one piece on paper, such as with an emoji within a foreign phrase.
fn between_drawings<'l>(line: &'l TextLine, parts: &[Part<'l>]) -> Option<Vec<Part<'l>>> {
    let mut painted: Vec<&[Part<'l>]> = parts.split(Part::is_drawing).collect();
    let mut drawings: Vec<&str> = parts.iter().filter(|part| part.is_drawing()).map(|part| part.text).collect();
    if line.rtl {
        painted.reverse();
        drawings.reverse();
    }
    let mut rest = line.text.as_str();
    let mut read = Vec::with_capacity(painted.len());
    for drawing in drawings {
        let (words, after) = rest.split_once(drawing)?;
        read.push(words);
        rest = after;
    }
    read.push(rest);
    let letters = |text: &str| text.chars().filter(|c| !c.is_whitespace()).count();
    let mut words = Vec::with_capacity(read.len());
    for (text, painted) in read.into_iter().zip(painted) {
        if letters(text) != painted.iter().map(|part| letters(part.text)).sum::<usize>() {
            return None;
        }
        if let (Some(first), Some(last)) = (painted.first(), painted.last()) {
            let width = last.x + last.width - first.x;
            words.push(Part { text, x: first.x, width, rtl: line.rtl, drawing: None });
        }
    }
    Some(words)
}

/// Whether a text has a character that emoji are made of; digits are only in those with a sign behind them.
fn may_hold_emoji(text: &str) -> bool {
    const FIRST_OF_THE_REST: char = '\u{203c}';
    text.chars().any(|c| c >= FIRST_OF_THE_REST || matches!(c, '©' | '®'))
}

/// Whether a viewer would take away white space of this text unless told to keep it.
fn loses_spaces(text: &str) -> bool {
    text.starts_with(' ') || text.ends_with(' ') || text.contains("  ")
}
