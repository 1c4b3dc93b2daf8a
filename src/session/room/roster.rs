//! Who is in the session: one entry a person, who comes back with their key as the same one, under the same name, colour
//! and role.

mod lead;

use std::collections::{BTreeMap, BTreeSet};

use crate::session::limits::{CONNECTIONS, GONE_MS, KEYS_REMEMBERED, PHONES_REMEMBERED};
use crate::session::person::{COLORS, GUEST, numbered, tidy_name};
use crate::session::{Millis, Person, PersonId, Presence, Role};

use super::{CloseReason, ConnectionId};
use lead::Lead;

/// Which door somebody came through.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Door {
    Editor,
    Participant,
}

/// Somebody who is here, or was and may come back.
#[derive(Debug)]
pub(super) struct Member {
    pub door: Door,
    pub name: String,
    /// What their program last wished; it goes on wishing after somebody else renamed them.
    wished: String,
    pub color: u8,
    /// What their secret lets them do.
    admitted: Role,
    /// What the facilitator made them.
    pub appointed: Option<Role>,
    pub is_expelled: bool,
    key: Option<String>,
    pub connections: BTreeSet<ConnectionId>,
    /// Counts those who came; a short absence does not count.
    nth: u64,
    /// Since when no connection of theirs is left.
    gone_at: Option<Millis>,
}

impl Member {
    pub fn is_here(&self) -> bool {
        !self.connections.is_empty()
    }

    /// Whether they are gone, and not only for the blink of a bad connection.
    fn is_gone(&self, now: Millis) -> bool {
        self.gone_at.is_some_and(|at| now >= at.saturating_add(GONE_MS))
    }

    /// Their role when they do not lead.
    fn granted(&self) -> Role {
        self.appointed.unwrap_or(self.admitted)
    }
}

/// Somebody who wants in.
pub(super) struct Candidate<'a> {
    pub door: Door,
    pub connection: ConnectionId,
    pub role: Role,
    pub key: Option<&'a str>,
    pub name: &'a str,
}

/// Everybody who is here or may come back.
#[derive(Debug)]
pub(super) struct Roster {
    members: BTreeMap<PersonId, Member>,
    keys: BTreeMap<(Door, String), PersonId>,
    connections: BTreeMap<ConnectionId, PersonId>,
    lead: Lead,
    pub joining_is_locked: bool,
    /// Whose name, colour or role is another since [`Self::take_changed`].
    changed: BTreeSet<PersonId>,
    came: u64,
    /// Counts those who were given an id.
    named: u64,
    seed: u64,
}

impl Roster {
    /// Nobody yet. `seed` makes the names that the room gives unlike those of other rooms.
    pub fn new(seed: u64, is_led_by_host: bool) -> Self {
        Self {
            members: BTreeMap::new(),
            keys: BTreeMap::new(),
            connections: BTreeMap::new(),
            lead: Lead::new(is_led_by_host),
            joining_is_locked: false,
            changed: BTreeSet::new(),
            came: 0,
            named: 0,
            seed,
        }
    }

    /// Lets somebody in, or says why not. `may_forget` tells whether an absent editor left nothing that must stay theirs.
    pub fn join(
        &mut self,
        now: Millis,
        candidate: &Candidate<'_>,
        mut may_forget: impl FnMut(PersonId) -> bool,
    ) -> Result<Joined, CloseReason> {
        let is_host = candidate.role == Role::Facilitator;
        let key = candidate.key.map(|key| (candidate.door, key.to_owned()));
        let known = key.as_ref().and_then(|key| self.keys.get(key)).copied();
        if known.and_then(|person| self.members.get(&person)).is_some_and(|member| member.is_expelled) {
            return Err(CloseReason::Expelled);
        }
        if known.is_none() && self.joining_is_locked && !is_host {
            return Err(CloseReason::JoiningLocked);
        }
        if self.connections.len() >= CONNECTIONS && !is_host {
            return Err(CloseReason::Full);
        }
        let forgotten = match known {
            None => self.make_room(candidate.door, &mut may_forget)?,
            Some(_) => None,
        };
        let person = known.unwrap_or_else(|| self.enter(candidate, key));
        self.connections.insert(candidate.connection, person);
        self.came += 1;
        let nth = self.came;
        if let Some(member) = self.members.get_mut(&person) {
            if member.is_gone(now) {
                member.nth = nth;
            }
            member.admitted = if is_host { Role::Editor } else { candidate.role };
            member.connections.insert(candidate.connection);
            member.gone_at = None;
        }
        if is_host {
            self.lead.host_came(person);
        }
        self.settle_lead(now);
        match self.members.get(&person) {
            // Somebody else may have taken the name meanwhile.
            Some(member) if candidate.name.is_empty() && !member.name.is_empty() => {
                self.rename(person, &member.name.clone());
            }
            _ => self.wish(person, candidate.name),
        }
        self.changed.insert(person);
        Ok(Joined { person, forgotten })
    }

    fn enter(&mut self, candidate: &Candidate<'_>, key: Option<(Door, String)>) -> PersonId {
        let person = self.new_id();
        if let Some(key) = &key {
            self.keys.insert(key.clone(), person);
        }
        let member = Member {
            door: candidate.door,
            name: String::new(),
            wished: String::new(),
            color: self.rarest_color(),
            admitted: candidate.role,
            appointed: None,
            is_expelled: false,
            key: key.map(|(_, key)| key),
            connections: BTreeSet::new(),
            nth: self.came + 1,
            gone_at: None,
        };
        self.members.insert(person, member);
        person
    }

    /// Makes sure that one more can be remembered; whoever is forgotten for it.
    fn make_room(
        &mut self,
        door: Door,
        may_forget: &mut impl FnMut(PersonId) -> bool,
    ) -> Result<Option<PersonId>, CloseReason> {
        let most = match door {
            Door::Editor => KEYS_REMEMBERED,
            Door::Participant => PHONES_REMEMBERED + CONNECTIONS,
        };
        let of_door = || self.members.iter().filter(|(_, member)| member.door == door);
        if of_door().count() < most {
            return Ok(None);
        }
        let mut absent: Vec<_> = of_door()
            .filter(|(person, member)| !member.is_expelled && !self.lead.is_host(**person))
            .filter_map(|(person, member)| Some((member.gone_at?, *person)))
            .collect();
        absent.sort_unstable();
        let forgotten = absent.into_iter().map(|(_, person)| person).find(|person| may_forget(*person));
        let forgotten = forgotten.ok_or(CloseReason::Full)?;
        self.forget(forgotten);
        Ok(Some(forgotten))
    }

    fn forget(&mut self, person: PersonId) {
        if let Some(member) = self.members.remove(&person)
            && let Some(key) = member.key
        {
            self.keys.remove(&(member.door, key));
        }
    }

    /// Notes that a connection is gone; whether the person is.
    pub fn leave(&mut self, now: Millis, connection: ConnectionId) -> Option<Departure> {
        let person = self.connections.remove(&connection)?;
        let member = self.members.get_mut(&person)?;
        member.connections.remove(&connection);
        if member.is_here() {
            return Some(Departure::StillHere);
        }
        member.gone_at = Some(now);
        if member.key.is_some() {
            return Some(Departure::MayReturn);
        }
        let departure = Departure::ForGood { person, is_expelled: member.is_expelled };
        self.members.remove(&person);
        self.settle_lead(now);
        Some(departure)
    }

    /// Whose connection it is.
    pub fn person(&self, connection: ConnectionId) -> Option<PersonId> {
        self.connections.get(&connection).copied()
    }

    /// Somebody who is here or was.
    pub fn member(&self, person: PersonId) -> Option<&Member> {
        self.members.get(&person)
    }

    /// How many people are here.
    pub fn people(&self) -> usize {
        self.members.values().filter(|member| member.is_here()).count()
    }

    /// What somebody may do now.
    pub fn role(&self, person: PersonId) -> Role {
        match self.members.get(&person) {
            Some(_) if self.lead.is_leader(person) => Role::Facilitator,
            Some(member) => member.granted(),
            None => Role::Viewer,
        }
    }

    /// Somebody as others see them, showing nothing yet.
    pub fn describe(&self, person: PersonId) -> Option<Person> {
        let member = self.members.get(&person)?;
        Some(Person {
            id: person,
            name: member.name.clone(),
            color: member.color,
            role: self.role(person),
            on_phone: member.door == Door::Participant,
            presence: Presence::default(),
        })
    }

    /// Those who are others to the others since this was last asked.
    pub fn take_changed(&mut self) -> BTreeSet<PersonId> {
        std::mem::take(&mut self.changed)
    }

    /// Takes the name that somebody's program wishes; the same wish again changes nothing.
    pub fn wish(&mut self, person: PersonId, name: &str) {
        let name = tidy_name(name);
        if self.members.get(&person).is_some_and(|member| member.name.is_empty() || member.wished != name) {
            self.rename_by_oneself(person, &name);
        }
    }

    /// Gives somebody the name that they choose.
    pub fn rename_by_oneself(&mut self, person: PersonId, name: &str) {
        if let Some(member) = self.members.get_mut(&person) {
            member.wished = tidy_name(name);
            self.rename(person, name);
        }
    }

    /// Gives somebody a name that nobody else here has.
    pub fn rename(&mut self, person: PersonId, name: &str) {
        let name = tidy_name(name);
        let taken: BTreeSet<String> = (self.members.iter())
            .filter(|(other, member)| **other != person && member.is_here())
            .map(|(_, member)| member.name.to_lowercase())
            .collect();
        let is_free = |name: &String| !taken.contains(&name.to_lowercase());
        let (base, first) = if name.is_empty() { (GUEST, 1) } else { (name.as_str(), 2) };
        let wanted = Some(name.clone()).filter(|name| !name.is_empty() && is_free(name));
        // One of so many differs from all who are here.
        let given = wanted.or_else(|| (first..=taken.len() + first).map(|nth| numbered(base, nth)).find(is_free));
        if let (Some(member), Some(given)) = (self.members.get_mut(&person), given)
            && member.name != given
        {
            member.name = given;
            self.changed.insert(person);
        }
    }

    /// Makes somebody an editor, viewer or participant.
    pub fn appoint(&mut self, now: Millis, person: PersonId, role: Role) {
        if let Some(member) = self.members.get_mut(&person) {
            member.appointed = Some(role);
            self.changed.insert(person);
            self.settle_lead(now);
        }
    }

    /// Sends somebody out for good; their connections.
    pub fn expel(&mut self, person: PersonId) -> BTreeSet<ConnectionId> {
        let Some(member) = self.members.get_mut(&person) else { return BTreeSet::new() };
        member.is_expelled = true;
        member.connections.clone()
    }

    /// The colour that the fewest people here have, the first of them.
    fn rarest_color(&self) -> u8 {
        let here = || self.members.values().filter(|member| member.is_here());
        (0..COLORS.len() as u8).min_by_key(|color| here().filter(|member| member.color == *color).count()).unwrap_or(0)
    }

    /// A name for somebody: 53 bits, which every program can count with. The upper ones count those who came, so that
    /// everybody lists people in the same order; the lower ones are unlike other rooms' and client ids.
    fn new_id(&mut self) -> PersonId {
        self.named += 1;
        // SplitMix64: each step gives another number, and they do not follow each other.
        self.seed = self.seed.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.seed;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        PersonId((self.named & 0x1f_ffff) << 32 | (mixed ^ (mixed >> 31)) >> 32)
    }
}

/// Somebody who got in.
pub(super) struct Joined {
    pub person: PersonId,
    /// Who was forgotten, so that this one can be remembered.
    pub forgotten: Option<PersonId>,
}

/// What a connection's end means for its person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Departure {
    /// Another connection of theirs is left.
    StillHere,
    /// They have a key.
    MayReturn,
    /// They have none.
    ForGood { person: PersonId, is_expelled: bool },
}
