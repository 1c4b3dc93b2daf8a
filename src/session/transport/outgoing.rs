//! The way out of a connection: filled by a room or a window, emptied by the task that writes to the socket.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::sync::Notify;

use super::queue::{Overflow, Queue};
use crate::session::Lane;

/// Why a connection is closed from our side: the close frame's code and text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Closing {
    /// The code.
    pub code: u16,
    /// A sentence.
    pub sentence: String,
}

/// What is to be done next.
#[derive(Debug)]
pub enum Next {
    /// Send this.
    Message(Arc<[u8]>),
    /// Ask for a sign of life.
    Ping,
    /// Say this, and nothing more.
    Close(Closing),
    /// Begin anew: more waited than is kept.
    Restart,
}

/// What goes out of a connection.
#[derive(Default)]
pub struct Outgoing {
    state: Mutex<State>,
    filled: Notify,
    closed: Notify,
}

#[derive(Default)]
struct State {
    queue: Queue,
    is_shut: bool,
    wants_ping: bool,
    has_overflowed: bool,
    closing: Option<Closing>,
}

impl Outgoing {
    fn state(&self) -> MutexGuard<'_, State> {
        // Nothing in here panics half-way.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Sends a message when its turn comes; after the end, or while there is no connection, it is dropped.
    ///
    /// # Errors
    /// When the reader is too far behind.
    pub fn push(&self, bytes: Arc<[u8]>, lane: Lane) -> Result<(), Overflow> {
        let mut state = self.state();
        if state.closing.is_none() && !state.is_shut {
            state.queue.push(bytes, lane)?;
            self.filled.notify_one();
        }
        Ok(())
    }

    /// Asks for a sign of life.
    pub fn ping(&self) {
        self.state().wants_ping = true;
        self.filled.notify_one();
    }

    /// Closes the connection when everything that waits is sent.
    pub fn close(&self, closing: Closing) {
        let mut state = self.state();
        state.closing.get_or_insert(closing);
        drop(state);
        self.filled.notify_one();
        self.closed.notify_one();
    }

    /// Closes the connection without what waits.
    pub fn cut(&self, closing: Closing) {
        self.state().queue.clear();
        self.close(closing);
    }

    /// Gives up what waits, since the other side is too far behind; the connection is to begin anew.
    pub fn overflow(&self) {
        self.shut();
        self.state().has_overflowed = true;
        self.filled.notify_one();
    }

    /// Drops what waits and what comes, until [`Self::open`].
    pub fn shut(&self) {
        let mut state = self.state();
        state.queue.clear();
        state.wants_ping = false;
        state.has_overflowed = false;
        state.is_shut = true;
    }

    /// Takes messages again.
    pub fn open(&self) {
        self.state().is_shut = false;
    }

    /// Waits for what is to be done next.
    pub async fn next(&self) -> Next {
        loop {
            if let Some(next) = self.take() {
                return next;
            }
            self.filled.notified().await;
        }
    }

    /// Waits until the connection is to be closed.
    pub async fn closing(&self) -> Closing {
        loop {
            if let Some(closing) = self.state().closing.clone() {
                return closing;
            }
            self.closed.notified().await;
        }
    }

    fn take(&self) -> Option<Next> {
        let mut state = self.state();
        if std::mem::take(&mut state.has_overflowed) {
            return Some(Next::Restart);
        }
        if std::mem::take(&mut state.wants_ping) {
            return Some(Next::Ping);
        }
        match state.queue.pop() {
            Some(bytes) => Some(Next::Message(bytes)),
            None => state.closing.clone().map(Next::Close),
        }
    }
}
