//! Comparing in the window: from the library, and with the open map.

use egui_kittest::kittest::{NodeT, Queryable};
use empathy_map::app::Command;
use empathy_map::app::files::PathAnswer;
use empathy_map::file;
use empathy_map::model::*;

use crate::library::{dana, folder_of_maps};
use crate::support::machine::Machine;
use crate::support::window::Window;

/// Dana's map as it became: one note was added, one says something else, one is gone.
fn later() -> EmpathyMap {
    let mut map = dana();
    map.persona.name = "Dana Weber".into();
    map.notes[1].text = "Anxious each time the phone rings".into();
    map.notes.remove(0);
    map.notes.push(Note::new(NoteId::new("new"), QuadrantId::new("does"), "Asks a friend"));
    map
}

/// A window with the library of two versions of Dana's map and another map.
fn library_of_versions(machine: &Machine) -> Window {
    let folder = folder_of_maps(machine);
    machine.write("maps/later.json", file::write(&later()));
    let mut window = Window::with_files(machine.clone(), Vec::new());
    machine.answer(PathAnswer::Chosen(folder));
    window.run(Command::Library);
    window.wait_for_library();
    window
}

#[test]
fn two_marked_cards_are_compared_and_an_entry_leads_to_its_map() {
    let machine = Machine::new();
    let mut window = library_of_versions(&machine);
    window.click_on("Mark Dana");
    window.click_on("Mark Dana Weber");
    window.click_on("Compare");
    window.wait_for("Added · 1");
    assert!(window.shows("Added note: Asks a friend"));
    assert!(window.says("Changed · 2") && window.says("Gone · 1"));
    assert!(window.shows(
        "Changed note: Anxious each time the phone rings. Text was Anxious each time the bill arrives, \
         is Anxious each time the phone rings"
    ));
    window.click_on("Added note: Asks a friend");
    window.wait_until("the map is open", |app| app.editor().is_some());
    assert_eq!(window.selected(), ["Asks a friend"]);
}

#[test]
fn what_was_added_is_gone_once_the_versions_change_places() {
    let machine = Machine::new();
    let mut window = library_of_versions(&machine);
    window.click_on("Mark Dana");
    window.click_on("Mark Dana Weber");
    window.click_on("Compare");
    window.wait_for("Added note: Asks a friend");
    window.click_on("Swap");
    window.wait_for("Gone note: Asks a friend");
}

#[test]
fn the_open_map_is_compared_with_a_file_and_its_items_are_shown() {
    let machine = Machine::new();
    let earlier = machine.write("earlier.json", file::write(&dana()));
    let mut window = Window::with_map(later());
    machine.answer(PathAnswer::Cancelled);
    window.machine.answer(PathAnswer::Chosen(earlier));
    window.run(Command::CompareWith);
    window.wait_for("Gone note: Is my invoice wrong?");
    let gone = window.harness.get_by_label("Gone note: Is my invoice wrong?");
    assert_eq!(gone.accesskit_node().role(), eframe::egui::Role::Label, "what the open map has not leads nowhere");
    window.click_on(
        "Changed note: Anxious each time the phone rings. Text was Anxious each time the bill arrives, \
         is Anxious each time the phone rings",
    );
    assert!(!window.shows("Compare versions"));
    assert_eq!(window.selected(), ["Anxious each time the phone rings"]);
}

#[test]
fn maps_that_share_nothing_are_offered_side_by_side() {
    let machine = Machine::new();
    let mut window = library_of_versions(&machine);
    window.click_on("Mark Dana");
    window.click_on("Mark José");
    window.click_on("Compare");
    window.wait_for("These maps are no versions of one");
    assert!(!window.says("Added · "));
    assert_eq!(window.harness.query_all_by_label("Side by side").count(), 2, "in the window, and below it");
}

#[test]
fn a_file_that_is_gone_meanwhile_is_said() {
    let machine = Machine::new();
    let mut window = library_of_versions(&machine);
    window.click_on("Mark Dana");
    window.click_on("Mark José");
    std::fs::remove_file(machine.path("maps/dana.json")).expect("there");
    window.click_on("Compare");
    window.wait_for("dana.json");
    assert!(window.shows("Compare versions"));
}
