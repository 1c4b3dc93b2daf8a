//! The live session as people in two windows have it, over real sockets on this computer.

mod leading;
#[cfg(unix)]
mod trouble;

use std::path::PathBuf;
use std::time::{Duration, Instant};

use eframe::egui::Key;
use empathy_map::app::shell::SaveStatus;
use empathy_map::app::{Command, Message};
use empathy_map::document::{Edit, Step};
use empathy_map::file;
use empathy_map::model::{EmpathyMap, Note, NoteId, QuadrantId};
use empathy_map::session::{EditorLink, Invitation, Person, Request, Role};

use crate::support::hand::map_with;
use crate::support::machine::Machine;
use crate::support::window::Window;

fn dana() -> EmpathyMap {
    let map = map_with(&[("thinks", "Is my invoice wrong?", 40.0, 80.0), ("feels", "Anxious", 40.0, 80.0)]);
    EmpathyMap { title: "Dana".into(), ..map }
}

/// A window that shares this map, with its share panel closed.
fn host(map: EmpathyMap) -> Window {
    let machine = Machine::of("Ana");
    let path = machine.write("dana.json", file::write(&map));
    let mut window = Window::with_files(machine, vec![path]);
    window.run(Command::Share);
    window.wait_until("the map is shared", |app| app.live().is_in_step());
    window.press(Key::Escape);
    window
}

/// A window that joined by a link, as `empathy-map LINK` does.
fn guest(host: &mut Window, link: &str) -> Window {
    let mut guest = Window::with_files(Machine::of("Mei"), vec![PathBuf::from(link)]);
    together([host, &mut guest], "the map has arrived", |[_, guest]| guest.app().live().is_in_step());
    guest
}

fn pair(map: EmpathyMap) -> (Window, Window) {
    let mut host = host(map);
    let link = invitation(&host).editor;
    let guest = guest(&mut host, &link);
    (host, guest)
}

fn invitation(host: &Window) -> Invitation {
    host.app().live().invitations().first().expect("a way in").clone()
}

/// Lets several windows go on until something holds.
fn together<const N: usize>(
    mut windows: [&mut Window; N],
    what: &str,
    mut holds: impl FnMut(&mut [&mut Window; N]) -> bool,
) {
    let begun = Instant::now();
    while !holds(&mut windows) {
        assert!(begun.elapsed() < Duration::from_secs(60), "waited in vain until {what}");
        windows.iter_mut().for_each(|window| window.frames(1));
        std::thread::yield_now();
    }
    windows.iter_mut().for_each(|window| window.frames(2));
}

fn write_note(window: &mut Window, text: &str) {
    let note = Note::new(NoteId::new(text), QuadrantId::new("thinks"), text);
    window.send(Message::Edit { edits: vec![Edit::AddNotes(vec![note])], step: Step::Begin });
}

fn has(window: &Window, text: &str) -> bool {
    window.map().notes.iter().any(|note| note.text == text)
}

/// How somebody else sees a person.
fn seen<'w>(window: &'w Window, name: &str) -> Option<&'w Person> {
    window.view().others.iter().find(|person| person.name == name)
}

#[test]
fn sharing_shows_the_ways_in_at_once() {
    let mut window = Window::with_map(dana());
    window.click_on("Share");
    window.frames(4);
    let invitation = invitation(&window);
    assert!(window.shows(&invitation.address));
    assert!(window.shows(&invitation.participant_code));
    assert!(window.shows("QR code with the link for phones"));
    assert!(window.says("is not encrypted"), "what the network sees");
    window.click_on("Copy editor link");
    assert!(window.says("The link is copied"));
    window.click_on("Show large");
    assert!(window.shows(&invitation.address) && !window.shows("Copy editor link"));
}

#[test]
fn what_one_writes_the_other_reads() {
    let (mut host, mut guest) = pair(dana());
    assert_eq!(guest.map().title, "Dana");
    write_note(&mut host, "Nobody owns my problem");
    write_note(&mut guest, "Not taken seriously");
    together([&mut host, &mut guest], "both notes are in both windows", |[host, guest]| {
        has(host, "Not taken seriously") && has(guest, "Nobody owns my problem")
    });
    assert_eq!(host.map(), guest.map());
    assert_eq!(seen(&guest, "Ana").map(|person| person.role), Some(Role::Facilitator));
    assert_eq!(seen(&host, "Mei").map(|person| person.role), Some(Role::Editor));
    host.wait_until("the host's file has the guest's note", |app| {
        app.editor().is_some_and(|editor| editor.file.status() == SaveStatus::Saved)
    });
    assert!(host.machine.read("dana.json").contains("Not taken seriously"));
}

#[test]
fn two_people_write_in_one_note_and_each_caret_stays_at_its_letter() {
    let (mut host, mut guest) = pair(dana());
    for window in [&mut host, &mut guest] {
        window.double_click(window.middle("Anxious"));
    }
    host.press(Key::Home);
    guest.press(Key::End);
    let mut letters = "Anxious".len();
    for (mine, theirs) in [("V", " w"), ("e", "h"), ("r", "e"), ("y ", "n")] {
        host.type_text(mine);
        guest.type_text(theirs);
        letters += mine.len() + theirs.len();
        together([&mut host, &mut guest], "the letters have arrived", |windows| {
            windows.iter().all(|window| window.map().notes[1].text.len() == letters)
        });
    }
    assert_eq!(host.map().notes[1].text, "Very Anxious when");
    assert_eq!(guest.map().notes[1].text, "Very Anxious when");
    assert!(host.view().editing.is_some() && guest.view().editing.is_some(), "both still write");
}

#[test]
fn undo_takes_back_what_one_did_oneself_and_nothing_else() {
    let (mut host, mut guest) = pair(dana());
    write_note(&mut host, "mine");
    write_note(&mut guest, "theirs");
    together([&mut host, &mut guest], "both notes are there", |[host, guest]| {
        has(host, "theirs") && has(guest, "mine")
    });
    host.choose(Command::Undo);
    assert!(!has(&host, "mine") && has(&host, "theirs"));
    host.choose(Command::Undo);
    assert!(has(&host, "theirs"), "another's step is no step of mine");
    together([&mut host, &mut guest], "the undone note is gone", |[_, guest]| !has(guest, "mine"));
    assert!(has(&guest, "theirs"));
}

#[test]
fn what_another_does_moves_neither_my_view_nor_my_caret_nor_my_selection() {
    let (mut host, mut guest) = pair(dana());
    guest.click(guest.middle("Anxious"));
    let (camera, selection) = (guest.view().camera, guest.view().selection.clone());
    let focused = guest.harness.ctx.memory(|memory| memory.focused());
    write_note(&mut host, "Nobody owns my problem");
    together([&mut host, &mut guest], "the note is there", |[_, guest]| has(guest, "Nobody owns my problem"));
    assert_eq!(guest.view().camera, camera);
    assert_eq!(guest.view().selection, selection);
    assert_eq!(guest.harness.ctx.memory(|memory| memory.focused()), focused);
}

#[test]
fn a_viewer_looks_and_changes_nothing() {
    let mut host = host(dana());
    let link = invitation(&host).viewer_desktop;
    let mut viewer = guest(&mut host, &link);
    let before = viewer.map().clone();
    write_note(&mut viewer, "me too");
    assert!(viewer.says("You can look, not change. Ask the facilitator to make you an editor."));
    assert_eq!(viewer.map(), &before);
    write_note(&mut host, "Nobody owns my problem");
    together([&mut host, &mut viewer], "the note is there", |[_, viewer]| has(viewer, "Nobody owns my problem"));
}

#[test]
fn joining_leaves_the_map_that_was_open_alone() {
    let host = host(dana());
    let link = invitation(&host).editor;
    let machine = Machine::of("Mei");
    let path = machine.write("mine.json", file::write(&map_with(&[("does", "Calls at lunch", 40.0, 80.0)])));
    let mut mine = Window::with_files(machine.clone(), vec![path]);
    let (map, bytes) = (mine.map().clone(), machine.read("mine.json"));
    mine.run(Command::Join);
    mine.click_on("Link");
    mine.harness.event(eframe::egui::Event::Paste(link.clone()));
    mine.frames(3);
    mine.click_on("Join");
    mine.wait_until("another window opens", |_| !machine.windows().is_empty());
    assert_eq!(machine.windows(), [Some(PathBuf::from(link))], "with the link, in a window of its own");
    mine.seconds(1.5);
    assert_eq!(mine.map(), &map);
    assert_eq!(machine.read("mine.json"), bytes);
}

#[test]
fn a_person_without_a_name_is_asked_before_a_link_is_followed() {
    let mut host = host(dana());
    let link = invitation(&host).editor;
    let mut guest = Window::with_files(Machine::new(), vec![PathBuf::from(link)]);
    assert!(guest.shows("Your name"));
    guest.type_text("Jonas");
    guest.click_on("Join");
    together([&mut host, &mut guest], "Jonas is here", |[host, guest]| {
        guest.app().live().is_in_step() && seen(host, "Jonas").is_some()
    });
    assert_eq!(guest.app().settings().author, "Jonas", "asked once");
}

#[test]
fn a_link_that_leads_nowhere_says_so_and_leaves_the_window_as_it_was() {
    let link = EditorLink::Host { address: "127.0.0.1:9".into(), secret: "wrong".into(), fingerprint: [7; 32] };
    let mut guest = Window::with_files(Machine::of("Mei"), vec![PathBuf::from(link.to_string())]);
    guest.wait_until("joining has failed", |_| true);
    let begun = Instant::now();
    while guest.says("Joining…") {
        assert!(begun.elapsed() < Duration::from_secs(60), "it tries for ever");
        guest.frames(1);
    }
    assert!(guest.app().editor().is_none());
    assert!(guest.shows("Join"), "to be tried again");
}

fn ask(window: &mut Window, request: Request) {
    window.send(Message::Session(empathy_map::app::live::SessionWish::Ask(request)));
}
