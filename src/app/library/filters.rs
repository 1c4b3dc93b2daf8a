//! Choosing tags, people and evidence: a menu for each, and a chip for what is chosen.

use std::collections::BTreeSet;

use eframe::egui;
use egui::{Button, Popup, PopupCloseBehavior, RichText, ScrollArea, Stroke, Ui, vec2};
use egui_material_icons::{MaterialIcon, icons};

use crate::app::shell::widgets;
use crate::app::theme::{metrics, regular, semibold};
use crate::library::{Choice, Choices, Filter};
use crate::model::Evidence;
use crate::scene::Ink;

const MENU_WIDTH: f32 = 230.0;
const MENU_HEIGHT: f32 = 360.0;

/// Shows the three menus.
pub fn menus_ui(ui: &mut Ui, filter: &mut Filter, choices: &Choices) {
    let row = |choice: &Choice| (choice.key.clone(), choice.label.clone(), choice.notes);
    menu_ui(ui, icons::ICON_LABEL, "Tags", &mut filter.tags, choices.tags.iter().map(row));
    menu_ui(ui, icons::ICON_GROUP, "People", &mut filter.who, choices.who.iter().map(row));
    let kinds = choices.evidence.iter().map(|(kind, notes)| (*kind, label(*kind).to_owned(), *notes));
    menu_ui(ui, icons::ICON_FACT_CHECK, "Evidence", &mut filter.evidence, kinds);
}

fn label(kind: Option<Evidence>) -> &'static str {
    kind.map_or("Not marked", Evidence::label)
}

/// A menu from which several can be chosen, each with the number of its notes; what has none is left out.
fn menu_ui<K: Ord + Clone>(
    ui: &mut Ui,
    icon: MaterialIcon,
    name: &str,
    chosen: &mut BTreeSet<K>,
    rows: impl Iterator<Item = (K, String, usize)>,
) {
    let mut rows = rows.filter(|(_, _, notes)| *notes > 0).peekable();
    let title = if chosen.is_empty() { name.to_owned() } else { format!("{name} · {}", chosen.len()) };
    let fill = widgets::color(ui, if chosen.is_empty() { Ink::Surface } else { Ink::AccentSoft });
    let button = Button::new((icon.rich_text().size(18.0), title.clone(), icons::ICON_ARROW_DROP_DOWN))
        .fill(fill)
        .min_size(vec2(0.0, metrics::TARGET));
    let response = ui.add_enabled(rows.peek().is_some() || !chosen.is_empty(), button).accessible_name(&title);
    let menu = Popup::menu(&response).close_behavior(PopupCloseBehavior::CloseOnClickOutside).width(MENU_WIDTH);
    menu.accessible_name(name).show(|ui| {
        ScrollArea::vertical().max_height(MENU_HEIGHT).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            for (key, label, notes) in rows {
                if row_ui(ui, &label, notes, chosen.contains(&key)) && !chosen.remove(&key) {
                    chosen.insert(key);
                }
            }
        });
    });
    let about = format!("Only notes with certain {}, and the maps that have them", name.to_lowercase());
    response
        .on_hover_text(about)
        .on_disabled_hover_text(format!("The notes of these maps have no {}", name.to_lowercase()));
}

fn row_ui(ui: &mut Ui, label: &str, notes: usize, is_chosen: bool) -> bool {
    let icon = if is_chosen { icons::ICON_CHECK_BOX } else { icons::ICON_CHECK_BOX_OUTLINE_BLANK };
    let text = RichText::new(label).font(regular(14.0));
    let count = RichText::new(notes.to_string()).font(regular(13.0)).color(widgets::color(ui, Ink::Muted));
    let ink = if is_chosen { Ink::Accent } else { Ink::Muted };
    let icon = icon.rich_text().size(18.0).color(widgets::color(ui, ink));
    let button = Button::selectable(false, (icon, text)).right_text(count).truncate();
    let response = ui.add(button.min_size(vec2(MENU_WIDTH, 30.0)));
    response
        .widget_info(|| egui::WidgetInfo::selected(egui::Role::CheckBox, true, is_chosen, format!("{label}, {notes}")));
    response.clicked()
}

/// Shows what is chosen, each to be taken away by a click.
pub fn chips_ui(ui: &mut Ui, filter: &mut Filter, choices: &Choices) {
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(6.0, 6.0);
        let named = |choices: &[Choice], key: &String| {
            choices.iter().find(|choice| choice.key == *key).map_or(key.clone(), |choice| choice.label.clone())
        };
        filter.tags.retain(|key| !chip_ui(ui, &named(&choices.tags, key)));
        filter.who.retain(|key| !chip_ui(ui, &named(&choices.who, key)));
        filter.evidence.retain(|kind| !chip_ui(ui, label(*kind)));
        let clear = Button::new("Clear filters").frame_when_inactive(false).min_size(vec2(0.0, 26.0));
        if ui.add(clear).on_hover_text("Show all maps again").clicked() {
            *filter = Filter::default();
        }
    });
}

/// A chip; whether it was clicked.
fn chip_ui(ui: &mut Ui, label: &str) -> bool {
    let text = RichText::new(label).font(semibold(12.5)).color(widgets::color(ui, Ink::Text));
    let chip = Button::new((text, icons::ICON_CLOSE.rich_text().size(14.0)))
        .fill(widgets::color(ui, Ink::AccentSoft))
        .stroke(Stroke::NONE)
        .corner_radius(13)
        .min_size(vec2(0.0, 26.0));
    let response = ui.add(chip).accessible_name(format!("Do not filter by {label}"));
    response.on_hover_text("Take this filter away").clicked()
}
