//! What other people and programs put beyond what a map file can hold.

use empathy_map::document::{Document, Edit, Step};
use empathy_map::file::{parse, write};
use empathy_map::model::{Cause, EmpathyMap, Extra, ItemRef, Need, Note, limits};
use yrs::{Any, Doc, In, Map, MapPrelim, ReadTxn, StateVector, TextPrelim, Transact};

use super::{Person, note};

/// The update of a program that writes into the shared map as it likes.
fn foreign(fill: impl FnOnce(&Doc)) -> Vec<u8> {
    let doc = Doc::new();
    fill(&doc);
    doc.transact().encode_state_as_update_v1(&StateVector::default())
}

/// The file that a map is saved to opens again, as the same map.
fn opens_again(map: &EmpathyMap) -> EmpathyMap {
    let text = write(map);
    let parsed = parse(text.as_bytes()).unwrap_or_else(|error| panic!("{error}\n{text}"));
    assert_eq!(parsed.warnings, [""; 0]);
    assert_eq!(write(&parsed.map), text);
    parsed.map
}

#[test]
fn d9_notes_beyond_the_limit_are_told_and_back_as_soon_as_there_is_room() {
    let notes = (0..limits::NOTES - 1).map(|at| note(&format!("n{at}"), "")).collect();
    let mut ana = Document::new(EmpathyMap { notes, ..Default::default() }).unwrap();
    let mut ben = Document::restore(&ana.encode_state(), &[]).unwrap();
    ana.apply(&[Edit::AddNotes(vec![note("ana", "")])], Step::Begin).unwrap();
    assert_eq!(ana.left_out(), None);
    let theirs = ben.apply(&[Edit::AddNotes(vec![note("ben", "")])], Step::Begin).unwrap();
    ana.import(&theirs.update).unwrap();
    assert!(ana.left_out().unwrap().starts_with("Together you have made 1 notes more than the 20000 that a map holds"));
    ana.map().check().unwrap();
    ana.apply(&[Edit::Delete(vec![ItemRef::Note("n5".into())])], Step::Begin).unwrap();
    assert_eq!(ana.left_out(), None);
    assert!(ana.map().note(&"ana".into()).is_some() && ana.map().note(&"ben".into()).is_some());
}

#[test]
fn d9_unknown_keys_beyond_the_limit_are_told_and_back_as_soon_as_there_is_room() {
    let with_keys = |id: &str| {
        let json = format!("\"{}\"", "x".repeat(limits::EXTRA_BYTES * 2 / 3));
        Note { extra: Extra::from_iter([("plugin".to_owned(), json)]), ..note(id, "") }
    };
    let mut ana = Person::with_notes(&[]);
    let mut ben = ana.joined();
    ana.does(Edit::AddNotes(vec![with_keys("ana")]));
    let theirs = ben.does(Edit::AddNotes(vec![with_keys("ben")]));
    ana.hears(&theirs.update);
    assert!(ana.document.left_out().unwrap().contains("more than 1 MiB"));
    assert_eq!(ana.map().notes.iter().filter(|note| note.extra.is_empty()).count(), 1);
    ana.does(Edit::Delete(vec![ItemRef::Note("ana".into())]));
    assert_eq!(ana.document.left_out(), None);
    assert!(!ana.map().notes[0].extra.is_empty());
}

#[test]
fn keys_of_another_program_that_no_file_can_hold_never_break_the_file() {
    let deep = "[".repeat(126) + &"]".repeat(126);
    let odd = [
        ("broken", "{\"a\":"),
        ("two", "1, \"notes\": 2"),
        ("twice", "{\"a\": 1, \"a\": 2}"),
        ("huge", "1e999"),
        ("deep", deep.as_str()),
        ("text", "\"a known key\""),
        ("theme", "7"),
        ("sound", "{\"half\": \"\\ud83d\", \"of\": [1.50]}"),
        ("bell\u{7}", "1"),
        ("bell", "2"),
    ];
    let update = foreign(|doc| {
        let flat: Vec<Any> = odd.iter().flat_map(|(key, json)| [Any::from(*key), Any::from(*json)]).collect();
        let note = MapPrelim::from([("extra", Any::Array(flat.into()))]);
        doc.get_or_insert_map("notes").insert(&mut doc.transact_mut(), "odd", note);
    });
    let mut person = Person::with_notes(&["One"]);
    person.hears(&update);
    let saved = opens_again(person.map());
    let kept: Vec<_> = saved.note(&"odd".into()).unwrap().extra.iter().map(|(key, _)| key).collect();
    assert_eq!(kept, ["sound", "bell\u{7}", "bell"]);
}

#[test]
fn names_of_another_program_that_no_file_can_hold_never_break_the_file() {
    let long = "x".repeat(limits::TEXT_CHARS + 1);
    let update = foreign(|doc| {
        let (notes, header) = (doc.get_or_insert_map("notes"), doc.get_or_insert_map("map"));
        let comments = doc.get_or_insert_map("comments");
        let mut txn = doc.transact_mut();
        header.insert(&mut txn, "id", "");
        for id in ["twin", "twin\u{1}", long.as_str()] {
            let voters = [("v:ana", 1.0), ("v:ana\u{2}", 2.0)].map(|(key, count)| (key, In::from(count)));
            let text = ("text", In::from(TextPrelim::new("a\u{0}b")));
            notes.insert(&mut txn, id, MapPrelim::from_iter(voters.into_iter().chain([text])));
        }
        notes.insert(&mut txn, "loud", MapPrelim::from([(format!("v:{long}"), In::from(1.0))]));
        comments.insert(&mut txn, "c", MapPrelim::from([("on", In::from("nowhere"))]));
    });
    let mut person = Person::with_notes(&["One"]);
    person.hears(&update);
    assert_eq!(opens_again(person.map()), *person.map());
    let ids: Vec<_> = person.map().notes.iter().map(|note| note.id.as_str()).collect();
    assert_eq!(ids.len(), 3, "{ids:?}");
    assert_eq!(person.map().note(&"twin".into()).unwrap().votes.len(), 1);
    assert_eq!(person.text("twin"), "ab");
    assert_eq!(person.map().comments[0].on, "");
}

#[test]
fn causes_can_be_as_deep_as_a_file_can_hold_and_no_deeper() {
    let nested = |levels: usize| {
        let cause = |causes| Cause { causes, ..Cause::default() };
        let causes = (1..levels).fold(vec![cause(Vec::new())], |causes, _| vec![cause(causes)]);
        Need { causes, ..Need::new("d".into(), "rest") }
    };
    let mut person = Person::with_notes(&[]);
    let refused = person.is_refused(Edit::AddNeed(Box::new(nested(limits::CAUSE_LEVELS + 1))));
    assert!(refused.contains("62 levels"), "{refused}");
    person.does(Edit::AddNeed(Box::new(nested(limits::CAUSE_LEVELS))));
    assert_eq!(opens_again(person.map()).needs, person.map().needs);

    let update = foreign(|doc| {
        let causes: Vec<Any> =
            (0..100).map(|depth| Any::from(vec![Any::from(depth as f64), Any::from("why")])).collect();
        let need = MapPrelim::from([("causes", Any::Array(causes.into()))]);
        doc.get_or_insert_map("needs").insert(&mut doc.transact_mut(), "foreign", need);
    });
    person.hears(&update);
    opens_again(person.map());
}

#[test]
fn an_item_whose_name_no_file_can_hold_is_refused() {
    let mut person = Person::with_notes(&[]);
    for id in ["", "a\u{1}", &"x".repeat(limits::TEXT_CHARS + 1)] {
        assert!(person.is_refused(Edit::AddNotes(vec![note(id, "")])).contains("identifier"));
    }
}
