//! The frame around the map: top bar, menus, command palette, dialogs, start screen and messages.

mod dialog;
mod wishes;

use std::path::PathBuf;

use eframe::egui;

use super::{App, Command, Cx, Outbox, state::Look};

pub use dialog::{Answer, AnswerKind, Dialog};
pub use wishes::{ExportFormat, ExportPart, ExportSize, ExportWish, PathWish};

/// The windows on top of everything else, and the lists of the start screen.
#[derive(Default)]
pub struct Shell {
    /// Open windows, the topmost last.
    overlays: Vec<Overlay>,
    /// Maps that were opened before, the latest first.
    pub recents: Vec<Recent>,
    /// Maps with edits that no file holds, from before.
    pub unsaved: Vec<Unsaved>,
}

/// A map that was opened before, as a card of the start screen.
#[derive(Clone, Debug, PartialEq)]
pub struct Recent {
    /// Its file.
    pub path: PathBuf,
    /// Its title when it was opened last.
    pub title: String,
    /// When it was opened last, in milliseconds since 1970, UTC.
    pub opened_millis: u64,
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

/// A window on top of everything else.
#[derive(Clone, Debug)]
pub enum Overlay {
    /// Find and run any command.
    Palette,
    /// All keys.
    Shortcuts,
    /// A message or a question.
    Ask(Dialog),
}

/// A map that comes with the program.
#[derive(Clone, Copy, Debug)]
pub struct Sample {
    /// Its title.
    pub title: &'static str,
    /// What it shows, one sentence.
    pub about: &'static str,
    /// Its file.
    pub json: &'static [u8],
}

/// The maps that come with the program.
pub const SAMPLES: &[Sample] = &[];

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
            Self::Failed(_) => "Not saved",
        }
    }
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

    /// Whether a window on top of everything else is open.
    pub fn is_covered(&self) -> bool {
        !self.overlays.is_empty()
    }

    /// Asks for a path in our own dialog, for machines without native ones. The answer is
    /// [`super::Message::PathChosen`].
    pub fn ask_path(&mut self, _wish: PathWish, _folder: PathBuf, _name: String) {}
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

    /// Tells the person something, with a button that runs a command.
    pub fn offer(&mut self, text: impl Into<String>, _label: &'static str, _command: Command) {
        self.texts.push(text.into());
    }

    /// Shows what there is to tell.
    pub fn show(&mut self, _ui: &mut egui::Ui, _out: &mut Outbox) {}
}

/// Turns the keys of this frame into commands.
pub fn shortcuts(_app: &mut App, _ui: &mut egui::Ui) {}

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

/// Shows the bar on top.
pub fn top_bar(_ui: &mut egui::Ui, _cx: &mut Cx<'_>, _bar: &Bar) {}

/// Shows the start screen: new map, open, recent maps, samples.
pub fn start_screen(_ui: &mut egui::Ui, _shell: &mut Shell, _out: &mut Outbox, _look: Look) {}

/// Shows the windows on top of everything, where there are any.
pub fn overlays(_app: &mut App, _ui: &mut egui::Ui) {}

/// Does a command that is about the window or the program.
pub fn perform(_app: &mut App, _ctx: &egui::Context, _command: Command) {}
