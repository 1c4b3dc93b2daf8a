//! The cursors of the others: an arrow in the person's colour with their name. Between two samples they glide.

use std::collections::HashMap;

use eframe::egui;
use egui::epaint::PathShape;
use egui::{Color32, Pos2, Response, Stroke, Vec2, vec2};

use crate::app::Cx;
use crate::session::PersonId;

use super::super::paint::BoardPainter;
use super::{color, point, tag, tag_height};

/// How long a cursor takes to its next place, in seconds: a little more than samples are apart, so that it does not stop.
const GLIDE_SECS: f64 = 0.05;
/// The arrow from its tip, in points.
const ARROW: [Vec2; 4] = [vec2(0.0, 0.0), vec2(13.0, 12.5), vec2(5.5, 12.5), vec2(0.5, 18.0)];
/// Where the name stands, from the tip.
const NAME: Vec2 = vec2(11.0, 19.0);

/// Where the cursors of the others are now, on the board.
#[derive(Default)]
pub struct Cursors(HashMap<PersonId, Moving>);

/// A cursor on its way.
#[derive(Clone, Copy)]
struct Moving {
    from: Pos2,
    to: Pos2,
    since_secs: f64,
    now: Pos2,
}

impl Cursors {
    /// Where somebody's cursor is painted, on the board.
    pub fn get(&self, person: PersonId) -> Option<Pos2> {
        self.0.get(&person).map(|moving| moving.now)
    }

    /// How far the painted cursor is behind the one that was told.
    pub fn lag(&self, person: PersonId) -> Vec2 {
        self.0.get(&person).map_or(Vec2::ZERO, |moving| moving.now - moving.to)
    }
}

/// Moves the cursors on; asks for the next frame while one is on its way.
pub fn advance(cx: &mut Cx<'_>, canvas: &Response) {
    let known = &mut cx.view.canvas.others.cursors.0;
    if cx.view.others.is_empty() {
        known.clear();
        return;
    }
    let now_secs = canvas.ctx.input(|input| input.time);
    let mut before = std::mem::take(known);
    let mut moves = false;
    for person in &cx.view.others {
        let Some(to) = person.presence.cursor.and_then(point) else { continue };
        let mut moving = before.remove(&person.id).unwrap_or(Moving { from: to, to, since_secs: now_secs, now: to });
        if moving.to != to {
            moving = Moving { from: moving.now, to, since_secs: now_secs, now: moving.now };
        }
        let part = ((now_secs - moving.since_secs) / GLIDE_SECS).clamp(0.0, 1.0) as f32;
        moving.now = if cx.look.animated { moving.from.lerp(to, part) } else { to };
        moves |= moving.now != to;
        known.insert(person.id, moving);
    }
    if moves {
        canvas.ctx.request_repaint();
    }
}

/// Paints the cursors that are in view.
pub fn paint(board: &BoardPainter<'_>, cx: &Cx<'_>) {
    let visible = board.visible();
    let height = tag_height(&board.painter);
    // White in both themes: the colours of people are dark enough for white text, and so dim on a dark board.
    let halo = Stroke::new(1.5, Color32::WHITE);
    for person in &cx.view.others {
        let Some(at) = cx.view.canvas.others.cursors.get(person.id).filter(|&at| visible.contains(at)) else {
            continue;
        };
        let tip = screen(board, at);
        arrow(board, tip, color(person), halo);
        let room = board.painter.clip_rect();
        // At the lower edge the name would cover the arrow.
        let above = tip.y + NAME.y + height > room.max.y;
        let name = if above { tip + vec2(NAME.x, -height - 4.0) } else { tip + NAME };
        tag(board, name, &person.name, color(person));
    }
}

/// Where a point is on the screen; unlike what lies still, not on whole pixels, so that it moves evenly.
fn screen(board: &BoardPainter<'_>, at: Pos2) -> Pos2 {
    board.origin + at.to_vec2() * board.zoom
}

fn arrow(board: &BoardPainter<'_>, tip: Pos2, color: Color32, halo: Stroke) {
    let points: Vec<Pos2> = ARROW.iter().map(|&corner| tip + corner).collect();
    // Every corner is seen from the tip, where egui begins its triangles: the notch stays open.
    board.painter.add(PathShape::convex_polygon(points, color, halo));
}
