//! A room on a relay, instead of a host.

mod dial;
mod enter;

pub(super) use enter::joined;
pub use enter::{Entered, enter};

use std::sync::Arc;

use futures_util::{SinkExt, StreamExt};
use tokio::time::{sleep, timeout};
use tokio_tungstenite::tungstenite::protocol::CloseFrame;
use tokio_tungstenite::tungstenite::{Bytes, Error, Message};

use super::Wake;
use super::client::{Ending, FirstTry, Route, start};
use super::dial::Failure;
use super::link::{Link, LinkEnd, LinkEvent};
use super::outgoing::{Closing, Next};
use super::time::millis;
use super::watched::Progress;
use crate::session::PeerEvent;
use crate::session::limits::{CLOSING_MS, CONNECT_MS, HEARTBEAT_MS, LOST_MS, RELAY_SILENCE_MS, STUCK_MS};
use crate::session::relay::{self, Frames, Framing, Received, RelayRoom};
use dial::Socket;

/// Opens a way into a room on a relay. Without `framing`, it is told by how the relay behaves.
///
/// # Errors
/// A sentence that says what is wrong with the address or the room's name.
pub fn relay_link(room: &RelayRoom, framing: Option<Framing>, wake: Wake) -> Result<Link, String> {
    open(room, framing, FirstTry::OfMany, wake)
}

/// Opens a way into a room on a relay, on a thread of its own.
fn open(room: &RelayRoom, framing: Option<Framing>, first_try: FirstTry, wake: Wake) -> Result<Link, String> {
    relay::address(room, framing)?;
    Ok(start(Relay::new(room.clone(), framing), first_try, wake))
}

/// The way to a room on a relay.
pub(super) struct Relay {
    room: RelayRoom,
    /// As set, or as told by an earlier connection.
    framing: Option<Framing>,
}

impl Relay {
    /// The way to this room.
    pub(super) fn new(room: RelayRoom, framing: Option<Framing>) -> Self {
        Self { room, framing }
    }
}

impl Route for Relay {
    type Socket = Socket;

    async fn dial(&mut self) -> Result<(Socket, Arc<Progress>), Failure> {
        match timeout(millis(CONNECT_MS), dial::dial(&self.room, self.framing)).await {
            Ok(dialed) => dialed,
            Err(_) => Err(Failure::Passing("The relay does not answer. Check the network and the address.".into())),
        }
    }

    async fn converse(&mut self, socket: Socket, progress: &Progress, end: &LinkEnd) -> Ending {
        progress.note_read();
        let mut talk = Talk { socket, progress, end, frames: Frames::new(&self.room, self.framing), is_up: false };
        let ending = match talk.carry().await {
            Err(ending) => ending,
            Ok(never) => match never {},
        };
        self.framing = talk.frames.framing();
        end.outgoing.shut();
        if matches!(ending, Ending::Left) {
            // The relay closes in turn; until then it may still be reading our last words.
            let _ = timeout(millis(CLOSING_MS), async { while let Some(Ok(_)) = talk.socket.next().await {} }).await;
        } else if talk.is_up && !end.deliver(LinkEvent::Peer(PeerEvent::Down)).await {
            return Ending::Left;
        }
        ending
    }
}

/// A connection that stands.
struct Talk<'a> {
    socket: Socket,
    progress: &'a Progress,
    end: &'a LinkEnd,
    frames: Frames,
    is_up: bool,
}

impl Talk<'_> {
    /// Carries messages in both directions until it ends.
    async fn carry(&mut self) -> Result<std::convert::Infallible, Ending> {
        let begun = self.frames.begin();
        self.take(begun).await?;
        let silence = sleep(millis(RELAY_SILENCE_MS));
        let opening = sleep(millis(2 * CONNECT_MS));
        tokio::pin!(silence, opening);
        let mut is_silent = true;
        loop {
            let left = LOST_MS.saturating_sub(self.progress.silent()).min(HEARTBEAT_MS);
            tokio::select! {
                message = self.socket.next() => {
                    self.hear(message).await?;
                    is_silent = false;
                    // While the window had no time, the relay was not listened to.
                    self.progress.note_read();
                }
                next = self.end.outgoing.next() => match next {
                    Next::Message(bytes) => {
                        if let Some(frame) = self.frames.frame(bytes.to_vec()) {
                            self.send(Message::Binary(frame.into())).await?;
                        }
                    }
                    Next::Ping => self.send(Message::Ping(Bytes::new())).await?,
                    Next::Restart => return Err(Ending::Lost),
                    Next::Close(Closing { code, sentence }) => {
                        let frame = CloseFrame { code: code.into(), reason: sentence.into() };
                        self.send(Message::Close(Some(frame))).await?;
                        return Err(Ending::Left);
                    }
                },
                () = &mut silence, if is_silent => {
                    is_silent = false;
                    if let Some(token) = self.frames.silent() {
                        self.send(Message::Binary(token.into())).await?;
                    }
                }
                () = &mut opening, if !self.is_up => return Err(Ending::Lost),
                () = sleep(millis(left)) => {
                    if self.progress.silent() >= LOST_MS {
                        return Err(Ending::Lost);
                    }
                    self.end.outgoing.ping();
                }
            }
        }
    }

    async fn hear(&mut self, message: Option<Result<Message, Error>>) -> Result<(), Ending> {
        match message {
            Some(Ok(Message::Binary(frame))) => match self.frames.receive(&frame) {
                Ok(received) => self.take(received).await,
                Err(_) => {
                    log::debug!("the relay sent {} bytes that are no frame of this room", frame.len());
                    Ok(())
                }
            },
            Some(Ok(Message::Close(frame))) => {
                let (code, reason) =
                    frame.map_or((1005, String::new()), |frame| (frame.code.into(), frame.reason.to_string()));
                Err(relay::closing(code, &reason).into())
            }
            Some(Ok(_)) => Ok(()),
            Some(Err(_)) | None => Err(Ending::Lost),
        }
    }

    async fn take(&mut self, received: Vec<Received>) -> Result<(), Ending> {
        for received in received {
            match received {
                Received::Open(access) => {
                    self.deliver(PeerEvent::Access(access)).await?;
                    if !std::mem::replace(&mut self.is_up, true) {
                        self.end.outgoing.open();
                        self.deliver(PeerEvent::Up).await?;
                    }
                }
                Received::Message(bytes) => self.deliver(PeerEvent::Message(bytes)).await?,
                Received::Reply(frame) => self.send(Message::Binary(frame.into())).await?,
                Received::Saved => {}
                Received::Closed(closing) => return Err(closing.into()),
            }
        }
        Ok(())
    }

    async fn deliver(&self, event: PeerEvent) -> Result<(), Ending> {
        if self.end.deliver(LinkEvent::Peer(event)).await { Ok(()) } else { Err(Ending::Left) }
    }

    async fn send(&mut self, message: Message) -> Result<(), Ending> {
        match timeout(millis(STUCK_MS), self.socket.send(message)).await {
            Ok(Ok(())) => Ok(()),
            Ok(Err(_)) | Err(_) => Err(Ending::Lost),
        }
    }
}

impl From<relay::Closing> for Ending {
    fn from(closing: relay::Closing) -> Self {
        match closing {
            relay::Closing::Retry => Self::Lost,
            relay::Closing::Final(sentence) => Self::Final(sentence),
        }
    }
}
