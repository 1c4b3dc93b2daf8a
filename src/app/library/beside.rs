//! Another map beside the open one, only to look at and to copy from.

use std::path::{Path, PathBuf};

use eframe::egui;
use egui::{Align, Frame, Key, Layout, Margin, Modifiers, Panel, RichText, ScrollArea, Ui, vec2};
use egui_material_icons::icons;

use crate::app::canvas::Glance;
use crate::app::shell::{Flow, needs_selection, widgets};
use crate::app::state::{Look, Reveal};
use crate::app::theme::{metrics, regular, semibold};
use crate::app::{App, Command};
use crate::model::{Need, NoteId};
use crate::scene::Ink;

use super::name_of;

/// Said where somebody would change what can only be looked at.
const ONLY_LOOKED_AT: &str = "This map is only looked at. Copy its notes and paste them into the open one.";
/// A step of the zoom.
const ZOOM_STEP: f32 = 1.25;
/// Least width of either map.
const LEAST: f32 = 260.0;

/// A map beside the open one.
pub struct Beside {
    path: PathBuf,
    glance: Glance,
    shows_needs: bool,
    /// Where the map is on the screen.
    area: egui::Rect,
}

impl Beside {
    /// Shows this map, from this file.
    pub(super) fn new(path: PathBuf, glance: Glance) -> Self {
        Self { path, glance, shows_needs: false, area: egui::Rect::NOTHING }
    }

    /// The file that it is from.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The map.
    pub fn glance(&self) -> &Glance {
        &self.glance
    }

    /// A note's place on the screen, in points.
    pub fn note_rect(&self, note: &NoteId) -> Option<egui::Rect> {
        self.glance.note_rect(self.area, note)
    }
}

/// Shows the map to the left of what comes after; whether it stays.
pub fn beside_ui(ui: &mut Ui, beside: &mut Beside, look: Look) -> Flow {
    let mut flow = Flow::Stay;
    let room = ui.available_width();
    let most = (room - LEAST).max(LEAST);
    let frame = Frame::new().fill(widgets::color(ui, Ink::Surface));
    let panel = Panel::left("beside").frame(frame).resizable(true).drag_to_open(false);
    panel.default_size(room / 2.0).size_range(LEAST..=most).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        flow = bar_ui(ui, beside);
        if beside.shows_needs {
            needs_ui(ui, beside);
        }
        let response = beside.glance.show(ui, look);
        beside.area = response.rect;
        let escapes = beside.glance.has_keyboard(ui.ctx())
            && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape));
        if escapes && beside.glance.clear_selection() {
            response.request_focus();
        } else if escapes {
            flow = Flow::Close;
        }
    });
    flow
}

/// Which map it is, and what can be done with it.
fn bar_ui(ui: &mut Ui, beside: &mut Beside) -> Flow {
    let mut flow = Flow::Stay;
    Frame::new().inner_margin(Margin::symmetric(12, 6)).show(ui, |ui| {
        let size = vec2(ui.available_width(), metrics::TARGET + 2.0);
        ui.allocate_ui_with_layout(size, Layout::right_to_left(Align::Center), |ui| {
            ui.spacing_mut().item_spacing.x = 4.0;
            if widgets::icon_button(ui, icons::ICON_CLOSE, "Close the map beside", "Close it  ·  Escape", true)
                .clicked()
            {
                flow = Flow::Close;
            }
            if widgets::icon_button(ui, icons::ICON_FIT_SCREEN, "Fit the map beside", "Show all of it", true).clicked()
            {
                beside.glance.fit();
            }
            let needs = beside.glance.map().needs.len();
            let about = if beside.shows_needs { "Hide its needs" } else { "Show its needs" };
            let name = format!("Needs of the map beside, {needs}");
            if widgets::icon_button(ui, icons::ICON_VOLUNTEER_ACTIVISM, &name, about, needs > 0).clicked() {
                beside.shows_needs = !beside.shows_needs;
                beside.glance.fit();
            }
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                let map = beside.glance.map();
                let name = name_of(&map.title, &map.persona.name, &beside.path);
                let (title, muted) = (RichText::new(&*name).font(semibold(14.5)), widgets::color(ui, Ink::Muted));
                let chip = RichText::new("Read only").font(regular(12.5)).color(muted);
                let width = ui.available_width() - 76.0;
                ui.scope(|ui| {
                    ui.set_max_width(width.max(40.0));
                    ui.add(egui::Label::new(title).truncate()).on_hover_text(beside.path.display().to_string());
                });
                ui.add_space(2.0);
                ui.label(chip).on_hover_text("Select notes and copy them; they can be pasted into the open map");
            });
        });
    });
    flow
}

/// The needs of the map, each with its notes a click away.
fn needs_ui(ui: &mut Ui, beside: &mut Beside) {
    let frame = Frame::new().fill(widgets::color(ui, Ink::Surface)).inner_margin(Margin::symmetric(12, 8));
    let height = ui.available_height();
    let mut chosen = None;
    let panel = Panel::bottom("needs beside").frame(frame).resizable(true).drag_to_open(false);
    panel.default_size(height * 0.36).size_range(80.0..=height * 0.7).show(ui, |ui| {
        ScrollArea::vertical().auto_shrink([false, false]).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 6.0;
            for need in &beside.glance.map().needs {
                ui.push_id(&need.id, |ui| {
                    if need_ui(ui, beside, need) {
                        chosen = Some(need.supports.clone());
                    }
                });
            }
        });
    });
    if let Some(notes) = chosen {
        beside.glance.show_notes(notes);
    }
}

/// A need; whether its notes shall be seen.
fn need_ui(ui: &mut Ui, beside: &Beside, need: &Need) -> bool {
    let mut is_chosen = false;
    let sentence = need.sentence(&beside.glance.map().persona);
    Frame::new().fill(widgets::color(ui, Ink::Page)).corner_radius(metrics::RADIUS).inner_margin(10).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing = vec2(6.0, 2.0);
        ui.add(egui::Label::new(RichText::new(&sentence).font(semibold(14.0))).wrap().selectable(true));
        if !need.because.trim().is_empty() {
            let because = RichText::new(format!("because {}", need.because.trim())).font(regular(13.0));
            ui.add(egui::Label::new(because.color(widgets::color(ui, Ink::Muted))).wrap().selectable(true));
        }
        ui.horizontal(|ui| {
            let notes = need.supports.len();
            let label = if notes == 1 { "1 note".to_owned() } else { format!("{notes} notes") };
            let button = egui::Button::new(label).frame_when_inactive(false);
            let button = ui.add_enabled(notes > 0, button).accessible_name(format!("Notes behind: {sentence}"));
            is_chosen = button.on_hover_text("Select the notes behind it").clicked();
            let copy = egui::Button::new((icons::ICON_CONTENT_COPY.rich_text().size(16.0), "Copy text"));
            if ui.add(copy.frame_when_inactive(false)).accessible_name(format!("Copy: {sentence}")).clicked() {
                ui.ctx().copy_text(whole_text(&sentence, need));
            }
        });
    });
    is_chosen
}

fn whole_text(sentence: &str, need: &Need) -> String {
    match need.because.trim() {
        "" => sentence.to_owned(),
        because => format!("{sentence} because {because}"),
    }
}

impl App {
    /// The map beside the open one.
    pub fn beside(&self) -> Option<&Beside> {
        self.beside.as_ref()
    }

    /// Takes a command for the map beside, while that has the keyboard; `false` where it is not for it.
    pub(in crate::app) fn perform_on_beside(&mut self, ctx: &egui::Context, command: Command) -> bool {
        let Some(beside) = &mut self.beside else { return false };
        if !beside.glance.has_keyboard(ctx) {
            return false;
        }
        match command {
            Command::Copy => {
                let notes = beside.glance.selected_notes();
                if notes.is_empty() {
                    self.toasts.say("Select notes first, then copy them.");
                } else {
                    let count = notes.len();
                    self.clipboard.copy(ctx, notes);
                    self.toasts.say(if count == 1 {
                        "1 note copied.".to_owned()
                    } else {
                        format!("{count} notes copied.")
                    });
                }
            }
            Command::SelectAll => beside.glance.select_all(),
            Command::ZoomIn => beside.glance.zoom_by(ZOOM_STEP),
            Command::ZoomOut => beside.glance.zoom_by(1.0 / ZOOM_STEP),
            Command::ZoomFit => beside.glance.fit(),
            Command::Undo | Command::Redo => return false,
            command if needs_selection(command) || command.changes_map() => self.toasts.say(ONLY_LOOKED_AT),
            _ => return false,
        }
        ctx.request_repaint();
        true
    }

    /// Shows the map that was read beside the open one.
    pub(super) fn show_beside(&mut self, path: PathBuf, glance: Glance) {
        if let Some(editor) = &mut self.editor {
            editor.view.reveal = Some(Reveal::Board);
            self.library.hide();
            self.beside = Some(Beside::new(path, glance));
        }
    }
}
