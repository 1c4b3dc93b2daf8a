//! One need, four wordings.

use empathy_map::model::{Need, Persona};
use empathy_map::synthesis::{Wording, names_a_thing};

fn dana() -> Persona {
    Persona { name: "Dana".into(), role: "Customer for six years, 34".into(), ..Persona::default() }
}

fn all(need: &Need, persona: &Persona) -> [String; 4] {
    Wording::ALL.map(|wording| wording.sentence(need, persona))
}

#[test]
fn a_full_need_reads_well_in_every_wording() {
    let mut need = Need::new("d1".into(), "tell her story once");
    need.because = "every hand-over makes her start from zero.".into();
    need.when = "she calls about a bill".into();
    need.so_that = "she can get on with her day".into();
    assert_eq!(
        all(&need, &dana()),
        [
            "Dana, customer for six years, 34, needs to tell her story once because every hand-over makes her start from zero.",
            "Dana needs a way to tell her story once so that she can get on with her day.",
            "Dana, customer for six years, 34, wants to tell her story once so that she can get on with her day.",
            "When she calls about a bill, Dana wants to tell her story once, so she can get on with her day.",
        ]
    );
}

#[test]
fn what_a_need_does_not_say_is_left_out() {
    let need = Need::new("d1".into(), "find the invoice");
    let persona = Persona { name: "Dana".into(), ..Persona::default() };
    assert_eq!(
        all(&need, &persona),
        [
            "Dana needs to find the invoice.",
            "Dana needs a way to find the invoice.",
            "As Dana I want to find the invoice.",
            "Dana wants to find the invoice.",
        ]
    );
    let nobody = all(&need, &Persona::default());
    assert_eq!(nobody[0], "They need to find the invoice.");
    assert_eq!(
        Wording::PointOfView.sentence(&Need::new("d2".into(), " "), &dana()),
        "Dana, customer for six years, 34, needs to …"
    );
}

#[test]
fn words_that_the_sentence_brings_are_not_said_twice() {
    let mut need = Need::new("d1".into(), "find the invoice.");
    need.because = "because the tax office asks".into();
    need.when = "When the year ends,".into();
    need.so_that = "so that nothing is late".into();
    let all = all(&need, &Persona { name: "Dana".into(), ..Persona::default() });
    assert_eq!(all[0], "Dana needs to find the invoice because the tax office asks.");
    assert_eq!(all[3], "When the year ends, Dana wants to find the invoice, so nothing is late.");
}

#[test]
fn a_need_that_names_a_thing_gets_a_hint() {
    for thing in [
        "a dashboard",
        "dashboard",
        "the app",
        "a better overview",
        "new filters",
        "have a portal",
        "report",
        "an email for each step",
    ] {
        assert!(names_a_thing(thing).is_some(), "{thing}");
    }
    let verbs = [
        "tell her story once",
        "find the invoice",
        "report a fault",
        "filter by date",
        "know when it comes",
        "be heard",
        "",
        "trust the app",
    ];
    for verb in verbs {
        assert_eq!(names_a_thing(verb), None, "{verb}");
    }
    assert_eq!(names_a_thing("a dashboard").as_deref(), Some("“dashboard” is an answer. What does it let them do?"));
}
