//! The editor door of a room: what comes over a connection of a desktop or another Yjs program.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::document::Applied;
use crate::session::limits::{
    CLIENT_IDS, CONTROL_BYTES, EDITOR_BURST, EDITOR_BYTES_A_SECOND, EDITOR_MESSAGE, EDITOR_MESSAGES_A_SECOND,
    PRESENCE_BYTES, SYNC_BURST, SYNC_MESSAGE,
};
use crate::session::person::Entry;
use crate::session::scan::{Refused, Scanned};
use crate::session::wire::{AwarenessEntry, Message, NOTHING};
use crate::session::{Millis, Notice, Person, PersonId, Request};

use super::budget::Budget;
use super::replica::Arrival;
use super::{CloseReason, ConnectionId, Lane, Room};

/// Bytes around an update in its message.
const FRAME_BYTES: usize = 16;

/// Answers with somebody else's edits before the sender is told that they are not taken, and the time between them.
const FOREIGN_ANSWERS: u32 = 5;
const ASK_AGAIN_MS: Millis = 1_000;

/// Why somebody's edits are not taken who may only look.
const ONLY_LOOKS: &str =
    "You may only look at this map, so your change was not taken. Ask the facilitator to make you an editor.";
/// Why edits are not taken that stand under somebody else's client id.
const FOREIGN: &str = "Your change was not taken, since it came under the name of another program in this session. Save a copy \
                       of your map, leave, and join again.";

/// A connection of the editor door.
#[derive(Debug)]
pub(super) struct Editor {
    pub person: PersonId,
    pub is_ours: bool,
    messages: Budget,
    bytes: Budget,
    syncs: Budget,
    /// Client ids that it has made its person's.
    claims: usize,
    /// Whether it was asked for what it has and did not answer yet.
    awaits_sync: bool,
    /// Answers that held what seemed to be somebody else's, one after the other.
    foreign_answers: u32,
    /// When it is asked again after such an answer.
    ask_again_at: Option<Millis>,
    /// What the room told it last about itself.
    told: Option<Notice>,
}

impl Editor {
    pub fn new(now: Millis, person: PersonId, is_ours: bool) -> Self {
        Self {
            person,
            is_ours,
            messages: Budget::new(now, EDITOR_MESSAGES_A_SECOND.into(), EDITOR_BURST.into()),
            bytes: Budget::new(now, EDITOR_BYTES_A_SECOND, SYNC_MESSAGE as u64 + EDITOR_BYTES_A_SECOND),
            syncs: Budget::new(now, 1, SYNC_BURST),
            claims: 0,
            awaits_sync: false,
            foreign_answers: 0,
            ask_again_at: None,
            told: None,
        }
    }
}

/// The connections of the editor door.
pub(super) type Editors = BTreeMap<ConnectionId, Editor>;

impl Room {
    /// The first words to a new connection.
    pub(super) fn greet(&mut self, connection: ConnectionId) {
        self.tell_state(connection);
        self.ask_for_all(connection);
        if let Some(everybody) = self.board.everybody() {
            self.send(connection, everybody, Lane::Edits);
        }
    }

    /// Asks for everything that the room lacks. Who may only look is not asked.
    pub(super) fn ask_for_all(&mut self, connection: ConnectionId) {
        let Some(editor) = self.editors.get_mut(&connection) else { return };
        if self.roster.role(editor.person).edits() {
            editor.awaits_sync = true;
            let question = Message::Step1(&self.replica.document.state_vector()).encode();
            self.send(connection, question.into(), Lane::Edits);
        }
    }

    /// Tells our own program who it is and how the room stands, when that is another than it knows.
    pub(super) fn tell_state(&mut self, connection: ConnectionId) {
        let Some(editor) = self.editors.get_mut(&connection).filter(|editor| editor.is_ours) else { return };
        let state = Notice::State {
            you: editor.person,
            role: self.roster.role(editor.person),
            lineage: self.lineage.clone(),
            joining_locked: self.roster.joining_is_locked,
            board_locked: self.board_is_locked,
        };
        if editor.told.as_ref() == Some(&state) {
            return;
        }
        editor.told = Some(state.clone());
        self.tell(connection, &state);
    }

    pub(super) fn tell(&mut self, connection: ConnectionId, notice: &Notice) {
        let json = serde_json::to_string(notice).expect("text and numbers always have a JSON form");
        self.send(connection, Message::Control(&json).encode().into(), Lane::Edits);
    }

    /// Says that something was not done.
    pub(super) fn refuse(&mut self, connection: ConnectionId, why: &str) {
        match self.editors.get(&connection) {
            Some(editor) if editor.is_ours => self.tell(connection, &Notice::Refused { why: why.into() }),
            Some(_) => self.send(connection, Message::Denied(why).encode().into(), Lane::Edits),
            None => {}
        }
    }

    /// Sends something to all editors but one.
    pub(super) fn send_to_editors(&mut self, bytes: &Arc<[u8]>, lane: Lane, except: Option<ConnectionId>) {
        let readers: Vec<_> = self.editors.keys().copied().filter(|reader| Some(*reader) != except).collect();
        for reader in readers {
            self.send(reader, Arc::clone(bytes), lane);
        }
    }

    /// A message of an editor; why the connection must be closed, if it must.
    pub(super) fn editor_message(
        &mut self,
        now: Millis,
        connection: ConnectionId,
        bytes: &[u8],
    ) -> Result<(), CloseReason> {
        let Some(editor) = self.editors.get_mut(&connection) else { return Ok(()) };
        let most = if editor.awaits_sync { SYNC_MESSAGE } else { EDITOR_MESSAGE };
        let is_within = bytes.len() <= most + FRAME_BYTES
            && editor.messages.take(now, 1)
            && editor.bytes.take(now, bytes.len() as u64);
        if !is_within {
            return Err(CloseReason::TooMuch);
        }
        match Message::decode(bytes).map_err(|_| CloseReason::BadMessage)? {
            Message::Step1(state_vector) => self.answer(now, connection, state_vector),
            Message::Step2(update) => {
                let is_asked = std::mem::take(&mut editor.awaits_sync);
                let most = if is_asked { SYNC_MESSAGE } else { EDITOR_MESSAGE };
                self.take_update(now, connection, update, Arrival::Sync, most)
            }
            Message::Update(update) => self.take_update(now, connection, update, Arrival::Live, EDITOR_MESSAGE),
            Message::Awareness(entries) => {
                entries.into_iter().try_for_each(|entry| self.take_presence(now, connection, &entry))
            }
            Message::QueryAwareness => {
                if let Some(everybody) = self.board.everybody() {
                    self.send(connection, everybody, Lane::Edits);
                }
                Ok(())
            }
            Message::Control(json) if editor.is_ours && json.len() <= CONTROL_BYTES => {
                let request: Request = serde_json::from_str(json).map_err(|_| CloseReason::BadMessage)?;
                self.asked(now, connection, request);
                Ok(())
            }
            Message::Control(_) | Message::Denied(_) => Err(CloseReason::BadMessage),
        }
    }

    fn answer(&mut self, now: Millis, connection: ConnectionId, state_vector: &[u8]) -> Result<(), CloseReason> {
        let Some(editor) = self.editors.get_mut(&connection) else { return Ok(()) };
        if !editor.syncs.take(now, 1) {
            return Err(CloseReason::TooMuch);
        }
        let is_asked = editor.awaits_sync;
        let (update, is_ahead) = self.replica.answer(state_vector).map_err(|_| CloseReason::BadMessage)?;
        self.send(connection, Message::Step2(&update).encode().into(), Lane::Edits);
        if is_ahead && !is_asked {
            self.ask_for_all(connection);
        }
        Ok(())
    }

    fn take_update(
        &mut self,
        now: Millis,
        connection: ConnectionId,
        update: &[u8],
        arrival: Arrival,
        most: usize,
    ) -> Result<(), CloseReason> {
        if update.len() > most {
            return Err(CloseReason::TooMuch);
        }
        let Some(person) = self.editors.get(&connection).map(|editor| editor.person) else { return Ok(()) };
        let scanned = self.replica.look(update, person);
        if !self.roster.role(person).edits() {
            return self.take_nothing(connection, scanned, arrival, update);
        }
        let scanned = match scanned {
            Ok(scanned) => scanned,
            Err(Refused::Foreign(_)) if arrival == Arrival::Sync => {
                self.held.keep(connection, person, update);
                if !self.may_ask_again(now, connection) {
                    self.refuse(connection, FOREIGN);
                }
                return Ok(());
            }
            Err(refused) => return self.refuse_update(now, connection, &refused),
        };
        if arrival == Arrival::Live {
            for client in scanned.writes.keys() {
                self.claim(connection, person, *client)?;
            }
        }
        match self.replica.import(update, &scanned) {
            Ok(applied) => self.spread(&applied, Some(connection)),
            Err(refused) => return self.refuse_update(now, connection, &refused),
        }
        if arrival == Arrival::Sync {
            self.has_brought_all(connection);
        }
        self.held.may_go_on();
        Ok(())
    }

    /// Refuses an update of somebody who only looks, unless it brings nothing. An answer to a question repeats what
    /// everybody knows to be deleted; only what it adds matters.
    fn take_nothing(
        &mut self,
        connection: ConnectionId,
        scanned: Result<Scanned, Refused>,
        arrival: Arrival,
        update: &[u8],
    ) -> Result<(), CloseReason> {
        match scanned {
            Err(Refused::Malformed(_)) => return Err(CloseReason::BadMessage),
            Ok(scanned) if scanned.writes.is_empty() && (arrival == Arrival::Sync || update == NOTHING) => {}
            _ => self.refuse(connection, ONLY_LOOKS),
        }
        Ok(())
    }

    /// Takes in answers that had to wait for each other.
    pub(super) fn join_held(&mut self, now: Millis) {
        self.held.keep_those_of(|person| self.roster.role(person).edits());
        let Ok(Some(joined)) = self.held.join(now, &mut self.replica) else { return };
        self.spread(&joined.applied, None);
        joined.members.into_iter().for_each(|connection| self.has_brought_all(connection));
        joined.followed.into_iter().for_each(|connection| self.ask_for_all(connection));
    }

    /// Nothing of a connection's answers is waiting any more.
    fn has_brought_all(&mut self, connection: ConnectionId) {
        self.held.forget(connection);
        if let Some(editor) = self.editors.get_mut(&connection) {
            (editor.foreign_answers, editor.ask_again_at) = (0, None);
        }
    }

    /// Whether a connection will be asked again after its answer held what belongs to somebody else. When many come back
    /// at once to a new host, that may be edits of a person who has come too and is about to bring them.
    fn may_ask_again(&mut self, now: Millis, connection: ConnectionId) -> bool {
        let Some(editor) = self.editors.get_mut(&connection) else { return false };
        editor.foreign_answers += 1;
        let may = editor.foreign_answers < FOREIGN_ANSWERS;
        editor.ask_again_at = may.then(|| now.saturating_add(ASK_AGAIN_MS));
        may
    }

    /// Asks those again whose answers could not be taken a while ago.
    pub(super) fn ask_again(&mut self, now: Millis) {
        let is_due = |editor: &mut Editor| editor.ask_again_at.take_if(|at| now >= *at).is_some();
        let due: Vec<_> =
            self.editors.iter_mut().filter_map(|(connection, editor)| is_due(editor).then_some(*connection)).collect();
        for connection in due {
            self.ask_for_all(connection);
        }
    }

    fn refuse_update(&mut self, now: Millis, connection: ConnectionId, refused: &Refused) -> Result<(), CloseReason> {
        match refused {
            Refused::Malformed(_) => return Err(CloseReason::BadMessage),
            Refused::Foreign(_) => self.refuse(connection, FOREIGN),
            Refused::Gap => {
                let Some(editor) = self.editors.get_mut(&connection) else { return Ok(()) };
                // One question brings everything; others that come meanwhile build on the same gap.
                if !editor.awaits_sync && !self.held.is_followed(connection) {
                    if !editor.syncs.take(now, 1) {
                        return Err(CloseReason::TooMuch);
                    }
                    self.ask_for_all(connection);
                }
            }
        }
        Ok(())
    }

    /// Makes a client id this person's, if it is not.
    fn claim(&mut self, connection: ConnectionId, person: PersonId, client: u64) -> Result<(), CloseReason> {
        if self.replica.owners.is_of(client, person) {
            return Ok(());
        }
        let Some(editor) = self.editors.get_mut(&connection) else { return Ok(()) };
        if editor.claims >= CLIENT_IDS {
            return Err(CloseReason::TooMuch);
        }
        editor.claims += 1;
        self.replica.owners.claim(client, person);
        Ok(())
    }

    fn take_presence(
        &mut self,
        now: Millis,
        connection: ConnectionId,
        entry: &AwarenessEntry<'_>,
    ) -> Result<(), CloseReason> {
        if entry.json.len() > PRESENCE_BYTES {
            return Err(CloseReason::TooMuch);
        }
        let Some(person) = self.editors.get(&connection).map(|editor| editor.person) else { return Ok(()) };
        // Other programs tell what they know of everybody; only what they say of themselves counts.
        if self.replica.owners.is_foreign(entry.client, person) {
            return Ok(());
        }
        if entry.json == "null" {
            if self.replica.owners.is_of(entry.client, person) {
                self.board.leave(connection);
            }
            return Ok(());
        }
        // Who only looks never wrote: an id that has is somebody else's who has not come back yet.
        let is_new = !self.replica.owners.is_of(entry.client, person);
        if is_new && !self.roster.role(person).edits() && self.replica.clocks().contains_key(&entry.client) {
            return Ok(());
        }
        let shown = Entry::read(entry.json).map_err(|_| CloseReason::BadMessage)?;
        self.claim(connection, person, entry.client)?;
        if !shown.user.name.is_empty() {
            self.roster.wish(person, &shown.user.name);
        }
        if let Some(described) = self.roster.describe(person) {
            let described = Person { presence: shown.presence, ..described };
            self.board.show(now, Some(connection), entry.client, Some(entry.clock), described);
        }
        Ok(())
    }

    /// Tells everybody what has changed on the map.
    pub(super) fn spread(&mut self, applied: &Applied, by: Option<ConnectionId>) {
        if !applied.update.is_empty() {
            let message = Message::Update(&applied.update).encode().into();
            self.send_to_editors(&message, Lane::Edits, by);
        }
        if !applied.changes.is_empty() {
            let told = self.phones.map_changed(&applied.changes, &self.replica.document);
            self.out.extend(told);
            self.out.push(super::RoomOutput::MapChanged);
        }
    }
}
