//! The maps that are measured, and the same board for Excalidraw.

use empathy_map::model::{EmpathyMap, Evidence, Note, NoteId, Point, QuadrantId};
use empathy_map::scene::{FontBook, Layout};
use serde_json::{Value, json};

const WORDS: &[&str] = &[
    "the",
    "bill",
    "again",
    "calls",
    "hold",
    "agent",
    "minutes",
    "friend",
    "nobody",
    "owns",
    "problem",
    "cancel",
    "screenshots",
    "worried",
    "relieved",
    "waits",
    "asks",
    "twice",
    "refund",
    "letter",
    "portal",
    "login",
    "für",
    "été",
];

/// A map with notes of 2 to 15 words, one in eight with an emoji, half of them with a place.
pub fn map(count: usize) -> EmpathyMap {
    let mut state: u64 = 7;
    let mut random = move |below: usize| {
        // A linear congruential generator is random enough to vary texts, and always the same.
        state = state.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        (state >> 33) as usize % below
    };
    let mut note = |index: usize| {
        let words = 2 + random(14);
        let mut text = (0..words).map(|_| WORDS[random(WORDS.len())]).collect::<Vec<_>>().join(" ");
        if index.is_multiple_of(8) {
            text.push_str(" 📞");
        }
        let quadrant = QuadrantId::new(["thinks", "feels", "does", "pains"][index % 4]);
        let mut note = Note::new(NoteId::new(format!("n{index}")), quadrant, text);
        let side = (count as f64).sqrt() * 110.0;
        note.at = index
            .is_multiple_of(2)
            .then(|| Point { x: random(1000) as f64 / 1000.0 * side, y: random(1000) as f64 / 1000.0 * side });
        note.evidence = Some(Evidence::ALL[random(6)]);
        note.source = format!("Interview {}", random(9));
        note.votes.insert("room".into(), random(7) as u32);
        note
    };
    EmpathyMap { title: "Measured".into(), notes: (0..count).map(&mut note).collect(), ..Default::default() }
}

/// The same texts in rectangles of the same size and place.
pub fn boxes(map: &EmpathyMap) -> Value {
    let scene = Layout::new(FontBook::new(false)).scene(map);
    let quadrants = scene.quadrants.iter().map(|quadrant| (quadrant.rect, "", "#eef3ff"));
    let notes = scene.notes.iter().zip(&map.notes).map(|(placed, note)| (placed.rect, note.text.as_str(), "#cfe0ff"));
    let boxes = quadrants.chain(notes).map(|(rect, text, fill)| {
        json!({
            "x": rect.min.x, "y": rect.min.y, "width": rect.width(), "height": rect.height(),
            "text": text, "fill": fill,
        })
    });
    json!({ "boxes": boxes.collect::<Vec<_>>() })
}
