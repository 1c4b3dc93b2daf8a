//! Exporting from the window: what a person chooses, sees before, and can give up.

use eframe::egui::epaint::text::MissingGlyphPolicy;
use eframe::egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT, Queryable};
use empathy_map::app::files::PathAnswer;
use empathy_map::app::{Command, Message};
use empathy_map::export::png::Size;
use empathy_map::export::{Format, Order};
use empathy_map::model::{EmpathyMap, Need, NeedId};

use crate::support::hand::map_with;
use crate::support::machine::Machine;
use crate::support::window::Window;

fn a_map() -> EmpathyMap {
    let mut map =
        map_with(&[("thinks", "Is my invoice wrong?", 40.0, 80.0), ("pains", "Explains it three times", 40.0, 80.0)]);
    map.title = "Dana".into();
    map.notes[0].author = "Ana".into();
    map.needs.push(Need::new(NeedId::new("d"), "tell her story once"));
    map
}

impl Window {
    /// Opens the export window and waits for its preview.
    fn open_export(&mut self) {
        self.press_with(Modifiers::COMMAND, Key::E);
        self.wait_for(" px");
    }
}

#[test]
fn the_export_window_says_how_large_the_picture_will_be() {
    let mut window = Window::with_map(a_map());
    window.open_export();
    assert!(window.shows("Preview"));
    assert!(window.says("2 notes, ") && window.says(": all in the picture"));
    window.click_on("By width");
    window.wait_for("3840 × ");
}

#[test]
fn what_was_chosen_at_an_export_is_chosen_again_at_the_next_start() {
    let machine = Machine::new();
    let path = machine.write("dana.json", empathy_map::file::write(&a_map()));
    let mut window = Window::with_files(machine.clone(), vec![path.clone()]);
    window.open_export();
    window.click_on("By width");
    window.click_on("Dark");
    window.click_on("The map");
    window.click_on("Leave out names, sources and votes");
    machine.answer(PathAnswer::Cancelled);
    window.click_on("Export…");
    drop(window);
    let mut window = Window::with_files(machine, vec![path]);
    window.open_export();
    window.wait_for("3840 × ");
    let chosen = |label: &str| window.harness.get_by_label(label).accesskit_node().toggled();
    for label in ["By width", "Dark", "The map", "Leave out names, sources and votes"] {
        assert_eq!(chosen(label), Some(eframe::egui::accesskit::Toggled::True), "{label}");
    }
}

#[test]
fn a_character_that_no_font_has_is_named_before_the_export() {
    let mut window = Window::with_map(a_map());
    window.harness.ctx.set_missing_glyph_policy(MissingGlyphPolicy::Tofu);
    window.paste("ཀ stands for what no bundled font has");
    window.press_with(Modifiers::COMMAND, Key::E);
    window.wait_for("ཀ (U+0F40)");
}

#[test]
fn a_picture_that_is_too_large_cannot_be_exported_and_the_window_says_why() {
    let mut window = Window::with_map(a_map());
    window.open_export();
    window.click_on("By width");
    window.wait_for("3840 × ");
    let width = window.harness.get_by_label("Width in pixels");
    width.click_accesskit();
    window.frames(3);
    window.press_with(Modifiers::COMMAND, Key::A);
    window.type_text("65000");
    window.press(Key::Enter);
    window.wait_for("the limit is");
    assert!(window.harness.get_by_label("Export…").accesskit_node().is_disabled());
}

#[test]
fn the_export_window_works_with_the_keyboard_alone() {
    let mut window = Window::with_map(a_map());
    let machine = window.machine.clone();
    window.open_export();
    let reached = |window: &Window, label: &str| window.harness.get_by_label(label).accesskit_node().is_focused();
    for label in ["Dark", "Export…"] {
        let mut steps = 0;
        while !reached(&window, label) {
            window.press(Key::Tab);
            steps += 1;
            assert!(steps < 60, "Tab never reaches {label}");
        }
        if label == "Export…" {
            machine.answer(PathAnswer::Chosen(machine.path("dana")));
        }
        window.press(Key::Enter);
    }
    window.wait_until("the picture is there", |_| machine.path("dana.png").exists());
}

/// An export that takes long enough to be given up.
fn long_export(window: &mut Window) {
    window.machine.answer(PathAnswer::Chosen(window.machine.path("poster.png")));
    window.send(Message::Export(Order { size: Size::Width(16_000), ..Order::default() }));
    window.seconds(0.6);
}

#[test]
fn a_long_export_shows_how_far_it_is_and_can_be_given_up_while_one_works_on() {
    let mut window = Window::with_map(a_map());
    long_export(&mut window);
    assert!(window.says("Exporting poster.png"));
    window.run(Command::SelectAll);
    assert_eq!(window.selected().len(), 2, "the map can be worked on meanwhile");
    window.click_on("Cancel: Exporting poster.png");
    window.wait_for("The export was cancelled");
    let left: Vec<_> = std::fs::read_dir(window.machine.path("")).expect("a folder").flatten().collect();
    assert!(left.iter().all(|entry| !entry.file_name().to_string_lossy().contains("poster")), "{left:?}");
}

#[test]
fn a_window_that_closes_gives_its_exports_up() {
    let mut window = Window::with_map(a_map());
    long_export(&mut window);
    window.app_mut().on_exit();
    assert!(!window.machine.path("poster.png").exists());
}

#[test]
fn the_text_of_other_formats_is_shown_before_it_is_exported() {
    let mut window = Window::with_map(a_map());
    window.open_export();
    window.click_on(Format::Json.label());
    window.wait_for("a copy of the map");
    window.click_on("Leave out names, sources and votes");
    window.wait_for("a clean copy of the map");
}

#[test]
fn the_paper_of_a_document_is_chosen_and_its_page_is_said_before() {
    let mut window = Window::with_map(a_map());
    window.open_export();
    window.click_on(Format::Pdf.label());
    window.wait_for(" mm");
    window.click_on("A4");
    window.wait_for("297");
}

#[test]
fn an_exported_picture_opens_as_a_map_unless_it_shall_not() {
    let machine = Machine::new();
    let path = machine.write("dana.json", empathy_map::file::write(&a_map()));
    let mut window = Window::with_files(machine.clone(), vec![path]);
    for (name, opens) in [("with.png", true), ("without.png", false)] {
        window.open_export();
        if !opens {
            window.click_on("The picture carries the map");
        }
        machine.answer(PathAnswer::Chosen(machine.path(name)));
        window.click_on("Export…");
        window.wait_until("the picture is there", |_| machine.path(name).exists());
        let again = Window::with_files(machine.clone(), vec![machine.path(name)]);
        let found = again.app().editor().map(|editor| editor.map());
        assert_eq!(found, opens.then(|| window.map()), "{name}");
    }
}

#[test]
fn a_picture_without_names_carries_no_map_and_the_window_says_so() {
    let mut window = Window::with_map(a_map());
    window.open_export();
    assert!(window.says("can open the whole map from it"));
    window.click_on("Leave out names, sources and votes");
    assert!(window.says("it carries no map"));
    assert!(window.harness.get_by_label("The picture carries the map").accesskit_node().is_disabled());
}
