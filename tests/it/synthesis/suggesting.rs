//! Themes, stacks and tensions that the program proposes.

use std::cell::Cell;
use std::collections::BTreeSet;

use empathy_map::model::{EmpathyMap, Feeling, NoteId, Tension, Theme, ThemeId};
use empathy_map::synthesis::{Grain, near_duplicates, possible_tensions, suggest_themes};
use proptest::prelude::*;

use super::map_of;

/// Two clear groups, and a note about something else.
fn board() -> EmpathyMap {
    map_of(&[
        ("pains", "The invoice total is wrong again"),
        ("thinks", "Why is the invoice total so high"),
        ("does", "Compares the invoice total with last year"),
        ("pains", "Waits on hold for the hotline"),
        ("feels", "Annoyed by the hotline music"),
        ("does", "Calls the hotline at lunch"),
        ("thinks", "Moving house was enough trouble"),
    ])
}

fn groups(map: &EmpathyMap, grain: Grain) -> Vec<(String, Vec<String>)> {
    let suggestions = suggest_themes(map, grain, &|| true).expect("not cancelled");
    let ids = |notes: &[NoteId]| notes.iter().map(|id| id.as_str().to_owned()).collect();
    suggestions.themes.into_iter().map(|theme| (theme.title, ids(&theme.notes))).collect()
}

#[test]
fn notes_about_the_same_thing_become_a_theme_named_in_their_own_words() {
    let found = groups(&board(), Grain::Even);
    let strings = |ids: &[&str]| ids.iter().map(|id| (*id).to_owned()).collect::<Vec<_>>();
    assert_eq!(found.len(), 2, "{found:?}");
    assert_eq!(found[0], ("Hotline".to_owned(), strings(&["n004", "n005", "n006"])));
    assert_eq!(found[1], ("Invoice total".to_owned(), strings(&["n001", "n002", "n003"])));
}

#[test]
fn a_suggested_theme_says_why() {
    let suggestions = suggest_themes(&board(), Grain::Even, &|| true).expect("not cancelled");
    let why = &suggestions.themes[1].why;
    assert!(why.words.contains(&"invoice".to_owned()) && why.words.contains(&"total".to_owned()), "{why:?}");
    assert!(!why.nearest.is_empty());
}

#[test]
fn themes_that_people_made_stay_and_new_notes_are_offered_a_home_in_them() {
    let mut map = board();
    map.themes.push(Theme { id: ThemeId::new("t1"), title: "Billing".into(), extra: Default::default() });
    map.notes[0].theme = Some("t1".into());
    map.notes[1].theme = Some("t1".into());
    let suggestions = suggest_themes(&map, Grain::Even, &|| true).expect("not cancelled");
    let homes: Vec<(&str, &str)> =
        suggestions.homes.iter().map(|home| (home.note.as_str(), home.theme.as_str())).collect();
    assert_eq!(homes, [("n003", "t1")]);
    assert!(suggestions.homes[0].words.contains(&"invoice".to_owned()));
    let suggested: Vec<&NoteId> = suggestions.themes.iter().flat_map(|theme| &theme.notes).collect();
    assert!(suggested.iter().all(|id| ["n004", "n005", "n006", "n007"].contains(&id.as_str())), "{suggested:?}");
}

#[test]
fn a_note_that_speaks_of_another_theme_is_named_and_stays_where_it_is() {
    let mut map = map_of(&[
        ("pains", "The invoice total is wrong again"),
        ("thinks", "Why is the invoice total so high"),
        ("does", "Compares the invoice total with last year"),
        ("pains", "The hotline puts the caller on hold"),
        ("does", "Calls the hotline at lunch"),
        ("feels", "Annoyed by the hotline music"),
        ("thinks", "The invoice total must be a joke"),
    ]);
    for (id, title) in [("t1", "Billing"), ("t2", "Calling")] {
        map.themes.push(Theme { id: ThemeId::new(id), title: title.into(), extra: Default::default() });
    }
    for (place, note) in map.notes.iter_mut().enumerate() {
        note.theme = Some(if place < 3 { "t1".into() } else { "t2".into() });
    }
    let suggestions = suggest_themes(&map, Grain::Even, &|| true).expect("not cancelled");
    assert!(suggestions.themes.is_empty() && suggestions.homes.is_empty());
    let elsewhere: Vec<(&str, &str)> =
        suggestions.elsewhere.iter().map(|home| (home.note.as_str(), home.theme.as_str())).collect();
    assert_eq!(elsewhere, [("n007", "t1")]);
    assert!(suggestions.elsewhere[0].words.contains(&"invoice".to_owned()));
}

#[test]
fn a_person_can_ask_for_fewer_or_more_themes() {
    let topics = [
        ("invoice total", "paper", "screen"),
        ("hotline music", "morning", "lunch"),
        ("parcel delivery", "neighbour", "garage"),
        ("password reset", "phone", "laptop"),
        ("roster swap", "weekend", "holiday"),
        ("bus ticket", "coins", "card"),
    ];
    let notes: Vec<(&str, String)> = (topics.iter())
        .flat_map(|(topic, one, other)| {
            [one, one, other, other].map(|place| ("pains", format!("The {topic} and the {place}")))
        })
        .collect();
    let notes: Vec<(&str, &str)> = notes.iter().map(|(quadrant, text)| (*quadrant, text.as_str())).collect();
    let map = map_of(&notes);
    let counts = Grain::ALL.map(|grain| groups(&map, grain).len());
    assert_eq!(counts[2], 6, "as they come");
    assert!(counts.is_sorted(), "{counts:?}");
    assert!(counts[0] <= 3 && counts[4] > 6, "{counts:?}");
}

#[test]
fn a_denial_does_not_hide_in_a_stack_of_duplicates() {
    let map = map_of(&[
        ("pains", "Can't find the invoice total"),
        ("pains", "can’t find the invoice total!"),
        ("pains", "Can find the invoice total"),
        ("does", "Can't find the invoice total"),
        ("pains", "Waited 3 days for the refund of the bill"),
        ("pains", "Waited 9 days for the refund of the bill"),
        ("thinks", "What is this for"),
    ]);
    let pairs = near_duplicates(&map, &|| true).expect("not cancelled");
    assert_eq!(pairs, [(NoteId::new("n001"), NoteId::new("n002"))]);
}

#[test]
fn a_hundred_equal_notes_do_not_make_thousands_of_pairs() {
    let map = map_of(&[("pains", "Can't find the invoice total"); 100]);
    let pairs = near_duplicates(&map, &|| true).expect("not cancelled");
    assert!(pairs.len() < 1_000, "{}", pairs.len());
    let paired: BTreeSet<&NoteId> = pairs.iter().flat_map(|(a, b)| [a, b]).collect();
    assert_eq!(paired.len(), 100, "each of them is in a pair");
}

#[test]
fn pairs_that_pull_apart_are_shown_three_at_a_time_with_the_reason() {
    let mut map = map_of(&[
        ("thinks", "Trusts the new app"),
        ("does", "Does not trust the app with money"),
        ("thinks", "Wants to cancel the contract"),
        ("does", "Brings a friend into the contract"),
        ("feels", "Proud of the garden"),
        ("pains", "The garden is work"),
        ("thinks", "The bus is cheap"),
        ("does", "Takes the bus never"),
        ("thinks", "Something else"),
    ]);
    map.notes[4].feeling = Feeling::new(2);
    map.notes[5].feeling = Feeling::new(-1);
    let pairs = possible_tensions(&map, &BTreeSet::new(), &|| true).expect("not cancelled");
    assert_eq!(pairs.len(), 3);
    let garden =
        pairs.iter().find(|pair| pair.this.as_str() == "n005").expect("feelings that people judged come first");
    assert_eq!(garden.but.as_str(), "n006");
    assert_eq!(garden.why, "Both speak of “garden”; one feels good, the other bad.");

    let dismissed = BTreeSet::from([(garden.but.clone(), garden.this.clone())]);
    let others = possible_tensions(&map, &dismissed, &|| true).expect("not cancelled");
    assert!(!others.iter().any(|pair| pair.this.as_str() == "n005"), "no is no, in either order");
    map.tensions.push(Tension {
        id: "x1".into(),
        this: vec![garden.this.clone()],
        but: vec![garden.but.clone()],
        insight: String::new(),
        extra: Default::default(),
    });
    let others = possible_tensions(&map, &BTreeSet::new(), &|| true).expect("not cancelled");
    assert!(!others.iter().any(|pair| pair.this.as_str() == "n005"), "a tension already");
}

#[test]
fn other_languages_do_not_break() {
    let map = map_of(&[
        ("pains", "Die Rechnung ist falsch"),
        ("thinks", "Warum ist die Rechnung so hoch"),
        ("pains", "請求書が見つからない"),
        ("does", "請求書を探す"),
        ("feels", "الفاتورة خاطئة"),
        ("pains", "🙂🙂"),
        ("pains", ""),
    ]);
    let found = groups(&map, Grain::Even);
    assert!(found.iter().any(|(_, notes)| notes == &["n003", "n004"]), "{found:?}");
}

#[test]
fn a_suggestion_that_is_no_longer_wanted_ends_early() {
    let asked = Cell::new(0);
    let stop = || {
        asked.set(asked.get() + 1);
        false
    };
    assert_eq!(suggest_themes(&board(), Grain::Even, &stop), None);
    assert_eq!(near_duplicates(&board(), &stop), None);
    assert_eq!(possible_tensions(&board(), &BTreeSet::new(), &stop), None);
    assert_eq!(asked.get(), 3);
}

const WORDS: &[&str] = &[
    "invoice",
    "total",
    "hotline",
    "waits",
    "not",
    "never",
    "Dana",
    "bill",
    "why",
    "請求書",
    "é",
    "3",
    "the",
    "can't",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn the_same_notes_give_the_same_suggestions_in_whatever_order_they_stand(
        notes in prop::collection::vec((0..4_usize, prop::collection::vec(0..WORDS.len(), 0..8)), 0..40),
        turn in 0..40_usize,
    ) {
        let quadrants = ["thinks", "feels", "does", "pains"];
        let texts: Vec<(&str, String)> = (notes.iter())
            .map(|(quadrant, words)| (quadrants[*quadrant], words.iter().map(|word| WORDS[*word]).collect::<Vec<_>>().join(" ")))
            .collect();
        let texts: Vec<(&str, &str)> = texts.iter().map(|(quadrant, text)| (*quadrant, text.as_str())).collect();
        let map = map_of(&texts);
        let mut turned = map.clone();
        turned.notes.rotate_left(if notes.is_empty() { 0 } else { turn % notes.len() });
        for grain in Grain::ALL {
            let sorted = |map: &EmpathyMap| {
                let mut found = groups(map, grain);
                found.iter_mut().for_each(|(_, notes)| notes.sort());
                found.sort();
                found
            };
            prop_assert_eq!(sorted(&map), sorted(&turned));
            let all: Vec<String> = groups(&map, grain).into_iter().flat_map(|(_, notes)| notes).collect();
            let distinct: BTreeSet<&String> = all.iter().collect();
            prop_assert_eq!(all.len(), distinct.len(), "a note is in one theme only");
        }
    }
}
