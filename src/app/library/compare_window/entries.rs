//! The lists of a comparison, with the words that changed marked.

use eframe::egui;
use egui::text::LayoutJob;
use egui::{RichText, Role, Sense, Stroke, TextFormat, Ui, WidgetInfo, vec2};

use crate::app::library::{LibraryWish, marked};
use crate::app::shell::widgets;
use crate::app::theme::{metrics, regular, semibold};
use crate::compare::{Change, Entry, Part, Piece};
use crate::model::{ItemRef, Tone};
use crate::scene::Ink;

/// So much is listed of each; of more than that nobody reads every line.
const LISTED: usize = 400;
/// Width of the column that says what an entry is.
const KIND: f32 = 104.0;

/// One of the three lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Section {
    /// What only the later version has.
    Added,
    /// What says something else.
    Changed,
    /// What only the earlier version has.
    Gone,
}

impl Section {
    fn label(self) -> &'static str {
        match self {
            Self::Added => "Added",
            Self::Changed => "Changed",
            Self::Gone => "Gone",
        }
    }

    fn tone(self) -> Tone {
        match self {
            Self::Added => Tone::Green,
            Self::Changed => Tone::Blue,
            Self::Gone => Tone::Rose,
        }
    }
}

/// Shows a list; what was clicked.
pub fn section_ui(
    ui: &mut Ui,
    section: Section,
    entries: &[Entry],
    way: &dyn Fn(&ItemRef) -> Option<LibraryWish>,
) -> Option<LibraryWish> {
    ui.add_space(10.0);
    let title = format!("{} · {}", section.label(), entries.len());
    let heading = RichText::new(&title).font(semibold(15.0)).color(widgets::color(ui, Ink::Strong(section.tone())));
    let heading = ui.label(heading);
    ui.ctx().accesskit_node_builder(heading.id, |node| {
        node.set_role(egui::accesskit::Role::Heading);
        node.set_label(title);
    });
    let mut chosen = None;
    for (at, entry) in entries.iter().take(LISTED).enumerate() {
        let way = match &entry.part {
            Part::Item(item) => way(item),
            Part::Title | Part::Persona | Part::Quadrant(_) => None,
        };
        ui.push_id((section.label(), at), |ui| {
            if entry_ui(ui, section, entry, way.is_some()) {
                chosen = way;
            }
        });
    }
    if entries.len() > LISTED {
        widgets::muted(ui, &format!("… and {} more", entries.len() - LISTED));
    }
    chosen
}

/// An entry; whether it was clicked.
fn entry_ui(ui: &mut Ui, section: Section, entry: &Entry, leads_somewhere: bool) -> bool {
    let width = ui.available_width();
    let lines = [text_job(ui, section, entry, width)].into_iter();
    let lines = lines.chain(entry.changes.iter().map(|change| change_job(ui, change, width)));
    let galleys: Vec<_> = lines.map(|job| ui.painter().layout_job(job)).collect();
    let height: f32 = galleys.iter().map(|galley| galley.size().y + 3.0).sum::<f32>() + 9.0;
    let sense = if leads_somewhere { Sense::click() } else { Sense::hover() };
    let (rect, response) = ui.allocate_exact_size(vec2(width, height), sense);
    let role = if leads_somewhere { Role::Button } else { Role::Label };
    response.widget_info(|| WidgetInfo::labeled(role, true, spoken(section, entry)));
    if ui.is_rect_visible(rect) {
        if leads_somewhere && (response.hovered() || response.has_focus()) {
            ui.painter().rect_filled(rect, metrics::RADIUS, widgets::color(ui, Ink::Page));
        }
        if response.has_focus() {
            let stroke = Stroke::new(1.5, widgets::color(ui, Ink::Accent));
            ui.painter().rect_stroke(rect, metrics::RADIUS, stroke, egui::StrokeKind::Inside);
        }
        let mut kind = marked::job(KIND - 12.0, 1);
        kind.append(entry.part.kind(), 0.0, TextFormat::simple(regular(12.5), widgets::color(ui, Ink::Muted)));
        let kind = ui.painter().layout_job(kind);
        ui.painter().galley(rect.min + vec2(8.0, 6.5), kind, widgets::color(ui, Ink::Text));
        let mut at = rect.min + vec2(KIND, 6.0);
        for galley in galleys {
            let step = galley.size().y + 3.0;
            ui.painter().galley(at, galley, widgets::color(ui, Ink::Text));
            at.y += step;
        }
    }
    if !leads_somewhere {
        return false;
    }
    if response.gained_focus() {
        response.scroll_to_me(None);
    }
    let response = response.on_hover_cursor(egui::CursorIcon::PointingHand).on_hover_text("Show it in its map");
    response.clicked()
}

fn text_job(ui: &Ui, section: Section, entry: &Entry, width: f32) -> LayoutJob {
    let mut job = marked::job(width - KIND - 10.0, 6);
    let text = if entry.text.trim().is_empty() { "Without text" } else { &entry.text };
    let ink = if entry.text.trim().is_empty() { Ink::Muted } else { Ink::Text };
    let font = if section == Section::Changed { semibold(14.0) } else { regular(14.0) };
    job.append(text, 0.0, TextFormat::simple(font, widgets::color(ui, ink)));
    job
}

/// A field with what it said struck through and what it says marked.
fn change_job(ui: &Ui, change: &Change, width: f32) -> LayoutJob {
    let mut job = marked::job(width - KIND - 10.0, 40);
    let plain = |ink| TextFormat::simple(regular(13.5), widgets::color(ui, ink));
    let gone_color = widgets::color(ui, Ink::Strong(Tone::Rose));
    let gone = TextFormat { color: gone_color, strikethrough: Stroke::new(1.0, gone_color), ..plain(Ink::Muted) };
    let added_color = widgets::color(ui, Ink::Strong(Tone::Green));
    let background = widgets::color(ui, Ink::Ground(Tone::Green));
    let added = TextFormat { background, ..TextFormat::simple(semibold(13.5), added_color) };
    job.append(&format!("{}   ", change.field), 0.0, plain(Ink::Muted));
    let mut before: Option<&Piece> = None;
    for piece in &change.pieces {
        job.append(between(before, piece), 0.0, plain(Ink::Muted));
        match piece {
            Piece::Same(text) => job.append(text, 0.0, plain(Ink::Text)),
            Piece::Gone(text) => job.append(text, 0.0, gone.clone()),
            Piece::Added(text) => job.append(text, 0.0, added.clone()),
        }
        before = Some(piece);
    }
    job
}

/// What stands between two pieces, so that they do not run into one another.
fn between(before: Option<&Piece>, piece: &Piece) -> &'static str {
    match (before, piece) {
        (Some(Piece::Gone(_)), Piece::Gone(_)) | (Some(Piece::Added(_)), Piece::Added(_)) => " · ",
        (Some(Piece::Gone(_)), Piece::Added(_)) | (Some(Piece::Added(_)), Piece::Gone(_)) => " ",
        _ => "",
    }
}

/// An entry in words, for whoever listens.
fn spoken(section: Section, entry: &Entry) -> String {
    let mut text = format!("{} {}: {}", section.label(), entry.part.kind().to_lowercase(), entry.text);
    for change in &entry.changes {
        let said = |leaves: fn(&Piece) -> Option<&str>| -> String {
            let texts: Vec<&str> = change.pieces.iter().filter_map(leaves).collect();
            let is_list = !change.pieces.iter().any(|piece| matches!(piece, Piece::Same(_)));
            texts.join(if is_list { ", " } else { "" })
        };
        let was = said(|piece| match piece {
            Piece::Same(text) | Piece::Gone(text) => Some(text),
            Piece::Added(_) => None,
        });
        let is = said(|piece| match piece {
            Piece::Same(text) | Piece::Added(text) => Some(text),
            Piece::Gone(_) => None,
        });
        text.push_str(&match (was.as_str(), is.as_str()) {
            ("", is) => format!(". {}, {is} added", change.field),
            (was, "") => format!(". {}, {was} gone", change.field),
            (was, is) => format!(". {} was {was}, is {is}", change.field),
        });
    }
    text
}
