//! Paints the pieces of a sheet on a page, each part marked as text, as a picture with words of its own, or as decoration.

use std::collections::HashMap;

use epaint::emath::{Pos2, Rect, Vec2, pos2};
use krilla::color::rgb;
use krilla::geom::{Path, PathBuilder, Point, Transform};
use krilla::graphic::Graphic;
use krilla::num::NormalizedF32;
use krilla::paint::{Fill, LineCap, LineJoin, Stroke};
use krilla::surface::Surface;
use krilla::tagging::{Artifact, ArtifactType, ContentTag, Identifier, SpanTag};

use super::fonts::{Fonts, with_text};
use super::paper::Page;
use crate::scene::{GlyphRun, Ink, Palette, Piece, Role, Shadow, Shape, TextLine};

/// A quarter of a circle as a Bézier curve.
const ARC: f32 = 0.552_284_8;
/// How far beyond the edge, in standard deviations of the blur, each layer of a shadow ends: eight equal parts of a
/// Gaussian.
const LAYERS: [f32; 8] = [1.534, 0.887, 0.489, 0.157, -0.157, -0.489, -0.887, -1.534];

/// Largest text in the accent's colour that is a label, and no initial in its disc.
const LABEL: f32 = 16.0;

/// What a piece became.
#[derive(Default)]
pub(super) struct Painted {
    /// Its texts, in the order in which they are read.
    pub paragraphs: Vec<Paragraph>,
    /// Its icons and dots, when they say something.
    pub marks: Option<Identifier>,
    /// Characters that the PDF does not show.
    pub lost: String,
}

/// Lines of one look, one below the other.
pub(super) struct Paragraph {
    look: (f32, Ink),
    /// The text, its lines joined by spaces.
    pub text: String,
    /// The lines on the page.
    pub lines: Vec<Identifier>,
}

impl Paragraph {
    /// The font size.
    pub fn size(&self) -> f32 {
        self.look.0
    }
}

/// Paints on one page.
pub(super) struct Painter<'a, 's, 'f> {
    surface: &'a mut Surface<'s>,
    fonts: &'a mut Fonts<'f>,
    palette: Palette,
    /// Shadows by the size of what throws them: most notes are as large as some others.
    shadows: HashMap<[u32; 6], Graphic>,
}

impl<'a, 's, 'f> Painter<'a, 's, 'f> {
    pub fn new(surface: &'a mut Surface<'s>, fonts: &'a mut Fonts<'f>, palette: Palette) -> Self {
        Self { surface, fonts, palette, shadows: HashMap::new() }
    }

    /// Colours a page of this size in points.
    pub fn page(&mut self, size: Vec2) {
        self.decorate(|painter| {
            painter.fill(rounded(Rect::from_min_size(Pos2::ZERO, size), 0.0), Ink::Page);
        });
    }

    /// From here on, coordinates are those of the sheet.
    pub fn begin(&mut self, page: &Page) {
        let Vec2 { x, y } = page.offset;
        self.surface.push_transform(&Transform::from_row(page.scale, 0.0, 0.0, page.scale, x, y));
    }

    /// Ends what [`Painter::begin`] began.
    pub fn end(&mut self) {
        self.surface.pop();
    }

    /// Paints a piece.
    pub fn piece(&mut self, piece: &Piece) -> Painted {
        let mut painted = Painted::default();
        let shapes = &piece.picture.shapes;
        for same in shapes.chunk_by(|a, b| kind(&piece.role, a) == kind(&piece.role, b) && !matches!(a, Shape::Text(_)))
        {
            match (kind(&piece.role, &same[0]), &same[0]) {
                (Kind::Text, Shape::Text(line)) => self.paragraph_line(line, piece.offset, &mut painted),
                (Kind::Mark, _) => {}
                _ => self.decorate(|painter| painter.shapes(same.iter(), piece.offset, &mut painted.lost)),
            }
        }
        // They lie apart from everything else, so it does not matter that they come last.
        let mut marks = shapes.iter().filter(|shape| kind(&piece.role, shape) == Kind::Mark).peekable();
        if marks.peek().is_some() {
            painted.marks = Some(self.surface.start_tagged(ContentTag::Other));
            self.shapes(marks, piece.offset, &mut painted.lost);
            self.surface.end_tagged();
        }
        painted
    }

    fn shapes<'b>(&mut self, shapes: impl Iterator<Item = &'b Shape>, offset: Vec2, lost: &mut String) {
        shapes.for_each(|shape| self.shape(shape, offset, lost));
    }

    /// Paints what readers aloud pass over.
    fn decorate(&mut self, paint: impl FnOnce(&mut Self)) {
        self.surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(ArtifactType::Layout)));
        paint(self);
        self.surface.end_tagged();
    }

    fn paragraph_line(&mut self, line: &TextLine, offset: Vec2, painted: &mut Painted) {
        let identifier = self.surface.start_tagged(ContentTag::Span(SpanTag::empty()));
        self.text(line, offset, &mut painted.lost);
        self.surface.end_tagged();
        let look = (line.size, line.ink);
        match painted.paragraphs.last_mut() {
            Some(paragraph) if paragraph.look == look => {
                paragraph.text.push(' ');
                paragraph.text.push_str(&line.text);
                paragraph.lines.push(identifier);
            }
            _ => {
                painted.paragraphs.push(Paragraph { look, text: line.text.clone(), lines: vec![identifier] });
            }
        }
    }

    fn shape(&mut self, shape: &Shape, offset: Vec2, lost: &mut String) {
        match shape {
            Shape::Rect { rect, radius, fill, stroke, shadow } => {
                let rect = rect.translate(offset);
                if let Some(shadow) = shadow {
                    self.shadow(rect, *radius, *shadow);
                }
                self.fill(rounded(rect, *radius), *fill);
                if let Some((width, ink)) = stroke {
                    self.stroke(rounded(rect.shrink(width / 2.0), radius - width / 2.0), *width, *ink);
                }
            }
            Shape::Circle { center, radius, fill, stroke } => {
                let circle =
                    |radius: f32| rounded(Rect::from_center_size(*center + offset, Vec2::splat(2.0 * radius)), radius);
                self.fill(circle(*radius), *fill);
                if let Some((width, ink)) = stroke {
                    self.stroke(circle(radius - width / 2.0), *width, *ink);
                }
            }
            Shape::Path { points, closed, width, ink } => {
                let mut path = PathBuilder::new();
                for (index, point) in points.iter().enumerate() {
                    let at = *point + offset;
                    if index == 0 { path.move_to(at.x, at.y) } else { path.line_to(at.x, at.y) }
                }
                if *closed {
                    path.close();
                }
                self.stroke(path.finish(), *width, *ink);
            }
            Shape::Text(line) => self.text(line, offset, lost),
        }
    }

    /// Paints a line, its runs in the order in which they are read, and a space behind it.
    fn text(&mut self, line: &TextLine, offset: Vec2, lost: &mut String) {
        self.surface.set_fill(Some(self.paint(line.ink)));
        self.surface.set_stroke(None);
        let origin = line.origin + offset;
        let mut runs: Vec<_> = line.runs.iter().collect();
        runs.sort_by_key(|run| run.start);
        for run in &runs {
            for glyphs in self.fonts.glyphs(run, line.size) {
                self.glyphs(&glyphs, &run.written(), line.size, origin + Vec2::new(run.x, 0.0), lost);
            }
        }
        let (space, width) = self.fonts.space(line.size);
        let x = if line.rtl { -width } else { line.width };
        for glyphs in &space {
            self.glyphs(glyphs, " ", line.size, origin + Vec2::new(x, 0.0), lost);
        }
    }

    fn glyphs(&mut self, run: &GlyphRun, text: &str, size: f32, origin: Pos2, lost: &mut String) {
        let (Some(font), Some(first)) = (self.fonts.embedded(run.font), run.glyphs.first()) else {
            lost.push_str(&text[run.text.clone()]);
            return;
        };
        let glyphs = with_text(run, size);
        for (glyph, of_run) in glyphs.iter().zip(&run.glyphs) {
            if !self.fonts.shows(run.font, of_run.id) {
                lost.push_str(&text[glyph.text_range.clone()]);
            }
        }
        let start = Point::from_xy(origin.x + first.x, origin.y);
        self.surface.draw_glyphs(start, &glyphs, font, text, size, false);
    }

    fn fill(&mut self, path: Option<Path>, ink: Ink) {
        self.surface.set_fill(Some(self.paint(ink)));
        self.surface.set_stroke(None);
        path.iter().for_each(|path| self.surface.draw_path(path));
    }

    fn stroke(&mut self, path: Option<Path>, width: f32, ink: Ink) {
        let paint = self.paint(ink).paint;
        let (line_cap, line_join) = (LineCap::Round, LineJoin::Round);
        self.surface.set_fill(None);
        self.surface.set_stroke(Some(Stroke { paint, width, line_cap, line_join, ..Stroke::default() }));
        path.iter().for_each(|path| self.surface.draw_path(path));
    }

    fn paint(&self, ink: Ink) -> Fill {
        let [r, g, b, a] = self.palette.color(ink).to_srgba_unmultiplied();
        Fill { paint: rgb::Color::new(r, g, b).into(), opacity: share(f32::from(a) / 255.0), ..Fill::default() }
    }

    fn shadow(&mut self, rect: Rect, radius: f32, shadow: Shadow) {
        let Shadow { offset, blur, alpha } = shadow;
        let key = [rect.width(), rect.height(), radius, offset, blur, alpha].map(f32::to_bits);
        let graphic = match self.shadows.get(&key) {
            Some(known) => known.clone(),
            None => {
                let at_origin = Rect::from_min_size(pos2(0.0, offset), rect.size());
                let graphic = draw_shadow(self.surface, at_origin, radius, blur / 2.0, alpha);
                self.shadows.insert(key, graphic.clone());
                graphic
            }
        };
        self.surface.push_transform(&Transform::from_translate(rect.min.x, rect.min.y));
        self.surface.draw_graphic(graphic);
        self.surface.pop();
    }
}

/// What a shape is for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Text,
    /// An icon or a dot that says something.
    Mark,
    Decoration,
}

fn kind(role: &Role, shape: &Shape) -> Kind {
    match (role, shape) {
        // The initial of the persona, which the name repeats.
        (Role::Badge | Role::Persona, Shape::Text(line)) if line.ink == Ink::Accent && line.size > LABEL => {
            Kind::Decoration
        }
        (_, Shape::Text(_)) => Kind::Text,
        (Role::Note { .. }, Shape::Circle { .. } | Shape::Path { .. }) => Kind::Mark,
        _ => Kind::Decoration,
    }
}

/// A soft shadow as layers that grow and add up, which every viewer shows alike.
fn draw_shadow(surface: &mut Surface<'_>, rect: Rect, radius: f32, deviation: f32, alpha: f32) -> Graphic {
    let opacity = share(1.0 - (1.0 - alpha).powf(1.0 / LAYERS.len() as f32));
    let mut builder = surface.stream_builder();
    let mut layers = builder.surface();
    layers.set_fill(Some(Fill { opacity, ..Fill::default() }));
    for layer in LAYERS.map(|layer| layer * deviation) {
        rounded(rect.expand(layer), radius + layer).iter().for_each(|path| layers.draw_path(path));
    }
    layers.finish();
    Graphic::new(builder.finish(), false)
}

fn share(share: f32) -> NormalizedF32 {
    NormalizedF32::new(share.clamp(0.0, 1.0)).unwrap_or(NormalizedF32::ONE)
}

/// A rectangle with round corners, unless there is nothing to see of it.
fn rounded(rect: Rect, radius: f32) -> Option<Path> {
    if !rect.is_positive() {
        return None;
    }
    let radius = radius.clamp(0.0, rect.size().min_elem() / 2.0);
    let mut path = PathBuilder::new();
    let Rect { min, max } = rect;
    if radius == 0.0 {
        path.push_rect(krilla::geom::Rect::from_ltrb(min.x, min.y, max.x, max.y)?);
        return path.finish();
    }
    let arm = radius * (1.0 - ARC);
    path.move_to(min.x + radius, min.y);
    path.line_to(max.x - radius, min.y);
    path.cubic_to(max.x - arm, min.y, max.x, min.y + arm, max.x, min.y + radius);
    path.line_to(max.x, max.y - radius);
    path.cubic_to(max.x, max.y - arm, max.x - arm, max.y, max.x - radius, max.y);
    path.line_to(min.x + radius, max.y);
    path.cubic_to(min.x + arm, max.y, min.x, max.y - arm, min.x, max.y - radius);
    path.line_to(min.x, min.y + radius);
    path.cubic_to(min.x, min.y + arm, min.x + arm, min.y, min.x + radius, min.y);
    path.close();
    path.finish()
}
