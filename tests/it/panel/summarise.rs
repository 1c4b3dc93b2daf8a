//! Needs, motivations and tensions.

use eframe::egui::{Key, Modifiers, pos2};
use empathy_map::app::Command;
use empathy_map::document::LinkSet;
use empathy_map::file::Depth;
use empathy_map::model::*;

use super::map;
use super::stage::Person;

const STORY: &str = "Need: Dana needs to tell her story once";
const BILL: &str = "Need: Dana needs to understand a bill before she pays it";

#[test]
fn the_panel_counts_the_notes_that_are_used_as_evidence() {
    let mut person = Person::with(map());
    assert!(person.sees("6 notes · 4 used as evidence"));
    person.click("2 not yet used");
    assert_eq!(person.selected(), ["n5", "n6"]);
}

#[test]
fn a_need_is_added_from_the_selected_notes_and_typed_at_once() {
    let mut person = Person::with(map());
    person.select(&["n4", "n5", "n6"]);
    person.click("+ Need");
    person.type_text("know who is in charge");
    person.press(Modifiers::NONE, Key::Enter);
    let need = &person.map().needs[2];
    assert_eq!(need.statement, "know who is in charge");
    assert_eq!(need.supports.len(), 3);
    let card = "Need: Dana needs to know who is in charge";
    for chip in ["1 note in Thinks", "1 note in Feels", "1 note in Does"] {
        assert!(person.sees_in(card, chip), "{chip}");
    }
    person.command(Command::Undo);
    assert_eq!(person.map().needs.len(), 2, "adding and the first words are one step");
    assert!(!person.editor().document.can_undo());
}

#[test]
fn what_is_typed_into_a_new_need_stays_in_view_and_keeps_the_keyboard() {
    let mut person = Person::in_window(map(), eframe::egui::vec2(1280.0, 420.0));
    person.click("+ Need");
    for letters in ["be ", "called ", "back"] {
        person.type_text(letters);
        let field = person.field("Statement");
        assert!(field.bottom() <= 420.0, "{letters}: {field}");
    }
    assert_eq!(person.map().needs[2].statement, "be called back");
}

#[test]
fn what_is_added_and_left_without_a_word_was_never_there() {
    let mut person = Person::with(map());
    for (add, list) in [("+ Need", "Statement"), ("+ Motivation", "Statement"), ("+ Theme", "Theme name")] {
        person.select(&["n5"]);
        person.click(add);
        assert!(person.sees(list), "{add}");
        person.press(Modifiers::NONE, Key::Escape);
        assert!(!person.sees(list), "{add}");
        person.click(add);
        person.drag(pos2(30.0, 120.0), pos2(30.0, 120.0));
        assert!(!person.sees(list), "{add}");
    }
    let map = person.map();
    assert_eq!((map.needs.len(), map.motivations.len(), map.themes.len()), (2, 1, 1));
    assert!(!person.editor().document.can_undo());
}

#[test]
fn tab_goes_through_the_top_bar_then_the_summary_then_the_inspector_then_the_map() {
    let mut person = Person::with(map());
    person.select(&["n5"]);
    let mut reached = Vec::new();
    for _ in 0..90 {
        person.press(Modifiers::NONE, Key::Tab);
        reached.extend(person.focused());
    }
    let at =
        |name: &str| reached.iter().position(|other| other == name).unwrap_or_else(|| panic!("{name}: {reached:?}"));
    let order = ["Export", STORY, "Source", "Map"].map(at);
    assert!(order.is_sorted(), "{reached:?}");
}

#[test]
fn the_card_under_the_pointer_lights_its_notes() {
    let mut person = Person::with(map());
    person.hover(STORY);
    assert_eq!(person.lit(), ["n1", "n2", "n3"]);
    person.harness().remove_cursor();
    person.wait();
    assert!(person.lit().is_empty());
}

#[test]
fn a_chip_selects_its_notes_and_brings_them_into_view() {
    let mut person = Person::with(map());
    let zoom = person.editor().view.camera.zoom;
    person.click_in(STORY, "2 notes in Pain points");
    assert_eq!(person.selected(), ["n1", "n2"]);
    let view = &person.editor().view;
    assert!(view.camera.zoom > zoom, "the notes are shown larger");
    let canvas = view.canvas_rect.expect("a canvas");
    assert!(["n1", "n2"].iter().all(|id| canvas.contains(person.on_canvas(id))));
}

#[test]
fn a_click_on_the_sentence_edits_it_in_place() {
    let mut person = Person::with(map());
    person.click("Dana needs to tell her story once");
    person.type_text(" only");
    person.press(Modifiers::NONE, Key::Escape);
    assert_eq!(person.map().needs[0].statement, "tell her story once only");
    assert!(person.sees("Dana needs to tell her story once only"));
}

#[test]
fn a_card_moves_with_alt_and_the_arrow_keys() {
    let mut person = Person::with(map());
    let card = person.place(BILL).left_top() + eframe::egui::vec2(60.0, 6.0);
    person.harness().drag_at(card);
    person.harness().drop_at(card);
    person.wait();
    person.press(Modifiers::ALT, Key::ArrowUp);
    assert_eq!(person.cards()[..2], [BILL, STORY]);
    person.press(Modifiers::ALT, Key::ArrowDown);
    assert_eq!(person.cards()[..2], [STORY, BILL]);
}

#[test]
fn a_card_is_dragged_to_its_place() {
    let mut person = Person::with(map());
    let (from, to) = (person.place(BILL), person.place(STORY));
    person.drag(from.left_top() + eframe::egui::vec2(60.0, 6.0), pos2(to.center().x, to.top() - 2.0));
    assert_eq!(person.cards()[..2], [BILL, STORY]);
    assert_eq!(person.cards().len(), 3);
}

#[test]
fn selected_notes_are_attached_and_detached_from_the_menu() {
    let mut person = Person::with(map());
    person.show(Depth::Research);
    person.select(&["n5", "n6"]);
    person.click_in(BILL, "More");
    person.click("Attach 2 notes as support");
    assert_eq!(person.map().needs[1].supports, [NoteId::new("n5"), NoteId::new("n6")]);
    person.click_in(BILL, "More");
    person.click("Attach 2 notes as contradiction");
    assert!(person.map().needs[1].supports.is_empty());
    assert!(person.sees_in(BILL, "2 notes against"));
    person.click_in(BILL, "More");
    person.click("Detach 2 notes");
    assert!(person.map().needs[1].contradicts.is_empty());
}

#[test]
fn the_priority_is_chosen_from_a_menu() {
    let mut person = Person::with(map());
    person.click_in(STORY, "Priority: Not decided");
    person.click("Must");
    assert_eq!(person.map().needs[0].priority, Some(Priority::Must));
}

#[test]
fn the_plan_folds_out_and_keeps_what_is_typed() {
    let mut person = Person::with(map());
    assert!(!person.sees_in(STORY, "Advocacy"));
    person.click_in(STORY, "4 A’s plan");
    person.click_field_in(STORY, "Advocacy");
    person.type_text("Call back a week later");
    assert_eq!(person.map().needs[0].plan.advocacy, "Call back a week later");
}

#[test]
fn signs_that_a_need_is_met_are_listed() {
    let mut person = Person::with(map());
    person.show(Depth::Research);
    person.click_in(STORY, "4 A’s plan");
    for sign in ["Nobody repeats a case", "Calls get shorter"] {
        person.click_field_in(STORY, "New sign");
        person.type_text(sign);
        person.press(Modifiers::NONE, Key::Enter);
    }
    assert_eq!(person.map().needs[0].met_when, ["Nobody repeats a case", "Calls get shorter"]);
}

#[test]
fn a_tension_needs_two_notes_and_can_be_swapped() {
    let mut person = Person::with(map());
    person.command(Command::AddTension);
    assert!(person.map().tensions.is_empty());
    person.show(Depth::Research);
    person.select(&["n5", "n6"]);
    person.click("+ Tension");
    person.type_text("Wants to leave, yet asks to get in");
    let tension = person.map().tensions[0].clone();
    assert_eq!((tension.this.len(), tension.but.len()), (1, 1));
    assert_eq!(tension.insight, "Wants to leave, yet asks to get in");
    person.click("Swap the sides");
    let swapped = &person.map().tensions[0];
    assert_eq!((&swapped.this, &swapped.but), (&tension.but, &tension.this));
}

#[test]
fn every_card_takes_dropped_notes_on_both_sides() {
    let mut person = Person::with(map());
    let targets = &person.editor().view.drop_targets;
    let story = targets.iter().find(|target| target.set == LinkSet::NeedSupports("d1".into())).expect("a target");
    assert_eq!(story.alt_set, Some(LinkSet::NeedContradicts("d1".into())));
    assert_eq!(targets.len(), 3);
    assert!(story.rect.is_positive());
}

#[test]
fn notes_dragged_from_the_canvas_support_a_need_and_with_alt_contradict_it() {
    let mut person = Person::with(map());
    let card = person.place(BILL).center();
    let note = person.on_canvas("n6");
    person.drag(note, card);
    assert_eq!(person.map().needs[1].supports, [NoteId::new("n6")]);
    let (card, note) = (person.place(BILL).center(), person.on_canvas("n5"));
    person.drag_with(Modifiers::ALT, note, card);
    assert_eq!(person.map().needs[1].contradicts, [NoteId::new("n5")]);
    assert_eq!(person.map().notes.iter().filter(|note| note.at.is_some()).count(), 0, "no note has moved");
}

#[test]
fn the_cards_of_a_selected_note_come_with_its_inspector() {
    let mut person = Person::with(map());
    let note = person.on_canvas("n1");
    person.drag(note, note);
    assert_eq!(person.selected(), ["n1"]);
    assert!(person.sees("1 note selected"));
    assert!(person.sees_in(STORY, "2 notes in Pain points"));
}

#[test]
fn a_selected_card_is_deleted_with_the_delete_key() {
    let mut person = Person::with(map());
    let edge = person.place(BILL).left_top() + eframe::egui::vec2(60.0, 5.0);
    person.drag(edge, edge);
    person.press(Modifiers::NONE, Key::Delete);
    assert_eq!(person.map().needs.len(), 1);
    assert_eq!(person.map().notes.len(), 6);
}

#[test]
fn an_empty_summary_says_how_to_begin() {
    let person = Person::with(EmpathyMap::default());
    assert!(person.cards().is_empty());
    assert!(person.sees("+ Need"));
}

#[test]
fn long_words_and_large_text_stay_inside_the_panel() {
    let mut long = map();
    long.needs[0].statement = "Donaudampfschifffahrtsgesellschaftskapitän".repeat(4);
    let mut person = Person::in_window(long, eframe::egui::vec2(640.0, 400.0));
    for card in person.cards() {
        let place = person.place(&card);
        assert!(place.right() <= 640.0 && place.left() >= 320.0, "{card} is at {place}");
    }
    person.command(Command::TogglePanel);
    assert!(person.cards().is_empty());
}

#[test]
fn nothing_in_the_panel_is_wider_than_the_panel() {
    let sample = std::fs::read("maps/nurses.json").expect("a sample");
    let sample = empathy_map::file::parse(&sample).expect("a map").map;
    let sizes = [(1360.0, 850.0), (1024.0, 768.0), (680.0, 425.0), (480.0, 360.0)];
    for (size, depth) in sizes.into_iter().flat_map(|size| [Depth::Team, Depth::Research].map(|depth| (size, depth))) {
        let mut person = Person::in_window(sample.clone(), size.into());
        person.show(depth);
        let note = person.map().notes[0].id.clone();
        person.select(&[note.as_str()]);
        let panel = person.panel();
        assert!(
            panel.width() >= 220.0_f32.max(size.0 * 0.25) && panel.left() >= size.0 * 0.48,
            "the panel is at {panel}"
        );
        let names = person.names_in_panel();
        assert!(names.len() > 50, "{names:?}");
        for (name, place) in names {
            let fits = place.left() >= panel.left() && place.right() <= panel.right();
            assert!(fits, "{name} is at {place}, the panel at {panel}");
        }
    }
}
