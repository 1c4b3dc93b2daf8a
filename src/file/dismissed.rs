//! What a person has said no to, so that the program does not propose it again. For this machine alone, never in a map.

use std::collections::BTreeSet;
use std::io;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::fs::Fs;
use super::remembered::{load, store};
use crate::model::{MapId, NeedId, NoteId};

const NAME: &str = "dismissed.json";
/// The list is kept below this size, in bytes, so that it can be read again: the maps longest untouched are forgotten. One map alone
/// may take more.
const KEPT_BYTES: usize = 512 << 10;

/// Something that the program proposes and a person can say no to.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Proposal {
    /// The need that a note seems to ask for.
    DraftNeed(NoteId),
    /// Two notes that seem to pull apart; the smaller identifier first, see [`Proposal::tension`].
    Tension(NoteId, NoteId),
    /// Two notes that seem to say the same; the smaller identifier first, see [`Proposal::same`].
    Same(NoteId, NoteId),
    /// Notes that seem to belong together, in the order of their identifiers, see [`Proposal::theme`].
    Theme(Vec<NoteId>),
    /// A theme that a note seems to fit into.
    Home(NoteId),
    /// To say what somebody wants to do where a need names a thing.
    Verb(NeedId),
}

impl Proposal {
    /// Two notes that seem to pull apart, in either order.
    pub fn tension(one: &NoteId, other: &NoteId) -> Self {
        Self::Tension(one.min(other).clone(), one.max(other).clone())
    }

    /// Two notes that seem to say the same, in either order.
    pub fn same(one: &NoteId, other: &NoteId) -> Self {
        Self::Same(one.min(other).clone(), one.max(other).clone())
    }

    /// Notes that seem to belong together, in any order.
    pub fn theme(notes: &[NoteId]) -> Self {
        let mut notes = notes.to_vec();
        notes.sort();
        Self::Theme(notes)
    }
}

/// What a person has said no to on one map.
pub type Dismissed = BTreeSet<Proposal>;

/// What this person has said no to on a map.
pub fn dismissed(fs: &dyn Fs, state: &Path, map: &MapId) -> Dismissed {
    let maps: Vec<Entry> = load(fs, &state.join(NAME));
    maps.into_iter().find(|entry| entry.map == *map).map(|entry| entry.proposals).unwrap_or_default()
}

/// Changes what this person has said no to on a map, and returns all of it.
///
/// # Errors
/// When it cannot be written.
pub fn change_dismissed(
    fs: &dyn Fs,
    state: &Path,
    map: &MapId,
    change: impl FnOnce(&mut Dismissed),
) -> io::Result<Dismissed> {
    let path = state.join(NAME);
    // Read anew first: another window may have changed it.
    let mut maps: Vec<Entry> = load(fs, &path);
    let known = maps.iter().position(|entry| entry.map == *map).map(|place| maps.remove(place).proposals);
    let mut proposals = known.unwrap_or_default();
    change(&mut proposals);
    if !proposals.is_empty() {
        maps.insert(0, Entry { map: map.clone(), proposals: proposals.clone() });
    }
    while maps.len() > 1 && serde_json::to_vec_pretty(&maps)?.len() > KEPT_BYTES {
        maps.pop();
    }
    store(fs, &path, &maps)?;
    Ok(proposals)
}

#[derive(Clone, Debug, Serialize, Deserialize)]
struct Entry {
    map: MapId,
    proposals: Dismissed,
}
