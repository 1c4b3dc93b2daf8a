//! Who is there and what they show, as a peer knows from awareness entries.

use crate::session::limits::PRESENCE_EXPIRES_MS;
use crate::session::person::{COLORS, Entry, GUEST, User, tidy_name};
use crate::session::wire::AwarenessEntry;
use crate::session::{Millis, Person, PersonId, Presence, Role};

/// How long those who were there before a connection broke stay without being named again.
const RECALL_MS: Millis = 2_000;

/// A client's entry.
#[derive(Debug)]
struct Known {
    client: u64,
    /// `None` before the connection named it again.
    clock: Option<u32>,
    /// `None` when they left: what was sent before they did may still come.
    person: Option<Person>,
    expires_at: Millis,
}

/// Everybody whom a peer knows of, in the order in which they came.
#[derive(Debug, Default)]
pub(super) struct People {
    known: Vec<Known>,
    list: Vec<Person>,
    me: Option<(u64, Presence)>,
    /// Whether ids count people in the order in which they came, as those of a room do.
    is_counted: bool,
}

impl People {
    /// The people of a room, which counts them.
    pub fn of_room() -> Self {
        Self { is_counted: true, ..Self::default() }
    }

    /// Everybody, each once.
    pub fn list(&self) -> &[Person] {
        &self.list
    }

    /// Takes in what was said of others, and of this person; `read` makes a person of an entry.
    pub fn hear<'a>(
        &mut self,
        now: Millis,
        entries: impl Iterator<Item = &'a AwarenessEntry<'a>>,
        read: fn(PersonId, Entry) -> Person,
    ) {
        entries.for_each(|entry| self.note(now, entry, read));
        self.refresh();
    }

    fn note(&mut self, now: Millis, entry: &AwarenessEntry<'_>, read: fn(PersonId, Entry) -> Person) {
        let at = self.known.iter().position(|known| known.client == entry.client);
        let is_own = self.me.as_ref().is_some_and(|(client, _)| *client == entry.client);
        let is_gone = entry.json == "null";
        if let Some(known) = at.map(|at| &self.known[at]) {
            // Its own entry comes back with a clock that it knows already, and with the name that the room gave it.
            let is_new =
                is_own || known.clock.is_none_or(|clock| entry.clock > clock || is_gone && entry.clock == clock);
            if !is_new {
                return;
            }
        }
        let person = if is_gone {
            None
        } else {
            let Ok(shown) = Entry::read(entry.json) else { return };
            Some(read(PersonId(entry.client), shown))
        };
        let known = Known {
            client: entry.client,
            clock: Some(entry.clock),
            person,
            expires_at: now.saturating_add(PRESENCE_EXPIRES_MS),
        };
        match at {
            Some(at) => self.known[at] = known,
            None => self.known.push(known),
        }
    }

    /// What this person shows, under this client id.
    pub fn show(&mut self, client: u64, presence: &Presence) {
        if let Some((before, _)) = &self.me
            && *before != client
        {
            let before = *before;
            self.known.retain(|known| known.client != before);
        }
        self.me = Some((client, presence.clone()));
        self.refresh();
    }

    /// Puts this person in, where no room does.
    pub fn set_own(&mut self, person: Person) {
        let client = person.id.0;
        let known = Known { client, clock: None, person: Some(person), expires_at: Millis::MAX };
        match self.known.iter().position(|known| known.client == client) {
            Some(at) => self.known[at] = known,
            None => self.known.insert(0, known),
        }
        self.refresh();
    }

    /// A connection stands again: whoever is not named soon is gone, and clocks may begin anew.
    pub fn recall(&mut self, now: Millis) {
        self.known.retain(|known| known.person.is_some());
        for known in &mut self.known {
            known.clock = None;
            known.expires_at = known.expires_at.min(now.saturating_add(RECALL_MS));
        }
    }

    /// Forgets those who were not heard of for too long; this person stays.
    pub fn expire(&mut self, now: Millis) {
        let own = self.me.as_ref().map(|(client, _)| *client);
        let before = self.known.len();
        self.known.retain(|known| Some(known.client) == own || now < known.expires_at);
        if self.known.len() != before {
            self.refresh();
        }
    }

    fn refresh(&mut self) {
        self.list.clear();
        for known in &self.known {
            let Some(person) = &known.person else { continue };
            let is_own = self.me.as_ref().filter(|(client, _)| *client == known.client);
            let mut person = person.clone();
            if let Some((_, presence)) = is_own {
                person.presence.clone_from(presence);
            }
            // Somebody with two windows is one person; this window is the one that counts here.
            match self.list.iter_mut().find(|listed| listed.id == person.id) {
                Some(listed) if is_own.is_some() => *listed = person,
                Some(_) => {}
                None => self.list.push(person),
            }
        }
        if self.is_counted {
            self.list.sort_by_key(|person| person.id);
        }
    }
}

/// A person as the room stamped them.
pub(super) fn stamped(client: PersonId, entry: Entry) -> Person {
    let User { id, name, color, role, phone } = entry.user;
    Person {
        id: id.unwrap_or(client),
        name: named(&name),
        color: nearest(&color, client),
        role: role.unwrap_or(Role::Viewer),
        on_phone: phone,
        presence: entry.presence,
    }
}

/// A person as their program says, through a relay: everybody there can write.
pub(super) fn unstamped(client: PersonId, entry: Entry) -> Person {
    let User { name, color, .. } = entry.user;
    Person {
        id: client,
        name: named(&name),
        color: nearest(&color, client),
        role: Role::Editor,
        on_phone: false,
        presence: entry.presence,
    }
}

fn named(name: &str) -> String {
    let name = tidy_name(name);
    if name.is_empty() { GUEST.into() } else { name }
}

/// The index of a colour of ours; of another one, a colour that stays the same.
fn nearest(color: &str, client: PersonId) -> u8 {
    let ours = COLORS.iter().position(|ours| ours.eq_ignore_ascii_case(color));
    ours.unwrap_or((client.0 % COLORS.len() as u64) as usize) as u8
}
