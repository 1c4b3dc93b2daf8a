//! Two maps side by side: the open one, and one that is only looked at.

use eframe::egui::{Key, Modifiers};
use empathy_map::app::Command;
use empathy_map::app::files::PathAnswer;
use empathy_map::model::*;

use super::window::library;
use super::{dana, folder_of_maps};
use crate::support::hand::map_with;
use crate::support::machine::Machine;
use crate::support::window::Window;

/// A window with an open map of one note, and Dana's map beside it.
fn beside_dana() -> Window {
    let mut window = Window::with_map(map_with(&[("thinks", "Nobody knows", 40.0, 80.0)]));
    let machine = window.machine.clone();
    let folder = folder_of_maps(&machine);
    machine.answer(PathAnswer::Chosen(folder.join("dana.json")));
    window.run(Command::OpenBeside);
    window.wait_until("the map is beside", |app| app.beside().is_some());
    window.settle();
    window
}

fn click_note(window: &mut Window, note: &str, modifiers: Modifiers) {
    let place = window.app().beside().expect("beside").note_rect(&NoteId::new(note)).expect("a note");
    window.click_with(place.center(), modifiers);
}

#[test]
fn two_marked_cards_are_shown_side_by_side() {
    let machine = Machine::new();
    let mut window = library(&machine);
    window.click_on("Mark José");
    window.click_on("Mark Dana");
    window.click_on("Side by side");
    window.wait_until("both are there", |app| app.beside().is_some());
    assert_eq!(window.map().persona.name, "José", "the first one is the open one");
    assert_eq!(window.app().beside().expect("beside").glance().map().persona.name, "Dana");
    assert!(!window.app().library().is_shown() && window.says("Read only"));
}

#[test]
fn notes_are_copied_from_the_map_beside_with_everything_on_them() {
    let mut window = beside_dana();
    click_note(&mut window, "n2", Modifiers::NONE);
    click_note(&mut window, "n0", Modifiers::COMMAND);
    window.run(Command::Copy);
    assert!(window.says("2 notes copied"));
    window.paste("Is my invoice wrong?\nExplains the same thing three times");
    assert_eq!(window.texts(), ["Nobody knows", "Is my invoice wrong?", "Explains the same thing three times"]);
    let pasted = window.note("Explains the same thing three times");
    assert_eq!((pasted.quadrant.as_str(), pasted.source.as_str()), ("pains", "Interview 3"));
    assert_eq!((pasted.evidence, pasted.who.len()), (Some(Evidence::Observed), 2));
    assert_ne!(pasted.id, NoteId::new("n2"));
}

#[test]
fn the_map_beside_cannot_be_changed_and_its_keys_do_not_reach_the_open_one() {
    let mut window = beside_dana();
    window.app_mut().editor_mut().expect("open").view.selection.set_notes([NoteId::new("n0")]);
    click_note(&mut window, "n1", Modifiers::NONE);
    window.press(Key::Delete);
    assert!(window.says("This map is only looked at"));
    assert_eq!(window.texts(), ["Nobody knows"]);
    assert_eq!(window.app().beside().expect("beside").glance().map().notes.len(), 3);
}

#[test]
fn needs_of_the_map_beside_lead_to_their_notes() {
    let mut window = beside_dana();
    window.click_on("Needs of the map beside, 1");
    window.click_on("Notes behind: Dana needs to tell her story once");
    let selected = window.app().beside().expect("beside").glance().selected_notes();
    assert_eq!(
        selected.iter().map(|note| note.text.as_str()).collect::<Vec<_>>(),
        ["Explains the same thing three times"]
    );
}

#[test]
fn escape_gives_up_the_selection_first_and_then_the_map_beside() {
    let mut window = beside_dana();
    click_note(&mut window, "n1", Modifiers::NONE);
    window.press(Key::Escape);
    assert!(window.app().beside().is_some_and(|beside| beside.glance().selected_notes().is_empty()));
    window.press(Key::Escape);
    assert!(window.app().beside().is_none());
    assert_eq!(window.texts(), ["Nobody knows"]);
}

#[test]
fn arrow_keys_walk_through_the_map_beside() {
    let mut window = beside_dana();
    click_note(&mut window, "n0", Modifiers::NONE);
    window.press(Key::ArrowRight);
    let selected = window.app().beside().expect("beside").glance().selected_notes();
    assert_eq!(selected.iter().map(|note| note.id.as_str()).collect::<Vec<_>>(), ["n1"]);
    window.press_with(Modifiers::COMMAND, Key::A);
    assert_eq!(window.app().beside().expect("beside").glance().selected_notes().len(), 3);
    assert!(window.view().selection.is_empty());
}

#[test]
fn closing_the_open_map_closes_the_one_beside() {
    let mut window = beside_dana();
    window.click_on("Close the map beside");
    assert!(window.app().beside().is_none());
    let machine = Machine::new();
    let folder = folder_of_maps(&machine);
    let mut window = Window::with_files(machine.clone(), vec![folder.join("dana.json")]);
    machine.answer(PathAnswer::Chosen(folder.join("2024/jose.json")));
    window.run(Command::OpenBeside);
    window.wait_until("the map is beside", |app| app.beside().is_some());
    window.run(Command::CloseMap);
    assert!(window.app().editor().is_none() && window.app().beside().is_none());
    assert_eq!(dana().notes.len(), 3);
}
