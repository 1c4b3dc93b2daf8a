//! Reading and writing the JSON of a map.

use empathy_map::file::{parse, write};
use empathy_map::model::EmpathyMap;
use proptest::prelude::*;

use crate::support::maps::{any_map, big_map};

const EXAMPLE: &str = include_str!("../../samples/format.json");

/// The example with the notes `n2` and `n4`, which its tension names and its list of notes leaves out.
fn whole_example() -> String {
    let note = |id: &str| {
        format!(",\n    {{\n      \"id\": \"{id}\",\n      \"quadrant\": \"does\",\n      \"text\": \"\"\n    }}")
    };
    EXAMPLE.replace("\n  ],\n  \"tensions\"", &format!("{}{}\n  ],\n  \"tensions\"", note("n2"), note("n4")))
}

#[test]
fn the_example_of_the_format_page_is_written_back_byte_for_byte() {
    let example = whole_example();
    let parsed = parse(example.as_bytes()).expect("the example is a map");
    assert_eq!(parsed.warnings, Vec::<String>::new());
    assert_eq!(write(&parsed.map), example);
}

#[test]
fn the_tension_of_the_example_is_dropped_when_its_notes_are_not_there() {
    let parsed = parse(EXAMPLE.as_bytes()).expect("the example is a map");
    assert_eq!(parsed.warnings.len(), 3, "{:?}", parsed.warnings);
    let tension = EXAMPLE.find("  \"tensions\"").expect("a tension")..EXAMPLE.find("  \"needs\"").expect("needs");
    let mut expected = EXAMPLE.to_owned();
    expected.replace_range(tension, "");
    assert_eq!(write(&parsed.map), expected);
}

#[test]
fn the_shortest_file_is_an_empty_map_with_four_quadrants() {
    let parsed = parse(br#"{"format": "empathy-map", "version": 1}"#).expect("a map");
    assert_eq!(parsed.map, EmpathyMap::default());
    assert!(parsed.warnings.is_empty());
}

#[test]
fn a_big_map_is_read_as_it_was_written() {
    let map = big_map(2_000);
    assert_eq!(parse(write(&map).as_bytes()).expect("a map").map, map);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn any_map_is_read_as_it_was_written(map in any_map()) {
        let text = write(&map);
        let parsed = parse(text.as_bytes()).map_err(|error| TestCaseError::fail(format!("{error}\n{text}")))?;
        prop_assert_eq!(&parsed.map, &map);
        prop_assert_eq!(parsed.warnings, Vec::<String>::new());
        prop_assert_eq!(write(&parsed.map), text);
    }
}
