//! A map that was changed outside, such as the file on disk, merged into the open one.

use empathy_map::document::Edit;
use empathy_map::model::{EmpathyMap, ItemRef, NoteId};

use super::{Person, ids, need, note, tension};

fn start() -> Person {
    let mut person = Person::with_notes(&["One", "Two", "Three"]);
    person.does(Edit::AddNeed(Box::new(need("d1", &["n1", "n2"]))));
    person.does(Edit::AddTension(tension("x1", &["n1"], &["n2"])));
    person
}

/// Changes a copy of the map as an outside program would, and merges it.
fn merge(person: &mut Person, base: &EmpathyMap, change: impl FnOnce(&mut EmpathyMap)) {
    let mut theirs = base.clone();
    change(&mut theirs);
    person.document.merge(base, &theirs).unwrap();
    person.checked();
}

fn order(person: &Person) -> String {
    person.map().notes.iter().map(|note| note.id.as_str()).collect()
}

#[test]
fn what_changed_in_the_file_arrives_in_the_open_map() {
    let mut person = start();
    let base = person.map().clone();
    let mut file = base.clone();
    file.title = "Dana".into();
    file.persona.name = "Dana".into();
    file.persona.extra = [("x".to_owned(), "1".to_owned())].into_iter().collect();
    file.quadrants[2].prompt = "What now?".into();
    file.quadrants.swap(0, 1);
    file.notes[0].text = "One, said Ana".into();
    file.notes[0].votes = [("room".to_owned(), 2)].into();
    file.notes.remove(2);
    file.notes.insert(1, note("new", "New"));
    file.needs[0].supports = ids(&["new", "n1"]);
    file.needs[0].met_when = vec!["Never again".into()];
    file.tensions.clear();
    person.document.merge(&base, &file).unwrap();
    person.checked();
    assert_eq!(*person.map(), file);
    assert!(person.document.merge(&file, &file).unwrap().update.is_empty());
}

#[test]
fn changes_on_both_sides_are_joined() {
    let mut person = start();
    let base = person.map().clone();
    person.types("n1", "The one");
    person.does(Edit::AddNotes(vec![note("mine", "Mine")]));
    person.does(Edit::Delete(vec![ItemRef::Note("n3".into())]));
    merge(&mut person, &base, |file| {
        file.notes[0].text = "One more".into();
        file.notes[2].text = "Three, changed in the file".into();
        file.notes.push(note("theirs", "Theirs"));
    });
    assert_eq!(person.text("n1"), "The one more");
    assert_eq!(order(&person), "n1n2theirsmine");
    person.undoes();
    assert_eq!(person.text("n3"), "Three, changed in the file");
    assert_eq!(order(&person), "n1n2n3theirsmine");
}

#[test]
fn an_order_that_changed_in_the_file_is_taken_over() {
    let mut person = start();
    let base = person.map().clone();
    person.does(Edit::AddNotes(vec![note("mine", "")]));
    merge(&mut person, &base, |file| file.notes.reverse());
    assert_eq!(order(&person), "n3minen2n1");
}

#[test]
fn a_note_that_comes_back_in_the_file_comes_back() {
    let mut person = start();
    person.does(Edit::Delete(vec![ItemRef::Note("n2".into())]));
    let base = person.map().clone();
    merge(&mut person, &base, |file| {
        file.notes.insert(0, note("n2", "Two again"));
        file.needs[0].supports = ids(&["n1"]);
    });
    assert_eq!(order(&person), "n2n1n3");
    assert_eq!(person.text("n2"), "Two again");
}

#[test]
fn a_quadrant_that_goes_leaves_its_notes_in_the_first() {
    let mut person = start();
    let base = person.map().clone();
    person.does(Edit::AddNotes(vec![note("mine", "")]));
    merge(&mut person, &base, |file| {
        let gone = file.quadrants.remove(0).id;
        let first = file.quadrants[0].id.clone();
        file.notes.iter_mut().filter(|note| note.quadrant == gone).for_each(|note| note.quadrant = first.clone());
    });
    assert!(person.map().notes.iter().all(|note| note.quadrant.as_str() == "feels"));
}

#[test]
fn a_merge_is_another_persons_edit_and_not_undone() {
    let mut person = start();
    let base = person.map().clone();
    person.types("n2", "Two, typed");
    merge(&mut person, &base, |file| file.notes[0].text = "From the file".into());
    person.undoes();
    assert_eq!((person.text("n1"), person.text("n2")), ("From the file", "Two"));
    assert!(person.map().note(&NoteId::from("n3")).is_some());
}

#[test]
fn a_broken_map_is_not_merged() {
    let mut person = start();
    let base = person.map().clone();
    let mut broken = base.clone();
    broken.notes.push(note("n1", "Twice"));
    assert!(person.document.merge(&base, &broken).unwrap_err().to_string().contains("n1"));
    assert_eq!(*person.map(), base);
}
