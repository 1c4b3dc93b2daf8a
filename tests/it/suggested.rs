//! Suggested themes: a person asks, looks, changes, accepts and refuses.

mod by_keys;
mod deciding;
mod sorting;
mod stacking;
mod state;

use std::rc::Rc;

use egui_kittest::kittest::{AccessKitNode, Queryable};

use empathy_map::app::canvas::suggested::proposals::Shown;
use empathy_map::app::{Command, Message};
use empathy_map::document::Edit;
use empathy_map::model::{EmpathyMap, MapId, Note, NoteId};

use crate::support::machine::Machine;
use crate::support::window::Window;

/// What the notes of a board speak of, in the order of the groups that are found.
const TOPICS: [&str; 4] = ["hotline music", "invoice total", "parcel delivery", "password reset"];
const WORDS: [&str; 7] = ["garden", "neighbour", "Monday", "kitchen", "brother", "winter", "coffee"];

/// A map with four topics of seven notes each, and four notes that speak of nothing common. A note of a topic is called by its
/// topic's number and its own: `n1-3`.
pub fn board() -> EmpathyMap {
    let quadrants = ["thinks", "feels", "does", "pains"];
    let mut notes = Vec::new();
    for (topic, words) in TOPICS.iter().enumerate() {
        for (place, word) in WORDS.iter().enumerate() {
            let text = format!("The {words} and the {word}{topic}");
            notes.push(Note::new(
                NoteId::new(format!("n{topic}-{place}")),
                quadrants[(topic + place) % 4].into(),
                text,
            ));
        }
    }
    for (place, text) in ["Sings", "Rides to work", "Keeps bees", "Reads at night"].into_iter().enumerate() {
        notes.push(Note::new(NoteId::new(format!("z{place}")), "does".into(), text));
    }
    EmpathyMap { id: Some(MapId::new("the board")), notes, ..EmpathyMap::default() }
}

/// A person in front of suggestions.
pub struct Sorter {
    pub window: Window,
}

impl Sorter {
    /// Somebody who has asked for suggestions on this map.
    pub fn on(map: EmpathyMap) -> Self {
        Self::in_window(Window::with_canvas(map))
    }

    /// Somebody who has asked for suggestions in this window.
    pub fn in_window(window: Window) -> Self {
        let mut sorter = Self { window };
        sorter.window.harness.set_size(eframe::egui::vec2(1280.0, 1600.0));
        sorter.window.run(Command::SuggestThemes);
        sorter.wait();
        sorter
    }

    /// Waits until all is found that will be, also after a change.
    pub fn wait(&mut self) {
        self.window.frames(40);
        let found = |suggested: &empathy_map::app::canvas::suggested::Suggested| !suggested.is_searching();
        self.window.wait_until("suggestions are found", |app| {
            app.editor().and_then(|editor| editor.view.canvas.suggested()).is_none_or(found)
        });
        self.window.frames(4);
    }

    pub fn map(&self) -> &EmpathyMap {
        self.window.map()
    }

    pub fn shown(&self) -> Rc<Shown> {
        self.window.view().canvas.suggested().expect("suggestions are shown").shown()
    }

    /// The suggested themes: sign, name and how many notes.
    pub fn themes(&self) -> Vec<(String, String, usize)> {
        let themes = self.shown();
        themes.themes.iter().map(|theme| (theme.sign.clone(), theme.title().to_owned(), theme.notes.len())).collect()
    }

    /// The names of the suggested themes.
    pub fn names(&self) -> Vec<String> {
        self.themes().into_iter().map(|(_, name, _)| name).collect()
    }

    /// Clicks what has this name in the row whose name begins with `row`.
    pub fn click_in(&mut self, row: &str, name: &str) {
        self.row(row).get_by_label(name).click();
        self.wait();
    }

    pub fn click(&mut self, name: &str) {
        self.window.click_on(name);
        self.wait();
    }

    /// The row whose name begins so.
    pub fn row<'a>(&'a self, name: &'a str) -> egui_kittest::Node<'a> {
        self.window.harness.get_by(move |node| is_row(node, name))
    }

    pub fn has_row(&self, name: &str) -> bool {
        self.window.harness.query_by(|node| is_row(node, name)).is_some()
    }

    /// Changes the map as somebody here does elsewhere.
    pub fn edit(&mut self, edits: Vec<Edit>) {
        self.window.send(Message::Edit { edits, step: empathy_map::document::Step::Begin });
        self.wait();
    }

    pub fn undo(&mut self) {
        self.window.run(Command::Undo);
        self.wait();
    }

    /// The theme of a note, by its title.
    pub fn theme_of(&self, note: &str) -> Option<String> {
        let theme = self.map().note(&NoteId::new(note)).expect("a note").theme.clone()?;
        self.map().theme(&theme).map(|theme| theme.title.clone())
    }
}

fn is_row(node: &AccessKitNode<'_>, name: &str) -> bool {
    node.role() == eframe::egui::accesskit::Role::Group && node.label().is_some_and(|label| label.starts_with(name))
}

/// A window with the board in a file of this machine.
pub fn window_on(machine: &Machine) -> Window {
    let path = machine.path("board.json");
    if !path.exists() {
        machine.write("board.json", empathy_map::file::write(&board()));
    }
    Window::with_files(machine.clone(), vec![path])
}
