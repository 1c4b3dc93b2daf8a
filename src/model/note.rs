//! A sticky note and what it rests on.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Extra, NoteId, QuadrantId, ThemeId};

/// A place in a quadrant, in board units (1 unit is 1 px at 100 %) from the quadrant's top-left corner. Always finite.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Point {
    /// To the right.
    pub x: f64,
    /// Downwards.
    pub y: f64,
}

/// A sticky note: one thing that the persona thinks, feels, does or struggles with.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Note {
    /// Its identifier.
    pub id: NoteId,
    /// The quadrant that it lies in.
    pub quadrant: QuadrantId,
    /// What it says.
    pub text: String,
    /// The top-left corner; `None` lets the layout find free space.
    pub at: Option<Point>,
    /// The theme it belongs to.
    pub theme: Option<ThemeId>,
    /// What it rests on; `None` is "not marked".
    pub evidence: Option<Evidence>,
    /// Where it comes from, such as "Interview 1, 12:40".
    pub source: String,
    /// Pseudonyms of the people the note is about.
    pub who: Vec<String>,
    /// How it feels to the persona, judged by a person.
    pub feeling: Option<Feeling>,
    /// Free keywords.
    pub tags: Vec<String>,
    /// Votes by voter; `room` holds proxy votes.
    pub votes: BTreeMap<String, u32>,
    /// Who wrote it; empty when anonymous.
    pub author: String,
    /// When it was written, RFC 3339; empty when not known.
    pub created: String,
    /// Unknown keys of the note.
    pub extra: Extra,
    /// Unknown keys of its `at` object.
    pub at_extra: Extra,
}

impl Note {
    /// A note with a text and nothing else, to be placed by the layout.
    pub fn new(id: NoteId, quadrant: QuadrantId, text: impl Into<String>) -> Self {
        Self {
            id,
            quadrant,
            text: text.into(),
            at: None,
            theme: None,
            evidence: None,
            source: String::new(),
            who: Vec::new(),
            feeling: None,
            tags: Vec::new(),
            votes: BTreeMap::new(),
            author: String::new(),
            created: String::new(),
            extra: Extra::default(),
            at_extra: Extra::default(),
        }
    }

    /// All votes together.
    pub fn vote_total(&self) -> u64 {
        self.votes.values().map(|&count| u64::from(count)).sum()
    }
}

/// What a note rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Evidence {
    /// Somebody said it.
    Quote,
    /// Somebody was seen doing it.
    Observed,
    /// Measured.
    Data,
    /// Concluded from other evidence.
    Inferred,
    /// Believed without evidence.
    Assumed,
    /// Still to be checked.
    Question,
}

impl Evidence {
    /// All kinds, in the order of the keys `1` to `6`.
    pub const ALL: [Self; 6] = [Self::Quote, Self::Observed, Self::Data, Self::Inferred, Self::Assumed, Self::Question];

    /// The word in the file.
    pub fn key(self) -> &'static str {
        match self {
            Self::Quote => "quote",
            Self::Observed => "observed",
            Self::Data => "data",
            Self::Inferred => "inferred",
            Self::Assumed => "assumed",
            Self::Question => "question",
        }
    }

    /// The word in the window, in sentence case.
    pub fn label(self) -> &'static str {
        match self {
            Self::Quote => "Quote",
            Self::Observed => "Observed",
            Self::Data => "Data",
            Self::Inferred => "Inferred",
            Self::Assumed => "Assumed",
            Self::Question => "Question",
        }
    }

    /// What the word means, for a tooltip.
    pub fn meaning(self) -> &'static str {
        match self {
            Self::Quote => "Somebody said it in these words",
            Self::Observed => "Somebody was seen doing it",
            Self::Data => "Measured or counted",
            Self::Inferred => "Concluded from other evidence",
            Self::Assumed => "Believed, without evidence yet",
            Self::Question => "Still to be checked",
        }
    }

    /// The kind that the file calls `key`.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.key() == key)
    }
}

/// How a note feels to the persona, from -2 (very bad) to 2 (very good).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "i64", into = "i64")]
pub struct Feeling(i8);

impl Feeling {
    /// All steps, from the worst to the best.
    pub const ALL: [Self; 5] = [Self(-2), Self(-1), Self(0), Self(1), Self(2)];

    /// A step from -2 to 2, `None` beyond.
    pub fn new(step: i64) -> Option<Self> {
        (-2..=2).contains(&step).then_some(Self(step as i8))
    }

    /// The step, from -2 to 2.
    pub fn step(self) -> i64 {
        i64::from(self.0)
    }

    /// The step in words.
    pub fn label(self) -> &'static str {
        match self.0 {
            -2 => "Very bad",
            -1 => "Bad",
            0 => "Neutral",
            1 => "Good",
            _ => "Very good",
        }
    }
}

impl TryFrom<i64> for Feeling {
    type Error = &'static str;

    fn try_from(step: i64) -> Result<Self, Self::Error> {
        Self::new(step).ok_or("feeling goes from -2 to 2")
    }
}

impl From<Feeling> for i64 {
    fn from(feeling: Feeling) -> Self {
        feeling.step()
    }
}
