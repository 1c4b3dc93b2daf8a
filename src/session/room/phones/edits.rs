//! What a participant may do to the map, and which edits it is.

use crate::document::{Document, Edit, NoteMove, TextTarget};
use crate::model::{ItemRef, Note, NoteId};
use crate::session::limits::{PHONE_ID_CHARS, PHONE_NOTE_CHARS, PHONE_NOTES, PHONE_VOTERS};
use crate::session::person::GUEST;
use crate::session::phone::PhoneEdit;
use crate::session::{Person, Role};

use super::participant::{Participant, owner_key};
use super::view::Owners;

/// What an edit of a participant is held against.
pub(super) struct Context<'a> {
    pub person: &'a Person,
    pub participant: &'a Participant,
    pub owners: &'a Owners,
    pub document: &'a Document,
}

/// What to do to the document; nothing when it is done already.
#[derive(Debug, Default)]
pub(super) struct Change {
    pub edits: Vec<Edit>,
    pub margin: Vec<(String, Option<String>)>,
}

impl From<Edit> for Change {
    fn from(edit: Edit) -> Self {
        Self { edits: vec![edit], margin: Vec::new() }
    }
}

const GONE: &str = "The note is no longer on the board; somebody has deleted it.";

/// The outcome, or a sentence that says why not.
type Decision = Result<Change, String>;

impl Context<'_> {
    /// What this edit does to the document.
    ///
    /// # Errors
    /// Why it is refused.
    pub fn decide(&self, edit: &PhoneEdit, is_locked: bool) -> Decision {
        if self.person.role < Role::Participant {
            return refuse("You can read this board, but not write on it. Ask the facilitator to let you write.");
        }
        if is_locked {
            return refuse("The facilitator has locked the board. Try again when it is unlocked.");
        }
        match edit {
            PhoneEdit::Add { id, quadrant, text } => {
                if !PHONE_ID_CHARS.contains(&id.as_str().chars().count()) {
                    return refuse("The note has no identifier that a map can hold. Reload the page.");
                }
                // Sent to a room that carries the session on, or from a note that was deleted meanwhile.
                if self.is_mine(id) {
                    return Ok(Change::default());
                }
                check_text(text)?;
                if self.note_count() >= PHONE_NOTES {
                    return refuse(format!(
                        "You have {PHONE_NOTES} notes, as many as one person may. Delete some first."
                    ));
                }
                let author = author(&self.person.name);
                let note = Note { author, ..Note::new(id.clone(), quadrant.clone(), text) };
                Ok(Change {
                    edits: vec![Edit::AddNotes(vec![note])],
                    margin: vec![(owner_key(id), Some(self.participant.as_str().to_owned()))],
                })
            }
            PhoneEdit::Text { id, before, after } => {
                self.own(id)?;
                check_text(after)?;
                let target = TextTarget::Note(id.clone());
                Ok(Edit::EditText { target, before: before.clone(), after: after.clone() }.into())
            }
            PhoneEdit::Move { id, quadrant } => {
                if self.own(id)?.quadrant == *quadrant {
                    return Ok(Change::default());
                }
                Ok(Edit::MoveNotes(vec![NoteMove { note: id.clone(), quadrant: quadrant.clone(), at: None }]).into())
            }
            PhoneEdit::Delete { id } => match self.own(id) {
                Ok(_) => Ok(Edit::Delete(vec![ItemRef::Note(id.clone())]).into()),
                Err(_) if self.is_mine(id) => Ok(Change::default()),
                Err(why) => Err(why),
            },
            PhoneEdit::Vote { id, on } => {
                let Some(note) = self.document.map().note(id) else { return refuse(GONE) };
                let voter = self.participant.as_str();
                if *on && note.votes.len() >= PHONE_VOTERS && !note.votes.contains_key(voter) {
                    return refuse("This note has as many votes as are counted.");
                }
                Ok(Edit::SetVote { note: id.clone(), voter: voter.to_owned(), count: u32::from(*on) }.into())
            }
        }
    }

    /// Whether it is or was their note, also when it is deleted.
    fn is_mine(&self, id: &NoteId) -> bool {
        self.document.margin(&owner_key(id)).as_deref() == Some(self.participant.as_str())
    }

    /// Checks that a note is on the map and theirs.
    fn own(&self, id: &NoteId) -> Result<&Note, String> {
        let Some(note) = self.document.map().note(id) else {
            return refuse(GONE);
        };
        if !self.is_mine(id) {
            return refuse("This note is somebody else's. You can change your own ones.");
        }
        Ok(note)
    }

    fn note_count(&self) -> usize {
        self.owners.values().filter(|owner| ***owner == *self.participant.as_str()).count()
    }
}

/// The name under a note: none for a guest, who did not want to give one.
fn author(name: &str) -> String {
    let number = name.strip_prefix(GUEST).map(str::trim_start);
    let is_guest = number.is_some_and(|number| number.bytes().all(|digit| digit.is_ascii_digit()));
    if is_guest { String::new() } else { name.to_owned() }
}

fn check_text(text: &str) -> Result<(), String> {
    if text.chars().all(|letter| letter.is_whitespace() || letter.is_control()) {
        return refuse("A note needs a word. To remove it, delete it.");
    }
    if text.chars().count() > PHONE_NOTE_CHARS {
        return refuse(format!(
            "A note written here has at most {PHONE_NOTE_CHARS} letters. Make it shorter, or two of it."
        ));
    }
    Ok(())
}

fn refuse<T>(why: impl Into<String>) -> Result<T, String> {
    Err(why.into())
}
