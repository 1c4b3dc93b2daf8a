//! Files that are no map, no map any more, or more than a map may be.

use empathy_map::file::{ParseError, ParseErrorKind, parse};
use empathy_map::model::limits;

const EXAMPLE: &str = include_str!("../../samples/format.json");

/// A map whose first line is the start of every map, and whose second line is this.
fn map(second_line: &str) -> String {
    format!("{{\"format\": \"empathy-map\", \"version\": 1,\n{second_line}}}")
}

/// A map with one note, whose keys beyond id and quadrant are these.
fn note(keys: &str) -> String {
    map(&format!("\"notes\": [{{\"id\": \"n1\", \"quadrant\": \"does\", {keys}}}]"))
}

fn error_of(bytes: impl AsRef<[u8]>) -> ParseError {
    let bytes = bytes.as_ref();
    match parse(bytes) {
        Ok(_) => panic!("was read: {}", String::from_utf8_lossy(&bytes[..bytes.len().min(300)])),
        Err(error) => error,
    }
}

/// Checks that a text is refused as broken, at a line and column, with words in the message.
fn assert_broken(text: &str, line: usize, column: usize, words: &str) {
    let error = error_of(text);
    assert_eq!(error.kind(), ParseErrorKind::Broken, "{error}");
    assert!(error.to_string().contains(words), "{error}");
    assert_eq!((error.line(), error.column()), (Some(line), Some(column)), "{error}");
}

#[test]
fn what_is_no_map_is_called_so() {
    for text in [
        "[]",
        "7",
        "null",
        "\"empathy-map\"",
        "{}",
        r#"{"version": 1}"#,
        r#"{"format": "excalidraw", "version": 2}"#,
        r#"{"format": ["empathy-map"], "version": 1}"#,
        "<svg/>",
        "title,text\n1,2\n",
        "# Notes",
        r#"{"format": "Empathy-Map", "version": 1}"#,
    ] {
        let error = error_of(text);
        assert_eq!(error.kind(), ParseErrorKind::NotAMap, "{text}");
        assert!(error.to_string().starts_with("This is not an empathy map. Choose"), "{error}");
    }
}

#[test]
fn a_newer_map_is_never_half_loaded() {
    for version in ["2", "3.0", "4000000000"] {
        let text = EXAMPLE.replace("\"version\": 1", &format!("\"version\": {version}"));
        let error = error_of(&text);
        assert_eq!(error.kind(), ParseErrorKind::TooNew);
        let needs = format!("needs a newer Empathy Map (map version {})", version.trim_end_matches(".0"));
        assert!(error.to_string().contains(&needs), "{error}");
    }
    // What this version would call an error may be right in the next one.
    let text = map("\"notes\": 7").replace("\"version\": 1", "\"version\": 2");
    assert_eq!(error_of(text).kind(), ParseErrorKind::TooNew);
}

#[test]
fn a_version_that_never_was_is_broken() {
    for version in ["0", "-1", "1.5", "\"1\"", "null", "1e999"] {
        let text = format!("{{\"format\": \"empathy-map\",\n\"version\": {version}}}");
        assert_broken(&text, 2, 12, "“version” has to be a whole number from 1 to 1, not ");
    }
    assert_broken("{\"format\": \"empathy-map\"}", 1, 1, "“version” is missing");
    assert!(parse(b"{\"format\": \"empathy-map\", \"version\": 1.0}").is_ok(), "the same number");
}

#[test]
fn an_empty_or_wiped_file_is_told_from_a_foreign_one() {
    for bytes in [&b""[..], b" \n\t ", b"\xEF\xBB\xBF"] {
        let error = error_of(bytes);
        assert_eq!(error.kind(), ParseErrorKind::Broken);
        assert!(error.to_string().starts_with("The file is empty. Restore it"), "{error}");
    }
    for length in [1, 4096] {
        let error = error_of(vec![0; length]);
        assert_eq!(error.kind(), ParseErrorKind::Broken);
        assert!(error.to_string().contains("nothing but zero bytes"), "{error}");
    }
}

#[test]
fn a_map_cut_off_at_any_byte_is_refused_and_never_half_loaded() {
    let whole = EXAMPLE.replace("Dana", "Дана 🙂");
    for length in 0..whole.len() - 1 {
        let error = error_of(&whole.as_bytes()[..length]);
        assert_eq!(error.kind(), ParseErrorKind::Broken, "{length}: {error}");
    }
    let error = error_of(&whole.as_bytes()[..whole.len() / 2]);
    assert!(error.to_string().contains("seems to be cut off. Restore it"), "{error}");
}

#[test]
fn a_map_that_ends_in_zero_bytes_is_broken_where_they_begin() {
    let error = error_of(format!("{EXAMPLE}\0\0\0"));
    assert_eq!(error.kind(), ParseErrorKind::Broken);
    assert_eq!(error.line(), Some(EXAMPLE.lines().count() + 1));
}

#[test]
fn a_byte_order_mark_is_accepted_and_moves_no_column() {
    assert!(parse(format!("\u{feff}{EXAMPLE}").as_bytes()).is_ok());
    assert_broken("\u{feff}{\"format\": \"empathy-map\", \"version\": 0}", 1, 38, "“version”");
    assert_broken("{\"format\": \"empathy-map\", \"version\": 0}", 1, 38, "“version”");
}

#[test]
fn bytes_that_are_no_utf8_are_found_by_line_and_column() {
    let mut bytes = map("\"title\": \"Größe 🙂 ?\"").into_bytes();
    let at = bytes.iter().rposition(|&byte| byte == b'?').unwrap();
    bytes[at] = 0xFF;
    let error = error_of(&bytes);
    assert!(error.to_string().contains("not UTF-8"), "{error}");
    assert_eq!((error.line(), error.column()), (Some(2), Some(19)), "columns count characters");
}

#[test]
fn what_is_no_json_is_found_by_line_and_column() {
    assert_broken(&map("\"title\": NaN"), 2, 10, "not valid JSON");
    assert_broken(&map("\"title\": 'x'"), 2, 10, "not valid JSON");
    assert_broken(&map("\"título\": x"), 2, 11, "not valid JSON");
    assert_broken(&map("\"title\": \"a\",\n"), 3, 1, "not valid JSON");
    assert_broken(&map("// no comments\n\"title\": \"a\""), 2, 1, "not valid JSON");
    assert_broken(&map("\"title\": Infinity"), 2, 10, "not valid JSON");
    assert_broken(&(map("\"title\": \"a\"") + "{"), 2, 14, "trailing characters");
}

#[test]
fn numbers_beyond_measure_are_refused_also_where_nobody_knows_them() {
    assert_broken(&note("\"at\": {\"x\": 1e999, \"y\": 0}"), 2, 56, "too large to be a number");
    assert_broken(&note("\"at\": {\"x\": 0, \"y\": -1e999}"), 2, 64, "too large to be a number");
    assert_broken(&note("\"feeling\": 1e999"), 2, 55, "too large to be a number");
    assert_broken(&map("\"plugin\": {\"a\": [1, 1e999]}"), 2, 21, "too large to be a number");
}

#[test]
fn a_key_given_twice_is_an_error_on_every_level() {
    assert_broken(&map("\"title\": \"a\", \"title\": \"a\""), 2, 15, "The key \"title\" is given twice in one object");
    assert_broken(&map("\"title\": \"a\", \"t\\u0069tle\": \"a\""), 2, 15, "given twice");
    assert_broken(&map("\"x\": 1, \"x\": 1"), 2, 9, "given twice");
    assert_broken(&map("\"x\": [{\"y\": {\"z\": 1, \"z\": 2}}]"), 2, 22, "given twice");
    assert_broken(&map("\"format\": \"empathy-map\""), 2, 1, "given twice");
    assert_broken(&note("\"at\": {\"x\": 0, \"y\": 0, \"x\": 1}"), 2, 67, "given twice");
    assert_broken(&note("\"votes\": {\"room\": 1, \"room\": 2}"), 2, 65, "given twice");
    assert_broken(&map("\"persona\": {\"name\": \"\",\n\"name\": \"\"}"), 3, 1, "given twice");
    assert_broken(
        &map("\"needs\": [{\"id\": \"d\", \"statement\": \"\",\n\"plan\": {\"action\": \"\", \"action\": \"\"}}]"),
        3,
        24,
        "given twice",
    );
    assert_broken(
        &map(
            "\"needs\": [{\"id\": \"d\", \"statement\": \"\",\n\"causes\": [{\"causes\": [{\"text\": \"\", \"text\": \"\"}]}]}]",
        ),
        3,
        37,
        "given twice",
    );
}

#[test]
fn a_wrong_type_is_named_with_what_is_expected() {
    assert_broken(&map("\"title\": 7"), 2, 10, "“title” of the map has to be a text, not 7");
    assert_broken(&map("\"title\": null"), 2, 10, "has to be a text, not null");
    assert_broken(&map("\"title\": [\"a\"]"), 2, 10, "has to be a text, not a list");
    assert_broken(&map("\"persona\": \"Dana\""), 2, 12, "Here has to stand the persona, an object, not a text");
    assert_broken(&map("\"notes\": {}"), 2, 10, "“notes” of the map has to be a list, not an object");
    assert_broken(&map("\"notes\": [7]"), 2, 11, "Here has to stand a note, an object, not a number");
    assert_broken(&note("\"at\": [1, 2]"), 2, 50, "Here has to stand “at”, an object, not a list");
    assert_broken(&note("\"at\": {\"x\": 1}"), 2, 50, "“y” is missing from “at”");
    assert_broken(&note("\"at\": {\"x\": 1, \"y\": \"2\"}"), 2, 64, "“y” of “at” has to be a number, not \"2\"");
    assert_broken(&note("\"who\": \"P1\""), 2, 51, "“who” of a note has to be a list, not \"P1\"");
    assert_broken(&note("\"who\": [\"P1\", 2]"), 2, 58, "“who” of a note has to be a list of texts, not 2");
    assert_broken(&note("\"votes\": {\"room\": -1}"), 2, 62, "a whole number from 0 to 4294967295, not -1");
    assert_broken(&note("\"votes\": [1]"), 2, 53, "“votes” of a note has to be an object, not a list");
    assert_broken(&note("\"feeling\": true"), 2, 55, "a whole number from -2 to 2, not true");
}

#[test]
fn what_people_judge_stays_on_its_scale() {
    for wrong in ["-3", "3", "0.5", "1e3"] {
        assert_broken(
            &note(&format!("\"feeling\": {wrong}")),
            2,
            55,
            "“feeling” of a note has to be a whole number from -2 to 2",
        );
    }
    for wrong in ["-1", "5", "2.5"] {
        let text = map(&format!("\"needs\": [{{\"id\": \"d\", \"statement\": \"\", \"severity\": {wrong}}}]"));
        assert_broken(&text, 2, 52, "“severity” of a need has to be a whole number from 0 to 4");
    }
    let feeling = parse(note("\"feeling\": -2.0").as_bytes()).unwrap().map.notes[0].feeling;
    assert_eq!(feeling.map(|feeling| feeling.step()), Some(-2));
}

#[test]
fn an_unknown_word_is_answered_with_the_known_ones() {
    assert_broken(
        &note("\"evidence\": \"hearsay\""),
        2,
        56,
        "one of “quote”, “observed”, “data”, “inferred”, “assumed”, “question”, not \"hearsay\"",
    );
    let quadrant = map("\"quadrants\": [{\"id\": \"a\", \"tone\": \"beige\"}]");
    assert_broken(&quadrant, 2, 35, "one of “blue”, “rose”, “green”, “amber”, “violet”, “teal”, “gray”, not \"beige\"");
    let need = map("\"needs\": [{\"id\": \"d\", \"statement\": \"\", \"priority\": \"soon\"}]");
    assert_broken(&need, 2, 52, "one of “must”, “should”, “could”, “wont”");
    let motivation = map("\"motivations\": [{\"id\": \"m\", \"direction\": \"up\"}]");
    assert_broken(&motivation, 2, 42, "one of “toward”, “away”");
    let motivation = map("\"motivations\": [{\"id\": \"m\", \"driver\": \"fame\"}]");
    assert_broken(&motivation, 2, 39, "one of “autonomy”, “competence”");
}

#[test]
fn a_duplicate_id_is_named_with_both_places() {
    for list in ["quadrants", "themes", "motivations", "comments"] {
        let text = map(&format!("\"{list}\": [{{\"id\": \"a\"}},\n   {{\"id\": \"a\"}}]"));
        let error = error_of(&text);
        assert_eq!((error.line(), error.column()), (Some(3), Some(11)), "{error}");
        let first = format!(
            "The id “a” of a {} is given twice, here and at line 2, column {}.",
            &list[..list.len() - 1],
            list.len() + 13
        );
        assert!(error.to_string().contains(&first), "{error}");
    }
    let text =
        map("\"notes\": [{\"id\": \"n1\", \"quadrant\": \"does\"}, {\"id\": \"n\\u0031\", \"quadrant\": \"does\"}]");
    assert_broken(&text, 2, 52, "given twice");
    let text = map("\"needs\": [{\"id\": \"x\", \"statement\": \"\"}],\n\"themes\": [{\"id\": \"x\"}]");
    assert!(parse(text.as_bytes()).is_ok(), "ids are unique in their list");
}

#[test]
fn an_item_without_its_id_or_what_it_cannot_do_without_is_named() {
    assert_broken(&map("\"themes\": [{}]"), 2, 12, "“id” is missing from a theme");
    assert_broken(&map("\"themes\": [{\"id\": \"\"}]"), 2, 19, "The id of a theme is empty");
    assert_broken(
        &map("\"notes\": [{\"id\": \"n\"}]"),
        2,
        11,
        "The note “n” has no “quadrant”. Add one of “thinks”, “feels”, “does”, “pains”",
    );
    assert_broken(&map("\"needs\": [{\"id\": \"d\"}]"), 2, 11, "The need “d” has no “statement”");
}

#[test]
fn a_note_in_an_unknown_quadrant_is_named() {
    let text = map("\"notes\": [{\"id\": \"n7\", \"quadrant\": \"says\"}]");
    assert_broken(&text, 2, 36, "The note “n7” lies in “says”, which is no quadrant. Write one of “thinks”");
}

#[test]
fn a_file_beyond_a_limit_is_refused_with_the_limit() {
    let too_large = |text: &[u8], words: &str| {
        let error = error_of(text);
        assert_eq!(error.kind(), ParseErrorKind::TooLarge, "{error}");
        assert!(error.to_string().contains(words), "{error}");
    };
    too_large(&vec![b' '; limits::FILE_BYTES as usize + 1], "larger than 64 MiB");
    let notes: Vec<_> = (0..=limits::NOTES).map(|at| format!("{{\"id\":\"{at}\",\"quadrant\":\"does\"}}")).collect();
    too_large(map(&format!("\"notes\": [{}]", notes.join(","))).as_bytes(), "more than 20000 notes");
    assert!(parse(map(&format!("\"notes\": [{}]", notes[1..].join(","))).as_bytes()).is_ok());

    let text = |length| map(&format!("\"title\": \"{}\"", "ä".repeat(length)));
    assert!(parse(text(limits::TEXT_CHARS).as_bytes()).is_ok());
    too_large(text(limits::TEXT_CHARS + 1).as_bytes(), "“title” of the map is longer than 10000 characters");
    let escaped = |length| map(&format!("\"title\": \"{}\"", "\\ud83d\\ude42".repeat(length)));
    assert!(parse(escaped(limits::TEXT_CHARS).as_bytes()).is_ok());
    too_large(escaped(limits::TEXT_CHARS + 1).as_bytes(), "longer than 10000 characters");
    too_large(text(5 << 20).as_bytes(), "longer than 10000 characters");

    let unknown = |length| map(&format!("\"x\": \"{}\"", "a".repeat(length)));
    assert!(parse(unknown(limits::EXTRA_BYTES - 3).as_bytes()).is_ok());
    too_large(unknown(limits::EXTRA_BYTES - 2).as_bytes(), "more than 1 MiB under keys");
    let many: Vec<_> = (0..150_000).map(|at| format!("\"k{at}\":1")).collect();
    too_large(map(&many.join(",")).as_bytes(), "more than 1 MiB under keys");
}

#[test]
fn nesting_is_counted_before_anything_is_read() {
    let nested = |levels: usize| map(&format!("\"x\": {}{}", "[".repeat(levels), "]".repeat(levels)));
    assert!(parse(nested(limits::DEPTH - 1).as_bytes()).is_ok());
    for text in [
        nested(limits::DEPTH),
        nested(100_000),
        map(&"{\"x\":".repeat(100_000)),
        map(&"\"x\": [{\"a\":".repeat(50_000)),
    ] {
        let error = error_of(&text);
        assert_eq!(error.kind(), ParseErrorKind::TooLarge);
        assert!(error.to_string().contains("deeper than 128 levels"), "{error}");
    }
    let brackets = map(&format!("\"title\": \"{}\"", "[{".repeat(1000)));
    assert!(parse(brackets.as_bytes()).is_ok(), "brackets in a text are no nesting");
}

#[test]
fn causes_as_deep_as_a_file_may_be_can_be_read_and_no_deeper() {
    let causes = |levels: usize| {
        let inner = "{\"causes\": [".repeat(levels) + &"]}".repeat(levels);
        map(&format!("\"needs\": [{{\"id\": \"d\", \"statement\": \"\", \"causes\": [{inner}]}}]"))
    };
    let parsed = parse(causes(limits::CAUSE_LEVELS).as_bytes()).unwrap();
    let text = empathy_map::file::write(&parsed.map);
    assert_eq!(parse(text.as_bytes()).unwrap().map, parsed.map);
    assert_eq!(error_of(causes(limits::CAUSE_LEVELS + 1)).kind(), ParseErrorKind::TooLarge);
}
