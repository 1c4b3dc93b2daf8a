//! Whom an outline of this program is about: what stands under its title, before the first quadrant.

use pulldown_cmark::HeadingLevel;

use super::blocks::{Block, Kind};
use crate::import::once::set;
use crate::model::{Persona, limits};

/// The persona, and which blocks say it.
#[derive(Debug, Default)]
pub(super) struct Head {
    pub persona: Persona,
    pub blocks: Vec<usize>,
}

impl Head {
    /// Reads what stands under the title; nothing is found in an outline that names no persona.
    pub fn read(blocks: &[Block], title: usize) -> Self {
        let end = blocks.iter().skip(title + 1).position(|block| matches!(block.kind, Kind::Heading(_)));
        let here = title + 1..end.map_or(blocks.len(), |end| title + 1 + end);
        // An outline that is only a list of texts has nothing to do with ours.
        if end.is_none_or(|end| !blocks[title + 1 + end].is_heading(HeadingLevel::H2)) {
            return Self::default();
        }
        let mut head = Self::default();
        let mut about = Vec::new();
        for at in here {
            let block = &blocks[at];
            match block.kind {
                _ if block.is_too_long() => {}
                Kind::Paragraph if head.persona.name.is_empty() && head.is_named(block) => head.blocks.push(at),
                Kind::Paragraph => about.push(at),
                Kind::Item if block.path.len() == 1 && head.has_fact(block) => head.blocks.push(at),
                _ => {}
            }
        }
        // Paragraphs of other people's outlines explain something else.
        let text = about.iter().map(|at| blocks[*at].text()).collect::<Vec<_>>().join("\n\n");
        if !head.blocks.is_empty() && text.chars().count() <= limits::TEXT_CHARS {
            head.persona.about = text;
            head.blocks.append(&mut about);
        }
        head
    }

    fn is_named(&mut self, block: &Block) -> bool {
        let (name, rest) = block.text().split_at(block.said.strong_end);
        let role = if rest.is_empty() { Some("") } else { rest.strip_prefix(", ") };
        match role {
            Some(role) if !name.is_empty() => {
                (self.persona.name, self.persona.role) = (name.to_owned(), role.to_owned());
                true
            }
            _ => false,
        }
    }

    fn has_fact(&mut self, block: &Block) -> bool {
        let Some((label, text)) = block.text().split_once(": ") else { return false };
        let persona = &mut self.persona;
        let fact = match label {
            "Role" => &mut persona.role,
            "Scenario" => &mut persona.scenario,
            "Goal" => &mut persona.goal,
            _ => return false,
        };
        set(fact, text)
    }
}
