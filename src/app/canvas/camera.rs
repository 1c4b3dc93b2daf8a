//! Where the camera goes when something shall be seen: at once, or gliding there for a moment.

use eframe::egui;
use egui::{Pos2, Rect, Vec2};

use crate::app::state::{Camera, Reveal};
use crate::app::{Cx, ViewState};
use crate::model::NoteId;
use crate::scene::Scene;

use super::others;
use super::tool::Gesture;

/// How long the camera glides, in seconds.
const GLIDE_SECS: f64 = 0.2;
/// How long it flies to a place where others are: long enough to see in which direction.
const FLIGHT_SECS: f64 = 0.45;
/// How long it takes to what a followed person sees now: they move on meanwhile.
const FOLLOW_SECS: f64 = 0.12;
/// Space around the board when all of it is shown, in points.
const BOARD_MARGIN: f32 = 24.0;
/// Space around notes that are brought into view, in points.
const NOTE_MARGIN: f32 = 48.0;
/// Largest zoom at which the whole board is shown.
const BOARD_ZOOM: f32 = 2.0;
/// Largest zoom at which selected notes are shown.
const NOTES_ZOOM: f32 = 1.5;
/// Below this zoom nobody can write: the camera comes nearer first.
const LEAST_WRITING_ZOOM: f32 = 0.6;

/// A camera on its way.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Glide {
    from: Camera,
    to: Camera,
    started_secs: f64,
    secs: f64,
}

/// Moves the camera to what shall be revealed, and on its way there. Asks for the next frame while it moves.
pub fn follow(ui: &egui::Ui, cx: &mut Cx<'_>, canvas: Rect, is_first: bool) {
    let now = ui.input(|input| input.time);
    if let Some(reveal) = cx.view.reveal.take() {
        let from = cx.view.camera;
        let wished = cx.view.canvas.glide.map_or(from, |glide| glide.to);
        let to = target(wished, canvas, cx.scene, &reveal);
        let secs = if matches!(reveal, Reveal::Area(_)) { FLIGHT_SECS } else { GLIDE_SECS };
        cx.view.following = None;
        head_for(cx, to, now, if is_first { 0.0 } else { secs });
    } else if cx.view.gesture == Gesture::Idle
        && let Some(to) = others::target(cx.view, canvas)
        && to != cx.view.canvas.glide.map_or(cx.view.camera, |glide| glide.to)
    {
        head_for(cx, to, now, FOLLOW_SECS);
    }
    if let Some(glide) = cx.view.canvas.glide {
        let done = ((now - glide.started_secs) / glide.secs).clamp(0.0, 1.0) as f32;
        if done < 1.0 {
            let eased = 1.0 - (1.0 - done).powi(3);
            cx.view.camera = between(glide.from, glide.to, canvas.size(), eased);
            ui.ctx().request_repaint();
        } else {
            cx.view.camera = glide.to;
            cx.view.canvas.glide = None;
        }
    }
}

/// Sends the camera on its way, or moves it at once where nothing shall move by itself.
fn head_for(cx: &mut Cx<'_>, to: Camera, now_secs: f64, secs: f64) {
    let from = cx.view.camera;
    if cx.look.animated && secs > 0.0 && to != from {
        cx.view.canvas.glide = Some(Glide { from, to, started_secs: now_secs, secs });
    } else {
        cx.view.camera = to;
        cx.view.canvas.glide = None;
    }
}

/// Stops the camera where it is, because the person took hold of something.
pub fn take(view: &mut ViewState) {
    view.canvas.glide = None;
}

/// Hands the camera to the person, who moves it from now on: it follows nobody else.
pub fn steer(view: &mut ViewState) {
    take(view);
    view.following = None;
}

/// Comes near enough to an area of the board for writing there, moving no more than needed.
pub fn come_near(view: &mut ViewState, canvas: Rect, board: Rect) {
    let mut camera = view.camera;
    if camera.zoom < LEAST_WRITING_ZOOM {
        camera = Camera { zoom: 1.0, pan: canvas.size() / 2.0 - board.center().to_vec2() };
    }
    steer(view);
    view.camera = bring_in(camera, canvas, board);
}

fn target(camera: Camera, canvas: Rect, scene: &Scene, reveal: &Reveal) -> Camera {
    let zoomed = |factor: f32| {
        let mut camera = camera;
        camera.zoom_about(canvas, canvas.center(), factor);
        camera
    };
    match reveal {
        Reveal::Board => Camera::fitting(canvas, scene.bounds, BOARD_MARGIN, BOARD_ZOOM),
        Reveal::Notes(notes) => bounds(scene, notes).map_or(camera, |board| bring_in(camera, canvas, board)),
        Reveal::FitNotes(notes) => {
            bounds(scene, notes).map_or(camera, |board| Camera::fitting(canvas, board, NOTE_MARGIN, NOTES_ZOOM))
        }
        Reveal::Area(board) => Camera::fitting(canvas, *board, 0.0, *Camera::ZOOM_RANGE.end()),
        Reveal::FullSize => zoomed(1.0 / camera.zoom),
        Reveal::ZoomBy(factor) => zoomed(*factor),
    }
}

fn bounds(scene: &Scene, notes: &[NoteId]) -> Option<Rect> {
    let places = notes.iter().filter_map(|id| scene.index_of(id)).map(|index| scene.notes[index].rect);
    places.reduce(|all, rect| all.union(rect))
}

/// The camera that shows an area, moved no more than needed, farther away where it must.
fn bring_in(camera: Camera, canvas: Rect, board: Rect) -> Camera {
    let room = canvas.shrink(NOTE_MARGIN.min(canvas.width().min(canvas.height()) / 4.0));
    let seen = camera.screen_rect(canvas, board);
    if seen.width() > room.width() || seen.height() > room.height() {
        return Camera::fitting(canvas, board, NOTE_MARGIN, camera.zoom);
    }
    let push = |low: f32, high: f32, least: f32, most: f32| (least - low).max(0.0) + (most - high).min(0.0);
    let by = Vec2::new(
        push(seen.min.x, seen.max.x, room.min.x, room.max.x),
        push(seen.min.y, seen.max.y, room.min.y, room.max.y),
    );
    Camera { pan: camera.pan + by, ..camera }
}

/// A camera on the way from one to another: what is in the middle moves evenly, the zoom by even factors.
fn between(from: Camera, to: Camera, size: Vec2, part: f32) -> Camera {
    let middle = |camera: Camera| ((size / 2.0 - camera.pan) / camera.zoom).to_pos2();
    let zoom = from.zoom * (to.zoom / from.zoom).powf(part);
    // The middle moves in step with the zoom, so that a fixed point of the whole movement stays fixed throughout.
    let reach = if (to.zoom - from.zoom).abs() < 1e-4 {
        part
    } else {
        (1.0 / from.zoom - 1.0 / zoom) / (1.0 / from.zoom - 1.0 / to.zoom)
    };
    let middle: Pos2 = middle(from).lerp(middle(to), reach);
    Camera { pan: size / 2.0 - middle.to_vec2() * zoom, zoom }
}

#[cfg(test)]
mod tests {
    use super::*;
    use egui::pos2;

    const CANVAS: Rect = Rect::from_min_max(Pos2::ZERO, pos2(800.0, 600.0));

    #[test]
    fn what_is_in_view_already_does_not_move_the_camera() {
        let camera = Camera::default();
        let note = Rect::from_min_size(pos2(300.0, 200.0), Vec2::splat(100.0));
        assert_eq!(bring_in(camera, CANVAS, note), camera);
    }

    #[test]
    fn what_is_out_of_view_comes_in_by_the_shortest_way() {
        let note = Rect::from_min_size(pos2(1000.0, 200.0), Vec2::splat(100.0));
        let camera = bring_in(Camera::default(), CANVAS, note);
        assert_eq!(camera.zoom, 1.0);
        assert_eq!(camera.pan.y, 0.0);
        assert_eq!(camera.screen_rect(CANVAS, note).max.x, 800.0 - NOTE_MARGIN);
    }

    #[test]
    fn a_glide_that_only_zooms_keeps_its_fixed_point() {
        let from = Camera::default();
        let mut to = from;
        let anchor = pos2(100.0, 450.0);
        to.zoom_about(CANVAS, anchor, 3.0);
        let board = from.board_from_screen(CANVAS, anchor);
        for step in 0..=10 {
            let camera = between(from, to, CANVAS.size(), step as f32 / 10.0);
            assert!((camera.screen_from_board(CANVAS, board) - anchor).length() < 0.05);
        }
    }
}
