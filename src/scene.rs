//! From a map to placed shapes and finished lines of text, the same for the window and for every picture.
//!
//! All coordinates are board units: 1 unit is 1 px at 100 %. Lines are broken once, here, so that a note looks the same at
//! every zoom, in every export and on every participant's screen.

mod badge;
mod heading;
mod icons;
mod layout;
mod note;
mod picture;
mod sheet;
mod style;
mod summary;
mod text;
mod texts;

pub use icons::{ICON_SIZE, evidence_icon, feeling_icon};
pub use layout::{Hit, Layout, MissingGlyphs, PlacedBadge, PlacedNote, PlacedQuadrant, Scene};
pub use picture::{Ink, Picture, Run, Shadow, Shape, TextLine};
pub use sheet::{Part, Piece, Role, Section, Sheet};
pub use style::{Palette, metrics};
pub use summary::{SUMMARY_WIDTH, Summary};
pub use text::{Align, Face, FontBook, Glyph, GlyphRun, TextBlock};
