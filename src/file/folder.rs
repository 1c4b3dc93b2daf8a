//! What lies in a folder, for a dialog that asks for a path.

use std::io;
use std::path::{Path, PathBuf};

use super::Fs;

/// Something in a folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FolderEntry {
    /// Its name; characters that are no Unicode are replaced.
    pub name: String,
    /// Where it is.
    pub path: PathBuf,
    /// Whether it is a folder.
    pub is_folder: bool,
}

/// What lies in a folder: folders first, then files, each by name; hidden things are left out.
///
/// # Errors
/// When the folder is not there or may not be read.
pub fn list_folder(fs: &dyn Fs, folder: &Path) -> io::Result<Vec<FolderEntry>> {
    let entry = |path: PathBuf| {
        let name = path.file_name()?.to_string_lossy().into_owned();
        // What cannot be looked at, such as a broken link, cannot be opened either.
        let stat = fs.stat(&path).ok()?;
        let is_shown = !name.starts_with('.') && (stat.is_folder || stat.is_file);
        is_shown.then_some(FolderEntry { name, path, is_folder: stat.is_folder })
    };
    let mut entries: Vec<FolderEntry> = fs.list(folder)?.into_iter().filter_map(entry).collect();
    entries.sort_by_cached_key(|entry| (!entry.is_folder, entry.name.to_lowercase(), entry.name.clone()));
    Ok(entries)
}

/// The folder of this person, where the system names one.
pub fn home_folder() -> Option<PathBuf> {
    etcetera::home_dir().ok()
}
