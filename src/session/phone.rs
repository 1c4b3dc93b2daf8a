//! The messages of the participant door: small JSON, so that the page needs no CRDT. What the page sends is checked against
//! role and lock in the room; what it gets is what a participant may see.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::limits::PHONE_MESSAGE;
use super::person::{PersonId, Role};
pub use super::wire::Malformed;
use crate::model::{NoteId, QuadrantId, ThemeId};

/// What the page sends.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "t", rename_all = "snake_case", from = "Said")]
pub enum FromPhone {
    /// The first message.
    Hello {
        /// The secret from the link, or what [`super::Gate`] gave for a code.
        secret: String,
        /// Random and kept by the page: whoever has it is this participant, with their notes. From 16 to 128 letters.
        client: String,
        /// Their name; empty for a guest.
        name: String,
    },
    /// One thing that the participant did.
    Edit {
        /// Counts the page's edits from 1; an edit that is sent again keeps its number.
        seq: u64,
        /// What was done.
        #[serde(flatten)]
        edit: PhoneEdit,
    },
    /// Another name.
    Name {
        /// The name; empty for a guest.
        name: String,
    },
    /// Done writing, or not.
    Ready {
        /// Whether done.
        ready: bool,
    },
    /// Asks for a sign of life.
    Ping,
}

/// What a participant can do to the map.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(tag = "do", rename_all = "snake_case", deny_unknown_fields)]
pub enum PhoneEdit {
    /// Adds a note, which is theirs.
    Add {
        /// Made by the page; sent again, it is the same note.
        id: NoteId,
        /// Its quadrant.
        quadrant: QuadrantId,
        /// What it says.
        text: String,
    },
    /// Changes the text of a note of theirs.
    Text {
        /// The note.
        id: NoteId,
        /// What they saw.
        before: String,
        /// What it became.
        after: String,
    },
    /// Moves a note of theirs to another quadrant.
    Move {
        /// The note.
        id: NoteId,
        /// The quadrant.
        quadrant: QuadrantId,
    },
    /// Deletes a note of theirs.
    Delete {
        /// The note.
        id: NoteId,
    },
    /// Gives a note their vote, or takes it back.
    Vote {
        /// The note.
        id: NoteId,
        /// Whether it has their vote.
        on: bool,
    },
}

/// What the page gets.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "t", rename_all = "snake_case")]
pub enum ToPhone {
    /// The answer to hello, and again when the page has to start over: everything.
    Welcome {
        /// Who you are.
        you: PersonId,
        /// Your name, as others see it.
        name: String,
        /// What you may do: participant or viewer.
        role: Role,
        /// The last edit of yours that is done, so that later ones are sent again.
        done: u64,
        /// Names the session, to tell notes that wait for it from others'.
        lineage: String,
        /// The map.
        map: PhoneMap,
        /// Whether the board is closed for participants.
        locked: bool,
        /// How many people are here.
        people: usize,
    },
    /// An edit of yours is done.
    Done {
        /// Its number.
        seq: u64,
    },
    /// An edit of yours was not done and never will be.
    Refused {
        /// Its number; 0 when it was no edit.
        seq: u64,
        /// A sentence that says why.
        why: String,
    },
    /// What is new on the map.
    Changed {
        /// Notes that are new or different.
        notes: Vec<PhoneNote>,
        /// Notes that are no longer there.
        gone: Vec<NoteId>,
        /// Everything but the notes, when any of it is different; `notes` of it is empty.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        head: Option<PhoneMap>,
    },
    /// What is new about the session.
    State {
        /// Your name, as others see it.
        name: String,
        /// What you may do.
        role: Role,
        /// Whether the board is closed for participants.
        locked: bool,
        /// How many people are here.
        people: usize,
    },
    /// A sign of life.
    Pong,
}

/// A map as a participant sees it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct PhoneMap {
    /// Its title.
    pub title: String,
    /// Whom it is about.
    pub persona: String,
    /// Its quadrants, in order.
    pub quadrants: Vec<PhoneQuadrant>,
    /// The names of its themes, in order.
    pub themes: Vec<(ThemeId, String)>,
    /// Its notes, in order.
    pub notes: Vec<PhoneNote>,
}

/// A quadrant as a participant sees it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PhoneQuadrant {
    /// Its identifier.
    pub id: QuadrantId,
    /// Its heading.
    pub title: String,
    /// Its question.
    pub prompt: String,
    /// Its colour, by the file's word.
    pub tone: String,
}

/// A note as a participant sees it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PhoneNote {
    /// Its identifier.
    pub id: NoteId,
    /// Its quadrant.
    pub quadrant: QuadrantId,
    /// What it says.
    pub text: String,
    /// Its theme.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub theme: Option<ThemeId>,
    /// Who wrote it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub author: String,
    /// All its votes.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub votes: u64,
    /// Whether it is this participant's.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub mine: bool,
    /// Whether it has this participant's vote.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub voted: bool,
}

/// A message as it is read: an edit lies flat in its message, for which unknown fields are refused another way.
#[derive(Deserialize)]
#[serde(untagged)]
enum Said {
    Edit {
        #[serde(rename = "t")]
        _word: EditWord,
        seq: u64,
        #[serde(flatten)]
        edit: PhoneEdit,
    },
    Other(SaidOther),
}

#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum EditWord {
    Edit,
}

#[derive(Deserialize)]
#[serde(tag = "t", rename_all = "snake_case", deny_unknown_fields)]
enum SaidOther {
    Hello { secret: String, client: String, name: String },
    Name { name: String },
    Ready { ready: bool },
    Ping,
}

impl From<Said> for FromPhone {
    fn from(said: Said) -> Self {
        match said {
            Said::Edit { seq, edit, .. } => Self::Edit { seq, edit },
            Said::Other(SaidOther::Hello { secret, client, name }) => Self::Hello { secret, client, name },
            Said::Other(SaidOther::Name { name }) => Self::Name { name },
            Said::Other(SaidOther::Ready { ready }) => Self::Ready { ready },
            Said::Other(SaidOther::Ping) => Self::Ping,
        }
    }
}

impl FromPhone {
    /// Reads a message.
    ///
    /// # Errors
    /// When it is too long, no JSON, or nothing that a page sends.
    pub fn decode(bytes: &[u8]) -> Result<Self, Malformed> {
        if bytes.len() > PHONE_MESSAGE {
            return Err(Malformed);
        }
        serde_json::from_slice(bytes).map_err(|_| Malformed)
    }

    /// The bytes of the message.
    pub fn encode(&self) -> Vec<u8> {
        serde_json::to_vec(self).unwrap_or_default()
    }
}

impl ToPhone {
    /// The bytes of the message, to be shared between many readers.
    pub fn encode(&self) -> Arc<[u8]> {
        serde_json::to_vec(self).unwrap_or_default().into()
    }
}

fn is_zero(count: &u64) -> bool {
    *count == 0
}
