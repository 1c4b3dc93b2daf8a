//! A window of the program, without the window: a document, its working copy, a peer.

use std::collections::BTreeSet;

use empathy_map::document::{Document, Edit, Origin, Step};
use empathy_map::model::{EmpathyMap, NoteId};
use empathy_map::session::{Millis, Peer, PeerEvent, PeerOutput};

use super::ledger::{Change, Part, changes};
use super::verdict::same;
use crate::document::random::{Choice, edit};

/// Letters that only one desktop types, so that each letter of a text tells whose it is.
const LETTERS: &str = "abcdefghijklmnop";

/// What a gesture changed, and the messages that tell the room.
pub type Did = (Vec<Change>, Vec<Vec<u8>>);

pub struct Desktop {
    pub number: usize,
    pub peer: Peer,
    pub document: Document,
    pub is_running: bool,
    /// Whether it has had the room's map, so that a person sees it.
    pub has_joined: bool,
    snapshot: Vec<u8>,
    journal: Vec<(Origin, Vec<u8>)>,
    /// What this person's own edits changed.
    own: BTreeSet<(NoteId, Part)>,
    made: usize,
    /// Whether it came back from its working copy: an undo from before is a step of its own since then.
    has_restarted: bool,
    /// What the person was told.
    pub said: Vec<String>,
}

impl Desktop {
    /// The window of the host, or one that joins with nothing.
    pub fn new(number: usize, document: Document) -> Self {
        Self {
            number,
            peer: Peer::new(format!("Desktop {number}")),
            has_joined: !document.map().notes.is_empty(),
            snapshot: document.encode_state(),
            document,
            is_running: true,
            journal: Vec::new(),
            own: BTreeSet::new(),
            made: 0,
            has_restarted: false,
            said: Vec::new(),
        }
    }

    /// The key by which the room knows this person.
    pub fn key(&self) -> String {
        format!("the key of desktop {}", self.number)
    }

    /// What happens on the way; gives what to send.
    pub fn hears(&mut self, now: Millis, event: PeerEvent) -> Vec<Vec<u8>> {
        let outputs = self.peer.handle(now, event, &mut self.document);
        let sent = self.take(outputs);
        if !self.has_joined && self.peer.is_synced() {
            self.has_joined = true;
            self.compacts();
        }
        sent
    }

    /// Keeps and tells what a peer wants; gives what it sends.
    pub fn take(&mut self, outputs: Vec<PeerOutput>) -> Vec<Vec<u8>> {
        let mut sent = Vec::new();
        for output in outputs {
            match output {
                PeerOutput::Send { bytes, .. } => sent.push(bytes),
                PeerOutput::Applied(applied) if applied.update.is_empty() => {}
                PeerOutput::Applied(applied) => self.journal.push((Origin::Remote, applied.update)),
                PeerOutput::Say(sentence) => self.said.push(sentence),
                PeerOutput::Summoned { .. } => {}
            }
        }
        sent
    }

    /// The working copy begins anew.
    pub fn compacts(&mut self) {
        self.snapshot = self.document.encode_state();
        self.journal.clear();
    }

    /// The program dies and comes back from its working copy.
    pub fn restarts(&mut self) -> Result<(), String> {
        let before = self.document.map().clone();
        self.document = Document::restore(&self.snapshot, &self.journal).map_err(|error| error.to_string())?;
        same(&format!("desktop {}, from its working copy,", self.number), self.document.map(), &before)?;
        self.peer = Peer::new(format!("Desktop {}", self.number));
        self.is_running = true;
        self.has_restarted = true;
        Ok(())
    }

    /// A gesture; gives what it changed, and what to send.
    pub fn edits(&mut self, choices: &[Choice], continues: bool) -> Option<Did> {
        let letters: Vec<char> = LETTERS.chars().skip(self.number * 2).take(2).collect();
        let mut fresh = || {
            self.made += 1;
            format!("d{}e{}", self.number, self.made)
        };
        let map = self.document.map();
        let edits: Vec<Edit> = (choices.iter())
            .map(|choice| Choice {
                text: choice.text.chars().zip(letters.iter().cycle()).map(|(_, own)| *own).collect(),
                ..choice.clone()
            })
            .filter_map(|choice| edit(map, &choice, &mut fresh))
            .collect();
        let before = map.clone();
        let step = if continues { Step::Continue } else { Step::Begin };
        // Later edits may name what an earlier one deletes.
        let update = self.document.apply(&edits, step).ok()?.update;
        let mut changed = changes(&before, self.document.map());
        self.own.extend(changed.iter().map(|(id, part, _)| (id.clone(), *part)));
        // What somebody makes is theirs with all its parts.
        changed.extend(made(&before, self.document.map()));
        Some((changed, self.sends(Origin::Local(step), update)))
    }

    /// Undo or redo; gives what it changed, and what to send.
    ///
    /// # Errors
    /// When it touched what is not this person's.
    pub fn steps(&mut self, is_undo: bool) -> Result<Option<Did>, String> {
        let before = self.document.map().clone();
        let applied = if is_undo { self.document.undo() } else { self.document.redo() };
        let Some(applied) = applied else { return Ok(None) };
        let after = self.document.map();
        let changed = changes(&before, after);
        if let Some((id, part, value)) = changed.iter().find(|(id, part, _)| !self.own.contains(&(id.clone(), *part))) {
            let number = self.number;
            return Err(format!("desktop {number} never changed {part:?} of {id}, yet its undo made it {value:?}"));
        }
        if is_undo
            && !self.has_restarted
            && let Some(lost) = self.lost_letter(&before, after)
        {
            return Err(format!("the undo of desktop {} took letters of others away: {lost}", self.number));
        }
        Ok(Some((changed, self.sends(Origin::Local(Step::Begin), applied.update))))
    }

    /// The note in which somebody else's letters are fewer than before.
    fn lost_letter(&self, before: &EmpathyMap, after: &EmpathyMap) -> Option<String> {
        let own: Vec<char> = LETTERS.chars().skip(self.number * 2).take(2).collect();
        let others = |text: &str| text.chars().filter(|letter| !own.contains(letter)).count();
        (before.notes.iter())
            .filter_map(|note| Some((note, after.note(&note.id)?)))
            .find(|(old, new)| others(&old.text) > others(&new.text))
            .map(|(old, new)| format!("{:?} became {:?}", old.text, new.text))
    }

    fn sends(&mut self, origin: Origin, update: Vec<u8>) -> Vec<Vec<u8>> {
        if update.is_empty() {
            return Vec::new();
        }
        let outputs = self.peer.edited(&update);
        self.journal.push((origin, update));
        self.take(outputs)
    }
}

/// All parts of notes that are new.
fn made(before: &EmpathyMap, after: &EmpathyMap) -> Vec<Change> {
    let old: BTreeSet<&NoteId> = before.notes.iter().map(|note| &note.id).collect();
    let empty = |id: &NoteId| empathy_map::model::Note::new(id.clone(), "".into(), "\u{0}");
    let mut found = Vec::new();
    for note in after.notes.iter().filter(|note| !old.contains(&note.id)) {
        let blank = EmpathyMap { notes: vec![empty(&note.id)], ..EmpathyMap::default() };
        found.extend(changes(&blank, &EmpathyMap { notes: vec![note.clone()], ..EmpathyMap::default() }));
    }
    found
}
