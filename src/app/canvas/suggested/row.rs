//! A row of the list: it takes the keyboard as a whole, lights up, and has buttons to say yes and no.

use eframe::egui;
use egui::{
    Button, EventFilter, FocusDirection, Frame, Id, Key as KeyboardKey, Margin, Modifiers, Response, RichText, Role,
    Sense, Stroke,
};
use egui::{StrokeKind, UiBuilder, WidgetInfo, vec2};

use crate::app::shell::widgets;
use crate::app::theme::{self, metrics};
use crate::app::{Cx, ViewState};
use crate::model::NoteId;
use crate::scene::Ink;

use super::bar::why_not;
use super::{Item, Suggested, Wish, shortened};

/// So much of a note's text is shown in a row, in characters.
const TEXT_CHARS: usize = 80;

/// The widget that is the row of an item.
pub fn id(item: &Item) -> Id {
    match item {
        Item::Theme(key) => Id::unique(("suggested theme", *key)),
        Item::Home(note) => Id::unique(("suggested home", note.as_str().to_owned())),
        Item::Elsewhere(note) => Id::unique(("suggested elsewhere", note.as_str().to_owned())),
        Item::Same(a, b) => Id::unique(("suggested stack", a.as_str().to_owned(), b.as_str().to_owned())),
    }
}

/// Shows a row with what `body` puts into it; `name` is what a screen reader says.
pub fn show(
    ui: &mut egui::Ui,
    cx: &mut Cx<'_>,
    suggested: &mut Suggested,
    item: Item,
    name: &str,
    body: impl FnOnce(&mut egui::Ui, &mut Cx<'_>, &mut Suggested),
) -> Response {
    let id = id(&item);
    let builder = UiBuilder::new().scope_id(id).sense(Sense::click());
    let row = ui.scope_builder(builder, |ui| {
        let is_lit = ui.response().contains_pointer() || ui.response().has_focus();
        let fill = if is_lit { Ink::AccentSoft } else { Ink::Page };
        let frame = Frame::new().fill(widgets::color(ui, fill)).corner_radius(metrics::CARD_RADIUS);
        frame.inner_margin(Margin::symmetric(10, 8)).show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.spacing_mut().item_spacing = vec2(6.0, 4.0);
            ui.spacing_mut().interact_size.y = 24.0;
            body(ui, cx, suggested);
        });
    });
    let response = row.response;
    response.widget_info(|| WidgetInfo::labeled(Role::Group, true, name));
    suggested.rows.push((id, item));
    if response.gained_focus() {
        response.scroll_to_me(None);
    }
    if response.has_focus() {
        // Tab goes on; arrows walk from row to row, as `take_keys` says.
        let filter = EventFilter { horizontal_arrows: true, vertical_arrows: true, ..EventFilter::default() };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(id, filter));
        let ring = Stroke::new(2.0, widgets::color(ui, Ink::Accent));
        ui.painter().rect_stroke(response.rect, metrics::CARD_RADIUS, ring, StrokeKind::Inside);
    }
    response
}

/// Says yes or no: the buttons at the end of a row.
pub fn answers_ui(ui: &mut egui::Ui, cx: &Cx<'_>, item: &Item, yes: (&str, &str), no: (&str, &str)) -> Option<Wish> {
    let mut wish = None;
    let label = |text: &str| RichText::new(text).font(theme::semibold(13.0));
    ui.horizontal(|ui| {
        ui.spacing_mut().interact_size.y = 28.0;
        ui.spacing_mut().button_padding = vec2(10.0, 4.0);
        let accept = ui.add_enabled(cx.view.can_edit, Button::new(label(yes.0)));
        let about = format!("{}  ·  Enter", yes.1);
        if accept.on_hover_text(about).on_disabled_hover_text(why_not(cx)).clicked() {
            wish = Some(Wish::Accept(item.clone()));
        }
        let muted = widgets::color(ui, Ink::Muted);
        let refuse = ui.add(Button::new(label(no.0).color(muted)).frame_when_inactive(false));
        if refuse.on_hover_text(format!("{}  ·  Delete", no.1)).clicked() {
            wish = Some(Wish::Dismiss(item.clone()));
        }
    });
    wish
}

/// A note in a row: a dot in its quadrant's colour and the beginning of its text.
pub fn note_ui(ui: &mut egui::Ui, cx: &Cx<'_>, note: &NoteId) {
    let Some((index, text)) = cx.scene.index_of(note).zip(cx.map.note(note).map(|note| &note.text)) else { return };
    let tone = cx.scene.quadrants[cx.scene.notes[index].quadrant].tone;
    let (dot, _) = ui.allocate_exact_size(vec2(8.0, 18.0), Sense::hover());
    ui.painter().circle_filled(dot.center(), 3.5, widgets::color(ui, Ink::Strong(tone)));
    let words = RichText::new(shortened(text, TEXT_CHARS)).font(theme::regular(13.0));
    ui.add(egui::Label::new(words).truncate()).on_hover_text(text);
}

/// Does what keys ask of the row that has the keyboard: Enter, Delete, F2 and the arrows.
pub fn take_keys(ui: &egui::Ui, suggested: &mut Suggested) -> Option<Wish> {
    let focused = ui.memory(|memory| memory.focused())?;
    let at = suggested.rows.iter().position(|(id, _)| *id == focused)?;
    let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    let go_to = |place: usize| {
        if let Some((id, _)) = suggested.rows.get(place) {
            ui.memory_mut(|memory| memory.request_focus(*id));
        }
    };
    let item = suggested.rows[at].1.clone();
    let times = |key| ui.input_mut(|input| input.count_and_consume_key(Modifiers::NONE, key));
    let (up, down) = (times(KeyboardKey::ArrowUp), times(KeyboardKey::ArrowDown));
    if up + down > 0 {
        // A row that has the keyboard since this frame cannot yet keep arrows from leading elsewhere.
        ui.memory_mut(|memory| memory.move_focus(FocusDirection::None));
        go_to((at + down).saturating_sub(up).min(suggested.rows.len() - 1));
    } else if pressed(KeyboardKey::Enter) {
        // The row goes away: the next one takes its place.
        go_to(if at + 1 < suggested.rows.len() { at + 1 } else { at.saturating_sub(1) });
        return Some(Wish::Accept(item));
    } else if pressed(KeyboardKey::Delete) || pressed(KeyboardKey::Backspace) {
        go_to(if at + 1 < suggested.rows.len() { at + 1 } else { at.saturating_sub(1) });
        return Some(Wish::Dismiss(item));
    } else if let Item::Theme(key) = item
        && pressed(KeyboardKey::F2)
    {
        super::theme_card::begin_naming(ui, key);
    }
    None
}

/// Whether a row that answers to keys itself has the keyboard.
pub fn has_keyboard(view: &ViewState, ctx: &egui::Context) -> bool {
    let focused = ctx.memory(|memory| memory.focused());
    let suggested = view.canvas.suggested.as_ref();
    focused.zip(suggested).is_some_and(|(focused, suggested)| suggested.rows.iter().any(|(id, _)| *id == focused))
}
