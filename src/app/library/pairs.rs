//! Two maps at once: compared, or side by side.

use std::path::PathBuf;

use eframe::egui;

use crate::app::App;
use crate::app::shell::Overlay;

use super::fetch::Purpose;
use super::open::Arrival;
use super::{CompareWindow, MapSource};

impl App {
    /// Says what became of a map. The open one is compared as it is now, not as it stands in its file.
    pub(in crate::app) fn compare(&mut self, ctx: &egui::Context, earlier: MapSource, later: MapSource) {
        let [earlier, later] = [earlier, later].map(|source| self.as_open(source));
        let window = CompareWindow::new(self, ctx, earlier, later);
        self.shell.open(Overlay::Compare(Box::new(window)));
    }

    /// Shows a map beside the open one.
    pub(in crate::app) fn open_beside_file(&mut self, ctx: &egui::Context, path: PathBuf) {
        self.fetch(ctx, path, Purpose::Beside);
    }

    /// Shows two maps side by side: one of them is or becomes the open one.
    pub(super) fn open_side_by_side(&mut self, ctx: &egui::Context, this: MapSource, other: MapSource) {
        match [this, other].map(|source| self.as_open(source)) {
            [MapSource::Open, MapSource::File(path)] | [MapSource::File(path), MapSource::Open] => {
                self.open_beside_file(ctx, path);
            }
            [MapSource::File(_), MapSource::File(_)] if self.live.has_session() => {
                self.toasts.say("The open map is in a session. Leave it first, or show one map beside it.");
            }
            [MapSource::File(this), MapSource::File(other)] => {
                self.open_from_library(ctx, Arrival::new(this, None).beside(other));
            }
            [MapSource::Open, MapSource::Open] => {}
        }
    }

    /// The open map, where a file is its file.
    fn as_open(&self, source: MapSource) -> MapSource {
        match source {
            MapSource::File(path) if self.is_open(&path) => MapSource::Open,
            source => source,
        }
    }
}
