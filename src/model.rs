//! The empathy map as plain data, and the rules that always hold for it.
//!
//! Everything here is what a map file can say (`FORMAT` version 1), no more: no clock, no randomness, no input or output.
//! Optional texts are empty strings when absent; optional choices are `None`.

mod check;
mod defaults;
mod extra;
mod id;
mod map;
mod need;
mod note;
mod reach;

pub use check::{Problem, is_id, is_text, limits};
pub use defaults::{TEMPLATES, Template, ThemeNames, default_quadrants};
pub use extra::Extra;
pub use id::{CommentId, ItemRef, MapId, MotivationId, NeedId, NoteId, QuadrantId, TensionId, ThemeId};
pub use map::{Comment, EmpathyMap, Persona, Quadrant, Theme, Tone};
pub use need::{Cause, Direction, Driver, Motivation, Need, Plan, Priority, Severity, Tension};
pub use note::{Evidence, Feeling, Note, Point};
pub(crate) use reach::person_key;
pub use reach::{People, Reach};
