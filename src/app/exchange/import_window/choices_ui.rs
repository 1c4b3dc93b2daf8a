//! How a foreign file is read, and where its notes go: what a person can change.

use eframe::egui;
use egui::{ComboBox, RichText, vec2};

use crate::app::shell::widgets;
use crate::app::theme::{regular, semibold};
use crate::import::{Choices, Field, Shape};
use crate::model::Quadrant;
use crate::scene::Ink;

use super::sources::{SeenFile, SeenTable, targets};

/// Width of what is chosen from a list.
const LIST_WIDTH: f32 = 190.0;
/// Height of a list, which then need not be scrolled.
const LIST_HEIGHT: f32 = 360.0;
/// More columns are not shown: nobody would look through them.
const COLUMNS: usize = 60;

/// Shows what can be chosen; what it became, where something was changed.
pub(super) fn show(ui: &mut egui::Ui, file: &SeenFile, quadrants: &[Quadrant]) -> Option<Choices> {
    let mut choices = file.choices.clone();
    if let Some(table) = &file.table {
        table_ui(ui, table, &mut choices);
    }
    if !file.preview.groups.is_empty() {
        widgets::caption(ui, "Where the notes go");
    }
    for (at, placed) in file.preview.groups.iter().enumerate() {
        let name = placed.group.to_string();
        let notes = if placed.notes == 1 { "1 note".to_owned() } else { format!("{} notes", placed.notes) };
        row_ui(ui, &name, &notes, |ui, width| {
            let targets = targets(placed, quadrants);
            let chosen = targets.iter().find(|(target, _)| *target == placed.target);
            let mut target = placed.target.clone();
            let list = ComboBox::from_id_salt(("target", at)).width(width).truncate().height(LIST_HEIGHT);
            let shown = list.selected_text(chosen.map_or("", |(_, label)| label)).show_ui(ui, |ui| {
                for (other, label) in &targets {
                    ui.selectable_value(&mut target, other.clone(), label);
                }
            });
            shown.response.accessible_name(format!("Where “{name}” goes"));
            if target != placed.target {
                choices.targets.insert(placed.group.clone(), target);
            }
        });
    }
    (choices != file.choices).then_some(choices)
}

fn table_ui(ui: &mut egui::Ui, table: &SeenTable, choices: &mut Choices) {
    let Some(choice) = &mut choices.table else { return };
    widgets::caption(ui, "How the table is read");
    let shapes = [(Shape::Long, "A row is a note"), (Shape::Wide, "A column is a quadrant")];
    widgets::segments(ui, &mut choice.shape, &shapes);
    row_ui(ui, "Titles of the columns", "", |ui, width| {
        let label = |header: Option<usize>| match header {
            Some(row) => {
                format!("Row {}: {}", row + 1, table.rows.get(row).map_or(String::new(), |row| row.join(", ")))
            }
            None => "None".to_owned(),
        };
        let list = ComboBox::from_id_salt("header").width(width).truncate();
        let shown = list.selected_text(label(choice.header)).show_ui(ui, |ui| {
            ui.set_max_width(320.0);
            for header in [None].into_iter().chain((0..table.rows.len()).map(Some)) {
                ui.style_mut().wrap_mode = Some(egui::TextWrapMode::Truncate);
                ui.selectable_value(&mut choice.header, header, label(header));
            }
        });
        shown.response.accessible_name("Titles of the columns");
    });
    widgets::caption(ui, "What the columns say");
    let first = choice.header.map_or(0, |row| row + 1);
    for (column, field) in choice.fields.iter_mut().enumerate().take(COLUMNS) {
        let name = table.columns.get(column).map_or("", String::as_str);
        let sample = table.rows.iter().skip(first).filter_map(|row| row.get(column)).find(|cell| !cell.is_empty());
        row_ui(ui, name, sample.map_or("", String::as_str), |ui, width| {
            let list = ComboBox::from_id_salt(("column", column)).width(width).truncate().height(LIST_HEIGHT);
            let shown = list.selected_text(field.label()).show_ui(ui, |ui| {
                for other in Field::ALL {
                    ui.selectable_value(field, other, other.label());
                }
            });
            shown.response.accessible_name(format!("What “{name}” says"));
        });
    }
    if choice.fields.len() > COLUMNS {
        widgets::muted(ui, &format!("{} more columns", choice.fields.len() - COLUMNS));
    }
}

/// A name with something to know about it, and beside it what can be chosen.
fn row_ui(ui: &mut egui::Ui, name: &str, about: &str, choice: impl FnOnce(&mut egui::Ui, f32)) {
    let width = ui.available_width();
    let list_width = LIST_WIDTH.min(width * 0.5);
    ui.horizontal(|ui| {
        let text_width = width - list_width - 24.0;
        ui.allocate_ui_with_layout(vec2(text_width, 34.0), egui::Layout::top_down(egui::Align::Min), |ui| {
            ui.set_width(text_width);
            ui.spacing_mut().item_spacing.y = 0.0;
            ui.add(egui::Label::new(RichText::new(name).font(semibold(13.0))).truncate());
            if !about.is_empty() {
                let about: String = about.chars().take(120).collect::<String>().replace('\n', " ");
                let text = RichText::new(about).font(regular(12.0)).color(widgets::color(ui, Ink::Muted));
                ui.add(egui::Label::new(text).truncate());
            }
        });
        ui.scope(|ui| {
            // A list shortens what is chosen to the space around it, not to its own width.
            ui.set_max_width(list_width);
            choice(ui, list_width);
        });
    });
}
