//! Everybody else in the session, as they are seen on the canvas: cursors, selections, notes on their way, who is beyond its
//! edge; and what they see of this person. Colour is never the only sign: names stand beside it.
//!
//! Nothing here moves by itself: a frame follows when somebody moved, and a few more while a cursor glides there.

mod beyond;
mod cursors;
mod follow;
mod marks;
mod news;
mod presence;

pub use beyond::covers;
pub use follow::{fly_to, go_to, stop_by_escape, target};
pub use news::tell as tell_news;
pub use presence::{seen_board, show as show_presence};

use std::collections::HashSet;

use eframe::egui;
use egui::text::{LayoutJob, TextWrapping};
use egui::{Color32, CornerRadius, Painter, Pos2, Rect, Response, Stroke, StrokeKind, TextFormat, Vec2, vec2};

use unicode_segmentation::UnicodeSegmentation;

use crate::app::{Cx, ViewState, theme};
use crate::model::NoteId;
use crate::scene::{Ink, Palette};
use crate::session::{Person, PersonId, Presence, person};

use super::paint::BoardPainter;

/// What a person is told who may look only.
pub const VIEW_ONLY: &str = "You can look, not change. Ask the facilitator to make you an editor.";

/// The widest name on a tag, in points; a longer one is cut.
const TAG_WIDTH: f32 = 180.0;
/// Space around the words of a tag, in points.
const TAG_PADDING: Vec2 = vec2(8.0, 3.0);
/// Tags keep this far from the edge of the canvas, in points.
const TAG_MARGIN: f32 = 4.0;
/// Coordinates of others that lie farther out, in board units, are no place on any board.
const FARTHEST: f32 = 1e6;

/// What the canvas remembers of the others from frame to frame.
#[derive(Default)]
pub struct Others {
    cursors: cursors::Cursors,
    /// Where the marks of those beyond the edge are on the screen.
    beyond: Vec<Rect>,
    /// What was said last.
    shown: Option<Presence>,
    news: news::News,
}

impl Others {
    /// Where somebody's cursor is painted, on the board.
    pub fn cursor_of(&self, person: PersonId) -> Option<Pos2> {
        self.cursors.get(person)
    }
}

/// Paints everything of the others that lies on the board.
pub fn paint(board: &mut BoardPainter<'_>, cx: &mut Cx<'_>, canvas: &Response) {
    cursors::advance(cx, canvas);
    if cx.view.others.is_empty() {
        return;
    }
    marks::paint(board, cx);
    cursors::paint(board, cx);
}

/// Shows what lies over the board and answers: who is beyond the edge, whom the camera follows, who came and went.
pub fn show(ui: &egui::Ui, cx: &mut Cx<'_>, canvas: &Response) {
    beyond::show(ui, cx, canvas);
    follow::show(ui, cx, canvas);
    news::tell(ui, cx, canvas);
}

/// The notes that others are dragging: what is left behind is painted faintly.
pub fn dragged_notes(view: &ViewState) -> HashSet<&NoteId> {
    let drags = view.others.iter().filter_map(|person| person.presence.drag.as_ref());
    drags.flat_map(|drag| &drag.notes).collect()
}

/// A person's colour, under white text.
pub fn color(person: &Person) -> Color32 {
    let hex = person::COLORS[usize::from(person.color) % person::COLORS.len()];
    Color32::from_hex(hex).unwrap_or(Color32::DARK_GRAY)
}

/// The first letter of a name, for a small round sign.
pub fn initial(name: &str) -> String {
    name.graphemes(true).next().unwrap_or_default().to_uppercase()
}

/// A person's colour for thin lines: lighter on dark ground.
fn line_color(person: &Person, palette: Palette) -> Color32 {
    match palette {
        Palette::Dark => color(person).lerp_to_gamma(Color32::WHITE, 0.4),
        _ => color(person),
    }
}

/// What others sent as a point of the board, where it is one.
fn point([x, y]: [f32; 2]) -> Option<Pos2> {
    let at = Pos2::new(x, y);
    (at.is_finite() && x.abs() < FARTHEST && y.abs() < FARTHEST).then_some(at)
}

/// What others sent as an area of the board, where it is one.
fn area([x, y, width, height]: [f32; 4]) -> Option<Rect> {
    let (min, max) = (point([x, y])?, point([x + width, y + height])?);
    Some(Rect::from_min_max(min, max)).filter(Rect::is_positive)
}

/// Paints words on a person's colour, with their top-left corner at a place, or as near to it as the canvas allows.
fn tag(board: &BoardPainter<'_>, at: Pos2, words: &str, color: Color32) {
    let painter = &board.painter;
    let galley = words_on_color(painter, words);
    let size = galley.size() + 2.0 * TAG_PADDING;
    let room = painter.clip_rect().shrink(TAG_MARGIN);
    let corner = at.clamp(room.min, (room.max - size).max(room.min));
    let rect = Rect::from_min_size(corner, size);
    let edge = Stroke::new(1.0, board.color(Ink::Surface).gamma_multiply(0.7));
    painter.rect(rect, CornerRadius::same(5), color, edge, StrokeKind::Outside);
    painter.galley(rect.min + TAG_PADDING, galley, Color32::WHITE);
}

/// How high a tag is, in points.
fn tag_height(painter: &Painter) -> f32 {
    words_on_color(painter, "x").size().y + 2.0 * TAG_PADDING.y
}

fn words_on_color(painter: &Painter, words: &str) -> std::sync::Arc<egui::Galley> {
    let format = TextFormat::simple(theme::semibold(12.0), Color32::WHITE);
    let mut job = LayoutJob::single_section(words.to_owned(), format);
    job.wrap = TextWrapping { max_rows: 1, break_anywhere: true, ..TextWrapping::truncate_at_width(TAG_WIDTH) };
    painter.layout_job(job)
}
