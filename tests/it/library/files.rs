//! Which files of a folder are listed, and which folder it was.

use std::path::PathBuf;

use empathy_map::file::{Disk, LIBRARY_FILES, library_folder, map_files, remember_library_folder};

use crate::support::machine::Machine;

fn names(machine: &Machine) -> Vec<String> {
    let found = map_files(&Disk, &machine.path("maps"), &mut || true).expect("a folder");
    let name = |path: &PathBuf| path.strip_prefix(machine.path("maps")).expect("below").display().to_string();
    found.files.iter().map(|file| name(&file.path)).collect()
}

#[test]
fn maps_are_found_some_folders_down_and_nothing_that_is_hidden() {
    let machine = Machine::new();
    for (folder, name) in [
        ("maps", "b.json"),
        ("maps", "A.JSON"),
        ("maps", "notes.txt"),
        ("maps", ".hidden.json"),
        ("maps/.git", "config.json"),
        ("maps/2024/spring", "c.json"),
        ("maps/1/2/3/4", "deep.json"),
        ("maps/1/2/3/4/5", "too deep.json"),
    ] {
        std::fs::create_dir_all(machine.path(folder)).expect("writable");
        machine.write(&format!("{folder}/{name}"), "{}");
    }
    assert_eq!(names(&machine), ["1/2/3/4/deep.json", "2024/spring/c.json", "A.JSON", "b.json"]);
}

#[test]
fn a_folder_with_too_many_files_says_so() {
    let machine = Machine::new();
    std::fs::create_dir(machine.path("maps")).expect("writable");
    for at in 0..=LIBRARY_FILES {
        machine.write(&format!("maps/{at}.json"), "");
    }
    let found = map_files(&Disk, &machine.path("maps"), &mut || true).expect("a folder");
    assert!(found.is_cut);
    assert_eq!(found.files.len(), LIBRARY_FILES);
}

#[test]
fn looking_into_a_folder_can_be_given_up() {
    let machine = Machine::new();
    std::fs::create_dir(machine.path("maps")).expect("writable");
    (0..20).for_each(|at| drop(machine.write(&format!("maps/{at}.json"), "")));
    let mut left = 5;
    let mut goes_on = || {
        left -= 1;
        left >= 0
    };
    let found = map_files(&Disk, &machine.path("maps"), &mut goes_on).expect("a folder");
    assert_eq!(found.files.len(), 5);
}

#[cfg(unix)]
#[test]
fn a_folder_that_leads_into_itself_ends() {
    let machine = Machine::new();
    std::fs::create_dir(machine.path("maps")).expect("writable");
    machine.write("maps/a.json", "");
    std::os::unix::fs::symlink(machine.path("maps"), machine.path("maps/again")).expect("a link");
    let found = map_files(&Disk, &machine.path("maps"), &mut || true).expect("a folder");
    assert_eq!(found.files.len(), 1, "each folder is looked through once");
}

#[test]
fn a_folder_that_is_not_there_is_an_error() {
    let machine = Machine::new();
    assert!(map_files(&Disk, &machine.path("maps"), &mut || true).is_err());
}

#[test]
fn the_folder_is_remembered() {
    let machine = Machine::new();
    let state = machine.path("state");
    assert_eq!(library_folder(&Disk, &state), None);
    remember_library_folder(&Disk, &state, &machine.path("maps")).expect("writable");
    assert_eq!(library_folder(&Disk, &state), Some(machine.path("maps")));
    machine.write("state/library.json", "{\"folder\": 7}");
    assert_eq!(library_folder(&Disk, &state), None, "a broken file is put aside");
}
