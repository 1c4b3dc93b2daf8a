//! Suggested themes as they lie on the board: a dashed ghost around each of their notes, with the theme's sign and, where
//! there is room, its name. A theme that is looked at is joined by lines, and other notes step back.

use eframe::egui;
use egui::text::{LayoutJob, TextWrapping};
use egui::{Color32, CornerRadius, Pos2, Rect, Shape, Stroke, StrokeKind, TextFormat, Vec2, pos2, vec2};

use crate::app::{Cx, theme};
use crate::model::NoteId;
use crate::scene::Ink;
use crate::scene::metrics::{NOTE_GAP, NOTE_RADIUS};

use super::super::paint::BoardPainter;
use super::Suggested;
use super::proposals::Shown;

/// Most space between a note and its ghost, in points; farther out it is a share of that between notes.
const GAP: f32 = 5.0;
const GAP_SHARE: f32 = 0.4;
/// The largest and the least size of a sign, and the zoom below which it shrinks.
const SIGN_SIZE: std::ops::RangeInclusive<f32> = 10.0..=12.0;
const SIGN_ZOOM: f32 = 0.5;
/// Width of a ghost's line, and of one that is looked at.
const LINE: f32 = 2.0;
const LIT_LINE: f32 = 3.0;
/// Dashes of a ghost's line and the space between them, in points.
const DASH: f32 = 7.0;
const DASH_GAP: f32 = 4.0;
/// More dashed ghosts than this in view cost too much; all have plain lines then.
const MOST_DASHED: usize = 250;
/// A theme with more notes than this is not joined by lines: nobody could follow them.
const MOST_JOINED: usize = 120;
/// Notes narrower than this on the screen carry the sign alone, in points.
const NAME_WIDTH: f32 = 120.0;
/// Strength of the colour on the ground of a ghost.
const TINT: f32 = 0.22;
/// Opacity of ghosts while another theme is looked at.
const BACK: f32 = 0.3;

/// A note's ghost.
struct Ghost<'a> {
    rect: Rect,
    color: Color32,
    sign: &'a str,
    name: &'a str,
    is_lit: bool,
    is_back: bool,
}

/// Whether a note steps back, because another suggested theme is looked at.
pub fn fades(cx: &Cx<'_>, note: &NoteId) -> bool {
    let Some(suggested) = &cx.view.canvas.suggested else { return false };
    let shown = suggested.shown();
    let lit = suggested.lit.and_then(|key| shown.theme(key));
    lit.is_some_and(|theme| !theme.notes.contains(note))
}

/// Paints what lies under the notes: the grounds and the lines.
pub fn paint_under(board: &BoardPainter<'_>, cx: &Cx<'_>) {
    let Some(suggested) = &cx.view.canvas.suggested else { return };
    let shown = suggested.shown();
    let ghosts = ghosts(board, cx, suggested, &shown);
    let dashed = ghosts.len() <= MOST_DASHED && board.shows_notes();
    for ghost in &ghosts {
        ground(board, ghost, dashed);
    }
    let Some((place, theme)) = shown.themes.iter().enumerate().find(|(_, theme)| suggested.lit == Some(theme.key))
    else {
        return;
    };
    let color = board.color(Ink::Theme(cx.map.themes.len() + place));
    let places: Vec<Pos2> = (theme.notes.iter())
        .filter_map(|id| cx.scene.index_of(id))
        .map(|index| board.screen_rect(cx.scene.notes[index].rect).center())
        .collect();
    if places.len() <= MOST_JOINED {
        for [from, to] in joined(&places) {
            board.painter.line_segment([from, to], Stroke::new(LINE, color.gamma_multiply(0.8)));
        }
    }
}

/// Paints what lies over the notes: signs and names.
pub fn paint_over(board: &BoardPainter<'_>, cx: &Cx<'_>) {
    let Some(suggested) = &cx.view.canvas.suggested else { return };
    if !board.shows_notes() {
        return;
    }
    let shown = suggested.shown();
    for ghost in ghosts(board, cx, suggested, &shown) {
        tag(board, &ghost);
    }
}

fn ghosts<'s>(board: &BoardPainter<'_>, cx: &'s Cx<'_>, suggested: &Suggested, shown: &'s Shown) -> Vec<Ghost<'s>> {
    let visible = board.visible();
    let place = |id: &NoteId| cx.scene.index_of(id).map(|index| cx.scene.notes[index].rect);
    let seen = |id: &NoteId| place(id).filter(|rect| rect.intersects(visible)).map(|rect| board.screen_rect(rect));
    let lit = suggested.lit.filter(|key| shown.theme(*key).is_some());
    let mut ghosts = Vec::new();
    for (place, theme) in shown.themes.iter().enumerate() {
        let color = board.color(Ink::Theme(cx.map.themes.len() + place));
        let is_lit = lit == Some(theme.key);
        for rect in theme.notes.iter().filter_map(seen) {
            let is_back = lit.is_some() && !is_lit;
            ghosts.push(Ghost { rect, color, sign: &theme.sign, name: theme.title(), is_lit, is_back });
        }
    }
    for home in &shown.homes {
        let theme = cx.map.themes.iter().enumerate().find(|(_, theme)| theme.id == home.theme);
        if let Some(((index, theme), rect)) = theme.zip(seen(&home.note)) {
            let color = board.color(Ink::Theme(index));
            ghosts.push(Ghost { rect, color, sign: "→", name: &theme.title, is_lit: false, is_back: lit.is_some() });
        }
    }
    ghosts
}

/// Space between a note and its ghost, in points.
fn gap(board: &BoardPainter<'_>) -> f32 {
    (NOTE_GAP * board.zoom * GAP_SHARE).clamp(1.0, GAP)
}

fn ground(board: &BoardPainter<'_>, ghost: &Ghost<'_>, dashed: bool) {
    let rect = ghost.rect.expand(gap(board));
    let radius = NOTE_RADIUS * board.zoom + gap(board);
    let corners = CornerRadius::same(radius.round().clamp(0.0, 255.0) as u8);
    let opacity = if ghost.is_back { BACK } else { 1.0 };
    let tint = if ghost.is_lit { 1.6 * TINT } else { TINT };
    board.painter.rect_filled(rect, corners, ghost.color.gamma_multiply(tint * opacity));
    let stroke = Stroke::new(if ghost.is_lit { LIT_LINE } else { LINE }, ghost.color.gamma_multiply(opacity));
    if dashed && !ghost.is_lit {
        board.painter.extend(Shape::dashed_line(&outline(rect, radius), stroke, DASH, DASH_GAP));
    } else {
        board.painter.rect_stroke(rect, corners, stroke, StrokeKind::Middle);
    }
}

/// The sign and the name, on the upper edge of the ghost.
fn tag(board: &BoardPainter<'_>, ghost: &Ghost<'_>) {
    let ink = board.color(Ink::OnAccent);
    let size = (SIGN_SIZE.end() * board.zoom / SIGN_ZOOM).clamp(*SIGN_SIZE.start(), *SIGN_SIZE.end());
    let format = TextFormat::simple(theme::semibold(size), ink);
    let room = ghost.rect.width() - 8.0;
    let words = if ghost.rect.width() >= NAME_WIDTH {
        format!("{}  {}", ghost.sign, ghost.name)
    } else {
        ghost.sign.to_owned()
    };
    let mut job = LayoutJob::single_section(words, format);
    job.wrap = TextWrapping { max_rows: 1, break_anywhere: true, ..TextWrapping::truncate_at_width(room.max(24.0)) };
    let galley = board.painter.layout_job(job);
    let size = galley.size() + vec2(size, 2.0);
    let gap = gap(board);
    let corner = ghost.rect.left_top() + vec2(-gap - 2.0, -gap - 0.6 * size.y);
    let rect = Rect::from_min_size(corner, Vec2::new(size.x.max(size.y), size.y));
    let opacity = if ghost.is_back { BACK } else { 1.0 };
    let edge = Stroke::new(1.0, board.color(Ink::Surface).gamma_multiply(0.8 * opacity));
    board.painter.rect(rect, CornerRadius::same(6), ghost.color.gamma_multiply(opacity), edge, StrokeKind::Outside);
    let at = rect.center() - galley.size() / 2.0;
    board.painter.galley_with_override_text_color(at, galley, ink.gamma_multiply(opacity));
}

/// The outline of a rounded rectangle, closed.
fn outline(rect: Rect, radius: f32) -> Vec<Pos2> {
    const STEPS: usize = 4;
    let radius = radius.min(rect.width().min(rect.height()) / 2.0);
    let core = rect.shrink(radius);
    let centers = [core.right_bottom(), core.left_bottom(), core.left_top(), core.right_top()];
    let arc = |(quarter, center): (usize, Pos2)| {
        (0..=STEPS).map(move |step| {
            let turn = (quarter as f32 + step as f32 / STEPS as f32) * std::f32::consts::FRAC_PI_2;
            center + radius * Vec2::angled(turn)
        })
    };
    let mut points: Vec<Pos2> = centers.into_iter().enumerate().flat_map(arc).collect();
    points.push(pos2(rect.max.x, core.max.y));
    points
}

/// Lines that join all places with the least length altogether (Prim 1957).
fn joined(places: &[Pos2]) -> Vec<[Pos2; 2]> {
    let mut lines = Vec::new();
    let Some((&first, rest)) = places.split_first() else { return lines };
    // Each place that is not joined yet, with the nearest that is.
    let mut open: Vec<(Pos2, Pos2)> = rest.iter().map(|&place| (place, first)).collect();
    loop {
        let nearest = (0..open.len())
            .min_by(|&a, &b| open[a].0.distance_sq(open[a].1).total_cmp(&open[b].0.distance_sq(open[b].1)));
        let Some(nearest) = nearest else { return lines };
        let (place, from) = open.swap_remove(nearest);
        lines.push([from, place]);
        for (other, to) in &mut open {
            if other.distance_sq(place) < other.distance_sq(*to) {
                *to = place;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_join_each_note_with_its_neighbour() {
        let lines = joined(&[pos2(0.0, 0.0), pos2(100.0, 0.0), pos2(50.0, 0.0)]);
        assert_eq!(lines, [[pos2(0.0, 0.0), pos2(50.0, 0.0)], [pos2(50.0, 0.0), pos2(100.0, 0.0)]]);
        assert!(joined(&[]).is_empty());
    }
}
