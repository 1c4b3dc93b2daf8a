//! A session that goes on.

use crate::session::transport::Link;
use crate::session::{Peer, Presence};

/// A session that the open map is in.
pub(super) struct Session {
    pub(super) peer: Peer,
    pub(super) link: Link,
    /// What the others were shown last.
    pub(super) shown: Presence,
}
