//! What was exported as a text comes back through the importer.

use empathy_map::file::parse;
use empathy_map::model::{EmpathyMap, Note};

use crate::support::program::{err, run, status};

/// Maps with quadrants whose titles the importer knows, so that they come to the same quadrants of a new map.
const SAMPLES: [&str; 3] = ["maps/dana.json", "maps/marek.json", "maps/nurses.json"];

fn read(path: &str) -> EmpathyMap {
    parse(&std::fs::read(path).expect("a file")).expect("a map").map
}

/// A sample, and what is left of it after a way through a format.
fn there_and_back(sample: &str, ending: &str) -> (EmpathyMap, EmpathyMap) {
    let folder = tempfile::tempdir().unwrap();
    let [out, back] = [ending, "json"].map(|ending| folder.path().join(format!("map.{ending}")));
    let [out, back] = [&out, &back].map(|path| path.to_str().unwrap());
    for words in [["export", sample, "-o", out], ["import", out, "-o", back]] {
        let output = run(&words);
        assert_eq!(status(&output), 0, "{words:?}: {}", err(&output));
    }
    (read(&format!("{}/{sample}", env!("CARGO_MANIFEST_DIR"))), read(back))
}

fn texts(map: &EmpathyMap) -> Vec<(String, String)> {
    let quadrant = |note: &Note| map.quadrant(&note.quadrant).expect("a quadrant").title.clone();
    let mut texts: Vec<_> = map.notes.iter().map(|note| (quadrant(note), note.text.clone())).collect();
    texts.sort();
    texts
}

#[test]
fn a_board_keeps_texts_and_quadrants_and_makes_no_notes_of_needs() {
    for sample in SAMPLES {
        let (before, after) = there_and_back(sample, "canvas");
        assert_eq!(texts(&after), texts(&before), "{sample}");
    }
}

#[test]
fn a_table_keeps_every_column() {
    for sample in SAMPLES {
        let (before, after) = there_and_back(sample, "csv");
        assert_eq!((before.id.as_ref(), texts(&before)), (after.id.as_ref(), texts(&after)));
        let theme = |map: &EmpathyMap, note: &Note| {
            note.theme.as_ref().and_then(|theme| map.theme(theme)).map(|theme| theme.title.clone())
        };
        let needs = |map: &EmpathyMap, note: &Note| {
            let needs = map.needs.iter().filter(|need| need.supports.contains(&note.id));
            needs.map(|need| need.statement.clone()).collect::<Vec<_>>()
        };
        assert_eq!(before.notes.len(), after.notes.len());
        for (one, other) in before.notes.iter().zip(&after.notes) {
            assert_eq!(
                (&one.id, &one.text, one.evidence, &one.source),
                (&other.id, &other.text, other.evidence, &other.source)
            );
            assert_eq!((&one.who, one.feeling, &one.tags), (&other.who, other.feeling, &other.tags));
            assert_eq!((one.vote_total(), &one.author), (other.vote_total(), &other.author));
            assert_eq!((&one.created, one.at), (&other.created, other.at));
            assert_eq!((theme(&before, one), needs(&before, one)), (theme(&after, other), needs(&after, other)));
        }
    }
}
