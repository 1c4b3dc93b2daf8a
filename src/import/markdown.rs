//! Markdown: items of lists become notes, under headings and under the items around them.
//!
//! An outline that this program wrote says more: the persona, the questions of the quadrants, what each note rests on, and the
//! needs, motivations and tensions that follow. What it looks like stands in `export/markdown.rs`; a test reads every sample
//! back.

mod basis;
mod blocks;
mod conclusions;
mod outline;
mod persona;
mod words;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::preview::Reading;
use words::Words;

pub(super) fn read(text: &str) -> Reading {
    outline::read(&blocks::of(text))
}

fn options() -> Options {
    Options::ENABLE_STRIKETHROUGH | Options::ENABLE_TASKLISTS | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS
}

/// A text without marks such as those for emphasis. Lists keep their dashes.
pub(super) fn plain(markdown: &str) -> String {
    let mut words = Words::default();
    let mut lines = Vec::new();
    for event in Parser::new_ext(markdown, options()) {
        if matches!(&event, Event::Start(tag) if is_block(&tag.to_end()))
            || matches!(&event, Event::End(tag) if is_block(tag))
        {
            lines.push(words.finish().text);
        }
        match event {
            Event::Start(Tag::Item) => words.mark("- "),
            _ => words.take(&event),
        }
    }
    lines.push(words.finish().text);
    lines.retain(|line| !line.is_empty() && line != "-");
    lines.join("\n")
}

fn is_block(tag: &TagEnd) -> bool {
    matches!(
        tag,
        TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::List(_) | TagEnd::Item | TagEnd::CodeBlock | TagEnd::HtmlBlock
    )
}
