//! Sockets, threads and timers of a session: a host that listens, a link that connects and connects again.
//!
//! One port for both doors: what begins with a TLS handshake is a desktop, everything else is HTTP. Asynchronous work runs
//! on threads of its own and wakes the window when there is something to take.

mod addresses;
mod certificate;
mod client;
mod dial;
mod discovery;
mod doors;
mod hosting;
mod house;
mod hub;
mod join;
mod link;
mod listener;
mod outgoing;
mod places;
mod pump;
mod queue;
mod relay;
mod retry;
mod secrets;
mod time;
mod watched;

pub use client::connect;
pub use discovery::{Browser, FoundSession};
pub use hosting::Hosting;
pub use house::EditorDoor;
pub use join::{Joined, join};
pub use link::{Link, LinkEvent};
pub use relay::{Entered, enter, relay_link};
pub use time::now;

pub use std::net::IpAddr;
use std::sync::Arc;

/// Called on another thread when there is something new to take.
pub type Wake = Arc<dyn Fn() + Send + Sync>;

/// The port that is tried first; any other when it is taken.
pub const PORT: u16 = 7420;

/// What a host needs to begin.
pub struct HostOptions {
    /// The map with its history: [`crate::document::Document::encode_state`].
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
