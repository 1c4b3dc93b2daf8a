//! What we do not know, and the way to what it is about.

use eframe::egui::{Key, Modifiers};
use empathy_map::file::Depth;
use empathy_map::model::*;
use empathy_map::synthesis::gaps;

use super::stage::Person;
use super::{map, tension};

/// A map with every kind of gap.
fn open() -> EmpathyMap {
    let mut map = map();
    map.needs[0].because.clear();
    map.needs[0].priority = Some(Priority::Must);
    let cause = |text: &str, causes| Cause { text: text.into(), causes, ..Cause::default() };
    map.needs[0].causes = vec![cause("Teams do not talk", vec![cause("Nobody owns the list", vec![])])];
    map.notes[0].who = vec!["P1".into()];
    map.notes[1].who = vec!["P3".into()];
    map.notes[5].evidence = Some(Evidence::Question);
    map.tensions.push(tension());
    map
}

/// Somebody who sees all gaps of that map.
fn person() -> Person {
    let mut person = Person::with(open());
    person.click(&format!("Show all {}", gaps(&open()).len()));
    person
}

#[test]
fn every_gap_is_a_sentence_of_which_a_few_are_shown_at_first() {
    let mut person = Person::with(open());
    let sentences: Vec<String> = gaps(&open()).iter().map(|gap| gap.sentence(&open())).collect();
    assert!(sentences.len() > 8, "{sentences:?}");
    let seen = |person: &Person| sentences.iter().filter(|sentence| person.sees(sentence)).count();
    assert_eq!(seen(&person), 3);
    person.click(&format!("Show all {}", sentences.len()));
    assert_eq!(seen(&person), sentences.len());
    person.show(Depth::Workshop);
    assert_eq!(seen(&person), 0);
}

#[test]
fn the_gaps_are_copied_as_a_list() {
    let mut person = Person::with(open());
    let list: String = gaps(&open()).iter().map(|gap| format!("- {}\n", gap.sentence(&open()))).collect();
    assert_eq!(person.copy_by("Copy as a list"), Some(list));
    assert!(person.sees("List copied."));
}

#[test]
fn a_gap_about_notes_selects_them() {
    let mut person = person();
    person.click("4 notes belong to no theme.");
    assert_eq!(person.selected(), ["n3", "n4", "n5", "n6"]);
    person.select(&[]);
    person.click("Open question: Asks a friend who works there.");
    assert_eq!(person.selected(), ["n6"]);
    person.select(&[]);
    person.click("“Passed around” hurts, but we have not seen what anybody does about it.");
    assert_eq!(person.selected(), ["n1", "n2"]);
}

#[test]
fn a_thin_quadrant_comes_into_view() {
    let mut person = person();
    person.click("Only one note in “Feels”.");
    person.wait_for_proposals();
    let view = &person.editor().view;
    let (canvas, camera) = (view.canvas_rect.expect("a canvas"), view.camera);
    let scene = &person.editor().scene;
    let rect = scene.quadrants.iter().find(|quadrant| quadrant.id.as_str() == "feels").expect("placed").rect;
    let seen = camera.screen_rect(canvas, rect);
    assert!(canvas.expand(1.0).contains_rect(seen), "{seen} in {canvas}");
    assert!(seen.width() > canvas.width() * 0.7 || seen.height() > canvas.height() * 0.7, "{seen} in {canvas}");
}

#[test]
fn a_gap_about_a_need_opens_what_is_empty_with_the_keyboard_in_it() {
    let mut person = person();
    person.click("We agreed on the need to tell her story once, but do not say why.");
    assert_eq!(person.focused().as_deref(), Some("Because"));
    person.type_text("it wears her out");
    assert_eq!(person.map().needs[0].because, "it wears her out");
    person.click("The need to tell her story once matters most and has no plan.");
    assert_eq!(person.focused().as_deref(), Some("Awareness"));
    person.type_text("Three of four told it twice");
    assert_eq!(person.map().needs[0].plan.awareness, "Three of four told it twice");
    assert!(!person.sees("The need to tell her story once matters most and has no plan."), "it is no gap any more");
}

#[test]
fn a_gap_about_what_is_hidden_shows_it() {
    let mut person = person();
    person.click("A cause behind the need to tell her story once rests on nothing.");
    assert_eq!(person.editor().view.depth, Depth::Research);
    assert_eq!(person.focused().as_deref(), Some("“Nobody owns the list” rests on: not marked"));
    person.show(Depth::Team);
    person.click("The tension around “I should just cancel” has led to no need.");
    let tension = "Tension: I should just cancel, but Asks a friend who works there";
    assert_eq!(person.focused().as_deref(), Some(tension));
}

#[test]
fn a_need_on_assumptions_is_selected_and_brought_into_view() {
    let mut person = person();
    person.harness().set_size(eframe::egui::vec2(1280.0, 420.0));
    person.wait();
    person.focus("The need to understand a bill before she pays it rests on assumptions only.");
    person.press(Modifiers::NONE, Key::Enter);
    let need = "Need: Dana needs to understand a bill before she pays it";
    assert_eq!(person.focused().as_deref(), Some(need));
    person.wait_for_proposals();
    let place = person.place(need);
    assert!(place.top() < 420.0 && place.bottom() > 60.0, "{place}");
}

#[test]
fn a_person_without_notes_is_told_what_to_do() {
    let mut person = person();
    person.click("No note is about P2.");
    assert!(person.sees("Select the notes that are about P2, and add the name under Who."));
}
