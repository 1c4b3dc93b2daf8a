//! Rule S3: who may write under which client id of the CRDT, and show presence under it.
//!
//! Two writers under one client id lose edits silently: whoever comes second has clocks that others already know. So an id
//! belongs to the first person who shows presence or writes under it, for as long as the room lives, also while they are
//! away with edits that have not arrived yet. A person is a key; a program without one is a connection, and its ids are
//! free when it leaves, since nothing could prove that it came back.
//!
//! A room that starts from a map knows ids of earlier sessions, whose owners it does not know: somebody carries on after
//! the host is gone, and everybody comes back. Those ids are first come, first served, among editors. Somebody with an
//! editor link who is quicker can take the id of a person who has not come back yet, but not silently: that person is
//! refused and told. What others already have of an absent person's edits arrives in first syncs, which bring any id that
//! nobody owns and make it nobody's.

use std::collections::BTreeMap;

use crate::session::PersonId;
use crate::session::limits::CLIENT_IDS;

/// The client ids of a room and whose they are.
#[derive(Debug)]
pub(super) struct Owners {
    /// The id under which the room itself writes, for phones.
    room: u64,
    of: BTreeMap<u64, Owned>,
    claims: u64,
}

#[derive(Debug)]
struct Owned {
    person: PersonId,
    /// Counts claims, to know the oldest of a person.
    nth: u64,
}

impl Owners {
    /// Nobody owns anything but the room its own id.
    pub fn new(room: u64) -> Self {
        Self { room, of: BTreeMap::new(), claims: 0 }
    }

    /// Whether this id is the room's or somebody else's.
    pub fn is_foreign(&self, client: u64, person: PersonId) -> bool {
        self.is_room(client) || self.of.get(&client).is_some_and(|owned| owned.person != person)
    }

    /// Whether this id is the room's own.
    pub fn is_room(&self, client: u64) -> bool {
        client == self.room
    }

    /// Whether it is this person's.
    pub fn is_of(&self, client: u64, person: PersonId) -> bool {
        self.of.get(&client).is_some_and(|owned| owned.person == person)
    }

    /// Gives a person an id that is nobody else's. They keep their latest ones: each start of a program makes one, and the
    /// oldest has long brought its edits.
    pub fn claim(&mut self, client: u64, person: PersonId) {
        if self.of(person).count() >= CLIENT_IDS
            && let Some((oldest, _)) = self.of(person).min_by_key(|(_, nth)| *nth)
        {
            self.of.remove(&oldest);
        }
        self.claims += 1;
        self.of.insert(client, Owned { person, nth: self.claims });
    }

    /// Makes the ids of a person free.
    pub fn release(&mut self, person: PersonId) {
        self.of.retain(|_, owned| owned.person != person);
    }

    /// The ids of a person.
    pub fn ids(&self, person: PersonId) -> impl Iterator<Item = u64> {
        self.of(person).map(|(client, _)| client)
    }

    fn of(&self, person: PersonId) -> impl Iterator<Item = (u64, u64)> {
        self.of.iter().filter(move |(_, owned)| owned.person == person).map(|(client, owned)| (*client, owned.nth))
    }
}
