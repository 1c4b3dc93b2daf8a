//! What this program is, and whose fonts it uses.

use eframe::egui;
use egui::{Id, RichText, Sense, vec2};

use crate::app::theme::semibold;

use super::{Flow, widgets};

const CREDITS: [(&str, &str); 4] = [
    ("Empathy Map", "MIT or Apache-2.0, as you like."),
    ("Inter", "The Inter Project Authors, SIL Open Font License 1.1."),
    (
        "Twemoji",
        "Artwork by Twitter, Inc. and other contributors, CC-BY 4.0; the font file under the SIL Open Font License 1.1.",
    ),
    ("Material Symbols", "Google, Apache License 2.0."),
];

/// Shows it.
pub fn show(ctx: &egui::Context, id: Id) -> Flow {
    let mut done = false;
    let modal = widgets::modal(ctx, id, "About", 440.0, |ui| {
        ui.horizontal(|ui| {
            let (rect, _) = ui.allocate_exact_size(vec2(44.0, 44.0), Sense::hover());
            widgets::logo(ui, rect);
            ui.add_space(6.0);
            ui.vertical(|ui| {
                ui.spacing_mut().item_spacing.y = 2.0;
                ui.label(RichText::new("Empathy Map").font(semibold(20.0)));
                widgets::muted(ui, concat!("Version ", env!("CARGO_PKG_VERSION")));
            });
        });
        ui.add_space(8.0);
        ui.label(env!("CARGO_PKG_DESCRIPTION"));
        ui.add_space(8.0);
        widgets::scroll(ui, 200.0, |ui| {
            widgets::caption(ui, "Licences");
            for (name, terms) in CREDITS {
                ui.label(RichText::new(name).font(semibold(13.0)));
                widgets::muted(ui, terms);
            }
        });
        ui.add_space(8.0);
        widgets::buttons_row(ui, |ui| {
            done = ui.add(widgets::secondary("Close")).clicked();
        });
    });
    if done || modal.should_close() { Flow::Close } else { Flow::Stay }
}
