//! From a map to placed shapes and finished lines of text, the same for the window and for every picture.
//!
//! All coordinates are board units: 1 unit is 1 px at 100 %. Lines are broken once, here, so that a note looks the same at
//! every zoom, in every export and on every participant's screen.

mod layout;
mod picture;
mod style;
mod text;

pub use layout::{Hit, Layout, PlacedBadge, PlacedNote, PlacedQuadrant, Scene};
pub use picture::{Ink, Picture, Run, Shadow, Shape, TextLine};
pub use style::{Palette, metrics};
pub use text::{Face, FontBook};
