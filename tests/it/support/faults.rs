//! A disk on which chosen calls fail.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use empathy_map::file::{Access, Disk, Fs, Lock, Output, Stat};

/// A disk that counts its calls and lets some of them fail. Clones share the count.
#[derive(Clone)]
pub struct FaultyDisk(Arc<State>);

struct State {
    calls: AtomicUsize,
    /// Calls that fail, from the first to before the second.
    failing: Mutex<(usize, usize)>,
    error: io::ErrorKind,
    syncs: AtomicUsize,
    /// Bytes read from files.
    read: AtomicU64,
}

impl FaultyDisk {
    /// A disk on which nothing fails yet; what fails will fail like this.
    pub fn new(error: io::ErrorKind) -> Self {
        Self(Arc::new(State {
            calls: AtomicUsize::new(0),
            failing: Mutex::new((usize::MAX, usize::MAX)),
            error,
            syncs: AtomicUsize::new(0),
            read: AtomicU64::new(0),
        }))
    }

    /// Lets the call number `from` fail, and all before number `to`, the first being 0.
    pub fn fail(&self, from: usize, to: usize) {
        *self.0.failing.lock().unwrap() = (from, to);
    }

    /// Lets every call fail from now on.
    pub fn fail_from_now(&self) {
        self.fail(self.calls(), usize::MAX);
    }

    /// Lets nothing fail any more.
    pub fn recover(&self) {
        self.fail(usize::MAX, usize::MAX);
    }

    /// How many calls there were.
    pub fn calls(&self) -> usize {
        self.0.calls.load(Ordering::SeqCst)
    }

    /// How often a file was brought to the disk.
    pub fn syncs(&self) -> usize {
        self.0.syncs.load(Ordering::SeqCst)
    }

    /// How many bytes were read.
    pub fn bytes_read(&self) -> u64 {
        self.0.read.load(Ordering::SeqCst)
    }

    fn call(&self) -> io::Result<()> {
        let number = self.0.calls.fetch_add(1, Ordering::SeqCst);
        let (from, to) = *self.0.failing.lock().unwrap();
        if (from..to).contains(&number) { Err(self.0.error.into()) } else { Ok(()) }
    }
}

impl Fs for FaultyDisk {
    fn stat(&self, path: &Path) -> io::Result<Stat> {
        self.call().and_then(|()| Disk.stat(path))
    }

    fn read(&self, path: &Path, limit: u64) -> io::Result<Vec<u8>> {
        let bytes = self.call().and_then(|()| Disk.read(path, limit))?;
        self.0.read.fetch_add(bytes.len() as u64, Ordering::SeqCst);
        Ok(bytes)
    }

    fn resolve(&self, path: &Path) -> io::Result<PathBuf> {
        self.call().and_then(|()| Disk.resolve(path))
    }

    fn create(&self, path: &Path, access: Access) -> io::Result<Box<dyn Output>> {
        self.call()?;
        Ok(Box::new(FaultyOutput { disk: self.clone(), output: Disk.create(path, access)? }))
    }

    fn append(&self, path: &Path) -> io::Result<Box<dyn Output>> {
        self.call()?;
        Ok(Box::new(FaultyOutput { disk: self.clone(), output: Disk.append(path)? }))
    }

    fn set_permissions(&self, path: &Path, permissions: &std::fs::Permissions) -> io::Result<()> {
        self.call().and_then(|()| Disk.set_permissions(path, permissions))
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.call().and_then(|()| Disk.rename(from, to))
    }

    fn remove_file(&self, path: &Path) -> io::Result<()> {
        self.call().and_then(|()| Disk.remove_file(path))
    }

    fn remove_folder(&self, path: &Path) -> io::Result<()> {
        self.call().and_then(|()| Disk.remove_folder(path))
    }

    fn create_folder(&self, path: &Path) -> io::Result<()> {
        self.call().and_then(|()| Disk.create_folder(path))
    }

    fn sync_folder(&self, path: &Path) -> io::Result<()> {
        self.call().and_then(|()| Disk.sync_folder(path))
    }

    fn list(&self, path: &Path) -> io::Result<Vec<PathBuf>> {
        self.call().and_then(|()| Disk.list(path))
    }

    fn lock(&self, path: &Path) -> io::Result<Option<Lock>> {
        self.call().and_then(|()| Disk.lock(path))
    }
}

struct FaultyOutput {
    disk: FaultyDisk,
    output: Box<dyn Output>,
}

impl Output for FaultyOutput {
    fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        if let Err(error) = self.disk.call() {
            // A disk that runs full takes the first part.
            self.output.write(&bytes[..bytes.len() / 2])?;
            return Err(error);
        }
        self.output.write(bytes)
    }

    fn sync(&mut self) -> io::Result<()> {
        self.disk.call()?;
        self.disk.0.syncs.fetch_add(1, Ordering::SeqCst);
        self.output.sync()
    }

    fn truncate(&mut self, len: u64) -> io::Result<()> {
        self.disk.call().and_then(|()| self.output.truncate(len))
    }
}
