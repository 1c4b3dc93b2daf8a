//! Lines of text that are ready to paint, kept from frame to frame: laying text out is what a frame could not afford.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::{Duration, Instant};

use eframe::egui;
use egui::text::LayoutJob;
use egui::{Color32, FontId, Galley, Pos2, Vec2};

use crate::scene::{FontBook, Picture, Shape, TextLine};

/// Time a frame may spend to lay out again, at the right size, what is there in another size.
const REFRESH_BUDGET: Duration = Duration::from_millis(1);
/// Time a frame may spend on texts that were never seen before; beyond, bars stand in for a frame.
const FIRST_BUDGET: Duration = Duration::from_millis(8);
/// The same while the view moves, when an even motion matters more.
const FIRST_BUDGET_MOVING: Duration = Duration::from_millis(1);
/// While the zoom changes, lines are scaled as long as they are neither smaller nor larger than this.
const SCALED_WHILE_ZOOMING: std::ops::RangeInclusive<f32> = 0.7..=1.4;
/// Pictures that are kept although they are out of view.
const KEPT: usize = 3_000;

/// The lines of pictures, laid out at the size they were last painted in.
#[derive(Default)]
pub struct TextCache {
    entries: HashMap<*const Picture, Entry>,
    atlas: Option<Atlas>,
    frame: u64,
    origin: Pos2,
    zoom: f32,
    zooming: bool,
    moving: bool,
    started: Option<Instant>,
    /// Whether something was not painted at its own size for lack of time.
    pub behind: bool,
}

/// The lines of one picture.
pub struct Entry {
    /// Keeps the picture alive, so that its address stays its own.
    _picture: Arc<Picture>,
    /// The zoom that the lines were laid out for.
    pub zoom: f32,
    /// All runs of all lines, in order.
    pub runs: Vec<ReadyRun>,
    used: u64,
}

/// A run that is ready to paint.
pub struct ReadyRun {
    /// The letters.
    pub galley: Arc<Galley>,
    /// From the picture's corner to the galley's, in points at the entry's zoom.
    pub offset: Vec2,
}

/// What galleys depend on besides text and size: a change makes all of them worthless.
#[derive(Clone, Copy, PartialEq)]
struct Atlas {
    pixels_per_point: f32,
    fill_ratio: f32,
}

impl TextCache {
    /// Begins a frame that paints with the board's origin at a place on the screen, at this zoom.
    pub fn begin_frame(&mut self, painter: &egui::Painter, origin: Pos2, zoom: f32) {
        let pixels_per_point = painter.pixels_per_point();
        let fill_ratio = painter.fonts(|fonts| fonts.font_atlas_fill_ratio());
        let atlas = Atlas { pixels_per_point, fill_ratio };
        // The atlas only fills up, until it is thrown away whole with the places of all letters.
        let stale = |before: Atlas| before.pixels_per_point != pixels_per_point || before.fill_ratio > fill_ratio;
        if self.atlas.is_some_and(stale) {
            self.entries.clear();
        }
        self.atlas = Some(atlas);
        self.zooming = self.zoom != zoom && self.frame > 0;
        self.moving = self.zooming || (self.origin != origin && self.frame > 0);
        self.origin = origin;
        self.zoom = zoom;
        self.frame += 1;
        self.behind = false;
        self.started = None;
        if self.entries.len() > KEPT {
            let frame = self.frame;
            self.entries.retain(|_, entry| entry.used + 2 > frame);
        }
    }

    /// The lines of a picture, at the zoom of this frame or, for a while, at another one. `None` when there was no time to
    /// lay them out.
    pub fn lines(&mut self, painter: &egui::Painter, picture: &Arc<Picture>) -> Option<&Entry> {
        let key = Arc::as_ptr(picture);
        let known = self.entries.get(&key).map(|entry| entry.zoom);
        let wish = match known {
            Some(zoom) if zoom == self.zoom => None,
            Some(zoom) if self.zooming && SCALED_WHILE_ZOOMING.contains(&(self.zoom / zoom)) => {
                self.behind = true;
                None
            }
            Some(_) => Some(REFRESH_BUDGET),
            None if self.moving => Some(FIRST_BUDGET_MOVING),
            None => Some(FIRST_BUDGET),
        };
        if let Some(budget) = wish {
            if self.started.get_or_insert_with(Instant::now).elapsed() < budget {
                let runs = ready_runs(painter, picture, self.zoom);
                let entry = Entry { _picture: picture.clone(), zoom: self.zoom, runs, used: self.frame };
                self.entries.insert(key, entry);
            } else {
                self.behind = true;
            }
        }
        let entry = self.entries.get_mut(&key)?;
        entry.used = self.frame;
        Some(entry)
    }
}

fn ready_runs(painter: &egui::Painter, picture: &Picture, zoom: f32) -> Vec<ReadyRun> {
    let mut runs = Vec::new();
    for shape in &picture.shapes {
        if let Shape::Text(line) = shape {
            runs.extend(line.runs.iter().map(|run| ready_run(painter, line, run, zoom)));
        }
    }
    runs
}

fn ready_run(painter: &egui::Painter, line: &TextLine, run: &crate::scene::Run, zoom: f32) -> ReadyRun {
    let font = FontId::new(line.size * zoom, FontBook::family(run.face));
    let galley = painter.layout_job(LayoutJob::simple_singleline(run.text.clone(), font, Color32::PLACEHOLDER));
    let baseline = (galley.rows.first()).and_then(|row| row.glyphs.first().map(|glyph| row.pos.y + glyph.pos.y));
    let left = (line.origin.x + run.x) * zoom;
    ReadyRun { offset: Vec2::new(left, line.origin.y * zoom - baseline.unwrap_or_default()), galley }
}
