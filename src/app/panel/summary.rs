//! The summary: how much of the map is used as evidence, then needs, motivations, tensions and themes, each in its order,
//! with what the program proposes and what nobody knows yet; as much of it as the depth shows.

use eframe::egui;
use egui::{Margin, Rect, RichText, Role, Sense, WidgetInfo, vec2};

use crate::app::{Command, Cx, theme};
use crate::file::Depth;
use crate::model::ItemRef;
use crate::scene::Ink;

use super::fresh::{self, List};
use super::style::{MARGIN, color, count, flat, heading, link, low_row, muted, named};
use super::{depth, evidence, links, motivation, need, order, proposals, tension, themes, unknown};

/// Space between cards.
const GAP: f32 = 12.0;

/// Shows the summary in the rest of the panel.
pub fn show(ui: &mut egui::Ui, cx: &mut Cx<'_>) {
    // The scroll bar stands in the margin on the right.
    let width = ui.available_width() - 2.0 * f32::from(MARGIN);
    egui::ScrollArea::vertical().id_salt("summary").auto_shrink(false).animated(cx.look.animated).show(ui, |ui| {
        let margin = Margin { left: MARGIN, right: 0, top: 18, bottom: 28 };
        egui::Frame::new().inner_margin(margin).show(ui, |ui| {
            ui.set_width(width);
            ui.scope(|ui| coverage(ui, cx));
            ui.add_space(2.0);
            depth::switch(ui, cx);
            ui.add_space(6.0);
            let (map, depth) = (cx.map, cx.view.depth);
            if map.needs.is_empty() && map.motivations.is_empty() && map.tensions.is_empty() {
                first_steps(ui, cx);
            }
            ui.spacing_mut().item_spacing.y = GAP;
            section(ui, cx, "Needs", "Need", Command::AddNeed, map.needs.len());
            let cards = map.needs.iter().map(|it| (ItemRef::Need(it.id.clone()), need::show(ui, cx, it)));
            let cards: Vec<(ItemRef, Rect)> = cards.collect();
            order::drag(ui, cx, &cards);
            fresh::show(ui, cx, List::Needs);

            if depth >= Depth::Team {
                section(ui, cx, "Motivations", "Motivation", Command::AddMotivation, map.motivations.len());
                let cards = map.motivations.iter();
                let cards = cards.map(|it| (ItemRef::Motivation(it.id.clone()), motivation::show(ui, cx, it)));
                let cards: Vec<(ItemRef, Rect)> = cards.collect();
                order::drag(ui, cx, &cards);
                fresh::show(ui, cx, List::Motivations);
            }
            if depth == Depth::Research {
                section(ui, cx, "Tensions", "Tension", Command::AddTension, map.tensions.len());
                let cards = map.tensions.iter().map(|it| (ItemRef::Tension(it.id.clone()), tension::show(ui, cx, it)));
                let cards: Vec<(ItemRef, Rect)> = cards.collect();
                order::drag(ui, cx, &cards);
                proposals::show_pairs(ui, cx);
            }
            depth::hidden_in_map(ui, cx);
            proposals::show_drafts(ui, cx);
            if depth >= Depth::Team {
                unknown::show(ui, cx);
            }

            section(ui, cx, "Themes", "Theme", Command::Group, map.themes.len());
            ui.spacing_mut().item_spacing.y = 2.0;
            themes::show(ui, cx);
        });
    });
}

/// Heading, how many notes are used as evidence, and the same as a bar.
fn coverage(ui: &mut egui::Ui, cx: &mut Cx<'_>) {
    ui.label(RichText::new("Needs and motivations").font(theme::semibold(18.0)).color(color(cx, Ink::Text)));
    ui.spacing_mut().item_spacing.y = 4.0;
    let all = cx.map.notes.len();
    let used = evidence::used(cx.map).len().min(all);
    let unused = all - used;
    ui.spacing_mut().interact_size.y = 20.0;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(0.0, 2.0);
        let end = if all > 0 && unused == 0 { " · all used" } else { "" };
        ui.label(muted(cx, format!("{} · {used} used as evidence{end}", count(all, "note"))));
        if unused > 0 {
            ui.label(muted(cx, " · "));
            let button = egui::Button::new(muted(cx, format!("{unused} not yet used"))).frame(false);
            let response = ui.add(button.min_size(vec2(0.0, 20.0)));
            named(&response, &format!("{unused} not yet used"));
            if response.hovered() {
                let line = response.rect.shrink2(vec2(0.0, 2.0));
                ui.painter().hline(line.x_range(), line.bottom(), egui::Stroke::new(1.0, color(cx, Ink::Muted)));
            }
            if response.on_hover_text("Select the notes that no need, motivation or tension uses yet").clicked() {
                links::show_notes(cx, evidence::unused(cx.map));
            }
        }
    });
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 5.0), Sense::hover());
    let share = if all == 0 { 0.0 } else { used as f32 / all as f32 };
    response.widget_info(|| WidgetInfo {
        value: Some(f64::from(share) * 100.0),
        ..WidgetInfo::labeled(Role::ProgressIndicator, true, "Share of notes used as evidence")
    });
    ui.painter().rect_filled(rect, 2.5, color(cx, Ink::Line));
    let filled = Rect::from_min_size(rect.min, vec2(rect.width() * share, rect.height()));
    ui.painter().rect_filled(filled, 2.5, color(cx, Ink::Accent));
}

/// What to do on a map without a summary.
fn first_steps(ui: &mut egui::Ui, cx: &Cx<'_>) {
    let name = cx.map.persona.name.trim();
    let whom = if name.is_empty() { "the persona" } else { name };
    let text = format!(
        "A need says what has to change for {whom}, a motivation what drives them. \
         Select the notes that speak for one and choose “+\u{a0}Need”, or begin with a hunch and attach notes later."
    );
    let frame = egui::Frame::new().fill(color(cx, Ink::AccentSoft)).corner_radius(theme::metrics::CARD_RADIUS);
    frame.inner_margin(14).show(ui, |ui| {
        ui.set_width(ui.available_width());
        let text = RichText::new(text).font(theme::regular(13.5)).color(color(cx, Ink::Text));
        ui.add(egui::Label::new(text).wrap());
    });
    ui.add_space(4.0);
}

/// The heading of a list with the button that adds to it.
fn section(ui: &mut egui::Ui, cx: &mut Cx<'_>, title: &str, one: &str, add: Command, number: usize) {
    ui.add_space(2.0);
    low_row(ui, |ui| {
        ui.label(heading(cx, title));
        if number > 0 {
            ui.label(muted(cx, number.to_string()));
        }
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            let selected = cx.view.selection.note_count();
            let (needed, otherwise) = match add {
                Command::AddTension => (2, "Select two or more notes that contradict each other first"),
                Command::Group => (1, "Select the notes that belong together first"),
                _ => (0, ""),
            };
            let text = format!("+ {one}");
            let response = if selected >= needed {
                link(ui, cx, text)
            } else {
                let text = muted(cx, text);
                ui.add_enabled_ui(false, |ui| flat(ui, egui::Button::new(text))).inner
            };
            let about = add.tooltip(ui.ctx());
            if response.on_hover_text(about).on_disabled_hover_text(otherwise).clicked() {
                cx.out.command(add);
            }
        });
    });
}
