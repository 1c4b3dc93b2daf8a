//! How well a need is supported, in words and with the reason.

use empathy_map::model::Evidence::{Assumed, Data, Inferred, Observed, Question, Quote};
use empathy_map::model::{Motivation, Note};
use empathy_map::synthesis::{Level, Strengths};

use super::{Support, map_with_need};

const TABLE: &[(Level, &str, &[Support<'_>])] = &[
    (Level::Assumption, "No note speaks for it yet.", &[]),
    (
        Level::Assumption,
        "What speaks for it is assumed, or not marked with what it rests on.",
        &[("pains", None, "", &[])],
    ),
    (
        Level::Assumption,
        "What speaks for it is assumed, or not marked with what it rests on.",
        &[("pains", Some(Assumed), "Interview 1", &["P1"]), ("does", Some(Question), "Interview 2", &["P2"])],
    ),
    (
        Level::Weak,
        "It is only inferred: nobody said it, nobody was seen, nothing was measured.",
        &[("thinks", None, "", &[])],
    ),
    (
        Level::Weak,
        "It is only inferred: nobody said it, nobody was seen, nothing was measured.",
        &[("does", Some(Inferred), "Interview 1", &["P1"]), ("does", Some(Inferred), "Interview 2", &["P2"])],
    ),
    (Level::Weak, "It rests on one thing that was said.", &[("pains", Some(Quote), "Interview 1", &["P1"])]),
    (
        Level::Weak,
        "It is only inferred: nobody said it, nobody was seen, nothing was measured.",
        &[("feels", None, "Interview 1", &["P1"]), ("pains", Some(Assumed), "Interview 2", &["P2"])],
    ),
    (
        Level::Assumption,
        "What speaks for it is assumed, or not marked with what it rests on.",
        &[("does", None, "Shop", &["P1"])],
    ),
    (Level::Weak, "It rests on one thing that was seen.", &[("does", Some(Observed), "Shop", &["P1", "P2", "P3"])]),
    (
        Level::Weak,
        "It rests on one thing that was measured.",
        &[("pains", Some(Data), "Log", &[]), ("feels", None, "", &[])],
    ),
    (
        Level::Weak,
        "Both notes for it come from one source.",
        &[
            ("pains", Some(Quote), "Interview 1, 12:40", &["P1"]),
            ("does", Some(Observed), "Interview 1, 31:02", &["P1"]),
        ],
    ),
    (
        Level::Weak,
        "The notes for it name no source.",
        &[("pains", Some(Quote), "", &[]), ("pains", Some(Quote), "", &[])],
    ),
    (
        Level::Weak,
        "Both notes for it come from one source.",
        &[("pains", Some(Quote), "Interview 1 (phone)", &["P1"]), ("does", Some(Data), "interview 1; log", &["P2"])],
    ),
    (
        Level::Weak,
        "Both notes for it come from one source.",
        &[("pains", Some(Quote), "", &["Ana  Maria"]), ("does", Some(Observed), "", &["ana maria "])],
    ),
    (
        Level::Supported,
        "2 notes from 2 sources, but it is about one person.",
        &[("pains", Some(Quote), "Interview 1", &["P1"]), ("does", Some(Observed), "Home visit", &["P1"])],
    ),
    (
        Level::Supported,
        "2 notes from 2 sources, but it is about 2 people.",
        &[("pains", Some(Quote), "", &["P1"]), ("does", Some(Data), "", &["P2"]), ("feels", None, "", &["P3"])],
    ),
    (
        Level::Supported,
        "3 notes from 3 sources, but nobody was seen doing it and nothing was measured.",
        &[
            ("pains", Some(Quote), "", &["P1"]),
            ("pains", Some(Quote), "", &["P2"]),
            ("pains", Some(Quote), "", &["P3"]),
        ],
    ),
    (
        Level::Supported,
        "2 notes from 2 sources, but it is about 2 people and nobody was seen doing it and nothing was measured.",
        &[("pains", Some(Quote), "Interview 1", &["P1"]), ("pains", Some(Quote), "Interview 2", &["P2"])],
    ),
    (
        Level::Supported,
        "2 notes from 2 sources, but no note says whom it is about.",
        &[("pains", Some(Quote), "Survey", &[]), ("does", Some(Observed), "Shop", &[])],
    ),
    (
        Level::Supported,
        "3 notes from 3 sources, but there is one kind of evidence only.",
        &[
            ("does", Some(Observed), "", &["P1"]),
            ("does", Some(Observed), "", &["P2"]),
            ("does", Some(Observed), "", &["P3"]),
        ],
    ),
    (
        Level::Strong,
        "2 notes from 2 sources, 3 people, 2 kinds of evidence, nothing against it.",
        &[("pains", Some(Quote), "Workshop", &["P1", "P2"]), ("does", Some(Data), "Log", &["P3"])],
    ),
    (
        Level::Strong,
        "3 notes from 3 sources, 3 people, 2 kinds of evidence, nothing against it.",
        &[
            ("pains", Some(Quote), "Interview 1", &["P1"]),
            ("pains", Some(Quote), "Interview 2", &["P2"]),
            ("does", Some(Observed), "Interview 3", &["p3", "P1 "]),
        ],
    ),
];

#[test]
fn strength_follows_from_what_the_notes_rest_on() {
    for (level, reason, supports) in TABLE {
        let map = map_with_need(supports);
        let strength = Strengths::new(&map).of_need(&map.needs[0]);
        assert_eq!((strength.level, strength.reason.as_str()), (*level, *reason), "{supports:?}");
        assert_eq!(strength.behind.len(), supports.len(), "every note is shown");
    }
}

#[test]
fn a_note_against_it_keeps_a_need_from_being_strong() {
    let mut map = map_with_need(TABLE[TABLE.len() - 1].2);
    map.notes.push(Note::new("n9".into(), "does".into(), "Calls one number and is done"));
    map.needs[0].contradicts.push("n9".into());
    let strength = Strengths::new(&map).of_need(&map.needs[0]);
    assert_eq!(strength.level, Level::Supported);
    assert!(strength.reason.ends_with("but one note speaks against it."), "{}", strength.reason);
}

#[test]
fn a_motivation_is_judged_by_the_same_rules() {
    for (level, reason, supports) in TABLE {
        let map = map_with_need(supports);
        let mut motivation = Motivation::new("m1".into(), "being taken seriously");
        motivation.supports.clone_from(&map.needs[0].supports);
        let strength = Strengths::new(&map).of_motivation(&motivation);
        assert_eq!((strength.level, strength.reason.as_str()), (*level, *reason), "{supports:?}");
    }
}

#[test]
fn levels_stand_in_order_and_have_a_word_each() {
    assert!(Level::ALL.is_sorted());
    assert_eq!(Level::ALL.map(Level::label), ["Assumption", "Weak", "Supported", "Strong"]);
}

#[test]
fn many_notes_of_one_person_do_not_make_a_need_strong() {
    let supports: Vec<Support<'_>> =
        (0..20).map(|_| ("does", Some(Observed), "Interview 1", ["P1"].as_slice())).collect();
    let map = map_with_need(&supports);
    assert_eq!(Strengths::new(&map).of_need(&map.needs[0]).level, Level::Weak);
}
