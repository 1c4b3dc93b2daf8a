//! The two bars over the canvas: new note and groups on the left, zoom on the right.

use eframe::egui;
use egui::{Align2, Area, Button, CornerRadius, Frame, Id, Margin, Order, Response, RichText, Stroke, Vec2, vec2};

use crate::app::theme::metrics;
use crate::app::{Command, Cx, theme};
use crate::scene::{Ink, Palette};
use crate::synthesis::ENOUGH_NOTES;

/// Space between the bars and the edge of the canvas, in points.
const MARGIN: f32 = 16.0;
/// Canvases narrower than this have no room for both bars side by side, so that the left one stands above the other.
const SIDE_BY_SIDE_WIDTH: f32 = 470.0;
/// So much wider the left bar is with suggestions in it.
const SUGGEST_WIDTH: f32 = 130.0;
/// Height of a bar with its frame, in points.
const BAR_HEIGHT: f32 = metrics::TARGET + 12.0;

/// Shows both bars; the left one is not for who may look only.
pub fn show(ui: &egui::Ui, cx: &mut Cx<'_>, canvas: &Response) {
    let rect = canvas.rect;
    let corner = rect.right_bottom() - Vec2::splat(MARGIN);
    if cx.view.can_edit {
        let width = SIDE_BY_SIDE_WIDTH + if offers_suggestions(cx) { SUGGEST_WIDTH } else { 0.0 };
        let (pivot, at) = if rect.width() >= width {
            (Align2::LEFT_BOTTOM, rect.left_bottom() + vec2(MARGIN, -MARGIN))
        } else {
            (Align2::RIGHT_BOTTOM, corner - vec2(0.0, BAR_HEIGHT + MARGIN / 2.0))
        };
        bar(ui, cx, canvas, "tools", pivot, at, tools);
    }
    bar(ui, cx, canvas, "zoom", Align2::RIGHT_BOTTOM, corner, zoom);
}

fn bar(
    ui: &egui::Ui,
    cx: &mut Cx<'_>,
    canvas: &Response,
    name: &str,
    pivot: Align2,
    at: egui::Pos2,
    content: fn(&mut egui::Ui, &mut Cx<'_>),
) {
    let palette = cx.look.palette;
    let area = Area::new(Id::unique(("canvas bar", name.to_owned()))).order(Order::Middle).pivot(pivot).fixed_pos(at);
    area.constrain_to(canvas.rect).fade_in(false).movable(false).show(ui.ctx(), |ui| {
        Frame::new()
            .fill(palette.color(Ink::Surface))
            .stroke(Stroke::new(1.0, palette.color(Ink::Line)))
            .corner_radius(CornerRadius::same(metrics::CARD_RADIUS + 2))
            .inner_margin(Margin::same(5))
            .show(ui, |ui| {
                ui.spacing_mut().item_spacing.x = 2.0;
                ui.horizontal(|ui| content(ui, cx));
            });
    });
}

fn tools(ui: &mut egui::Ui, cx: &mut Cx<'_>) {
    let palette = cx.look.palette;
    let label = RichText::new("+ Note").font(theme::semibold(13.5)).color(palette.color(Ink::OnAccent));
    let button = Button::new(label).fill(palette.color(Ink::Accent)).stroke(Stroke::NONE);
    press(ui, cx, button, Command::NewNote);
    let count = cx.view.selection.note_count();
    for (text, command) in [("Group", Command::Group), ("Need", Command::AddNeed), ("Tidy", Command::Tidy)] {
        let works = command != Command::Group || count > 0;
        ui.add_enabled_ui(works, |ui| press(ui, cx, plain(palette, text), command));
    }
    if offers_suggestions(cx) {
        press(ui, cx, plain(palette, "Suggest themes"), Command::SuggestThemes);
    }
}

/// Whether there are enough notes for suggestions, and none are shown.
fn offers_suggestions(cx: &Cx<'_>) -> bool {
    cx.map.notes.len() >= ENOUGH_NOTES && cx.view.canvas.suggested.is_none()
}

fn zoom(ui: &mut egui::Ui, cx: &mut Cx<'_>) {
    let palette = cx.look.palette;
    press_named(ui, cx, plain(palette, "−"), Command::ZoomOut);
    let percent = format!("{:.0} %", cx.view.camera.zoom * 100.0);
    press_named(ui, cx, plain(palette, &percent).min_size(vec2(58.0, metrics::TARGET)), Command::ZoomFull);
    press_named(ui, cx, plain(palette, "+"), Command::ZoomIn);
    press(ui, cx, plain(palette, "Fit"), Command::ZoomFit);
}

fn plain(palette: Palette, text: &str) -> Button<'static> {
    let label = RichText::new(text).font(theme::semibold(13.5)).color(palette.color(Ink::Text));
    Button::new(label).frame_when_inactive(false).min_size(Vec2::splat(metrics::TARGET))
}

fn press(ui: &mut egui::Ui, cx: &mut Cx<'_>, button: Button<'_>, command: Command) -> Response {
    let response = ui.add(button).on_hover_text(command.tooltip(ui.ctx()));
    if response.clicked() {
        cx.out.command(command);
    }
    response
}

/// As [`press`], for a button whose text does not say what it does.
fn press_named(ui: &mut egui::Ui, cx: &mut Cx<'_>, button: Button<'_>, command: Command) {
    let response = press(ui, cx, button, command);
    ui.ctx().accesskit_node_builder(response.id, |node| node.set_label(command.label()));
}
