//! The maps that are merged, and how each tells where its notes come from.

use std::path::Path;

use eframe::egui;
use egui::{ComboBox, RichText, TextEdit};
use egui_material_icons::icons;

use crate::app::shell::widgets;
use crate::app::theme::semibold;
use crate::merge::{Origin, Proposal};
use crate::model::Tone;
use crate::scene::Ink;

use super::sources::{Seen, SeenMap};

/// Width of the list of ways to tell.
const LIST_WIDTH: f32 = 150.0;
/// Width of the name that notes get.
const NAME_WIDTH: f32 = 150.0;

/// Lists the files; the place of one that shall not be merged after all.
pub(super) fn show(ui: &mut egui::Ui, seen: &mut Seen) -> Option<usize> {
    widgets::caption(ui, "Maps, and how their notes tell where they come from");
    let mut proposal = seen.proposal.as_mut().and_then(|proposal| proposal.as_mut().ok());
    let mut removed = None;
    let mut place = 0;
    for (at, (path, file)) in seen.paths.iter().zip(&seen.files).enumerate() {
        ui.push_id(path, |ui| match file {
            Ok(map) => {
                removed = map_ui(ui, map, place, proposal.as_deref_mut()).then_some(at).or(removed);
                place += 1;
            }
            Err(reason) => removed = unreadable_ui(ui, path, reason).then_some(at).or(removed),
        });
    }
    removed
}

/// A map; whether it shall go.
fn map_ui(ui: &mut egui::Ui, map: &SeenMap, place: usize, proposal: Option<&mut Proposal>) -> bool {
    row_ui(ui, &map.name, |ui| {
        if let Some(origin) = proposal.and_then(|proposal| proposal.origins.get_mut(place)) {
            origin_ui(ui, map, origin);
        }
        let notes = if map.notes == 1 { "1 note".to_owned() } else { format!("{} notes", map.notes) };
        widgets::muted(ui, &notes);
        ui.with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| {
            ui.add(egui::Label::new(RichText::new(&map.name).font(semibold(13.5))).truncate());
        });
    })
}

fn unreadable_ui(ui: &mut egui::Ui, path: &Path, reason: &str) -> bool {
    let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy();
    row_ui(ui, &name, |ui| {
        ui.with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| {
            let text = RichText::new(reason).color(widgets::color(ui, Ink::Strong(Tone::Rose)));
            ui.add(egui::Label::new(text).wrap());
        });
    })
}

/// A row from the right to the left, which begins with a button to take the file away; whether it was pressed.
fn row_ui(ui: &mut egui::Ui, name: &str, content: impl FnOnce(&mut egui::Ui)) -> bool {
    let mut removed = false;
    widgets::buttons_row(ui, |ui| {
        let label = format!("Leave out {name}");
        removed = widgets::icon_button(ui, icons::ICON_CLOSE, &label, "Do not merge this one", true).clicked();
        content(ui);
    });
    removed
}

fn origin_ui(ui: &mut egui::Ui, map: &SeenMap, origin: &mut Origin) {
    let name = origin.name().unwrap_or(&map.name).to_owned();
    if let Origin::Who(name) | Origin::Source(name) = origin {
        let field = TextEdit::singleline(name).desired_width(NAME_WIDTH).hint_text("Name");
        ui.add(field).accessible_name(format!("Name that the notes of {} get", map.name));
    }
    let list = ComboBox::from_id_salt("origin").width(LIST_WIDTH);
    let shown = list.selected_text(label(origin)).show_ui(ui, |ui| {
        for other in [Origin::Who(name.clone()), Origin::Source(name), Origin::Untold] {
            let label = label(&other);
            ui.selectable_value(origin, other, label);
        }
    });
    shown.response.accessible_name(format!("How the notes of {} tell where they come from", map.name));
}

fn label(origin: &Origin) -> &'static str {
    match origin {
        Origin::Who(_) => "About the person",
        Origin::Source(_) => "From the source",
        Origin::Untold => "They do not tell",
    }
}
