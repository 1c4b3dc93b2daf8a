//! What an update of strangers must be like before anything decodes it.

mod honest;
mod mutants;
pub mod updates;

use std::collections::BTreeMap;

use empathy_map::document::Document;
use empathy_map::session::scan::{Refused, Rules, Scanned, scan, scan_state_vector};
use empathy_map::session::wire::put_number;

use updates::*;

/// Looks through an update for a replica that knows client 7 up to clock 10, from a connection that writes as client 1.
fn scanned(update: &[u8]) -> Result<Scanned, Refused> {
    let rules =
        Rules { known: &[(7, 10)].into(), writers: Some(&[1]), others: &|client| client == 9, depth: &|_, _| None };
    scan(update, &rules)
}

#[track_caller]
fn is_malformed(update: &[u8]) {
    assert!(matches!(scanned(update), Err(Refused::Malformed(_))), "{:?}", scanned(update));
}

/// As with [`scanned`], but as it is in a first sync, where anybody may have written.
fn synced(update: &[u8]) -> Result<Scanned, Refused> {
    scan(update, &Rules { known: &BTreeMap::new(), writers: None, others: &|_| false, depth: &|_, _| None })
}

/// Whether [`Document`] takes it, on the stack that a thread of Rust has.
fn is_taken(update: Vec<u8>) -> bool {
    on_a_small_stack(move || {
        let mut document = Document::empty();
        let is_taken = document.import(&update).is_ok();
        document.map().check().unwrap();
        assert_eq!(*document.map(), document.rebuilt());
        is_taken
    })
}

/// Runs on a stack of 2 MiB; an overflow ends the test program.
fn on_a_small_stack<T: Send + 'static>(run: impl FnOnce() -> T + Send + 'static) -> T {
    std::thread::Builder::new().stack_size(2 << 20).spawn(run).unwrap().join().unwrap()
}

fn a_note() -> Vec<Vec<u8>> {
    vec![
        root("notes", "n", map()),
        field((1, 0), "text", text()),
        within((1, 1), letters("Hi 😀")),
        field((1, 0), "o", values(1, b"\x77\x01a")),
        collected(3),
        beside(Some((1, 6)), None, deleted(2)),
    ]
}

#[test]
fn a_note_of_ones_own_is_let_in_and_counted() {
    let update = update(&[(1, 0, &a_note())], &[(7, &[(2, 3)]), (1, &[(2, 1)])]);
    assert_eq!(scanned(&update), Ok(Scanned { writes: [(1, 13)].into() }));
    assert!(is_taken(self::update(&[(1, 0, &a_note())], &[])));
}

#[test]
fn nothing_new_is_let_in_whoever_wrote_it() {
    let again = update(&[(7, 2, &[collected(8)])], &[]);
    assert_eq!(scanned(&again), Ok(Scanned::default()));
    assert_eq!(scanned(&[0, 0]), Ok(Scanned::default()));
}

#[test]
fn writing_as_somebody_else_is_refused_also_behind_what_is_known() {
    assert_eq!(scanned(&update(&[(7, 2, &[collected(9)])], &[])), Err(Refused::Foreign(7)));
    assert_eq!(scanned(&update(&[(8, 0, &[collected(1)])], &[])), Err(Refused::Foreign(8)));
    let owned = Rules { known: &BTreeMap::new(), writers: None, others: &|client| client == 9, depth: &|_, _| None };
    assert_eq!(scan(&update(&[(9, 0, &[collected(1)])], &[]), &owned), Err(Refused::Foreign(9)));
    assert!(scan(&update(&[(8, 0, &[collected(1)])], &[]), &owned).is_ok());
}

#[test]
fn what_builds_on_something_unknown_is_refused_as_a_gap() {
    for (clock, block) in [
        (1, collected(1)),
        (0, beside(Some((7, 10)), None, letters("a"))),
        (0, beside(None, Some((6, 0)), letters("a"))),
        (0, field((7, 10), "o", number(1))),
        (0, vec![10, 1]),
    ] {
        assert_eq!(scanned(&update(&[(1, clock, &[block])], &[])), Err(Refused::Gap));
    }
    for deleted in [(7, [(9, 2)]), (6, [(0, 1)]), (1, [(0, 2)])] {
        let update = update(&[(1, 0, &[collected(1)])], &[(deleted.0, &deleted.1)]);
        assert_eq!(scanned(&update), Err(Refused::Gap));
    }
    for block in [beside(Some((7, 9)), Some((7, 0)), letters("a")), field((7, 9), "o", number(1))] {
        assert!(scanned(&update(&[(1, 0, &[block])], &[])).is_ok());
    }
}

#[test]
fn blocks_that_wait_for_each_other_or_themselves_are_refused() {
    let own = update(&[(1, 0, &[beside(Some((1, 0)), None, letters("a"))])], &[]);
    is_malformed(&own);
    let later = update(&[(1, 0, &[beside(Some((1, 1)), None, letters("a")), letters_after((7, 0))])], &[]);
    is_malformed(&later);
    let circle = [
        (1, 0, &[beside(Some((2, 0)), None, letters("a"))][..]),
        (2, 0, &[beside(Some((1, 0)), None, letters("a"))][..]),
    ];
    assert!(matches!(synced(&update(&circle, &[])), Err(Refused::Malformed(_))));
    // Each waits for the other, but not in a circle.
    let zigzag = [
        (1, 0, &[root("notes", "n", map()), field((2, 0), "a", number(1)), field((2, 1), "b", number(1))][..]),
        (2, 0, &[root("notes", "m", map()), beside(Some((1, 0)), None, map()), field((1, 0), "c", number(1))][..]),
    ];
    assert_eq!(synced(&update(&zigzag, &[])), Ok(Scanned { writes: [(1, 3), (2, 3)].into() }));
}

fn letters_after(id: Id) -> Vec<u8> {
    beside(Some(id), None, letters("b"))
}

#[test]
fn counts_beyond_the_bytes_are_refused() {
    let huge = u64::from(u32::MAX);
    let mut many_clients = Vec::new();
    put_number(&mut many_clients, huge);
    let mut many_blocks = vec![1];
    [huge, 1, 0].into_iter().for_each(|number| put_number(&mut many_blocks, number));
    let many_values = update(&[(1, 0, &[root("map", "id", values(huge, &[]))])], &[]);
    let many_members = update(&[(1, 0, &[root("map", "id", values(1, b"\x75\xff\xff\xff\xff\x0f"))])], &[]);
    let mut long_text = vec![1, 1, 1, 0, 4, 1];
    put_number(&mut long_text, huge);
    for update in [&many_clients, &many_blocks, &many_values, &many_members, &long_text] {
        is_malformed(update);
        assert!(!is_taken(update.clone()));
    }
    is_malformed(&[0, 0xff, 0xff, 0xff, 0xff, 0x0f]);
}

#[test]
fn bytes_too_few_or_too_many_are_refused() {
    let whole = update(&[(1, 0, &a_note())], &[(7, &[(2, 3)])]);
    (0..whole.len()).for_each(|len| is_malformed(&whole[..len]));
    is_malformed(&[&whole[..], &[0]].concat());
}

#[test]
fn numbers_that_no_document_has_are_refused() {
    let note = a_note();
    is_malformed(&update(&[(1 << 53, 0, &note)], &[]));
    is_malformed(&update(&[(1, u32::MAX, &note)], &[]));
    is_malformed(&update(&[(1, 0, &[collected(1 << 31)])], &[]));
    is_malformed(&update(&[(1, 0, &[collected((1 << 31) - 1), collected(1)])], &[]));
    is_malformed(&update(&[(1, 0, &[collected(1 << 32)])], &[]));
    is_malformed(&update(&[], &[(7, &[(i32::MAX as u32, i32::MAX as u32), (u32::MAX, 1)])]));
    // A number may not be longer than it must be: the decoder wraps some of them around.
    is_malformed(&[0x80, 0, 0]);
    is_malformed(&update(
        &[(1, 0, &[root("map", "id", values(1, &[125, 255, 255, 255, 255, 255, 255, 255, 255, 1]))])],
        &[],
    ));
}

#[test]
fn nothing_is_empty_and_no_client_comes_twice() {
    is_malformed(&update(&[(1, 0, &[])], &[]));
    is_malformed(&update(&[(1, 0, &[collected(0)])], &[]));
    is_malformed(&update(&[], &[(7, &[(1, 0)])]));
    for content in [letters(""), values(0, &[]), deleted(0)] {
        is_malformed(&update(&[(1, 0, &[root("map", "id", content)])], &[]));
    }
    is_malformed(&update(&[(1, 0, &[collected(1)]), (1, 1, &[collected(1)])], &[]));
    is_malformed(&update(&[(1, 0, &[collected(1)]), (1, 0, &[collected(1)])], &[]));
}

#[test]
fn content_that_no_map_has_is_refused() {
    let mut kinds = vec![(2, vec![1, 1, b'1']), (3, vec![1, 0]), (5, vec![1, b'1']), (6, vec![1, b'b', 1, b'1'])];
    kinds.extend([(9, vec![1, b'd', 126]), (11, vec![1, 1, 0]), (0x14, vec![1, b'a']), (0, vec![1])]);
    kinds.extend([0, 3, 4, 5, 6, 7, 9, 15, 200].map(|kind| (7, vec![kind, 1, b'p'])));
    kinds.extend([116, 115, 0, 255].map(|kind| (8, vec![1, kind, 1, 1])));
    for content in kinds {
        is_malformed(&update(&[(1, 0, &[root("map", "id", content.clone())])], &[]));
        is_malformed(&update(&[(1, 0, &[beside(Some((7, 1)), None, content)])], &[]));
    }
}

#[test]
fn texts_must_be_texts() {
    for content in [(4, vec![1, 0xff]), values(1, &[119, 1, 0xff]), values(1, &[118, 1, 1, 0xff, 126])] {
        is_malformed(&update(&[(1, 0, &[root("map", "id", content)])], &[]));
    }
    is_malformed(&update(&[(1, 0, &[vec![0x28, 1, 1, 0xff, 1, b'a', 1, 126]])], &[]));
    is_malformed(&update(&[(1, 0, &[vec![0x28, 1, 3, b'm', b'a', b'p', 1, 0xff, 1, 126]])], &[]));
}

#[test]
fn every_value_that_a_map_may_hold_is_let_in() {
    let object: &[u8] = &[118, 2, 1, b'a', 117, 2, 126, 127, 1, b'b', 120];
    for (count, written) in
        [(1, object), (4, &[121, 120, 126, 127]), (1, &[117, 0]), (1, &[118, 0]), (1, &[124, 0, 0, 0, 0])]
    {
        assert!(scanned(&update(&[(1, 0, &[root("map", "id", values(count, written))])], &[])).is_ok());
    }
    let long = [&[123][..], &[0; 8], &[122], &[0; 8], &[119, 2, b'h', b'i']].concat();
    assert!(scanned(&update(&[(1, 0, &[root("map", "id", values(3, &long))])], &[])).is_ok());
}

#[test]
fn values_nested_too_deep_are_refused_and_eight_are_not() {
    let nested = |depth: usize| {
        let value: Vec<u8> = [&[117, 1].repeat(depth)[..], &[126]].concat();
        update(&[(1, 0, &[root("map", "id", values(1, &value))])], &[])
    };
    assert!(scanned(&nested(8)).is_ok());
    is_malformed(&nested(9));
    on_a_small_stack(move || is_malformed(&nested(20_000)));
}

#[test]
fn only_the_parts_of_a_map_are_written_to() {
    is_malformed(&update(&[(1, 0, &[root("other", "n", map())])], &[]));
    is_malformed(&update(&[(1, 0, &[root("", "n", map())])], &[]));
    // A part of the map read as a text or a list.
    is_malformed(&update(&[(1, 0, &[vec![4, 1, 5, b'n', b'o', b't', b'e', b's', 1, b'a']])], &[]));
    for name in Document::root_names() {
        assert!(scanned(&update(&[(1, 0, &[root(name, "n", map())])], &[])).is_ok());
    }
}

#[test]
fn only_the_parts_of_a_map_hold_maps_and_letters_hold_nothing() {
    let inside = |block: Vec<u8>| update(&[(1, 0, &[root("notes", "n", map()), block])], &[]);
    is_malformed(&inside(field((1, 0), "deep", map())));
    is_malformed(&inside(within((1, 0), map())));
    is_malformed(&inside(within((1, 0), text())));
    assert!(scanned(&inside(field((1, 0), "text", text()))).is_ok());
    let in_value = [root("map", "id", number(1)), field((1, 0), "a", number(1))];
    is_malformed(&update(&[(1, 0, &in_value)], &[]));
    // One that is known already shows what it is only when the document takes it in, which tells and stays whole.
    let note = update(&[(7, 0, &[root("notes", "n", map()), field((7, 0), "o", number(1))])], &[]);
    let in_known_value = update(&[(1, 0, &[root("notes", "m", map()), field((7, 1), "a", number(1))])], &[]);
    let mut document = Document::empty();
    document.import(&note).unwrap();
    let depth = |client, clock| document.depth(client, clock);
    let rules = Rules { known: &document.clocks(), writers: None, others: &|_| false, depth: &depth };
    assert!(scan(&in_known_value, &rules).is_ok());
    assert!(document.import(&in_known_value).is_err());
    assert_eq!(*document.map(), document.rebuilt());
    let note = empathy_map::model::Note::new("next".into(), "thinks".into(), "Next");
    let added = empathy_map::document::Edit::AddNotes(vec![note]);
    let next = document.apply(&[added], empathy_map::document::Step::Begin).unwrap();
    assert_eq!(next.changes.items.len(), 2);
}

#[test]
fn types_nested_one_in_another_by_their_neighbours_are_refused() {
    // Each text stands in the one before, as the neighbour of its letter.
    let mut blocks = vec![root("notes", "n", map()), field((1, 0), "text", text())];
    for at in 0..20 {
        let last = 1 + 2 * at;
        blocks.push(within((1, last), letters("a")));
        blocks.push(beside(Some((1, last + 1)), None, text()));
    }
    is_malformed(&update(&[(1, 0, &blocks)], &[]));
    is_malformed(&update(&[(1, 0, &blocks[..4])], &[]));
    assert!(scanned(&update(&[(1, 0, &blocks[..3])], &[])).is_ok());
    // By however long a chain of letters.
    let mut chain = blocks[..3].to_vec();
    chain.extend((2..20_002).map(|at| beside(Some((1, at)), None, letters("a"))));
    assert!(scanned(&update(&[(1, 0, &chain)], &[])).is_ok());
    chain.push(beside(Some((1, 20_002)), None, text()));
    on_a_small_stack(move || is_malformed(&update(&[(1, 0, &chain)], &[])));
}

#[test]
fn types_nested_by_a_level_with_each_update_are_refused() {
    let note = update(
        &[(7, 0, &[root("notes", "n", map()), field((7, 0), "text", text()), within((7, 1), letters("a"))])],
        &[],
    );
    let mut document = Document::empty();
    document.import(&note).unwrap();
    let held = |document: &Document, update: &[u8]| {
        let depth = |client, clock| document.depth(client, clock);
        scan(update, &Rules { known: &document.clocks(), writers: None, others: &|_| false, depth: &depth })
    };
    let in_the_text = [
        beside(Some((7, 2)), None, map()),
        beside(None, Some((7, 2)), text()),
        beside(Some((7, 2)), None, letters("b")),
        field((7, 1), "deep", text()),
    ];
    for (block, is_taken) in in_the_text.into_iter().zip([false, false, true, false]) {
        assert_eq!(held(&document, &update(&[(1, 0, &[block])], &[])).is_ok(), is_taken);
    }
    // What takes the place of another is as deep as that one.
    let anew = [beside(Some((7, 0)), None, map()), field((1, 0), "text", text()), beside(Some((7, 1)), None, text())];
    let anew = update(&[(1, 0, &anew)], &[]);
    assert!(held(&document, &anew).is_ok());
    document.import(&anew).unwrap();
    assert_eq!(
        [(7, 2), (1, 0), (1, 1), (1, 9)].map(|(client, clock)| document.depth(client, clock)),
        [None, Some(1), Some(2), None]
    );
}

#[test]
fn state_vectors_are_as_long_as_they_say() {
    assert_eq!(scan_state_vector(&[0]), Ok(BTreeMap::new()));
    assert_eq!(scan_state_vector(&[2, 1, 5, 7, 0]), Ok([(1, 5), (7, 0)].into()));
    for bytes in [
        &[][..],
        &[1],
        &[1, 1],
        &[0, 0],
        &[2, 1, 5, 1, 6],
        &[0xff, 0xff, 0xff, 0xff, 0x0f, 1, 1],
        &[1, 1, 0xff, 0xff, 0xff, 0xff, 0x0f],
        &[1, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f, 1],
    ] {
        assert!(matches!(scan_state_vector(bytes), Err(Refused::Malformed(_))), "{bytes:?}");
    }
}
