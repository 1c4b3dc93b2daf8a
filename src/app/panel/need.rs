//! The card of a need: a sentence that is edited in place, its evidence, its causes, and its plan folded in.

mod footer;

use eframe::egui;
use egui::{Label, RichText, Sense};

use crate::app::{Cx, theme};
use crate::document::{LinkSet, NeedField, TextTarget};
use crate::file::Depth;
use crate::model::{ItemRef, Need};
use crate::scene::Ink;

use super::card::{self, Card};
use super::field::{self, Field};
use super::links::Links;
use super::style::{color, flat, muted};
use super::{causes, plan, wordings};

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
        let depth = cx.view.depth;
        if depth == Depth::Workshop {
            return;
        }
        wordings::hint(ui, cx, need);
        ui.add_space(3.0);
        footer::show(ui, cx, need, &card.links);
        if depth == Depth::Research {
            footer::motivations(ui, cx, need);
            causes::show(ui, cx, need);
        }
        if cx.view.open_plans.contains(&need.id) {
            plan::show(ui, cx, need);
        }
    })
}

/// The size of the statement; at a workshop it is read from the back of the room.
pub fn statement_size(depth: Depth) -> f32 {
    if depth == Depth::Workshop { 19.0 } else { 15.0 }
}

const FIELDS: [NeedField; 5] =
    [NeedField::Who, NeedField::Statement, NeedField::Because, NeedField::When, NeedField::SoThat];

const STATEMENT_HINT: &str = "what? Begin with a verb";

/// The field for what somebody needs to do.
pub fn statement_field(need: &Need, depth: Depth) -> Field<'static> {
    let target = target(need, NeedField::Statement);
    Field { font: theme::semibold(statement_size(depth) - 0.5), ..Field::new(target, "Statement", STATEMENT_HINT) }
}

/// A text of a need.
pub fn target(need: &Need, field: NeedField) -> TextTarget {
    TextTarget::Need(need.id.clone(), field)
}

/// The need as it reads; a click on a part edits it.
fn sentence(ui: &mut egui::Ui, cx: &mut Cx<'_>, need: &Need, item: &ItemRef) {
    let depth = cx.view.depth;
    let text = need.sentence(&cx.map.persona);
    let ink = if need.statement.trim().is_empty() { Ink::Muted } else { Ink::Text };
    let text = RichText::new(text).font(theme::semibold(statement_size(cx.view.depth))).color(color(cx, ink));
    let mut clicked = words(ui, text, "Edit need").then_some(NeedField::Statement);
    if !need.because.is_empty() && depth >= Depth::Team {
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
    let shows_situation = depth == Depth::Research && !situation.is_empty();
    if shows_situation && words(ui, muted(cx, situation), "Edit situation and purpose") {
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

/// The parts of the sentence as fields, as many as are shown; `true` when Enter ended the editing.
fn fields_of(ui: &mut egui::Ui, cx: &mut Cx<'_>, need: &Need) -> bool {
    let persona = cx.map.persona.name.trim();
    let mut done = false;
    let mut part = |ui: &mut egui::Ui, cx: &mut Cx<'_>, before: &str, field: NeedField, name: &str, hint: &str| {
        if !before.is_empty() {
            ui.label(muted(cx, before));
        }
        done |= Field::new(target(need, field), name, hint).show(ui, cx);
    };
    if cx.view.depth == Depth::Workshop {
        ui.label(muted(cx, need.subject(&cx.map.persona)));
        return statement_field(need, Depth::Workshop).show(ui, cx);
    }
    part(ui, cx, "", NeedField::Who, "Who", if persona.is_empty() { "They" } else { persona });
    ui.label(muted(cx, "needs to"));
    let in_statement = statement_field(need, cx.view.depth).show(ui, cx);
    part(ui, cx, "because", NeedField::Because, "Because", "why it matters");
    if cx.view.depth < Depth::Research {
        return done || in_statement;
    }
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
    done || in_statement
}
