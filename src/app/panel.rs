//! The panel: needs, motivations and tensions with their evidence, and the inspector of the selected notes.

use eframe::egui;

use super::{Command, Cx, Editor};

/// Shows the panel on the right, where it is open.
pub fn show(_ui: &mut egui::Ui, _cx: &mut Cx<'_>) {}

/// Does a command that is about needs, motivations, tensions and themes; `false` where it is not.
pub fn perform(_editor: &mut Editor, _command: Command) -> bool {
    false
}
