//! The bar on top: whose map this is, whether it is saved, and what is needed most.

use eframe::egui;
use egui::accesskit::Live;
use egui::{Align, Button, Frame, Id, Layout, Margin, Panel, RichText, Sense, Stroke, vec2};
use egui_material_icons::icons;

use crate::app::state::Surface;
use crate::app::theme::{metrics, regular, semibold};
use crate::app::{Command, Cx, text_field};
use crate::document::TextTarget;
use crate::model::Tone;
use crate::scene::Ink;

use super::{Bar, SaveStatus, menu, people, widgets};

const UNTITLED: &str = "Untitled map";
/// Below this width only icons fit.
const NARROW: f32 = 720.0;
/// From this width on the ways to show the map have words.
const WIDE: f32 = 1000.0;

/// Shows the bar on top.
pub fn show(ui: &mut egui::Ui, cx: &mut Cx<'_>, bar: &Bar) {
    let frame = Frame::new().fill(widgets::color(ui, Ink::Surface)).inner_margin(Margin::symmetric(18, 0));
    Panel::top("top bar").exact_size(metrics::TOP_BAR).frame(frame).show(ui, |ui| {
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.spacing_mut().item_spacing.x = 6.0;
            let (narrow, wide) = (ui.available_width() < NARROW, ui.available_width() >= WIDE);
            actions_ui(ui, cx, bar, narrow);
            surfaces_ui(ui, cx, wide);
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                let (rect, _) = ui.allocate_exact_size(vec2(22.0, 22.0), Sense::hover());
                widgets::logo(ui, rect);
                ui.add_space(6.0);
                let status = status_text(&bar.status);
                let status_width = if narrow { 60.0 } else { 110.0 };
                let chip_width = if cx.view.can_edit { 0.0 } else { 90.0 };
                title_ui(ui, cx, ui.available_width() - status_width - chip_width);
                if !cx.view.can_edit {
                    people::view_only(ui);
                }
                status_ui(ui, &bar.status, status);
            });
        });
    });
}

/// The title, to be edited in place.
fn title_ui(ui: &mut egui::Ui, cx: &mut Cx<'_>, room: f32) {
    let font = semibold(16.0);
    let title = if cx.map.title.is_empty() { UNTITLED } else { &cx.map.title };
    let text_width = ui.painter().layout_no_wrap(title.to_owned(), font.clone(), egui::Color32::BLACK).size().x;
    let width = (text_width + 20.0).clamp(80.0, room.max(80.0));
    let id = Id::unique("map title");
    let focused = ui.memory(|memory| memory.has_focus(id));
    let hovered = ui.ctx().read_response(id).is_some_and(|response| response.hovered());
    let stroke = match (focused, hovered) {
        (true, _) => egui::Stroke::new(1.0, widgets::color(ui, Ink::Accent)),
        (false, true) => egui::Stroke::new(1.0, widgets::color(ui, Ink::Line)),
        (false, false) => egui::Stroke::NONE,
    };
    let frame = Frame::new().stroke(stroke).corner_radius(metrics::RADIUS).inner_margin(Margin::symmetric(6, 5));
    let shown = text_field::show_line(ui, cx, id, &TextTarget::Title, "Map title", |edit| {
        edit.font(font)
            .hint_text(UNTITLED)
            .frame(frame)
            .desired_width(width)
            .min_size(vec2(0.0, metrics::TARGET))
            .align(egui::Align2::LEFT_CENTER)
    });
    if let Some(output) = shown {
        output.response.response.on_hover_text("Click to rename the map");
    }
}

/// What stands beside the title: the reason itself where saving failed.
fn status_text(status: &SaveStatus) -> &str {
    match status {
        SaveStatus::Failed(reason) => reason,
        status => status.short(),
    }
}

fn status_ui(ui: &mut egui::Ui, status: &SaveStatus, text: &str) {
    let failed = matches!(status, SaveStatus::Failed(_));
    let ink = if failed { Ink::Strong(Tone::Amber) } else { Ink::Muted };
    let color = widgets::color(ui, ink);
    if failed {
        ui.label(icons::ICON_WARNING.rich_text().size(17.0).color(color)).on_hover_text(text);
    }
    let label = egui::Label::new(RichText::new(text).font(regular(13.0)).color(color)).truncate();
    let response = ui.add(label);
    ui.ctx().accesskit_node_builder(response.id, |node| {
        node.set_live(if failed { Live::Polite } else { Live::Off });
    });
    let about = match status {
        SaveStatus::New => return,
        SaveStatus::Saved => "The file holds everything",
        SaveStatus::Saving => "The file follows a moment after the last edit",
        SaveStatus::Unsaved => "Save the map to give it a file; until then it is kept on this computer",
        SaveStatus::Shared => "The map is with the host of the session; save a copy to keep one",
        SaveStatus::Failed(reason) => reason,
    };
    response.on_hover_text(about);
}

/// The buttons at the right end, the rightmost first.
fn actions_ui(ui: &mut egui::Ui, cx: &mut Cx<'_>, bar: &Bar, narrow: bool) {
    let menu_button = widgets::icon_button(ui, icons::ICON_MORE_HORIZ, "Menu", "All commands", true);
    let selected = !cx.view.selection.is_empty();
    let (can_edit, has_others) = (cx.view.can_edit, !cx.view.others.is_empty());
    let (can_undo, can_redo) = (bar.can_undo && can_edit, bar.can_redo && can_edit);
    menu::show(&menu_button, cx.out, |command| match command {
        Command::Undo => can_undo,
        Command::Redo => can_redo,
        command if command.needs_others() => has_others,
        command => (selected || !super::needs_selection(command)) && (can_edit || !command.changes_map()),
    });
    command_icon(ui, cx, Command::TogglePanel, true);
    ui.add_space(4.0);
    if narrow {
        command_icon(ui, cx, Command::Share, true);
        command_icon(ui, cx, Command::Export, true);
    } else {
        let share = ui.add(widgets::primary("Share", ui));
        if share.on_hover_text(Command::Share.tooltip(ui.ctx())).clicked() {
            cx.out.command(Command::Share);
        }
        let button = ui.add(widgets::secondary("Export"));
        if button.on_hover_text(Command::Export.tooltip(ui.ctx())).clicked() {
            cx.out.command(Command::Export);
        }
    }
    people::show(ui, cx, narrow);
    ui.add_space(4.0);
    command_icon(ui, cx, Command::Redo, can_redo);
    command_icon(ui, cx, Command::Undo, can_undo);
    ui.add_space(8.0);
}

/// The ways to show the map, side by side; the last one first, because the bar is filled from the right.
fn surfaces_ui(ui: &mut egui::Ui, cx: &mut Cx<'_>, wide: bool) {
    let frame = Frame::new().fill(widgets::color(ui, Ink::Page)).corner_radius(metrics::RADIUS + 2).inner_margin(3);
    let height = metrics::TARGET - 4.0;
    let choices = |ui: &mut egui::Ui| {
        ui.spacing_mut().item_spacing.x = 2.0;
        ui.spacing_mut().button_padding = vec2(8.0, 3.0);
        for surface in Surface::ALL.into_iter().rev() {
            let command = Command::Show(surface);
            let chosen = cx.view.surface == surface;
            let (fill, ink) = if chosen { (Ink::Surface, Ink::Accent) } else { (Ink::Page, Ink::Muted) };
            let color = widgets::color(ui, ink);
            let icon = command.icon().rich_text().size(17.0).color(color);
            let label = RichText::new(command.label()).font(semibold(12.5)).color(color);
            let button =
                if wide { Button::selectable(chosen, (icon, label)) } else { Button::selectable(chosen, icon) };
            let button = button.fill(widgets::color(ui, fill)).stroke(Stroke::NONE);
            let response = ui.add(button.min_size(vec2(metrics::TARGET, height)));
            if response.accessible_name(command.label()).on_hover_text(command.tooltip(ui.ctx())).clicked() {
                cx.out.command(command);
            }
        }
    };
    frame.show(ui, |ui| {
        ui.spacing_mut().interact_size.y = height;
        ui.horizontal(choices);
    });
    ui.add_space(8.0);
}

fn command_icon(ui: &mut egui::Ui, cx: &mut Cx<'_>, command: Command, enabled: bool) {
    let name = command.label().trim_end_matches('…');
    if widgets::icon_button(ui, command.icon(), name, &command.tooltip(ui.ctx()), enabled).clicked() {
        cx.out.command(command);
    }
}
