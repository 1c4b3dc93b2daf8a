//! What was exported as a text comes back through the importer.

use empathy_map::export::markdown;
use empathy_map::file::parse;
use empathy_map::import::{self, new_map};
use empathy_map::model::{Cause, EmpathyMap, Evidence, MotivationId, Need, Note, NoteId, Tension};
use proptest::prelude::*;

use crate::support::maps::any_map;
use crate::support::program::{err, run, status};

const SAMPLES: [&str; 4] = ["maps/dana.json", "maps/marek.json", "maps/nurses.json", "maps/setsuko.json"];

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

fn theme(map: &EmpathyMap, note: &Note) -> Option<String> {
    note.theme.as_ref().and_then(|theme| map.theme(theme)).map(|theme| theme.title.clone())
}

#[test]
fn a_board_keeps_texts_and_quadrants_and_makes_no_notes_of_needs() {
    for sample in SAMPLES {
        let (before, after) = there_and_back(sample, "canvas");
        assert_eq!(texts(&after), texts(&before), "{sample}");
    }
}

#[test]
fn a_table_keeps_every_column_and_the_quadrants() {
    for sample in SAMPLES {
        let (before, after) = there_and_back(sample, "csv");
        assert_eq!((before.id.as_ref(), texts(&before)), (after.id.as_ref(), texts(&after)));
        let laid = |map: &EmpathyMap| -> Vec<_> {
            map.quadrants.iter().map(|one| (one.title.clone(), one.column, one.row, one.tone)).collect()
        };
        assert_eq!(laid(&after), laid(&before), "{sample}");
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

/// What an outline says of a note.
fn told_of_note(
    map: &EmpathyMap,
    note: &Note,
) -> (String, String, Option<String>, Option<Evidence>, String, Vec<String>) {
    let quadrant = map.quadrant(&note.quadrant).expect("a quadrant").title.clone();
    (quadrant, note.text.clone(), theme(map, note), note.evidence, note.source.clone(), note.who.clone())
}

/// What an outline says of a need, a motivation or a tension: its words, and the texts of its notes.
type Told = (String, Vec<String>, Vec<String>);

fn quoted(map: &EmpathyMap, notes: &[NoteId]) -> Vec<String> {
    notes.iter().map(|id| map.note(id).expect("a note").text.clone()).collect()
}

fn told_of_need(map: &EmpathyMap, need: &Need) -> Told {
    let driven = |id: &MotivationId| map.motivation(id).expect("a motivation").statement.clone();
    let driven: Vec<String> = need.motivations.iter().map(driven).collect();
    let judged = (need.priority, need.severity, &need.met_when, &need.causes, &need.plan);
    let words = (need.sentence(&map.persona), &need.because, &need.when, &need.so_that, driven, judged);
    (format!("{words:?}"), quoted(map, &need.supports), quoted(map, &need.contradicts))
}

fn told_of_the_rest(map: &EmpathyMap) -> Vec<Told> {
    let motivations = map.motivations.iter().map(|one| {
        let words = format!("{:?}", (&one.statement, one.direction, one.driver));
        (words, quoted(map, &one.supports), quoted(map, &one.contradicts))
    });
    let tension = |one: &Tension| (one.insight.clone(), quoted(map, &one.this), quoted(map, &one.but));
    motivations.chain(map.tensions.iter().map(tension)).collect()
}

#[test]
fn an_outline_brings_back_the_map_with_all_that_it_says() {
    for sample in SAMPLES {
        let (before, after) = there_and_back(sample, "md");
        assert_eq!((&after.title, &after.persona), (&before.title, &before.persona), "{sample}");
        let quadrants = |map: &EmpathyMap| -> Vec<_> {
            map.quadrants.iter().map(|one| (one.title.clone(), one.prompt.clone(), one.tone)).collect()
        };
        assert_eq!(quadrants(&after), quadrants(&before), "{sample}");
        let notes = |map: &EmpathyMap| {
            let mut notes: Vec<_> = map.notes.iter().map(|note| told_of_note(map, note)).collect();
            notes.sort();
            notes
        };
        assert_eq!(notes(&after), notes(&before), "{sample}");
        let needs = |map: &EmpathyMap| -> Vec<Told> { map.needs.iter().map(|need| told_of_need(map, need)).collect() };
        assert_eq!(needs(&after), needs(&before), "{sample}");
        assert_eq!(told_of_the_rest(&after), told_of_the_rest(&before), "{sample}");
    }
}

/// The outline of a map, imported as a new one.
fn through_markdown(map: &EmpathyMap) -> EmpathyMap {
    let mut outline = Vec::new();
    markdown::write(map, &mut outline).expect("memory takes everything");
    let source = import::read("map.md", &outline).expect("an outline");
    let quadrants = import::quadrants_of_new_map([(&source, &source.guess())]);
    let preview = source.preview(&source.guess(), &quadrants);
    let mut count = 0;
    let mut ids = || {
        count += 1;
        format!("id{count}")
    };
    new_map(quadrants, &[preview], &mut ids).0
}

#[test]
fn people_with_commas_sources_with_semicolons_and_causes_of_causes_come_back() {
    let mut map = read(SAMPLES[0]);
    map.notes[0].who = vec!["Doe, Jane".into(), "the \"boss\"".into(), "a; from b".into(), "P2".into()];
    map.notes[0].source = "about P1; from *afar*; (quote)".into();
    map.notes[0].evidence = None;
    map.notes[1].text = "He said *(quote)*\n\nand (from home)".into();
    (map.notes[1].evidence, map.notes[1].source) = (None, String::new());
    map.notes[1].who.clear();
    let deep = Cause { text: "deep".into(), evidence: Some(Evidence::Data), ..Default::default() };
    let middle = Cause { text: "middle".into(), causes: vec![deep.clone(), deep], ..Default::default() };
    map.needs[0].causes = vec![middle.clone(), middle];
    map.needs[0].who = "The agent".into();
    let back = through_markdown(&map);
    let find = |text: &str| back.notes.iter().find(|note| note.text == text).expect("the note");
    for note in &map.notes[..2] {
        assert_eq!(told_of_note(&back, find(&note.text)), told_of_note(&map, note));
    }
    assert_eq!(told_of_need(&back, &back.needs[0]), told_of_need(&map, &map.needs[0]));
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(128) })]

    #[test]
    fn the_outline_of_any_map_makes_a_map_that_breaks_no_rule(mut map in any_map()) {
        // Without a name, nothing tells what is said of the persona from other words below a title.
        map.persona.name = "Dana".into();
        let back = through_markdown(&map);
        prop_assert_eq!(back.check(), Ok(()));
        // Where titles say nothing, what stands under them cannot be told apart; of the others, every text comes back.
        if map.quadrants.iter().enumerate().all(|(at, one)| {
            one.title.trim().len() > 2 && map.quadrants[..at].iter().all(|other| other.title != one.title)
        }) {
            let said = |map: &EmpathyMap| -> Vec<String> {
                let mut all: Vec<_> = map.notes.iter().map(|note| note.text.trim().to_owned()).filter(|text| !text.is_empty()).collect();
                all.sort();
                all
            };
            let mut outline = Vec::new();
            markdown::write(&map, &mut outline).expect("memory takes everything");
            prop_assert_eq!(said(&back), said(&map), "{}", String::from_utf8_lossy(&outline));
        }
    }
}
