//! How much the panel shows.

use eframe::egui::{Key, Modifiers};
use empathy_map::app::Command;
use empathy_map::file::{Depth, Settings};
use empathy_map::model::*;

use super::stage::Person;
use super::{map, tension};

const STORY: &str = "Need: Dana needs to tell her story once";

/// A map that says something in every field of the summary.
fn full() -> EmpathyMap {
    let mut map = map();
    let story = &mut map.needs[0];
    story.when = "she calls about a bill".into();
    story.so_that = "she can get on with her day".into();
    story.contradicts = vec!["n6".into()];
    story.motivations = vec!["m1".into()];
    story.priority = Some(Priority::Must);
    story.severity = Severity::new(3);
    story.plan.action = "One case file".into();
    story.met_when = vec!["Nobody repeats a case".into()];
    story.causes = vec![Cause { text: "Teams do not talk".into(), ..Cause::default() }];
    map.motivations[0].direction = Some(Direction::Toward);
    map.motivations[0].driver = Some(Driver::Relatedness);
    map.tensions.push(tension());
    map
}

/// What stands on the panel from a depth on.
const SHOWN: &[(Depth, &str)] = &[
    (Depth::Workshop, "Dana needs to tell her story once"),
    (Depth::Workshop, "Theme: Passed around, 2 notes"),
    (Depth::Workshop, "+ Need"),
    (Depth::Team, "because every hand-over makes her start from zero"),
    (Depth::Team, "Priority: Must"),
    (Depth::Team, "Severity 3: Serious"),
    (Depth::Team, "4 A’s plan"),
    (Depth::Team, "Assumption. Why?"),
    (Depth::Team, "Motivation: being taken seriously"),
    (Depth::Research, "when she calls about a bill, so that she can get on with her day"),
    (Depth::Research, "1 note against"),
    (Depth::Research, "Motivations: being taken seriously"),
    (Depth::Research, "Cause at level 1: Teams do not talk"),
    (Depth::Research, "Direction: Toward"),
    (Depth::Research, "Driver: Relatedness"),
    (Depth::Research, "Tension: I should just cancel, but Asks a friend who works there"),
];

#[test]
fn the_switch_hides_and_never_deletes() {
    let mut person = Person::with(full());
    let before = person.map().clone();
    for depth in [Depth::Workshop, Depth::Research, Depth::Team] {
        person.show(depth);
        for (from, name) in SHOWN {
            assert_eq!(person.sees(name), *from <= depth, "{name} at {depth:?}");
        }
    }
    assert_eq!(*person.map(), before);
    assert!(!person.editor().document.can_undo());
}

#[test]
fn signs_and_fields_of_the_plan_come_with_their_depth() {
    let mut person = Person::with(full());
    person.click_in(STORY, "4 A’s plan");
    assert!(person.sees_in(STORY, "Advocacy") && !person.sees_in(STORY, "New sign"));
    person.show(Depth::Research);
    assert!(person.sees_in(STORY, "Advocacy") && person.sees_in(STORY, "New sign"));
    person.show(Depth::Workshop);
    assert!(!person.sees_in(STORY, "Advocacy"));
}

#[test]
fn what_is_hidden_is_counted_and_a_click_shows_it() {
    let mut person = Person::with(full());
    person.show(Depth::Workshop);
    person.click("12 fields, 1 motivation and 1 tension more at Team and Research");
    assert_eq!(person.editor().view.depth, Depth::Team);
    person.click("8 fields and 1 tension more at Research");
    assert_eq!(person.editor().view.depth, Depth::Research);
    assert!(person.names("").iter().all(|name| !name.contains(" more at ")));
}

#[test]
fn a_map_that_says_no_more_hides_nothing() {
    let mut bare = map();
    bare.needs.truncate(1);
    bare.needs[0].because.clear();
    bare.motivations.clear();
    let mut person = Person::with(bare);
    person.show(Depth::Workshop);
    assert!(person.names("").iter().all(|name| !name.contains(" more at ")));
}

#[test]
fn the_depth_is_kept_for_the_next_start() {
    let mut person = Person::with(map());
    person.command(Command::ShowDepth(Depth::Research));
    person.wait_for_proposals();
    let services = person.machine().services();
    assert_eq!(Settings::load(&*services.fs, &services.config_folder).depth, Depth::Research);
}

#[test]
fn what_is_added_is_shown() {
    let mut person = Person::with(map());
    person.show(Depth::Workshop);
    person.command(Command::AddMotivation);
    assert_eq!(person.editor().view.depth, Depth::Team);
    person.type_text("keep the upper hand");
    assert_eq!(person.map().motivations.len(), 2);
    person.show(Depth::Workshop);
    person.select(&["n5", "n6"]);
    person.command(Command::AddTension);
    assert_eq!(person.editor().view.depth, Depth::Research);
    assert_eq!(person.map().tensions.len(), 1);
}

#[test]
fn at_a_workshop_a_click_on_the_line_edits_the_statement_alone() {
    let mut person = Person::with(full());
    person.show(Depth::Workshop);
    person.click("Dana needs to tell her story once");
    assert!(person.sees("Statement") && !person.sees("Because"));
    person.type_text(" only");
    person.press(Modifiers::NONE, Key::Enter);
    assert_eq!(person.map().needs[0].statement, "tell her story once only");
    assert_eq!(person.map().needs[0].because, full().needs[0].because);
}
