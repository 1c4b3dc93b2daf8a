//! The frame around the map: keys, palette, settings, start screen, dialogs and messages, by the names a screen reader hears.

use eframe::egui::{Event, Key, Modifiers};
use egui_kittest::kittest::Queryable;
use empathy_map::app::shell::{AnswerKind, Dialog};
use empathy_map::app::{Command, Message};
use empathy_map::file::{RecentFile, Theme};
use empathy_map::model::EmpathyMap;

use crate::support::machine::Machine;
use crate::support::window::Window;

fn a_map() -> EmpathyMap {
    EmpathyMap { title: "Dana".into(), ..EmpathyMap::default() }
}

fn window() -> Window {
    Window::with_map(a_map())
}

impl Window {
    /// Types as a keyboard does: a key and the letter it makes.
    fn type_letters(&mut self, text: &str) {
        for letter in text.chars() {
            if let Some(key) = Key::from_name(&letter.to_uppercase().to_string()) {
                self.harness.key_press_modifiers(Modifiers::NONE, key);
            }
            self.harness.event(Event::Text(letter.to_string()));
        }
        self.frames(4);
    }
}

#[test]
fn the_palette_finds_and_runs_a_command() {
    let mut window = window();
    window.press_with(Modifiers::COMMAND, Key::K);
    assert!(window.shows("Search commands"));
    window.type_letters("dark theme");
    window.press_with(Modifiers::NONE, Key::Enter);
    assert_eq!(window.app().settings().theme, Theme::Dark);
    assert!(!window.shows("Search commands"));
}

#[test]
fn escape_closes_the_palette_and_arrows_choose_in_it() {
    let mut window = window();
    window.press_with(Modifiers::COMMAND, Key::K);
    window.press_with(Modifiers::NONE, Key::Escape);
    assert!(!window.shows("Search commands"));
    window.press_with(Modifiers::COMMAND, Key::K);
    window.type_letters("theme");
    window.press_with(Modifiers::NONE, Key::ArrowDown);
    window.press_with(Modifiers::NONE, Key::ArrowDown);
    window.press_with(Modifiers::NONE, Key::Enter);
    assert_eq!(window.app().settings().theme, Theme::Light, "the third hit is the light theme");
}

#[test]
fn a_question_mark_opens_the_sheet_with_all_keys() {
    let mut window = window();
    window.press_with(Modifiers::SHIFT, Key::Questionmark);
    assert!(window.shows("Double-click"));
    window.press_with(Modifiers::NONE, Key::F1);
    assert!(!window.shows("Double-click"), "the key that opened it closes it");
}

#[test]
fn letters_typed_into_the_title_make_no_notes() {
    let mut window = window();
    window.harness.get_by_label("Map title").focus();
    window.frames(2);
    window.press_with(Modifiers::NONE, Key::End);
    window.type_letters(" nn");
    assert_eq!(window.map().title, "Dana nn");
    assert!(window.map().notes.is_empty());
}

#[test]
fn undo_while_typing_undoes_in_the_map() {
    let mut window = window();
    window.harness.get_by_label("Map title").focus();
    window.frames(2);
    window.press_with(Modifiers::NONE, Key::End);
    window.type_letters(" Ross");
    window.press_with(Modifiers::COMMAND, Key::Z);
    assert_eq!(window.map().title, "Dana");
    window.press_with(Modifiers::COMMAND | Modifiers::SHIFT, Key::Z);
    assert_eq!(window.map().title, "Dana Ross");
}

#[test]
fn a_message_goes_away_by_itself_and_is_not_shown_twice() {
    let mut window = window();
    window.send(Message::Say("Copied.".into()));
    window.send(Message::Say("Copied.".into()));
    assert_eq!(window.harness.query_all_by_label("Copied.").count(), 1);
    window.seconds(6.0);
    assert!(!window.shows("Copied."));
}

#[test]
fn settings_take_effect_at_once_and_are_kept_for_the_next_time() {
    let machine = Machine::new();
    let mut window = Window::with_files(machine.clone(), Vec::new());
    window.press_with(Modifiers::COMMAND, Key::Comma);
    window.click_on("Dark");
    assert!(window.harness.ctx.global_style().visuals.dark_mode);
    window.click_on("Done");
    window.run(Command::LargerText);
    assert_eq!(window.harness.ctx.zoom_factor(), 1.1);
    drop(window);
    let window = Window::with_files(machine, Vec::new());
    assert_eq!(window.app().settings().theme, Theme::Dark);
    assert_eq!(window.app().settings().font_scale_percent, 110);
}

#[test]
fn text_grows_and_shrinks_in_steps_within_its_limits() {
    let mut window = window();
    (0..12).for_each(|_| window.run(Command::LargerText));
    assert_eq!(window.app().settings().font_scale_percent, 200);
    (0..12).for_each(|_| window.run(Command::SmallerText));
    assert_eq!(window.app().settings().font_scale_percent, 80);
    window.run(Command::UsualText);
    assert_eq!(window.app().settings().font_scale_percent, 100);
}

#[test]
fn the_start_screen_begins_a_map_from_a_template() {
    let mut window = Window::with_files(Machine::new(), Vec::new());
    window.click_on("Support call");
    assert_eq!(window.map().persona.scenario, "Calls about a problem");
}

#[test]
fn the_start_screen_opens_a_sample_as_a_new_map() {
    let mut window = Window::with_files(Machine::new(), Vec::new());
    window.click_on("Dana and the surprising bill");
    assert_eq!(window.map().title, "Dana and the surprising bill");
    assert_eq!(window.editor().file.path(), None);
}

#[test]
fn a_recent_map_that_is_gone_can_be_taken_off_the_list() {
    let machine = Machine::new();
    let services = machine.services();
    let gone = RecentFile {
        path: machine.path("gone.json"),
        title: "Gone".into(),
        opened: "2026-11-20T10:00:00Z".into(),
        is_missing: false,
    };
    empathy_map::file::remember_file(&*services.fs, &services.state_folder, gone).expect("writable");
    let mut window = Window::with_files(machine, Vec::new());
    window.click_on("Remove Gone from the list");
    assert!(!window.shows("Gone"));
}

#[test]
fn a_question_is_answered_with_enter_escape_or_a_click() {
    let say = |text: &str| [Message::Say(text.to_owned())];
    let question = || {
        Dialog::question("Go on?", "Something happens.")
            .answer(AnswerKind::Usual, "Go on", say("went on"))
            .answer(AnswerKind::Risky, "Throw away", say("thrown away"))
            .answer(AnswerKind::Cancel, "Cancel", say("stayed"))
    };
    let mut window = window();
    window.app_mut().shell().ask(question());
    window.frames(4);
    window.press_with(Modifiers::NONE, Key::Enter);
    assert!(window.shows("went on"));
    window.app_mut().shell().ask(question());
    window.frames(4);
    window.press_with(Modifiers::NONE, Key::Escape);
    assert!(window.shows("stayed"));
    window.app_mut().shell().ask(question());
    window.frames(4);
    window.click_on("Throw away");
    assert!(window.shows("thrown away"));
}

#[test]
fn the_keys_of_the_map_rest_while_a_question_is_open() {
    let mut window = window();
    window.harness.get_by_label("Map title").focus();
    window.frames(2);
    window.type_letters("x");
    let title = window.map().title.clone();
    window.app_mut().shell().ask(Dialog::notice("Look", "Something happened."));
    window.frames(4);
    window.press_with(Modifiers::COMMAND, Key::Z);
    assert_eq!(window.map().title, title);
}

#[test]
fn without_a_file_dialog_of_the_desktop_ours_saves_a_copy_in_another_folder() {
    let machine = Machine::new();
    let path = machine.write("dana.json", empathy_map::file::write(&a_map()));
    std::fs::create_dir(machine.path("archive")).expect("writable");
    let mut window = Window::with_files(machine.clone(), vec![path]);
    window.run(Command::SaveCopy);
    window.frames(4);
    assert!(window.shows("dana.json"));
    window.click_on("archive");
    window.press_with(Modifiers::NONE, Key::Enter);
    assert!(!window.shows("dana.json"), "the folder is empty");
    window.press_with(Modifiers::NONE, Key::Enter);
    window.wait_until("the copy is there", |_| machine.path("archive/dana copy.json").exists());
}

#[test]
fn our_file_dialog_asks_before_it_replaces_a_file() {
    let machine = Machine::new();
    let path = machine.write("dana.json", empathy_map::file::write(&a_map()));
    machine.write("other.json", "not a map");
    let mut window = Window::with_files(machine.clone(), vec![path]);
    window.run(Command::SaveCopy);
    window.frames(4);
    window.click_on("other.json");
    window.click_on("Save");
    assert_eq!(machine.read("other.json"), "not a map");
    window.click_on("Replace");
    window.wait_until("the file is replaced", |_| machine.read("other.json").contains("empathy-map"));
}

#[test]
fn our_file_dialog_opens_a_map_with_the_keyboard_alone() {
    let machine = Machine::new();
    let path = machine.write("dana.json", empathy_map::file::write(&a_map()));
    let mut window = Window::with_files(machine.clone(), vec![path]);
    machine.write("zoe.json", empathy_map::file::write(&EmpathyMap { title: "Zoe".into(), ..a_map() }));
    window.run(Command::Open);
    window.frames(4);
    for _ in 0..4 {
        window.press_with(Modifiers::NONE, Key::ArrowDown);
    }
    window.press_with(Modifiers::NONE, Key::Enter);
    assert_eq!(machine.windows(), [Some(machine.path("zoe.json"))], "a second map opens in a second window");
}

#[test]
fn every_command_is_in_the_menu() {
    let mut window = window();
    window.click_on("Menu");
    for command in Command::all().filter(|command| command.group() == empathy_map::app::command::Group::Program) {
        assert!(window.shows(command.label()), "{command:?}");
    }
    window.click_on("View");
    assert!(window.shows("Full screen"));
}

#[test]
fn messages_that_differ_in_a_number_take_each_others_place() {
    let mut window = window();
    window.run(Command::LargerText);
    window.run(Command::LargerText);
    assert!(window.shows("Text size 125 %"));
    assert!(!window.shows("Text size 110 %"));
}
