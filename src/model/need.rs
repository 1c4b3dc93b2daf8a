//! What the notes add up to: needs, motivations and tensions, each traceable to its notes.

use serde::{Deserialize, Serialize};

use super::{Evidence, Extra, MotivationId, NeedId, NoteId, Persona, TensionId};

/// A need: a verb phrase with its reason and the notes behind it.
///
/// One record serves several wordings: "[who] needs to [statement] because [because]";
/// "When [when], [who] wants to [statement], so [so_that]".
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Need {
    /// Its identifier.
    pub id: NeedId,
    /// Who needs it; empty means the persona.
    pub who: String,
    /// The verb phrase after "needs to".
    pub statement: String,
    /// The reason.
    pub because: String,
    /// The situation.
    pub when: String,
    /// What it is good for.
    pub so_that: String,
    /// Notes that speak for it.
    pub supports: Vec<NoteId>,
    /// Notes that speak against it.
    pub contradicts: Vec<NoteId>,
    /// Motivations behind it.
    pub motivations: Vec<MotivationId>,
    /// How much it matters; `None` is "not decided".
    pub priority: Option<Priority>,
    /// How bad it is when unmet, judged by a person.
    pub severity: Option<Severity>,
    /// Why it is not met today, cause by cause.
    pub causes: Vec<Cause>,
    /// How the team answers it.
    pub plan: Plan,
    /// How the team will know that it is met.
    pub met_when: Vec<String>,
    /// Unknown keys.
    pub extra: Extra,
}

impl Need {
    /// A need with a statement and nothing else.
    pub fn new(id: NeedId, statement: impl Into<String>) -> Self {
        Self {
            id,
            who: String::new(),
            statement: statement.into(),
            because: String::new(),
            when: String::new(),
            so_that: String::new(),
            supports: Vec::new(),
            contradicts: Vec::new(),
            motivations: Vec::new(),
            priority: None,
            severity: None,
            causes: Vec::new(),
            plan: Plan::default(),
            met_when: Vec::new(),
            extra: Extra::default(),
        }
    }

    /// Whether no note stands behind it.
    pub fn is_assumption(&self) -> bool {
        self.supports.is_empty()
    }

    /// Who needs it, with the verb that fits: "Dana needs to"; "They need to" where neither it nor the persona has a name.
    pub fn subject(&self, persona: &Persona) -> String {
        let named = [&self.who, &persona.name].map(|name| name.trim());
        let who = named.into_iter().find(|name| !name.is_empty()).unwrap_or("They");
        let plural = ["i", "we", "you", "they"].contains(&who.to_lowercase().as_str());
        format!("{who} {} to", if plural { "need" } else { "needs" })
    }

    /// The need as one sentence without a full stop: "Dana needs to tell her story once".
    pub fn sentence(&self, persona: &Persona) -> String {
        let statement = self.statement.trim();
        format!("{} {}", self.subject(persona), if statement.is_empty() { "…" } else { statement })
    }
}

/// The 4 A's plan: how a team answers a need.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Plan {
    /// How we know of it.
    pub awareness: String,
    /// How we say that we know.
    pub acknowledgment: String,
    /// What we do.
    pub action: String,
    /// How we stand up for it afterwards.
    pub advocacy: String,
    /// Unknown keys.
    pub extra: Extra,
}

impl Plan {
    /// Whether nothing is planned yet.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// Why a need is not met, with the causes behind the cause.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Cause {
    /// What it says.
    pub text: String,
    /// What it rests on.
    pub evidence: Option<Evidence>,
    /// The causes behind it.
    pub causes: Vec<Cause>,
    /// Unknown keys.
    pub extra: Extra,
}

/// How much a need matters (MoSCoW).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Priority {
    /// Cannot do without.
    Must,
    /// Important.
    Should,
    /// Nice to have.
    Could,
    /// Not this time.
    Wont,
}

impl Priority {
    /// All priorities, the highest first.
    pub const ALL: [Self; 4] = [Self::Must, Self::Should, Self::Could, Self::Wont];

    /// The word in the file.
    pub fn key(self) -> &'static str {
        match self {
            Self::Must => "must",
            Self::Should => "should",
            Self::Could => "could",
            Self::Wont => "wont",
        }
    }

    /// The word in the window.
    pub fn label(self) -> &'static str {
        match self {
            Self::Must => "Must",
            Self::Should => "Should",
            Self::Could => "Could",
            Self::Wont => "Won’t",
        }
    }

    /// The priority that the file calls `key`.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.key() == key)
    }
}

/// How bad it is that a need is not met, from 0 (no harm) to 4 (unbearable).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "i64", into = "i64")]
pub struct Severity(u8);

impl Severity {
    /// All steps, from none to the worst.
    pub const ALL: [Self; 5] = [Self(0), Self(1), Self(2), Self(3), Self(4)];

    /// A step from 0 to 4, `None` beyond.
    pub fn new(step: i64) -> Option<Self> {
        (0..=4).contains(&step).then_some(Self(step as u8))
    }

    /// The step, from 0 to 4.
    pub fn step(self) -> i64 {
        i64::from(self.0)
    }
}

impl TryFrom<i64> for Severity {
    type Error = &'static str;

    fn try_from(step: i64) -> Result<Self, Self::Error> {
        Self::new(step).ok_or("severity goes from 0 to 4")
    }
}

impl From<Severity> for i64 {
    fn from(severity: Severity) -> Self {
        severity.step()
    }
}

/// What drives the persona, such as "being taken seriously".
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Motivation {
    /// Its identifier.
    pub id: MotivationId,
    /// What it is.
    pub statement: String,
    /// Whether it draws towards something or away from it.
    pub direction: Option<Direction>,
    /// The basic driver behind it.
    pub driver: Option<Driver>,
    /// Notes that speak for it.
    pub supports: Vec<NoteId>,
    /// Notes that speak against it.
    pub contradicts: Vec<NoteId>,
    /// Unknown keys.
    pub extra: Extra,
}

impl Motivation {
    /// A motivation with a statement and nothing else.
    pub fn new(id: MotivationId, statement: impl Into<String>) -> Self {
        Self {
            id,
            statement: statement.into(),
            direction: None,
            driver: None,
            supports: Vec::new(),
            contradicts: Vec::new(),
            extra: Extra::default(),
        }
    }
}

/// Whether a motivation draws towards something or away from it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// Wants to reach it.
    Toward,
    /// Wants to avoid it.
    Away,
}

impl Direction {
    /// Both directions.
    pub const ALL: [Self; 2] = [Self::Toward, Self::Away];

    /// The word in the file.
    pub fn key(self) -> &'static str {
        match self {
            Self::Toward => "toward",
            Self::Away => "away",
        }
    }

    /// The word in the window.
    pub fn label(self) -> &'static str {
        match self {
            Self::Toward => "Toward",
            Self::Away => "Away from",
        }
    }

    /// The direction that the file calls `key`.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.key() == key)
    }
}

/// The basic driver behind a motivation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Driver {
    /// To decide for oneself.
    Autonomy,
    /// To be able.
    Competence,
    /// To belong.
    Relatedness,
    /// To be safe.
    Security,
    /// To be stirred.
    Stimulation,
    /// To be liked.
    Popularity,
    /// To have a purpose.
    Meaning,
    /// Something else.
    Other,
}

impl Driver {
    /// All drivers.
    pub const ALL: [Self; 8] = [
        Self::Autonomy,
        Self::Competence,
        Self::Relatedness,
        Self::Security,
        Self::Stimulation,
        Self::Popularity,
        Self::Meaning,
        Self::Other,
    ];

    /// The word in the file.
    pub fn key(self) -> &'static str {
        match self {
            Self::Autonomy => "autonomy",
            Self::Competence => "competence",
            Self::Relatedness => "relatedness",
            Self::Security => "security",
            Self::Stimulation => "stimulation",
            Self::Popularity => "popularity",
            Self::Meaning => "meaning",
            Self::Other => "other",
        }
    }

    /// The word in the window.
    pub fn label(self) -> &'static str {
        match self {
            Self::Autonomy => "Autonomy",
            Self::Competence => "Competence",
            Self::Relatedness => "Relatedness",
            Self::Security => "Security",
            Self::Stimulation => "Stimulation",
            Self::Popularity => "Popularity",
            Self::Meaning => "Meaning",
            Self::Other => "Other",
        }
    }

    /// The driver that the file calls `key`.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.key() == key)
    }
}

/// Two sides of the persona that contradict each other: this, but that.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Tension {
    /// Its identifier.
    pub id: TensionId,
    /// The notes of one side.
    pub this: Vec<NoteId>,
    /// The notes of the other side.
    pub but: Vec<NoteId>,
    /// What follows from it.
    pub insight: String,
    /// Unknown keys.
    pub extra: Extra,
}
