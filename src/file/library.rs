//! A folder of maps: which files it has, and which folder it is.

use std::collections::HashSet;
use std::io;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use serde::{Deserialize, Serialize};

use super::fs::Fs;
use super::remembered::{load, store};

/// No more files than this are listed.
pub const LIBRARY_FILES: usize = 2_000;
/// No more folders than this are looked into.
const FOLDERS: usize = 1_000;
/// Folders in folders are looked into down to this level.
const LEVELS: usize = 4;

const NAME: &str = "library.json";

/// A file that may hold a map.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MapFile {
    /// Where it lies.
    pub path: PathBuf,
    /// When it was last written to, where the system knows.
    pub modified: Option<SystemTime>,
    /// Its size in bytes. A file of another time or size is read anew.
    pub len: u64,
}

/// The files of a folder that may hold maps.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MapFiles {
    /// The files, by path.
    pub files: Vec<MapFile>,
    /// Whether there are more files or folders than are listed.
    pub is_cut: bool,
}

/// Lists the `.json` files of a folder and of the folders in it, some levels down; hidden ones are left out.
///
/// It ends early, with what it has found, as soon as `goes_on` says no.
///
/// # Errors
/// When the folder is not there or may not be read. A folder in it that may not be read is left out.
pub fn map_files(fs: &dyn Fs, folder: &Path, goes_on: &mut dyn FnMut() -> bool) -> io::Result<MapFiles> {
    let mut found = MapFiles::default();
    let mut level = vec![fs.list(folder)?];
    let mut folders = 1;
    // Links may lead to a folder again, also to one above.
    let mut seen = HashSet::from([fs.resolve(folder)?]);
    for depth in 0..=LEVELS {
        let mut below = Vec::new();
        for path in level.into_iter().flatten().filter(|path| !is_hidden(path)) {
            if !goes_on() {
                return Ok(found);
            }
            // What cannot be looked at, such as a broken link, cannot be opened either.
            let Ok(stat) = fs.stat(&path) else { continue };
            if stat.is_folder {
                if depth < LEVELS && fs.resolve(&path).is_ok_and(|folder| seen.insert(folder)) {
                    below.push(path);
                }
            } else if stat.is_file && path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("json")) {
                found.files.push(MapFile { path, modified: stat.modified, len: stat.len });
            }
        }
        folders += below.len();
        found.is_cut |= folders > FOLDERS;
        below.truncate(FOLDERS.saturating_sub(folders - below.len()));
        level = below.iter().filter_map(|folder| fs.list(folder).ok()).collect();
    }
    found.files.sort_by(|one, other| one.path.cmp(&other.path));
    found.is_cut |= found.files.len() > LIBRARY_FILES;
    found.files.truncate(LIBRARY_FILES);
    Ok(found)
}

fn is_hidden(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'))
}

/// What is kept of a library.
#[derive(Default, Serialize, Deserialize)]
#[serde(default)]
struct Remembered {
    folder: Option<PathBuf>,
}

/// The folder that was looked through last.
pub fn library_folder(fs: &dyn Fs, state: &Path) -> Option<PathBuf> {
    load::<Remembered>(fs, &state.join(NAME)).folder
}

/// Keeps the folder for the next time. A path that is no Unicode is not kept.
///
/// # Errors
/// When it cannot be written.
pub fn remember_library_folder(fs: &dyn Fs, state: &Path, folder: &Path) -> io::Result<()> {
    let folder = folder.to_str().map(PathBuf::from);
    store(fs, &state.join(NAME), &Remembered { folder })
}
