//! Whatever another program put into the CRDT, the map obeys its rules.

use yrs::{Any, Doc, In, Map, MapPrelim, ReadTxn, StateVector, TextPrelim, Transact};

use super::{Document, Edit, Step, TextTarget};
use crate::model::{EmpathyMap, Note};

fn written(fill: impl FnOnce(&Doc)) -> Vec<u8> {
    let doc = Doc::new();
    fill(&doc);
    doc.transact().encode_state_as_update_v1(&StateVector::default())
}

fn start() -> Document {
    let notes = vec![Note::new("n1".into(), "thinks".into(), "One")];
    Document::new(EmpathyMap { notes, ..Default::default() }).unwrap()
}

fn check(document: &Document) {
    document.map().check().unwrap();
    assert_eq!(*document.map(), document.rebuilt());
}

#[test]
fn values_of_a_wrong_type_are_left_out() {
    let update = written(|doc| {
        let (notes, needs) = (doc.get_or_insert_map("notes"), doc.get_or_insert_map("needs"));
        let header = doc.get_or_insert_map("map");
        let mut txn = doc.transact_mut();
        header.insert(&mut txn, "title", 5.0);
        header.insert(&mut txn, "stranger", MapPrelim::from([("a", 1.0)]));
        notes.insert(&mut txn, "text", "not a note");
        notes.insert(&mut txn, "", MapPrelim::from([("o", "a")]));
        let odd: [(&str, In); 11] = [
            ("text", In::from(7.0)),
            ("p", Any::from(vec![Any::from("moon"), Any::from(f64::NAN), Any::from(f64::INFINITY)]).into()),
            ("theme", "nowhere".into()),
            ("feeling", 99.0.into()),
            ("evidence", MapPrelim::from([("a", 1.0)]).into()),
            ("source", Any::from(vec![1.0]).into()),
            ("v:room", f64::NAN.into()),
            ("v:ana", (-3.0).into()),
            ("w:P1", 4.0.into()),
            ("o", true.into()),
            ("extra", Any::from(vec![Any::from("lonely")]).into()),
        ];
        notes.insert(&mut txn, "odd", MapPrelim::from(odd));
        let need = MapPrelim::from([
            ("s:gone", In::from("a")),
            ("s:odd", In::from("b")),
            ("s2:odd", In::from("c")),
            ("m:gone", In::from("a")),
            ("causes", Any::from(vec![Any::from(9.0), Any::from(vec![Any::from(9.0), Any::from("deep")])]).into()),
            ("severity", In::from(2.5)),
        ]);
        needs.insert(&mut txn, "d", need);
    });
    let mut document = start();
    document.import(&update).unwrap();
    check(&document);
    let odd = document.map().note(&"odd".into()).unwrap();
    assert_eq!((odd.text.as_str(), odd.quadrant.as_str(), odd.at, odd.feeling), ("", "thinks", None, None));
    assert!(odd.theme.is_none() && odd.votes.is_empty() && odd.extra.is_empty());
    assert_eq!(odd.who, ["P1"]);
    assert_eq!(document.map().needs[0].supports, ["odd".into()]);
    assert!(document.map().needs[0].motivations.is_empty());

    let target = TextTarget::Note("odd".into());
    let typed = Edit::EditText { target, before: String::new(), after: "Typed".into() };
    document.apply(&[typed], Step::Begin).unwrap();
    check(&document);
    assert_eq!(document.map().note(&"odd".into()).unwrap().text, "Typed");
}

#[test]
fn an_item_that_is_taken_out_of_the_crdt_is_gone() {
    let mut document = start();
    let doc = Doc::new();
    let notes = doc.get_or_insert_map("notes");
    {
        let mut txn = doc.transact_mut();
        let state = yrs::updates::decoder::Decode::decode_v1(&document.encode_state()).unwrap();
        txn.apply_update(state).unwrap();
        notes.remove(&mut txn, "n1");
    }
    document.import(&doc.transact().encode_state_as_update_v1(&StateVector::default())).unwrap();
    check(&document);
    assert!(document.map().notes.is_empty());
}

#[test]
fn a_text_that_grew_too_long_is_cut_for_the_eye_only() {
    let long = "é".repeat(12_000);
    let update = written(|doc| {
        let notes = doc.get_or_insert_map("notes");
        let note = MapPrelim::from([("text", In::from(TextPrelim::new(long)))]);
        notes.insert(&mut doc.transact_mut(), "long", note);
    });
    let mut document = start();
    document.import(&update).unwrap();
    check(&document);
    assert_eq!(document.map().note(&"long".into()).unwrap().text.chars().count(), 10_000);
}

#[test]
fn bytes_that_are_no_update_are_refused() {
    let mut document = start();
    let before = document.map().clone();
    let state = document.encode_state();
    for len in 0..state.len() {
        let _ = document.import(&state[..len]);
    }
    for bytes in [&[][..], &[255; 40], b"{\"format\": \"empathy-map\"}"] {
        assert!(document.import(bytes).is_err());
    }
    check(&document);
    assert_eq!(*document.map(), before);
    assert!(Document::restore(&[1, 2, 3], &[]).is_err());
}
