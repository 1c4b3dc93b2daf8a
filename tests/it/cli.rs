//! The command line, run as a person runs it.

use std::fs;
use std::path::Path;

use empathy_map::file::parse;
use empathy_map::model::TEMPLATES;

use crate::support::program::{err, out, run, status};

#[test]
fn check_counts_what_is_on_each_map() {
    let folder = tempfile::tempdir().unwrap();
    let small = folder.path().join("small.json");
    let text = r#"{"format": "empathy-map", "version": 1,
        "notes": [{"id": "n1", "quadrant": "feels", "text": "Worn out"}],
        "motivations": [{"id": "m1"}, {"id": "m2"}]}"#;
    fs::write(&small, text).unwrap();
    let output = run(&["check", small.to_str().unwrap(), "tests/samples/format.json"]);
    assert_eq!(status(&output), 0);
    let mut lines = out(&output).lines();
    assert_eq!(lines.next(), Some(&*format!("{}: ok, 1 note, 0 needs, 2 motivations", small.display())));
    assert_eq!(lines.next(), Some("tests/samples/format.json: ok, 1 note, 1 need, 1 motivation"));
    let warnings: Vec<_> = lines.collect();
    assert_eq!(warnings.len(), 3, "{warnings:?}");
    assert_eq!(warnings[0], "  warning: “x1” named the note “n4”, which does not exist; dropped.");
    assert_eq!(err(&output), "");
}

#[test]
fn check_goes_on_after_a_bad_file_and_fails_in_the_end() {
    let folder = tempfile::tempdir().unwrap();
    let bad = folder.path().join("bad.json");
    fs::write(&bad, "{\n  \"format\": \"empathy-map\",\n  \"version\": 1,\n  \"title\": 7\n}").unwrap();
    let output = run(&["check", bad.to_str().unwrap(), "none.json", "maps/dana.json"]);
    assert_eq!(status(&output), 2);
    assert!(out(&output).starts_with("maps/dana.json: ok, "), "{}", out(&output));
    let complaints: Vec<_> = err(&output).lines().collect();
    assert_eq!(
        complaints,
        [
            &*format!("{}: line 4, column 12: “title” of the map has to be a text, not 7.", bad.display()),
            "none.json: There is no such file. Check the name and the folder."
        ]
    );
}

#[test]
fn new_makes_a_map_that_check_likes() {
    let folder = tempfile::tempdir().unwrap();
    for template in TEMPLATES {
        let path = folder.path().join(format!("{}.json", template.name));
        let name = path.to_str().unwrap();
        let output = run(&["new", "--template", template.name, "-o", name]);
        assert_eq!((status(&output), err(&output)), (0, ""));
        assert_eq!(out(&output), format!("{name}: a new map from the template “{}”\n", template.name));
        let map = parse(&fs::read(&path).unwrap()).unwrap().map;
        assert!(map.id.is_some() && map.created.ends_with('Z'));
        assert_eq!(map.quadrants, template.map().quadrants);
    }
}

#[test]
fn two_new_maps_have_two_ids() {
    let folder = tempfile::tempdir().unwrap();
    let ids = ["a.json", "b.json"].map(|name| {
        let path = folder.path().join(name);
        assert_eq!(status(&run(&["new", "-o", path.to_str().unwrap()])), 0);
        parse(&fs::read(&path).unwrap()).unwrap().map.id
    });
    assert_ne!(ids[0], ids[1]);
}

#[test]
fn new_never_replaces_a_file() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("mine.json");
    fs::write(&path, "mine").unwrap();
    let output = run(&["new", "-o", path.to_str().unwrap()]);
    assert_eq!(status(&output), 2);
    assert_eq!(err(&output), format!("{}: The file exists already. Choose another name.\n", path.display()));
    assert_eq!(fs::read(&path).unwrap(), b"mine");
}

#[test]
fn new_lists_its_templates() {
    let output = run(&["new", "--template", "list"]);
    assert_eq!(status(&output), 0);
    let names: Vec<_> = out(&output).lines().filter_map(|line| line.split_whitespace().next()).collect();
    assert_eq!(names, TEMPLATES.iter().map(|template| template.name).collect::<Vec<_>>());
}

#[test]
fn new_names_the_templates_when_asked_for_another() {
    let output = run(&["new", "--template", "triangle", "-o", "never-made.json"]);
    assert_eq!(status(&output), 2);
    assert!(err(&output).contains("no template “triangle”. Name one of blank, "), "{}", err(&output));
    assert!(!Path::new(env!("CARGO_MANIFEST_DIR")).join("never-made.json").exists());
}

#[test]
fn a_wrong_command_line_is_explained() {
    for words in [&["new"][..], &["check"], &["--nonsense"], &["schema", "extra"]] {
        let output = run(words);
        assert_eq!((status(&output), out(&output)), (2, ""), "{words:?}");
        assert!(err(&output).starts_with("error: "), "{words:?}: {}", err(&output));
        assert!(err(&output).contains("Usage: empathy-map"), "{words:?}: {}", err(&output));
    }
}

#[test]
fn help_names_every_command_on_stdout() {
    let output = run(&["--help"]);
    assert_eq!((status(&output), err(&output)), (0, ""));
    for word in ["check", "host", "import", "new", "schema", "[FILE]..."] {
        assert!(out(&output).contains(word), "{word}: {}", out(&output));
    }
    for command in ["check", "host", "import", "new", "schema"] {
        let output = run(&[command, "--help"]);
        assert_eq!((status(&output), err(&output)), (0, ""), "{command}");
    }
}

#[test]
fn schema_prints_the_schema() {
    let output = run(&["schema"]);
    assert_eq!((status(&output), err(&output)), (0, ""));
    assert_eq!(out(&output), empathy_map::file::SCHEMA);
}

#[test]
fn without_a_display_the_editor_names_what_works_without_one() {
    let output = run(&["maps/dana.json"]);
    assert_eq!((status(&output), out(&output)), (1, ""));
    assert!(err(&output).contains("no display"), "{}", err(&output));
    assert!(err(&output).contains("check, export, host, import, new, schema"), "{}", err(&output));
}
