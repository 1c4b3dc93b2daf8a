//! Paints pictures of the scene at any zoom: text in its own size, less detail the smaller things get.

use std::sync::Arc;

use eframe::egui;
use egui::emath::TSTransform;
use egui::epaint::{CircleShape, Mesh, PathShape, PathStroke, RectShape, TextShape};
use egui::{Color32, CornerRadius, Painter, Pos2, Rect, Shape, Stroke, StrokeKind, Vec2, vec2};

use crate::scene::metrics::NOTE_WIDTH;
use crate::scene::{Ink, Palette, Picture, Shape as SceneShape, TextLine};

use super::cache::{Entry, TextCache};

/// Text smaller than this, in points, is painted as bars.
const LEAST_TEXT: f32 = 5.0;
/// Bars thinner than this, in points, are left out.
const LEAST_BAR: f32 = 0.6;
/// Below this zoom, shadows and icons are left out.
const LEAST_DETAIL_ZOOM: f32 = 0.3;
/// Corners and circles with a smaller radius than this, in points, are painted square: rounding them costs ten times as
/// much and cannot be seen.
const LEAST_RADIUS: f32 = 2.5;
/// The largest radius of corners that egui rounds by itself, in points.
const LARGEST_RADIUS: f32 = 255.0;
/// A note narrower than this, in points, is one rectangle without anything on it.
const LEAST_NOTE_WIDTH: f32 = 24.0;

/// Paints in board coordinates onto the canvas.
pub struct BoardPainter<'a> {
    /// Where shapes go.
    pub painter: Painter,
    /// Finished lines of text.
    pub cache: &'a mut TextCache,
    /// The colours.
    pub palette: Palette,
    /// Where the board's origin is on the screen.
    pub origin: Pos2,
    /// Points per board unit.
    pub zoom: f32,
}

/// How a picture is painted.
#[derive(Clone, Copy, Debug)]
pub struct Manner {
    /// From 0 to 1.
    pub opacity: f32,
    /// An area of the picture whose text is left out, because an editor covers it.
    pub without_text_in: Option<Rect>,
}

impl Default for Manner {
    fn default() -> Self {
        Self { opacity: 1.0, without_text_in: None }
    }
}

impl BoardPainter<'_> {
    /// Where a point of the board is on the screen, on whole pixels so that text stays sharp while the board is pushed.
    pub fn screen(&self, board: Pos2) -> Pos2 {
        let pixels = self.painter.pixels_per_point();
        let snap = |value: f32| (value * pixels).round() / pixels;
        let (origin, at) = (self.origin, board.to_vec2() * self.zoom);
        Pos2::new(snap(origin.x) + snap(at.x), snap(origin.y) + snap(at.y))
    }

    /// Where an area of the board is on the screen.
    pub fn screen_rect(&self, board: Rect) -> Rect {
        Rect::from_min_size(self.screen(board.min), board.size() * self.zoom)
    }

    /// The part of the board that is seen.
    pub fn visible(&self) -> Rect {
        let clip = self.painter.clip_rect();
        let board = |screen: Pos2| ((screen - self.origin) / self.zoom).to_pos2();
        Rect::from_min_max(board(clip.min), board(clip.max))
    }

    /// Whether notes are large enough to be more than specks.
    pub fn shows_notes(&self) -> bool {
        NOTE_WIDTH * self.zoom >= LEAST_NOTE_WIDTH
    }

    /// The colour of an ink.
    pub fn color(&self, ink: Ink) -> Color32 {
        self.palette.color(ink)
    }

    /// Paints a picture with its top-left corner at a point of the board.
    pub fn picture(&mut self, picture: &Arc<Picture>, at: Pos2, manner: Manner) {
        let corner = self.screen(at);
        let has_text = picture.shapes.iter().any(|shape| self.is_readable(shape));
        let lines = if has_text { self.cache.lines(&self.painter, picture) } else { None };
        let look = Look { palette: self.palette, zoom: self.zoom, corner, manner };
        let mut layers = Layers { shapes: Vec::with_capacity(picture.shapes.len() + 4), flat: Mesh::default() };
        let mut next_run = 0;
        for shape in &picture.shapes {
            match shape {
                SceneShape::Text(line) => {
                    let runs = next_run..next_run + line.runs.len();
                    next_run = runs.end;
                    if manner.without_text_in.is_some_and(|area| area.contains(line.origin)) {
                        continue;
                    }
                    match lines {
                        Some(entry) if line.size * self.zoom >= LEAST_TEXT => look.text(&mut layers, line, entry, runs),
                        _ => look.bar(&mut layers, line),
                    }
                }
                shape => look.form(&mut layers, shape),
            }
        }
        self.painter.extend(layers.finish());
    }

    fn is_readable(&self, shape: &SceneShape) -> bool {
        matches!(shape, SceneShape::Text(line) if line.size * self.zoom >= LEAST_TEXT)
    }

    /// An outline around an area of the board, some points outside of it.
    pub fn outline(&self, board: Rect, radius: f32, gap: f32, stroke: Stroke) {
        let rect = self.screen_rect(board).expand(gap);
        self.painter.rect_stroke(rect, corners(radius * self.zoom + gap), stroke, StrokeKind::Outside);
    }
}

/// Shapes in painting order; plain rectangles in a row share one mesh.
struct Layers {
    shapes: Vec<Shape>,
    flat: Mesh,
}

impl Layers {
    fn push(&mut self, shape: impl Into<Shape>) {
        self.settle();
        self.shapes.push(shape.into());
    }

    fn rect(&mut self, rect: Rect, color: Color32) {
        self.flat.add_colored_rect(rect, color);
    }

    fn settle(&mut self) {
        if !self.flat.is_empty() {
            self.shapes.push(Shape::mesh(std::mem::take(&mut self.flat)));
        }
    }

    fn finish(mut self) -> Vec<Shape> {
        self.settle();
        self.shapes
    }
}

/// How the shapes of one picture come onto the screen.
struct Look {
    palette: Palette,
    zoom: f32,
    corner: Pos2,
    manner: Manner,
}

impl Look {
    fn color(&self, ink: Ink) -> Color32 {
        let color = self.palette.color(ink);
        if self.manner.opacity < 1.0 { color.gamma_multiply(self.manner.opacity) } else { color }
    }

    fn point(&self, at: Pos2) -> Pos2 {
        self.corner + at.to_vec2() * self.zoom
    }

    fn rect(&self, rect: Rect) -> Rect {
        Rect::from_min_max(self.point(rect.min), self.point(rect.max))
    }

    fn stroke(&self, stroke: Option<(f32, Ink)>) -> Stroke {
        stroke.map_or(Stroke::NONE, |(width, ink)| Stroke::new(width * self.zoom, self.color(ink)))
    }

    fn form(&self, layers: &mut Layers, shape: &SceneShape) {
        match shape {
            SceneShape::Rect { rect, radius, fill, stroke, shadow } => {
                let rect = self.rect(*rect);
                let (fill, stroke) = (self.color(*fill), self.stroke(*stroke));
                if radius * self.zoom > LARGEST_RADIUS {
                    let points = round_outline(rect, radius * self.zoom);
                    layers.push(PathShape::convex_polygon(points, fill, stroke));
                    return;
                }
                let shadow = shadow.filter(|_| self.zoom >= LEAST_DETAIL_ZOOM);
                if radius * self.zoom < LEAST_RADIUS && stroke.is_empty() && shadow.is_none() {
                    layers.rect(rect, fill);
                    return;
                }
                let radius = corners(radius * self.zoom);
                if let Some(shadow) = shadow {
                    let under = rect.translate(vec2(0.0, shadow.offset * self.zoom));
                    let color = Color32::from_black_alpha((shadow.alpha * self.manner.opacity * 255.0) as u8);
                    let blur = shadow.blur * self.zoom;
                    layers.push(RectShape::filled(under, radius, color).with_blur_width(blur));
                }
                layers.push(RectShape::new(rect, radius, fill, stroke, StrokeKind::Inside));
            }
            SceneShape::Circle { center, radius, fill, stroke } => {
                let (center, stroke) = (self.point(*center), self.stroke(*stroke));
                // A circle's outline is centred on its edge.
                let radius = radius * self.zoom - stroke.width / 2.0;
                if radius < LEAST_RADIUS / 2.0 && stroke.is_empty() {
                    layers.rect(Rect::from_center_size(center, Vec2::splat(2.0 * radius)), self.color(*fill));
                } else if radius >= LEAST_BAR {
                    layers.push(CircleShape { center, radius, fill: self.color(*fill), stroke });
                }
            }
            SceneShape::Path { points, closed, width, ink } => {
                if self.zoom >= LEAST_DETAIL_ZOOM {
                    let points: Vec<Pos2> = points.iter().map(|&at| self.point(at)).collect();
                    let stroke = PathStroke::new(width * self.zoom, self.color(*ink));
                    layers.push(PathShape { points, closed: *closed, fill: Color32::TRANSPARENT, stroke });
                }
            }
            SceneShape::Text(_) => {}
        }
    }

    fn text(&self, layers: &mut Layers, line: &TextLine, entry: &Entry, runs: std::ops::Range<usize>) {
        let scale = self.zoom / entry.zoom;
        for run in entry.runs.get(runs).unwrap_or_default() {
            let mut text = TextShape::new(Pos2::ZERO, run.galley.clone(), self.palette.color(line.ink));
            if scale != 1.0 {
                text.transform(TSTransform::from_scaling(scale));
            }
            text.pos = self.corner + run.offset * scale;
            text.opacity_factor = self.manner.opacity;
            layers.push(text);
        }
    }

    fn bar(&self, layers: &mut Layers, line: &TextLine) {
        let height = line.size * self.zoom * 0.42;
        if height < LEAST_BAR {
            return;
        }
        let left = self.point(line.origin) - vec2(0.0, height * 1.15);
        let size = Vec2::new(line.width * self.zoom, height);
        layers.rect(Rect::from_min_size(left, size), self.color(line.ink).gamma_multiply(0.32));
    }
}

/// The outline of a rectangle with corners too large for egui.
fn round_outline(rect: Rect, radius: f32) -> Vec<Pos2> {
    const STEPS: usize = 32;
    let core = rect.shrink(radius.min(rect.width().min(rect.height()) / 2.0));
    let centers = [core.right_bottom(), core.left_bottom(), core.left_top(), core.right_top()];
    let arc = |(quarter, center): (usize, Pos2)| {
        (0..=STEPS).map(move |step| {
            let turn = (quarter as f32 + step as f32 / STEPS as f32) * std::f32::consts::FRAC_PI_2;
            center + radius * Vec2::angled(turn)
        })
    };
    centers.into_iter().enumerate().flat_map(arc).collect()
}

/// Rounded corners; egui rounds the radius to whole points.
fn corners(radius: f32) -> CornerRadius {
    CornerRadius::same(radius.round().clamp(0.0, 255.0) as u8)
}
