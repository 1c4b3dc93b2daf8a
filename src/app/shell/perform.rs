//! Commands about the window and the program.

use eframe::egui;
use egui::ViewportCommand;

use crate::app::{App, Command, Message};
use crate::export::{Format, Order};
use crate::file::Theme;

use super::command_palette::CommandPalette;
use super::settings::{step_down, step_up};
use super::{ExportWindow, Overlay, export_window};

/// Whether a command works on what is selected.
pub fn needs_selection(command: Command) -> bool {
    use Command::*;
    matches!(
        command,
        CopyNotesPicture
            | Cut
            | Copy
            | Duplicate
            | Delete
            | EditNote
            | Mark(_)
            | Unmark
            | Group
            | Ungroup
            | MoveTo
            | AddTension
            | ZoomSelection
    )
}

/// Does a command that is about the window or the program.
pub fn perform(app: &mut App, ctx: &egui::Context, command: Command) {
    match command {
        Command::NewMap => toggle(app, Overlay::Templates),
        Command::Settings => toggle(app, Overlay::Settings),
        Command::Palette => toggle(app, Overlay::Palette(CommandPalette::default())),
        Command::Shortcuts => toggle(app, Overlay::Shortcuts),
        Command::About => toggle(app, Overlay::About),
        Command::Export => export(app, ctx),
        Command::ExportAs(format) => export_as(app, format),
        Command::Share => share(app, ctx),
        Command::Join => {
            let window = app.join_window(ctx);
            toggle(app, Overlay::Join(Box::new(window)));
        }
        Command::ShareThroughRelay => toggle(app, Overlay::Relay(Box::default())),
        Command::LightTheme => set_theme(app, Theme::Light),
        Command::DarkTheme => set_theme(app, Theme::Dark),
        Command::SystemTheme => set_theme(app, Theme::System),
        Command::LargerText => set_text(app, step_up(app.settings.font_scale_percent)),
        Command::SmallerText => set_text(app, step_down(app.settings.font_scale_percent)),
        Command::UsualText => set_text(app, 100),
        Command::ShowDepth(depth) => {
            app.settings.depth = depth;
            app.shell.settings_changed = true;
        }
        Command::FullScreen => {
            let full = ctx.input(|input| input.viewport().fullscreen.unwrap_or(false));
            ctx.send_viewport_cmd(ViewportCommand::Fullscreen(!full));
        }
        _ => {}
    }
}

/// Opens a window, or closes it where it is the topmost one.
fn toggle(app: &mut App, overlay: Overlay) {
    let shell = &mut app.shell;
    if shell.overlays.last().is_some_and(|top| top.toggle() == overlay.toggle()) {
        shell.close_top();
    } else {
        shell.open(overlay);
    }
}

fn set_theme(app: &mut App, theme: Theme) {
    app.settings.theme = theme;
    app.shell.settings_changed = true;
}

fn set_text(app: &mut App, percent: u16) {
    app.settings.font_scale_percent = percent;
    app.shell.settings_changed = true;
    app.toasts.say(format!("Text size {percent} %"));
}

fn share(app: &mut App, ctx: &egui::Context) {
    if app.share(ctx) {
        toggle(app, Overlay::Share(Box::default()));
    }
}

fn export(app: &mut App, ctx: &egui::Context) {
    let Some(editor) = &app.editor else { return };
    let (choices, system_fonts) = (app.settings.export.clone(), app.services.system_fonts);
    let window = ExportWindow::new(ctx, editor, choices, app.look.palette, system_fonts);
    toggle(app, Overlay::Export(Box::new(window)));
}

/// Exports as the last time, to a format that was named.
fn export_as(app: &mut App, format: Format) {
    let Some(editor) = &app.editor else { return };
    let parts = export_window::parts(editor.map());
    let order = export_window::order(&app.settings.export, app.look.palette, &parts);
    app.outbox().push(Message::Export(Order { format, ..order }));
}
