//! The library in the window: cards, search, filters, what changes on the disk.

use eframe::egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable;
use empathy_map::app::Command;
use empathy_map::app::files::PathAnswer;
use empathy_map::file;
use empathy_map::model::{Note, NoteId};

use super::{dana, folder_of_maps, jose};
use crate::support::machine::Machine;
use crate::support::window::Window;

/// A window with the library of the folder.
pub fn library(machine: &Machine) -> Window {
    let folder = folder_of_maps(machine);
    let mut window = Window::with_files(machine.clone(), Vec::new());
    machine.answer(PathAnswer::Chosen(folder));
    window.click_on("Open a folder of maps…");
    window.wait_for_library();
    window
}

#[test]
fn a_folder_becomes_cards_and_what_is_no_map_is_a_quiet_line() {
    let machine = Machine::new();
    let mut window = library(&machine);
    assert!(window.shows("Dana, Customer for six years, Dana and the surprising bill, 3 notes · 1 need · 3 people"));
    assert!(window.shows("José, The corner shop, 2 notes · 0 needs"));
    assert!(window.says("2 maps · 5 notes"));
    assert!(window.says("package.json — "), "the reason stands beside the file");
    window.press(Key::Escape);
    assert!(!window.app().library().is_shown() && window.shows("Open…"), "back on the start screen");
}

#[test]
fn the_folder_is_there_again_at_the_next_start() {
    let machine = Machine::new();
    drop(library(&machine));
    let mut window = Window::with_files(machine.clone(), Vec::new());
    window.click_on("Persona library in maps");
    window.wait_for_library();
    assert!(window.says("2 maps"));
}

#[test]
fn without_a_desktop_dialog_a_folder_is_chosen_in_ours() {
    let machine = Machine::new();
    folder_of_maps(&machine);
    let mut window = Window::with_files(machine.clone(), Vec::new());
    window.run(Command::Library);
    window.wait_for("Choose this folder");
    window.type_text(&machine.path("maps").display().to_string());
    window.press(Key::Enter);
    window.press(Key::Enter);
    window.wait_for_library();
    assert!(window.says("2 maps"));
}

#[test]
fn words_find_passages_map_by_map_and_escape_ends_the_search_first() {
    let machine = Machine::new();
    let mut window = library(&machine);
    window.type_text("invoice");
    window.wait_for_library();
    assert!(window.shows("Open Dana, 2 hits") && window.shows("Open José, 1 hit"));
    assert!(window.shows("Thinks of Dana: Is my invoice wrong?"));
    assert!(window.shows("Does of José: Keeps every invoice"));
    window.press(Key::Escape);
    window.wait_for_library();
    assert!(window.says("2 maps · 5 notes"), "the cards are back");
    window.press(Key::Escape);
    assert!(!window.app().library().is_shown());
}

#[test]
fn a_filter_narrows_cards_and_hits_and_is_taken_away_by_its_chip() {
    let machine = Machine::new();
    let mut window = library(&machine);
    window.click_on("Evidence");
    window.click_on("Observed, 2");
    window.click_on("Quote, 1");
    window.press(Key::Escape);
    window.wait_for_library();
    assert!(window.says("2 of 2 maps"));
    window.click_on("Do not filter by Observed");
    window.wait_for_library();
    assert!(window.says("1 of 2 maps") && !window.says("José, "));
    window.click_on("Search all maps");
    window.type_text("invoice");
    window.wait_for_library();
    assert!(window.shows("Open Dana, 1 hit"), "only the note that was said");
    window.click_on("Clear filters");
    window.wait_for_library();
    assert!(window.says("3 hits in 2 maps"));
}

#[test]
fn cards_stand_in_the_chosen_order() {
    let machine = Machine::new();
    let mut window = library(&machine);
    let left = |window: &Window, name: &str| window.harness.get_by_label_contains(name).rect().min.x;
    assert!(left(&window, "Customer for six years") < left(&window, "The corner shop"), "by name");
    let mut map = jose();
    let more = (0..4).map(|at| Note { id: NoteId::new(format!("more{at}")), ..map.notes[0].clone() });
    let more: Vec<Note> = more.collect();
    map.notes.extend(more);
    machine.write("maps/2024/jose.json", file::write(&map));
    window.run(Command::Library);
    window.run(Command::Library);
    window.wait_for_library();
    window.click_on("Sorted by Name");
    window.click_on("Number of notes");
    window.wait_for_library();
    assert!(left(&window, "Customer for six years") > left(&window, "The corner shop"), "by notes");
}

#[test]
fn what_changed_on_the_disk_is_seen_when_the_window_gets_the_focus() {
    let machine = Machine::new();
    let mut window = library(&machine);
    let mut map = dana();
    map.persona.name = "Dana Weber".into();
    machine.write("maps/dana.json", file::write(&map));
    std::fs::remove_file(machine.path("maps/2024/jose.json")).expect("there");
    window.has_focus(false);
    window.has_focus(true);
    window.wait_for("Dana Weber, ");
    assert!(window.says("1 map · 3 notes") && !window.says("José, "));
    map.persona.name = "Dana W.".into();
    machine.write("maps/dana.json", file::write(&map));
    window.has_focus(false);
    window.has_focus(true);
    window.wait_for("Dana W., ");
}

#[test]
fn another_folder_takes_the_place_of_the_first_one() {
    let machine = Machine::new();
    let mut window = library(&machine);
    std::fs::create_dir(machine.path("others")).expect("writable");
    for name in ["one", "two"] {
        let mut map = jose();
        map.persona.name = name.into();
        machine.write(&format!("others/{name}.json"), file::write(&map));
    }
    window.type_text("invoice");
    window.wait_for_library();
    machine.answer(PathAnswer::Chosen(machine.path("others")));
    window.click_on("Another folder…");
    window.wait_for("one, The corner shop");
    assert!(!window.says("Dana") && window.says("2 maps · 4 notes"), "the search begins anew");
}

#[test]
fn a_folder_that_is_gone_says_so() {
    let machine = Machine::new();
    let mut window = library(&machine);
    window.run(Command::Library);
    std::fs::rename(machine.path("maps"), machine.path("elsewhere")).expect("there");
    window.run(Command::Library);
    window.wait_for("The folder cannot be read");
    window.wait_for_library();
    assert!(!window.says("Dana, "));
    std::fs::rename(machine.path("elsewhere"), machine.path("maps")).expect("there");
    window.has_focus(true);
    window.wait_for("2 maps · 5 notes");
}

#[test]
fn keys_of_the_map_do_nothing_while_the_library_is_over_it() {
    let machine = Machine::new();
    let folder = folder_of_maps(&machine);
    let mut window = Window::with_files(machine.clone(), vec![folder.join("dana.json")]);
    machine.answer(PathAnswer::Chosen(folder));
    window.press_with(Modifiers::COMMAND | Modifiers::SHIFT, Key::O);
    window.wait_for_library();
    window.press(Key::Tab);
    window.press_with(Modifiers::COMMAND, Key::A);
    window.press(Key::Delete);
    window.press(Key::Escape);
    assert!(!window.app().library().is_shown());
    assert_eq!(window.map().notes.len(), 3);
    assert!(window.view().selection.is_empty());
}
