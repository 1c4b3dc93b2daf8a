//! A row of the tree of causes: what it rests on, what it says, what can be done with it.

use eframe::egui;
use egui::{EventFilter, Id, Key, Label, Modifiers, Popup, RichText, Role, Sense, TextEdit, WidgetInfo};
use egui_material_icons::icons::{ICON_MORE_HORIZ, ICON_RADIO_BUTTON_UNCHECKED};

use crate::app::panel::style::{color, focus_ring, icon_button, named};
use crate::app::panel::{card, field, menu};
use crate::app::theme::{self, metrics};
use crate::app::{Command, Cx};
use crate::model::{Cause, Evidence, ItemRef, Need, NeedId};
use crate::scene::Ink;

use super::editing::Editing;
use super::tree::{self, Path};
use super::{begin, delete, field_id, mark, move_to};

/// How far causes behind another stand to the right, in points.
const INDENT: f32 = 16.0;
/// From this level on, causes stand no further to the right: there is no room.
const DEEPEST: usize = 6;
/// Width of the mark, and of the menu's button.
const BUTTON: f32 = 26.0;

/// The widget that says what a cause rests on.
pub fn mark_id(need: &NeedId, path: &Path) -> Id {
    Id::unique(("panel cause mark", need, path))
}

/// Shows a row; the one that is edited has a field instead of its text.
pub fn show(ui: &mut egui::Ui, cx: &mut Cx<'_>, need: &Need, path: &Path, cause: &Cause, is_edited: bool) {
    let level = path.len().min(DEEPEST) - 1;
    let row = ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = 2.0;
        ui.add_space(level as f32 * INDENT);
        let real = real_path(cx, need, path);
        ui.add_enabled_ui(!(is_edited && cx.view.panel.cause.as_ref().is_some_and(Editing::is_new)), |ui| {
            mark_button(ui, cx, need, &real, cause);
        });
        let width = ui.available_width() - BUTTON - 2.0;
        ui.vertical(|ui| {
            ui.set_width(width);
            if is_edited {
                text_field(ui, cx, need);
            } else {
                text(ui, cx, need, &real, cause);
            }
        });
        if !is_edited {
            ui.scope(|ui| {
                ui.set_opacity(0.55);
                let more = icon_button(ui, cx, ICON_MORE_HORIZ, "More");
                named(&more, &format!("More about “{}”", cause.text));
                Popup::menu(&more).show(|ui| row_menu(ui, cx, need, &real));
            });
        }
    });
    let rect = row.response.rect;
    for step in 0..level {
        let x = rect.left() + step as f32 * INDENT + BUTTON / 2.0;
        ui.painter().vline(x, rect.y_range(), egui::Stroke::new(1.0, color(cx, Ink::Line)));
    }
}

/// Where a row stands in the map, which does not have a new cause yet.
fn real_path(cx: &Cx<'_>, need: &Need, path: &Path) -> Path {
    let mut real = path.clone();
    let editing = cx.view.panel.cause.as_ref().filter(|editing| editing.is_in(&need.id) && editing.is_new());
    if let Some((last, above)) = editing.and_then(|editing| editing.at().split_last())
        && path.len() > above.len()
        && path.starts_with(above)
        && path[above.len()] > *last
    {
        real[above.len()] -= 1;
    }
    real
}

fn mark_button(ui: &mut egui::Ui, cx: &mut Cx<'_>, need: &Need, path: &Path, cause: &Cause) {
    let icon = cause.evidence.map_or(ICON_RADIO_BUTTON_UNCHECKED, |kind| Command::Mark(kind).icon());
    let word = cause.evidence.map_or("not marked", Evidence::label).to_lowercase();
    let builder = egui::UiBuilder::new().scope_id(mark_id(&need.id, path)).sense(Sense::click());
    let response = ui.scope_builder(builder, |ui| {
        let (rect, _) = ui.allocate_exact_size(egui::vec2(BUTTON, 24.0), Sense::hover());
        if ui.response().contains_pointer() {
            ui.painter().rect_filled(rect, metrics::RADIUS, color(cx, Ink::AccentSoft));
        }
        let font = egui::FontId::new(15.0, icon.font_family());
        let ink = color(cx, Ink::Muted);
        ui.painter().text(rect.center(), egui::Align2::CENTER_CENTER, icon.codepoint, font, ink);
    });
    let response = response.response.on_hover_text(format!("What it rests on: {word}"));
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, format!("“{}” rests on: {word}", cause.text)));
    focus_ring(ui, cx, &response, f32::from(metrics::RADIUS));
    field::take_focus(cx, &response);
    Popup::menu(&response).show(|ui| {
        for kind in Evidence::ALL.map(Some).into_iter().chain([None]) {
            let text = kind.map_or("Not marked", Evidence::label);
            if menu::choice(ui, cause.evidence == kind, text) {
                mark(cx, need, path, kind);
            }
        }
    });
}

fn text(ui: &mut egui::Ui, cx: &mut Cx<'_>, need: &Need, path: &Path, cause: &Cause) {
    ui.add_space(3.0);
    let text = RichText::new(&cause.text).font(theme::regular(13.0)).color(color(cx, Ink::Text));
    let response = ui.add(Label::new(text).wrap().sense(Sense::click()));
    let name = format!("Cause at level {}: {}", path.len(), cause.text);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
    focus_ring(ui, cx, &response, 2.0);
    if response.on_hover_cursor(egui::CursorIcon::Text).on_hover_text("Edit cause").clicked() {
        begin(cx, Editing::known_cause(need, path.clone()));
    }
}

/// The field of the cause that is being edited, and what its keys do.
fn text_field(ui: &mut egui::Ui, cx: &mut Cx<'_>, need: &Need) {
    let Some(mut editing) = cx.view.panel.cause.take() else { return };
    let id = field_id(&need.id);
    let keys = take_keys(ui, id, &editing);
    let edit = TextEdit::multiline(&mut editing.text).id(id).desired_rows(1).desired_width(f32::INFINITY);
    let filter = EventFilter { tab: true, horizontal_arrows: true, vertical_arrows: true, escape: true };
    let hint = RichText::new("Why?").font(theme::regular(13.0));
    let edit = edit.return_key(None).event_filter(filter).hint_text(hint).font(theme::regular(13.0));
    let response = ui.add(edit.margin(egui::Margin::symmetric(6, 3)).interactive(cx.view.can_edit));
    named(&response, "Cause");
    field::take_focus(cx, &response);
    let left_by_escape = field::left_by_escape(ui, &response);
    let next = match keys {
        Some(Pressed::Enter) => editing.next(cx, need),
        Some(Pressed::Tab) => Some(editing.moved(cx, need, tree::deeper)),
        Some(Pressed::BackTab) => Some(editing.moved(cx, need, |_, path| tree::higher(path))),
        Some(Pressed::Backspace) => editing.removed(cx, need),
        None if left_by_escape => None,
        None => Some(editing),
    };
    if next.is_none() {
        ui.memory_mut(|memory| memory.request_focus(card::id(&ItemRef::Need(need.id.clone()))));
    }
    cx.view.panel.cause = next;
}

enum Pressed {
    Enter,
    Tab,
    BackTab,
    Backspace,
}

/// The key that does something with the row, taken out of the input while the field has the keyboard.
fn take_keys(ui: &egui::Ui, id: Id, editing: &Editing) -> Option<Pressed> {
    if !ui.memory(|memory| memory.has_focus(id)) {
        return None;
    }
    let is_empty = editing.text.is_empty();
    ui.input_mut(|input| {
        if input.consume_key(Modifiers::NONE, Key::Enter) {
            Some(Pressed::Enter)
        } else if input.consume_key(Modifiers::SHIFT, Key::Tab) {
            Some(Pressed::BackTab)
        } else if input.consume_key(Modifiers::NONE, Key::Tab) {
            Some(Pressed::Tab)
        } else if is_empty && input.consume_key(Modifiers::NONE, Key::Backspace) {
            Some(Pressed::Backspace)
        } else {
            None
        }
    })
}

fn row_menu(ui: &mut egui::Ui, cx: &mut Cx<'_>, need: &Need, path: &Path) {
    ui.set_min_width(200.0);
    if ui.button("Edit text").clicked() {
        begin(cx, Editing::known_cause(need, path.clone()));
        ui.close();
    }
    if ui.button("Why? Add a cause behind it").clicked() {
        let end = tree::get(&need.causes, path).map_or(0, |cause| cause.causes.len());
        begin(cx, Editing::new_cause(need, path.iter().copied().chain([end]).collect()));
        ui.close();
    }
    if ui.button("Add a cause beside it").clicked() {
        begin(cx, Editing::new_cause(need, tree::after(path)));
        ui.close();
    }
    ui.separator();
    let ways = [("Deeper", "Tab", tree::deeper(&need.causes, path)), ("Higher", "Shift+Tab", tree::higher(path))];
    for (text, keys, to) in ways {
        let button = egui::Button::new(text).shortcut_text(keys);
        let response = ui.add_enabled(to.is_some(), button).on_hover_text("The keys work while the text is edited");
        named(&response, text);
        if let Some(to) = to.filter(|_| response.clicked()) {
            move_to(cx, need, path, &to);
            ui.close();
        }
    }
    ui.separator();
    if ui.button("Delete with all behind it").clicked() {
        delete(cx, need, path);
        ui.close();
    }
}
