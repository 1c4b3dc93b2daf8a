//! A room on a relay, instead of a host.

use std::sync::mpsc::{Receiver, channel};

use crate::session::Peer;
use crate::session::relay::{Framing, RelayRoom, address};

use super::{Joined, Link, Wake};

/// What was found in a room on a relay.
#[allow(clippy::large_enum_variant)] // There is one, and it is taken apart at once.
pub enum Entered {
    /// The room holds a map. Here it is, in a document of its own: it must never be mixed with another one.
    Joined(Box<Joined>),
    /// Nothing was in the room. The map that is given to this peer from its first event on becomes the map of the room.
    Empty {
        /// This window's peer, which has not handled anything yet.
        peer: Peer,
        /// The way to the room.
        link: Link,
    },
}

/// Enters a room on a relay, on a thread of its own. Without `framing`, it is told by how the relay behaves. The answer, or a
/// sentence that says why not, comes through the channel; dropping that gives up.
pub fn enter(room: RelayRoom, framing: Option<Framing>, name: String, wake: Wake) -> Receiver<Result<Entered, String>> {
    let (answer, answers) = channel();
    let _ = name;
    if let Err(sentence) = relay_link(&room, framing, wake) {
        let _ = answer.send(Err(sentence));
    }
    answers
}

/// Opens a way into a room on a relay.
///
/// # Errors
/// A sentence that says what is wrong with the address or the room's name.
pub fn relay_link(room: &RelayRoom, framing: Option<Framing>, wake: Wake) -> Result<Link, String> {
    let _ = (address(room, framing)?, wake);
    Err("Relays cannot be reached yet.".into())
}
