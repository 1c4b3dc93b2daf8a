//! Looks through a Yjs V1 update without decoding it: counts against the bytes that are left, depth, kinds of content, whose
//! client ids, clocks without gaps. Iterative, without allocation by declared lengths; what passes is safe to be decoded.
//!
//! ```text
//! update   n × (blocks, client, first clock, blocks × block), n × (client, ranges, ranges × (clock, length)) that are deleted
//! block    0 length                                     what was deleted long ago
//!          kind and flags, [left id], [right id], [parent, [key]] where there is neither, content
//! ```
//! All numbers have variable length; the clocks of a client's blocks follow from their lengths.

mod blocks;
mod bytes;
mod order;
mod parts;
mod value;

use std::collections::BTreeMap;

use blocks::Clients;
use bytes::Bytes;

pub use parts::{Parts, join};

/// What an update is held against.
pub struct Rules<'a> {
    /// How far the replica knows each client: its next clock.
    pub known: &'a BTreeMap<u64, u32>,
    /// Clients that it may write under; `None` in a first sync and on our own side, where whoever is not refused below may.
    pub writers: Option<&'a [u64]>,
    /// Clients that belong to somebody else: what is new of them is refused.
    pub others: &'a dyn Fn(u64) -> bool,
    /// How deep the replica has what a client wrote at a clock: [`crate::document::Document::depth`].
    pub depth: &'a dyn Fn(u64, u32) -> Option<u8>,
}

/// What an update brings.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Scanned {
    /// The clients with something new in it, and the clock that each will be at.
    pub writes: BTreeMap<u64, u32>,
}

/// Why an update is refused: for the log, and for the person in general words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refused {
    /// It is not well-formed, or holds what no map has.
    Malformed(&'static str),
    /// It writes under the name of somebody else.
    Foreign(u64),
    /// It builds on what is not known here; a sync brings that first.
    Gap,
}

/// Looks through an update. What is known already may come again; only what is new is held against the rules for writers.
///
/// # Errors
/// Why it must not be decoded.
pub fn scan(update: &[u8], rules: &Rules<'_>) -> Result<Scanned, Refused> {
    let mut bytes = Bytes::new(update);
    let mut clients = Clients::new(rules.known);
    clients.read_blocks(&mut bytes)?;
    let is_gapless = clients.read_deletions(&mut bytes)?;
    bytes.end()?;

    let writes: BTreeMap<u64, u32> = clients.writes().collect();
    let is_foreign =
        |client: &&u64| (rules.others)(**client) || rules.writers.is_some_and(|writers| !writers.contains(client));
    if let Some(&client) = writes.keys().find(is_foreign) {
        return Err(Refused::Foreign(client));
    }
    if !is_gapless {
        return Err(Refused::Gap);
    }
    order::check(&mut clients, rules.depth)?;
    Ok(Scanned { writes })
}

/// Looks through a state vector: at most so many clients as fit its bytes.
///
/// # Errors
/// Why it must not be decoded.
pub fn scan_state_vector(bytes: &[u8]) -> Result<BTreeMap<u64, u32>, Refused> {
    let mut bytes = Bytes::new(bytes);
    let mut clocks = BTreeMap::new();
    for _ in 0..bytes.count()? {
        let (client, clock) = (bytes.client()?, bytes.clock()?);
        if clocks.insert(client, clock).is_some() {
            return Err(Refused::Malformed("a client comes twice"));
        }
    }
    bytes.end()?;
    Ok(clocks)
}
