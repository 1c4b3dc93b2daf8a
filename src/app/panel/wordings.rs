//! One need in four wordings, each copied with a click, and a hint where a need names a thing.

use eframe::egui;
use egui::{Label, RichText};
use egui_material_icons::icons::{ICON_CLOSE, ICON_LIGHTBULB};

use crate::app::{Cx, Message, theme};
use crate::file::Proposal;
use crate::model::Need;
use crate::scene::Ink;
use crate::synthesis::{Wording, names_a_thing};

use super::style::{color, icon_button, muted, row_button};

/// The four sentences; a click copies one.
pub fn menu(ui: &mut egui::Ui, cx: &mut Cx<'_>, need: &Need) {
    ui.set_max_width(340.0);
    // Menus justify their lines, which is not for sentences.
    ui.with_layout(egui::Layout::top_down(egui::Align::Min), |ui| {
        ui.spacing_mut().item_spacing.y = 2.0;
        for wording in Wording::ALL {
            sentence(ui, cx, need, wording);
        }
    });
}

fn sentence(ui: &mut egui::Ui, cx: &mut Cx<'_>, need: &Need, wording: Wording) {
    let sentence = wording.sentence(need, &cx.map.persona);
    let name = format!("Copy as {}: {sentence}", wording.label().to_lowercase());
    let response = row_button(ui, cx, &name, |ui, cx| {
        ui.spacing_mut().item_spacing.y = 1.0;
        ui.label(RichText::new(wording.label()).font(theme::semibold(12.0)).color(color(cx, Ink::Accent)));
        let text = RichText::new(&sentence).font(theme::regular(13.5)).color(color(cx, Ink::Text));
        ui.add(Label::new(text).wrap());
    });
    if response.on_hover_text("Click to copy").clicked() {
        ui.ctx().copy_text(sentence);
        cx.out.say(format!("{} copied.", wording.label()));
        ui.close();
    }
}

/// Asks for the verb where a need names a thing, until somebody does not want to be asked.
pub fn hint(ui: &mut egui::Ui, cx: &mut Cx<'_>, need: &Need) {
    let Some(text) = names_a_thing(&need.statement) else { return };
    let proposal = Proposal::Verb(need.id.clone());
    if cx.is_dismissed(&proposal) {
        return;
    }
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        ui.label(ICON_LIGHTBULB.rich_text().size(15.0).color(color(cx, Ink::Muted)));
        let room = ui.available_width() - 32.0;
        ui.vertical(|ui| {
            ui.set_width(room);
            ui.add(Label::new(muted(cx, text)).wrap());
        });
        if icon_button(ui, cx, ICON_CLOSE, "Leave this need as it is").clicked() {
            cx.out.push(Message::Dismiss(vec![proposal]));
        }
    });
}
