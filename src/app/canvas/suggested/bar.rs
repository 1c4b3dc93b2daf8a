//! The bar on the canvas while suggestions are shown: how many themes, fewer or more, accept all, done.

use eframe::egui;
use egui::{Align2, Area, Frame, Id, Margin, Order, Response, RichText, Slider, vec2};

use crate::app::shell::widgets;
use crate::app::{Command, Cx, theme};
use crate::scene::Ink;
use crate::synthesis::Grain;

use super::{Suggested, count, end};

/// Space between the bar and the upper edge of the canvas, in points; so much lies under the search while it is open.
const MARGIN: f32 = 12.0;
const BELOW_SEARCH: f32 = 66.0;
/// In a canvas that is narrower than this the bar has two rows.
const ONE_ROW: f32 = 560.0;

/// Shows the bar.
pub fn show(ui: &egui::Ui, cx: &mut Cx<'_>, canvas: &Response) {
    let Some(mut suggested) = cx.view.canvas.suggested.take() else { return };
    let top = if cx.view.find.is_some() { BELOW_SEARCH } else { MARGIN };
    let mut is_done = false;
    Area::new(Id::unique("suggested themes bar"))
        .order(Order::Middle)
        .constrain_to(canvas.rect)
        .pivot(Align2::CENTER_TOP)
        .fixed_pos(canvas.rect.center_top() + vec2(0.0, top))
        .fade_in(false)
        .show(ui.ctx(), |ui| {
            Frame::popup(ui.style()).inner_margin(Margin::same(6)).show(ui, |ui| {
                ui.spacing_mut().item_spacing.x = 6.0;
                if canvas.rect.width() >= ONE_ROW {
                    ui.horizontal(|ui| {
                        grain_ui(ui, cx, &mut suggested);
                        ui.separator();
                        is_done = answers_ui(ui, cx, &suggested);
                    });
                } else {
                    ui.horizontal(|ui| grain_ui(ui, cx, &mut suggested));
                    ui.horizontal(|ui| is_done = answers_ui(ui, cx, &suggested));
                }
            });
        });
    cx.view.canvas.suggested = Some(suggested);
    if is_done {
        end(cx.view);
        canvas.request_focus();
    }
}

/// From fewer to more themes.
fn grain_ui(ui: &mut egui::Ui, cx: &Cx<'_>, suggested: &mut Suggested) {
    let last = Grain::ALL.len() - 1;
    let mut step = Grain::ALL.iter().position(|grain| *grain == suggested.grain).unwrap_or_default();
    if end_button(ui, cx, "Fewer", "Suggest fewer, larger themes", step > 0) {
        step -= 1;
    }
    let slider = ui.scope(|ui| {
        ui.spacing_mut().slider_width = 92.0;
        // The rail has the colour of a button, which is that of the bar.
        ui.visuals_mut().widgets.inactive.bg_fill = widgets::color(ui, Ink::Line);
        ui.add(Slider::new(&mut step, 0..=last).show_value(false))
    });
    slider.inner.accessible_name("Fewer or more themes").on_hover_text("Fewer or more themes");
    if end_button(ui, cx, "More", "Suggest more, smaller themes", step < last) {
        step += 1;
    }
    suggested.choose(cx, Grain::ALL[step.min(last)]);
}

fn end_button(ui: &mut egui::Ui, cx: &Cx<'_>, label: &str, about: &str, works: bool) -> bool {
    let text = RichText::new(label).font(theme::semibold(13.0)).color(cx.look.palette.color(Ink::Muted));
    let button = egui::Button::new(text).frame_when_inactive(false);
    ui.add_enabled(works, button).on_hover_text(about).clicked()
}

/// How many, accept all, done; whether the person is done.
fn answers_ui(ui: &mut egui::Ui, cx: &mut Cx<'_>, suggested: &Suggested) -> bool {
    let shown = suggested.shown();
    let words = if suggested.is_searching() && shown.themes.is_empty() {
        "Looking…".to_owned()
    } else {
        count(shown.themes.len(), "theme")
    };
    ui.label(RichText::new(words).font(theme::semibold(13.5)));
    let works = cx.view.can_edit && !(shown.themes.is_empty() && shown.homes.is_empty());
    let accept = ui.add_enabled(works, widgets::primary("Accept all", ui));
    let about = "Make all these themes, and put notes into the themes that they fit, in one step";
    if accept.on_hover_text(about).on_disabled_hover_text(why_not(cx)).clicked() {
        cx.out.edits(suggested.all_edits());
    }
    let keys = Command::SuggestThemes.shortcut_text(ui.ctx()).unwrap_or_default();
    let done = ui.add(widgets::secondary("Done"));
    done.on_hover_text(format!("Put the suggestions away  ·  Escape, {keys}")).clicked()
}

/// Why nothing can be accepted.
pub fn why_not(cx: &Cx<'_>) -> &'static str {
    if cx.view.can_edit { "There is nothing to accept" } else { super::super::VIEW_ONLY }
}
