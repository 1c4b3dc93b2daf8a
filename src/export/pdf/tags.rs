//! What the parts of a page are and in which order they are read; bookmarks.

use std::collections::HashMap;
use std::mem::discriminant;
use std::num::NonZeroU16;

use krilla::destination::XyzDestination;
use krilla::geom::Point;
use krilla::outline::{Outline, OutlineNode};
use krilla::tagging::{ListNumbering, Tag, TagGroup, TagTree};

use super::painter::{Painted, Paragraph};
use super::paper::Page;
use crate::model::EmpathyMap;
use crate::scene::{Piece, Role, Sheet};

/// What the icons and dots of a piece mean, in words.
fn marks(map: &EmpathyMap, role: &Role) -> Option<String> {
    let Role::Note { id, .. } = role else { return None };
    let note = map.note(id)?;
    let evidence = note.evidence.map(|evidence| format!("Evidence: {}", evidence.label().to_lowercase()));
    let feeling = note.feeling.map(|feeling| format!("Feeling: {}", feeling.label().to_lowercase()));
    let votes = match note.vote_total() {
        0 => None,
        1 => Some("1 vote".to_owned()),
        votes => Some(format!("{votes} votes")),
    };
    let parts: Vec<String> = [evidence, feeling, votes].into_iter().flatten().collect();
    (!parts.is_empty()).then(|| parts.join(". "))
}

/// The pieces as they are read, each with what was painted of it.
fn read<'a>(sheet: &'a Sheet, painted: &'a [Painted]) -> Vec<(&'a Piece, &'a Painted)> {
    let painted: HashMap<*const Piece, &Painted> = sheet.pieces.iter().map(std::ptr::from_ref).zip(painted).collect();
    let order = sheet.reading_order().into_iter();
    order.filter_map(|piece| Some((piece, *painted.get(&std::ptr::from_ref(piece))?))).collect()
}

/// The tags of a page: the title, the persona, a section for each quadrant with a paragraph a note, and one for the summary
/// with a list of each kind of card.
pub(super) fn tree(map: &EmpathyMap, sheet: &Sheet, painted: &[Painted]) -> TagTree {
    let pieces = read(sheet, painted);
    let has_title = pieces.iter().any(|(piece, _)| piece.role == Role::Title);
    let section_level = if has_title { 2 } else { 1 };
    let mut writer = Writer { tree: TagTree::new(), section: None, list: None };
    for (index, (piece, painted)) in pieces.iter().enumerate() {
        match &piece.role {
            Role::Title => {
                writer.end_section();
                // Beside the title there may be a date and what kind of page it is: smaller, and no headings.
                let largest = painted.paragraphs.iter().map(Paragraph::size).fold(0.0, f32::max);
                for paragraph in &painted.paragraphs {
                    let is_title = paragraph.size() == largest;
                    writer.tree.push(if is_title { heading(paragraph, 1) } else { body(paragraph) });
                }
            }
            Role::Persona | Role::Badge | Role::Legend => {
                writer.end_section();
                paragraphs(&painted.paragraphs).for_each(|paragraph| writer.tree.push(paragraph));
            }
            Role::Quadrant(_) | Role::Summary | Role::Plans | Role::Section(_) => {
                writer.end_section();
                let mut section = TagGroup::new(Tag::Section);
                if let Some((first, rest)) = painted.paragraphs.split_first() {
                    section.push(heading(first, section_level));
                    paragraphs(rest).for_each(|paragraph| section.push(paragraph));
                }
                writer.section = Some(section);
            }
            Role::Note { .. } => writer.push(note(painted, marks(map, &piece.role))),
            Role::Need(_) | Role::Motivation(_) | Role::Tension(_) | Role::Plan(_) | Role::Causes(_) | Role::Gap(_) => {
                let begins = index == 0 || discriminant(&pieces[index - 1].0.role) != discriminant(&piece.role);
                if begins {
                    writer.end_list();
                }
                let list = writer.list.get_or_insert_with(|| TagGroup::new(Tag::L(ListNumbering::None)));
                let mut body = TagGroup::new(Tag::LBody);
                paragraphs(&painted.paragraphs).for_each(|paragraph| body.push(paragraph));
                let mut item = TagGroup::new(Tag::LI);
                item.push(body);
                list.push(item);
            }
        }
    }
    writer.end_section();
    writer.tree
}

/// Groups that are begun and not ended yet.
struct Writer {
    tree: TagTree,
    section: Option<TagGroup>,
    list: Option<TagGroup>,
}

impl Writer {
    fn push(&mut self, group: TagGroup) {
        match &mut self.section {
            Some(section) => section.push(group),
            None => self.tree.push(group),
        }
    }

    fn end_list(&mut self) {
        if let Some(list) = self.list.take() {
            self.push(list);
        }
    }

    fn end_section(&mut self) {
        self.end_list();
        if let Some(section) = self.section.take() {
            self.tree.push(section);
        }
    }
}

fn heading(paragraph: &Paragraph, level: u16) -> TagGroup {
    let level = NonZeroU16::new(level).unwrap_or(NonZeroU16::MIN);
    let mut group = TagGroup::new(Tag::Hn(level, Some(paragraph.text.clone())));
    paragraph.lines.iter().for_each(|&line| group.push(line));
    group
}

fn paragraphs(paragraphs: &[Paragraph]) -> impl Iterator<Item = TagGroup> {
    paragraphs.iter().map(body)
}

fn body(paragraph: &Paragraph) -> TagGroup {
    let mut group = TagGroup::new(Tag::P);
    paragraph.lines.iter().for_each(|&line| group.push(line));
    group
}

fn note(painted: &Painted, marks: Option<String>) -> TagGroup {
    let mut group = TagGroup::new(Tag::P);
    painted.paragraphs.iter().flat_map(|paragraph| &paragraph.lines).for_each(|&line| group.push(line));
    if let (Some(identifier), Some(words)) = (painted.marks, marks) {
        let mut figure = TagGroup::new(Tag::Figure(Some(words)));
        figure.push(identifier);
        group.push(figure);
    }
    group
}

/// Bookmarks for the quadrants and the summary, with one for each card in it.
pub(super) fn outline(map: &EmpathyMap, sheet: &Sheet, painted: &[Painted], page: &Page) -> Outline {
    let mut outline = Outline::new();
    let mut open: Option<OutlineNode> = None;
    for (piece, painted) in read(sheet, painted) {
        let at = page.place(piece.offset);
        let node = |text: &str| {
            OutlineNode::new(text.to_owned(), XyzDestination::new(0, Point::from_xy(at.x, at.y))).with_open(true)
        };
        match &piece.role {
            Role::Quadrant(_) | Role::Summary | Role::Plans | Role::Section(_) => {
                open.take().into_iter().for_each(|node| outline.push_child(node));
                let heading = painted.paragraphs.first().map_or("", |paragraph| paragraph.text.as_str());
                open = Some(node(if heading.is_empty() { "Untitled" } else { heading }));
            }
            role => {
                if let Some(text) = card_title(map, role) {
                    match &mut open {
                        Some(parent) => parent.push_child(node(&text)),
                        None => outline.push_child(node(&text)),
                    }
                }
            }
        }
    }
    open.into_iter().for_each(|node| outline.push_child(node));
    outline
}

/// What a card says first.
fn card_title(map: &EmpathyMap, role: &Role) -> Option<String> {
    match role {
        Role::Need(id) => map.needs.iter().find(|need| need.id == *id).map(|need| need.sentence(&map.persona)),
        Role::Motivation(id) => {
            let found = map.motivations.iter().find(|motivation| motivation.id == *id);
            found.map(|motivation| motivation.statement.trim().to_owned())
        }
        Role::Tension(id) => {
            let found = map.tensions.iter().find(|tension| tension.id == *id);
            found.map(|tension| match tension.insight.trim() {
                "" => "Tension".to_owned(),
                insight => insight.to_owned(),
            })
        }
        _ => None,
    }
}
