//! Between a socket and the room: reads what comes, writes what waits, and notices when the other side is gone or stuck.

use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::ws::{CloseFrame, Message, WebSocket};
use futures_util::stream::{SplitSink, SplitStream};
use futures_util::{SinkExt, StreamExt};
use tokio::time::{sleep, timeout};

use super::hub::Hub;
use super::outgoing::{Closing, Next, Outgoing};
use super::time::millis;
use super::watched::Progress;
use crate::session::limits::{CLOSING_MS, GONE_MS, STUCK_MS};
use crate::session::{CloseReason, ConnectionId};

/// What a door lets through.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Door {
    /// Binary messages.
    Editor,
    /// Text messages.
    Phone,
}

/// A connection whose secret was good.
pub struct Connection {
    /// Its name in the room.
    pub id: ConnectionId,
    /// The door that it came through.
    pub door: Door,
    /// The way to the room.
    pub hub: Hub,
    /// The way out.
    pub outgoing: Arc<Outgoing>,
    /// When bytes last went through its socket.
    pub progress: Arc<Progress>,
}

impl Connection {
    /// Carries messages in both directions until either side ends it.
    pub async fn serve(self, socket: WebSocket) {
        let (mut sink, mut stream) = socket.split();
        let was_closed_here = tokio::select! {
            () = self.read(&mut stream) => false,
            is_orderly = self.write(&mut sink) => is_orderly,
        };
        self.hub.left(self.id).await;
        if was_closed_here {
            // What the other side still says is taken in: unread bytes would make the system discard our last words.
            let _ = timeout(millis(CLOSING_MS), async { while let Some(Ok(_)) = stream.next().await {} }).await;
        }
    }

    /// Reads until the other side is gone.
    async fn read(&self, stream: &mut SplitStream<WebSocket>) {
        loop {
            let Ok(message) = timeout(millis(GONE_MS / 3), stream.next()).await else {
                if self.progress.silent() > GONE_MS {
                    return;
                }
                self.outgoing.ping();
                continue;
            };
            let bytes = match (message, self.door) {
                (Some(Ok(Message::Binary(bytes))), Door::Editor) => bytes.into(),
                (Some(Ok(Message::Text(text))), Door::Phone) => text.as_str().as_bytes().to_vec(),
                (Some(Ok(Message::Ping(_) | Message::Pong(_))), _) => continue,
                (Some(Ok(Message::Binary(_) | Message::Text(_))), _) => {
                    self.outgoing.close(CloseReason::BadMessage.into());
                    return std::future::pending().await;
                }
                (Some(Ok(Message::Close(_)) | Err(_)) | None, _) => return,
            };
            self.hub.message(self.id, bytes).await;
        }
    }

    /// Writes until there is nothing more to say: true when the other side was told.
    async fn write(&self, sink: &mut SplitSink<WebSocket, Message>) -> bool {
        let write = async {
            loop {
                let message = match self.outgoing.next().await {
                    Next::Message(bytes) => self.message(&bytes),
                    Next::Ping => Message::Ping(Bytes::new()),
                    Next::Close(closing) => return self.send(sink, close_frame(closing)).await,
                    Next::Restart => return false,
                };
                if !self.send(sink, message).await {
                    return false;
                }
            }
        };
        let late = async {
            self.outgoing.closing().await;
            sleep(millis(CLOSING_MS)).await;
        };
        tokio::select! {
            is_orderly = write => is_orderly,
            () = late => false,
        }
    }

    /// Sends a message: false when the other side is gone, or has taken nothing for too long.
    async fn send(&self, sink: &mut SplitSink<WebSocket, Message>, message: Message) -> bool {
        self.progress.note_written();
        let stuck = async {
            loop {
                match STUCK_MS.saturating_sub(self.progress.stuck()) {
                    0 => return,
                    left => sleep(millis(left)).await,
                }
            }
        };
        tokio::select! {
            biased;
            sent = sink.send(message) => sent.is_ok(),
            () = stuck => false,
        }
    }

    fn message(&self, bytes: &[u8]) -> Message {
        match self.door {
            Door::Editor => Message::Binary(Bytes::copy_from_slice(bytes)),
            Door::Phone => Message::text(&*String::from_utf8_lossy(bytes)),
        }
    }
}

/// The frame that ends a connection.
pub fn close_frame(closing: Closing) -> Message {
    Message::Close(Some(CloseFrame { code: closing.code, reason: closing.sentence.into() }))
}
