//! Going through the tree, selecting and finding.

use eframe::egui::{Event, Key, Modifiers};
use empathy_map::app::state::Surface;
use empathy_map::app::{Command, Message};

use super::outline;

#[test]
fn arrows_go_up_and_down_fold_and_unfold() {
    let mut window = outline();
    window.press(Key::ArrowLeft);
    assert!(!window.has_row("Role"), "the persona is folded");
    window.press(Key::ArrowDown);
    assert_eq!(window.hears(), "Thinks, 1 note");
    window.press(Key::ArrowRight);
    assert_eq!(window.hears(), "Is my invoice wrong?", "into what is open");
    window.press(Key::ArrowRight);
    assert_eq!(window.hears(), "Is my invoice wrong?", "there is nothing below a note");
    window.press(Key::ArrowLeft);
    assert_eq!(window.hears(), "Thinks, 1 note", "out to what it stands below");
    window.press(Key::ArrowLeft);
    assert!(!window.has_row("Is my invoice wrong?"));
    window.press(Key::ArrowDown);
    assert_eq!(window.hears(), "Feels, no notes");
    window.press(Key::ArrowUp);
    window.press(Key::ArrowRight);
    assert!(window.has_row("Is my invoice wrong?"));
    assert_eq!(window.hears(), "Thinks, 1 note");
}

#[test]
fn an_arrow_right_after_the_outline_was_shown_stays_in_it() {
    let mut window = crate::support::window::Window::with_map(super::map());
    window.settle();
    window.app_mut().wish(Message::Command(Command::Show(Surface::Outline)));
    window.frames(2);
    window.press(Key::ArrowDown);
    window.press(Key::ArrowDown);
    assert_eq!(window.hears(), "Scenario, empty");
}

#[test]
fn home_end_and_page_keys_go_far() {
    let mut window = outline();
    window.press(Key::End);
    assert_eq!(window.hears(), "But that, Is my invoice wrong?, Thinks");
    let (row, screen) = (window.row("But that").rect(), window.harness.ctx.content_rect());
    assert!(screen.contains_rect(row), "{row:?} in {screen:?}");
    window.press(Key::Home);
    assert_eq!(window.hears(), "Persona, Dana");
    window.press(Key::PageDown);
    assert_ne!(window.hears(), "Persona, Dana");
    window.press(Key::PageUp);
    assert_eq!(window.hears(), "Persona, Dana");
    window.press(Key::ArrowUp);
    assert_eq!(window.hears(), "Persona, Dana", "there is nothing above");
}

#[test]
fn shift_selects_on_the_way_and_ctrl_goes_without_selecting() {
    let mut window = outline();
    window.go_to("Waits in a queue");
    window.press_with(Modifiers::SHIFT, Key::ArrowDown);
    window.press_with(Modifiers::SHIFT, Key::ArrowDown);
    assert_eq!(window.selected(), ["Told it three times", "Waits in a queue"]);
    window.press_with(Modifiers::SHIFT, Key::ArrowUp);
    assert_eq!(window.selected(), ["Waits in a queue"]);
    window.press_with(Modifiers::COMMAND, Key::Home);
    assert_eq!(window.hears(), "Persona, Dana");
    assert_eq!(window.selected(), ["Waits in a queue"], "only the cursor went");
}

#[test]
fn space_selects_one_more_and_escape_lets_all_go() {
    let mut window = outline();
    window.go_to("Is my invoice wrong?");
    for _ in 0..3 {
        window.press_with(Modifiers::COMMAND, Key::ArrowDown);
    }
    assert_eq!(window.hears(), "Stays calm on the phone");
    window.press(Key::Space);
    assert_eq!(window.selected(), ["Is my invoice wrong?", "Stays calm on the phone"]);
    window.press(Key::Space);
    assert_eq!(window.selected(), ["Is my invoice wrong?"]);
    window.press(Key::Escape);
    assert!(window.selected().is_empty());
    assert_eq!(window.hears(), "Stays calm on the phone", "the keyboard stays where it is");
}

#[test]
fn letters_find_a_row_by_how_it_begins() {
    let mut window = outline();
    window.type_text("wa");
    assert_eq!(window.hears(), "Waits in a queue");
    window.seconds(1.2);
    // `t` and `d` are commands; with Shift they are letters, and so are those that follow.
    for (key, letter, modifiers) in [
        (Key::T, "T", Modifiers::SHIFT),
        (Key::O, "o", Modifiers::NONE),
        (Key::L, "l", Modifiers::NONE),
        (Key::D, "d", Modifiers::NONE),
    ] {
        window.harness.event(Event::Key { key, physical_key: None, pressed: true, repeat: false, modifiers });
        window.harness.event(Event::Text(letter.into()));
    }
    window.settle();
    assert_eq!(window.selected(), ["Told it three times"]);
    assert!(window.hears().starts_with("Told it three times"), "{}", window.hears());
    window.seconds(1.2);
    window.harness.event(Event::Key {
        key: Key::N,
        physical_key: None,
        pressed: true,
        repeat: false,
        modifiers: Modifiers::NONE,
    });
    window.harness.event(Event::Text("n".into()));
    window.settle();
    assert_eq!(window.hears(), "Note text", "by itself, a command stays a command");
}

#[test]
fn tab_leaves_the_tree_at_once() {
    let mut window = outline();
    window.go_to("Waits in a queue");
    window.press(Key::Tab);
    let heard = window.hears();
    assert!(!window.has_row(&heard) || heard.is_empty(), "{heard}");
    assert_eq!(window.selected(), ["Waits in a queue"]);
    window.press_with(Modifiers::SHIFT, Key::Tab);
    assert_eq!(window.hears(), "Waits in a queue", "and comes back to where one was");
}

#[test]
fn find_select_all_and_zoom_work_or_do_no_harm() {
    let mut window = outline();
    window.press_with(Modifiers::COMMAND, Key::F);
    window.type_text("closes");
    window.press(Key::Enter);
    assert_eq!(window.selected(), ["Chat closes at six"]);
    window.press(Key::Escape);
    assert_eq!(window.hears(), "Chat closes at six, theme Passed around", "the tree has the keyboard again");
    window.press_with(Modifiers::COMMAND, Key::A);
    assert_eq!(window.selected().len(), 5);
    let (camera, reveal) = (window.view().camera, window.view().reveal.clone());
    for command in [Command::ZoomIn, Command::ZoomOut, Command::ZoomFit, Command::ZoomFull, Command::ZoomSelection] {
        window.choose(command);
    }
    assert_eq!(window.view().camera, camera);
    assert_eq!(window.view().reveal, reveal, "the board shows what was found, and no more");
}

#[test]
fn what_is_found_in_a_folded_branch_is_unfolded() {
    let mut window = outline();
    window.go_to("Pain points");
    window.press(Key::ArrowLeft);
    assert!(!window.has_row("Chat closes"));
    window.press_with(Modifiers::COMMAND, Key::F);
    window.type_text("closes");
    window.press(Key::Enter);
    window.press(Key::Escape);
    assert_eq!(window.hears(), "Chat closes at six, theme Passed around");
}
