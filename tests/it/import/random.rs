//! Random files: nothing panics, and no text gets lost.

use empathy_map::cell::unguarded;
use empathy_map::import::{self, Field, Preview};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};

use super::preview;
use super::seeds::imports;

const NAMES: &[&str] = &["a.csv", "a.tsv", "a.md", "a.txt", "a.canvas", "a.excalidraw", "a.tldr", "a"];

/// Everything that a preview shows.
fn shown(preview: &Preview) -> Vec<String> {
    let persona = &preview.persona;
    let mut shown = vec![preview.title.clone(), preview.map_id.clone(), persona.name.clone(), persona.about.clone()];
    for new in &preview.notes {
        let note = &new.note;
        let texts = [&note.text, &note.source, &note.author, &note.created, &new.theme, &new.place];
        shown.extend(texts.into_iter().chain(&note.who).chain(&note.tags).chain(&new.needs).cloned());
        shown.extend(note.evidence.map(|evidence| evidence.key().to_owned()));
        shown.extend(note.feeling.map(|feeling| feeling.step().to_string()));
        shown.extend([note.vote_total().to_string(), note.id.to_string()]);
    }
    shown.extend(preview.groups.iter().map(|placed| placed.group.to_string()));
    shown.extend(preview.left_out.iter().flat_map(|one| [one.place.clone(), one.text.clone()]));
    shown
}

fn is_shown(shown: &[String], text: &str) -> bool {
    let text = text.trim();
    shown.iter().any(|shown| shown.contains(text))
}

/// Headers of all sorts, and none.
fn header() -> impl Strategy<Value = Vec<&'static str>> {
    select(vec![
        vec![],
        vec!["Text", "Column", "Tags", "Other", "Author"],
        vec!["Thinks", "Feels", "Who", "Does", "Other"],
        vec!["Went well", "To improve", "Actions"],
        vec!["Note"],
        vec!["text", "evidence", "votes", "feeling", "x", "y", "created", "source"],
        vec!["map_id", "note_id", "quadrant", "text", "theme", "needs"],
    ])
}

/// Cells with everything that makes tables hard to read.
fn cell() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => "[a-zA-Zäé🙂\"',;\t\n =@'-]{0,14}",
        1 => select(vec!["Thinks", "pains", "text", "quote", "3", "-1", "2024-05-06", "'=1+1", "\u{feff}"]).prop_map(str::to_owned),
    ]
}

fn csv(rows: &[Vec<String>], delimiter: u8) -> Vec<u8> {
    let mut writer = csv::WriterBuilder::new().delimiter(delimiter).flexible(true).from_writer(Vec::new());
    rows.iter().filter(|row| !row.is_empty()).for_each(|row| writer.write_record(row).unwrap());
    writer.into_inner().unwrap()
}

/// Words that mean nothing, so that each must be found again.
fn word() -> impl Strategy<Value = String> {
    "[b-z]{2,7}q"
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_bytes_panic(name in select(NAMES), bytes in vec(any::<u8>(), 0..400)) {
        imports::import(name, &bytes);
    }

    #[test]
    fn no_text_panics(name in select(NAMES), text in "[a-zäあ🙂 #*>`_:;,\"'|=\t\n\r\u{0}\u{7}(){}\\[\\]\\\\!<-]{0,200}") {
        imports::import(name, text.as_bytes());
    }

    #[test]
    fn samples_with_changed_bytes_do_not_panic(
        file in any::<Index>(),
        changes in vec((any::<Index>(), any::<u8>(), 0..3_u8), 1..8),
        name in select(NAMES),
    ) {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/samples/import");
        let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
        files.sort();
        let mut bytes = std::fs::read(file.get(&files)).unwrap();
        for (at, byte, how) in changes {
            let at = at.index(bytes.len());
            match how {
                0 => bytes[at] = byte,
                1 => bytes.insert(at, byte),
                _ => drop(bytes.remove(at)),
            }
        }
        imports::import(name, &bytes);
    }

    #[test]
    fn every_cell_of_a_table_is_a_note_or_is_listed(
        header in header(),
        rows in vec(vec(cell(), 1..7), 1..12),
        delimiter in select(&b",;\t"[..]),
    ) {
        let header: Vec<String> = header.into_iter().map(str::to_owned).collect();
        let mut all = vec![header];
        all.extend(rows);
        let bytes = csv(&all, delimiter);
        let Ok(source) = import::read("a.csv", &bytes) else { return Ok(()) };
        let (preview, guess) = (preview(&source), source.guess().table.unwrap());
        let shown = shown(&preview);
        let table = source.table().unwrap();
        let unused: Vec<usize> = (0..table.columns())
            .filter(|column| preview.left_out.iter().any(|one| one.place == format!("column “{}”", table.column_name(*column, &guess))))
            .collect();
        for (at, row) in table.rows().enumerate().filter(|(at, _)| Some(*at) != guess.header) {
            for (column, cell) in row.iter().enumerate().filter(|(column, _)| !unused.contains(column)) {
                let mut parts = cell.split([',', ';', '|', '\n']).map(str::trim);
                // A date is written in another way, and places of other boards only tell the corner.
                let is_read = match guess.fields[column] {
                    Field::Created | Field::X | Field::Y => !cell.contains(char::is_alphabetic),
                    field => field == Field::MapId,
                };
                let unguarded = unguarded(cell);
                let found = is_shown(&shown, cell) || is_shown(&shown, &unguarded) || is_read || parts.all(|part| is_shown(&shown, part));
                prop_assert!(found, "row {at}, column {column}, “{cell}”: {guess:?}\n{shown:#?}");
            }
        }
        imports::import("a.csv", &bytes);
    }

    #[test]
    fn every_cell_that_is_written_is_read(rows in vec(vec(word(), 2..5), 2..8), delimiter in select(&b",;\t"[..])) {
        let bytes = csv(&rows, delimiter);
        let source = import::read("a.csv", &bytes).unwrap();
        let read: Vec<Vec<String>> = source.table().unwrap().rows().map(<[String]>::to_vec).collect();
        prop_assert_eq!(read, rows);
    }

    #[test]
    fn every_item_of_an_outline_is_a_note_or_is_listed(
        lines in vec((0..4_usize, select(vec!["- ", "* ", "1. ", "# ", "### ", "> ", "", "- [ ] "]), vec(word(), 1..5)), 1..30),
    ) {
        let line = |(level, mark, words): &(usize, &str, Vec<String>)| format!("{}{mark}{}\n", "  ".repeat(*level), words.join(" "));
        let text: String = lines.iter().map(line).collect();
        let shown = shown(&preview(&import::read("a.md", text.as_bytes()).unwrap()));
        for word in lines.iter().flat_map(|(_, _, words)| words) {
            prop_assert!(is_shown(&shown, word), "{word}\n{text}\n{shown:#?}");
        }
    }

    #[test]
    fn every_line_is_a_note_or_is_listed(
        lines in vec((select(vec!["", "- ", "• ", "12) ", "Feels: ", "  "]), vec(word(), 0..5), select(vec!["", ":", " -", "."])), 1..20),
    ) {
        let text: String = lines.iter().map(|(mark, words, end)| format!("{mark}{}{end}\n", words.join(" "))).collect();
        let Ok(source) = import::read("a.txt", text.as_bytes()) else { return Ok(()) };
        let shown = shown(&preview(&source));
        for word in lines.iter().flat_map(|(_, words, _)| words) {
            prop_assert!(is_shown(&shown, word), "{word}\n{text}\n{shown:#?}");
        }
    }

    #[test]
    fn every_text_of_a_board_is_a_note_or_is_listed(
        shapes in vec((0..4_u8, -500..500_i32, -500..500_i32, 0..900_i32, 0..900_i32, prop_oneof![3 => word(), 1 => select(vec!["Thinks", "FEELS"]).prop_map(str::to_owned)]), 1..25),
    ) {
        let mut nodes = Vec::new();
        let mut elements = Vec::new();
        let mut records = Vec::new();
        for (id, (kind, x, y, w, h, text)) in shapes.iter().enumerate() {
            let at = format!(r#""id":"{id}","x":{x},"y":{y}"#);
            let (node, key) = if *kind == 0 { ("group", "label") } else { ("text", "text") };
            nodes.push(format!(r#"{{"type":"{node}",{at},"width":{w},"height":{h},"{key}":"{text}"}}"#));
            let element = ["frame", "text", "rectangle", "text"][usize::from(*kind)];
            let key = if *kind == 0 { "name" } else { "text" };
            let inside = if *kind == 3 { format!(r#","containerId":"{}""#, id / 2) } else { String::new() };
            elements.push(format!(r#"{{"type":"{element}",{at},"width":{w},"height":{h},"{key}":"{text}"{inside}}}"#));
            let shape = ["frame", "text", "geo", "note"][usize::from(*kind)];
            let parent = if id % 3 == 0 { "page".to_owned() } else { (id / 2).to_string() };
            let props = format!(r#"{{"w":{w},"h":{h},"{key}":"{text}"}}"#);
            records.push(format!(r#"{{"typeName":"shape","type":"{shape}",{at},"parentId":"{parent}","props":{props}}}"#));
        }
        for (name, text) in [
            ("a.canvas", format!(r#"{{"nodes":[{}]}}"#, nodes.join(","))),
            ("a.excalidraw", format!(r#"{{"elements":[{}]}}"#, elements.join(","))),
            ("a.tldr", format!(r#"{{"records":[{}]}}"#, records.join(","))),
        ] {
            let shown = import::read(name, text.as_bytes()).map_or_else(|_| Vec::new(), |source| shown(&preview(&source)));
            for (kind, .., word) in &shapes {
                // A rectangle of Excalidraw has its text in an element of its own.
                let has_text = name != "a.excalidraw" || *kind != 2;
                prop_assert!(!has_text || is_shown(&shown, word), "{name}: {word}\n{text}\n{shown:#?}");
            }
            imports::import(name, text.as_bytes());
        }
    }
}
