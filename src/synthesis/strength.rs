//! How well a need or a motivation is supported, in words and with the reason. Computed, never stored.
//!
//! The rules follow research practice: what somebody said, did or what was measured counts for more than what we conclude,
//! and several independent sources and kinds of evidence count for more than many notes of one (triangulation, Denzin 1978).

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::kind::Kind;
use crate::model::{EmpathyMap, Evidence, Motivation, Need, Note, NoteId, People, QuadrantId, person_key};

/// People whose notes make a need strong.
const STRONG_PEOPLE: usize = 3;
/// Sources that make a need supported.
const SUPPORTED_SOURCES: usize = 2;

/// How well something is supported.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// Nothing better than an assumption speaks for it.
    Assumption,
    /// One source, or only conclusions.
    Weak,
    /// Two notes from two sources say, show or measure it.
    Supported,
    /// Three people, two kinds of evidence, one of them seen or measured, and nothing against it.
    Strong,
}

impl Level {
    /// All levels, the weakest first.
    pub const ALL: [Self; 4] = [Self::Assumption, Self::Weak, Self::Supported, Self::Strong];

    /// The word for it.
    pub fn label(self) -> &'static str {
        match self {
            Self::Assumption => "Assumption",
            Self::Weak => "Weak",
            Self::Supported => "Supported",
            Self::Strong => "Strong",
        }
    }
}

/// How well something is supported, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Strength {
    /// In one word.
    pub level: Level,
    /// Why it is not more, or why it is the most; a sentence with a full stop.
    pub reason: String,
    /// What the notes for it rest on, in document order of the notes.
    pub behind: Vec<(NoteId, Evidence)>,
}

impl Strength {
    /// What the notes for it rest on, counted: "2 said, 1 seen".
    pub fn evidence_in_words(&self) -> String {
        evidence_in_words(self.behind.iter().map(|(_, evidence)| *evidence))
    }
}

/// Pieces of evidence, counted by their kinds: "2 said, 1 seen, 1 assumed".
pub fn evidence_in_words(evidence: impl IntoIterator<Item = Evidence>) -> String {
    let mut counts: BTreeMap<Evidence, usize> = BTreeMap::new();
    evidence.into_iter().for_each(|kind| *counts.entry(kind).or_default() += 1);
    let kinds = Evidence::ALL.into_iter().filter_map(|kind| Some((counts.get(&kind)?, kind)));
    kinds.map(|(count, kind)| format!("{count} {}", how(kind))).collect::<Vec<_>>().join(", ")
}

/// Judges what the notes of one map support.
pub struct Strengths<'a> {
    notes: HashMap<&'a NoteId, &'a Note>,
    kinds: HashMap<&'a QuadrantId, Kind>,
    people: People<'a>,
}

impl<'a> Strengths<'a> {
    /// Judges by the notes of `map`.
    pub fn new(map: &'a EmpathyMap) -> Self {
        Self {
            notes: map.notes.iter().map(|note| (&note.id, note)).collect(),
            kinds: map.quadrants.iter().map(|quadrant| (&quadrant.id, Kind::of(quadrant))).collect(),
            people: People::of(map),
        }
    }

    /// The people whom the notes are about.
    pub fn people(&self) -> &People<'a> {
        &self.people
    }

    /// How well a need is supported.
    pub fn of_need(&self, need: &Need) -> Strength {
        self.of(&need.supports, &need.contradicts)
    }

    /// How well a motivation is supported.
    pub fn of_motivation(&self, motivation: &Motivation) -> Strength {
        self.of(&motivation.supports, &motivation.contradicts)
    }

    /// What a note rests on: as it is marked, otherwise a conclusion for thoughts and feelings, which nobody sees from
    /// outside, and an assumption for everything else.
    pub fn evidence(&self, note: &Note) -> Evidence {
        let inner = self.kinds.get(&note.quadrant).is_some_and(|kind| kind.is_inner());
        note.evidence.unwrap_or(if inner { Evidence::Inferred } else { Evidence::Assumed })
    }

    /// How well notes for and against support something.
    pub fn of(&self, supports: &[NoteId], contradicts: &[NoteId]) -> Strength {
        let known: Vec<&Note> = supports.iter().filter_map(|id| self.notes.get(id).copied()).collect();
        let behind: Vec<(NoteId, Evidence)> = known.iter().map(|note| (note.id.clone(), self.evidence(note))).collect();
        let firm: Vec<&Note> = known.iter().copied().filter(|note| is_firm(self.evidence(note))).collect();
        let against = contradicts.iter().filter(|id| self.notes.contains_key(id)).count();
        let (level, reason) = self.judge(&known, &firm, against);
        Strength { level, reason, behind }
    }

    fn judge(&self, known: &[&Note], firm: &[&Note], against: usize) -> (Level, String) {
        if known.is_empty() {
            return (Level::Assumption, "No note speaks for it yet.".into());
        }
        if firm.is_empty() {
            let inferred = known.iter().any(|note| self.evidence(note) == Evidence::Inferred);
            return if inferred {
                (Level::Weak, "It is only inferred: nobody said it, nobody was seen, nothing was measured.".into())
            } else {
                (Level::Assumption, "What speaks for it is assumed, or not marked with what it rests on.".into())
            };
        }
        let sources = sources(firm);
        if firm.len() < 2 || sources < SUPPORTED_SOURCES {
            let reason = match firm {
                [one] => format!("It rests on one thing that was {}.", how(self.evidence(one))),
                _ if sources == 0 => "The notes for it name no source.".into(),
                [_, _] => "Both notes for it come from one source.".into(),
                _ => format!("All {} notes for it come from one source.", firm.len()),
            };
            return (Level::Weak, reason);
        }
        let people = self.people.behind_notes(firm.iter().map(|note| &note.id)).people;
        let kinds: BTreeSet<Evidence> = firm.iter().map(|note| self.evidence(note)).collect();
        let seen = kinds.contains(&Evidence::Observed) || kinds.contains(&Evidence::Data);
        let mut lacking = Vec::new();
        if people < STRONG_PEOPLE {
            lacking.push(match people {
                0 => "no note says whom it is about".into(),
                1 => "it is about one person".into(),
                _ => format!("it is about {people} people"),
            });
        }
        if !seen {
            lacking.push("nobody was seen doing it and nothing was measured".into());
        } else if kinds.len() < 2 {
            lacking.push("there is one kind of evidence only".into());
        }
        if against > 0 {
            lacking.push(if against == 1 {
                "one note speaks against it".into()
            } else {
                format!("{against} notes speak against it")
            });
        }
        let found = format!("{} notes from {sources} sources", firm.len());
        if lacking.is_empty() {
            (Level::Strong, format!("{found}, {people} people, {} kinds of evidence, nothing against it.", kinds.len()))
        } else {
            (Level::Supported, format!("{found}, but {}.", listed(&lacking)))
        }
    }
}

/// Whether somebody said it, was seen, or it was measured.
fn is_firm(evidence: Evidence) -> bool {
    matches!(evidence, Evidence::Quote | Evidence::Observed | Evidence::Data)
}

fn how(evidence: Evidence) -> &'static str {
    match evidence {
        Evidence::Quote => "said",
        Evidence::Observed => "seen",
        Evidence::Data => "measured",
        Evidence::Inferred => "inferred",
        Evidence::Assumed => "assumed",
        Evidence::Question => "asked",
    }
}

/// How many sources notes come from. A place in a source, such as "Interview 1, 12:40", is no source of its own; a note that
/// names none comes from the people whom it is about.
fn sources(notes: &[&Note]) -> usize {
    let source = |note: &Note| {
        let source = note.source.split([',', ';', '(', '·', '@', '#']).next().unwrap_or_default().trim().to_lowercase();
        if !source.is_empty() {
            return Some(source);
        }
        let people: BTreeSet<String> =
            note.who.iter().map(|name| person_key(name)).filter(|name| !name.is_empty()).collect();
        (!people.is_empty()).then(|| people.into_iter().collect::<Vec<_>>().join("+"))
    };
    notes.iter().filter_map(|note| source(note)).collect::<BTreeSet<_>>().len()
}

/// "a", "a and b", "a, b and c".
fn listed(parts: &[String]) -> String {
    match parts {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}
