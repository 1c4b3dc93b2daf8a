//! The editor door: what comes over a connection, from our programs, other Yjs programs and strangers.

use empathy_map::document::{Document, Edit, Step};
use empathy_map::model::Note;
use empathy_map::session::wire::{AwarenessEntry, Message};
use empathy_map::session::{CloseReason, Request, Role, Room, limits};

use super::scan::updates;
use super::workshop::{Workshop, notices, types};

fn shows(client: u64) -> Vec<u8> {
    Message::Awareness(vec![AwarenessEntry { client, clock: 1, json: "{}" }]).encode()
}

/// What a window that is cut off writes: an update that nobody else has, under its client id.
fn written_by(document: &mut Document, before: &str, after: &str) -> Vec<u8> {
    document.apply(&[types("n1", before, after)], Step::Begin).unwrap().update
}

fn is_denied(messages: &[Vec<u8>]) -> bool {
    messages.iter().any(|bytes| matches!(Message::decode(bytes), Ok(Message::Denied(_))))
}

fn is_asked(messages: &[Vec<u8>]) -> bool {
    messages.iter().any(|bytes| matches!(Message::decode(bytes), Ok(Message::Step1(_))))
}

/// A document of another program that has the whole map.
fn copy_of(room: &Room) -> Document {
    let mut document = Document::empty();
    document.import(&room.encode_state()).unwrap();
    document
}

#[test]
fn another_yjs_program_edits_along_but_gets_no_messages_of_ours() {
    let mut workshop = Workshop::of_editors(&[]);
    let guest = workshop.stranger(Role::Editor, None);
    let first = workshop.takes(guest);
    assert!(matches!(Message::decode(&first[0]), Ok(Message::Step1(_))));
    workshop.sends(guest, Message::Step1(&[0]).encode());
    let answer = workshop.takes(guest);
    let mut document = Document::empty();
    match Message::decode(&answer[0]) {
        Ok(Message::Step2(update)) => document.import(update).unwrap(),
        other => panic!("{other:?}"),
    };
    assert_eq!(document.map(), workshop.room.map());

    let update = written_by(&mut document, "Keeps receipts", "Keeps all receipts");
    workshop.sends(guest, Message::Update(&update).encode());
    workshop.settles();
    assert_eq!(workshop.text(0, "n1"), "Keeps all receipts");
    let rest = workshop.takes(guest);
    assert!(!rest.iter().any(|bytes| matches!(Message::decode(bytes), Ok(Message::Update(_)))));
    assert!(notices(&first).is_empty() && notices(&answer).is_empty() && notices(&rest).is_empty());
}

#[test]
fn s3_a_connection_writes_only_under_client_ids_of_its_own() {
    let mut workshop = Workshop::of_editors(&["Ana"]);
    let mut twin = copy_of(&workshop.room);
    workshop.breaks(1);
    let unsent = written_by(&mut workshop.seats[1].document, "Keeps receipts", "Keeps forged receipts");
    let guest = workshop.stranger(Role::Editor, Some("another key"));
    twin.import(&unsent).unwrap();
    for message in [Message::Update(&unsent).encode(), Message::Step2(&twin.encode_state()).encode()] {
        workshop.sends(guest, message);
        workshop.passes(6_000);
        assert_eq!(workshop.text_in_room("n1"), "Keeps receipts");
    }
    assert!(is_denied(&workshop.takes(guest)));
    // Ana comes back with her key and her edits.
    workshop.connects(1);
    workshop.settles();
    assert_eq!(workshop.text_in_room("n1"), "Keeps forged receipts");
    workshop.all_are_equal();
}

#[test]
fn s3_nobody_writes_under_the_rooms_own_client_id_or_that_of_somebody_who_was_expelled() {
    let mut workshop = Workshop::of_editors(&["Ana"]);
    let person = workshop.me(1);
    let unsent = written_by(&mut workshop.seats[1].document, "Keeps receipts", "Keeps forged receipts");
    workshop.asks(0, &Request::Expel { person });
    let guest = workshop.stranger(Role::Editor, None);
    workshop.sends(guest, Message::Update(&unsent).encode());
    assert!(is_denied(&workshop.takes(guest)));
    assert_eq!(workshop.text_in_room("n1"), "Keeps receipts");
}

#[test]
fn s3_the_client_ids_of_a_program_without_a_key_are_free_when_it_leaves() {
    let mut workshop = Workshop::of_editors(&[]);
    let mut document = copy_of(&workshop.room);
    let first = workshop.stranger(Role::Editor, None);
    workshop.sends(first, shows(document.client_id()));
    let second = workshop.stranger(Role::Editor, None);
    workshop.takes(second);
    let update = written_by(&mut document, "Keeps receipts", "Keeps all receipts");
    workshop.sends(second, Message::Update(&update).encode());
    assert!(is_denied(&workshop.takes(second)));
    workshop.leaves(first);
    workshop.sends(second, Message::Update(&update).encode());
    assert_eq!(workshop.text_in_room("n1"), "Keeps all receipts");
}

#[test]
fn s3_who_only_looks_takes_no_client_id_of_an_editor_who_has_not_come_back_yet() {
    let mut workshop = Workshop::of_editors(&[]);
    let writer = Document::new(workshop.room.map().clone()).unwrap();
    let document = Document::restore(&writer.encode_state(), &[]).unwrap();
    workshop.room = Room::new(document, "lineage".into(), true);
    workshop.seats[0].connection = None;
    workshop.connects(0);
    for (role, names) in [(Role::Viewer, vec!["Hana"]), (Role::Editor, vec!["Hana", "Guest 1"])] {
        let guest = workshop.stranger(role, None);
        workshop.sends(guest, shows(writer.client_id()));
        workshop.settles();
        assert_eq!(workshop.names(0), names);
        workshop.leaves(guest);
    }
}

#[test]
fn s3_a_connection_has_a_handful_of_client_ids() {
    let mut workshop = Workshop::of_editors(&[]);
    let guest = workshop.stranger(Role::Editor, None);
    for client in 0..limits::CLIENT_IDS as u64 {
        workshop.sends(guest, shows(1_000 + client));
    }
    assert_eq!(workshop.guests[guest].closed, None);
    workshop.sends(guest, shows(2_000));
    assert_eq!(workshop.guests[guest].closed, Some(CloseReason::TooMuch));
}

#[test]
fn everybody_comes_back_to_a_new_host_with_what_was_not_sent() {
    let mut workshop = Workshop::of_editors(&["Ana", "Ben"]);
    workshop.settles();
    // The host is gone. What Hana wrote last reached Ana, but not Ben, who carries on.
    (0..3).for_each(|seat| workshop.breaks(seat));
    written_by(&mut workshop.seats[1].document, "Keeps receipts", "Keeps all receipts");
    let by_hana = written_by(&mut workshop.seats[0].document, "Keeps receipts", "Keeps receipts in a box");
    workshop.seats[1].document.import(&by_hana).unwrap();
    let state = workshop.seats[2].document.encode_state();
    workshop.room = Room::new(Document::restore(&state, &[]).unwrap(), "lineage".into(), true);
    workshop.seats[2].role = Role::Facilitator;
    workshop.seats[0].role = Role::Editor;
    for seat in [2, 0, 1] {
        workshop.connects(seat);
    }
    workshop.passes(5_000);
    assert_eq!(workshop.text_in_room("n1"), "Keeps all receipts in a box");
    workshop.all_are_equal();
    assert!(workshop.seats.iter().all(|seat| seat.said.is_empty() && seat.peer.is_sent()));
}

/// The host is gone, and the last seat carries on with what it has.
fn carry_on(workshop: &mut Workshop) {
    let host = workshop.seats.len() - 1;
    let state = workshop.seats[host].document.encode_state();
    workshop.room = Room::new(Document::restore(&state, &[]).unwrap(), "lineage".into(), true);
    for (at, seat) in workshop.seats.iter_mut().enumerate() {
        seat.role = if at == host { Role::Facilitator } else { Role::Editor };
    }
}

/// Ana wrote a box, Ben made it blue, and the host is gone before it heard of either; who carries on is there.
fn of_ben_who_built_on_ana() -> Workshop {
    let mut workshop = Workshop::of_editors(&["Ana", "Ben", "Cleo"]);
    (0..4).for_each(|seat| workshop.breaks(seat));
    let by_ana = written_by(&mut workshop.seats[1].document, "Keeps receipts", "Keeps receipts in a box");
    workshop.seats[2].document.import(&by_ana).unwrap();
    written_by(&mut workshop.seats[2].document, "Keeps receipts in a box", "Keeps receipts in a blue box");
    carry_on(&mut workshop);
    workshop.connects(3);
    workshop
}

#[test]
fn people_who_built_on_each_others_last_words_all_come_back_to_a_new_host() {
    let mut workshop = Workshop::of_editors(&["Ana", "Ben", "Cleo"]);
    (0..4).for_each(|seat| workshop.breaks(seat));
    // What Ana and Ben wrote last reached each other and nobody else. Neither's words make sense without the other's.
    let mut before = "Keeps receipts".to_owned();
    for (writer, reader, word) in [(1, 2, " in a box"), (2, 1, " at home"), (1, 2, " for years")] {
        let after = format!("{before}{word}");
        let update = written_by(&mut workshop.seats[writer].document, &before, &after);
        workshop.seats[reader].document.import(&update).unwrap();
        before = after;
    }
    carry_on(&mut workshop);
    for seat in [3, 0, 1, 2] {
        workshop.connects(seat);
    }
    workshop.passes(2_000);
    assert_eq!(workshop.text_in_room("n1"), "Keeps receipts in a box at home for years");
    workshop.all_are_equal();
    assert!(workshop.seats.iter().all(|seat| seat.said.is_empty() && seat.peer.is_sent()));
}

#[test]
fn s2_what_waits_is_not_taken_of_somebody_who_may_not_edit_any_more() {
    let mut workshop = of_ben_who_built_on_ana();
    workshop.connects(1);
    (0..2).for_each(|_| assert!(workshop.delivers_one(1)));
    workshop.breaks(1);
    workshop.connects(2);
    workshop.settles();
    let person = workshop.me(2);
    workshop.asks(3, &Request::SetRole { person, role: Role::Viewer });
    workshop.connects(1);
    workshop.passes(2_000);
    assert_eq!(workshop.text_in_room("n1"), "Keeps receipts in a box");
    workshop.asks(3, &Request::SetRole { person, role: Role::Editor });
    workshop.passes(2_000);
    assert_eq!(workshop.text_in_room("n1"), "Keeps receipts in a blue box");
    workshop.all_are_equal();
}

#[test]
fn what_waits_for_somebody_is_taken_when_they_come_back_with_what_was_written_meanwhile() {
    let mut workshop = of_ben_who_built_on_ana();
    workshop.settles();
    // Ana is seen at the new host, and lost again before she has brought anything.
    workshop.connects(1);
    (0..2).for_each(|_| assert!(workshop.delivers_one(1)));
    workshop.breaks(1);
    workshop.connects(2);
    workshop.passes(2_000);
    assert_eq!(workshop.text_in_room("n1"), "Keeps receipts");
    workshop.does(2, &[types("n1", "Keeps receipts in a blue box", "Keeps all receipts in a blue box")]);
    workshop.does(2, &[types("n2", "Asks twice", "Asks three times")]);
    workshop.connects(1);
    workshop.passes(2_000);
    assert_eq!(workshop.text_in_room("n1"), "Keeps all receipts in a blue box");
    assert_eq!(workshop.text_in_room("n2"), "Asks three times");
    workshop.all_are_equal();
    assert!(workshop.seats.iter().all(|seat| seat.said.is_empty() && seat.peer.is_sent()));
}

#[test]
fn a_gap_is_asked_for_and_closed() {
    let mut workshop = Workshop::of_editors(&[]);
    let mut document = copy_of(&workshop.room);
    let guest = workshop.stranger(Role::Editor, None);
    workshop.sends(guest, Message::Step2(&[0, 0]).encode());
    workshop.takes(guest);
    written_by(&mut document, "Keeps receipts", "Keeps all receipts");
    let later = written_by(&mut document, "Keeps all receipts", "Keeps all receipts in a box");
    workshop.sends(guest, Message::Update(&later).encode());
    assert!(is_asked(&workshop.takes(guest)));
    assert_eq!(workshop.text_in_room("n1"), "Keeps receipts");
    workshop.sends(guest, Message::Step2(&document.encode_state()).encode());
    assert_eq!(workshop.text_in_room("n1"), "Keeps all receipts in a box");
    assert_eq!(workshop.guests[guest].closed, None);
}

#[test]
fn who_lags_behind_without_knowing_is_asked_for_what_the_room_lacks() {
    let mut workshop = Workshop::of_editors(&[]);
    let mut document = copy_of(&workshop.room);
    let guest = workshop.stranger(Role::Editor, None);
    workshop.sends(guest, Message::Step2(&[0, 0]).encode());
    written_by(&mut document, "Keeps receipts", "Keeps all receipts");
    workshop.takes(guest);
    workshop.sends(guest, Message::Step1(&document.state_vector()).encode());
    assert!(is_asked(&workshop.takes(guest)));
}

#[test]
fn bytes_that_are_no_message_close_the_connection() {
    let mut workshop = Workshop::of_editors(&[]);
    let never_ours = Message::Control(r#"{"ask":"lock_joining","locked":true}"#).encode();
    let strange: [&[u8]; 6] = [&[], &[9, 9, 9], &never_ours, &[0, 2, 3, 1, 1, 200], &[0, 0, 1, 255], &[2, 0, 0]];
    for bytes in strange {
        let guest = workshop.stranger(Role::Editor, None);
        workshop.sends(guest, bytes.to_vec());
        assert_eq!(workshop.guests[guest].closed, Some(CloseReason::BadMessage), "{bytes:?}");
        // What was on its way does nothing any more.
        workshop.sends(guest, shows(77));
    }
    workshop.settles();
    assert_eq!(workshop.names(0), ["Hana"]);
}

#[test]
fn nobody_gets_deeper_by_a_level_with_each_update() {
    let mut workshop = Workshop::of_editors(&[]);
    let guest = workshop.stranger(Role::Editor, None);
    let mut updates = updates::a_level_deeper_each(77);
    workshop.sends(guest, Message::Update(&updates.next().unwrap()).encode());
    assert_eq!((workshop.guests[guest].closed, workshop.text_in_room("deep")), (None, "a"));
    workshop.sends(guest, Message::Update(&updates.next().unwrap()).encode());
    assert_eq!(workshop.guests[guest].closed, Some(CloseReason::BadMessage));
    workshop.joins("Ana", Role::Editor);
    workshop.does(1, &[types("deep", "a", "ab")]);
    workshop.settles();
    workshop.all_are_equal();
}

#[test]
fn who_sends_too_much_is_cut_off() {
    let mut workshop = Workshop::of_editors(&[]);
    let flood = |workshop: &mut Workshop, times: usize, bytes: Vec<u8>| {
        let guest = workshop.stranger(Role::Editor, None);
        workshop.sends(guest, Message::Step2(&[0, 0]).encode());
        (0..times).for_each(|_| workshop.sends(guest, bytes.clone()));
        workshop.guests[guest].closed
    };
    let too_much = Some(CloseReason::TooMuch);
    let burst = limits::EDITOR_BURST as usize;
    assert_eq!(flood(&mut workshop, burst / 2, shows(77)), None);
    assert_eq!(flood(&mut workshop, burst + 1, shows(78)), too_much);
    assert_eq!(flood(&mut workshop, limits::SYNC_BURST as usize, Message::Step1(&[0]).encode()), None);
    assert_eq!(flood(&mut workshop, limits::SYNC_BURST as usize + 1, Message::Step1(&[0]).encode()), too_much);
    assert_eq!(flood(&mut workshop, 1, Message::Update(&vec![0; limits::EDITOR_MESSAGE + 1]).encode()), too_much);
}

#[test]
fn a_paste_beyond_the_size_of_a_message_arrives_as_an_answer() {
    let mut workshop = Workshop::of_editors(&["Ana"]);
    let quadrant = workshop.room.map().quadrants[0].id.clone();
    let text = "Tells the same story again. ".repeat(150);
    let notes: Vec<_> =
        (0..300).map(|at| Note::new(format!("p{at}").as_str().into(), quadrant.clone(), &text)).collect();
    workshop.does(1, &[Edit::AddNotes(notes)]);
    workshop.passes(1_000);
    assert_eq!(workshop.room.map().notes.len(), 302);
    workshop.does(1, &[types("n1", "Keeps receipts", "Keeps all receipts")]);
    workshop.settles();
    assert!(workshop.seats[1].said.is_empty() && workshop.seats[1].peer.is_sent());
    workshop.all_are_equal();
}

#[test]
fn a_room_that_is_full_lets_in_nobody_but_the_host() {
    let mut workshop = Workshop::of_editors(&[]);
    for _ in 1..limits::CONNECTIONS {
        let guest = workshop.stranger(Role::Editor, None);
        assert_eq!(workshop.guests[guest].closed, None);
    }
    let guest = workshop.stranger(Role::Editor, None);
    assert_eq!(workshop.guests[guest].closed, Some(CloseReason::Full));
    workshop.breaks(0);
    workshop.stranger(Role::Editor, None);
    workshop.connects(0);
    assert_eq!(workshop.seats[0].closed, None);
}

#[test]
fn a_room_remembers_so_many_keys_and_forgets_those_who_wrote_nothing() {
    let mut workshop = Workshop::of_editors(&["Ana"]);
    workshop.does(1, &[types("n1", "Keeps receipts", "Keeps all receipts")]);
    workshop.settles();
    workshop.breaks(1);
    let unsent = written_by(&mut workshop.seats[1].document, "Keeps all receipts", "Keeps forged receipts");
    for at in 0..limits::KEYS_REMEMBERED + 10 {
        let guest = workshop.stranger(Role::Editor, Some(&format!("passing by {at}")));
        assert_eq!(workshop.guests[guest].closed, None);
        workshop.leaves(guest);
        workshop.guests.clear();
    }
    let guest = workshop.stranger(Role::Editor, None);
    workshop.sends(guest, Message::Update(&unsent).encode());
    assert!(is_denied(&workshop.takes(guest)));
    let long = "k".repeat(limits::KEY_CHARS + 1);
    let guest = workshop.stranger(Role::Editor, Some(&long));
    assert_eq!(workshop.guests[guest].closed, Some(CloseReason::BadMessage));
}
