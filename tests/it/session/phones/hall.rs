//! A room with an editor who leads, and phones that come and go.

use std::collections::{BTreeMap, VecDeque};

use empathy_map::document::{Document, Edit, Step, TextTarget};
use empathy_map::model::{EmpathyMap, ItemRef};
use empathy_map::session::phone::{PhoneMap, ToPhone};
use empathy_map::session::{
    CloseReason, ConnectionId, Millis, Peer, PeerEvent, PeerOutput, Request, Role, Room, RoomInput, RoomOutput,
};

use crate::document::note;

/// The secret names of two pages.
pub const ANA: &str = "anas-secret-0123";
pub const BEN: &str = "bens-secret-4567";

const EDITOR: ConnectionId = ConnectionId(0);

pub fn add(seq: u64, id: &str, text: &str) -> String {
    let (id, text) = (quoted(id), quoted(text));
    format!(r#"{{"t":"edit","seq":{seq},"do":"add","id":{id},"quadrant":"thinks","text":{text}}}"#)
}

pub fn text(seq: u64, id: &str, before: &str, after: &str) -> String {
    let (before, after) = (quoted(before), quoted(after));
    format!(r#"{{"t":"edit","seq":{seq},"do":"text","id":"{id}","before":{before},"after":{after}}}"#)
}

pub fn moved(seq: u64, id: &str, quadrant: &str) -> String {
    format!(r#"{{"t":"edit","seq":{seq},"do":"move","id":"{id}","quadrant":"{quadrant}"}}"#)
}

pub fn delete(seq: u64, id: &str) -> String {
    format!(r#"{{"t":"edit","seq":{seq},"do":"delete","id":"{id}"}}"#)
}

pub fn vote(seq: u64, id: &str, on: bool) -> String {
    format!(r#"{{"t":"edit","seq":{seq},"do":"vote","id":"{id}","on":{on}}}"#)
}

fn quoted(text: &str) -> String {
    serde_json::to_string(text).unwrap()
}

/// What a phone is told when it joins.
pub struct Welcome {
    pub done: u64,
    pub map: PhoneMap,
}

pub struct Hall {
    room: Room,
    now: Millis,
    connections: u64,
    inboxes: BTreeMap<ConnectionId, Vec<ToPhone>>,
    closed: BTreeMap<ConnectionId, CloseReason>,
    peer: Peer,
    document: Document,
    to_editor: VecDeque<Vec<u8>>,
}

impl Hall {
    /// A room on a map with these notes, n1 and so on.
    pub fn with(texts: &[&str]) -> Self {
        let notes = (1..).zip(texts).map(|(at, text)| note(&format!("n{at}"), text)).collect();
        Self::on(EmpathyMap { notes, ..EmpathyMap::default() })
    }

    pub fn on(map: EmpathyMap) -> Self {
        let document = Document::new(map).unwrap();
        let room = Room::new(Document::restore(&document.encode_state(), &[]).unwrap(), "lineage".into(), true);
        let mut hall = Self {
            room,
            now: 1_000,
            connections: 0,
            inboxes: BTreeMap::new(),
            closed: BTreeMap::new(),
            peer: Peer::new("Eve".into()),
            document,
            to_editor: VecDeque::new(),
        };
        hall.editor_joins();
        hall
    }

    fn editor_joins(&mut self) {
        let key = Some("the editor's key".into());
        let outputs = self.peer.handle(self.now, PeerEvent::Up, &mut self.document);
        self.tell(RoomInput::EditorJoined { connection: EDITOR, role: Role::Facilitator, key, ours: true });
        self.passes_on(outputs);
    }

    /// The room dies; the editor goes on with what they have.
    pub fn is_carried_on_by_the_editor(&mut self) {
        self.peer.handle(self.now, PeerEvent::Down, &mut self.document);
        let state = self.document.encode_state();
        self.room = Room::new(Document::restore(&state, &[]).unwrap(), "lineage".into(), true);
        self.inboxes.clear();
        self.to_editor.clear();
        self.editor_joins();
    }

    pub fn map(&self) -> &EmpathyMap {
        self.room.map()
    }

    pub fn waits(&mut self, millis: Millis) {
        self.now += millis;
    }

    pub fn joins(&mut self, client: &str, name: &str) -> ConnectionId {
        self.joins_as(client, name, Role::Participant)
    }

    pub fn joins_as(&mut self, client: &str, name: &str, role: Role) -> ConnectionId {
        let connection = self.knocks(client, name, role);
        self.hears(connection);
        connection
    }

    fn knocks(&mut self, client: &str, name: &str, role: Role) -> ConnectionId {
        self.connections += 1;
        let connection = ConnectionId(self.connections);
        self.tell(RoomInput::PhoneJoined { connection, role, client: client.into(), name: name.into() });
        connection
    }

    /// Joins, takes what the room says, and leaves.
    pub fn welcome(&mut self, client: &str, name: &str, role: Role) -> Welcome {
        let connection = self.knocks(client, name, role);
        let heard = self.hears(connection);
        self.leaves(connection);
        let welcome = heard.into_iter().find_map(|heard| match heard {
            ToPhone::Welcome { done, map, .. } => Some(Welcome { done, map }),
            _ => None,
        });
        welcome.unwrap()
    }

    pub fn leaves(&mut self, connection: ConnectionId) {
        self.tell(RoomInput::Left { connection });
    }

    /// Sends a message; gives what the room says then.
    pub fn says(&mut self, connection: ConnectionId, message: impl AsRef<str>) -> Vec<ToPhone> {
        self.says_bytes(connection, message.as_ref().as_bytes())
    }

    pub fn says_bytes(&mut self, connection: ConnectionId, bytes: &[u8]) -> Vec<ToPhone> {
        self.tell(RoomInput::Message { connection, bytes: bytes.to_vec() });
        self.hears(connection)
    }

    /// What the room has said to a phone since it was last asked.
    pub fn hears(&mut self, connection: ConnectionId) -> Vec<ToPhone> {
        self.inboxes.remove(&connection).unwrap_or_default()
    }

    pub fn closed(&self, connection: ConnectionId) -> Option<CloseReason> {
        self.closed.get(&connection).copied()
    }

    pub fn locks_board(&mut self, locked: bool) {
        let outputs = self.peer.ask(&Request::LockBoard { locked });
        self.passes_on(outputs);
    }

    pub fn editor_types(&mut self, id: &str, after: &str) {
        let target = TextTarget::Note(id.into());
        let before = target.read(self.document.map()).unwrap().to_owned();
        self.editor_does(Edit::EditText { target, before, after: after.into() });
    }

    pub fn editor_sets_title(&mut self, title: &str) {
        self.editor_does(Edit::EditText { target: TextTarget::Title, before: String::new(), after: title.into() });
    }

    pub fn editor_deletes(&mut self, id: &str) {
        self.editor_does(Edit::Delete(vec![ItemRef::Note(id.into())]));
    }

    fn editor_does(&mut self, edit: Edit) {
        let applied = self.document.apply(&[edit], Step::Begin).unwrap();
        let outputs = self.peer.edited(&applied.update);
        self.passes_on(outputs);
    }

    fn passes_on(&mut self, outputs: Vec<PeerOutput>) {
        for output in outputs {
            if let PeerOutput::Send { bytes, .. } = output {
                self.tell(RoomInput::Message { connection: EDITOR, bytes });
            }
        }
    }

    fn tell(&mut self, input: RoomInput) {
        for output in self.room.handle(self.now, input) {
            match output {
                RoomOutput::Send { to: EDITOR, bytes, .. } => self.to_editor.push_back(bytes.to_vec()),
                RoomOutput::Send { to, bytes, .. } => {
                    self.inboxes.entry(to).or_default().push(serde_json::from_slice(&bytes).unwrap());
                }
                RoomOutput::Close { connection, reason } => {
                    self.closed.insert(connection, reason);
                }
                RoomOutput::MapChanged => {}
            }
        }
        while let Some(bytes) = self.to_editor.pop_front() {
            let outputs = self.peer.handle(self.now, PeerEvent::Message(bytes), &mut self.document);
            self.passes_on(outputs);
        }
    }
}
