//! What a person does on the canvas, and sees there.

use eframe::egui;
use egui::{Event, Key, Modifiers, PointerButton, Pos2, Rect, Vec2, vec2};

use egui_kittest::kittest::Queryable;
use empathy_map::app::{Command, Message, ViewState};
use empathy_map::model::{EmpathyMap, Note, NoteId, Point, QuadrantId};
use empathy_map::scene::Scene;

use super::window::Window;

/// A file that is dropped on the window.
#[derive(Debug)]
pub struct Dropped(pub std::path::PathBuf);

impl egui::DroppedFile for Dropped {
    fn path(&self) -> &std::path::Path {
        &self.0
    }

    fn bytes(&self) -> Result<Vec<u8>, String> {
        std::fs::read(&self.0).map_err(|error| error.to_string())
    }
}

/// A map with these notes: quadrant, text and place of each. Their identifiers are `n0`, `n1`, ….
pub fn map_with(notes: &[(&str, &str, f64, f64)]) -> EmpathyMap {
    let notes = notes.iter().enumerate().map(|(index, (quadrant, text, x, y))| Note {
        at: Some(Point { x: *x, y: *y }),
        ..Note::new(NoteId::new(format!("n{index}")), QuadrantId::new(*quadrant), *text)
    });
    EmpathyMap { notes: notes.collect(), ..EmpathyMap::default() }
}

impl Window {
    /// A window with this map and nothing beside the canvas.
    pub fn with_canvas(map: EmpathyMap) -> Self {
        let mut window = Self::with_map(map);
        window.app_mut().editor_mut().expect("a map is open").view.panel_open = false;
        window.settle();
        window.choose(Command::ZoomFit);
        window
    }

    /// Lets the window work until nothing moves any more; how many frames that took.
    pub fn settle(&mut self) -> u64 {
        self.harness.run()
    }

    /// The map in its place.
    pub fn scene(&self) -> &Scene {
        &self.editor().scene
    }

    /// The state of the window.
    pub fn view(&self) -> &ViewState {
        &self.editor().view
    }

    /// The canvas on the screen.
    pub fn canvas(&self) -> Rect {
        self.view().canvas_rect.expect("a canvas")
    }

    /// The texts of all notes, in document order.
    pub fn texts(&self) -> Vec<&str> {
        self.map().notes.iter().map(|note| note.text.as_str()).collect()
    }

    /// The texts of the selected notes, in document order.
    pub fn selected(&self) -> Vec<&str> {
        let notes = self.map().notes.iter().filter(|note| self.view().selection.contains_note(&note.id));
        notes.map(|note| note.text.as_str()).collect()
    }

    /// The note that says this.
    pub fn note(&self, text: &str) -> &Note {
        self.map().notes.iter().find(|note| note.text == text).unwrap_or_else(|| panic!("no note says {text:?}"))
    }

    /// A note's place on the screen.
    pub fn note_rect(&self, text: &str) -> Rect {
        let index = self.scene().index_of(&self.note(text).id).expect("a placed note");
        self.view().camera.screen_rect(self.canvas(), self.scene().notes[index].rect)
    }

    /// The middle of a note on the screen.
    pub fn middle(&self, text: &str) -> Pos2 {
        self.note_rect(text).center()
    }

    /// A place in a quadrant on the screen, in board units from its corner.
    pub fn place(&self, quadrant: &str, x: f32, y: f32) -> Pos2 {
        let id = QuadrantId::new(quadrant);
        let quadrant = self.scene().quadrants.iter().find(|quadrant| quadrant.id == id).expect("a quadrant");
        self.view().camera.screen_from_board(self.canvas(), quadrant.rect.min + vec2(x, y))
    }

    fn button(&mut self, pos: Pos2, button: PointerButton, pressed: bool, modifiers: Modifiers) {
        self.harness.event_modifiers(Event::PointerButton { pos, button, pressed, modifiers }, modifiers);
        self.harness.step();
    }

    /// Moves the pointer.
    pub fn point_at(&mut self, pos: Pos2) {
        self.harness.event(Event::PointerMoved(pos));
        self.harness.step();
    }

    /// Clicks with keys held.
    pub fn click_with(&mut self, pos: Pos2, modifiers: Modifiers) {
        self.point_at(pos);
        self.button(pos, PointerButton::Primary, true, modifiers);
        self.button(pos, PointerButton::Primary, false, modifiers);
        self.settle();
    }

    /// Clicks.
    pub fn click(&mut self, pos: Pos2) {
        self.click_with(pos, Modifiers::NONE);
        // Far enough from the next click not to be half of a double click.
        self.harness.run_steps(30);
    }

    /// Double-clicks.
    pub fn double_click(&mut self, pos: Pos2) {
        self.point_at(pos);
        for pressed in [true, false, true, false] {
            self.button(pos, PointerButton::Primary, pressed, Modifiers::NONE);
        }
        self.settle();
    }

    /// Right-clicks.
    pub fn right_click(&mut self, pos: Pos2) {
        self.point_at(pos);
        self.button(pos, PointerButton::Secondary, true, Modifiers::NONE);
        self.button(pos, PointerButton::Secondary, false, Modifiers::NONE);
        self.settle();
    }

    /// Presses at one place and moves to another, without letting go.
    pub fn begin_drag(&mut self, from: Pos2, to: Pos2, button: PointerButton) {
        self.point_at(from);
        self.button(from, button, true, Modifiers::NONE);
        for step in 1..=6 {
            self.point_at(from.lerp(to, step as f32 / 6.0));
        }
    }

    /// Lets a button go.
    pub fn let_go(&mut self, pos: Pos2, button: PointerButton) {
        self.button(pos, button, false, Modifiers::NONE);
        self.settle();
    }

    /// Drags from one place to another.
    pub fn drag(&mut self, from: Pos2, to: Pos2) {
        self.begin_drag(from, to, PointerButton::Primary);
        self.let_go(to, PointerButton::Primary);
    }

    /// Presses a key with others held, and lets it go.
    pub fn press_with(&mut self, modifiers: Modifiers, key: Key) {
        self.harness.key_press_modifiers(modifiers, key);
        self.settle();
    }

    /// Presses a key.
    pub fn press(&mut self, key: Key) {
        self.press_with(Modifiers::NONE, key);
    }

    /// Types a text, letter by letter.
    pub fn type_text(&mut self, text: &str) {
        for letter in text.chars() {
            self.harness.event(Event::Text(letter.to_string()));
        }
        self.settle();
    }

    /// Clicks on what a screen reader calls this.
    pub fn click_on(&mut self, label: &str) {
        self.harness.get_by_label(label).click();
        self.frames(4);
    }

    /// Whether there is something that a screen reader calls this.
    pub fn shows(&self, label: &str) -> bool {
        self.harness.query_all_by_label(label).next().is_some()
    }

    /// Whether there is something whose name has these words in it.
    pub fn says(&self, words: &str) -> bool {
        self.harness.query_all_by_label_contains(words).next().is_some()
    }

    /// Turns the wheel with keys held.
    pub fn scroll(&mut self, delta: Vec2, modifiers: Modifiers) {
        let event = Event::MouseWheel {
            unit: egui::MouseWheelUnit::Point,
            delta,
            modifiers,
            phase: egui::TouchPhase::Move,
            source: egui::MouseWheelSource::Unknown,
        };
        self.harness.event_modifiers(event, modifiers);
        self.settle();
    }

    /// Chooses a command from a menu.
    pub fn choose(&mut self, command: Command) {
        self.run(command);
        self.settle();
    }

    /// Pastes a text.
    pub fn paste(&mut self, text: &str) {
        self.send(Message::Paste(text.to_owned()));
        self.settle();
    }

    /// Lets frames go by until something is shown whose name has these words in it.
    pub fn wait_for(&mut self, words: &str) {
        let begun = std::time::Instant::now();
        while !self.says(words) {
            assert!(begun.elapsed().as_secs() < 60, "waited in vain for “{words}”");
            self.frames(1);
            std::thread::yield_now();
        }
        self.frames(2);
    }
}
