//! Who is beyond the edge of the canvas: a small mark there, that leads to them.

use eframe::egui;
use egui::epaint::{CircleShape, PathShape};
use egui::{Align2, Color32, CursorIcon, Pos2, Rect, Response, Sense, Stroke, Vec2};

use crate::app::{Cx, ViewState, theme};
use crate::scene::Ink;

use super::{color, follow, initial};

/// Radius of a mark, in points.
const RADIUS: f32 = 11.0;
/// From the edge of the canvas to the middle of a mark.
const INSET: f32 = 22.0;
/// From the lower edge: above the bars.
const INSET_BELOW: f32 = 84.0;
/// Marks at most: more would hide each other.
const MOST: usize = 12;

/// Whether a mark lies at a place on the screen, as of the last frame.
pub fn covers(view: &ViewState, pos: Pos2) -> bool {
    view.canvas.others.beyond.iter().any(|mark| mark.contains(pos))
}

/// Shows the marks; a click goes there.
pub fn show(ui: &egui::Ui, cx: &mut Cx<'_>, canvas: &Response) {
    let mut marks = std::mem::take(&mut cx.view.canvas.others.beyond);
    marks.clear();
    let mut wanted = None;
    let mut room = canvas.rect.shrink(INSET);
    room.max.y = canvas.rect.max.y - INSET_BELOW;
    if room.is_positive() {
        for person in &cx.view.others {
            let Some(at) = cx.view.canvas.others.cursors.get(person.id) else { continue };
            let at = cx.view.camera.screen_from_board(canvas.rect, at);
            if canvas.rect.contains(at) || marks.len() == MOST {
                continue;
            }
            let center = at.clamp(room.min, room.max);
            let rect = Rect::from_center_size(center, Vec2::splat(2.0 * RADIUS));
            // The keyboard and screen readers go through the people in the top bar.
            let mark = ui.interact(rect, canvas.id.with(("beyond", person.id)), Sense::CLICK);
            let edge = Stroke::new(1.5, cx.look.palette.color(Ink::Surface));
            let fill = color(person);
            ui.painter().add(pointer(center, at, fill, edge));
            ui.painter().add(CircleShape { center, radius: RADIUS, fill, stroke: edge });
            let initial = initial(&person.name);
            ui.painter().text(center, Align2::CENTER_CENTER, initial, theme::semibold(11.5), Color32::WHITE);
            let mark = mark.on_hover_cursor(CursorIcon::PointingHand);
            if mark.on_hover_text(format!("{} is over there. Click to go there.", person.name)).clicked() {
                wanted = Some(person.id);
            }
            marks.push(rect);
        }
    }
    cx.view.canvas.others.beyond = marks;
    if let Some(person) = wanted {
        follow::go_to_cursor(cx.view, person);
    }
}

/// The point of a mark that says in which direction its person is.
fn pointer(center: Pos2, towards: Pos2, fill: Color32, edge: Stroke) -> PathShape {
    let direction = (towards - center).normalized();
    let side = direction.rot90() * RADIUS * 0.7;
    let base = center + direction * RADIUS * 0.6;
    PathShape::convex_polygon(vec![base + side, center + direction * (RADIUS + 7.0), base - side], fill, edge)
}
