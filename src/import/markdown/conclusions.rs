//! What follows from the notes of an outline that this program wrote: needs, motivations and tensions, each with its notes.

use std::collections::HashMap;

use pulldown_cmark::HeadingLevel;

use super::basis::Basis;
use super::blocks::{Block, Kind};
use crate::import::once::{put, set};
use crate::import::preview::{Conclusions, LeftOut, Piece};
use crate::model::{
    Cause, Direction, Driver, Motivation, MotivationId, Need, NeedId, NoteId, Persona, Priority, Severity, Tension,
    TensionId,
};

/// How items below a need begin that this program wrote.
const OF_NEEDS: [&str; 4] = ["Strength: ", "Because: ", "Reach: ", "Priority: "];

/// What a section of the outline is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Section {
    Needs,
    Motivations,
    Tensions,
    /// It follows from the notes and is never read.
    Gaps,
}

impl Section {
    fn titled(title: &str) -> Option<Self> {
        Some(match title {
            "Needs" => Self::Needs,
            "Motivations" => Self::Motivations,
            "Tensions" => Self::Tensions,
            "What we do not know" => Self::Gaps,
            _ => return None,
        })
    }
}

/// The sections at the end of an outline whose quadrants stand before them.
#[derive(Debug, Default)]
pub(super) struct Sections(HashMap<usize, Section>);

impl Sections {
    /// Finds them. Where other texts stand below the title of needs than this program writes there, somebody else wrote it and
    /// they are notes.
    pub fn find(blocks: &[Block]) -> Self {
        let section = |at: usize| {
            let is_divided = blocks.get(at + 1).is_some_and(|next| next.is_heading(HeadingLevel::H3));
            let ends = |block: &Block| matches!(block.kind, Kind::Heading(HeadingLevel::H1 | HeadingLevel::H2));
            let inside = || blocks[at + 1..].iter().take_while(|block| !ends(block));
            let mut items = inside().filter(|block| block.kind == Kind::Item).map(Block::text);
            let is_ours = match Section::titled(blocks[at].text())? {
                Section::Needs => is_divided && items.any(|item| OF_NEEDS.iter().any(|label| item.starts_with(label))),
                Section::Motivations => {
                    is_divided && items.all(|item| item.starts_with("Direction: ") || item.starts_with("Driver: "))
                }
                Section::Tensions => is_divided && items.next().is_none(),
                Section::Gaps => true,
            };
            Section::titled(blocks[at].text()).filter(|_| is_ours)
        };
        let mut headings = (0..blocks.len()).rev().filter(|at| blocks[*at].is_heading(HeadingLevel::H2)).peekable();
        let mut found = HashMap::new();
        while let Some((at, section)) = headings.peek().and_then(|at| Some((*at, section(*at)?))) {
            found.insert(at, section);
            headings.next();
        }
        if headings.peek().is_some() { Self(found) } else { Self::default() }
    }

    /// Whether one of them shows that this program wrote the outline: anybody may list what is not known.
    pub fn are_ours(&self) -> bool {
        self.0.values().any(|section| *section != Section::Gaps)
    }

    /// Whether a block is the title of a section or stands in one.
    pub fn hold(&self, blocks: &[Block], at: usize) -> bool {
        self.0.contains_key(&at) || self.of(&blocks[at]).is_some()
    }

    fn of(&self, block: &Block) -> Option<(Section, usize)> {
        let depth = block.path.iter().position(|title| self.0.contains_key(title))?;
        Some((self.0[&block.path[depth]], depth))
    }

    /// Reads what they say. `pieces` are the notes of the outline, which they quote.
    pub fn read(&self, blocks: &[Block], pieces: &[(Basis, Piece)], persona: &Persona) -> (Conclusions, Vec<LeftOut>) {
        let mut notes: HashMap<(&str, &Basis), Vec<&str>> = HashMap::new();
        for (basis, piece) in pieces {
            notes.entry((&piece.note.note.text, basis)).or_default().push(&piece.note.place);
        }
        let mut reader = Reader {
            notes,
            persona,
            side: None,
            taken: HashMap::new(),
            driven: Vec::new(),
            found: Conclusions::default(),
            left_out: Vec::new(),
        };
        for (at, block) in blocks.iter().enumerate() {
            if self.0.get(&at) == Some(&Section::Gaps) {
                reader.leave_out(block, "It follows from the notes and is found again");
            }
            let Some((section, depth)) = self.of(block).filter(|(section, _)| *section != Section::Gaps) else {
                continue;
            };
            let above: Vec<&Block> = block.path[depth + 1..].iter().map(|title| &blocks[*title]).collect();
            if block.is_too_long() {
                reader.leave_out(block, "It is too long for a map");
            } else if above.is_empty() && block.is_heading(HeadingLevel::H3) {
                reader.begin(section, block);
            } else if !reader.is_understood(section, block, &above) {
                reader.leave_out(block, "It belongs to nothing that a map has room for");
            }
        }
        reader.finish()
    }
}

/// Which notes are quoted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Side {
    /// Those that speak for it, or the one side of a tension.
    For,
    /// Those that speak against it, or the other side.
    Against,
}

struct Reader<'b> {
    /// Where the notes with these texts stand.
    notes: HashMap<(&'b str, &'b Basis), Vec<&'b str>>,
    persona: &'b Persona,
    side: Option<Side>,
    /// How many of the notes that say the same are quoted already.
    taken: HashMap<(Side, &'b str, Basis), usize>,
    /// The needs that name a motivation, as places in the list, with its statement and the block.
    driven: Vec<(usize, String, &'b Block)>,
    found: Conclusions,
    left_out: Vec<LeftOut>,
}

impl<'b> Reader<'b> {
    fn leave_out(&mut self, block: &Block, reason: &str) {
        self.left_out.push(LeftOut::new(block.place(), block.text(), reason));
    }

    /// Begins with what the heading says.
    fn begin(&mut self, section: Section, heading: &Block) {
        self.side = None;
        self.taken.clear();
        let (id, text) = (heading.place(), heading.text());
        match section {
            Section::Needs => {
                let (who, statement) = self.divide_need(text);
                self.found.needs.push(Need { who, ..Need::new(NeedId::new(id), statement) });
            }
            Section::Gaps => {}
            Section::Motivations => self.found.motivations.push(Motivation::new(MotivationId::new(id), text)),
            Section::Tensions => self.found.tensions.push(Tension {
                id: TensionId::new(id),
                this: Vec::new(),
                but: Vec::new(),
                insight: text.to_owned(),
                extra: Default::default(),
            }),
        }
    }

    /// Who needs something, empty for the persona, and what.
    fn divide_need(&self, sentence: &str) -> (String, String) {
        let divided = [" needs to ", " need to "].into_iter().filter_map(|verb| sentence.split_once(verb));
        let Some((who, statement)) = divided.min_by_key(|(who, _)| who.len()) else {
            return (String::new(), sentence.to_owned());
        };
        let name: Vec<&str> = self.persona.name.split_whitespace().collect();
        let name = if name.is_empty() { "They".to_owned() } else { name.join(" ") };
        let who = if who == name { String::new() } else { who.to_owned() };
        (who, if statement == "…" { String::new() } else { statement.to_owned() })
    }

    /// Takes a block under a heading, whose inner titles are `above[1..]`.
    fn is_understood(&mut self, section: Section, block: &'b Block, above: &[&Block]) -> bool {
        match (block.kind, above) {
            (Kind::Paragraph, [_]) => self.is_label(block.text()),
            (Kind::Quote, [_]) => self.is_quoted(section, block),
            (Kind::Item | Kind::ItemTitle, [_]) => match section {
                Section::Needs => self.is_of_need(block),
                Section::Motivations => self.is_of_motivation(block),
                Section::Tensions | Section::Gaps => false,
            },
            (Kind::Item | Kind::ItemTitle, [_, title, inner @ ..]) if section == Section::Needs => {
                match (title.text(), self.found.needs.last_mut()) {
                    ("Plan", Some(need)) if inner.is_empty() => is_planned(need, block.text()),
                    ("Causes", Some(need)) => {
                        let (text, basis) = Basis::divide(block);
                        let cause = Cause { text: text.to_owned(), evidence: basis.evidence, ..Default::default() };
                        insert(&mut need.causes, inner.len(), cause);
                        true
                    }
                    _ => false,
                }
            }
            _ => false,
        }
    }

    fn is_label(&mut self, text: &str) -> bool {
        self.side = match text {
            "What speaks for it:" | "This:" => Some(Side::For),
            "What speaks against it:" | "But:" => Some(Side::Against),
            _ => return false,
        };
        true
    }

    fn is_quoted(&mut self, section: Section, block: &'b Block) -> bool {
        let (text, basis) = Basis::divide(block);
        let Conclusions { needs, motivations, tensions } = &mut self.found;
        let sides = match section {
            Section::Needs => needs.last_mut().map(|need| (&mut need.supports, &mut need.contradicts)),
            Section::Motivations => motivations.last_mut().map(|one| (&mut one.supports, &mut one.contradicts)),
            Section::Tensions => tensions.last_mut().map(|one| (&mut one.this, &mut one.but)),
            Section::Gaps => None,
        };
        let (Some((supports, contradicts)), Some(quoted)) = (sides, self.side) else { return false };
        let side = if quoted == Side::For { supports } else { contradicts };
        let places = self.notes.get(&(text, &basis));
        // Of notes that say the same, one after the other.
        let taken = self.taken.entry((quoted, text, basis.clone())).or_default();
        let place = places.and_then(|places| places.get(*taken));
        *taken += 1;
        side.extend(place.map(|place| NoteId::new(*place)));
        place.is_some()
    }

    fn is_of_need(&mut self, block: &'b Block) -> bool {
        let at = self.found.needs.len().saturating_sub(1);
        let Some(need) = self.found.needs.last_mut() else { return false };
        if block.kind == Kind::ItemTitle {
            return matches!(block.text(), "Plan" | "Causes");
        }
        let Some((label, text)) = labelled(block.text()) else { return false };
        match label {
            "Because" => set(&mut need.because, text),
            "When" => set(&mut need.when, text),
            "So that" => set(&mut need.so_that, text),
            // They follow from the notes and their people.
            "Strength" | "Reach" => true,
            "Priority" => put(&mut need.priority, Priority::ALL.into_iter().find(|priority| priority.label() == text)),
            "Severity" => put(
                &mut need.severity,
                text.strip_suffix(" of 4").and_then(|step| step.parse().ok()).and_then(Severity::new),
            ),
            "Motivation" => {
                self.driven.push((at, text.to_owned(), block));
                true
            }
            "Met when" => {
                need.met_when.push(text.to_owned());
                true
            }
            _ => false,
        }
    }

    fn is_of_motivation(&mut self, block: &Block) -> bool {
        let (Some(motivation), Some((label, text))) = (self.found.motivations.last_mut(), labelled(block.text()))
        else {
            return false;
        };
        match label {
            "Direction" => put(&mut motivation.direction, Direction::ALL.into_iter().find(|one| one.label() == text)),
            "Driver" => put(&mut motivation.driver, Driver::ALL.into_iter().find(|one| one.label() == text)),
            _ => false,
        }
    }

    fn finish(mut self) -> (Conclusions, Vec<LeftOut>) {
        let motivations = self.found.motivations.iter().rev();
        let by_statement: HashMap<_, _> = motivations.map(|one| (one.statement.as_str(), &one.id)).collect();
        for (need, statement, block) in &self.driven {
            let motivations = &mut self.found.needs[*need].motivations;
            match by_statement.get(statement.as_str()) {
                Some(id) if motivations.contains(id) => {}
                Some(id) => motivations.push((*id).clone()),
                None => self.left_out.push(LeftOut::new(
                    block.place(),
                    block.text(),
                    "There is no such motivation in the file",
                )),
            }
        }
        for tension in self.found.tensions.extract_if(.., |one| one.this.is_empty() || one.but.is_empty()) {
            let reason = "A tension needs a note on each side";
            self.left_out.push(LeftOut::new(tension.id.as_str(), tension.insight, reason));
        }
        (self.found, self.left_out)
    }
}

fn labelled(text: &str) -> Option<(&str, &str)> {
    let (label, text) = text.split_once(':')?;
    Some((label, text.trim_start()))
}

fn is_planned(need: &mut Need, text: &str) -> bool {
    let Some((label, text)) = labelled(text) else { return false };
    let plan = &mut need.plan;
    match label {
        "Awareness" => set(&mut plan.awareness, text),
        "Acknowledgment" => set(&mut plan.acknowledgment, text),
        "Action" => set(&mut plan.action, text),
        "Advocacy" => set(&mut plan.advocacy, text),
        _ => false,
    }
}

/// Adds a cause so many levels below, behind the last ones.
fn insert(causes: &mut Vec<Cause>, levels: usize, cause: Cause) {
    match causes.last_mut() {
        Some(last) if levels > 0 => insert(&mut last.causes, levels - 1, cause),
        _ => causes.push(cause),
    }
}
