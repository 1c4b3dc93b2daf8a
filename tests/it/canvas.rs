//! Working on the canvas, in the verbs of the person who does it.

mod ime;
mod tool;

use eframe::egui::{Event, Key, Modifiers, PointerButton, vec2};
use empathy_map::app::Command;

use crate::support::hand::map_with;
use crate::support::window::Window;

fn two_notes() -> Window {
    Window::with_canvas(map_with(&[
        ("thinks", "Is my invoice wrong?", 40.0, 80.0),
        ("feels", "Not taken seriously", 40.0, 80.0),
    ]))
}

fn four_notes() -> Window {
    Window::with_canvas(map_with(&[
        ("thinks", "one", 20.0, 80.0),
        ("thinks", "two", 250.0, 80.0),
        ("thinks", "three", 20.0, 200.0),
        ("pains", "four", 40.0, 120.0),
    ]))
}

#[test]
fn a_double_click_on_free_ground_writes_a_note_there() {
    let mut window = two_notes();
    window.double_click(window.place("does", 200.0, 200.0));
    assert_eq!(window.map().notes.len(), 2, "a note begins with its first letter");
    window.type_text("Calls at lunch");
    window.press(Key::Enter);
    assert_eq!(window.texts(), ["Is my invoice wrong?", "Not taken seriously", "Calls at lunch"]);
    assert_eq!(window.note("Calls at lunch").quadrant.as_str(), "does");
    assert_eq!(window.selected(), ["Calls at lunch"]);
    assert!(window.view().editing.is_none());
    window.choose(Command::Undo);
    assert_eq!(window.map().notes.len(), 2, "typed without a pause, the note is one step");
}

#[test]
fn a_new_note_that_stays_empty_never_was() {
    let mut window = two_notes();
    window.double_click(window.place("does", 200.0, 200.0));
    window.press(Key::Escape);
    assert!(window.view().editing.is_none());
    assert_eq!(window.map().notes.len(), 2);
    assert!(!window.editor().document.can_undo());
}

#[test]
fn a_note_that_is_emptied_goes_away_and_one_undo_brings_it_back() {
    let mut window = Window::with_canvas(map_with(&[("thinks", "x", 40.0, 80.0)]));
    window.double_click(window.middle("x"));
    window.press(Key::Backspace);
    window.press(Key::Escape);
    assert!(window.map().notes.is_empty());
    window.choose(Command::Undo);
    assert_eq!(window.texts(), ["x"]);
}

#[test]
fn shift_enter_breaks_the_line_and_tab_goes_on_to_the_next_note() {
    let mut window = four_notes();
    window.double_click(window.middle("one"));
    window.press_with(Modifiers::SHIFT, Key::Enter);
    window.type_text("more");
    window.press(Key::Tab);
    assert_eq!(window.texts()[0], "one\nmore");
    window.type_text("!");
    window.press(Key::Escape);
    assert_eq!(window.texts(), ["one\nmore", "two!", "three", "four"]);
}

#[test]
fn a_note_is_dragged_to_another_quadrant() {
    let mut window = two_notes();
    let from = window.middle("Is my invoice wrong?");
    let to = window.place("pains", 300.0, 250.0);
    window.drag(from, to);
    let note = window.note("Is my invoice wrong?");
    assert_eq!(note.quadrant.as_str(), "pains");
    let seen = window.middle("Is my invoice wrong?");
    assert!((seen - to).length() < 2.0, "it lies where it was dropped: {seen:?} instead of {to:?}");
    window.choose(Command::Undo);
    assert_eq!(window.note("Is my invoice wrong?").quadrant.as_str(), "thinks");
}

#[test]
fn escape_during_a_drag_leaves_everything_as_it_was() {
    let mut window = two_notes();
    let before = window.map().clone();
    let from = window.middle("Is my invoice wrong?");
    let to = window.place("does", 300.0, 250.0);
    window.begin_drag(from, to, PointerButton::Primary);
    window.press(Key::Escape);
    window.let_go(to, PointerButton::Primary);
    assert_eq!(*window.map(), before);
    assert!(!window.editor().document.can_undo());
}

#[test]
fn several_notes_are_dragged_together_and_keep_their_places_to_each_other() {
    let mut window = four_notes();
    window.click(window.middle("one"));
    window.click_with(window.middle("two"), Modifiers::SHIFT);
    let apart = window.middle("two") - window.middle("one");
    let to = window.place("feels", 200.0, 300.0);
    window.drag(window.middle("one"), to);
    assert_eq!(window.note("one").quadrant.as_str(), "feels");
    assert_eq!(window.note("two").quadrant.as_str(), "feels");
    let apart_now = window.middle("two") - window.middle("one");
    assert!((apart - apart_now).length() < 0.5);
}

#[test]
fn the_rubber_band_selects_what_it_touches() {
    let mut window = four_notes();
    let from = window.place("thinks", 5.0, 65.0);
    window.drag(from, window.place("thinks", 60.0, 300.0));
    assert_eq!(window.selected(), ["one", "three"]);
    window.click(window.place("thinks", 400.0, 300.0));
    assert!(window.selected().is_empty(), "a click on free ground selects nothing");
}

#[test]
fn shift_adds_to_the_selection_and_takes_away_from_it() {
    let mut window = four_notes();
    window.click(window.middle("one"));
    window.click_with(window.middle("four"), Modifiers::SHIFT);
    assert_eq!(window.selected(), ["one", "four"]);
    window.click_with(window.middle("one"), Modifiers::COMMAND);
    assert_eq!(window.selected(), ["four"]);
}

#[test]
fn deleted_notes_come_back_selected() {
    let mut window = four_notes();
    window.choose(Command::SelectAll);
    window.choose(Command::Delete);
    assert!(window.map().notes.is_empty());
    window.choose(Command::Undo);
    assert_eq!(window.selected(), ["one", "two", "three", "four"]);
}

#[test]
fn a_duplicate_lies_beside_its_original_and_is_selected() {
    let mut window = four_notes();
    window.click(window.middle("one"));
    window.choose(Command::Duplicate);
    assert_eq!(window.texts(), ["one", "two", "three", "four", "one"]);
    let copy = &window.map().notes[4];
    assert!(window.view().selection.contains_note(&copy.id));
    assert_eq!(window.view().selection.note_count(), 1);
    let rects: Vec<_> = window.scene().notes.iter().map(|note| note.rect).collect();
    assert!(rects[..4].iter().all(|rect| !rect.intersects(rects[4])));
}

#[test]
fn copied_notes_are_pasted_with_everything_on_them() {
    let mut map = map_with(&[("feels", "Relieved\nat last", 40.0, 80.0), ("thinks", "other", 40.0, 80.0)]);
    map.notes[0].evidence = Some(empathy_map::model::Evidence::Quote);
    map.notes[0].source = "Interview 1".into();
    let mut window = Window::with_canvas(map);
    window.click(window.middle("Relieved\nat last"));
    window.choose(Command::Copy);
    window.paste("Relieved at last");
    let [first, _, copy] = window.map().notes.as_slice() else { panic!("three notes") };
    assert_ne!(first.id, copy.id);
    assert_eq!((&first.text, &first.source, first.evidence), (&copy.text, &copy.source, copy.evidence));
    assert_eq!(copy.quadrant, first.quadrant);
}

#[test]
fn a_pasted_line_is_a_note_at_once() {
    let mut window = four_notes();
    window.click(window.middle("four"));
    window.paste("  Chat closes at 18:00 \n");
    assert_eq!(window.note("Chat closes at 18:00").quadrant.as_str(), "pains");
}

#[test]
fn pasted_lines_are_shown_before_they_become_notes() {
    use egui_kittest::kittest::Queryable;
    let mut window = four_notes();
    window.click(window.middle("four"));
    window.paste("first line\n\nsecond line\r\nthird line\n");
    assert_eq!(window.map().notes.len(), 4);
    window.harness.get_by_label("Add 3 notes to Pain points");
    window.harness.get_by_label("Feels").click();
    window.settle();
    window.harness.get_by_label("Add 3 notes").click();
    window.settle();
    assert_eq!(window.texts()[4..], ["first line", "second line", "third line"]);
    assert!(window.map().notes[4..].iter().all(|note| note.quadrant.as_str() == "feels" && note.at.is_some()));
    assert_eq!(window.selected(), ["first line", "second line", "third line"]);
}

#[test]
fn enter_adds_pasted_lines_to_the_quadrant_under_the_pointer_and_escape_does_not() {
    use egui_kittest::kittest::Queryable;
    let mut window = four_notes();
    window.point_at(window.place("does", 200.0, 300.0));
    window.paste("first line\nsecond line");
    window.harness.get_by_label("Add 2 notes to Does");
    window.press(Key::Escape);
    assert!(window.harness.query_by_label("Add 2 notes to Does").is_none());
    assert_eq!(window.texts().len(), 4);
    window.paste("first line\nsecond line");
    window.press(Key::Enter);
    assert_eq!(window.texts()[4..], ["first line", "second line"]);
    assert_eq!(window.note("second line").quadrant.as_str(), "does");
}

#[test]
fn an_empty_map_says_how_to_begin_and_a_double_click_on_the_words_writes() {
    use egui_kittest::kittest::Queryable;
    let words = "Double-click to write a note";
    let mut window = Window::with_canvas(map_with(&[]));
    let at = window.harness.get_by_label(words).rect().center();
    window.double_click(at);
    window.type_text("Hello");
    assert_eq!(window.texts(), ["Hello"]);
    window.press(Key::Escape);
    assert!(window.harness.query_by_label(words).is_none());
}

#[test]
fn letters_that_come_together_with_the_key_that_leaves_are_not_lost() {
    let mut window = four_notes();
    for (key, text) in [(Key::Enter, "five"), (Key::Escape, "six")] {
        window.point_at(window.place("does", 40.0, 500.0));
        window.press(Key::N);
        window.type_text("The ");
        window.harness.event(Event::Text(text.to_owned()));
        window.harness.event(Event::Key {
            key,
            physical_key: None,
            pressed: true,
            repeat: false,
            modifiers: Modifiers::NONE,
        });
        window.settle();
        assert!(window.texts().contains(&format!("The {text}").as_str()), "{:?}", window.texts());
        window.press(Key::Escape);
    }
}

#[test]
fn arrow_keys_move_the_selected_notes_in_one_step_while_held() {
    let mut window = four_notes();
    window.click(window.middle("one"));
    let before = window.note("one").at;
    for repeat in [false, true, true] {
        window.harness.event(Event::Key {
            key: Key::ArrowRight,
            physical_key: None,
            pressed: true,
            repeat,
            modifiers: Modifiers::NONE,
        });
    }
    window.settle();
    let moved = window.note("one").at.map(|at| at.x).zip(before.map(|at| at.x));
    assert_eq!(moved.map(|(now, was)| now - was), Some(24.0));
    window.choose(Command::Undo);
    assert_eq!(window.note("one").at, before);
}

#[test]
fn alt_and_arrows_walk_to_the_neighbour_and_tab_in_reading_order() {
    let mut window = four_notes();
    window.click(window.middle("one"));
    window.press_with(Modifiers::ALT, Key::ArrowRight);
    assert_eq!(window.selected(), ["two"]);
    window.press_with(Modifiers::ALT, Key::ArrowLeft);
    window.press_with(Modifiers::ALT, Key::ArrowDown);
    assert_eq!(window.selected(), ["three"]);
    window.press(Key::Tab);
    assert_eq!(window.selected(), ["four"]);
    window.press_with(Modifiers::SHIFT, Key::Tab);
    assert_eq!(window.selected(), ["three"]);
}

#[test]
fn the_search_steps_through_its_hits() {
    let mut window = four_notes();
    window.choose(Command::Find);
    window.type_text("t");
    window.press(Key::Enter);
    assert_eq!(window.selected(), ["two"]);
    window.press(Key::Enter);
    assert_eq!(window.selected(), ["three"]);
    window.press(Key::Enter);
    assert_eq!(window.selected(), ["two"], "after the last hit comes the first");
    window.press_with(Modifiers::SHIFT, Key::Enter);
    assert_eq!(window.selected(), ["three"]);
    window.press(Key::Escape);
    assert!(window.view().find.is_none());
}

#[test]
fn tidy_arranges_without_overlap_in_one_step() {
    let mut window = Window::with_canvas(map_with(&[
        ("thinks", "one", 40.0, 80.0),
        ("thinks", "two", 60.0, 90.0),
        ("thinks", "three", 80.0, 100.0),
    ]));
    let before = window.map().clone();
    window.choose(Command::Tidy);
    let rects: Vec<_> = window.scene().notes.iter().map(|note| note.rect).collect();
    assert!(!rects[0].intersects(rects[1]) && !rects[1].intersects(rects[2]) && !rects[0].intersects(rects[2]));
    window.choose(Command::Undo);
    assert_eq!(*window.map(), before);
}

#[test]
fn a_click_on_the_badge_edits_the_persona() {
    let mut window = two_notes();
    let badge = window.view().camera.screen_rect(window.canvas(), window.scene().badge.rect);
    window.click(badge.center());
    window.type_text("Dana");
    window.press(Key::Escape);
    assert_eq!(window.map().persona.name, "Dana");
    assert!(!window.view().canvas.is_covered());
}

#[test]
fn a_click_on_a_heading_edits_title_and_question() {
    let mut window = two_notes();
    let title = window.scene().quadrants[0].title_rect;
    window.click(window.view().camera.screen_rect(window.canvas(), title).center());
    window.type_text("!");
    window.press(Key::Escape);
    assert!(window.map().quadrants[0].title.contains('!'), "{}", window.map().quadrants[0].title);
}

#[test]
fn zooming_keeps_the_point_under_the_pointer() {
    let mut window = two_notes();
    let pointer = window.place("feels", 321.0, 123.0);
    window.point_at(pointer);
    let zoom = window.view().camera.zoom;
    window.scroll(vec2(0.0, 120.0), Modifiers::COMMAND);
    assert!(window.view().camera.zoom > zoom * 1.1);
    assert!((window.place("feels", 321.0, 123.0) - pointer).length() < 0.5);
}

#[test]
fn the_wheel_and_the_middle_button_push_the_board() {
    let mut window = two_notes();
    let before = window.middle("Not taken seriously");
    window.point_at(window.canvas().center());
    window.scroll(vec2(0.0, -60.0), Modifiers::NONE);
    let scrolled = window.middle("Not taken seriously");
    assert!((scrolled - before - vec2(0.0, -60.0)).length() < 1.0, "{scrolled:?} {before:?}");
    let from = window.canvas().center();
    window.begin_drag(from, from + vec2(-50.0, 20.0), PointerButton::Middle);
    window.let_go(from + vec2(-50.0, 20.0), PointerButton::Middle);
    assert!((window.middle("Not taken seriously") - scrolled - vec2(-50.0, 20.0)).length() < 1.0);
    assert!(!window.editor().document.can_undo());
}

#[test]
fn writing_far_out_comes_near_first() {
    let mut window = two_notes();
    for _ in 0..6 {
        window.choose(Command::ZoomOut);
    }
    assert!(window.view().camera.zoom < 0.4);
    window.double_click(window.middle("Not taken seriously"));
    assert_eq!(window.view().camera.zoom, 1.0);
    assert!(window.canvas().contains_rect(window.note_rect("Not taken seriously")));
}

#[test]
fn only_what_is_in_view_is_painted() {
    let notes = (0..400).map(|at| ("thinks", "note", f64::from(at % 20) * 230.0, 80.0 + f64::from(at / 20) * 90.0));
    let mut window = Window::with_canvas(map_with(&notes.collect::<Vec<_>>()));
    assert_eq!(window.view().canvas.notes_painted(), 400);
    window.choose(Command::ZoomFull);
    assert!((1..80).contains(&window.view().canvas.notes_painted()), "{}", window.view().canvas.notes_painted());
}

#[test]
fn nothing_is_painted_again_while_nothing_happens() {
    let mut window = two_notes();
    window.point_at(window.middle("Not taken seriously"));
    window.settle();
    assert_eq!(window.settle(), 1, "one frame, and no wish for another");
    let delay = window.harness.output().viewport_output.values().map(|output| output.repaint_delay).min();
    assert!(delay.is_some_and(|delay| delay > std::time::Duration::from_secs(1)), "{delay:?}");
}

#[test]
fn a_screen_reader_finds_notes_by_their_text_and_opens_them() {
    use egui_kittest::kittest::Queryable;
    let mut window = two_notes();
    window.harness.get_by_label("Not taken seriously").click_accesskit();
    window.settle();
    assert!(window.view().editing.is_some());
    window.type_text("!");
    window.press(Key::Enter);
    assert_eq!(window.texts()[1], "Not taken seriously!");
}

#[test]
fn a_right_click_offers_what_can_be_done_there() {
    use egui_kittest::kittest::Queryable;
    let mut window = two_notes();
    window.right_click(window.place("does", 200.0, 200.0));
    window.harness.get_by_label_contains("New note").click();
    window.settle();
    window.type_text("here");
    window.press(Key::Enter);
    assert_eq!(window.note("here").quadrant.as_str(), "does");
    window.right_click(window.middle("here"));
    window.harness.get_by_label_contains("Delete").click();
    window.settle();
    assert_eq!(window.map().notes.len(), 2);
}

#[test]
fn keys_belong_to_the_menu_of_a_note_while_it_is_open() {
    let mut window = two_notes();
    let before = window.map().clone();
    window.right_click(window.middle("Not taken seriously"));
    window.press(Key::ArrowDown);
    window.press(Key::Escape);
    assert!(!window.says("Group as theme"));
    assert_eq!(*window.map(), before, "no arrow moved the note");
    assert_eq!(window.selected(), ["Not taken seriously"]);
}

#[test]
fn notes_dragged_onto_a_need_stand_behind_it() {
    use empathy_map::model::{Need, NeedId};
    let mut map = map_with(&[("thinks", "one", 40.0, 80.0)]);
    map.needs.push(Need::new(NeedId::new("need"), "be heard"));
    let mut window = Window::with_map(map);
    window.settle();
    let target = window.view().drop_targets[0].rect.center();
    window.drag(window.middle("one"), target);
    assert_eq!(window.map().needs[0].supports, [empathy_map::model::NoteId::new("n0")]);
    assert_eq!(window.note("one").quadrant.as_str(), "thinks");
}
