//! Notes that say the same.

use eframe::egui::Rect;
use egui_kittest::kittest::Queryable;
use empathy_map::model::{EmpathyMap, Note, NoteId, Point};

use super::{Sorter, board};

const TEXTS: [&str; 3] =
    ["Can't find the invoice anywhere", "Can’t find the invoice anywhere!", "can't find the invoice anywhere"];

/// The board with notes that say the same, one below the other with another note between them.
fn doubled(count: usize) -> EmpathyMap {
    let mut map = board();
    map.notes.truncate(24);
    let at = |x: f64, y: f64| Some(Point { x, y });
    for (place, text) in TEXTS.iter().take(count).enumerate() {
        let note = Note::new(NoteId::new(format!("s{place}")), "pains".into(), *text);
        map.notes.push(Note { at: at(30.0, 80.0 + 220.0 * place as f64), source: "Interview 4".into(), ..note });
    }
    let between = Note::new(NoteId::new("between"), "pains".into(), "Waits for the bus");
    map.notes.push(Note { at: at(30.0, 170.0), ..between });
    map
}

impl Sorter {
    fn place(&self, note: &str) -> Rect {
        let scene = self.window.scene();
        scene.notes[scene.index_of(&NoteId::new(note)).expect("a placed note")].rect
    }
}

#[test]
fn two_that_say_the_same_are_stacked_and_both_texts_stay() {
    let mut sorter = Sorter::on(doubled(2));
    let before = sorter.map().clone();
    assert!(sorter.window.shows("Do these two say the same?"));
    sorter.click_in("The same:", "Stack");
    assert!(sorter.place("s0").intersects(sorter.place("s1")), "they lie on each other");
    for (place, note) in before.notes.iter().enumerate() {
        assert_eq!(sorter.map().notes[place].text, note.text);
        assert_eq!(sorter.map().notes[place].quadrant, note.quadrant);
    }
    let others = before.notes.iter().filter(|note| !note.id.as_str().starts_with('s'));
    for other in others.map(|note| sorter.place(note.id.as_str())) {
        assert!(!other.intersects(sorter.place("s0")) && !other.intersects(sorter.place("s1")), "they cover no other");
    }
    assert!(sorter.shown().same.is_empty());
    sorter.undo();
    assert_eq!(*sorter.map(), before);
    assert_eq!(sorter.shown().same.len(), 1);
}

#[test]
fn in_a_stack_no_word_is_hidden() {
    let mut sorter = Sorter::on(doubled(2));
    sorter.click_in("The same:", "Stack");
    let (under, over) = (sorter.place("s0"), sorter.place("s1"));
    let scene = sorter.window.scene();
    let picture = &scene.notes[scene.index_of(&NoteId::new("s0")).expect("a placed note")].picture;
    for shape in picture.shapes.iter().skip(1) {
        let shown = shape.extent().translate(under.min.to_vec2());
        assert!(!shown.shrink(0.5).intersects(over), "{shape:?}");
    }
}

#[test]
fn a_third_joins_the_stack() {
    let mut sorter = Sorter::on(doubled(3));
    assert!(!sorter.shown().same.is_empty());
    for _ in 0..2 {
        sorter.window.harness.get_all_by_label("Stack").next().expect("a pair").click();
        sorter.wait();
    }
    assert!(sorter.shown().same.is_empty(), "{:?}", sorter.shown().same);
    assert!(sorter.place("s0").intersects(sorter.place("s1")));
    assert!(sorter.place("s1").intersects(sorter.place("s2")));
    assert_eq!(TEXTS.map(|text| sorter.map().notes.iter().any(|note| note.text == text)), [true; 3]);
}

#[test]
fn the_one_takes_over_the_theme_of_the_other() {
    let mut sorter = Sorter::on(doubled(2));
    let theme = empathy_map::model::Theme { id: "t1".into(), title: "Bills".into(), extra: Default::default() };
    let notes = vec![NoteId::new("s1"), NoteId::new("n1-0")];
    sorter.edit(vec![empathy_map::document::Edit::AddTheme { theme, notes }]);
    sorter.click_in("The same:", "Stack");
    assert_eq!(sorter.theme_of("s0").as_deref(), Some("Bills"));
    sorter.undo();
    assert_eq!(sorter.theme_of("s0"), None, "place and theme are one step");
}

#[test]
fn no_is_no() {
    let mut sorter = Sorter::on(doubled(2));
    let before = sorter.map().clone();
    sorter.click_in("The same:", "No");
    assert!(sorter.shown().same.is_empty());
    assert_eq!(*sorter.map(), before);
}
