//! The fonts of a PDF, and which of their glyphs it can hold.

use std::collections::HashMap;

use krilla::text::{Font, GlyphId, KrillaGlyph};
use skrifa::instance::{LocationRef, Size};
use skrifa::outline::{DrawSettings, OutlinePen};
use skrifa::{FontRef, MetadataProvider};

use crate::scene::{Face, FontBook, GlyphRun, Run};

/// The fonts of a book as a PDF embeds them.
pub(super) struct Fonts<'a> {
    book: &'a mut FontBook,
    embedded: HashMap<usize, Option<Font>>,
    /// Whether something of a glyph is seen, for glyphs that have a bitmap.
    visible: HashMap<(usize, u32), bool>,
    /// A space of the text face at font size 1: it keeps the words of two lines apart for those who copy them.
    space: Run,
}

impl<'a> Fonts<'a> {
    pub fn new(book: &'a mut FontBook) -> Self {
        let text = " ".to_owned();
        let space = Run { face: Face::Regular, text, start: 0, rtl: false, is_mirrored: false, x: 0.0, width: 0.0 };
        Self { book, embedded: HashMap::new(), visible: HashMap::new(), space }
    }

    /// The glyphs of a run.
    pub fn glyphs(&mut self, run: &Run, size: f32) -> Vec<GlyphRun> {
        self.book.glyphs(run, size)
    }

    /// A space at this font size, and how wide it is.
    pub fn space(&mut self, size: f32) -> (Vec<GlyphRun>, f32) {
        let runs = self.book.glyphs(&self.space, size);
        let width = runs.iter().flat_map(|run| &run.glyphs).map(|glyph| glyph.advance).sum();
        (runs, width)
    }

    /// The font of a run as the PDF embeds it, if it can.
    pub fn embedded(&mut self, font: usize) -> Option<Font> {
        let book = &*self.book;
        let embedded = self.embedded.entry(font).or_insert_with(|| {
            let data = book.font(font);
            let bytes: std::sync::Arc<dyn AsRef<[u8]> + Send + Sync> = data.font.clone();
            Font::new(bytes.into(), data.index)
        });
        embedded.clone()
    }

    /// Whether a PDF shows this glyph: bitmaps alone it does not.
    pub fn shows(&mut self, font: usize, glyph: u32) -> bool {
        let book = &*self.book;
        *self.visible.entry((font, glyph)).or_insert_with(|| {
            let data = book.font(font);
            FontRef::from_index(data.bytes(), data.index).is_ok_and(|font| shows(&font, skrifa::GlyphId::new(glyph)))
        })
    }
}

fn shows(font: &FontRef<'_>, glyph: skrifa::GlyphId) -> bool {
    let bitmap = font.bitmap_strikes().glyph_for_size(Size::unscaled(), glyph);
    bitmap.is_none() || font.color_glyphs().get(glyph).is_some() || has_outline(font, glyph)
}

fn has_outline(font: &FontRef<'_>, glyph: skrifa::GlyphId) -> bool {
    let mut pen = Touched(false);
    let settings = DrawSettings::unhinted(Size::unscaled(), LocationRef::default());
    font.outline_glyphs().get(glyph).is_some_and(|outline| outline.draw(settings, &mut pen).is_ok()) && pen.0
}

/// Notices whether anything is drawn.
struct Touched(bool);

impl OutlinePen for Touched {
    fn move_to(&mut self, _: f32, _: f32) {}

    fn line_to(&mut self, _: f32, _: f32) {
        self.0 = true;
    }

    fn quad_to(&mut self, _: f32, _: f32, _: f32, _: f32) {
        self.0 = true;
    }

    fn curve_to(&mut self, _: f32, _: f32, _: f32, _: f32, _: f32, _: f32) {
        self.0 = true;
    }

    fn close(&mut self) {}
}

/// The glyphs of a run in the terms of a PDF: each with the text that it stands for, so that it can be searched.
pub(super) fn with_text(run: &GlyphRun, size: f32) -> Vec<KrillaGlyph> {
    let mut starts: Vec<usize> = run.glyphs.iter().map(|glyph| glyph.start).collect();
    starts.push(run.text.end);
    starts.sort_unstable();
    starts.dedup();
    let mut pen = run.glyphs.first().map_or(0.0, |first| first.x);
    let mut glyphs = Vec::with_capacity(run.glyphs.len());
    for glyph in &run.glyphs {
        let end = starts.get(starts.partition_point(|&start| start <= glyph.start)).copied().unwrap_or(run.text.end);
        let offset = glyph.x - pen;
        glyphs.push(KrillaGlyph::new(
            GlyphId::new(glyph.id),
            glyph.advance / size,
            offset / size,
            -glyph.y / size,
            0.0,
            glyph.start..end,
            None,
        ));
        pen += glyph.advance;
    }
    glyphs
}
