//! The panel: needs, motivations and tensions with their evidence, the themes, and the inspector of the selected notes.

mod add;
mod card;
mod causes;
mod chip;
mod depth;
mod draft;
mod evidence;
mod field;
mod fresh;
mod inspector;
mod links;
mod menu;
mod motivation;
mod need;
pub(super) mod order;
mod plan;
mod proposals;
mod strength;
pub(super) mod style;
mod summary;
mod tension;
mod themes;
mod unknown;
mod wordings;

use std::collections::BTreeSet;

use eframe::egui;

use crate::model::{ItemRef, NeedId};
use crate::scene::Ink;

use super::Cx;
use super::theme::metrics;

pub use add::perform;
pub use card::reveal as show_card;
pub use depth::reach as reach_depth;
pub use unknown::go_to as go_to_gap;

/// What of the panel is open, held or half-typed now.
#[derive(Default)]
pub struct PanelState {
    /// The card or theme whose text is being edited in place.
    editing: Option<ItemRef>,
    /// What is being added and has no text yet.
    fresh: Option<fresh::Fresh>,
    /// Needs whose situation and purpose are folded out while they are edited.
    open_details: BTreeSet<NeedId>,
    /// The card that is being dragged to another place.
    carried: Option<ItemRef>,
    /// What is being typed into a field that writes only when it is left.
    draft: Option<draft::Draft>,
    /// The cause that is being typed.
    cause: Option<causes::Editing>,
    /// Needs whose causes are folded in.
    folded_causes: BTreeSet<NeedId>,
    /// What the program proposes.
    proposals: proposals::Proposals,
    /// How many gaps are shown.
    gaps_shown: usize,
    /// Whether the inspector shows its heading only.
    inspector_folded: bool,
    /// What the inspector took of the panel's height in the frame before, in points.
    inspector_height: f32,
}

impl PanelState {
    /// Whether the notes are being looked through for drafts and tensions.
    pub fn is_searching(&self) -> bool {
        self.proposals.is_searching()
    }
}

/// Shows the panel on the right, where it is open.
pub fn show(ui: &mut egui::Ui, cx: &mut Cx<'_>) {
    cx.view.drop_targets.clear();
    cx.view.lit_notes.clear();
    draft::settle(ui, cx);
    causes::settle(ui, cx);
    fresh::settle(cx);
    proposals::tend(ui, cx);

    let frame = egui::Frame::new().fill(cx.look.palette.color(Ink::Surface));
    let (least, most) = widths(ui.available_width());
    let panel = egui::Panel::right("panel")
        .frame(frame)
        .resizable(true)
        .drag_to_open(false)
        .default_size(metrics::PANEL.min(most))
        .size_range(least..=most);
    let mut open = cx.view.panel_open;
    if cx.look.animated {
        panel.show_collapsible(ui, &mut open, |ui| contents(ui, cx));
    } else if open {
        panel.show(ui, |ui| contents(ui, cx));
    }
    cx.view.panel_open = open;
}

/// Gives the keyboard to the card of a need, a motivation or a tension, which scrolls into view with it.
pub fn focus_card(ctx: &egui::Context, item: &ItemRef) {
    ctx.memory_mut(|memory| memory.request_focus(card::id(item)));
}

/// The least and the largest width. In a narrow window, as with large text, the canvas keeps half of it.
fn widths(window: f32) -> (f32, f32) {
    let most = (window * 0.5).clamp(240.0, 520.0);
    (300.0_f32.min(most), most)
}

/// The summary, then the inspector below it: in this order Tab reaches them.
fn contents(ui: &mut egui::Ui, cx: &mut Cx<'_>) {
    let mut above = ui.max_rect();
    above.max.y -= cx.view.panel.inspector_height;
    summary::show(&mut ui.new_child(egui::UiBuilder::new().max_rect(above)), cx);
    let height = inspector::dock(ui, cx);
    ui.expand_to_include_rect(above);
    if height != cx.view.panel.inspector_height {
        cx.view.panel.inspector_height = height;
        ui.ctx().request_repaint();
    }
}
