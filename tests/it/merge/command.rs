//! `empathy-map merge`, run as a person runs it.

use std::fs;

use empathy_map::file::{parse, write};
use empathy_map::model::EmpathyMap;

use super::{alike, of_person};
use crate::scene::note;
use crate::support::program::{err, out, run, status};

struct Folder(tempfile::TempDir);

impl Folder {
    fn with(maps: &[(&str, EmpathyMap)]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        maps.iter().for_each(|(name, map)| fs::write(folder.path().join(name), write(map)).unwrap());
        Self(folder)
    }

    fn path(&self, name: &str) -> String {
        self.0.path().join(name).to_str().unwrap().to_owned()
    }

    fn read(&self, name: &str) -> EmpathyMap {
        parse(&fs::read(self.path(name)).unwrap()).unwrap().map
    }
}

#[test]
fn several_maps_become_one_file_and_the_collisions_are_told() {
    let [dana, tom] = alike();
    let folder = Folder::with(&[("dana.json", dana), ("tom.empathy.json", tom)]);
    let [one, two, all] = ["dana.json", "tom.empathy.json", "all.json"].map(|name| folder.path(name));
    let output = run(&["merge", &one, &two, "-o", &all]);
    assert_eq!((status(&output), err(&output)), (0, ""));
    let said = out(&output);
    assert!(said.starts_with(&format!("{all}: 2 maps, 4 notes\n  dana: 2 notes, about “Dana”\n")), "{said}");
    assert!(said.contains("tom: the note “Writes” has the identifier of “Calls”"), "{said}");
    assert!(said.contains("--join-same"), "{said}");
    assert_eq!(folder.read("all.json").notes.len(), 4);

    let output = run(&["merge", &one, &two, "-o", &all, "--join-same", "--origin", "source"]);
    assert_eq!((status(&output), err(&output)), (0, ""));
    assert!(!out(&output).contains("--join-same"));
    let map = folder.read("all.json");
    assert_eq!(map.notes.len(), 3);
    assert_eq!((&*map.notes[0].source, map.notes[0].who.len()), ("Dana; Interview 2", 0));
}

#[test]
fn copies_of_one_map_that_people_filled_in_tell_people_apart_by_file_when_asked() {
    let start = of_person("Customer", vec![note("hint", "does", "Calls")]);
    let filled = |id: &str| {
        let mut map = start.clone();
        map.notes.push(note(id, "pains", id));
        map
    };
    let folder = Folder::with(&[("p1.json", filled("a")), ("p2.json", filled("b"))]);
    let [one, two, all] = ["p1.json", "p2.json", "all.json"].map(|name| folder.path(name));
    assert_eq!(status(&run(&["merge", &one, &two, "-o", &all, "--origin", "who"])), 0);
    let who: Vec<_> = folder.read("all.json").notes.iter().map(|note| note.who.join(",")).collect();
    assert_eq!(who, ["", "p1", "p2"], "what stood in the map before is about nobody yet");
}

#[test]
fn what_cannot_be_read_or_written_has_its_own_exit_status() {
    let folder = Folder::with(&[("dana.json", of_person("Dana", vec![]))]);
    let [one, all, nowhere] = ["dana.json", "all.json", "no/such/all.json"].map(|name| folder.path(name));
    assert_eq!(status(&run(&["merge", &one, "-o", &all])), 2, "one map is nothing to merge");
    assert_eq!(status(&run(&["merge", &one, "Cargo.toml", "-o", &all])), 2);
    assert_eq!(status(&run(&["merge", &one, "none.json", "-o", &all])), 2);
    assert_eq!(status(&run(&["merge", &one, &one, "-o", &nowhere])), 1);
    let output = run(&["merge", &one, &one, "-o", &one]);
    assert_eq!(status(&output), 2);
    assert!(err(&output).contains("one of the maps"), "{}", err(&output));
}

#[test]
fn many_collisions_are_counted_and_few_are_told() {
    let numbered = |name: &str, count: usize| {
        of_person(name, (0..count).map(|at| note(&format!("n{at}"), "does", &format!("{name} {at}"))).collect())
    };
    let folder = Folder::with(&[
        ("ana.json", numbered("Ana", 30)),
        ("ben.json", numbered("Ben", 30)),
        ("cleo.json", numbered("Cleo", 2)),
    ]);
    let [one, two, three, all] = ["ana.json", "ben.json", "cleo.json", "all.json"].map(|name| folder.path(name));
    let output = run(&["merge", &one, &two, &three, "-o", &all]);
    assert_eq!((status(&output), err(&output)), (0, ""));
    let said = out(&output);
    assert!(said.contains("  ben: 30 notes have identifiers of others, so they got new ones; all stay.\n"), "{said}");
    assert!(said.contains("cleo: the note “Cleo 0” has the identifier of “Ana 0”"), "{said}");
    assert_eq!((said.lines().count(), folder.read("all.json").notes.len()), (9, 62), "{said}");
}

#[test]
fn pictures_that_carry_a_map_are_merged_like_maps() {
    let [dana, tom] = alike();
    let folder = Folder::with(&[("dana.json", dana), ("tom.json", tom)]);
    let [one, two, picture, all] = ["dana.json", "tom.json", "tom.png", "all.json"].map(|name| folder.path(name));
    assert_eq!(status(&run(&["export", &two, "-o", &picture, "--width", "200"])), 0);
    let output = run(&["merge", &one, &picture, "-o", &all]);
    assert_eq!((status(&output), err(&output)), (0, ""));
    assert_eq!(folder.read("all.json").notes.len(), 4);
    let output = run(&["merge", &one, "assets/screenshot.png", "-o", &all]);
    assert_eq!(status(&output), 2);
    assert!(err(&output).contains("carries no map"), "{}", err(&output));
}
