//! What the pointer looks like over the canvas, and the small words that explain what is under it.

use eframe::egui;
use egui::{CursorIcon, Key, Response, RichText};

use crate::app::{Command, Cx, theme};
use crate::scene::{Hit, Ink};

use super::overlay;
use super::tool::Gesture;

/// Sets the cursor, and shows what the icon or label under the pointer means.
pub fn show(ui: &egui::Ui, cx: &Cx<'_>, canvas: &Response) {
    let space = ui.input(|input| input.key_down(Key::Space)) && !ui.ctx().text_edit_focused();
    let icon = match &cx.view.gesture {
        Gesture::Panning { .. } | Gesture::Dragging(_) => Some(CursorIcon::Grabbing),
        Gesture::Selecting(_) => Some(CursorIcon::Crosshair),
        _ if !canvas.contains_pointer() => None,
        _ if space => Some(CursorIcon::Grab),
        _ => match overlay::board_pointer(cx, canvas).map(|at| cx.scene.hit(at)) {
            Some(Hit::Badge) => Some(CursorIcon::PointingHand),
            Some(Hit::Heading(_)) => Some(CursorIcon::Text),
            _ => None,
        },
    };
    if let Some(icon) = icon {
        ui.ctx().set_cursor_icon(icon);
    }
    if let Some((title, text)) = explanation(cx, canvas) {
        let muted = cx.look.palette.color(Ink::Muted);
        canvas.clone().on_hover_ui_at_pointer(|ui| {
            ui.label(title);
            if !text.is_empty() {
                ui.label(RichText::new(text).small().color(muted));
            }
        });
    }
}

/// Says on an empty map how to begin, in the middle of its first quadrant.
pub fn invite(ui: &mut egui::Ui, cx: &Cx<'_>, canvas: &Response) {
    let Some(first) =
        cx.scene.quadrants.first().filter(|_| cx.map.notes.is_empty() && cx.view.editing.is_none() && cx.view.can_edit)
    else {
        return;
    };
    let rect = cx.view.camera.screen_rect(canvas.rect, first.rect);
    let place = egui::Rect::from_center_size(rect.center(), egui::vec2(rect.width().min(280.0), 72.0));
    if rect.width() < 180.0 || rect.height() < 140.0 {
        return;
    }
    let mut ui =
        ui.new_child(egui::UiBuilder::new().max_rect(place).layout(egui::Layout::top_down(egui::Align::Center)));
    ui.set_clip_rect(canvas.rect);
    ui.spacing_mut().item_spacing.y = 4.0;
    let ink = |ink| cx.look.palette.color(ink);
    ui.label(RichText::new("Double-click to write a note").font(theme::semibold(15.0)).color(ink(Ink::Text)));
    let key = Command::NewNote.shortcut_text(ui.ctx()).unwrap_or_default();
    let more = format!("or press {key}, or paste lines: each becomes a note");
    ui.label(RichText::new(more).font(theme::regular(13.0)).color(ink(Ink::Muted)));
}

/// The meaning of the evidence icon or the theme's label under the pointer.
fn explanation(cx: &Cx<'_>, canvas: &Response) -> Option<(String, String)> {
    let index = overlay::hovered(cx, canvas)?;
    let placed = &cx.scene.notes[index];
    let at = overlay::board_pointer(cx, canvas)? - placed.rect.min.to_vec2();
    let note = cx.map.note(&placed.id)?;
    if placed.evidence_rect.is_some_and(|rect| rect.expand(3.0).contains(at)) {
        let evidence = note.evidence?;
        let source = if note.source.is_empty() { String::new() } else { format!("\n{}", note.source) };
        return Some((evidence.label().to_owned(), format!("{}{source}", evidence.meaning())));
    }
    if placed.theme_rect.is_some_and(|rect| rect.contains(at)) {
        let theme = cx.map.theme(note.theme.as_ref()?)?;
        let count = cx.map.notes.iter().filter(|other| other.theme == note.theme).count();
        return Some((theme.title.clone(), format!("Theme of {count} {}", if count == 1 { "note" } else { "notes" })));
    }
    None
}
