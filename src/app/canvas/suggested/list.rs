//! The list of suggestions at the left of the canvas.

use eframe::egui;
use egui::{Align2, CornerRadius, DragAndDrop, Frame, Id, LayerId, Margin, Order, Panel, RichText, ScrollArea, vec2};

use crate::app::shell::widgets;
use crate::app::state::Reveal;
use crate::app::{Cx, theme};
use crate::scene::Ink;

use super::proposals::{Shown, free_notes};
use super::theme_card::{self, Carried};
use super::{Room, Suggested, Wish, count, end, others, row, shortened};

/// Width of the list, in points.
const WIDTH: f32 = 312.0;
/// So long the panel takes at most to be put away, in seconds.
const SETTLES_SECS: f64 = 0.6;
/// A canvas that would be narrower than this beside the list gets the room of the panel as well, in points.
const LEAST_CANVAS: f32 = 900.0;

/// Shows the list, while suggestions are shown.
pub fn dock(ui: &mut egui::Ui, cx: &mut Cx<'_>) {
    let Some(mut suggested) = cx.view.canvas.suggested.take() else { return };
    if !suggested.tend(ui, cx) {
        cx.out.say("The search for themes has failed. Your map is as it was; ask again, or sort by hand.");
        cx.view.canvas.suggested = Some(suggested);
        return end(cx.view);
    }
    make_room(ui, cx, &mut suggested);
    let wish = row::take_keys(ui, &mut suggested);
    let frame = Frame::new().fill(widgets::color(ui, Ink::Surface));
    let panel = Panel::left("suggested themes").frame(frame).resizable(false).exact_size(WIDTH);
    let shown = suggested.shown();
    let pressed = panel.show(ui, |ui| {
        suggested.rows.clear();
        suggested.targets.clear();
        suggested.lit = None;
        header_ui(ui, &suggested, &shown);
        let area = ScrollArea::vertical().auto_shrink(false);
        let margin = Margin { left: 16, right: 16, top: 2, bottom: 16 };
        area.show(ui, |ui| {
            Frame::new().inner_margin(margin).show(ui, |ui| body_ui(ui, cx, &mut suggested, &shown)).inner
        })
    });
    if suggested.wants_focus && !suggested.rows.is_empty() {
        suggested.wants_focus = false;
        let first = suggested.rows[0].0;
        suggested.quiet = Some(first);
        ui.memory_mut(|memory| memory.request_focus(first));
    }
    paint_carried(ui, cx);
    for wish in [wish, pressed.inner.inner].into_iter().flatten() {
        suggested.follow(cx, wish);
    }
    cx.view.canvas.suggested = Some(suggested);
}

/// Puts the panel away where the canvas would be small beside the list, and keeps the whole board in view until it is gone.
fn make_room(ui: &egui::Ui, cx: &mut Cx<'_>, suggested: &mut Suggested) {
    let now_secs = ui.input(|input| input.time);
    let canvas_width = cx.view.canvas_rect.map_or(0.0, |canvas| canvas.width());
    let Some(room) = &mut suggested.room else {
        if cx.view.panel_open && ui.available_width() < WIDTH + LEAST_CANVAS {
            cx.view.panel_open = false;
            suggested.before.had_panel = true;
        }
        suggested.room = Some(Room { settled_at_secs: now_secs + SETTLES_SECS, canvas_width });
        return;
    };
    if now_secs < room.settled_at_secs && room.canvas_width != canvas_width {
        room.canvas_width = canvas_width;
        cx.view.reveal = Some(Reveal::Board);
    }
}

fn header_ui(ui: &mut egui::Ui, suggested: &Suggested, shown: &Shown) {
    Frame::new().inner_margin(Margin { left: 16, right: 16, top: 14, bottom: 6 }).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 4.0;
        widgets::heading(ui, "Suggested themes");
        let text = if shown.themes.is_empty() {
            "Only you see this.".to_owned()
        } else {
            let notes = count(shown.note_count(), "note");
            format!("{notes}, grouped by their words. Only you see this until you accept.")
        };
        let line = RichText::new(text).font(theme::regular(13.0)).color(widgets::color(ui, Ink::Muted));
        ui.add(egui::Label::new(line).wrap());
        if suggested.is_searching() && !shown.themes.is_empty() {
            widgets::muted(ui, "Looking again…");
        }
    });
}

fn body_ui(ui: &mut egui::Ui, cx: &mut Cx<'_>, suggested: &mut Suggested, shown: &Shown) -> Option<Wish> {
    ui.spacing_mut().item_spacing.y = 6.0;
    if suggested.is_searching() && !suggested.has_answer {
        widgets::waiting_ui(ui, cx.look.animated, "Looking for notes that belong together…");
        return None;
    }
    if let Some(words) = nothing(cx, shown) {
        widgets::muted(ui, &words);
    }
    let mut wish = None;
    let first = cx.map.themes.len();
    for (place, theme) in shown.themes.iter().enumerate() {
        let color = widgets::color(ui, Ink::Theme(first + place));
        wish = theme_card::show(ui, cx, suggested, theme, color).or(wish);
    }
    if shown.left_out > 0 {
        let words = format!(
            "{} were not looked at: the program compares a few thousand at a time. Accept some, then the next ones \
             come.",
            count(shown.left_out, "note")
        );
        widgets::muted(ui, &words);
    }
    wish = others::homes_ui(ui, cx, suggested, shown).or(wish);
    wish = others::same_ui(ui, cx, suggested, shown).or(wish);
    wish = others::elsewhere_ui(ui, cx, suggested, shown).or(wish);
    others::loose_ui(ui, cx, shown).or(wish)
}

/// What is said where no theme is suggested.
fn nothing(cx: &Cx<'_>, shown: &Shown) -> Option<String> {
    if !shown.themes.is_empty() {
        return None;
    }
    let free = free_notes(cx.map).count();
    let differs = !(shown.elsewhere.is_empty() && shown.same.is_empty());
    Some(match (free, differs) {
        (0, false) => "All notes are in themes, and their words agree. Nothing to suggest.".into(),
        (0, true) => "All notes are in themes; there is no new one to suggest. Here the words differ from you.".into(),
        (_, _) if shown.homes.is_empty() => {
            format!("No new theme: {} without one, and no two of these share their words.", count(free, "note"))
        }
        (_, _) => "No new theme to suggest.".into(),
    })
}

/// The note that is dragged from the list, beside the pointer.
fn paint_carried(ui: &egui::Ui, cx: &Cx<'_>) {
    let carried = DragAndDrop::payload::<Carried>(ui.ctx());
    let Some((carried, at)) = carried.zip(ui.ctx().pointer_latest_pos()) else { return };
    let Some(note) = cx.map.note(&carried.0) else { return };
    let painter = ui.ctx().layer_painter(LayerId::new(Order::Tooltip, Id::unique("suggested carried")));
    let ink = widgets::color(ui, Ink::OnAccent);
    let galley = painter.layout_no_wrap(shortened(&note.text, 36), theme::semibold(13.0), ink);
    let rect = Align2::LEFT_TOP.anchor_size(at + vec2(14.0, 10.0), galley.size() + vec2(20.0, 12.0));
    painter.rect_filled(rect, CornerRadius::same(8), widgets::color(ui, Ink::Accent));
    painter.galley(rect.min + vec2(10.0, 6.0), galley, ink);
}
