//! The frame around the map: top bar, menus, command palette, dialogs, start screen and messages.

mod about;
mod ago;
mod command_palette;
mod dialog;
mod export_window;
mod fuzzy;
mod keys;
mod menu;
mod overlay;
mod path_dialog;
mod people;
mod perform;
mod samples;
mod settings;
mod settings_window;
mod sheet;
mod start;
mod thumbnails;
mod toasts;
mod top_bar;
pub(super) mod widgets;
mod wishes;

use std::path::PathBuf;
use std::sync::Arc;

use eframe::egui;

use super::{Command, Cx, Outbox, Services};
use crate::file::{Fs, RecentFile};

pub use ago::ago_millis;
pub use dialog::{Answer, AnswerKind, Dialog};
pub use export_window::ExportWindow;
pub use keys::shortcuts;
pub use overlay::{Flow, Overlay, keep_settings, overlays};
pub use path_dialog::PathDialog;
pub use perform::{needs_selection, perform};
pub use samples::{SAMPLES, Sample};
pub use settings::{apply as apply_settings, look};
pub use start::preview_ui;
pub use toasts::{Toasts, UnderWay};
pub use wishes::{FOREIGN, PathWish};

use thumbnails::Thumbnails;

/// So many commands are remembered as used lately.
const RECENT_COMMANDS: usize = 8;

/// What the shell keeps: settings, open windows, the lists of the start screen.
#[derive(Default)]
pub struct Shell {
    /// Maps that were opened before, the latest first.
    pub recents: Vec<RecentFile>,
    /// Maps with edits that no file holds, from before.
    pub unsaved: Vec<Unsaved>,
    /// Open windows on top of everything, the topmost last.
    overlays: Vec<Overlay>,
    /// How many of them were seen in the frame before.
    overlays_shown: usize,
    /// What had the keyboard before the first of them opened.
    focus_below: Option<egui::Id>,
    /// Commands that were used lately, the latest first.
    recent_commands: Vec<Command>,
    /// The folder that was looked through last.
    pub library_folder: Option<PathBuf>,
    thumbnails: Thumbnails,
    /// Whether settings were changed that are not stored yet.
    settings_changed: bool,
}

/// A working copy with edits that no file holds.
#[derive(Clone, Debug, PartialEq)]
pub struct Unsaved {
    /// Names the working copy in [`super::Message::Recover`] and [`super::Message::DiscardUnsaved`].
    pub key: String,
    /// The title of the map.
    pub title: String,
    /// The file it belongs to, where it has one.
    pub path: Option<PathBuf>,
    /// How many edits no file holds.
    pub edits: usize,
}

/// What the title bar says about the file of the open map.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum SaveStatus {
    /// A new map: nothing to save yet, no file.
    #[default]
    New,
    /// The file holds everything.
    Saved,
    /// The file is being written.
    Saving,
    /// Edits that no file holds yet; they are in the working copy.
    Unsaved,
    /// The map of a session elsewhere, in no file here.
    Shared,
    /// The file could not be written: what happened and what to do.
    Failed(String),
}

impl SaveStatus {
    /// What it says in a title bar; nothing for a map that nobody has changed yet.
    pub fn short(&self) -> &str {
        match self {
            Self::New => "",
            Self::Saved => "Saved",
            Self::Saving => "Saving…",
            Self::Unsaved => "Not in a file yet",
            Self::Shared => "Shared map",
            Self::Failed(_) => "Not saved",
        }
    }
}

/// What the top bar shows besides the map.
#[derive(Clone, Debug)]
pub struct Bar {
    /// The state of the file.
    pub status: SaveStatus,
    /// Whether there is a step to undo.
    pub can_undo: bool,
    /// Whether there is a step to redo.
    pub can_redo: bool,
}

impl Shell {
    /// Opens a window on top of everything else.
    pub fn open(&mut self, overlay: Overlay) {
        self.overlays.push(overlay);
    }

    /// Asks or tells the person something that must be answered.
    pub fn ask(&mut self, dialog: Dialog) {
        self.open(Overlay::Ask(dialog));
    }

    /// Asks for a path in our own dialog, for machines without native ones. The answer is
    /// [`super::Message::PathChosen`], or none when it is cancelled.
    pub fn ask_path(&mut self, fs: Arc<dyn Fs>, wish: PathWish, folder: PathBuf, name: String) {
        self.open(Overlay::Path(Box::new(PathDialog::new(fs, wish, folder, name))));
    }

    /// Whether a window on top of everything else is open.
    pub fn is_covered(&self) -> bool {
        !self.overlays.is_empty()
    }

    /// Looks again whether the previews of the start screen are up to date.
    pub fn refresh_previews(&mut self) {
        self.thumbnails.refresh();
    }

    /// The topmost of the windows on top of everything else.
    pub(super) fn top_overlay(&mut self) -> Option<&mut Overlay> {
        self.overlays.last_mut()
    }

    fn close_top(&mut self) {
        self.overlays.pop();
    }

    fn remember(&mut self, command: Command) {
        self.recent_commands.retain(|other| *other != command);
        self.recent_commands.insert(0, command);
        self.recent_commands.truncate(RECENT_COMMANDS);
    }
}

/// Shows the bar on top.
pub fn top_bar(ui: &mut egui::Ui, cx: &mut Cx<'_>, bar: &Bar) {
    top_bar::show(ui, cx, bar);
}

/// Shows the start screen: new map, open, recent maps, samples.
pub fn start_screen(ui: &mut egui::Ui, shell: &mut Shell, services: &Services, out: &mut Outbox) {
    start::show(ui, shell, services, out);
}
