//! Who somebody on a phone is, and which of their edits are done. Both stand in the document's margin, written with the edits
//! themselves, so that a room that carries the session on knows them as well.

use data_encoding::BASE32_NOPAD;
use sha2::{Digest, Sha256};

use crate::model::NoteId;
use crate::session::limits::PHONE_GAPS;

/// What the key of any record in the margin begins with; the participant follows, then the room.
pub(super) const RECORDS: &str = "phone:";
/// What the key of a note's owner in the margin begins with.
pub(super) const OWNERS: &str = "note:";

/// Where in the margin a note's owner stands.
pub(super) fn owner_key(note: &NoteId) -> String {
    format!("{OWNERS}{note}")
}

/// A participant under the name that others may see. It follows from the page's secret name for itself, and does not give
/// that away; the participant's votes stand under it in the file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Participant(String);

impl Participant {
    /// Whoever has this secret name.
    pub fn of(client: &str) -> Self {
        let digest = Sha256::new().chain_update("empathy-map participant\n").chain_update(client).finalize();
        Self(BASE32_NOPAD.encode(&digest[..10]).to_lowercase())
    }

    /// The name as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What the keys of their records begin with.
    pub fn records(&self) -> String {
        format!("{RECORDS}{}:", self.0)
    }

    /// The key of the record that a room keeps of them. Each room of a session has its own, by its document's client id: one
    /// that comes from another room later never takes the place of what is done here.
    pub fn record_key(&self, room: u64) -> String {
        format!("{}{room}", self.records())
    }
}

/// Which edits of a participant are done, by number: as text `TURN;FIRST-LAST,FIRST-LAST`.
///
/// Not only the last number: two tabs of one browser count together and send in any order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Record {
    /// Grows with every edit of anybody: tells who has been silent longest.
    pub turn: u64,
    /// First and last numbers, in order, with gaps between.
    done: Vec<(u64, u64)>,
}

impl Record {
    /// From its text; what cannot be read counts as not done.
    pub fn read(text: &str) -> Self {
        let (turn, ranges) = text.split_once(';').unwrap_or_default();
        let mut record = Self { turn: turn.parse().unwrap_or_default(), done: Vec::new() };
        for range in ranges.split(',').take(PHONE_GAPS) {
            let ends = range.split_once('-').and_then(|(first, last)| Some((first.parse().ok()?, last.parse().ok()?)));
            record.done.extend(ends.filter(|(first, last): &(u64, u64)| first <= last));
        }
        record.mend();
        record
    }

    /// Its text.
    pub fn write(&self) -> String {
        let ranges: Vec<String> = self.done.iter().map(|(first, last)| format!("{first}-{last}")).collect();
        format!("{};{}", self.turn, ranges.join(","))
    }

    /// Together with another one: what is done in either is done.
    pub fn join(mut self, other: Self) -> Self {
        self.turn = self.turn.max(other.turn);
        self.done.extend(other.done);
        self.mend();
        self
    }

    /// Whether this edit is done.
    pub fn has(&self, seq: u64) -> bool {
        self.done.iter().any(|&(first, last)| (first..=last).contains(&seq))
    }

    /// This edit is done.
    pub fn add(&mut self, seq: u64) {
        self.done.push((seq, seq));
        self.mend();
    }

    /// Whether nothing is done yet.
    pub fn is_empty(&self) -> bool {
        self.done.is_empty()
    }

    /// Everything up to this number is done.
    pub fn up_to(&self) -> u64 {
        self.done.first().filter(|(first, _)| *first <= 1).map_or(0, |(_, last)| *last)
    }

    fn mend(&mut self) {
        self.done.sort_unstable();
        let mut whole: Vec<(u64, u64)> = Vec::with_capacity(self.done.len());
        for (first, last) in self.done.drain(..) {
            match whole.last_mut() {
                Some(before) if first <= before.1.saturating_add(1) => before.1 = before.1.max(last),
                _ => whole.push((first, last)),
            }
        }
        // The oldest gap closes: what has not come from there by now does not come any more.
        while whole.len() > PHONE_GAPS {
            whole[1].0 = whole[0].0;
            whole.remove(0);
        }
        self.done = whole;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(numbers: &[u64]) -> Record {
        let mut record = Record::default();
        numbers.iter().for_each(|&seq| record.add(seq));
        record
    }

    #[test]
    fn edits_are_done_in_any_order_and_gaps_stay_open() {
        let record = with(&[1, 2, 7, 5, 6, 2]);
        assert_eq!(record.write(), "0;1-2,5-7");
        assert_eq!(record.up_to(), 2);
        assert_eq!([2, 3, 5, 8].map(|seq| record.has(seq)), [true, false, true, false]);
        assert_eq!(Record::read(&record.write()), record);
        assert_eq!(with(&[4]).up_to(), 0);
    }

    #[test]
    fn what_is_done_in_one_of_two_rooms_is_done() {
        let both = with(&[1, 2, 9]).join(Record { turn: 4, ..with(&[3, 4]) });
        assert_eq!(both.write(), "4;1-4,9-9");
    }

    #[test]
    fn a_record_does_not_grow_beyond_its_bound() {
        let record = with(&(1..1_000).map(|at| at * 2).collect::<Vec<_>>());
        assert_eq!(record.done.len(), PHONE_GAPS);
        assert!(record.has(2) && record.has(1_998) && !record.has(1_997));
        with(&[u64::MAX, u64::MAX - 1, 0]);
    }

    #[test]
    fn a_damaged_record_is_read_as_far_as_it_goes() {
        for text in ["", ";", "x;y-z", "3", "18446744073709551616;1-2", "1;9-3,-,2-2-2"] {
            assert!(!Record::read(text).has(3), "{text}");
        }
        assert!(Record::read("1;,5-6,x,1-3").has(2));
    }

    #[test]
    fn nobody_learns_a_secret_name_from_the_other_one() {
        let name = Participant::of("0123456789abcdef");
        assert_eq!(name.as_str().len(), 16);
        assert_ne!(name, Participant::of("0123456789abcdeg"));
        assert_eq!(name, Participant::of("0123456789abcdef"));
    }
}
