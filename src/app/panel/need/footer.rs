//! The lower part of a need's card: the notes behind it, how well they support it, how bad it is, and the way to its plan.

use eframe::egui;
use egui::{AtomExt, Label};
use egui_material_icons::icons::{ICON_BOLT, ICON_EXPAND_LESS, ICON_EXPAND_MORE};

use crate::app::panel::chip::{Chip, Sign};
use crate::app::panel::links::{Links, chips};
use crate::app::panel::style::{color, flat, muted, named, shortened};
use crate::app::panel::{menu, strength};
use crate::app::{Cx, theme};
use crate::file::Depth;
use crate::model::{Need, Reach};
use crate::scene::Ink;

/// Chips and tags on the left, the plan on the right; for research the reason of the strength below them.
pub fn show(ui: &mut egui::Ui, cx: &mut Cx<'_>, need: &Need, links: &Links<'_>) {
    let judged = cx.view.judgement.of(cx.map);
    let strength = judged.needs.get(&need.id);
    let size = egui::vec2(ui.available_width(), 24.0);
    ui.allocate_ui_with_layout(size, egui::Layout::right_to_left(egui::Align::Min), |ui| {
        plan_button(ui, cx, need);
        let wrapped = egui::Layout::left_to_right(egui::Align::Center).with_main_wrap(true);
        ui.with_layout(wrapped, |ui| {
            ui.spacing_mut().item_spacing = egui::vec2(6.0, 5.0);
            chips(ui, cx, links);
            if let Some(strength) = strength {
                strength::tag(ui, cx, strength, links);
            }
            severity(ui, cx, need);
            reach(ui, cx, judged.reach.get(&need.id).copied().unwrap_or_default());
        });
    });
    if cx.view.depth == Depth::Research
        && let Some(strength) = strength
    {
        ui.add(Label::new(muted(cx, strength.reason.as_str())).wrap());
    }
}

/// How many people are behind the need, where the notes name any.
fn reach(ui: &mut egui::Ui, cx: &Cx<'_>, reach: Reach) {
    if reach.is_known() {
        let about = "So many of the people whom the notes of this map are about";
        ui.add(Label::new(muted(cx, reach.to_string())).extend()).on_hover_text(about);
    }
}

fn severity(ui: &mut egui::Ui, cx: &mut Cx<'_>, need: &Need) {
    let Some(severity) = need.severity else { return };
    let text = format!("Severity {}", severity.step());
    let name = format!("Severity {}: {}", severity.step(), menu::severity_label(severity));
    let chip = Chip {
        sign: Sign::Bare,
        text: &text,
        marks: &[],
        fill: color(cx, Ink::Surface),
        ink: color(cx, Ink::Muted),
        name: &name,
        removable: false,
    };
    let response = chip.show(ui, cx).on_hover_text(name.as_str());
    egui::Popup::menu(&response).show(|ui| menu::severities(ui, cx, need));
}

fn plan_button(ui: &mut egui::Ui, cx: &mut Cx<'_>, need: &Need) {
    let open = cx.view.open_plans.contains(&need.id);
    let accent = color(cx, Ink::Accent);
    let text = egui::RichText::new("4 A’s plan").font(theme::regular(12.5)).color(accent);
    let icon = if open { ICON_EXPAND_LESS } else { ICON_EXPAND_MORE }.rich_text().size(14.0).color(accent);
    let response = flat(ui, egui::Button::new((text, icon)).gap(2.0));
    named(&response, "4 A’s plan");
    ui.ctx().accesskit_node_builder(response.id, |node| node.set_expanded(open));
    let about = if cx.view.depth == Depth::Research {
        "Awareness, acknowledgment, action, advocacy, and how we know that the need is met"
    } else {
        "Awareness, acknowledgment, action, advocacy"
    };
    if response.on_hover_text(about).clicked() && !cx.view.open_plans.remove(&need.id) {
        cx.view.open_plans.insert(need.id.clone());
    }
}

/// The motivations that the need names.
pub fn motivations(ui: &mut egui::Ui, cx: &mut Cx<'_>, need: &Need) {
    let names: Vec<&str> = (need.motivations.iter())
        .filter_map(|id| cx.map.motivation(id))
        .map(|motivation| motivation.statement.as_str())
        .collect();
    if names.is_empty() {
        return;
    }
    let text = muted(cx, shortened(&names.join(", "), 90));
    let icon = ICON_BOLT.rich_text().size(14.0).color(color(cx, Ink::Muted));
    // Unless told otherwise, a button cuts its first text, which here is the icon.
    let button = egui::Button::new((icon, text.atom_shrink(true))).truncate();
    let response = flat(ui, button);
    let name = format!("Motivations: {}", names.join(", "));
    named(&response, &name);
    let response = response.on_hover_text(name);
    egui::Popup::menu(&response)
        .close_behavior(egui::PopupCloseBehavior::CloseOnClickOutside)
        .show(|ui| menu::motivations(ui, cx, need));
}
