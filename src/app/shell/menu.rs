//! The menu with everything the program can do.

use eframe::egui;
use egui::containers::menu::SubMenuButton;
use egui::{Button, Popup, Response, RichText, vec2};

use crate::app::command::Group;
use crate::app::theme::regular;
use crate::app::{Command, Outbox};
use crate::scene::Ink;

use super::widgets;

/// Shows the menu below a button that opens it.
pub fn show(button: &Response, out: &mut Outbox, is_enabled: impl Fn(Command) -> bool) {
    Popup::menu(button).accessible_name("Menu").width(230.0).show(|ui| {
        for group in Group::ALL {
            if group == Group::Program {
                ui.separator();
                commands_ui(ui, group, out, &is_enabled);
            } else {
                let label = RichText::new(group.label()).font(regular(14.0));
                row_style(ui);
                let button = Button::new(label).min_size(vec2(220.0, 30.0)).right_text("›");
                let (response, _) = SubMenuButton::from_button(button).ui(ui, |ui| {
                    commands_ui(ui, group, out, &is_enabled);
                });
                response.accessible_name(group.label());
            }
        }
    });
}

fn commands_ui(ui: &mut egui::Ui, group: Group, out: &mut Outbox, is_enabled: &impl Fn(Command) -> bool) {
    row_style(ui);
    let height = ui.content_rect().height() - 32.0;
    egui::ScrollArea::vertical().max_height(height).min_scrolled_height(height).show(ui, |ui| {
        for command in Command::all().filter(|command| command.group() == group) {
            let icon = command.icon().rich_text().size(18.0).color(widgets::color(ui, Ink::Muted));
            let label = RichText::new(command.label()).font(regular(14.0));
            let keys = command.shortcut_text(ui.ctx()).unwrap_or_default();
            let button = Button::new((icon, label)).min_size(vec2(260.0, 30.0)).gap(10.0).shortcut_text(keys);
            let response = ui.add_enabled(is_enabled(command), button).accessible_name(command.label());
            if response.on_hover_text(command.about()).clicked() {
                out.command(command);
            }
        }
    });
}

fn row_style(ui: &mut egui::Ui) {
    ui.spacing_mut().button_padding = vec2(8.0, 4.0);
    ui.spacing_mut().item_spacing.y = 0.0;
}
