//! The outline with the pointer.

use eframe::egui::{Key, Modifiers};

use super::outline;

#[test]
fn a_click_selects_and_a_double_click_edits() {
    let mut window = outline();
    let queue = window.row("Waits in a queue").rect();
    window.click(queue.center());
    assert_eq!(window.selected(), ["Waits in a queue"]);
    assert_eq!(window.hears(), "Waits in a queue");
    window.click_with(window.row("Is my invoice").rect().center(), Modifiers::COMMAND);
    assert_eq!(window.selected(), ["Is my invoice wrong?", "Waits in a queue"]);
    window.seconds(1.0);
    window.double_click(queue.center());
    window.type_text("!");
    window.press(Key::Enter);
    assert_eq!(window.texts()[4], "Waits in a queue!");
}

#[test]
fn a_click_on_the_arrow_folds() {
    let mut window = outline();
    let row = window.row("Pain points").rect();
    window.click(row.left_center() + eframe::egui::vec2(34.0, 0.0));
    assert!(!window.has_row("Waits in a queue"));
}

#[test]
fn a_note_is_dragged_to_another_quadrant_theme_or_need() {
    let mut window = outline();
    // So that the first need is in view too.
    window.press(Key::ArrowLeft);
    window.drag(window.row("Waits in a queue").rect().center(), window.row("Feels").rect().center());
    assert_eq!(window.note("Waits in a queue").quadrant.as_str(), "feels");
    window.drag(window.row("Waits in a queue").rect().center(), window.row("Theme Passed").rect().center());
    let note = window.note("Waits in a queue");
    assert_eq!((note.quadrant.as_str(), note.theme.clone()), ("pains", Some("t1".into())));
    window.press_with(Modifiers::COMMAND, Key::Z);
    assert_eq!(window.note("Waits in a queue").quadrant.as_str(), "feels", "one step");
    window.drag(window.row("Waits in a queue").rect().center(), window.row("Need,").rect().center());
    assert!(window.map().needs[0].supports.contains(&"queue".into()));
}

#[test]
fn dragging_a_note_finishes_what_is_being_written() {
    let mut window = outline();
    window.go_to("Is my invoice");
    window.press(Key::F2);
    window.type_text("!");
    window.drag(window.row("Waits in a queue").rect().center(), window.row("Feels").rect().center());
    assert!(window.view().editing.is_none());
    assert_eq!(window.texts()[0], "Is my invoice wrong?!");
    assert_eq!(window.note("Waits in a queue").quadrant.as_str(), "feels");
}

#[test]
fn a_right_click_opens_the_menu_of_the_row() {
    let mut window = outline();
    window.right_click(window.row("Waits in a queue").rect().center());
    assert_eq!(window.selected(), ["Waits in a queue"]);
    assert!(window.says("Move to…"));
}
