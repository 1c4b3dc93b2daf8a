//! Draft needs from pain notes, by rules: "can't find the invoice" becomes a way to "find the invoice".
//!
//! A draft turns what is in somebody's way into what they would be able to do. The rules would rather say nothing than turn a
//! meaning around: idioms ("can't wait to"), second negations and sentences about somebody else give no draft. They know
//! English only; other languages get none. A draft is no need: nothing counts, is voted on, synced or exported before a person
//! accepts it.

mod rules;
mod sentence;
mod verbs;

use crate::model::{EmpathyMap, Need, NeedId, NoteId};

use super::kind::Kind;
use sentence::{clauses, in_third_person};

/// Longest statement of a draft, in characters.
const LONGEST: usize = 140;

/// A need that a note seems to ask for, until a person accepts or dismisses it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// The note that it is made from.
    pub from: NoteId,
    /// The verb phrase after "needs to" and "needs a way to".
    pub statement: String,
    /// The situation, where the note names one.
    pub when: String,
    /// The reason, where the note gives one.
    pub because: String,
}

impl Draft {
    /// The need that accepting the draft makes.
    pub fn accept(self, id: NeedId) -> Need {
        let mut need = Need::new(id, self.statement);
        need.when = self.when;
        need.because = self.because;
        need.supports = vec![self.from];
        need
    }
}

/// Drafts for the pain notes of `map` that no need rests on yet, in document order.
pub fn drafts(map: &EmpathyMap) -> Vec<Draft> {
    let used = |id: &NoteId| map.needs.iter().any(|need| need.supports.contains(id) || need.contradicts.contains(id));
    let is_pain = |note: &crate::model::Note| {
        map.quadrant(&note.quadrant).is_some_and(|quadrant| Kind::of(quadrant) == Kind::Pains)
    };
    let mut drafts: Vec<Draft> = Vec::new();
    for note in map.notes.iter().filter(|note| is_pain(note) && !used(&note.id)) {
        let Some(found) = draft_of_text(&note.text, &map.persona.name) else { continue };
        if !drafts.iter().any(|known| known.statement.eq_ignore_ascii_case(&found.statement)) {
            drafts.push(Draft { from: note.id.clone(), ..found });
        }
    }
    drafts
}

/// The draft that a text about `persona` gives, without its note.
pub fn draft_of_text(text: &str, persona: &str) -> Option<Draft> {
    for sentence in text.split(['.', '!', '?', ';', '\n', ':', '–', '—', '(', ')']) {
        let clauses = clauses(sentence);
        let Some(statement) = rules::statement(&clauses.main, persona) else { continue };
        let statement = in_third_person(&statement);
        if statement.is_empty() || statement.chars().count() > LONGEST {
            return None;
        }
        return Some(Draft {
            from: NoteId::new("draft"),
            statement,
            when: in_third_person(&clauses.when),
            because: in_third_person(&clauses.because),
        });
    }
    None
}
