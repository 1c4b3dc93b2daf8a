//! Boards of other programs: what lies where decides which quadrant it is.

use empathy_map::import::Group;

use super::{left_out, notes, preview, read, refusal, sample};

#[test]
fn groups_of_a_json_canvas_are_quadrants_and_groups_within_them_themes() {
    let source = sample("groups.canvas");
    assert_eq!(source.kind().label(), "JSON Canvas");
    let preview = preview(&source);
    let expected = [
        "thinks: Why is it more than last time?",
        "pains: Waits",
        "thinks: Alone",
        "pains: Explains the same thing\n- to three people\n- on two days [Passed around]",
    ];
    assert_eq!(notes(&preview), expected);
    assert_eq!(preview.warnings, ["1 note without a quadrant goes to “Thinks”."]);
    let expected = [
        "node “f1”: Interviews/P1.md#Bill (A file that the board shows)",
        "node “l1”: https://example.org/ (A web page that the board shows)",
        "edge “e1”: leads to (It stands at a connection)",
        "node “g4”: Empty (An area with no note in it)",
    ];
    assert_eq!(left_out(&preview), expected);
}

#[test]
fn frames_and_labelled_rectangles_of_excalidraw_are_areas() {
    let preview = preview(&sample("frames.excalidraw"));
    let expected = [
        "does: I just want to know",
        "feels: Worn out",
        "feels: Not taken seriously [On the phone]",
        "thinks: In no frame with a name",
    ];
    assert_eq!(notes(&preview), expected);
    assert_eq!(left_out(&preview), ["element “t7”: so (It stands at an arrow)"]);
}

#[test]
fn titles_that_stand_on_a_board_as_texts_name_what_lies_below_them() {
    let preview = preview(&sample("cross.excalidraw"));
    let expected = [
        "does: “Just send it again”",
        "thinks: Whose fault is it",
        "does: Told three people",
        "does: Calls at lunch",
        "feels: Ashamed to ask",
        "does: Writes it down",
    ];
    assert_eq!(notes(&preview), expected);
    let says = preview.groups.iter().find(|placed| placed.group == Group::Titled("SAYS".into())).unwrap();
    assert_eq!(says.notes, 2);
    assert_eq!(left_out(&preview), Vec::<String>::new());
}

#[test]
fn titles_over_the_middle_of_their_columns_do_as_well() {
    let text = |id: &str, x: f64, y: f64, text: &str| {
        format!(r#"{{"id":"{id}","type":"text","x":{x},"y":{y},"width":100,"height":20,"text":"{text}"}}"#)
    };
    let titles = [("a", 200.0, "Thinks"), ("b", 700.0, "Feels")].map(|(id, x, title)| text(id, x, 0.0, title));
    let under = [("c", 10.0, "A"), ("d", 390.0, "B"), ("e", 510.0, "C"), ("f", 900.0, "D")];
    let under = under.map(|(id, x, note)| text(id, x, 300.0, note));
    let board = format!(r#"{{"elements":[{},{}]}}"#, titles.join(","), under.join(","));
    assert_eq!(notes(&read("board.excalidraw", &board)), ["thinks: A", "thinks: B", "feels: C", "feels: D"]);
}

#[test]
fn a_board_without_titles_goes_by_its_corners() {
    for name in ["corners.excalidraw", "plain-text.tldr", "version-1.tldr"] {
        let preview = preview(&sample(name));
        let mut found = notes(&preview);
        found.sort();
        let tired = if name == "plain-text.tldr" { "feels: Tired\nand angry" } else { "feels: Tired" };
        assert_eq!(found, ["does: Calls", tired, "pains: Waits", "thinks: Is it right?"], "{name}");
        assert_eq!(preview.warnings, Vec::<String>::new(), "{name}");
    }
}

#[test]
fn frames_of_tldraw_hold_notes_with_rich_text_also_within_groups() {
    let source = sample("frames.tldr");
    assert_eq!(source.kind().label(), "tldraw");
    let preview = preview(&source);
    let expected = ["feels: Worn out\nsince Monday", "pains: Waits\nExplains\nagain", "pains: Rings twice"];
    assert_eq!(notes(&preview), expected);
    let expected =
        ["shape “shape:n2”: https://example.org/ (A link)", "shape “shape:a1”: because (It stands at an arrow)"];
    assert_eq!(left_out(&preview), expected);
}

#[test]
fn the_labels_of_old_arrows_are_listed() {
    assert_eq!(
        left_out(&preview(&sample("version-1.tldr"))),
        ["shape “s5”: then (It stands at an arrow or a drawing)"]
    );
}

#[test]
fn a_frame_around_everything_is_the_title_of_the_map() {
    let board = r#"{"nodes":[
        {"id":"g","type":"group","x":0,"y":0,"width":900,"height":900,"label":"Dana in May"},
        {"id":"a","type":"text","x":10,"y":10,"width":50,"height":50,"text":"A"},
        {"id":"b","type":"text","x":800,"y":800,"width":50,"height":50,"text":"B"}]}"#;
    let preview = read("board.canvas", board);
    assert_eq!((notes(&preview), preview.title.as_str()), (vec!["thinks: A".into(), "pains: B".into()], "Dana in May"));
}

#[test]
fn places_that_no_board_has_are_dropped_and_the_text_stays() {
    let board = r#"{"nodes":[
        {"id":"a","type":"text","x":1e999,"y":0,"text":"A"},
        {"id":"b","type":"text","x":1e300,"y":-1e300,"text":"B"},
        {"id":"c","type":"text","x":"left","y":[[]],"text":"C"},
        {"id":"d","type":"text","x":0,"y":0,"text":"D \ud83d!"},
        {"id":"e","type":"text","text":{"deep":"E"}},
        7, null, {"id":"f","type":"portal","text":"F"}]}"#;
    let preview = read("board.canvas", board);
    let mut found = notes(&preview);
    found.sort();
    assert_eq!(found, ["thinks: A", "thinks: B", "thinks: C", "thinks: D \u{fffd}\u{fffd}\u{fffd}!"]);
    assert!(preview.warnings[0].starts_with("3 elements could not be read"), "{:?}", preview.warnings);
}

#[test]
fn deep_json_is_refused_or_passed_over() {
    let deep = format!("{}{}", "[".repeat(500_000), "]".repeat(500_000));
    let board = format!(r#"{{"nodes":[{{"id":"a","type":"text","text":"A","other":{deep}}}],"other":{deep}}}"#);
    assert_eq!(notes(&read("board.canvas", &board)), ["thinks: A"]);
    let rich = format!("{}{}", r#"{"type":"doc","content":["#.repeat(10_000), "]}".repeat(10_000));
    let record = format!(r#"{{"typeName":"shape","type":"note","id":"n","props":{{"richText":{rich}}}}}"#);
    let file = format!(r#"{{"tldrawFileFormatVersion":1,"records":[{record}]}}"#);
    assert_eq!(left_out(&read("deep.tldr", &file)), ["shape “n”:  (Its text could not be read)"]);
    assert!(refusal("deep.json", deep.as_bytes()).contains("no board"));
}

#[test]
fn what_is_no_board_is_refused_with_the_place_or_the_reason() {
    for (name, text, part) in [
        ("a.canvas", "{\"nodes\": [\n  {]}", "Line 2, column 4: The file is damaged here."),
        ("a.json", "{\"a\": 1}", "no board that can be imported"),
        ("a.txt", "{\"format\": \"empathy-map\", \"version\": 1}", "Open it, or merge it"),
        ("a.excalidraw", "{\"type\": \"excalidraw\", \"elements\": 7}", "expected a list"),
        ("a.tldr", "{\"document\": []}", "not as tldraw writes it"),
        ("a.canvas", "{}", "no text in this file"),
    ] {
        let refusal = refusal(name, text.as_bytes());
        assert!(refusal.contains(part), "{text}: {refusal}");
    }
    let many = format!("{{\"nodes\":[{}]}}", vec!["0"; 300_000].join(","));
    assert!(refusal("many.canvas", many.as_bytes()).contains("more than 200000 elements"));
}

#[test]
fn a_text_that_only_begins_like_json_is_a_text() {
    assert_eq!(notes(&read("a.txt", "{sighs}\nFeels: Tired\n")), ["thinks: {sighs}", "feels: Tired"]);
}
