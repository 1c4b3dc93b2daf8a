//! Working on a note that somebody else works on too.

use eframe::egui::{Event, ImeEvent, Key, Modifiers, PointerButton, vec2};
use egui_kittest::kittest::Queryable;
use empathy_map::app::Command;
use empathy_map::document::{Document, Edit, NoteMove, Origin, Step, TextTarget};
use empathy_map::model::{ItemRef, NoteId, Point};

use super::two_notes;
use crate::support::window::Window;

/// Somebody else with the same map.
struct Other(Document);

impl Other {
    fn of(window: &Window) -> Self {
        Self(Document::restore(&window.editor().document.encode_state(), &[]).expect("a document"))
    }

    /// Does something, which arrives in the window at once, as what the window did meanwhile arrives here.
    fn does(&mut self, window: &mut Window, edit: Edit) {
        let theirs = window.editor().document.encode_state();
        self.0.import(&theirs).expect("an update");
        let applied = self.0.apply(&[edit], Step::Begin).expect("an edit");
        self.arrives(window, &applied.update);
    }

    fn undoes(&mut self, window: &mut Window) {
        let applied = self.0.undo().expect("a step");
        self.arrives(window, &applied.update);
    }

    fn arrives(&self, window: &mut Window, update: &[u8]) {
        let editor = window.app_mut().editor_mut().expect("a map is open");
        let applied = editor.document.import(update).expect("an update");
        editor.refresh(&applied.changes, Origin::Remote);
        window.settle();
    }

    fn writes(&mut self, window: &mut Window, before: &str, after: &str) {
        let target = TextTarget::Note(NoteId::new("n0"));
        self.does(window, Edit::EditText { target, before: before.into(), after: after.into() });
    }

    fn deletes(&mut self, window: &mut Window, note: &str) {
        self.does(window, Edit::Delete(vec![ItemRef::Note(NoteId::new(note))]));
    }
}

/// A window that writes on the first note, and somebody else.
fn writing() -> (Window, Other) {
    let mut window = two_notes();
    window.double_click(window.middle("Is my invoice wrong?"));
    let other = Other::of(&window);
    (window, other)
}

#[test]
fn my_cursor_stays_at_its_letter_while_another_writes_in_the_same_note() {
    let (mut window, mut other) = writing();
    window.press(Key::Home);
    for _ in 0..5 {
        window.press(Key::ArrowRight);
    }
    other.writes(&mut window, "Is my invoice wrong?", "So: Is my invoice wrong?");
    window.type_text(" really");
    assert_eq!(window.texts()[0], "So: Is my really invoice wrong?");
    other.writes(&mut window, "So: Is my really invoice wrong?", "So: Is my really invoice all wrong?");
    window.type_text(" last");
    assert_eq!(window.texts()[0], "So: Is my really last invoice all wrong?");
    assert!(window.view().editing.is_some(), "nobody takes the keyboard away");
}

#[test]
fn my_selection_keeps_its_letters_while_another_writes() {
    let (mut window, mut other) = writing();
    window.press(Key::Home);
    for _ in 0..2 {
        window.press_with(Modifiers::SHIFT, Key::ArrowRight);
    }
    other.writes(&mut window, "Is my invoice wrong?", "Oh! Is my invoice wrong?");
    window.type_text("Was");
    assert_eq!(window.texts()[0], "Oh! Was my invoice wrong?");
}

#[test]
fn letters_of_an_input_method_are_joined_with_what_another_wrote_meanwhile() {
    let (mut window, mut other) = writing();
    window.press(Key::End);
    let preedit = |text: &str| Event::Ime(ImeEvent::Preedit { text: text.into(), active_range_chars: None });
    window.harness.event(preedit("ri"));
    window.frames(2);
    other.writes(&mut window, "Is my invoice wrong?", "So: Is my invoice wrong?");
    window.harness.event(preedit("right"));
    window.frames(2);
    assert_eq!(window.texts()[0], "So: Is my invoice wrong?");
    window.harness.event(Event::Ime(ImeEvent::Commit("right".into())));
    window.frames(3);
    assert_eq!(window.texts()[0], "So: Is my invoice wrong?right");
    window.type_text("!");
    assert_eq!(window.texts()[0], "So: Is my invoice wrong?right!");
}

#[test]
fn what_i_write_on_a_note_that_somebody_deletes_is_kept_as_a_new_note() {
    let (mut window, mut other) = writing();
    window.press(Key::End);
    window.type_text(" I ask");
    other.deletes(&mut window, "n0");
    assert!(window.harness.query_by_label_contains("Somebody deleted the note").is_some(), "it is told");
    assert_eq!(window.texts(), ["Not taken seriously"]);
    // Letters stay letters: none of these is a command.
    window.type_text(" nt");
    assert_eq!(window.texts(), ["Not taken seriously", "Is my invoice wrong? I ask nt"]);
    assert_eq!(window.note("Is my invoice wrong? I ask nt").quadrant.as_str(), "thinks");
    window.press(Key::Enter);
    window.choose(Command::Undo);
    assert_eq!(window.texts(), ["Not taken seriously"]);
    other.undoes(&mut window);
    assert!(window.texts().contains(&"Is my invoice wrong? I ask"), "their undo brings back my letters too");
}

#[test]
fn a_note_that_somebody_deletes_beneath_me_stays_deleted_when_i_leave_it() {
    let (mut window, mut other) = writing();
    other.deletes(&mut window, "n0");
    window.press(Key::Escape);
    assert_eq!(window.texts(), ["Not taken seriously"]);
    assert!(window.view().editing.is_none());
}

#[test]
fn a_dragged_note_that_somebody_deletes_is_let_go() {
    let mut window = two_notes();
    let mut other = Other::of(&window);
    let from = window.middle("Is my invoice wrong?");
    window.begin_drag(from, from + vec2(80.0, 90.0), PointerButton::Primary);
    other.deletes(&mut window, "n0");
    assert!(window.view().gesture.drag().is_none());
    window.let_go(from + vec2(80.0, 90.0), PointerButton::Primary);
    assert_eq!(window.texts(), ["Not taken seriously"]);
    assert!(!window.editor().document.can_undo());
}

#[test]
fn of_several_dragged_notes_the_others_go_on() {
    let mut window = two_notes();
    let mut other = Other::of(&window);
    window.choose(Command::SelectAll);
    let from = window.middle("Not taken seriously");
    window.begin_drag(from, from + vec2(40.0, 90.0), PointerButton::Primary);
    other.deletes(&mut window, "n0");
    window.let_go(from + vec2(40.0, 90.0), PointerButton::Primary);
    assert!((window.middle("Not taken seriously") - from - vec2(40.0, 90.0)).length() < 2.0);
}

#[test]
fn a_dragged_note_that_somebody_moves_lands_where_i_drop_it() {
    let mut window = two_notes();
    let mut other = Other::of(&window);
    let from = window.middle("Is my invoice wrong?");
    let to = from + vec2(80.0, 90.0);
    window.begin_drag(from, to, PointerButton::Primary);
    let quadrant = window.note("Is my invoice wrong?").quadrant.clone();
    let at = Some(Point { x: 200.0, y: 300.0 });
    other.does(&mut window, Edit::MoveNotes(vec![NoteMove { note: NoteId::new("n0"), quadrant, at }]));
    assert!(window.view().gesture.drag().is_some());
    window.let_go(to, PointerButton::Primary);
    assert!((window.middle("Is my invoice wrong?") - to).length() < 2.0);
}

#[test]
fn what_i_selected_and_somebody_deletes_is_not_selected_any_more() {
    let mut window = two_notes();
    let mut other = Other::of(&window);
    window.choose(Command::SelectAll);
    other.deletes(&mut window, "n0");
    assert_eq!(window.selected(), ["Not taken seriously"]);
    window.choose(Command::Delete);
    assert!(window.texts().is_empty());
    window.choose(Command::Undo);
    assert_eq!(window.texts(), ["Not taken seriously"], "their deletion is not mine to undo");
}
