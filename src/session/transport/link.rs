//! A window's way into a session, and the other end of it, which a connection drives.

use std::sync::{Arc, Mutex, PoisonError};

use tokio::sync::{Notify, mpsc};

use super::Wake;
use super::outgoing::{Closing, Outgoing};
use crate::session::limits::WINDOW_QUEUE;
use crate::session::{Lane, PeerEvent};

/// What comes over a [`Link`].
#[derive(Clone, Debug)]
pub enum LinkEvent {
    /// For the peer.
    Peer(PeerEvent),
    /// The session is over for this window, for a reason that trying again does not change; a sentence.
    Ended(String),
}

/// A way into a session that connects again by itself. Dropping it leaves the session.
pub struct Link {
    outgoing: Arc<Outgoing>,
    events: Mutex<mpsc::Receiver<LinkEvent>>,
    hurry: Arc<Notify>,
}

impl Link {
    /// A link that leads nowhere yet, and the end that leads it somewhere.
    pub(super) fn new(wake: Wake) -> (Self, LinkEnd) {
        let outgoing = Arc::new(Outgoing::default());
        outgoing.shut();
        let hurry = Arc::new(Notify::new());
        let (sender, events) = mpsc::channel(WINDOW_QUEUE);
        let end = LinkEnd { outgoing: Arc::clone(&outgoing), events: sender, hurry: Arc::clone(&hurry), wake };
        (Self { outgoing, events: Mutex::new(events), hurry }, end)
    }

    /// Sends a message of [`crate::session::wire`]; while the connection is down it is dropped, since states are compared afterwards.
    pub fn send(&self, bytes: Vec<u8>, lane: Lane) {
        if self.outgoing.push(bytes.into(), lane).is_err() {
            // So far behind, starting over is faster: the states are compared then.
            self.outgoing.overflow();
        }
    }

    /// What has come, in order.
    pub fn try_next(&self) -> Option<LinkEvent> {
        self.events.lock().unwrap_or_else(PoisonError::into_inner).try_recv().ok()
    }

    /// Tries to connect again now, if it is down: this computer has just woken up, or somebody asked.
    pub fn hurry(&self) {
        self.hurry.notify_one();
    }
}

impl Drop for Link {
    fn drop(&mut self) {
        self.outgoing.close(Closing { code: 1000, sentence: String::new() });
    }
}

/// The end of a [`Link`] that a connection drives.
pub(super) struct LinkEnd {
    /// What the window sends. It is shut until the connection stands.
    pub outgoing: Arc<Outgoing>,
    events: mpsc::Sender<LinkEvent>,
    hurry: Arc<Notify>,
    wake: Wake,
}

impl LinkEnd {
    /// Hands something to the window: false when it is gone. Waits while the window has much to take.
    pub async fn deliver(&self, event: LinkEvent) -> bool {
        let is_there = self.events.send(event).await.is_ok();
        (self.wake)();
        is_there
    }

    /// Waits until the window wants to connect now.
    pub async fn hurried(&self) {
        self.hurry.notified().await;
    }
}
