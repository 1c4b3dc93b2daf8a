//! Several people's maps become one.

mod command;
mod random;

use empathy_map::merge::{Merged, Origin, Proposal, Source};
use empathy_map::model::*;

use crate::scene::note;

/// Identifiers that tell that they are new.
fn fresh() -> impl FnMut() -> String {
    let mut count = 0;
    move || {
        count += 1;
        format!("new{count}")
    }
}

fn source(name: &str, map: EmpathyMap) -> Source {
    Source { name: name.into(), map }
}

/// The map of one person, with these notes.
fn of_person(name: &str, notes: Vec<Note>) -> EmpathyMap {
    let mut map = EmpathyMap { id: Some(MapId::new(name.to_lowercase())), notes, ..Default::default() };
    map.persona.name = name.into();
    map
}

fn proposal(maps: &[EmpathyMap]) -> Proposal {
    let sources: Vec<Source> =
        (1..).zip(maps).map(|(number, map)| source(&format!("map{number}"), map.clone())).collect();
    Proposal::new(&sources, &mut fresh()).expect("maps that fit into one")
}

fn merged(maps: &[EmpathyMap]) -> Merged {
    proposal(maps).apply().expect("a map within the limits")
}

fn ids<'m>(notes: impl IntoIterator<Item = &'m Note>) -> Vec<&'m str> {
    notes.into_iter().map(|note| note.id.as_str()).collect()
}

#[test]
fn the_maps_of_single_people_become_whom_their_notes_are_about() {
    let dana = of_person("Dana", vec![note("a", "pains", "Waits")]);
    let tom = of_person("Tom", vec![note("b", "pains", "Is cut off"), note("c", "feels", "Alone")]);
    let Merged { map, report } = merged(&[dana, tom]);
    let who: Vec<_> = map.notes.iter().map(|note| note.who.join(",")).collect();
    assert_eq!((ids(&map.notes), who), (vec!["a", "b", "c"], vec!["Dana".into(), "Tom".into(), "Tom".into()]));
    assert_eq!(map.id, Some(MapId::new("new1")), "it is another map than both");
    assert_eq!(map.persona.name, "Dana");
    assert_eq!(
        report,
        [
            "map1: 1 note, about “Dana”",
            "map2: 2 notes, about “Tom”",
            "map2 says otherwise of the persona: name. What the first map says stays."
        ]
    );
}

#[test]
fn a_study_of_several_people_becomes_the_source_of_notes_without_one() {
    let mut study = of_person("Noor", vec![note("a", "pains", "Waits"), note("b", "pains", "Swaps")]);
    study.title = "Six nurses".into();
    study.notes[0].who = vec!["P1".into()];
    study.notes[1].source = "Ward visit".into();
    let mut other = of_person("Noor", vec![]);
    other.title = "Two doctors".into();
    other.id = Some(MapId::new("doctors"));
    let map = merged(&[study, other]).map;
    assert_eq!((&*map.notes[0].source, &map.notes[0].who[..]), ("Six nurses", &["P1".to_owned()][..]));
    assert_eq!((&*map.notes[1].source, map.notes[1].who.len()), ("Ward visit", 0));
}

#[test]
fn a_person_can_say_how_notes_tell_where_they_come_from() {
    let mut proposal = proposal(&[
        of_person("Dana", vec![note("a", "pains", "Waits")]),
        of_person("Tom", vec![note("b", "does", "Calls")]),
    ]);
    assert_eq!(proposal.origins, [Origin::Who("Dana".into()), Origin::Who("Tom".into())]);
    proposal.origins = vec![Origin::Untold, Origin::Source("Interview 2".into())];
    let map = proposal.apply().unwrap().map;
    assert!(map.notes[0].who.is_empty() && map.notes[0].source.is_empty());
    assert_eq!(map.notes[1].source, "Interview 2");
}

#[test]
fn versions_of_one_map_are_joined_by_identifier_and_say_nothing_of_people() {
    let mut one = of_person("Dana", vec![note("a", "pains", "Waits"), note("b", "pains", "Calls")]);
    one.notes[0].at = Some(Point { x: 24.0, y: 64.0 });
    one.notes[0].votes = [("room".to_owned(), 3)].into();
    let mut two = one.clone();
    two.notes[0].votes = [("room".to_owned(), 3), ("mei".to_owned(), 1)].into();
    two.notes[0].tags = vec!["queue".into()];
    two.notes[1].text = "Calls again".into();
    two.notes.push(note("c", "feels", "Alone"));
    two.notes[2].at = Some(Point { x: 30.0, y: 70.0 });
    let proposal = proposal(&[one.clone(), two]);
    let collision = &proposal.collisions()[0];
    assert_eq!((proposal.collisions().len(), collision.kind, &*collision.source), (1, "note", "map2"));
    assert_eq!((&*collision.first, &*collision.other), ("Calls", "Calls again"));
    let map = proposal.apply().unwrap().map;
    assert_eq!(ids(&map.notes), ["a", "b", "new1", "c"]);
    assert_eq!(map.id, one.id);
    assert_eq!(map.notes[0].vote_total(), 4, "the same vote counts once");
    assert_eq!(map.notes[0].tags, ["queue"]);
    assert_eq!(map.notes[3].at, Some(Point { x: 30.0, y: 70.0 }));
    assert!(map.notes.iter().all(|note| note.who.is_empty()));
}

#[test]
fn notes_of_another_map_find_free_space_instead_of_covering_those_that_are_there() {
    let mut tom = of_person("Tom", vec![note("b", "pains", "Is cut off")]);
    tom.notes[0].at = Some(Point { x: 24.0, y: 64.0 });
    let map = merged(&[of_person("Dana", vec![]), tom]).map;
    assert_eq!(map.notes[0].at, None);
}

#[test]
fn quadrants_are_found_by_identifier_or_title_and_strange_ones_get_a_place() {
    let mut tom = of_person("Tom", vec![note("x", "feels", "1"), note("y", "q2", "2"), note("z", "hears", "3")]);
    tom.quadrants[0].title = "Feels".into();
    tom.quadrants[0].id = "q2".into();
    tom.quadrants[1].title = "Gefühle".into();
    tom.quadrants.push(Quadrant {
        id: "hears".into(),
        title: "Hears".into(),
        column: 0,
        row: 0,
        ..tom.quadrants[2].clone()
    });
    let Merged { map, report } = merged(&[of_person("Dana", vec![]), tom]);
    let quadrants: Vec<_> = map.notes.iter().map(|note| note.quadrant.as_str()).collect();
    assert_eq!(quadrants, ["feels", "feels", "hears"]);
    let hears = map.quadrants.last().unwrap();
    assert_eq!((map.quadrants.len(), hears.column, hears.row), (5, 0, 2));
    assert!(report.contains(&"map2: “Gefühle” is put into “Feels”.".to_owned()), "{report:?}");
    assert!(report.contains(&"map2: “Hears” becomes a quadrant of its own.".to_owned()), "{report:?}");
}

#[test]
fn themes_of_one_title_are_one_and_reach_counts_the_people_of_all_maps() {
    let with_theme = |name: &str, id: &str, theme: &str, title: &str| {
        let mut map = of_person(name, vec![Note { theme: Some(theme.into()), ..note(id, "pains", name) }]);
        map.themes.push(Theme { id: theme.into(), title: title.into(), extra: Default::default() });
        map
    };
    let maps = [
        with_theme("Dana", "a", "t1", "Passed around"),
        with_theme("Tom", "b", "t2", "passed  around "),
        with_theme("Mei", "c", "t1", "Bills"),
    ];
    let map = merged(&maps).map;
    let themes: Vec<_> = map.themes.iter().map(|theme| (theme.id.as_str(), &*theme.title)).collect();
    assert_eq!(themes, [("t1", "Passed around"), ("new2", "Bills")]);
    let people = People::of(&map);
    assert_eq!(people.behind_theme(&"t1".into()).to_string(), "2 of 3 people");
    assert_eq!(people.behind_theme(&"new2".into()).to_string(), "1 of 3 people");
}

/// Two maps in which two people say the same, and everything that can name a note names it.
fn alike() -> [EmpathyMap; 2] {
    let mut dana = of_person("Dana", vec![note("a", "pains", "Explains it three times"), note("b", "does", "Calls")]);
    let mut tom = of_person("Tom", vec![note("a2", "pains", " explains it  THREE times"), note("b", "does", "Writes")]);
    dana.notes[0].votes = [("room".to_owned(), 2)].into();
    dana.notes[0].evidence = Some(Evidence::Assumed);
    tom.notes[0].votes = [("room".to_owned(), 1)].into();
    tom.notes[0].evidence = Some(Evidence::Quote);
    tom.notes[0].tags = vec!["handover".into()];
    tom.notes[0].source = "Interview 2".into();
    let mut need = Need::new("d".into(), "tell it once");
    need.supports = vec!["a".into()];
    dana.needs.push(need.clone());
    need.supports = vec!["a2".into(), "b".into()];
    tom.needs.push(need);
    tom.tensions.push(Tension {
        id: "x".into(),
        this: vec!["a2".into()],
        but: vec!["b".into()],
        insight: String::new(),
        extra: Default::default(),
    });
    tom.comments.push(Comment {
        id: "c".into(),
        on: "a2".into(),
        text: "Same?".into(),
        author: String::new(),
        created: String::new(),
        extra: Default::default(),
    });
    [dana, tom]
}

#[test]
fn notes_that_say_the_same_stay_apart_until_somebody_joins_them() {
    let mut proposal = proposal(&alike());
    assert_eq!(proposal.same_texts.len(), 1);
    assert_eq!(proposal.same_texts[0].notes, [NoteId::new("a"), NoteId::new("a2")]);
    assert_eq!(ids(&proposal.apply().unwrap().map.notes), ["a", "b", "a2", "new2"]);
    assert_eq!(proposal.note_count(), 4);

    proposal.join_all();
    assert_eq!(proposal.note_count(), 3);
    let Merged { map, report } = proposal.apply().unwrap();
    assert_eq!(ids(&map.notes), ["a", "b", "new2"]);
    let joined = &map.notes[0];
    assert_eq!(joined.text, "Explains it three times");
    assert_eq!(joined.who, ["Dana", "Tom"]);
    assert_eq!((joined.vote_total(), joined.evidence, &*joined.source), (3, Some(Evidence::Quote), "Interview 2"));
    assert_eq!(joined.tags, ["handover"]);
    assert_eq!(map.needs[0].supports, [NoteId::new("a"), NoteId::new("new2")]);
    assert_eq!(map.tensions[0].this, [NoteId::new("a")]);
    assert_eq!(map.tensions[0].but, [NoteId::new("new2")]);
    assert_eq!(map.comments[0].on, "a");
    assert_eq!(People::of(&map).behind_need(&map.needs[0]).to_string(), "2 of 2 people");
    assert!(report.contains(&"2 notes became one: “Explains it three times”".to_owned()), "{report:?}");
    let collided = "map2: the note “Writes” has the identifier of “Calls”, so it got a new one; both stay.".to_owned();
    assert!(report.contains(&collided), "{report:?}");
}

#[test]
fn notes_that_stand_against_each_other_are_never_offered_as_one() {
    let mut map = of_person("Dana", vec![note("a", "pains", "Waits"), note("b", "pains", "waits")]);
    assert_eq!(proposal(&[map.clone()]).same_texts.len(), 1);
    let mut need = Need::new("d".into(), "be quick");
    (need.supports, need.contradicts) = (vec!["a".into()], vec!["b".into()]);
    map.needs.push(need);
    assert!(proposal(&[map]).same_texts.is_empty());
}

#[test]
fn needs_with_one_identifier_are_one_only_if_they_say_the_same() {
    let [dana, mut tom] = alike();
    tom.needs[0].because = "it costs him a morning".into();
    let map = merged(&[dana, tom]).map;
    let needs: Vec<_> = map.needs.iter().map(|need| (need.id.as_str(), need.supports.len())).collect();
    assert_eq!(needs, [("d", 1), ("new3", 2)]);
}

#[test]
fn what_no_map_can_hold_is_refused_with_the_limit() {
    let crowd = |prefix: &str| {
        let notes = (0..limits::NOTES / 2 + 1).map(|at| note(&format!("{prefix}{at}"), "does", "x")).collect();
        source(prefix, EmpathyMap { notes, ..Default::default() })
    };
    let error = Proposal::new(&[crowd("a"), crowd("b")], &mut fresh()).unwrap_err();
    assert!(error.contains("20002 notes together; 20000 is the limit"), "{error}");
    assert!(Proposal::new(&[], &mut fresh()).is_err());

    let long =
        |id: &str, text: &str| Note { source: text.repeat(limits::TEXT_CHARS - 10), ..note(id, "does", "Calls") };
    let mut proposal = proposal(&[of_person("Dana", vec![long("a", "x")]), of_person("Tom", vec![long("b", "y")])]);
    proposal.join_all();
    let problem = proposal.apply().unwrap_err().to_string();
    assert!(problem.contains("longer than 10000 characters"), "{problem}");
}
