//! A room on a Yjs relay: how its messages are framed. One frame is one binary WebSocket message.
//!
//! ```text
//! y-websocket   message                   room in the URL's path, token as its parameter; both sides begin with what they have
//! Hocuspocus    string(room) message      room before each frame, both ways; nothing is heard before the token is shown
//! ```
//!
//! Hocuspocus has messages of its own, which are answered here and never reach the peer:
//!
//! ```text
//! 2 0 string         the token, shown    2 0          show the token             2 1 string   denied    2 2 string   granted
//! 4                  as 0, an answer     5 string     for programs of its own    7 string     closed
//! 8 0 / 1            not saved / saved   9, alone     are you there              10, alone    I am
//! ```

mod address;
mod close;

pub use address::{RelayRoom, address};
pub use close::{Closing, closing, refused_upgrade};

use super::wire::{Malformed, Message, Reader, put_buffer, put_number};

/// The two ways in which relays frame messages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Framing {
    /// Plain messages, as the server of y-websocket speaks them.
    YWebsocket,
    /// The room before each message, and a token first.
    Hocuspocus,
}

/// What a relay lets a window do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// Everything.
    Edit,
    /// Edits are not taken.
    Read,
}

/// What came of a frame.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Received {
    /// The room is open: for the first time in this connection, or with another access.
    Open(Access),
    /// A message of [`super::wire`] for the peer.
    Message(Vec<u8>),
    /// A frame to be sent back.
    Reply(Vec<u8>),
    /// The relay has kept what was sent.
    Saved,
    /// The relay has closed the room.
    Closed(Closing),
}

/// The framing of one connection to a room.
#[derive(Clone, Debug)]
pub struct Frames {
    room: String,
    token: String,
    framing: Option<Framing>,
    access: Option<Access>,
}

const SYNC: u64 = 0;
const AWARENESS: u64 = 1;
const AUTH: u64 = 2;
const QUERY_AWARENESS: u64 = 3;
const SYNC_REPLY: u64 = 4;
const CLOSE: u64 = 7;
const SYNC_STATUS: u64 = 8;
const PING: u64 = 9;
const PONG: u8 = 10;

impl Frames {
    /// The framing of a connection that has just been opened. Without `framing`, the first frame that comes tells it.
    pub fn new(room: &RelayRoom, framing: Option<Framing>) -> Self {
        Self { room: room.name.clone(), token: room.token.clone(), framing, access: None }
    }

    /// The framing, when it was given or has been told.
    pub fn framing(&self) -> Option<Framing> {
        self.framing
    }

    /// Whether messages can be sent.
    pub fn is_open(&self) -> bool {
        self.access.is_some()
    }

    /// What happens before anything came.
    pub fn begin(&mut self) -> Vec<Received> {
        match self.framing {
            None => Vec::new(),
            Some(Framing::YWebsocket) => self.open(Access::Edit),
            Some(Framing::Hocuspocus) => vec![Received::Reply(self.token())],
        }
    }

    /// What is sent when nothing has come for [`super::limits::RELAY_SILENCE_MS`]: servers of y-websocket speak at once,
    /// Hocuspocus waits for the token.
    pub fn silent(&self) -> Option<Vec<u8>> {
        self.framing.is_none().then(|| self.token())
    }

    /// The frame of a message of [`super::wire`]; `None` for one that relays do not know.
    pub fn frame(&self, message: Vec<u8>) -> Option<Vec<u8>> {
        let kind = Reader(&message).number().ok()?;
        if self.access.is_none() || !matches!(kind, SYNC | AWARENESS | QUERY_AWARENESS) {
            return None;
        }
        match self.framing? {
            Framing::YWebsocket => Some(message),
            Framing::Hocuspocus => Some(self.addressed(&message)),
        }
    }

    /// Takes in a frame.
    ///
    /// # Errors
    /// When it is none of the framing, or for another room. The connection goes on.
    pub fn receive(&mut self, frame: &[u8]) -> Result<Vec<Received>, Malformed> {
        let mut received = Vec::new();
        let framing = match self.framing {
            Some(framing) => framing,
            None => {
                let framing = self.told_by(frame).ok_or(Malformed)?;
                self.framing = Some(framing);
                if framing == Framing::YWebsocket {
                    received = self.open(Access::Edit);
                }
                framing
            }
        };
        match framing {
            Framing::YWebsocket => received.extend(plain(frame)?),
            Framing::Hocuspocus => received.extend(self.addressed_to_us(frame)?),
        }
        Ok(received)
    }

    /// The framing that a frame has. A plain presence can look like one for a room whose name is a single letter.
    fn told_by(&self, frame: &[u8]) -> Option<Framing> {
        let is_presence = frame.first() == Some(&1) && Message::decode(frame).is_ok();
        if !is_presence && (is_ping(frame) || self.without_room(frame).is_ok()) {
            return Some(Framing::Hocuspocus);
        }
        let kind = Reader(frame).number().ok()?;
        matches!(kind, SYNC | AWARENESS | AUTH | QUERY_AWARENESS).then_some(Framing::YWebsocket)
    }

    /// What stands after the room's name. A name may be followed by a zero and a connection's own mark.
    fn without_room<'a>(&self, frame: &'a [u8]) -> Result<&'a [u8], Malformed> {
        let mut reader = Reader(frame);
        let name = reader.string()?;
        match name.strip_prefix(self.room.as_str()) {
            Some(mark) if mark.is_empty() || mark.starts_with('\0') => Ok(reader.0),
            _ => Err(Malformed),
        }
    }

    fn addressed_to_us(&mut self, frame: &[u8]) -> Result<Vec<Received>, Malformed> {
        if is_ping(frame) {
            return Ok(vec![Received::Reply(vec![PONG])]);
        }
        let message = self.without_room(frame)?;
        let mut reader = Reader(message);
        Ok(match reader.number()? {
            SYNC | AWARENESS | QUERY_AWARENESS => vec![Received::Message(message.to_vec())],
            SYNC_REPLY => {
                let mut message = vec![SYNC as u8];
                message.extend_from_slice(reader.0);
                vec![Received::Message(message)]
            }
            AUTH => match reader.number()? {
                0 => vec![Received::Reply(self.token())],
                1 => vec![Received::Closed(close::denied(reader.string()?))],
                2 => self.open(if reader.string()? == "readonly" { Access::Read } else { Access::Edit }),
                _ => return Err(Malformed),
            },
            CLOSE => vec![Received::Closed(close::closed(reader.string()?))],
            // The server can take the right to edit away at any time, and this is how it says so.
            SYNC_STATUS if reader.number()? == 0 => self.open(Access::Read),
            SYNC_STATUS => vec![Received::Saved],
            _ => Vec::new(),
        })
    }

    fn open(&mut self, access: Access) -> Vec<Received> {
        if self.access.replace(access) == Some(access) { Vec::new() } else { vec![Received::Open(access)] }
    }

    fn token(&self) -> Vec<u8> {
        let mut message = vec![AUTH as u8, 0];
        put_buffer(&mut message, self.token.as_bytes());
        self.addressed(&message)
    }

    fn addressed(&self, message: &[u8]) -> Vec<u8> {
        let mut frame = Vec::with_capacity(self.room.len() + 2 + message.len());
        put_number(&mut frame, self.room.len() as u64);
        frame.extend_from_slice(self.room.as_bytes());
        frame.extend_from_slice(message);
        frame
    }
}

fn is_ping(frame: &[u8]) -> bool {
    frame == [PING as u8]
}

/// What a plain frame brings; unknown kinds are passed over, as other Yjs clients do.
fn plain(frame: &[u8]) -> Result<Vec<Received>, Malformed> {
    let mut reader = Reader(frame);
    Ok(match reader.number()? {
        SYNC | AWARENESS | QUERY_AWARENESS => vec![Received::Message(frame.to_vec())],
        AUTH => match reader.number()? {
            0 => vec![Received::Closed(close::denied(reader.string()?))],
            _ => Vec::new(),
        },
        _ => Vec::new(),
    })
}
