//! What a map does not know yet, each gap with the item that it is about.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use super::kind::Kind;
use super::strength::{Level, Strengths};
use crate::model::{
    Cause, EmpathyMap, Evidence, NeedId, NoteId, Plan, Priority, QuadrantId, Severity, TensionId, ThemeId,
};

/// A quadrant with fewer notes than this is thin.
const THIN: usize = 3;
/// A quadrant is thin as well with fewer notes than this part of an even share.
const THIN_SHARE: usize = 4;
/// From this severity on, a need is among the top ones.
const TOP_SEVERITY: i64 = 3;

/// Something that a map does not know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Gap {
    /// A quadrant has few notes or none.
    ThinQuadrant(QuadrantId),
    /// A theme has pains, but nothing that anybody does about them.
    PainsWithoutDeeds(ThemeId),
    /// A need rests on assumptions only.
    AssumedNeed(NeedId),
    /// Notes belong to no theme.
    NotesWithoutTheme(Vec<NoteId>),
    /// A tension has led to no need.
    TensionWithoutNeed(TensionId),
    /// Somebody is named or counted, but no note is about them.
    PersonWithoutNotes(String),
    /// The team has agreed on a need and does not say why.
    NeedWithoutReason(NeedId),
    /// One of the most important needs has no plan.
    TopNeedWithoutPlan(NeedId),
    /// A need has so many causes that rest on nothing.
    CausesWithoutEvidence(NeedId, usize),
    /// A note asks something that nobody has answered.
    OpenQuestion(NoteId),
}

/// All gaps of a map, in the order of [`Gap`] and then of the document.
pub fn gaps(map: &EmpathyMap) -> Vec<Gap> {
    gaps_by(map, &Strengths::new(map))
}

/// The same, where it is known already what the notes of the map support.
pub fn gaps_by(map: &EmpathyMap, strengths: &Strengths<'_>) -> Vec<Gap> {
    let mut gaps = Vec::new();
    gaps.extend(thin_quadrants(map));
    gaps.extend(pains_without_deeds(map));
    let needs = || map.needs.iter();
    gaps.extend(
        needs()
            .filter(|need| strengths.of_need(need).level == Level::Assumption)
            .map(|need| Gap::AssumedNeed(need.id.clone())),
    );
    // While nothing is sorted yet, it is no gap that a note is not.
    let loose: Vec<NoteId> = map.notes.iter().filter(|note| note.theme.is_none()).map(|note| note.id.clone()).collect();
    if !map.themes.is_empty() && !loose.is_empty() {
        gaps.push(Gap::NotesWithoutTheme(loose));
    }
    let used: HashSet<&NoteId> = needs().flat_map(|need| need.supports.iter().chain(&need.contradicts)).collect();
    gaps.extend(
        (map.tensions.iter())
            .filter(|tension| !tension.this.iter().chain(&tension.but).any(|note| used.contains(note)))
            .map(|tension| Gap::TensionWithoutNeed(tension.id.clone())),
    );
    gaps.extend(people_without_notes(map).into_iter().map(Gap::PersonWithoutNotes));
    let agreed = |priority: Option<Priority>| priority.is_some_and(|priority| priority != Priority::Wont);
    gaps.extend(
        needs()
            .filter(|need| agreed(need.priority) && need.because.trim().is_empty())
            .map(|need| Gap::NeedWithoutReason(need.id.clone())),
    );
    let top = |priority, severity: Option<Severity>| {
        priority == Some(Priority::Must)
            || priority != Some(Priority::Wont) && severity.is_some_and(|severity| severity.step() >= TOP_SEVERITY)
    };
    gaps.extend(
        needs()
            .filter(|need| top(need.priority, need.severity) && is_unplanned(&need.plan))
            .map(|need| Gap::TopNeedWithoutPlan(need.id.clone())),
    );
    for need in needs() {
        let count = causes_without_evidence(&need.causes);
        if count > 0 {
            gaps.push(Gap::CausesWithoutEvidence(need.id.clone(), count));
        }
    }
    let questions = map.notes.iter().filter(|note| note.evidence == Some(Evidence::Question));
    gaps.extend(questions.map(|note| Gap::OpenQuestion(note.id.clone())));
    gaps
}

impl Gap {
    /// The gap in a sentence with a full stop, with the words of `map`.
    pub fn sentence(&self, map: &EmpathyMap) -> String {
        let need = |id: &NeedId| map.need(id).map_or("", |need| need.statement.trim());
        let note = |id: &NoteId| map.note(id).map_or_else(String::new, |note| shortened(&note.text));
        match self {
            Self::ThinQuadrant(id) => {
                let title = map.quadrant(id).map_or("", |quadrant| quadrant.title.trim());
                match map.notes.iter().filter(|note| note.quadrant == *id).count() {
                    0 => format!("Nothing in “{title}” yet."),
                    1 => format!("Only one note in “{title}”."),
                    count => format!("Only {count} notes in “{title}”."),
                }
            }
            Self::PainsWithoutDeeds(id) => {
                let title = map.theme(id).map_or("", |theme| theme.title.trim());
                format!("“{title}” hurts, but we have not seen what anybody does about it.")
            }
            Self::AssumedNeed(id) => format!("The need to {} rests on assumptions only.", need(id)),
            Self::NotesWithoutTheme(notes) => match notes.as_slice() {
                [one] => format!("“{}” belongs to no theme.", note(one)),
                many => format!("{} notes belong to no theme.", many.len()),
            },
            Self::TensionWithoutNeed(id) => {
                let tension = map.tension(id);
                let side = tension.and_then(|tension| tension.this.first()).map(note).unwrap_or_default();
                format!("The tension around “{side}” has led to no need.")
            }
            Self::PersonWithoutNotes(name) => format!("No note is about {name}."),
            Self::NeedWithoutReason(id) => format!("We agreed on the need to {}, but do not say why.", need(id)),
            Self::TopNeedWithoutPlan(id) => format!("The need to {} matters most and has no plan.", need(id)),
            Self::CausesWithoutEvidence(id, 1) => format!("A cause behind the need to {} rests on nothing.", need(id)),
            Self::CausesWithoutEvidence(id, count) => {
                format!("{count} causes behind the need to {} rest on nothing.", need(id))
            }
            Self::OpenQuestion(id) => format!("Open question: {}", closed(&note(id))),
        }
    }
}

fn thin_quadrants(map: &EmpathyMap) -> Vec<Gap> {
    let mut counts: HashMap<&QuadrantId, usize> = HashMap::new();
    map.notes.iter().for_each(|note| *counts.entry(&note.quadrant).or_default() += 1);
    let share = map.notes.len() / map.quadrants.len().max(1);
    let thin = |id: &QuadrantId| {
        let count = counts.get(id).copied().unwrap_or_default();
        count < THIN || count * THIN_SHARE < share
    };
    // An empty map is a beginning and has no gaps.
    let quadrants = map.quadrants.iter().filter(|quadrant| !map.notes.is_empty() && thin(&quadrant.id));
    quadrants.map(|quadrant| Gap::ThinQuadrant(quadrant.id.clone())).collect()
}

fn pains_without_deeds(map: &EmpathyMap) -> Vec<Gap> {
    let kinds: HashMap<&QuadrantId, Kind> =
        map.quadrants.iter().map(|quadrant| (&quadrant.id, Kind::of(quadrant))).collect();
    // A map without a quadrant for deeds cannot lack any.
    if !kinds.values().any(|kind| *kind == Kind::Does) {
        return Vec::new();
    }
    let present: HashSet<(&ThemeId, Kind)> =
        (map.notes.iter()).filter_map(|note| Some((note.theme.as_ref()?, *kinds.get(&note.quadrant)?))).collect();
    let has = |theme, kind| present.contains(&(theme, kind));
    let themes = map.themes.iter().filter(|theme| has(&theme.id, Kind::Pains) && !has(&theme.id, Kind::Does));
    themes.map(|theme| Gap::PainsWithoutDeeds(theme.id.clone())).collect()
}

/// Pseudonyms that are missing in a row, such as P3 between P1 and P4, and those that only needs name.
fn people_without_notes(map: &EmpathyMap) -> Vec<String> {
    let present: BTreeSet<&str> = map.notes.iter().flat_map(|note| &note.who).map(|name| name.trim()).collect();
    let mut rows: BTreeMap<&str, BTreeSet<u32>> = BTreeMap::new();
    for name in &present {
        if let Some((lead, number)) = numbered(name) {
            rows.entry(lead).or_default().insert(number);
        }
    }
    let mut missing = Vec::new();
    for (lead, numbers) in &rows {
        let last = numbers.last().copied().unwrap_or_default();
        // A few holes are people who were left out; many are no row of people.
        if last as usize <= 2 * numbers.len() + 1 && numbers.len() > 1 {
            missing
                .extend((1..last).filter(|number| !numbers.contains(number)).map(|number| format!("{lead}{number}")));
        }
    }
    for name in map.needs.iter().map(|need| need.who.trim()) {
        let in_row = numbered(name).is_some_and(|(lead, _)| rows.contains_key(lead));
        if in_row && !present.contains(name) && !missing.iter().any(|known| known == name) {
            missing.push(name.to_owned());
        }
    }
    missing
}

/// A pseudonym's letters and number.
fn numbered(name: &str) -> Option<(&str, u32)> {
    let digits = name.trim_end_matches(|c: char| c.is_ascii_digit());
    let number = name[digits.len()..].parse().ok()?;
    (!digits.is_empty() && digits.chars().count() <= 3).then_some((digits, number))
}

/// Whether a plan says nothing yet.
fn is_unplanned(plan: &Plan) -> bool {
    let parts = [&plan.awareness, &plan.acknowledgment, &plan.action, &plan.advocacy];
    parts.iter().all(|part| part.trim().is_empty())
}

fn causes_without_evidence(causes: &[Cause]) -> usize {
    let one = |cause: &Cause| usize::from(rests_on_nothing(cause)) + causes_without_evidence(&cause.causes);
    causes.iter().map(one).sum()
}

/// Whether nothing speaks for a cause. One with causes behind it is explained by them.
pub fn rests_on_nothing(cause: &Cause) -> bool {
    let is_explained = !cause.causes.is_empty() || cause.text.trim().is_empty();
    !is_explained && matches!(cause.evidence, None | Some(Evidence::Assumed | Evidence::Question))
}

fn shortened(text: &str) -> String {
    const LENGTH: usize = 60;
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= LENGTH { line } else { line.chars().take(LENGTH).chain(['…']).collect() }
}

fn closed(text: &str) -> String {
    if text.ends_with(['.', '?', '!', '…']) { text.to_owned() } else { format!("{text}.") }
}
