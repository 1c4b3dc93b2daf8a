//! The notes behind a card: counted in chips, lit under the pointer, dropped onto it.

use eframe::egui;
use egui::Rect;
use egui_material_icons::icons::ICON_THUMB_DOWN;

use crate::app::state::{DropTarget, Reveal};
use crate::app::{Command, Cx};
use crate::document::LinkSet;
use crate::file::Depth;
use crate::model::{NoteId, Tone};
use crate::scene::Ink;

use super::chip::{Chip, Sign};
use super::evidence;
use super::style::{color, count};

/// The notes on both sides of a card.
#[derive(Clone)]
pub struct Links<'a> {
    /// Notes that speak for it; the first side of a tension.
    pub supports: &'a [NoteId],
    /// Notes that speak against it; the other side of a tension.
    pub contradicts: &'a [NoteId],
    /// The list that `supports` is.
    pub support_set: LinkSet,
    /// The list that `contradicts` is.
    pub contradict_set: LinkSet,
}

impl Links<'_> {
    /// All notes, those that speak for it first.
    pub fn all(&self) -> impl Iterator<Item = &NoteId> {
        self.supports.iter().chain(self.contradicts)
    }

    /// Whether a selected note is among them.
    pub fn has_selected(&self, cx: &Cx<'_>) -> bool {
        !cx.view.selection.is_empty() && self.all().any(|id| cx.view.selection.contains_note(id))
    }
}

/// Selects notes and brings them into view.
pub fn show_notes(cx: &mut Cx<'_>, notes: Vec<NoteId>) {
    cx.view.selection.set_notes(notes.iter().cloned());
    cx.view.reveal = Some(Reveal::FitNotes(notes));
}

/// A chip for each quadrant that notes lie in, for research with what they rest on and one more for those that speak
/// against it; each selects its notes.
pub fn chips(ui: &mut egui::Ui, cx: &mut Cx<'_>, links: &Links<'_>) {
    let map = cx.map;
    for (index, notes) in evidence::by_quadrant(map, cx.scene, links.supports) {
        let quadrant = &map.quadrants[index];
        let mut name = format!("{} in {}", count(notes.len(), "note"), quadrant.title);
        let kinds = if cx.view.depth == Depth::Research { evidence::kinds(map, cx.scene, &notes) } else { Vec::new() };
        if !kinds.is_empty() {
            let kinds: Vec<String> = kinds.iter().map(|kind| kind.label().to_lowercase()).collect();
            name = format!("{name}: {}", kinds.join(", "));
        }
        let marks: Vec<_> = kinds.iter().map(|kind| Command::Mark(*kind).icon()).collect();
        let chip = Chip {
            sign: Sign::Dot(color(cx, Ink::Strong(quadrant.tone))),
            text: &notes.len().to_string(),
            marks: &marks,
            fill: color(cx, Ink::Paper(quadrant.tone)),
            ink: color(cx, Ink::Text),
            name: &name,
            removable: false,
        };
        notes_chip(ui, cx, chip, &format!("{name}. Click to select and show."), notes);
    }
    if !links.contradicts.is_empty() && cx.view.depth == Depth::Research {
        let number = links.contradicts.len();
        let chip = Chip {
            sign: Sign::Icon(ICON_THUMB_DOWN),
            text: &number.to_string(),
            marks: &[],
            fill: color(cx, Ink::Surface),
            ink: color(cx, Ink::Strong(Tone::Rose)),
            name: &format!("{} against", count(number, "note")),
            removable: false,
        };
        let verb = if number == 1 { "contradicts" } else { "contradict" };
        let about = format!("{} {verb} this. Click to select and show.", count(number, "note"));
        notes_chip(ui, cx, chip, &about, links.contradicts.to_vec());
    }
}

fn notes_chip(ui: &mut egui::Ui, cx: &mut Cx<'_>, chip: Chip<'_>, about: &str, notes: Vec<NoteId>) {
    let response = chip.show(ui, cx).on_hover_text(about);
    if response.clicked() {
        show_notes(cx, notes);
    }
}

/// What notes that are being dragged would become if they were dropped now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hover {
    /// The pointer is elsewhere, or drags nothing.
    Nothing,
    /// They join the first list.
    First,
    /// They join the list that Alt chooses.
    Other,
}

/// Makes the visible part of `rect` a place where notes can be dropped.
pub fn drop_target(ui: &egui::Ui, cx: &mut Cx<'_>, rect: Rect, set: LinkSet, alt_set: Option<LinkSet>) -> Hover {
    let rect = rect.intersect(ui.clip_rect());
    if !rect.is_positive() {
        return Hover::Nothing;
    }
    let has_other = alt_set.is_some();
    cx.view.drop_targets.push(DropTarget { rect, set, alt_set });
    if cx.view.gesture.dragged_notes().is_empty() {
        return Hover::Nothing;
    }
    let (at, alt) = ui.input(|input| (input.pointer.latest_pos(), input.modifiers.alt));
    match at {
        Some(at) if rect.contains(at) && alt && has_other => Hover::Other,
        Some(at) if rect.contains(at) => Hover::First,
        _ => Hover::Nothing,
    }
}
