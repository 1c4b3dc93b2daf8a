//! Answers of several peers, taken apart and put together as one.
//!
//! When many come back to a new host at once, each has what others wrote last, and may build on it. None of their answers can
//! be taken by itself then: it writes under the names of others (rule S3), and without that it has gaps. So each gives what
//! is theirs, and together it is whole.

use std::collections::BTreeMap;

use crate::session::wire::put_number;

use super::Refused;
use super::blocks::{Client, Clients};
use super::bytes::Bytes;

/// An answer, taken apart by clients.
pub struct Parts<'a> {
    parts: Vec<Part<'a>>,
    /// First clocks, and those after the last, of what is deleted of each client.
    deleted: BTreeMap<u64, Vec<(u32, u32)>>,
}

/// What an answer has of one client.
struct Part<'a> {
    client: u64,
    start: u32,
    end: u32,
    bytes: &'a [u8],
    /// How far other clients must be known for it.
    needs: BTreeMap<u64, u32>,
}

impl<'a> Parts<'a> {
    /// Takes an answer apart and keeps what is of clients that its sender may write under.
    ///
    /// # Errors
    /// When it is not well-formed, or has a gap within.
    pub fn of(answer: &'a [u8], is_foreign: &dyn Fn(u64) -> bool) -> Result<Self, Refused> {
        let known = BTreeMap::new();
        let mut bytes = Bytes::new(answer);
        let mut clients = Clients::new(&known);
        clients.read_blocks(&mut bytes)?;
        clients.read_deletions(&mut bytes)?;
        bytes.end()?;
        let mine = clients.list.iter().filter(|client| client.end > 0 && !is_foreign(client.id));
        let parts = mine.map(|client| part(answer, client, &clients.list)).collect();
        let deleted = clients.list.into_iter().filter(|client| !client.deleted.is_empty());
        Ok(Self { parts, deleted: deleted.map(|client| (client.id, client.deleted)).collect() })
    }

    /// How far clients must be known for all of it.
    fn needs(&self) -> impl Iterator<Item = (u64, u32)> {
        let blocks = self.parts.iter().flat_map(|part| part.needs.iter().map(|(client, clock)| (*client, *clock)));
        let ends = self.parts.iter().map(|part| (part.client, part.end));
        let deleted = self.deleted.iter().flat_map(|(client, ranges)| ranges.iter().map(|(_, end)| (*client, *end)));
        blocks.chain(ends).chain(deleted)
    }
}

fn part<'a>(answer: &'a [u8], client: &Client, clients: &[Client]) -> Part<'a> {
    let mut needs = BTreeMap::new();
    for id in client.blocks.iter().flat_map(|block| block.bases.iter().flatten()) {
        let need: &mut u32 = needs.entry(clients[id.client].id).or_default();
        *need = (*need).max(id.clock + 1);
    }
    let bytes = &answer[answer.len() - client.section.from..answer.len() - client.section.to];
    Part { client: client.id, start: client.start, end: client.end, bytes, needs }
}

/// Puts together as many of these answers as are whole together: the update, and which answers are in it.
pub fn join(answers: &[Parts<'_>], known: &BTreeMap<u64, u32>) -> (Vec<u8>, Vec<usize>) {
    let mut members: Vec<usize> = (0..answers.len()).collect();
    loop {
        let best = best_parts(answers, &members, known);
        let reach = |client: u64| {
            let known = known.get(&client).copied().unwrap_or(0);
            best.get(&client).map_or(known, |part| part.end.max(known))
        };
        let is_whole = |member: &usize| answers[*member].needs().all(|(client, clock)| clock <= reach(client));
        let whole: Vec<usize> = members.iter().copied().filter(is_whole).collect();
        if whole.len() == members.len() {
            return (write(&best, answers, &members), members);
        }
        members = whole;
    }
}

/// Of each client the part that brings it furthest.
fn best_parts<'a, 'b>(
    answers: &'b [Parts<'a>],
    members: &[usize],
    known: &BTreeMap<u64, u32>,
) -> BTreeMap<u64, &'b Part<'a>> {
    let mut best: BTreeMap<u64, &Part<'_>> = BTreeMap::new();
    for part in members.iter().flat_map(|member| &answers[*member].parts) {
        let known = known.get(&part.client).copied().unwrap_or(0);
        let is_better = best.get(&part.client).is_none_or(|other| other.end < part.end);
        if part.start <= known && known < part.end && is_better {
            best.insert(part.client, part);
        }
    }
    best
}

fn write(parts: &BTreeMap<u64, &Part<'_>>, answers: &[Parts<'_>], members: &[usize]) -> Vec<u8> {
    let mut deleted: BTreeMap<u64, Vec<(u32, u32)>> = BTreeMap::new();
    for (client, ranges) in members.iter().flat_map(|member| &answers[*member].deleted) {
        deleted.entry(*client).or_default().extend(ranges);
    }
    let mut update = Vec::new();
    put_number(&mut update, parts.len() as u64);
    parts.values().for_each(|part| update.extend_from_slice(part.bytes));
    put_number(&mut update, deleted.len() as u64);
    for (client, ranges) in deleted {
        let ranges = united(ranges);
        put_number(&mut update, client);
        put_number(&mut update, ranges.len() as u64);
        for (start, end) in ranges {
            put_number(&mut update, start.into());
            put_number(&mut update, (end - start).into());
        }
    }
    update
}

/// The same clocks in as few ranges as possible.
fn united(mut ranges: Vec<(u32, u32)>) -> Vec<(u32, u32)> {
    ranges.sort_unstable();
    let mut united: Vec<(u32, u32)> = Vec::new();
    for (start, end) in ranges {
        match united.last_mut() {
            Some(last) if start <= last.1 => last.1 = last.1.max(end),
            _ => united.push((start, end)),
        }
    }
    united
}
