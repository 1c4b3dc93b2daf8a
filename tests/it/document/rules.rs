//! The rules of the document, each in the words of `document.rs`.

use empathy_map::document::{Document, Edit, NoteMove, Origin, Step};
use empathy_map::model::{ItemRef, Point};

use super::{Person, note, vote};

fn place(id: &str, quadrant: &str, x: f64) -> Edit {
    Edit::MoveNotes(vec![NoteMove { note: id.into(), quadrant: quadrant.into(), at: Some(Point { x, y: x }) }])
}

#[test]
fn d1_an_edit_is_applied_whole_or_not_at_all() {
    let mut person = Person::with_notes(&["One"]);
    let before = person.map().clone();
    let edits = [Edit::AddNotes(vec![note("a", "")]), Edit::Delete(vec![ItemRef::Note("gone".into())])];
    assert!(person.document.apply(&edits, Step::Begin).is_err());
    assert_eq!(*person.map(), before);
    assert!(!person.document.can_undo());
}

#[test]
fn d3_undo_never_reverts_another_persons_edit() {
    let mut ana = Person::with_notes(&["One", "Two"]);
    let mut ben = ana.joined();
    let mine = ana.does(place("n1", "does", 1.0));
    ben.hears(&mine.update);
    let theirs = ben.does(place("n1", "pains", 2.0));
    ana.hears(&theirs.update);
    ana.hears(&ben.types("n2", "Two, said Ben").update);
    assert!(ana.document.undo().is_none());
    ana.checked();
    assert_eq!(ana.map().notes[0].quadrant.as_str(), "pains");
    assert_eq!(ana.text("n2"), "Two, said Ben");
}

#[test]
fn d4_deleting_hides_and_undo_brings_back_everything_also_what_others_wrote_meanwhile() {
    let mut ana = Person::with_notes(&["One"]);
    let mut ben = ana.joined();
    let deleted = ana.does(Edit::Delete(vec![ItemRef::Note("n1".into())]));
    let typed = ben.types("n1", "One more");
    ana.hears(&typed.update);
    ben.hears(&deleted.update);
    assert!(ana.map().notes.is_empty() && ben.map().notes.is_empty());
    let back = ana.undoes();
    ben.hears(&back.update);
    assert_eq!((ana.text("n1"), ben.text("n1")), ("One more", "One more"));
}

#[test]
fn d4_taking_back_a_new_note_keeps_what_others_wrote_in_it() {
    let mut ana = Person::with_notes(&[]);
    let mut ben = ana.joined();
    ben.hears(&ana.does(Edit::AddNotes(vec![note("a", "One")])).update);
    let typed = ben.types("a", "One more");
    let undone = ana.undoes();
    ana.hears(&typed.update);
    ben.hears(&undone.update);
    assert!(ben.map().notes.is_empty());
    ben.hears(&ana.redoes().update);
    assert_eq!((ana.text("a"), ben.text("a")), ("One more", "One more"));
}

#[test]
fn d5_two_people_who_type_in_one_text_both_keep_their_letters() {
    let mut ana = Person::with_notes(&["The bill is high"]);
    let mut ben = ana.joined();
    let first = ana.types("n1", "The first bill is high");
    let second = ben.types("n1", "The bill is too high \u{1f469}\u{1f3fd}");
    ana.hears(&second.update);
    ben.hears(&first.update);
    assert_eq!(ana.text("n1"), "The first bill is too high \u{1f469}\u{1f3fd}");
    assert_eq!(ben.map(), ana.map());
}

#[test]
fn d6_a_place_is_one_value_and_never_torn_between_two_people() {
    let mut ana = Person::with_notes(&["One"]);
    let mut ben = ana.joined();
    let first = ana.does(place("n1", "does", 1.0));
    let second = ben.does(place("n1", "pains", 2.0));
    ana.hears(&second.update);
    ben.hears(&first.update);
    assert_eq!(ben.map(), ana.map());
    let note = &ana.map().notes[0];
    let place = (note.quadrant.as_str(), note.at.unwrap().x, note.at.unwrap().y);
    assert!(place == ("does", 1.0, 1.0) || place == ("pains", 2.0, 2.0));
}

#[test]
fn d7_one_step_a_gesture_and_the_selection_comes_back() {
    let mut person = Person::with_notes(&["One", "Two"]);
    let (one, two) = (ItemRef::Note("n1".into()), ItemRef::Note("n2".into()));
    person.document.select(std::slice::from_ref(&two));
    person.types("n1", "One m");
    person.document.select(std::slice::from_ref(&one));
    let typed = Edit::EditText {
        target: empathy_map::document::TextTarget::Note("n1".into()),
        before: "One m".into(),
        after: "One more".into(),
    };
    person.does_all(&[typed], Step::Continue);
    person.document.select(std::slice::from_ref(&one));
    person.document.select(&[]);
    assert_eq!(person.undoes().selection, Some(vec![two]));
    assert_eq!(person.text("n1"), "One");
    assert!(!person.document.can_undo());
    assert_eq!(person.redoes().selection, Some(vec![one]));
    assert_eq!(person.text("n1"), "One more");
}

#[test]
fn d7_an_item_that_is_gone_is_not_selected_again() {
    let mut person = Person::with_notes(&[]);
    person.does(Edit::AddNotes(vec![note("a", "")]));
    person.document.select(&[ItemRef::Note("a".into())]);
    person.types("a", "One");
    person.document.select(&[ItemRef::Note("a".into())]);
    assert_eq!(person.undoes().selection, Some(vec![ItemRef::Note("a".into())]));
    assert_eq!(person.undoes().selection, Some(vec![]));
    assert_eq!(person.redoes().selection, Some(vec![ItemRef::Note("a".into())]));
}

#[test]
fn d8_replaying_the_updates_of_a_document_gives_an_equal_map_and_the_same_undo_steps() {
    let mut person = Person::with_notes(&["One"]);
    let snapshot = person.document.encode_state();
    let mut maps = vec![person.map().clone()];
    let mut updates = Vec::new();
    for edit in [
        Edit::AddNotes(vec![note("a", "A"), note("b", "B")]),
        place("a", "does", 5.0),
        Edit::Delete(vec![ItemRef::Note("n1".into()), ItemRef::Note("b".into())]),
    ] {
        updates.push((Origin::Local(Step::Begin), person.does(edit).update));
        maps.push(person.map().clone());
    }
    let mut again = Person { document: Document::restore(&snapshot, &updates).unwrap() };
    again.checked();
    for map in maps[..3].iter().rev() {
        assert_eq!(again.map(), &again.document.rebuilt());
        again.undoes();
        assert_eq!(again.map(), map);
    }
    assert!(again.document.undo().is_none());
    for map in &maps[1..] {
        again.redoes();
        assert_eq!(again.map(), map);
    }
}

#[test]
fn d8_undo_steps_come_back_also_when_others_edited_in_between() {
    let mut ana = Person::with_notes(&["One", "Two"]);
    let mut ben = ana.joined();
    let snapshot = ana.document.encode_state();
    let mut journal = Vec::new();
    for (mine, theirs) in [
        (Edit::AddNotes(vec![note("a", "A")]), Edit::AddNotes(vec![note("b", "B")])),
        (place("a", "does", 5.0), place("n1", "feels", 7.0)),
        (Edit::Delete(vec![ItemRef::Note("n1".into())]), place("n2", "pains", 9.0)),
        (Edit::Delete(vec![ItemRef::Note("b".into())]), place("a", "pains", 3.0)),
    ] {
        for step in [Step::Begin, Step::Continue] {
            let applied = match step {
                Step::Begin => ana.does(mine.clone()),
                Step::Continue => ana.does_all(&[vote("n2", "ana", journal.len() as u32 + 1)], step),
            };
            ben.hears(&applied.update);
            journal.push((Origin::Local(step), applied.update));
            let heard = match step {
                Step::Begin => ben.does(theirs.clone()),
                Step::Continue => ben.types("n2", &format!("{} and so on", ben.text("n2"))),
            };
            ana.hears(&heard.update);
            journal.push((Origin::Remote, heard.update));
        }
    }
    let mut again = Person { document: Document::restore(&snapshot, &journal).unwrap() };
    assert_eq!(again.map(), ana.map());
    for _ in 0..4 {
        ana.undoes();
        again.undoes();
        assert_eq!(again.map(), ana.map());
    }
    assert_eq!(again.text("n2"), format!("Two{}", " and so on".repeat(4)));
    assert!(again.map().note(&"a".into()).is_none() && again.map().note(&"b".into()).is_some());
    assert!(again.document.undo().is_none() && ana.document.undo().is_none());
    for _ in 0..4 {
        ana.redoes();
        again.redoes();
        assert_eq!(again.map(), ana.map());
    }
}
