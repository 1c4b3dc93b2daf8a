//! Every foreign file that ever made trouble, or might: `tests/fuzz-seeds/import-*` and the samples, on the stack that a thread
//! of Rust has. What a fuzzer finds is added there. Names that begin with `ok-` can be imported, and others cannot.

#[path = "../../fuzz/imports.rs"]
pub mod imports;

use std::fs;
use std::path::Path;

fn files(folder: &str) -> Vec<(String, Vec<u8>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join(folder);
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap());
    let mut files: Vec<_> =
        entries.map(|entry| (entry.file_name().into_string().unwrap(), fs::read(entry.path()).unwrap())).collect();
    files.sort();
    assert!(files.len() >= 5);
    files
}

fn replay(kind: &str, name: &'static str) {
    let mut unexpected = Vec::new();
    for (seed, bytes) in files(&format!("fuzz-seeds/import-{kind}")) {
        let thread =
            std::thread::Builder::new().stack_size(2 << 20).spawn(move || imports::import(name, &bytes)).unwrap();
        let is_imported = thread.join().unwrap_or_else(|_| panic!("{seed} panics"));
        if is_imported != seed.starts_with("ok-") {
            unexpected.push(seed);
        }
    }
    assert!(unexpected.is_empty(), "imported or refused against their names: {unexpected:?}");
}

#[test]
fn tables() {
    replay("table", "a.csv");
}

#[test]
fn markdown() {
    replay("markdown", "a.md");
}

#[test]
fn lines() {
    replay("lines", "a.txt");
}

#[test]
fn json_canvas() {
    replay("canvas", "a.canvas");
}

#[test]
fn excalidraw() {
    replay("excalidraw", "a.excalidraw");
}

#[test]
fn tldraw() {
    replay("tldraw", "a.tldr");
}

#[test]
fn every_sample_can_be_imported_under_any_name() {
    for (sample, bytes) in files("samples/import") {
        assert!(imports::import(&sample, &bytes), "{sample}");
        for name in ["a.csv", "a.tsv", "a.md", "a.txt", "a.canvas", "a.excalidraw", "a.tldr", ""] {
            imports::import(name, &bytes);
        }
    }
}
