//! Hosting a session: in the window's own program, and without a window.

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};

use empathy_map::document::Edit;
use empathy_map::file::parse;
use empathy_map::model::{EmpathyMap, Extra, Note, limits};
use empathy_map::session::transport::{Hosting, Link, LinkEvent, connect};
use empathy_map::session::{EditorLink, Notice, PeerEvent, Role};

use super::host::{Host, event, options};
use super::window::{Cable, Window, nobody, until};
use super::workshop::{two_notes, types};

const KEY: &str = "a-key-that-this-program-keeps";

fn comes_up(link: &Link) {
    let first = event(link);
    assert!(matches!(first, LinkEvent::Peer(PeerEvent::Up)), "{first:?}");
}

/// Waits for the end of a link.
fn end_of(link: &Link) -> String {
    loop {
        if let LinkEvent::Ended(sentence) = event(link) {
            return sentence;
        }
    }
}

#[test]
fn the_hosts_own_window_is_in_at_once_and_hears_the_end() {
    let host = Host::start(EmpathyMap::default());
    let link = host.hosting.link();
    comes_up(&link);
    host.hosting.stop();
    assert_eq!(end_of(&link), "The session has ended.");
}

#[test]
fn a_desktop_with_the_link_comes_in_and_hears_the_end() {
    let host = Host::start(EmpathyMap::default());
    let link = connect(&host.editor_link(), KEY, nobody());
    comes_up(&link);
    host.hosting.stop();
    assert_eq!(end_of(&link), "The session has ended.");
}

#[test]
fn a_desktop_that_found_the_session_comes_in_with_the_code() {
    let host = Host::start(EmpathyMap::default());
    let EditorLink::Host { address, fingerprint, .. } = host.editor_link() else { panic!() };
    let secret = host.invitation().editor_code.to_lowercase();
    let link = connect(&EditorLink::Host { address, secret, fingerprint }, KEY, nobody());
    comes_up(&link);
}

fn refusal(link: EditorLink) -> String {
    Window::join(link, "Ana", KEY).err().expect("nobody may join here")
}

#[test]
fn whoever_cannot_join_is_told_why() {
    let host = Host::start(EmpathyMap::default());
    let EditorLink::Host { address, secret, fingerprint } = host.editor_link() else { panic!() };
    let link =
        |secret: &str, fingerprint| EditorLink::Host { address: address.clone(), secret: secret.into(), fingerprint };

    let wrong = refusal(link("AAECAwQFBgcICQoLDA0ODw", fingerprint));
    assert!(wrong.contains("not of this session"), "{wrong}");
    let for_phones = refusal(link(&host.participant_secret(), fingerprint));
    assert!(for_phones.contains("for phones and browsers"), "{for_phones}");
    let another = refusal(link(&secret, [9; 32]));
    assert!(another.contains("another session"), "{another}");
    host.hosting.stop();
    let gone = refusal(link(&secret, fingerprint));
    assert!(gone.contains("Nobody hosts a session"), "{gone}");
}

#[test]
fn a_port_that_is_taken_is_named() {
    let host = Host::start(EmpathyMap::default());
    let port = host.address().rsplit_once(':').unwrap().1.parse().unwrap();
    let mut options = options(EmpathyMap::default());
    options.port = Some(port);
    let sentence = Hosting::start(options, nobody()).err().unwrap();
    assert!(sentence.starts_with(&format!("Port {port} is taken")), "{sentence}");
}

#[test]
fn a_browser_gets_the_page_and_its_files() {
    let host = Host::start(EmpathyMap::default());
    let page = host.get("/", "");
    assert!(page.starts_with("HTTP/1.1 200 OK\r\n"), "{page}");
    for name in page.split("src=\"").chain(page.split("href=\"")).skip(1).filter_map(|rest| rest.split('"').next()) {
        if !name.starts_with('<') && !name.starts_with("HTTP") {
            let file = host.get(&format!("/{name}"), "");
            assert!(file.starts_with("HTTP/1.1 200 OK\r\n"), "{name}: {file}");
        }
    }
}

#[test]
fn two_people_edit_one_map() {
    let host = Host::start(two_notes());
    let mut hana = Window::of_host(&host);
    let mut ana = Window::join(host.editor_link(), "Ana", KEY).unwrap();
    assert_eq!(ana.map(), hana.map());
    ana.does(types("n1", "Keeps receipts", "Keeps all receipts"));
    hana.does(types("n2", "Asks twice", "Asks twice, then calls"));
    until([&mut hana, &mut ana], |windows| {
        windows
            .iter()
            .all(|window| window.text("n1") == "Keeps all receipts" && window.text("n2") == "Asks twice, then calls")
    });
    until([&mut hana, &mut ana], |[hana, ana]| hana.roles().len() == 2 && ana.roles().len() == 2);
    assert_eq!(ana.roles()[0], ("Hana".into(), Role::Facilitator));
    let map = host.hosting.stop().unwrap();
    assert_eq!(map.notes[0].text, "Keeps all receipts");
    until([&mut ana], |[ana]| ana.ended.is_some());
}

#[test]
fn the_host_is_told_of_a_changed_map_once() {
    let host = Host::start(two_notes());
    assert!(host.hosting.changed_map().is_none());
    let mut ana = Window::join(host.editor_link(), "Ana", KEY).unwrap();
    ana.does(types("n1", "Keeps receipts", "Keeps all"));
    until([&mut ana], |[ana]| ana.peer.is_sent());
    let changed = loop {
        if let Some(map) = host.hosting.changed_map() {
            break map;
        }
        std::thread::yield_now();
    };
    assert_eq!(changed.notes[0].text, "Keeps all");
}

#[test]
fn a_lost_connection_shows_and_what_was_done_meanwhile_comes_together() {
    let host = Host::start(two_notes());
    let mut hana = Window::of_host(&host);
    let EditorLink::Host { address, secret, fingerprint } = host.editor_link() else { panic!() };
    let cable = Cable::to(&address);
    let link = EditorLink::Host { address: cable.address.clone(), secret, fingerprint };
    let mut ana = Window::join(link, "Ana", KEY).unwrap();

    cable.pull();
    until([&mut ana], |[ana]| !ana.peer.is_synced());
    ana.does(types("n1", "Keeps receipts", "Keeps all receipts"));
    hana.does(types("n2", "Asks twice", "Asks thrice"));
    until([&mut hana, &mut ana], |[hana, ana]| {
        hana.map() == ana.map() && hana.text("n1") == "Keeps all receipts" && ana.text("n2") == "Asks thrice"
    });
}

#[test]
fn an_editor_carries_on_as_the_new_host() {
    let host = Host::start(two_notes());
    let mut ana = Window::join(host.editor_link(), "Ana", KEY).unwrap();
    let mut ben = Window::join(host.editor_link(), "Ben", "another-key-that-is-kept").unwrap();
    let Some(Notice::State { lineage, .. }) = ana.peer.state().cloned() else { panic!() };
    drop(host);
    until([&mut ana, &mut ben], |windows| windows.iter().all(|window| window.ended.is_some()));
    ana.does(types("n1", "Keeps receipts", "Keeps all receipts"));
    ben.does(types("n2", "Asks twice", "Asks thrice"));

    let mut carried = options(EmpathyMap::default());
    carried.state = ana.document.encode_state();
    carried.lineage = lineage.clone();
    let hosting = Hosting::start(carried, nobody()).unwrap();
    ana.link = hosting.link();
    let link = EditorLink::parse(&hosting.invitations()[0].editor).unwrap();
    ben.link = connect(&link, "another-key-that-is-kept", nobody());
    until([&mut ana, &mut ben], |[ana, ben]| {
        ana.map() == ben.map() && ana.text("n1") == "Keeps all receipts" && ana.text("n2") == "Asks thrice"
    });
    let Some(Notice::State { lineage: now, .. }) = ben.peer.state() else { panic!() };
    assert_eq!(*now, lineage);
}

/// `empathy-map host`, as a process.
struct Program {
    child: Child,
    lines: Vec<String>,
}

impl Program {
    fn start(words: &[&str]) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_empathy-map"))
            .args(["host", "--bind", "127.0.0.1", "--port", "0"])
            .args(words)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let out = BufReader::new(child.stdout.take().unwrap());
        let lines = out.lines().map_while(Result::ok).take(3).collect();
        Self { child, lines }
    }

    fn link(&self, kind: &str) -> &str {
        self.lines.iter().find_map(|line| line.strip_prefix(kind)?.strip_prefix(": ")).unwrap()
    }

    /// Ends it as a service manager does; its exit status and what it complained about.
    fn end(self) -> (i32, String) {
        let pid = self.child.id().to_string();
        assert!(Command::new("kill").args(["-TERM", &pid]).status().unwrap().success());
        let output = self.child.wait_with_output().unwrap();
        (output.status.code().unwrap(), String::from_utf8(output.stderr).unwrap())
    }
}

#[test]
fn host_prints_the_links_saves_what_people_do_and_ends_in_peace() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("workshop.json");
    fs::write(&path, empathy_map::file::write(&two_notes())).unwrap();
    let program = Program::start(&[path.to_str().unwrap()]);
    assert!(program.link("participant").starts_with("http://127.0.0.1:"));
    assert!(program.link("viewer").starts_with("http://127.0.0.1:"));
    let link = EditorLink::parse(program.link("editor")).unwrap();
    let mut ana = Window::join(link, "Ana", KEY).unwrap();
    until([&mut ana], |[ana]| ana.peer.role() == Role::Facilitator);
    let saved = |part: &str| fs::read_to_string(&path).unwrap().contains(part);
    ana.does(types("n1", "Keeps receipts", "Keeps all receipts"));
    until([&mut ana], |_| saved("Keeps all receipts"));
    let link = EditorLink::parse(program.link("editor")).unwrap();
    let mut ben = Window::join(link, "Ben", "another-key-that-is-kept").unwrap();
    ana.does(types("n2", "Asks twice", "Asks thrice"));
    until([&mut ana, &mut ben], |[_, ben]| ben.text("n2") == "Asks thrice");
    assert_eq!(program.end(), (0, String::new()));
    assert!(saved("Asks thrice"), "also what came in the last second");
    until([&mut ana], |[ana]| ana.ended.is_some());
}

#[test]
fn host_makes_a_new_map_where_there_is_none() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("new.json");
    let program = Program::start(&[path.to_str().unwrap()]);
    assert_eq!(program.lines.len(), 3);
    assert_eq!(program.end(), (0, String::new()));
    assert!(parse(&fs::read(&path).unwrap()).unwrap().map.id.is_some());
}

/// A program that hosts a file with two notes, and Ana in it.
fn hosted(folder: &tempfile::TempDir) -> (PathBuf, Program, Window) {
    let path = folder.path().join("workshop.json");
    fs::write(&path, empathy_map::file::write(&two_notes())).unwrap();
    let program = Program::start(&[path.to_str().unwrap()]);
    let ana = Window::join(EditorLink::parse(program.link("editor")).unwrap(), "Ana", KEY).unwrap();
    (path, program, ana)
}

fn files_in(folder: &tempfile::TempDir) -> usize {
    fs::read_dir(folder.path()).unwrap().count()
}

#[test]
fn host_merges_what_another_program_wrote_meanwhile() {
    let folder = tempfile::tempdir().unwrap();
    let (path, program, mut ana) = hosted(&folder);
    let mut theirs = two_notes();
    theirs.notes[1].text = "Written elsewhere".into();
    fs::write(&path, empathy_map::file::write(&theirs)).unwrap();
    ana.does(types("n1", "Keeps receipts", "Keeps all receipts"));
    until([&mut ana], |[ana]| {
        let saved = parse(&fs::read(&path).unwrap()).is_ok_and(|file| file.map == *ana.map());
        saved && ana.text("n1") == "Keeps all receipts" && ana.text("n2") == "Written elsewhere"
    });
    // Also while nobody in the session does anything, and after the last moment of it.
    let mut theirs = ana.map().clone();
    theirs.notes[1].text = "Written elsewhere again".into();
    fs::write(&path, empathy_map::file::write(&theirs)).unwrap();
    until([&mut ana], |[ana]| ana.text("n2") == "Written elsewhere again");
    ana.does(types("n1", "Keeps all receipts", "Keeps all receipts in a box"));
    until([&mut ana], |[ana]| ana.peer.is_sent());
    theirs.title = "Named elsewhere".into();
    fs::write(&path, empathy_map::file::write(&theirs)).unwrap();
    let (status, told) = program.end();
    assert_eq!((status, files_in(&folder)), (0, 1), "{told}");
    assert_eq!(
        told.matches("was changed by another program. What it wrote is in the session now: 1 change.").count(),
        3
    );
    let saved = parse(&fs::read(&path).unwrap()).unwrap().map;
    assert_eq!(
        (saved.title.as_str(), saved.notes[0].text.as_str()),
        ("Named elsewhere", "Keeps all receipts in a box")
    );
}

#[test]
fn host_keeps_what_another_program_wrote_beside_when_it_is_no_map() {
    let folder = tempfile::tempdir().unwrap();
    let (path, program, mut ana) = hosted(&folder);
    fs::write(&path, "Notes from elsewhere").unwrap();
    ana.does(types("n1", "Keeps receipts", "Keeps all receipts"));
    until([&mut ana], |_| fs::read_to_string(&path).unwrap().contains("Keeps all receipts"));
    let (status, told) = program.end();
    assert!(status == 0 && told.contains("cannot be merged and is kept as"), "{told}");
    let texts = fs::read_dir(folder.path()).unwrap().map(|file| fs::read_to_string(file.unwrap().path()).unwrap());
    assert!(texts.into_iter().any(|text| text == "Notes from elsewhere"));
}

#[test]
fn host_tells_what_the_file_lacks() {
    let folder = tempfile::tempdir().unwrap();
    let (_, program, mut ana) = hosted(&folder);
    let link = EditorLink::parse(program.link("editor")).unwrap();
    let mut ben = Window::join(link, "Ben", "another-key-that-is-kept").unwrap();
    // Each has room for it, both together have not.
    for (window, id) in [(&mut ana, "ana"), (&mut ben, "ben")] {
        let json = format!("\"{}\"", "x".repeat(limits::EXTRA_BYTES * 2 / 3));
        let note = Note::new(id.into(), two_notes().quadrants[0].id.clone(), "");
        let extra = Extra::from_iter([("plugin".to_owned(), json)]);
        window.does(Edit::AddNotes(vec![Note { extra, ..note }]));
    }
    until([&mut ana, &mut ben], |[ana, ben]| ana.map().notes.len() == 4 && ben.map().notes.len() == 4);
    let (status, told) = program.end();
    assert_eq!(status, 0);
    assert_eq!(told.matches("lacks some of what people wrote.").count(), 1, "{told}");
    assert!(told.contains("more than 1 MiB"), "{told}");
}

#[test]
fn host_explains_what_it_cannot_do() {
    let run = crate::support::program::run;
    let output = run(&["host", "Cargo.toml", "--bind", "127.0.0.1"]);
    assert_eq!(output.status.code(), Some(2));
    let output = run(&["host", "maps/dana.json", "--plain-editor-door"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(crate::support::program::err(&output).contains("--bind 127.0.0.1"));
    let output = run(&["host", "maps/dana.json", "--bind", "nowhere"]);
    assert_eq!(output.status.code(), Some(2));
}
