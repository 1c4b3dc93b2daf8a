//! Draft needs from pain notes: grey and dashed until somebody accepts them.

use eframe::egui;
use egui::{Id, Label, RichText, Shape, Stroke};
use egui_material_icons::MaterialIcon;
use egui_material_icons::icons::{ICON_ADD, ICON_CLOSE};

use crate::app::panel::links::show_notes;
use crate::app::panel::style::{color, heading, low_row, muted, named, row_button, shortened, unfold};
use crate::app::panel::{evidence, field};
use crate::app::theme::{self, metrics};
use crate::app::{Cx, Message, clock};
use crate::document::Edit;
use crate::file::{Depth, Proposal};
use crate::model::{NeedId, NoteId, Tone};
use crate::scene::Ink;
use crate::synthesis::Draft;

/// So many are shown at first.
const FEW: usize = 3;
/// Width of the buttons on the right.
const BUTTONS: f32 = 56.0;

/// Shows the drafts, where there are any.
pub fn show(ui: &mut egui::Ui, cx: &mut Cx<'_>) {
    let proposals = &cx.view.panel.proposals;
    let all = proposals.drafts.len();
    if all == 0 {
        return;
    }
    let shown = proposals.drafts_shown.max(FEW);
    let drafts: Vec<Draft> = proposals.drafts.iter().take(shown).cloned().collect();
    low_row(ui, |ui| {
        ui.label(heading(cx, "Drafts from your notes"));
        ui.label(muted(cx, all.to_string()));
    });
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.y = 8.0;
        for (at, draft) in drafts.iter().enumerate() {
            let neighbour = drafts.get(at + 1).or(at.checked_sub(1).and_then(|at| drafts.get(at)));
            row(ui, cx, draft, neighbour.map(|draft| &draft.from));
        }
        cx.view.panel.proposals.drafts_shown = unfold(ui, cx, all, FEW, shown);
    });
}

fn accept_id(from: &NoteId) -> Id {
    Id::unique(("accept draft", from))
}

/// A draft with its two answers.
fn row(ui: &mut egui::Ui, cx: &mut Cx<'_>, draft: &Draft, neighbour: Option<&NoteId>) {
    let frame = egui::Frame::new().inner_margin(egui::Margin { left: 6, right: 2, top: 3, bottom: 3 });
    let row = frame.show(ui, |ui| {
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = 0.0;
            let width = ui.available_width() - BUTTONS;
            ui.vertical(|ui| {
                ui.set_width(width);
                words(ui, cx, draft);
            });
            answers(ui, cx, draft, neighbour);
        });
    });
    let rect = row.response.rect;
    if ui.rect_contains_pointer(rect) {
        cx.view.lit_notes.insert(draft.from.clone());
    }
    dashed_frame(ui, rect, Stroke::new(1.0, color(cx, Ink::Muted).gamma_multiply(0.7)));
}

/// What it says and which note it is from; a click shows the note.
fn words(ui: &mut egui::Ui, cx: &mut Cx<'_>, draft: &Draft) {
    let map = cx.map;
    let Some(note) = evidence::note(map, cx.scene, &draft.from) else { return };
    let tone = map.quadrant(&note.quadrant).map_or(Tone::Gray, |quadrant| quadrant.tone);
    let from = shortened(&note.text, 60);
    let size = if cx.view.depth == Depth::Workshop { 16.0 } else { 13.5 };
    let name = format!("Draft: a way to {}, from “{from}”", draft.statement);
    let response = row_button(ui, cx, &name, |ui, cx| {
        ui.spacing_mut().item_spacing.y = 1.0;
        let text = RichText::new(format!("…a way to {}", draft.statement)).font(theme::regular(size));
        ui.add(Label::new(text.color(color(cx, Ink::Muted))).wrap());
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = 6.0;
            let (dot, _) = ui.allocate_exact_size(egui::vec2(7.0, 16.0), egui::Sense::hover());
            ui.painter().circle_filled(dot.center(), 3.5, color(cx, Ink::Strong(tone)));
            let from = RichText::new(format!("draft from “{from}”")).font(theme::regular(11.5));
            ui.add(Label::new(from.color(color(cx, Ink::Muted))).wrap());
        });
    });
    if response.on_hover_text("Show the note").clicked() {
        show_notes(cx, vec![draft.from.clone()]);
    }
}

/// Accepts or dismisses the draft. Once it is gone, the keyboard goes to its neighbour.
fn answers(ui: &mut egui::Ui, cx: &mut Cx<'_>, draft: &Draft, neighbour: Option<&NoteId>) {
    let (accepted, dismissed) = buttons(ui, cx, draft);
    let had_keyboard = accepted.has_focus() || dismissed.has_focus();
    if accepted.clicked() {
        let need = draft.clone().accept(clock::new_id(NeedId::from_parts));
        cx.out.edit(Edit::AddNeed(Box::new(need)));
    } else if dismissed.clicked() {
        cx.out.push(Message::Dismiss(vec![Proposal::DraftNeed(draft.from.clone())]));
    } else {
        return;
    }
    if had_keyboard {
        cx.view.focus_request = neighbour.map(accept_id);
    }
}

fn buttons(ui: &mut egui::Ui, cx: &mut Cx<'_>, draft: &Draft) -> (egui::Response, egui::Response) {
    ui.spacing_mut().item_spacing.x = 2.0;
    let accepted = button(ui, cx, accept_id(&draft.from), ICON_ADD, Ink::Accent)
        .on_hover_text("Make it a need, supported by the note");
    named(&accepted, &format!("Accept the draft: {}", draft.statement));
    field::take_focus(cx, &accepted);
    let dismissed = button(ui, cx, Id::unique(("dismiss draft", &draft.from)), ICON_CLOSE, Ink::Muted)
        .on_hover_text("Do not propose it again. The menu brings back all that was dismissed");
    named(&dismissed, &format!("Dismiss the draft: {}", draft.statement));
    (accepted, dismissed)
}

/// A small button with an icon and an identifier that outlives the row's place.
fn button(ui: &mut egui::Ui, cx: &Cx<'_>, id: Id, icon: MaterialIcon, ink: Ink) -> egui::Response {
    let (rect, _) = ui.allocate_exact_size(egui::vec2(27.0, 32.0), egui::Sense::hover());
    let response = ui.interact(rect, id, egui::Sense::click());
    response.widget_info(|| egui::WidgetInfo::new(egui::Role::Button));
    if response.hovered() {
        ui.painter().rect_filled(rect, metrics::RADIUS, color(cx, Ink::AccentSoft));
    }
    let font = egui::FontId::new(18.0, icon.font_family());
    ui.painter().text(rect.center(), egui::Align2::CENTER_CENTER, icon.codepoint, font, color(cx, ink));
    crate::app::panel::style::focus_ring(ui, cx, &response, f32::from(metrics::RADIUS));
    response.on_hover_cursor(egui::CursorIcon::PointingHand)
}

/// A dashed rectangle with round corners.
fn dashed_frame(ui: &egui::Ui, rect: egui::Rect, stroke: Stroke) {
    let radius = f32::from(metrics::RADIUS);
    let inner = rect.shrink(radius);
    let corners = [
        (inner.right_top(), -90.0_f32),
        (inner.right_bottom(), 0.0),
        (inner.left_bottom(), 90.0),
        (inner.left_top(), 180.0),
    ];
    let mut points: Vec<egui::Pos2> = Vec::new();
    for (middle, from_degrees) in corners {
        for step in 0..=4 {
            let angle = (from_degrees + 22.5 * step as f32).to_radians();
            points.push(middle + radius * egui::Vec2::angled(angle));
        }
    }
    points.extend(points.first().copied());
    ui.painter().extend(Shape::dashed_line(&points, stroke, 4.0, 3.0));
}
