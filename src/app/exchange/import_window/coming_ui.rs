//! What would come by an import, quadrant by quadrant, and what would not.

use eframe::egui;
use egui::{RichText, Sense, vec2};
use egui_material_icons::icons;

use crate::app::shell::widgets;
use crate::app::theme::{regular, semibold};
use crate::import::LeftOut;
use crate::model::{Quadrant, Tone};
use crate::scene::Ink;

use super::sources::{Coming, Seen, SeenFile};

/// So much is listed of what is left out; of more than that nobody reads every line.
const LISTED: usize = 200;

/// Shows what would come from all files.
pub(super) fn show(ui: &mut egui::Ui, seen: &Seen) {
    widgets::caption(ui, "What will come");
    // Lines of a text, not things to press.
    ui.spacing_mut().interact_size.y = 18.0;
    for (quadrant, coming) in seen.quadrants.iter().zip(&seen.coming) {
        quadrant_ui(ui, quadrant, coming);
    }
    let also = seen.also.iter().filter(|(count, _)| *count > 0);
    let also: Vec<String> =
        also.map(|(count, what)| format!("{count} {what}{}", if *count == 1 { "" } else { "s" })).collect();
    if let Some((last, others)) = also.split_last() {
        let others = if others.is_empty() { String::new() } else { format!("{} and ", others.join(", ")) };
        widgets::muted(ui, &format!("With {others}{last}."));
    }
    let files = || seen.files.iter().flatten();
    let amber = widgets::color(ui, Ink::Strong(Tone::Amber));
    for warning in files().flat_map(|file| &file.preview.warnings) {
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = 6.0;
            ui.label(icons::ICON_WARNING.rich_text().size(16.0).color(amber));
            ui.add(egui::Label::new(RichText::new(warning).font(regular(13.0))).wrap());
        });
    }
    left_out_ui(ui, files());
}

fn quadrant_ui(ui: &mut egui::Ui, quadrant: &Quadrant, coming: &Coming) {
    let line = ui.horizontal(|ui| {
        let (dot, _) = ui.allocate_exact_size(vec2(10.0, 10.0), Sense::hover());
        ui.painter().circle_filled(dot.center(), 5.0, widgets::color(ui, Ink::Strong(quadrant.tone)));
        let text = format!("{} · {}", quadrant.title, coming.notes);
        ui.label(RichText::new(text).font(semibold(13.5)));
    });
    line.response.on_hover_text(&quadrant.prompt);
    for text in &coming.texts {
        ui.horizontal(|ui| {
            ui.add_space(18.0);
            let text = RichText::new(text).font(regular(13.0)).color(widgets::color(ui, Ink::Muted));
            ui.add(egui::Label::new(text).truncate());
        });
    }
    if coming.notes > coming.texts.len() {
        ui.horizontal(|ui| {
            ui.add_space(18.0);
            let text = format!("and {} more", coming.notes - coming.texts.len());
            ui.label(RichText::new(text).font(regular(12.0)).color(widgets::color(ui, Ink::Muted)));
        });
    }
}

fn left_out_ui<'s>(ui: &mut egui::Ui, files: impl Iterator<Item = &'s SeenFile> + Clone) {
    let all = || files.clone().flat_map(|file| &file.preview.left_out);
    let count = all().count();
    if count == 0 {
        return;
    }
    let title = if count == 1 { "1 is left out".to_owned() } else { format!("{count} are left out") };
    let header = RichText::new(title).font(semibold(13.5));
    egui::CollapsingHeader::new(header).id_salt("left out").show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 4.0;
        for LeftOut { place, text, reason } in all().take(LISTED) {
            let text: String = text.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(80).collect();
            let what = if text.is_empty() { place.clone() } else { format!("{place}: “{text}”") };
            let line = RichText::new(format!("{what}. {reason}.")).font(regular(12.5));
            ui.add(egui::Label::new(line.color(widgets::color(ui, Ink::Muted))).wrap());
        }
        if count > LISTED {
            widgets::muted(ui, &format!("and {} more", count - LISTED));
        }
    });
}
