//! Attacks by what updates hold: bytes that a decoder would break on, and edits in the name of others.

use empathy_map::document::Document;
use empathy_map::session::wire::{Message as Wire, NOTHING, put_number};

use super::editors::{Guest, host};
use crate::session::host::{Host, hello, next};
use crate::session::phones::hall::add;
use crate::session::scan::updates::*;
use crate::session::window::{Window, until};
use crate::session::workshop::{two_notes, types};

const ANA: &str = "the-key-of-anas-program";

/// Somebody honest comes in and edits, and the host sees it.
fn goes_on(host: &Host, hana: &mut Window) {
    let mut ana = Window::join(host.editor_link(), "Ana", ANA).unwrap();
    ana.does(types("n2", "Asks twice", "Asks three times"));
    until([hana, &mut ana], |[hana, _]| hana.text("n2") == "Asks three times");
    assert_eq!(hana.map(), ana.map());
    assert_eq!(hana.map().check(), Ok(()));
}

/// Whoever sends one of these, as news or as an answer, is sent away, and nothing of it is on the map.
fn are_thrown_out(updates: &[Vec<u8>]) {
    let (host, mut hana) = host();
    for update in updates {
        for message in [Wire::Update(update), Wire::Step2(update)] {
            let mut guest = Guest::new(&host, &host.editor_secret());
            guest.says(&message);
            guest.ends_with(4400);
        }
    }
    assert_eq!(Guest::new(&host, &host.editor_secret()).takes_the_map().map(), &two_notes());
    goes_on(&host, &mut hana);
}

/// Somebody who has the map and has answered what the room asks at first.
fn settled(host: &Host) -> (Guest, Document) {
    let mut guest = Guest::new(host, &host.editor_secret());
    let document = guest.takes_the_map();
    guest.says(&Wire::Step2(NOTHING));
    (guest, document)
}

#[test]
fn values_nested_20_000_deep() {
    let lists = [&[117, 1].repeat(20_000)[..], &[126]].concat();
    let objects = [&[118, 1, 1, b'a'].repeat(20_000)[..], &[126]].concat();
    are_thrown_out(&[lists, objects].map(|value| update(&[(1, 0, &[root("map", "id", values(1, &value))])], &[])));
}

#[test]
fn types_nested_in_each_other() {
    let mut blocks = vec![root("notes", "n", map()), field((1, 0), "text", text())];
    for at in 0..200 {
        let last = 1 + 2 * at;
        blocks.push(within((1, last), letters("a")));
        blocks.push(beside(Some((1, last + 1)), None, text()));
    }
    are_thrown_out(&[update(&[(1, 0, &blocks)], &[])]);
}

#[test]
fn lengths_declared_beyond_what_there_is() {
    let huge = u64::from(u32::MAX);
    let mut clients = Vec::new();
    put_number(&mut clients, huge);
    let mut blocks = vec![1];
    [huge, 1, 0].into_iter().for_each(|number| put_number(&mut blocks, number));
    let mut deletions = vec![0];
    put_number(&mut deletions, huge);
    let mut letters = vec![1, 1, 1, 0, 4, 1];
    put_number(&mut letters, huge);
    let values = update(&[(1, 0, &[root("map", "id", values(huge, &[]))])], &[]);
    are_thrown_out(&[clients, blocks, deletions, letters, values]);
}

#[test]
fn a_state_that_declares_four_billion_clients() {
    let (host, mut hana) = host();
    let mut guest = Guest::new(&host, &host.editor_secret());
    guest.says(&Wire::Step1(&[0xff, 0xff, 0xff, 0xff, 0x0f, 1, 1]));
    guest.ends_with(4400);
    goes_on(&host, &mut hana);
}

#[test]
fn blocks_that_wait_for_each_other_for_ever() {
    let own = update(&[(1, 0, &[beside(Some((1, 0)), None, letters("a"))])], &[]);
    let circle = [
        (1, 0, &[beside(Some((2, 0)), None, letters("a"))][..]),
        (2, 0, &[beside(Some((1, 0)), None, letters("a"))][..]),
    ];
    are_thrown_out(&[own, update(&circle, &[])]);
}

#[test]
fn clients_and_clocks_that_no_document_has() {
    let note = [root("notes", "n", map())];
    are_thrown_out(&[
        update(&[(1 << 53, 0, &note)], &[]),
        update(&[(1, u32::MAX, &note)], &[]),
        update(&[(1, 0, &[collected(1 << 32)])], &[]),
        update(&[], &[(1, &[(u32::MAX, 1)])]),
    ]);
}

#[test]
fn parts_of_the_map_as_something_else() {
    let as_text = vec![4, 1, 5, b'n', b'o', b't', b'e', b's', 1, b'a'];
    let a_document = (9, vec![1, b'd', 126]);
    are_thrown_out(&[
        update(&[(1, 0, &[as_text])], &[]),
        update(&[(1, 0, &[root("secrets", "n", map())])], &[]),
        update(&[(1, 0, &[root("notes", "n1", (7, vec![3, 1, b'p']))])], &[]),
        update(&[(1, 0, &[root("notes", "n1", a_document)])], &[]),
    ]);
}

#[test]
fn notes_that_become_something_else() {
    let (host, mut hana) = host();
    let (mut guest, _) = settled(&host);
    let blocks = [
        root("notes", "n1", text()),
        root("notes", "n1", number(1)),
        root("notes", "n1", map()),
        field((1, 2), "text", number(1)),
        field((1, 2), "p", text()),
        root("map", "title", number(1)),
    ];
    guest.says(&Wire::Update(&update(&[(1, 0, &blocks)], &[])));
    let seen = guest.takes_the_map();
    assert_eq!(seen.clocks().get(&1), Some(&6), "it is well-formed, and an editor may");
    assert_eq!(seen.map().check(), Ok(()));
    until([&mut hana], |[hana]| hana.map() == seen.map());
    goes_on(&host, &mut hana);
}

#[test]
fn writing_under_the_client_id_of_somebody_else() {
    let (host, mut hana) = host();
    let mut ana = Window::join(host.editor_link(), "Ana", ANA).unwrap();
    ana.does(types("n1", "Keeps receipts", "Keeps all receipts"));
    until([&mut hana, &mut ana], |[hana, _]| hana.text("n1") == "Keeps all receipts");
    let (mut guest, document) = settled(&host);
    let client = ana.document.client_id();
    let clock = document.clocks()[&client];
    guest.says(&Wire::Update(&update(&[(client, clock, &[root("notes", "forged", map())])], &[])));
    guest.hears(|message| matches!(message, Wire::Denied(_)));
    assert_eq!(guest.takes_the_map().clocks()[&client], clock);
    ana.does(types("n1", "Keeps all receipts", "Keeps no receipts"));
    until([&mut hana, &mut ana], |[hana, _]| hana.text("n1") == "Keeps no receipts");
}

#[test]
fn writing_under_the_client_id_of_the_room() {
    let (host, mut hana) = host();
    let before = Guest::new(&host, &host.editor_secret()).takes_the_map().clocks();
    let mut phone = host.phone();
    phone.send(hello(&host.participant_secret(), "a-page-that-keeps-this")).unwrap();
    phone.send(add(1, "p1", "From a phone").into()).unwrap();
    until([&mut hana], |[hana]| hana.text("p1") == "From a phone");
    let (mut guest, document) = settled(&host);
    let mut clocks = document.clocks();
    clocks.retain(|client, _| !before.contains_key(client));
    let (&room, &clock) = clocks.first_key_value().unwrap();
    guest.says(&Wire::Update(&update(&[(room, clock, &[root("notes", "forged", map())])], &[])));
    guest.hears(|message| matches!(message, Wire::Denied(_)));
    phone.send(add(2, "p2", "Again from a phone").into()).unwrap();
    until([&mut hana], |[hana]| hana.text("p2") == "Again from a phone");
    assert!(next(&mut phone).is_ok());
}

#[test]
fn a_clock_far_in_the_future() {
    let (host, mut hana) = host();
    let (mut guest, before) = settled(&host);
    guest.says(&Wire::Update(&update(&[(1, 1_000_000_000, &[root("notes", "late", map())])], &[])));
    guest.hears(|message| matches!(message, Wire::Step1(_)));
    assert_eq!(guest.takes_the_map().clocks(), before.clocks());
    goes_on(&host, &mut hana);
}

#[test]
fn gaps_in_clocks_and_deletions_of_what_is_still_to_come() {
    let (host, mut hana) = host();
    let first = update(&[(1, 0, &[root("notes", "a", map())])], &[]);
    for gap in [
        update(&[(1, 5, &[root("notes", "b", map())])], &[]),
        update(&[], &[(1, &[(7, 3)])]),
        update(&[(1, 1, &[field((2, 0), "text", text())])], &[]),
    ] {
        let (mut guest, _) = settled(&host);
        guest.says(&Wire::Update(&first));
        guest.says(&Wire::Update(&gap));
        guest.hears(|message| matches!(message, Wire::Step1(_)));
        assert_eq!(guest.takes_the_map().clocks().get(&1), Some(&1));
    }
    goes_on(&host, &mut hana);
}

#[test]
fn gaps_without_end() {
    let (host, mut hana) = host();
    let (mut guest, _) = settled(&host);
    for clock in 1..100 {
        let gap = update(&[(1, clock, &[root("notes", "b", map())])], &[]);
        guest.tries_to_say(&Wire::Update(&gap));
        guest.tries_to_say(&Wire::Step2(NOTHING));
    }
    guest.hangs_up_for_too_much();
    goes_on(&host, &mut hana);
}
