//! Accepting, refusing, and what stays as it was.

use egui_kittest::kittest::{NodeT, Queryable};
use empathy_map::app::Command;
use empathy_map::app::canvas::VIEW_ONLY;
use empathy_map::document::{Edit, NoteField};
use empathy_map::file;
use empathy_map::model::{Note, NoteId, ThemeId};

use super::{Sorter, TOPICS, board, window_on};
use crate::support::machine::Machine;
use crate::support::window::Window;

#[test]
fn a_person_sees_named_groups_with_the_reason() {
    let sorter = Sorter::on(board());
    let signs: Vec<String> = sorter.themes().into_iter().map(|(sign, ..)| sign).collect();
    assert_eq!(signs, ["A", "B", "C", "D"]);
    assert_eq!(sorter.names().len(), TOPICS.len());
    assert_eq!(sorter.themes()[0], ("A".into(), "Hotline music".into(), 7));
    assert!(sorter.has_row("Suggested theme A: Hotline music, 7 notes"));
    assert!(sorter.window.says("They share hotline, music"));
    assert!(sorter.window.says("4 notes without a suggestion"));
}

#[test]
fn nothing_is_on_the_map_before_it_is_accepted() {
    let machine = Machine::new();
    let mut sorter = Sorter::in_window(window_on(&machine));
    sorter.click_in("Suggested theme A", "Show notes");
    sorter.click("More");
    sorter.window.run(Command::Save);
    assert_eq!(*sorter.map(), board());
    assert!(!sorter.window.editor().document.can_undo());
    assert_eq!(machine.read("board.json"), file::write(&board()));
}

#[test]
fn one_is_accepted_and_the_others_stay_where_they_are() {
    let mut sorter = Sorter::on(board());
    sorter.click_in("Suggested theme B", "Accept");
    assert_eq!(sorter.map().themes.len(), 1);
    assert_eq!(sorter.map().themes[0].title, "Invoice total");
    assert_eq!(sorter.theme_of("n1-0").as_deref(), Some("Invoice total"));
    let signs: Vec<String> = sorter.themes().into_iter().map(|(sign, ..)| sign).collect();
    assert_eq!(signs, ["A", "C", "D"]);
    sorter.undo();
    assert!(sorter.map().themes.is_empty());
    assert_eq!(sorter.themes()[1], ("B".into(), "Invoice total".into(), 7), "undo brings the suggestion back");
}

#[test]
fn all_are_accepted_in_one_step() {
    let mut sorter = Sorter::on(board());
    sorter.click("Accept all");
    assert_eq!(sorter.map().themes.len(), 4);
    assert_eq!(sorter.map().notes.iter().filter(|note| note.theme.is_some()).count(), 28);
    assert!(sorter.themes().is_empty());
    sorter.undo();
    assert_eq!(*sorter.map(), board());
    assert_eq!(sorter.names().len(), 4);
}

#[test]
fn what_is_dismissed_does_not_come_back_also_when_the_map_is_opened_again() {
    let machine = Machine::new();
    let mut sorter = Sorter::in_window(window_on(&machine));
    sorter.click_in("Suggested theme A", "Dismiss");
    assert!(!sorter.names().contains(&"Hotline music".to_owned()));
    sorter.window.run(Command::SuggestThemes);
    sorter.window.run(Command::SuggestThemes);
    sorter.wait();
    assert!(!sorter.names().contains(&"Hotline music".to_owned()));
    drop(sorter);

    let mut again = Sorter::in_window(window_on(&machine));
    assert_eq!(again.names(), ["Invoice total", "Parcel delivery", "Password reset"]);
    assert_eq!(again.shown().loose.len(), 4 + 7, "its notes are there to be sorted by hand");
    again.window.run(Command::RecallDismissed);
    again.wait();
    assert_eq!(again.names().len(), 4);
}

#[test]
fn a_dismissed_group_does_not_come_back_because_of_one_more_note() {
    let mut sorter = Sorter::on(board());
    sorter.click_in("Suggested theme A", "Dismiss");
    let note = Note::new(NoteId::new("n9"), "pains".into(), "The hotline music and the train");
    sorter.edit(vec![Edit::AddNotes(vec![note])]);
    assert_eq!(sorter.names().len(), 3);
}

#[test]
fn themes_that_people_made_are_never_touched() {
    let mut sorter = Sorter::on(board());
    sorter.click_in("Suggested theme A", "Accept");
    let frozen: Vec<(NoteId, Option<ThemeId>)> = themed(&sorter);
    sorter.click("Fewer");
    sorter.click("Accept all");
    let after = themed(&sorter);
    assert!(frozen.iter().all(|was| after.contains(was)), "{after:?}");
    assert_eq!(sorter.map().themes[0].title, "Hotline music");
}

fn themed(sorter: &Sorter) -> Vec<(NoteId, Option<ThemeId>)> {
    let notes = sorter.map().notes.iter().filter(|note| note.theme.is_some());
    notes.map(|note| (note.id.clone(), note.theme.clone())).collect()
}

#[test]
fn a_new_note_is_offered_a_home() {
    let mut sorter = Sorter::on(board());
    sorter.click("Accept all");
    for (id, text) in [("n8", "The hotline music is loud"), ("n9", "An invoice total of nothing")] {
        sorter.edit(vec![Edit::AddNotes(vec![Note::new(NoteId::new(id), "pains".into(), text)])]);
    }
    assert!(sorter.window.says("Fits “Hotline music”: hotline, music"));
    sorter.click_in("The hotline music is loud", "Put in");
    assert_eq!(sorter.theme_of("n8").as_deref(), Some("Hotline music"));
    sorter.click_in("An invoice total", "Dismiss");
    assert!(sorter.shown().homes.is_empty());
    assert_eq!(sorter.theme_of("n9"), None);
    sorter.undo();
    assert_eq!(sorter.shown().homes.len(), 1, "taken back, it is offered again; what was dismissed is not");
}

#[test]
fn several_homes_are_taken_together_in_one_step() {
    let mut sorter = Sorter::on(board());
    sorter.click("Accept all");
    let note = |id: &str, text: &str| Note::new(NoteId::new(id), "pains".into(), text);
    let new = vec![note("n8", "The hotline music is loud"), note("n9", "An invoice total of nothing")];
    sorter.edit(vec![Edit::AddNotes(new)]);
    sorter.click("Put all 2 in");
    assert_eq!(sorter.theme_of("n8").as_deref(), Some("Hotline music"));
    assert_eq!(sorter.theme_of("n9").as_deref(), Some("Invoice total"));
    sorter.undo();
    assert_eq!((sorter.theme_of("n8"), sorter.theme_of("n9")), (None, None));
}

#[test]
fn a_note_in_the_wrong_theme_is_named_and_moves_only_when_asked() {
    let mut sorter = Sorter::on(board());
    sorter.click("Accept all");
    let wrong = sorter.map().themes[1].id.clone();
    let field = NoteField::Theme(Some(wrong));
    sorter.edit(vec![Edit::SetNotes { notes: vec![NoteId::new("n0-0")], field }]);
    assert!(sorter.window.says("Is in “Invoice total”, speaks as “Hotline music” does"));
    sorter.click_in("The hotline music and the garden0", "Move");
    assert_eq!(sorter.theme_of("n0-0").as_deref(), Some("Hotline music"));
}

#[test]
fn where_everything_is_sorted_it_says_so() {
    let mut map = board();
    map.notes.truncate(28);
    let mut sorter = Sorter::on(map);
    sorter.click("Accept all");
    assert!(sorter.window.says("All notes are in themes"));
}

#[test]
fn below_25_notes_hands_are_quicker() {
    let mut map = board();
    map.notes.truncate(24);
    let mut window = Window::with_canvas(map);
    assert!(!window.shows("Suggest themes"));
    window.run(Command::SuggestThemes);
    assert!(window.says("this map has 24"));
    assert!(window.view().canvas.suggested().is_none());
}

#[test]
fn the_bar_below_offers_suggestions_from_25_notes_on() {
    let mut window = Window::with_canvas(board());
    window.click_on("Suggest themes");
    assert!(window.view().canvas.suggested().is_some());
}

#[test]
fn who_may_only_look_sees_suggestions_and_cannot_accept_them() {
    let mut sorter = Sorter::on(board());
    sorter.window.app_mut().editor_mut().expect("a map is open").view.can_edit = false;
    sorter.wait();
    let accept = sorter.row("Suggested theme A").get_by_label("Accept");
    assert!(accept.accesskit_node().is_disabled());
    assert!(sorter.window.harness.get_by_label("Accept all").accesskit_node().is_disabled());
    // Also not by the keyboard.
    sorter.row("Suggested theme A").focus();
    sorter.window.frames(2);
    sorter.window.press(eframe::egui::Key::Enter);
    assert!(sorter.map().themes.is_empty());
    assert!(sorter.window.says(VIEW_ONLY));
}

#[test]
fn fewer_and_more_themes_can_be_asked_for() {
    let mut sorter = Sorter::on(board());
    sorter.click("Fewer");
    sorter.click("Fewer");
    assert!(sorter.names().len() < 4, "{:?}", sorter.names());
    for _ in 0..4 {
        sorter.click("More");
    }
    assert!(sorter.names().len() >= 4, "{:?}", sorter.names());
}

#[test]
fn done_leaves_the_window_as_it_was() {
    let mut window = Window::with_canvas(board());
    let before = window.view().camera;
    window.run(Command::SuggestThemes);
    window.frames(30);
    window.click_on("Done");
    window.settle();
    assert!(window.view().canvas.suggested().is_none());
    assert_eq!(window.view().camera, before);
}
