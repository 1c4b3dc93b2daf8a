//! The settings: everything takes effect at once.

use eframe::egui;
use egui::{Id, Slider, TextEdit, vec2};
use egui_material_icons::icons;

use crate::app::App;
use crate::app::theme::metrics;

use crate::file::{ReducedMotion, Theme, Wheel};
use crate::scene::Ink;

use super::settings::{TEXT_STEPS, step_down, step_up};
use super::{Flow, widgets};

/// Shows the settings.
pub fn show(app: &mut App, ctx: &egui::Context, id: Id) -> Flow {
    let before = app.settings.clone();
    let mut done = false;
    let settings = &mut app.settings;
    let modal = widgets::modal(ctx, id, "Settings", 520.0, |ui| {
        widgets::heading(ui, "Settings");
        ui.add_space(8.0);
        widgets::scroll(ui, 110.0, |ui| {
            ui.spacing_mut().item_spacing.y = 12.0;
            row(ui, "Theme", |ui| {
                let choices = [(Theme::System, "System"), (Theme::Light, "Light"), (Theme::Dark, "Dark")];
                widgets::segments(ui, &mut settings.theme, &choices);
            });
            row(ui, "Text size", |ui| text_size_ui(ui, &mut settings.font_scale_percent));
            row(ui, "Movement", |ui| {
                let choices =
                    [(ReducedMotion::System, "System"), (ReducedMotion::On, "Reduced"), (ReducedMotion::Off, "Full")];
                widgets::segments(ui, &mut settings.reduced_motion, &choices);
            });
            row(ui, "Mouse wheel", |ui| {
                let choices = [(Wheel::Pan, "Moves the map"), (Wheel::Zoom, "Zooms")];
                widgets::segments(ui, &mut settings.wheel, &choices);
            });
            row(ui, "Your name", |ui| {
                let field = TextEdit::singleline(&mut settings.author)
                    .hint_text("Shown on new notes")
                    .margin(vec2(10.0, 7.0))
                    .desired_width(f32::INFINITY);
                ui.add(field).accessible_name("Your name");
            });
            widgets::muted(
                ui,
                "Notes that you write carry your name. Leave it empty to write without one. Where the system does not \
                 say whether it wants less movement, “System” means full.",
            );
        });
        ui.add_space(8.0);
        widgets::buttons_row(ui, |ui| {
            done = ui.add(widgets::primary("Done", ui)).clicked();
        });
    });
    app.shell.settings_changed |= app.settings != before;
    if done || modal.should_close() { Flow::Close } else { Flow::Stay }
}

fn row(ui: &mut egui::Ui, label: &str, content: impl FnOnce(&mut egui::Ui)) {
    let narrow = ui.available_width() < 420.0;
    if narrow {
        widgets::caption(ui, label);
        content(ui);
        return;
    }
    ui.horizontal(|ui| {
        let size = vec2(120.0, metrics::TARGET + 6.0);
        ui.allocate_ui_with_layout(size, egui::Layout::left_to_right(egui::Align::Center), |ui| {
            ui.set_min_width(size.x);
            ui.label(label);
        });
        content(ui);
    });
}

fn text_size_ui(ui: &mut egui::Ui, percent: &mut u16) {
    ui.horizontal(|ui| {
        let (least, most) = (TEXT_STEPS[0], TEXT_STEPS[TEXT_STEPS.len() - 1]);
        if widgets::icon_button(ui, icons::ICON_REMOVE, "Smaller", "Smaller text", *percent > least).clicked() {
            *percent = step_down(*percent);
        }
        // Applied when let go: the window must not grow away under the pointer.
        let id = ui.scope_id().with("dragged");
        let mut dragged = ui.data(|data| data.get_temp::<u16>(id)).unwrap_or(*percent);
        ui.spacing_mut().slider_width = (ui.available_width() - 110.0).clamp(80.0, 180.0);
        let slider = Slider::new(&mut dragged, least..=most).step_by(5.0).show_value(false).trailing_fill(true);
        let rail = widgets::color(ui, Ink::Line);
        let slide = |ui: &mut egui::Ui| {
            ui.visuals_mut().widgets.inactive.bg_fill = rail;
            ui.add(slider).accessible_name("Text size in percent")
        };
        let response = ui.scope(slide).inner;
        if response.dragged() {
            ui.data_mut(|data| data.insert_temp(id, dragged));
        } else {
            ui.data_mut(|data| data.remove::<u16>(id));
            if response.changed() || response.drag_stopped() {
                *percent = dragged;
            }
        }
        if widgets::icon_button(ui, icons::ICON_ADD, "Larger", "Larger text", *percent < most).clicked() {
            *percent = step_up(*percent);
        }
        ui.label(format!("{dragged} %"));
    });
}
