//! Texts of the map that are edited in place, letter by letter.

use eframe::egui;
use egui::{FontId, Id, Key, Modifiers, TextEdit};

use crate::app::{Cx, text_field, theme};
use crate::document::TextTarget;
use crate::scene::Ink;

use super::draft::leave_by_escape;
use super::style::color;

/// A text of the map to be edited.
pub struct Field<'a> {
    /// Which text.
    pub target: TextTarget,
    /// What a screen reader says.
    pub name: &'a str,
    /// What stands there while it is empty.
    pub hint: &'a str,
    /// The font.
    pub font: FontId,
    /// Whether Enter breaks the line; otherwise it ends the editing.
    pub has_lines: bool,
}

/// The widget that edits a text, to be given the keyboard.
pub fn id(target: &TextTarget) -> Id {
    Id::unique(("panel field", target))
}

impl<'a> Field<'a> {
    /// A field for a short text.
    pub fn new(target: TextTarget, name: &'a str, hint: &'a str) -> Self {
        Self { target, name, hint, font: theme::regular(13.0), has_lines: false }
    }

    /// Shows the field in the whole width; `true` when Enter ended the editing.
    pub fn show(self, ui: &mut egui::Ui, cx: &mut Cx<'_>) -> bool {
        let id = id(&self.target);
        let hint =
            egui::RichText::new(self.hint).font(self.font.clone()).color(color(cx, Ink::Muted).gamma_multiply(0.8));
        let (font, has_lines) = (self.font, self.has_lines);
        let shown = text_field::show(ui, cx, id, &self.target, self.name, |edit: TextEdit<'_>| {
            let edit = edit.desired_width(f32::INFINITY).desired_rows(1).hint_text(hint).font(font);
            let edit = edit.margin(egui::Margin::symmetric(8, 5)).align(egui::Align2::LEFT_CENTER);
            if has_lines { edit } else { edit.return_key(None) }
        });
        let Some(output) = shown else { return false };
        let response = output.response.response;
        leave_by_escape(ui, &response);
        if cx.view.focus_request == Some(id) {
            cx.view.focus_request = None;
            response.request_focus();
            response.scroll_to_me(None);
        }
        !has_lines && response.has_focus() && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Enter))
    }
}
