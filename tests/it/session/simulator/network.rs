//! The way between clients and the room: in order, late, and lost when a connection breaks.

use std::collections::BTreeMap;

use empathy_map::session::{ConnectionId, Millis};

use super::chance::Chance;

/// Something that will happen at its time.
#[derive(Clone, Debug)]
pub enum Event {
    /// A client tries to connect.
    Connect(usize),
    /// The room meets a new connection.
    Joined(ConnectionId),
    /// A message reaches the room.
    ToRoom(ConnectionId, Vec<u8>),
    /// The client learns that the connection stands.
    Up(ConnectionId),
    /// A message reaches a client.
    ToClient(ConnectionId, Vec<u8>),
    /// The room finds out that a connection is gone.
    Left(ConnectionId),
    /// A client finds out that its connection is gone.
    Down(ConnectionId),
    /// A step of the plan.
    Step(usize),
    /// A program comes back.
    Restart(usize),
    /// Somebody carries on.
    NewRoom(usize),
    /// Time passes for everybody.
    Tick,
}

/// A client's connection.
struct Line {
    client: usize,
    is_whole: bool,
    /// When the last message of each direction arrives.
    up: Millis,
    down: Millis,
}

pub struct Network {
    pub now: Millis,
    chance: Chance,
    events: BTreeMap<(Millis, u64), Event>,
    count: u64,
    lines: BTreeMap<ConnectionId, Line>,
    /// How long a message of each client takes at least.
    latencies: Vec<Millis>,
}

impl Network {
    pub fn new(seed: u64, clients: usize) -> Self {
        Self {
            now: 0,
            chance: Chance::new(!seed),
            events: BTreeMap::new(),
            count: 0,
            lines: BTreeMap::new(),
            latencies: vec![1; clients],
        }
    }

    pub fn at(&mut self, time: Millis, event: Event) {
        self.count += 1;
        self.events.insert((time, self.count), event);
    }

    /// The next event up to this time.
    pub fn next(&mut self, until: Millis) -> Option<Event> {
        let entry = self.events.first_entry().filter(|entry| entry.key().0 <= until)?;
        self.now = self.now.max(entry.key().0);
        Some(entry.remove())
    }

    pub fn slow(&mut self, client: usize, millis: Millis) {
        self.latencies[client] = millis.max(1);
    }

    pub fn is_whole(&self, connection: ConnectionId) -> bool {
        self.lines.get(&connection).is_some_and(|line| line.is_whole)
    }

    pub fn client(&self, connection: ConnectionId) -> Option<usize> {
        self.lines.get(&connection).map(|line| line.client)
    }

    /// A new connection: the room hears of it, then the client.
    pub fn connect(&mut self, client: usize) -> ConnectionId {
        self.count += 1;
        let connection = ConnectionId(self.count);
        self.lines.insert(connection, Line { client, is_whole: true, up: 0, down: 0 });
        self.up(connection, Event::Joined(connection));
        connection
    }

    /// Towards the room.
    pub fn up(&mut self, connection: ConnectionId, event: Event) {
        let delay = self.delay(connection);
        let Some(line) = self.lines.get_mut(&connection).filter(|line| line.is_whole) else { return };
        line.up = line.up.max(self.now + delay);
        let time = line.up;
        self.at(time, event);
    }

    /// Towards the client.
    pub fn down(&mut self, connection: ConnectionId, event: Event) {
        let delay = self.delay(connection);
        let Some(line) = self.lines.get_mut(&connection).filter(|line| line.is_whole) else { return };
        line.down = line.down.max(self.now + delay);
        let time = line.down;
        self.at(time, event);
    }

    fn delay(&mut self, connection: ConnectionId) -> Millis {
        let least = self.client(connection).map_or(1, |client| self.latencies[client]);
        least + self.chance.below(least.max(20))
    }

    /// Breaks a connection: what is under way is lost, and both ends find out in their own time.
    pub fn cut(&mut self, connection: ConnectionId) {
        let Some(line) = self.lines.get_mut(&connection).filter(|line| line.is_whole) else { return };
        line.is_whole = false;
        let (room, client) = (self.chance.below(10_000), self.chance.below(2_500));
        self.at(self.now + room, Event::Left(connection));
        self.at(self.now + client, Event::Down(connection));
    }

    /// All connections of a client that stand.
    pub fn of_client(&self, client: usize) -> Vec<ConnectionId> {
        let mine = self.lines.iter().filter(|(_, line)| line.client == client && line.is_whole);
        mine.map(|(&connection, _)| connection).collect()
    }

    pub fn all(&self) -> Vec<ConnectionId> {
        self.lines.iter().filter(|(_, line)| line.is_whole).map(|(&connection, _)| connection).collect()
    }
}
