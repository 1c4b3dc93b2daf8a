//! Changing the map in the outline, by keyboard alone.

use eframe::egui::{Key, Modifiers};
use egui_kittest::kittest::NodeT;
use empathy_map::app::Command;
use empathy_map::model::*;

use super::{map, outline, outline_of};

#[test]
fn a_note_is_edited_in_its_row() {
    let mut window = outline();
    window.go_to("Waits in a queue");
    window.press(Key::F2);
    assert_eq!(window.hears(), "Note text");
    window.type_text(" for hours");
    window.press_with(Modifiers::SHIFT, Key::Enter);
    window.type_text("every day");
    window.press(Key::Enter);
    assert_eq!(window.texts()[4], "Waits in a queue for hours\nevery day");
    assert!(window.hears().starts_with("Waits in a queue for hours"), "{}", window.hears());
    window.press_with(Modifiers::COMMAND, Key::Z);
    assert_eq!(window.texts()[4], "Waits in a queue");
}

#[test]
fn every_text_of_the_map_is_edited_in_its_row() {
    let mut window = outline();
    for row in ["Persona", "Role", "Thinks", "Theme Passed", "Need,", "Motivation,", "Tension,"] {
        window.go_to(row);
        window.press(Key::Enter);
        window.type_text("!");
        window.press(Key::Escape);
        assert!(
            window.row(row).accesskit_node().label().is_some_and(|label| label.contains('!')),
            "{row}: {:#?}",
            window.outline_rows()
        );
    }
    let map = window.map();
    assert_eq!(map.persona.name, "Dana!");
    assert_eq!(map.persona.role, "Customer of twelve years!");
    assert_eq!(map.quadrants[0].title, "Thinks!");
    assert_eq!(map.themes[0].title, "Passed around!");
    assert_eq!(map.needs[0].statement, "tell her story once!");
    assert_eq!(map.motivations[0].statement, "being taken seriously!");
    assert_eq!(map.tensions[0].insight, "She hides her doubt!");
}

#[test]
fn enter_on_a_list_folds_it() {
    let mut window = outline();
    window.go_to("Needs");
    window.press(Key::Enter);
    assert!(!window.has_row("Need,"));
    window.press(Key::Enter);
    assert!(window.has_row("Need,"));
}

#[test]
fn a_new_note_joins_the_quadrant_and_theme_of_the_cursor() {
    let mut window = outline();
    window.go_to("Feels");
    window.press(Key::N);
    assert_eq!(window.hears(), "Note text");
    assert_eq!(window.map().notes.len(), 5, "a note begins with its first letter");
    window.type_text("Ashamed");
    window.press(Key::Enter);
    assert_eq!(window.hears(), "Ashamed");
    assert_eq!(window.selected(), ["Ashamed"]);
    window.go_to("Chat closes");
    window.press(Key::Insert);
    window.type_text("Nobody calls back");
    window.press(Key::Enter);
    assert_eq!(window.hears(), "Nobody calls back, theme Passed around");
    let note = window.note("Nobody calls back");
    assert_eq!((note.quadrant.as_str(), note.theme.as_ref().map(ThemeId::as_str)), ("pains", Some("t1")));
    assert!(note.at.is_some(), "it lies somewhere on the board");
    window.press(Key::N);
    window.press(Key::Escape);
    assert_eq!(window.map().notes.len(), 7, "without a letter it never was");
    assert_eq!(window.hears(), "Nobody calls back, theme Passed around", "back where one was");
}

#[test]
fn tab_in_a_row_finishes_and_goes_on() {
    let mut window = outline();
    window.go_to("Waits in a queue");
    window.press(Key::F2);
    window.type_text("!");
    window.press(Key::Tab);
    assert!(window.view().editing.is_none());
    assert_eq!(window.texts()[4], "Waits in a queue!");
    assert_ne!(window.hears(), "Note text");
}

#[test]
fn a_note_is_deleted_and_the_cursor_goes_to_the_nearest_row() {
    let mut window = outline();
    let before = window.map().clone();
    window.go_to("Told it");
    window.press(Key::Delete);
    assert_eq!(window.map().notes.len(), 4);
    assert_eq!(window.hears(), "Chat closes at six, theme Passed around");
    window.press(Key::Delete);
    assert_eq!(window.map().notes.len(), 3, "where nothing is selected, the cursor is meant");
    assert_eq!(window.hears(), "Waits in a queue", "above, where nothing stands below in this branch");
    window.press_with(Modifiers::COMMAND, Key::Z);
    window.press_with(Modifiers::COMMAND, Key::Z);
    assert_eq!(*window.map(), before);
}

#[test]
fn evidence_is_detached_and_its_note_stays() {
    let mut window = outline();
    window.go_to("Speaks for it, Told");
    window.press(Key::Delete);
    assert_eq!(window.map().needs[0].supports, ["closed".into()]);
    assert_eq!(window.map().notes.len(), 5);
    assert!(window.says("It stays on the map"));
    window.press_with(Modifiers::COMMAND, Key::Z);
    assert_eq!(window.map().needs[0].supports.len(), 2);
}

#[test]
fn digits_mark_evidence_and_letters_make_themes_needs_and_tensions() {
    let mut window = outline();
    window.go_to("Waits in a queue");
    window.press(Key::Num3);
    assert_eq!(window.note("Waits in a queue").evidence, Some(Evidence::Data));
    assert_eq!(window.hears(), "Waits in a queue, data");
    window.press(Key::Num0);
    assert_eq!(window.note("Waits in a queue").evidence, None);
    window.press(Key::D);
    window.type_text("get through");
    window.press(Key::Enter);
    let need = &window.map().needs[1];
    assert_eq!((need.statement.as_str(), need.supports.as_slice()), ("get through", ["queue".into()].as_slice()));
    window.press_with(Modifiers::COMMAND | Modifiers::SHIFT, Key::Num2);
    assert!(
        window.hears().starts_with("Waits in a queue") || window.hears().starts_with("Need,"),
        "{}",
        window.hears()
    );
    window.go_to("Waits in a queue");
    window.press(Key::G);
    window.type_text("Time");
    window.press(Key::Enter);
    assert_eq!(window.note("Waits in a queue").theme.as_ref(), window.map().themes.get(1).map(|theme| &theme.id));
}

#[test]
fn notes_are_moved_to_another_quadrant_and_theme_by_keyboard() {
    let mut window = outline();
    window.go_to("Waits in a queue");
    window.press_with(Modifiers::COMMAND, Key::M);
    assert!(window.says("Move 1 note to…"));
    window.press(Key::ArrowDown);
    window.press(Key::Enter);
    assert_eq!(window.note("Waits in a queue").quadrant.as_str(), "feels");
    assert_eq!(window.hears(), "Waits in a queue", "the cursor went along");
    window.press_with(Modifiers::COMMAND, Key::M);
    window.click_on("Passed around");
    window.settle();
    assert_eq!(window.note("Waits in a queue").theme, Some("t1".into()));
    window.press_with(Modifiers::COMMAND, Key::Z);
    assert_eq!(window.note("Waits in a queue").theme, None);
    window.press_with(Modifiers::COMMAND, Key::Z);
    assert_eq!(window.note("Waits in a queue").quadrant.as_str(), "pains");
}

#[test]
fn the_menu_of_a_row_opens_and_works_by_keyboard() {
    let mut window = outline();
    window.go_to("Waits in a queue");
    window.press_with(Modifiers::SHIFT, Key::F10);
    assert!(window.says("Move to…"));
    assert!(window.hears().contains("Edit note"), "{}", window.hears());
    window.press(Key::Escape);
    assert!(!window.says("Move to…"));
    assert_eq!(window.hears(), "Waits in a queue");
    window.press(Key::Menu);
    window.press(Key::Enter);
    assert_eq!(window.hears(), "Note text");
    window.press(Key::Escape);
    window.go_to("Speaks against it");
    window.press(Key::Menu);
    assert!(window.says("Detach, keep the note on the map"));
    window.press(Key::Enter);
    assert!(window.map().needs[0].contradicts.is_empty());
}

#[test]
fn selected_notes_are_attached_to_a_need_by_keyboard() {
    let mut window = outline();
    window.go_to("Waits in a queue");
    while !window.hears().starts_with("Need,") {
        window.press_with(Modifiers::COMMAND, Key::ArrowDown);
    }
    window.press(Key::Menu);
    window.click_on("Attach 1 note as support");
    window.settle();
    assert_eq!(window.map().needs[0].supports.len(), 3);
    assert!(window.has_row("Speaks for it, Waits in a queue"));
}

#[test]
fn needs_and_themes_are_put_in_order_and_notes_say_that_they_have_none() {
    let mut map = map();
    map.needs.push(Need::new("second".into(), "be called back"));
    map.themes.push(Theme { id: "t2".into(), title: "Time".into(), extra: Extra::default() });
    map.notes[4].theme = Some("t2".into());
    let mut window = outline_of(map);
    window.go_to("Need, Dana needs to be called back");
    window.press_with(Modifiers::ALT, Key::ArrowUp);
    assert_eq!(window.map().needs[0].id.as_str(), "second");
    assert!(window.hears().starts_with("Need, Dana needs to be called back"));
    window.go_to("Theme Passed around");
    window.press_with(Modifiers::ALT, Key::ArrowDown);
    assert_eq!(window.map().themes[0].id.as_str(), "t2");
    window.press_with(Modifiers::ALT, Key::ArrowUp);
    assert_eq!(window.map().themes[0].id.as_str(), "t1");
    window.go_to("Waits in a queue");
    window.press_with(Modifiers::ALT, Key::ArrowUp);
    assert!(window.says("Notes stand in the order in which they lie on the board"));
}

#[test]
fn lines_are_pasted_where_the_cursor_is() {
    let mut window = outline();
    window.go_to("Feels");
    window.paste("Angry");
    assert_eq!(window.note("Angry").quadrant.as_str(), "feels");
    assert_eq!(window.hears(), "Angry");
    window.paste("one\ntwo");
    window.press(Key::Enter);
    assert_eq!(window.note("two").quadrant.as_str(), "feels");
    window.choose(Command::Undo);
    assert_eq!(window.map().notes.len(), 6);
}
