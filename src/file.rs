//! The map file: reading, writing, saving so that nothing is lost, and what this machine remembers beside it.
//!
//! Everything that touches a disk stands here.

mod error;
mod lazy;
mod parse;
mod scan;
mod write;

pub use error::{ParseError, ParseErrorKind, Place};
pub use parse::{FORMAT, Parsed, VERSION, parse};
pub use write::write;
