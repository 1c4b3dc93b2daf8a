//! Frames of relays, byte for byte as y-websocket and Hocuspocus 4 send them.

use std::path::Path;

use empathy_map::document::Document;
use empathy_map::model::EmpathyMap;
use empathy_map::session::relay::{
    Access, Closing, Frames, Framing, Received, RelayRoom, address, closing, refused_upgrade,
};
use empathy_map::session::wire::{AwarenessEntry, Malformed, Message};
use empathy_map::session::{Peer, PeerEvent, PeerOutput, Role};

fn room() -> RelayRoom {
    RelayRoom { url: "wss://relay.example/maps".into(), name: "dana".into(), token: "k3y".into() }
}

fn frames(framing: Option<Framing>) -> Frames {
    Frames::new(&room(), framing)
}

fn opened(framing: Framing) -> Frames {
    let mut frames = frames(Some(framing));
    frames.begin();
    if framing == Framing::Hocuspocus {
        frames.receive(b"\x04dana\x02\x02\x0aread-write").unwrap();
    }
    assert!(frames.is_open());
    frames
}

const STEP_1: &[u8] = &[0, 0, 1, 0];
const TOKEN: &[u8] = b"\x04dana\x02\x00\x03k3y";

#[test]
fn y_websocket_sends_messages_as_they_are_and_is_open_at_once() {
    let mut frames = frames(Some(Framing::YWebsocket));
    assert_eq!(frames.begin(), [Received::Open(Access::Edit)]);
    assert_eq!(frames.frame(STEP_1.to_vec()), Some(STEP_1.to_vec()));
    assert_eq!(frames.receive(STEP_1), Ok(vec![Received::Message(STEP_1.to_vec())]));
    assert_eq!(frames.receive(&[3]), Ok(vec![Received::Message(vec![3])]));
}

#[test]
fn hocuspocus_hears_the_token_first_and_the_room_before_each_message() {
    let mut frames = frames(Some(Framing::Hocuspocus));
    assert_eq!(frames.begin(), [Received::Reply(TOKEN.to_vec())]);
    assert_eq!(frames.frame(STEP_1.to_vec()), None, "nothing is heard before the token is accepted");
    assert_eq!(frames.receive(b"\x04dana\x02\x02\x0aread-write"), Ok(vec![Received::Open(Access::Edit)]));
    assert_eq!(frames.frame(STEP_1.to_vec()), Some(b"\x04dana\x00\x00\x01\x00".to_vec()));
    assert_eq!(frames.receive(b"\x04dana\x00\x00\x01\x00"), Ok(vec![Received::Message(STEP_1.to_vec())]));
}

#[test]
fn hocuspocus_messages_of_its_own_never_reach_the_peer() {
    let cases: &[(&[u8], Vec<Received>)] = &[
        (b"\x04dana\x04\x00\x01\x00", vec![Received::Message(STEP_1.to_vec())]),
        (b"\x07dana\x00ab\x00\x00\x01\x00", vec![Received::Message(STEP_1.to_vec())]),
        (b"\x04dana\x02\x00", vec![Received::Reply(TOKEN.to_vec())]),
        (b"\x04dana\x05\x02hi", vec![]),
        (b"\x04dana\x06\x02hi", vec![]),
        (b"\x04dana\x08\x01", vec![Received::Saved]),
        (b"\x04dana\x08\x00", vec![Received::Open(Access::Read)]),
        (b"\x09", vec![Received::Reply(vec![10])]),
        (b"\x04dana\x63", vec![]),
        (b"\x04dana\x07\x02no", vec![Received::Closed(Closing::Retry)]),
    ];
    for (frame, expected) in cases {
        assert_eq!(opened(Framing::Hocuspocus).receive(frame).as_ref(), Ok(expected), "{frame:?}");
    }
}

#[test]
fn a_token_that_only_reads_opens_the_room_for_reading() {
    let mut frames = frames(Some(Framing::Hocuspocus));
    frames.begin();
    assert_eq!(frames.receive(b"\x04dana\x02\x02\x08readonly"), Ok(vec![Received::Open(Access::Read)]));
}

#[test]
fn an_access_that_stays_the_same_is_told_once() {
    let mut frames = opened(Framing::Hocuspocus);
    assert_eq!(frames.receive(b"\x04dana\x08\x00"), Ok(vec![Received::Open(Access::Read)]));
    assert_eq!(frames.receive(b"\x04dana\x08\x00"), Ok(vec![]));
}

#[test]
fn a_refused_token_is_final_in_both_framings() {
    let denied = Closing::Final(
        "The relay does not let you into this room. Check the token. It says: “permission-denied”".into(),
    );
    let frame = b"\x04dana\x02\x01\x11permission-denied";
    assert_eq!(frames(Some(Framing::Hocuspocus)).receive(frame), Ok(vec![Received::Closed(denied.clone())]));
    let frame = b"\x02\x00\x11permission-denied";
    assert_eq!(opened(Framing::YWebsocket).receive(frame), Ok(vec![Received::Closed(denied)]));
}

#[test]
fn a_relay_that_speaks_at_once_is_a_y_websocket() {
    let mut frames = frames(None);
    assert_eq!(frames.begin(), []);
    assert_eq!(frames.frame(STEP_1.to_vec()), None);
    let expected = vec![Received::Open(Access::Edit), Received::Message(STEP_1.to_vec())];
    assert_eq!(frames.receive(STEP_1), Ok(expected));
    assert_eq!(frames.framing(), Some(Framing::YWebsocket));
    assert_eq!(frames.silent(), None);
}

#[test]
fn a_relay_that_stays_silent_is_shown_the_token_and_told_by_its_answer() {
    let mut frames = frames(None);
    frames.begin();
    assert_eq!(frames.silent(), Some(TOKEN.to_vec()));
    assert_eq!(frames.framing(), None, "a slow server of y-websocket may still answer");
    assert_eq!(frames.receive(b"\x04dana\x02\x02\x0aread-write"), Ok(vec![Received::Open(Access::Edit)]));
    assert_eq!(frames.framing(), Some(Framing::Hocuspocus));
}

#[test]
fn a_plain_presence_is_not_taken_for_a_room_of_one_letter() {
    let presence = Message::Awareness(vec![AwarenessEntry { client: 256, clock: 1, json: "null" }]).encode();
    let name = char::from(presence[1]).to_string();
    assert_eq!(presence[0], 1);
    let mut frames = Frames::new(&RelayRoom { name, ..room() }, None);
    frames.receive(&presence).unwrap();
    assert_eq!(frames.framing(), Some(Framing::YWebsocket));
}

#[test]
fn frames_for_other_rooms_and_cut_ones_are_refused() {
    let whole = b"\x04dana\x02\x02\x0aread-write";
    for frame in [&b"\x04dane\x00\x00\x01\x00"[..], b"\x06danas!\x00\x00\x01\x00", b"", b"\x04dana"] {
        assert_eq!(opened(Framing::Hocuspocus).receive(frame), Err(Malformed), "{frame:?}");
    }
    for len in 0..whole.len() {
        assert_eq!(frames(Some(Framing::Hocuspocus)).receive(&whole[..len]), Err(Malformed), "{len} bytes");
        assert!(!frames(None).receive(&whole[..len]).is_ok_and(|got| got.contains(&Received::Open(Access::Edit))));
    }
}

#[test]
fn what_only_our_own_programs_understand_is_not_sent_to_a_relay() {
    for framing in [Framing::YWebsocket, Framing::Hocuspocus] {
        assert_eq!(opened(framing).frame(Message::Control("{}").encode()), None);
    }
    assert_eq!(opened(Framing::YWebsocket).receive(&Message::Control("{}").encode()), Ok(vec![]), "nor taken from it");
}

#[test]
fn close_codes_say_whether_to_try_again() {
    for code in [4400, 4401, 4403, 4404, 4410, 4499, 1008, 1009] {
        assert!(matches!(closing(code, ""), Closing::Final(_)), "{code}");
    }
    for code in [1000, 1001, 1006, 1011, 1012, 1013, 4205, 4408, 4500] {
        assert_eq!(closing(code, ""), Closing::Retry, "{code}");
    }
    for status in [301, 400, 401, 403, 404, 426] {
        assert!(matches!(refused_upgrade(status), Closing::Final(_)), "{status}");
    }
    for status in [408, 429, 500, 502, 503] {
        assert_eq!(refused_upgrade(status), Closing::Retry, "{status}");
    }
}

#[test]
fn a_relays_own_reason_is_shown_short_and_in_one_line() {
    let Closing::Final(sentence) = closing(4403, &format!("no\nentry{}", "!".repeat(1_000))) else { panic!() };
    assert!(sentence.contains("“noentry!!"), "{sentence}");
    assert!(sentence.chars().count() < 250 && !sentence.contains('\n'));
}

#[test]
fn the_room_stands_in_the_path_and_the_token_only_where_it_must() {
    let ours = |url: &str, name: &str, token: &str, framing| {
        address(&RelayRoom { url: url.into(), name: name.into(), token: token.into() }, framing)
    };
    let plain = Some(Framing::YWebsocket);
    assert_eq!(ours("ws://h:1234", "a", "", plain).unwrap(), "ws://h:1234/a");
    assert_eq!(ours(" ws://h/maps/ ", "a", "t&o", plain).unwrap(), "ws://h/maps/a?token=t%26o");
    assert_eq!(ours("wss://h?x=1#y", "team/ä b", "t", None).unwrap(), "wss://h/team/%C3%A4%20b?x=1&token=t");
    assert_eq!(ours("wss://h", "a", "t", Some(Framing::Hocuspocus)).unwrap(), "wss://h/a");
    for (url, name) in [
        ("http://h", "a"),
        ("ws://", "a"),
        ("ws:///a", "a"),
        ("ws://h\r\nX: y", "a"),
        ("ws://h", ""),
        ("ws://h", "a\0b"),
        ("ws://h", "../a"),
        ("ws://h", "a//b"),
    ] {
        assert!(ours(url, name, "", None).is_err(), "{url:?} {name:?}");
    }
    assert!(ours("ws://h", &"a".repeat(251), "", None).is_err());
}

#[test]
fn a_map_is_never_mixed_with_another_one_that_has_filled_the_room_meanwhile() {
    let titled = |title: &str| Document::new(EmpathyMap { title: title.into(), ..EmpathyMap::default() }).unwrap();
    let (mut ours, theirs) = (titled("Ours"), titled("Theirs"));
    let mut peer = Peer::for_relay("Ana".into(), 0);
    peer.handle(0, PeerEvent::Up, &mut ours);
    let step1 = Message::Step1(&theirs.state_vector()).encode();
    let outputs = peer.handle(0, PeerEvent::Message(step1), &mut ours);
    assert!(matches!(&outputs[..], [PeerOutput::Say(why)] if why.contains("another map")), "{outputs:?}");
    let step2 = Message::Step2(&theirs.encode_state()).encode();
    assert!(peer.handle(0, PeerEvent::Message(step2), &mut ours).is_empty());
    assert_eq!(ours.map().title, "Ours");
    assert!(!peer.is_synced());

    // Back in a room that knows the map, or that knows nothing.
    for room in [ours.state_vector(), vec![0]] {
        peer.handle(0, PeerEvent::Down, &mut ours);
        peer.handle(0, PeerEvent::Up, &mut ours);
        let outputs = peer.handle(0, PeerEvent::Message(Message::Step1(&room).encode()), &mut ours);
        assert!(matches!(&outputs[..], [PeerOutput::Send { .. }]), "{outputs:?}");
    }
}

#[test]
fn a_relay_that_takes_no_edits_makes_a_viewer() {
    let mut document = Document::new(EmpathyMap::default()).unwrap();
    let mut peer = Peer::for_relay("Ana".into(), 0);
    let outputs = peer.handle(0, PeerEvent::Access(Access::Read), &mut document);
    assert!(outputs.iter().any(|output| matches!(output, PeerOutput::Say(why) if why.contains("look"))), "{outputs:?}");
    assert_eq!(peer.role(), Role::Viewer);
    peer.handle(0, PeerEvent::Access(Access::Edit), &mut document);
    assert_eq!(peer.role(), Role::Editor);
}

/// Whatever comes, nothing panics, and nothing is believed that was not said.
#[test]
fn bytes_of_strangers_are_taken_or_refused() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fuzz-seeds/relay");
    let mut seeds: Vec<Vec<u8>> =
        std::fs::read_dir(folder).unwrap().map(|entry| std::fs::read(entry.unwrap().path()).unwrap()).collect();
    assert!(seeds.len() >= 10, "the seeds are there");
    seeds.push(Vec::new());
    for seed in &seeds {
        for framing in [None, Some(Framing::YWebsocket), Some(Framing::Hocuspocus)] {
            for at in 0..=seed.len() {
                let _ = frames(framing).receive(&seed[..at]);
                for byte in [0, 1, 7, 0x7f, 0x80, 0xff] {
                    let mut changed = seed.clone();
                    if let Some(place) = changed.get_mut(at) {
                        *place = byte;
                    }
                    let mut frames = frames(framing);
                    let _ = frames.receive(&changed);
                    let _ = frames.receive(seed);
                    let _ = frames.frame(changed);
                }
            }
        }
    }
}
