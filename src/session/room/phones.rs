//! The participant door of a room: what phones send is checked against role and lock and done to the map for them, and
//! what is new on the map is told to them.
//!
//! Whose a note is and which edits are done stands in the document's margin, written in one transaction with the edit: a room
//! that carries the session on knows it as soon as it has the note. What is kept here follows from that, or is of this
//! moment.

mod edits;
mod pace;
mod participant;
mod view;

use std::collections::hash_map::DefaultHasher;
use std::collections::{BTreeMap, VecDeque};
use std::hash::{Hash, Hasher};

use crate::document::{Applied, Changes, Document};
use crate::model::{EmpathyMap, ItemRef, Note, NoteId};

use super::{CloseReason, ConnectionId, Lane, RoomOutput};
use crate::session::limits::{
    PHONE_CLIENT_CHARS, PHONE_MESSAGE, PHONE_MESSAGES_A_SECOND, PHONE_RECENT, PHONES_REMEMBERED,
};
use crate::session::phone::{FromPhone, PhoneEdit, PhoneMap, ToPhone};
use crate::session::{Millis, Person, PersonId};
use edits::Context;
use pace::Pace;
use participant::{OWNERS, Participant, RECORDS, Record, owner_key};
use view::{News, Owners, head, whole};

/// What follows from something that a phone did.
#[derive(Debug, Default)]
pub(super) struct Outcome {
    /// What to send, after what [`Phones::map_changed`] tells: who is told that an edit is done has seen it.
    pub outputs: Vec<RoomOutput>,
    /// A connection to be closed.
    pub close: Option<(ConnectionId, CloseReason)>,
    /// What it changed on the map: the room tells the editors, and calls [`Phones::map_changed`].
    pub applied: Option<Applied>,
    /// A name that somebody wishes for themselves; the room answers with [`Phones::set_person`].
    pub wished_name: Option<(PersonId, String)>,
    /// Whether somebody is ready who was not, or the other way round: the room tells everybody.
    pub readiness: Option<(PersonId, bool)>,
}

/// The participants of a room.
#[derive(Debug)]
pub(super) struct Phones {
    lineage: String,
    board_locked: bool,
    people: usize,
    connected: BTreeMap<ConnectionId, Phone>,
    present: BTreeMap<Participant, Present>,
    /// Kept up to date from the first phone on.
    seen: Option<Seen>,
}

/// One connection.
#[derive(Debug)]
struct Phone {
    person: Person,
    participant: Participant,
    pace: Pace,
}

/// A participant who is here, over one connection or several.
#[derive(Debug, Default)]
struct Present {
    /// Which of their edits are done.
    record: Record,
    /// The keys of records that this one replaces.
    replaced: Vec<String>,
    /// The last edits that were done: number and fingerprint. Two tabs of one browser that gave the same number to two edits
    /// are told apart by it as long as both are here.
    recent: VecDeque<(u64, u64)>,
}

/// What phones were told of the map, and whose the notes on it are.
#[derive(Debug)]
struct Seen {
    owners: Owners,
    head: PhoneMap,
    /// The highest [`Record::turn`].
    turn: u64,
}

impl Phones {
    /// Nobody yet.
    pub fn new(lineage: String) -> Self {
        Self {
            lineage,
            board_locked: false,
            people: 0,
            connected: BTreeMap::new(),
            present: BTreeMap::new(),
            seen: None,
        }
    }

    /// Somebody joined, as this person; `client` is their page's secret name for itself.
    pub fn join(
        &mut self,
        now: Millis,
        connection: ConnectionId,
        person: Person,
        client: &str,
        document: &Document,
    ) -> Outcome {
        if !PHONE_CLIENT_CHARS.contains(&client.chars().count()) {
            return close(connection, CloseReason::BadMessage);
        }
        let participant = Participant::of(client);
        let seen = self.seen.get_or_insert_with(|| Seen::of(document));
        let present = self.present.entry(participant.clone()).or_insert_with(|| Present::of(&participant, document));
        let welcome = ToPhone::Welcome {
            you: person.id,
            name: person.name.clone(),
            role: person.role,
            done: present.record.up_to(),
            lineage: self.lineage.clone(),
            map: whole(document.map(), &seen.owners, participant.as_str()),
            locked: self.board_locked,
            people: self.people,
        };
        let pace = Pace::new(now, PHONE_MESSAGES_A_SECOND);
        self.connected.insert(connection, Phone { person, participant, pace });
        Outcome { outputs: vec![send(connection, &welcome)], ..Outcome::default() }
    }

    /// A message from a phone.
    pub fn message(&mut self, now: Millis, connection: ConnectionId, bytes: &[u8], document: &mut Document) -> Outcome {
        let Some(phone) = self.connected.get_mut(&connection) else { return Outcome::default() };
        if !phone.pace.take(now) || bytes.len() > PHONE_MESSAGE {
            return close(connection, CloseReason::TooMuch);
        }
        let person = phone.person.id;
        match FromPhone::decode(bytes) {
            Ok(FromPhone::Edit { seq, edit }) => self.edit(connection, seq, &edit, document),
            Ok(FromPhone::Name { name }) => Outcome { wished_name: Some((person, name)), ..Outcome::default() },
            Ok(FromPhone::Ready { ready }) => Outcome { readiness: Some((person, ready)), ..Outcome::default() },
            Ok(FromPhone::Ping) => Outcome { outputs: vec![send(connection, &ToPhone::Pong)], ..Outcome::default() },
            // The transport read the first hello; a second one would make somebody else of this connection.
            Ok(FromPhone::Hello { .. }) | Err(_) => close(connection, CloseReason::BadMessage),
        }
    }

    /// A phone is gone; its participant is remembered.
    pub fn leave(&mut self, connection: ConnectionId) {
        let Some(phone) = self.connected.remove(&connection) else { return };
        if self.connected.values().all(|other| other.participant != phone.participant) {
            self.present.remove(&phone.participant);
        }
    }

    /// The map has changed, by whomever: tells the phones what is new.
    pub fn map_changed(&mut self, changes: &Changes, document: &Document) -> Vec<RoomOutput> {
        let Some(seen) = &mut self.seen else { return Vec::new() };
        let mut news = seen.news(changes, document);
        if news.is_empty() {
            return Vec::new();
        }
        (self.connected.iter())
            .map(|(&to, phone)| RoomOutput::Send {
                to,
                bytes: news.message_for(&seen.owners, phone.participant.as_str()),
                lane: Lane::Edits,
            })
            .collect()
    }

    /// The name, colour or role of a person on a phone is another now.
    pub fn set_person(&mut self, person: &Person) -> Vec<RoomOutput> {
        let phones = self.connected.iter_mut().filter(|(_, phone)| phone.person.id == person.id);
        let changed: Vec<ConnectionId> = phones
            .map(|(&connection, phone)| {
                phone.person = person.clone();
                connection
            })
            .collect();
        self.tell_state(&changed)
    }

    /// The board is closed for participants, or open again; so many people are here.
    pub fn set_state(&mut self, board_locked: bool, people: usize) -> Vec<RoomOutput> {
        if (self.board_locked, self.people) == (board_locked, people) {
            return Vec::new();
        }
        (self.board_locked, self.people) = (board_locked, people);
        let all: Vec<ConnectionId> = self.connected.keys().copied().collect();
        self.tell_state(&all)
    }

    fn tell_state(&self, connections: &[ConnectionId]) -> Vec<RoomOutput> {
        (connections.iter())
            .filter_map(|connection| {
                let Person { name, role, .. } = self.connected.get(connection)?.person.clone();
                let state = ToPhone::State { name, role, locked: self.board_locked, people: self.people };
                Some(send(*connection, &state))
            })
            .collect()
    }

    fn edit(&mut self, connection: ConnectionId, seq: u64, edit: &PhoneEdit, document: &mut Document) -> Outcome {
        let answer =
            |message, applied| Outcome { outputs: vec![send(connection, &message)], applied, ..Outcome::default() };
        let (Some(phone), Some(seen)) = (self.connected.get(&connection), &mut self.seen) else {
            return Outcome::default();
        };
        let participant = &phone.participant;
        let Some(present) = self.present.get(participant) else { return Outcome::default() };
        let fingerprint = fingerprint(edit);
        if present.has_done(seq, fingerprint) {
            return answer(ToPhone::Done { seq }, None);
        }
        let context = Context { person: &phone.person, participant, owners: &seen.owners, document };
        let mut change = match context.decide(edit, self.board_locked) {
            Ok(change) => change,
            Err(why) => return answer(ToPhone::Refused { seq, why }, None),
        };
        let mut record = present.record.clone();
        record.add(seq);
        seen.turn = seen.turn.saturating_add(1);
        record.turn = seen.turn;
        let key = participant.record_key(document.client_id());
        if present.record.is_empty() {
            change.margin.extend(forgotten(document, &self.present).into_iter().map(|key| (key, None)));
        }
        change.margin.extend(present.replaced.iter().filter(|old| **old != key).map(|old| (old.clone(), None)));
        change.margin.push((key, Some(record.write())));
        match document.apply_for_other_with(&change.edits, change.margin) {
            Ok(applied) => {
                let is_written = !applied.update.is_empty();
                if let Some(present) = self.present.get_mut(participant) {
                    present.did(seq, fingerprint, record, is_written);
                }
                answer(ToPhone::Done { seq }, is_written.then_some(applied))
            }
            Err(why) => answer(ToPhone::Refused { seq, why: why.to_string() }, None),
        }
    }
}

impl Present {
    fn of(participant: &Participant, document: &Document) -> Self {
        let mut present = Self::default();
        for (key, text) in document.margin_under(&participant.records()) {
            present.record = present.record.join(Record::read(&text));
            present.replaced.push(key);
        }
        present
    }

    fn has_done(&self, seq: u64, fingerprint: u64) -> bool {
        let is_another = self.recent.iter().any(|&(number, other)| number == seq && other != fingerprint);
        self.recent.contains(&(seq, fingerprint)) || (self.record.has(seq) && !is_another)
    }

    fn did(&mut self, seq: u64, fingerprint: u64, record: Record, is_written: bool) {
        self.record = record;
        if is_written {
            self.replaced.clear();
        }
        self.recent.push_back((seq, fingerprint));
        self.recent.drain(..self.recent.len().saturating_sub(PHONE_RECENT));
    }
}

impl Seen {
    fn of(document: &Document) -> Self {
        let mut owners: BTreeMap<String, String> = document.margin_under(OWNERS).into_iter().collect();
        let owners = (document.map().notes.iter())
            .filter_map(|note| Some((note.id.clone(), owners.remove(&owner_key(&note.id))?.into())))
            .collect();
        let records = document.margin_under(RECORDS);
        let turn = records.iter().map(|(_, text)| Record::read(text).turn).max().unwrap_or_default();
        Self { owners, head: head(document.map()), turn }
    }

    /// Takes in what changed, and says what of it phones have to hear.
    fn news<'a>(&mut self, changes: &Changes, document: &'a Document) -> News<'a> {
        let map = document.map();
        let changed: Vec<&NoteId> = (changes.items.iter())
            .filter_map(|item| match item {
                ItemRef::Note(id) => Some(id),
                _ => None,
            })
            .collect();
        let (mut notes, mut gone) = (Vec::new(), Vec::new());
        for (id, note) in find(map, &changed) {
            let owner = note.and_then(|_| document.margin(&owner_key(id)));
            match owner {
                Some(owner) => self.owners.insert(id.clone(), owner.into()),
                None => self.owners.remove(id),
            };
            match note {
                Some(note) => notes.push(note),
                None => gone.push(id.clone()),
            }
        }
        let themes_changed = changes.items.iter().any(|item| matches!(item, ItemRef::Theme(_)));
        let head = (changes.header || themes_changed).then(|| head(map)).filter(|head| *head != self.head);
        if let Some(head) = &head {
            self.head = head.clone();
        }
        News::new(notes, gone, head)
    }
}

/// The notes with these identifiers, in the order of the map, then those that are not on it.
fn find<'a, 'b>(map: &'a EmpathyMap, ids: &[&'b NoteId]) -> Vec<(&'b NoteId, Option<&'a Note>)> {
    let mut left: BTreeMap<&NoteId, &'b NoteId> = ids.iter().map(|id| (*id, *id)).collect();
    let mut found = Vec::with_capacity(ids.len());
    for note in map.notes.iter().rev() {
        if left.is_empty() {
            break;
        }
        found.extend(left.remove(&note.id).map(|id| (id, Some(note))));
    }
    found.reverse();
    found.extend(left.into_values().map(|id| (id, None)));
    found
}

/// The records that make room for one more participant: those of whoever is not here and was silent longest.
fn forgotten(document: &Document, here: &BTreeMap<Participant, Present>) -> Vec<String> {
    let mut records: BTreeMap<String, (u64, Vec<String>)> = BTreeMap::new();
    for (key, text) in document.margin_under(RECORDS) {
        let participant = key[RECORDS.len()..].split(':').next().unwrap_or_default().to_owned();
        let (turn, keys) = records.entry(participant).or_default();
        *turn = Record::read(&text).turn.max(*turn);
        keys.push(key);
    }
    if records.len() < PHONES_REMEMBERED {
        return Vec::new();
    }
    here.keys().for_each(|participant| drop(records.remove(participant.as_str())));
    records.into_values().min().map(|(_, keys)| keys).unwrap_or_default()
}

fn fingerprint(edit: &PhoneEdit) -> u64 {
    let mut hasher = DefaultHasher::new();
    edit.hash(&mut hasher);
    hasher.finish()
}

fn send(to: ConnectionId, message: &ToPhone) -> RoomOutput {
    RoomOutput::Send { to, bytes: message.encode(), lane: Lane::Edits }
}

fn close(connection: ConnectionId, reason: CloseReason) -> Outcome {
    Outcome { close: Some((connection, reason)), ..Outcome::default() }
}
