//! The menus that a right click opens, on notes and on free canvas.

use eframe::egui;
use egui::{Button, Popup, Response};

use crate::app::{Command, Cx};
use crate::model::Evidence;
use crate::scene::Hit;

/// Shows the menu, while it is open.
pub fn show(canvas: &Response, cx: &mut Cx<'_>) {
    let at = cx.view.canvas.menu_at;
    Popup::context_menu(canvas).show(|ui| {
        ui.set_min_width(220.0);
        ui.spacing_mut().item_spacing.y = 2.0;
        match at.map(|at| cx.scene.hit(at)) {
            Some(Hit::Note(_)) => note_menu(ui, cx),
            Some(Hit::Badge) => entry(ui, cx, Command::EditPersona),
            _ => canvas_menu(ui, cx),
        }
    });
}

/// Everything that can be done with the selected notes.
pub fn note_menu(ui: &mut egui::Ui, cx: &mut Cx<'_>) {
    if cx.view.selection.note_count() == 1 {
        entry(ui, cx, Command::EditNote);
    }
    ui.menu_button("Evidence", |ui| {
        for kind in Evidence::ALL {
            entry(ui, cx, Command::Mark(kind));
        }
        entry(ui, cx, Command::Unmark);
    });
    ui.separator();
    for command in [Command::MoveTo, Command::Group, Command::Ungroup] {
        entry(ui, cx, command);
    }
    ui.separator();
    for command in [Command::AddNeed, Command::AddMotivation, Command::AddTension] {
        entry(ui, cx, command);
    }
    ui.separator();
    for command in [Command::Cut, Command::Copy, Command::CopyNotesPicture, Command::Duplicate, Command::Delete] {
        entry(ui, cx, command);
    }
}

fn canvas_menu(ui: &mut egui::Ui, cx: &mut Cx<'_>) {
    let new_note = Button::new((Command::NewNote.icon(), Command::NewNote.label()));
    if ui
        .add_enabled(
            cx.view.can_edit,
            new_note.shortcut_text(Command::NewNote.shortcut_text(ui.ctx()).unwrap_or_default()),
        )
        .clicked()
    {
        // Where the menu was opened, not where its entry was.
        if let Some(at) = cx.view.canvas.menu_at {
            super::note_editor::write_at(cx.view, cx.scene, at);
        }
        ui.close();
    }
    entry(ui, cx, Command::PasteLines);
    ui.separator();
    for command in [Command::Tidy, Command::SelectAll, Command::CopyPicture, Command::Find] {
        entry(ui, cx, command);
    }
    ui.separator();
    for command in [Command::ZoomFit, Command::ZoomFull] {
        entry(ui, cx, command);
    }
}

/// An entry that does a command, where this person may.
pub fn entry(ui: &mut egui::Ui, cx: &mut Cx<'_>, command: Command) {
    let keys = command.shortcut_text(ui.ctx()).unwrap_or_default();
    let button = Button::new((command.icon(), command.label())).shortcut_text(keys);
    let works = cx.view.can_edit || !command.changes_map();
    if ui.add_enabled(works, button).on_hover_text(command.about()).clicked() {
        cx.out.command(command);
        ui.close();
    }
}
