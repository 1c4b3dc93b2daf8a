//! A text as a list of blocks, each with the titles that it stands under.

use pulldown_cmark::{Event, HeadingLevel, Parser, Tag, TagEnd};

use super::options;
use super::words::{Said, Words};
use crate::model::limits;

/// Lists within lists that are told apart; deeper ones count as the last.
const LEVELS: usize = 32;

/// What a block is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Heading(HeadingLevel),
    /// An item with a list of its own.
    ItemTitle,
    Item,
    Paragraph,
    Quote,
    /// What stands above the text, for programs.
    Metadata,
}

/// A text that stands on its own.
#[derive(Clone, Debug)]
pub(super) struct Block {
    pub kind: Kind,
    pub said: Said,
    /// The line that it begins on.
    pub line: usize,
    /// The headings and the items around it, the outermost first, as places in the list of blocks.
    pub path: Vec<usize>,
}

impl Block {
    pub fn text(&self) -> &str {
        &self.said.text
    }

    pub fn place(&self) -> String {
        format!("line {}", self.line)
    }

    /// Whether others can stand under it.
    pub fn is_title(&self) -> bool {
        matches!(self.kind, Kind::Heading(_) | Kind::ItemTitle)
    }

    /// Whether no map can hold it.
    pub fn is_too_long(&self) -> bool {
        let text = self.text();
        text.len() > limits::TEXT_CHARS && text.chars().count() > limits::TEXT_CHARS
    }

    pub fn is_heading(&self, level: HeadingLevel) -> bool {
        self.kind == Kind::Heading(level)
    }
}

/// The blocks of a text that say something, in their order.
pub(super) fn of(text: &str) -> Vec<Block> {
    let mut builder = Builder::default();
    let mut lines = Lines { text, at: 0, line: 1 };
    for (event, range) in Parser::new_ext(text, options()).into_offset_iter() {
        if builder.words.is_empty() && !matches!(event, Event::End(_)) {
            builder.line = lines.of(range.start);
        }
        builder.event(&event);
    }
    builder.end(Kind::Paragraph);
    builder.blocks
}

#[derive(Default)]
struct Builder {
    blocks: Vec<Block>,
    /// The headings around, the outermost first, as places in `blocks`.
    headings: Vec<usize>,
    /// The items around; those that became titles, as places in `blocks`.
    items: Vec<Option<usize>>,
    /// The quotes around that stand in no item.
    quotes: usize,
    words: Words,
    /// Where the words begin.
    line: usize,
}

impl Builder {
    fn event(&mut self, event: &Event) {
        match event {
            Event::Start(Tag::Item) => self.items.push(None),
            Event::End(TagEnd::Item) => {
                self.end_text();
                self.items.pop();
            }
            Event::Start(Tag::List(_)) => self.begin_list(),
            Event::Start(Tag::Heading { .. }) => self.end_text(),
            Event::End(TagEnd::Heading(level)) => self.end_heading(*level),
            Event::End(TagEnd::MetadataBlock(_)) => {
                self.end(Kind::Metadata);
            }
            Event::Start(Tag::BlockQuote(_)) if self.items.is_empty() => {
                self.end_text();
                self.quotes += 1;
            }
            Event::End(TagEnd::BlockQuote(_)) if self.items.is_empty() => {
                self.end_text();
                self.quotes = self.quotes.saturating_sub(1);
            }
            // Further paragraphs of an item or a quote belong to it.
            Event::End(TagEnd::Paragraph | TagEnd::CodeBlock | TagEnd::HtmlBlock)
                if self.items.is_empty() && self.quotes == 0 =>
            {
                self.end_text();
            }
            Event::Start(Tag::Paragraph | Tag::CodeBlock(_) | Tag::HtmlBlock) if !self.words.is_empty() => {
                self.words.mark("\n\n");
            }
            _ => self.words.take(event),
        }
    }

    /// The item around a list is a title from there on.
    fn begin_list(&mut self) {
        if self.items.is_empty() {
            return self.end_text();
        }
        let title = self.end(Kind::ItemTitle);
        if let (Some(title), Some(item)) = (title, self.items.last_mut()) {
            *item = Some(title);
        }
    }

    fn end_heading(&mut self, level: HeadingLevel) {
        let blocks = &self.blocks;
        self.headings.retain(|heading| matches!(blocks[*heading].kind, Kind::Heading(above) if above < level));
        let heading = self.end(Kind::Heading(level));
        self.headings.extend(heading);
    }

    fn end_text(&mut self) {
        self.end(match (self.items.is_empty(), self.quotes) {
            (false, _) => Kind::Item,
            (true, 0) => Kind::Paragraph,
            (true, _) => Kind::Quote,
        });
    }

    /// The words so far are a block, if they say something; its place.
    fn end(&mut self, kind: Kind) -> Option<usize> {
        let said = self.words.finish();
        if said.text.is_empty() {
            return None;
        }
        let items = self.items.iter().flatten().take(if matches!(kind, Kind::Heading(_)) { 0 } else { LEVELS });
        let path = self.headings.iter().chain(items).copied().collect();
        self.blocks.push(Block { kind, said, line: self.line, path });
        Some(self.blocks.len() - 1)
    }
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
