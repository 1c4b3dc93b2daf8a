//! Opening and saving a map file, with an eye on what others do to it meanwhile.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::error::ParseError;
use super::fs::{Access, Fs, folder_of};
use super::parse::{Parsed, parse};
use super::replace::{ReplaceError, is_held, patiently, replace};
use super::scan;
use crate::model::limits;

/// What a file held when we last saw it, to notice that another program changed it since.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fingerprint {
    /// Its size in bytes.
    len: u64,
    /// The SHA-256 of its bytes, in hexadecimal digits.
    sha256: String,
}

impl Fingerprint {
    /// The fingerprint of a file with these bytes.
    pub fn of(bytes: &[u8]) -> Self {
        let sha256 = Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect();
        Self { len: bytes.len() as u64, sha256 }
    }
}

/// What we expect to find in the place of a file that is to be saved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Expected {
    /// The file as we last read or wrote it.
    File(Fingerprint),
    /// No file: the map is new, and nobody was asked about replacing one.
    NoFile,
    /// Whatever is there may be replaced, as a person has said in a dialog.
    Anything,
}

/// How a save ended, when nothing failed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The file holds the map now; to be expected at the next save.
    Saved(Fingerprint),
    /// Another program has changed the file. Nothing was written: merge the bytes or save elsewhere.
    ChangedOutside {
        /// What the file holds now.
        bytes: Vec<u8>,
    },
}

/// A map that was opened.
#[derive(Clone, Debug)]
pub struct Opened {
    /// The map, and what was mended in it.
    pub parsed: Parsed,
    /// To be expected at the next save.
    pub fingerprint: Fingerprint,
}

/// Opens a map file. Its size is looked at before it is read.
///
/// # Errors
/// When the file cannot be read or is no map of this version.
pub fn open(fs: &dyn Fs, path: &Path) -> Result<Opened, OpenError> {
    let bytes = read_bytes(fs, path)?;
    let content = |error| OpenError { path: path.into(), cause: OpenCause::Content(error) };
    let parsed = parse(&bytes).map_err(content)?;
    Ok(Opened { parsed, fingerprint: Fingerprint::of(&bytes) })
}

/// Reads a file of any kind that is no larger than a map may be.
///
/// # Errors
/// When the file is too large or cannot be read.
pub fn read_bytes(fs: &dyn Fs, path: &Path) -> Result<Vec<u8>, OpenError> {
    let fail = |cause| OpenError { path: path.into(), cause };
    let stat = fs.stat(path).map_err(|error| fail(OpenCause::Disk(error)))?;
    if !stat.is_file {
        return Err(fail(OpenCause::NoFile));
    }
    if stat.len > limits::FILE_BYTES {
        return Err(fail(OpenCause::Content(scan::too_large())));
    }
    // The file may have grown since: one byte more than is allowed is enough to know.
    fs.read(path, limits::FILE_BYTES + 1).map_err(|error| fail(OpenCause::Disk(error)))
}

/// Saves a file so that at any time either the old or the new one is there, whole.
///
/// Symbolic links are followed, permissions kept. While another program holds the file, `wait` is called before each new
/// try, about two seconds in all.
///
/// # Errors
/// Why it could not be saved; the old file is as it was.
pub fn save(
    fs: &dyn Fs,
    path: &Path,
    bytes: &[u8],
    expected: &Expected,
    wait: &mut dyn FnMut(Duration),
) -> Result<Outcome, SaveError> {
    if bytes.len() as u64 > limits::FILE_BYTES {
        return Err(SaveError { kind: SaveErrorKind::TooLarge, path: path.into(), source: None });
    }
    let written = Fingerprint::of(bytes);
    let target = find_target(fs, path, wait)?;
    if target.exists && *expected != Expected::Anything {
        let bytes = patiently(wait, || fs.read(&target.path, limits::FILE_BYTES + 1))
            .map_err(|error| SaveError::of_disk(path, error))?;
        let found = Fingerprint::of(&bytes);
        if found == written {
            return Ok(Outcome::Saved(written));
        }
        if *expected != Expected::File(found) {
            return Ok(Outcome::ChangedOutside { bytes });
        }
    }
    replace(fs, &target.path, bytes, Access::Default, wait).map_err(|error| SaveError::of_replacing(path, error))?;
    Ok(Outcome::Saved(written))
}

/// What a save is to replace.
pub(super) struct Target {
    /// Where it is: no symbolic link.
    pub path: PathBuf,
    /// Whether a file is there.
    pub exists: bool,
}

/// Finds out what a save to `path` would replace, and whether it may.
pub(super) fn find_target(fs: &dyn Fs, path: &Path, wait: &mut dyn FnMut(Duration)) -> Result<Target, SaveError> {
    let refuse = |kind| SaveError { kind, path: path.into(), source: None };
    let target = patiently(wait, || fs.resolve(path)).map_err(|error| SaveError::of_disk(path, error))?;
    match fs.stat(&target) {
        Ok(stat) if !stat.is_file => Err(refuse(SaveErrorKind::NotAFile)),
        Ok(stat) if stat.permissions.readonly() => Err(refuse(SaveErrorKind::ReadOnlyFile)),
        Ok(_) => Ok(Target { path: target, exists: true }),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Target { path: target, exists: false }),
        Err(error) => Err(SaveError::of_disk(path, error)),
    }
}

/// Why a file cannot be opened. Names the file, and says what to do.
#[derive(Debug)]
pub struct OpenError {
    path: PathBuf,
    cause: OpenCause,
}

#[derive(Debug)]
enum OpenCause {
    Disk(io::Error),
    NoFile,
    Content(ParseError),
}

impl OpenError {
    /// Whether there is nothing at the path, so that a new map may be begun there.
    pub fn is_missing(&self) -> bool {
        matches!(&self.cause, OpenCause::Disk(error) if error.kind() == io::ErrorKind::NotFound)
    }

    /// What is wrong with the bytes of the file, when it could be read.
    pub fn content(&self) -> Option<&ParseError> {
        match &self.cause {
            OpenCause::Content(error) => Some(error),
            _ => None,
        }
    }
}

impl fmt::Display for OpenError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: ", self.path.display())?;
        match &self.cause {
            OpenCause::Content(error) => error.fmt(f),
            OpenCause::NoFile => f.write_str("This is no file. Choose a map file."),
            OpenCause::Disk(error) => match error.kind() {
                io::ErrorKind::NotFound => f.write_str("There is no such file. Check the name and the folder."),
                io::ErrorKind::PermissionDenied => {
                    f.write_str("You may not read this file. Ask its owner, or change its permissions.")
                }
                _ => write!(f, "The file cannot be read ({error}). Check the disk, then try again."),
            },
        }
    }
}

impl std::error::Error for OpenError {}

/// What kept a file from being saved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SaveErrorKind {
    /// No room on the disk, or none left for this person.
    DiskFull,
    /// The folder, or the whole disk, cannot be written to.
    ReadOnlyFolder,
    /// The file itself is marked as read-only.
    ReadOnlyFile,
    /// The folder is no longer there.
    NoFolder,
    /// Another program holds the file.
    Held,
    /// Something else than a file has the name, such as a folder.
    NotAFile,
    /// The map is larger than a map file may be.
    TooLarge,
    /// Something else.
    Disk,
}

impl SaveErrorKind {
    fn of(error: &io::Error, at_begin: bool) -> Self {
        match error.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Self::DiskFull,
            io::ErrorKind::ReadOnlyFilesystem => Self::ReadOnlyFolder,
            _ if is_held(error) && !at_begin => Self::Held,
            io::ErrorKind::PermissionDenied => Self::ReadOnlyFolder,
            io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => Self::NoFolder,
            _ => Self::Disk,
        }
    }
}

/// Why a file could not be saved. Names the file, and says what to do; the old file is as it was.
#[derive(Debug)]
pub struct SaveError {
    kind: SaveErrorKind,
    path: PathBuf,
    source: Option<io::Error>,
}

impl SaveError {
    pub(super) fn of_disk(path: &Path, error: io::Error) -> Self {
        Self { kind: SaveErrorKind::of(&error, false), path: path.into(), source: Some(error) }
    }

    pub(super) fn of_replacing(path: &Path, error: ReplaceError) -> Self {
        let kind = SaveErrorKind::of(&error.source, error.at_begin);
        Self { kind, path: path.into(), source: Some(error.source) }
    }

    /// What kept the file from being saved.
    pub fn kind(&self) -> SaveErrorKind {
        self.kind
    }
}

impl fmt::Display for SaveError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let file = self.path.display();
        let folder = folder_of(&self.path).display();
        match self.kind {
            SaveErrorKind::DiskFull => {
                write!(f, "{file} was not saved: the disk is full. Make room and save again, or save to another disk.")
            }
            SaveErrorKind::ReadOnlyFolder => {
                write!(f, "{file} was not saved: nothing can be written in the folder {folder}. Save it elsewhere.")
            }
            SaveErrorKind::ReadOnlyFile => {
                write!(f, "{file} was not saved: the file is read-only. Save under another name, or make it writable.")
            }
            SaveErrorKind::NoFolder => {
                write!(f, "{file} was not saved: the folder {folder} is not there. Make it again, or save elsewhere.")
            }
            SaveErrorKind::Held => {
                write!(f, "{file} was not saved: another program holds it. Close it there, or save under another name.")
            }
            SaveErrorKind::NotAFile => {
                write!(f, "{file} was not saved: what has this name is no file. Save under another name.")
            }
            SaveErrorKind::TooLarge => {
                let mebibytes = limits::FILE_BYTES >> 20;
                write!(
                    f,
                    "{file} was not saved: the map is larger than {mebibytes} MiB, the limit. Shorten some texts."
                )
            }
            SaveErrorKind::Disk => {
                let source = self.source.as_ref().map(ToString::to_string).unwrap_or_default();
                write!(f, "{file} was not saved: {source}. Check the disk and save again, or save elsewhere.")
            }
        }
    }
}

impl std::error::Error for SaveError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.source.as_ref().map(|error| error as _)
    }
}
