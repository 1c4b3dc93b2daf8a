//! The tree of causes of a need.

use eframe::egui::{Key, Modifiers};
use empathy_map::app::Command;
use empathy_map::file::Depth;
use empathy_map::model::*;

use super::map;
use super::stage::Person;

/// A window at the depth that shows causes, over two needs of which the first has a cause with one behind it.
fn researcher() -> Person {
    let mut map = map();
    let behind = Cause { text: "Nobody owns the list".into(), ..Cause::default() };
    map.needs[0].causes = vec![Cause { text: "Teams do not talk".into(), causes: vec![behind], ..Cause::default() }];
    let mut person = Person::with(map);
    person.show(Depth::Research);
    person
}

/// The causes of the first need as an outline.
fn outline(person: &Person) -> Vec<String> {
    fn lines(causes: &[Cause], level: usize, found: &mut Vec<String>) {
        for cause in causes {
            found.push("-".repeat(level) + &cause.text);
            lines(&cause.causes, level + 1, found);
        }
    }
    let mut found = Vec::new();
    lines(&person.map().needs[0].causes, 1, &mut found);
    found
}

#[test]
fn a_tree_is_written_with_the_keyboard_alone_and_is_one_undo_step() {
    let mut person = researcher();
    let before = outline(&person);
    person.focus("Cause at level 2: Nobody owns the list");
    person.press(Modifiers::NONE, Key::Enter);
    person.press(Modifiers::NONE, Key::End);
    person.type_text(" of cases");
    person.press(Modifiers::NONE, Key::Enter);
    person.type_text("Each team is measured alone");
    person.press(Modifiers::NONE, Key::Tab);
    person.press(Modifiers::NONE, Key::Enter);
    person.type_text("Targets come from above");
    person.press(Modifiers::SHIFT, Key::Tab);
    person.press(Modifiers::SHIFT, Key::Tab);
    person.press(Modifiers::NONE, Key::Enter);
    person.press(Modifiers::NONE, Key::Enter);
    let written = [
        "-Teams do not talk",
        "--Nobody owns the list of cases",
        "---Each team is measured alone",
        "-Targets come from above",
    ];
    assert_eq!(outline(&person), written);
    assert_eq!(person.focused().as_deref(), Some("Need: Dana needs to tell her story once"));
    person.command(Command::Undo);
    assert_eq!(outline(&person), before);
    assert!(!person.editor().document.can_undo());
}

#[test]
fn the_first_cause_begins_with_the_question_why() {
    let mut person = researcher();
    person.click("+ Why is it not met?");
    person.type_text("One fee has four names");
    assert!(person.map().needs[1].causes.is_empty(), "it is written when its field is left");
    person.press(Modifiers::NONE, Key::Enter);
    person.press(Modifiers::NONE, Key::Escape);
    assert_eq!(person.map().needs[1].causes[0].text, "One fee has four names");
    assert_eq!(person.map().needs[1].causes.len(), 1);
}

#[test]
fn escape_forgets_what_was_typed_and_a_click_elsewhere_writes_it() {
    let mut person = researcher();
    person.click("Cause at level 1: Teams do not talk");
    person.type_text(" at all");
    person.press(Modifiers::NONE, Key::Escape);
    assert_eq!(outline(&person)[0], "-Teams do not talk");
    person.click("Cause at level 1: Teams do not talk");
    person.type_text(" at all");
    person.click("Cause at level 2: Nobody owns the list");
    assert_eq!(outline(&person)[0], "-Teams do not talk at all");
}

#[test]
fn what_was_typed_is_written_when_the_panel_closes_or_shows_less() {
    for leave in [Command::TogglePanel, Command::ShowDepth(Depth::Workshop)] {
        let mut person = researcher();
        person.click("Cause at level 1: Teams do not talk");
        person.type_text(" at all");
        person.command(leave);
        assert_eq!(outline(&person)[0], "-Teams do not talk at all", "{leave:?}");
    }
}

#[test]
fn backspace_takes_an_empty_cause_away_and_keeps_those_behind_it() {
    let mut person = researcher();
    person.click("Cause at level 1: Teams do not talk");
    person.press(Modifiers::COMMAND, Key::A);
    person.press(Modifiers::NONE, Key::Backspace);
    assert_eq!(outline(&person)[0], "-Teams do not talk");
    person.press(Modifiers::NONE, Key::Backspace);
    assert_eq!(outline(&person), ["-Nobody owns the list"]);
}

#[test]
fn a_cause_says_what_it_rests_on() {
    let mut person = researcher();
    person.click("“Nobody owns the list” rests on: not marked");
    person.click("Observed");
    assert_eq!(person.map().needs[0].causes[0].causes[0].evidence, Some(Evidence::Observed));
    person.command(Command::Undo);
    assert_eq!(person.map().needs[0].causes[0].causes[0].evidence, None);
}

#[test]
fn the_menu_of_a_cause_does_all_that_the_keys_do() {
    let mut person = researcher();
    person.click("More about “Nobody owns the list”");
    person.click("Why? Add a cause behind it");
    person.type_text("It has no room in the plan");
    person.press(Modifiers::NONE, Key::Enter);
    person.press(Modifiers::NONE, Key::Escape);
    assert_eq!(outline(&person)[2], "---It has no room in the plan");
    person.click("More about “Nobody owns the list”");
    person.click("Higher");
    assert_eq!(outline(&person), ["-Teams do not talk", "-Nobody owns the list", "--It has no room in the plan"]);
    person.click("More about “Nobody owns the list”");
    person.click("Deeper");
    assert_eq!(outline(&person)[1], "--Nobody owns the list");
    person.click("More about “Nobody owns the list”");
    person.click("Delete with all behind it");
    assert_eq!(outline(&person), ["-Teams do not talk"]);
}

#[test]
fn causes_fold_in() {
    let mut person = researcher();
    person.click("Causes: 2");
    assert!(!person.sees("Cause at level 1: Teams do not talk"));
    person.click("Causes: 2");
    assert!(person.sees("Cause at level 1: Teams do not talk"));
}
