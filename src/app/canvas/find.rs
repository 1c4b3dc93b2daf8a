//! The search in the map: a bar at the top of the canvas that steps through the notes with certain words.

use eframe::egui;
use egui::{Align2, Area, Frame, Id, Key, Margin, Modifiers, Order, Response, RichText, TextEdit, vec2};
use egui_material_icons::icons::{ICON_CLOSE, ICON_KEYBOARD_ARROW_DOWN, ICON_KEYBOARD_ARROW_UP};

use crate::app::Cx;
use crate::app::state::{Find, Reveal};
use crate::model::NoteId;
use crate::scene::Ink;

/// The notes that the search finds, in reading order.
pub fn hits(cx: &Cx<'_>) -> Vec<NoteId> {
    let Some(find) = &cx.view.find else { return Vec::new() };
    let query = find.query.trim().to_lowercase();
    if query.is_empty() {
        return Vec::new();
    }
    let order = cx.scene.reading_order().into_iter();
    let notes = order.filter_map(|index| cx.map.notes.get(index));
    let found = notes.filter(|note| {
        [&note.text, &note.source, &note.author]
            .into_iter()
            .chain(&note.tags)
            .chain(&note.who)
            .any(|text| text.to_lowercase().contains(&query))
    });
    found.map(|note| note.id.clone()).collect()
}

/// Shows the bar, where the search is open, and steps through the hits.
pub fn show(ui: &egui::Ui, cx: &mut Cx<'_>, canvas: &Response, hits: &[NoteId]) {
    let Some(mut find) = cx.view.find.clone() else { return };
    let id = Id::unique("find");
    let mut step: Option<bool> = ui.input_mut(|input| {
        if input.consume_key(Modifiers::SHIFT, Key::F3) {
            Some(false)
        } else {
            input.consume_key(Modifiers::NONE, Key::F3).then_some(true)
        }
    });
    let mut closes = false;
    Area::new(id)
        .order(Order::Middle)
        .constrain_to(canvas.rect)
        .pivot(Align2::CENTER_TOP)
        .fixed_pos(canvas.rect.center_top() + vec2(0.0, 12.0))
        .show(ui.ctx(), |ui| {
            Frame::popup(ui.style()).inner_margin(Margin::same(6)).show(ui, |ui| {
                ui.horizontal(|ui| {
                    let field = id.with("words");
                    if ui.memory(|memory| memory.has_focus(field)) {
                        ui.input_mut(|input| {
                            closes = input.consume_key(Modifiers::NONE, Key::Escape);
                            if input.consume_key(Modifiers::SHIFT, Key::Enter) {
                                step = Some(false);
                            } else if input.consume_key(Modifiers::NONE, Key::Enter) {
                                step = Some(true);
                            }
                        });
                    }
                    let response = ui.add(
                        TextEdit::singleline(&mut find.query)
                            .id(field)
                            .hint_text("Find notes")
                            .align(Align2::LEFT_CENTER)
                            .desired_width(200.0)
                            .event_filter(egui::EventFilter {
                                escape: true,
                                horizontal_arrows: true,
                                ..Default::default()
                            }),
                    );
                    ui.ctx().accesskit_node_builder(response.id, |node| node.set_label("Find notes"));
                    if std::mem::take(&mut cx.view.canvas.find_begins) {
                        response.request_focus();
                    }
                    if response.changed() {
                        find.current = None;
                    }
                    let place = find.current.as_ref().and_then(|note| hits.iter().position(|hit| hit == note));
                    let count = match (place, hits.len()) {
                        _ if find.query.trim().is_empty() => String::new(),
                        (_, 0) => "None".to_owned(),
                        (Some(place), count) => format!("{} of {count}", place + 1),
                        (None, 1) => "1 note".to_owned(),
                        (None, count) => format!("{count} notes"),
                    };
                    ui.add_sized(
                        vec2(72.0, 20.0),
                        egui::Label::new(RichText::new(count).color(cx.look.palette.color(Ink::Muted))),
                    );
                    if ui.button(ICON_KEYBOARD_ARROW_UP).on_hover_text("Previous hit  ·  Shift+Enter").clicked() {
                        step = Some(false);
                    }
                    if ui.button(ICON_KEYBOARD_ARROW_DOWN).on_hover_text("Next hit  ·  Enter").clicked() {
                        step = Some(true);
                    }
                    closes |= ui.button(ICON_CLOSE).on_hover_text("Close the search  ·  Escape").clicked();
                });
            });
        });
    if let Some(forth) = step
        && let Some(hit) = next_hit(&find, hits, forth)
    {
        cx.view.selection.set_notes([hit.clone()]);
        cx.view.reveal = Some(Reveal::Notes(vec![hit.clone()]));
        find.current = Some(hit);
        ui.ctx().request_repaint();
    }
    if closes {
        canvas.request_focus();
    }
    cx.view.find = (!closes).then_some(find);
}

/// The hit after or before the one that was stepped to last, round and round.
fn next_hit(find: &Find, hits: &[NoteId], forth: bool) -> Option<NoteId> {
    let at = find.current.as_ref().and_then(|note| hits.iter().position(|hit| hit == note));
    let count = hits.len().max(1);
    let next = match (at, forth) {
        (Some(at), true) => (at + 1) % count,
        (Some(at), false) => (at + count - 1) % count,
        (None, true) => 0,
        (None, false) => count - 1,
    };
    hits.get(next).cloned()
}
