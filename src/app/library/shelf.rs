//! The maps of a folder, read one after the other on a thread of its own.

use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, TryRecvError, channel};
use std::time::SystemTime;

use eframe::egui;

use crate::export::Progress;
use crate::file::{self, Fs, MapFile, MapFiles};
use crate::library::Book;

/// Said of a file that was being read when the thread ended.
const FAILED: &str = "Reading it failed in a way that should not happen. The file is as it was.";

/// A map of the folder.
#[derive(Debug)]
pub struct Shelved {
    /// Its file.
    pub file: MapFile,
    /// What is known of it.
    pub book: Book,
}

/// The maps of a folder, as far as they are read.
pub struct Shelf {
    folder: PathBuf,
    entries: BTreeMap<PathBuf, Entry>,
    reading: Option<Reading>,
    /// Why the folder could not be listed.
    trouble: Option<String>,
    is_cut: bool,
    /// Grows with each change of what is known.
    revision: u64,
}

/// A file of the folder.
struct Entry {
    file: MapFile,
    content: Content,
    /// The version of the file that the content is from.
    read: Option<Stamp>,
}

enum Content {
    Unread,
    Map(Arc<Shelved>),
    NoMap(String),
}

/// What the thread tells.
enum News {
    Listed(MapFiles),
    NoFolder(String),
    Read(PathBuf, Box<Result<Book, String>>),
}

/// The thread while it works; it ends soon after this is dropped.
struct Reading {
    news: Receiver<News>,
    progress: Progress,
}

impl Drop for Reading {
    fn drop(&mut self) {
        self.progress.cancel();
    }
}

impl Shelf {
    /// Begins to read a folder.
    pub fn new(folder: PathBuf, fs: Arc<dyn Fs>, wake: &egui::Context) -> Self {
        let entries = BTreeMap::new();
        let mut shelf = Self { folder, entries, reading: None, trouble: None, is_cut: false, revision: 0 };
        shelf.refresh(fs, wake);
        shelf
    }

    /// The folder.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Looks at the folder again, and reads what is new or was changed; what is known stays until then.
    pub fn refresh(&mut self, fs: Arc<dyn Fs>, wake: &egui::Context) {
        let known = self.entries.iter().filter_map(|(path, entry)| Some((path.clone(), entry.read?)));
        let reader = Reader { fs, folder: self.folder.clone(), known: known.collect(), progress: Progress::default() };
        let (tell, news) = channel();
        let (progress, wake) = (reader.progress.clone(), wake.clone());
        std::thread::spawn(move || {
            reader.read(&tell, &wake);
            drop(tell);
            wake.request_repaint();
        });
        self.reading = Some(Reading { news, progress });
    }

    /// Takes in what was read since the last frame.
    pub fn tend(&mut self) {
        while let Some(reading) = &self.reading {
            match reading.news.try_recv() {
                Ok(News::Listed(found)) => self.listed(found),
                Ok(News::NoFolder(reason)) => {
                    self.entries.clear();
                    self.trouble = Some(reason);
                }
                Ok(News::Read(path, result)) => {
                    if let Some(entry) = self.entries.get_mut(&path) {
                        entry.read = Some(stamp(&entry.file));
                        entry.content = match *result {
                            Ok(book) => Content::Map(Arc::new(Shelved { file: entry.file.clone(), book })),
                            Err(reason) => Content::NoMap(reason),
                        };
                    }
                }
                Err(TryRecvError::Empty) => return,
                Err(TryRecvError::Disconnected) => {
                    self.reading = None;
                    for entry in self.entries.values_mut().filter(|entry| matches!(entry.content, Content::Unread)) {
                        entry.content = Content::NoMap(FAILED.to_owned());
                    }
                }
            }
            self.revision += 1;
        }
    }

    fn listed(&mut self, found: MapFiles) {
        let mut before = std::mem::take(&mut self.entries);
        let entry = |file: MapFile| {
            let known = before.remove(&file.path).map(|entry| (entry.content, entry.read));
            // An older version of a map is better than none until the new one is read.
            let (content, read) = known.unwrap_or((Content::Unread, None));
            (file.path.clone(), Entry { file, content, read })
        };
        self.entries = found.files.into_iter().map(entry).collect();
        self.is_cut = found.is_cut;
        self.trouble = None;
    }

    /// How many files are listed and not read yet.
    pub fn unread(&self) -> usize {
        self.entries.values().filter(|entry| matches!(entry.content, Content::Unread)).count()
    }

    /// Whether the folder is still being listed or read.
    pub fn is_reading(&self) -> bool {
        self.reading.is_some()
    }

    /// Why the folder could not be listed.
    pub fn trouble(&self) -> Option<&str> {
        self.trouble.as_deref()
    }

    /// Whether the folder has more than is listed.
    pub fn is_cut(&self) -> bool {
        self.is_cut
    }

    /// Grows with each change of what is known.
    pub fn revision(&self) -> u64 {
        self.revision
    }

    /// The maps that are read, by path.
    pub fn maps(&self) -> impl Iterator<Item = &Arc<Shelved>> {
        self.entries.values().filter_map(|entry| match &entry.content {
            Content::Map(map) => Some(map),
            _ => None,
        })
    }

    /// The files that hold no map, each with the reason.
    pub fn no_maps(&self) -> impl Iterator<Item = (&Path, &str)> {
        self.entries.values().filter_map(|entry| match &entry.content {
            Content::NoMap(reason) => Some((entry.file.path.as_path(), reason.as_str())),
            _ => None,
        })
    }
}

/// What tells one version of a file from another.
type Stamp = (u64, Option<SystemTime>);

fn stamp(file: &MapFile) -> Stamp {
    (file.len, file.modified)
}

struct Reader {
    fs: Arc<dyn Fs>,
    folder: PathBuf,
    known: HashMap<PathBuf, Stamp>,
    progress: Progress,
}

impl Reader {
    /// Lists the folder and reads its files. Without somebody who listens it ends.
    fn read(&self, tell: &Sender<News>, wake: &egui::Context) {
        let mut goes_on = || self.progress.tell(0.0).is_ok();
        let found = match file::map_files(&*self.fs, &self.folder, &mut goes_on) {
            Ok(found) => found,
            Err(error) => {
                let reason = format!("The folder cannot be read: {error}. Choose another one, or come back later.");
                // A library that was closed meanwhile needs no answer.
                let _ = tell.send(News::NoFolder(reason));
                return;
            }
        };
        let is_new = |file: &&MapFile| self.known.get(&file.path) != Some(&stamp(file));
        let new: Vec<PathBuf> = found.files.iter().filter(is_new).map(|file| file.path.clone()).collect();
        if tell.send(News::Listed(found)).is_err() {
            return;
        }
        for path in new {
            if !goes_on() {
                return;
            }
            let book = self.book(&path);
            if tell.send(News::Read(path, Box::new(book))).is_err() {
                return;
            }
            wake.request_repaint();
        }
    }

    fn book(&self, path: &Path) -> Result<Book, String> {
        let opened = file::open(&*self.fs, path).map_err(|error| {
            let reason = error.to_string();
            // The file is named beside it.
            reason.strip_prefix(&format!("{}: ", path.display())).map(str::to_owned).unwrap_or(reason)
        })?;
        Ok(Book::of(&opened.parsed.map))
    }
}
