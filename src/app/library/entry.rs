//! The way to the library on the start screen.

use std::path::Path;

use eframe::egui;
use egui::{Ui, vec2};
use egui_material_icons::icons;

use crate::app::shell::{PathWish, widgets};
use crate::app::theme::{regular, semibold};
use crate::app::{Command, Message, Outbox};
use crate::scene::Ink;

/// Height of the card.
const HEIGHT: f32 = 72.0;
/// Its greatest width.
const WIDEST: f32 = 520.0;

/// Shows the folder of the last time, or asks for one.
pub fn show(ui: &mut Ui, folder: Option<&Path>, out: &mut Outbox) {
    ui.horizontal(|ui| {
        let size = vec2((ui.available_width() - 180.0).clamp(200.0, WIDEST), HEIGHT);
        let (title, about) = match folder {
            Some(folder) => {
                let name = folder.file_name().unwrap_or(folder.as_os_str()).to_string_lossy();
                (name.into_owned(), folder.display().to_string())
            }
            None => {
                let about = "Look through all your maps at once: cards, search, comparison.";
                ("Open a folder of maps…".to_owned(), about.to_owned())
            }
        };
        let name = if folder.is_some() { format!("Persona library in {title}") } else { title.clone() };
        let response = widgets::card(ui, size, &name, true, |ui, _| {
            ui.spacing_mut().item_spacing = vec2(10.0, 2.0);
            ui.horizontal(|ui| {
                let icon = icons::ICON_COLLECTIONS_BOOKMARK;
                let font = egui::FontId::new(26.0, icon.font_family());
                widgets::card_text(ui, icon.codepoint, font, Ink::Accent);
                ui.vertical(|ui| {
                    widgets::card_line(ui, &title, semibold(14.5), Ink::Text);
                    widgets::card_line(ui, &about, regular(12.5), Ink::Muted);
                });
            });
        });
        if response.on_hover_text(Command::Library.tooltip(ui.ctx())).clicked() {
            out.command(Command::Library);
        }
        if folder.is_some() {
            let other = ui.add(widgets::secondary("Another folder…"));
            if other.on_hover_text("Look through the maps of another folder").clicked() {
                out.push(Message::AskPath(PathWish::Library));
            }
        }
    });
}
