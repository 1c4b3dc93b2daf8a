//! A window's side of a session: keeps its document and the room's equal, knows who is there, shows what this person does.

mod own;
mod people;

use std::collections::VecDeque;

use crate::document::{Applied, Document};

use super::limits::{EDITOR_MESSAGE, RESYNC_MS, SYNC_MESSAGE};
use super::person::User;
use super::relay::Access;
use super::scan::{self, Refused, Rules};
use super::wire::{self, AwarenessEntry, Message};
use super::{Lane, Millis, Notice, Person, PersonId, Presence, Request, Role};
use own::Own;
use people::{People, stamped, unstamped};

/// How long after a question whose answer was of no use the next one is asked.
const ASK_AGAIN_MS: Millis = 2_000;

const ONLY_LOOKS: &str = "You may only look at this map. What you change stays in this window, and is sent when you become \
                          an editor again.";
const ONLY_READS: &str =
    "The relay lets you look at this map and takes no changes. To edit, join again with another token.";
const APART: &str = "The room on the relay now holds another map, so nothing is sent or taken. Save yours, and share it in another room.";
const TWIN: &str = "Another program writes to this session under the name of this window, so edits may be lost. Save a copy of \
                    the map, leave, and join again.";
const UNREADABLE: &str = "The session sent something that cannot be read, and it was left out. If the map stays different from \
                          the others', leave and join again.";
const NO_CONNECTION: &str = "There is no connection at the moment. Try again when it is back.";

/// Something that happens on the way to the room.
#[derive(Clone, Debug)]
pub enum PeerEvent {
    /// The connection stands: for the first time, or again.
    Up,
    /// A message of [`super::wire`] came.
    Message(Vec<u8>),
    /// The connection is lost; it is being tried again.
    Down,
    /// What a relay lets this window do; everything until it says so.
    Access(Access),
}

/// What a peer wants done.
#[derive(Clone, Debug)]
pub enum PeerOutput {
    /// Send this message of [`super::wire`].
    Send {
        /// Its bytes.
        bytes: Vec<u8>,
        /// How.
        lane: Lane,
    },
    /// The document has changed by somebody else's doing.
    Applied(Applied),
    /// Bring the window to this part of the board.
    Summoned {
        /// Who wished it.
        by: PersonId,
        /// Left, top, width, height in board units.
        view: [f32; 4],
    },
    /// Tell the person this sentence.
    Say(String),
}

/// What is on the other side.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Side {
    /// A room of ours, which says who everybody is.
    Room,
    /// A relay, which passes on what everybody says of themselves in this colour.
    Relay { color: u8 },
}

/// How far a connection has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Connection {
    is_up: bool,
    /// Everything from there is here.
    has_all: bool,
    /// Everything from here was handed over, and what is edited now follows on it.
    gave_all: bool,
    /// The relay's room holds another map than this document: nothing is sent or taken.
    is_apart: bool,
}

/// A peer of a room, or of a relay.
pub struct Peer {
    side: Side,
    name: String,
    role: Role,
    state: Option<Notice>,
    connection: Connection,
    /// The client id of the document, as it was last seen.
    client: Option<u64>,
    own: Own,
    people: People,
    asked_at: Option<Millis>,
    /// Edits of this person: made; sent before each question that is not answered yet; known to have arrived.
    made: u64,
    sent_before: VecDeque<u64>,
    arrived: u64,
    /// Whether this person was told that they may only look, and that something is wrong with what comes.
    said_only_looks: bool,
    said_trouble: bool,
    now: Millis,
}

impl Peer {
    /// A peer of a room of ours; `name` is what this person wants to be called, empty for a guest.
    pub fn new(name: String) -> Self {
        Self::beside(Side::Room, name)
    }

    /// A peer of a relay, where nobody says who is who: name and colour (an index into [`super::person::COLORS`]) are sent
    /// as they are, and everybody is an editor.
    pub fn for_relay(name: String, color: u8) -> Self {
        Self::beside(Side::Relay { color }, name)
    }

    fn beside(side: Side, name: String) -> Self {
        Self {
            side,
            name,
            role: Role::Editor,
            state: None,
            connection: Connection::default(),
            client: None,
            own: Own::default(),
            people: if side == Side::Room { People::of_room() } else { People::default() },
            asked_at: None,
            made: 0,
            sent_before: VecDeque::new(),
            arrived: 0,
            said_only_looks: false,
            said_trouble: false,
            now: 0,
        }
    }

    /// Takes in what happens on the way. The document is the one that the window edits.
    pub fn handle(&mut self, now: Millis, event: PeerEvent, document: &mut Document) -> Vec<PeerOutput> {
        let mut out = self.follow(now, document);
        match event {
            PeerEvent::Up => {
                self.connection = Connection { is_up: true, ..Connection::default() };
                self.sent_before.clear();
                self.people.recall(now);
                self.ask_for_all(document, &mut out);
                // In the sure lane: it also says under which client id this window writes.
                self.send_presence(Lane::Edits, &mut out);
            }
            PeerEvent::Down => self.connection = Connection::default(),
            PeerEvent::Message(bytes) => self.hear(&bytes, document, &mut out),
            PeerEvent::Access(Access::Edit) => self.set_writable(),
            PeerEvent::Access(Access::Read) => {
                self.set_read_only();
                out.push(PeerOutput::Say(ONLY_READS.into()));
            }
        }
        out
    }

    /// Sends a change that this person made: [`Applied::update`] of every apply, undo, redo and merge.
    ///
    /// Somebody who may only look sends nothing and is told so once. What their document holds that the room does not
    /// (edits made before the room's word arrived) stays in it, and is sent when they may edit again: the room asks then.
    pub fn edited(&mut self, update: &[u8]) -> Vec<PeerOutput> {
        if update.is_empty() {
            return Vec::new();
        }
        self.made += 1;
        if !self.role.edits() {
            let is_said = std::mem::replace(&mut self.said_only_looks, true);
            return if is_said { Vec::new() } else { vec![PeerOutput::Say(ONLY_LOOKS.into())] };
        }
        // Before everything was handed over, the answer to the question for it will hold this one too.
        if !self.connection.gave_all {
            return Vec::new();
        }
        // A room takes more only as an answer: it will ask when it sees, at the next tick, how far this document is.
        if update.len() > EDITOR_MESSAGE && self.side == Side::Room {
            self.connection.gave_all = false;
            self.asked_at = None;
            return Vec::new();
        }
        vec![PeerOutput::Send { bytes: Message::Update(update).encode(), lane: Lane::Edits }]
    }

    /// Says what this person shows now; sent at once, or when the interval has passed.
    pub fn show(&mut self, now: Millis, presence: Presence) -> Vec<PeerOutput> {
        self.now = now;
        self.own.show(presence.within_limits());
        let mut out = Vec::new();
        if let Some(client) = self.client {
            self.people.show(client, &self.own.presence);
            self.send_due_presence(&mut out);
        }
        out
    }

    /// Lets time pass: presence that waits is sent, states are compared again. At least every second.
    pub fn tick(&mut self, now: Millis, document: &Document) -> Vec<PeerOutput> {
        let mut out = self.follow(now, document);
        self.people.expire(now);
        self.send_due_presence(&mut out);
        let since = self.asked_at.map_or(Millis::MAX, |at| now.saturating_sub(at));
        let lacks = !self.connection.has_all || document.awaits_updates();
        // The answer to an open question comes, since messages arrive in order; a large one takes its time.
        let is_answered = self.sent_before.is_empty();
        if self.connection.is_up && (since >= RESYNC_MS || lacks && is_answered && since >= ASK_AGAIN_MS) {
            self.ask_for_all(document, &mut out);
        }
        out
    }

    /// Asks the room for something.
    pub fn ask(&mut self, request: &Request) -> Vec<PeerOutput> {
        if !self.connection.is_up || self.side != Side::Room {
            return vec![PeerOutput::Say(NO_CONNECTION.into())];
        }
        let json = serde_json::to_string(request).expect("text and numbers always have a JSON form");
        vec![PeerOutput::Send { bytes: Message::Control(&json).encode(), lane: Lane::Edits }]
    }

    /// Another name for this person.
    pub fn rename(&mut self, name: String) -> Vec<PeerOutput> {
        self.name = name;
        let mut out = Vec::new();
        match (self.side, self.me()) {
            // The room may have been told another name by the facilitator, so that the wish in the presence is an old one.
            (Side::Room, Some(person)) if self.connection.is_up => {
                out.extend(self.ask(&Request::Rename { person, name: self.name.clone() }));
            }
            _ => self.set_own(),
        }
        self.send_presence(Lane::Edits, &mut out);
        out
    }

    /// This person may only look from now on; for relays, rooms say it themselves.
    pub fn set_read_only(&mut self) {
        self.set_role(Role::Viewer);
    }

    /// This person may edit from the next [`PeerEvent::Up`] on; for relays, rooms say it themselves.
    pub fn set_writable(&mut self) {
        self.set_role(Role::Editor);
    }

    /// Everybody in the session with what they show, this person too, in the order in which they came.
    pub fn people(&self) -> &[Person] {
        self.people.list()
    }

    /// Who this person is; `None` before the room said so.
    pub fn me(&self) -> Option<PersonId> {
        match (self.side, &self.state) {
            (Side::Relay { .. }, _) => self.client.map(PersonId),
            (Side::Room, Some(Notice::State { you, .. })) => Some(*you),
            (Side::Room, _) => None,
        }
    }

    /// What this person may do.
    pub fn role(&self) -> Role {
        self.role
    }

    /// What the room said last about itself: [`Notice::State`].
    pub fn state(&self) -> Option<&Notice> {
        self.state.as_ref()
    }

    /// Whether the document has had everything that the room had when the connection came up.
    pub fn is_synced(&self) -> bool {
        self.connection.has_all
    }

    /// Whether everything that this person did has reached the room, as far as can be told.
    ///
    /// True while a connection stands over which everything was handed over; and without one, when a question that was
    /// asked after the last edit has been answered, since messages arrive in order. So it may be false for some seconds
    /// after a connection broke although everything arrived, and is true without an edit of this person.
    pub fn is_sent(&self) -> bool {
        self.made == self.arrived || self.connection.gave_all && self.role.edits()
    }

    /// Looks at time and document: a document that was replaced has another client id.
    fn follow(&mut self, now: Millis, document: &Document) -> Vec<PeerOutput> {
        self.now = now;
        let mut out = Vec::new();
        let client = document.client_id();
        if self.client != Some(client) {
            if let Some(before) = self.client.replace(client)
                && self.connection.is_up
            {
                out.push(PeerOutput::Send { bytes: self.own.farewell(before), lane: Lane::Edits });
                self.ask_for_all(document, &mut out);
            }
            self.people.show(client, &self.own.presence);
            self.set_own();
            self.send_presence(Lane::Edits, &mut out);
        }
        out
    }

    /// Without a room this peer says itself who it is.
    fn set_own(&mut self) {
        if let (Side::Relay { .. }, Some(client)) = (self.side, self.client) {
            let entry = super::person::Entry { user: self.user(), presence: self.own.presence.clone() };
            let person = Person { role: self.role, ..unstamped(PersonId(client), entry) };
            self.people.set_own(person);
        }
    }

    fn user(&self) -> User {
        let color = match self.side {
            Side::Room => String::new(),
            Side::Relay { color } => super::person::COLORS[usize::from(color) % super::person::COLORS.len()].to_owned(),
        };
        User { name: self.name.clone(), color, ..User::default() }
    }

    fn set_role(&mut self, role: Role) {
        if self.role.edits() != role.edits() {
            self.said_only_looks = false;
            if !role.edits() {
                self.connection.gave_all = false;
            }
        }
        self.role = role;
        self.set_own();
    }

    fn ask_for_all(&mut self, document: &Document, out: &mut Vec<PeerOutput>) {
        self.asked_at = Some(self.now);
        self.sent_before.push_back(if self.connection.gave_all { self.made } else { self.arrived });
        let bytes = Message::Step1(&document.state_vector()).encode();
        out.push(PeerOutput::Send { bytes, lane: Lane::Edits });
    }

    fn send_due_presence(&mut self, out: &mut Vec<PeerOutput>) {
        if self.own.is_due(self.now) {
            self.send_presence(Lane::Presence, out);
        }
    }

    fn send_presence(&mut self, lane: Lane, out: &mut Vec<PeerOutput>) {
        if let Some(client) = self.client.filter(|_| self.connection.is_up) {
            let user = self.user();
            out.push(PeerOutput::Send { bytes: self.own.message(self.now, client, user), lane });
        }
    }

    fn hear(&mut self, bytes: &[u8], document: &mut Document, out: &mut Vec<PeerOutput>) {
        let message = if bytes.len() <= 2 * SYNC_MESSAGE { Message::decode(bytes).ok() } else { None };
        match message {
            None => self.say_once(UNREADABLE, out),
            Some(Message::Step1(state_vector)) => self.answer(state_vector, document, out),
            Some(Message::Step2(update)) => {
                let sent_before = self.sent_before.pop_front().unwrap_or(0);
                self.arrived = self.arrived.max(sent_before);
                self.connection.has_all |= self.take_in(update, document, out);
            }
            Some(Message::Update(update)) => {
                self.take_in(update, document, out);
            }
            Some(Message::Awareness(entries)) => self.meet(&entries),
            Some(Message::QueryAwareness) => self.send_presence(Lane::Edits, out),
            Some(Message::Denied(why)) => out.push(PeerOutput::Say(denied(why))),
            Some(Message::Control(json)) if self.side == Side::Room => match serde_json::from_str(json) {
                Ok(notice) => self.told(notice, out),
                Err(_) => self.say_once(UNREADABLE, out),
            },
            Some(Message::Control(_)) => {}
        }
    }

    fn answer(&mut self, state_vector: &[u8], document: &Document, out: &mut Vec<PeerOutput>) {
        if self.side != Side::Room && are_strangers(state_vector, document) {
            self.connection.is_apart = true;
            out.push(PeerOutput::Say(APART.into()));
            return;
        }
        let answer = if self.role.edits() {
            scan::scan_state_vector(state_vector).ok().and_then(|_| document.diff(state_vector).ok())
        } else {
            Some(wire::NOTHING.to_vec())
        };
        match answer {
            Some(update) => {
                out.push(PeerOutput::Send { bytes: Message::Step2(&update).encode(), lane: Lane::Edits });
                self.connection.gave_all = self.connection.is_up && self.role.edits();
            }
            None => self.say_once(UNREADABLE, out),
        }
    }

    /// Takes in an update; whether it could be.
    fn take_in(&mut self, update: &[u8], document: &mut Document, out: &mut Vec<PeerOutput>) -> bool {
        if self.connection.is_apart {
            return false;
        }
        let own = document.client_id();
        let known = document.clocks();
        let depth = |client, clock| document.depth(client, clock);
        let rules = Rules { known: &known, writers: None, others: &|client| client == own, depth: &depth };
        let imported = scan::scan(update, &rules)
            .and_then(|_| document.import(update).map_err(|_| Refused::Malformed("the document refuses it")));
        match imported {
            Ok(applied) => {
                if !applied.update.is_empty() {
                    out.push(PeerOutput::Applied(applied));
                }
                return true;
            }
            // The next tick asks for what is missing.
            Err(Refused::Gap) => self.connection.has_all = false,
            Err(Refused::Foreign(_)) => self.say_once(TWIN, out),
            Err(Refused::Malformed(_)) => self.say_once(UNREADABLE, out),
        }
        false
    }

    fn meet(&mut self, entries: &[AwarenessEntry<'_>]) {
        if let Some(own) = entries.iter().find(|entry| Some(entry.client) == self.client) {
            self.own.heard(own);
        }
        match self.side {
            Side::Room => self.people.hear(self.now, entries.iter(), stamped),
            // This peer knows itself better than what comes back of it.
            Side::Relay { .. } => {
                let others = entries.iter().filter(|entry| Some(entry.client) != self.client);
                self.people.hear(self.now, others, unstamped);
            }
        }
    }

    fn told(&mut self, notice: Notice, out: &mut Vec<PeerOutput>) {
        match notice {
            Notice::State { role, .. } => {
                self.state = Some(notice);
                self.set_role(role);
            }
            Notice::Summoned { by, view } => {
                if view.iter().all(|number| number.is_finite()) {
                    out.push(PeerOutput::Summoned { by, view });
                }
            }
            Notice::Refused { why } => out.push(PeerOutput::Say(why)),
        }
    }

    fn say_once(&mut self, sentence: &str, out: &mut Vec<PeerOutput>) {
        if !std::mem::replace(&mut self.said_trouble, true) {
            out.push(PeerOutput::Say(sentence.into()));
        }
    }
}

/// Whether somebody with this state vector and the document have not one client in common: maps that were made apart must
/// never be mixed, as they would be after a relay forgot the room and somebody else filled it.
fn are_strangers(state_vector: &[u8], document: &Document) -> bool {
    let (Ok(theirs), ours) = (scan::scan_state_vector(state_vector), document.clocks()) else { return false };
    !theirs.is_empty() && !ours.is_empty() && !theirs.keys().any(|client| ours.contains_key(client))
}

/// What a relay says, which may be anything.
fn denied(why: &str) -> String {
    let why: String = why.chars().filter(|letter| !letter.is_control()).take(300).collect();
    if why.trim().is_empty() { "The session refused that.".into() } else { format!("The session refused that: {why}") }
}
