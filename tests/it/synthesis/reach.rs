//! How many people are behind something: people are counted, not notes.

use empathy_map::model::{People, Theme};

use super::{map_of, map_with_need};

/// Whom each note for a need is about, and what is said of the need.
const TABLE: &[(&[&[&str]], &str)] = &[
    (&[&["P1"]], "1 of 1 person"),
    (&[&["P1"], &["P2"], &["P3"]], "3 of 3 people"),
    (&[&["P1"], &["P1"], &["P1"]], "1 of 1 person"),
    (&[&["P1", "P2"], &["P2"]], "2 of 2 people"),
    (&[&["P1", "P1"]], "1 of 1 person"),
    (&[&["Ana  Maria"], &["ana maria "], &["ANA MARIA"]], "1 of 1 person"),
    (&[&["P1"], &[]], "1 of 1 person"),
    (&[&["P1"], &["  "]], "1 of 1 person"),
];

#[test]
fn people_are_counted_once_however_many_notes_are_about_them() {
    for (notes, said) in TABLE {
        let supports: Vec<super::Support<'_>> = notes.iter().map(|who| ("does", None, "", *who)).collect();
        let map = map_with_need(&supports);
        assert_eq!(People::of(&map).behind_need(&map.needs[0]).to_string(), *said, "{notes:?}");
    }
}

#[test]
fn a_map_that_names_nobody_has_no_reach() {
    let map = map_with_need(&[("does", None, "Interview 1", &[]), ("does", None, "Interview 2", &[" "])]);
    let reach = People::of(&map).behind_need(&map.needs[0]);
    assert!(!reach.is_known());
    assert_eq!((reach.people, reach.of), (0, 0));
}

#[test]
fn only_notes_that_speak_for_a_need_count_and_all_of_the_map_make_the_whole() {
    let mut map = map_with_need(&[
        ("does", None, "", &["P1"]),
        ("does", None, "", &["P2"]),
        ("does", None, "", &["P3"]),
        ("does", None, "", &["P4"]),
    ]);
    let need = &mut map.needs[0];
    need.contradicts = need.supports.split_off(2);
    need.contradicts.truncate(1);
    assert_eq!(People::of(&map).behind_need(&map.needs[0]).to_string(), "2 of 4 people");
    map.needs[0].supports.clear();
    assert_eq!(People::of(&map).behind_need(&map.needs[0]).to_string(), "0 of 4 people");
}

#[test]
fn the_notes_of_a_theme_have_a_reach_too() {
    let mut map = map_of(&[("does", "one"), ("feels", "two"), ("pains", "three")]);
    map.themes.push(Theme { id: "t1".into(), title: "Passed around".into(), extra: Default::default() });
    for (note, who) in map.notes.iter_mut().zip(["P1", "P2", "P1"]) {
        note.who.push(who.into());
    }
    map.notes[0].theme = Some("t1".into());
    map.notes[2].theme = Some("t1".into());
    let people = People::of(&map);
    assert_eq!(people.behind_theme(&"t1".into()).to_string(), "1 of 2 people");
    assert_eq!(people.behind_theme(&"gone".into()).to_string(), "0 of 2 people");
    assert_eq!(people.count(), 2);
}
