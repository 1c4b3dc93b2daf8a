//! What happened, in sentences.

use super::{Collision, Origin, Proposal};
use crate::model::EmpathyMap;

/// A merged map.
#[derive(Clone, Debug, PartialEq)]
pub struct Merged {
    /// The map.
    pub map: EmpathyMap,
    /// What a person should know about it, a line each: the maps, what differs, what collided, what became one.
    pub report: Vec<String>,
}

/// So many lines of one kind are told; the rest are counted.
const TOLD: usize = 20;

pub(super) fn lines(proposal: &Proposal) -> Vec<String> {
    let maps = proposal.names.iter().zip(&proposal.counts).zip(&proposal.origins);
    let mut lines: Vec<String> = maps.map(|((name, notes), origin)| of_map(name, *notes, origin)).collect();
    lines.extend(proposal.remarks.iter().cloned());
    tell(&mut lines, proposal.collisions.iter().map(of_collision));
    let joined = proposal.same_texts.iter().filter(|same| same.is_joined);
    tell(&mut lines, joined.map(|same| format!("{} notes became one: “{}”", same.notes.len(), shortened(&same.text))));
    lines
}

fn tell(lines: &mut Vec<String>, mut sentences: impl Iterator<Item = String>) {
    lines.extend(sentences.by_ref().take(TOLD));
    let more = sentences.count();
    if more > 0 {
        lines.push(format!("{more} more like that."));
    }
}

fn of_map(name: &str, notes: usize, origin: &Origin) -> String {
    let notes = if notes == 1 { "1 note".to_owned() } else { format!("{notes} notes") };
    match origin {
        Origin::Who(person) => format!("{name}: {notes}, about “{person}”"),
        Origin::Source(source) => format!("{name}: {notes}, from “{source}” where they had no source"),
        Origin::Untold => format!("{name}: {notes}"),
    }
}

fn of_collision(collision: &Collision) -> String {
    let Collision { kind, first, other, source } = collision;
    let (first, other) = (shortened(first), shortened(other));
    format!("{source}: the {kind} “{other}” has the identifier of “{first}”, so it got a new one; both stay.")
}

/// The beginning of a text, on one line.
fn shortened(text: &str) -> String {
    const LENGTH: usize = 40;
    let line: String = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= LENGTH { line } else { line.chars().take(LENGTH).chain(['…']).collect() }
}
