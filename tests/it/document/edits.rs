//! Every kind of edit, done, undone and done again.

use empathy_map::document::{Edit, LinkSet, NeedField, NoteField, NoteMove, PersonaField, Step, TextTarget};
use empathy_map::model::{Cause, Evidence, ItemRef, Motivation, NoteId, Point, Priority, Severity, Theme};

use super::{Person, ids, need, note, tension};

/// Does an edit, then takes it back and does it again.
fn can_be_undone(person: &mut Person, edit: Edit) {
    let before = person.map().clone();
    person.does(edit);
    let after = person.map().clone();
    assert_ne!(before, after);
    person.undoes();
    assert_eq!(*person.map(), before);
    person.redoes();
    assert_eq!(*person.map(), after);
}

fn order(person: &Person) -> Vec<&str> {
    person.map().notes.iter().map(|note| note.id.as_str()).collect()
}

#[test]
fn a_note_can_be_written_and_taken_back() {
    let mut person = Person::with_notes(&[]);
    can_be_undone(&mut person, Edit::AddNotes(vec![note("a", "One"), note("b", "Two")]));
    assert_eq!(order(&person), ["a", "b"]);
}

#[test]
fn a_note_keeps_everything_it_is_pasted_with() {
    let mut person = Person::with_notes(&["One"]);
    let mut full = note("full", "Says \u{1f469}\u{1f3fd}");
    full.at = Some(Point { x: 1.5, y: -2.0 });
    full.evidence = Some(Evidence::Quote);
    full.who = vec!["P3".into(), "P1".into(), "P3".into()];
    full.tags = vec!["b".into(), "a".into()];
    full.votes = [("room".into(), 3), ("".into(), 0)].into();
    full.extra = [("x".to_owned(), "{ \"a\": 1}".to_owned())].into_iter().collect();
    can_be_undone(&mut person, Edit::AddNotes(vec![full.clone()]));
    assert_eq!(person.map().notes[1], full);
}

#[test]
fn notes_can_be_moved_to_another_quadrant() {
    let mut person = Person::with_notes(&["One", "Two"]);
    let to = |id: &str| NoteMove { note: id.into(), quadrant: "pains".into(), at: Some(Point { x: 3.0, y: 4.5 }) };
    can_be_undone(&mut person, Edit::MoveNotes(vec![to("n1"), to("n2")]));
    assert_eq!(person.map().notes[0].quadrant.as_str(), "pains");
}

#[test]
fn properties_can_be_set_for_several_notes() {
    let mut person = Person::with_notes(&["One", "Two"]);
    let set = |field| Edit::SetNotes { notes: ids(&["n1", "n2"]), field };
    can_be_undone(&mut person, set(NoteField::Evidence(Some(Evidence::Data))));
    can_be_undone(&mut person, set(NoteField::Source("Interview 1".into())));
    can_be_undone(&mut person, set(NoteField::Who(vec!["P2".into(), "P1".into()])));
    can_be_undone(&mut person, set(NoteField::AddWho("P0".into())));
    assert_eq!(person.map().notes[1].who, ["P2", "P1", "P0"]);
    can_be_undone(&mut person, set(NoteField::Who(vec!["P0".into(), "P1".into(), "P3".into()])));
    can_be_undone(&mut person, set(NoteField::RemoveWho("P1".into())));
    can_be_undone(&mut person, set(NoteField::AddTag("late".into())));
    assert_eq!(person.map().notes[1].who, ["P0", "P3"]);
}

#[test]
fn a_theme_takes_its_notes_and_gives_them_back() {
    let mut person = Person::with_notes(&["One", "Two"]);
    let theme = Theme { id: "t1".into(), title: "Passed around".into(), extra: Default::default() };
    can_be_undone(&mut person, Edit::AddTheme { theme, notes: ids(&["n1", "n2"]) });
    assert!(person.map().notes.iter().all(|note| note.theme == Some("t1".into())));
    can_be_undone(&mut person, Edit::Delete(vec![ItemRef::Theme("t1".into())]));
    assert!(person.map().notes.iter().all(|note| note.theme.is_none()));
}

#[test]
fn deleting_a_note_takes_its_links_along_until_undo() {
    let mut person = Person::with_notes(&["One", "Two", "Three"]);
    person.does(Edit::AddNeed(Box::new(need("d1", &["n1", "n2"]))));
    person.does(Edit::AddTension(tension("x1", &["n1"], &["n2", "n3"])));
    can_be_undone(&mut person, Edit::Delete(vec![ItemRef::Note("n2".into())]));
    assert_eq!(person.map().needs[0].supports, ids(&["n1"]));
    assert_eq!(person.map().tensions[0].but, ids(&["n3"]));
    can_be_undone(&mut person, Edit::Delete(vec![ItemRef::Note("n3".into())]));
    assert!(person.map().tensions.is_empty());
    person.undoes();
    person.undoes();
    assert_eq!(person.map().tensions[0].but, ids(&["n2", "n3"]));
}

#[test]
fn notes_are_attached_to_one_side_of_a_need() {
    let mut person = Person::with_notes(&["One", "Two", "Three"]);
    person.does(Edit::AddNeed(Box::new(need("d1", &["n3"]))));
    let supports = LinkSet::NeedSupports("d1".into());
    can_be_undone(&mut person, Edit::Link { set: supports.clone(), notes: ids(&["n2", "n1"]) });
    assert_eq!(person.map().needs[0].supports, ids(&["n3", "n2", "n1"]));
    can_be_undone(&mut person, Edit::Link { set: LinkSet::NeedContradicts("d1".into()), notes: ids(&["n2"]) });
    assert_eq!(person.map().needs[0].supports, ids(&["n3", "n1"]));
    can_be_undone(&mut person, Edit::Unlink { set: supports, notes: ids(&["n3"]) });
    assert_eq!(person.map().needs[0].supports, ids(&["n1"]));
}

#[test]
fn a_need_can_be_filled_in() {
    let mut person = Person::with_notes(&["One"]);
    can_be_undone(&mut person, Edit::AddNeed(Box::new(need("d1", &["n1"]))));
    can_be_undone(&mut person, Edit::AddMotivation(Motivation::new("m1".into(), "being taken seriously")));
    can_be_undone(&mut person, Edit::SetNeedMotivations { need: "d1".into(), motivations: vec!["m1".into()] });
    can_be_undone(&mut person, Edit::SetPriority { need: "d1".into(), priority: Some(Priority::Must) });
    can_be_undone(&mut person, Edit::SetSeverity { need: "d1".into(), severity: Severity::new(3) });
    can_be_undone(&mut person, Edit::SetMetWhen { need: "d1".into(), signs: vec!["No repeats".into(), "".into()] });
    let behind = Cause { text: "No budget for one case file".into(), ..Cause::default() };
    let cause = Cause {
        text: "Each team has its own tickets".into(),
        evidence: Some(Evidence::Data),
        causes: vec![behind],
        ..Cause::default()
    };
    can_be_undone(&mut person, Edit::SetCauses { need: "d1".into(), causes: vec![cause.clone()] });
    assert_eq!(person.map().needs[0].causes, [cause]);
    let action = TextTarget::Need("d1".into(), NeedField::Action);
    can_be_undone(&mut person, Edit::EditText { target: action, before: "".into(), after: "One file".into() });
    can_be_undone(&mut person, Edit::Delete(vec![ItemRef::Motivation("m1".into())]));
    assert!(person.map().needs[0].motivations.is_empty());
}

#[test]
fn title_persona_and_quadrants_can_be_written() {
    let mut person = Person::with_notes(&[]);
    for target in [
        TextTarget::Title,
        TextTarget::Persona(PersonaField::Goal),
        TextTarget::QuadrantTitle("does".into()),
        TextTarget::QuadrantPrompt("does".into()),
    ] {
        let before = target.read(person.map()).unwrap().to_owned();
        can_be_undone(&mut person, Edit::EditText { target: target.clone(), before, after: "Zoë’s 地図".into() });
        assert_eq!(target.read(person.map()), Some("Zoë’s 地図"));
    }
}

#[test]
fn items_can_be_put_in_order() {
    let mut person = Person::with_notes(&["1", "2", "3", "4"]);
    let mut put = |item: &str, before: Option<&str>| {
        let before = before.map(|id| ItemRef::Note(NoteId::from(id)));
        can_be_undone(&mut person, Edit::Reorder { item: ItemRef::Note(item.into()), before });
        order(&person).concat()
    };
    assert_eq!(put("n4", Some("n1")), "n4n1n2n3");
    assert_eq!(put("n4", Some("n3")), "n1n2n4n3");
    assert_eq!(put("n1", None), "n2n4n3n1");
    assert_eq!(put("n1", Some("n4")), "n2n1n4n3");
}

#[test]
fn an_item_can_be_put_into_one_gap_very_often() {
    let mut person = Person::with_notes(&["1", "2", "3"]);
    for round in 0..400 {
        let (item, before) = if round % 2 == 0 { ("n3", "n2") } else { ("n2", "n3") };
        person.does(Edit::Reorder { item: ItemRef::Note(item.into()), before: Some(ItemRef::Note(before.into())) });
    }
    assert_eq!(order(&person), ["n1", "n2", "n3"]);
}

#[test]
fn an_edit_that_changes_nothing_is_no_step() {
    let mut person = Person::with_notes(&["One", "Two"]);
    let same = person.map().notes[0].clone();
    let nothing = [
        Edit::MoveNotes(vec![NoteMove { note: same.id, quadrant: same.quadrant, at: same.at }]),
        Edit::SetNotes { notes: ids(&["n1"]), field: NoteField::RemoveTag("x".into()) },
        Edit::EditText { target: TextTarget::Note("n1".into()), before: "One".into(), after: "One".into() },
        Edit::Reorder { item: ItemRef::Note("n1".into()), before: Some(ItemRef::Note("n2".into())) },
        Edit::Reorder { item: ItemRef::Note("n2".into()), before: None },
    ];
    for edit in nothing {
        let applied = person.does(edit);
        assert!(applied.changes.is_empty() && applied.update.is_empty());
    }
    let applied = person.does_all(&[], Step::Begin);
    assert!(applied.update.is_empty() && !person.document.can_undo());
}

#[test]
fn what_cannot_be_done_is_refused_with_a_reason() {
    let mut person = Person::with_notes(&["One", "Two"]);
    person.does(Edit::AddTension(tension("x1", &["n1"], &["n2"])));
    assert!(person.is_refused(Edit::AddNotes(vec![note("n1", "")])).contains("n1"));
    assert!(person.is_refused(Edit::AddNotes(vec![note("", "")])).contains("identifier"));
    assert!(person.is_refused(Edit::AddTension(tension("x2", &["n1"], &[]))).contains("each side"));
    let last = Edit::Unlink { set: LinkSet::TensionBut("x1".into()), notes: ids(&["n2"]) };
    assert!(person.is_refused(last).contains("Delete the tension"));
    let nowhere = NoteMove { note: "n1".into(), quadrant: "moon".into(), at: None };
    assert!(person.is_refused(Edit::MoveNotes(vec![nowhere])).contains("moon"));
    let unreal = NoteMove { note: "n1".into(), quadrant: "does".into(), at: Some(Point { x: f64::NAN, y: 0.0 }) };
    assert!(person.is_refused(Edit::MoveNotes(vec![unreal])).contains("finite"));
    assert!(person.is_refused(Edit::AddNeed(Box::new(need("d1", &["gone"])))).contains("gone"));
    let long = "a".repeat(10_001);
    let long = Edit::EditText { target: TextTarget::Note("n1".into()), before: "One".into(), after: long };
    assert!(person.is_refused(long).contains("10000"));
    assert!(person.is_refused(Edit::Delete(vec![ItemRef::Note("gone".into())])).contains("gone"));
    let mixed = Edit::Reorder { item: ItemRef::Note("n1".into()), before: Some(ItemRef::Tension("x1".into())) };
    assert!(person.is_refused(mixed).contains("kind"));
}

#[test]
fn control_characters_never_enter_the_map() {
    let mut person = Person::with_notes(&["One"]);
    person.types("n1", "O\u{0}n\r\ne\t\u{1b}");
    assert_eq!(person.text("n1"), "On\ne\t");
}
