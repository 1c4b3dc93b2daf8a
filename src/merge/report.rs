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

/// Of one map. More of them say that its identifiers are no more than numbers, not that something went wrong.
const COLLISIONS_TOLD: usize = 5;

pub(super) fn lines(proposal: &Proposal) -> Vec<String> {
    let maps = proposal.names.iter().zip(&proposal.counts).zip(&proposal.origins);
    let mut lines: Vec<String> = maps.map(|((name, notes), origin)| of_map(name, *notes, origin)).collect();
    lines.extend(proposal.remarks.iter().cloned());
    for of_one in proposal.collisions.chunk_by(|one, other| one.source == other.source) {
        match of_one {
            [first, ..] if of_one.len() > COLLISIONS_TOLD => lines.push(of_collisions(&first.source, of_one)),
            few => lines.extend(few.iter().map(of_collision)),
        }
    }
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

fn of_collisions(name: &str, all: &[Collision]) -> String {
    let mut kinds: Vec<(&str, usize)> = Vec::new();
    for collision in all {
        match kinds.iter_mut().find(|(kind, _)| *kind == collision.kind) {
            Some((_, count)) => *count += 1,
            None => kinds.push((collision.kind, 1)),
        }
    }
    let kinds: Vec<String> =
        kinds.into_iter().map(|(kind, count)| format!("{count} {kind}{}", if count == 1 { "" } else { "s" })).collect();
    format!("{name}: {} have identifiers of others, so they got new ones; all stay.", kinds.join(", "))
}

/// The beginning of a text, on one line.
fn shortened(text: &str) -> String {
    const LENGTH: usize = 40;
    let line: String = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= LENGTH { line } else { line.chars().take(LENGTH).chain(['…']).collect() }
}
