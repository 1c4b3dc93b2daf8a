//! The working copy of the open map: every edit goes there within moments, and comes back from there after a crash.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use eframe::egui;

use crate::app::clock;
use crate::app::shell::Unsaved;
use crate::document::{Document, Origin, Step};
use crate::file::working::{self, Abandoned, Header, Health, Record, RecordKind, Recovered, WorkingCopy};
use crate::file::{Expected, Fingerprint, Fs};
use crate::model::{EmpathyMap, MapId};

/// Keeps the edits of the open map safe. The working copy begins with the first edit.
pub(super) struct Keeper {
    fs: Arc<dyn Fs>,
    state_folder: PathBuf,
    wake: egui::Context,
    header: Header,
    /// The document before the first edit that is not in `copy`.
    snapshot: Vec<u8>,
    /// Edits that wait for a working copy.
    waiting: Vec<Record>,
    copy: Option<WorkingCopy>,
    trouble: Option<String>,
}

impl Keeper {
    /// A keeper for a document that nobody has edited yet.
    pub(super) fn new(
        fs: Arc<dyn Fs>,
        state_folder: PathBuf,
        wake: egui::Context,
        header: Header,
        snapshot: Vec<u8>,
    ) -> Self {
        Self { fs, state_folder, wake, header, snapshot, waiting: Vec::new(), copy: None, trouble: None }
    }

    /// Goes on with a working copy that was brought back.
    fn taking_over(
        fs: Arc<dyn Fs>,
        state_folder: PathBuf,
        wake: egui::Context,
        header: Header,
        copy: WorkingCopy,
    ) -> Self {
        let copy = Some(copy);
        Self { fs, state_folder, wake, header, snapshot: Vec::new(), waiting: Vec::new(), copy, trouble: None }
    }

    /// Edits that are in no file.
    pub(super) fn unsaved_edits(&self) -> u64 {
        self.header.unsaved_edits
    }

    /// Keeps an edit.
    pub(super) fn keep(&mut self, origin: Origin, update: Vec<u8>) {
        self.header.unsaved_edits += 1;
        let kind = match origin {
            Origin::Local(Step::Begin) => RecordKind::Begins,
            Origin::Local(Step::Continue) => RecordKind::Continues,
            Origin::Remote => RecordKind::Others,
        };
        self.waiting.push(Record { kind, update });
        if self.copy.is_none() {
            self.begin();
        }
        if let Some(copy) = &self.copy {
            self.waiting.drain(..).for_each(|record| copy.append(record));
        }
    }

    fn begin(&mut self) {
        let key = clock::new_id(MapId::from_parts);
        let header = Header { unsaved_edits: 0, ..self.header.clone() };
        let wake = self.wake.clone();
        let fs = Arc::clone(&self.fs);
        let begun = WorkingCopy::create(fs, &self.state_folder, key.as_str(), header, &self.snapshot, move || {
            wake.request_repaint();
        });
        match begun {
            Ok(copy) => {
                self.copy = Some(copy);
                self.snapshot = Vec::new();
                self.trouble = None;
            }
            Err(error) => self.trouble = Some(error.to_string()),
        }
    }

    /// Begins anew from a snapshot that holds everything.
    pub(super) fn start_over(&mut self, snapshot: Vec<u8>) {
        match &self.copy {
            Some(copy) => copy.compact(snapshot),
            None => {
                self.waiting.clear();
                self.snapshot = snapshot;
            }
        }
    }

    /// Whether [`Self::start_over`] is due.
    pub(super) fn wants_snapshot(&self) -> bool {
        self.copy.as_ref().is_some_and(WorkingCopy::wants_snapshot)
    }

    /// Notes that the file holds everything but the last `unsaved_edits`.
    pub(super) fn saved(&mut self, path: Option<&Path>, title: &str, fingerprint: &Fingerprint, unsaved_edits: u64) {
        self.header.path = path.map(PathBuf::from);
        self.header.title = title.to_owned();
        self.header.fingerprint = Some(fingerprint.clone());
        self.header.unsaved_edits = unsaved_edits;
        if let Some(copy) = &self.copy {
            copy.set_header(self.header.clone());
        }
    }

    /// Why edits are not safe, where they are not.
    pub(super) fn trouble(&self) -> Option<String> {
        match self.copy.as_ref().map(WorkingCopy::health) {
            Some(Health::Failing(why)) => Some(why),
            _ => self.trouble.clone(),
        }
    }

    /// Deletes the working copy: the map is saved, or its edits are not wanted.
    pub(super) fn close(self) {
        if let Some(copy) = self.copy
            && let Err(error) = copy.close()
        {
            log::warn!("{error}");
        }
    }
}

/// A document brought back from a working copy.
pub(super) struct BroughtBack {
    pub(super) document: Document,
    pub(super) base: EmpathyMap,
    pub(super) path: Option<PathBuf>,
    pub(super) expected: Expected,
    pub(super) keeper: Keeper,
    pub(super) cut_bytes: u64,
}

/// Brings a map back from the working copy in `folder`, with the undo steps of its edits.
///
/// # Errors
/// When it is in use, damaged, or not a document of ours; it is left where it is.
pub(super) fn bring_back(
    fs: Arc<dyn Fs>,
    state_folder: PathBuf,
    folder: &Path,
    wake: egui::Context,
) -> Result<BroughtBack, String> {
    let on_health = wake.clone();
    let recovered = working::recover(Arc::clone(&fs), folder, move || on_health.request_repaint());
    let Recovered { copy, header, snapshot, records, cut_bytes } = recovered.map_err(|error| error.to_string())?;
    let updates: Vec<(Origin, Vec<u8>)> = (records.into_iter())
        .map(|record| {
            let origin = match record.kind {
                RecordKind::Begins => Origin::Local(Step::Begin),
                RecordKind::Continues => Origin::Local(Step::Continue),
                RecordKind::Others => Origin::Remote,
            };
            (origin, record.update)
        })
        .collect();
    let document = Document::restore(&snapshot, &updates).map_err(|error| error.to_string())?;
    let unsaved = usize::try_from(header.unsaved_edits).unwrap_or(usize::MAX);
    let in_file = updates.len().saturating_sub(unsaved);
    let base = Document::restore(&snapshot, &updates[..in_file]).map_err(|error| error.to_string())?.map().clone();
    let path = header.path.clone();
    let expected = header.fingerprint.clone().map_or(Expected::NoFile, Expected::File);
    let keeper = Keeper::taking_over(fs, state_folder, wake, header, copy);
    Ok(BroughtBack { document, base, path, expected, keeper, cut_bytes })
}

/// The working copies that hold what no file does, as the start screen lists them.
pub(super) fn unsaved(fs: &dyn Fs, state_folder: &Path) -> Vec<Unsaved> {
    (working::abandoned(fs, state_folder).into_iter())
        .filter(|copy| copy.header.unsaved_edits > 0)
        .map(|copy| Unsaved {
            key: copy.folder.to_string_lossy().into_owned(),
            title: copy.header.title,
            path: copy.header.path,
            edits: usize::try_from(copy.header.unsaved_edits).unwrap_or(usize::MAX),
        })
        .collect()
}

/// The working copy of a file that another process left behind.
pub(super) fn left_behind(fs: &dyn Fs, state_folder: &Path, path: &Path) -> Option<Abandoned> {
    let same = |other: &Path| match (fs.resolve(path), fs.resolve(other)) {
        (Ok(here), Ok(there)) => here == there,
        _ => path == other,
    };
    working::abandoned(fs, state_folder).into_iter().find(|copy| copy.header.path.as_deref().is_some_and(same))
}
