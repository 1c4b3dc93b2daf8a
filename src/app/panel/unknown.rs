//! What the map does not know: each gap in a sentence, and a click goes to what it is about.

use std::rc::Rc;

use eframe::egui;
use egui::{Label, RichText};
use egui_material_icons::icons::{ICON_CHEVRON_RIGHT, ICON_CONTENT_COPY};

use crate::app::state::Reveal;
use crate::app::{Cx, theme};
use crate::document::NeedField;
use crate::file::Depth;
use crate::model::{ItemRef, NeedId, NoteId, QuadrantId};
use crate::scene::Ink;
use crate::synthesis::Gap;

use super::links::show_notes;
use super::style::{color, heading, icon_button, low_row, muted, row_button, unfold};
use super::{card, causes, depth, field, need, plan};

/// So many are shown at first.
const FEW: usize = 3;
/// Space around a quadrant that is brought into view, in board units.
const MARGIN: f32 = 24.0;

/// Shows the gaps, where there are any.
pub fn show(ui: &mut egui::Ui, cx: &mut Cx<'_>) {
    let judged = cx.view.judgement.of(cx.map);
    let all = judged.gaps.len();
    if all == 0 {
        return;
    }
    low_row(ui, |ui| {
        ui.label(heading(cx, "What we do not know"));
        ui.label(muted(cx, all.to_string()));
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            if icon_button(ui, cx, ICON_CONTENT_COPY, "Copy as a list").clicked() {
                let lines = judged.gaps.iter().map(|gap| format!("- {}\n", gap.sentence(cx.map)));
                ui.ctx().copy_text(lines.collect());
                cx.out.say("List copied.");
            }
        });
    });
    let shown = cx.view.panel.gaps_shown.max(FEW);
    let judged = Rc::clone(&judged);
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        for gap in judged.gaps.iter().take(shown) {
            row(ui, cx, gap);
        }
        cx.view.panel.gaps_shown = unfold(ui, cx, all, FEW, shown);
    });
}

fn row(ui: &mut egui::Ui, cx: &mut Cx<'_>, gap: &Gap) {
    let sentence = gap.sentence(cx.map);
    let response = row_button(ui, cx, &sentence, |ui, cx| {
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = 4.0;
            ui.label(ICON_CHEVRON_RIGHT.rich_text().size(15.0).color(color(cx, Ink::Muted)));
            let text = RichText::new(&sentence).font(theme::regular(13.0)).color(color(cx, Ink::Text));
            ui.add(Label::new(text).wrap());
        });
    });
    if response.contains_pointer() || response.has_focus() {
        let notes = notes_of(cx, gap);
        cx.view.lit_notes.extend(notes);
    }
    if response.on_hover_text(what_a_click_does(gap)).clicked() {
        go_to(cx, gap);
    }
}

/// The notes that a gap is about.
fn notes_of(cx: &Cx<'_>, gap: &Gap) -> Vec<NoteId> {
    match gap {
        Gap::NotesWithoutTheme(notes) => notes.clone(),
        Gap::OpenQuestion(note) => vec![note.clone()],
        Gap::PainsWithoutDeeds(theme) => {
            let notes = cx.map.notes.iter().filter(|note| note.theme.as_ref() == Some(theme));
            notes.map(|note| note.id.clone()).collect()
        }
        Gap::TensionWithoutNeed(id) => {
            let tension = cx.map.tension(id);
            tension.iter().flat_map(|it| it.this.iter().chain(&it.but)).cloned().collect()
        }
        _ => Vec::new(),
    }
}

fn what_a_click_does(gap: &Gap) -> &'static str {
    match gap {
        Gap::ThinQuadrant(_) => "Show the quadrant",
        Gap::PainsWithoutDeeds(_) | Gap::NotesWithoutTheme(_) | Gap::OpenQuestion(_) => "Select and show the notes",
        Gap::AssumedNeed(_) => "Show the need",
        Gap::TensionWithoutNeed(_) => "Show the tension",
        Gap::PersonWithoutNotes(_) => "Say what can be done",
        Gap::NeedWithoutReason(_) => "Write the reason",
        Gap::TopNeedWithoutPlan(_) => "Write the plan",
        Gap::CausesWithoutEvidence(..) => "Say what the cause rests on",
    }
}

/// Brings into view what a gap is about, ready to be filled in.
pub fn go_to(cx: &mut Cx<'_>, gap: &Gap) {
    match gap {
        Gap::ThinQuadrant(id) => show_quadrant(cx, id),
        Gap::PainsWithoutDeeds(_) | Gap::NotesWithoutTheme(_) | Gap::OpenQuestion(_) => {
            let notes = notes_of(cx, gap);
            show_notes(cx, notes);
        }
        Gap::AssumedNeed(id) => card::reveal(cx, ItemRef::Need(id.clone())),
        Gap::TensionWithoutNeed(id) => {
            depth::reach(cx.view, cx.out, Depth::Research);
            card::reveal(cx, ItemRef::Tension(id.clone()));
        }
        Gap::PersonWithoutNotes(name) => {
            cx.out.say(format!("Select the notes that are about {name}, and add the name under Who."));
        }
        Gap::NeedWithoutReason(id) => {
            depth::reach(cx.view, cx.out, Depth::Team);
            edit_need(cx, id, NeedField::Because);
        }
        Gap::TopNeedWithoutPlan(id) => {
            depth::reach(cx.view, cx.out, Depth::Team);
            if let Some(need) = cx.map.need(id) {
                cx.view.open_plans.insert(id.clone());
                cx.view.focus_request = Some(field::id(&need::target(need, plan::first_empty(need))));
            }
        }
        Gap::CausesWithoutEvidence(id, _) => {
            if let Some(need) = cx.map.need(id) {
                depth::reach(cx.view, cx.out, Depth::Research);
                causes::reveal_open(cx, need);
            }
        }
    }
}

fn edit_need(cx: &mut Cx<'_>, id: &NeedId, part: NeedField) {
    if let Some(need) = cx.map.need(id) {
        card::edit(cx, ItemRef::Need(id.clone()), field::id(&need::target(need, part)));
    }
}

fn show_quadrant(cx: &mut Cx<'_>, id: &QuadrantId) {
    if let Some(quadrant) = cx.scene.quadrants.iter().find(|quadrant| quadrant.id == *id) {
        cx.view.reveal = Some(Reveal::Area(quadrant.rect.expand(MARGIN)));
    }
}
