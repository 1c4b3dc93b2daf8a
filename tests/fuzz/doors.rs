//! The doors that strangers' bytes come to, knocked on with any bytes. The fuzz targets call these, and `cargo test` with the
//! seeds. Some tell whether the bytes were let in. Whatever they tell, nothing may panic, and every map keeps its rules.

use empathy_map::document::Document;
use empathy_map::file;
use empathy_map::import::carried;
use empathy_map::session::scan::{Rules, scan, scan_state_vector};
use empathy_map::session::wire::{Message, Reader};
use empathy_map::session::{ConnectionId, Role, Room, RoomInput};

/// A map with a note `n`, a theme `t` and a title, written under client id 7 up to clock 30.
const MAP: &[u8] = include_bytes!("map.update");

fn document() -> Document {
    let mut document = Document::empty();
    document.import(MAP).expect("the map is honest");
    document
}

fn check(document: &Document) {
    document.map().check().expect("the map keeps its rules");
    assert_eq!(*document.map(), document.rebuilt());
}

/// An update, as it comes from an editor.
pub fn update(bytes: &[u8]) -> bool {
    let mut document = document();
    let depth = |client, clock| document.depth(client, clock);
    let rules = Rules { known: &document.clocks(), writers: None, others: &|client| client == 7, depth: &depth };
    if scan(bytes, &rules).is_err() {
        return false;
    }
    let is_taken = document.import(bytes).is_ok();
    check(&document);
    assert!(!document.awaits_updates());
    let state = document.encode_state();
    // Whoever joins next must be able to take it all.
    scan(&state, &Rules { known: &Default::default(), writers: None, others: &|_| false, depth: &|_, _| None })
        .expect("it can be joined");
    let mut joined = Document::empty();
    joined.import(&state).expect("it can be joined");
    check(&joined);
    is_taken
}

/// A message of the editor door.
pub fn wire(bytes: &[u8]) -> bool {
    let Ok(message) = Message::decode(bytes) else { return false };
    assert_eq!(Message::decode(&message.encode()).as_ref(), Ok(&message));
    if let Message::Step1(vector) = message
        && scan_state_vector(vector).is_ok()
    {
        document().diff(vector).expect("a state vector that passed the scanner");
    }
    true
}

/// Messages of an editor to a room, each with its length in front; after an empty one time passes.
pub fn editor_door(bytes: &[u8]) {
    let mut reader = Reader(bytes);
    let messages = std::iter::from_fn(|| reader.buffer().ok());
    let key = Some("the key of an editor".to_owned());
    let joined = RoomInput::EditorJoined { connection: STRANGER, role: Role::Editor, key, ours: true };
    knock(joined, messages)
}

/// Messages of a phone to a room, a line each; after an empty one time passes.
pub fn participant_door(bytes: &[u8]) {
    let client = "the key of a phone".to_owned();
    let joined = RoomInput::PhoneJoined { connection: STRANGER, role: Role::Participant, client, name: String::new() };
    knock(joined, bytes.split(|byte| *byte == b'\n'))
}

/// A picture that may carry a map.
pub fn picture(bytes: &[u8]) -> bool {
    carried(bytes).and_then(Result::ok).is_some_and(|text| file(text.as_bytes()))
}

/// A map file.
pub fn file(bytes: &[u8]) -> bool {
    let Ok(parsed) = file::parse(bytes) else { return false };
    let text = file::write(&parsed.map);
    let again = file::parse(text.as_bytes()).expect("what is written can be read");
    assert_eq!(again.map, parsed.map);
    assert_eq!(file::write(&again.map), text);
    true
}

const STRANGER: ConnectionId = ConnectionId(2);

/// Lets a stranger in beside somebody who leads and somebody on a phone.
fn knock<'a>(joined: RoomInput, messages: impl Iterator<Item = &'a [u8]>) {
    let mut room = Room::new(document(), "lineage".into(), true);
    let leads = RoomInput::EditorJoined {
        connection: ConnectionId(1),
        role: Role::Facilitator,
        key: Some("the key of the host".into()),
        ours: true,
    };
    let phone = RoomInput::PhoneJoined {
        connection: ConnectionId(3),
        role: Role::Participant,
        client: "the key of another phone".into(),
        name: "Ben".into(),
    };
    let mut now = 0;
    for input in [leads, phone, joined] {
        room.handle(now, input);
    }
    for message in messages {
        now += 20;
        let input = match message {
            [] => RoomInput::Tick,
            _ => RoomInput::Message { connection: STRANGER, bytes: message.to_vec() },
        };
        room.handle(now, input);
    }
    room.handle(now + 1_000, RoomInput::Tick);
    room.map().check().expect("the map keeps its rules");
    let mut joined = Document::empty();
    joined.import(&room.encode_state()).expect("it can be joined");
    check(&joined);
}
