//! Changing a suggestion before it is accepted; and others who change the map meanwhile.

use eframe::egui::{Event, Modifiers, PointerButton, Pos2};
use egui_kittest::kittest::Queryable;
use empathy_map::document::Edit;
use empathy_map::model::{ItemRef, Note, NoteId};

use super::{Sorter, board};

impl Sorter {
    fn press_at(&mut self, pos: Pos2, pressed: bool) {
        let modifiers = Modifiers::NONE;
        self.window.harness.event(Event::PointerButton { pos, button: PointerButton::Primary, pressed, modifiers });
        self.window.harness.step();
    }

    fn drag(&mut self, from: Pos2, to: Pos2) {
        self.window.point_at(from);
        self.press_at(from, true);
        for step in 1..=6 {
            self.window.point_at(from.lerp(to, step as f32 / 6.0));
        }
        self.press_at(to, false);
        self.wait();
    }

    fn notes_of(&self, place: usize) -> Vec<String> {
        self.shown().themes[place].notes.iter().map(ToString::to_string).collect()
    }
}

#[test]
fn a_name_is_changed_in_place_and_goes_along() {
    let mut sorter = Sorter::on(board());
    sorter.window.harness.get_by_label("Name of theme A").click();
    sorter.window.frames(2);
    sorter.window.press_with(Modifiers::COMMAND, eframe::egui::Key::A);
    sorter.window.type_text("Waiting");
    assert_eq!(sorter.names()[0], "Waiting");
    sorter.click_in("Suggested theme A: Waiting", "Accept");
    assert_eq!(sorter.map().themes[0].title, "Waiting");
    sorter.undo();
    assert_eq!(sorter.names()[0], "Waiting", "taken back, it keeps the name");
}

#[test]
fn an_emptied_name_is_the_one_that_was_suggested() {
    let mut sorter = Sorter::on(board());
    sorter.window.harness.get_by_label("Name of theme A").click();
    sorter.window.frames(2);
    sorter.window.press_with(Modifiers::COMMAND, eframe::egui::Key::A);
    sorter.window.press(eframe::egui::Key::Backspace);
    sorter.click_in("Suggested theme A: Hotline music", "Accept");
    assert_eq!(sorter.map().themes[0].title, "Hotline music");
}

#[test]
fn a_note_that_is_taken_out_stays_out_when_the_theme_is_accepted() {
    let mut sorter = Sorter::on(board());
    sorter.click_in("Suggested theme A", "Show notes");
    sorter.click("Take out “The hotline music and the garden0”");
    assert_eq!(sorter.themes()[0].2, 6);
    assert!(sorter.shown().loose.contains(&NoteId::new("n0-0")));
    sorter.click_in("Suggested theme A", "Accept");
    assert_eq!(sorter.theme_of("n0-0"), None);
    assert_eq!(sorter.theme_of("n0-1").as_deref(), Some("Hotline music"));
}

#[test]
fn a_note_is_dragged_in_the_list_from_one_theme_to_another() {
    let mut sorter = Sorter::on(board());
    sorter.click_in("Suggested theme A", "Show notes");
    let cross = sorter.window.harness.get_by_label("Take out “The hotline music and the garden0”").rect();
    let to = sorter.row("Suggested theme C").rect().center();
    sorter.drag(cross.center() - eframe::egui::vec2(120.0, 0.0), to);
    assert!(sorter.notes_of(2).contains(&"n0-0".to_owned()), "{:?}", sorter.notes_of(2));
    assert_eq!((sorter.themes()[0].2, sorter.themes()[2].2), (6, 8));
}

#[test]
fn a_note_is_dragged_from_the_canvas_onto_a_theme_and_does_not_move() {
    let mut sorter = Sorter::on(board());
    let before = sorter.map().clone();
    let from = sorter.window.middle("Keeps bees");
    let to = sorter.row("Suggested theme B").rect().center();
    sorter.drag(from, to);
    assert!(sorter.notes_of(1).contains(&"z2".to_owned()));
    assert_eq!(*sorter.map(), before);
}

#[test]
fn a_note_without_a_suggestion_is_put_into_one_by_its_menu() {
    let mut sorter = Sorter::on(board());
    sorter.click("4 notes without a suggestion");
    sorter.window.frames(30);
    sorter.click("Put “Sings” into a suggested theme");
    sorter.click("C  Parcel delivery");
    assert!(sorter.notes_of(2).contains(&"z0".to_owned()));
}

#[test]
fn what_others_write_meanwhile_does_not_undo_what_a_person_sorted() {
    let mut sorter = Sorter::on(board());
    sorter.click_in("Suggested theme B", "Show notes");
    sorter.click("Take out “The invoice total and the garden1”");
    sorter.window.harness.get_by_label("Name of theme B").click();
    sorter.window.frames(2);
    sorter.window.press_with(Modifiers::COMMAND, eframe::egui::Key::A);
    sorter.window.type_text("Bills");
    let note = |id: &str, text: &str| Note::new(NoteId::new(id), "pains".into(), text);
    let new = vec![note("m1", "The invoice total and the train"), note("m2", "The hotline music and the lamp")];
    sorter.edit(vec![Edit::AddNotes(new)]);
    let themes = sorter.themes();
    let signs: Vec<&str> = themes.iter().map(|(sign, ..)| sign.as_str()).collect();
    assert_eq!(signs, ["A", "B", "C", "D"]);
    assert_eq!(themes[1], ("B".into(), "Bills".into(), 7), "one out, one new");
    assert!(!sorter.notes_of(1).contains(&"n1-0".to_owned()));
    assert!(sorter.notes_of(1).contains(&"m1".to_owned()));
    sorter.edit(vec![Edit::Delete(vec![ItemRef::Note(NoteId::new("m1"))])]);
    assert_eq!(sorter.themes()[1].2, 6);
}

#[test]
fn a_name_survives_fewer_and_more() {
    let mut sorter = Sorter::on(board());
    sorter.window.harness.get_by_label("Name of theme A").click();
    sorter.window.frames(2);
    sorter.window.press_with(Modifiers::COMMAND, eframe::egui::Key::A);
    sorter.window.type_text("Waiting");
    sorter.click("Fewer");
    sorter.click("More");
    assert!(sorter.names().contains(&"Waiting".to_owned()), "{:?}", sorter.names());
}
