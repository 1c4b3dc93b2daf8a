//! A viewer looks and changes nothing.

use eframe::egui::{Key, Modifiers, vec2};
use egui_kittest::kittest::Queryable;
use empathy_map::app::{Command, Message};
use empathy_map::session::Role;

use super::two_notes;
use crate::support::window::Window;

fn viewer() -> Window {
    let mut window = two_notes();
    window.view_mut().can_edit = false;
    window.view_mut().my_role = Some(Role::Viewer);
    window.settle();
    window
}

fn is_told(window: &Window) -> bool {
    window.harness.query_by_label_contains("You can look, not change.").is_some()
}

#[test]
fn the_window_says_that_one_may_look_only_and_offers_no_tools() {
    let window = viewer();
    assert!(window.harness.query_by_label("View only").is_some());
    assert!(window.harness.query_by_label("+ Note").is_none());
    assert!(window.harness.query_by_label("Fit").is_some(), "looking around goes on");
    assert!(two_notes().harness.query_by_label("View only").is_none());
}

#[test]
fn a_double_click_and_typing_open_no_editor() {
    let mut window = viewer();
    for place in [window.middle("Is my invoice wrong?"), window.place("does", 200.0, 200.0)] {
        window.double_click(place);
        assert!(window.view().editing.is_none());
        assert!(is_told(&window));
        window.seconds(1.0);
    }
    for key in [Key::N, Key::Enter, Key::Delete, Key::T, Key::P] {
        window.press(key);
        assert!(window.view().editing.is_none() && !window.view().canvas.is_covered(), "{key:?}");
    }
    window.harness.get_by_label("Not taken seriously").click_accesskit();
    window.settle();
    assert!(window.view().editing.is_none());
    assert_eq!(window.texts().len(), 2);
}

#[test]
fn dragging_a_note_pushes_the_board_and_leaves_the_note() {
    let mut window = viewer();
    let before = window.map().clone();
    let from = window.middle("Is my invoice wrong?");
    window.drag(from, from + vec2(60.0, 40.0));
    assert_eq!(*window.map(), before);
    assert!((window.middle("Is my invoice wrong?") - from - vec2(60.0, 40.0)).length() < 1.0);
    window.press_with(Modifiers::NONE, Key::ArrowRight);
    assert_eq!(*window.map(), before);
}

#[test]
fn no_command_changes_the_map() {
    let mut window = viewer();
    let before = window.map().clone();
    window.choose(Command::SelectAll);
    for command in Command::all().filter(|command| command.changes_map()) {
        window.choose(command);
        assert!(is_told(&window), "{command:?}");
        assert!(window.view().editing.is_none(), "{command:?}");
        assert!(!window.view().canvas.is_covered(), "{command:?}");
    }
    window.send(Message::Paste("a line".into()));
    assert_eq!(*window.map(), before);
}

#[test]
fn the_title_cannot_be_typed_over() {
    let mut window = viewer();
    let title = window.harness.get_by_label("Map title").rect().center();
    window.click(title);
    window.type_text("x");
    assert_eq!(window.map().title, "");
}

#[test]
fn whoever_becomes_a_viewer_while_writing_keeps_what_was_written() {
    let mut window = two_notes();
    window.double_click(window.middle("Not taken seriously"));
    window.type_text("!");
    window.view_mut().can_edit = false;
    window.settle();
    assert!(window.view().editing.is_none());
    assert_eq!(window.texts()[1], "Not taken seriously!");
}
