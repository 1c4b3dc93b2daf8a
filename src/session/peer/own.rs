//! What this person shows, and when it is sent.

use crate::session::limits::{PRESENCE_INTERVAL_MS, PRESENCE_RENEW_MS};
use crate::session::person::{Entry, User};
use crate::session::wire::{AwarenessEntry, Message};
use crate::session::{Millis, Presence};

/// What this person shows.
#[derive(Debug, Default)]
pub(super) struct Own {
    pub presence: Presence,
    clock: u32,
    sent_at: Option<Millis>,
    /// Whether something else was shown since it was sent.
    is_waiting: bool,
}

impl Own {
    /// Shows something else from now on.
    pub fn show(&mut self, presence: Presence) {
        if self.presence != presence {
            self.presence = presence;
            self.is_waiting = true;
        }
    }

    /// Whether it is time to send.
    pub fn is_due(&self, now: Millis) -> bool {
        let since = self.sent_at.map(|at| now.saturating_sub(at));
        let interval = if self.is_waiting { PRESENCE_INTERVAL_MS } else { PRESENCE_RENEW_MS };
        since.is_none_or(|since| since >= interval)
    }

    /// The message that shows it.
    pub fn message(&mut self, now: Millis, client: u64, user: User) -> Vec<u8> {
        self.clock = self.clock.saturating_add(1);
        self.sent_at = Some(now);
        self.is_waiting = false;
        let json = Entry { user, presence: self.presence.clone() }.write();
        Message::Awareness(vec![AwarenessEntry { client, clock: self.clock, json: &json }]).encode()
    }

    /// The message that nothing is shown any more under this client id.
    pub fn farewell(&mut self, client: u64) -> Vec<u8> {
        self.clock = self.clock.saturating_add(1);
        Message::Awareness(vec![AwarenessEntry { client, clock: self.clock, json: "null" }]).encode()
    }

    /// The other side tells of this client id: what is shown next is newer, and soon, if it holds that nobody is here.
    pub fn heard(&mut self, entry: &AwarenessEntry<'_>) {
        self.clock = self.clock.max(entry.clock);
        self.is_waiting |= entry.json == "null";
    }
}
