//! The one-page summary in the window, worked with by the names that a screen reader says.

use eframe::egui::Key;
use egui_kittest::kittest::{NodeT, Queryable};
use empathy_map::app::state::Surface;
use empathy_map::app::{Command, Message};
use empathy_map::document::{Edit, Step};
use empathy_map::model::*;

use crate::one_page::heard;
use crate::support::window::Window;

fn window() -> Window {
    let mut window = Window::with_map(heard());
    window.run(Command::Show(Surface::Summary));
    window.frames(4);
    window
}

fn name_of(window: &Window, beginning: &str) -> String {
    let begins = |node: &egui_kittest::Node<'_>| {
        let node = node.accesskit_node();
        // What cannot be clicked says its words as a value.
        [node.label(), node.value()].into_iter().flatten().find(|words| words.starts_with(beginning))
    };
    let found = window.harness.root().children_recursive().find_map(|node| begins(&node));
    found.unwrap_or_else(|| panic!("nothing begins with {beginning}"))
}

#[test]
fn the_page_reads_out_whom_it_is_about_and_how_sure_each_need_is() {
    let window = window();
    assert!(name_of(&window, "Dana · ").contains("From 4 notes about 4 people"));
    let need = name_of(&window, "NEED 1");
    assert!(need.contains("Dana needs to tell her story once") && need.contains("Strong"), "{need}");
}

#[test]
fn a_need_leads_to_the_notes_behind_it_on_the_board() {
    let mut window = window();
    let need = name_of(&window, "NEED 1");
    window.harness.get_by_label(&need).click();
    window.frames(4);
    let view = &window.editor().view;
    assert_eq!(view.surface, Surface::Board);
    let selected: Vec<&str> = view.selection.notes().map(|id| id.as_str()).collect();
    assert_eq!(selected, ["n1", "n2", "n3"]);
}

#[test]
fn what_is_not_known_leads_to_the_place_where_it_can_be_said() {
    let mut window = window();
    let gap = name_of(&window, "• Nothing in “Thinks” yet.");
    window.harness.get_by_label(&gap).click();
    window.frames(4);
    assert_eq!(window.editor().view.surface, Surface::Board, "a quadrant is on the board");
}

#[test]
fn the_keyboard_alone_goes_through_the_page_and_opens_what_stands_there() {
    let mut window = window();
    let need = name_of(&window, "NEED 1");
    for _ in 0..80 {
        window.harness.key_press(Key::Tab);
        window.frames(2);
        if window.harness.get_by_label(&need).is_focused() {
            break;
        }
    }
    assert!(window.harness.get_by_label(&need).is_focused(), "Tab reaches the need");
    window.harness.key_press(Key::Enter);
    window.frames(4);
    assert_eq!(window.editor().view.selection.note_count(), 3);
}

#[test]
fn the_page_follows_a_change_at_once() {
    let mut window = window();
    let target = empathy_map::document::TextTarget::Need("d1".into(), empathy_map::document::NeedField::Statement);
    let edit = Edit::EditText { target, before: "tell her story once".into(), after: "be heard out".into() };
    window.send(Message::Edit { edits: vec![edit], step: Step::Begin });
    window.frames(4);
    assert!(name_of(&window, "NEED 1").contains("Dana needs to be heard out"));
}

#[test]
fn a_new_note_is_written_on_the_board() {
    let mut window = window();
    window.run(Command::NewNote);
    window.frames(4);
    let view = &window.editor().view;
    assert_eq!(view.surface, Surface::Board);
    assert!(view.editing.is_some(), "the caret is in a new note");
}

#[test]
fn an_empty_map_has_a_page_as_well() {
    let mut window = Window::with_map(EmpathyMap::default());
    window.run(Command::Show(Surface::Summary));
    window.frames(4);
    assert!(name_of(&window, "From 0 notes") == "From 0 notes");
}
