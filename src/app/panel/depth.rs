//! How much the panel shows: a switch that hides fields and never deletes any, and what it hides now.

use eframe::egui;
use egui::{Button, RichText, Stroke};

use crate::app::theme::{self, metrics};
use crate::app::{Command, Cx, Outbox, ViewState};
use crate::file::Depth;
use crate::model::{Motivation, Need};
use crate::scene::Ink;

use super::style::{color, count, flush, muted};

const HEIGHT: f32 = 24.0;

/// Shows the switch.
pub fn switch(ui: &mut egui::Ui, cx: &mut Cx<'_>) {
    let frame = egui::Frame::new().fill(color(cx, Ink::Page)).corner_radius(metrics::RADIUS).inner_margin(2);
    frame.show(ui, |ui| {
        ui.spacing_mut().item_spacing.x = 2.0;
        ui.spacing_mut().button_padding = egui::vec2(4.0, 2.0);
        ui.spacing_mut().interact_size.y = HEIGHT;
        let width = (ui.available_width() - 4.0) / 3.0;
        ui.horizontal(|ui| {
            for depth in Depth::ALL {
                segment(ui, cx, depth, width);
            }
        });
    });
}

fn segment(ui: &mut egui::Ui, cx: &mut Cx<'_>, depth: Depth, width: f32) {
    let chosen = cx.view.depth == depth;
    let (fill, ink) = if chosen { (Ink::Surface, Ink::Accent) } else { (Ink::Page, Ink::Muted) };
    let text = RichText::new(depth.label()).font(theme::semibold(12.5)).color(color(cx, ink));
    let stroke = Stroke::new(1.0, if chosen { color(cx, Ink::Line) } else { color(cx, Ink::Page) });
    let button = Button::selectable(chosen, text).fill(color(cx, fill)).stroke(stroke).truncate();
    let command = Command::ShowDepth(depth);
    let response = ui.add_sized([width, HEIGHT], button).on_hover_text(command.tooltip(ui.ctx()));
    if response.clicked() {
        cx.out.command(command);
    }
}

/// Makes the panel show what stands at `depth`, where it shows less now.
pub fn reach(view: &mut ViewState, out: &mut Outbox, depth: Depth) {
    if view.depth < depth {
        view.depth = depth;
        out.command(Command::ShowDepth(depth));
    }
}

/// Says in one line what is written down and not shown now; a click shows it.
pub fn hidden_in_map(ui: &mut egui::Ui, cx: &mut Cx<'_>) {
    let (map, depth) = (cx.map, cx.view.depth);
    let needs = map.needs.iter().map(|need| hidden_in_need(need, depth));
    let fields = needs.chain(map.motivations.iter().map(|it| hidden_in_motivation(it, depth))).sum();
    let (motivations, tensions) = match depth {
        Depth::Workshop => (map.motivations.len(), map.tensions.len()),
        Depth::Team => (0, map.tensions.len()),
        Depth::Research => (0, 0),
    };
    let parts = [(fields, "field"), (motivations, "motivation"), (tensions, "tension")];
    let parts: Vec<String> = parts.iter().filter(|(number, _)| *number > 0).map(|(n, one)| count(*n, one)).collect();
    let listed = match parts.as_slice() {
        [] => return,
        [one] => one.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    };
    let (places, next) = match depth {
        Depth::Workshop => ("Team and Research", Depth::Team),
        Depth::Team | Depth::Research => ("Research", Depth::Research),
    };
    let text = format!("{listed} more at {places}");
    let response = flush(ui, Button::new(muted(cx, text)).wrap());
    if response.on_hover_text("Nothing is lost, it is not shown at this depth. Click to show it").clicked() {
        cx.out.command(Command::ShowDepth(next));
    }
}

/// How many fields of a need say something and are not shown at `depth`.
fn hidden_in_need(need: &Need, depth: Depth) -> usize {
    let plan = &need.plan;
    let plan = [&plan.awareness, &plan.acknowledgment, &plan.action, &plan.advocacy];
    let fields = [
        (Depth::Team, !need.because.trim().is_empty()),
        (Depth::Team, need.priority.is_some()),
        (Depth::Team, need.severity.is_some()),
        (Depth::Team, plan.iter().any(|part| !part.trim().is_empty())),
        (Depth::Research, !need.when.trim().is_empty()),
        (Depth::Research, !need.so_that.trim().is_empty()),
        (Depth::Research, !need.contradicts.is_empty()),
        (Depth::Research, !need.motivations.is_empty()),
        (Depth::Research, !need.causes.is_empty()),
        (Depth::Research, !need.met_when.is_empty()),
    ];
    fields.iter().filter(|(from, says_something)| *says_something && depth < *from).count()
}

/// How many fields of a motivation say something and are not shown at `depth`; its card is shown from Team on.
fn hidden_in_motivation(motivation: &Motivation, depth: Depth) -> usize {
    let fields = [motivation.direction.is_some(), motivation.driver.is_some(), !motivation.contradicts.is_empty()];
    if depth < Depth::Research { fields.iter().filter(|says_something| **says_something).count() } else { 0 }
}
