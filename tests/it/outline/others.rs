//! The outline of a map that others change too, or that one may only look at.

use eframe::egui::{Key, Modifiers};
use egui_kittest::kittest::NodeT;
use empathy_map::app::{Command, Message};
use empathy_map::document::{Document, Edit, Origin, Step};
use empathy_map::model::{ItemRef, NoteId};
use empathy_map::session::Role;

use super::outline;
use crate::others::selecting;
use crate::support::window::Window;

/// Lets somebody else change the map.
fn elsewhere(window: &mut Window, edit: Edit) {
    let editor = window.app_mut().editor_mut().expect("a map is open");
    let mut other = Document::restore(&editor.document.encode_state(), &[]).expect("the same map");
    let update = other.apply(&[edit], Step::Begin).expect("allowed").update;
    let applied = editor.document.import(&update).expect("well-formed");
    editor.refresh(&applied.changes, Origin::Remote);
    window.settle();
}

#[test]
fn a_change_elsewhere_keeps_the_cursor_on_its_row() {
    let mut window = outline();
    window.go_to("Waits in a queue");
    elsewhere(&mut window, Edit::Delete(vec![ItemRef::Note(NoteId::new("wrong"))]));
    assert!(!window.has_row("Is my invoice"));
    assert_eq!(window.hears(), "Waits in a queue");
    assert_eq!(window.selected(), ["Waits in a queue"]);
    elsewhere(&mut window, Edit::Delete(vec![ItemRef::Note(NoteId::new("queue"))]));
    assert_eq!(window.hears(), "Theme Passed around, 2 notes", "the nearest row has it");
}

#[test]
fn a_note_deleted_elsewhere_does_not_move_the_cursor_though_it_was_selected() {
    let mut window = outline();
    window.go_to("Is my invoice");
    window.press_with(Modifiers::SHIFT, Key::End);
    window.press_with(Modifiers::COMMAND, Key::Home);
    elsewhere(&mut window, Edit::Delete(vec![ItemRef::Note(NoteId::new("queue"))]));
    assert_eq!(window.hears(), "Persona, Dana");
}

#[test]
fn one_sees_and_hears_what_others_have_in_hand() {
    let mut window = outline();
    let mut mei = selecting(1, "Mei", &["queue"]);
    window.others(vec![mei.clone()]);
    assert_eq!(described(&window, "Waits in a queue"), "selected by Mei");
    assert_eq!(window.words("M").len(), 2, "in the top bar, and at the row");
    mei.presence.editing = Some(NoteId::new("queue"));
    window.others(vec![mei]);
    assert_eq!(described(&window, "Waits in a queue"), "Mei is writing");
}

fn described(window: &Window, row: &str) -> String {
    window.row(row).accesskit_node().description().unwrap_or_default()
}

#[test]
fn a_note_that_is_deleted_while_it_is_written_can_be_kept() {
    let mut window = outline();
    window.go_to("Waits in a queue");
    window.press(Key::F2);
    elsewhere(&mut window, Edit::Delete(vec![ItemRef::Note(NoteId::new("queue"))]));
    assert_eq!(window.hears(), "Note text");
    window.type_text("!");
    window.press(Key::Enter);
    assert_eq!(window.texts()[4], "Waits in a queue!");
}

#[test]
fn who_may_only_look_reads_and_changes_nothing() {
    let mut window = outline();
    let view = &mut window.app_mut().editor_mut().expect("a map is open").view;
    (view.can_edit, view.my_role) = (false, Some(Role::Viewer));
    let before = window.map().clone();
    for row in ["Persona", "Thinks", "Waits in a queue", "Theme Passed", "Need,", "Speaks for it"] {
        window.go_to(row);
        for key in [Key::F2, Key::N, Key::Delete, Key::Num1, Key::D, Key::G, Key::T] {
            window.press(key);
            assert!(window.hears().starts_with(row), "{row} {key:?}: {}", window.hears());
        }
        window.press_with(Modifiers::ALT, Key::ArrowDown);
        window.press_with(Modifiers::COMMAND, Key::M);
    }
    assert!(window.says("You can look, not change."));
    let notes = vec![NoteId::new("queue")];
    window.send(Message::PutNotes { notes, homes: vec![empathy_map::app::outline::Home::Quadrant("feels".into())] });
    window.send(Message::Paste("a line".into()));
    assert_eq!(*window.map(), before);
    window.press(Key::ArrowDown);
    window.choose(Command::Find);
    assert_eq!(window.hears(), "Find notes");
}
