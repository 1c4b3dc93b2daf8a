//! Paints a sheet into rows of pixels, on the processor alone.

use std::sync::Arc;

use epaint::emath::{Pos2, Rect, Vec2};
use vello_cpu::color::{AlphaColor, Srgb};
use vello_cpu::kurbo::{self, Affine, BezPath, Cap, Join, Stroke};
use vello_cpu::peniko::{self, Blob};
use vello_cpu::{Pixmap, RenderContext, Resources};

use crate::scene::{FontBook, GlyphRun, Ink, Palette, Shadow, Shape, Sheet};

/// Up to this scale, stems are aligned to pixels as on the screen; beyond, there are pixels enough.
const HINT_BELOW: f32 = 2.0;
/// A shadow's reach, in standard deviations of its blur.
const REACH: f32 = 2.5;

/// A sheet with all glyphs chosen: can be painted from several threads at once.
pub(super) struct Painting<'a> {
    items: Vec<Item<'a>>,
    fonts: Vec<peniko::FontData>,
    palette: Palette,
    scale: f32,
    width: u16,
}

/// A shape where it stands on the sheet.
struct Item<'a> {
    offset: Vec2,
    /// From where to where it reaches, in board units.
    top: f32,
    bottom: f32,
    shape: &'a Shape,
    glyphs: Vec<(f32, Vec<GlyphRun>)>,
}

/// What one thread paints with.
pub(super) struct Brush {
    context: RenderContext,
    resources: Resources,
    pixels: Pixmap,
}

impl Brush {
    /// A brush for bands of this size in pixels.
    pub fn new(width: u16, height: u16) -> Self {
        Self {
            context: RenderContext::new(width, height),
            resources: Resources::new(),
            pixels: Pixmap::new(width, height),
        }
    }
}

impl<'a> Painting<'a> {
    /// Prepares `sheet`; without `fonts`, lines of text become bars.
    pub fn new(sheet: &'a Sheet, fonts: Option<&mut FontBook>, palette: Palette, scale: f32, width: u16) -> Self {
        let mut fonts = fonts;
        let mut items = Vec::new();
        for piece in &sheet.pieces {
            let offset = piece.offset;
            for shape in &piece.picture.shapes {
                let (top, bottom) = reach(shape);
                let glyphs = match (&mut fonts, shape) {
                    (Some(fonts), Shape::Text(line)) => {
                        line.runs.iter().map(|run| (run.x, fonts.glyphs(run, line.size))).collect()
                    }
                    _ => Vec::new(),
                };
                items.push(Item { offset, top: top + offset.y, bottom: bottom + offset.y, shape, glyphs });
            }
        }
        let fonts = fonts.map_or_else(Vec::new, |fonts| {
            let font = |index| {
                let data = fonts.font(index);
                peniko::FontData::new(Blob::new(Arc::clone(&data.font)), data.index)
            };
            (0..fonts.font_count()).map(font).collect()
        });
        Self { items, fonts, palette, scale, width }
    }

    /// Paints the rows from `first_row` on, as many as the brush is high; returns them as RGBA.
    pub fn paint<'b>(&self, brush: &'b mut Brush, first_row: u32) -> &'b [u8] {
        let height = brush.pixels.height();
        let (top, bottom) = (first_row as f32 / self.scale, (first_row + u32::from(height)) as f32 / self.scale);
        brush.context.reset();
        brush.context.set_transform(Affine::IDENTITY);
        brush.context.set_paint(self.color(Ink::Page));
        brush.context.fill_rect(&kurbo::Rect::new(0.0, 0.0, f64::from(self.width), f64::from(height)));
        let scale = Affine::scale(f64::from(self.scale));
        for item in self.items.iter().filter(|item| item.bottom >= top && item.top <= bottom) {
            let offset = item.offset - Vec2::new(0.0, top);
            brush.context.set_transform(scale * Affine::translate((f64::from(offset.x), f64::from(offset.y))));
            self.paint_item(&mut brush.context, &mut brush.resources, item);
        }
        brush.context.flush();
        brush.context.render(&mut brush.pixels, &mut brush.resources);
        brush.pixels.data_as_u8_slice()
    }

    fn color(&self, ink: Ink) -> AlphaColor<Srgb> {
        let [r, g, b, a] = self.palette.color(ink).to_srgba_unmultiplied();
        AlphaColor::from_rgba8(r, g, b, a)
    }

    fn paint_item(&self, context: &mut RenderContext, resources: &mut Resources, item: &Item<'_>) {
        match item.shape {
            Shape::Rect { rect, radius, fill, stroke, shadow } => {
                if let Some(shadow) = shadow {
                    paint_shadow(context, *rect, *radius, *shadow);
                }
                let rounded = |inset: f32| rounded(rect.shrink(inset), radius - inset);
                context.set_paint(self.color(*fill));
                context.fill_path(&rounded(0.0));
                if let Some((width, ink)) = stroke {
                    self.stroke(context, &rounded(width / 2.0), *width, *ink);
                }
            }
            Shape::Circle { center, radius, fill, stroke } => {
                let circle = |radius: f32| path(&kurbo::Circle::new(point(*center), f64::from(radius)));
                context.set_paint(self.color(*fill));
                context.fill_path(&circle(*radius));
                if let Some((width, ink)) = stroke {
                    self.stroke(context, &circle(radius - width / 2.0), *width, *ink);
                }
            }
            Shape::Path { points, closed, width, ink } => {
                let mut line = BezPath::new();
                for (index, at) in points.iter().enumerate() {
                    if index == 0 { line.move_to(point(*at)) } else { line.line_to(point(*at)) }
                }
                if *closed {
                    line.close_path();
                }
                self.stroke(context, &line, *width, *ink);
            }
            Shape::Text(line) if self.fonts.is_empty() => {
                let bar = Rect::from_min_size(
                    line.origin - Vec2::new(0.0, 0.5 * line.size),
                    Vec2::new(line.width, 0.42 * line.size),
                );
                context.set_paint(self.color(line.ink).multiply_alpha(0.55));
                context.fill_path(&rounded(bar, 0.2 * line.size));
            }
            Shape::Text(line) => {
                context.set_paint(self.color(line.ink));
                for (x, runs) in &item.glyphs {
                    let origin = line.origin + Vec2::new(*x, 0.0);
                    for run in runs {
                        let glyphs = run.glyphs.iter().map(|glyph| vello_cpu::Glyph {
                            id: glyph.id,
                            x: origin.x + glyph.x,
                            y: origin.y + glyph.y,
                        });
                        context
                            .glyph_run(resources, &self.fonts[run.font])
                            .font_size(line.size)
                            .hint(self.scale < HINT_BELOW)
                            .fill_glyphs(glyphs);
                    }
                }
            }
        }
    }

    fn stroke(&self, context: &mut RenderContext, path: &BezPath, width: f32, ink: Ink) {
        context.set_paint(self.color(ink));
        context.set_stroke(Stroke::new(f64::from(width)).with_caps(Cap::Round).with_join(Join::Round));
        context.stroke_path(path);
    }
}

fn paint_shadow(context: &mut RenderContext, rect: Rect, radius: f32, shadow: Shadow) {
    context.set_paint(AlphaColor::<Srgb>::new([0.0, 0.0, 0.0, shadow.alpha]));
    let below = rect.translate(Vec2::new(0.0, shadow.offset));
    context.fill_blurred_rounded_rect(&kurbo_rect(below), radius, shadow.blur / 2.0, false);
}

fn point(at: Pos2) -> kurbo::Point {
    kurbo::Point::new(f64::from(at.x), f64::from(at.y))
}

fn kurbo_rect(rect: Rect) -> kurbo::Rect {
    kurbo::Rect::from_points(point(rect.min), point(rect.max))
}

fn rounded(rect: Rect, radius: f32) -> BezPath {
    let radius = radius.clamp(0.0, rect.width().min(rect.height()).max(0.0) / 2.0);
    path(&kurbo_rect(rect).to_rounded_rect(f64::from(radius)))
}

/// Curves as lines and curves, true to a twentieth of a board unit.
fn path(shape: &impl kurbo::Shape) -> BezPath {
    shape.to_path(0.05)
}

/// From where to where a shape reaches, in its picture's coordinates.
fn reach(shape: &Shape) -> (f32, f32) {
    match shape {
        Shape::Rect { rect, shadow, .. } => {
            let soft = shadow.map_or(0.0, |shadow| shadow.offset + REACH * shadow.blur);
            (rect.min.y - soft, rect.max.y + soft)
        }
        Shape::Circle { center, radius, .. } => (center.y - radius, center.y + radius),
        Shape::Path { points, width, .. } => {
            let ys = points.iter().map(|point| point.y);
            (ys.clone().fold(f32::INFINITY, f32::min) - width, ys.fold(f32::NEG_INFINITY, f32::max) + width)
        }
        // Marks above and below letters reach far in some scripts.
        Shape::Text(line) => (line.origin.y - 2.0 * line.size, line.origin.y + 1.5 * line.size),
    }
}
