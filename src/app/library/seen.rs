//! What search, filter and order leave of the shelf, found on a thread of its own.

use std::sync::Arc;

use eframe::egui;

use crate::app::latest::Latest;
use crate::library::{self, Book, Filter, Outlook};

use super::shelf::{Shelf, Shelved};

/// What the maps are listed by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// The persona's name, then the title.
    #[default]
    Name,
    /// The latest change first.
    Changed,
    /// The most notes first.
    Notes,
}

impl Order {
    /// All orders, with their names.
    pub const ALL: [(Self, &str); 3] =
        [(Self::Name, "Name"), (Self::Changed, "Last change"), (Self::Notes, "Number of notes")];

    fn sort(self, maps: &mut [Arc<Shelved>]) {
        let name = |map: &Arc<Shelved>| {
            let book = &map.book;
            let first = if book.name.trim().is_empty() { &book.title } else { &book.name };
            (first.to_lowercase(), book.title.to_lowercase())
        };
        match self {
            Self::Name => maps.sort_by_cached_key(name),
            Self::Changed => maps.sort_by_key(|map| std::cmp::Reverse(map.file.modified)),
            Self::Notes => maps.sort_by_key(|map| std::cmp::Reverse(map.book.notes)),
        }
    }
}

/// What is looked for.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Wanted {
    /// Words.
    pub query: String,
    /// Traits of notes.
    pub filter: Filter,
    /// What the maps are listed by.
    pub order: Order,
}

/// What was found.
#[derive(Default)]
pub struct Found {
    /// All maps, in order.
    pub maps: Vec<Arc<Shelved>>,
    /// What is left of them.
    pub outlook: Outlook,
}

/// Looks again whenever what is wanted or known has changed.
pub struct Search {
    work: Latest<(Wanted, Vec<Arc<Shelved>>), Found>,
    asked: Option<(Wanted, u64)>,
    is_waiting: bool,
    found: Found,
}

impl Search {
    /// Starts the thread.
    pub fn start(wake: &egui::Context) -> Self {
        let work = Latest::start(wake.clone(), |(wanted, mut maps): (Wanted, Vec<Arc<Shelved>>), progress| {
            wanted.order.sort(&mut maps);
            let books: Vec<&Book> = maps.iter().map(|map| &map.book).collect();
            let mut goes_on = || progress.tell(0.0).is_ok();
            let outlook = library::look_through(&books, &wanted.query, &wanted.filter, &mut goes_on)?;
            Some(Found { maps, outlook })
        });
        Self { work, asked: None, is_waiting: false, found: Found::default() }
    }

    /// What was found last.
    pub fn found(&self) -> &Found {
        &self.found
    }

    /// Whether the answer to what is wanted now is still to come.
    pub fn is_waiting(&self) -> bool {
        self.is_waiting
    }

    /// Asks where something has changed, and takes the answer.
    pub fn tend(&mut self, wanted: &Wanted, shelf: &Shelf) {
        match self.work.answer() {
            Ok(Some(found)) => {
                self.found = found;
                self.is_waiting = false;
            }
            Ok(None) => {}
            // Without its thread nothing changes any more; what was found stays.
            Err(_) => self.is_waiting = false,
        }
        let is_other = self.asked.as_ref().is_none_or(|(asked, _)| asked != wanted);
        let is_more = self.asked.as_ref().is_none_or(|(_, revision)| *revision != shelf.revision());
        // While many maps arrive, each answer is waited for: otherwise none would ever come.
        if is_other || (is_more && !self.is_waiting) {
            self.asked = Some((wanted.clone(), shelf.revision()));
            self.is_waiting = true;
            self.work.ask((wanted.clone(), shelf.maps().cloned().collect()));
        }
    }
}
