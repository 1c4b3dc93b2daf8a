//! How well needs and motivations are supported, in the window.

use eframe::egui::{Key, Modifiers};
use empathy_map::file::Depth;
use empathy_map::model::*;

use super::map;
use super::stage::Person;

const STORY: &str = "Need: Dana needs to tell her story once";
const BILL: &str = "Need: Dana needs to understand a bill before she pays it";

/// A map on which the first need is strong and the second an assumption.
fn studied() -> EmpathyMap {
    let mut map = map();
    let marks = [(Evidence::Quote, "Interview 1", "P1"), (Evidence::Quote, "Interview 2", "P2")];
    for (note, (evidence, source, who)) in map.notes.iter_mut().zip(marks) {
        note.evidence = Some(evidence);
        note.source = source.into();
        note.who = vec![who.into()];
    }
    map.notes[2].evidence = Some(Evidence::Observed);
    map.notes[2].who = vec!["P3".into()];
    map.notes[3].who = vec!["P4".into()];
    map
}

#[test]
fn a_need_says_in_a_word_how_well_it_is_supported_and_by_how_many_people() {
    let mut person = Person::with(studied());
    assert!(person.sees_in(STORY, "Strong. Why?") && person.sees_in(STORY, "3 of 4 people"));
    assert!(person.sees_in(BILL, "Assumption. Why?") && person.sees_in(BILL, "0 of 4 people"));
    person.show(Depth::Workshop);
    assert!(!person.sees_in(STORY, "Strong. Why?"));
}

#[test]
fn for_research_the_reason_stands_below_and_motivations_have_a_strength_too() {
    let mut person = Person::with(studied());
    assert!(!person.sees_in("Motivation: ", "Weak. Why?"));
    person.show(Depth::Research);
    let reason = "3 notes from 3 sources, 3 people, 2 kinds of evidence, nothing against it.";
    assert!(person.sees_in(STORY, reason));
    assert!(person.sees_in(BILL, "No note speaks for it yet."));
    assert!(person.sees_in("Motivation: ", "Weak. Why?"), "an unmarked feeling is a conclusion");
    assert!(person.sees_in(STORY, "2 notes in Pain points: quote"));
}

#[test]
fn why_lists_the_notes_with_what_they_rest_on_and_a_click_shows_one() {
    let mut map = studied();
    map.needs[0].contradicts = vec!["n6".into()];
    let mut person = Person::with(map);
    person.click("Supported. Why?");
    assert!(person.sees("Chat closes at six: Quote  ·  Interview 2  ·  P2"));
    assert!(person.sees("Keeps screenshots of every bill: Observed  ·  P3"));
    assert!(person.sees("Against it"));
    person.click("Asks a friend who works there: Not marked");
    assert_eq!(person.selected(), ["n6"]);
    assert!(!person.sees("Against it"), "the list has closed");
}

#[test]
fn why_is_asked_and_followed_with_the_keyboard() {
    let mut person = Person::with(studied());
    person.focus("Strong. Why?");
    person.press(Modifiers::NONE, Key::Enter);
    person.focus("Chat closes at six: Quote  ·  Interview 2  ·  P2");
    person.press(Modifiers::NONE, Key::Enter);
    assert_eq!(person.selected(), ["n2"]);
}

#[test]
fn the_word_follows_the_notes() {
    let mut person = Person::with(studied());
    person.select(&["n3"]);
    person.click("Evidence: observed");
    assert!(person.sees_in(STORY, "Supported. Why?"), "nobody is seen any more");
}

#[test]
fn a_map_that_names_nobody_counts_nobody() {
    let person = Person::with(map());
    assert!(person.names("").iter().all(|name| !name.ends_with(" people")));
}
