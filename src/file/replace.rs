//! Putting a whole new file in the place of an old one: whatever happens, one of the two is there, whole.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use super::fs::{Access, Fs, Output, folder_of};

/// How long to wait before another try while another program holds the file, and how often: about two seconds in all.
const WAIT: Duration = Duration::from_millis(200);
const TRIES: usize = 10;

/// Tells temporary files of this process apart.
static NEXT: AtomicU64 = AtomicU64::new(0);

/// The step that failed, and how.
#[derive(Debug)]
pub(super) struct ReplaceError {
    /// Whether the new file could not even be begun, so that the folder is to blame and not the disk.
    pub at_begin: bool,
    pub source: io::Error,
}

/// Puts a file with these bytes at `target`, where the old one gives it its permissions. `target` is no symbolic link.
///
/// A temporary file lies in the same folder meanwhile and is gone afterwards, also on failure where the disk lets us.
pub(super) fn replace(
    fs: &dyn Fs,
    target: &Path,
    bytes: &[u8],
    access: Access,
    wait: &mut dyn FnMut(Duration),
) -> Result<(), ReplaceError> {
    replace_with(fs, target, access, wait, |output| output.write(bytes))
}

/// As [`replace`], with what `fill` writes; returns what `fill` does.
pub(super) fn replace_with<T>(
    fs: &dyn Fs,
    target: &Path,
    access: Access,
    wait: &mut dyn FnMut(Duration),
    fill: impl FnOnce(&mut dyn Output) -> io::Result<T>,
) -> Result<T, ReplaceError> {
    let permissions = match fs.stat(target) {
        Ok(stat) => Some(stat.permissions),
        Err(error) if error.kind() == io::ErrorKind::NotFound => None,
        Err(source) => return Err(ReplaceError { at_begin: true, source }),
    };
    // What others may not read yet they may not read meanwhile.
    let access = if permissions.is_some() { Access::Private } else { access };
    let (temporary, mut output) =
        begin(fs, target, access).map_err(|source| ReplaceError { at_begin: true, source })?;
    let done = (|| {
        let filled = fill(&mut *output)?;
        if let Some(permissions) = &permissions {
            fs.set_permissions(&temporary, permissions)?;
        }
        output.sync()?;
        drop(output);
        patiently(wait, || fs.rename(&temporary, target))?;
        Ok(filled)
    })();
    let filled = done.map_err(|source| {
        if let Err(error) = fs.remove_file(&temporary) {
            log::warn!("{} is left over: {error}", temporary.display());
        }
        ReplaceError { at_begin: false, source }
    })?;
    // The new file is in its place. Should the power fail right now, the old name may come back, with the old bytes: whole.
    if let Err(error) = fs.sync_folder(folder_of(target)) {
        log::warn!("{}: the folder could not be synced: {error}", target.display());
    }
    Ok(filled)
}

/// Opens a temporary file beside `target`, with a name that nobody uses and that is short enough for any folder.
fn begin(fs: &dyn Fs, target: &Path, access: Access) -> io::Result<(PathBuf, Box<dyn Output>)> {
    loop {
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let name = format!(".empathy-map-{}-{number}.tmp", std::process::id());
        let path = folder_of(target).join(name);
        match fs.create(&path, access) {
            Ok(output) => return Ok((path, output)),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error),
        }
    }
}

/// Tries again for a while as long as another program holds the file.
pub(super) fn patiently<T>(
    wait: &mut dyn FnMut(Duration),
    mut attempt: impl FnMut() -> io::Result<T>,
) -> io::Result<T> {
    for _ in 0..TRIES {
        match attempt() {
            Err(error) if is_held(&error) => wait(WAIT),
            outcome => return outcome,
        }
    }
    attempt()
}

/// Whether another program holds the file.
pub(super) fn is_held(error: &io::Error) -> bool {
    /// "The process cannot access the file because it is being used by another process", or has locked a part of it.
    const WINDOWS_SHARING: [i32; 2] = [32, 33];
    matches!(error.kind(), io::ErrorKind::ResourceBusy | io::ErrorKind::ExecutableFileBusy)
        || cfg!(windows)
            && (error.raw_os_error().is_some_and(|code| WINDOWS_SHARING.contains(&code))
                // What Windows says when the file to be replaced is open elsewhere.
                || error.kind() == io::ErrorKind::PermissionDenied)
}
