//! What a need's card folds out: the 4 A's plan, and for research the signs that the need is met.

use eframe::egui;
use egui::RichText;

use crate::app::{Cx, theme};
use crate::document::{NeedField, TextTarget};
use crate::file::Depth;
use crate::model::Need;
use crate::scene::Ink;

use super::draft::{self, Target};
use super::field::Field;
use super::style::{color, muted};

/// The four parts: field, name, what it asks, an example.
const PARTS: [(NeedField, &str, &str, &str); 4] = [
    (NeedField::Awareness, "Awareness", "How do we know of this need?", "Three of four interviews name it"),
    (
        NeedField::Acknowledgment,
        "Acknowledgment",
        "How do we show that we know?",
        "Say what we already know of the case",
    ),
    (NeedField::Action, "Action", "What do we do about it?", "One case file for all teams"),
    (NeedField::Advocacy, "Advocacy", "How do we stand up for it afterwards?", "Call back a week later"),
];

/// The field of the first part that says nothing yet.
pub fn first_empty(need: &Need) -> NeedField {
    let says_nothing = |field: &NeedField| {
        let text = match field {
            NeedField::Awareness => &need.plan.awareness,
            NeedField::Acknowledgment => &need.plan.acknowledgment,
            NeedField::Action => &need.plan.action,
            _ => &need.plan.advocacy,
        };
        text.trim().is_empty()
    };
    PARTS.iter().map(|(field, ..)| *field).find(says_nothing).unwrap_or(NeedField::Awareness)
}

/// Shows the plan and the signs.
pub fn show(ui: &mut egui::Ui, cx: &mut Cx<'_>, need: &Need) {
    for (field, name, asks, example) in PARTS {
        caption(ui, cx, name, asks);
        let field = Field::new(TextTarget::Need(need.id.clone(), field), name, example);
        Field { has_lines: true, ..field }.show(ui, cx);
    }
    if cx.view.depth < Depth::Research {
        return;
    }
    caption(ui, cx, "Met when", "How will we know?");
    for (index, sign) in need.met_when.iter().enumerate() {
        let target = Target::Sign(need.id.clone(), index);
        draft::field(ui, cx, target, sign, &format!("Sign {}", index + 1), "Empty signs go away");
    }
    let last = Target::Sign(need.id.clone(), need.met_when.len());
    draft::field(ui, cx, last, "", "New sign", "Add a sign, such as “nobody repeats a case”");
}

fn caption(ui: &mut egui::Ui, cx: &Cx<'_>, name: &str, asks: &str) {
    ui.add_space(6.0);
    ui.scope(|ui| {
        ui.spacing_mut().interact_size.y = 18.0;
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = 6.0;
            ui.label(RichText::new(name).font(theme::semibold(12.5)).color(color(cx, Ink::Text)));
            ui.label(muted(cx, asks));
        });
    });
}
