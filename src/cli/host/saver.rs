//! Keeps the file of a hosted map up to date, and what others write to it.

use std::io;
use std::path::PathBuf;

use crate::file::{self, Disk, Expected, Fingerprint, Outcome, SaveError};
use crate::model::EmpathyMap;
use crate::session::Millis;

/// The wait before a save that failed is tried again.
const RETRY_AFTER_MS: Millis = 5_000;

/// A file that is kept up to date.
pub struct Saver {
    path: PathBuf,
    expected: Expected,
    /// What could not be saved yet.
    unsaved: Option<EmpathyMap>,
    /// What was said last about a save that failed, so that it is said once.
    complaint: String,
}

impl Saver {
    /// A file that holds what is expected.
    pub fn new(path: PathBuf, expected: Expected) -> Self {
        Self { path, expected, unsaved: None, complaint: String::new() }
    }

    /// What could not be saved yet.
    pub fn unsaved(&mut self) -> Option<EmpathyMap> {
        self.unsaved.take()
    }

    /// Saves a map, and tells what is worth telling. The wait before it is to be tried again, where it failed.
    ///
    /// # Errors
    /// When nobody can be told.
    pub fn tend(&mut self, map: &EmpathyMap, err: &mut dyn io::Write) -> io::Result<Option<Millis>> {
        match self.save(map) {
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

    /// Saves a map. What another program has written meanwhile is kept beside the file; a sentence says so.
    ///
    /// # Errors
    /// Why it could not be saved.
    pub fn save(&mut self, map: &EmpathyMap) -> Result<Option<String>, SaveError> {
        let bytes = file::write(map);
        let mut said = None;
        loop {
            match file::save(&Disk, &self.path, bytes.as_bytes(), &self.expected, &mut std::thread::sleep)? {
                Outcome::Saved(fingerprint) => {
                    self.expected = Expected::File(fingerprint);
                    return Ok(said);
                }
                Outcome::ChangedOutside { bytes } => {
                    let beside = file::save_beside(&Disk, &self.path, &bytes)?;
                    self.expected = Expected::File(Fingerprint::of(&bytes));
                    said = Some(format!(
                        "{} was changed by another program. What it wrote is kept as {}; the session's map is saved here.",
                        self.path.display(),
                        beside.display()
                    ));
                }
            }
        }
    }
}
