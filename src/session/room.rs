//! The room of a session: decides who is there and what they may do, keeps the map, and tells everybody what is new.
//!
//! | part | decides |
//! | --- | --- |
//! | `roster` | who is there, under which name, colour and role; who leads; who may come in |
//! | `editors` | what comes over the editor door: edits, presence, questions |
//! | `phones` | what comes over the participant door |
//! | `requests` | what people ask for, and who may (rule S2) |
//! | `replica` | the map; what may be written to it |
//! | `held` | answers that can only be taken together with others |
//! | `owners` | who may write under which client id (rule S3) |
//! | `presence` | what everybody shows (rule S6), and when it is told |

mod budget;
mod close;
mod editors;
mod held;
mod owners;
mod phones;
mod presence;
mod replica;
mod requests;
mod roster;

pub use close::CloseReason;

use std::sync::Arc;

use crate::document::{Document, EditError};
use crate::model::EmpathyMap;

use super::limits::KEY_CHARS;
use super::{Millis, Person, PersonId, Role};
use editors::{Editor, Editors};
use held::Held;
use phones::{Outcome, Phones};
use presence::Board;
use replica::Replica;
use roster::{Candidate, Departure, Door, Roster};

/// Names a connection for as long as the room lives.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ConnectionId(pub u64);

/// Something that happens to a room.
#[derive(Clone, Debug)]
pub enum RoomInput {
    /// Somebody with a good secret opened the editor door.
    EditorJoined {
        /// Their connection, never used before.
        connection: ConnectionId,
        /// Editor or viewer, as their secret says; the host's own window is the facilitator.
        role: Role,
        /// Random and kept by their program: whoever has it is this person, with their client ids. `None` for other Yjs programs.
        key: Option<String>,
        /// Whether it is our own program, which understands control messages.
        ours: bool,
    },
    /// Somebody with a good secret opened the participant door and said hello.
    PhoneJoined {
        /// Their connection, never used before.
        connection: ConnectionId,
        /// Participant or viewer, as their secret says.
        role: Role,
        /// Random and kept by the page: whoever has it is this participant, with their notes.
        client: String,
        /// Their name; empty for a guest.
        name: String,
    },
    /// A message: [`super::wire`] from the editor door, [`super::phone`] from the participant door.
    Message {
        /// Whose.
        connection: ConnectionId,
        /// Its bytes.
        bytes: Vec<u8>,
    },
    /// A connection is gone.
    Left {
        /// Which.
        connection: ConnectionId,
    },
    /// Time has passed; at least every [`super::limits::PRESENCE_GATHER_MS`] while anything is gathered, and every second.
    Tick,
}

/// How a message travels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lane {
    /// In order, and never left out: a reader that takes none is cut.
    Edits,
    /// Left out when the reader is slow: of those that wait only the last is kept, and it may overtake or follow anything in
    /// [`Lane::Edits`]. Nothing is lost by that: who moves on is in the next one, and who comes to rest is told again in
    /// [`Lane::Edits`] after [`super::limits::PRESENCE_RESTS_MS`].
    Presence,
}

/// What a room wants done.
#[derive(Clone, Debug)]
pub enum RoomOutput {
    /// Send this.
    Send {
        /// To whom.
        to: ConnectionId,
        /// A binary message of the editor door, a text message of the participant door; shared between many readers.
        bytes: Arc<[u8]>,
        /// How.
        lane: Lane,
    },
    /// Close a connection; [`RoomInput::Left`] is not expected for it.
    Close {
        /// Which.
        connection: ConnectionId,
        /// Why.
        reason: CloseReason,
    },
    /// The map is another than before.
    MapChanged,
}

/// A room.
pub struct Room {
    lineage: String,
    replica: Replica,
    roster: Roster,
    editors: Editors,
    held: Held,
    phones: Phones,
    board: Board,
    board_is_locked: bool,
    /// Whether people, roles or locks may be others than the connections were told.
    may_differ: bool,
    /// What phones were told last about the room.
    told_phones: (bool, usize),
    /// What follows from the input that is being handled.
    out: Vec<RoomOutput>,
}

impl Room {
    /// A room with this map. `lineage` names the session through all hosts that carry it on. Without a host's own window,
    /// the editor who is here longest leads.
    pub fn new(document: Document, lineage: String, is_led_by_host: bool) -> Self {
        Self {
            roster: Roster::new(document.client_id(), is_led_by_host),
            replica: Replica::new(document),
            editors: Editors::new(),
            held: Held::default(),
            phones: Phones::new(lineage.clone()),
            lineage,
            board: Board::default(),
            board_is_locked: false,
            may_differ: false,
            told_phones: (false, 0),
            out: Vec::new(),
        }
    }

    /// Takes in what happens.
    pub fn handle(&mut self, now: Millis, input: RoomInput) -> Vec<RoomOutput> {
        match input {
            RoomInput::EditorJoined { connection, role, key, ours } => {
                let key = key.as_deref();
                let candidate = Candidate { door: Door::Editor, connection, role, key, name: "" };
                if let Some(person) = self.admit(now, &candidate) {
                    self.editors.insert(connection, Editor::new(now, person, ours));
                    self.greet(connection);
                }
            }
            RoomInput::PhoneJoined { connection, role, client, name } => {
                let candidate =
                    Candidate { door: Door::Participant, connection, role, key: Some(&client), name: &name };
                if let Some(person) = self.admit(now, &candidate) {
                    self.phone_joined(now, connection, person, &client);
                }
            }
            RoomInput::Message { connection, bytes } if self.editors.contains_key(&connection) => {
                if let Err(reason) = self.editor_message(now, connection, &bytes) {
                    self.close(now, connection, reason);
                }
            }
            RoomInput::Message { connection, bytes } => {
                if self.roster.person(connection).is_some() {
                    let outcome = self.phones.message(now, connection, &bytes, &mut self.replica.document);
                    self.phone_did(now, outcome);
                }
            }
            RoomInput::Left { connection } => self.leave(now, connection),
            RoomInput::Tick => {
                self.roster.settle_lead(now);
                self.board.expire(now);
                self.join_held(now);
                self.ask_again(now);
                self.may_differ = true;
            }
        }
        self.tell_changes(now);
        std::mem::take(&mut self.out)
    }

    /// When the next [`RoomInput::Tick`] has something to tell, at the latest; `None` when a tick a second is enough.
    pub fn due(&self) -> Option<Millis> {
        self.board.due()
    }

    /// The map as the room has it.
    pub fn map(&self) -> &EmpathyMap {
        self.replica.map()
    }

    /// What is not on the map although somebody wrote it: [`Document::left_out`].
    pub fn left_out(&self) -> Option<String> {
        self.replica.document.left_out()
    }

    /// Merges a map that was changed elsewhere, such as the file on disk: [`Document::merge`]. How many changes came.
    ///
    /// # Errors
    /// Why it cannot be merged; nothing has changed.
    pub fn merge(&mut self, base: &EmpathyMap, theirs: &EmpathyMap) -> Result<(usize, Vec<RoomOutput>), EditError> {
        let applied = self.replica.document.merge(base, theirs)?;
        self.replica.wrote();
        self.spread(&applied, None);
        Ok((applied.changes.count(), std::mem::take(&mut self.out)))
    }

    /// The map with its history, for a host that saves it or starts again: [`Document::encode_state`].
    pub fn encode_state(&self) -> Vec<u8> {
        self.replica.document.encode_state()
    }

    fn admit(&mut self, now: Millis, candidate: &Candidate<'_>) -> Option<PersonId> {
        let connection = candidate.connection;
        if candidate.key.is_some_and(|key| key.len() > KEY_CHARS) {
            self.out.push(RoomOutput::Close { connection, reason: CloseReason::BadMessage });
            return None;
        }
        let Replica { owners, document, .. } = &self.replica;
        let left_nothing = |person| {
            let clocks = document.clocks();
            owners.ids(person).all(|client| !clocks.contains_key(&client))
        };
        match self.roster.join(now, candidate, left_nothing) {
            Ok(joined) => {
                self.may_differ = true;
                if let Some(forgotten) = joined.forgotten {
                    self.replica.owners.release(forgotten);
                }
                Some(joined.person)
            }
            Err(reason) => {
                self.out.push(RoomOutput::Close { connection, reason });
                None
            }
        }
    }

    fn leave(&mut self, now: Millis, connection: ConnectionId) {
        self.may_differ = true;
        let person = self.roster.person(connection);
        let departure = self.roster.leave(now, connection);
        self.board.leave(connection);
        self.held.forget(connection);
        if self.editors.remove(&connection).is_none() && person.is_some() {
            self.phones.leave(connection);
            if let Some(person) = person
                && departure != Some(Departure::StillHere)
            {
                self.board.remove(person);
            }
        }
        // The ids of somebody who was sent out stay blocked.
        if let Some(Departure::ForGood { person, is_expelled: false }) = departure {
            self.replica.owners.release(person);
        }
    }

    fn close(&mut self, now: Millis, connection: ConnectionId, reason: CloseReason) {
        self.out.push(RoomOutput::Close { connection, reason });
        self.leave(now, connection);
    }

    fn send(&mut self, to: ConnectionId, bytes: Arc<[u8]>, lane: Lane) {
        self.out.push(RoomOutput::Send { to, bytes, lane });
    }

    fn phone_joined(&mut self, now: Millis, connection: ConnectionId, person: PersonId, client: &str) {
        let Some(described) = self.roster.describe(person) else { return };
        // Nobody else may show anything under the id that the room shows this person under.
        self.replica.owners.claim(person.0, person);
        self.tell_phones();
        let presence = self.board.presence(person).cloned().unwrap_or_default();
        let shown = Person { presence, ..described.clone() };
        self.board.show(now, None, person.0, None, shown);
        let outcome = self.phones.join(now, connection, described, client, &self.replica.document);
        self.phone_did(now, outcome);
    }

    fn phone_did(&mut self, now: Millis, outcome: Outcome) {
        if let Some(applied) = outcome.applied {
            self.replica.wrote();
            self.spread(&applied, None);
        }
        self.out.extend(outcome.outputs);
        if let Some((person, name)) = outcome.wished_name {
            self.roster.rename_by_oneself(person, &name);
        }
        if let Some((person, ready)) = outcome.readiness
            && let Some(mut described) = self.roster.describe(person)
        {
            described.presence = self.board.presence(person).cloned().unwrap_or_default();
            described.presence.ready = ready;
            self.board.show(now, None, person.0, None, described);
        }
        if let Some((connection, reason)) = outcome.close {
            self.close(now, connection, reason);
        }
    }

    fn tell_phones(&mut self) {
        let state = (self.board_is_locked, self.roster.people());
        if self.told_phones != state {
            self.told_phones = state;
            let told = self.phones.set_state(state.0, state.1);
            self.out.extend(told);
        }
    }

    /// Tells everybody what this input changed about people, the room and presence.
    fn tell_changes(&mut self, now: Millis) {
        for person in self.roster.take_changed() {
            if let Some(described) = self.roster.describe(person) {
                self.board.restamp(now, &described);
                if described.on_phone {
                    let told = self.phones.set_person(&described);
                    self.out.extend(told);
                }
            }
        }
        if std::mem::take(&mut self.may_differ) {
            self.tell_phones();
            let editors: Vec<_> = self.editors.keys().copied().collect();
            for connection in editors {
                self.tell_state(connection);
            }
        }
        let frames = self.board.frames(now);
        for (frame, lane) in [(frames.certain, Lane::Edits), (frames.moves, Lane::Presence)] {
            if let Some(frame) = frame {
                self.send_to_editors(&frame, lane, None);
            }
        }
    }
}
