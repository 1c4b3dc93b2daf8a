//! Following somebody, and being brought somewhere.

use eframe::egui::{Key, Modifiers, PointerButton, Rect, pos2, vec2};
use empathy_map::app::canvas::{fly_to, others};
use empathy_map::app::{Command, Message};
use empathy_map::session::PersonId;

use super::{seeing, two_notes};
use crate::support::window::Window;

const THERE: [f32; 4] = [300.0, 150.0, 400.0, 200.0];

fn followed() -> Window {
    let mut window = two_notes();
    window.others(vec![seeing(1, "Mei", THERE), seeing(2, "Jonas", [0.0, 0.0, 900.0, 700.0])]);
    window.send(Message::Follow(Some(PersonId(1))));
    window.settle();
    window
}

/// Whether the window shows this area, filling it in one direction.
fn shows(window: &Window, [x, y, width, height]: [f32; 4]) -> bool {
    let area = Rect::from_min_size(pos2(x, y), vec2(width, height));
    let seen = window.view().camera.visible(window.canvas());
    let fills = (seen.width() - width).abs() < 0.5 || (seen.height() - height).abs() < 0.5;
    seen.expand(0.5).contains_rect(area) && fills && (seen.center() - area.center()).length() < 0.5
}

#[test]
fn the_camera_follows_what_somebody_sees() {
    let mut window = followed();
    assert!(shows(&window, THERE));
    let further = [100.0, 300.0, 700.0, 500.0];
    window.others(vec![seeing(1, "Mei", further)]);
    assert!(shows(&window, further));
}

#[test]
fn following_ends_when_one_moves_the_map_or_presses_escape() {
    type Does = fn(&mut Window);
    let ways: [(&str, Does); 6] = [
        ("Escape", |window| window.press(Key::Escape)),
        ("the wheel", |window| {
            window.point_at(window.canvas().center());
            window.scroll(vec2(0.0, -30.0), Modifiers::NONE);
        }),
        ("zooming", |window| {
            window.point_at(window.canvas().center());
            window.scroll(vec2(0.0, -30.0), Modifiers::COMMAND);
        }),
        ("pushing", |window| {
            let from = window.canvas().center();
            window.begin_drag(from, from + vec2(40.0, 20.0), PointerButton::Middle);
            window.let_go(from + vec2(40.0, 20.0), PointerButton::Middle);
        }),
        ("fitting", |window| window.choose(Command::ZoomFit)),
        ("the command", |window| window.choose(Command::StopFollowing)),
    ];
    for (way, does) in ways {
        let mut window = followed();
        does(&mut window);
        assert_eq!(window.view().following, None, "{way} ends it");
        let camera = window.view().camera;
        window.others(vec![seeing(1, "Mei", [0.0, 0.0, 90.0, 90.0])]);
        assert_eq!(window.view().camera, camera, "after {way} the camera stays");
    }
}

#[test]
fn a_click_on_a_note_does_not_end_following_and_a_drag_holds_the_camera() {
    let mut window = followed();
    window.send(Message::Follow(Some(PersonId(2))));
    window.settle();
    window.click(window.middle("Is my invoice wrong?"));
    assert_eq!(window.view().following, Some(PersonId(2)));
    let from = window.middle("Is my invoice wrong?");
    window.begin_drag(from, from + vec2(30.0, 30.0), PointerButton::Primary);
    let camera = window.view().camera;
    window.others(vec![seeing(2, "Jonas", THERE)]);
    assert_eq!(window.view().camera, camera, "what I hold does not slip away");
    window.let_go(from + vec2(30.0, 30.0), PointerButton::Primary);
    assert!(shows(&window, THERE));
}

#[test]
fn escape_first_ends_following_and_then_clears_the_selection() {
    let mut window = followed();
    window.choose(Command::SelectAll);
    window.press(Key::Escape);
    assert_eq!((window.view().following, window.selected().len()), (None, 2));
    window.press(Key::Escape);
    assert!(window.selected().is_empty());
}

#[test]
fn following_ends_when_the_person_leaves() {
    let mut window = followed();
    window.others(vec![]);
    assert_eq!(window.view().following, None);
    assert!(window.words("Following Mei · Esc to stop").is_empty());
}

#[test]
fn two_who_follow_each_other_stay_where_they_are() {
    let mut window = followed();
    let told = others::seen_board(window.view()).expect("a view");
    assert_eq!(told, THERE, "who follows shows what the other sees, not the wider view of this window");
    window.others(vec![seeing(1, "Mei", told)]);
    assert!(shows(&window, THERE));
}

#[test]
fn one_can_follow_each_in_turn() {
    let mut window = followed();
    window.choose(Command::FollowNext);
    assert_eq!(window.view().following, Some(PersonId(2)));
    window.choose(Command::FollowNext);
    assert_eq!(window.view().following, Some(PersonId(1)));
    window.others(vec![]);
    window.choose(Command::FollowNext);
    assert_eq!(window.view().following, None);
}

#[test]
fn whoever_is_brought_somewhere_flies_there_and_follows_nobody_else() {
    let mut window = followed();
    let there = [0.0, 0.0, 500.0, 500.0];
    assert!(fly_to(window.view_mut(), there));
    window.settle();
    assert!(shows(&window, there));
    assert_eq!(window.view().following, None);
    for nowhere in [[f32::NAN, 0.0, 1.0, 1.0], [0.0, 0.0, -5.0, 5.0], [0.0, 0.0, 0.0, 0.0], [0.0, 0.0, f32::MAX, 1.0]] {
        assert!(!fly_to(window.view_mut(), nowhere), "{nowhere:?}");
    }
    window.settle();
    assert!(shows(&window, there));
}
