//! The card of a need: a sentence that is edited in place, its evidence, and its plan folded in.

use eframe::egui;
use egui::{AtomExt, Label, RichText, Sense};
use egui_material_icons::icons::{ICON_BOLT, ICON_EXPAND_LESS, ICON_EXPAND_MORE};

use crate::app::{Cx, theme};
use crate::document::{LinkSet, NeedField, TextTarget};
use crate::model::{ItemRef, Need, Tone};
use crate::scene::Ink;

use super::card::{self, Card};
use super::chip::{Chip, Sign};
use super::field::{self, Field};
use super::links::{Links, chips};
use super::style::{color, flat, muted, named, shortened};
use super::{menu, plan};

/// Shows the card of a need. Returns where it is.
pub fn show(ui: &mut egui::Ui, cx: &mut Cx<'_>, need: &Need) -> egui::Rect {
    let card = Card {
        item: ItemRef::Need(need.id.clone()),
        kind: "NEED",
        name: format!("Need: {}", need.sentence(&cx.map.persona)),
        links: Links {
            supports: &need.supports,
            contradicts: &need.contradicts,
            support_set: LinkSet::NeedSupports(need.id.clone()),
            contradict_set: LinkSet::NeedContradicts(need.id.clone()),
        },
        takes_notes: true,
    };
    card.show(ui, cx, |ui, cx| {
        let fields = FIELDS.map(|name| field::id(&target(need, name)));
        if card::is_editing(ui, cx, &card.item, &fields) {
            if fields_of(ui, cx, need) {
                card::finish(ui, cx, &card.item);
            }
        } else {
            sentence(ui, cx, need, &card.item);
        }
        ui.add_space(3.0);
        footer(ui, cx, need, &card.links);
        motivations(ui, cx, need);
        if cx.view.open_plans.contains(&need.id) {
            plan::show(ui, cx, need);
        }
    })
}

const FIELDS: [NeedField; 5] =
    [NeedField::Who, NeedField::Statement, NeedField::Because, NeedField::When, NeedField::SoThat];

const STATEMENT_HINT: &str = "what? Begin with a verb";

/// The field for what somebody needs to do.
pub fn statement_field(need: &Need) -> Field<'static> {
    let target = target(need, NeedField::Statement);
    Field { font: theme::semibold(14.5), ..Field::new(target, "Statement", STATEMENT_HINT) }
}

fn target(need: &Need, field: NeedField) -> TextTarget {
    TextTarget::Need(need.id.clone(), field)
}

/// The need as it reads; a click on a part edits it.
fn sentence(ui: &mut egui::Ui, cx: &mut Cx<'_>, need: &Need, item: &ItemRef) {
    let text = need.sentence(&cx.map.persona);
    let ink = if need.statement.trim().is_empty() { Ink::Muted } else { Ink::Text };
    let text = RichText::new(text).font(theme::semibold(15.0)).color(color(cx, ink));
    let mut clicked = words(ui, text, "Edit need").then_some(NeedField::Statement);
    if !need.because.is_empty() {
        let text = muted(cx, format!("because {}", need.because));
        if words(ui, text, "Edit reason") {
            clicked = Some(NeedField::Because);
        }
    }
    let situation = [("when", &need.when), ("so that", &need.so_that)]
        .into_iter()
        .filter(|(_, text)| !text.is_empty())
        .map(|(word, text)| format!("{word} {text}"))
        .collect::<Vec<_>>()
        .join(", ");
    if !situation.is_empty() && words(ui, muted(cx, situation), "Edit situation and purpose") {
        clicked = Some(NeedField::When);
    }
    if let Some(field) = clicked {
        card::edit(cx, item.clone(), field::id(&target(need, field)));
    }
}

/// Words that are edited by a click; `true` when they were clicked.
pub fn words(ui: &mut egui::Ui, text: RichText, about: &str) -> bool {
    let label = Label::new(text).wrap().sense(Sense::click());
    ui.add(label).on_hover_cursor(egui::CursorIcon::Text).on_hover_text(about).clicked()
}

/// All parts of the sentence as fields; `true` when Enter ended the editing.
fn fields_of(ui: &mut egui::Ui, cx: &mut Cx<'_>, need: &Need) -> bool {
    let persona = cx.map.persona.name.trim();
    let mut done = false;
    let mut part = |ui: &mut egui::Ui, cx: &mut Cx<'_>, before: &str, field: NeedField, name: &str, hint: &str| {
        if !before.is_empty() {
            ui.label(muted(cx, before));
        }
        let font = if field == NeedField::Statement { theme::semibold(14.5) } else { theme::regular(13.0) };
        done |= Field { font, ..Field::new(target(need, field), name, hint) }.show(ui, cx);
    };
    part(ui, cx, "", NeedField::Who, "Who", if persona.is_empty() { "They" } else { persona });
    part(ui, cx, "needs to", NeedField::Statement, "Statement", STATEMENT_HINT);
    part(ui, cx, "because", NeedField::Because, "Because", "why it matters");
    let open = cx.view.panel.open_details.contains(&need.id) || !need.when.is_empty() || !need.so_that.is_empty();
    if open {
        part(ui, cx, "when", NeedField::When, "When", "the situation");
        part(ui, cx, "so that", NeedField::SoThat, "So that", "what it is good for");
    } else {
        let text = RichText::new("+ When and so that").font(theme::regular(12.5)).color(color(cx, Ink::Accent));
        if flat(ui, egui::Button::new(text)).clicked() {
            cx.view.panel.open_details.insert(need.id.clone());
            cx.view.focus_request = Some(field::id(&target(need, NeedField::When)));
        }
    }
    done
}

/// Chips and tags on the left, the plan on the right.
fn footer(ui: &mut egui::Ui, cx: &mut Cx<'_>, need: &Need, links: &Links<'_>) {
    let size = egui::vec2(ui.available_width(), 24.0);
    ui.allocate_ui_with_layout(size, egui::Layout::right_to_left(egui::Align::Min), |ui| {
        plan_button(ui, cx, need);
        let wrapped = egui::Layout::left_to_right(egui::Align::Center).with_main_wrap(true);
        ui.with_layout(wrapped, |ui| {
            ui.spacing_mut().item_spacing = egui::vec2(6.0, 5.0);
            chips(ui, cx, links);
            if need.is_assumption() {
                tag(ui, cx, "Assumption", "No note backs this need yet. Drag notes here, or attach selected ones.");
            }
            if let Some(severity) = need.severity {
                let text = format!("Severity {}", severity.step());
                let name = format!("Severity {}: {}", severity.step(), menu::severity_label(severity));
                let chip = Chip {
                    sign: Sign::Bare,
                    text: &text,
                    fill: color(cx, Ink::Surface),
                    ink: color(cx, Ink::Muted),
                    name: &name,
                    removable: false,
                };
                let response = chip.show(ui, cx).on_hover_text(name.as_str());
                egui::Popup::menu(&response).show(|ui| menu::severities(ui, cx, need));
            }
        });
    });
}

/// A word that says something about a card and cannot be clicked.
pub fn tag(ui: &mut egui::Ui, cx: &Cx<'_>, text: &str, about: &str) {
    let ink = color(cx, Ink::Strong(Tone::Amber));
    let frame = egui::Frame::new().fill(color(cx, Ink::Paper(Tone::Amber))).corner_radius(11);
    let frame = frame.inner_margin(egui::Margin::symmetric(9, 3));
    let label = Label::new(RichText::new(text).font(theme::semibold(12.0)).color(ink));
    frame.show(ui, |ui| ui.add(label)).response.on_hover_text(about);
}

fn plan_button(ui: &mut egui::Ui, cx: &mut Cx<'_>, need: &Need) {
    let open = cx.view.open_plans.contains(&need.id);
    let accent = color(cx, Ink::Accent);
    let text = RichText::new("4 A’s plan").font(theme::regular(12.5)).color(accent);
    let icon = if open { ICON_EXPAND_LESS } else { ICON_EXPAND_MORE }.rich_text().size(14.0).color(accent);
    let response = flat(ui, egui::Button::new((text, icon)).gap(2.0));
    named(&response, "4 A’s plan");
    ui.ctx().accesskit_node_builder(response.id, |node| node.set_expanded(open));
    let response =
        response.on_hover_text("Awareness, acknowledgment, action, advocacy, and how we know that the need is met");
    if response.clicked() && !cx.view.open_plans.remove(&need.id) {
        cx.view.open_plans.insert(need.id.clone());
    }
}

/// The motivations that the need names.
fn motivations(ui: &mut egui::Ui, cx: &mut Cx<'_>, need: &Need) {
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
