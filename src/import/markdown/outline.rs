//! The outline of a text: what stands under what.

use pulldown_cmark::{Event, HeadingLevel, Parser, Tag, TagEnd};

use super::{Words, options};
use crate::import::preview::{LeftOut, Piece, Reading};
use crate::import::words::is_quadrant_title;

/// Lists within lists that are told apart; deeper ones count as the last.
const LEVELS: usize = 32;

/// A heading, or an item with a list of its own.
struct Title {
    text: String,
    place: String,
    level: Option<HeadingLevel>,
    is_used: bool,
}

#[derive(Default)]
struct Outline {
    titles: Vec<Title>,
    /// The headings around, the outermost first, as places in `titles`.
    headings: Vec<usize>,
    /// The items around; those that became titles, as places in `titles`.
    items: Vec<Option<usize>>,
    words: Words,
    /// Where the words begin.
    line: usize,
    pieces: Vec<(Vec<usize>, Piece)>,
    paragraphs: Vec<(Vec<usize>, Piece)>,
    has_items: bool,
    reading: Reading,
}

pub(super) fn read(text: &str) -> Reading {
    let mut outline = Outline::default();
    let mut lines = Lines { text, at: 0, line: 1 };
    for (event, range) in Parser::new_ext(text, options()).into_offset_iter() {
        if outline.words.is_empty() && !matches!(event, Event::End(_)) {
            outline.line = lines.of(range.start);
        }
        outline.event(&event);
    }
    outline.finish()
}

impl Outline {
    fn event(&mut self, event: &Event) {
        match event {
            Event::Start(Tag::Item) => {
                self.has_items = true;
                self.items.push(None);
            }
            Event::Start(Tag::List(_)) => self.begin_list(),
            Event::End(TagEnd::Item) => {
                self.end_text();
                self.items.pop();
            }
            Event::End(TagEnd::Heading(level)) => self.end_heading(*level),
            Event::End(TagEnd::MetadataBlock(_)) => {
                let (text, place) = (self.words.finish(), self.place());
                self.reading.left_out.push(LeftOut::new(place, text, "It stands above the text, for programs"));
            }
            // Further paragraphs of an item belong to it.
            Event::End(TagEnd::Paragraph | TagEnd::CodeBlock | TagEnd::HtmlBlock) if self.items.is_empty() => {
                self.end_text()
            }
            Event::Start(Tag::Paragraph | Tag::CodeBlock(_) | Tag::HtmlBlock) if !self.words.is_empty() => {
                self.words.mark("\n");
            }
            _ => self.words.take(event),
        }
    }

    fn place(&self) -> String {
        format!("line {}", self.line)
    }

    /// The item around a list is a title from there on.
    fn begin_list(&mut self) {
        let place = self.place();
        let text = self.words.finish();
        if let (false, Some(item)) = (text.is_empty(), self.items.last_mut()) {
            *item = Some(self.titles.len());
            self.titles.push(Title { text, place, level: None, is_used: false });
        }
    }

    fn end_heading(&mut self, level: HeadingLevel) {
        let (text, place) = (self.words.finish(), self.place());
        let titles = &self.titles;
        self.headings.retain(|heading| titles[*heading].level < Some(level));
        if !text.is_empty() {
            self.headings.push(self.titles.len());
            self.titles.push(Title { text, place, level: Some(level), is_used: false });
        }
    }

    fn end_text(&mut self) {
        let text = self.words.finish();
        if text.is_empty() {
            return;
        }
        let around = self.items.iter().flatten().take(LEVELS);
        let path: Vec<usize> = self.headings.iter().chain(around).copied().collect();
        let piece = Piece::new(text, self.place());
        if self.items.is_empty() { self.paragraphs.push((path, piece)) } else { self.pieces.push((path, piece)) }
    }

    fn finish(mut self) -> Reading {
        let text = self.words.finish();
        if !text.is_empty() {
            self.reading.left_out.push(LeftOut::new("end of the file", text, "It belongs to nothing"));
        }
        // Where there are lists, paragraphs explain; where there are none, they are the notes.
        if self.has_items {
            for (_, piece) in self.paragraphs {
                let left_out =
                    LeftOut::new(piece.note.place, piece.note.note.text, "A paragraph, not an item of a list");
                self.reading.left_out.push(left_out);
            }
        } else {
            self.pieces = self.paragraphs;
        }
        let document = document_title(&self.titles);
        if let Some(document) = document {
            self.reading.title = self.titles[document].text.clone();
            self.titles[document].is_used = true;
        }
        for (path, mut piece) in self.pieces {
            for title in path.into_iter().filter(|title| Some(*title) != document) {
                self.titles[title].is_used = true;
                piece.path.push(self.titles[title].text.clone());
            }
            self.reading.pieces.push(piece);
        }
        for title in self.titles.into_iter().filter(|title| !title.is_used) {
            self.reading.left_out.push(LeftOut::new(title.place, title.text, "A title with no note below"));
        }
        self.reading
    }
}

/// The only heading of the highest level, when it comes first and names no quadrant.
fn document_title(titles: &[Title]) -> Option<usize> {
    let is_top = |title: &Title| title.level == Some(HeadingLevel::H1);
    let first = titles.first().filter(|title| is_top(title) && !is_quadrant_title(&title.text));
    (first.is_some() && titles.iter().filter(|title| is_top(title)).count() == 1).then_some(0)
}

/// Counts lines up to places that come one after the other.
struct Lines<'t> {
    text: &'t str,
    at: usize,
    line: usize,
}

impl Lines<'_> {
    fn of(&mut self, offset: usize) -> usize {
        if offset > self.at {
            self.line += self.text.as_bytes()[self.at..offset].iter().filter(|byte| **byte == b'\n').count();
            self.at = offset;
        }
        self.line
    }
}
