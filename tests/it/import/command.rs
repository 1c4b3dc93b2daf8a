//! `empathy-map import`, run as a person runs it.

use std::fs;

use empathy_map::file::parse;
use empathy_map::model::EmpathyMap;

use crate::support::program::{err, out, run, status};

fn imported(inputs: &[&str]) -> (EmpathyMap, String) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("new.json");
    let mut words = vec!["import"];
    words.extend(inputs);
    words.extend(["-o", path.to_str().unwrap()]);
    let output = run(&words);
    assert_eq!((status(&output), err(&output)), (0, ""));
    let told = out(&output).replace(path.to_str().unwrap(), "new.json").replace("tests/samples/import/", "");
    (parse(&fs::read(&path).unwrap()).unwrap().map, told)
}

#[test]
fn import_makes_a_map_and_tells_what_came_and_what_did_not() {
    let (map, told) = imported(&["tests/samples/import/mural-like.csv"]);
    assert_eq!((map.title.as_str(), map.notes.len()), ("mural-like", 3));
    assert!(map.id.is_some() && map.created.ends_with('Z'));
    let lines: Vec<_> = told.lines().collect();
    assert_eq!(lines[0], "new.json: a new map with 3 notes");
    assert_eq!(lines[1], "  mural-like.csv: Table (CSV), 3 notes");
    let row =
        "  left out: mural-like.csv, line 4: “3 Sticky note 168 168 500 500 Pain Ben”: The row has no text of a note";
    assert_eq!(lines[2], row);
    assert!(lines.contains(&"  left out: mural-like.csv, column “Shape”: The column is not used: 4 cells"), "{told}");
}

#[test]
fn several_files_become_one_map() {
    let inputs = ["easyretro-wide.csv", "outline.md", "cross.excalidraw", "frames.tldr", "groups.canvas"];
    let inputs = inputs.map(|name| format!("tests/samples/import/{name}"));
    let (map, told) = imported(&inputs.each_ref().map(String::as_str));
    assert_eq!(map.notes.len(), 6 + 8 + 6 + 3 + 4);
    assert_eq!(map.title, "easyretro-wide");
    let themes: Vec<_> = map.themes.iter().map(|theme| theme.title.as_str()).collect();
    let expected =
        ["Went well", "To improve", "Action items", "Passed around", "Waiting", "Waiting / A line that drops"];
    assert_eq!(themes, expected, "the theme of two files comes once");
    let warning = "  warning: easyretro-wide.csv: “Went well” is no quadrant of the map; its 2 notes go to “Thinks” with the \
                   theme “Went well”.\n";
    assert!(told.contains(warning), "{told}");
}

#[test]
fn a_picture_that_this_program_exported_becomes_its_map_again() {
    let folder = tempfile::tempdir().unwrap();
    let picture = folder.path().join("dana.png");
    let picture = picture.to_str().unwrap();
    assert_eq!(status(&run(&["export", "maps/dana.json", "-o", picture, "--width", "200"])), 0);
    let (map, told) = imported(&[picture]);
    assert_eq!(map, parse(&fs::read("maps/dana.json").unwrap()).unwrap().map);
    assert_eq!(told, format!("new.json: the map from the picture, {} notes\n", map.notes.len()));
    let path = folder.path().join("both.json");
    let output = run(&["import", picture, "tests/samples/import/outline.md", "-o", path.to_str().unwrap()]);
    assert_eq!(status(&output), 2);
    assert!(err(&output).contains("carries a whole map"), "{}", err(&output));
}

#[test]
fn import_never_replaces_a_file() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("mine.json");
    fs::write(&path, "mine").unwrap();
    let output = run(&["import", "tests/samples/import/outline.md", "-o", path.to_str().unwrap()]);
    assert_eq!((status(&output), out(&output)), (2, ""));
    assert_eq!(err(&output), format!("{}: The file exists already. Choose another name.\n", path.display()));
    assert_eq!(fs::read(&path).unwrap(), b"mine");
}

#[test]
fn import_complains_about_each_bad_file_and_makes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("new.json");
    let empty = folder.path().join("empty.md");
    fs::write(&empty, "# Only a title\n").unwrap();
    let bad = ["none.csv", "maps/dana.json", "assets/screenshot.png", empty.to_str().unwrap()];
    let mut words = vec!["import", "tests/samples/import/outline.md", "-o", path.to_str().unwrap()];
    words.extend(bad);
    let output = run(&words);
    assert_eq!((status(&output), out(&output)), (2, ""));
    let complaints: Vec<_> = err(&output).lines().collect();
    assert_eq!(complaints.len(), bad.len(), "{complaints:?}");
    for (complaint, (name, part)) in complaints.iter().zip(bad.iter().zip([
        "There is no such file.",
        "Open it, or merge it",
        "carries no map",
        "No note was found in it (Markdown).",
    ])) {
        assert!(complaint.starts_with(&format!("{name}: ")) && complaint.contains(part), "{complaint}");
    }
    assert!(!path.exists());
}
