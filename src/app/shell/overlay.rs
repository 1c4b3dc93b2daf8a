//! Windows on top of everything else: one over the other, closed from the top.

use eframe::egui;
use egui::{Align2, Id, Order, Pos2, Stroke, StrokeKind};

use crate::app::exchange::{ImportWindow, MergeWindow};
use crate::app::library::CompareWindow;
use crate::app::live::{JoinWindow, RelayWindow, ShareWindow};
use crate::app::theme::semibold;
use crate::app::{App, Command};
use crate::scene::Ink;

use super::command_palette::CommandPalette;
use super::{Dialog, ExportWindow, PathDialog, about, settings_window, sheet, start, widgets};

/// A window on top of everything else.
pub enum Overlay {
    /// Find and run any command.
    Palette(CommandPalette),
    /// All keys.
    Shortcuts,
    /// The settings.
    Settings,
    /// Version and licences.
    About,
    /// A new map from a template.
    Templates,
    /// A message or a question.
    Ask(Dialog),
    /// Our own dialog for a path.
    Path(Box<PathDialog>),
    /// What to export.
    Export(Box<ExportWindow>),
    /// Foreign files, before they are added.
    Import(Box<ImportWindow>),
    /// Maps, before they become one.
    Merge(Box<MergeWindow>),
    /// Two versions of a map.
    Compare(Box<CompareWindow>),
    /// The session of the open map.
    Share(Box<ShareWindow>),
    /// A way into somebody else's session.
    Join(Box<JoinWindow>),
    /// A session through a relay.
    Relay(Box<RelayWindow>),
}

/// Whether a window stays open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flow {
    /// It stays.
    Stay,
    /// It closes.
    Close,
}

impl Overlay {
    /// The command that opens it, which also closes it again.
    pub(super) fn toggle(&self) -> Option<Command> {
        match self {
            Self::Palette(_) => Some(Command::Palette),
            Self::Shortcuts => Some(Command::Shortcuts),
            Self::Settings => Some(Command::Settings),
            Self::About => Some(Command::About),
            Self::Templates => Some(Command::NewMap),
            Self::Export(_) => Some(Command::Export),
            Self::Share(_) => Some(Command::Share),
            Self::Join(_) => Some(Command::Join),
            Self::Relay(_) => Some(Command::ShareThroughRelay),
            Self::Ask(_) | Self::Path(_) | Self::Import(_) | Self::Merge(_) | Self::Compare(_) => None,
        }
    }

    fn show(&mut self, app: &mut App, ctx: &egui::Context, id: Id, first: bool) -> Flow {
        match self {
            Self::Palette(palette) => palette.show(app, ctx, id),
            Self::Shortcuts => sheet::show(ctx, id, app.look),
            Self::Settings => settings_window::show(app, ctx, id),
            Self::About => about::show(ctx, id),
            Self::Templates => templates(app, ctx, id),
            Self::Ask(dialog) => dialog.show(app, ctx, id, first),
            Self::Path(dialog) => dialog.show(app, ctx, id, first),
            Self::Export(window) => window.show(app, ctx, id),
            Self::Import(window) => window.show(app, ctx, id),
            Self::Merge(window) => window.show(app, ctx, id),
            Self::Compare(window) => window.show(app, ctx, id),
            Self::Share(window) => window.show(app, ctx, id),
            Self::Join(window) => window.show(app, ctx, id),
            Self::Relay(window) => window.show(app, ctx, id),
        }
    }
}

/// Shows the windows on top of everything, where there are any.
pub fn overlays(app: &mut App, ui: &mut egui::Ui) {
    let ctx = ui.ctx().clone();
    store_settings(app);
    drop_hint(&ctx);
    let mut open = std::mem::take(&mut app.shell.overlays);
    let shown_before = app.shell.overlays_shown;
    if open.is_empty() && shown_before == 0 {
        return;
    }
    if shown_before == 0 {
        app.shell.focus_below = ctx.memory(|memory| memory.focused());
    }
    let mut depth = 0;
    open.retain_mut(|overlay| {
        let id = Id::unique(("overlay", depth));
        let flow = overlay.show(app, &ctx, id, depth >= shown_before);
        depth += 1;
        flow == Flow::Stay
    });
    // What a window opened in turn goes on top.
    open.append(&mut app.shell.overlays);
    app.shell.overlays_shown = open.len().min(depth);
    if open.is_empty() {
        match app.shell.focus_below.take() {
            Some(id) => ctx.memory_mut(|memory| memory.request_focus(id)),
            None => ctx.memory_mut(|memory| memory.stop_text_input()),
        }
    } else if open.len() > app.shell.overlays_shown {
        ctx.request_repaint();
    }
    app.shell.overlays = open;
}

/// Says that a file can be let go, while one is held over the window.
fn drop_hint(ctx: &egui::Context) {
    if ctx.input(|input| input.raw.hovered_files.is_empty()) {
        return;
    }
    egui::Area::new(Id::unique("drop hint")).order(Order::Tooltip).fixed_pos(Pos2::ZERO).interactable(false).show(
        ctx,
        |ui| {
            let rect = ui.content_rect();
            let accent = widgets::color(ui, Ink::Accent);
            let painter = ui.painter();
            painter.rect_filled(rect, 0.0, widgets::color(ui, Ink::Page).gamma_multiply(0.85));
            painter.rect_stroke(rect.shrink(16.0), 14.0, Stroke::new(2.0, accent), StrokeKind::Inside);
            painter.text(
                rect.center(),
                Align2::CENTER_CENTER,
                "Drop a map to open it, or another file to import it",
                semibold(20.0),
                accent,
            );
        },
    );
}

/// Stores changed settings once their window is closed.
fn store_settings(app: &mut App) {
    let open = app.shell.overlays.iter().any(|overlay| matches!(overlay, Overlay::Settings));
    if app.shell.settings_changed && !open {
        keep_settings(app);
    }
}

/// Keeps the settings for the next time.
pub fn keep_settings(app: &mut App) {
    app.shell.settings_changed = false;
    if let Err(error) = app.settings.store(&*app.services.fs, &app.services.config_folder) {
        app.toasts.say(format!("The settings could not be kept for the next time: {error}."));
    }
}

fn templates(app: &mut App, ctx: &egui::Context, id: Id) -> Flow {
    let mut chosen = false;
    let mut cancel = false;
    let modal = widgets::modal(ctx, id, "New map", 560.0, |ui| {
        widgets::heading(ui, "New map");
        ui.add_space(4.0);
        widgets::scroll(ui, 100.0, |ui| {
            chosen = start::templates_ui(ui, app.outbox());
        });
        widgets::buttons_row(ui, |ui| cancel = ui.add(widgets::secondary("Cancel")).clicked());
    });
    if chosen || cancel || modal.should_close() { Flow::Close } else { Flow::Stay }
}
