//! Entering a room on a relay: finds out whether it holds a map, and never mixes that with another one.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, sync_channel};

use super::super::client::FirstTry;
use super::super::join::{Joined, answer_later};
use super::super::link::{Link, LinkEvent};
use super::super::time::{millis, now};
use super::{Wake, open, relay_link};
use crate::document::Document;
use crate::session::limits::{HEARTBEAT_MS, JOIN_MS, RELAY_EMPTY_MS};
use crate::session::person::COLORS;
use crate::session::relay::{Framing, RelayRoom};
use crate::session::wire::{AwarenessEntry, Message};
use crate::session::{Lane, Peer, PeerEvent, PeerOutput};

/// What was found in a room on a relay.
pub enum Entered {
    /// The room holds a map. Here it is, in a document of its own: it must never be mixed with another one.
    Joined(Box<Joined>),
    /// Nothing was in the room. The map that is given to this peer from its first event on becomes the map of the room.
    Empty {
        /// This window's peer, which has not handled anything yet.
        peer: Box<Peer>,
        /// The way to the room.
        link: Link,
    },
}

/// What everybody shows who is about to fill an empty room: of two, the one with the lower client id does.
const ENTERING: &str = r#"{"entering":true}"#;

/// Enters a room on a relay, on a thread of its own. Without `framing`, it is told by how the relay behaves. The answer, or a
/// sentence that says why not, comes through the channel; dropping that gives up.
pub fn enter(room: RelayRoom, framing: Option<Framing>, name: String, wake: Wake) -> Receiver<Result<Entered, String>> {
    let wake_of_link = Arc::clone(&wake);
    answer_later("enter", "The relay cannot be reached", wake, move || look(&room, framing, &name, wake_of_link))
}

/// The map of a room on a relay, for somebody who was given a link to it.
pub(in super::super) fn joined(room: &RelayRoom, name: &str, wake: Wake) -> Result<Joined, String> {
    match look(room, None, name, wake)? {
        Entered::Joined(joined) => Ok(*joined),
        Entered::Empty { .. } => {
            Err("There is no map in this room. Ask whoever gave you the link whether they share it now.".into())
        }
    }
}

fn look(room: &RelayRoom, framing: Option<Framing>, name: &str, wake: Wake) -> Result<Entered, String> {
    let (news, new) = sync_channel(1);
    let waking = Arc::clone(&wake);
    let link = open(
        room,
        framing,
        FirstTry::Counts,
        Arc::new(move || {
            // One that waits already is enough, and afterwards nobody waits here.
            let _ = news.try_send(());
            waking();
        }),
    )?;
    let mut document = Document::empty();
    let me = document.client_id();
    let mut peer = new_peer(name, me);
    let deadline = now() + JOIN_MS;
    let mut empty_since = None;
    let mut entering = BTreeSet::new();
    let mut said = None;
    loop {
        let mut outputs = Vec::new();
        while let Some(event) = link.try_next() {
            match event {
                LinkEvent::Peer(event) => {
                    if let PeerEvent::Message(bytes) = &event {
                        note_entering(bytes, &mut entering);
                    }
                    outputs.extend(peer.handle(now(), event, &mut document));
                }
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
        if peer.is_synced() && !document.clocks().is_empty() {
            return Ok(Entered::Joined(Box::new(Joined { document, peer, link })));
        }
        let mut until = deadline;
        if peer.is_synced() {
            let since = *empty_since.get_or_insert_with(|| {
                // A clock beyond all that this peer sends.
                let own = AwarenessEntry { client: me, clock: u32::MAX / 2, json: ENTERING };
                link.send(Message::Awareness(vec![own]).encode(), Lane::Edits);
                now()
            });
            if entering.first().is_some_and(|first| *first < me) {
                return Err(
                    "Somebody else is putting a map into this room at this moment. Join them, or choose another \
                            room."
                        .into(),
                );
            }
            if !peer.role().edits() {
                return Err("The room is empty, and the token lets you only look. Ask for one that may edit.".into());
            }
            until = until.min(since + RELAY_EMPTY_MS);
            if now() >= since + RELAY_EMPTY_MS {
                drop(link);
                return Ok(Entered::Empty {
                    peer: Box::new(new_peer(name, me)),
                    link: relay_link(room, framing, wake)?,
                });
            }
        }
        if now() >= deadline {
            let slow = "The relay did not send the room's map in time. Check the address, and whether the relay speaks \
                        y-websocket or Hocuspocus.";
            return Err(said.unwrap_or_else(|| slow.into()));
        }
        // Waking early is as good as a message: both look at everything again.
        let _ = new.recv_timeout(millis(until.saturating_sub(now()).min(HEARTBEAT_MS)));
    }
}

fn new_peer(name: &str, client: u64) -> Peer {
    Peer::for_relay(name.to_owned(), (client % COLORS.len() as u64) as u8)
}

/// Notes who is about to fill the room, and who is no longer.
fn note_entering(bytes: &[u8], entering: &mut BTreeSet<u64>) {
    let Ok(Message::Awareness(entries)) = Message::decode(bytes) else { return };
    for entry in entries {
        if entry.json == ENTERING {
            entering.insert(entry.client);
        } else {
            entering.remove(&entry.client);
        }
    }
}
