//! The participant door of a room: what phones send is checked against role and lock and done to the map for them, and
//! what is new on the map is told to them.

use crate::document::{Applied, Changes, Document};

use super::{ConnectionId, RoomOutput};
use crate::session::{Millis, Person, PersonId};

/// What follows from something that a phone did.
#[derive(Debug, Default)]
pub(super) struct Outcome {
    /// What to send and close.
    pub outputs: Vec<RoomOutput>,
    /// What it changed on the map: the room tells the editors, and calls [`Phones::map_changed`].
    pub applied: Option<Applied>,
    /// A name that somebody wishes for themselves; the room answers with [`Phones::set_person`].
    pub wished_name: Option<(PersonId, String)>,
    /// Whether somebody is ready who was not, or the other way round: the room tells everybody.
    pub readiness: Option<(PersonId, bool)>,
}

/// The participants of a room.
#[derive(Debug)]
pub(super) struct Phones {
    lineage: String,
}

impl Phones {
    /// Nobody yet.
    pub fn new(lineage: String) -> Self {
        Self { lineage }
    }

    /// Somebody joined, as this person; `client` is their page's secret name for itself.
    pub fn join(
        &mut self,
        now: Millis,
        connection: ConnectionId,
        person: Person,
        client: &str,
        document: &Document,
    ) -> Outcome {
        let _ = (now, connection, person, client, document, &self.lineage);
        Outcome::default()
    }

    /// A message from a phone.
    pub fn message(&mut self, now: Millis, connection: ConnectionId, bytes: &[u8], document: &mut Document) -> Outcome {
        let _ = (now, connection, bytes, document);
        Outcome::default()
    }

    /// A phone is gone; its participant is remembered.
    pub fn leave(&mut self, connection: ConnectionId) {
        let _ = connection;
    }

    /// The map has changed, by whomever: tells the phones what is new.
    pub fn map_changed(&mut self, changes: &Changes, document: &Document) -> Vec<RoomOutput> {
        let _ = (changes, document);
        Vec::new()
    }

    /// The name, colour or role of a person on a phone is another now.
    pub fn set_person(&mut self, person: &Person) -> Vec<RoomOutput> {
        let _ = person;
        Vec::new()
    }

    /// The board is closed for participants, or open again; so many people are here.
    pub fn set_state(&mut self, board_locked: bool, people: usize) -> Vec<RoomOutput> {
        let _ = (board_locked, people);
        Vec::new()
    }
}
