//! The look before several lines become notes: which, how many, and where to.

use eframe::egui;
use egui::{Frame, Id, Key, Modal, RichText, ScrollArea, TextEdit};

use crate::app::{Cx, Message, theme};
use crate::model::QuadrantId;
use crate::scene::Ink;

use super::clipboard::lines;

/// Lines that are about to become notes.
#[derive(Clone, Debug, PartialEq)]
pub struct PasteSheet {
    text: String,
    quadrant: QuadrantId,
    is_new: bool,
}

impl PasteSheet {
    /// A look at this text before its lines go to a quadrant.
    pub fn new(text: String, quadrant: QuadrantId) -> Self {
        Self { text, quadrant, is_new: true }
    }
}

/// Shows the sheet, where there is one.
pub fn show(ui: &egui::Ui, cx: &mut Cx<'_>) {
    let Some(mut sheet) = cx.view.canvas.pasting.take() else { return };
    let frame = Frame::window(ui.style());
    let modal = Modal::new(Id::unique("paste lines")).frame(frame).show(ui.ctx(), |ui| sheet_ui(ui, cx, &mut sheet));
    let done = modal.inner;
    if modal.should_close() && done.is_none() {
        return;
    }
    match done {
        Some(Done::Add) => {
            cx.view.canvas.paste_into = Some(sheet.quadrant);
            cx.out.push(Message::Paste(sheet.text));
        }
        Some(Done::Cancel) => {}
        None => cx.view.canvas.pasting = Some(sheet),
    }
}

#[derive(Clone, Copy)]
enum Done {
    Add,
    Cancel,
}

fn sheet_ui(ui: &mut egui::Ui, cx: &Cx<'_>, sheet: &mut PasteSheet) -> Option<Done> {
    ui.set_width(440.0);
    let count = lines(&sheet.text).len();
    let quadrant = cx.map.quadrant(&sheet.quadrant).map_or("", |quadrant| &quadrant.title);
    let heading = match count {
        0 => format!("Add notes to {quadrant}"),
        1 => format!("Add 1 note to {quadrant}"),
        _ => format!("Add {count} notes to {quadrant}"),
    };
    ui.heading(heading);
    ui.label(RichText::new("Each line becomes a note.").color(cx.look.palette.color(Ink::Muted)));
    ui.add_space(4.0);
    ui.horizontal_wrapped(|ui| {
        for quadrant in &cx.map.quadrants {
            if ui.selectable_label(sheet.quadrant == quadrant.id, &quadrant.title).clicked() {
                sheet.quadrant = quadrant.id.clone();
            }
        }
    });
    let mut ready = false;
    ScrollArea::vertical().max_height(280.0).show(ui, |ui| {
        let edit = TextEdit::multiline(&mut sheet.text).desired_rows(6).desired_width(f32::INFINITY);
        let response = ui.add(edit.hint_text("Paste or type lines here").font(theme::regular(14.0)));
        ui.ctx().accesskit_node_builder(response.id, |node| node.set_label("Lines"));
        if sheet.is_new && count == 0 {
            response.request_focus();
        }
        // Whoever pasted lines wants to add them: Enter shall do that, not break a line.
        let pasted = ui.input(|input| input.events.iter().any(|event| matches!(event, egui::Event::Paste(_))));
        ready = count > 0 && sheet.is_new || response.changed() && pasted;
    });
    sheet.is_new = false;
    ui.add_space(4.0);
    let mut done = None;
    ui.horizontal(|ui| {
        let label = if count == 1 { "Add 1 note".to_owned() } else { format!("Add {count} notes") };
        let add = egui::Button::new(RichText::new(label).color(cx.look.palette.color(Ink::OnAccent)))
            .fill(cx.look.palette.color(Ink::Accent));
        let by_key = ui.input(|input| input.modifiers.command && input.key_pressed(Key::Enter));
        let add = ui.add_enabled(count > 0, add).on_hover_text("Add them  ·  Ctrl+Enter");
        if ready {
            add.request_focus();
        }
        if add.clicked() || (by_key && count > 0) {
            done = Some(Done::Add);
        }
        if ui.button("Cancel").clicked() {
            done = Some(Done::Cancel);
        }
    });
    done
}
