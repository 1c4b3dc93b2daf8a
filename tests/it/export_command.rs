//! `empathy-map export`, run as a person runs it.

use std::fs;
use std::process::Output;

use empathy_map::file::parse;

use crate::support::program::{err, out, run, status};

fn export(words: &[&str]) -> Output {
    run(&[&["export"], words].concat())
}

fn size(bytes: &[u8]) -> (u32, u32) {
    let reader = png::Decoder::new(std::io::Cursor::new(bytes)).read_info().unwrap();
    (reader.info().width, reader.info().height)
}

#[test]
fn a_map_becomes_a_picture_of_the_size_that_is_said() {
    let folder = tempfile::tempdir().unwrap();
    let picture = folder.path().join("dana.png");
    let name = picture.to_str().unwrap();
    let output = export(&["maps/dana.json", "-o", name, "--width", "400", "--theme", "dark", "--part", "all"]);
    assert_eq!((status(&output), err(&output)), (0, ""));
    let (width, height) = size(&fs::read(&picture).unwrap());
    assert_eq!(width, 400);
    assert_eq!(out(&output), format!("{name}: {width} × {height} pixels\n"));
}

#[test]
fn a_picture_can_go_to_standard_output() {
    let output = export(&["maps/dana.json", "-o", "-", "--format", "png", "--scale", "0.2"]);
    assert_eq!(status(&output), 0);
    assert!(size(&output.stdout).0 > 100);
    assert!(err(&output).starts_with("standard output: "));
}

#[test]
fn a_clean_copy_names_nobody() {
    let folder = tempfile::tempdir().unwrap();
    let copy = folder.path().join("clean.json");
    let output = export(&["maps/dana.json", "-o", copy.to_str().unwrap(), "--clean"]);
    assert_eq!((status(&output), err(&output)), (0, ""));
    let clean = parse(&fs::read(&copy).unwrap()).unwrap().map;
    let full = parse(&fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/maps/dana.json")).unwrap()).unwrap().map;
    assert_eq!(clean.notes.len(), full.notes.len());
    assert!(clean.notes.iter().all(|note| note.author.is_empty() && note.source.is_empty() && note.votes.is_empty()));
    assert!(clean.comments.is_empty());
}

#[test]
fn a_map_becomes_a_page_on_the_paper_that_is_said() {
    let folder = tempfile::tempdir().unwrap();
    let page = folder.path().join("dana.pdf");
    let name = page.to_str().unwrap();
    let output = export(&["maps/dana.json", "-o", name, "--paper", "A4", "--part", "all"]);
    assert_eq!((status(&output), err(&output)), (0, ""));
    assert_eq!(out(&output), format!("{name}: one page, 297 × 210 mm\n"));
    let output = export(&["maps/dana.json", "-o", name, "--paper", "napkin"]);
    assert_eq!(status(&output), 2);
    assert!(err(&output).contains("fit, a4, a3, letter"), "{}", err(&output));
}

#[test]
fn a_pipe_gets_no_progress() {
    let folder = tempfile::tempdir().unwrap();
    let picture = folder.path().join("dana.png");
    let output = export(&["maps/dana.json", "-o", picture.to_str().unwrap(), "--width", "3000"]);
    assert_eq!((status(&output), err(&output)), (0, ""));
    let names: Vec<_> = fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(names, ["dana.png"]);
}

#[test]
fn an_unknown_ending_is_refused_with_the_known_ones() {
    for name in ["dana.doc", "dana", "dana.gif"] {
        let output = export(&["maps/dana.json", "-o", name]);
        assert_eq!(status(&output), 2);
        assert!(err(&output).contains(".png"), "{}", err(&output));
    }
    let output = export(&["maps/dana.json", "-o", "-"]);
    assert_eq!(status(&output), 2);
    assert!(err(&output).contains("--format"), "{}", err(&output));
}

#[test]
fn the_map_itself_is_never_replaced_by_its_export() {
    let folder = tempfile::tempdir().unwrap();
    let map = folder.path().join("map.json");
    fs::copy("maps/dana.json", &map).unwrap();
    let before = fs::read(&map).unwrap();
    let name = map.to_str().unwrap();
    let output = export(&[name, "-o", name, "--clean"]);
    assert_eq!(status(&output), 2);
    assert!(err(&output).contains("the map itself"), "{}", err(&output));
    assert_eq!(fs::read(&map).unwrap(), before);
}

#[test]
fn what_cannot_be_read_made_or_written_has_its_own_exit_status() {
    let folder = tempfile::tempdir().unwrap();
    let nowhere = folder.path().join("no/such/folder/dana.png");
    let picture = folder.path().join("dana.png");
    let picture = picture.to_str().unwrap();
    assert_eq!(status(&export(&["none.json", "-o", picture])), 2);
    assert_eq!(status(&export(&["Cargo.toml", "-o", picture])), 2);
    assert_eq!(status(&export(&["maps/dana.json", "-o", picture, "--scale", "0"])), 2);
    assert_eq!(status(&export(&["maps/dana.json", "-o", picture, "--width", "4000000"])), 2);
    assert_eq!(status(&export(&["maps/dana.json", "-o", picture, "--part", "half"])), 2);
    assert_eq!(status(&export(&["maps/dana.json", "-o", nowhere.to_str().unwrap(), "--scale", "0.1"])), 1);
}

#[test]
fn a_map_becomes_a_drawing_that_carries_it() {
    let folder = tempfile::tempdir().unwrap();
    let drawing = folder.path().join("dana.svg");
    let name = drawing.to_str().unwrap();
    let output = export(&["maps/dana.json", "-o", name, "--part", "all"]);
    assert_eq!((status(&output), err(&output)), (0, ""));
    assert!(out(&output).ends_with("pixels at 100 %, sharp at any size\n"), "{}", out(&output));
    let text = fs::read_to_string(&drawing).unwrap();
    assert!(text.contains("<metadata>") && text.contains("Nobody owns my"));
    export(&["maps/dana.json", "-o", name, "--clean"]);
    assert!(!fs::read_to_string(&drawing).unwrap().contains("<metadata>"));
}

#[test]
fn what_only_pictures_have_is_said_where_there_is_none() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("dana.csv");
    let name = path.to_str().unwrap();
    let output = export(&["maps/dana.json", "-o", name, "--part", "summary", "--theme", "dark"]);
    assert_eq!((status(&output), err(&output)), (0, ""));
    assert_eq!(
        out(&output),
        format!("{name}: 14 notes\n  warning: --part, --theme are for pictures and change nothing here.\n")
    );
    let output = export(&["maps/dana.json", "-o", name]);
    assert_eq!(out(&output), format!("{name}: 14 notes\n"));
}
