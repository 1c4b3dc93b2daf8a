//! The menus of the cards.

use eframe::egui;
use egui::RichText;
use egui_material_icons::icons::ICON_CONTENT_COPY;

use crate::app::{Cx, theme};
use crate::document::{Edit, LinkSet};
use crate::file::Depth;
use crate::model::{Direction, Driver, ItemRef, Motivation, Need, NoteId, Priority, Severity};
use crate::scene::Ink;

use super::card::{self, Card};
use super::links::show_notes;
use super::style::{color, count, flat, icon_button, named};
use super::{causes, field, order, wordings};

/// Everything that can be done with a card.
pub fn card(ui: &mut egui::Ui, cx: &mut Cx<'_>, card: &Card<'_>) {
    ui.set_min_width(220.0);
    if ui.button("Edit text").clicked() {
        if let Some(target) = text_of(&card.item) {
            card::edit(cx, card.item.clone(), field::id(&target));
        }
        ui.close();
    }
    let behind: Vec<NoteId> = card.links.all().cloned().collect();
    if ui.add_enabled(!behind.is_empty(), egui::Button::new("Show its notes")).clicked() {
        show_notes(cx, behind);
        ui.close();
    }
    ui.separator();
    link_entries(ui, cx, card);
    if let ItemRef::Need(id) = &card.item
        && let Some(need) = cx.map.need(id)
    {
        ui.separator();
        ui.menu_button("Copy a wording", |ui| wordings::menu(ui, cx, need));
        if cx.view.depth >= Depth::Team {
            ui.menu_button("Severity", |ui| severities(ui, cx, need));
        }
        if cx.view.depth == Depth::Research {
            ui.add_enabled_ui(!cx.map.motivations.is_empty(), |ui| {
                ui.menu_button("Motivations", |ui| motivations(ui, cx, need));
            });
            if ui.button("Add a cause").clicked() {
                causes::begin_new(cx, need);
                ui.close();
            }
        }
    }
    ui.separator();
    for (way, text, keys) in [(order::Way::Up, "Move up", "Alt+↑"), (order::Way::Down, "Move down", "Alt+↓")] {
        let can = order::can_step(cx.map, &card.item, way);
        if ui.add_enabled(can, egui::Button::new(text).shortcut_text(keys)).clicked() {
            order::step(cx, &card.item, way);
            ui.close();
        }
    }
    ui.separator();
    if ui.button("Delete").clicked() {
        cx.out.edit(Edit::Delete(vec![card.item.clone()]));
        ui.close();
    }
}

/// The text of an item that is edited first.
fn text_of(item: &ItemRef) -> Option<crate::document::TextTarget> {
    use crate::document::{NeedField, TextTarget};
    match item {
        ItemRef::Need(id) => Some(TextTarget::Need(id.clone(), NeedField::Statement)),
        ItemRef::Motivation(id) => Some(TextTarget::Motivation(id.clone())),
        ItemRef::Tension(id) => Some(TextTarget::Tension(id.clone())),
        ItemRef::Theme(id) => Some(TextTarget::Theme(id.clone())),
        ItemRef::Note(_) | ItemRef::Comment(_) => None,
    }
}

/// Attaches and detaches the selected notes.
fn link_entries(ui: &mut egui::Ui, cx: &mut Cx<'_>, card: &Card<'_>) {
    let selected: Vec<NoteId> = cx.view.selection.notes().cloned().collect();
    let links = &card.links;
    let (for_words, against_words) = match card.item {
        ItemRef::Tension(_) => ("to “this”", "to “but that”"),
        _ => ("as support", "as contradiction"),
    };
    let what = if selected.is_empty() { "selected notes".into() } else { count(selected.len(), "note") };
    let sides =
        [(&links.support_set, links.supports, for_words), (&links.contradict_set, links.contradicts, against_words)];
    for (set, notes, words) in sides {
        let missing: Vec<NoteId> = selected.iter().filter(|id| !notes.contains(id)).cloned().collect();
        let button = egui::Button::new(format!("Attach {what} {words}"));
        if ui.add_enabled(!missing.is_empty(), button).clicked() {
            cx.out.edit(Edit::Link { set: set.clone(), notes: missing });
            ui.close();
        }
    }
    let attached = |notes: &[NoteId]| notes.iter().filter(|id| selected.contains(id)).cloned().collect::<Vec<_>>();
    let lists: Vec<(LinkSet, Vec<NoteId>)> = sides.map(|(set, notes, _)| (set.clone(), attached(notes))).into();
    let can = lists.iter().any(|(_, notes)| !notes.is_empty());
    if ui.add_enabled(can, egui::Button::new(format!("Detach {what}"))).clicked() {
        let lists = lists.into_iter().filter(|(_, notes)| !notes.is_empty());
        cx.out.edits(lists.map(|(set, notes)| Edit::Unlink { set, notes }).collect());
        ui.close();
    }
}

/// What stands on the right of a card's first row: a need's wordings and priority, a motivation's direction and driver.
pub fn properties(ui: &mut egui::Ui, cx: &mut Cx<'_>, item: &ItemRef) {
    match item {
        ItemRef::Need(id) if cx.view.depth >= Depth::Team => {
            if let Some(need) = cx.map.need(id) {
                let copy = icon_button(ui, cx, ICON_CONTENT_COPY, "Copy in one of four wordings");
                egui::Popup::menu(&copy).show(|ui| wordings::menu(ui, cx, need));
                priority(ui, cx, need);
            }
        }
        ItemRef::Motivation(id) if cx.view.depth == Depth::Research => {
            if let Some(motivation) = cx.map.motivation(id) {
                driver(ui, cx, motivation);
                direction(ui, cx, motivation);
            }
        }
        _ => {}
    }
}

/// A word that opens a menu.
fn word_button(ui: &mut egui::Ui, cx: &Cx<'_>, word: &str, name: &str, about: &str) -> egui::Response {
    let text = RichText::new(word).font(theme::regular(12.0)).color(color(cx, Ink::Muted));
    let response = flat(ui, egui::Button::new(text));
    named(&response, name);
    response.on_hover_text(about)
}

/// An entry of a menu of which one is chosen; `true` when it was clicked.
pub fn choice(ui: &mut egui::Ui, chosen: bool, text: &str) -> bool {
    let clicked = ui.selectable_label(chosen, text).clicked();
    if clicked {
        ui.close();
    }
    clicked
}

fn priority(ui: &mut egui::Ui, cx: &mut Cx<'_>, need: &Need) {
    let word = need.priority.map_or("Not decided", Priority::label);
    let response = word_button(ui, cx, word, &format!("Priority: {word}"), "How much this need matters");
    egui::Popup::menu(&response).show(|ui| {
        let choices = Priority::ALL.map(Some).into_iter().chain([None]);
        for priority in choices {
            let text = priority.map_or("Not decided", Priority::label);
            if choice(ui, need.priority == priority, text) && need.priority != priority {
                cx.out.edit(Edit::SetPriority { need: need.id.clone(), priority });
            }
        }
    });
}

/// What a severity means.
pub fn severity_label(severity: Severity) -> &'static str {
    match severity.step() {
        0 => "No harm",
        1 => "Slight",
        2 => "Noticeable",
        3 => "Serious",
        _ => "Unbearable",
    }
}

/// The steps of how bad it is when a need is not met.
pub fn severities(ui: &mut egui::Ui, cx: &mut Cx<'_>, need: &Need) {
    let choices = Severity::ALL.map(Some).into_iter().rev().chain([None]);
    for severity in choices {
        let text = severity.map_or("Not judged".into(), |it| format!("{}  {}", it.step(), severity_label(it)));
        if choice(ui, need.severity == severity, &text) && need.severity != severity {
            cx.out.edit(Edit::SetSeverity { need: need.id.clone(), severity });
        }
    }
}

/// The motivations of the map, to be ticked for a need.
pub fn motivations(ui: &mut egui::Ui, cx: &mut Cx<'_>, need: &Need) {
    for motivation in &cx.map.motivations {
        let mut ticked = need.motivations.contains(&motivation.id);
        let text = super::style::shortened(&motivation.statement, 40);
        if ui.checkbox(&mut ticked, if text.is_empty() { "Untitled motivation".into() } else { text }).changed() {
            let mut motivations = need.motivations.clone();
            motivations.retain(|id| *id != motivation.id);
            if ticked {
                motivations.push(motivation.id.clone());
            }
            cx.out.edit(Edit::SetNeedMotivations { need: need.id.clone(), motivations });
        }
    }
}

fn direction(ui: &mut egui::Ui, cx: &mut Cx<'_>, motivation: &Motivation) {
    let word = motivation.direction.map_or("Direction", Direction::label);
    let about = "Whether it draws towards something or away from it";
    let response = word_button(ui, cx, word, &format!("Direction: {word}"), about);
    egui::Popup::menu(&response).show(|ui| {
        for direction in Direction::ALL.map(Some).into_iter().chain([None]) {
            let text = direction.map_or("Not decided", Direction::label);
            if choice(ui, motivation.direction == direction, text) && motivation.direction != direction {
                let (motivation, driver) = (motivation.id.clone(), motivation.driver);
                cx.out.edit(Edit::SetMotivation { motivation, direction, driver });
            }
        }
    });
}

fn driver(ui: &mut egui::Ui, cx: &mut Cx<'_>, motivation: &Motivation) {
    let word = motivation.driver.map_or("Driver", Driver::label);
    let response = word_button(ui, cx, word, &format!("Driver: {word}"), "The basic driver behind it");
    egui::Popup::menu(&response).show(|ui| {
        for driver in Driver::ALL.map(Some).into_iter().chain([None]) {
            let text = driver.map_or("Not decided", Driver::label);
            if choice(ui, motivation.driver == driver, text) && motivation.driver != driver {
                let (motivation, direction) = (motivation.id.clone(), motivation.direction);
                cx.out.edit(Edit::SetMotivation { motivation, direction, driver });
            }
        }
    });
}
