//! What others are told of this window, and how their cursors move in it.

use eframe::egui::{self, Event, Modifiers, PointerButton, Pos2, RawInput, Rect, vec2};
use empathy_map::app::state::{Camera, Look};
use empathy_map::app::{Cx, Message, Outbox, ViewState, canvas, theme};
use empathy_map::model::{EmpathyMap, ItemRef};
use empathy_map::scene::{FontBook, Layout, Palette, Scene};
use empathy_map::session::{Person, Presence, Role};

use super::pointing;
use crate::support::hand::map_with;

/// A canvas alone, whose wishes are looked at.
struct Bare {
    ctx: egui::Context,
    map: EmpathyMap,
    scene: Scene,
    view: ViewState,
    animated: bool,
    frames: u32,
}

const SCREEN: Rect = Rect::from_min_max(Pos2::ZERO, Pos2::new(1000.0, 800.0));

impl Bare {
    fn new() -> Self {
        let ctx = egui::Context::default();
        theme::install(&ctx);
        let map = map_with(&[("thinks", "one", 40.0, 80.0), ("thinks", "two", 300.0, 80.0)]);
        let scene = Layout::new(FontBook::new(false)).scene(&map);
        let view = ViewState { can_edit: true, my_role: Some(Role::Editor), ..ViewState::default() };
        let mut bare = Self { ctx, map, scene, view, animated: false, frames: 0 };
        bare.frame(vec![]);
        bare.view.reveal = None;
        bare.view.camera = Camera::default();
        bare.frame(vec![]);
        bare
    }

    /// What is told in a frame with these events.
    fn frame(&mut self, events: Vec<Event>) -> Vec<Presence> {
        self.frames += 1;
        let time = Some(f64::from(self.frames) / 60.0);
        let input = RawInput { screen_rect: Some(SCREEN), time, events, ..RawInput::default() };
        let look = Look { palette: Palette::Light, animated: self.animated, wheel_zooms: false };
        let mut out = Outbox::default();
        let mut cx = Cx { map: &self.map, scene: &self.scene, view: &mut self.view, out: &mut out, look };
        let mut output = self.ctx.run_ui(input, |ui| canvas::show(ui, &mut cx));
        output.textures_delta.clear();
        let told = out.drain().into_iter().filter_map(|message| match message {
            Message::ShowPresence(presence) => Some(presence),
            _ => None,
        });
        told.collect()
    }

    fn place(&self, note: usize) -> Pos2 {
        self.view.camera.screen_from_board(SCREEN, self.scene.notes[note].rect.center())
    }

    fn press(&mut self, pos: Pos2, pressed: bool) -> Vec<Presence> {
        let (button, modifiers) = (PointerButton::Primary, Modifiers::NONE);
        self.frame(vec![Event::PointerMoved(pos), Event::PointerButton { pos, button, pressed, modifiers }])
    }

    /// Where somebody's cursor is painted now.
    fn cursor(&self, person: &Person) -> Pos2 {
        self.view.canvas.cursor_of(person.id).expect("a cursor")
    }
}

#[test]
fn what_one_does_is_told_when_it_changes_and_only_then() {
    let mut bare = Bare::new();
    assert!(bare.frame(vec![]).is_empty(), "nothing changed");
    let at = bare.place(0);
    let told = bare.frame(vec![Event::PointerMoved(at)]);
    assert_eq!(told.len(), 1);
    let board = bare.scene.notes[0].rect.center();
    assert_eq!(told[0].cursor.map(|[x, y]| (x - board.x).abs() < 0.1 && (y - board.y).abs() < 0.1), Some(true));
    assert!(told[0].view.is_some());
    assert!(bare.frame(vec![]).is_empty());
    assert!(bare.frame(vec![Event::PointerMoved(at)]).is_empty());

    let told = bare.press(at, true);
    assert_eq!(told[0].selection, [ItemRef::Note(bare.scene.notes[0].id.clone())]);
    for step in 1..=4 {
        bare.frame(vec![Event::PointerMoved(at + vec2(10.0, 5.0) * step as f32)]);
    }
    let told = bare.frame(vec![Event::PointerMoved(at + vec2(50.0, 20.0))]);
    let drag = told[0].drag.as_ref().expect("a drag");
    assert_eq!((drag.notes.len(), drag.by), (1, [50.0, 20.0]));
    let told = bare.press(at + vec2(50.0, 20.0), false);
    assert_eq!(told[0].drag, None);
    let told = bare.frame(vec![Event::PointerGone]);
    assert_eq!(told[0].cursor, None);
}

#[test]
fn nothing_is_told_without_a_session_and_everything_when_one_begins() {
    let mut bare = Bare::new();
    bare.view.my_role = None;
    let at = bare.place(0);
    assert!(bare.frame(vec![Event::PointerMoved(at)]).is_empty());
    bare.view.my_role = Some(Role::Facilitator);
    assert!(bare.frame(vec![])[0].cursor.is_some());
}

#[test]
fn a_cursor_glides_to_its_next_place_where_motion_is_wished() {
    let mut bare = Bare::new();
    let (here, there) = (pointing(1, "Mei", [100.0, 100.0]), pointing(1, "Mei", [200.0, 100.0]));
    for animated in [true, false] {
        bare.animated = animated;
        bare.view.others = vec![here.clone()];
        for _ in 0..10 {
            bare.frame(vec![]);
        }
        assert_eq!(bare.cursor(&here), Pos2::new(100.0, 100.0));
        bare.view.others = vec![there.clone()];
        bare.frame(vec![]);
        bare.frame(vec![]);
        let between = bare.cursor(&there).x;
        assert_eq!(between > 100.0 && between < 200.0, animated, "{between}");
        for _ in 0..10 {
            bare.frame(vec![]);
        }
        assert_eq!(bare.cursor(&there), Pos2::new(200.0, 100.0));
    }
}
