//! The frame around the map: top bar, menus, command palette, dialogs, start screen and messages.

use eframe::egui;

use super::{App, Command, Cx, Outbox, state::Look};

/// A window on top of everything else.
#[derive(Clone, Debug, PartialEq)]
pub enum Overlay {
    /// Find and run any command.
    Palette,
    /// All keys.
    Shortcuts,
}

/// Messages that go away by themselves.
#[derive(Default)]
pub struct Toasts {
    texts: Vec<String>,
}

impl Toasts {
    /// Tells the person something.
    pub fn say(&mut self, text: impl Into<String>) {
        self.texts.push(text.into());
    }

    /// Shows what there is to tell.
    pub fn show(&mut self, _ui: &mut egui::Ui) {}
}

/// Turns the keys of this frame into commands.
pub fn shortcuts(_app: &mut App, _ui: &mut egui::Ui) {}

/// Shows the bar on top.
pub fn top_bar(_ui: &mut egui::Ui, _cx: &mut Cx<'_>) {}

/// Shows the start screen: new map, open, recent maps, samples.
pub fn start_screen(_ui: &mut egui::Ui, _out: &mut Outbox, _look: Look) {}

/// Shows the window on top of everything, where there is one.
pub fn overlays(_app: &mut App, _ui: &mut egui::Ui) {}

/// Does a command that is about the window or the program.
pub fn perform(_app: &mut App, _ctx: &egui::Context, _command: Command) {}
