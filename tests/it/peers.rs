//! Peers that nobody here wrote: Yjs clients and relays from npm. `.ci/peers` installs them and runs these tests.

mod desk;
mod program;
mod schema;

use std::io::{self, Write};
use std::time::Instant;

use empathy_map::document::Document;
use empathy_map::session::relay::{Framing, RelayRoom};
use empathy_map::session::transport::{Entered, enter};
use empathy_map::session::{EditorLink, Role};
use serde_json::json;

use desk::Desk;
use program::Program;
use schema::{map, notes};

/// The note that everybody writes in.
const SHARED: &str = "shared";

/// What both do together, wherever they meet: the guest from JavaScript writes a note, both type in one text at the same time,
/// they see each other, and our undo takes back ours alone.
fn edit_together(desk: &mut Desk, guest: &mut Program, role: Option<Role>) {
    let before = notes(desk.document.map());
    until("JavaScript has our map", desk, guest, |_, guest| guest.notes == before);

    guest.say(json!({"do": "add", "id": "guest", "text": "From JavaScript", "quadrant": "feels"}));
    until("our window sees the guest's note", desk, guest, |desk, _| desk.text("guest") == Some("From JavaScript"));

    guest.say(json!({"do": "type", "id": SHARED, "text": " and theirs"}));
    desk.type_before(SHARED, "Ours, ");
    let both = "Ours, the first and theirs";
    until("our window has both texts", desk, guest, |desk, _| desk.text(SHARED) == Some(both));
    until("JavaScript has both texts", desk, guest, |_, guest| guest.notes[SHARED]["text"] == both);

    guest.say(json!({"do": "show", "user": {"name": "Mo", "role": "facilitator"}, "cursor": [12.5, 40]}));
    until("our window sees the guest", desk, guest, |desk, _| {
        desk.person("Mo").is_some_and(|mo| mo.presence.cursor == Some([12.5, 40.0]))
    });
    if let Some(role) = role {
        assert_eq!(desk.person("Mo").unwrap().role, role, "the room says what somebody may do, not their program");
    }
    desk.show([3.5, 4.5]);
    let ours = desk.document.client_id().to_string();
    until("JavaScript sees us", desk, guest, |_, guest| guest.people[&ours]["cursor"] == json!([3.5, 4.5]));
    assert_eq!(guest.people[&ours]["user"]["name"], "Ana");

    desk.undo();
    until("our window has what the guest wrote", desk, guest, |desk, _| {
        desk.text(SHARED) == Some("the first and theirs")
    });
    assert_eq!(desk.text("guest"), Some("From JavaScript"));
    until("JavaScript has our undo", desk, guest, |_, guest| guest.notes[SHARED]["text"] == "the first and theirs");

    let (here, there) = (notes(desk.document.map()), guest.notes.clone());
    let mut out = io::stdout().lock();
    writeln!(out, "we:         {here}\nJavaScript: {there}").unwrap();
    assert_eq!(here, there);
    assert_eq!(*desk.document.map(), desk.document.rebuilt());
}

/// Both live until something is so.
fn until(what: &str, desk: &mut Desk, guest: &mut Program, is_so: impl Fn(&Desk, &Program) -> bool) {
    let deadline = Instant::now() + desk::PATIENCE;
    while !is_so(desk, guest) {
        assert!(
            Instant::now() < deadline,
            "never: {what}; we were told {:?}, JavaScript tells\n{}",
            desk.said,
            guest.told()
        );
        desk.live();
        guest.hear();
    }
}

/// Brings our map into an empty room.
fn share(room: &RelayRoom, framing: Option<Framing>) -> Desk {
    let (wake, woken) = desk::wake();
    match desk::wait(&enter(room.clone(), framing, "Ana".into(), wake)) {
        Ok(Entered::Empty { peer, link }) => Desk::new(Document::new(map()).unwrap(), *peer, link, woken),
        Ok(Entered::Joined(_)) => panic!("a map is in the room already"),
        Err(sentence) => panic!("{sentence}"),
    }
}

/// Why somebody is not let in.
fn refused(room: &RelayRoom) -> String {
    let (wake, _woken) = desk::wake();
    let entered = desk::wait(&enter(room.clone(), None, "Eve".into(), wake));
    entered.err().unwrap_or_else(|| panic!("{room:?} lets everybody in"))
}

/// Takes the map that is in a room.
fn come(room: &RelayRoom) -> Desk {
    let (wake, woken) = desk::wake();
    match desk::wait(&enter(room.clone(), None, "Ben".into(), wake)) {
        Ok(Entered::Joined(joined)) => Desk::of(*joined, woken),
        Ok(Entered::Empty { .. }) => panic!("there is no map in the room"),
        Err(sentence) => panic!("{sentence}"),
    }
}

fn room(port: &str, token: &str) -> RelayRoom {
    RelayRoom { url: format!("ws://127.0.0.1:{port}"), name: "dana".into(), token: token.into() }
}

#[test]
#[ignore = "needs Node and what .ci/peers installs"]
fn a_yjs_client_edits_with_us_through_our_own_door() {
    let host = program::host(&map());
    let EditorLink::Host { address, secret, .. } = EditorLink::parse(&host.link).unwrap() else { panic!() };
    let mut desk = Desk::join(&host.link, "Ana");
    let mut guest = Program::client("y-websocket", &format!("ws://{address}/edit"), "map", &secret);
    edit_together(&mut desk, &mut guest, Some(Role::Editor));
}

#[test]
#[ignore = "needs Node and what .ci/peers installs"]
fn we_meet_a_yjs_client_on_a_server_of_y_websocket() {
    let (_relay, port) = Program::server("y-websocket.mjs", &[]);
    for (name, framing) in [("dana", None), ("set", Some(Framing::YWebsocket))] {
        let room = RelayRoom { name: name.into(), ..room(&port, "edit") };
        let mut desk = share(&room, framing);
        let mut guest = Program::client("y-websocket", &room.url, name, "edit");
        edit_together(&mut desk, &mut guest, None);
        let other = come(&room);
        assert_eq!(notes(other.document.map()), notes(desk.document.map()), "another of our windows has the same map");
    }
    assert!(refused(&room(&port, "wrong")).contains("token"));
}

#[test]
#[ignore = "needs Node and what .ci/peers installs"]
fn we_meet_a_yjs_client_on_hocuspocus_and_a_token_that_only_reads_is_respected() {
    let (_relay, port) = Program::server("hocuspocus.mjs", &[]);
    let mut desk = share(&room(&port, "edit"), None);
    let mut guest = Program::client("hocuspocus", &room(&port, "").url, "dana", "edit");
    edit_together(&mut desk, &mut guest, None);

    let mut reader = come(&room(&port, "read"));
    assert_eq!(reader.peer.role(), Role::Viewer);
    assert_eq!(notes(reader.document.map()), notes(desk.document.map()));
    reader.type_before(SHARED, "Not sent: ");
    assert!(reader.said.iter().any(|sentence| sentence.contains("look")), "{:?}", reader.said);
    desk.type_before(SHARED, "Sent: ");
    until("the reader hears the others", &mut reader, &mut guest, |reader, _| {
        reader.text(SHARED).is_some_and(|text| text.contains("Sent: "))
    });
    until("JavaScript has only what was allowed", &mut desk, &mut guest, |_, guest| {
        guest.notes[SHARED]["text"] == "Sent: the first and theirs"
    });

    let why = refused(&room(&port, "wrong"));
    assert!(why.contains("token") && why.contains("permission-denied"), "{why}");
    assert!(refused(&RelayRoom { name: "empty".into(), ..room(&port, "read") }).contains("empty"));
}

#[test]
#[ignore = "needs Node, Redis, and what .ci/peers installs"]
fn we_on_one_node_of_hocuspocus_meet_a_yjs_client_on_another() {
    let redis = program::Redis::start();
    let (_one, here) = Program::server("hocuspocus.mjs", &[&redis.port]);
    let (_two, there) = Program::server("hocuspocus.mjs", &[&redis.port]);
    let mut desk = share(&room(&here, "edit"), Some(Framing::Hocuspocus));
    let mut guest = Program::client("hocuspocus", &room(&there, "").url, "dana", "edit");
    edit_together(&mut desk, &mut guest, None);
}

#[test]
#[ignore = "needs Node and what .ci/peers installs"]
fn of_two_who_bring_maps_into_one_empty_room_one_is_told_so() {
    let (_relay, port) = Program::server("y-websocket.mjs", &[]);
    let room = room(&port, "");
    let (wake, _woken) = desk::wake();
    let answers = ["Ana", "Ben"].map(|name| enter(room.clone(), None, name.into(), wake.clone()));
    let entered = answers.map(|answer| desk::wait(&answer));
    let empty = entered.iter().filter(|entered| matches!(entered, Ok(Entered::Empty { .. }))).count();
    let told = entered.iter().filter(|entered| matches!(entered, Err(why) if why.contains("Somebody else"))).count();
    assert_eq!((empty, told), (1, 1));
}
