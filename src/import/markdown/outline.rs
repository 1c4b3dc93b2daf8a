//! The outline of a text: what stands under what.

use std::collections::HashSet;

use pulldown_cmark::HeadingLevel;

use super::basis::Basis;
use super::blocks::{Block, Kind};
use super::conclusions::Sections;
use super::persona::Head;
use crate::import::preview::{LeftOut, Piece, Reading};
use crate::import::quadrants::{Named, Naming};
use crate::import::words::is_quadrant_title;

pub(super) fn read(blocks: &[Block]) -> Reading {
    let mut reading = Reading::default();
    let title = document_title(blocks);
    let mut sections = title.map_or_else(Sections::default, |_| Sections::find(blocks));
    let head = title.map_or_else(Head::default, |title| Head::read(blocks, title));
    let mut used: HashSet<usize> = head.blocks.iter().copied().chain(title).collect();
    let mut named = HashSet::new();
    if let Some(title) = title {
        reading.title = blocks[title].text().to_owned();
        let has_prompts = (0..blocks.len()).any(|at| prompt(blocks, at).is_some());
        if !head.blocks.is_empty() || sections.are_ours() || has_prompts {
            named = quadrants(blocks, title, &sections, &mut used, &mut reading);
        } else {
            sections = Sections::default();
        }
    }
    let here = || (0..blocks.len()).filter(|at| !sections.hold(blocks, *at));
    let has_items = here().any(|at| matches!(blocks[at].kind, Kind::Item | Kind::ItemTitle));
    let mut pieces = Vec::new();
    for at in here().filter(|at| !blocks[*at].is_title() && !used.contains(at)).collect::<Vec<_>>() {
        let block = &blocks[at];
        match block.kind {
            Kind::Metadata => reading.leave_out(block, "It stands above the text, for programs"),
            // Where there are lists, paragraphs explain; where there are none, they are the notes.
            Kind::Paragraph | Kind::Quote if has_items => {
                reading.leave_out(block, "A paragraph, not an item of a list");
            }
            _ => {
                let (text, basis) = Basis::divide(block);
                let mut piece = Piece::new(text, block.place());
                basis.clone().apply(&mut piece.note.note);
                let titles = block.path.iter().filter(|above| Some(**above) != title);
                piece.path = titles.clone().map(|above| blocks[*above].text().to_owned()).collect();
                used.extend(titles);
                pieces.push((basis, piece));
            }
        }
    }
    let (conclusions, mut left_out) = sections.read(blocks, &pieces, &head.persona);
    reading.conclusions = conclusions;
    for at in here().filter(|at| blocks[*at].is_title() && !used.contains(at)) {
        let left_out = LeftOut::new(blocks[at].place(), blocks[at].text(), "A title with no note below");
        if named.contains(&at) { reading.about_map.push(left_out) } else { reading.left_out.push(left_out) }
    }
    reading.left_out.append(&mut left_out);
    for at in &head.blocks {
        let reason = "It is about the persona, and this map has one";
        reading.about_map.push(LeftOut::new(blocks[*at].place(), blocks[*at].text(), reason));
    }
    reading.persona = head.persona;
    reading.pieces = pieces.into_iter().map(|(_, piece)| piece).collect();
    reading
}

impl Reading {
    fn leave_out(&mut self, block: &Block, reason: &str) {
        self.left_out.push(LeftOut::new(block.place(), block.text(), reason));
    }
}

/// The only heading of the highest level, when it comes first and names no quadrant.
fn document_title(blocks: &[Block]) -> Option<usize> {
    let is_top = |block: &&Block| block.is_heading(HeadingLevel::H1);
    let first = blocks.iter().position(Block::is_title)?;
    let is_title = is_top(&&blocks[first]) && !blocks[first].is_too_long() && !is_quadrant_title(blocks[first].text());
    (is_title && blocks.iter().filter(is_top).count() == 1).then_some(first)
}

/// The question below the title of a quadrant, if this block is such a title.
fn prompt(blocks: &[Block], at: usize) -> Option<&Block> {
    let below = blocks.get(at + 1).filter(|_| blocks[at].is_heading(HeadingLevel::H2))?;
    let is_prompt = below.kind == Kind::Paragraph && below.said.aside_start == 0 && !below.is_too_long();
    is_prompt.then_some(below)
}

/// Reads what an outline of this program calls its quadrants. Their headings.
fn quadrants(
    blocks: &[Block],
    title: usize,
    sections: &Sections,
    used: &mut HashSet<usize>,
    reading: &mut Reading,
) -> HashSet<usize> {
    let is_quadrant = |at: &usize| blocks[*at].is_heading(HeadingLevel::H2) && !sections.hold(blocks, *at);
    let all: Vec<usize> = (title + 1..blocks.len()).filter(is_quadrant).collect();
    let mut named = Vec::with_capacity(all.len());
    for &at in &all {
        let mut quadrant = Named::titled(blocks[at].text());
        if let Some(prompt) = prompt(blocks, at) {
            used.insert(at + 1);
            prompt.text().clone_into(&mut quadrant.prompt);
            let reason = "It is the question of a quadrant, and those of this map have their own";
            reading.about_map.push(LeftOut::new(prompt.place(), prompt.text(), reason));
        }
        named.push(quadrant);
    }
    reading.quadrants = Naming::whole(named);
    all.into_iter().collect()
}
