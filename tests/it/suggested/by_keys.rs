//! The list by keyboard alone.

use eframe::egui::{Key, Modifiers};
use egui_kittest::kittest::NodeT;
use empathy_map::model::NoteId;

use super::{Sorter, board};

impl Sorter {
    fn focused(&self) -> String {
        use egui_kittest::kittest::Queryable;
        let focused = self.window.harness.query_all_by(|node| node.is_focused()).next();
        focused.and_then(|node| node.accesskit_node().label()).unwrap_or_default()
    }

    fn press(&mut self, key: Key) {
        self.window.press(key);
        self.wait();
    }
}

#[test]
fn suggestions_are_walked_through_accepted_and_dismissed_by_keys() {
    let mut sorter = Sorter::on(board());
    assert!(sorter.focused().starts_with("Suggested theme A"), "{}", sorter.focused());
    sorter.press(Key::ArrowDown);
    assert!(sorter.focused().starts_with("Suggested theme B"), "{}", sorter.focused());
    sorter.press(Key::Enter);
    assert_eq!(sorter.map().themes[0].title, "Invoice total");
    assert!(sorter.focused().starts_with("Suggested theme C"), "{}", sorter.focused());
    sorter.press(Key::Delete);
    assert_eq!(sorter.names(), ["Hotline music", "Password reset"]);
    sorter.press(Key::ArrowUp);
    assert!(sorter.focused().starts_with("Suggested theme A"), "{}", sorter.focused());
    assert_eq!(sorter.map().notes.len(), 32, "no key reached the notes");
}

#[test]
fn arrows_pressed_quickly_stay_in_the_list() {
    let mut sorter = Sorter::on(board());
    for _ in 0..9 {
        sorter.window.harness.key_press(Key::ArrowDown);
    }
    sorter.window.frames(12);
    assert!(sorter.focused().starts_with("Suggested theme D"), "{}", sorter.focused());
    for _ in 0..2 {
        sorter.window.harness.key_press(Key::ArrowUp);
    }
    sorter.window.frames(12);
    assert!(sorter.focused().starts_with("Suggested theme B"), "{}", sorter.focused());
}

#[test]
fn a_theme_is_named_and_folded_out_by_keys() {
    let mut sorter = Sorter::on(board());
    sorter.press(Key::F2);
    assert_eq!(sorter.focused(), "Name of theme A");
    sorter.window.type_text("Waiting");
    sorter.press(Key::Enter);
    assert_eq!(sorter.names()[0], "Waiting");
    assert!(sorter.map().themes.is_empty(), "Enter ended the name, no more");
    assert!(sorter.focused().starts_with("Suggested theme A: Waiting"), "{}", sorter.focused());
    sorter.press(Key::Space);
    assert!(sorter.window.shows("Hide notes"));
}

#[test]
fn delete_on_a_row_leaves_selected_notes_alone() {
    let mut sorter = Sorter::on(board());
    let editor = sorter.window.app_mut().editor_mut().expect("a map is open");
    editor.view.selection.set_notes([NoteId::new("z0")]);
    sorter.press(Key::Delete);
    assert!(sorter.map().note(&NoteId::new("z0")).is_some());
    assert_eq!(sorter.names().len(), 3);
}

#[test]
fn escape_leaves_the_name_first_and_then_the_suggestions() {
    let mut sorter = Sorter::on(board());
    sorter.press(Key::F2);
    sorter.press(Key::Escape);
    assert!(sorter.window.view().canvas.suggested().is_some());
    sorter.press(Key::Escape);
    assert!(sorter.window.view().canvas.suggested().is_none());
}

#[test]
fn the_same_keys_show_suggestions_and_put_them_away() {
    let mut sorter = Sorter::on(board());
    sorter.window.press_with(Modifiers::SHIFT, Key::T);
    assert!(sorter.window.view().canvas.suggested().is_none());
    sorter.window.press_with(Modifiers::SHIFT, Key::T);
    assert!(sorter.window.view().canvas.suggested().is_some());
}
