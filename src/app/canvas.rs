//! The canvas: quadrants, notes and the persona, painted from the scene and worked on with pointer and keyboard.

use eframe::egui;

use crate::model::NoteId;

use super::{Command, Cx, Editor};

/// What the pointer is doing on the canvas.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Gesture {
    /// Nothing.
    #[default]
    Idle,
}

impl Gesture {
    /// The notes that are being dragged now.
    pub fn dragged_notes(&self) -> &[NoteId] {
        match self {
            Self::Idle => &[],
        }
    }
}

/// Copied notes, with everything on them.
#[derive(Default)]
pub struct Clipboard {}

/// Shows the canvas in the rest of the window.
pub fn show(ui: &mut egui::Ui, _cx: &mut Cx<'_>) {
    egui::CentralPanel::default().show(ui, |_ui| {});
}

/// Puts pasted lines on the map, or the notes that were copied as this text.
pub fn paste(_editor: &mut Editor, _clipboard: &Clipboard, _text: &str) {}

/// Does a command that is about the canvas and its notes; `false` where it is not.
pub fn perform(_editor: &mut Editor, _clipboard: &mut Clipboard, _ctx: &egui::Context, _command: Command) -> bool {
    false
}
