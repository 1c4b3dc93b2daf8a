//! Keeps the file of a hosted map up to date, and takes in what others write to it.

use std::io;
use std::path::PathBuf;

use crate::file::{self, Disk, Expected, Fingerprint, Fs, Outcome, SaveError};
use crate::model::{EmpathyMap, limits};
use crate::session::Millis;

/// The wait before a save that failed is tried again.
const RETRY_AFTER_MS: Millis = 5_000;

/// Merges what another program made of the file's map (the first) into the session's: the map with both, and how many changes
/// came; or why that cannot be.
pub type Merge<'a> = dyn Fn(&EmpathyMap, &EmpathyMap) -> Result<(EmpathyMap, usize), String> + 'a;

/// A file that is kept up to date.
pub struct Saver {
    path: PathBuf,
    /// The map that the file held when we last read or wrote it.
    base: EmpathyMap,
    expected: Expected,
    /// What could not be saved yet.
    unsaved: Option<EmpathyMap>,
    /// What was said last about a save that failed, and about what the map has no room for, so that each is said once.
    complaint: String,
    left_out: Option<String>,
}

impl Saver {
    /// A file that holds this map, and is expected to.
    pub fn new(path: PathBuf, base: EmpathyMap, expected: Expected) -> Self {
        Self { path, base, expected, unsaved: None, complaint: String::new(), left_out: None }
    }

    /// What could not be saved yet.
    pub fn unsaved(&mut self) -> Option<EmpathyMap> {
        self.unsaved.take()
    }

    /// Whether another program has changed the file. One that cannot be read now is the next save's business.
    pub fn is_changed_outside(&self) -> bool {
        let bytes = Disk.read(&self.path, limits::FILE_BYTES + 1);
        bytes.is_ok_and(|bytes| self.expected != Expected::File(Fingerprint::of(&bytes)))
    }

    /// Saves a map, and tells what is worth telling. The wait before it is to be tried again, where it failed.
    ///
    /// # Errors
    /// When nobody can be told.
    pub fn tend(&mut self, map: &EmpathyMap, merge: &Merge<'_>, err: &mut dyn io::Write) -> io::Result<Option<Millis>> {
        match self.save(map, merge) {
            Ok(said) => {
                self.complaint.clear();
                if let Some(sentence) = said {
                    writeln!(err, "{sentence}")?;
                }
                Ok(None)
            }
            Err(error) => {
                let complaint = error.to_string();
                if self.complaint != complaint {
                    writeln!(err, "{complaint}")?;
                    self.complaint = complaint;
                }
                self.unsaved = Some(map.clone());
                Ok(Some(RETRY_AFTER_MS))
            }
        }
    }

    /// Tells what the file lacks, since the map has no room for it.
    ///
    /// # Errors
    /// When nobody can be told.
    pub fn tell_left_out(&mut self, left_out: Option<String>, err: &mut dyn io::Write) -> io::Result<()> {
        if self.left_out != left_out
            && let Some(sentence) = &left_out
        {
            writeln!(err, "{} lacks some of what people wrote. {sentence}", self.path.display())?;
        }
        self.left_out = left_out;
        Ok(())
    }

    /// Saves a map, with what another program has written meanwhile; a sentence tells of that.
    ///
    /// # Errors
    /// Why it could not be saved.
    pub fn save(&mut self, map: &EmpathyMap, merge: &Merge<'_>) -> Result<Option<String>, SaveError> {
        let mut map = map.clone();
        let mut said = None;
        loop {
            let bytes = file::write(&map);
            match file::save(&Disk, &self.path, bytes.as_bytes(), &self.expected, &mut std::thread::sleep)? {
                Outcome::Saved(fingerprint) => {
                    self.expected = Expected::File(fingerprint);
                    self.base = map;
                    return Ok(said);
                }
                Outcome::ChangedOutside { bytes } => match self.take_in(&bytes, merge) {
                    Ok((merged, count)) => {
                        map = merged;
                        said =
                            (count > 0).then(|| self.was_changed(&format!("in the session now: {}", changes(count))));
                    }
                    Err(reason) => {
                        let beside = file::save_beside(&Disk, &self.path, &bytes)?;
                        said =
                            Some(self.was_changed(&format!(
                                "cannot be merged and is kept as {}: {reason}",
                                beside.display()
                            )));
                        self.expected = Expected::File(Fingerprint::of(&bytes));
                    }
                },
            }
        }
    }

    /// Merges what the file holds now.
    fn take_in(&mut self, bytes: &[u8], merge: &Merge<'_>) -> Result<(EmpathyMap, usize), String> {
        let theirs = file::parse(bytes).map_err(|error| error.to_string())?.map;
        let merged = merge(&self.base, &theirs)?;
        self.base = theirs;
        self.expected = Expected::File(Fingerprint::of(bytes));
        Ok(merged)
    }

    fn was_changed(&self, what_became: &str) -> String {
        format!("{} was changed by another program. What it wrote is {what_became}", self.path.display())
    }
}

fn changes(count: usize) -> String {
    if count == 1 { "1 change.".into() } else { format!("{count} changes.") }
}
