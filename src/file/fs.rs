//! The few things that this program asks of a file system, so that tests can make each of them fail.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// A file system.
///
/// Every call may fail; none is retried here.
#[allow(clippy::missing_errors_doc)] // Each gives the error of the operating system.
pub trait Fs: Send + Sync {
    /// What stands at a path, following symbolic links.
    fn stat(&self, path: &Path) -> io::Result<Stat>;
    /// The first bytes of a file, at most `limit` of them.
    fn read(&self, path: &Path, limit: u64) -> io::Result<Vec<u8>>;
    /// The file that a path means in the end: symbolic links are followed, also to a file that is not there yet.
    fn resolve(&self, path: &Path) -> io::Result<PathBuf>;
    /// Makes a file that must not be there yet.
    fn create(&self, path: &Path, access: Access) -> io::Result<Box<dyn Output>>;
    /// Opens a file to write behind its end.
    fn append(&self, path: &Path) -> io::Result<Box<dyn Output>>;
    /// Gives a file the permissions of another.
    fn set_permissions(&self, path: &Path, permissions: &fs::Permissions) -> io::Result<()>;
    /// Puts a file in the place of another, at once.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;
    /// Deletes a file.
    fn remove_file(&self, path: &Path) -> io::Result<()>;
    /// Deletes an empty folder.
    fn remove_folder(&self, path: &Path) -> io::Result<()>;
    /// Makes a folder for this person alone, and those above it where they are missing.
    fn create_folder(&self, path: &Path) -> io::Result<()>;
    /// Waits until the names in a folder are on the disk.
    fn sync_folder(&self, path: &Path) -> io::Result<()>;
    /// What lies in a folder, in any order.
    fn list(&self, path: &Path) -> io::Result<Vec<PathBuf>>;
    /// Takes the lock that a file stands for, making the file where needed; `None` when another holds it.
    fn lock(&self, path: &Path) -> io::Result<Option<Lock>>;
}

/// A file open for writing.
#[allow(clippy::missing_errors_doc)] // Each gives the error of the operating system.
pub trait Output: Send {
    /// Writes all the bytes.
    fn write(&mut self, bytes: &[u8]) -> io::Result<()>;
    /// Waits until what was written is on the disk.
    fn sync(&mut self) -> io::Result<()>;
    /// Cuts the file off behind `len` bytes.
    fn truncate(&mut self, len: u64) -> io::Result<()>;
}

/// What stands at a path.
#[derive(Clone, Debug)]
pub struct Stat {
    /// Whether it is a file with bytes in it: no folder, no device.
    pub is_file: bool,
    /// Whether it is a folder.
    pub is_folder: bool,
    /// Its size in bytes.
    pub len: u64,
    /// Who may do what with it.
    pub permissions: fs::Permissions,
    /// When it was last written to, where the system knows.
    pub modified: Option<SystemTime>,
}

/// Who may read a new file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// Whoever may read this person's files by default.
    Default,
    /// This person alone.
    Private,
}

/// A lock that other programs respect; dropping it gives it back, and so does the end of the process.
#[derive(Debug)]
pub struct Lock {
    _file: File,
}

/// The file system of the operating system.
#[derive(Clone, Copy, Debug, Default)]
pub struct Disk;

impl Fs for Disk {
    fn stat(&self, path: &Path) -> io::Result<Stat> {
        let metadata = fs::metadata(path)?;
        Ok(Stat {
            is_file: metadata.is_file(),
            is_folder: metadata.is_dir(),
            len: metadata.len(),
            permissions: metadata.permissions(),
            modified: metadata.modified().ok(),
        })
    }

    fn read(&self, path: &Path, limit: u64) -> io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        File::open(path)?.take(limit).read_to_end(&mut bytes)?;
        Ok(bytes)
    }

    fn resolve(&self, path: &Path) -> io::Result<PathBuf> {
        match fs::canonicalize(path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            resolved => return resolved,
        }
        let mut path = path.to_path_buf();
        // The system itself gives up after so many links.
        for _ in 0..40 {
            match fs::read_link(&path) {
                Ok(target) => path = folder_of(&path).join(target),
                Err(_) => return Ok(path),
            }
        }
        Err(io::Error::other("the symbolic links lead in a circle"))
    }

    fn create(&self, path: &Path, access: Access) -> io::Result<Box<dyn Output>> {
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        if access == Access::Private {
            std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        }
        #[cfg(not(unix))]
        let _ = access; // The folders of a person are private there.
        Ok(Box::new(options.open(path)?))
    }

    fn append(&self, path: &Path) -> io::Result<Box<dyn Output>> {
        Ok(Box::new(OpenOptions::new().append(true).open(path)?))
    }

    fn set_permissions(&self, path: &Path, permissions: &fs::Permissions) -> io::Result<()> {
        fs::set_permissions(path, permissions.clone())
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        fs::rename(from, to)
    }

    fn remove_file(&self, path: &Path) -> io::Result<()> {
        fs::remove_file(path)
    }

    fn remove_folder(&self, path: &Path) -> io::Result<()> {
        fs::remove_dir(path)
    }

    fn create_folder(&self, path: &Path) -> io::Result<()> {
        let mut builder = fs::DirBuilder::new();
        builder.recursive(true);
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        builder.create(path)
    }

    fn sync_folder(&self, path: &Path) -> io::Result<()> {
        // Windows keeps names safe by itself and does not open folders.
        if cfg!(unix) { File::open(path)?.sync_all() } else { Ok(()) }
    }

    fn list(&self, path: &Path) -> io::Result<Vec<PathBuf>> {
        fs::read_dir(path)?.map(|entry| entry.map(|entry| entry.path())).collect()
    }

    fn lock(&self, path: &Path) -> io::Result<Option<Lock>> {
        let mut options = OpenOptions::new();
        options.write(true).create(true).truncate(false);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let file = options.open(path)?;
        match file.try_lock() {
            Ok(()) => Ok(Some(Lock { _file: file })),
            Err(fs::TryLockError::WouldBlock) => Ok(None),
            Err(fs::TryLockError::Error(error)) => Err(error),
        }
    }
}

impl Output for File {
    fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.write_all(bytes)
    }

    fn sync(&mut self) -> io::Result<()> {
        self.sync_all()
    }

    fn truncate(&mut self, len: u64) -> io::Result<()> {
        self.set_len(len)
    }
}

/// The folder that a file lies in; that of a bare name is the current one.
pub(super) fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if folder.as_os_str().is_empty() => Path::new("."),
        Some(folder) => folder,
        None => path,
    }
}
