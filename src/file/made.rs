//! Saving what is made while it is written, such as a picture that does not fit into memory.

use std::fmt;
use std::io::{self, BufWriter, Write};
use std::path::Path;
use std::time::Duration;

use super::fs::{Access, Fs, Output};
use super::replace::replace_with;
use super::save::{SaveError, find_target};

/// So many bytes are written at once.
const AT_ONCE: usize = 256 << 10;

/// Why something made was not saved.
#[derive(Debug)]
pub enum MakeError<E> {
    /// Making it failed, or was given up.
    Make(E),
    /// The disk refused it.
    Save(SaveError),
}

impl<E: fmt::Display> fmt::Display for MakeError<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Make(error) => error.fmt(f),
            Self::Save(error) => error.fmt(f),
        }
    }
}

/// Saves what `make` writes, of any size, in place of whatever file is there: with the guarantees of [`super::save`], so a
/// file that is there changes only when the new one is whole.
///
/// # Errors
/// Why there is no new file; the old one is as it was.
pub fn save_made<T, E>(
    fs: &dyn Fs,
    path: &Path,
    wait: &mut dyn FnMut(Duration),
    make: impl FnOnce(&mut dyn Write) -> Result<T, E>,
) -> Result<T, MakeError<E>> {
    let target = find_target(fs, path, wait).map_err(MakeError::Save)?.path;
    let mut refused = None;
    let replaced = replace_with(fs, &target, Access::Default, wait, |output| {
        let mut writer = BufWriter::with_capacity(AT_ONCE, Sink { output, failure: None });
        let outcome = make(&mut writer);
        let flushed = if outcome.is_ok() { writer.flush() } else { Ok(()) };
        // Whoever makes it may have put an error of the disk into words of its own, so the sink's own comes first.
        if let Some(error) = writer.into_parts().0.failure {
            return Err(error);
        }
        flushed?;
        outcome.map_err(|error| {
            refused = Some(error);
            io::Error::other("it was not made")
        })
    });
    replaced.map_err(|error| match refused {
        Some(refusal) => MakeError::Make(refusal),
        None => MakeError::Save(SaveError::of_replacing(path, error)),
    })
}

/// Remembers the first error of the disk.
struct Sink<'a> {
    output: &'a mut dyn Output,
    failure: Option<io::Error>,
}

impl Write for Sink<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self.output.write(bytes) {
            Ok(()) => Ok(bytes.len()),
            Err(error) => {
                let told = io::Error::from(error.kind());
                self.failure.get_or_insert(error);
                Err(told)
            }
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
