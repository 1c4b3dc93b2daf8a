//! What a map does not know yet.

use empathy_map::model::{Cause, EmpathyMap, Evidence, Need, Priority, Severity, Tension, Theme};
use empathy_map::synthesis::{Gap, gaps};

use super::map_of;

/// A map without gaps: three notes in each quadrant.
fn complete() -> EmpathyMap {
    let quadrants = ["thinks", "feels", "does", "pains"];
    let notes: Vec<(&str, &str)> =
        quadrants.iter().flat_map(|quadrant| [(*quadrant, "one"), (*quadrant, "two"), (*quadrant, "three")]).collect();
    map_of(&notes)
}

/// A need that has a reason, a plan and notes.
fn need() -> Need {
    let mut need = Need::new("d1".into(), "tell her story once");
    need.because = "it wears her out".into();
    need.priority = Some(Priority::Must);
    need.plan.action = "One case file".into();
    need.supports = vec!["n001".into()];
    need
}

fn theme(id: &str) -> Theme {
    Theme { id: id.into(), title: "Passed around".into(), extra: Default::default() }
}

#[test]
fn an_empty_map_and_a_complete_one_have_no_gaps() {
    assert_eq!(gaps(&EmpathyMap::default()), []);
    let mut map = complete();
    map.notes[0].evidence = Some(Evidence::Quote);
    map.needs.push(need());
    assert_eq!(gaps(&map), []);
}

/// Changes a complete map; the gap that this makes, and its sentence.
type Row = (fn(&mut EmpathyMap), Gap, &'static str);

#[test]
fn each_kind_of_gap_is_found_and_said_in_a_sentence() {
    let table: Vec<Row> = vec![
        (
            |map| map.notes.retain(|note| note.quadrant.as_str() != "feels"),
            Gap::ThinQuadrant("feels".into()),
            "Nothing in “Feels” yet.",
        ),
        (
            |map| map.notes.retain(|note| note.quadrant.as_str() != "does" || note.text == "one"),
            Gap::ThinQuadrant("does".into()),
            "Only one note in “Does”.",
        ),
        (
            |map| {
                map.themes.push(theme("t1"));
                map.notes
                    .iter_mut()
                    .filter(|note| note.quadrant.as_str() == "pains")
                    .for_each(|note| note.theme = Some("t1".into()));
            },
            Gap::PainsWithoutDeeds("t1".into()),
            "“Passed around” hurts, but we have not seen what anybody does about it.",
        ),
        (
            |map| {
                let mut need = need();
                need.supports.clear();
                map.needs.push(need);
            },
            Gap::AssumedNeed("d1".into()),
            "The need to tell her story once rests on assumptions only.",
        ),
        (
            |map| {
                map.themes.push(theme("t1"));
                map.notes.iter_mut().skip(1).for_each(|note| note.theme = Some("t1".into()));
            },
            Gap::NotesWithoutTheme(vec!["n001".into()]),
            "“one” belongs to no theme.",
        ),
        (
            |map| {
                let tension = Tension {
                    id: "x1".into(),
                    this: vec!["n001".into()],
                    but: vec!["n004".into()],
                    insight: String::new(),
                    extra: Default::default(),
                };
                map.tensions.push(tension);
            },
            Gap::TensionWithoutNeed("x1".into()),
            "The tension around “one” has led to no need.",
        ),
        (
            |map| {
                for (note, who) in map.notes.iter_mut().zip(["P1", "P2", "P4"]) {
                    note.who.push(who.into());
                }
            },
            Gap::PersonWithoutNotes("P3".into()),
            "No note is about P3.",
        ),
        (
            |map| map.needs.push(Need { because: String::new(), ..need() }),
            Gap::NeedWithoutReason("d1".into()),
            "We agreed on the need to tell her story once, but do not say why.",
        ),
        (
            |map| map.needs.push(Need { plan: Default::default(), ..need() }),
            Gap::TopNeedWithoutPlan("d1".into()),
            "The need to tell her story once matters most and has no plan.",
        ),
        (
            |map| {
                let plan = Default::default();
                map.needs.push(Need { priority: None, severity: Severity::new(4), plan, ..need() });
            },
            Gap::TopNeedWithoutPlan("d1".into()),
            "The need to tell her story once matters most and has no plan.",
        ),
        (
            |map| {
                let known = Cause { text: "No shared file".into(), evidence: Some(Evidence::Data), ..Cause::default() };
                let open = Cause { text: "Each team is measured alone".into(), causes: Vec::new(), ..Cause::default() };
                let above = Cause { text: "Teams do not talk".into(), causes: vec![open], ..Cause::default() };
                map.needs.push(Need { causes: vec![known, above], ..need() });
            },
            Gap::CausesWithoutEvidence("d1".into(), 1),
            "A cause behind the need to tell her story once rests on nothing.",
        ),
        (
            |map| map.notes[3].evidence = Some(Evidence::Question),
            Gap::OpenQuestion("n004".into()),
            "Open question: one.",
        ),
    ];
    for (change, gap, sentence) in table {
        let mut map = complete();
        map.notes[0].evidence = Some(Evidence::Quote);
        change(&mut map);
        let found = gaps(&map);
        assert!(found.contains(&gap), "{gap:?} is not in {found:?}");
        assert_eq!(gap.sentence(&map), sentence);
    }
}

#[test]
fn what_a_map_cannot_have_is_no_gap() {
    // Without themes, notes are not unsorted; without a quadrant for deeds, no theme lacks any.
    let mut map = complete();
    assert!(!gaps(&map).iter().any(|gap| matches!(gap, Gap::NotesWithoutTheme(_))));
    map.quadrants.retain(|quadrant| quadrant.id.as_str() != "does");
    map.notes.retain(|note| note.quadrant.as_str() != "does");
    map.themes.push(theme("t1"));
    map.notes.iter_mut().for_each(|note| note.theme = Some("t1".into()));
    assert!(!gaps(&map).iter().any(|gap| matches!(gap, Gap::PainsWithoutDeeds(_))));
    // A need that the team put aside asks for no reason and no plan.
    let wont = Need {
        priority: Some(Priority::Wont),
        severity: Severity::new(4),
        because: String::new(),
        plan: Default::default(),
        ..need()
    };
    map.notes[0].evidence = Some(Evidence::Quote);
    map.needs.push(wont);
    assert_eq!(gaps(&map), []);
}
