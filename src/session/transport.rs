//! Sockets, threads and timers of a session: a host that listens, a link that connects and connects again.
//!
//! One port for both doors: what begins with a TLS handshake is a desktop, everything else is HTTP. Asynchronous work runs
//! on threads of its own and wakes the window when there is something to take.

mod relay;

pub use relay::{Entered, enter, relay_link};

use std::net::IpAddr;
use std::sync::Arc;
use std::sync::mpsc::Receiver;

use crate::document::Document;
use crate::model::EmpathyMap;

use super::{EditorLink, Invitation, Lane, Peer, PeerEvent};

/// Called on another thread when there is something new to take.
pub type Wake = Arc<dyn Fn() + Send + Sync>;

/// The port that is tried first; any other when it is taken.
pub const PORT: u16 = 7420;

/// What a host needs to begin.
pub struct HostOptions {
    /// The map with its history: [`Document::encode_state`].
    pub state: Vec<u8>,
    /// Names the session through all hosts that carry it on; empty for a new one.
    pub lineage: String,
    /// The title under which it is announced on this network.
    pub title: String,
    /// The address to listen on; `None` for all.
    pub bind: Option<IpAddr>,
    /// The port; `None` for [`PORT`] or any other.
    pub port: Option<u16>,
    /// Whether a window on this machine leads; else the editor who is here longest does.
    pub is_led_by_host: bool,
    /// Whether it can be found on this network by mDNS.
    pub is_announced: bool,
}

/// A session that this machine hosts. Dropping it ends the session for everybody.
pub struct Hosting {}

impl Hosting {
    /// Begins to host.
    ///
    /// # Errors
    /// A sentence: the port is taken, there is no network.
    pub fn start(options: HostOptions, wake: Wake) -> Result<Self, String> {
        let _ = (options, wake);
        Err("Sessions cannot be hosted yet.".into())
    }

    /// How to get in, for each network address of this machine, the likeliest first.
    pub fn invitations(&self) -> &[Invitation] {
        &[]
    }

    /// The way of this machine's own window into the session.
    pub fn link(&self) -> Link {
        Link {}
    }

    /// The map as the room has it, when it has changed since this was last asked.
    pub fn changed_map(&self) -> Option<EmpathyMap> {
        None
    }

    /// Tells everybody that the session has ended, and ends it.
    pub fn stop(self) {}
}

/// What comes over a [`Link`].
#[derive(Clone, Debug)]
pub enum LinkEvent {
    /// For the peer.
    Peer(PeerEvent),
    /// The session is over for this window, for a reason that trying again does not change; a sentence.
    Ended(String),
}

/// A way into a session that connects again by itself. Dropping it leaves the session.
pub struct Link {}

impl Link {
    /// Sends a message of [`super::wire`]; while the connection is down it is dropped, since states are compared afterwards.
    pub fn send(&self, bytes: Vec<u8>, lane: Lane) {
        let _ = (bytes, lane);
    }

    /// What has come, in order.
    pub fn try_next(&self) -> Option<LinkEvent> {
        None
    }
}

/// Opens a way into a session. `key` is random and kept by this program: whoever has it is this person.
pub fn connect(link: &EditorLink, key: &str, wake: Wake) -> Link {
    let _ = (link, key, wake);
    Link {}
}

/// A session that was joined: the room's map in a document of its own.
pub struct Joined {
    /// The room's map.
    pub document: Document,
    /// This window's peer, in step with the document.
    pub peer: Peer,
    /// The way to the room.
    pub link: Link,
}

/// Joins a session on a thread of its own: connects and takes the whole map. The answer, or a sentence that says why not, comes through
/// the channel; dropping that gives up.
pub fn join(link: EditorLink, name: String, key: String, wake: Wake) -> Receiver<Result<Joined, String>> {
    let (answer, answers) = std::sync::mpsc::channel();
    let _ = (link, name, key, wake, answer);
    answers
}

/// A session that was found on this network.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoundSession {
    /// Its title.
    pub title: String,
    /// The computer that hosts it.
    pub host: String,
    /// Its address and port.
    pub address: String,
    /// SHA-256 of its certificate, as it was announced.
    pub fingerprint: [u8; 32],
}

/// Looks for sessions on this network until it is dropped.
pub struct Browser {}

impl Browser {
    /// Begins to look.
    ///
    /// # Errors
    /// A sentence: this network does not allow it.
    pub fn start(wake: Wake) -> Result<Self, String> {
        let _ = wake;
        Err("Sessions cannot be found yet.".into())
    }

    /// The sessions that are there now, by title.
    pub fn found(&self) -> Vec<FoundSession> {
        Vec::new()
    }
}
