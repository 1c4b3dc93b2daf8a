//! The themes: named, coloured groups of notes.

use std::collections::HashMap;

use eframe::egui;
use egui::{Role, Sense, UiBuilder, WidgetInfo, WidgetText, vec2};
use egui_material_icons::icons::ICON_MORE_HORIZ;

use crate::app::Cx;
use crate::app::theme::{self, metrics};
use crate::document::{Edit, NoteField, TextTarget};
use crate::file::Depth;
use crate::model::{ItemRef, NoteId, Theme, ThemeId};
use crate::scene::Ink;

use super::field::{self, Field};
use super::fresh::{self, List};
use super::style::{color, count, focus_ring, icon_button, muted};
use super::{card, links};

/// What a theme is called in the window.
pub fn title(theme: &Theme) -> &str {
    let title = theme.title.trim();
    if title.is_empty() { "Untitled theme" } else { title }
}

/// The field for the name of a theme.
pub fn title_field(theme: &Theme) -> Field<'static> {
    Field::new(TextTarget::Theme(theme.id.clone()), "Theme name", "Name the theme")
}

/// Shows all themes, a row each.
pub fn show(ui: &mut egui::Ui, cx: &mut Cx<'_>) {
    let map = cx.map;
    if map.themes.is_empty() && !fresh::is_in(cx, List::Themes) {
        let keys = crate::app::Command::Group.shortcut_text(ui.ctx()).unwrap_or_default();
        let text = format!("Notes that belong together become a theme: select them and press {keys}.");
        ui.add(egui::Label::new(muted(cx, text)).wrap());
        return;
    }
    let mut counts: HashMap<&ThemeId, usize> = HashMap::new();
    for theme in map.notes.iter().filter_map(|note| note.theme.as_ref()) {
        *counts.entry(theme).or_default() += 1;
    }
    for (index, theme) in map.themes.iter().enumerate() {
        row(ui, cx, index, theme, counts.get(&theme.id).copied().unwrap_or(0));
    }
    fresh::show(ui, cx, List::Themes);
}

fn notes_of(cx: &Cx<'_>, theme: &Theme) -> Vec<NoteId> {
    let of_theme = cx.map.notes.iter().filter(|note| note.theme.as_ref() == Some(&theme.id));
    of_theme.map(|note| note.id.clone()).collect()
}

fn row(ui: &mut egui::Ui, cx: &mut Cx<'_>, index: usize, theme: &Theme, number: usize) {
    let item = ItemRef::Theme(theme.id.clone());
    let field = field::id(&TextTarget::Theme(theme.id.clone()));
    let builder = UiBuilder::new().scope_id(card::id(&item)).sense(Sense::click());
    let editing = card::is_editing(ui, cx, &item, &[field]);
    let row = ui.scope_builder(builder, |ui| {
        let fill = if ui.response().contains_pointer() { Ink::Page } else { Ink::Surface };
        let frame = egui::Frame::new().fill(color(cx, fill)).corner_radius(metrics::RADIUS);
        frame.inner_margin(egui::Margin::symmetric(8, 4)).show(ui, |ui| {
            ui.horizontal(|ui| {
                ui.set_width(ui.available_width());
                let (dot, _) = ui.allocate_exact_size(vec2(12.0, 24.0), Sense::hover());
                ui.painter().circle_filled(dot.center(), 5.0, color(cx, Ink::Theme(index)));
                ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                    let more = icon_button(ui, cx, ICON_MORE_HORIZ, "More");
                    egui::Popup::menu(&more).show(|ui| menu(ui, cx, theme));
                    ui.label(muted(cx, number.to_string()));
                    ui.with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| {
                        if editing {
                            if title_field(theme).show(ui, cx) {
                                card::finish(ui, cx, &item);
                            }
                        } else {
                            name(ui, cx, theme);
                        }
                    });
                });
            });
        });
    });
    let name = format!("Theme: {}, {}", title(theme), count(number, "note"));
    row.response.widget_info(|| WidgetInfo::labeled(Role::Group, true, &name));
    follow(ui, cx, &row.response, theme, field);
}

/// The name, cut where it has no room. Painted without a widget, so that clicks go to the row.
fn name(ui: &mut egui::Ui, cx: &Cx<'_>, theme: &Theme) {
    let ink = if theme.title.trim().is_empty() { Ink::Muted } else { Ink::Text };
    let text = egui::RichText::new(title(theme)).color(color(cx, ink));
    let font = theme::regular(if cx.view.depth == Depth::Workshop { 16.0 } else { 13.5 });
    let galley = WidgetText::from(text).into_galley(ui, Some(egui::TextWrapMode::Truncate), ui.available_width(), font);
    let (rect, _) = ui.allocate_exact_size(galley.size(), Sense::hover());
    ui.painter().galley(rect.min, galley, color(cx, ink));
}

fn follow(ui: &egui::Ui, cx: &mut Cx<'_>, row: &egui::Response, theme: &Theme, field: egui::Id) {
    if row.contains_pointer() || row.has_focus() {
        let notes = notes_of(cx, theme);
        cx.view.lit_notes.extend(notes);
    }
    if row.double_clicked() || (row.has_focus() && ui.input(|input| input.key_pressed(egui::Key::F2))) {
        card::edit(cx, ItemRef::Theme(theme.id.clone()), field);
    } else if row.clicked() {
        links::show_notes(cx, notes_of(cx, theme));
    }
    focus_ring(ui, cx, row, f32::from(metrics::RADIUS));
    row.context_menu(|ui| menu(ui, cx, theme));
}

fn menu(ui: &mut egui::Ui, cx: &mut Cx<'_>, theme: &Theme) {
    ui.set_min_width(200.0);
    if ui.button("Rename").clicked() {
        let field = field::id(&TextTarget::Theme(theme.id.clone()));
        card::edit(cx, ItemRef::Theme(theme.id.clone()), field);
        ui.close();
    }
    ui.separator();
    let selected = |inside: bool| -> Vec<NoteId> {
        let is_inside = |id: &NoteId| cx.map.note(id).is_some_and(|note| note.theme.as_ref() == Some(&theme.id));
        cx.view.selection.notes().filter(|id| is_inside(id) == inside).cloned().collect()
    };
    let choices = [
        ("Add selected notes", selected(false), Some(theme.id.clone())),
        ("Remove selected notes", selected(true), None),
    ];
    for (text, notes, theme) in choices {
        if ui.add_enabled(!notes.is_empty(), egui::Button::new(text)).clicked() {
            cx.out.edit(Edit::SetNotes { notes, field: NoteField::Theme(theme) });
            ui.close();
        }
    }
    ui.separator();
    if ui.button("Dissolve").on_hover_text("The theme goes, its notes stay").clicked() {
        cx.out.edit(Edit::Delete(vec![ItemRef::Theme(theme.id.clone())]));
        ui.close();
    }
}
