//! What is said in a session besides the map and presence: between our own programs only, as JSON in a message of its own
//! type ([`super::wire`]), so that other Yjs clients never see it.

use serde::{Deserialize, Serialize};

use super::person::{PersonId, Role};

/// What a peer asks of the room.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "ask", rename_all = "snake_case")]
pub enum Request {
    /// Gives somebody another name. Oneself: everybody; others: the facilitator.
    Rename {
        /// Who.
        person: PersonId,
        /// The new name.
        name: String,
    },
    /// Sends somebody out; their program does not come back by itself, and their key opens no door again. Facilitator.
    Expel {
        /// Who.
        person: PersonId,
    },
    /// Makes somebody an editor or a viewer. Facilitator.
    SetRole {
        /// Who.
        person: PersonId,
        /// Editor or viewer; participants on phones become viewers and back to participants.
        role: Role,
    },
    /// Hands the lead over to an editor. Facilitator, who becomes an editor.
    HandOver {
        /// The editor.
        person: PersonId,
    },
    /// Lets nobody new in, or lets them in again. Facilitator.
    LockJoining {
        /// Whether joining is closed.
        locked: bool,
    },
    /// Lets participants change nothing, or lets them write again. Facilitator.
    LockBoard {
        /// Whether the board is closed for participants.
        locked: bool,
    },
    /// Brings everybody's window to this part of the board. Facilitator and editors.
    Summon {
        /// Left, top, width, height in board units.
        view: [f32; 4],
    },
}

/// What the room tells a peer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "tell", rename_all = "snake_case")]
pub enum Notice {
    /// The first message to each peer, and again whenever any of it changes.
    State {
        /// Who you are.
        you: PersonId,
        /// What you may do.
        role: Role,
        /// Names the session through all hosts that carry it on: documents of one lineage can be merged.
        lineage: String,
        /// Whether joining is closed.
        joining_locked: bool,
        /// Whether the board is closed for participants.
        board_locked: bool,
    },
    /// Everybody shall look at this part of the board.
    Summoned {
        /// Who wished it.
        by: PersonId,
        /// Left, top, width, height in board units.
        view: [f32; 4],
    },
    /// Something that was asked or edited was not done; a sentence that says why.
    Refused {
        /// The sentence.
        why: String,
    },
}
