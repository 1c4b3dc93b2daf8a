//! The layers of the house hold: no module names one that it may not, and some words stay in their places.
//!
//! The table of modules stands in `src/lib.rs`. Every ban says why it is there and what to do instead.

mod paths;

use std::fs;
use std::path::{Path, PathBuf};

use paths::Source;

/// A module of the crate and those it may name.
struct Layer {
    name: &'static str,
    may_name: &'static [&'static str],
    because: &'static str,
}

const LAYERS: &[Layer] = &[
    Layer {
        name: "model",
        may_name: &[],
        because: "the model is plain data that everything else rests on. Move the code up to the module that it names.",
    },
    Layer {
        name: "document",
        may_name: &["model"],
        because: "a document must run in a test, a session and a window alike. Return what happened and let `app` act on it.",
    },
    Layer {
        name: "file",
        may_name: &["model"],
        because: "files take and give maps and bytes, never a living document. Let `app` or `cli` pass the bytes along.",
    },
    Layer {
        name: "scene",
        may_name: &["synthesis", "model"],
        because: "one layout serves the window and every picture. Pass in what it needs as a parameter.",
    },
    Layer {
        name: "cell",
        may_name: &[],
        because: "exports write cells and imports read them; neither needs to know more here. Pass texts in.",
    },
    Layer {
        name: "export",
        may_name: &["scene", "cell", "synthesis", "model"],
        because: "a picture is painted from a scene, without a window. Pass in what it needs as a parameter.",
    },
    Layer {
        name: "import",
        may_name: &["cell", "model"],
        because: "foreign bytes become a map, nothing more. Let `app` or `cli` read the file and open the map.",
    },
    Layer {
        name: "merge",
        may_name: &["model"],
        because: "maps go in, a map comes out. Let `app` or `cli` read the files and ask the person.",
    },
    Layer {
        name: "synthesis",
        may_name: &["model"],
        because: "what is derived from a map follows from the map alone. Pass in what it needs as a parameter.",
    },
    Layer {
        name: "library",
        may_name: &["synthesis", "model"],
        because: "maps go in, what cards and searches need comes out. Let `app` read the files.",
    },
    Layer {
        name: "compare",
        may_name: &["model"],
        because: "two maps go in, what differs comes out. Let `app` read the files and show it.",
    },
    Layer {
        name: "session",
        may_name: &["document", "model"],
        because: "a room runs without a window and without files. Return what happened and let `app` act on it.",
    },
    Layer {
        name: "app",
        may_name: &[
            "session",
            "document",
            "export",
            "import",
            "merge",
            "library",
            "compare",
            "synthesis",
            "file",
            "scene",
            "cell",
            "model",
        ],
        because: "the window does not know the command line. Move what both need down into a module of its own.",
    },
    Layer {
        name: "cli",
        may_name: &[
            "app",
            "session",
            "document",
            "export",
            "import",
            "merge",
            "library",
            "compare",
            "synthesis",
            "file",
            "scene",
            "cell",
            "model",
        ],
        because: "the command line stands on top. Add the module to the table in `src/lib.rs` and here.",
    },
    Layer {
        name: "main",
        may_name: &["cli"],
        because: "`main` only hands the arguments to `cli`, so that tests reach everything else. Put the code there.",
    },
];

/// Words that stand in some modules only.
struct Ban {
    /// The segments of a path, one after the other.
    path: &'static [&'static str],
    /// Modules that may say it, with all that lies within them.
    only_in: &'static [&'static str],
    because: &'static str,
}

const WINDOW: &str = "only the window knows the toolkit; scenes and pictures must be made without a display. \
    Use `epaint` and `emath` for shapes, or move the code into `app`.";
const CLOCK: &str = "time is an input, so that tests can choose it. \
    Take the time as a parameter; `app::clock` is where it comes from.";

const BANS: &[Ban] = &[
    Ban { path: &["egui"], only_in: &["app"], because: WINDOW },
    Ban { path: &["eframe"], only_in: &["app"], because: WINDOW },
    Ban { path: &["egui_material_icons"], only_in: &["app"], because: WINDOW },
    Ban {
        path: &["rfd"],
        only_in: &["app"],
        because: "a dialog asks a person, and only the window has one. Take the path as a parameter.",
    },
    Ban {
        path: &["yrs"],
        only_in: &["document"],
        because: "one door to the CRDT keeps every rule of a map in one place. Apply an `Edit`, or import bytes.",
    },
    Ban {
        path: &["std", "net"],
        only_in: &["session::transport", "session::web"],
        because: "rooms and peers are tested without a network. Sockets stand in `session::transport` and `session::web` alone.",
    },
    Ban {
        path: &["std", "fs"],
        only_in: &["file"],
        because: "a file is written whole or not at all, and tests make every call fail once. Use `file` and its `Fs`.",
    },
    Ban {
        path: &["serde_json"],
        only_in: &["file", "session", "import", "export::json_canvas"],
        because: "the file format has one reader and one writer. Use `file`, `session` for its messages, `import` and \
                  `export::json_canvas` for the boards of other programs, or plain text.",
    },
    Ban { path: &["SystemTime", "now"], only_in: &["app::clock"], because: CLOCK },
    Ban { path: &["Timestamp", "now"], only_in: &["app::clock"], because: CLOCK },
    Ban { path: &["Zoned", "now"], only_in: &["app::clock"], because: CLOCK },
    Ban { path: &["Instant", "now"], only_in: &["app", "session::transport"], because: CLOCK },
    Ban {
        path: &["getrandom"],
        only_in: &["app::clock", "session::transport"],
        because: "chance is an input, so that tests can choose it. Take an identifier as a parameter; `app::clock` makes them.",
    },
];

/// Macros that must not stay.
const MACROS: &[(&str, &str)] = &[
    ("todo", "it stops the program of somebody who works. Write the body, or leave the function out."),
    ("unimplemented", "it stops the program of somebody who works. Write the body, or leave the function out."),
    ("dbg", "it writes into other people's terminals. Use `log::debug!`."),
];

const MAX_LINES: usize = 500;

/// Everything that is wrong with a file of the crate, a sentence each.
fn complaints(path: &Path, text: &str) -> Vec<String> {
    let source = Source::new(path, text);
    let mut found = shape(path, text);
    let Some(home) = source.module.first().cloned() else { return found };
    let Some(layer) = LAYERS.iter().find(|layer| layer.name == home) else {
        found.push(format!(
            "{}: `{home}` has no place in the house yet, so nobody knows what it may name. \
             Add it to the table in `src/lib.rs` and to LAYERS.",
            path.display()
        ));
        return found;
    };
    let mut say = |line: usize, text: String| found.push(format!("{}:{line}: {text}", path.display()));

    for named in &source.paths {
        if let Some(other) = named.crate_module()
            && other != layer.name
            && !layer.may_name.contains(&other)
        {
            say(named.line, format!("`{}` may not name `{other}`: {}", layer.name, layer.because));
        }
        for ban in BANS {
            let allowed = ban.only_in.iter().any(|place| named.stands_in(place));
            if !allowed && named.says(ban.path) {
                let places = if ban.only_in.is_empty() {
                    "nowhere".into()
                } else {
                    format!("in `{}` only", ban.only_in.join("`, `"))
                };
                say(named.line, format!("`{}` stands {places}: {}", ban.path.join("::"), ban.because));
            }
        }
    }
    for line in source.method_calls("unwrap") {
        say(
            line,
            "`.unwrap()` ends the program with a riddle. Return the error, or `expect(\"why this cannot be\")`.".into(),
        );
    }
    for (name, because) in MACROS {
        for line in source.macro_calls(name) {
            say(line, format!("`{name}!` may not stay: {because}"));
        }
    }
    for (index, line) in text.lines().enumerate() {
        if line.contains("TODO") || line.contains("FIXME") {
            say(index + 1, "a note to oneself gets lost here. Do it now, or open an issue.".into());
        }
    }
    found
}

/// What is wrong with the shape of any file, also of a test.
fn shape(path: &Path, text: &str) -> Vec<String> {
    let mut found = Vec::new();
    if path.ends_with("mod.rs") {
        found.push(format!(
            "{}: ten tabs called `mod.rs` look the same. Call it `name.rs`, beside `name/`.",
            path.display()
        ));
    }
    let lines = text.lines().count();
    if lines > MAX_LINES {
        found.push(format!(
            "{}: {lines} lines are more than {MAX_LINES} and have more than one reason to change. Split it by reason.",
            path.display()
        ));
    }
    found
}

/// All Rust files below `folder`, which is relative to the crate, in alphabetical order.
fn rust_files(folder: &str) -> Vec<(PathBuf, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut folders = vec![root.join(folder)];
    let mut files = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let text = fs::read_to_string(&path).unwrap();
                files.push((path.strip_prefix(root).unwrap().to_owned(), text));
            }
        }
    }
    files.sort();
    files
}

#[test]
fn every_module_keeps_to_its_layer() {
    let files = rust_files("src");
    assert!(files.len() > 10, "the sources were not found");
    let found: Vec<_> = files.iter().flat_map(|(path, text)| complaints(path, text)).collect();
    assert!(found.is_empty(), "\n{}\n", found.join("\n"));
}

#[test]
fn tests_are_short_files_too() {
    let found: Vec<_> = rust_files("tests").iter().flat_map(|(path, text)| shape(path, text)).collect();
    assert!(found.is_empty(), "\n{}\n", found.join("\n"));
}

#[test]
fn the_table_in_the_crate_documentation_says_the_same() {
    let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/lib.rs")).unwrap();
    let mut rows: Vec<(&str, Vec<&str>)> = Vec::new();
    for line in text.lines().filter_map(|line| line.strip_prefix("//! | [`")) {
        let (name, rest) = line.split_once("`]").unwrap();
        let cell = rest.trim_end_matches('|').rsplit('|').next().unwrap().trim();
        let may_name = match cell {
            "all above" => rows.iter().map(|(name, _)| *name).collect(),
            _ => cell.split(", ").filter(|name| !name.is_empty()).collect(),
        };
        rows.push((name, may_name));
    }
    let listed = |name: &str| rows.iter().any(|(other, _)| *other == name);
    for (name, may_name) in &rows {
        let layer =
            LAYERS.iter().find(|layer| layer.name == *name).unwrap_or_else(|| panic!("`{name}` is not in LAYERS"));
        let mut expected: Vec<_> = layer.may_name.iter().copied().filter(|name| listed(name)).collect();
        let mut said = may_name.clone();
        expected.sort_unstable();
        said.sort_unstable();
        assert_eq!(said, expected, "what `{name}` may name, in the table of src/lib.rs and in LAYERS");
    }
    for name in text.lines().filter_map(|line| line.trim_start_matches("pub ").strip_prefix("mod ")?.strip_suffix(';'))
    {
        assert!(listed(name), "the table in src/lib.rs has no row for `{name}`");
    }
}

fn complaint(path: &str, text: &str) -> String {
    complaints(Path::new(path), text).join("\n")
}

#[test]
fn a_module_that_names_a_forbidden_one_is_caught_however_it_is_written() {
    for (path, text) in [
        ("src/scene/layout.rs", "use crate::app::App;"),
        ("src/scene/layout.rs", "use crate::{\n    app::{App, clock},\n    model::Note,\n};"),
        ("src/scene/layout.rs", "fn f() { crate::app::clock::random(); }"),
        ("src/scene/layout.rs", "use super::super::app;"),
        ("src/scene.rs", "use super::{app, model};"),
        ("src/scene.rs", "mod inner { use super::super::app::App; }"),
        ("src/scene.rs", "pub(in crate::app) fn f() {}"),
        ("src/scene.rs", "use crate::*;"),
        ("src/scene.rs", "use crate as house;"),
        ("src/scene.rs", "macro_rules! m { () => { $crate::app::run() } }"),
        ("src/main.rs", "use empathy_map::app;"),
    ] {
        let found = complaint(path, text);
        assert!(found.contains("may not name"), "{path}: {text}\n{found}");
    }
}

#[test]
fn a_complaint_says_where_why_and_what_to_do() {
    let found = complaint("src/model/note.rs", "//! Notes.\nuse crate::file::write;");
    assert!(found.starts_with("src/model/note.rs:2: `model` may not name `file`: the model is plain data"), "{found}");
}

#[test]
fn a_module_may_name_those_below_it_and_itself() {
    for (path, text) in [
        ("src/scene/layout.rs", "use crate::model::{EmpathyMap, Note};\nuse super::{FontBook, Picture};"),
        ("src/scene/text.rs", "use crate::scene::metrics;"),
        ("src/model/check.rs", "pub mod limits { use super::Problem; }"),
        (
            "src/app/canvas.rs",
            "use crate::{document::Edit, scene::Hit};\nuse eframe::egui;\nlet file = egui::vec2(0.0, 1.0);",
        ),
        ("src/file/save.rs", "use std::{fs, io};"),
        ("src/app/clock.rs", "use std::time::SystemTime;\nfn f() { SystemTime::now(); getrandom::fill(b); }"),
        ("src/main.rs", "use empathy_map::cli;"),
        ("src/lib.rs", "//! See [`app`].\npub mod app;\npub mod model;"),
    ] {
        assert_eq!(complaint(path, text), "", "{path}: {text}");
    }
}

#[test]
fn a_confined_word_outside_its_place_is_caught() {
    for (path, text, word) in [
        ("src/scene/text.rs", "fn f(ui: &mut egui::Ui) {}", "egui"),
        ("src/scene/text.rs", "use eframe::egui;", "eframe"),
        ("src/scene/text.rs", "use egui;", "egui"),
        ("src/cli.rs", "fn f() { ::rfd::FileDialog::new(); }", "rfd"),
        ("src/app/dispatch.rs", "use yrs::Doc;", "yrs"),
        ("src/app/dispatch.rs", "use std::{\n    io::{self, Read},\n    fs::{self, File},\n};", "std::fs"),
        ("src/file/save.rs", "use std::net::TcpStream;", "std::net"),
        ("src/app/panel.rs", "let now = std::time::SystemTime::now();", "SystemTime::now"),
        ("src/document.rs", "let now = Instant::now();", "Instant::now"),
        ("src/file/journal.rs", "getrandom::fill(&mut bytes)?;", "getrandom"),
        ("src/document.rs", "fn f() -> serde_json::Value { g() }", "serde_json"),
    ] {
        let found = complaint(path, text);
        assert!(found.contains(&format!("`{word}` stands")), "{path}: {text}\n{found}");
    }
}

#[test]
fn unfinished_and_brittle_code_is_caught() {
    for (text, part) in [
        ("fn f() { g().unwrap(); }", ".unwrap()"),
        ("fn f() { g()\n    .unwrap\n    () }", ".unwrap()"),
        ("fn f() { todo!() }", "`todo!`"),
        ("fn f() { std::unimplemented!(\"later\") }", "`unimplemented!`"),
        ("fn f() { dbg!(1); }", "`dbg!`"),
        ("// TODO: more", "gets lost"),
    ] {
        let found = complaint("src/file/save.rs", text);
        assert!(found.contains(part), "{text}\n{found}");
    }
    let long = "// A line.\n".repeat(MAX_LINES + 1);
    assert!(complaint("src/file/save.rs", &long).contains("501 lines"));
    assert!(complaint("src/file/mod.rs", "").contains("mod.rs"));
    assert!(complaint("src/gadgets.rs", "").contains("no place in the house"));
}

#[test]
fn comments_texts_and_tests_may_say_anything() {
    for text in [
        "// crate::app and g().unwrap()\n/* egui::Ui /* yrs::Doc */ std::net */ fn f() {}",
        "//! Like [`crate::app::App`].\n/// [app](crate::app)\nfn f() {}",
        r###"const A: &str = "crate::app \" todo!()"; const B: &str = r#"egui::Ui " yrs::Doc"#; const C: &[u8] = b"std::net::";"###,
        "const A: char = '\"'; const B: char = '\\''; fn f<'a>(x: &'a str) -> &'a str { x } // egui::Ui \"",
        "#[cfg(test)]\nmod tests {\n    use crate::app::App;\n    fn f() { g().unwrap(); { } }\n}",
        "#[cfg(test)]\nuse crate::app::App;\nfn f() {}",
        "#[cfg(test)]\n#[derive(Debug)]\nstruct A { b: crate::app::App }",
        "fn f() { g().unwrap_or_default(); }",
    ] {
        assert_eq!(complaint("src/scene.rs", text), "", "{text}");
    }
    assert_eq!(complaint("src/scene/tests.rs", "use crate::app; fn f() { g().unwrap(); }"), "");
    let after = "#[cfg(test)]\nmod tests { fn f() { } }\nuse crate::app::App;";
    assert!(complaint("src/scene.rs", after).contains("may not name"), "code after a test counts again");
    let real = "#[cfg(not(test))]\nuse crate::app::App;";
    assert!(complaint("src/scene.rs", real).contains("may not name"), "code for the program counts");
}
