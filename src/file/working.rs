//! Working copies: what a window has of its map at any moment, kept where a crash cannot reach it.
//!
//! Each open map has a folder of its own with two files: the journal, and a lock that is held as long as the process lives.
//! A folder whose lock is free belongs to a process that died; its map can be brought back.

mod journal;
mod writer;

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{SyncSender, sync_channel};
use std::thread::JoinHandle;
use std::time::SystemTime;

use serde::{Deserialize, Serialize};

use super::fs::{Access, Fs, Lock};
use super::replace::replace;
use super::save::Fingerprint;
use writer::{Message, Shared, Writer};

const JOURNAL: &str = "journal";
const LOCK: &str = "lock";

/// Edits that may wait for the disk before [`WorkingCopy::append`] waits too.
const QUEUE: usize = 4096;

/// No working copy is read beyond this size, in bytes.
const READ_LIMIT: u64 = 1 << 30;

/// Which map a working copy belongs to.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Header {
    /// The map file; `None` when the map has none yet, or its path is no Unicode.
    pub path: Option<PathBuf>,
    /// The map's title.
    pub title: String,
    /// What the file held when it was last read or written.
    pub fingerprint: Option<Fingerprint>,
    /// When the map was opened, RFC 3339.
    pub opened: String,
    /// Edits that are not in the file.
    pub unsaved_edits: u64,
}

/// Whose a change is, and how it joins this person's undo steps.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RecordKind {
    /// This person's; it begins a step.
    Begins,
    /// This person's; it belongs to their step before it.
    Continues,
    /// Somebody else's, in a session: no step of this person.
    Others,
}

/// One change of the map, as the document gave it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// Whose it is.
    pub kind: RecordKind,
    /// The bytes of the change, which nobody here looks into.
    pub update: Vec<u8>,
}

/// Whether edits reach the disk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Health {
    /// They do.
    Safe,
    /// They wait in memory; a sentence that says why, and what to do. Tried again every second.
    Failing(String),
}

/// The working copy of a map that is open in this process.
///
/// Dropping it writes what is left and keeps it; [`WorkingCopy::close`] deletes it.
pub struct WorkingCopy {
    folder: PathBuf,
    fs: Arc<dyn Fs>,
    lock: Option<Lock>,
    messages: Option<SyncSender<Message>>,
    thread: Option<JoinHandle<()>>,
    shared: Arc<Shared>,
}

/// A working copy whose process died.
#[derive(Clone, Debug)]
pub struct Abandoned {
    /// Its folder, to be given to [`recover`] or [`discard`].
    pub folder: PathBuf,
    /// Which map it belongs to; `unsaved_edits` counts what the file lacks.
    pub header: Header,
    /// Edits after the snapshot, saved or not.
    pub edits: usize,
    /// When it was last written to, where the system knows.
    pub changed: Option<SystemTime>,
}

/// A map brought back from a working copy.
pub struct Recovered {
    /// The same working copy, now that of this process.
    pub copy: WorkingCopy,
    /// Which map it is.
    pub header: Header,
    /// The document as it was.
    pub snapshot: Vec<u8>,
    /// What was done after that, in order.
    pub records: Vec<Record>,
    /// Bytes at the end that were torn or damaged, and are cut off: 0, or what the last moments before the crash held.
    pub cut_bytes: u64,
}

impl fmt::Debug for WorkingCopy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("WorkingCopy").field("folder", &self.folder).finish_non_exhaustive()
    }
}

impl WorkingCopy {
    /// Begins a working copy in a folder of its own under `state`, named `key`: a new identifier. The snapshot is on the
    /// disk when this returns.
    ///
    /// `on_health` is called on another thread when [`WorkingCopy::health`] changes.
    ///
    /// # Errors
    /// When the folder cannot be made or written to.
    pub fn create(
        fs: Arc<dyn Fs>,
        state: &Path,
        key: &str,
        header: Header,
        snapshot: &[u8],
        on_health: impl Fn() + Send + 'static,
    ) -> Result<Self, WorkingError> {
        let folder = working_folder(state).join(key);
        let header = storable(header);
        let begun = (|| {
            fs.create_folder(&folder)?;
            let lock = fs.lock(&folder.join(LOCK))?.ok_or_else(in_use)?;
            if fs.stat(&folder.join(JOURNAL)).is_ok() {
                return Err(io::ErrorKind::AlreadyExists.into());
            }
            let bytes = journal::start(&header, snapshot);
            replace(fs.as_ref(), &folder.join(JOURNAL), &bytes, Access::Private, &mut |_| {})
                .map_err(|error| error.source)?;
            io::Result::Ok((lock, bytes.len() as u64))
        })();
        match begun {
            Ok((lock, synced)) => Self::run(fs, folder.clone(), lock, header, synced, Box::new(on_health)),
            Err(source) => Err(WorkingError { folder, source }),
        }
    }

    fn run(
        fs: Arc<dyn Fs>,
        folder: PathBuf,
        lock: Lock,
        header: Header,
        synced: u64,
        on_health: Box<dyn Fn() + Send>,
    ) -> Result<Self, WorkingError> {
        let shared = Shared::new();
        let writer = Writer::new(Arc::clone(&fs), folder.join(JOURNAL), header, synced, Arc::clone(&shared), on_health);
        let (messages, received) = sync_channel(QUEUE);
        let thread = std::thread::Builder::new()
            .name("working copy".into())
            .spawn(move || writer.run(&received))
            .map_err(|source| WorkingError { folder: folder.clone(), source })?;
        Ok(Self { folder, fs, lock: Some(lock), messages: Some(messages), thread: Some(thread), shared })
    }

    /// Its folder, to be given to [`recover`] by another process once this one has dropped it.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Keeps an edit. Returns at once; it is on the disk as soon as the disk can, whatever gathered meanwhile with it.
    pub fn append(&self, record: Record) {
        self.send(Message::Edit(record));
    }

    /// Says anew which map this is, after it was saved or renamed; `unsaved_edits` is counted on from what it says.
    pub fn set_header(&self, header: Header) {
        self.send(Message::Header(storable(header)));
    }

    /// Whether the journal has grown so much that [`WorkingCopy::compact`] is due.
    pub fn wants_snapshot(&self) -> bool {
        self.shared.wants_snapshot()
    }

    /// Puts a snapshot of the document, with every edit that was appended, in the place of the journal.
    pub fn compact(&self, snapshot: Vec<u8>) {
        self.send(Message::Snapshot(snapshot));
    }

    /// Whether edits reach the disk.
    pub fn health(&self) -> Health {
        self.shared.health()
    }

    /// Waits until everything that was appended is on the disk.
    ///
    /// # Errors
    /// A sentence that says why it is not. The edits stay in memory and are tried again.
    pub fn flush(&self) -> Result<(), String> {
        let (sender, done) = sync_channel(1);
        self.send(Message::Flush(sender));
        done.recv().unwrap_or_else(|_| Err("Edits cannot be kept safe any more. Save the map.".into()))
    }

    /// Deletes the working copy: the map is saved, or its edits are not wanted.
    ///
    /// # Errors
    /// When the folder cannot be emptied; it will then be offered at the next start.
    pub fn close(mut self) -> Result<(), WorkingError> {
        self.finish();
        let lock = self.lock.take();
        remove(self.fs.as_ref(), &self.folder, lock)
    }

    fn send(&self, message: Message) {
        if let Some(messages) = &self.messages
            && messages.send(message).is_err()
        {
            log::error!("{}: the thread of the working copy is gone", self.folder.display());
        }
    }

    fn finish(&mut self) {
        drop(self.messages.take());
        if let Some(thread) = self.thread.take()
            && thread.join().is_err()
        {
            log::error!("{}: the thread of the working copy has failed", self.folder.display());
        }
    }
}

impl Drop for WorkingCopy {
    fn drop(&mut self) {
        self.finish();
    }
}

/// The working copies whose process died, the latest first. One that is beyond reading is put aside as `.broken`.
pub fn abandoned(fs: &dyn Fs, state: &Path) -> Vec<Abandoned> {
    let mut found = Vec::new();
    // Without the folder there is no working copy.
    for folder in fs.list(&working_folder(state)).unwrap_or_default() {
        let journal_path = folder.join(JOURNAL);
        let Ok(stat) = fs.stat(&journal_path) else { continue };
        if folder.extension().is_some() || !matches!(fs.lock(&folder.join(LOCK)), Ok(Some(_))) {
            continue;
        }
        let Ok(bytes) = fs.read(&journal_path, READ_LIMIT) else { continue };
        match journal::read(&bytes) {
            Some(journal) => found.push(Abandoned {
                folder,
                header: journal.header,
                edits: journal.records.len(),
                changed: stat.modified,
            }),
            None => {
                log::warn!("{}: this working copy is damaged and is put aside", folder.display());
                if let Err(error) = fs.rename(&folder, &folder.with_extension("broken")) {
                    log::warn!("{}: {error}", folder.display());
                }
            }
        }
    }
    found.sort_by(|a, b| b.changed.cmp(&a.changed).then_with(|| b.folder.cmp(&a.folder)));
    found
}

/// Takes over an abandoned working copy. Further edits are appended to it.
///
/// # Errors
/// When another process was faster, or the journal cannot be read any more.
pub fn recover(
    fs: Arc<dyn Fs>,
    folder: &Path,
    on_health: impl Fn() + Send + 'static,
) -> Result<Recovered, WorkingError> {
    let read = (|| {
        let lock = fs.lock(&folder.join(LOCK))?.ok_or_else(in_use)?;
        let bytes = fs.read(&folder.join(JOURNAL), READ_LIMIT)?;
        let damaged = || io::Error::new(io::ErrorKind::InvalidData, "the working copy is damaged");
        io::Result::Ok((lock, journal::read(&bytes).ok_or_else(damaged)?))
    })();
    let (lock, journal) = read.map_err(|source| WorkingError { folder: folder.into(), source })?;
    let header = journal.header;
    let copy = WorkingCopy::run(fs, folder.into(), lock, header.clone(), journal.whole_bytes, Box::new(on_health))?;
    Ok(Recovered { copy, header, snapshot: journal.snapshot, records: journal.records, cut_bytes: journal.cut_bytes })
}

/// Deletes an abandoned working copy, when a person does not want it back.
///
/// # Errors
/// When another process has taken it over, or the folder cannot be emptied.
pub fn discard(fs: &dyn Fs, folder: &Path) -> Result<(), WorkingError> {
    let lock = fs.lock(&folder.join(LOCK)).and_then(|lock| lock.ok_or_else(in_use));
    let lock = lock.map_err(|source| WorkingError { folder: folder.into(), source })?;
    remove(fs, folder, Some(lock))
}

/// Deletes the journal while the lock is held, so that nobody takes the rest for an abandoned copy.
fn remove(fs: &dyn Fs, folder: &Path, lock: Option<Lock>) -> Result<(), WorkingError> {
    let fail = |source| WorkingError { folder: folder.into(), source };
    fs.remove_file(&folder.join(JOURNAL)).map_err(fail)?;
    drop(lock);
    // Without its journal a folder means nothing any more. A crash may have left a temporary file in it.
    let emptied = fs.list(folder).and_then(|files| files.iter().try_for_each(|file| fs.remove_file(file)));
    if let Err(error) = emptied.and_then(|()| fs.remove_folder(folder)) {
        log::warn!("{} is left over: {error}", folder.display());
    }
    Ok(())
}

/// Whether a path is that of a working copy under `state`, be it there or not.
pub fn is_working_copy(state: &Path, path: &Path) -> bool {
    path.parent() == Some(&*working_folder(state))
}

fn working_folder(state: &Path) -> PathBuf {
    state.join("working")
}

/// Paths are kept as text; without one, the map comes back as one that has no file yet.
fn storable(header: Header) -> Header {
    Header { path: header.path.filter(|path| path.to_str().is_some()), ..header }
}

fn in_use() -> io::Error {
    io::Error::new(io::ErrorKind::WouldBlock, "another window has it open")
}

/// Why edits cannot be kept safe, or not be brought back.
#[derive(Debug)]
pub struct WorkingError {
    folder: PathBuf,
    source: io::Error,
}

impl fmt::Display for WorkingError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let folder = self.folder.display();
        write!(
            f,
            "The working copy in {folder} cannot be used: {}. Save your maps often until that is mended.",
            self.source
        )
    }
}

impl std::error::Error for WorkingError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&self.source)
    }
}
