//! The words of a block, and what stands out in them.

use pulldown_cmark::{Event, Tag, TagEnd};

use crate::import::decode;

/// The words of a paragraph, a heading or an item, as they come.
#[derive(Default)]
pub(super) struct Words {
    text: String,
    /// The links and pictures around, with where they lead.
    links: Vec<String>,
    /// Where the emphases around begin.
    emphases: Vec<usize>,
    strongs: Vec<usize>,
    /// Where the last emphasis that ended begins and ends.
    emphasis: (usize, usize),
    /// Where the first strong words end, when they come first.
    strong: usize,
}

/// What a block says.
#[derive(Clone, Debug, Default)]
pub(super) struct Said {
    pub text: String,
    /// Where the strong words at its beginning end; 0 when there are none.
    pub strong_end: usize,
    /// Where the emphasis at its end begins; its length when there is none.
    pub aside_start: usize,
}

impl Said {
    /// The emphasised words at its end.
    pub fn aside(&self) -> &str {
        &self.text[self.aside_start..]
    }
}

impl Words {
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    pub fn mark(&mut self, mark: &str) {
        self.text.push_str(mark);
    }

    pub fn take(&mut self, event: &Event) {
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
            Event::Start(Tag::Emphasis) => self.emphases.push(self.text.len()),
            Event::End(TagEnd::Emphasis) => {
                self.emphasis = (self.emphases.pop().unwrap_or_default(), self.text.len());
            }
            Event::Start(Tag::Strong) => self.strongs.push(self.text.len()),
            Event::End(TagEnd::Strong) if self.strongs.pop() == Some(0) => self.strong = self.text.len(),
            _ => {}
        }
    }

    pub fn finish(&mut self) -> Said {
        let Self { text: raw, emphasis: (start, end), strong, .. } = std::mem::take(self);
        let text = decode::clean(&raw);
        let length = text.len();
        let mut said = Said { text, strong_end: 0, aside_start: length };
        let trimmed = raw.trim();
        // What stands out is elsewhere when characters were taken out.
        if said.text == trimmed {
            let shift = raw.len() - raw.trim_start().len();
            said.strong_end = strong.saturating_sub(shift).min(length);
            if end == shift + length && start >= shift {
                said.aside_start = start - shift;
            }
        }
        said
    }
}
