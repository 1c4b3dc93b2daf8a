//! The card of a tension: this, but that, and what follows from it.

use eframe::egui;
use egui::{Label, RichText, Sense, UiBuilder};
use egui_material_icons::icons::ICON_SWAP_VERT;

use crate::app::Cx;
use crate::app::theme::{self, metrics};
use crate::document::{Edit, LinkSet, TextTarget};
use crate::model::{ItemRef, NoteId, Tension};
use crate::scene::Ink;

use super::card::{self, Card};
use super::evidence;
use super::field::{self, Field};
use super::links::{Hover, Links, drop_target, show_notes};
use super::need::words;
use super::style::{color, icon_button, low_row, muted, shortened};

/// Shows the card of a tension. Returns where it is.
pub fn show(ui: &mut egui::Ui, cx: &mut Cx<'_>, tension: &Tension) -> egui::Rect {
    let first = |notes: &[NoteId]| notes.first().map(|id| text_of(cx, id, 40)).unwrap_or_default();
    let card = Card {
        item: ItemRef::Tension(tension.id.clone()),
        kind: "TENSION",
        name: format!("Tension: {}, but {}", first(&tension.this), first(&tension.but)),
        links: Links {
            supports: &tension.this,
            contradicts: &tension.but,
            support_set: LinkSet::TensionThis(tension.id.clone()),
            contradict_set: LinkSet::TensionBut(tension.id.clone()),
        },
        takes_notes: false,
    };
    card.show(ui, cx, |ui, cx| {
        side(ui, cx, &tension.this, &card.links.support_set, "This");
        low_row(ui, |ui| {
            ui.label(RichText::new("but").font(theme::semibold(13.0)).color(color(cx, Ink::Accent)));
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                if icon_button(ui, cx, ICON_SWAP_VERT, "Swap the sides").clicked() {
                    cx.out.edits(swapped(tension));
                }
            });
        });
        side(ui, cx, &tension.but, &card.links.contradict_set, "But that");
        insight(ui, cx, tension, &card.item);
    })
}

/// What a note says, in a few words.
fn text_of(cx: &Cx<'_>, id: &NoteId, most_chars: usize) -> String {
    let text = evidence::note(cx.map, cx.scene, id).map(|note| note.text.as_str()).unwrap_or_default();
    if text.trim().is_empty() { "Empty note".into() } else { shortened(text, most_chars) }
}

/// The notes of one side; a click on one shows it. Notes can be dropped here.
fn side(ui: &mut egui::Ui, cx: &mut Cx<'_>, notes: &[NoteId], set: &LinkSet, name: &str) {
    let builder = UiBuilder::new()
        .id_salt(name)
        .sense(Sense::hover())
        .accessibility_role(egui::Role::Group)
        .accessibility_label(name);
    ui.scope_builder(builder, |ui| {
        let hover = drop_target(ui, cx, ui.response().rect, set.clone(), None);
        let fill = if hover == Hover::Nothing { Ink::Surface } else { Ink::AccentSoft };
        let stroke = egui::Stroke::new(1.0, color(cx, if hover == Hover::Nothing { Ink::Line } else { Ink::Accent }));
        let frame = egui::Frame::new().fill(color(cx, fill)).stroke(stroke).corner_radius(metrics::RADIUS);
        frame.inner_margin(egui::Margin::symmetric(10, 7)).show(ui, |ui| {
            ui.set_width(ui.available_width());
            for id in notes {
                let text = RichText::new(text_of(cx, id, 90)).font(theme::regular(13.5)).color(color(cx, Ink::Text));
                let label = ui.add(Label::new(text).wrap().sense(Sense::click()));
                if label.on_hover_cursor(egui::CursorIcon::PointingHand).on_hover_text("Show this note").clicked() {
                    show_notes(cx, vec![id.clone()]);
                }
            }
        });
    });
}

fn insight(ui: &mut egui::Ui, cx: &mut Cx<'_>, tension: &Tension, item: &ItemRef) {
    let target = TextTarget::Tension(tension.id.clone());
    let field = field::id(&target);
    if card::is_editing(ui, cx, item, &[field]) {
        if Field::new(target, "Insight", "What follows from it?").show(ui, cx) {
            card::finish(ui, cx, item);
        }
        return;
    }
    let insight = tension.insight.trim();
    let text = if insight.is_empty() { "What follows from it?" } else { insight };
    if words(ui, muted(cx, text), "Edit insight") {
        card::edit(cx, item.clone(), field);
    }
}

/// The edits that exchange both sides. Notes join their new side before they leave the old one, so that none is ever empty.
fn swapped(tension: &Tension) -> Vec<Edit> {
    let without = |notes: &[NoteId], others: &[NoteId]| -> Vec<NoteId> {
        notes.iter().filter(|id| !others.contains(id)).cloned().collect()
    };
    let (this, but) = (LinkSet::TensionThis(tension.id.clone()), LinkSet::TensionBut(tension.id.clone()));
    let from_this = without(&tension.this, &tension.but);
    let from_but = without(&tension.but, &tension.this);
    let edits = [
        Edit::Link { set: this.clone(), notes: from_but.clone() },
        Edit::Link { set: but.clone(), notes: from_this.clone() },
        Edit::Unlink { set: this, notes: from_this },
        Edit::Unlink { set: but, notes: from_but },
    ];
    let says_something = |edit: &Edit| match edit {
        Edit::Link { notes, .. } | Edit::Unlink { notes, .. } => !notes.is_empty(),
        _ => true,
    };
    edits.into_iter().filter(says_something).collect()
}
