//! What is shown, without a window: what was found, the map as it is now, and what a person decided.

use std::collections::BTreeMap;

use empathy_map::app::canvas::suggested::proposals::{Found, Groups, Proposals};
use empathy_map::document::Edit;
use empathy_map::file::{Dismissed, Proposal};
use empathy_map::model::{EmpathyMap, Note, NoteId, Theme, ThemeId};
use empathy_map::scene::{FontBook, Layout};
use empathy_map::synthesis::{SuggestedHome, SuggestedTheme, Suggestions, Why};

struct Table {
    map: EmpathyMap,
    dismissed: Dismissed,
    proposals: Proposals,
}

impl Table {
    /// Notes `a` to `h`, none of them in a theme.
    fn new() -> Self {
        let notes =
            ('a'..='h').map(|name| Note::new(NoteId::new(name.to_string()), "pains".into(), format!("{name}…")));
        let map = EmpathyMap { notes: notes.collect(), ..EmpathyMap::default() };
        Self { map, dismissed: Dismissed::new(), proposals: Proposals::default() }
    }

    /// Takes in groups, each written as its notes' names.
    fn found(&mut self, groups: &[&str], how: Groups) {
        let theme =
            |group: &&str| SuggestedTheme { title: group.to_uppercase(), notes: ids(group), why: Why::default() };
        let suggestions = Suggestions { themes: groups.iter().map(theme).collect(), ..Suggestions::default() };
        let free = self.map.notes.iter().filter(|note| note.theme.is_none());
        let grouped: BTreeMap<NoteId, String> = free.map(|note| (note.id.clone(), note.text.clone())).collect();
        self.proposals.follow(Found { suggestions, same: Vec::new(), grouped }, how);
    }

    /// What is shown: each theme's sign and notes.
    fn shown(&mut self) -> Vec<String> {
        let scene = Layout::new(FontBook::new(false)).scene(&self.map);
        self.proposals.review(&self.map, &scene, &self.dismissed);
        let shown = self.proposals.shown();
        let notes = |notes: &[NoteId]| notes.iter().map(NoteId::as_str).collect::<String>();
        shown.themes.iter().map(|theme| format!("{} {}", theme.sign, notes(&theme.notes))).collect()
    }

    fn put(&mut self, notes: &str, theme: Option<&str>) {
        for note in self.map.notes.iter_mut().filter(|note| notes.contains(note.id.as_str())) {
            note.theme = theme.map(ThemeId::from);
        }
    }
}

fn ids(names: &str) -> Vec<NoteId> {
    names.chars().map(|name| NoteId::new(name.to_string())).collect()
}

#[test]
fn what_is_shown_follows_from_the_map() {
    let mut table = Table::new();
    table.map.themes.push(Theme { id: "t1".into(), title: "Theirs".into(), extra: Default::default() });
    table.found(&["abc", "de"], Groups::Anew);
    // Notes that are sorted meanwhile, and what is left of the suggestions.
    let cases: [(&str, &[&str]); 5] = [
        ("", &["A abc", "B de"]),
        ("a", &["A bc", "B de"]),
        ("ab", &["B de"]),
        ("abcde", &[]),
        ("fgh", &["A abc", "B de"]),
    ];
    for (sorted, left) in cases {
        table.put("abcdefgh", None);
        table.put(sorted, Some("t1"));
        assert_eq!(table.shown(), left, "{sorted}");
    }
}

#[test]
fn groups_that_are_found_again_keep_sign_and_name() {
    // What is found after `abcd` and `efg`, what is shown then, and which of it has the name that `efg` was given.
    let cases: [(&[&str], &[&str], Option<&str>); 5] = [
        (&["abcdh", "efg"], &["A abcdh", "B efg"], Some("B")),
        (&["efg", "abcd"], &["A abcd", "B efg"], Some("B")),
        (&["abc", "efg", "dh"], &["A abc", "B efg", "C dh"], Some("B")),
        (&["efgh"], &["B efgh"], Some("B")),
        (&["ae", "bf"], &["C ae", "D bf"], None),
    ];
    for (found, shown, named) in cases {
        let mut table = Table::new();
        table.found(&["abcd", "efg"], Groups::Anew);
        table.shown();
        let second = table.proposals.shown().themes[1].key;
        table.proposals.rename(second, "Mine".into());
        table.found(found, Groups::Follow);
        assert_eq!(table.shown(), shown, "{found:?}");
        let now = table.proposals.shown();
        let mine = now.themes.iter().find(|theme| theme.title() == "Mine");
        assert_eq!(mine.map(|theme| theme.sign.as_str()), named, "{found:?}");
    }
}

#[test]
fn a_name_comes_back_with_its_group() {
    let mut table = Table::new();
    table.found(&["abcd", "efg"], Groups::Anew);
    table.shown();
    let second = table.proposals.shown().themes[1].key;
    table.proposals.rename(second, "Mine".into());
    table.found(&["abcd"], Groups::Follow);
    assert_eq!(table.shown(), ["A abcd"]);
    table.found(&["abcd", "efg"], Groups::Follow);
    assert_eq!(table.shown(), ["A abcd", "B efg"]);
    assert_eq!(table.proposals.shown().themes[1].title(), "Mine");
}

#[test]
fn a_group_that_was_dismissed_is_known_again_by_most_of_its_notes() {
    let cases = [("abcd", false), ("abc", false), ("abcde", false), ("ab", false), ("a", true), ("abefgh", true)];
    for (dismissed, is_shown) in cases {
        let mut table = Table::new();
        table.found(&["abcd"], Groups::Anew);
        table.dismissed.insert(Proposal::theme(&ids(dismissed)));
        assert_eq!(!table.shown().is_empty(), is_shown, "{dismissed}");
    }
}

#[test]
fn a_note_is_in_one_group_at_most_wherever_a_person_puts_it() {
    let mut table = Table::new();
    table.found(&["abc", "def"], Groups::Anew);
    table.shown();
    let [first, second] = [0, 1].map(|place| table.proposals.shown().themes[place].key);
    for (note, into, shown) in [
        ("a", Some(second), ["A bc", "B adef"]),
        ("a", Some(first), ["A abc", "B def"]),
        ("h", Some(first), ["A abch", "B def"]),
        ("d", None, ["A abch", "B ef"]),
    ] {
        table.proposals.sort(NoteId::new(note), into);
        assert_eq!(table.shown(), shown, "{note}");
    }
    let loose: Vec<String> = table.proposals.shown().loose.iter().map(ToString::to_string).collect();
    assert_eq!(loose, ["d", "g"]);
}

#[test]
fn new_notes_and_changed_texts_ask_for_new_groups_and_sorted_ones_do_not() {
    let mut table = Table::new();
    table.map.themes.push(Theme { id: "t1".into(), title: "Theirs".into(), extra: Default::default() });
    table.found(&["abc"], Groups::Anew);
    assert!(!table.proposals.misses_notes(&table.map));
    table.put("abc", Some("t1"));
    assert!(!table.proposals.misses_notes(&table.map));
    table.map.notes.remove(4);
    assert!(!table.proposals.misses_notes(&table.map));
    table.map.notes[4].text.push_str(" more");
    assert!(table.proposals.misses_notes(&table.map));
}

#[test]
fn all_are_accepted_with_the_homes_together() {
    let mut table = Table::new();
    table.map.themes.push(Theme { id: "t1".into(), title: "Theirs".into(), extra: Default::default() });
    table.put("h", Some("t1"));
    let theme =
        |title: &str, notes: &str| SuggestedTheme { title: title.into(), notes: ids(notes), why: Why::default() };
    let home = |note: &str| SuggestedHome { note: NoteId::new(note), theme: "t1".into(), words: Vec::new() };
    let suggestions = Suggestions {
        themes: vec![theme("One", "abc"), theme("Two", "de")],
        homes: vec![home("f"), home("g"), home("a")],
        ..Suggestions::default()
    };
    let found = Found { suggestions, same: Vec::new(), grouped: BTreeMap::new() };
    table.proposals.follow(found, Groups::Anew);
    table.shown();
    let mut number = 0;
    let edits = table.proposals.shown().accept_all(|| {
        number += 1;
        ThemeId::new(format!("new{number}"))
    });
    let words: Vec<String> = edits.iter().map(words).collect();
    assert_eq!(words, ["One: abc", "Two: de", "into a theme: fg"], "a note of a suggested theme goes there alone");
}

fn words(edit: &Edit) -> String {
    let names = |notes: &[NoteId]| notes.iter().map(NoteId::as_str).collect::<String>();
    match edit {
        Edit::AddTheme { theme, notes } => format!("{}: {}", theme.title, names(notes)),
        Edit::SetNotes { notes, .. } => format!("into a theme: {}", names(notes)),
        other => format!("{other:?}"),
    }
}
