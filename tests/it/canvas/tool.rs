//! The tool by itself: pointer events in, selection and edits out.

use eframe::egui::{Pos2, vec2};
use empathy_map::app::Selection;
use empathy_map::app::canvas::tool::{Around, Effect, Gesture, PointerEvent, PointerKind};
use empathy_map::app::state::DropTarget;
use empathy_map::document::{Edit, LinkSet};
use empathy_map::model::{NeedId, NoteId};
use empathy_map::scene::{FontBook, Layout, Scene};

use crate::support::hand::map_with;

struct Hand {
    scene: Scene,
    selection: Selection,
    gesture: Gesture,
    target: Option<DropTarget>,
    alt: bool,
}

impl Hand {
    fn new() -> Self {
        let map = map_with(&[("thinks", "one", 40.0, 80.0), ("thinks", "two", 300.0, 80.0)]);
        Self {
            scene: Layout::new(FontBook::new(false)).scene(&map),
            selection: Selection::default(),
            gesture: Gesture::Idle,
            target: None,
            alt: false,
        }
    }

    fn middle(&self, note: usize) -> Pos2 {
        self.scene.notes[note].rect.center()
    }

    fn does(&mut self, kind: PointerKind, at: Pos2) -> Vec<Effect> {
        let event = PointerEvent { kind, at, extends: false, alt: self.alt };
        let around = Around {
            scene: &self.scene,
            selection: &self.selection,
            zoom: 1.0,
            holds_fast: false,
            drop_target: self.target.as_ref(),
        };
        let effects = self.gesture.step(event, around);
        for effect in &effects {
            if let Effect::Select(notes) = effect {
                self.selection.set_notes(notes.iter().cloned());
            }
        }
        effects
    }

    fn edits(&mut self, kind: PointerKind, at: Pos2) -> Vec<Edit> {
        let effects = self.does(kind, at);
        effects
            .into_iter()
            .filter_map(|effect| if let Effect::Edit(edit) = effect { Some(edit) } else { None })
            .collect()
    }
}

#[test]
fn a_tremble_of_the_hand_is_a_click() {
    let mut hand = Hand::new();
    let at = hand.middle(0);
    hand.does(PointerKind::Press, at);
    hand.does(PointerKind::Move, at + vec2(2.0, 2.0));
    assert_eq!(hand.gesture.drag(), None);
    assert!(hand.edits(PointerKind::Release, at + vec2(2.0, 2.0)).is_empty());
    assert_eq!(hand.selection.single_note(), Some(&NoteId::new("n0")));
}

#[test]
fn a_note_dropped_on_itself_writes_nothing() {
    let mut hand = Hand::new();
    let at = hand.middle(0);
    hand.does(PointerKind::Press, at);
    hand.does(PointerKind::Move, at + vec2(60.0, 0.0));
    hand.does(PointerKind::Move, at);
    assert!(hand.edits(PointerKind::Release, at).is_empty());
}

#[test]
fn nothing_is_written_before_the_button_is_released() {
    let mut hand = Hand::new();
    let at = hand.middle(0);
    hand.does(PointerKind::Press, at);
    for step in 1..20 {
        assert!(hand.edits(PointerKind::Move, at + vec2(step as f32 * 5.0, 0.0)).is_empty());
    }
    assert_eq!(hand.edits(PointerKind::Release, at + vec2(100.0, 0.0)).len(), 1);
}

#[test]
fn notes_dropped_on_a_card_are_attached_and_with_alt_speak_against_it() {
    let set = LinkSet::NeedSupports(NeedId::new("need"));
    let against = LinkSet::NeedContradicts(NeedId::new("need"));
    for alt in [false, true] {
        let mut hand = Hand::new();
        let at = hand.middle(0);
        hand.does(PointerKind::Press, at);
        hand.does(PointerKind::Move, at + vec2(500.0, 0.0));
        hand.alt = alt;
        let rect = eframe::egui::Rect::EVERYTHING;
        hand.target = Some(DropTarget { rect, set: set.clone(), alt_set: Some(against.clone()) });
        let expected = if alt { against.clone() } else { set.clone() };
        let edits = hand.edits(PointerKind::Release, at + vec2(500.0, 0.0));
        assert_eq!(edits, [Edit::Link { set: expected, notes: vec![NoteId::new("n0")] }]);
    }
}

#[test]
fn a_cancelled_rubber_band_leaves_the_selection_it_began_with() {
    let mut hand = Hand::new();
    let corner = hand.scene.quadrants[0].rect.min + vec2(5.0, 70.0);
    hand.does(PointerKind::Press, corner);
    hand.does(PointerKind::Move, corner + vec2(500.0, 100.0));
    assert_eq!(hand.selection.note_count(), 2);
    hand.does(PointerKind::Cancel, corner);
    assert_eq!(hand.selection.note_count(), 0);
    assert_eq!(hand.gesture, Gesture::Idle);
}

#[test]
fn a_pushed_board_follows_the_pointer() {
    let mut hand = Hand::new();
    hand.does(PointerKind::PressToPan, Pos2::new(100.0, 100.0));
    assert_eq!(hand.does(PointerKind::Move, Pos2::new(130.0, 90.0)), [Effect::Pan(vec2(30.0, -10.0))]);
}
