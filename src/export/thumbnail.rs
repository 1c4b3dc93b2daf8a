//! A small preview of a map, for lists.

use super::pixels::{Pixels, make_opaque};
use super::raster::{Brush, Painting};
use crate::scene::{Palette, Scene, Sheet};

/// Highest preview, in multiples of its width.
const MAX_ASPECT: f32 = 2.0;

/// A preview of `scene`, `width` pixels wide or less, with bars for lines of text. A very high map is shown narrower.
pub fn thumbnail(scene: &Scene, palette: Palette, width: u16) -> Pixels {
    let sheet = Sheet::of_scene(scene);
    let size = sheet.size.max(epaint::emath::Vec2::splat(1.0));
    let scale = (f32::from(width.max(1)) / size.x).min(f32::from(width.max(1)) * MAX_ASPECT / size.y);
    let pixels = |length: f32| (length * scale).round().clamp(1.0, f32::from(u16::MAX)) as u16;
    let (columns, rows) = (pixels(size.x), pixels(size.y));
    let painting = Painting::new(&sheet, None, palette, scale, columns);
    let mut rgba = painting.paint(&mut Brush::new(columns, rows), 0).to_vec();
    make_opaque(&mut rgba);
    Pixels { width: columns.into(), height: rows.into(), rgba }
}
