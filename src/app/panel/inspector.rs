//! The inspector: what the selected notes have in common, to be changed for all of them at once.

mod lists;
mod shared;

use eframe::egui;
use egui::{Margin, RichText, vec2};
use egui_material_icons::MaterialIcon;
use egui_material_icons::icons::{
    ICON_EXPAND_LESS, ICON_EXPAND_MORE, ICON_SENTIMENT_DISSATISFIED, ICON_SENTIMENT_NEUTRAL, ICON_SENTIMENT_SATISFIED,
    ICON_SENTIMENT_VERY_DISSATISFIED, ICON_SENTIMENT_VERY_SATISFIED,
};

use crate::app::theme::{self, metrics};
use crate::app::{Command, Cx};
use crate::document::{Edit, NoteField, NoteMove};
use crate::model::{Evidence, Feeling, Note, NoteId};
use crate::scene::Ink;

use super::draft::{self, NoteText, Target};
use super::style::{MARGIN, color, count, icon_button, muted, named};
use super::{evidence, themes};

use shared::Shared;

/// Width of the column with the names of the properties.
const NAMES: f32 = 74.0;

/// Shows the inspector at the bottom of the panel while notes are selected. Returns how high it is.
pub fn dock(ui: &mut egui::Ui, cx: &mut Cx<'_>) -> f32 {
    let (map, scene) = (cx.map, cx.scene);
    let notes: Vec<&Note> = cx.view.selection.notes().filter_map(|id| evidence::note(map, scene, id)).collect();
    if notes.is_empty() {
        return 0.0;
    }
    let fill = color(cx, Ink::Surface);
    let frame = egui::Frame::new().fill(fill);
    // The summary keeps the larger part, however low the window is.
    let most = (ui.available_height() * 0.55).max(96.0);
    if cx.view.panel.inspector_folded {
        let panel = egui::Panel::bottom("inspector folded").frame(frame).resizable(false);
        return panel.show(ui, |ui| heading(ui, cx, &notes)).response.rect.height();
    }
    let panel = egui::Panel::bottom("inspector").frame(frame).resizable(true).drag_to_open(false);
    let shown = panel.default_size(372.0_f32.min(most)).size_range(96.0..=most).show(ui, |ui| {
        heading(ui, cx, &notes);
        let width = ui.available_width() - 2.0 * f32::from(MARGIN);
        egui::ScrollArea::vertical().id_salt("inspector").auto_shrink(false).show(ui, |ui| {
            let margin = Margin { left: MARGIN, right: 0, top: 2, bottom: 16 };
            egui::Frame::new().inner_margin(margin).show(ui, |ui| {
                ui.set_width(width);
                ui.spacing_mut().item_spacing = vec2(6.0, 8.0);
                properties(ui, cx, &notes);
            });
        });
    });
    shown.response.rect.height()
}

fn heading(ui: &mut egui::Ui, cx: &mut Cx<'_>, notes: &[&Note]) {
    let margin = Margin { left: MARGIN, right: MARGIN, top: 10, bottom: 8 };
    egui::Frame::new().inner_margin(margin).show(ui, |ui| {
        ui.horizontal(|ui| {
            ui.set_width(ui.available_width());
            let title = format!("{} selected", count(notes.len(), "note"));
            ui.label(RichText::new(title).font(theme::semibold(14.0)).color(color(cx, Ink::Text)));
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                let folded = cx.view.panel.inspector_folded;
                let (icon, name) = if folded {
                    (ICON_EXPAND_LESS, "Show the properties")
                } else {
                    (ICON_EXPAND_MORE, "Hide the properties")
                };
                if icon_button(ui, cx, icon, name).clicked() {
                    cx.view.panel.inspector_folded = !folded;
                }
            });
        });
    });
}

fn properties(ui: &mut egui::Ui, cx: &mut Cx<'_>, notes: &[&Note]) {
    row(ui, cx, "Evidence", |ui, cx| evidence_row(ui, cx, notes));
    row(ui, cx, "Feeling", |ui, cx| feeling_row(ui, cx, notes));
    row(ui, cx, "Source", |ui, cx| {
        let source = Shared::of(notes, |note| note.source.as_str());
        text_row(ui, cx, notes, NoteText::Source, source, "Source", "Such as Interview 1, 12:40");
    });
    row(ui, cx, "Who", |ui, cx| lists::who(ui, cx, notes));
    row(ui, cx, "Tags", |ui, cx| lists::tags(ui, cx, notes));
    row(ui, cx, "Theme", |ui, cx| theme_row(ui, cx, notes));
    row(ui, cx, "Quadrant", |ui, cx| quadrant_row(ui, cx, notes));
    row(ui, cx, "Author", |ui, cx| {
        let author = Shared::of(notes, |note| note.author.as_str());
        text_row(ui, cx, notes, NoteText::Author, author, "Author", "Anonymous");
    });
    row(ui, cx, "Created", |ui, cx| {
        let text = match Shared::of(notes, |note| note.created.as_str()) {
            Shared::Same("") => "Not known".to_owned(),
            Shared::Same(created) => readable_time(created),
            Shared::Mixed => "Mixed".to_owned(),
        };
        ui.label(muted(cx, text));
    });
    row(ui, cx, "Votes", |ui, cx| {
        let votes: u64 = notes.iter().map(|note| note.vote_total()).sum();
        ui.label(muted(cx, votes.to_string()));
    });
}

/// A row with the property's name on the left.
fn row(ui: &mut egui::Ui, cx: &mut Cx<'_>, name: &str, body: impl FnOnce(&mut egui::Ui, &mut Cx<'_>)) {
    ui.horizontal_top(|ui| {
        ui.spacing_mut().interact_size.y = 28.0;
        let name = muted(cx, name);
        let layout = egui::Layout::left_to_right(egui::Align::Center);
        ui.allocate_ui_with_layout(vec2(NAMES, 28.0), layout, |ui| {
            ui.set_min_size(vec2(NAMES, 28.0));
            ui.label(name);
        });
        ui.vertical(|ui| {
            ui.set_width(ui.available_width());
            body(ui, cx);
        });
    });
}

fn ids(notes: &[&Note]) -> Vec<NoteId> {
    notes.iter().map(|note| note.id.clone()).collect()
}

fn set(cx: &mut Cx<'_>, notes: &[&Note], field: NoteField) {
    cx.out.edit(Edit::SetNotes { notes: ids(notes), field });
}

fn text_row(
    ui: &mut egui::Ui,
    cx: &mut Cx<'_>,
    notes: &[&Note],
    kind: NoteText,
    shared: Shared<&str>,
    name: &str,
    hint: &str,
) {
    let (text, hint) = match shared {
        Shared::Same(text) => (text, hint),
        Shared::Mixed => ("", "Mixed"),
    };
    draft::field(ui, cx, Target::Notes(ids(notes), kind), text, name, hint);
}

/// An icon of a row of which one or none is chosen.
fn toggle(ui: &mut egui::Ui, cx: &Cx<'_>, chosen: bool, icon: MaterialIcon, name: &str, about: &str) -> bool {
    let ink = if chosen { Ink::OnAccent } else { Ink::Muted };
    let fill = if chosen { color(cx, Ink::Accent) } else { color(cx, Ink::Page) };
    let text = icon.rich_text().size(18.0).color(color(cx, ink));
    let button = egui::Button::new(text).fill(fill).stroke(egui::Stroke::NONE).corner_radius(metrics::RADIUS);
    let response = ui.add(button.min_size(vec2(32.0, 28.0)));
    named(&response, name);
    let toggled = if chosen { egui::accesskit::Toggled::True } else { egui::accesskit::Toggled::False };
    ui.ctx().accesskit_node_builder(response.id, |node| node.set_toggled(toggled));
    super::style::focus_ring(ui, cx, &response, f32::from(metrics::RADIUS));
    response.on_hover_text(about).clicked()
}

/// A row of toggles that wraps where the panel is narrow.
fn toggles(ui: &mut egui::Ui, cx: &mut Cx<'_>, is_mixed: bool, body: impl FnOnce(&mut egui::Ui, &mut Cx<'_>)) {
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(4.0, 4.0);
        ui.spacing_mut().button_padding = vec2(4.0, 4.0);
        body(ui, cx);
        if is_mixed {
            ui.label(muted(cx, "Mixed"));
        }
    });
}

fn evidence_row(ui: &mut egui::Ui, cx: &mut Cx<'_>, notes: &[&Note]) {
    let shared = Shared::of(notes, |note| note.evidence);
    toggles(ui, cx, shared == Shared::Mixed, |ui, cx| {
        for kind in Evidence::ALL {
            let chosen = shared == Shared::Same(Some(kind));
            let command = Command::Mark(kind);
            let about = format!("{}: {}", kind.label(), command.tooltip(ui.ctx()));
            if toggle(ui, cx, chosen, command.icon(), command.label(), &about) {
                set(cx, notes, NoteField::Evidence(Some(kind).filter(|_| !chosen)));
            }
        }
    });
}

fn feeling_icon(feeling: Feeling) -> MaterialIcon {
    match feeling.step() {
        -2 => ICON_SENTIMENT_VERY_DISSATISFIED,
        -1 => ICON_SENTIMENT_DISSATISFIED,
        0 => ICON_SENTIMENT_NEUTRAL,
        1 => ICON_SENTIMENT_SATISFIED,
        _ => ICON_SENTIMENT_VERY_SATISFIED,
    }
}

fn feeling_row(ui: &mut egui::Ui, cx: &mut Cx<'_>, notes: &[&Note]) {
    let shared = Shared::of(notes, |note| note.feeling);
    toggles(ui, cx, shared == Shared::Mixed, |ui, cx| {
        for feeling in Feeling::ALL {
            let chosen = shared == Shared::Same(Some(feeling));
            let name = format!("Feeling: {}", feeling.label().to_lowercase());
            let about = format!("{} to the persona", feeling.label());
            if toggle(ui, cx, chosen, feeling_icon(feeling), &name, &about) {
                set(cx, notes, NoteField::Feeling(Some(feeling).filter(|_| !chosen)));
            }
        }
    });
}

/// A button that shows the present choice and opens a menu with the others.
fn menu_button(ui: &mut egui::Ui, name: &str, text: &str, entries: impl FnOnce(&mut egui::Ui)) {
    let button =
        egui::Button::new((RichText::new(text).font(theme::regular(13.0)), ICON_EXPAND_MORE.rich_text())).truncate();
    let response = ui.add(button);
    named(&response, &format!("{name}: {text}"));
    egui::Popup::menu(&response).show(|ui| {
        ui.set_min_width(180.0);
        entries(ui);
    });
}

/// An entry of a menu with a dot of its colour; `true` when it was clicked.
fn entry(ui: &mut egui::Ui, chosen: bool, dot: Option<egui::Color32>, text: &str) -> bool {
    let dot = RichText::new("●").size(12.0).color(dot.unwrap_or(egui::Color32::TRANSPARENT));
    let response = ui.add(egui::Button::selectable(chosen, (dot, text)));
    named(&response, text);
    if response.clicked() {
        ui.close();
    }
    response.clicked()
}

fn theme_row(ui: &mut egui::Ui, cx: &mut Cx<'_>, notes: &[&Note]) {
    let map = cx.map;
    let shared = Shared::of(notes, |note| note.theme.as_ref());
    let text = match shared {
        Shared::Mixed => "Mixed",
        Shared::Same(None) => "None",
        Shared::Same(Some(id)) => map.theme(id).map_or("None", themes::title),
    };
    menu_button(ui, "Theme", text, |ui| {
        for (index, theme) in map.themes.iter().enumerate() {
            let chosen = shared == Shared::Same(Some(&theme.id));
            let dot = color(cx, Ink::Theme(index));
            if entry(ui, chosen, Some(dot), themes::title(theme)) && !chosen {
                set(cx, notes, NoteField::Theme(Some(theme.id.clone())));
            }
        }
        if entry(ui, shared == Shared::Same(None), None, "None") && shared != Shared::Same(None) {
            set(cx, notes, NoteField::Theme(None));
        }
        ui.separator();
        if entry(ui, false, None, "New theme…") {
            cx.out.command(Command::Group);
        }
    });
}

fn quadrant_row(ui: &mut egui::Ui, cx: &mut Cx<'_>, notes: &[&Note]) {
    let map = cx.map;
    let shared = Shared::of(notes, |note| &note.quadrant);
    let text = match shared {
        Shared::Mixed => "Mixed",
        Shared::Same(id) => map.quadrant(id).map_or("", |quadrant| &quadrant.title),
    };
    menu_button(ui, "Quadrant", text, |ui| {
        for quadrant in &map.quadrants {
            let dot = color(cx, Ink::Strong(quadrant.tone));
            if entry(ui, shared == Shared::Same(&quadrant.id), Some(dot), &quadrant.title) {
                let elsewhere = notes.iter().filter(|note| note.quadrant != quadrant.id);
                let moves =
                    elsewhere.map(|note| NoteMove { note: note.id.clone(), quadrant: quadrant.id.clone(), at: None });
                let moves: Vec<_> = moves.collect();
                if !moves.is_empty() {
                    cx.out.edit(Edit::MoveNotes(moves));
                }
            }
        }
    });
}

/// An RFC 3339 time as people write it: `2026-11-21 18:04`, in UTC as it stands in the map.
fn readable_time(created: &str) -> String {
    match (created.get(..10), created.get(11..16)) {
        (Some(day), Some(time)) => format!("{day} {time}"),
        _ => created.to_owned(),
    }
}
