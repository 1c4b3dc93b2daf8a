//! The formats, by what people want them for.

use eframe::egui;
use egui::{Button, RichText, Stroke, vec2};

use crate::app::shell::widgets;
use crate::app::theme::{metrics, semibold};
use crate::export::Format;
use crate::scene::Ink;

/// What a format is called here, and what it is good for.
struct Words {
    group: &'static str,
    name: &'static str,
    about: &'static str,
}

const GROUPS: [&str; 3] = ["Picture", "Document", "Data"];

fn words(format: Format) -> Words {
    let (group, name, about) = match format {
        Format::Png => ("Picture", "PNG", "Looks the same everywhere: for chats, slides and wikis."),
        Format::Svg => ("Picture", "SVG", "Sharp at any size, and can be changed in a drawing program."),
        Format::Pdf => ("Document", "PDF", "For printing and reading; its text can be searched and read aloud."),
        Format::Markdown => ("Document", "Markdown", "An outline of notes and needs, for texts and wikis."),
        Format::Csv => ("Data", "CSV", "A row for each note, for spreadsheets."),
        Format::JsonCanvas => ("Data", "JSON Canvas", "A board for Obsidian and other programs."),
        Format::Json => ("Data", "Map file", "A copy of the map, for this program on another computer."),
    };
    Words { group, name, about }
}

/// Lets one of them be chosen.
pub(super) fn show(ui: &mut egui::Ui, chosen: &mut Format) {
    for group in GROUPS {
        ui.horizontal(|ui| {
            let size = vec2(76.0, metrics::TARGET);
            ui.allocate_ui_with_layout(size, egui::Layout::left_to_right(egui::Align::Center), |ui| {
                ui.set_min_width(size.x);
                widgets::caption(ui, group);
            });
            ui.spacing_mut().item_spacing.x = 4.0;
            for format in Format::ALL.into_iter().filter(|format| words(*format).group == group) {
                format_ui(ui, chosen, format);
            }
        });
    }
    widgets::muted(ui, words(*chosen).about);
}

fn format_ui(ui: &mut egui::Ui, chosen: &mut Format, format: Format) {
    let is_chosen = *chosen == format;
    let (fill, ink) = if is_chosen { (Ink::Accent, Ink::OnAccent) } else { (Ink::Page, Ink::Text) };
    let text = RichText::new(words(format).name).font(semibold(13.0)).color(widgets::color(ui, ink));
    let button = Button::selectable(is_chosen, text)
        .fill(widgets::color(ui, fill))
        .stroke(Stroke::NONE)
        .min_size(vec2(0.0, metrics::TARGET - 2.0));
    if ui.add(button).accessible_name(format.label()).clicked() {
        *chosen = format;
    }
}
