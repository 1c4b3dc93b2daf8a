//! What became of a map from one version to another.

mod window;

use empathy_map::compare::{Change, Comparison, Entry, Piece};
use empathy_map::model::*;
use proptest::prelude::*;

use crate::library::dana;
use crate::support::maps::any_map;

/// Compares Dana's map with the same after a change.
fn after(change: impl FnOnce(&mut EmpathyMap)) -> Comparison {
    let mut map = dana();
    change(&mut map);
    Comparison::new(&dana(), &map)
}

/// A change in short: `~` what is the same, `-` what is gone, `+` what was added.
fn short(change: &Change) -> String {
    let piece = |piece: &Piece| match piece {
        Piece::Same(text) => format!("~{text}"),
        Piece::Gone(text) => format!("-{text}"),
        Piece::Added(text) => format!("+{text}"),
    };
    format!("{} {}", change.field, change.pieces.iter().map(piece).collect::<Vec<_>>().join("|"))
}

/// The one thing that changed, in short.
fn only_change(change: impl FnOnce(&mut EmpathyMap)) -> String {
    let found = after(change);
    assert!(found.added.is_empty() && found.gone.is_empty(), "{found:?}");
    let [entry] = &found.changed[..] else { panic!("one entry: {found:?}") };
    let changes: Vec<String> = entry.changes.iter().map(short).collect();
    format!("{} {}", entry.part.kind(), changes.join(" & "))
}

fn said(entries: &[Entry]) -> Vec<(&str, &str)> {
    entries.iter().map(|entry| (entry.part.kind(), entry.text.as_str())).collect()
}

#[test]
fn a_change_says_which_field_and_which_words() {
    type Edit = fn(&mut EmpathyMap);
    let table: &[(&str, Edit)] = &[
        ("Title Title ~Dana and the |-surprising|+unexpected|~ bill", |map| {
            map.title = "Dana and the unexpected bill".into();
        }),
        ("Persona Role -Customer for six years & Goal +Know what she pays for", |map| {
            map.persona.role.clear();
            map.persona.goal = "Know what she pays for".into();
        }),
        ("Quadrant Title -Thinks|+Believes", |map| map.quadrants[0].title = "Believes".into()),
        ("Note Text ~Is my |-invoice wrong|+new bill right|~?", |map| {
            map.notes[0].text = "Is my new bill right?".into()
        }),
        ("Note Quadrant -Thinks|+Feels", |map| map.notes[0].quadrant = QuadrantId::new("feels")),
        ("Note Evidence -Quote|+Data", |map| map.notes[0].evidence = Some(Evidence::Data)),
        ("Note Evidence -Quote|+Not marked", |map| map.notes[0].evidence = None),
        ("Note Source ~Interview |-3|+4", |map| map.notes[2].source = "Interview 4".into()),
        ("Note Who -p3|+P4", |map| map.notes[2].who = vec!["P4".into(), "P1".into()]),
        ("Note Feeling -Not judged|+Very bad", |map| map.notes[0].feeling = Feeling::new(-2)),
        ("Note Tags -mood", |map| _ = map.notes[1].tags.pop()),
        ("Note Votes -0|+3", |map| _ = map.notes[0].votes.insert("room".into(), 3)),
        ("Note Author +Ana", |map| map.notes[0].author = "Ana".into()),
        ("Need Statement ~tell her story |-once|+to one person", |map| {
            map.needs[0].statement = "tell her story to one person".into();
        }),
        ("Need Because ~every hand-over starts |-from zero|+over", |map| {
            map.needs[0].because = "every hand-over starts over".into();
        }),
        ("Need Priority -Not decided|+Must & Severity -Not judged|+3", |map| {
            map.needs[0].priority = Some(Priority::Must);
            map.needs[0].severity = Severity::new(3);
        }),
        ("Need Notes for it -Explains the same thing three times|+Is my invoice wrong?", |map| {
            map.needs[0].supports = vec![NoteId::new("n0")];
        }),
        ("Need Causes ~Each team has its own ticket system|+\n› Bought at different times (data)", |map| {
            let text = "Bought at different times".into();
            map.needs[0].causes[0].causes = vec![Cause { text, evidence: Some(Evidence::Data), ..Cause::default() }];
        }),
        ("Need Action +One case file & Met when +Nobody repeats a case", |map| {
            map.needs[0].plan.action = "One case file".into();
            map.needs[0].met_when = vec!["Nobody repeats a case".into()];
        }),
    ];
    for (expected, edit) in table {
        assert_eq!(only_change(edit), *expected);
    }
}

#[test]
fn what_only_one_version_has_was_added_or_is_gone() {
    let found = after(|map| {
        map.notes.remove(0);
        map.notes.push(Note::new(NoteId::new("new"), QuadrantId::new("does"), "Asks a friend"));
        map.themes.push(Theme { id: ThemeId::new("t1"), title: "Passed around".into(), extra: Extra::default() });
        map.needs.clear();
        map.motivations = vec![Motivation::new(MotivationId::new("m1"), "being taken seriously")];
        map.tensions = vec![Tension {
            id: TensionId::new("x1"),
            this: vec![NoteId::new("n1")],
            but: vec![NoteId::new("new")],
            insight: String::new(),
            extra: Extra::default(),
        }];
    });
    assert_eq!(
        said(&found.added),
        [
            ("Note", "Asks a friend"),
            ("Theme", "Passed around"),
            ("Motivation", "being taken seriously"),
            ("Tension", "Anxious each time the bill arrives, but Asks a friend"),
        ]
    );
    assert_eq!(said(&found.gone), [("Note", "Is my invoice wrong?"), ("Need", "tell her story once")]);
    assert!(found.changed.is_empty());
}

#[test]
fn places_order_and_unknown_keys_are_no_change() {
    let found = after(|map| {
        map.notes[0].at = Some(Point { x: 300.0, y: 200.0 });
        map.notes.reverse();
        map.notes[0].who.reverse();
        map.extra.insert("x", "1");
        map.created = "2026-11-21T18:00:00Z".into();
    });
    assert!(found.is_empty(), "{found:?}");
    assert!(found.are_versions);
}

#[test]
fn a_theme_or_a_quadrant_with_a_new_name_does_not_change_its_notes() {
    let mut earlier = dana();
    earlier.themes = vec![Theme { id: ThemeId::new("t1"), title: "Passed around".into(), extra: Extra::default() }];
    earlier.notes[0].theme = Some(ThemeId::new("t1"));
    let mut later = earlier.clone();
    later.themes[0].title = "Sent from desk to desk".into();
    later.quadrants[0].title = "Believes".into();
    let found = Comparison::new(&earlier, &later);
    assert_eq!(said(&found.changed), [("Quadrant", "Believes"), ("Theme", "Sent from desk to desk")]);
    later.notes[0].theme = None;
    let found = Comparison::new(&earlier, &later);
    let note = found.changed.iter().find(|entry| entry.part.kind() == "Note").expect("changed");
    assert_eq!(note.changes.iter().map(short).collect::<Vec<_>>(), ["Theme -Passed around"]);
}

#[test]
fn maps_that_share_nothing_are_no_versions() {
    let mut other = dana();
    other.id = Some(MapId::new("other"));
    assert!(Comparison::new(&dana(), &other).are_versions, "another file with the same notes");
    for note in &mut other.notes {
        note.text.push_str(" not");
    }
    other.needs.clear();
    assert!(!Comparison::new(&dana(), &other).are_versions, "notes of the same number say something else");
    other.id = None;
    assert!(Comparison::new(&dana(), &other).are_versions, "where it is not known, the number is what there is");
    assert!(!Comparison::new(&dana(), &EmpathyMap::default()).are_versions);
}

#[test]
fn long_texts_that_share_little_are_compared_as_a_whole() {
    let text = |word: &str| (0..4_000).map(|at| format!("{word}{at}")).collect::<Vec<_>>().join(" ");
    let (before, now) = (text("a"), text("b"));
    let mut earlier = dana();
    earlier.notes[0].text = before.clone();
    let mut later = dana();
    later.notes[0].text = now.clone();
    let found = Comparison::new(&earlier, &later);
    assert_eq!(found.changed[0].changes[0].pieces, [Piece::Gone(before), Piece::Added(now)]);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn a_map_differs_from_itself_in_nothing(map in any_map()) {
        prop_assert!(Comparison::new(&map, &map).is_empty());
    }

    #[test]
    fn what_was_added_one_way_is_gone_the_other_way(one in any_map(), other in any_map()) {
        let (forth, back) = (Comparison::new(&one, &other), Comparison::new(&other, &one));
        prop_assert_eq!(said(&forth.added), said(&back.gone));
        prop_assert_eq!(said(&forth.gone), said(&back.added));
        prop_assert_eq!(forth.changed.len(), back.changed.len());
        prop_assert_eq!(forth.are_versions, back.are_versions);
    }

    #[test]
    fn the_pieces_of_a_text_are_both_texts(before in "[a-c é]{0,30}", now in "[a-c é]{0,30}") {
        let mut maps = [dana(), dana()];
        maps[0].notes[0].text = before.trim().to_owned();
        maps[1].notes[0].text = now.trim().to_owned();
        let found = Comparison::new(&maps[0], &maps[1]);
        let pieces = found.changed.first().map(|entry| entry.changes[0].pieces.clone());
        let pieces = pieces.unwrap_or_else(|| vec![Piece::Same(before.trim().to_owned())]);
        let joined = |leaves: fn(&Piece) -> Option<&String>| pieces.iter().filter_map(leaves).cloned().collect::<String>();
        prop_assert_eq!(joined(|it| match it { Piece::Same(text) | Piece::Gone(text) => Some(text), Piece::Added(_) => None }), before.trim());
        prop_assert_eq!(joined(|it| match it { Piece::Same(text) | Piece::Added(text) => Some(text), Piece::Gone(_) => None }), now.trim());
    }
}

#[test]
fn what_has_no_title_is_a_change_all_the_same() {
    let mut before = dana();
    before.themes.push(Theme { id: "untitled".into(), title: String::new(), extra: Extra::default() });
    let mut after = before.clone();
    after.notes[0].theme = Some("untitled".into());
    let found = Comparison::new(&before, &after);
    let [entry] = &found.changed[..] else { panic!("one entry: {found:?}") };
    assert!(short(&entry.changes[0]).ends_with("+Untitled"), "{found:?}");
}
