//! Themes.

use eframe::egui::{Key, Modifiers};
use empathy_map::app::Command;

use super::map;
use super::stage::Person;

const ROW: &str = "Theme: Passed around, 2 notes";

#[test]
fn selected_notes_become_a_theme_that_is_named_at_once() {
    let mut person = Person::with(map());
    person.select(&["n5", "n6"]);
    person.command(Command::Group);
    person.type_text("Thinks of leaving");
    person.press(Modifiers::NONE, Key::Enter);
    assert_eq!(person.map().themes[1].title, "Thinks of leaving");
    assert!(person.sees("Theme: Thinks of leaving, 2 notes"));
}

#[test]
fn grouping_nothing_makes_no_theme() {
    let mut person = Person::with(map());
    person.command(Command::Group);
    assert_eq!(person.map().themes.len(), 1);
}

#[test]
fn a_theme_lights_and_selects_its_notes() {
    let mut person = Person::with(map());
    person.hover(ROW);
    assert_eq!(person.lit(), ["n1", "n2"]);
    person.click(ROW);
    assert_eq!(person.selected(), ["n1", "n2"]);
}

#[test]
fn a_theme_is_renamed_in_place() {
    let mut person = Person::with(map());
    person.click_in(ROW, "More");
    person.click("Rename");
    person.type_text(" again");
    person.press(Modifiers::NONE, Key::Enter);
    assert_eq!(person.map().themes[0].title, "Passed around again");
}

#[test]
fn notes_join_and_leave_a_theme() {
    let mut person = Person::with(map());
    person.select(&["n1", "n6"]);
    person.click_in(ROW, "More");
    person.click("Add selected notes");
    assert!(person.sees("Theme: Passed around, 3 notes"));
    person.command(Command::Ungroup);
    assert!(person.sees("Theme: Passed around, 1 note"));
}

#[test]
fn a_dissolved_theme_leaves_its_notes() {
    let mut person = Person::with(map());
    person.click_in(ROW, "More");
    person.click("Dissolve");
    assert!(person.map().themes.is_empty());
    assert_eq!(person.map().notes.len(), 6);
    assert!(person.map().notes.iter().all(|note| note.theme.is_none()));
}
