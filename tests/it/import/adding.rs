//! What was previewed comes onto a map.

use empathy_map::document::{Document, Edit, Step};
use empathy_map::export::csv;
use empathy_map::import::{self, Addition, new_map};
use empathy_map::model::{EmpathyMap, Evidence, Feeling, Need, Note, Point, Theme, default_quadrants};

use super::{ids, read};

const OURS: &str = "map_id,note_id,quadrant,text,evidence,source,who,theme,feeling,tags,votes,needs,author,created,x,y\n\
    m1,n1,pains,Waits,observed,Interview 1,P1,Passed around,-2,phone,3,to be called back,Ana,2026-11-21T18:04:10Z,24,64.5\n\
    m1,n2,thinks,Wonders,,,,Passed around,,,,to be called back,,,,\n";

#[test]
fn a_new_map_keeps_the_rules_and_the_identifiers_of_our_own_table() {
    let preview = read("Dana.csv", OURS);
    let (map, left_out) = new_map(default_quadrants(), &[preview], &mut ids());
    assert_eq!((map.check(), left_out.len()), (Ok(()), 0));
    assert_eq!((map.id.as_ref().unwrap().as_str(), map.title.as_str()), ("m1", "Dana"));
    assert_eq!(map.themes.len(), 1);
    let note = &map.notes[0];
    assert_eq!((note.id.as_str(), note.theme.as_ref()), ("n1", Some(&map.themes[0].id)));
    assert_eq!(note.at.map(|at| (at.x, at.y)), Some((24.0, 64.5)));
    assert_eq!(map.needs.len(), 1);
    assert_eq!(map.needs[0].statement, "to be called back");
    assert_eq!(map.needs[0].supports, ["n1".into(), "n2".into()]);
}

#[test]
fn several_files_become_one_map_and_share_their_themes() {
    let previews = [read("a.txt", "Went well:\nThe demo"), read("b.txt", "went well:\nThe cake\nFeels:\nTired")];
    let (map, _) = new_map(default_quadrants(), &previews, &mut ids());
    assert_eq!(map.check(), Ok(()));
    assert_eq!((map.title.as_str(), map.notes.len(), map.themes.len()), ("a", 3, 1));
    assert_eq!(map.notes[0].theme, map.notes[1].theme);
    assert!(map.id.is_some());
}

#[test]
fn an_open_map_gets_one_step_that_undo_takes_back() {
    let open = EmpathyMap {
        themes: vec![Theme { id: "t1".into(), title: "passed around".into(), extra: Default::default() }],
        notes: vec![Note::new("n2".into(), "thinks".into(), "Wonders, still")],
        ..Default::default()
    };
    let mut document = Document::new(open.clone()).unwrap();
    let addition = Addition::to(document.map(), &[read("ours.csv", OURS)], &mut ids());
    assert_eq!(addition.themes, []);
    assert_eq!(addition.left_out.len(), 1);
    assert_eq!(addition.left_out[0].reason, "It is on the map already");
    let mut edits: Vec<Edit> = Vec::new();
    edits.extend(addition.themes.into_iter().map(|theme| Edit::AddTheme { theme, notes: Vec::new() }));
    edits.push(Edit::AddNotes(addition.notes));
    edits.extend(addition.needs.into_iter().map(|need| Edit::AddNeed(Box::new(need))));
    document.apply(&edits, Step::Begin).unwrap();
    let map = document.map();
    assert_eq!((map.notes.len(), map.needs.len()), (2, 1));
    assert_ne!(map.notes[1].id.as_str(), "n1", "a note that was deleted may have had that identifier");
    assert_eq!(map.notes[1].theme, Some("t1".into()));
    document.undo().unwrap();
    assert_eq!(*document.map(), *Document::new(open).unwrap().map());
}

#[test]
fn our_own_table_keeps_what_formulas_quotes_and_lists_say() {
    let mut note = Note::new("n1".into(), "pains".into(), "=HYPERLINK(\"http://example.org\")\n- waits; +1");
    note.who = vec!["P1".into(), "Doe; Jane".into()];
    note.tags = vec!["'quoted'".into(), "-".into()];
    note.source = "@home, \"kitchen\"".into();
    note.created = "in May".into();
    note.evidence = Some(Evidence::Data);
    note.feeling = Feeling::new(-1);
    note.theme = Some("t1".into());
    note.votes = [("room".to_owned(), 3)].into();
    note.at = Some(Point { x: 0.1, y: -2.5 });
    let mut need = Need::new("d1".into(), "=know; why");
    need.supports.push("n1".into());
    let theme = Theme { id: "t1".into(), title: "+ and -".into(), extra: Default::default() };
    let map = EmpathyMap { notes: vec![note], themes: vec![theme], needs: vec![need], ..Default::default() };
    let mut table = Vec::new();
    csv::write(&map, &mut table).unwrap();
    let preview = super::preview(&import::read("ours.csv", &table).unwrap());
    assert_eq!(preview.left_out, []);
    let (back, _) = new_map(default_quadrants(), &[preview], &mut ids());
    let expected = Note { theme: Some(back.themes[0].id.clone()), ..map.notes[0].clone() };
    assert_eq!(back.notes, [expected]);
    assert_eq!((&back.themes[0].title, &back.needs[0].statement), (&map.themes[0].title, &map.needs[0].statement));
}
