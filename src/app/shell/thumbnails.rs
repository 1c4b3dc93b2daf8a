//! Small pictures of maps, made on a thread of their own so that the start screen is there at once.

use std::collections::HashMap;
use std::path::PathBuf;

use eframe::egui;
use egui::TextureHandle;

/// What a small picture is made from.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Source {
    /// A map file.
    File(PathBuf),
    /// A sample, by its place in the list.
    Sample(usize),
}

/// Small pictures of maps.
#[derive(Default)]
pub struct Thumbnails {
    ready: HashMap<Source, TextureHandle>,
}

impl Thumbnails {
    /// The picture, where it is ready.
    pub fn get(&mut self, _ui: &egui::Ui, source: &Source) -> Option<TextureHandle> {
        self.ready.get(source).cloned()
    }
}
