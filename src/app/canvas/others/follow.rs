//! Going where others are: once, for as long as one follows them, or because they brought everyone.

use eframe::egui;
use egui::{
    Align2, Area, Button, Color32, CornerRadius, Id, Key, Modifiers, Order, Rect, Response, RichText, Stroke,
    StrokeKind, vec2,
};

use crate::app::state::{Camera, Reveal};
use crate::app::{Cx, ViewState, theme};
use crate::session::{Person, PersonId};

use super::{area, color, line_color, point};

/// Width of the frame around the canvas, in points.
const FRAME: f32 = 3.0;

/// Brings a part of the board (left, top, width, height) into view, as somebody wished who brought everyone there. Whether it is
/// one; following somebody ends with it.
pub fn fly_to(view: &mut ViewState, board: [f32; 4]) -> bool {
    let Some(board) = area(board) else { return false };
    view.following = None;
    view.reveal = Some(Reveal::Area(board));
    true
}

/// Goes to what somebody sees, or to their cursor.
pub fn go_to(view: &mut ViewState, person: PersonId) {
    let seen = find(view, person).and_then(|person| person.presence.view).and_then(area);
    match seen {
        Some(board) => view.reveal = Some(Reveal::Area(board)),
        None => go_to_cursor(view, person),
    }
}

/// Brings somebody's cursor into the middle, as near as the board is seen now.
pub fn go_to_cursor(view: &mut ViewState, person: PersonId) {
    let cursor = find(view, person).and_then(|person| person.presence.cursor).and_then(point);
    if let (Some(at), Some(canvas)) = (cursor, view.canvas_rect) {
        view.reveal = Some(Reveal::Area(Rect::from_center_size(at, view.camera.visible(canvas).size())));
    }
}

fn find(view: &ViewState, person: PersonId) -> Option<&Person> {
    view.others.iter().find(|other| other.id == person)
}

/// What the followed person sees; `None` where nobody is followed, or who is followed shows nothing.
pub fn followed_area(view: &ViewState) -> Option<Rect> {
    find(view, view.following?)?.presence.view.and_then(area)
}

/// The camera that shows what the followed person sees. Following ends when they have left.
pub fn target(view: &mut ViewState, canvas: Rect) -> Option<Camera> {
    if find(view, view.following?).is_none() {
        view.following = None;
    }
    followed_area(view).map(|board| Camera::fitting(canvas, board, 0.0, *Camera::ZOOM_RANGE.end()))
}

/// Lets Escape end following; whether it did.
pub fn stop_by_escape(ui: &egui::Ui, view: &mut ViewState) -> bool {
    let stops = view.following.is_some() && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape));
    if stops {
        view.following = None;
    }
    stops
}

/// Shows who is followed: a frame in their colour, and words that end it with a click.
pub fn show(ui: &egui::Ui, cx: &mut Cx<'_>, canvas: &Response) {
    let Some(person) = cx.view.following.and_then(|person| find(cx.view, person)) else { return };
    let frame = Stroke::new(FRAME, line_color(person, cx.look.palette));
    ui.painter().rect_stroke(canvas.rect, CornerRadius::ZERO, frame, StrokeKind::Inside);
    let words = RichText::new(format!("Following {} · Esc to stop", person.name));
    let button = Button::new(words.font(theme::semibold(13.0)).color(Color32::WHITE))
        .fill(color(person))
        .stroke(Stroke::NONE)
        .corner_radius(CornerRadius { nw: 0, ne: 0, sw: 10, se: 10 })
        .min_size(vec2(0.0, 28.0));
    let name = format!("Stop following {}", person.name);
    let area = Area::new(Id::unique("following")).order(Order::Middle).pivot(Align2::CENTER_TOP);
    let area = area.fixed_pos(canvas.rect.center_top()).constrain_to(canvas.rect).fade_in(false).movable(false);
    let stops = area.show(ui.ctx(), |ui| ui.add(button).accessible_name(&name).clicked()).inner;
    if stops {
        cx.view.following = None;
        ui.ctx().request_repaint();
    }
}
