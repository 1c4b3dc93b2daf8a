//! What everybody shows, gathered and told to all editors in frames that are made once and shared.
//!
//! Entries carry the clocks of their programs, so that their own entry among the others is nothing new to them; where the
//! room itself has something to say (another name, a person on a phone) it goes one further. Whoever leaves takes the
//! clock along: no entry that anybody has seen comes back with a lower one.

use std::sync::Arc;

use crate::session::limits::{PRESENCE_EXPIRES_MS, PRESENCE_GATHER_MS, PRESENCE_RENEW_MS, PRESENCE_RESTS_MS};
use crate::session::person::Entry;
use crate::session::wire::{AwarenessEntry, Message};
use crate::session::{Millis, Person, PersonId, Presence};

use super::ConnectionId;

/// Clocks of programs beyond this are not followed: no program gets there by counting.
const FOLLOWED_CLOCK: u32 = u32::MAX / 2;

/// What somebody shows.
#[derive(Debug)]
struct Shown {
    client: u64,
    person: Person,
    /// The connection that shows it; a person on a phone has none that could.
    connection: Option<ConnectionId>,
    clock: u32,
    json: String,
    heard_at: Millis,
    changed_at: Millis,
    stage: Stage,
}

/// How far an entry has been told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stage {
    /// Not in a frame yet.
    Fresh,
    /// In a frame that a slow reader may not get.
    Told,
    /// Everybody has it or will get it.
    Settled,
}

/// Frames for all editors.
#[derive(Debug, Default)]
pub(super) struct Frames {
    /// Moves, which a slow reader may miss.
    pub moves: Option<Arc<[u8]>>,
    /// What nobody may miss.
    pub certain: Option<Arc<[u8]>>,
}

/// What everybody in a room shows, in the order in which they came.
#[derive(Debug, Default)]
pub(super) struct Board {
    shown: Vec<Shown>,
    /// When what is gathered will be sent.
    due: Option<Millis>,
    /// Entries that are gone, to be told.
    gone: Vec<(u64, u32)>,
    /// The highest clock of an entry that is gone.
    floor: u32,
}

impl Board {
    /// Somebody shows something. A connection shows one thing: what it showed under another client id is gone.
    pub fn show(
        &mut self,
        now: Millis,
        connection: Option<ConnectionId>,
        client: u64,
        clock: Option<u32>,
        person: Person,
    ) {
        if connection.is_some() {
            self.take_off(|shown| shown.connection == connection && shown.client != client);
        }
        let floor = self.floor;
        let at = self.shown.iter().position(|shown| shown.client == client);
        let last = at.map_or(floor, |at| self.shown[at].clock);
        let clock = clock.filter(|clock| (last + 1..FOLLOWED_CLOCK).contains(clock)).unwrap_or(last.saturating_add(1));
        let json = Entry::of(&person).write();
        let changed_at = at.filter(|at| self.shown[*at].json == json).map_or(now, |at| self.shown[at].changed_at);
        let stage = Stage::Fresh;
        let shown = Shown { client, person, connection, clock, json, heard_at: now, changed_at, stage };
        match at {
            Some(at) => self.shown[at] = shown,
            None => self.shown.push(shown),
        }
        self.due.get_or_insert(now.saturating_add(PRESENCE_GATHER_MS));
    }

    /// Somebody has another name, colour or role, or is ready.
    pub fn restamp(&mut self, now: Millis, person: &Person) {
        let of_person: Vec<_> = (self.shown.iter())
            .filter(|shown| shown.person.id == person.id)
            .map(|shown| (shown.connection, shown.client, shown.person.presence.clone(), shown.heard_at))
            .collect();
        for (connection, client, presence, heard_at) in of_person {
            self.show(now, connection, client, None, Person { presence, ..person.clone() });
            if let Some(shown) = self.shown.iter_mut().find(|shown| shown.client == client) {
                shown.heard_at = heard_at;
            }
        }
    }

    /// What somebody shows now.
    pub fn presence(&self, person: PersonId) -> Option<&Presence> {
        self.shown.iter().find(|shown| shown.person.id == person).map(|shown| &shown.person.presence)
    }

    /// A connection shows nothing any more.
    pub fn leave(&mut self, connection: ConnectionId) {
        self.take_off(|shown| shown.connection == Some(connection));
    }

    /// A person shows nothing any more.
    pub fn remove(&mut self, person: PersonId) {
        self.take_off(|shown| shown.person.id == person);
    }

    fn take_off(&mut self, is_gone: impl Fn(&Shown) -> bool) {
        self.shown.retain(|shown| {
            let stays = !is_gone(shown);
            if !stays {
                self.gone.push((shown.client, shown.clock));
                self.floor = self.floor.max(shown.clock);
            }
            stays
        });
    }

    /// What is to be told now.
    pub fn frames(&mut self, now: Millis) -> Frames {
        let mut certain: Vec<(u64, u32, &str)> =
            self.gone.iter().map(|(client, clock)| (*client, *clock, "null")).collect();
        let mut moves = Vec::new();
        let is_due = self.due.is_some_and(|due| now >= due);
        for shown in &mut self.shown {
            let rests = now >= shown.changed_at.saturating_add(PRESENCE_RESTS_MS);
            let entry = (shown.client, shown.clock, shown.json.as_str());
            match shown.stage {
                Stage::Fresh | Stage::Told if rests => {
                    certain.push(entry);
                    shown.stage = Stage::Settled;
                }
                Stage::Fresh if is_due => {
                    moves.push(entry);
                    shown.stage = Stage::Told;
                }
                _ => {}
            }
        }
        let frames = Frames { moves: frame(&moves), certain: frame(&certain) };
        if is_due {
            self.due = None;
        }
        self.gone.clear();
        frames
    }

    /// When there will be something to tell.
    pub fn due(&self) -> Option<Millis> {
        let rest = (self.shown.iter())
            .filter(|shown| shown.stage != Stage::Settled)
            .map(|shown| shown.changed_at.saturating_add(PRESENCE_RESTS_MS));
        rest.chain(self.due).min()
    }

    /// What everybody shows, for somebody who comes.
    pub fn everybody(&self) -> Option<Arc<[u8]>> {
        let entries: Vec<_> = self.shown.iter().map(|shown| (shown.client, shown.clock, shown.json.as_str())).collect();
        frame(&entries)
    }

    /// Takes off what was not renewed, and renews what phones show, who cannot do it themselves.
    pub fn expire(&mut self, now: Millis) {
        self.take_off(|shown| shown.connection.is_some() && now >= shown.heard_at.saturating_add(PRESENCE_EXPIRES_MS));
        let phones: Vec<_> = (self.shown.iter())
            .filter(|shown| shown.connection.is_none() && now >= shown.heard_at.saturating_add(PRESENCE_RENEW_MS))
            .map(|shown| (shown.client, shown.person.clone()))
            .collect();
        for (client, person) in phones {
            self.show(now, None, client, None, person);
        }
    }
}

fn frame(entries: &[(u64, u32, &str)]) -> Option<Arc<[u8]>> {
    if entries.is_empty() {
        return None;
    }
    let entries = entries.iter().map(|&(client, clock, json)| AwarenessEntry { client, clock, json }).collect();
    Some(Message::Awareness(entries).encode().into())
}
