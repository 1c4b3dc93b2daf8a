//! The card: what needs, motivations and tensions have in common. It can be selected, dragged, dropped onto and lights its notes.

use eframe::egui;
use egui::{Id, Key, Modifiers, RichText, Role, Sense, Stroke, StrokeKind, UiBuilder, WidgetInfo};
use egui_material_icons::icons::ICON_MORE_HORIZ;

use crate::app::Cx;
use crate::app::theme::{self, metrics};
use crate::model::ItemRef;
use crate::scene::Ink;

use super::field;
use super::links::{Hover, Links, drop_target};
use super::style::{color, focus_ring, icon_button, low_row};
use super::{menu, order};

/// A card of the summary.
pub struct Card<'a> {
    /// What it shows.
    pub item: ItemRef,
    /// Its kind in capitals, such as `NEED`.
    pub kind: &'static str,
    /// What a screen reader says.
    pub name: String,
    /// The notes behind it.
    pub links: Links<'a>,
    /// Whether notes can be dropped anywhere on it.
    pub takes_notes: bool,
}

/// The widget that is the card of an item.
pub fn id(item: &ItemRef) -> Id {
    Id::unique(("panel card", item))
}

/// Selects a card, brings it into view and gives it the keyboard.
pub fn reveal(cx: &mut Cx<'_>, item: ItemRef) {
    cx.view.focus_request = Some(id(&item));
    cx.view.selection.set([item]);
}

/// The shape of a card.
pub fn frame() -> egui::Frame {
    let margin = egui::Margin { left: 14, right: 14, top: 9, bottom: 13 };
    egui::Frame::new().corner_radius(metrics::CARD_RADIUS).inner_margin(margin)
}

impl Card<'_> {
    /// Shows the card with what `body` puts into it, and does what is done with it as a whole. Returns where it is.
    pub fn show(
        &self,
        ui: &mut egui::Ui,
        cx: &mut Cx<'_>,
        body: impl FnOnce(&mut egui::Ui, &mut Cx<'_>),
    ) -> egui::Rect {
        let builder = UiBuilder::new().scope_id(id(&self.item)).sense(Sense::click_and_drag());
        let carried = cx.view.panel.carried.as_ref() == Some(&self.item);
        let inner = ui.scope_builder(builder, |ui| {
            if carried {
                ui.set_opacity(0.5);
            }
            let hover = self.hover(ui, cx);
            let fill = if hover == Hover::Nothing { Ink::Page } else { Ink::AccentSoft };
            frame().fill(color(cx, fill)).show(ui, |ui| {
                ui.set_width(ui.available_width());
                ui.spacing_mut().item_spacing.y = 5.0;
                self.header(ui, cx, hover);
                body(ui, cx);
            });
            hover
        });
        let response = inner.response.on_hover_cursor(egui::CursorIcon::Grab);
        response.widget_info(|| WidgetInfo::labeled(Role::Group, true, &self.name));
        self.outline(ui, cx, &response, inner.inner);
        self.follow(ui, cx, &response);
        response.rect
    }

    /// What the notes that are dragged over it would become; asks about the place where the card was a frame ago.
    fn hover(&self, ui: &egui::Ui, cx: &mut Cx<'_>) -> Hover {
        if !self.takes_notes {
            return Hover::Nothing;
        }
        let sets = (self.links.support_set.clone(), Some(self.links.contradict_set.clone()));
        drop_target(ui, cx, ui.response().rect, sets.0, sets.1)
    }

    /// The first row: kind on the left, what `header_right` says on the right, and the menu.
    fn header(&self, ui: &mut egui::Ui, cx: &mut Cx<'_>, hover: Hover) {
        low_row(ui, |ui| {
            ui.spacing_mut().item_spacing.x = 2.0;
            let label = match hover {
                Hover::Nothing => self.kind,
                Hover::First => "ATTACH AS SUPPORT  ·  ALT AGAINST",
                Hover::Other => "ATTACH AS CONTRADICTION",
            };
            ui.label(RichText::new(label).font(theme::semibold(11.0)).color(color(cx, Ink::Accent)));
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                let more = icon_button(ui, cx, ICON_MORE_HORIZ, "More");
                egui::Popup::menu(&more).show(|ui| menu::card(ui, cx, self));
                menu::properties(ui, cx, &self.item);
            });
        });
    }

    fn outline(&self, ui: &egui::Ui, cx: &Cx<'_>, response: &egui::Response, hover: Hover) {
        let accent = color(cx, Ink::Accent);
        let stroke = if hover != Hover::Nothing || cx.view.selection.contains(&self.item) {
            Stroke::new(2.0, accent)
        } else if self.links.has_selected(cx) {
            Stroke::new(1.0, accent)
        } else if response.contains_pointer() {
            Stroke::new(1.0, color(cx, Ink::Line))
        } else {
            Stroke::NONE
        };
        let radius = metrics::CARD_RADIUS;
        ui.painter().rect_stroke(response.rect, radius, stroke, StrokeKind::Inside);
        focus_ring(ui, cx, response, f32::from(radius));
    }

    /// Does what was done with the card as a whole.
    fn follow(&self, ui: &egui::Ui, cx: &mut Cx<'_>, response: &egui::Response) {
        let no_drag = cx.view.panel.carried.is_none() && cx.view.gesture.dragged_notes().is_empty();
        if (response.contains_pointer() && no_drag) || response.has_focus() {
            cx.view.lit_notes.extend(self.links.all().cloned());
        }
        if response.clicked() {
            if ui.input(|input| input.modifiers.command || input.modifiers.shift) {
                cx.view.selection.toggle(self.item.clone());
            } else {
                cx.view.selection.set([self.item.clone()]);
            }
            response.request_focus();
        }
        if field::take_focus(cx, response) || response.gained_focus() {
            response.scroll_to_me(None);
        }
        if response.has_focus() {
            let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::ALT, key));
            if pressed(Key::ArrowUp) {
                order::step(cx, &self.item, order::Way::Up);
            } else if pressed(Key::ArrowDown) {
                order::step(cx, &self.item, order::Way::Down);
            }
        }
        if response.drag_started_by(egui::PointerButton::Primary) {
            cx.view.panel.carried = Some(self.item.clone());
        }
        response.context_menu(|ui| menu::card(ui, cx, self));
    }
}

/// Whether this item's text is being edited now; ends the editing once the person turned to something else.
///
/// `fields` are the widgets that belong to the editing; the pointer may go on working anywhere on the item's card.
pub fn is_editing(ui: &egui::Ui, cx: &mut Cx<'_>, item: &ItemRef, fields: &[Id]) -> bool {
    if cx.view.panel.editing.as_ref() != Some(item) {
        return false;
    }
    if cx.view.focus_request.is_some() {
        return true;
    }
    let focused = ui.memory(|memory| memory.focused());
    let left_by_keyboard = focused.is_some_and(|focused| !fields.contains(&focused));
    let pressed_at = ui.input(|input| input.pointer.interact_pos().filter(|_| input.pointer.any_pressed()));
    let place = ui.ctx().read_response(id(item)).map(|response| response.rect);
    let left_by_pointer = pressed_at.is_some_and(|at| place.is_some_and(|place| !place.contains(at)));
    let in_field = focused.is_some_and(|focused| fields.contains(&focused));
    let left_by_escape = !in_field && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape));
    if left_by_keyboard || left_by_pointer || left_by_escape {
        cx.view.panel.editing = None;
        return false;
    }
    true
}

/// Begins to edit a text in place: its field gets the keyboard.
pub fn edit(cx: &mut Cx<'_>, item: ItemRef, field: Id) {
    cx.view.panel.editing = Some(item);
    cx.view.focus_request = Some(field);
}

/// Ends the editing and gives the keyboard back to the card.
pub fn finish(ui: &egui::Ui, cx: &mut Cx<'_>, item: &ItemRef) {
    cx.view.panel.editing = None;
    ui.memory_mut(|memory| memory.request_focus(id(item)));
}
