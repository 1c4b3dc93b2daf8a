//! What is mended with a warning, and what is kept though nobody knows it.

use empathy_map::file::{Parsed, parse, write};
use empathy_map::model::EmpathyMap;
use proptest::prelude::*;

use crate::support::maps::any_map;

fn map(second_line: &str) -> String {
    format!("{{\"format\": \"empathy-map\", \"version\": 1,\n{second_line}}}")
}

fn read(text: &str) -> Parsed {
    parse(text.as_bytes()).unwrap_or_else(|error| panic!("{error}\n{text}"))
}

#[test]
fn half_a_character_becomes_a_replacement_character_with_a_warning() {
    for (escapes, expected) in [
        ("a\\ud83d", "a\u{fffd}"),
        ("\\uDE00b", "\u{fffd}b"),
        ("\\ud83d\\ud83d\\ude00", "\u{fffd}😀"),
        ("\\ude00\\ud83d", "\u{fffd}\u{fffd}"),
        ("\\\\ud83d", "\\ud83d"),
        ("\\ud83d\\ude00", "😀"),
        ("\\ud7ff\\ue000", "\u{d7ff}\u{e000}"),
    ] {
        let parsed = read(&map(&format!("\"title\": \"{escapes}\"")));
        assert_eq!(parsed.map.title, expected);
        assert_eq!(parsed.warnings.len(), usize::from(expected.contains('\u{fffd}')), "{:?}", parsed.warnings);
    }
    let parsed = read(&map("\"title\": \"a\\ud83d\",\n\"persona\": {\"name\": \"\\udc00\"}"));
    assert_eq!(
        parsed.warnings,
        ["2 halves of characters (lone surrogates) were replaced by “\u{fffd}”, the first at line 2, column 12."]
    );
}

#[test]
fn control_characters_are_removed_with_a_warning() {
    let parsed = read(&map("\"title\": \"a\\u0000b\\u001fc\\u0007\\td\\ne\\r\\nf\\u007f\""));
    assert_eq!(parsed.map.title, "abc\td\ne\nf\u{7f}");
    assert_eq!(parsed.warnings, ["4 control characters were removed, the first from the text at line 2, column 10."]);
}

#[test]
fn references_that_lead_nowhere_are_dropped_with_a_warning_and_never_written() {
    let parsed = read(&map(r#""notes": [{"id": "n1", "quadrant": "does", "theme": "t9"}],
        "tensions": [{"id": "x1", "this": ["n1"], "but": ["n9"]}],
        "needs": [{"id": "d1", "statement": "rest", "supports": ["n9", "n1"], "contradicts": ["n9"], "motivations": ["m9"]}],
        "motivations": [{"id": "m1", "supports": ["n9"], "contradicts": ["n8"]}],
        "comments": [{"id": "c1", "on": "gone", "text": "Still here"}]"#));
    let named = ["t9", "x1", "d1", "m9", "m1", "c1"];
    for name in named {
        assert!(parsed.warnings.iter().any(|warning| warning.contains(name)), "{name}: {:?}", parsed.warnings);
    }
    assert_eq!(parsed.warnings.len(), 9, "{:?}", parsed.warnings);
    let text = write(&parsed.map);
    assert!(!text.contains("9\"") && !text.contains("gone"), "{text}");
    assert_eq!(read(&text), Parsed { map: parsed.map, warnings: Vec::new() });
}

#[test]
fn quadrants_that_are_missing_or_none_are_the_usual_four() {
    for text in [map("\"title\": \"\""), map("\"quadrants\": []")] {
        assert_eq!(read(&text).map.quadrants, EmpathyMap::default().quadrants);
    }
    let own = read(&map("\"quadrants\": [{\"id\": \"a\"}, {\"id\": \"b\"}, {\"id\": \"c\"}]")).map.quadrants;
    let places: Vec<_> = own.iter().map(|quadrant| (quadrant.id.as_str(), quadrant.column, quadrant.row)).collect();
    assert_eq!(places, [("a", 0, 0), ("b", 1, 0), ("c", 0, 1)], "one after the other");
}

/// A map whose every object has unknown keys, in this program's own style.
fn with_unknown_keys() -> String {
    let keys = r#""future": {"a" : [ 1.50,1E2, "\u0041\/\ud83d" ],"b":{ }}, "clé\"": null"#;
    let lines = |indent: usize| keys.replace(", \"clé", &format!(",\n{}\"clé", " ".repeat(indent)));
    format!(
        r#"{{
  "format": "empathy-map",
  "version": 1,
  "persona": {{
    "name": "Dana",
    {four}
  }},
  "quadrants": [
    {{"id": "does", "column": 0, "row": 0, "tone": "green", {keys}}}
  ],
  "themes": [
    {{"id": "t1", "title": "Passed around", {keys}}}
  ],
  "notes": [
    {{
      "id": "n1",
      "quadrant": "does",
      "text": "",
      "at": {{"x": 0.5, "y": -1.0, {keys}}},
      {six}
    }}
  ],
  "tensions": [
    {{"id": "x1", "this": ["n1"], "but": ["n1"], {keys}}}
  ],
  "needs": [
    {{
      "id": "d1",
      "statement": "rest",
      "supports": [],
      "contradicts": [],
      "causes": [
        {{"text": "outer", "causes": [
          {{"text": "inner", "causes": [], {keys}}}
        ], {keys}}}
      ],
      "plan": {{
        {eight}
      }},
      {six}
    }}
  ],
  "motivations": [
    {{"id": "m1", "supports": [], "contradicts": [], {keys}}}
  ],
  "comments": [
    {{"id": "c1", "text": "", {keys}}}
  ],
  {two}
}}
"#,
        two = lines(2),
        four = lines(4),
        six = lines(6),
        eight = lines(8),
    )
}

#[test]
fn unknown_keys_are_kept_byte_for_byte_on_every_level() {
    let text = with_unknown_keys();
    let parsed = read(&text);
    assert_eq!(parsed.warnings, Vec::<String>::new(), "nothing is mended in what nobody knows");
    assert_eq!(write(&parsed.map), text);
}

#[test]
fn unknown_keys_between_known_ones_are_written_behind_them() {
    let parsed = read(&map("\"zeta\": [1,\n 2], \"title\": \"Dana\", \"alpha\": \"\\u00e9\""));
    let text = write(&parsed.map);
    assert!(text.ends_with("  ],\n  \"zeta\": [1,\n 2],\n  \"alpha\": \"\\u00e9\"\n}\n"), "{text}");
    assert_eq!(write(&read(&text).map), text);
}

#[test]
fn a_file_in_another_style_is_written_in_ours() {
    let text = "\u{feff}{\"notes\":[{\"text\":\"a\",\"quadrant\":\"does\",\"id\":\"n\",\"at\":{\"y\":2,\"x\":1e1}}],\r\n\"version\":1.0,\"format\":\"empathy\\u002dmap\"}\r\n";
    let written = write(&read(text).map);
    assert!(written.contains("      \"at\": {\"x\": 10.0, \"y\": 2.0}\n"), "{written}");
    assert!(
        written.starts_with("{\n  \"format\": \"empathy-map\",\n  \"version\": 1,\n  \"quadrants\": [\n"),
        "{written}"
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn damaging_a_map_anywhere_gives_an_error_or_a_map_that_can_be_written(
        map in any_map(), cuts in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>(), 0..3_u8), 1..4),
    ) {
        let mut bytes = write(&map).into_bytes();
        for (at, byte, what) in cuts {
            let at = at.index(bytes.len());
            match what {
                0 => bytes[at] = byte,
                1 => bytes.insert(at, byte),
                _ => drop(bytes.remove(at)),
            }
        }
        if let Ok(parsed) = parse(&bytes) {
            prop_assert_eq!(parsed.map.check(), Ok(()));
            let text = write(&parsed.map);
            let again = parse(text.as_bytes()).map_err(|error| TestCaseError::fail(format!("{error}\n{text}")))?;
            prop_assert_eq!(&again.map, &parsed.map);
            prop_assert_eq!(write(&again.map), text);
        }
    }
}

#[test]
fn unknown_keys_keep_their_control_characters_and_stay_apart() {
    let parsed = read(&map("\"bell\\u0007\": 1, \"bell\": 2, \"a\\nb\": 3"));
    let text = write(&parsed.map);
    assert!(text.contains("\"bell\\u0007\": 1,\n  \"bell\": 2,\n  \"a\\nb\": 3\n"), "{text}");
    assert_eq!(read(&text), parsed);
}

#[test]
fn very_many_references_that_lead_nowhere_make_few_warnings() {
    let lost: Vec<_> = (0..3000).map(|at| format!("\"gone{at}\"")).collect();
    let need = format!("\"needs\": [{{\"id\": \"d\", \"statement\": \"\", \"supports\": [{}]}}]", lost.join(","));
    let parsed = read(&map(&need));
    assert_eq!(parsed.warnings.len(), 101);
    assert_eq!(parsed.warnings[100], "2900 more of this kind; dropped as well.");
}
