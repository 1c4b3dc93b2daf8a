//! Who is in a session, and what they show of themselves.

mod entry;
mod name;

pub use entry::{Entry, NoEntry, User};
pub use name::{GUEST, numbered, tidy_name};

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::model::{ItemRef, NoteId};

use super::limits::PRESENCE_ITEMS;

/// A person in a session. The room makes it up, and it stays theirs when they come back with their key, whatever document
/// or connection they write through; through a relay, which knows no people, it is the client id of their presence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct PersonId(pub u64);

impl fmt::Display for PersonId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// The colours of people, `#rrggbb`: white text on each has a contrast of at least 4.5:1.
pub const COLORS: [&str; 10] =
    ["#2b62ae", "#b5480f", "#1e7547", "#b03060", "#0f6e78", "#7a5a00", "#8a3fa0", "#a23b2a", "#4a5568", "#5b45b8"];

/// What a person may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Looks.
    Viewer,
    /// Writes notes, changes their own, votes.
    Participant,
    /// Changes everything on the map.
    Editor,
    /// Also leads the session: renames, expels, locks, hands over.
    Facilitator,
}

impl Role {
    /// The role in the window, in sentence case.
    pub fn label(self) -> &'static str {
        match self {
            Self::Viewer => "Viewer",
            Self::Participant => "Participant",
            Self::Editor => "Editor",
            Self::Facilitator => "Facilitator",
        }
    }

    /// Whether they may change everything on the map.
    pub fn edits(self) -> bool {
        self >= Self::Editor
    }
}

/// Somebody in the session, as the room says.
#[derive(Clone, Debug, PartialEq)]
pub struct Person {
    /// Who, for as long as the session lasts.
    pub id: PersonId,
    /// Their name, never empty: guests are numbered.
    pub name: String,
    /// Their colour: an index into [`COLORS`], taken modulo their number.
    pub color: u8,
    /// What they may do.
    pub role: Role,
    /// Whether they are on a phone.
    pub on_phone: bool,
    /// What they show.
    pub presence: Presence,
}

/// What a person shows of themselves: sent, never saved, gone when they leave.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Presence {
    /// The pointer on the board, in board units.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cursor: Option<[f32; 2]>,
    /// What is selected.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub selection: Vec<ItemRef>,
    /// Notes that are being dragged.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub drag: Option<Drag>,
    /// The note whose text is being written.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub editing: Option<NoteId>,
    /// The part of the board that their window shows: left, top, width, height in board units.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub view: Option<[f32; 4]>,
    /// Whether they said that they are done writing.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub ready: bool,
}

/// Notes on their way under somebody's pointer.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Drag {
    /// The notes.
    pub notes: Vec<NoteId>,
    /// How far from where they lie, in board units.
    pub by: [f32; 2],
}

impl Presence {
    /// What of it can be shown: numbers that are finite, items up to the limit.
    pub fn within_limits(mut self) -> Self {
        fn is_finite<const N: usize>(numbers: &[f32; N]) -> bool {
            numbers.iter().all(|number| number.is_finite())
        }
        self.cursor = self.cursor.filter(is_finite);
        self.view = self.view.filter(is_finite);
        self.drag = self.drag.filter(|drag| is_finite(&drag.by));
        self.selection.truncate(PRESENCE_ITEMS);
        if let Some(drag) = &mut self.drag {
            drag.notes.truncate(PRESENCE_ITEMS);
        }
        self
    }
}
