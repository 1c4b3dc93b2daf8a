//! A sheet as pixels in memory: for the clipboard, and for a look at it before it is exported.

use super::raster::{Brush, Painting};
use super::{ExportError, Progress};
use crate::scene::{FontBook, Palette, Sheet};

/// Most pixels of a picture in memory: 160 MB.
pub const MAX_PIXELS_IN_MEMORY: u64 = 40_000_000;

/// Rows that are painted at once.
const BAND: u16 = 256;

/// A picture in memory.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pixels {
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
    /// Red, green, blue and alpha of each pixel, row by row, without transparency.
    pub rgba: Vec<u8>,
}

/// Paints the sheet on the colour of its page, `scale` pixels for each board unit.
///
/// # Errors
/// [`ExportError::Size`] beyond [`MAX_PIXELS_IN_MEMORY`], and [`ExportError::Cancelled`] soon after `progress` was cancelled.
pub fn pixels(
    sheet: &Sheet,
    fonts: &mut FontBook,
    palette: Palette,
    scale: f32,
    progress: &Progress,
) -> Result<Pixels, ExportError> {
    let side = |length: f32| (length * scale).round().max(1.0);
    let (width, height) = (side(sheet.size.x), side(sheet.size.y));
    let most = f32::from(u16::MAX);
    // A scale that is no number fails here as well.
    if !(width <= most && height <= most && f64::from(width) * f64::from(height) <= MAX_PIXELS_IN_MEMORY as f64) {
        let millions = MAX_PIXELS_IN_MEMORY / 1_000_000;
        return Err(ExportError::Size(format!(
            "The picture would have {width:.0} × {height:.0} pixels; the limit here is {millions} million."
        )));
    }
    let (columns, rows) = (width as u16, height as u16);
    progress.tell(0.0)?;
    let painting = Painting::new(sheet, Some(fonts), palette, scale, columns);
    let mut brush = Brush::new(columns, BAND.min(rows));
    let mut rgba = Vec::with_capacity(4 * usize::from(columns) * usize::from(rows));
    for first_row in (0..rows).step_by(usize::from(BAND)) {
        progress.tell(f32::from(first_row) / f32::from(rows))?;
        let painted = painting.paint(&mut brush, u32::from(first_row));
        let wanted = 4 * usize::from(columns) * usize::from((rows - first_row).min(BAND));
        rgba.extend_from_slice(&painted[..wanted]);
    }
    make_opaque(&mut rgba);
    Ok(Pixels { width: columns.into(), height: rows.into(), rgba })
}

/// Soft shadows leave the page a rounding error short of full.
pub(super) fn make_opaque(rgba: &mut [u8]) {
    rgba.iter_mut().skip(3).step_by(4).for_each(|alpha| *alpha = u8::MAX);
}
