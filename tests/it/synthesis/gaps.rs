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

/// A need that is changed, and whether that makes the gap.
type Boundary = (&'static str, fn(&mut Need), bool);
/// The boundaries of a kind of gap, and how it is told from others.
type Boundaries = (Vec<Boundary>, fn(&Gap) -> bool);

#[test]
fn the_gaps_of_a_need_begin_and_end_where_the_rules_say() {
    let reason: Vec<Boundary> = vec![
        (
            "a could need without a reason",
            |need| (need.priority, need.because) = (Some(Priority::Could), " ".into()),
            true,
        ),
        (
            "a should need without a reason",
            |need| (need.priority, need.because) = (Some(Priority::Should), "".into()),
            true,
        ),
        ("nothing agreed", |need| (need.priority, need.because) = (None, "".into()), false),
        ("put aside", |need| (need.priority, need.because) = (Some(Priority::Wont), "".into()), false),
        ("with a reason", |_| {}, false),
    ];
    let plan: Vec<Boundary> = vec![
        ("a must need whose plan is blank", |need| need.plan.action = " \n".into(), true),
        (
            "one part of the plan is enough",
            |need| (need.plan.action, need.plan.advocacy) = ("".into(), "Call".into()),
            false,
        ),
        (
            "severity three",
            |need| {
                (need.priority, need.severity) = (Some(Priority::Could), Severity::new(3));
                need.plan = Default::default();
            },
            true,
        ),
        (
            "severity two",
            |need| {
                (need.priority, need.severity) = (Some(Priority::Should), Severity::new(2));
                need.plan = Default::default();
            },
            false,
        ),
    ];
    let causes: Vec<Boundary> = vec![
        ("assumed", |need| need.causes = vec![cause("a", Some(Evidence::Assumed), vec![])], true),
        ("asked", |need| need.causes = vec![cause("a", Some(Evidence::Question), vec![])], true),
        ("not marked", |need| need.causes = vec![cause("a", None, vec![])], true),
        ("inferred", |need| need.causes = vec![cause("a", Some(Evidence::Inferred), vec![])], false),
        (
            "explained by one that is known",
            |need| need.causes = vec![cause("a", None, vec![cause("b", Some(Evidence::Data), vec![])])],
            false,
        ),
        (
            "explained by one that is not",
            |need| need.causes = vec![cause("a", Some(Evidence::Data), vec![cause("b", None, vec![])])],
            true,
        ),
        ("without words", |need| need.causes = vec![cause(" ", None, vec![])], false),
    ];
    let assumed: Vec<Boundary> = vec![
        ("nothing behind it", |need| need.supports.clear(), true),
        ("an unmarked deed", |need| need.supports = vec!["n007".into()], true),
        ("an unmarked thought", |need| need.supports = vec!["n002".into()], false),
        ("a quote", |_| {}, false),
    ];
    let is_reason = |gap: &Gap| matches!(gap, Gap::NeedWithoutReason(_));
    let is_plan = |gap: &Gap| matches!(gap, Gap::TopNeedWithoutPlan(_));
    let is_cause = |gap: &Gap| matches!(gap, Gap::CausesWithoutEvidence(..));
    let is_assumed = |gap: &Gap| matches!(gap, Gap::AssumedNeed(_));
    let tables: [Boundaries; 4] = [(reason, is_reason), (plan, is_plan), (causes, is_cause), (assumed, is_assumed)];
    for (table, is_it) in tables {
        for (what, change, expected) in table {
            let mut map = complete();
            map.notes[0].evidence = Some(Evidence::Quote);
            let mut need = need();
            change(&mut need);
            map.needs.push(need);
            assert_eq!(gaps(&map).iter().any(is_it), expected, "{what}");
        }
    }
}

fn cause(text: &str, evidence: Option<Evidence>, causes: Vec<Cause>) -> Cause {
    Cause { text: text.into(), evidence, causes, ..Cause::default() }
}

#[test]
fn a_quadrant_is_thin_below_three_notes_or_a_quarter_of_an_even_share() {
    // Notes in the first quadrant, in each of the others, and whether the first is thin.
    for (first, others, expected) in
        [(0, 3, true), (2, 3, true), (3, 3, false), (3, 16, false), (3, 17, true), (4, 21, false), (4, 22, true)]
    {
        let quadrants = [("thinks", first), ("feels", others), ("does", others), ("pains", others)];
        let notes: Vec<(&str, &str)> =
            quadrants.iter().flat_map(|(quadrant, count)| std::iter::repeat_n((*quadrant, "one"), *count)).collect();
        let is_thin = gaps(&map_of(&notes)).contains(&Gap::ThinQuadrant("thinks".into()));
        assert_eq!(is_thin, expected, "{first} notes beside {others}");
    }
}

#[test]
fn people_are_missed_in_a_row_of_names_and_where_a_need_is_about_them() {
    // Whom notes are about, whom a need is about, and who is missed.
    let table: [(&[&str], &str, &[&str]); 7] = [
        (&["P1", "P2", "P3"], "", &[]),
        (&["P1", "P4"], "", &["P2", "P3"]),
        (&["P2", "P3"], "", &["P1"]),
        (&["P1", "P2"], "P7", &["P7"]),
        (&["P1", "P40"], "", &[]),
        (&["Ana", "Mei"], "Jonas", &[]),
        (&["P1"], "", &[]),
    ];
    for (present, need_of, missed) in table {
        let mut map = complete();
        for (note, who) in map.notes.iter_mut().zip(present) {
            note.who.push((*who).into());
        }
        map.needs.push(Need { who: need_of.into(), ..need() });
        let found: Vec<String> = (gaps(&map).into_iter())
            .filter_map(|gap| match gap {
                Gap::PersonWithoutNotes(name) => Some(name),
                _ => None,
            })
            .collect();
        assert_eq!(found, missed, "{present:?}, a need of {need_of:?}");
    }
}

#[test]
fn a_tension_has_led_to_a_need_that_uses_either_side_for_or_against() {
    for (supports, contradicts, expected) in [
        (vec!["n001"], vec![], false),
        (vec!["n004"], vec![], false),
        (vec!["n002"], vec!["n004"], false),
        (vec!["n002"], vec![], true),
    ] {
        let mut map = complete();
        let tension = Tension {
            id: "x1".into(),
            this: vec!["n001".into()],
            but: vec!["n004".into()],
            insight: String::new(),
            extra: Default::default(),
        };
        map.tensions.push(tension);
        let ids = |ids: &[&str]| ids.iter().map(|id| (*id).into()).collect();
        map.needs.push(Need { supports: ids(&supports), contradicts: ids(&contradicts), ..need() });
        let found = gaps(&map).contains(&Gap::TensionWithoutNeed("x1".into()));
        assert_eq!(found, expected, "{supports:?} against {contradicts:?}");
    }
}
