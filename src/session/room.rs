//! The room of a session: decides who is there and what they may do, keeps the map, and tells everybody what is new.

#[allow(dead_code)]
mod phones;

use std::sync::Arc;

use crate::document::Document;
use crate::model::EmpathyMap;

use super::{Millis, Role};
use phones::Phones;

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
    /// Replaced by the next of its kind when the reader is slow.
    Presence,
}

/// Why the room closes a connection. Those that make no sense to try again have WebSocket codes from 4400 to 4499.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)] // `sentence` says it.
pub enum CloseReason {
    Expelled,
    JoiningLocked,
    Full,
    BadMessage,
    TooMuch,
    TooSlow,
    Ended,
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
    document: Document,
    phones: Phones,
}

impl Room {
    /// A room with this map. `lineage` names the session through all hosts that carry it on. Without a host's own window,
    /// the editor who is here longest leads.
    pub fn new(document: Document, lineage: String, is_led_by_host: bool) -> Self {
        let _ = is_led_by_host;
        Self { document, phones: Phones::new(lineage) }
    }

    /// Takes in what happens.
    pub fn handle(&mut self, now: Millis, input: RoomInput) -> Vec<RoomOutput> {
        match input {
            RoomInput::Message { connection, bytes } => {
                let outcome = self.phones.message(now, connection, &bytes, &mut self.document);
                outcome.outputs
            }
            _ => Vec::new(),
        }
    }

    /// The map as the room has it.
    pub fn map(&self) -> &EmpathyMap {
        self.document.map()
    }
}

impl CloseReason {
    /// The code in a WebSocket's close frame.
    pub fn code(self) -> u16 {
        match self {
            Self::Expelled => 4403,
            Self::JoiningLocked => 4423,
            Self::Full => 4429,
            Self::BadMessage => 4400,
            Self::Ended => 4410,
            Self::TooMuch => 1008,
            Self::TooSlow => 1013,
        }
    }

    /// The reason for the person whose connection it is.
    pub fn sentence(self) -> &'static str {
        match self {
            Self::Expelled => "The facilitator has taken you out of the session.",
            Self::JoiningLocked => "The facilitator lets nobody new in at the moment. Ask them to unlock joining.",
            Self::Full => "The session is full.",
            Self::BadMessage => {
                "Your program sent something that the session does not understand. Is it the same version?"
            }
            Self::TooMuch => "Your program sent too much at once.",
            Self::TooSlow => "Your connection was too slow to keep up.",
            Self::Ended => "The session has ended.",
        }
    }

    /// The reason behind a close frame's code.
    pub fn from_code(code: u16) -> Option<Self> {
        [Self::Expelled, Self::JoiningLocked, Self::Full, Self::BadMessage, Self::TooMuch, Self::TooSlow, Self::Ended]
            .into_iter()
            .find(|reason| reason.code() == code)
    }

    /// Whether trying to connect again makes no sense.
    pub fn is_final(self) -> bool {
        (4400..4500).contains(&self.code())
    }
}
