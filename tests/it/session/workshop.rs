//! A room with people in it, on a network in memory with a clock that the test turns.

use std::collections::VecDeque;

use empathy_map::document::{Applied, Document, Edit, Step, TextTarget};
use empathy_map::model::{EmpathyMap, Note, NoteId};
use empathy_map::session::wire::Message;
use empathy_map::session::{
    CloseReason, ConnectionId, Lane, Millis, Notice, Peer, PeerEvent, PeerOutput, Person, PersonId, Request, Role,
    Room, RoomInput, RoomOutput,
};

/// How far the clock moves at once.
const STEP_MS: Millis = 16;

/// A room and everybody who was ever in it.
pub struct Workshop {
    /// The room.
    pub room: Room,
    /// The time.
    pub now: Millis,
    /// Windows with our program.
    pub seats: Vec<Seat>,
    /// Connections that a test speaks for byte by byte.
    pub guests: Vec<Guest>,
    connections: u64,
}

/// Somebody at a window of our program.
pub struct Seat {
    /// What the window edits.
    pub document: Document,
    /// Its peer.
    pub peer: Peer,
    /// The key of this program.
    pub key: String,
    /// What their link lets them do.
    pub role: Role,
    /// Their connection, when there is one.
    pub connection: Option<ConnectionId>,
    /// Why their last connection was closed by the room.
    pub closed: Option<CloseReason>,
    /// Sentences that the window showed.
    pub said: Vec<String>,
    /// Where they were called to.
    pub summoned: Vec<(PersonId, [f32; 4])>,
    /// Bytes on their way to the room and from it.
    pub to_room: VecDeque<Vec<u8>>,
    to_peer: VecDeque<Vec<u8>>,
}

/// Somebody with another program, or with evil intentions.
pub struct Guest {
    /// Their connection.
    pub connection: ConnectionId,
    /// What the room sent and the test did not take yet.
    pub inbox: Vec<(Vec<u8>, Lane)>,
    /// Why the room closed their connection.
    pub closed: Option<CloseReason>,
}

impl Workshop {
    /// A room with this map, led by a host's window that is still to come.
    pub fn with(map: EmpathyMap) -> Self {
        Self::of(map, true)
    }

    /// A room without a host's window.
    pub fn without_host() -> Self {
        Self::of(two_notes(), false)
    }

    fn of(map: EmpathyMap, is_led_by_host: bool) -> Self {
        let room = Room::new(Document::new(map).unwrap(), "lineage".into(), is_led_by_host);
        Self { room, now: 1_000_000, seats: Vec::new(), guests: Vec::new(), connections: 0 }
    }

    /// A room of a host, who is called Hana and is the first seat, and these editors.
    pub fn of_editors(names: &[&str]) -> Self {
        let mut workshop = Self::with(two_notes());
        workshop.host("Hana");
        for name in names {
            workshop.joins(name, Role::Editor);
        }
        workshop
    }

    /// The host's own window comes.
    pub fn host(&mut self, name: &str) -> usize {
        self.joins(name, Role::Facilitator)
    }

    /// Somebody joins with our program, with a link for this role; their seat.
    pub fn joins(&mut self, name: &str, role: Role) -> usize {
        let seat = self.sits(name, role);
        self.connects(seat);
        self.settles();
        seat
    }

    /// Somebody starts our program, without a connection yet.
    pub fn sits(&mut self, name: &str, role: Role) -> usize {
        self.seats.push(Seat {
            document: Document::empty(),
            peer: Peer::new(name.into()),
            key: format!("key of seat {}", self.seats.len()),
            role,
            connection: None,
            closed: None,
            said: Vec::new(),
            summoned: Vec::new(),
            to_room: VecDeque::new(),
            to_peer: VecDeque::new(),
        });
        self.seats.len() - 1
    }

    /// A seat's connection stands.
    pub fn connects(&mut self, seat: usize) {
        let connection = self.next_connection();
        let Seat { key, role, .. } = &self.seats[seat];
        let input = RoomInput::EditorJoined { connection, role: *role, key: Some(key.clone()), ours: true };
        self.seats[seat].connection = Some(connection);
        self.seats[seat].closed = None;
        self.room_takes(input);
        if self.seats[seat].connection.is_some() {
            self.peer_takes(seat, PeerEvent::Up);
        }
    }

    /// A seat's connection breaks, with everything that is on its way.
    pub fn breaks(&mut self, seat: usize) {
        if let Some(connection) = self.seats[seat].connection.take() {
            self.forgets_what_is_on_its_way(seat);
            self.room_takes(RoomInput::Left { connection });
            self.peer_takes(seat, PeerEvent::Down);
        }
    }

    /// Somebody with another Yjs program, or a stranger, connects; the room's first words are left in the inbox.
    pub fn stranger(&mut self, role: Role, key: Option<&str>) -> usize {
        let connection = self.next_connection();
        self.guests.push(Guest { connection, inbox: Vec::new(), closed: None });
        self.room_takes(RoomInput::EditorJoined { connection, role, key: key.map(Into::into), ours: false });
        self.guests.len() - 1
    }

    /// A stranger sends bytes.
    pub fn sends(&mut self, guest: usize, bytes: Vec<u8>) {
        let connection = self.guests[guest].connection;
        self.room_takes(RoomInput::Message { connection, bytes });
    }

    /// A stranger's connection ends.
    pub fn leaves(&mut self, guest: usize) {
        let connection = self.guests[guest].connection;
        self.room_takes(RoomInput::Left { connection });
    }

    /// Somebody joins with a phone; who they are.
    pub fn phone(&mut self, name: &str) -> PersonId {
        let connection = self.next_connection();
        let client = format!("a page that belongs to {name}");
        self.room_takes(RoomInput::PhoneJoined { connection, role: Role::Participant, client, name: name.into() });
        self.settles();
        self.seats[0].peer.people().iter().rfind(|person| person.on_phone).unwrap().id
    }

    /// A seat makes these edits.
    pub fn does(&mut self, seat: usize, edits: &[Edit]) {
        let applied = self.seats[seat].document.apply(edits, Step::Begin).unwrap();
        self.edited(seat, &applied);
    }

    /// A seat takes back its last step, if there is one.
    pub fn undoes(&mut self, seat: usize) {
        if let Some(applied) = self.seats[seat].document.undo() {
            self.edited(seat, &applied);
        }
    }

    /// Sends what a seat did.
    pub fn edited(&mut self, seat: usize, applied: &Applied) {
        let outputs = self.seats[seat].peer.edited(&applied.update);
        self.follows(seat, outputs);
    }

    /// A seat asks the room for something.
    pub fn asks(&mut self, seat: usize, request: &Request) {
        let outputs = self.seats[seat].peer.ask(request);
        self.follows(seat, outputs);
        self.settles();
    }

    /// A seat shows something.
    pub fn shows(&mut self, seat: usize, presence: empathy_map::session::Presence) {
        let outputs = self.seats[seat].peer.show(self.now, presence);
        self.follows(seat, outputs);
    }

    /// Delivers everything, and lets as much time pass as presence needs.
    pub fn settles(&mut self) {
        self.passes(10 * STEP_MS);
    }

    /// Lets time pass, with everything delivered.
    pub fn passes(&mut self, millis: Millis) {
        self.deliver();
        for _ in 0..millis.div_ceil(STEP_MS) {
            self.now += STEP_MS;
            self.ticks();
            self.deliver();
        }
    }

    /// Lets time pass without delivering anything.
    pub fn skips(&mut self, millis: Millis) {
        self.now += millis;
        self.ticks();
    }

    fn ticks(&mut self) {
        self.room_takes(RoomInput::Tick);
        for seat in 0..self.seats.len() {
            let Seat { peer, document, .. } = &mut self.seats[seat];
            let outputs = peer.tick(self.now, document);
            self.follows(seat, outputs);
        }
    }

    /// Delivers everything that is on its way, and what follows from it.
    pub fn deliver(&mut self) {
        while (0..self.seats.len()).any(|seat| self.delivers_one(seat)) {}
    }

    /// Delivers one message each way; whether there was any.
    pub fn delivers_one(&mut self, seat: usize) -> bool {
        let up = self.seats[seat].to_room.pop_front();
        let down = self.seats[seat].to_peer.pop_front();
        let any = up.is_some() || down.is_some();
        if let (Some(bytes), Some(connection)) = (up, self.seats[seat].connection) {
            self.room_takes(RoomInput::Message { connection, bytes });
        }
        if let Some(bytes) = down {
            self.peer_takes(seat, PeerEvent::Message(bytes));
        }
        any
    }

    /// The whole map, as a seat has it.
    pub fn map(&self, seat: usize) -> &EmpathyMap {
        self.seats[seat].document.map()
    }

    /// What a note says to a seat.
    pub fn text(&self, seat: usize, note: &str) -> &str {
        let id = NoteId::from(note);
        self.map(seat).notes.iter().find(|note| note.id == id).map_or("", |note| &note.text)
    }

    /// What a note says in the room.
    pub fn text_in_room(&self, note: &str) -> &str {
        let id = NoteId::from(note);
        self.room.map().notes.iter().find(|note| note.id == id).map_or("", |note| &note.text)
    }

    /// Who a seat is.
    pub fn me(&self, seat: usize) -> PersonId {
        self.seats[seat].peer.me().unwrap()
    }

    /// Somebody as another seat sees them.
    pub fn sees(&self, seat: usize, who: PersonId) -> Option<&Person> {
        self.seats[seat].peer.people().iter().find(|person| person.id == who)
    }

    /// The names that a seat sees, in order.
    pub fn names(&self, seat: usize) -> Vec<&str> {
        self.seats[seat].peer.people().iter().map(|person| person.name.as_str()).collect()
    }

    /// Asserts that all maps are equal, and whole.
    pub fn all_are_equal(&self) {
        for seat in self.seats.iter().filter(|seat| seat.connection.is_some()) {
            assert_eq!(seat.document.map(), self.room.map());
            assert_eq!(seat.document.rebuilt(), *self.room.map());
        }
        assert_eq!(self.room.map().check(), Ok(()));
    }

    /// Takes what the room sent to a stranger.
    pub fn takes(&mut self, guest: usize) -> Vec<Vec<u8>> {
        std::mem::take(&mut self.guests[guest].inbox).into_iter().map(|(bytes, _)| bytes).collect()
    }

    fn next_connection(&mut self) -> ConnectionId {
        self.connections += 1;
        ConnectionId(self.connections)
    }

    fn room_takes(&mut self, input: RoomInput) {
        for output in self.room.handle(self.now, input) {
            match output {
                RoomOutput::Send { to, bytes, lane } => {
                    if let Some(seat) = self.seats.iter_mut().find(|seat| seat.connection == Some(to)) {
                        seat.to_peer.push_back(bytes.to_vec());
                    } else if let Some(guest) = self.guests.iter_mut().find(|guest| guest.connection == to) {
                        guest.inbox.push((bytes.to_vec(), lane));
                    }
                }
                RoomOutput::Close { connection, reason } => {
                    let seat = self.seats.iter().position(|seat| seat.connection == Some(connection));
                    if let Some(seat) = seat {
                        self.seats[seat].connection = None;
                        self.seats[seat].closed = Some(reason);
                        self.forgets_what_is_on_its_way(seat);
                        self.peer_takes(seat, PeerEvent::Down);
                    } else if let Some(guest) = self.guests.iter_mut().find(|guest| guest.connection == connection) {
                        guest.closed = Some(reason);
                    }
                }
                RoomOutput::MapChanged => {}
            }
        }
    }

    fn peer_takes(&mut self, seat: usize, event: PeerEvent) {
        let now = self.now;
        let Seat { peer, document, .. } = &mut self.seats[seat];
        let outputs = peer.handle(now, event, document);
        self.follows(seat, outputs);
    }

    /// Does what a peer wants done.
    pub fn follows(&mut self, seat: usize, outputs: Vec<PeerOutput>) {
        let seat = &mut self.seats[seat];
        for output in outputs {
            match output {
                PeerOutput::Send { bytes, .. } if seat.connection.is_some() => seat.to_room.push_back(bytes),
                PeerOutput::Send { .. } | PeerOutput::Applied(_) => {}
                PeerOutput::Summoned { by, view } => seat.summoned.push((by, view)),
                PeerOutput::Say(sentence) => seat.said.push(sentence),
            }
        }
    }

    fn forgets_what_is_on_its_way(&mut self, seat: usize) {
        self.seats[seat].to_room.clear();
        self.seats[seat].to_peer.clear();
    }
}

/// A map with the notes `n1` and `n2`.
pub fn two_notes() -> EmpathyMap {
    let mut map = EmpathyMap { title: "Dana".into(), ..Default::default() };
    let quadrant = map.quadrants[0].id.clone();
    map.notes = vec![
        Note::new("n1".into(), quadrant.clone(), "Keeps receipts"),
        Note::new("n2".into(), quadrant, "Asks twice"),
    ];
    map
}

/// The edit that changes what a note says.
pub fn types(note: &str, before: &str, after: &str) -> Edit {
    Edit::EditText { target: TextTarget::Note(note.into()), before: before.into(), after: after.into() }
}

/// The notices among messages.
pub fn notices(messages: &[Vec<u8>]) -> Vec<Notice> {
    (messages.iter())
        .filter_map(|bytes| match Message::decode(bytes) {
            Ok(Message::Control(json)) => serde_json::from_str(json).ok(),
            _ => None,
        })
        .collect()
}
