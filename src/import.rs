//! Foreign files become notes: tables, outlines, plain lines and boards of other programs.
//!
//! [`read`] turns a name and bytes into a [`Source`], which guesses what is what. A person may change the guess
//! ([`Choices`]); [`Source::preview`] shows what would come and what would not. [`Addition::to`] makes it ready for a
//! map that is open, and [`new_map`] makes a new one.
//!
//! Nothing is lost in silence: every text of a file is in the preview, among the notes or among what is left out, with the
//! reason. Nothing is trusted: limits are checked before memory is spent, and no bytes make it panic.

mod addition;
mod board;
mod canvas;
mod carried;
mod decode;
mod error;
mod excalidraw;
mod group;
mod json;
mod kind;
mod lines;
mod markdown;
mod once;
mod preview;
mod quadrants;
mod source;
mod table;
mod tldraw;
mod words;

pub use addition::{Addition, new_map};
pub use carried::carried;
pub use error::ImportError;
pub use group::{Certainty, Corner, Group, Placed, Target};
pub use kind::Kind;
pub use preview::{Conclusions, LeftOut, NewNote, Preview};
pub use source::{Choices, Source, quadrants_of_new_map, read};
pub use table::{Field, Shape, Table, TableChoices};
