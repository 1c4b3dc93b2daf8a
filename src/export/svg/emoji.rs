//! Emoji as drawings: each once, from the coloured layers of the font, so that no viewer has to have that font.

use std::collections::HashMap;
use std::fmt::Write;

use epaint::Color32;
use skrifa::color::{Brush, ColorGlyphFormat, ColorPainter, CompositeMode, Transform};
use skrifa::instance::{LocationRef, Size};
use skrifa::outline::{DrawSettings, OutlinePen};
use skrifa::raw::types::BoundingBox;
use skrifa::{FontRef, GlyphId, MetadataProvider};

use super::xml::{Element, Xml, push_number};
use crate::scene::{FontBook, Glyph};

/// Units of a drawing for one em: fine enough for a poster without decimals.
pub(super) const UNITS_PER_EM: f32 = 1000.0;

/// The emoji of a picture by their characters; `None` for those that the font cannot draw as layers.
#[derive(Default)]
pub(super) struct Emoji {
    known: HashMap<String, Option<String>>,
}

impl Emoji {
    /// The name of the drawing of `cluster`, which stands in `defs` from then on.
    ///
    /// `None` when the font has no coloured layers for it: then it is text like any other.
    pub fn of(
        &mut self,
        defs: &mut Xml,
        fonts: &FontBook,
        font: usize,
        cluster: &str,
        glyphs: &[Glyph],
        size: f32,
    ) -> Option<&str> {
        if !self.known.contains_key(cluster) {
            let drawn = layers(fonts, font, glyphs, size).map(|layers| {
                let name = name(cluster);
                write(defs, &name, cluster, &layers);
                name
            });
            self.known.insert(cluster.to_owned(), drawn);
        }
        self.known.get(cluster)?.as_deref()
    }
}

/// A name made of the code points, such as `emoji-1f4de`.
fn name(cluster: &str) -> String {
    cluster.chars().fold("emoji".to_owned(), |mut name, c| {
        let _ = write!(name, "-{:x}", u32::from(c));
        name
    })
}

fn write(defs: &mut Xml, name: &str, cluster: &str, layers: &[Layer]) {
    defs.start(Element::Group).with("id", name).open();
    defs.start(Element::Title).holding(cluster);
    for layer in layers {
        let opacity = (layer.alpha < 1.0).then_some(layer.alpha);
        defs.start(Element::Path)
            .with("d", &layer.path)
            .with("fill", layer.color)
            .maybe("fill-opacity", opacity)
            .empty();
    }
    defs.end(Element::Group);
}

/// An outline in one colour.
struct Layer {
    path: String,
    color: Color32,
    alpha: f32,
}

/// The layers of a cluster, from its left end on the baseline; `None` when a glyph of it has none.
fn layers(fonts: &FontBook, font: usize, glyphs: &[Glyph], size: f32) -> Option<Vec<Layer>> {
    let data = fonts.font(font);
    let font = FontRef::from_index((*data.font).as_ref(), data.index).ok()?;
    let colors: Vec<Color32> = (font.color_palettes().get(0)?.colors().iter())
        .map(|color| Color32::from_rgba_unmultiplied(color.red, color.green, color.blue, color.alpha))
        .collect();
    let first = glyphs.first()?;
    let scale = UNITS_PER_EM / size;
    let mut layers = Vec::new();
    for glyph in glyphs {
        let origin = ((glyph.x - first.x) * scale, glyph.y * scale);
        let color_glyph = font.color_glyphs().get_with_format(GlyphId::new(glyph.id), ColorGlyphFormat::ColrV0)?;
        let mut painter = Painter { font: &font, colors: &colors, origin, layers: &mut layers };
        color_glyph.paint(LocationRef::default(), &mut painter).ok()?;
    }
    (!layers.is_empty()).then_some(layers)
}

/// Collects the layers of a glyph. The first version of the table has outlines in plain colours and nothing else.
struct Painter<'a> {
    font: &'a FontRef<'a>,
    colors: &'a [Color32],
    origin: (f32, f32),
    layers: &'a mut Vec<Layer>,
}

impl ColorPainter for Painter<'_> {
    fn fill_glyph(&mut self, glyph: GlyphId, _: Option<Transform>, brush: Brush<'_>) {
        let Brush::Solid { palette_index, alpha } = brush else { return };
        let Some(outline) = self.font.outline_glyphs().get(glyph) else { return };
        let mut pen = Pen { path: String::new(), origin: self.origin };
        let settings = DrawSettings::unhinted(Size::new(UNITS_PER_EM), LocationRef::default());
        if outline.draw(settings, &mut pen).is_ok() && !pen.path.is_empty() {
            let color = self.colors.get(usize::from(palette_index)).copied().unwrap_or(Color32::BLACK);
            let [r, g, b, a] = color.to_srgba_unmultiplied();
            let alpha = alpha * f32::from(a) / 255.0;
            self.layers.push(Layer { path: pen.path, color: Color32::from_rgb(r, g, b), alpha });
        }
    }

    fn push_transform(&mut self, _: Transform) {}
    fn pop_transform(&mut self) {}
    fn push_clip_glyph(&mut self, _: GlyphId) {}
    fn push_clip_box(&mut self, _: BoundingBox<f32>) {}
    fn pop_clip(&mut self) {}
    fn fill(&mut self, _: Brush<'_>) {}
    fn push_layer(&mut self, _: CompositeMode) {}
}

/// Writes an outline as path data, downwards as pictures are, in whole units.
struct Pen {
    path: String,
    origin: (f32, f32),
}

impl Pen {
    fn draw(&mut self, command: char, points: &[(f32, f32)]) {
        self.path.push(command);
        for (index, (x, y)) in points.iter().enumerate() {
            if index > 0 {
                self.path.push(' ');
            }
            push_number(&mut self.path, f64::from(x + self.origin.0), 0);
            self.path.push(' ');
            push_number(&mut self.path, f64::from(self.origin.1 - y), 0);
        }
    }
}

impl OutlinePen for Pen {
    fn move_to(&mut self, x: f32, y: f32) {
        self.draw('M', &[(x, y)]);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.draw('L', &[(x, y)]);
    }

    fn quad_to(&mut self, cx: f32, cy: f32, x: f32, y: f32) {
        self.draw('Q', &[(cx, cy), (x, y)]);
    }

    fn curve_to(&mut self, ax: f32, ay: f32, bx: f32, by: f32, x: f32, y: f32) {
        self.draw('C', &[(ax, ay), (bx, by), (x, y)]);
    }

    fn close(&mut self) {
        self.path.push('Z');
    }
}
