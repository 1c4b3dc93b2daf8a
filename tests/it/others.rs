//! Seeing each other on the canvas: who is where, what they have in their hands, and what that does to this window.

mod following;
mod looking;
mod showing;
mod writing;

use eframe::egui::{Color32, Pos2, Rect, Shape, epaint::RectShape};
use egui_kittest::kittest::{NodeT, Queryable};
use empathy_map::app::canvas::others::color;
use empathy_map::app::{Command, ViewState};
use empathy_map::model::{ItemRef, NoteId};
use empathy_map::session::{Drag, Person, PersonId, Presence, Role};

use crate::support::hand::map_with;
use crate::support::window::Window;

pub(crate) fn editor(id: u64, name: &str, presence: Presence) -> Person {
    Person { id: PersonId(id), name: name.into(), color: id as u8, role: Role::Editor, on_phone: false, presence }
}

pub(crate) fn pointing(id: u64, name: &str, cursor: [f32; 2]) -> Person {
    editor(id, name, Presence { cursor: Some(cursor), ..Presence::default() })
}

pub(crate) fn selecting(id: u64, name: &str, notes: &[&str]) -> Person {
    let selection = notes.iter().map(|note| ItemRef::Note(NoteId::new(*note))).collect();
    editor(id, name, Presence { selection, ..Presence::default() })
}

pub(crate) fn seeing(id: u64, name: &str, view: [f32; 4]) -> Person {
    editor(id, name, Presence { view: Some(view), ..Presence::default() })
}

impl Window {
    pub(crate) fn view_mut(&mut self) -> &mut ViewState {
        &mut self.app_mut().editor_mut().expect("a map is open").view
    }

    /// Lets exactly these people be there.
    pub(crate) fn others(&mut self, people: Vec<Person>) {
        self.view_mut().others = people;
        self.settle();
    }

    fn shapes(&self) -> Vec<Shape> {
        let mut flat = Vec::new();
        let mut rest: Vec<Shape> = self.harness.output().shapes.iter().map(|clipped| clipped.shape.clone()).collect();
        rest.reverse();
        while let Some(shape) = rest.pop() {
            match shape {
                Shape::Vec(inner) => rest.extend(inner.into_iter().rev()),
                shape => flat.push(shape),
            }
        }
        flat
    }

    /// Where these words are painted.
    pub(crate) fn words(&self, words: &str) -> Vec<Rect> {
        let texts = self.shapes().into_iter().filter_map(|shape| match shape {
            Shape::Text(text) if text.galley.text() == words => Some(text.galley.rect.translate(text.pos.to_vec2())),
            _ => None,
        });
        texts.collect()
    }

    /// The tips of the arrows in this colour.
    fn arrows(&self, fill: Color32) -> Vec<Pos2> {
        let paths = self.shapes().into_iter().filter_map(|shape| match shape {
            Shape::Path(path) if path.fill == fill && path.points.len() == 4 => Some(path.points[0]),
            _ => None,
        });
        paths.collect()
    }

    /// Outlines in this colour.
    pub(crate) fn outlines(&self, color: Color32) -> Vec<Rect> {
        let rects = self.shapes().into_iter().filter_map(|shape| match shape {
            Shape::Rect(RectShape { rect, fill, stroke, .. })
                if stroke.color == color && fill == Color32::TRANSPARENT =>
            {
                Some(rect)
            }
            _ => None,
        });
        rects.collect()
    }
}

pub(crate) fn two_notes() -> Window {
    Window::with_canvas(map_with(&[
        ("thinks", "Is my invoice wrong?", 40.0, 80.0),
        ("feels", "Not taken seriously", 40.0, 80.0),
    ]))
}

fn near(a: Rect, b: Rect) -> bool {
    (a.min - b.min).length() < 1.0 && (a.max - b.max).length() < 1.0
}

#[test]
fn a_cursor_stands_where_its_person_points_at_any_zoom() {
    let mut window = two_notes();
    let mei = pointing(1, "Mei", [300.0, 200.0]);
    window.others(vec![mei.clone()]);
    for command in [Command::ZoomFit, Command::ZoomFull, Command::ZoomOut, Command::ZoomIn] {
        window.choose(command);
        let at = window.view().camera.screen_from_board(window.canvas(), Pos2::new(300.0, 200.0));
        let arrows = window.arrows(color(&mei));
        assert_eq!(arrows.len(), 1, "{command:?}");
        assert!((arrows[0] - at).length() < 0.01, "{command:?}: {:?} is not {at:?}", arrows[0]);
        let [name] = window.words("Mei")[..] else { panic!("one name") };
        assert!((name.min - at).length() < 40.0, "the name stands by the arrow: {name:?} {at:?}");
    }
}

#[test]
fn names_stay_within_the_canvas() {
    let mut window = two_notes();
    let seen = window.view().camera.visible(window.canvas());
    for at in [seen.min, seen.max, seen.right_top(), seen.left_bottom()] {
        let at = at + (seen.center() - at) * 0.002;
        window.others(vec![pointing(1, "A name as long as a name can be here", [at.x, at.y])]);
        let canvas = window.canvas();
        let tags = window.shapes().into_iter().filter_map(|shape| match shape {
            Shape::Rect(rect) if rect.fill == color(&pointing(1, "", [0.0, 0.0])) => Some(rect.rect),
            _ => None,
        });
        let tags: Vec<Rect> = tags.collect();
        assert_eq!(tags.len(), 1);
        assert!(canvas.contains_rect(tags[0]), "{tags:?} in {canvas:?}");
    }
}

#[test]
fn a_place_that_is_none_is_not_painted() {
    let mut window = two_notes();
    let wild = [f32::NAN, f32::INFINITY, -f32::MAX, 1e30];
    let people = wild.iter().enumerate().map(|(id, &value)| {
        let drag = Drag { notes: vec![NoteId::new("n0")], by: [value, 0.0] };
        let presence = Presence {
            cursor: Some([value, value]),
            drag: Some(drag),
            view: Some([value, 0.0, value, value]),
            ..Presence::default()
        };
        editor(id as u64, "Wild", presence)
    });
    window.others(people.collect());
    assert!(window.words("Wild").is_empty());
    window.view_mut().following = Some(PersonId(2));
    let camera = window.view().camera;
    window.settle();
    assert_eq!(window.view().camera, camera);
}

#[test]
fn a_selected_note_is_framed_and_named() {
    let mut window = two_notes();
    let mei = selecting(1, "Mei", &["n0"]);
    window.others(vec![mei.clone()]);
    let note = window.note_rect("Is my invoice wrong?");
    let frames = window.outlines(color(&mei));
    assert!(frames.iter().any(|frame| near(*frame, note.expand(2.0))), "{frames:?} around {note:?}");
    assert_eq!(window.words("Mei").len(), 1);

    window.others(vec![selecting(1, "Mei", &["n0", "n1"])]);
    assert_eq!(window.outlines(color(&mei)).len(), 2);
    assert!(window.words("Mei").is_empty(), "a name at each of many notes would be noise");

    window.others(vec![selecting(1, "Mei", &["n0", "gone"])]);
    assert_eq!(window.outlines(color(&mei)).len(), 1, "a note that is not on the map is not painted");
}

#[test]
fn frames_of_several_people_lie_around_each_other_and_around_mine() {
    let mut window = two_notes();
    let (mei, jonas) = (selecting(1, "Mei", &["n0"]), selecting(2, "Jonas", &["n0"]));
    window.click(window.middle("Is my invoice wrong?"));
    window.others(vec![mei.clone(), jonas.clone()]);
    let note = window.note_rect("Is my invoice wrong?");
    assert!(near(window.outlines(color(&mei))[0], note.expand(6.0)));
    assert!(near(window.outlines(color(&jonas))[0], note.expand(10.0)));
}

#[test]
fn one_sees_who_is_writing_on_a_note() {
    let mut window = two_notes();
    let editing = Some(NoteId::new("n1"));
    window.others(vec![editor(3, "Mei", Presence { editing, ..Presence::default() })]);
    assert_eq!(window.words("Mei is writing").len(), 1);
}

#[test]
fn notes_on_their_way_are_seen_where_they_are_carried() {
    let mut window = two_notes();
    let still = window.words("Not taken seriously").len();
    let drag = Some(Drag { notes: vec![NoteId::new("n1"), NoteId::new("gone")], by: [60.0, 120.0] });
    let mei = editor(1, "Mei", Presence { drag, ..Presence::default() });
    window.others(vec![mei.clone()]);
    assert_eq!(window.words("Not taken seriously").len(), still + 1);
    let by = window.view().camera.zoom * eframe::egui::vec2(60.0, 120.0);
    let carried = window.note_rect("Not taken seriously").translate(by);
    let frames = window.outlines(color(&mei));
    assert!(frames.iter().any(|frame| near(*frame, carried.expand(2.0))), "{frames:?} at {carried:?}");
    assert_eq!(window.note("Not taken seriously").at.map(|at| at.x), Some(40.0), "nothing has moved yet");
}

#[test]
fn a_mark_at_the_edge_leads_to_who_is_beyond_it() {
    let mut window = two_notes();
    window.choose(Command::ZoomFull);
    window.others(vec![pointing(1, "Mei", [4000.0, 200.0])]);
    assert!(window.words("Mei").is_empty());
    let mark = window.words("M").into_iter().find(|mark| window.canvas().contains_rect(*mark)).expect("a mark");
    assert!(mark.center().x > window.canvas().max.x - 40.0);
    let selected = window.middle("Is my invoice wrong?");
    window.click(selected);
    window.click(mark.center());
    window.settle();
    let at = window.view().camera.screen_from_board(window.canvas(), Pos2::new(4000.0, 200.0));
    assert!((at - window.canvas().center()).length() < 1.0);
    assert_eq!(window.view().camera.zoom, 1.0);
    assert_eq!(window.selected().len(), 1, "the click was on the mark, not on the map");
}

#[test]
fn nothing_is_painted_again_while_nobody_moves() {
    let mut window = two_notes();
    let people = (0..20).map(|id| pointing(id, "Somebody", [id as f32 * 30.0, 100.0]));
    window.others(people.collect());
    window.seconds(2.0);
    assert_eq!(window.settle(), 1, "one frame, and no wish for another");
}

#[test]
fn a_hundred_cursors_are_few_shapes() {
    let mut window = two_notes();
    let before = window.shapes().len();
    let people = (0..100).map(|id| pointing(id, "Somebody", [(id % 10) as f32 * 80.0, (id / 10) as f32 * 60.0]));
    window.others(people.collect());
    let more = window.shapes().len() - before;
    // Arrow, tag and name of each; and the first of them in the top bar.
    assert!((300..340).contains(&more), "{more} shapes");
}

#[test]
fn people_stand_in_the_top_bar_by_name_and_lead_to_their_view() {
    let mut window = two_notes();
    let mut mei = seeing(1, "Mei", [300.0, 200.0, 400.0, 300.0]);
    mei.role = Role::Facilitator;
    let mut phone = editor(2, "Jonas", Presence { ready: true, ..Presence::default() });
    (phone.role, phone.on_phone) = (Role::Participant, true);
    window.others(vec![mei, phone]);
    window.harness.get_by_label("Jonas, Participant, on a phone, done writing").click();
    window.settle();
    assert!(window.harness.query_by_label("Follow").is_none(), "a phone shows a list, no place on the board");
    window.press(eframe::egui::Key::Escape);
    window.harness.get_by_label("Mei, Facilitator").click();
    window.settle();
    window.harness.get_by_label("Follow").click();
    window.settle();
    assert_eq!(window.view().following, Some(PersonId(1)));
    assert_eq!(window.words("Following Mei · Esc to stop").len(), 1);
    window.harness.get_by_label("Stop following Mei").click();
    window.settle();
    assert_eq!(window.view().following, None);
}

#[test]
fn those_without_room_in_the_top_bar_are_behind_a_number() {
    let mut window = two_notes();
    let people = ["Ana", "Mei", "Jonas", "Bo", "Cy", "Di", "Ed", "Flo"];
    window.others(people.iter().enumerate().map(|(id, name)| pointing(id as u64, name, [90.0, 90.0])).collect());
    assert!(window.harness.query_by_label("Ana, Editor").is_some());
    assert!(window.harness.query_by_label("Flo, Editor").is_none());
    assert_eq!(window.words("+5").len(), 1);
    window.harness.get_by_label("All 8 others here").click();
    window.settle();
    window.harness.get_by_label_contains("Flo");
}

#[test]
fn a_screen_reader_hears_who_comes_and_goes_but_no_cursors() {
    let mut window = two_notes();
    let (mei, jonas) = (pointing(1, "Mei", [90.0, 90.0]), pointing(2, "Jonas", [90.0, 90.0]));
    window.others(vec![mei.clone()]);
    window.others(vec![mei, jonas.clone()]);
    window.seconds(1.5);
    let news = window.harness.get_by_label("Mei and Jonas joined");
    assert_eq!(news.accesskit_node().live(), eframe::egui::accesskit::Live::Polite);
    window.others(vec![jonas]);
    window.seconds(1.5);
    window.harness.get_by_label("Mei left");
    assert!(window.harness.query_by_label("Jonas").is_none(), "cursors are not in the tree");
}
