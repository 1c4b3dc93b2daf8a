//! Maps that are read for something else than to be opened, on a thread of its own.

use std::path::PathBuf;
use std::sync::Arc;

use eframe::egui;

use crate::app::App;
use crate::app::canvas::Glance;
use crate::app::latest::Latest;
use crate::app::shell::Dialog;
use crate::file;
use crate::model::{EmpathyMap, ThemeNames};
use crate::scene::{FontBook, Layout, Scene};

/// What a map is read for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// To make a new map like it.
    Template(ThemeNames),
    /// To look at it beside the open map.
    Beside,
}

/// A thread that reads one map after the other; of two wishes the later one counts.
pub type Fetcher = Latest<(PathBuf, Purpose), Result<Fetched, String>>;

/// What was read.
pub enum Fetched {
    /// A map to make a new one like it.
    Template(Box<EmpathyMap>, ThemeNames),
    /// A map to look at.
    Beside(PathBuf, Box<(EmpathyMap, Scene)>),
}

impl App {
    /// Begins to read a map.
    pub(super) fn fetch(&mut self, ctx: &egui::Context, path: PathBuf, purpose: Purpose) {
        let (fs, system_fonts) = (Arc::clone(&self.services.fs), self.services.system_fonts);
        let fetcher = self.library.fetcher.get_or_insert_with(|| {
            let mut layout = None;
            Latest::start(ctx.clone(), move |(path, purpose): (PathBuf, Purpose), _| {
                let map = match file::open(&*fs, &path) {
                    Ok(opened) => opened.parsed.map,
                    Err(error) => return Some(Err(error.to_string())),
                };
                Some(Ok(match purpose {
                    Purpose::Template(names) => Fetched::Template(Box::new(map), names),
                    Purpose::Beside => {
                        let layout = layout.get_or_insert_with(|| Layout::new(FontBook::new(system_fonts)));
                        let scene = layout.scene(&map);
                        Fetched::Beside(path, Box::new((map, scene)))
                    }
                }))
            })
        });
        fetcher.ask((path, purpose));
    }

    /// Goes on with a map that was read.
    pub(super) fn tend_fetching(&mut self, ctx: &egui::Context) {
        let Some(fetcher) = &mut self.library.fetcher else { return };
        match fetcher.answer() {
            Ok(None) => {}
            Ok(Some(Ok(Fetched::Template(map, names)))) => self.template_read(ctx, &map, names),
            Ok(Some(Ok(Fetched::Beside(path, seen)))) => {
                let (map, scene) = *seen;
                self.show_beside(path, Glance::new(map, scene));
            }
            Ok(Some(Err(error))) => self.shell.ask(Dialog::notice("The map cannot be read", error)),
            // The next wish starts another thread.
            Err(_) => self.library.fetcher = None,
        }
    }
}
