//! Fonts and the breaking of text into finished lines.
//!
//! Text is shaped with the font bytes, the shaper and the per-cluster font fallback that egui uses, but in board units and
//! without rounding to pixels, so that lines are the same at every zoom and in every export. What egui leaves out is done
//! here: writing direction, emoji presentation, and line breaks that hold for ever.

mod bidi;
mod block;
mod emoji;
mod faces;
mod wrap;

pub(super) use bidi::mirrored;
pub use block::{Align, TextBlock};
pub use faces::{FontBook, Glyph, GlyphRun};

/// A font face that runs are painted with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Face {
    /// Inter Regular, and the operating system's fonts for what it lacks.
    Regular,
    /// Inter SemiBold, likewise.
    SemiBold,
    /// Twemoji, in colour.
    Emoji,
}
