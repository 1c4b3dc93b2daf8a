//! Why a need is not met: a tree of causes, each with what it rests on and the causes behind it.

mod editing;
mod row;
pub mod tree;

use eframe::egui;
use egui::{Id, RichText};
use egui_material_icons::icons::{ICON_EXPAND_LESS, ICON_EXPAND_MORE};

use crate::app::{Cx, theme};
use crate::document::Edit;
use crate::file::Depth;
use crate::model::{Cause, Evidence, Need, NeedId};
use crate::scene::Ink;
use crate::synthesis::rests_on_nothing;

use super::card;
use super::style::{color, flush, flush_link, named};

pub use editing::Editing;
use tree::Path;

/// The field that a cause of this need is edited in.
fn field_id(need: &NeedId) -> Id {
    Id::unique(("panel cause", need))
}

/// Shows the causes of a need, or the way to the first one.
pub fn show(ui: &mut egui::Ui, cx: &mut Cx<'_>, need: &Need) {
    let editing = cx.view.panel.cause.as_mut().filter(|editing| editing.is_in(&need.id));
    let is_edited = editing.is_some();
    if let Some(editing) = editing {
        editing.find_again(need);
    }
    if need.causes.is_empty() && !is_edited {
        if flush_link(ui, cx, "+ Why is it not met?").clicked() {
            begin_new(cx, need);
        }
        return;
    }
    ui.add_space(2.0);
    let folded = cx.view.panel.folded_causes.contains(&need.id) && !is_edited;
    heading(ui, cx, need, folded);
    if folded {
        return;
    }
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.y = 1.0;
        let (rows, edited) = rows(cx, need);
        for (path, cause) in rows {
            row::show(ui, cx, need, &path, &cause, edited.as_ref() == Some(&path));
        }
    });
    if !is_edited && flush_link(ui, cx, "+ Cause").clicked() {
        begin_new(cx, need);
    }
}

/// The rows as they are shown, and which of them is being edited. A new cause has a row before it is in the map.
fn rows(cx: &Cx<'_>, need: &Need) -> (Vec<(Path, Cause)>, Option<Path>) {
    let mut causes = need.causes.clone();
    let editing = cx.view.panel.cause.as_ref().filter(|editing| editing.is_in(&need.id));
    if let Some(editing) = editing.filter(|editing| editing.is_new()) {
        tree::insert(&mut causes, editing.at(), Cause::default());
    }
    let rows = tree::rows(&causes).into_iter().map(|(path, cause)| (path, cause.clone())).collect();
    (rows, editing.map(|editing| editing.at().clone()))
}

fn heading(ui: &mut egui::Ui, cx: &mut Cx<'_>, need: &Need, folded: bool) {
    let number = tree::rows(&need.causes).len();
    let text = RichText::new("Why it is not met").font(theme::semibold(12.5)).color(color(cx, Ink::Text));
    let count = RichText::new(number.to_string()).font(theme::regular(12.5)).color(color(cx, Ink::Muted));
    let icon = if folded { ICON_EXPAND_MORE } else { ICON_EXPAND_LESS };
    let icon = icon.rich_text().size(14.0).color(color(cx, Ink::Muted));
    let response = flush(ui, egui::Button::new((text, count, icon)).gap(5.0));
    named(&response, &format!("Causes: {number}"));
    ui.ctx().accesskit_node_builder(response.id, |node| node.set_expanded(!folded));
    if response.on_hover_text("The causes, and the causes behind them").clicked() {
        let folds = &mut cx.view.panel.folded_causes;
        if !folds.remove(&need.id) {
            folds.insert(need.id.clone());
        }
    }
}

/// Begins to write a new cause, the last of the first ones.
pub fn begin_new(cx: &mut Cx<'_>, need: &Need) {
    begin(cx, Editing::new_cause(need, vec![need.causes.len()]));
}

fn begin(cx: &mut Cx<'_>, editing: Editing) {
    settle_now(cx);
    cx.view.focus_request = Some(field_id(editing.need()));
    cx.view.panel.cause = Some(editing);
}

/// Shows the causes of a need and gives the keyboard to the mark of the first that rests on nothing.
pub fn reveal_open(cx: &mut Cx<'_>, need: &Need) {
    let mut rows = tree::rows(&need.causes).into_iter();
    if let Some((path, _)) = rows.find(|(_, cause)| rests_on_nothing(cause)) {
        cx.view.panel.folded_causes.remove(&need.id);
        cx.view.focus_request = Some(row::mark_id(&need.id, &path));
    } else {
        card::reveal(cx, crate::model::ItemRef::Need(need.id.clone()));
    }
}

/// Writes what was typed once its field has lost the keyboard, or is not shown any more.
pub fn settle(ui: &egui::Ui, cx: &mut Cx<'_>) {
    let Some(editing) = &cx.view.panel.cause else { return };
    let id = field_id(editing.need());
    let is_in_use = ui.memory(|memory| memory.has_focus(id)) || cx.view.focus_request == Some(id);
    if !is_in_use || !cx.view.panel_open || cx.view.depth < Depth::Research {
        settle_now(cx);
    }
}

fn settle_now(cx: &mut Cx<'_>) {
    if let Some(mut editing) = cx.view.panel.cause.take()
        && let Some(need) = cx.map.need(editing.need())
        && let Some(causes) = editing.written(&need.causes)
    {
        editing.write(cx, causes);
    }
}

fn mark(cx: &mut Cx<'_>, need: &Need, path: &Path, evidence: Option<Evidence>) {
    let mut causes = need.causes.clone();
    if let Some(cause) = tree::get_mut(&mut causes, path)
        && cause.evidence != evidence
    {
        cause.evidence = evidence;
        cx.out.edit(Edit::SetCauses { need: need.id.clone(), causes });
    }
}

fn delete(cx: &mut Cx<'_>, need: &Need, path: &Path) {
    let mut causes = need.causes.clone();
    if tree::remove(&mut causes, path).is_some() {
        cx.out.edit(Edit::SetCauses { need: need.id.clone(), causes });
    }
}

/// Moves a cause with all behind it.
fn move_to(cx: &mut Cx<'_>, need: &Need, from: &Path, to: &Path) {
    let mut causes = need.causes.clone();
    if let Some(cause) = tree::remove(&mut causes, from) {
        tree::insert(&mut causes, to, cause);
        cx.out.edit(Edit::SetCauses { need: need.id.clone(), causes });
    }
}
