//! Everything strangers ever sent that made trouble, or might: `tests/fuzz-seeds`, on the stack that a thread of Rust has.
//! What a fuzzer finds is added there. Where it can be told, names that begin with `ok-` are let in, and others are not.

#[path = "../../fuzz/doors.rs"]
mod doors;

use std::fs;
use std::path::Path;

fn replay(folder: &str, knock: fn(&[u8]) -> Option<bool>) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fuzz-seeds").join(folder);
    let mut seeds: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    seeds.sort();
    assert!(seeds.len() >= 5);
    let mut unexpected = Vec::new();
    for seed in seeds {
        let name = seed.file_name().unwrap().to_str().unwrap().to_owned();
        let bytes = fs::read(&seed).unwrap();
        let thread = std::thread::Builder::new().stack_size(2 << 20).spawn(move || knock(&bytes)).unwrap();
        let is_let_in = thread.join().unwrap_or_else(|_| panic!("{name} panics"));
        if is_let_in.is_some_and(|is_let_in| is_let_in != name.starts_with("ok-")) {
            unexpected.push(name);
        }
    }
    assert!(unexpected.is_empty(), "let in or kept out against their names: {unexpected:?}");
}

#[test]
fn updates() {
    replay("update", |bytes| Some(doors::update(bytes)));
}

#[test]
fn messages_of_the_editor_door() {
    replay("wire", |bytes| Some(doors::wire(bytes)));
}

#[test]
fn the_editor_door() {
    replay("editor-door", |bytes| {
        doors::editor_door(bytes);
        None
    });
}

#[test]
fn the_participant_door() {
    replay("participant-door", |bytes| {
        doors::participant_door(bytes);
        None
    });
}

#[test]
fn map_files() {
    replay("file", |bytes| Some(doors::file(bytes)));
}

#[test]
fn pictures() {
    replay("picture", |bytes| Some(doors::picture(bytes)));
}
