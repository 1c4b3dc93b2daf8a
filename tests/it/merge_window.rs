//! Several people's maps become one, by the window.

use std::path::PathBuf;

use eframe::egui::Key;
use egui_kittest::kittest::{NodeT, Queryable};
use empathy_map::app::Command;
use empathy_map::app::files::PathAnswer;
use empathy_map::app::shell::SaveStatus;
use empathy_map::file;
use empathy_map::model::{EmpathyMap, MapId, NoteId};

use crate::support::hand::map_with;
use crate::support::machine::Machine;
use crate::support::window::Window;

/// The map of one person, in a file.
fn file_of(machine: &Machine, person: &str, notes: &[(&str, &str)]) -> PathBuf {
    let notes: Vec<_> = notes.iter().map(|(quadrant, text)| (*quadrant, *text, 40.0, 80.0)).collect();
    let mut map = EmpathyMap { id: Some(MapId::new(person)), ..map_with(&notes) };
    map.persona.name = person.into();
    for (at, note) in map.notes.iter_mut().enumerate() {
        note.id = NoteId::new(format!("{person}{at}"));
    }
    machine.write(&format!("{}.json", person.to_lowercase()), file::write(&map))
}

fn two_maps(machine: &Machine) -> Vec<PathBuf> {
    let dana = [("thinks", "Is it my fault?"), ("feels", "Alone"), ("pains", "Waits")];
    let tom = [("thinks", "is it  my fault?"), ("feels", "alone"), ("does", "Calls again")];
    vec![file_of(machine, "Dana", &dana), file_of(machine, "Tom", &tom)]
}

impl Window {
    /// Chooses files to merge, as the desktop's dialog does.
    fn merge(&mut self, paths: Vec<PathBuf>) {
        self.machine.answer(PathAnswer::Several(paths));
        self.run(Command::MergeMaps);
        self.wait_for("Merge maps");
    }

    fn can_merge(&self) -> bool {
        !self.harness.get_by_label("Merge").accesskit_node().is_disabled()
    }
}

#[test]
fn two_maps_become_a_new_one_that_is_in_no_file() {
    let machine = Machine::new();
    let mut window = Window::with_files(machine.clone(), Vec::new());
    window.merge(two_maps(&machine));
    window.wait_for("2 maps become one with 6 notes");
    window.click_on("Join all");
    window.wait_for("2 maps become one with 4 notes");
    window.click_on("Merge");
    window.wait_until("the map is open", |app| app.editor().is_some());
    assert_eq!(window.texts(), ["Is it my fault?", "Alone", "Waits", "Calls again"]);
    assert_eq!(window.note("Is it my fault?").who, ["Dana", "Tom"]);
    assert_eq!(window.note("Calls again").who, ["Tom"]);
    assert_eq!(window.editor().file.status(), SaveStatus::Unsaved);
    window.wait_for("2 maps became one with 4 notes");
}

#[test]
fn notes_that_say_the_same_stay_apart_where_a_person_says_so() {
    let machine = Machine::new();
    let mut window = Window::with_files(machine.clone(), Vec::new());
    window.merge(two_maps(&machine));
    window.wait_for("0 of 2 chosen");
    window.click_on("Join all");
    window.click_on("Alone");
    window.wait_for("2 maps become one with 5 notes");
    window.click_on("How the notes of tom tell where they come from");
    window.click_on("They do not tell");
    window.click_on("Merge");
    window.wait_until("the map is open", |app| app.editor().is_some());
    assert_eq!(window.texts(), ["Is it my fault?", "Alone", "Waits", "alone", "Calls again"]);
    assert!(window.note("Calls again").who.is_empty());
}

#[test]
fn a_file_that_is_no_map_is_said_and_what_was_chosen_stays() {
    let machine = Machine::new();
    let mut paths = two_maps(&machine);
    let tom = paths.pop().expect("two");
    paths.push(machine.write("broken.json", "{\"format\": 1"));
    let mut window = Window::with_files(machine.clone(), Vec::new());
    window.merge(paths);
    window.wait_for("broken.json: ");
    assert!(window.says("Add maps until there are two or more") && !window.can_merge());
    machine.answer(PathAnswer::Several(vec![tom]));
    window.click_on("Add maps…");
    window.wait_for("2 maps become one with 6 notes");
    window.click_on("Alone");
    window.click_on("Leave out broken.json");
    window.wait_for("2 maps become one with 5 notes");
    assert!(!window.says("broken.json") && window.can_merge());
    window.press(Key::Escape);
    window.frames(3);
    assert!(!window.shows("Merge maps"), "nothing is merged by leaving");
}

#[test]
fn who_may_only_look_merges_into_a_window_of_its_own() {
    let mut window = Window::with_map(map_with(&[("thinks", "I should just cancel", 40.0, 80.0)]));
    window.app_mut().editor_mut().expect("open").view.can_edit = false;
    let machine = window.machine.clone();
    window.merge(two_maps(&machine));
    window.wait_for("2 maps become one with 6 notes");
    window.click_on("Merge");
    window.wait_until("the other window is open", |_| !machine.windows().is_empty());
    assert_eq!(window.texts(), ["I should just cancel"], "the open map stays as it was");
    let other = Window::with_files(machine.clone(), machine.windows().into_iter().flatten().collect());
    assert_eq!(other.map().notes.len(), 6);
}
