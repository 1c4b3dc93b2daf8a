//! What comes in and goes out besides map files: pictures for the clipboard, foreign files, maps that become one.
//!
//! Everything that takes time happens on threads of its own; [`App::tend_exchange`] looks at their answers once a frame.

mod copy_picture;
mod import_window;
mod merge_window;

pub use import_window::ImportWindow;
pub use merge_window::MergeWindow;

use std::path::PathBuf;

use eframe::egui;

use super::shell::{Overlay, PathWish};
use super::{App, Command};

/// What is under way between this window and other programs.
#[derive(Default)]
pub struct Exchange {
    copying: Option<copy_picture::Copying>,
}

impl App {
    /// Looks at everything that is under way with other programs; once a frame, also while the window is hidden.
    pub(super) fn tend_exchange(&mut self, ctx: &egui::Context) {
        self.tend_copying(ctx);
    }

    /// Does a command that is about other programs; `false` where it is not.
    pub(super) fn perform_on_exchange(&mut self, ctx: &egui::Context, command: Command) -> bool {
        match command {
            Command::CopyPicture => self.copy_map_picture(ctx),
            Command::CopyNotesPicture => self.copy_notes_picture(ctx),
            Command::Import => self.ask_path(ctx, PathWish::Import),
            Command::MergeMaps => self.ask_path(ctx, PathWish::Merge),
            _ => return false,
        }
        true
    }

    /// Shows what these foreign files would bring, beside those that are looked at already.
    pub(super) fn import_files(&mut self, ctx: &egui::Context, paths: Vec<PathBuf>) {
        if let Some(Overlay::Import(window)) = self.shell.top_overlay() {
            return window.add(paths);
        }
        let window = ImportWindow::new(self, ctx, paths);
        self.shell.open(Overlay::Import(Box::new(window)));
    }

    /// Shows what would come of these maps as one, beside those that are looked at already.
    pub(super) fn merge_files(&mut self, ctx: &egui::Context, paths: Vec<PathBuf>) {
        if let Some(Overlay::Merge(window)) = self.shell.top_overlay() {
            return window.add(paths);
        }
        let window = MergeWindow::new(self, ctx, paths);
        self.shell.open(Overlay::Merge(Box::new(window)));
    }
}
