//! What a person can do to a map, as values: a click's result, a line of a log, an input of the fuzzer.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::model::{
    Cause, Direction, Driver, EmpathyMap, Evidence, Feeling, ItemRef, Motivation, MotivationId, Need, NeedId, Note,
    NoteId, Point, Priority, QuadrantId, Severity, Tension, TensionId, Theme, ThemeId,
};

/// One thing that a person does.
///
/// Identifiers of new items are made by the caller. Links and themes that a new item names must exist.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Edit {
    /// Puts new notes on the map, on top of the others: written, pasted or duplicated with everything on them.
    AddNotes(Vec<Note>),
    /// Moves notes, also to another quadrant.
    MoveNotes(Vec<NoteMove>),
    /// Sets one property of several notes.
    SetNotes {
        /// The notes to change.
        notes: Vec<NoteId>,
        /// The property and its new value.
        field: NoteField,
    },
    /// Gives a note somebody's votes.
    SetVote {
        /// The note.
        note: NoteId,
        /// Who votes: a person's identifier, or `room` for hands that were counted.
        voter: String,
        /// How many votes; 0 takes them away.
        count: u32,
    },
    /// Changes a text. Carries what the writer saw and what it became; the difference is applied to the text as it is
    /// now, so that letters which somebody else typed meanwhile stay.
    EditText {
        /// The text.
        target: TextTarget,
        /// What the writer saw.
        before: String,
        /// What it became.
        after: String,
    },
    /// Makes a theme of these notes; they leave the themes they were in.
    AddTheme {
        /// The new theme, last in order.
        theme: Theme,
        /// Its notes.
        notes: Vec<NoteId>,
    },
    /// Adds a need, last in order.
    AddNeed(Box<Need>),
    /// Adds a motivation, last in order.
    AddMotivation(Motivation),
    /// Adds a tension, last in order.
    AddTension(Tension),
    /// Deletes items of any kind. Their links stay hidden with them; notes of a deleted theme stay, without a theme.
    Delete(Vec<ItemRef>),
    /// Puts an item right before another of its kind, or last.
    Reorder {
        /// The item to move.
        item: ItemRef,
        /// The item it will stand before; `None` is the end of the list.
        before: Option<ItemRef>,
    },
    /// Attaches notes to one side of a need, motivation or tension; on a need or motivation they leave the other side.
    Link {
        /// The list to add to.
        set: LinkSet,
        /// The notes.
        notes: Vec<NoteId>,
    },
    /// Detaches notes. The last note of a tension's side cannot be detached.
    Unlink {
        /// The list to take from.
        set: LinkSet,
        /// The notes.
        notes: Vec<NoteId>,
    },
    /// Says which motivations stand behind a need.
    SetNeedMotivations {
        /// The need.
        need: NeedId,
        /// All its motivations.
        motivations: Vec<MotivationId>,
    },
    /// Says how much a need matters.
    SetPriority {
        /// The need.
        need: NeedId,
        /// The priority; `None` is "not decided".
        priority: Option<Priority>,
    },
    /// Says how bad it is when a need is not met.
    SetSeverity {
        /// The need.
        need: NeedId,
        /// The severity; `None` is "not judged".
        severity: Option<Severity>,
    },
    /// Says how we will know that a need is met.
    SetMetWhen {
        /// The need.
        need: NeedId,
        /// The signs, in order.
        signs: Vec<String>,
    },
    /// Says why a need is not met today.
    SetCauses {
        /// The need.
        need: NeedId,
        /// The causes, each with those behind it.
        causes: Vec<Cause>,
    },
    /// Says what a motivation is like.
    SetMotivation {
        /// The motivation.
        motivation: MotivationId,
        /// Towards or away.
        direction: Option<Direction>,
        /// The basic driver.
        driver: Option<Driver>,
    },
}

/// A note's new place.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct NoteMove {
    /// The note.
    pub note: NoteId,
    /// The quadrant it will lie in.
    pub quadrant: QuadrantId,
    /// Its top-left corner there; `None` lets the layout find free space.
    pub at: Option<Point>,
}

/// A property of notes that several can be given at once.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum NoteField {
    /// What they rest on.
    Evidence(Option<Evidence>),
    /// How they feel to the persona.
    Feeling(Option<Feeling>),
    /// The theme they belong to.
    Theme(Option<ThemeId>),
    /// Where they come from.
    Source(String),
    /// Who wrote them.
    Author(String),
    /// The people they are about.
    Who(Vec<String>),
    /// One more person they are about.
    AddWho(String),
    /// One person less.
    RemoveWho(String),
    /// Their keywords.
    Tags(Vec<String>),
    /// One more keyword.
    AddTag(String),
    /// One keyword less.
    RemoveTag(String),
}

/// A text that people can type in together.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum TextTarget {
    /// The map's title.
    Title,
    /// A line of the persona.
    Persona(PersonaField),
    /// A quadrant's heading.
    QuadrantTitle(QuadrantId),
    /// A quadrant's question.
    QuadrantPrompt(QuadrantId),
    /// What a note says.
    Note(NoteId),
    /// A theme's name.
    Theme(ThemeId),
    /// A line of a need.
    Need(NeedId, NeedField),
    /// What a motivation is.
    Motivation(MotivationId),
    /// What follows from a tension.
    Tension(TensionId),
}

/// A line of the persona.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[allow(missing_docs)] // The names are those of `Persona`.
pub enum PersonaField {
    Name,
    Role,
    Scenario,
    Goal,
    About,
}

/// A line of a need or of its plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[allow(missing_docs)] // The names are those of `Need` and `Plan`.
pub enum NeedField {
    Who,
    Statement,
    Because,
    When,
    SoThat,
    Awareness,
    Acknowledgment,
    Action,
    Advocacy,
}

/// A list of notes that stand behind something.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum LinkSet {
    /// Notes that speak for a need.
    NeedSupports(NeedId),
    /// Notes that speak against a need.
    NeedContradicts(NeedId),
    /// Notes that speak for a motivation.
    MotivationSupports(MotivationId),
    /// Notes that speak against a motivation.
    MotivationContradicts(MotivationId),
    /// The first side of a tension.
    TensionThis(TensionId),
    /// The other side of a tension.
    TensionBut(TensionId),
}

impl TextTarget {
    /// The text as it stands in `map`; `None` when the item is gone.
    pub fn read<'a>(&self, map: &'a EmpathyMap) -> Option<&'a str> {
        Some(match self {
            Self::Title => &map.title,
            Self::Persona(field) => match field {
                PersonaField::Name => &map.persona.name,
                PersonaField::Role => &map.persona.role,
                PersonaField::Scenario => &map.persona.scenario,
                PersonaField::Goal => &map.persona.goal,
                PersonaField::About => &map.persona.about,
            },
            Self::QuadrantTitle(id) => &map.quadrant(id)?.title,
            Self::QuadrantPrompt(id) => &map.quadrant(id)?.prompt,
            Self::Note(id) => &map.note(id)?.text,
            Self::Theme(id) => &map.theme(id)?.title,
            Self::Need(id, field) => {
                let need = map.need(id)?;
                match field {
                    NeedField::Who => &need.who,
                    NeedField::Statement => &need.statement,
                    NeedField::Because => &need.because,
                    NeedField::When => &need.when,
                    NeedField::SoThat => &need.so_that,
                    NeedField::Awareness => &need.plan.awareness,
                    NeedField::Acknowledgment => &need.plan.acknowledgment,
                    NeedField::Action => &need.plan.action,
                    NeedField::Advocacy => &need.plan.advocacy,
                }
            }
            Self::Motivation(id) => &map.motivation(id)?.statement,
            Self::Tension(id) => &map.tension(id)?.insight,
        })
    }
}

/// Why an edit cannot be applied; a sentence for the person who tried.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EditError(pub(crate) String);

impl fmt::Display for EditError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for EditError {}
