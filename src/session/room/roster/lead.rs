//! Who leads: the host's window or whom the lead was handed to; without a host's window the editor who is here longest.

use crate::session::{Millis, PersonId, Role};

use super::{Door, Roster};

/// The lead of a room.
#[derive(Debug)]
pub(super) struct Lead {
    is_by_host: bool,
    host: Option<PersonId>,
    leader: Option<PersonId>,
}

impl Lead {
    /// Nobody leads yet.
    pub fn new(is_by_host: bool) -> Self {
        Self { is_by_host, host: None, leader: None }
    }

    /// The host's own window is here: the first one in a room that is led by it.
    pub fn host_came(&mut self, person: PersonId) {
        if self.is_by_host && self.host.is_none() {
            self.host = Some(person);
        }
    }

    /// Whether this is the host's own window.
    pub fn is_host(&self, person: PersonId) -> bool {
        self.host == Some(person)
    }

    /// Whether this person leads.
    pub fn is_leader(&self, person: PersonId) -> bool {
        self.leader == Some(person)
    }
}

impl Roster {
    /// Whether this is the host's own window.
    pub fn is_host(&self, person: PersonId) -> bool {
        self.lead.is_host(person)
    }

    /// Hands the lead over.
    pub fn hand_over(&mut self, person: PersonId) {
        let before = self.lead.leader.replace(person);
        self.changed.extend(before.into_iter().chain([person]));
    }

    /// Finds who leads when nobody does, or whoever did is gone, and not only for a blink.
    pub fn settle_lead(&mut self, now: Millis) {
        let is_fit = |person: PersonId| {
            self.members.get(&person).is_some_and(|member| !member.is_expelled && !member.is_gone(now))
        };
        if self.lead.leader.is_some_and(is_fit) {
            return;
        }
        let next = if self.lead.is_by_host { self.lead.host } else { self.longest_here() };
        if let Some(next) = next
            && self.lead.leader != Some(next)
        {
            self.hand_over(next);
        }
    }

    fn longest_here(&self) -> Option<PersonId> {
        (self.members.iter())
            .filter(|(_, member)| member.door == Door::Editor && member.is_here() && !member.is_expelled)
            .filter(|(_, member)| member.granted() >= Role::Editor)
            .min_by_key(|(_, member)| member.nth)
            .map(|(person, _)| *person)
    }
}
