//! The font files, the fallback between them, and shaping.

use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::sync::Arc;

use epaint::text::{FallbackRequest, FontData, FontDefinitions, FontFamily, FontProvider};
use harfrust::{Direction, FontRef, GlyphBuffer, ShapeOptions, ShapePlan, ShapePlanKey, ShaperData, UnicodeBuffer};
use skrifa::MetadataProvider;
use unicode_segmentation::UnicodeSegmentation;

use super::bidi::{Directions, mirrored};
use super::block::BlockLine;
use super::emoji::is_emoji;
use super::wrap::{Unit, is_space, wrap};
use super::{Face, TextBlock};
use crate::scene::Run;

/// Name and bytes of the bundled fonts; the order matters to [`CHAINS`].
const BUNDLED: [(&str, &[u8]); 3] = [
    ("Inter", include_bytes!("../../../assets/fonts/Inter_400Regular.ttf")),
    ("Inter SemiBold", include_bytes!("../../../assets/fonts/Inter_600SemiBold.ttf")),
    ("Twemoji", include_bytes!("../../../assets/fonts/Twemoji.ttf")),
];

/// The bundled fonts of each face, the first choice first.
const CHAINS: [&[usize]; 3] = [&[0, 2], &[1, 0, 2], &[2, 0]];

/// How many spaces a tab stands for.
const TAB: &str = "    ";

/// A font file in use.
struct Font {
    data: FontData,
    shaper: ShaperData,
    plans: Vec<ShapePlan>,
    units_per_em: f32,
}

/// The fonts of one face, and which of them draws which character.
struct Chain {
    family: FontFamily,
    fonts: Vec<usize>,
    known: HashMap<char, Option<usize>>,
}

/// The bundled fonts and those of the operating system, headless.
pub struct FontBook {
    fonts: Vec<Font>,
    names: Vec<String>,
    chains: [Chain; 3],
    system: Option<Arc<dyn FontProvider>>,
    buffer: Option<UnicodeBuffer>,
    measured: usize,
}

/// A glyph of a run, for a painter that draws outlines itself.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Glyph {
    /// Its number in the font.
    pub id: u32,
    /// To the right of the run's left end, in board units.
    pub x: f32,
    /// Below the baseline, in board units.
    pub y: f32,
    /// How far the next one stands to the right, in board units.
    pub advance: f32,
    /// Where the text begins that it stands for, in bytes of the run's text.
    pub start: usize,
}

/// Glyphs from one font.
#[derive(Clone, Debug, PartialEq)]
pub struct GlyphRun {
    /// The font, for [`FontBook::font`].
    pub font: usize,
    /// What they stand for, in bytes of the run's text.
    pub text: Range<usize>,
    /// The glyphs, from left to right.
    pub glyphs: Vec<Glyph>,
}

/// A grapheme cluster of a paragraph.
struct Cluster {
    bytes: Range<usize>,
    face: Face,
    font: usize,
    rtl: bool,
    width: f32,
    /// Whether the shaper looked across its beginning, so that a line which begins here must be shaped anew.
    joined: bool,
}

impl FontBook {
    /// The name of the font family that a window must define for each face, bundled font first.
    pub fn family(face: Face) -> FontFamily {
        match face {
            Face::Regular => FontFamily::Proportional,
            Face::SemiBold => FontFamily::Name("semibold".into()),
            Face::Emoji => FontFamily::Name("emoji".into()),
        }
    }

    /// The bundled fonts as egui wants them: the families of all faces, and its monospace family.
    pub fn definitions() -> FontDefinitions {
        let mut definitions = FontDefinitions::empty();
        for (name, bytes) in BUNDLED {
            definitions.font_data.insert(name.to_owned(), Arc::new(FontData::from_static(bytes)));
        }
        let names =
            |face: Face| CHAINS[face as usize].iter().map(|&font| BUNDLED[font].0.to_owned()).collect::<Vec<_>>();
        for face in [Face::Regular, Face::SemiBold, Face::Emoji] {
            definitions.families.insert(Self::family(face), names(face));
        }
        definitions.families.insert(FontFamily::Monospace, names(Face::Regular));
        definitions
    }

    /// The bundled fonts, and with `system` those of the operating system for what they lack.
    pub fn new(system: bool) -> Self {
        let system =
            system.then(|| Arc::new(egui_system_font_provider::SystemFontProvider::new()) as Arc<dyn FontProvider>);
        let chain = |face: Face| Chain {
            family: Self::family(face),
            fonts: CHAINS[face as usize].to_vec(),
            known: HashMap::new(),
        };
        let mut book = Self {
            fonts: Vec::new(),
            names: Vec::new(),
            chains: [Face::Regular, Face::SemiBold, Face::Emoji].map(chain),
            system,
            buffer: None,
            measured: 0,
        };
        for (name, bytes) in BUNDLED {
            let added = book.add(name, FontData::from_static(bytes));
            debug_assert!(added.is_some(), "the bundled font {name} is broken");
        }
        book
    }

    /// How many texts were measured so far.
    pub fn measured(&self) -> usize {
        self.measured
    }

    /// The font file behind a [`GlyphRun`].
    pub fn font(&self, index: usize) -> &FontData {
        &self.fonts[index].data
    }

    /// How many font files are in use; [`GlyphRun::font`] is below.
    pub fn font_count(&self) -> usize {
        self.fonts.len()
    }

    /// Breaks `text` into lines no wider than `width`, in board units.
    ///
    /// Words too long for a line break between grapheme clusters; every newline begins a line; an empty text is one empty line.
    pub fn break_text(&mut self, text: &str, face: Face, size: f32, width: f32) -> TextBlock {
        self.measured += 1;
        let mut block = TextBlock { size, ..Default::default() };
        let mut missing = Vec::new();
        for paragraph in text.split('\n') {
            // Carriage returns are no text; a lone one would be drawn as a missing glyph.
            let paragraph: String = paragraph.replace('\r', "").replace('\t', TAB);
            self.break_paragraph(&paragraph, face, size, width, &mut block.lines, &mut missing);
        }
        let mut seen = HashSet::new();
        block.missing = missing.into_iter().filter(|&c| seen.insert(c)).collect();
        block
    }

    /// The glyphs of a run at this font size.
    pub fn glyphs(&mut self, run: &Run, size: f32) -> Vec<GlyphRun> {
        let mut pieces: Vec<(usize, Range<usize>)> = Vec::new();
        for (start, cluster) in run.text.grapheme_indices(true) {
            let font = self.resolve(run.face, cluster).unwrap_or(CHAINS[run.face as usize][0]);
            match pieces.last_mut() {
                Some((last, bytes)) if *last == font => bytes.end = start + cluster.len(),
                _ => pieces.push((font, start..start + cluster.len())),
            }
        }
        let mut x = 0.0;
        let mut runs = Vec::with_capacity(pieces.len());
        for (font, bytes) in pieces {
            let scale = size / self.fonts[font].units_per_em;
            let shaped = self.shape(font, &run.text[bytes.clone()]);
            let mut glyphs = Vec::with_capacity(shaped.len());
            for (info, position) in shaped.glyph_infos().iter().zip(shaped.glyph_positions()) {
                let advance = position.x_advance as f32 * scale;
                glyphs.push(Glyph {
                    id: info.glyph_id,
                    x: x + position.x_offset as f32 * scale,
                    y: -(position.y_offset as f32) * scale,
                    advance,
                    start: bytes.start + info.cluster as usize,
                });
                x += advance;
            }
            self.buffer = Some(shaped.clear());
            runs.push(GlyphRun { font, text: bytes, glyphs });
        }
        runs
    }

    fn break_paragraph(
        &mut self,
        paragraph: &str,
        face: Face,
        size: f32,
        width: f32,
        lines: &mut Vec<BlockLine>,
        missing: &mut Vec<char>,
    ) {
        let directions = Directions::of(paragraph);
        let mut clusters = self.clusters(paragraph, face, &directions);
        self.measure(paragraph, &mut clusters, size, missing);
        let units: Vec<Unit> = clusters.iter().map(|cluster| unit(paragraph, cluster)).collect();
        for line in wrap(&units, width) {
            let trailing = units[line.clone()].iter().rev().take_while(|unit| is_space(unit.first)).count();
            let shown = line.start..line.end - trailing;
            lines.push(self.finish_line(paragraph, &directions, &clusters, shown, size));
        }
    }

    /// The grapheme clusters of a paragraph, each with the face, font and direction that it is drawn with.
    fn clusters(&mut self, paragraph: &str, face: Face, directions: &Directions<'_>) -> Vec<Cluster> {
        let mut clusters = Vec::with_capacity(paragraph.len());
        for (start, text) in paragraph.grapheme_indices(true) {
            let face = if is_emoji(text) { Face::Emoji } else { face };
            let font = self.resolve(face, text).unwrap_or(CHAINS[face as usize][0]);
            let rtl = directions.is_rtl_at(start);
            clusters.push(Cluster { bytes: start..start + text.len(), face, font, rtl, width: 0.0, joined: false });
        }
        clusters
    }

    /// Shapes a paragraph, piece by piece of one font and direction, and notes the advance of each cluster.
    fn measure(&mut self, paragraph: &str, clusters: &mut [Cluster], size: f32, missing: &mut Vec<char>) {
        for piece in clusters.chunk_by_mut(|a, b| (a.font, a.face, a.rtl) == (b.font, b.face, b.rtl)) {
            let bytes = piece[0].bytes.start..piece[piece.len() - 1].bytes.end;
            let (offset, font) = (bytes.start, piece[0].font);
            let scale = size / self.fonts[font].units_per_em;
            let shaped = self.shape(font, &paragraph[bytes]);
            for (info, position) in shaped.glyph_infos().iter().zip(shaped.glyph_positions()) {
                let at = offset + info.cluster as usize;
                let index = piece.partition_point(|cluster| cluster.bytes.end <= at);
                let Some(cluster) = piece.get_mut(index) else { continue };
                cluster.width += position.x_advance as f32 * scale;
                cluster.joined |= info.unsafe_to_break();
                if info.glyph_id == 0 {
                    missing.extend(paragraph[at..].chars().next().filter(|c| !c.is_control()));
                }
            }
            self.buffer = Some(shaped.clear());
        }
    }

    fn finish_line(
        &mut self,
        paragraph: &str,
        directions: &Directions<'_>,
        clusters: &[Cluster],
        shown: Range<usize>,
        size: f32,
    ) -> BlockLine {
        let mut line = BlockLine { rtl: directions.is_rtl(), ..Default::default() };
        let Some((first, last)) = clusters[shown.clone()].first().zip(clusters[shown.clone()].last()) else {
            return line;
        };
        let bytes = first.bytes.start..last.bytes.end;
        line.text = paragraph[bytes.clone()].to_owned();
        line.start = bytes.start;
        for (part, rtl) in directions.visual(bytes) {
            let start = clusters.partition_point(|cluster| cluster.bytes.start < part.start);
            let end = clusters.partition_point(|cluster| cluster.bytes.start < part.end);
            // From right to left, a piece of each font is a run of its own: painters lay out the fonts of one run from
            // left to right.
            let same = |a: &Cluster, b: &Cluster| a.face == b.face && (!rtl || a.font == b.font);
            let mut pieces: Vec<Range<usize>> = Vec::new();
            for index in start..end {
                match pieces.last_mut() {
                    Some(piece) if same(&clusters[index - 1], &clusters[index]) => piece.end = index + 1,
                    _ => pieces.push(index..index + 1),
                }
            }
            if rtl {
                pieces.reverse();
            }
            for piece in pieces {
                self.finish_run(paragraph, &clusters[piece], rtl, size, &mut line);
            }
        }
        line
    }

    fn finish_run(&mut self, paragraph: &str, clusters: &[Cluster], rtl: bool, size: f32, line: &mut BlockLine) {
        let (first, last) = (&clusters[0], &clusters[clusters.len() - 1]);
        let text = &paragraph[first.bytes.start..last.bytes.end];
        // Painters see one run and judge its direction by its letters; where that is not the direction it has here, such as
        // brackets between Hebrew words, the clusters are put in the order in which they are seen.
        let shaped_rtl = reads_rtl(text);
        let text = if rtl == shaped_rtl {
            text.to_owned()
        } else {
            let turned = clusters.iter().rev().map(|cluster| &paragraph[cluster.bytes.clone()]);
            if rtl { turned.flat_map(str::chars).map(mirrored).collect() } else { turned.collect() }
        };
        let start = first.bytes.start - line.start;
        let is_mirrored = rtl && !shaped_rtl;
        let (x, width) = (line.width, 0.0);
        let mut run = Run { face: first.face, text, start, rtl: shaped_rtl, is_mirrored, x, width };
        run.width =
            if first.joined { self.run_width(&run, size) } else { clusters.iter().map(|cluster| cluster.width).sum() };
        line.width += run.width;
        line.runs.push(run);
    }

    fn run_width(&mut self, run: &Run, size: f32) -> f32 {
        let mut width = 0.0;
        let clusters = self.clusters(&run.text, run.face, &Directions::of(""));
        for piece in clusters.chunk_by(|a, b| a.font == b.font) {
            let font = piece[0].font;
            let shaped = self.shape(font, &run.text[piece[0].bytes.start..piece[piece.len() - 1].bytes.end]);
            let units: i32 = shaped.glyph_positions().iter().map(|position| position.x_advance).sum();
            width += units as f32 * size / self.fonts[font].units_per_em;
            self.buffer = Some(shaped.clear());
        }
        width
    }

    /// The font that draws a cluster: the first of the face's chain that has its first character, then the operating system's.
    fn resolve(&mut self, face: Face, cluster: &str) -> Option<usize> {
        let c = cluster.chars().next()?;
        if let Some(&known) = self.chains[face as usize].known.get(&c) {
            return known;
        }
        let chain = &self.chains[face as usize];
        let found = chain.fonts.iter().copied().find(|&font| is_invisible(c) || self.fonts[font].has(c));
        let found = found.or_else(|| self.discover(face, cluster, c));
        self.chains[face as usize].known.insert(c, found);
        found
    }

    fn discover(&mut self, face: Face, cluster: &str, c: char) -> Option<usize> {
        let chain = &self.chains[face as usize];
        let found = self.system.as_ref()?.font_for(&FallbackRequest { cluster, family: &chain.family })?;
        let font = match self.names.iter().position(|name| *name == found.name) {
            Some(font) => font,
            None => self.add(&found.name, found.data)?,
        };
        if !self.fonts[font].has(c) {
            return None;
        }
        let chain = &mut self.chains[face as usize];
        if !chain.fonts.contains(&font) {
            chain.fonts.push(font);
        }
        Some(font)
    }

    fn add(&mut self, name: &str, data: FontData) -> Option<usize> {
        let (shaper, units_per_em) = {
            let font = FontRef::from_index(data.bytes(), data.index).ok()?;
            let metrics = font.metrics(skrifa::instance::Size::unscaled(), skrifa::instance::LocationRef::default());
            (ShaperData::new(&font), f32::from(metrics.units_per_em.max(1)))
        };
        self.fonts.push(Font { data, shaper, plans: Vec::new(), units_per_em });
        self.names.push(name.to_owned());
        Some(self.fonts.len() - 1)
    }

    /// Shapes text of one font; the direction follows from its script, as in egui. The caller gives the buffer back.
    fn shape(&mut self, font: usize, text: &str) -> GlyphBuffer {
        let mut buffer = self.buffer.take().unwrap_or_default();
        buffer.push_str(text);
        buffer.guess_segment_properties();
        let Font { data, shaper, plans, .. } = &mut self.fonts[font];
        let face = FontRef::from_index(data.bytes(), data.index).expect("was parsed when it was added");
        let shaper = shaper.shaper(&face).build();
        let key = ShapePlanKey::new(Some(buffer.script()), buffer.direction());
        let plan = match plans.iter().position(|plan| key.matches(plan)) {
            Some(known) => known,
            None => {
                plans.push(ShapePlan::new(&shaper, buffer.direction(), Some(buffer.script()), None, &[]));
                plans.len() - 1
            }
        };
        shaper.shape(buffer, ShapeOptions::new().plan(Some(&plans[plan])))
    }
}

impl Font {
    fn has(&self, c: char) -> bool {
        FontRef::from_index(self.data.bytes(), self.data.index)
            .ok()
            .and_then(|font| font.charmap().map(c))
            .is_some_and(|glyph| glyph.to_u32() != 0)
    }
}

fn unit(paragraph: &str, cluster: &Cluster) -> Unit {
    let text = &paragraph[cluster.bytes.clone()];
    let first = text.chars().next().unwrap_or(' ');
    let last = text.chars().next_back().unwrap_or(' ');
    Unit { first, last, width: cluster.width, emoji: cluster.face == Face::Emoji }
}

/// Whether a shaper that goes by the letters alone sets this text from right to left.
fn reads_rtl(text: &str) -> bool {
    if text.is_ascii() {
        return false;
    }
    let mut buffer = UnicodeBuffer::new();
    buffer.push_str(text);
    buffer.guess_segment_properties();
    buffer.direction() == Direction::RightToLeft
}

/// Characters that take no space and need no glyph: joiners and direction marks.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}')
}
