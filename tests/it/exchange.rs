//! What comes in and goes out besides map files, by the window: pictures on the clipboard, and foreign files.

use std::path::PathBuf;
use std::sync::Arc;

use eframe::egui::{ColorImage, DroppedFileHandle, Key, Modifiers, OutputCommand};
use egui_kittest::kittest::{NodeT, Queryable};
use empathy_map::app::files::PathAnswer;
use empathy_map::app::shell::SaveStatus;
use empathy_map::app::{Command, Message};
use empathy_map::model::EmpathyMap;
use empathy_map::scene::{Ink, Palette};

use crate::support::hand::{Dropped, map_with};
use crate::support::machine::Machine;
use crate::support::window::Window;

const TABLE: &str = "text,quadrant,theme\n\
    Is my invoice wrong?,Thinks,\n\
    Explains it three times,Pain points,Passed around\n\
    They will pass me around,Thinks,Passed around\n\
    A page with one button,Ideas,\n\
    ,Thinks,\n";

fn a_map() -> EmpathyMap {
    map_with(&[("thinks", "I should just cancel", 40.0, 80.0), ("feels", "Not taken seriously", 40.0, 80.0)])
}

impl Window {
    /// Lets frames go by until a picture is on the clipboard.
    fn copied_picture(&mut self) -> ColorImage {
        let begun = std::time::Instant::now();
        loop {
            self.frames(1);
            let commands = &self.harness.output().platform_output.commands;
            if let Some(OutputCommand::CopyImage(image)) =
                commands.iter().find(|command| matches!(command, OutputCommand::CopyImage(_)))
            {
                return image.clone();
            }
            assert!(begun.elapsed().as_secs() < 60, "no picture was copied");
            std::thread::yield_now();
        }
    }

    fn drop_files(&mut self, paths: impl IntoIterator<Item = PathBuf>) {
        let handle = |path| Arc::new(Dropped(path)) as DroppedFileHandle;
        self.harness.input_mut().dropped_files = paths.into_iter().map(handle).collect();
        self.frames(2);
    }

    /// Chooses from a list.
    fn choose_from(&mut self, list: &str, entry: &str) {
        self.click_on(list);
        self.click_on(entry);
    }

    fn is_disabled(&self, label: &str) -> bool {
        self.harness.get_by_label(label).accesskit_node().is_disabled()
    }
}

#[test]
fn a_picture_of_the_map_lies_on_the_clipboard_on_the_colour_of_the_page() {
    let mut window = Window::with_map(a_map());
    window.harness.key_press_modifiers(Modifiers::ALT, Key::C);
    let image = window.copied_picture();
    let sheet_width = window.scene().bounds.width();
    assert!(image.width() as f32 > 2.0 * sheet_width, "{:?}", image.size);
    assert_eq!(image.pixels[0], Palette::Light.color(Ink::Page));
    assert!(image.pixels.iter().all(|pixel| pixel.a() == 255));
    window.wait_for("A picture of the map went to the clipboard");
}

#[test]
fn a_picture_of_the_selected_notes_shows_these_notes_alone() {
    let mut window = Window::with_map(a_map());
    window.run(Command::CopyNotesPicture);
    window.wait_for("Select notes first");
    window.choose(Command::SelectAll);
    window.app_mut().wish(Message::Command(Command::CopyNotesPicture));
    let both = window.copied_picture();
    let note = window.note("Not taken seriously").id.clone();
    window.send(Message::Select(vec![empathy_map::model::ItemRef::Note(note)]));
    window.harness.key_press_modifiers(Modifiers::ALT | Modifiers::SHIFT, Key::C);
    let one = window.copied_picture();
    assert!(one.width() < both.width() / 2, "{:?} of {:?}", one.size, both.size);
    let paper = Palette::Light.color(Ink::Paper(empathy_map::model::Tone::Rose));
    assert!(
        one.pixels.contains(&paper)
            && !one.pixels.contains(&Palette::Light.color(Ink::Ground(empathy_map::model::Tone::Rose)))
    );
}

#[test]
fn dropped_tables_are_looked_at_first_and_come_as_one_step() {
    let mut window = Window::with_map(a_map());
    let table = window.machine.write("board.csv", TABLE);
    let lines = window.machine.write("more.txt", "Calls at lunch break\nHangs up after 15 minutes\n");
    window.drop_files([table, lines]);
    window.wait_for("Add 6 notes");
    assert_eq!(window.texts().len(), 2, "nothing is added yet");
    assert!(window.says("Pain points · 1") && window.says("“Ideas” is no quadrant"));
    window.choose_from("Where “Ideas” goes", "Does");
    window.click_on("more.txt");
    window.choose_from("Where “Without a group” goes", "Does");
    window.wait_for("Does · 3");
    window.click_on("Add 6 notes");
    window.wait_for("6 notes were added");
    assert_eq!(window.texts().len(), 8);
    assert_eq!(window.map().themes.len(), 1);
    assert_eq!(window.note("A page with one button").quadrant.as_str(), "does");
    assert_eq!(window.selected().len(), 6);
    let places: Vec<_> = window.scene().notes.iter().map(|note| note.rect).collect();
    for (at, place) in places.iter().enumerate() {
        assert!(places[at + 1..].iter().all(|other| !place.intersects(*other)), "notes lie on each other");
    }
    window.run(Command::Undo);
    assert_eq!(window.map(), &a_map(), "one step takes everything back");
}

#[test]
fn a_new_map_of_a_table_gets_the_quadrants_that_it_names() {
    let machine = Machine::new();
    let table = machine.write("retro.csv", "text,column\nPairing,Start\nMeetings,Stop\nThe demo,Continue\n");
    let mut window = Window::with_files(machine.clone(), Vec::new());
    machine.answer(PathAnswer::Several(vec![table]));
    window.run(Command::Import);
    window.wait_for("New map with 3 notes");
    assert!(window.says("Start · 1") && window.says("Continue · 1") && !window.says("“Start” is no quadrant"));
    window.click_on("New map with 3 notes");
    window.wait_until("the map is open", |app| app.editor().is_some());
    let titles: Vec<_> = window.map().quadrants.iter().map(|quadrant| quadrant.title.as_str()).collect();
    assert_eq!(titles, ["Start", "Stop", "Continue"]);
    assert_eq!(window.note("Meetings").quadrant.as_str(), "Stop");
}

#[test]
fn what_is_left_out_is_listed_with_its_reason() {
    let mut window = Window::with_map(a_map());
    let table = window.machine.write("board.csv", TABLE);
    window.send(Message::Import(vec![table]));
    window.wait_for("Add 4 notes");
    window.choose_from("Where “Ideas” goes", "Leave out");
    window.wait_for("Add 3 notes");
    window.click_on("2 are left out");
    window.frames(30);
    assert!(window.says("“Ideas” is left out") && window.says("The row has no text of a note"));
}

#[test]
fn columns_that_were_taken_for_something_else_can_be_set_right() {
    let mut window = Window::with_map(a_map());
    let table =
        window.machine.write("odd.csv", "Satz,Bemerkung\nIch verstehe die Rechnung nicht,laut\nIch rufe an,leise\n");
    window.send(Message::Import(vec![table]));
    window.wait_for("How the table is read");
    window.choose_from("What “Satz” says", "Text of the note");
    window.choose_from("What “Bemerkung” says", "Tags");
    window.wait_for("Add 2 notes");
    window.click_on("Add 2 notes");
    window.wait_for("2 notes were added");
    assert_eq!(window.note("Ich rufe an").tags, ["leise"]);
}

#[test]
fn a_file_that_cannot_be_imported_says_why_and_the_others_come() {
    let mut window = Window::with_map(a_map());
    let good = window.machine.write("good.txt", "One line\n");
    let gone = window.machine.path("gone.csv");
    window.send(Message::Import(vec![gone, good]));
    window.wait_for("It cannot be read");
    assert!(!window.is_disabled("Add 1 note"));
}

#[test]
fn an_import_without_an_open_map_makes_a_new_one_that_is_in_no_file() {
    let machine = Machine::new();
    let outline = machine.write("board.csv", TABLE);
    let mut window = Window::with_files(machine.clone(), Vec::new());
    machine.answer(PathAnswer::Several(vec![outline]));
    window.run(Command::Import);
    window.wait_for("New map with 4 notes");
    window.click_on("New map with 4 notes");
    window.wait_until("the map is open", |app| app.editor().is_some());
    assert_eq!(window.map().notes.len(), 4);
    assert_eq!(window.map().title, "board");
    assert_eq!(window.editor().file.status(), SaveStatus::Unsaved);
}

#[test]
fn a_new_map_beside_an_open_one_opens_in_a_window_of_its_own() {
    let mut window = Window::with_map(a_map());
    let machine = window.machine.clone();
    let table = machine.write("board.csv", TABLE);
    window.send(Message::Import(vec![table]));
    window.wait_for("Add 4 notes");
    window.click_on("As a new map");
    window.wait_for("New map with 4 notes");
    window.click_on("New map with 4 notes");
    window.wait_until("the other window is open", |_| !machine.windows().is_empty());
    assert_eq!(window.map(), &a_map(), "the open map stays as it was");
    let handed_over: Vec<PathBuf> = machine.windows().into_iter().flatten().collect();
    let other = Window::with_files(machine, handed_over);
    assert_eq!(other.map().notes.len(), 4);
    assert_eq!(other.editor().file.status(), SaveStatus::Unsaved);
    assert!(!other.says("edit is back"), "nothing was lost");
}

#[test]
fn who_may_only_look_can_export_and_import_into_a_new_map_alone() {
    let mut window = Window::with_map(a_map());
    window.app_mut().editor_mut().expect("open").view.can_edit = false;
    window.press_with(Modifiers::COMMAND, Key::E);
    window.wait_for(" px");
    assert!(!window.is_disabled("Export…"));
    window.press(Key::Escape);
    let table = window.machine.write("board.csv", TABLE);
    window.drop_files([table]);
    window.wait_for("New map with 4 notes");
    assert!(!window.shows("Into this map"));
}
