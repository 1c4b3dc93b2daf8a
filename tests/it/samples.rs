//! The sample maps: they open as they stand, and they are good examples of the method.

use std::collections::HashSet;
use std::fs;
use std::path::Path;

use empathy_map::file;
use empathy_map::model::{EmpathyMap, Evidence, Note};
use empathy_map::scene::{FontBook, Layout, metrics};

/// Every file in `maps/`, by name, in alphabetical order.
fn files() -> Vec<(String, Vec<u8>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("maps");
    let mut files: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap())
        .map(|entry| (entry.file_name().into_string().unwrap(), fs::read(entry.path()).unwrap()))
        .collect();
    files.sort();
    assert!(files.len() >= 4, "four samples and more");
    files
}

pub fn samples() -> Vec<(String, EmpathyMap)> {
    files().into_iter().map(|(name, bytes)| (name, file::parse(&bytes).unwrap().map)).collect()
}

fn sample(name: &str) -> EmpathyMap {
    samples().into_iter().find(|(other, _)| other == name).expect("a sample").1
}

fn says(note: &Note, kinds: &[Evidence]) -> bool {
    note.evidence.is_some_and(|evidence| kinds.contains(&evidence))
}

#[test]
fn every_sample_opens_without_a_warning_and_saves_to_the_same_bytes() {
    for (name, bytes) in files() {
        let parsed = file::parse(&bytes).unwrap_or_else(|error| panic!("{name}: {error}"));
        assert_eq!(parsed.warnings, Vec::<String>::new(), "{name}");
        assert_eq!(parsed.map.check(), Ok(()), "{name}");
        let text = String::from_utf8(bytes).unwrap();
        assert_eq!(file::write(&parsed.map), text, "{name}");
    }
}

#[test]
fn a_sample_says_whom_it_is_about_and_who_wrote_each_note() {
    for (name, map) in samples() {
        let persona = &map.persona;
        for text in [&map.title, &map.created, &persona.name, &persona.role, &persona.scenario, &persona.goal] {
            assert!(!text.is_empty(), "{name}");
        }
        for quadrant in &map.quadrants {
            assert!(!quadrant.prompt.is_empty(), "{name}: {}", quadrant.title);
            let notes = map.notes.iter().filter(|note| note.quadrant == quadrant.id).count();
            assert!(notes >= 3, "{name}: {} has {notes} notes", quadrant.title);
        }
        let mut texts = HashSet::new();
        for note in &map.notes {
            assert!(texts.insert(&note.text), "{name}: “{}” stands there twice", note.text);
            assert!(note.text.split_whitespace().count() <= 14, "{name}: “{}” is long", note.text);
            assert!(!note.author.is_empty() && !note.created.is_empty() && note.at.is_some(), "{name}: {}", note.text);
        }
    }
}

#[test]
fn what_somebody_said_or_saw_in_a_sample_has_a_source() {
    for (name, map) in samples() {
        for note in map.notes.iter().filter(|note| says(note, &[Evidence::Quote, Evidence::Observed, Evidence::Data])) {
            assert!(!note.source.is_empty(), "{name}: {}", note.text);
        }
        let honest = [Evidence::Inferred, Evidence::Assumed, Evidence::Question];
        assert!(map.notes.iter().any(|note| says(note, &honest)), "{name} claims to know everything");
    }
}

#[test]
fn the_needs_of_a_sample_can_be_traced_to_notes_or_are_called_assumptions() {
    for (name, map) in samples() {
        assert!(map.needs.iter().filter(|need| need.supports.len() >= 2).count() >= 2, "{name}");
        for need in &map.needs {
            assert!(!need.statement.is_empty() && !need.statement.starts_with("to "), "{name}: {}", need.statement);
            assert!(!need.because.is_empty(), "{name}: {}", need.statement);
            assert!(need.supports.iter().all(|note| !need.contradicts.contains(note)), "{name}: {}", need.statement);
            if need.is_assumption() {
                assert!(need.plan.is_empty() && need.severity.is_none(), "{name}: a plan for an assumption");
            } else {
                assert!(need.priority.is_some() && need.severity.is_some(), "{name}: {}", need.statement);
                assert!(!need.met_when.is_empty() || need.supports.len() < 2, "{name}: {}", need.statement);
            }
        }
        let plan = &map.needs[0].plan;
        for step in [&plan.awareness, &plan.acknowledgment, &plan.action, &plan.advocacy] {
            assert!(!step.is_empty(), "{name}: the plan of the first need is whole");
        }
        assert!(map.motivations.iter().all(|motivation| !motivation.supports.is_empty()), "{name}");
        assert!(!map.tensions.is_empty() && map.tensions.iter().all(|tension| !tension.insight.is_empty()), "{name}");
        for theme in &map.themes {
            let notes = map.notes.iter().filter(|note| note.theme.as_ref() == Some(&theme.id)).count();
            assert!(notes >= 2, "{name}: the theme “{}” has {notes} notes", theme.title);
        }
    }
}

#[test]
fn the_interview_study_has_evidence_source_and_people_throughout() {
    let map = sample("nurses.json");
    assert!((25..=35).contains(&map.notes.len()));
    for note in &map.notes {
        assert!(note.evidence.is_some() && !note.source.is_empty() && !note.who.is_empty(), "{}", note.text);
    }
    let people: HashSet<_> = map.notes.iter().flat_map(|note| &note.who).collect();
    assert_eq!(people.len(), 6);
    assert!(map.needs.iter().filter(|need| !need.contradicts.is_empty()).count() >= 2);
}

#[test]
fn the_japanese_sample_is_japanese_throughout_and_has_emoji() {
    let map = sample("setsuko.json");
    for note in &map.notes {
        assert!(!note.text.contains(|letter: char| letter.is_ascii_alphabetic()), "{}", note.text);
    }
    assert!(map.notes.iter().any(|note| note.text.contains('😊')));
}

#[test]
fn the_notes_of_a_sample_lie_apart_inside_their_quadrants_and_beside_the_badge() {
    let mut layout = Layout::new(FontBook::new(false));
    for (name, map) in samples() {
        let scene = layout.scene(&map);
        for (index, placed) in scene.notes.iter().enumerate() {
            let text = &map.notes[index].text;
            let around = placed.rect.expand(metrics::NOTE_GAP / 4.0);
            for other in &scene.notes[..index] {
                assert!(!around.intersects(other.rect), "{name}: “{text}” touches {:?}", other.id);
            }
            assert!(
                !around.intersects(scene.badge.rect),
                "{name}: “{text}” {around} touches the badge {}",
                scene.badge.rect
            );
            let quadrant = &scene.quadrants[placed.quadrant];
            assert!(quadrant.rect.contains_rect(placed.rect), "{name}: “{text}” lies outside");
            assert!(
                placed.rect.top() >= quadrant.rect.top() + metrics::QUADRANT_HEADER,
                "{name}: “{text}” covers the heading"
            );
        }
    }
}
