//! What a session needs of a document: states that are compared, edits of people without a document, a map taken whole.

use std::collections::BTreeMap;

use empathy_map::document::{Document, Step};
use empathy_map::model::{EmpathyMap, ItemRef};

use super::{Person, note, vote};
use empathy_map::document::Edit;

fn votes<'a>(person: &'a Person, id: &str) -> &'a BTreeMap<String, u32> {
    &person.map().note(&id.into()).unwrap().votes
}

#[test]
fn two_voters_at_once_both_count_and_a_vote_can_be_taken_away() {
    let mut ana = Person::with_notes(&["One"]);
    let mut ben = ana.joined();
    let mine = ana.does(vote("n1", "ana", 2));
    let theirs = ben.does_all(&[vote("n1", "ben: the second", 1), vote("n1", "room", 7)], Step::Begin);
    ana.hears(&theirs.update);
    ben.hears(&mine.update);
    assert_eq!(ana.map(), ben.map());
    let expected = [("ana", 2), ("ben: the second", 1), ("room", 7)].map(|(voter, count)| (voter.to_owned(), count));
    assert_eq!(*votes(&ana, "n1"), expected.into());

    ana.does(vote("n1", "ana", 0));
    assert!(!votes(&ana, "n1").contains_key("ana"));
    ana.undoes();
    assert_eq!(votes(&ana, "n1")["ana"], 2);
    assert!(ana.does(vote("n1", "nobody", 0)).update.is_empty());
}

#[test]
fn a_vote_for_a_note_that_is_gone_or_by_a_voter_that_no_file_holds_is_refused() {
    let mut person = Person::with_notes(&["One"]);
    person.is_refused(vote("n9", "ana", 1));
    person.is_refused(vote("n1", "\u{1}", 1));
    person.is_refused(vote("n1", &"long".repeat(3_000), 1));
}

#[test]
fn a_map_that_is_taken_whole_is_the_same_and_can_be_edited_and_undone() {
    let mut host = Person::with_notes(&["One", "Two"]);
    host.does(Edit::Delete(vec![ItemRef::Note("n1".into())]));
    let mut guest = Person { document: Document::empty() };
    guest.checked();
    assert_eq!(*guest.map(), EmpathyMap { title: guest.map().title.clone(), ..Default::default() });
    guest.hears(&host.document.encode_state());
    assert_eq!(guest.map(), host.map());
    assert!(!guest.document.can_undo());

    let before = guest.map().clone();
    guest.does(Edit::AddNotes(vec![note("new", "New")]));
    guest.types("n2", "Two more");
    guest.undoes();
    guest.undoes();
    assert_eq!(*guest.map(), before);
    guest.redoes();
    assert!(guest.map().note(&"new".into()).is_some());
}

#[test]
fn comparing_states_brings_exactly_what_is_missing() {
    let mut ana = Person::with_notes(&["One"]);
    let mut ben = ana.joined();
    ana.types("n1", "One more");
    ben.does(Edit::AddNotes(vec![note("b", "B")]));
    assert_ne!(ana.document.clocks(), ben.document.clocks());
    let for_ben = ana.document.diff(&ben.document.state_vector()).unwrap();
    let for_ana = ben.document.diff(&ana.document.state_vector()).unwrap();
    ana.hears(&for_ana);
    ben.hears(&for_ben);
    assert_eq!(ana.map(), ben.map());
    assert_eq!(ana.document.clocks(), ben.document.clocks());
    assert!(ana.document.clocks().contains_key(&ana.document.client_id()));
}

#[test]
fn an_update_whose_base_is_missing_waits_until_it_comes() {
    let mut ana = Person::with_notes(&["One"]);
    let mut ben = ana.joined();
    let first = ana.does(Edit::AddNotes(vec![note("a", "A")]));
    let second = ana.types("a", "A and more");
    ben.hears(&second.update);
    assert!(ben.document.awaits_updates());
    assert!(ben.map().note(&"a".into()).is_none());
    ben.hears(&first.update);
    assert!(!ben.document.awaits_updates());
    assert_eq!(ana.map(), ben.map());
}

#[test]
fn edits_for_somebody_else_are_no_part_of_my_undo() {
    let mut host = Person::with_notes(&["One"]);
    let mut guest = host.joined();
    let typed = host.types("n1", "One of mine");
    guest.hears(&typed.update);
    let applied = host.document.apply_for_other(&[Edit::AddNotes(vec![note("p", "From a phone")])]).unwrap();
    host.checked();
    guest.hears(&applied.update);
    assert_eq!(guest.map(), host.map());
    host.undoes();
    assert_eq!(host.text("p"), "From a phone");
    assert!(!host.document.can_undo());

    let before = host.map().clone();
    let both = [Edit::AddNotes(vec![note("q", "Q")]), vote("nowhere", "p", 1)];
    assert!(host.document.apply_for_other(&both).is_err());
    assert_eq!(*host.map(), before);
}
