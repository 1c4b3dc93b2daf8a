//! Answers that cannot be taken by themselves, since they hold what others wrote: kept until those others have brought it.
//!
//! When a host is gone, everybody has heard of other edits last. Ana has Ben's and built on them, Ben has Ana's and built on
//! them: at the next host neither answer may be taken as it is (rule S3), nor can it be without the other. Together they can,
//! each with what its sender wrote.

use std::collections::{BTreeMap, BTreeSet};

use crate::document::Applied;
use crate::session::limits::HELD_BYTES;
use crate::session::scan::{self, Parts, Refused};
use crate::session::{Millis, PersonId};

use super::ConnectionId;
use super::replica::Replica;

/// The time between two tries to put them together: each reads all of them.
const TRY_AGAIN_MS: Millis = 500;

/// An answer that waits.
#[derive(Debug)]
struct Answer {
    person: PersonId,
    update: Vec<u8>,
    /// Whether edits came meanwhile that build on it.
    has_followers: bool,
}

/// The answers that wait.
#[derive(Debug, Default)]
pub(super) struct Held {
    answers: BTreeMap<ConnectionId, Answer>,
    /// Whether anything is new since they were last put together.
    is_due: bool,
    tried_at: Option<Millis>,
}

/// What came of putting answers together.
pub(super) struct Joined {
    pub applied: Applied,
    /// Whose answers are in it.
    pub members: BTreeSet<ConnectionId>,
    /// Those of them who sent edits meanwhile that could not be taken.
    pub followed: BTreeSet<ConnectionId>,
}

impl Held {
    /// Keeps an answer instead of the one before, unless too much is kept already.
    pub fn keep(&mut self, connection: ConnectionId, person: PersonId, update: &[u8]) {
        self.answers.remove(&connection);
        let kept: usize = self.answers.values().map(|answer| answer.update.len()).sum();
        if kept + update.len() <= HELD_BYTES {
            self.answers.insert(connection, Answer { person, update: update.into(), has_followers: false });
            self.is_due = true;
        }
    }

    /// Forgets the answer of a connection.
    pub fn forget(&mut self, connection: ConnectionId) {
        self.answers.remove(&connection);
    }

    /// Forgets the answers of those who may not edit any more; they are asked when they may again.
    pub fn keep_those_of(&mut self, mut may_edit: impl FnMut(PersonId) -> bool) {
        self.answers.retain(|_, answer| may_edit(answer.person));
    }

    /// Something else was taken in that they may build on.
    pub fn may_go_on(&mut self) {
        self.is_due = !self.answers.is_empty();
    }

    /// Takes note of an edit that builds on the answer of its sender; whether one is kept.
    pub fn is_followed(&mut self, connection: ConnectionId) -> bool {
        let answer = self.answers.get_mut(&connection);
        answer.map(|answer| answer.has_followers = true).is_some()
    }

    /// Takes in as many answers as are whole together.
    ///
    /// # Errors
    /// When they are not what they seem to be; none is kept then.
    pub fn join(&mut self, now: Millis, replica: &mut Replica) -> Result<Option<Joined>, Refused> {
        let is_early = self.tried_at.is_some_and(|at| now < at.saturating_add(TRY_AGAIN_MS));
        if !self.is_due || is_early {
            return Ok(None);
        }
        (self.is_due, self.tried_at) = (false, Some(now));
        let joined = self.take_in(replica);
        match &joined {
            Ok(Some(joined)) => self.answers.retain(|connection, _| !joined.members.contains(connection)),
            Ok(None) => {}
            Err(_) => self.answers.clear(),
        }
        joined
    }

    fn take_in(&self, replica: &mut Replica) -> Result<Option<Joined>, Refused> {
        let mut parts = Vec::with_capacity(self.answers.len());
        for answer in self.answers.values() {
            let is_foreign = |client| replica.owners.is_foreign(client, answer.person);
            parts.push(Parts::of(&answer.update, &is_foreign)?);
        }
        let (update, members) = scan::join(&parts, replica.clocks());
        if members.is_empty() {
            return Ok(None);
        }
        let scanned = replica.look_at_joined(&update)?;
        let applied = replica.import(&update, &scanned)?;
        let joined =
            || self.answers.iter().enumerate().filter(|(at, _)| members.contains(at)).map(|(_, answer)| answer);
        let followed = joined().filter(|(_, answer)| answer.has_followers);
        Ok(Some(Joined {
            applied,
            members: joined().map(|(connection, _)| *connection).collect(),
            followed: followed.map(|(connection, _)| *connection).collect(),
        }))
    }
}
