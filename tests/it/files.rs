//! The file behind the open map: nothing is ever lost.

use egui_kittest::kittest::Queryable;
use empathy_map::app::files::PathAnswer;
use empathy_map::app::shell::SaveStatus;
use empathy_map::app::{App, Command, Message};
use empathy_map::document::{Edit, TextTarget};
use empathy_map::file;
use empathy_map::model::{EmpathyMap, Note, NoteId, QuadrantId};

use crate::support::hand::Dropped;
use crate::support::machine::Machine;
use crate::support::window::Window;

fn note(id: &str, text: &str) -> Note {
    Note::new(NoteId::new(id), QuadrantId::new("thinks"), text)
}

fn a_map() -> EmpathyMap {
    EmpathyMap { title: "Dana".into(), notes: vec![note("n1", "Is my invoice wrong?")], ..EmpathyMap::default() }
}

fn write_note(window: &mut Window, id: &str, text: &str) {
    let edits = vec![Edit::AddNotes(vec![note(id, text)])];
    window.send(Message::Edit { edits, step: empathy_map::document::Step::Begin });
}

fn texts(map: &EmpathyMap) -> Vec<&str> {
    map.notes.iter().map(|note| note.text.as_str()).collect()
}

fn in_file(machine: &Machine, name: &str) -> EmpathyMap {
    file::parse(machine.read(name).as_bytes()).expect("a map").map
}

fn wait_until_saved(window: &mut Window) {
    window.wait_until("the map is saved", |app| {
        app.editor().is_some_and(|editor| editor.file.status() == SaveStatus::Saved)
    });
}

#[test]
fn a_map_with_a_file_saves_itself_a_second_after_the_last_edit() {
    let machine = Machine::new();
    let path = machine.write("dana.json", file::write(&a_map()));
    let mut window = Window::with_files(machine.clone(), vec![path]);
    assert_eq!(window.editor().file.status(), SaveStatus::Saved);
    write_note(&mut window, "n2", "They will pass me around");
    assert_eq!(window.editor().file.status(), SaveStatus::Saving);
    window.seconds(0.5);
    assert_eq!(texts(&in_file(&machine, "dana.json")).len(), 1, "not before a second has passed");
    window.seconds(1.0);
    wait_until_saved(&mut window);
    assert_eq!(texts(&in_file(&machine, "dana.json")), ["Is my invoice wrong?", "They will pass me around"]);
}

#[test]
fn a_killed_window_comes_back_with_its_edits_and_they_can_be_undone() {
    let machine = Machine::new();
    let mut window = Window::with_map(a_map());
    let services_machine = window.machine.clone();
    write_note(&mut window, "n2", "Two");
    write_note(&mut window, "n3", "Three");
    // The process ends without a word: nothing is closed, only its lock goes with it.
    let Window { harness, .. } = window;
    drop(harness);
    drop(machine);

    let mut again = Window::with_files(services_machine, Vec::new());
    assert_eq!(texts(again.map()), ["Is my invoice wrong?", "Two", "Three"]);
    assert_eq!(again.editor().file.status(), SaveStatus::Unsaved);
    again.seconds(10.0);
    let news = "Your last 2 edits are back; they were not saved yet.";
    assert!(again.harness.query_by_label(news).is_some(), "there is time to read it");
    again.run(Command::Undo);
    assert_eq!(texts(again.map()), ["Is my invoice wrong?", "Two"]);
}

#[test]
fn of_two_lost_maps_one_is_discarded_after_a_question_and_the_other_comes_back() {
    let machine = Machine::new();
    for title in ["First", "Second"] {
        let map = EmpathyMap { title: title.into(), ..a_map() };
        let mut window = Window::with_services(machine.clone(), machine.services(), move |ctx, services| {
            let mut app = App::new(ctx, services);
            app.begin(ctx, map);
            app
        });
        write_note(&mut window, "n2", "Two");
    }
    let mut window = Window::with_files(machine, Vec::new());
    let titles = |window: &mut Window| -> Vec<String> {
        window.app_mut().shell().unsaved.iter().map(|unsaved| unsaved.title.clone()).collect()
    };
    assert_eq!(titles(&mut window).len(), 2);
    let press = |window: &mut Window, label: &str| {
        window.harness.get_all_by_label(label).last().expect("a button").click();
        window.frames(4);
    };
    press(&mut window, "Discard");
    press(&mut window, "Cancel");
    assert_eq!(titles(&mut window).len(), 2);
    press(&mut window, "Discard");
    press(&mut window, "Discard");
    let left = titles(&mut window);
    assert_eq!(left.len(), 1);
    press(&mut window, "Recover");
    window.wait_until("the map is back", |app| app.editor().is_some());
    assert_eq!(window.map().title, left[0]);
    assert_eq!(texts(window.map()), ["Is my invoice wrong?", "Two"]);
}

#[test]
fn a_file_that_was_changed_outside_is_merged_with_the_edits_here() {
    let machine = Machine::new();
    let path = machine.write("dana.json", file::write(&a_map()));
    let mut window = Window::with_files(machine.clone(), vec![path]);
    let mut theirs = a_map();
    theirs.title = "Dana and the bill".into();
    theirs.notes.push(note("theirs", "Chat closes at 18:00"));
    machine.write("dana.json", file::write(&theirs));
    write_note(&mut window, "mine", "I should just cancel");
    window.seconds(1.2);
    wait_until_saved(&mut window);
    let saved = in_file(&machine, "dana.json");
    assert_eq!(&saved, window.map());
    assert_eq!(saved.title, "Dana and the bill");
    let mut all = texts(&saved);
    all.sort_unstable();
    assert_eq!(all, ["Chat closes at 18:00", "I should just cancel", "Is my invoice wrong?"]);
}

#[test]
fn coming_back_to_the_window_shows_what_others_wrote_to_the_file() {
    let machine = Machine::new();
    let path = machine.write("dana.json", file::write(&a_map()));
    let mut window = Window::with_files(machine.clone(), vec![path]);
    let mut theirs = a_map();
    theirs.notes.push(note("theirs", "Chat closes at 18:00"));
    machine.write("dana.json", file::write(&theirs));
    let ctx = window.harness.ctx.clone();
    window.app_mut().look_at_file(&ctx);
    window.wait_until("their note is here", |app| app.editor().is_some_and(|editor| editor.map().notes.len() == 2));
    wait_until_saved(&mut window);
    assert_eq!(&in_file(&machine, "dana.json"), window.map());
}

#[test]
fn a_file_that_became_something_else_is_kept_beside() {
    let machine = Machine::new();
    let path = machine.write("dana.json", file::write(&a_map()));
    let mut window = Window::with_files(machine.clone(), vec![path]);
    machine.write("dana.json", "shopping list");
    write_note(&mut window, "mine", "Mine");
    window.seconds(1.2);
    wait_until_saved(&mut window);
    assert_eq!(machine.read("dana (changed outside).json"), "shopping list");
    assert_eq!(&in_file(&machine, "dana.json"), window.map());
}

#[test]
fn a_folder_that_vanished_keeps_the_edits_and_says_so() {
    let machine = Machine::new();
    std::fs::create_dir(machine.path("project")).expect("made");
    let path = machine.write("project/dana.json", file::write(&a_map()));
    let mut window = Window::with_files(machine.clone(), vec![path]);
    std::fs::remove_dir_all(machine.path("project")).expect("gone");
    write_note(&mut window, "mine", "Mine");
    window.seconds(1.2);
    window.wait_until("the save has failed", |app| {
        matches!(app.editor().map(|editor| editor.file.status()), Some(SaveStatus::Failed(_)))
    });
    assert_eq!(texts(window.map()), ["Is my invoice wrong?", "Mine"]);
    machine.answer(PathAnswer::Chosen(machine.path("elsewhere.json")));
    window.run(Command::SaveAs);
    wait_until_saved(&mut window);
    assert_eq!(&in_file(&machine, "elsewhere.json"), window.map());
}

#[test]
fn a_broken_file_opens_nothing() {
    let machine = Machine::new();
    let path = machine.write("broken.json", "{\"format\": \"empathy-map\"");
    let window = Window::with_files(machine.clone(), vec![path]);
    assert!(window.app().editor().is_none());
    assert_eq!(machine.read("broken.json"), "{\"format\": \"empathy-map\"");
}

#[test]
fn a_name_that_is_not_there_yet_becomes_a_new_map_at_the_first_edit() {
    let machine = Machine::new();
    let mut window = Window::with_files(machine.clone(), vec![machine.path("new.json")]);
    assert!(!machine.path("new.json").exists());
    let (before, after) = (String::new(), "Fresh".to_owned());
    let edits = vec![Edit::EditText { target: TextTarget::Title, before, after }];
    window.send(Message::Edit { edits, step: empathy_map::document::Step::Begin });
    window.seconds(1.2);
    wait_until_saved(&mut window);
    assert_eq!(in_file(&machine, "new.json").title, "Fresh");
}

#[test]
fn saving_a_copy_goes_on_with_the_own_file() {
    let machine = Machine::new();
    let path = machine.write("dana.json", file::write(&a_map()));
    let mut window = Window::with_files(machine.clone(), vec![path.clone()]);
    machine.answer(PathAnswer::Chosen(machine.path("copy")));
    window.run(Command::SaveCopy);
    window.frames(3);
    assert_eq!(&in_file(&machine, "copy.json"), window.map());
    assert_eq!(window.editor().file.path(), Some(path.as_path()));
}

#[test]
fn a_second_map_opens_in_a_second_window() {
    let machine = Machine::new();
    let path = machine.write("dana.json", file::write(&a_map()));
    let mut window = Window::with_files(machine.clone(), vec![path.clone()]);
    window.send(Message::OpenPath(path.clone()));
    assert_eq!(machine.windows(), [Some(path)]);
}

#[test]
fn a_map_without_a_file_is_not_closed_without_a_question() {
    let mut window = Window::with_map(a_map());
    write_note(&mut window, "n2", "Two");
    window.run(Command::CloseMap);
    assert!(window.app().editor().is_some(), "asked first");
    window.send(Message::Stay);
    assert!(window.app().editor().is_some());
    window.run(Command::CloseMap);
    window.send(Message::LeaveUnsaved);
    assert!(window.app().editor().is_none());
    let again = Window::with_files(window.machine.clone(), Vec::new());
    assert!(again.app().editor().is_none(), "what was not wanted does not come back");
}

#[test]
fn closing_a_map_with_a_file_saves_it_first() {
    let machine = Machine::new();
    let path = machine.write("dana.json", file::write(&a_map()));
    let mut window = Window::with_files(machine.clone(), vec![path]);
    write_note(&mut window, "n2", "Two");
    window.run(Command::CloseMap);
    window.wait_until("the start screen is back", |app| app.editor().is_none());
    assert_eq!(texts(&in_file(&machine, "dana.json")), ["Is my invoice wrong?", "Two"]);
}

#[test]
fn a_picture_is_exported_from_the_window() {
    use empathy_map::export::Order;
    use empathy_map::export::png::Size;
    let mut window = Window::with_map(a_map());
    let machine = window.machine.clone();
    machine.answer(PathAnswer::Chosen(machine.path("dana")));
    window.send(Message::Export(Order {
        palette: empathy_map::scene::Palette::Dark,
        size: Size::Width(640),
        ..Order::default()
    }));
    window.wait_until("the picture is there", |_| machine.path("dana.png").exists());
    let bytes = std::fs::read(machine.path("dana.png")).expect("readable");
    let reader = png::Decoder::new(std::io::Cursor::new(bytes)).read_info().expect("a PNG");
    assert_eq!(reader.info().width, 640);
}

#[test]
fn an_exported_picture_opens_its_map_as_a_new_one_and_is_never_written_to() {
    use empathy_map::export::{self, Format, Order, Progress};
    for format in Format::ALL.into_iter().filter(|format| format.is_picture()) {
        let (order, mut picture) = (Order { format, ..Order::default() }, Vec::new());
        let mut layout = crate::scene::layout();
        export::write(&a_map(), &order, &mut layout, file::write, &Progress::default(), &mut picture).expect("written");
        let machine = Machine::new();
        let path = machine.write("dana.picture", &picture);
        let mut window = Window::with_files(machine, vec![path.clone()]);
        window.wait_until("the map is open", |app| app.editor().is_some());
        assert_eq!(*window.map(), a_map());
        assert_eq!(window.editor().file.path(), None);
        write_note(&mut window, "n2", "Two");
        window.seconds(5.0);
        assert!(std::fs::read(&path).expect("readable") == picture);
    }
}

#[test]
fn a_picture_without_a_map_says_so() {
    let machine = Machine::new();
    let path = machine.write("photo.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>");
    let mut window = Window::with_files(machine, vec![path]);
    let begun = std::time::Instant::now();
    while window.harness.query_by_label_contains("carries no map").is_none() {
        assert!(begun.elapsed().as_secs() < 60, "it is not said");
        window.frames(1);
    }
}

#[test]
fn a_file_that_is_dropped_on_the_start_screen_opens_and_a_further_one_in_its_own_window() {
    let machine = Machine::new();
    let path = machine.write("dana.json", file::write(&a_map()));
    let other = machine.write("other.json", file::write(&a_map()));
    let mut window = Window::with_files(machine.clone(), Vec::new());
    assert!(window.app().editor().is_none());
    let drop = |path| std::sync::Arc::new(Dropped(path)) as eframe::egui::DroppedFileHandle;
    window.harness.input_mut().dropped_files = vec![drop(path), drop(other.clone())];
    window.frames(1);
    window.wait_until("the map is open", |app| app.editor().is_some());
    assert_eq!(texts(window.map()), ["Is my invoice wrong?"]);
    assert_eq!(machine.windows(), [Some(other)]);
}

#[test]
fn a_window_that_is_hidden_right_after_an_edit_saves_at_once() {
    let machine = Machine::new();
    let path = machine.write("dana.json", file::write(&a_map()));
    let mut window = Window::with_files(machine.clone(), vec![path]);
    write_note(&mut window, "n2", "Two");
    let input = window.harness.input_mut();
    input.viewports.entry(input.viewport_id).or_default().minimized = Some(true);
    window.frames(2);
    // No further frame goes by: the save has begun already.
    let begun = std::time::Instant::now();
    while texts(&in_file(&machine, "dana.json")) != ["Is my invoice wrong?", "Two"] {
        assert!(begun.elapsed().as_secs() < 60, "it was not saved");
        std::thread::yield_now();
    }
}
