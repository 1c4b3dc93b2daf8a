//! Going from the library to a map.

use eframe::egui::Key;
use empathy_map::app::Command;
use empathy_map::app::files::PathAnswer;
use empathy_map::model::{ItemRef, NeedId, NoteId};

use super::folder_of_maps;
use super::window::library;
use crate::support::hand::map_with;
use crate::support::machine::Machine;
use crate::support::window::Window;

#[test]
fn a_card_opens_its_map() {
    let machine = Machine::new();
    let mut window = library(&machine);
    window.click_on("José, The corner shop, 2 notes · 0 needs");
    window.wait_until("the map is open", |app| app.editor().is_some());
    assert!(!window.app().library().is_shown());
    assert_eq!(window.texts(), ["Keeps every invoice", "Café closes at six"]);
}

#[test]
fn a_hit_opens_its_map_with_the_note_selected_and_in_view() {
    let machine = Machine::new();
    let mut window = library(&machine);
    window.type_text("three times");
    window.wait_for_library();
    window.click_on("Pain points of Dana: Explains the same thing three times");
    window.wait_until("the map is open", |app| app.editor().is_some());
    window.settle();
    assert_eq!(window.selected(), ["Explains the same thing three times"]);
    assert!(window.canvas().contains_rect(window.note_rect("Explains the same thing three times")));
}

#[test]
fn a_hit_is_reached_and_opened_with_the_keyboard_alone() {
    let machine = Machine::new();
    let mut window = library(&machine);
    window.type_text("three times");
    window.wait_for_library();
    window.press(Key::ArrowDown);
    window.press(Key::ArrowDown);
    window.press(Key::Enter);
    window.wait_until("the map is open", |app| app.editor().is_some());
    assert_eq!(window.map().persona.name, "Dana");
}

#[test]
fn a_cause_that_was_found_leads_to_the_card_of_its_need() {
    let machine = Machine::new();
    let mut window = library(&machine);
    window.type_text("ticket");
    window.wait_for_library();
    window.click_on("Cause of Dana: Each team has its own ticket system");
    window.wait_until("the map is open", |app| app.editor().is_some());
    let items: Vec<ItemRef> = window.view().selection.items().cloned().collect();
    assert_eq!(items, [ItemRef::Need(NeedId::new("d1"))]);
}

#[test]
fn another_map_is_opened_here_once_the_open_one_is_saved() {
    let machine = Machine::new();
    let folder = folder_of_maps(&machine);
    let mut window = Window::with_files(machine.clone(), vec![folder.join("dana.json")]);
    window.send(empathy_map::app::Message::Edit {
        edits: vec![empathy_map::document::Edit::Delete(vec![ItemRef::Note(NoteId::new("n0"))])],
        step: empathy_map::document::Step::Begin,
    });
    machine.answer(PathAnswer::Chosen(folder));
    window.run(Command::Library);
    window.wait_for_library();
    window.click_on("José, The corner shop, 2 notes · 0 needs");
    window.wait_until("the other map is open", |app| {
        app.editor().is_some_and(|editor| editor.map().persona.name == "José")
    });
    assert!(!machine.read("maps/dana.json").contains("Is my invoice wrong?"), "what was done before is saved");
    assert!(machine.windows().is_empty());
}

#[test]
fn the_open_map_is_shown_again_by_its_card() {
    let machine = Machine::new();
    let folder = folder_of_maps(&machine);
    let mut window = Window::with_files(machine.clone(), vec![folder.join("dana.json")]);
    machine.answer(PathAnswer::Chosen(folder));
    window.run(Command::Library);
    window.wait_for_library();
    window.type_text("anxious");
    window.wait_for_library();
    window.click_on("Feels of Dana: Anxious each time the bill arrives");
    assert!(!window.app().library().is_shown());
    assert_eq!(window.selected(), ["Anxious each time the bill arrives"]);
}

#[test]
fn an_open_map_that_is_in_no_file_is_asked_about_and_stays_where_one_cancels() {
    let mut window = Window::with_map(map_with(&[("thinks", "Nobody knows", 40.0, 80.0)]));
    window.choose(Command::NewNote);
    window.type_text("A new one");
    let machine = window.machine.clone();
    machine.answer(PathAnswer::Chosen(folder_of_maps(&machine)));
    window.run(Command::Library);
    window.wait_for_library();
    window.click_on("José, The corner shop, 2 notes · 0 needs");
    window.wait_for("It is not in a file yet");
    window.click_on("Cancel");
    assert!(window.app().library().is_shown());
    window.run(Command::Library);
    assert_eq!(window.texts(), ["Nobody knows", "A new one"]);
}

#[test]
fn a_map_can_have_a_window_of_its_own() {
    let machine = Machine::new();
    let mut window = library(&machine);
    window.click_on("More for José");
    window.click_on("Open in a new window");
    assert_eq!(machine.windows(), [Some(machine.path("maps/2024/jose.json"))]);
    assert!(window.app().library().is_shown(), "the library stays");
}
