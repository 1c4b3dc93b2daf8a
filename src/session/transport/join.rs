//! Joining a session: connects, and takes the room's whole map into a document of its own.

use std::sync::Arc;
use std::sync::mpsc::{Receiver, channel, sync_channel};

use super::client::{FirstTry, open};
use super::link::{Link, LinkEvent};
use super::time::{millis, now};
use super::{Wake, relay};
use crate::document::Document;
use crate::session::limits::{HEARTBEAT_MS, JOIN_MS};
use crate::session::relay::RelayRoom;
use crate::session::{EditorLink, Peer, PeerOutput};

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
    let wake_of_link = Arc::clone(&wake);
    answer_later("join", "The session cannot be joined", wake, move || match &link {
        EditorLink::Host { .. } => take(&link, name, &key, wake_of_link),
        EditorLink::Relay { url, room, token } => {
            let room = RelayRoom { url: url.clone(), name: room.clone(), token: token.clone() };
            relay::joined(&room, &name, wake_of_link)
        }
    })
}

/// The stack for taking in a whole map, as the room has it.
pub(super) const STACK_BYTES: usize = 64 << 20;

/// Works on a thread of its own that can take in a whole map; its answer, or a sentence that says why not, comes through the
/// channel, and then `wake` is called. Who drops the channel has given up and leaves with what would have been the answer.
pub(super) fn answer_later<T: Send + 'static>(
    thread: &str,
    trouble: &str,
    wake: Wake,
    work: impl FnOnce() -> Result<T, String> + Send + 'static,
) -> Receiver<Result<T, String>> {
    let (answer, answers) = channel();
    let refused = answer.clone();
    let started = std::thread::Builder::new().name(thread.into()).stack_size(STACK_BYTES).spawn(move || {
        // Nobody waits where somebody has given up.
        let _ = answer.send(work());
        wake();
    });
    if let Err(error) = started {
        // The receiver is still here.
        let _ = refused.send(Err(format!("{trouble} ({error}). Close other programs and try again.")));
    }
    answers
}

fn take(link: &EditorLink, name: String, key: &str, wake: Wake) -> Result<Joined, String> {
    let (news, new) = sync_channel(1);
    let wake: Wake = Arc::new(move || {
        // One that waits already is enough, and afterwards nobody waits here.
        let _ = news.try_send(());
        wake();
    });
    let link = open(link, key, FirstTry::Counts, wake);
    let mut document = Document::empty();
    let mut peer = Peer::new(name);
    let deadline = now() + JOIN_MS;
    let mut said = None;
    loop {
        let mut outputs = Vec::new();
        while let Some(event) = link.try_next() {
            match event {
                LinkEvent::Peer(event) => outputs.extend(peer.handle(now(), event, &mut document)),
                LinkEvent::Ended(sentence) => return Err(sentence),
            }
        }
        outputs.extend(peer.tick(now(), &document));
        for output in outputs {
            match output {
                PeerOutput::Send { bytes, lane } => link.send(bytes, lane),
                PeerOutput::Say(sentence) => said = Some(sentence),
                PeerOutput::Applied(_) | PeerOutput::Summoned { .. } => {}
            }
        }
        if peer.is_synced() {
            return Ok(Joined { document, peer, link });
        }
        let left = deadline.saturating_sub(now());
        if left == 0 {
            let slow = "The map did not arrive in time. Check the network, then try again.";
            return Err(said.unwrap_or_else(|| slow.into()));
        }
        // Waking early is as good as a message: both look at everything again.
        let _ = new.recv_timeout(millis(left.min(HEARTBEAT_MS)));
    }
}
