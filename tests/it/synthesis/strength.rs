//! How well a need is supported, in words and with the reason.

use empathy_map::model::Evidence::{Assumed, Data, Inferred, Observed, Question, Quote};
use empathy_map::model::Note;
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
fn many_notes_of_one_person_do_not_make_a_need_strong() {
    let supports: Vec<Support<'_>> =
        (0..20).map(|_| ("does", Some(Observed), "Interview 1", ["P1"].as_slice())).collect();
    let map = map_with_need(&supports);
    assert_eq!(Strengths::new(&map).of_need(&map.needs[0]).level, Level::Weak);
}
