//! What stands beside a map.

use empathy_map::document::Edit;

use super::{Person, note};

fn text(key: &str, text: &str) -> (String, Option<String>) {
    (key.into(), Some(text.into()))
}

#[test]
fn a_text_beside_the_map_travels_with_the_edit_it_is_about_and_is_no_part_of_the_map() {
    let mut ana = Person::with_notes(&[]);
    let mut ben = ana.joined();
    let add = Edit::AddNotes(vec![note("a", "One")]);
    let applied = ana.document.apply_for_other_with(&[add], vec![text("note:a", "Cleo")]).unwrap();
    ben.hears(&applied.update);
    ben.checked();
    assert_eq!(ben.document.margin("note:a").as_deref(), Some("Cleo"));
    assert_eq!(ana.joined().document.margin_under("note:"), [("note:a".to_owned(), "Cleo".to_owned())]);
    assert_eq!(ben.map().notes, [note("a", "One")]);
}

#[test]
fn a_text_beside_the_map_can_be_taken_away_and_no_undo_touches_it() {
    let mut person = Person::with_notes(&[]);
    person.does(Edit::AddNotes(vec![note("a", "")]));
    let change = |title: &str| {
        vec![Edit::EditText {
            target: empathy_map::document::TextTarget::Title,
            before: String::new(),
            after: title.into(),
        }]
    };
    person.document.apply_for_other_with(&change("One"), vec![text("x", "1"), text("y", "2")]).unwrap();
    person.undoes();
    assert_eq!(person.document.margin_under("").len(), 2);
    person.document.apply_for_other_with(&change("Two"), vec![("x".into(), None)]).unwrap();
    assert_eq!(person.document.margin_under(""), [("y".to_owned(), "2".to_owned())]);
}

#[test]
fn edits_that_are_refused_or_change_nothing_leave_no_text_beside_the_map() {
    let mut person = Person::with_notes(&["One"]);
    let gone = Edit::Delete(vec![empathy_map::model::ItemRef::Note("gone".into())]);
    assert!(person.document.apply_for_other_with(&[gone], vec![text("x", "1")]).is_err());
    assert!(person.document.apply_for_other_with(&[], vec![text("x", "1")]).unwrap().update.is_empty());
    assert_eq!(person.document.margin("x"), None);
}
