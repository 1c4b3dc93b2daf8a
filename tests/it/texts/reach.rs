//! How many people stand behind themes and needs.

use empathy_map::model::{EmpathyMap, Need, NeedId, Note, People, ThemeId};

use crate::scene::{map, note};

fn about(id: &str, who: &[&str], theme: Option<&str>) -> Note {
    let who = who.iter().map(|name| (*name).to_owned()).collect();
    Note { who, theme: theme.map(ThemeId::new), ..note(id, "pains", id) }
}

fn interviews() -> EmpathyMap {
    let mut map = map(vec![
        about("a", &["P1", "P2"], Some("t")),
        about("b", &["P2", " p1 "], Some("t")),
        about("c", &["P3", ""], None),
        about("d", &[], Some("u")),
    ]);
    let mut need = Need::new(NeedId::new("n"), "tell her story once");
    need.supports = vec!["b".into(), "c".into(), "d".into()];
    map.needs.push(need);
    map
}

#[test]
fn people_are_counted_not_notes_and_not_spellings() {
    let map = interviews();
    let people = People::of(&map);
    assert_eq!(people.count(), 3);
    assert_eq!(people.behind_theme(&ThemeId::new("t")).to_string(), "2 of 3 people");
    assert_eq!(people.behind_theme(&ThemeId::new("u")).to_string(), "0 of 3 people");
    assert_eq!(people.behind_theme(&ThemeId::new("none")).to_string(), "0 of 3 people");
    assert_eq!(people.behind_need(&map.needs[0]).to_string(), "3 of 3 people");
}

#[test]
fn a_map_that_names_nobody_has_no_reach() {
    let nobody = map(vec![note("a", "pains", "Waits")]);
    assert!(!People::of(&nobody).behind_notes(&["a".into()]).is_known());
    let one = map(vec![about("a", &["P1"], None)]);
    assert_eq!(People::of(&one).behind_notes(&["a".into()]).to_string(), "1 of 1 person");
}
