//! One room, its clients, and the network between them.

use std::collections::BTreeMap;

use empathy_map::document::Document;
use empathy_map::model::EmpathyMap;
use empathy_map::session::{
    CloseReason, ConnectionId, Millis, PeerEvent, Person, Presence, Request, Role, Room, RoomInput, RoomOutput,
};

use super::desktop::{Desktop, Did};
use super::ledger::Ledger;
use super::network::{Event, Network};
use super::page::Page;
use super::plan::{Action, Plan};
use super::verdict;
use crate::document::note;

/// When everything that a plan broke is whole again.
const HEALED_MS: Millis = 22_000;
/// When all must be equal: after the longest a half-open connection is believed in, and a comparison of states.
const END_MS: Millis = 90_000;
/// How often time passes.
const TICK_MS: Millis = 250;

pub struct World<'a> {
    plan: &'a Plan,
    pub network: Network,
    pub room: Option<Room>,
    pub desktops: Vec<Desktop>,
    pub pages: Vec<Page>,
    pub ledger: Ledger,
    /// The connection of each client, as the client sees it.
    connections: Vec<Option<ConnectionId>>,
    /// Until when each client cannot connect.
    blocked: Vec<Millis>,
    /// Which host a connection was made with.
    epochs: BTreeMap<ConnectionId, usize>,
    epoch: usize,
    /// Whose window leads the room.
    host: usize,
    trouble: Option<String>,
}

impl<'a> World<'a> {
    pub fn new(plan: &'a Plan) -> Self {
        let notes = (0..4).map(|at| note(&format!("n{at}"), &"1234"[at..])).collect();
        let map = EmpathyMap { notes, ..EmpathyMap::default() };
        let document = Document::new(map).unwrap();
        let clients = plan.desktops + plan.phones;
        let mut desktops = vec![Desktop::new(0, copy(&document))];
        desktops.extend((1..plan.desktops).map(|number| Desktop::new(number, Document::empty())));
        let mut network = Network::new(plan.seed, clients);
        (0..clients).for_each(|client| network.at(client as Millis * 20, Event::Connect(client)));
        for (index, step) in plan.steps.iter().enumerate() {
            network.at(step.at, Event::Step(index));
        }
        network.at(0, Event::Tick);
        Self {
            plan,
            network,
            room: Some(Room::new(document, "lineage".into(), true)),
            desktops,
            pages: (0..plan.phones).map(Page::new).collect(),
            ledger: Ledger::default(),
            connections: vec![None; clients],
            blocked: vec![0; clients],
            epochs: BTreeMap::new(),
            epoch: 0,
            host: 0,
            trouble: None,
        }
    }

    /// Runs to the end; how many changes there were, or what is wrong.
    pub fn run(mut self) -> Result<usize, String> {
        while let Some(event) = self.network.next(END_MS) {
            self.happens(event);
            if let Some(trouble) = self.trouble.take() {
                return Err(format!("at {} ms: {trouble}", self.network.now));
            }
        }
        verdict::check(&self)?;
        Ok(self.ledger.count)
    }

    fn happens(&mut self, event: Event) {
        match event {
            Event::Connect(client) => self.connects(client),
            Event::Joined(connection) => self.joined(connection),
            Event::ToRoom(connection, bytes) => {
                if self.network.is_whole(connection) {
                    self.tell_room(RoomInput::Message { connection, bytes });
                }
            }
            Event::Left(connection) => {
                if self.epochs.get(&connection) == Some(&self.epoch) {
                    self.tell_room(RoomInput::Left { connection });
                }
            }
            Event::Up(connection) => self.tell_client(connection, PeerEvent::Up),
            Event::ToClient(connection, bytes) => self.tell_client(connection, PeerEvent::Message(bytes)),
            Event::Down(connection) => self.is_down(connection),
            Event::Step(index) => self.step(&self.plan.steps[index].action),
            Event::Restart(number) => {
                let restarted = self.desktops[number].restarts();
                self.note(restarted);
                self.network.at(self.network.now, Event::Connect(number));
            }
            Event::NewRoom(number) => self.carries_on(number),
            Event::Tick => self.tick(),
        }
    }

    fn note(&mut self, outcome: Result<(), String>) {
        self.trouble = self.trouble.take().or(outcome.err());
    }

    fn clients(&self) -> usize {
        self.connections.len()
    }

    fn connects(&mut self, client: usize) {
        if self.connections[client].is_some() || self.desktops.get(client).is_some_and(|desktop| !desktop.is_running) {
            return;
        }
        if self.room.is_none() || self.network.now < self.blocked[client] {
            let later = self.blocked[client].max(self.network.now + 500);
            return self.network.at(later, Event::Connect(client));
        }
        let connection = self.network.connect(client);
        self.connections[client] = Some(connection);
        self.epochs.insert(connection, self.epoch);
    }

    fn joined(&mut self, connection: ConnectionId) {
        let Some(client) = self.network.client(connection).filter(|_| self.network.is_whole(connection)) else {
            return;
        };
        let input = match self.desktops.get(client) {
            Some(desktop) => {
                let role = if client == self.host { Role::Facilitator } else { Role::Editor };
                self.network.down(connection, Event::Up(connection));
                RoomInput::EditorJoined { connection, role, key: Some(desktop.key()), ours: true }
            }
            None => {
                let page = &self.pages[client - self.desktops.len()];
                let name = format!("Phone {}", page.number);
                RoomInput::PhoneJoined { connection, role: Role::Participant, client: page.client(), name }
            }
        };
        self.tell_room(input);
    }

    fn tell_room(&mut self, input: RoomInput) {
        let Some(room) = &mut self.room else { return };
        for output in room.handle(self.network.now, input) {
            match output {
                RoomOutput::Send { to, bytes, .. } => self.network.down(to, Event::ToClient(to, bytes.to_vec())),
                RoomOutput::Close { connection, reason } => {
                    let client = self.network.client(connection);
                    if !matches!(reason, CloseReason::TooSlow | CloseReason::Ended) && self.network.is_whole(connection)
                    {
                        self.trouble = Some(format!("the room closed the connection of {client:?}: {reason:?}"));
                    }
                    self.network.cut(connection);
                }
                RoomOutput::MapChanged => {}
            }
        }
    }

    fn tell_client(&mut self, connection: ConnectionId, event: PeerEvent) {
        let Some(client) = self.network.client(connection).filter(|_| self.network.is_whole(connection)) else {
            return;
        };
        if self.connections[client] != Some(connection) {
            return;
        }
        if let Some(desktop) = self.desktops.get_mut(client) {
            let sent = desktop.hears(self.network.now, event);
            self.send(client, sent);
        } else if let PeerEvent::Message(bytes) = event {
            let page = &mut self.pages[client - self.desktops.len()];
            let heard = page.hears(&bytes);
            self.note(heard);
        }
    }

    fn send(&mut self, client: usize, messages: Vec<Vec<u8>>) {
        let Some(connection) = self.connections[client] else { return };
        for bytes in messages {
            self.network.up(connection, Event::ToRoom(connection, bytes));
        }
    }

    fn is_down(&mut self, connection: ConnectionId) {
        let Some(client) = self.network.client(connection) else { return };
        if self.connections[client] != Some(connection) {
            return;
        }
        self.connections[client] = None;
        match self.desktops.get_mut(client) {
            Some(desktop) if desktop.is_running => drop(desktop.hears(self.network.now, PeerEvent::Down)),
            Some(_) => {}
            None => self.pages[client - self.desktops.len()].is_up = false,
        }
        self.network.at(self.network.now + 250, Event::Connect(client));
    }

    fn cut(&mut self, client: usize) {
        for connection in self.network.of_client(client) {
            self.network.cut(connection);
        }
    }

    fn tick(&mut self) {
        let now = self.network.now;
        self.tell_room(RoomInput::Tick);
        for number in 0..self.desktops.len() {
            let desktop = &mut self.desktops[number];
            if desktop.is_running {
                let outputs = desktop.peer.tick(now, &desktop.document);
                let sent = desktop.take(outputs);
                self.send(number, sent);
            }
        }
        for at in 0..self.pages.len() {
            let sent = self.pages[at].flush();
            self.send(self.desktops.len() + at, sent);
        }
        if now >= HEALED_MS {
            self.heals(now);
        }
        let pause = if now < HEALED_MS { TICK_MS } else { TICK_MS * 4 };
        self.network.at(now + pause, Event::Tick);
    }

    /// The network is fast again, the board is open, everybody may write.
    fn heals(&mut self, now: Millis) {
        (0..self.clients()).for_each(|client| self.network.slow(client, 1));
        if now % 4_000 < TICK_MS * 4 {
            self.asks(&Request::LockBoard { locked: false });
            let people: Vec<Person> =
                self.lead().map(|lead| self.desktops[lead].peer.people().to_vec()).unwrap_or_default();
            for person in people.into_iter().filter(|person| person.role == Role::Viewer) {
                let role = if person.on_phone { Role::Participant } else { Role::Editor };
                self.asks(&Request::SetRole { person: person.id, role });
            }
        }
    }

    /// The desktop that leads.
    fn lead(&self) -> Option<usize> {
        let leads = |desktop: &Desktop| desktop.is_running && desktop.peer.role() == Role::Facilitator;
        self.desktops.iter().position(leads)
    }

    fn asks(&mut self, request: &Request) {
        let Some(lead) = self.lead() else { return };
        let outputs = self.desktops[lead].peer.ask(request);
        let sent = self.desktops[lead].take(outputs);
        self.send(lead, sent);
    }

    /// The person of a client, as whoever leads sees them.
    fn person(&self, client: usize) -> Option<Person> {
        let name = match self.desktops.get(client) {
            Some(_) => format!("Desktop {client}"),
            None => format!("Phone {}", client - self.desktops.len()),
        };
        let people = self.desktops[self.lead()?].peer.people();
        people.iter().find(|person| person.name == name).cloned()
    }

    fn step(&mut self, action: &Action) {
        let now = self.network.now;
        let count = self.desktops.len();
        let desktop = |who: &usize| who % count;
        match action {
            Action::Edit { who, choices, continues } => {
                let who = desktop(who);
                if self.may_write(who) {
                    let done = self.desktops[who].edits(choices, *continues);
                    self.did(who, done);
                }
            }
            Action::Undo { who } => self.steps(desktop(who), true),
            Action::Redo { who } => self.steps(desktop(who), false),
            Action::Show { who } => {
                let who = desktop(who);
                let presence = Presence { cursor: Some([now as f32, 1.0]), ..Presence::default() };
                if self.desktops[who].is_running {
                    let outputs = self.desktops[who].peer.show(now, presence);
                    let sent = self.desktops[who].take(outputs);
                    self.send(who, sent);
                }
            }
            Action::Phone { who, kind, pick } => {
                if let Some(at) = who.checked_rem(self.pages.len()) {
                    self.pages[at].does(*kind, *pick);
                    verdict::note_deed(&mut self.ledger, &self.pages[at], count + at);
                    let sent = self.pages[at].flush();
                    self.send(count + at, sent);
                }
            }
            Action::Cut { client, millis } => {
                let client = client % self.clients();
                self.cut(client);
                self.blocked[client] = now + millis;
            }
            Action::Slow { client, millis } => self.network.slow(client % self.clients(), *millis),
            Action::Compact { who } => {
                let who = desktop(who);
                if self.desktops[who].is_running {
                    self.desktops[who].compacts();
                }
            }
            Action::Crash { who, millis } => {
                let who = desktop(who);
                if self.desktops[who].is_running {
                    self.desktops[who].is_running = false;
                    self.cut(who);
                    self.connections[who] = None;
                    self.network.at(now + millis, Event::Restart(who));
                }
            }
            Action::CarryOn { who, millis } => {
                if self.room.take().is_some() {
                    self.epoch += 1;
                    self.network.all().into_iter().for_each(|connection| self.network.cut(connection));
                    self.network.at(now + millis, Event::NewRoom(desktop(who)));
                }
            }
            Action::Lock { locked } => self.asks(&Request::LockBoard { locked: *locked }),
            Action::Role { client, views } => {
                let client = client % self.clients();
                let Some(person) = self.person(client).filter(|person| person.role != Role::Facilitator) else {
                    return;
                };
                let writes = if person.on_phone { Role::Participant } else { Role::Editor };
                let role = if *views { Role::Viewer } else { writes };
                self.asks(&Request::SetRole { person: person.id, role });
            }
            Action::HandOver { who } => {
                if let Some(person) = self.person(desktop(who)).filter(|person| person.role == Role::Editor) {
                    self.asks(&Request::HandOver { person: person.id });
                }
            }
        }
    }

    fn may_write(&self, who: usize) -> bool {
        let desktop = &self.desktops[who];
        desktop.is_running && desktop.has_joined && desktop.peer.role().edits()
    }

    fn steps(&mut self, who: usize, is_undo: bool) {
        if !self.may_write(who) {
            return;
        }
        match self.desktops[who].steps(is_undo) {
            Ok(done) => self.did(who, done),
            Err(trouble) => self.trouble = Some(trouble),
        }
    }

    fn did(&mut self, who: usize, done: Option<Did>) {
        if let Some((changes, sent)) = done {
            self.ledger.write(who, &changes);
            self.send(who, sent);
        }
    }

    /// A desktop makes a new room of what it has; of what others were told and it was not, nobody can say what becomes.
    fn carries_on(&mut self, number: usize) {
        let count = self.desktops.len();
        let ready = (0..count).map(|at| (number + at) % count);
        let mut ready = ready.filter(|&at| self.desktops[at].is_running && self.desktops[at].has_joined);
        let Some(host) = ready.next() else {
            return self.network.at(self.network.now + 500, Event::NewRoom(number));
        };
        self.host = host;
        let document = copy(&self.desktops[host].document);
        for page in &mut self.pages {
            verdict::note_lost(page, document.map(), &document);
        }
        self.room = Some(Room::new(document, "lineage".into(), true));
    }
}

fn copy(document: &Document) -> Document {
    Document::restore(&document.encode_state(), &[]).unwrap()
}
