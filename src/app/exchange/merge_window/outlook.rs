//! What merging would do: what the maps say differently, what collides, and which notes become one.

use eframe::egui;
use egui::RichText;
use egui_material_icons::icons;

use crate::app::shell::widgets;
use crate::app::theme::{regular, semibold};
use crate::merge::{Collision, Proposal};
use crate::model::{Quadrant, QuadrantId, Tone};
use crate::scene::Ink;

/// So much is listed of what collides; of more than that nobody reads every line.
const LISTED: usize = 200;
/// So many groups of notes can be joined one by one; the rest with all.
const GROUPS: usize = 300;

/// Lists what a person should know before they merge.
pub(super) fn remarks_ui(ui: &mut egui::Ui, warnings: &[String], proposal: &Proposal) {
    let amber = widgets::color(ui, Ink::Strong(Tone::Amber));
    for remark in warnings.iter().chain(proposal.remarks()).take(LISTED) {
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = 6.0;
            ui.label(icons::ICON_WARNING.rich_text().size(16.0).color(amber));
            ui.add(egui::Label::new(RichText::new(remark).font(regular(13.0))).wrap());
        });
    }
    more_ui(ui, warnings.len() + proposal.remarks().len(), LISTED, "");
}

/// Lists what has one identifier and says different things.
pub(super) fn collisions_ui(ui: &mut egui::Ui, proposal: &Proposal) {
    let collisions = proposal.collisions();
    let title = match collisions.len() {
        0 => return,
        1 => "1 thing collides; both stay".to_owned(),
        count => format!("{count} things collide; both of each stay"),
    };
    egui::CollapsingHeader::new(RichText::new(title).font(semibold(13.5))).id_salt("collisions").show(ui, |ui| {
        widgets::muted(ui, "These have one identifier and say different things, so the second gets a new one.");
        for Collision { kind, first, other, source } in collisions.iter().take(LISTED) {
            let line = format!("{source}: the {kind} “{}” beside “{}”", one_line(other), one_line(first));
            ui.add(egui::Label::new(RichText::new(line).font(regular(12.5))).wrap());
        }
        more_ui(ui, collisions.len(), LISTED, "");
    });
}

/// Lets notes that say the same become one.
pub(super) fn same_texts_ui(ui: &mut egui::Ui, proposal: &mut Proposal, quadrants: &[Quadrant]) {
    let count = proposal.same_texts.len();
    if count == 0 {
        widgets::muted(ui, "No notes of one quadrant say the same.");
        return;
    }
    widgets::caption(ui, "Make one note of those that say the same, with all their people, tags and votes");
    ui.horizontal(|ui| {
        if ui.button("Join all").clicked() {
            proposal.join_all();
        }
        if ui.button("Join none").clicked() {
            proposal.same_texts.iter_mut().for_each(|same| same.is_joined = false);
        }
        let joined = proposal.same_texts.iter().filter(|same| same.is_joined).count();
        widgets::muted(ui, &format!("{joined} of {count} chosen"));
    });
    for same in proposal.same_texts.iter_mut().take(GROUPS) {
        ui.horizontal(|ui| {
            ui.checkbox(&mut same.is_joined, RichText::new(one_line(&same.text)).font(regular(13.5)));
            let quadrant = title(&same.quadrant, quadrants);
            widgets::muted(ui, &format!("{quadrant} · {} notes", same.notes.len()));
        });
    }
    more_ui(ui, count, GROUPS, ", which “Join all” joins as well");
}

fn more_ui(ui: &mut egui::Ui, count: usize, shown: usize, what: &str) {
    if count > shown {
        widgets::muted(ui, &format!("and {} more{what}", count - shown));
    }
}

fn title<'q>(id: &'q QuadrantId, quadrants: &'q [Quadrant]) -> &'q str {
    let found = quadrants.iter().find(|quadrant| quadrant.id == *id);
    found.map_or(id.as_str(), |quadrant| &quadrant.title)
}

/// The beginning of a text, on one line.
fn one_line(text: &str) -> String {
    const LENGTH: usize = 60;
    let line: String = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= LENGTH { line } else { line.chars().take(LENGTH).chain(['…']).collect() }
}
