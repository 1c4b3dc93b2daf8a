//! A suggested theme in the list: its sign, its name to be changed, why, its notes, yes or no.

use eframe::egui;
use egui::text::{CCursor, CCursorRange};
use egui::text_edit::TextEditState;
use egui::{
    Align, Align2, Button, Color32, CornerRadius, DragAndDrop, EventFilter, Frame, Id, Key as KeyboardKey, Layout,
    Margin, Modifiers, Response, RichText, Sense, Stroke, TextEdit, vec2,
};
use egui_material_icons::MaterialIcon;
use egui_material_icons::icons::{ICON_CLOSE, ICON_EXPAND_LESS, ICON_EXPAND_MORE};

use crate::app::Cx;
use crate::app::shell::widgets;
use crate::app::theme::{self, metrics};
use crate::model::NoteId;
use crate::scene::Ink;

use super::proposals::{Key, ShownTheme};
use super::row::{self, answers_ui, note_ui};
use super::{Item, Suggested, Wish, count, shortened};

/// So much of a note's text stands in the reason, in characters.
const REASON_CHARS: usize = 44;

/// A note that is dragged from the list.
pub struct Carried(pub NoteId);

/// The field with the name of a suggested theme.
fn name_id(key: Key) -> Id {
    Id::unique(("suggested theme name", key))
}

/// Gives the keyboard to the name of a suggested theme, with all of it selected.
pub fn begin_naming(ui: &egui::Ui, key: Key) {
    let mut state = TextEditState::load(ui.ctx(), name_id(key)).unwrap_or_default();
    let all = CCursorRange::two(CCursor::new(0), CCursor::new(usize::MAX));
    state.cursor.set_char_range(Some(all));
    state.store(ui.ctx(), name_id(key));
    ui.memory_mut(|memory| memory.request_focus(name_id(key)));
}

/// Shows a suggested theme; `color` is that of its ghosts.
pub fn show(
    ui: &mut egui::Ui,
    cx: &mut Cx<'_>,
    suggested: &mut Suggested,
    theme: &ShownTheme,
    color: Color32,
) -> Option<Wish> {
    let item = Item::Theme(theme.key);
    let name = format!("Suggested theme {}: {}, {}", theme.sign, theme.title(), count(theme.notes.len(), "note"));
    let is_open = suggested.open == Some(theme.key);
    let mut wish = None;
    let response = row::show(ui, cx, suggested, item.clone(), &name, |ui, cx, _| {
        ui.horizontal(|ui| {
            sign_ui(ui, &theme.sign, color);
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                let number = RichText::new(theme.notes.len().to_string()).font(theme::semibold(13.0));
                ui.label(number.color(widgets::color(ui, Ink::Muted))).on_hover_text(count(theme.notes.len(), "note"));
                ui.with_layout(Layout::left_to_right(Align::Center), |ui| wish = name_ui(ui, theme));
            });
        });
        let words = theme.why.words.join(", ");
        if !words.is_empty() {
            let line = RichText::new(format!("They share {words}")).font(theme::regular(12.5));
            ui.add(egui::Label::new(line.color(widgets::color(ui, Ink::Muted))).truncate());
        }
        if is_open {
            nearest_ui(ui, cx, theme);
            for note in &theme.notes {
                wish = member_ui(ui, note, cx).or(wish.take());
            }
        }
        ui.horizontal(|ui| {
            let yes = ("Accept", "Make a theme of these notes");
            let no = ("Dismiss", "Do not suggest this again");
            wish = answers_ui(ui, cx, &item, yes, no).or(wish.take());
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                let (icon, name) =
                    if is_open { (ICON_EXPAND_LESS, "Hide notes") } else { (ICON_EXPAND_MORE, "Show notes") };
                if small_icon(ui, icon, name).clicked() {
                    wish = Some(Wish::Fold(theme.key));
                }
            });
        });
    });
    let takes = response.contains_pointer()
        && (DragAndDrop::has_payload_of_type::<Carried>(ui.ctx()) || cx.view.gesture.drag().is_some());
    if takes {
        let stroke = Stroke::new(2.0, color);
        ui.painter().rect_stroke(response.rect, metrics::CARD_RADIUS, stroke, egui::StrokeKind::Inside);
    }
    if let Some(carried) = response.dnd_release_payload::<Carried>() {
        wish = Some(Wish::Sort(carried.0.clone(), Some(theme.key)));
    }
    if !response.has_focus() && suggested.quiet == Some(response.id) {
        suggested.quiet = None;
    }
    let by_keys = response.has_focus() && suggested.quiet.is_none();
    if response.contains_pointer() || by_keys || ui.memory(|memory| memory.has_focus(name_id(theme.key))) {
        suggested.lit = Some(theme.key);
    }
    let seen = response.rect.intersect(ui.clip_rect());
    suggested.targets.push((seen, theme.key));
    if response.clicked() {
        response.request_focus();
        wish = wish.or(Some(Wish::Fold(theme.key)));
    }
    wish
}

/// The sign as it stands on the ghosts.
fn sign_ui(ui: &mut egui::Ui, sign: &str, color: Color32) {
    let ink = widgets::color(ui, Ink::OnAccent);
    let galley = ui.painter().layout_no_wrap(sign.to_owned(), theme::semibold(13.0), ink);
    let size = vec2((galley.size().x + 12.0).max(24.0), 24.0);
    let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
    ui.painter().rect_filled(rect, CornerRadius::same(7), color);
    let at = Align2::CENTER_CENTER.align_size_within_rect(galley.size(), rect).min;
    ui.painter().galley(at, galley, ink);
}

/// The name, a field; Enter goes back to the row, Escape as well and leaves the name.
fn name_ui(ui: &mut egui::Ui, theme: &ShownTheme) -> Option<Wish> {
    let id = name_id(theme.key);
    let mut name = theme.name.clone();
    let has_focus = ui.memory(|memory| memory.has_focus(id));
    let line = if has_focus { Ink::Accent } else { Ink::Line };
    let is_framed = has_focus || ui.ctx().read_response(id).is_some_and(|response| response.hovered());
    let stroke = if is_framed { Stroke::new(1.0, widgets::color(ui, line)) } else { Stroke::NONE };
    let frame = Frame::new().stroke(stroke).corner_radius(metrics::RADIUS).inner_margin(Margin::symmetric(4, 2));
    let leaves = has_focus
        && ui.input_mut(|input| {
            input.consume_key(Modifiers::NONE, KeyboardKey::Enter)
                || input.consume_key(Modifiers::NONE, KeyboardKey::Escape)
        });
    let response = ui.add(
        TextEdit::singleline(&mut name)
            .id(id)
            .font(theme::semibold(14.0))
            .hint_text(theme.title())
            .frame(frame)
            .desired_width(f32::INFINITY)
            .min_size(vec2(0.0, 24.0))
            .align(Align2::LEFT_CENTER)
            .event_filter(EventFilter { escape: true, horizontal_arrows: true, ..EventFilter::default() }),
    );
    let response = response.accessible_name(format!("Name of theme {}", theme.sign));
    let response = response.on_hover_text("Change the name  ·  F2");
    if leaves {
        ui.memory_mut(|memory| memory.request_focus(row::id(&Item::Theme(theme.key))));
    }
    response.changed().then_some(Wish::Rename(theme.key, name))
}

/// The notes that are nearest to each other.
fn nearest_ui(ui: &mut egui::Ui, cx: &Cx<'_>, theme: &ShownTheme) {
    let Some((a, b)) = theme.why.nearest.first() else { return };
    let text = |id: &NoteId| cx.map.note(id).map(|note| shortened(&note.text, REASON_CHARS));
    let Some((a, b)) = text(a).zip(text(b)) else { return };
    let line = RichText::new(format!("Nearest are “{a}” and “{b}”")).font(theme::regular(12.5));
    ui.add(egui::Label::new(line.color(widgets::color(ui, Ink::Muted))).wrap());
}

/// A note of the theme, that can be taken out or dragged onto another theme.
fn member_ui(ui: &mut egui::Ui, note: &NoteId, cx: &Cx<'_>) -> Option<Wish> {
    let mut wish = None;
    let id = Id::unique(("suggested member", note.as_str().to_owned()));
    let builder = egui::UiBuilder::new().scope_id(id).sense(Sense::DRAG);
    let text = cx.map.note(note).map(|note| shortened(&note.text, REASON_CHARS)).unwrap_or_default();
    let row = ui.scope_builder(builder, |ui| {
        ui.horizontal(|ui| {
            ui.set_width(ui.available_width());
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                if small_icon(ui, ICON_CLOSE, &format!("Take out “{text}”")).clicked() {
                    wish = Some(Wish::Sort(note.clone(), None));
                }
                ui.with_layout(Layout::left_to_right(Align::Center), |ui| note_ui(ui, cx, note));
            });
        });
    });
    carry(&row.response.on_hover_cursor(egui::CursorIcon::Grab), note);
    wish
}

/// Takes a note up, once the pointer has moved: a press on a button in its row is no drag.
pub fn carry(row: &Response, note: &NoteId) {
    let moves = row.dragged() && row.ctx.input(|input| input.pointer.is_decidedly_dragging());
    if moves && !DragAndDrop::has_any_payload(&row.ctx) {
        DragAndDrop::set_payload(&row.ctx, Carried(note.clone()));
    }
}

/// A small button with an icon.
pub fn small_icon(ui: &mut egui::Ui, icon: MaterialIcon, name: &str) -> Response {
    ui.scope(|ui| {
        ui.spacing_mut().interact_size.y = 22.0;
        ui.spacing_mut().button_padding = vec2(3.0, 2.0);
        let text = icon.rich_text().size(17.0).color(widgets::color(ui, Ink::Muted));
        let button = Button::new(text).frame_when_inactive(false).min_size(vec2(24.0, 22.0));
        ui.add(button).accessible_name(name).on_hover_text(name)
    })
    .inner
}
