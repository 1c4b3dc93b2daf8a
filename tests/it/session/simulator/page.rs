//! The page on a phone, as `assets/phone` does it: edits wait until the room has answered, and get their number when they are
//! first sent.

use std::collections::BTreeMap;

use empathy_map::model::{EmpathyMap, NoteId, QuadrantId};
use empathy_map::session::Role;
use empathy_map::session::phone::{FromPhone, PhoneEdit, PhoneNote, ToPhone};

/// What the page knows of an edit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    Waiting,
    Done,
    Refused,
}

/// Something that the participant did.
#[derive(Clone, Debug)]
pub struct Deed {
    pub edit: PhoneEdit,
    /// What it puts into the text of its note, once.
    pub token: String,
    pub seq: Option<u64>,
    pub fate: Fate,
    /// Whether a host died that had done it and had told only some, so that nobody can say what becomes of it.
    pub is_lost: bool,
}

/// Messages in a second of time that passes: less than the room's limit.
const AT_ONCE: usize = 6;

pub struct Page {
    pub number: usize,
    pub deeds: Vec<Deed>,
    pub is_up: bool,
    pub is_locked: bool,
    pub role: Role,
    board: BTreeMap<NoteId, PhoneNote>,
    seq: u64,
    sent: u64,
}

impl Page {
    pub fn new(number: usize) -> Self {
        Self {
            number,
            deeds: Vec::new(),
            is_up: false,
            is_locked: false,
            role: Role::Participant,
            board: BTreeMap::new(),
            seq: 0,
            sent: 0,
        }
    }

    /// Its secret name for itself.
    pub fn client(&self) -> String {
        format!("the secret of phone {}", self.number)
    }

    /// Does something to what is on the page.
    pub fn does(&mut self, kind: usize, pick: usize) {
        let board = self.seen();
        let own: Vec<&PhoneNote> = board.values().filter(|note| note.mine).collect();
        let all: Vec<&PhoneNote> = board.values().collect();
        let at = |list: &[&PhoneNote]| (!list.is_empty()).then(|| list[pick % list.len()].clone());
        let token = format!("<{}.{}>", self.number, self.deeds.len());
        let quadrant: QuadrantId = ["thinks", "feels", "does", "pains"][pick % 4].into();
        let add = || {
            let id = NoteId::new(format!("p{}e{}", self.number, self.deeds.len()));
            PhoneEdit::Add { id, quadrant: quadrant.clone(), text: token.clone() }
        };
        let edit = match kind {
            0..4 => add(),
            4..7 => match at(&own) {
                Some(PhoneNote { id, text: before, .. }) => {
                    let after =
                        if pick.is_multiple_of(2) { format!("{before}{token}") } else { format!("{token}{before}") };
                    PhoneEdit::Text { id, before, after }
                }
                None => add(),
            },
            7 => match at(&own) {
                Some(note) => PhoneEdit::Move { id: note.id, quadrant },
                None => add(),
            },
            8 => match at(&own).filter(|_| pick.is_multiple_of(3)) {
                Some(note) => PhoneEdit::Delete { id: note.id },
                None => add(),
            },
            _ => match at(&all) {
                Some(note) => PhoneEdit::Vote { id: note.id, on: !note.voted },
                None => add(),
            },
        };
        self.deeds.push(Deed { edit, token, seq: None, fate: Fate::Waiting, is_lost: false });
    }

    /// The board with what waits.
    fn seen(&self) -> BTreeMap<NoteId, PhoneNote> {
        let mut board = self.board.clone();
        for deed in self.deeds.iter().filter(|deed| deed.fate == Fate::Waiting) {
            match &deed.edit {
                PhoneEdit::Text { id, after, .. } => {
                    if let Some(note) = board.get_mut(id) {
                        note.text.clone_from(after);
                    }
                }
                PhoneEdit::Delete { id } => drop(board.remove(id)),
                PhoneEdit::Vote { id, on } => {
                    if let Some(note) = board.get_mut(id) {
                        note.voted = *on;
                    }
                }
                PhoneEdit::Add { .. } | PhoneEdit::Move { .. } => {}
            }
        }
        board
    }

    /// What goes out now.
    pub fn flush(&mut self) -> Vec<Vec<u8>> {
        if !self.is_up || self.is_locked || self.role == Role::Viewer {
            return Vec::new();
        }
        let sent = self.sent;
        let is_due = |deed: &&mut Deed| deed.fate == Fate::Waiting && deed.seq.is_none_or(|seq| seq > sent);
        let mut messages = Vec::new();
        for deed in self.deeds.iter_mut().filter(is_due).take(AT_ONCE) {
            let seq = *deed.seq.get_or_insert_with(|| {
                self.seq += 1;
                self.seq
            });
            self.sent = seq;
            messages.push(FromPhone::Edit { seq, edit: deed.edit.clone() }.encode());
        }
        messages
    }

    pub fn hears(&mut self, bytes: &[u8]) -> Result<(), String> {
        match serde_json::from_slice(bytes).map_err(|error| error.to_string())? {
            ToPhone::Welcome { done, map, role, locked, .. } => {
                (self.is_up, self.role, self.is_locked) = (true, role, locked);
                self.board = map.notes.into_iter().map(|note| (note.id.clone(), note)).collect();
                (self.sent, self.seq) = (0, self.seq.max(done));
                for deed in self.deeds.iter_mut().filter(|deed| deed.seq.is_some_and(|seq| seq <= done)) {
                    if deed.fate == Fate::Waiting {
                        deed.fate = Fate::Done;
                    }
                }
            }
            ToPhone::Done { seq } => self.answered(seq, Fate::Done),
            ToPhone::Refused { seq, .. } => self.answered(seq, Fate::Refused),
            ToPhone::Changed { notes, gone, .. } => {
                self.board.extend(notes.into_iter().map(|note| (note.id.clone(), note)));
                gone.iter().for_each(|id| drop(self.board.remove(id)));
            }
            ToPhone::State { role, locked, .. } => (self.role, self.is_locked) = (role, locked),
            ToPhone::Pong => {}
        }
        Ok(())
    }

    fn answered(&mut self, seq: u64, fate: Fate) {
        let waiting = |deed: &&mut Deed| deed.seq == Some(seq) && deed.fate == Fate::Waiting;
        if let Some(deed) = self.deeds.iter_mut().find(waiting) {
            deed.fate = fate;
        }
    }

    /// Fails when the page shows another board than the map.
    pub fn check_board(&self, map: &EmpathyMap) -> Result<(), String> {
        let number = self.number;
        let shown = self
            .board
            .values()
            .map(|note| (&note.id, &note.quadrant, note.text.as_str(), note.theme.as_ref(), note.votes));
        let mut there: Vec<_> = (map.notes.iter())
            .map(|note| (&note.id, &note.quadrant, note.text.as_str(), note.theme.as_ref(), note.vote_total()))
            .collect();
        there.sort_unstable();
        let shown: Vec<_> = shown.collect();
        if shown != there {
            return Err(format!("phone {number} shows\n{shown:?}\nand the map is\n{there:?}"));
        }
        let prefix = format!("p{number}e");
        match self.board.values().find(|note| note.mine != note.id.as_str().starts_with(&prefix)) {
            Some(note) => Err(format!("phone {number} is wrong about whose {} is", note.id)),
            None => Ok(()),
        }
    }
}
