//! A session that goes on.

use crate::session::transport::{Hosting, Link};
use crate::session::{
    EditorLink, Invitation, Millis, Notice, Peer, PeerEvent, Person, PersonId, Presence, Role, limits,
};

/// A session that the open map is in.
pub(super) struct Session {
    pub(super) peer: Peer,
    pub(super) link: Link,
    pub(super) place: Place,
    /// What the others were shown last; `None` before the first, and when the connection is new.
    pub(super) shown: Option<Presence>,
    /// Since when the connection is lost.
    down_since: Option<Millis>,
    /// Whether nobody tries to connect any more.
    is_given_up: bool,
}

/// Where a session takes place.
pub(super) enum Place {
    /// On this computer.
    Here(Hosting),
    /// Where this link leads.
    There(EditorLink),
}

/// What stands between this window and its session.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Trouble {
    /// The connection is lost, and is being tried again.
    Down,
    /// It has been lost for so long that the host seems to be gone.
    HostGone {
        /// Whether this person may become the host.
        may_carry_on: bool,
    },
}

impl Session {
    pub(super) fn new(peer: Peer, link: Link, place: Place) -> Self {
        Self { peer, link, place, shown: None, down_since: None, is_given_up: false }
    }

    /// Notes what happens to the connection.
    pub(super) fn heard(&mut self, now: Millis, event: &PeerEvent) {
        match event {
            PeerEvent::Up => {
                self.down_since = None;
                // The room knows nothing of what was shown before.
                self.shown = None;
            }
            PeerEvent::Down => {
                self.down_since.get_or_insert(now);
            }
            PeerEvent::Message(_) | PeerEvent::Access(_) => {}
        }
    }

    /// Notes that there is no way back to this host. Whether the session may go on without it: only where it was lost before.
    /// A room that sends somebody away, or ends, says so at once.
    pub(super) fn give_up(&mut self, now: Millis) -> bool {
        let was_lost = self.down_since.is_some_and(|since| now.saturating_sub(since) >= limits::RETRY_MS[0]);
        self.is_given_up = was_lost && matches!(self.place, Place::There(EditorLink::Host { .. }));
        self.is_given_up
    }

    pub(super) fn trouble(&self, now: Millis) -> Option<Trouble> {
        let lost_for = now.saturating_sub(self.down_since?);
        let is_at_host = matches!(self.place, Place::There(EditorLink::Host { .. }));
        if !is_at_host || (lost_for < limits::CARRY_ON_MS && !self.is_given_up) {
            return Some(Trouble::Down);
        }
        Some(Trouble::HostGone { may_carry_on: self.peer.role().edits() })
    }

    pub(super) fn is_hosted_here(&self) -> bool {
        matches!(self.place, Place::Here(_))
    }

    /// Whether closing this window loses nothing: the map is with its host, with everything that was done here.
    pub(super) fn is_kept_elsewhere(&self) -> bool {
        matches!(self.place, Place::There(EditorLink::Host { .. }))
            && self.down_since.is_none()
            && self.peer.is_synced()
            && self.peer.is_sent()
    }

    pub(super) fn invitations(&self) -> &[Invitation] {
        match &self.place {
            Place::Here(hosting) => hosting.invitations(),
            Place::There(_) => &[],
        }
    }

    /// Names the session through all hosts that carry it on.
    pub(super) fn lineage(&self) -> Option<&str> {
        lineage(&self.peer)
    }

    /// Whether joining and the board are closed.
    pub(super) fn locks(&self) -> (bool, bool) {
        match self.peer.state() {
            Some(Notice::State { joining_locked, board_locked, .. }) => (*joining_locked, *board_locked),
            _ => (false, false),
        }
    }

    pub(super) fn people(&self) -> &[Person] {
        self.peer.people()
    }

    pub(super) fn me(&self) -> Option<PersonId> {
        self.peer.me()
    }

    pub(super) fn leads(&self) -> bool {
        self.peer.role() == Role::Facilitator
    }
}

/// The lineage that a room told a peer.
pub(super) fn lineage(peer: &Peer) -> Option<&str> {
    match peer.state() {
        Some(Notice::State { lineage, .. }) => Some(lineage),
        _ => None,
    }
}
