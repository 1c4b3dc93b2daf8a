//! The map itself: persona, quadrants, and the lists of everything on it.

use serde::{Deserialize, Serialize};

use super::{
    CommentId, Extra, ItemRef, MapId, Motivation, MotivationId, Need, NeedId, Note, NoteId, QuadrantId, Tension,
    TensionId, ThemeId, default_quadrants,
};

/// An empathy map: what a persona thinks, feels, does and struggles with, and the needs that follow.
///
/// Lists stand in document order; for notes that is also the order of painting, the last on top.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct EmpathyMap {
    /// Its identifier; `None` in files that never had one.
    pub id: Option<MapId>,
    /// What it is called.
    pub title: String,
    /// When it was made, RFC 3339; empty when not known.
    pub created: String,
    /// Whom it is about.
    pub persona: Persona,
    /// Where notes lie. Never empty.
    pub quadrants: Vec<Quadrant>,
    /// Named groups of notes.
    pub themes: Vec<Theme>,
    /// The notes.
    pub notes: Vec<Note>,
    /// Notes that contradict each other.
    pub tensions: Vec<Tension>,
    /// What the persona needs.
    pub needs: Vec<Need>,
    /// What drives the persona.
    pub motivations: Vec<Motivation>,
    /// Remarks on items.
    pub comments: Vec<Comment>,
    /// Unknown keys.
    pub extra: Extra,
}

impl Default for EmpathyMap {
    /// An empty map with the four usual quadrants and no identifier.
    fn default() -> Self {
        Self {
            id: None,
            title: String::new(),
            created: String::new(),
            persona: Persona::default(),
            quadrants: default_quadrants(),
            themes: Vec::new(),
            notes: Vec::new(),
            tensions: Vec::new(),
            needs: Vec::new(),
            motivations: Vec::new(),
            comments: Vec::new(),
            extra: Extra::default(),
        }
    }
}

impl EmpathyMap {
    /// The note with this identifier.
    pub fn note(&self, id: &NoteId) -> Option<&Note> {
        self.notes.iter().find(|note| note.id == *id)
    }

    /// The quadrant with this identifier.
    pub fn quadrant(&self, id: &QuadrantId) -> Option<&Quadrant> {
        self.quadrants.iter().find(|quadrant| quadrant.id == *id)
    }

    /// The theme with this identifier.
    pub fn theme(&self, id: &ThemeId) -> Option<&Theme> {
        self.themes.iter().find(|theme| theme.id == *id)
    }

    /// The need with this identifier.
    pub fn need(&self, id: &NeedId) -> Option<&Need> {
        self.needs.iter().find(|need| need.id == *id)
    }

    /// The motivation with this identifier.
    pub fn motivation(&self, id: &MotivationId) -> Option<&Motivation> {
        self.motivations.iter().find(|motivation| motivation.id == *id)
    }

    /// The tension with this identifier.
    pub fn tension(&self, id: &TensionId) -> Option<&Tension> {
        self.tensions.iter().find(|tension| tension.id == *id)
    }

    /// Whether the map has this item.
    pub fn contains(&self, item: &ItemRef) -> bool {
        match item {
            ItemRef::Note(id) => self.note(id).is_some(),
            ItemRef::Theme(id) => self.theme(id).is_some(),
            ItemRef::Tension(id) => self.tension(id).is_some(),
            ItemRef::Need(id) => self.need(id).is_some(),
            ItemRef::Motivation(id) => self.motivation(id).is_some(),
            ItemRef::Comment(id) => self.comments.iter().any(|comment| comment.id == *id),
        }
    }
}

/// Whom the map is about.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Persona {
    /// What we call the person.
    pub name: String,
    /// Who that is, in a few words.
    pub role: String,
    /// The situation that the map looks at.
    pub scenario: String,
    /// What the person wants from it.
    pub goal: String,
    /// Whatever else helps to imagine the person.
    pub about: String,
    /// Unknown keys.
    pub extra: Extra,
}

/// A field of the canvas for one kind of note.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Quadrant {
    /// Its identifier.
    pub id: QuadrantId,
    /// Its heading.
    pub title: String,
    /// The question that draws notes out.
    pub prompt: String,
    /// Its column on the canvas, 0 on the left.
    pub column: u8,
    /// Its row on the canvas, 0 at the top.
    pub row: u8,
    /// Its colour.
    pub tone: Tone,
    /// Unknown keys.
    pub extra: Extra,
}

/// A colour family of the canvas, shown in the light, the dark and the print palette.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Tone {
    /// Thinks, on the usual map.
    Blue,
    /// Feels.
    Rose,
    /// Does.
    Green,
    /// Pain points.
    Amber,
    /// For further quadrants.
    Violet,
    /// For further quadrants.
    Teal,
    /// For further quadrants.
    Gray,
}

impl Tone {
    /// All tones.
    pub const ALL: [Self; 7] = [Self::Blue, Self::Rose, Self::Green, Self::Amber, Self::Violet, Self::Teal, Self::Gray];

    /// The word in the file.
    pub fn key(self) -> &'static str {
        match self {
            Self::Blue => "blue",
            Self::Rose => "rose",
            Self::Green => "green",
            Self::Amber => "amber",
            Self::Violet => "violet",
            Self::Teal => "teal",
            Self::Gray => "gray",
        }
    }

    /// The tone that the file calls `key`.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|tone| tone.key() == key)
    }
}

/// A named group of notes. Its colour follows from its place among the themes and is not in the file.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Theme {
    /// Its identifier.
    pub id: ThemeId,
    /// Its name.
    pub title: String,
    /// Unknown keys.
    pub extra: Extra,
}

/// A remark on an item.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Comment {
    /// Its identifier.
    pub id: CommentId,
    /// The identifier of the item that it is about, of whatever kind; empty when it stands alone.
    pub on: String,
    /// What it says.
    pub text: String,
    /// Who wrote it; empty when anonymous.
    pub author: String,
    /// When, RFC 3339; empty when not known.
    pub created: String,
    /// Unknown keys.
    pub extra: Extra,
}
