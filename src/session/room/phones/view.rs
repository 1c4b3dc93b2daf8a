//! The map as participants see it.

use std::collections::HashMap;
use std::sync::Arc;

use crate::model::{EmpathyMap, Note, NoteId};
use crate::session::phone::{PhoneMap, PhoneNote, PhoneQuadrant, ToPhone};

/// Who made the notes on the map, by the participant's open name.
pub(super) type Owners = HashMap<NoteId, Arc<str>>;

/// Everything but the notes.
pub(super) fn head(map: &EmpathyMap) -> PhoneMap {
    PhoneMap {
        title: map.title.clone(),
        persona: map.persona.name.clone(),
        quadrants: (map.quadrants.iter())
            .map(|quadrant| PhoneQuadrant {
                id: quadrant.id.clone(),
                title: quadrant.title.clone(),
                prompt: quadrant.prompt.clone(),
                tone: quadrant.tone.key().to_owned(),
            })
            .collect(),
        themes: map.themes.iter().map(|theme| (theme.id.clone(), theme.title.clone())).collect(),
        notes: Vec::new(),
    }
}

/// The whole map for one participant.
pub(super) fn whole(map: &EmpathyMap, owners: &Owners, participant: &str) -> PhoneMap {
    let notes = map.notes.iter().map(|note| seen(note, relation(note, owners, participant))).collect();
    PhoneMap { notes, ..head(map) }
}

/// What is only so for one participant: whether a note is theirs, and whether it has their vote.
pub(super) type Relation = (bool, bool);

/// What a note is to a participant.
pub(super) fn relation(note: &Note, owners: &Owners, participant: &str) -> Relation {
    let mine = owners.get(&note.id).is_some_and(|owner| **owner == *participant);
    (mine, note.votes.get(participant).is_some_and(|&votes| votes > 0))
}

fn seen(note: &Note, (mine, voted): Relation) -> PhoneNote {
    PhoneNote {
        id: note.id.clone(),
        quadrant: note.quadrant.clone(),
        text: note.text.clone(),
        theme: note.theme.clone(),
        author: note.author.clone(),
        votes: note.vote_total(),
        mine,
        voted,
    }
}

/// What is new, written once for all participants to whom it is the same.
pub(super) struct News<'a> {
    notes: Vec<&'a Note>,
    gone: Vec<NoteId>,
    head: Option<PhoneMap>,
    written: HashMap<Vec<Relation>, Arc<[u8]>>,
}

impl<'a> News<'a> {
    /// These notes are new or different, those are gone, and the head if it is another.
    pub fn new(notes: Vec<&'a Note>, gone: Vec<NoteId>, head: Option<PhoneMap>) -> Self {
        Self { notes, gone, head, written: HashMap::new() }
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.notes.is_empty() && self.gone.is_empty() && self.head.is_none()
    }

    /// The message for a participant.
    pub fn message_for(&mut self, owners: &Owners, participant: &str) -> Arc<[u8]> {
        let relations: Vec<Relation> = self.notes.iter().map(|note| relation(note, owners, participant)).collect();
        if let Some(bytes) = self.written.get(&relations) {
            return Arc::clone(bytes);
        }
        let notes = self.notes.iter().zip(&relations).map(|(note, relation)| seen(note, *relation)).collect();
        let bytes = ToPhone::Changed { notes, gone: self.gone.clone(), head: self.head.clone() }.encode();
        self.written.insert(relations, Arc::clone(&bytes));
        bytes
    }
}
