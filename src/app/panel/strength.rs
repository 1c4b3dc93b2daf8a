//! How well something is supported: a word with a sign, and the reason with the notes behind it.

use eframe::egui;
use egui::{Label, Popup, PopupCloseBehavior, RichText};
use egui_material_icons::icons::ICON_CLOUD;

use crate::app::{Command, Cx, theme};
use crate::model::{Evidence, Note, NoteId, Tone};
use crate::scene::Ink;
use crate::synthesis::{Level, Strength};

use super::chip::{Chip, Sign};
use super::evidence;
use super::links::{Links, show_notes};
use super::style::{color, muted, row_button, shortened};

/// Most characters of a note in the list of those behind something.
const NOTE_CHARS: usize = 140;

/// Shows the word; a click tells why, with the notes for and against it.
pub fn tag(ui: &mut egui::Ui, cx: &mut Cx<'_>, strength: &Strength, links: &Links<'_>) {
    let word = strength.level.label();
    let (fill, ink) = match strength.level {
        Level::Assumption => (Ink::Paper(Tone::Amber), Ink::Strong(Tone::Amber)),
        Level::Weak => (Ink::Surface, Ink::Muted),
        Level::Supported => (Ink::Surface, Ink::Text),
        Level::Strong => (Ink::Surface, Ink::Strong(Tone::Green)),
    };
    let name = format!("{word}. Why?");
    let chip = Chip {
        sign: sign(strength.level),
        text: word,
        marks: &[],
        fill: color(cx, fill),
        ink: color(cx, ink),
        name: &name,
        removable: false,
    };
    let response = chip.show(ui, cx).on_hover_text(format!("{} Click to see the notes.", strength.reason));
    Popup::menu(&response)
        .width(320.0)
        .close_behavior(PopupCloseBehavior::CloseOnClickOutside)
        .layout(egui::Layout::top_down(egui::Align::Min))
        .accessible_name(name)
        .show(|ui| why(ui, cx, strength, links));
}

/// The sign of a level: how full it is says how well something is supported.
fn sign(level: Level) -> Sign {
    match level {
        Level::Assumption => Sign::Icon(ICON_CLOUD),
        Level::Weak => Sign::Bars(1),
        Level::Supported => Sign::Bars(2),
        Level::Strong => Sign::Bars(3),
    }
}

fn why(ui: &mut egui::Ui, cx: &mut Cx<'_>, strength: &Strength, links: &Links<'_>) {
    ui.set_max_width(320.0);
    egui::Frame::new().inner_margin(6).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 4.0;
        let word = RichText::new(strength.level.label()).font(theme::semibold(14.5)).color(color(cx, Ink::Text));
        ui.label(word);
        ui.add(Label::new(muted(cx, strength.reason.as_str())).wrap());
    });
    egui::ScrollArea::vertical().max_height(320.0).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 2.0;
        for (note, rests_on) in &strength.behind {
            note_row(ui, cx, note, Some(*rests_on));
        }
        if !links.contradicts.is_empty() {
            ui.add_space(4.0);
            ui.label(RichText::new("Against it").font(theme::semibold(12.5)).color(color(cx, Ink::Strong(Tone::Rose))));
            for note in links.contradicts {
                note_row(ui, cx, note, None);
            }
        }
    });
}

/// A note with what it rests on, where it comes from and whom it is about; a click shows it on the map.
fn note_row(ui: &mut egui::Ui, cx: &mut Cx<'_>, id: &NoteId, rests_on: Option<Evidence>) {
    let Some(note) = evidence::note(cx.map, cx.scene, id) else { return };
    let rests_on = rests_on.or(note.evidence);
    let text = shortened(&note.text, NOTE_CHARS);
    let origin = origin(note, rests_on);
    let response = row_button(ui, cx, &format!("{text}: {origin}"), |ui, cx| {
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing = egui::vec2(8.0, 1.0);
            let icon = rests_on.map_or(ICON_CLOUD, |kind| Command::Mark(kind).icon());
            ui.label(icon.rich_text().size(15.0).color(color(cx, Ink::Muted)));
            ui.vertical(|ui| {
                let text = RichText::new(text).font(theme::regular(13.0)).color(color(cx, Ink::Text));
                ui.add(Label::new(text).wrap());
                ui.add(Label::new(muted(cx, origin)).wrap());
            });
        });
    });
    if response.contains_pointer() || response.has_focus() {
        cx.view.lit_notes.insert(id.clone());
    }
    if response.clicked() {
        show_notes(cx, vec![id.clone()]);
        ui.close();
    }
}

/// "Quote · Interview 1, 12:40 · P1, P2".
fn origin(note: &Note, rests_on: Option<Evidence>) -> String {
    let kind = match (note.evidence, rests_on) {
        (Some(kind), _) => kind.label().to_owned(),
        (None, Some(kind)) => format!("Not marked, counts as {}", kind.label().to_lowercase()),
        (None, None) => "Not marked".to_owned(),
    };
    let who = note.who.join(", ");
    let parts = [kind.as_str(), note.source.trim(), who.trim()];
    parts.iter().filter(|part| !part.is_empty()).copied().collect::<Vec<_>>().join("  ·  ")
}
