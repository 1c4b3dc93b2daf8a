//! The live session: several people on one map, desktops by a link, phones by a QR code.
//!
//! One [`Room`] for each shared map, with a replica of its own. Every window is a [`Peer`] of a room, the host's too. Neither
//! does I/O nor asks a clock: (now, input) in, outputs out, so that five people with a bad network are a test without a
//! network. Sockets, threads and timers stand in [`transport`], the page for phones in
//! [`web`].
//!
//! ```text
//! window ── Peer ──┐ in memory                 ┌── Peer ── another window        TLS, Yjs sync and awareness
//!                  ├──────────── Room ─────────┤
//! window ── Peer ──┘ (editor door)             └── phone (participant door)      plain HTTP, JSON
//! ```
//!
//! Rules, each with a test of the same name:
//! - S1 Nothing of a stranger is decoded before the secret is checked.
//! - S2 What a person may do is decided in the room, whatever their program says.
//! - S3 A connection writes only under client ids of its own.
//! - S4 An edit that a phone was told is done is on the map exactly once.
//! - S5 Joining takes the room's map and leaves the file that was open alone.
//! - S6 Name, colour and role of a person are what the room says, whatever their program says.
//! - S7 A slow reader delays nobody: presence is dropped, then the reader is cut and comes back.
//! - S8 When everything has arrived, all maps are equal.
//!
//! Bytes of strangers meet four fences in this order: size ([`limits`]), secret ([`gate`]), shape ([`scan`]), and the
//! document's own check that an update encodes to the length it came with.

pub mod control;
pub mod gate;
pub mod invitation;
pub mod limits;
pub mod peer;
pub mod person;
pub mod phone;
pub mod relay;
pub mod room;
pub mod scan;
pub mod transport;
pub mod web;
pub mod wire;

pub use control::{Notice, Request};
pub use gate::{Gate, Refusal, Secrets};
pub use invitation::{EditorLink, Invitation};
pub use peer::{Peer, PeerEvent, PeerOutput};
pub use person::{Drag, Person, PersonId, Presence, Role};
pub use room::{CloseReason, ConnectionId, Lane, Room, RoomInput, RoomOutput};

/// Milliseconds of a clock that never goes back; where it starts does not matter.
pub type Millis = u64;
