//! Who changed what, and what it must have come to in the end.

use std::collections::{BTreeMap, BTreeSet};

use empathy_map::model::{EmpathyMap, Note, NoteId};

/// A part of a note that is one value, or one text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// Whether it is on the map.
    Existence,
    Text,
    Place,
    Evidence,
    Source,
    Who,
    Feeling,
    Tags,
    Author,
}

impl Part {
    const OF_A_NOTE: [Self; 8] =
        [Self::Text, Self::Place, Self::Evidence, Self::Source, Self::Who, Self::Feeling, Self::Tags, Self::Author];

    fn read(self, note: Option<&Note>) -> String {
        let Some(note) = note else { return "gone".into() };
        match self {
            Self::Existence => "there".into(),
            Self::Text => note.text.clone(),
            Self::Place => format!("{} {:?}", note.quadrant, note.at),
            Self::Evidence => format!("{:?}", note.evidence),
            Self::Source => note.source.clone(),
            Self::Who => format!("{:?}", note.who),
            Self::Feeling => format!("{:?}", note.feeling),
            Self::Tags => format!("{:?}", note.tags),
            Self::Author => note.author.clone(),
        }
    }
}

/// A part that is another than before.
pub type Change = (NoteId, Part, String);

/// What differs between two maps, in their notes. Of notes that come or go only that, but for new ones.
pub fn changes(before: &EmpathyMap, after: &EmpathyMap) -> Vec<Change> {
    let index = |map: &'_ EmpathyMap| map.notes.iter().map(|note| (note.id.clone(), note.clone())).collect();
    let (before, after): (BTreeMap<NoteId, Note>, BTreeMap<NoteId, Note>) = (index(before), index(after));
    let mut found = Vec::new();
    for id in before.keys().chain(after.keys().filter(|id| !before.contains_key(id))) {
        let (old, new) = (before.get(id), after.get(id));
        if old.is_some() != new.is_some() {
            found.push((id.clone(), Part::Existence, Part::Existence.read(new)));
        } else {
            let parts = Part::OF_A_NOTE.into_iter().filter(|part| part.read(old) != part.read(new));
            found.extend(parts.map(|part| (id.clone(), part, part.read(new))));
        }
    }
    found
}

/// What became of a part: who alone ever changed it, and what it is since.
struct Story {
    /// `None` as soon as two did.
    actor: Option<usize>,
    /// `None` when it cannot be told.
    value: Option<String>,
}

#[derive(Default)]
pub struct Ledger {
    stories: BTreeMap<(NoteId, Part), Story>,
    /// Notes that were off the map once: what an undo did to them then could not be seen.
    hidden: BTreeSet<NoteId>,
    /// Edits of all people.
    pub count: usize,
}

impl Ledger {
    /// Somebody changed something.
    pub fn write(&mut self, actor: usize, changes: &[Change]) {
        self.count += changes.len();
        for (id, part, value) in changes {
            if value == "gone" {
                self.hidden.insert(id.clone());
            }
            let story = self.stories.entry((id.clone(), *part));
            let story = story.or_insert_with(|| Story { actor: Some(actor), value: None });
            if story.actor != Some(actor) {
                story.actor = None;
            }
            story.value = Some(value.clone());
        }
    }

    /// Somebody may have changed something, nobody knows to what.
    pub fn write_unsure(&mut self, actor: usize, id: &NoteId, part: Part) {
        self.count += 1;
        if part == Part::Existence {
            self.hidden.insert(id.clone());
        }
        let story = self.stories.entry((id.clone(), part)).or_insert(Story { actor: Some(actor), value: None });
        if story.actor != Some(actor) {
            story.actor = None;
        }
        story.value = None;
    }

    /// Whether anybody but this one changed it.
    pub fn was_changed_by_others(&self, actor: usize, id: &NoteId, part: Part) -> bool {
        self.stories.get(&(id.clone(), part)).is_some_and(|story| story.actor != Some(actor))
    }

    /// Fails when something that one person alone ever changed is not as they left it.
    pub fn check(&self, map: &EmpathyMap) -> Result<(), String> {
        let notes: BTreeMap<&NoteId, &Note> = map.notes.iter().map(|note| (&note.id, note)).collect();
        for ((id, part), story) in &self.stories {
            let note = notes.get(id).copied();
            let can_tell = *part == Part::Existence || (note.is_some() && !self.hidden.contains(id));
            let Some(actor) = story.actor.filter(|_| can_tell) else { continue };
            let (value, Some(expected)) = (part.read(note), &story.value) else { continue };
            if value != *expected {
                return Err(format!("client {actor} alone made {part:?} of {id} {expected:?}; it came to {value:?}"));
            }
        }
        Ok(())
    }
}
