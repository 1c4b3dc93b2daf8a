//! Texts of the map that are edited in place, letter by letter.

use eframe::egui;
use egui::{EventFilter, FontId, Id, Key, Modifiers, TextEdit};

use crate::app::{Cx, text_field, theme};
use crate::document::TextTarget;

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

    /// Shows the field in the whole width; `true` when Enter or Escape ended the editing.
    pub fn show(self, ui: &mut egui::Ui, cx: &mut Cx<'_>) -> bool {
        let id = id(&self.target);
        let (hint, font, has_lines) = (self.hint, self.font, self.has_lines);
        let shown = text_field::show(ui, cx, id, &self.target, self.name, |edit: TextEdit<'_>| {
            let edit = dress(edit, hint, font);
            if has_lines { edit } else { edit.return_key(None) }
        });
        let Some(output) = shown else { return false };
        let response = output.response.response;
        take_focus(cx, &response);
        left_by_escape(ui, &response)
            || !has_lines
                && response.has_focus()
                && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Enter))
    }
}

/// Gives an editor the look of a field in the panel.
pub fn dress<'t>(edit: TextEdit<'t>, hint: &str, font: FontId) -> TextEdit<'t> {
    let hint = egui::RichText::new(hint).font(font.clone());
    let edit = edit.desired_width(f32::INFINITY).desired_rows(1).hint_text(hint).font(font);
    // Escape comes here: else egui takes the keyboard away before the letters that were typed together with it.
    let keys = EventFilter { horizontal_arrows: true, vertical_arrows: true, escape: true, ..EventFilter::default() };
    edit.margin(egui::Margin::symmetric(8, 5)).align(egui::Align2::LEFT_CENTER).event_filter(keys)
}

/// Whether Escape left a field now; the key does nothing else then, such as clearing the selection.
pub fn left_by_escape(ui: &egui::Ui, field: &egui::Response) -> bool {
    let left = field.has_focus() && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape));
    if left {
        field.surrender_focus();
    }
    left
}

/// Gives the keyboard to a field that was asked to take it; whether it was.
pub fn take_focus(cx: &mut Cx<'_>, field: &egui::Response) -> bool {
    let asked = cx.view.focus_request.take_if(|wanted| *wanted == field.id).is_some();
    if asked {
        field.request_focus();
        field.scroll_to_me(None);
    }
    asked
}
