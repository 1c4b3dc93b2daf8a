//! Two versions of a map, compared: what was added, what changed, what is gone.

mod entries;
mod sides;

use eframe::egui;
use egui::{Id, RichText, vec2};
use egui_material_icons::icons;

use crate::app::latest::Latest;
use crate::app::shell::{Flow, widgets};
use crate::app::theme::{regular, semibold};
use crate::app::{App, Message};
use crate::model::{ItemRef, Tone};
use crate::scene::Ink;

use super::{LibraryWish, MapSource};
use entries::{Section, section_ui};
use sides::{Compared, Question, sides};

/// Height of everything but what scrolls.
const REST: f32 = 190.0;
/// Said where the thread ended without an answer.
const FAILED: &str = "Comparing failed in a way that should not happen. Nothing was changed.";

/// The state of the window while it is open.
pub struct CompareWindow {
    earlier: MapSource,
    later: MapSource,
    work: Latest<Question, Result<Compared, String>>,
    seen: Option<Result<Compared, String>>,
}

impl CompareWindow {
    /// Compares an earlier version with a later one.
    pub(super) fn new(app: &App, ctx: &egui::Context, earlier: MapSource, later: MapSource) -> Self {
        let work = sides(ctx, std::sync::Arc::clone(&app.services.fs));
        let mut window = Self { earlier, later, work, seen: None };
        window.ask(app);
        window
    }

    fn ask(&mut self, app: &App) {
        let is_asked = self.earlier == MapSource::Open || self.later == MapSource::Open;
        let editor = app.editor.as_ref().filter(|_| is_asked);
        let map = editor.map(|editor| Box::new(editor.map().clone()));
        self.seen = None;
        self.work.ask(Question { earlier: self.earlier.clone(), later: self.later.clone(), open: map });
    }

    /// Shows the window.
    pub(in crate::app) fn show(&mut self, app: &mut App, ctx: &egui::Context, id: Id) -> Flow {
        match self.work.answer() {
            Ok(None) => {}
            Ok(Some(seen)) => self.seen = Some(seen),
            Err(_) => self.seen = Some(Err(FAILED.to_owned())),
        }
        let (mut swaps, mut beside, mut closes) = (false, false, false);
        let mut goes_to = None;
        let modal = widgets::modal(ctx, id, "Compare versions", 820.0, |ui| {
            widgets::heading(ui, "Compare versions");
            if let Some(Ok(compared)) = &self.seen {
                swaps = self.sides_ui(ui, compared);
            }
            ui.add_space(4.0);
            widgets::scroll(ui, REST, |ui| match &self.seen {
                None => widgets::waiting_ui(ui, app.look.animated, "Comparing…"),
                Some(Err(reason)) => {
                    ui.label(RichText::new(reason).color(widgets::color(ui, Ink::Strong(Tone::Rose))));
                }
                Some(Ok(compared)) => goes_to = self.comparison_ui(ui, app, compared),
            });
            ui.add_space(8.0);
            widgets::buttons_row(ui, |ui| {
                closes = ui.add(widgets::primary("Close", ui)).clicked();
                let button = ui.add(widgets::secondary("Side by side"));
                beside = button.on_hover_text("Look at both maps beside each other").clicked();
            });
        });
        if swaps {
            std::mem::swap(&mut self.earlier, &mut self.later);
            self.ask(app);
        }
        if beside {
            let (this, other) = (self.later.clone(), self.earlier.clone());
            app.outbox().push(Message::Library(LibraryWish::SideBySide { this, other }));
        }
        if let Some(wish) = goes_to.clone() {
            app.outbox().push(Message::Library(wish));
        }
        if closes || beside || goes_to.is_some() || modal.should_close() { Flow::Close } else { Flow::Stay }
    }

    /// Which maps they are; whether they shall change places.
    fn sides_ui(&self, ui: &mut egui::Ui, compared: &Compared) -> bool {
        let mut swaps = false;
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = 6.0;
            for (word, side) in [("From", &compared.earlier), ("to", &compared.later)] {
                ui.label(RichText::new(word).font(regular(14.0)).color(widgets::color(ui, Ink::Muted)));
                ui.label(RichText::new(&side.name).font(semibold(14.0)));
                ui.label(RichText::new(&side.about).font(regular(13.0)).color(widgets::color(ui, Ink::Muted)));
            }
            swaps =
                widgets::icon_button(ui, icons::ICON_SWAP_HORIZ, "Swap", "Take the other one for the earlier", true)
                    .clicked();
        });
        swaps
    }

    /// The three lists; what was clicked.
    fn comparison_ui(&self, ui: &mut egui::Ui, app: &App, compared: &Compared) -> Option<LibraryWish> {
        ui.spacing_mut().item_spacing = vec2(8.0, 4.0);
        let found = &compared.comparison;
        if !found.are_versions {
            let text = "These maps are no versions of one: nothing in one of them is in the other as well. \
                        Look at them side by side instead.";
            ui.add(egui::Label::new(text).wrap());
            return None;
        }
        if found.is_empty() {
            ui.label("Both say the same. Places of notes and the order of lists are not compared.");
            return None;
        }
        let sections = [
            (Section::Added, &found.added, &self.later),
            (Section::Changed, &found.changed, &self.later),
            (Section::Gone, &found.gone, &self.earlier),
        ];
        let mut chosen = None;
        for (section, entries, source) in sections {
            let way = |item: &ItemRef| self.way_to(app, source, item);
            chosen = section_ui(ui, section, entries, &way).or(chosen);
        }
        chosen
    }

    /// What shows an item: in the open map, where that is one of the two and has it, else in the file that has it.
    fn way_to(&self, app: &App, source: &MapSource, item: &ItemRef) -> Option<LibraryWish> {
        let item = Some(item.clone());
        match (&self.earlier, &self.later, source) {
            (MapSource::File(_), MapSource::File(_), MapSource::File(path)) => {
                Some(LibraryWish::Open { path: path.clone(), item })
            }
            _ => {
                let map = app.editor.as_ref()?.map();
                item.filter(|item| map.contains(item)).map(LibraryWish::ShowItem)
            }
        }
    }
}
