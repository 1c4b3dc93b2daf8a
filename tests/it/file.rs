//! What a map file says, what it may not say, and what becomes of it when the disk fails.

mod bad_input;
mod dismissed;
mod format;
mod made;
mod mending;
mod remembered;
mod saving;
mod schema;
mod seeds;
mod working;

use std::fs;
use std::path::PathBuf;

/// A folder with a file in it.
struct Place {
    folder: tempfile::TempDir,
    name: &'static str,
}

impl Place {
    fn with(name: &'static str, bytes: &[u8]) -> Self {
        let place = Self { folder: tempfile::tempdir().unwrap(), name };
        fs::write(place.file(), bytes).unwrap();
        place
    }

    fn file(&self) -> PathBuf {
        self.folder.path().join(self.name)
    }

    fn names(&self) -> Vec<String> {
        let mut names: Vec<_> = fs::read_dir(self.folder.path())
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }
}
