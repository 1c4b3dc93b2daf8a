//! The inspector of the selected notes.

use eframe::egui::{Key, Modifiers};
use empathy_map::app::Command;
use empathy_map::model::*;

use super::map;
use super::stage::Person;

#[test]
fn evidence_is_set_on_three_notes_in_one_undo_step() {
    let mut person = Person::with(map());
    person.select(&["n1", "n2", "n3"]);
    assert!(person.sees("3 notes selected"));
    person.click("Evidence: quote");
    assert!(person.map().notes[..3].iter().all(|note| note.evidence == Some(Evidence::Quote)));
    person.command(Command::Undo);
    assert!(person.map().notes.iter().all(|note| note.evidence.is_none()));
}

#[test]
fn the_chosen_evidence_is_taken_away_by_a_second_click() {
    let mut person = Person::with(map());
    person.select(&["n1"]);
    person.click("Evidence: observed");
    person.click("Evidence: observed");
    assert_eq!(person.map().notes[0].evidence, None);
}

#[test]
fn values_that_differ_say_so() {
    let mut map = map();
    map.notes[0].evidence = Some(Evidence::Quote);
    let mut person = Person::with(map);
    person.select(&["n1", "n2"]);
    assert!(person.sees("Mixed"));
    person.click("Evidence: data");
    assert!(!person.sees("Mixed"));
}

#[test]
fn a_source_for_several_notes_is_one_change_when_the_field_is_left() {
    let mut person = Person::with(map());
    person.select(&["n1", "n2"]);
    person.click_field("Source");
    person.type_text("Interview");
    person.type_text(" 3");
    assert_eq!(person.map().notes[0].source, "");
    person.press(Modifiers::NONE, Key::Enter);
    assert!(person.map().notes[..2].iter().all(|note| note.source == "Interview 3"));
    person.command(Command::Undo);
    assert!(person.map().notes.iter().all(|note| note.source.is_empty()));
}

#[test]
fn what_was_typed_goes_to_the_notes_it_was_typed_for() {
    let mut person = Person::with(map());
    person.select(&["n1"]);
    person.click_field("Source");
    person.type_text("Interview 1");
    person.select(&["n2"]);
    assert_eq!(person.map().notes[0].source, "Interview 1");
    assert_eq!(person.map().notes[1].source, "");
}

#[test]
fn escape_forgets_what_was_typed() {
    let mut person = Person::with(map());
    person.select(&["n1"]);
    person.click_field("Source");
    person.type_text("Nonsense");
    person.press(Modifiers::NONE, Key::Escape);
    assert_eq!(person.map().notes[0].source, "");
    assert_eq!(person.selected(), ["n1"]);
}

#[test]
fn people_and_tags_are_added_and_removed() {
    let mut person = Person::with(map());
    person.select(&["n1", "n2"]);
    person.click_field("Add a person");
    person.type_text("P3");
    person.press(Modifiers::NONE, Key::Enter);
    person.type_text("P4");
    person.press(Modifiers::NONE, Key::Enter);
    assert_eq!(person.map().notes[1].who, ["P3", "P4"]);
    person.click("Remove P3");
    assert_eq!(person.map().notes[0].who, ["P4"]);
    person.click_field("Add a tag");
    person.type_text("handover");
    person.press(Modifiers::NONE, Key::Enter);
    assert_eq!(person.map().notes[0].tags, ["handover"]);
}

#[test]
fn feeling_theme_and_quadrant_are_chosen() {
    let mut person = Person::with(map());
    person.select(&["n5", "n6"]);
    person.click("Feeling: bad");
    assert_eq!(person.map().notes[4].feeling, Feeling::new(-1));
    person.click("Theme: None");
    person.click("Passed around");
    assert_eq!(person.map().notes[5].theme, Some("t1".into()));
    person.click("Quadrant: Mixed");
    person.click("Feels");
    assert!(
        person
            .map()
            .notes
            .iter()
            .all(|note| !["n5", "n6"].contains(&note.id.as_str()) || note.quadrant.as_str() == "feels")
    );
}

#[test]
fn the_inspector_goes_with_the_selection_and_folds() {
    let mut person = Person::with(map());
    assert!(!person.sees("Hide the properties"));
    person.select(&["n1"]);
    person.click("Hide the properties");
    assert!(person.sees("1 note selected"));
    assert!(!person.sees("Evidence: quote"));
    person.select(&[]);
    assert!(!person.sees("1 note selected"));
}
