//! Keeping a file's content beside it, under a name of its own, before something else takes its place.

use std::path::{Path, PathBuf};
use std::time::Duration;

use super::fs::Fs;
use super::save::{Expected, Outcome, SaveError, save};

/// Names that are tried before the last one is simply replaced.
const TRIES: u32 = 1000;

/// Saves `bytes` beside `path` as "name (changed outside).json", or with a number where that name is taken.
///
/// # Errors
/// Why it could not be saved.
pub fn save_beside(fs: &dyn Fs, path: &Path, bytes: &[u8]) -> Result<PathBuf, SaveError> {
    let mut last = beside(path, 1);
    for number in 1..TRIES {
        last = beside(path, number);
        if fs.stat(&last).is_err() {
            break;
        }
    }
    let mut wait = |pause: Duration| std::thread::sleep(pause);
    match save(fs, &last, bytes, &Expected::NoFile, &mut wait)? {
        Outcome::Saved(_) => Ok(last),
        // Somebody took the name a moment ago; the next number is free or becomes so.
        Outcome::ChangedOutside { .. } => save_beside(fs, &beside(path, TRIES), bytes),
    }
}

fn beside(path: &Path, number: u32) -> PathBuf {
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    let ending = path.extension().map(|ending| format!(".{}", ending.to_string_lossy())).unwrap_or_default();
    let count = if number == 1 { String::new() } else { format!(" {number}") };
    path.with_file_name(format!("{stem} (changed outside{count}){ending}"))
}

#[cfg(test)]
mod tests {
    use super::beside;
    use std::path::Path;

    #[test]
    fn the_name_says_what_it_is_and_keeps_the_ending() {
        assert_eq!(beside(Path::new("a/dana.json"), 1), Path::new("a/dana (changed outside).json"));
        assert_eq!(beside(Path::new("a/dana.json"), 3), Path::new("a/dana (changed outside 3).json"));
        assert_eq!(beside(Path::new("map"), 1), Path::new("map (changed outside)"));
    }
}
