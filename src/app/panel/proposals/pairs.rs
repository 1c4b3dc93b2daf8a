//! "Do these two pull apart?": a few pairs of notes from different quadrants, for a person to judge.

use eframe::egui;
use egui::{Button, Label, RichText};

use crate::app::panel::evidence;
use crate::app::panel::links::show_notes;
use crate::app::panel::style::{color, heading, low_row, muted, named, row_button, shortened};
use crate::app::theme::{self, metrics};
use crate::app::{Cx, Message, clock};
use crate::document::Edit;
use crate::file::Proposal;
use crate::model::{NoteId, Tension, TensionId};
use crate::scene::Ink;
use crate::synthesis::PossibleTension;

/// Most characters of a note in a pair.
const NOTE_CHARS: usize = 120;

/// Shows the pairs, where there are any.
pub fn show(ui: &mut egui::Ui, cx: &mut Cx<'_>) {
    let pairs = cx.view.panel.proposals.pairs(cx);
    if pairs.is_empty() {
        return;
    }
    low_row(ui, |ui| ui.label(heading(cx, "Do these two pull apart?")));
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.y = 8.0;
        for pair in &pairs {
            show_pair(ui, cx, pair);
        }
    });
}

fn show_pair(ui: &mut egui::Ui, cx: &mut Cx<'_>, pair: &PossibleTension) {
    let stroke = egui::Stroke::new(1.0, color(cx, Ink::Line));
    let frame = egui::Frame::new().stroke(stroke).corner_radius(metrics::CARD_RADIUS).inner_margin(8);
    let shown = frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing = egui::vec2(6.0, 6.0);
        let width = (ui.available_width() - 6.0) / 2.0;
        ui.horizontal_top(|ui| {
            for note in [&pair.this, &pair.but] {
                ui.vertical(|ui| {
                    ui.set_width(width);
                    side(ui, cx, note);
                });
            }
        });
        ui.add(Label::new(muted(cx, pair.why.as_str())).wrap());
        low_row(ui, |ui| answers(ui, cx, pair));
    });
    if ui.rect_contains_pointer(shown.response.rect) {
        cx.view.lit_notes.extend([pair.this.clone(), pair.but.clone()]);
    }
}

/// A note of a pair; a click shows it on the map.
fn side(ui: &mut egui::Ui, cx: &mut Cx<'_>, id: &NoteId) {
    let map = cx.map;
    let Some(note) = evidence::note(map, cx.scene, id) else { return };
    let Some(quadrant) = map.quadrant(&note.quadrant) else { return };
    let text = shortened(&note.text, NOTE_CHARS);
    let name = format!("{}: {text}", quadrant.title);
    let response = row_button(ui, cx, &name, |ui, cx| {
        ui.spacing_mut().item_spacing.y = 2.0;
        let title = RichText::new(&quadrant.title).font(theme::semibold(11.5));
        ui.add(Label::new(title.color(color(cx, Ink::Strong(quadrant.tone)))).truncate());
        let text = RichText::new(text).font(theme::regular(13.5)).color(color(cx, Ink::Text));
        ui.add(Label::new(text).wrap());
    });
    if response.on_hover_text("Show the note").clicked() {
        show_notes(cx, vec![id.clone()]);
    }
}

fn answers(ui: &mut egui::Ui, cx: &mut Cx<'_>, pair: &PossibleTension) {
    let button = |text: &str, ink: Ink| {
        let text = RichText::new(text).font(theme::semibold(12.5)).color(color(cx, ink));
        Button::new(text).min_size(egui::vec2(64.0, 26.0))
    };
    let (yes, no) = (button("Tension", Ink::Accent), button("No", Ink::Muted));
    let yes = ui.add(yes).on_hover_text("They contradict each other: keep them as a tension");
    named(&yes, &format!("Tension: {}", pair.why));
    if yes.clicked() {
        cx.out.edit(Edit::AddTension(Tension {
            id: clock::new_id(TensionId::from_parts),
            this: vec![pair.this.clone()],
            but: vec![pair.but.clone()],
            insight: String::new(),
            extra: Default::default(),
        }));
    }
    let no = ui.add(no).on_hover_text("Do not ask about these two again. The menu brings back all that was dismissed");
    named(&no, &format!("No tension: {}", pair.why));
    if no.clicked() {
        cx.out.push(Message::Dismiss(vec![Proposal::tension(&pair.this, &pair.but)]));
    }
}
