//! The thread that brings edits to the disk, so that the window never waits for it.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use super::{Header, Health, Record, journal};
use crate::file::fs::{Access, Fs, Output};
use crate::file::replace::replace;

/// A journal may grow to this size before it is folded into its snapshot, or to the size of the snapshot if that is more.
const GROWTH: u64 = 1 << 20;

/// How long until the next try when the disk refuses to write.
const RETRY: Duration = Duration::from_secs(1);

/// What the writer is asked to do.
pub(super) enum Message {
    Edit(Record),
    Header(Header),
    Snapshot(Vec<u8>),
    Flush(SyncSender<Result<(), String>>),
}

/// What the window may look at, at any time.
#[derive(Debug)]
pub(super) struct Shared {
    state: Mutex<State>,
}

#[derive(Debug)]
struct State {
    health: Health,
    wants_snapshot: bool,
}

impl Shared {
    pub(super) fn new() -> Arc<Self> {
        Arc::new(Self { state: Mutex::new(State { health: Health::Safe, wants_snapshot: false }) })
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn health(&self) -> Health {
        self.lock().health.clone()
    }

    pub(super) fn wants_snapshot(&self) -> bool {
        self.lock().wants_snapshot
    }
}

/// Writes a working copy. What is not on the disk yet is kept in memory and tried again, so that no edit gets lost.
pub(super) struct Writer {
    fs: Arc<dyn Fs>,
    path: PathBuf,
    output: Option<Box<dyn Output>>,
    header: Header,
    /// What is not known to be on the disk, behind `synced` bytes that are.
    pending: Vec<u8>,
    synced: u64,
    compact_at: u64,
    shared: Arc<Shared>,
    on_health: Box<dyn Fn() + Send>,
}

impl Writer {
    /// `synced` bytes of the file are good; whatever is behind them is cut off at the first write.
    pub(super) fn new(
        fs: Arc<dyn Fs>,
        path: PathBuf,
        header: Header,
        synced: u64,
        shared: Arc<Shared>,
        on_health: Box<dyn Fn() + Send>,
    ) -> Self {
        let compact_at = synced + GROWTH.max(synced);
        Self { fs, path, output: None, header, pending: Vec::new(), synced, compact_at, shared, on_health }
    }

    /// Runs until the senders are gone and everything is written, or cannot be.
    pub(super) fn run(mut self, messages: &Receiver<Message>) {
        loop {
            // Nothing to do until somebody says something, but to try again what failed.
            let first = match messages.recv_timeout(if self.pending.is_empty() { Duration::MAX } else { RETRY }) {
                Ok(message) => Some(message),
                Err(RecvTimeoutError::Timeout) => None,
                Err(RecvTimeoutError::Disconnected) => {
                    if let Err(sentence) = self.sync() {
                        log::error!("{sentence}");
                    }
                    return;
                }
            };
            // Whatever has gathered while the disk was busy goes out together: one sync for all of it.
            let mut flushed = Vec::new();
            for message in first.into_iter().chain(messages.try_iter()) {
                self.take(message, &mut flushed);
            }
            let result = self.sync();
            for sender in flushed {
                // Whoever asked may have stopped waiting.
                let _ = sender.send(result.clone());
            }
        }
    }

    fn take(&mut self, message: Message, flushed: &mut Vec<SyncSender<Result<(), String>>>) {
        match message {
            Message::Edit(record) => {
                self.header.unsaved_edits += 1;
                journal::push_record(&mut self.pending, &record);
            }
            Message::Header(header) => {
                self.header = header;
                journal::push_header(&mut self.pending, &self.header);
            }
            Message::Snapshot(snapshot) => self.compact(&snapshot),
            Message::Flush(sender) => flushed.push(sender),
        }
    }

    /// Puts a snapshot in the place of the journal. The old one stays, and stays good, when that fails.
    fn compact(&mut self, snapshot: &[u8]) {
        let bytes = journal::start(&self.header, snapshot);
        let replaced = replace(self.fs.as_ref(), &self.path, &bytes, Access::Private, &mut |_| {});
        match replaced {
            Ok(()) => {
                self.output = None;
                self.pending.clear();
                self.synced = bytes.len() as u64;
                self.compact_at = self.synced + GROWTH.max(self.synced);
            }
            Err(error) => {
                log::warn!("{}: the working copy could not be shortened: {}", self.path.display(), error.source);
                self.compact_at = self.compact_at.saturating_mul(2);
            }
        }
    }

    /// Brings everything pending to the disk, and tells when that begins to fail or to succeed again.
    fn sync(&mut self) -> Result<(), String> {
        let result = if self.pending.is_empty() { Ok(()) } else { self.write() };
        let health = match &result {
            Ok(()) => Health::Safe,
            Err(error) => Health::Failing(sentence(&self.path, error)),
        };
        let mut state = self.shared.lock();
        state.wants_snapshot = self.synced + self.pending.len() as u64 > self.compact_at;
        let has_changed = state.health != health;
        state.health = health.clone();
        drop(state);
        if has_changed {
            (self.on_health)();
        }
        match health {
            Health::Safe => Ok(()),
            Health::Failing(sentence) => Err(sentence),
        }
    }

    fn write(&mut self) -> io::Result<()> {
        let mut output = match self.output.take() {
            Some(output) => output,
            None => {
                let mut output = self.fs.append(&self.path)?;
                // After a failure nobody knows how much of the last bytes has arrived.
                output.truncate(self.synced)?;
                output
            }
        };
        output.write(&self.pending)?;
        output.sync()?;
        self.synced += self.pending.len() as u64;
        self.pending.clear();
        self.output = Some(output);
        Ok(())
    }
}

fn sentence(path: &Path, error: &io::Error) -> String {
    let folder = path.parent().unwrap_or(path).display();
    let reason = match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => "the disk is full".to_owned(),
        _ => error.to_string(),
    };
    format!(
        "Edits cannot be kept safe in {folder}: {reason}. Save the map; nothing is lost as long as the window is open."
    )
}
