//! The maps that were opened last, for the start screen.

use std::io;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::fs::Fs;
use super::remembered::{load, store};

/// How many are kept.
pub const RECENT_FILES: usize = 20;

const NAME: &str = "recent.json";

/// A map that was opened once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecentFile {
    /// Where it lies, an absolute path.
    pub path: PathBuf,
    /// The map's title then.
    pub title: String,
    /// When it was opened last, RFC 3339.
    pub opened: String,
    /// Whether no file is there now: moved, deleted, or on a disk that is away.
    #[serde(skip)]
    pub is_missing: bool,
}

/// The maps that were opened last, the latest first.
pub fn recent_files(fs: &dyn Fs, state: &Path) -> Vec<RecentFile> {
    let mut files: Vec<RecentFile> = load(fs, &state.join(NAME));
    files.truncate(RECENT_FILES);
    for file in &mut files {
        file.is_missing = !fs.stat(&file.path).is_ok_and(|stat| stat.is_file);
    }
    files
}

/// Puts a map at the top of the list. A path that is no Unicode is not kept.
///
/// # Errors
/// When the list cannot be written.
pub fn remember_file(fs: &dyn Fs, state: &Path, file: RecentFile) -> io::Result<()> {
    if file.path.to_str().is_none() {
        return Ok(());
    }
    change(fs, state, |files| {
        files.retain(|known| known.path != file.path);
        files.insert(0, file);
    })
}

/// Takes a map off the list.
///
/// # Errors
/// When the list cannot be written.
pub fn forget_file(fs: &dyn Fs, state: &Path, path: &Path) -> io::Result<()> {
    change(fs, state, |files| files.retain(|known| known.path != path))
}

/// Reads the list anew first: another window may have changed it.
fn change(fs: &dyn Fs, state: &Path, change: impl FnOnce(&mut Vec<RecentFile>)) -> io::Result<()> {
    let path = state.join(NAME);
    let mut files: Vec<RecentFile> = load(fs, &path);
    change(&mut files);
    files.truncate(RECENT_FILES);
    store(fs, &path, &files)
}
