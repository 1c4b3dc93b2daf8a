//! The map file: reading, writing, saving so that nothing is lost, and what this machine remembers beside it.
//!
//! Everything that touches a disk stands here, behind [`Fs`].

mod beside;
mod dismissed;
mod error;
mod folder;
mod fs;
mod keys;
mod lazy;
mod library;
mod made;
mod parse;
mod recent;
mod remembered;
mod replace;
mod save;
mod scan;
mod settings;
mod unknown;
pub mod working;
mod write;

pub use beside::save_beside;
pub use dismissed::{Dismissed, Proposal, change_dismissed, dismissed};
pub use error::{ParseError, ParseErrorKind, Place};
pub use folder::{FolderEntry, home_folder, list_folder};
pub use fs::{Access, Disk, Fs, Lock, Output, Stat};
pub use library::{LIBRARY_FILES, MapFile, MapFiles, library_folder, map_files, remember_library_folder};
pub use made::{MakeError, save_made};
pub use parse::{FORMAT, Parsed, VERSION, parse};
pub use recent::{RECENT_FILES, RecentFile, forget_file, recent_files, remember_file};
pub use remembered::Places;
pub use save::{Expected, Fingerprint, OpenError, Opened, Outcome, SaveError, SaveErrorKind, open, read_bytes, save};
pub use settings::{Depth, ExportChoices, FONT_SCALE_PERCENT, ReducedMotion, Settings, Theme, Wheel};
pub use write::write;

/// The JSON Schema (2020-12) of a map file.
///
/// It says what it can: that ids are unique and lead somewhere, only [`parse`] knows.
pub const SCHEMA: &str = include_str!("file/schema.json");
