//! Putting cards in order: by dragging them, or a step at a time with the keyboard.

use eframe::egui;
use egui::{Key, Rect, Stroke};

use crate::app::Cx;
use crate::document::Edit;
use crate::model::{EmpathyMap, ItemRef};
use crate::scene::Ink;

use super::style::color;

/// A step in a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// Towards the first.
    Up,
    /// Towards the last.
    Down,
}

/// The items of the list that `item` stands in.
fn siblings(map: &EmpathyMap, item: &ItemRef) -> Vec<ItemRef> {
    match item {
        ItemRef::Need(_) => map.needs.iter().map(|need| ItemRef::Need(need.id.clone())).collect(),
        ItemRef::Motivation(_) => map.motivations.iter().map(|it| ItemRef::Motivation(it.id.clone())).collect(),
        ItemRef::Tension(_) => map.tensions.iter().map(|tension| ItemRef::Tension(tension.id.clone())).collect(),
        ItemRef::Theme(_) => map.themes.iter().map(|theme| ItemRef::Theme(theme.id.clone())).collect(),
        ItemRef::Note(_) | ItemRef::Comment(_) => Vec::new(),
    }
}

/// Whether there is a place to step to.
pub fn can_step(map: &EmpathyMap, item: &ItemRef, way: Way) -> bool {
    let list = siblings(map, item);
    let end = if way == Way::Up { list.first() } else { list.last() };
    end.is_some_and(|end| end != item)
}

/// Moves a card one place up or down.
pub fn step(cx: &mut Cx<'_>, item: &ItemRef, way: Way) {
    let list = siblings(cx.map, item);
    let Some(at) = list.iter().position(|other| other == item).filter(|_| can_step(cx.map, item, way)) else { return };
    let before = match way {
        Way::Up => list.get(at - 1),
        Way::Down => list.get(at + 2),
    };
    cx.out.edit(Edit::Reorder { item: item.clone(), before: before.cloned() });
}

/// Shows where the carried card would go among `cards`, and puts it there when it is dropped.
pub fn drag(ui: &mut egui::Ui, cx: &mut Cx<'_>, cards: &[(ItemRef, Rect)]) {
    let Some(item) = cx.view.panel.carried.clone() else { return };
    let Some(from) = cards.iter().position(|(other, _)| *other == item) else { return };
    if ui.input(|input| input.key_pressed(Key::Escape)) {
        cx.view.panel.carried = None;
        return;
    }
    let Some(at) = ui.input(|input| input.pointer.latest_pos()) else { return };
    let to = cards.iter().take_while(|(_, rect)| rect.center().y < at.y).count();
    let stays = to == from || to == from + 1;
    if ui.input(|input| input.pointer.any_down()) {
        ui.set_cursor_icon(egui::CursorIcon::Grabbing);
        scroll_along(ui, at);
        if !stays {
            insertion_line(ui, cx, cards, to);
        }
        return;
    }
    cx.view.panel.carried = None;
    if !stays {
        cx.out.edit(Edit::Reorder { item, before: cards.get(to).map(|(other, _)| other.clone()) });
    }
}

fn insertion_line(ui: &egui::Ui, cx: &Cx<'_>, cards: &[(ItemRef, Rect)], to: usize) {
    let gap = ui.spacing().item_spacing.y / 2.0;
    let Some((_, beside)) = cards.get(to).or(cards.last()) else { return };
    let y = if to < cards.len() { beside.top() - gap } else { beside.bottom() + gap };
    let accent = color(cx, Ink::Accent);
    ui.painter().hline(beside.x_range(), y, Stroke::new(2.0, accent));
    ui.painter().circle_filled(egui::pos2(beside.left(), y), 4.0, accent);
}

/// Scrolls while a card is held at the edge of what is seen.
fn scroll_along(ui: &mut egui::Ui, at: egui::Pos2) {
    const EDGE: f32 = 36.0;
    let seen = ui.clip_rect();
    let speed = if at.y < seen.top() + EDGE {
        8.0
    } else if at.y > seen.bottom() - EDGE {
        -8.0
    } else {
        return;
    };
    ui.scroll_with_delta(egui::vec2(0.0, speed));
    ui.request_repaint();
}
