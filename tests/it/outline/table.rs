//! Which rows a map has, as a table.

use std::collections::HashSet;

use empathy_map::app::outline::{List, Place, rows};
use empathy_map::model::*;

use super::{map, supports};

/// The rows of a map, a line each: depth, what it is, its place among the rows beside it, what is below.
fn lines(map: &EmpathyMap, folded: &[Place], draft: Option<&Note>) -> Vec<String> {
    let order: Vec<usize> = (0..map.notes.len()).collect();
    let folded: HashSet<Place> = folded.iter().cloned().collect();
    let line = |row: &empathy_map::app::outline::Row| {
        let what = match &row.place {
            Place::Persona => "persona".into(),
            Place::PersonaLine(line) => format!("{line:?}"),
            Place::Quadrant(id) => format!("[{id}] {}", row.notes),
            Place::Theme(quadrant, id) => format!("#{id} in {quadrant} {}", row.notes),
            Place::Note(id) => id.to_string(),
            Place::List(list) => format!("{list:?}"),
            Place::Item(item) => format!("{item:?}"),
            Place::Evidence(set, id) => format!("{set:?} {id}"),
        };
        let below = match row.branch {
            None => "",
            Some(branch) if branch.is_open => " -",
            Some(_) => " +",
        };
        format!("{}{what} {}/{}{below}", "  ".repeat(row.level - 1), row.position, row.siblings)
    };
    rows(map, &order, &folded, draft).iter().map(line).collect()
}

#[test]
fn quadrants_hold_loose_notes_then_themes_and_lists_hold_items_with_their_notes() {
    let expected = "\
persona 1/8 -
  Role 1/4
  Scenario 2/4
  Goal 3/4
  About 4/4
[thinks] 1 2/8 -
  wrong 1/1
[feels] 0 3/8
[does] 1 4/8 -
  calm 1/1
[pains] 3 5/8 -
  queue 1/2
  #t1 in pains 2 2/2 -
    told 1/2
    closed 2/2
Needs 6/8 -
  Need(NeedId(story)) 1/1 -
    NeedSupports(NeedId(story)) told 1/3
    NeedSupports(NeedId(story)) closed 2/3
    NeedContradicts(NeedId(story)) calm 3/3
Motivations 7/8 -
  Motivation(MotivationId(m1)) 1/1 -
    MotivationSupports(MotivationId(m1)) told 1/1
Tensions 8/8 -
  Tension(TensionId(x1)) 1/1 -
    TensionThis(TensionId(x1)) calm 1/2
    TensionBut(TensionId(x1)) wrong 2/2";
    assert_eq!(lines(&map(), &[], None).join("\n"), expected);
}

#[test]
fn what_is_folded_hides_what_stands_below_it() {
    let folded = [
        Place::Persona,
        Place::Quadrant("pains".into()),
        Place::List(List::Motivations),
        Place::List(List::Tensions),
        Place::Item(ItemRef::Need("story".into())),
    ];
    let expected = "\
persona 1/8 +
[thinks] 1 2/8 -
  wrong 1/1
[feels] 0 3/8
[does] 1 4/8 -
  calm 1/1
[pains] 3 5/8 +
Needs 6/8 -
  Need(NeedId(story)) 1/1 +
Motivations 7/8 +
Tensions 8/8 +";
    assert_eq!(lines(&map(), &folded, None).join("\n"), expected);
    let theme = [Place::Theme("pains".into(), "t1".into())];
    let rows = lines(&map(), &theme, None);
    assert!(rows.contains(&"  #t1 in pains 2 2/2 +".to_owned()), "{rows:#?}");
    assert!(!rows.iter().any(|row| row.starts_with("    told")), "{rows:#?}");
}

#[test]
fn a_theme_stands_in_each_quadrant_that_has_notes_of_it_or_else_by_itself() {
    let mut map = map();
    map.notes[0].theme = Some("t1".into());
    let empty = Theme { id: "t0".into(), title: "Nobody yet".into(), extra: Extra::default() };
    map.themes.insert(0, empty);
    let rows = lines(&map, &[], None);
    for row in ["  #t1 in thinks 1 1/1 -", "  #t1 in pains 2 2/2 -", "EmptyThemes 9/9 -", "  Theme(ThemeId(t0)) 1/1"] {
        assert!(rows.contains(&row.to_owned()), "{row:?} in {rows:#?}");
    }
}

#[test]
fn a_note_that_is_being_written_has_its_row_already() {
    let draft = Note { theme: Some("t1".into()), ..Note::new("new".into(), "feels".into(), "") };
    let rows = lines(&map(), &[], Some(&draft));
    let at = rows.iter().position(|row| row == "[feels] 1 3/8 -").expect("the quadrant has something now");
    assert_eq!(rows[at + 1..at + 3], ["  #t1 in feels 1 1/1 -", "    new 1/1"]);
}

#[test]
fn an_empty_map_has_rows_to_begin_at() {
    let rows = lines(&EmpathyMap::default(), &[], None);
    assert_eq!(
        rows[5..],
        [
            "[thinks] 0 2/8",
            "[feels] 0 3/8",
            "[does] 0 4/8",
            "[pains] 0 5/8",
            "Needs 6/8",
            "Motivations 7/8",
            "Tensions 8/8"
        ]
    );
}

#[test]
fn what_is_selected_with_a_row_is_what_it_shows() {
    assert_eq!(Place::Evidence(supports("story"), "told".into()).item(), Some(ItemRef::Note("told".into())));
    assert_eq!(Place::Theme("pains".into(), "t1".into()).item(), Some(ItemRef::Theme("t1".into())));
    assert_eq!(Place::Quadrant("pains".into()).item(), None);
}
