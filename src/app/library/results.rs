//! What a search has found, map by map.

use std::collections::HashSet;
use std::path::PathBuf;

use eframe::egui;
use egui::text::LayoutJob;
use egui::{Role, Sense, Ui, WidgetInfo, vec2};

use crate::app::Message;
use crate::app::shell::widgets;
use crate::app::theme::{metrics, regular, semibold};
use crate::library::{Hits, Passage, emphasis, excerpt};
use crate::scene::Ink;

use super::seen::Found;
use super::shelf::Shelved;
use super::view::{Around, opens};
use super::{Library, LibraryWish, marked, name_of};

/// Height of a hit: two lines.
const ROW: f32 = 46.0;
/// Width of the column that says what a hit is.
const KIND: f32 = 128.0;
/// So many hits of a map are listed at first.
const FIRST: usize = 5;

/// Shows the maps with their hits.
pub fn show(ui: &mut Ui, library: &mut Library, found: &Found, around: &mut Around<'_>) {
    ui.spacing_mut().item_spacing.y = 2.0;
    for hits in &found.outlook.maps {
        let Some(map) = found.maps.get(hits.map) else { continue };
        ui.push_id(&map.file.path, |ui| map_ui(ui, &mut library.unfolded, map, hits, &found.outlook.words, around));
    }
}

fn map_ui(
    ui: &mut Ui,
    unfolded: &mut HashSet<PathBuf>,
    map: &Shelved,
    hits: &Hits,
    words: &[String],
    around: &mut Around<'_>,
) {
    let path = &map.file.path;
    let name = name_of(&map.book.name, &map.book.title, path);
    ui.add_space(12.0);
    if heading_ui(ui, map, &name, hits.passages.len(), words) {
        around.out.push(Message::Library(LibraryWish::Open { path: path.clone(), item: None }));
    }
    let is_unfolded = unfolded.contains(path);
    let listed = if is_unfolded { hits.passages.len() } else { FIRST };
    for (at, passage) in hits.passages.iter().take(listed).enumerate() {
        let Some(passage) = map.book.passages.get(*passage) else { continue };
        if ui.push_id(at, |ui| hit_ui(ui, passage, &name, words)).inner {
            let item = passage.item.clone();
            around.out.push(Message::Library(LibraryWish::Open { path: path.clone(), item }));
        }
    }
    if hits.passages.len() > FIRST {
        let rest = hits.passages.len() - FIRST;
        let label = if is_unfolded { "Show fewer".to_owned() } else { format!("Show {rest} more of {name}") };
        let button = egui::Button::new(label).frame_when_inactive(false);
        if ui.add(button).clicked() && !unfolded.remove(path) {
            unfolded.insert(path.clone());
        }
    }
}

/// The map above its hits; whether it was clicked.
fn heading_ui(ui: &mut Ui, map: &Shelved, name: &str, hits: usize, words: &[String]) -> bool {
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 30.0), Sense::click());
    let counted = if hits == 1 { "1 hit".to_owned() } else { format!("{hits} hits") };
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, format!("Open {name}, {counted}")));
    if ui.is_rect_visible(rect) {
        let mut job = marked::job(rect.width() - 16.0, 1);
        let bold = |ink| egui::TextFormat::simple(semibold(15.0), widgets::color(ui, ink));
        job.append(name, 0.0, bold(Ink::Text));
        if name != map.book.title && !map.book.title.is_empty() {
            job.append("   ", 0.0, bold(Ink::Text));
            let title = &map.book.title;
            marked::append(ui, &mut job, title, &emphasis(title, words), 13.5, Ink::Text);
        }
        job.append(
            &format!("   {counted}"),
            0.0,
            egui::TextFormat::simple(regular(13.0), widgets::color(ui, Ink::Muted)),
        );
        ground(ui, rect, &response);
        paint(ui, rect, job);
    }
    follow_focus(&response);
    response.on_hover_text(opens(&map.file.path)).clicked()
}

/// A hit; whether it was clicked.
fn hit_ui(ui: &mut Ui, passage: &Passage, name: &str, words: &[String]) -> bool {
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::click());
    let spoken = || format!("{} of {name}: {}", passage.kind, first_of(passage));
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, spoken()));
    if ui.is_rect_visible(rect) {
        let mut job = marked::job(rect.width() - KIND - 24.0, 2);
        let text = excerpt(&passage.text, words);
        marked::append(ui, &mut job, &text.text, &text.emphasis, 14.0, Ink::Text);
        let aside = excerpt(&passage.aside, words);
        if !aside.text.is_empty() && (!aside.emphasis.is_empty() || passage.text.trim().is_empty()) {
            let between = egui::TextFormat::simple(regular(13.0), widgets::color(ui, Ink::Muted));
            job.append("   ", 0.0, between);
            marked::append(ui, &mut job, &aside.text, &aside.emphasis, 13.0, Ink::Muted);
        }
        let inner = rect.with_min_x(rect.left() + KIND);
        ground(ui, rect, &response);
        let mut kind = marked::job(KIND - 20.0, 1);
        kind.append(&passage.kind, 0.0, egui::TextFormat::simple(regular(12.5), widgets::color(ui, Ink::Muted)));
        paint(ui, rect, kind);
        paint(ui, inner, job);
    }
    follow_focus(&response);
    response.on_hover_cursor(egui::CursorIcon::PointingHand).clicked()
}

fn first_of(passage: &Passage) -> &str {
    if passage.text.trim().is_empty() { &passage.aside } else { &passage.text }
}

/// Scrolls to what the keyboard has come to.
fn follow_focus(response: &egui::Response) {
    if response.gained_focus() {
        response.scroll_to_me(None);
    }
}

/// The ground of a row that can be clicked.
fn ground(ui: &Ui, rect: egui::Rect, response: &egui::Response) {
    if response.hovered() || response.has_focus() {
        ui.painter().rect_filled(rect, metrics::RADIUS, widgets::color(ui, Ink::Surface));
    }
    if response.has_focus() {
        let stroke = egui::Stroke::new(1.5, widgets::color(ui, Ink::Accent));
        ui.painter().rect_stroke(rect, metrics::RADIUS, stroke, egui::StrokeKind::Inside);
    }
}

/// A text in the middle of the height of a row.
fn paint(ui: &Ui, rect: egui::Rect, job: LayoutJob) {
    let galley = ui.painter().layout_job(job);
    let at = egui::pos2(rect.left() + 10.0, rect.center().y - galley.size().y / 2.0);
    ui.painter().with_clip_rect(rect.intersect(ui.clip_rect())).galley(at, galley, widgets::color(ui, Ink::Text));
}
