//! The check of a picture before it is saved: it finds what is missing, clipped, hidden or without a font.

use std::sync::Arc;

use empathy_map::export::check;
use empathy_map::model::{EmpathyMap, Evidence};
use empathy_map::scene::{Part, Piece, Role, Shape, Sheet};
use proptest::prelude::*;

use crate::samples::samples;
use crate::scene::{layout, map, note, note_at};
use crate::support::maps::any_map;

fn sheet(map: &EmpathyMap, part: Part) -> Sheet {
    layout().sheet(map, part)
}

fn warnings(map: &EmpathyMap, part: Part, sheet: &Sheet) -> Vec<String> {
    check(map, part, sheet).warnings
}

fn two_notes() -> EmpathyMap {
    let mut map = map(vec![
        note_at("a", "thinks", "Is my invoice wrong?", 40.0, 80.0),
        note_at("b", "feels", "Anxious each time", 300.0, 80.0),
    ]);
    map.notes[0].source = "Interview 3".into();
    map.notes[0].evidence = Some(Evidence::Quote);
    map
}

fn piece<'s>(sheet: &'s mut Sheet, wanted: &str) -> &'s mut Piece {
    let is_wanted = |role: &Role| matches!(role, Role::Note { id, .. } if id.as_str() == wanted);
    sheet.pieces.iter_mut().find(|piece| is_wanted(&piece.role)).expect("the note")
}

#[test]
fn everything_of_the_samples_is_in_every_picture() {
    for (name, map) in samples() {
        for part in Part::ALL {
            let found = check(&map, part, &sheet(&map, part));
            // The bundled fonts know no Japanese.
            let warnings: Vec<_> = found.warnings.iter().filter(|warning| !warning.contains("font")).collect();
            assert_eq!(warnings, Vec::<&String>::new(), "{name}, {}", part.key());
            assert_eq!(found.notes, if matches!(part, Part::Summary | Part::OnePage) { 0 } else { map.notes.len() });
            assert!(found.words > 0);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn everything_of_any_map_is_in_every_picture(map in any_map()) {
        for part in Part::ALL {
            for warning in warnings(&map, part, &sheet(&map, part)) {
                let is_lost = ["lacks", "not in the picture", "beyond", "missing"].iter().any(|word| warning.contains(word));
                prop_assert!(!is_lost, "{}: {warning}", part.key());
            }
        }
    }
}

#[test]
fn notes_and_words_are_counted() {
    let mut map = two_notes();
    map.persona = Default::default();
    map.quadrants.iter_mut().for_each(|quadrant| quadrant.prompt.clear());
    let found = check(&map, Part::Map, &sheet(&map, Part::Map));
    // 4 and 3 in the notes, 2 in the source, 5 in the headings.
    assert_eq!(found.to_string(), "2 notes, 14 words: all in the picture");
    map.notes.pop();
    assert_eq!(check(&map, Part::Map, &sheet(&map, Part::Map)).to_string(), "1 note, 11 words: all in the picture");
    assert!(check(&map, Part::Summary, &sheet(&map, Part::Summary)).to_string().starts_with("0 words"));
}

#[test]
fn a_note_that_was_left_out_is_named() {
    let map = two_notes();
    let mut sheet = sheet(&map, Part::Map);
    sheet.pieces.retain(|piece| !matches!(&piece.role, Role::Note { id, .. } if id.as_str() == "b"));
    assert_eq!(warnings(&map, Part::Map, &sheet), ["The note “Anxious each time” is not in the picture."]);
    assert!(check(&map, Part::Map, &sheet).to_string().ends_with("one thing to look at"));
}

#[test]
fn a_line_that_was_left_out_is_named() {
    let map = two_notes();
    let mut sheet = sheet(&map, Part::Map);
    let shapes = &mut Arc::make_mut(&mut piece(&mut sheet, "a").picture).shapes;
    shapes.retain(|shape| !matches!(shape, Shape::Text(line) if line.text == "Interview 3"));
    assert_eq!(warnings(&map, Part::Map, &sheet), ["The note “Is my invoice wrong?” lacks “Interview 3”."]);
}

#[test]
fn a_note_beyond_the_edge_is_named() {
    let map = two_notes();
    let mut sheet = sheet(&map, Part::Map);
    piece(&mut sheet, "b").offset.x = sheet.size.x - 100.0;
    let found = warnings(&map, Part::Map, &sheet);
    assert_eq!(found, ["The note “Anxious each time” reaches beyond the picture."]);
}

#[test]
fn notes_under_notes_are_named_with_how_much_is_hidden() {
    let table = [
        ((40.0, 80.0), Some("The note “below” lies wholly under the note “above”.")),
        ((60.0, 90.0), Some("The note “below” lies under the note “above”, which hides some of it.")),
        ((240.0, 130.0), Some("The note “below” lies partly under the note “above”.")),
        ((247.5, 80.0), None),
        ((300.0, 80.0), None),
    ];
    for ((x, y), sentence) in table {
        let map = map(vec![note_at("a", "thinks", "below", 40.0, 80.0), note_at("b", "thinks", "above", x, y)]);
        let found = warnings(&map, Part::Map, &sheet(&map, Part::Map));
        assert_eq!(found, sentence.into_iter().collect::<Vec<_>>(), "{x}, {y}");
    }
}

#[test]
fn a_note_over_the_persona_is_named() {
    let map = map(vec![note("a", "thinks", "over it")]);
    let mut sheet = sheet(&map, Part::Map);
    let badge = sheet.pieces.iter().find(|piece| piece.role == Role::Badge).expect("the badge").offset;
    piece(&mut sheet, "a").offset = badge;
    let found = warnings(&map, Part::Map, &sheet);
    assert_eq!(found, ["The persona lies under the note “over it”, which hides some of it."]);
}

#[test]
fn many_of_a_kind_are_counted_and_not_listed() {
    let pile = (0..40).map(|at| note_at(&format!("n{at}"), "thinks", &format!("note {at}"), 40.0, 80.0)).collect();
    let map = map(pile);
    let found = warnings(&map, Part::Map, &sheet(&map, Part::Map));
    assert_eq!(found.len(), 9);
    assert_eq!(found[8], "31 more notes are partly hidden.");
}

#[test]
fn characters_without_a_font_are_named_with_their_note() {
    let map = map(vec![note("a", "thinks", "ཀ is Tibetan")]);
    let found = warnings(&map, Part::Map, &sheet(&map, Part::Map));
    assert_eq!(found, ["No font has ཀ (U+0F40), in the note “ཀ is Tibetan”."]);
}
