//! Small parts that everything in the panel is made of.

use eframe::egui;
use egui::{Color32, RichText};
use egui_material_icons::MaterialIcon;

use crate::app::Cx;
use crate::app::theme::{self, metrics};
use crate::scene::Ink;

/// Space between the panel's edge and what stands in it, in points.
pub const MARGIN: i8 = 20;

/// A colour of the present theme.
pub fn color(cx: &Cx<'_>, ink: Ink) -> Color32 {
    cx.look.palette.color(ink)
}

/// Text that explains.
pub fn muted(cx: &Cx<'_>, text: impl Into<String>) -> RichText {
    RichText::new(text).font(theme::regular(12.5)).color(color(cx, Ink::Muted))
}

/// A heading in a list.
pub fn heading(cx: &Cx<'_>, text: impl Into<String>) -> RichText {
    RichText::new(text).font(theme::semibold(13.0)).color(color(cx, Ink::Text))
}

/// A button that looks like a link.
pub fn link(ui: &mut egui::Ui, cx: &Cx<'_>, text: impl Into<String>) -> egui::Response {
    let text = RichText::new(text).font(theme::regular(12.5)).color(color(cx, Ink::Accent));
    flat(ui, egui::Button::new(text))
}

/// A button without a frame that is as high as a line of text with some air.
pub fn flat(ui: &mut egui::Ui, button: egui::Button<'_>) -> egui::Response {
    ui.scope(|ui| {
        ui.spacing_mut().interact_size.y = 24.0;
        ui.spacing_mut().button_padding = egui::vec2(4.0, 2.0);
        ui.add(button.frame_when_inactive(false))
    })
    .inner
}

/// A row that is as low as its text; what stands on the right is put there from the right.
pub fn low_row<R>(ui: &mut egui::Ui, body: impl FnOnce(&mut egui::Ui) -> R) -> R {
    ui.scope(|ui| {
        ui.spacing_mut().interact_size.y = 22.0;
        ui.horizontal(body).inner
    })
    .inner
}

/// A small button that shows an icon only; `name` is its tooltip and what a screen reader says.
pub fn icon_button(ui: &mut egui::Ui, cx: &Cx<'_>, icon: MaterialIcon, name: &str) -> egui::Response {
    let text = icon.rich_text().size(18.0).color(color(cx, Ink::Muted));
    let response = flat(ui, egui::Button::new(text).min_size(egui::vec2(26.0, 24.0)));
    named(&response, name);
    response.on_hover_text(name)
}

/// Gives a widget the name that a screen reader says.
pub fn named(response: &egui::Response, name: &str) {
    response.ctx.accesskit_node_builder(response.id, |node| node.set_label(name));
}

/// Shows a ring around a widget that has the keyboard.
pub fn focus_ring(ui: &egui::Ui, cx: &Cx<'_>, response: &egui::Response, radius: f32) {
    if response.has_focus() {
        let stroke = egui::Stroke::new(2.0, color(cx, Ink::Accent));
        ui.painter().rect_stroke(response.rect.expand(2.0), radius + 2.0, stroke, egui::StrokeKind::Outside);
    }
}

/// "1 note", "2 notes".
pub fn count(number: usize, one: &str) -> String {
    if number == 1 { format!("1 {one}") } else { format!("{number} {one}s") }
}

/// The first words of a text, for a place where all of it has no room.
pub fn shortened(text: &str, most_chars: usize) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= most_chars {
        return line;
    }
    let kept: String = line.chars().take(most_chars.saturating_sub(1)).collect();
    format!("{}…", kept.trim_end())
}

/// A row of any content that is clicked as a whole; `name` is what a screen reader says.
pub fn row_button(
    ui: &mut egui::Ui,
    cx: &mut Cx<'_>,
    name: &str,
    body: impl FnOnce(&mut egui::Ui, &mut Cx<'_>),
) -> egui::Response {
    let builder = egui::UiBuilder::new().sense(egui::Sense::click());
    let response = ui.scope_builder(builder, |ui| {
        let fill = if ui.response().contains_pointer() { color(cx, Ink::AccentSoft) } else { Color32::TRANSPARENT };
        let frame = egui::Frame::new().fill(fill).corner_radius(metrics::RADIUS);
        frame.inner_margin(egui::Margin::symmetric(6, 5)).show(ui, |ui| {
            ui.set_width(ui.available_width());
            body(ui, cx);
        });
    });
    let response = response.response.on_hover_cursor(egui::CursorIcon::PointingHand);
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, name));
    focus_ring(ui, cx, &response, f32::from(metrics::RADIUS));
    response
}

/// A button that is text alone and stands flush with the text above.
pub fn flush(ui: &mut egui::Ui, button: egui::Button<'_>) -> egui::Response {
    let response = ui.scope(|ui| {
        ui.spacing_mut().interact_size.y = 24.0;
        ui.spacing_mut().button_padding = egui::vec2(0.0, 2.0);
        ui.add(button.frame(false))
    });
    response.inner.on_hover_cursor(egui::CursorIcon::PointingHand)
}

/// A link that stands flush with the text above.
pub fn flush_link(ui: &mut egui::Ui, cx: &Cx<'_>, text: impl Into<String>) -> egui::Response {
    let text = RichText::new(text).font(theme::regular(12.5)).color(color(cx, Ink::Accent));
    flush(ui, egui::Button::new(text))
}

/// Rows that a long list adds at a time.
const STEP: usize = 20;

/// Below a list of which only so many of `all` rows are shown: a link to more of them, or back to a few. Returns how many
/// shall be shown next.
pub fn unfold(ui: &mut egui::Ui, cx: &Cx<'_>, all: usize, few: usize, shown: usize) -> usize {
    let rest = all.saturating_sub(shown);
    let (text, next) = match rest {
        0 if all > few => ("Show fewer".to_owned(), few),
        0 => return shown,
        1..=STEP => (format!("Show all {all}"), all),
        _ => (format!("Show {STEP} more of {all}"), shown + STEP),
    };
    if flush_link(ui, cx, text).clicked() { next } else { shown }
}
