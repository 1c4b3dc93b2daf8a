//! Markdown: items of lists become notes, under headings and under the items around them.

mod outline;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::decode;
use super::preview::Reading;

pub(super) fn read(text: &str) -> Reading {
    outline::read(text)
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
            lines.push(words.finish());
        }
        match event {
            Event::Start(Tag::Item) => words.mark("- "),
            _ => words.take(&event),
        }
    }
    lines.push(words.finish());
    lines.retain(|line| !line.is_empty() && line != "-");
    lines.join("\n")
}

fn is_block(tag: &TagEnd) -> bool {
    matches!(
        tag,
        TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::List(_) | TagEnd::Item | TagEnd::CodeBlock | TagEnd::HtmlBlock
    )
}

/// The words of a paragraph, a heading or an item, as they come.
#[derive(Default)]
struct Words {
    text: String,
    /// The links and pictures around, with where they lead.
    links: Vec<String>,
}

impl Words {
    fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    fn mark(&mut self, mark: &str) {
        self.text.push_str(mark);
    }

    fn take(&mut self, event: &Event) {
        match event {
            Event::Text(text) | Event::Code(text) | Event::InlineMath(text) | Event::DisplayMath(text) => {
                self.text.push_str(text);
            }
            Event::InlineHtml(html) | Event::Html(html) => match html.to_lowercase().as_str() {
                "<br>" | "<br/>" | "<br />" => self.text.push('\n'),
                _ => self.text.push_str(html),
            },
            Event::FootnoteReference(name) => self.text.push_str(name),
            Event::SoftBreak => self.text.push(' '),
            Event::HardBreak => self.text.push('\n'),
            Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => {
                self.links.push(dest_url.to_string())
            }
            Event::End(TagEnd::Link | TagEnd::Image) => {
                let link = self.links.pop().unwrap_or_default();
                // Where it leads may be what the note rests on.
                if !link.is_empty() && !self.text.ends_with(&link) {
                    self.text.push_str(&format!(" ({link})"));
                }
            }
            _ => {}
        }
    }

    fn finish(&mut self) -> String {
        self.links.clear();
        decode::clean(&std::mem::take(&mut self.text))
    }
}
