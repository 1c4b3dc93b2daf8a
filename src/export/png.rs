//! A sheet as a PNG, painted and written in bands of rows, so that a poster needs no more memory than a page.

use std::io::{self, Write};
use std::thread;

use png::text_metadata::ITXtChunk;
use png::{BitDepth, ColorType, Compression, Encoder, EncodingError, PixelDimensions, Unit, Writer};

use super::raster::{Brush, Painting};
use super::{ExportError, Extent, MAP_MIME, Order, Progress, Written, glyph_warnings};
use crate::model::EmpathyMap;
use crate::scene::{FontBook, Sheet};

/// Longest side of a picture, in pixels: what the rasteriser can address.
pub const MAX_SIDE: u32 = u16::MAX as u32;
/// Most pixels of a picture. It costs time and no memory, but few programs open more.
pub const MAX_PIXELS: u64 = 1_000_000_000;

/// Rows that are painted at once, unless the picture is so wide that they would take too much memory.
const BAND: u16 = 128;
/// Fewest rows that are painted at once, and a divisor of their number: the rasteriser works in tiles as high as this.
const LEAST_BAND: u16 = 4;
/// Pixels that are painted at once by one thread.
const BAND_PIXELS: u32 = 2 << 20;
/// Threads that paint; more would wait for the encoder.
const MAX_PAINTERS: usize = 4;
/// Dots per inch at 100 %.
const DPI: f32 = 96.0;

/// How large a picture is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Size {
    /// Pixels for each board unit.
    Scale(f32),
    /// Width in pixels; the height follows.
    Width(u32),
}

impl Default for Size {
    fn default() -> Self {
        Self::Scale(1.0)
    }
}

impl Size {
    pub(super) fn scale(self, sheet: &Sheet) -> f32 {
        match self {
            Self::Scale(scale) => scale,
            Self::Width(width) => width as f32 / sheet.size.x,
        }
    }
}

/// Width and height of the picture in pixels, before it is made.
///
/// # Errors
/// [`ExportError::Size`] when there would be none, more than [`MAX_SIDE`] on a side or more than [`MAX_PIXELS`] in all.
pub fn size(sheet: &Sheet, size: Size) -> Result<(u32, u32), ExportError> {
    let scale = size.scale(sheet);
    if !scale.is_finite() || scale <= 0.0 {
        return Err(ExportError::Size("The picture would have no pixels. Choose a scale or a width above 0.".into()));
    }
    let width = match size {
        Size::Scale(_) => f64::from((sheet.size.x * scale).round()),
        Size::Width(width) => f64::from(width),
    };
    let (width, height) = (width.max(1.0), f64::from((sheet.size.y * scale).round()).max(1.0));
    if width > f64::from(MAX_SIDE) || height > f64::from(MAX_SIDE) || width * height > MAX_PIXELS as f64 {
        return Err(ExportError::Size(format!(
            "The picture would have {width:.0} × {height:.0} pixels; the limit is {MAX_SIDE} on a side and {} million \
             in all. Choose a smaller scale or width.",
            MAX_PIXELS / 1_000_000
        )));
    }
    Ok((width as u32, height as u32))
}

/// Writes the sheet to `out`. `map` is the map that it shows, for the words of the warnings; `map_file` goes along.
///
/// # Errors
/// As [`size`], and [`ExportError::Write`] when `out` fails.
pub fn write(
    map: &EmpathyMap,
    sheet: &Sheet,
    fonts: &mut FontBook,
    order: &Order,
    map_file: Option<&str>,
    progress: &Progress,
    out: impl Write,
) -> Result<Written, ExportError> {
    let (width, height) = size(sheet, order.size)?;
    let scale = order.size.scale(sheet);
    let columns = u16::try_from(width).unwrap_or(u16::MAX);
    let painting = Painting::new(sheet, Some(fonts), order.palette, scale, columns);
    let per_metre = (DPI * scale / 0.0254).round().max(1.0) as u32;
    let mut writer = begin(sheet, (width, height), per_metre, map_file, out)?;
    encode(&painting, (width, height), progress, &mut writer)?;
    writer.finish()?;
    Ok(Written { extent: Extent::Pixels { width, height }, warnings: glyph_warnings(map, &sheet.missing) })
}

/// Writes everything that stands before the pixels.
fn begin<W: Write>(
    sheet: &Sheet,
    (width, height): (u32, u32),
    per_metre: u32,
    map_file: Option<&str>,
    out: W,
) -> Result<Writer<W>, ExportError> {
    let mut encoder = Encoder::new(out, width, height);
    encoder.set_color(ColorType::Rgb);
    encoder.set_depth(BitDepth::Eight);
    encoder.set_compression(Compression::Fast);
    encoder.set_pixel_dims(Some(PixelDimensions { xppu: per_metre, yppu: per_metre, unit: Unit::Meter }));
    encoder.add_text_chunk("Software".into(), "Empathy Map".into())?;
    if !sheet.title.is_empty() {
        encoder.add_itxt_chunk("Title".into(), sheet.title.clone())?;
    }
    let mut writer = encoder.write_header()?;
    if let Some(text) = map_file {
        let mut chunk = ITXtChunk::new(MAP_MIME, text);
        chunk.compressed = true;
        writer.write_text_chunk(&chunk)?;
    }
    Ok(writer)
}

/// Paints and writes the pixels, band by band.
fn encode<W: Write>(
    painting: &Painting<'_>,
    (width, height): (u32, u32),
    progress: &Progress,
    writer: &mut Writer<W>,
) -> Result<(), ExportError> {
    let mut rows = writer.stream_writer()?;
    let columns = u16::try_from(width).unwrap_or(u16::MAX);
    let band = band_rows(width);
    let bands: Vec<u32> = (0..height).step_by(usize::from(band)).collect();
    let painters = thread::available_parallelism().map_or(1, usize::from).clamp(1, MAX_PAINTERS).min(bands.len());
    let mut brushes: Vec<Brush> = (0..painters).map(|_| Brush::new(columns, band)).collect();
    // While the threads paint the next bands, this one writes those before.
    let mut painted: Vec<Vec<u8>> = Vec::new();
    for (turn, starts) in bands.chunks(painters).enumerate() {
        progress.tell((turn * painters) as f32 / bands.len() as f32)?;
        let next = thread::scope(|scope| {
            let threads: Vec<_> = (brushes.iter_mut().zip(starts))
                .map(|(brush, &first_row)| {
                    scope.spawn(move || opaque_rows(painting.paint(brush, first_row), width, height - first_row))
                })
                .collect();
            painted.iter().try_for_each(|band| rows.write_all(band))?;
            threads
                .into_iter()
                .map(|thread| thread.join().map_err(|_| io::Error::other("a part of it could not be painted")))
                .collect::<io::Result<Vec<_>>>()
        });
        painted = next.map_err(ExportError::Write)?;
    }
    painted.iter().try_for_each(|band| rows.write_all(band)).map_err(ExportError::Write)?;
    Ok(rows.finish()?)
}

/// How many rows of a picture of this width are painted at once.
fn band_rows(width: u32) -> u16 {
    let rows = u16::try_from(BAND_PIXELS / width.max(1)).unwrap_or(BAND).clamp(LEAST_BAND, BAND);
    rows / LEAST_BAND * LEAST_BAND
}

impl From<EncodingError> for ExportError {
    fn from(error: EncodingError) -> Self {
        Self::Write(match error {
            EncodingError::IoError(error) => error,
            other => io::Error::other(other.to_string()),
        })
    }
}

/// The first rows of a band without their alpha, which is full everywhere.
fn opaque_rows(rgba: &[u8], width: u32, rows: u32) -> Vec<u8> {
    let pixels = rgba.as_chunks::<4>().0.iter().take(width as usize * rows as usize);
    pixels.flat_map(|&[r, g, b, _]| [r, g, b]).collect()
}
