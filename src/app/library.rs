//! The persona library: a folder of maps as cards, a search through all of them, and what can be done with them.
//!
//! It takes the whole window, over the open map or instead of the start screen.

mod beside;
mod cards;
mod compare_window;
mod entry;
mod fetch;
mod filters;
mod marked;
mod open;
mod pairs;
mod results;
mod seen;
mod shelf;
mod template;
mod view;

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use eframe::egui;

use crate::file;
use crate::model::{ItemRef, ThemeNames};

use super::shell::PathWish;
use super::{App, Command};

pub use beside::{Beside, beside_ui};
pub use compare_window::CompareWindow;
pub use entry::show as entry_ui;
pub use view::{Around, show};

use fetch::Fetcher;
use open::Arrival;
use seen::{Search, Wanted};
use shelf::Shelf;

/// Something that is wished for in the library.
#[derive(Clone, Debug)]
pub enum LibraryWish {
    /// Go back to where one came from.
    Leave,
    /// Open a map in this window, and show an item of it.
    Open {
        /// The file of the map.
        path: PathBuf,
        /// The item.
        item: Option<ItemRef>,
    },
    /// Open a map in a window of its own.
    OpenInWindow(PathBuf),
    /// Show an item of the open map.
    ShowItem(ItemRef),
    /// Say what became of a map.
    Compare {
        /// The earlier version.
        earlier: MapSource,
        /// The later version.
        later: MapSource,
    },
    /// Show two maps beside each other.
    SideBySide {
        /// The one to work on.
        this: MapSource,
        /// The one to look at.
        other: MapSource,
    },
    /// Begin a map with the quadrants and questions of another.
    NewLike {
        /// The other.
        source: MapSource,
        /// What becomes of its themes; `None` asks.
        names: Option<ThemeNames>,
    },
}

/// Where a map is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MapSource {
    /// It is the open one.
    Open,
    /// In a file.
    File(PathBuf),
}

/// The state of the library.
#[derive(Default)]
pub struct Library {
    is_shown: bool,
    shelf: Option<Shelf>,
    search: Option<Search>,
    wanted: Wanted,
    /// The maps that were marked to do something with them, in the order in which that was done.
    marked: Vec<PathBuf>,
    /// Maps of which all hits are listed.
    unfolded: HashSet<PathBuf>,
    /// Whether the search shall get the keyboard.
    search_begins: bool,
    /// Whether the window had the focus in the frame before.
    was_focused: bool,
    /// A map that is opened as soon as the window is free for it.
    arriving: Option<Arrival>,
    /// Who reads maps for something else than to open them.
    fetcher: Option<Fetcher>,
}

impl Library {
    /// Whether it takes the window now.
    pub fn is_shown(&self) -> bool {
        self.is_shown
    }

    /// Whether everything in the folder is read, and what is shown is what is wanted.
    pub fn is_settled(&self) -> bool {
        self.shelf.as_ref().is_none_or(|shelf| !shelf.is_reading())
            && self.search.as_ref().is_none_or(|search| !search.is_waiting())
    }

    /// Gives the window free.
    pub fn hide(&mut self) {
        self.is_shown = false;
    }
}

impl App {
    /// Whether the open map is seen: there is one, and the library is not over it.
    pub(super) fn shows_map(&self) -> bool {
        self.editor.is_some() && !self.library.is_shown
    }

    /// The library.
    pub fn library(&self) -> &Library {
        &self.library
    }

    /// Does a command that is about the library; `false` where it is not.
    pub(super) fn perform_on_library(&mut self, ctx: &egui::Context, command: Command) -> bool {
        match command {
            Command::Library if self.library.is_shown => self.library.is_shown = false,
            Command::Library => self.open_library(ctx),
            Command::OpenBeside => self.ask_path(ctx, PathWish::Beside),
            Command::CompareWith => self.ask_path(ctx, PathWish::Compare),
            Command::NewLikeThis => self.new_like(ctx, MapSource::Open, None),
            _ => return false,
        }
        true
    }

    /// Shows the library with the folder of the last time, or asks for one.
    fn open_library(&mut self, ctx: &egui::Context) {
        let known = self.library.shelf.as_ref().map(|shelf| shelf.folder().to_path_buf());
        let folder = known.or_else(|| file::library_folder(&*self.services.fs, &self.services.state_folder));
        match folder {
            Some(folder) => self.show_folder(ctx, folder),
            None => self.ask_path(ctx, PathWish::Library),
        }
    }

    /// Shows the library with this folder, and remembers it.
    pub(super) fn show_folder(&mut self, ctx: &egui::Context, folder: PathBuf) {
        let (fs, state) = (Arc::clone(&self.services.fs), &self.services.state_folder);
        if let Err(error) = file::remember_library_folder(&*fs, state, &folder) {
            log::warn!("the folder of the library cannot be kept: {error}");
        }
        self.shell.library_folder = Some(folder.clone());
        let library = &mut self.library;
        match &mut library.shelf {
            Some(shelf) if shelf.folder() == folder => shelf.refresh(fs, ctx),
            _ => {
                library.wanted = Wanted { order: library.wanted.order, ..Wanted::default() };
                library.marked.clear();
                library.shelf = Some(Shelf::new(folder, fs, ctx));
                library.search = Some(Search::start(ctx));
            }
        }
        library.is_shown = true;
        library.search_begins = true;
        self.shell.refresh_previews();
        ctx.request_repaint();
    }

    /// Looks at everything that is under way in the library; once a frame.
    pub(super) fn tend_library(&mut self, ctx: &egui::Context) {
        self.tend_arrival(ctx);
        self.tend_fetching(ctx);
        if self.editor.is_none() {
            self.beside = None;
        }
        let focused = ctx.input(|input| input.viewport().focused.unwrap_or(false));
        let was_focused = std::mem::replace(&mut self.library.was_focused, focused);
        let library = &mut self.library;
        if !library.is_shown {
            return;
        }
        let (Some(shelf), Some(search)) = (&mut library.shelf, &mut library.search) else { return };
        if focused && !was_focused && !shelf.is_reading() {
            shelf.refresh(Arc::clone(&self.services.fs), ctx);
            self.shell.refresh_previews();
        }
        shelf.tend();
        search.tend(&library.wanted, shelf);
        let is_there = |path: &PathBuf| shelf.is_reading() || shelf.maps().any(|map| map.file.path == *path);
        library.marked.retain(is_there);
    }

    /// Does what was wished for in the library.
    pub(super) fn handle_library_wish(&mut self, ctx: &egui::Context, wish: LibraryWish) {
        match wish {
            LibraryWish::Leave => self.library.is_shown = false,
            LibraryWish::Open { path, item } => self.open_from_library(ctx, Arrival::new(path, item)),
            LibraryWish::OpenInWindow(path) => self.open_window(Some(&path)),
            LibraryWish::ShowItem(item) => {
                self.library.hide();
                self.show_item(ctx, Some(&item));
            }
            LibraryWish::Compare { earlier, later } => self.compare(ctx, earlier, later),
            LibraryWish::SideBySide { this, other } => self.open_side_by_side(ctx, this, other),
            LibraryWish::NewLike { source, names } => self.new_like(ctx, source, names),
        }
    }
}

/// What a map is called in the library: its persona, its title or its file.
fn name_of<'a>(name: &'a str, title: &'a str, path: &'a Path) -> std::borrow::Cow<'a, str> {
    match (name.trim(), title.trim()) {
        ("", "") => path.file_stem().unwrap_or(path.as_os_str()).to_string_lossy(),
        ("", title) => title.into(),
        (name, _) => name.into(),
    }
}
