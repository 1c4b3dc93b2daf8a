//! A window's side of a session: keeps its document and the room's equal, knows who is there, shows what this person does.

use crate::document::{Applied, Document};

use super::{Lane, Millis, Notice, Person, PersonId, Presence, Request, Role};

/// Something that happens on the way to the room.
#[derive(Clone, Debug)]
pub enum PeerEvent {
    /// The connection stands: for the first time, or again.
    Up,
    /// A message of [`super::wire`] came.
    Message(Vec<u8>),
    /// The connection is lost; it is being tried again.
    Down,
}

/// What a peer wants done.
#[derive(Clone, Debug)]
pub enum PeerOutput {
    /// Send this message of [`super::wire`].
    Send {
        /// Its bytes.
        bytes: Vec<u8>,
        /// How.
        lane: Lane,
    },
    /// The document has changed by somebody else's doing.
    Applied(Applied),
    /// Bring the window to this part of the board.
    Summoned {
        /// Who wished it.
        by: PersonId,
        /// Left, top, width, height in board units.
        view: [f32; 4],
    },
    /// Tell the person this sentence.
    Say(String),
}

/// A peer of a room, or of a relay.
pub struct Peer {
    name: String,
}

impl Peer {
    /// A peer of a room of ours; `name` is what this person wants to be called, empty for a guest.
    pub fn new(name: String) -> Self {
        Self { name }
    }

    /// Takes in what happens on the way. The document is the one that the window edits.
    pub fn handle(&mut self, now: Millis, event: PeerEvent, document: &mut Document) -> Vec<PeerOutput> {
        let _ = (now, event, document, &self.name);
        Vec::new()
    }

    /// Sends a change that this person made: [`Applied::update`] of every apply, undo, redo and merge.
    pub fn edited(&mut self, update: &[u8]) -> Vec<PeerOutput> {
        let _ = update;
        Vec::new()
    }

    /// Says what this person shows now; sent at once, or when the interval has passed.
    pub fn show(&mut self, now: Millis, presence: Presence) -> Vec<PeerOutput> {
        let _ = (now, presence);
        Vec::new()
    }

    /// Lets time pass: presence that waits is sent, states are compared again. At least every second.
    pub fn tick(&mut self, now: Millis, document: &Document) -> Vec<PeerOutput> {
        let _ = (now, document);
        Vec::new()
    }

    /// Asks the room for something.
    pub fn ask(&mut self, request: &Request) -> Vec<PeerOutput> {
        let _ = request;
        Vec::new()
    }

    /// Another name for this person.
    pub fn rename(&mut self, name: String) -> Vec<PeerOutput> {
        self.name = name;
        Vec::new()
    }

    /// Everybody in the session with what they show, this person too, in the order in which they came.
    pub fn people(&self) -> &[Person] {
        &[]
    }

    /// Who this person is; `None` before the room said so.
    pub fn me(&self) -> Option<PersonId> {
        None
    }

    /// What this person may do.
    pub fn role(&self) -> Role {
        Role::Editor
    }

    /// What the room said last about itself.
    pub fn state(&self) -> Option<&Notice> {
        None
    }

    /// Whether the document has had everything that the room had when the connection came up.
    pub fn is_synced(&self) -> bool {
        false
    }

    /// Whether everything that this person did has reached the room, as far as can be told.
    pub fn is_sent(&self) -> bool {
        true
    }
}
