//! Several people's maps, before they become one: where their notes come from, what collides, what says the same.

mod maps_ui;
mod outlook;
mod sources;

use std::collections::HashSet;
use std::path::PathBuf;

use eframe::egui;
use egui::{Id, RichText, vec2};
use egui_material_icons::icons;

use crate::app::latest::Latest;
use crate::app::shell::{Flow, PathWish, widgets};
use crate::app::{App, Message};
use crate::merge::{Origin, Proposal};
use crate::model::Tone;
use crate::scene::Ink;

use sources::{Answer, Question, Seen};

/// Height of everything but what scrolls.
const REST: f32 = 190.0;
/// Said where the thread ended without an answer.
const FAILED: &str = "Merging failed in a way that should not happen. Nothing was changed.";

/// The state of the window while it is open.
pub struct MergeWindow {
    paths: Vec<PathBuf>,
    work: Latest<Question, Answer>,
    asked: Vec<PathBuf>,
    seen: Option<Box<Seen>>,
    is_merging: bool,
    trouble: Option<String>,
}

impl MergeWindow {
    /// Looks at these files.
    pub(super) fn new(app: &App, ctx: &egui::Context, paths: Vec<PathBuf>) -> Self {
        let mut window = Self {
            paths: Vec::new(),
            work: sources::sources(ctx, std::sync::Arc::clone(&app.services.fs)),
            asked: Vec::new(),
            seen: None,
            is_merging: false,
            trouble: None,
        };
        window.add(paths);
        window
    }

    /// Looks at further files.
    pub(super) fn add(&mut self, paths: Vec<PathBuf>) {
        for path in paths {
            if !self.paths.contains(&path) {
                self.paths.push(path);
            }
        }
    }

    /// Shows the window.
    pub(in crate::app) fn show(&mut self, app: &mut App, ctx: &egui::Context, id: Id) -> Flow {
        if self.look(app, ctx) == Flow::Close {
            return Flow::Close;
        }
        let mut go = false;
        let mut cancel = false;
        let modal = widgets::modal(ctx, id, "Merge maps", 760.0, |ui| {
            widgets::heading(ui, "Merge maps");
            widgets::muted(ui, "They become a new map; the first gives the title and the persona. No file is changed.");
            ui.add_space(4.0);
            if self.is_merging {
                widgets::waiting_ui(ui, app.look.animated, "Merging…");
            } else {
                widgets::scroll(ui, REST, |ui| self.content_ui(ui, app));
            }
            ui.add_space(8.0);
            widgets::buttons_row(ui, |ui| {
                go = ui.add_enabled(self.proposal().is_some(), widgets::primary("Merge", ui)).clicked();
                cancel = ui.add(widgets::secondary("Cancel")).clicked();
                ui.with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| self.result_ui(ui));
            });
        });
        if go {
            self.begin();
        }
        if cancel || modal.should_close() { Flow::Close } else { Flow::Stay }
    }

    /// Asks anew where the files are others, and takes what is known.
    fn look(&mut self, app: &mut App, ctx: &egui::Context) -> Flow {
        if !self.is_merging && self.asked != self.paths {
            self.asked.clone_from(&self.paths);
            self.work.ask(Question::Look(self.paths.clone()));
        }
        match self.work.answer() {
            Ok(None) => {}
            Ok(Some(Answer::Seen(mut seen))) => {
                if let Some(before) = self.seen.take() {
                    keep_choices(&before, &mut seen);
                }
                self.seen = Some(seen);
                self.trouble = None;
            }
            Ok(Some(Answer::Merged(Ok(map)))) => {
                let (maps, notes) = (self.maps(), map.notes.len());
                app.open_unsaved(ctx, *map);
                app.toasts.say(format!("{maps} maps became one with {}.", counted(notes)));
                return Flow::Close;
            }
            Ok(Some(Answer::Merged(Err(reason)))) => {
                self.is_merging = false;
                self.trouble = Some(reason);
            }
            Err(_) => {
                self.is_merging = false;
                self.trouble = Some(FAILED.to_owned());
            }
        }
        Flow::Stay
    }

    /// What would be done now, where it can be done.
    fn proposal(&self) -> Option<&Proposal> {
        let current = |seen: &&Seen| !self.is_merging && seen.paths == self.paths;
        self.seen.as_deref().filter(current)?.proposal.as_ref()?.as_ref().ok()
    }

    fn maps(&self) -> usize {
        self.seen.as_ref().map_or(0, |seen| seen.files.iter().flatten().count())
    }

    fn begin(&mut self) {
        let Some(mut proposal) = self.proposal().cloned() else { return };
        for origin in &mut proposal.origins {
            *origin = tidied(origin);
        }
        self.is_merging = true;
        self.work.ask(Question::Merge(Box::new(proposal)));
    }

    fn content_ui(&mut self, ui: &mut egui::Ui, app: &mut App) {
        ui.spacing_mut().item_spacing = vec2(8.0, 6.0);
        if let Some(trouble) = &self.trouble {
            ui.label(RichText::new(trouble).color(widgets::color(ui, Ink::Strong(Tone::Rose))));
        }
        let Some(seen) = &mut self.seen else {
            return widgets::waiting_ui(ui, app.look.animated, "Reading…");
        };
        let removed = maps_ui::show(ui, seen);
        let more = egui::Button::new((icons::ICON_ADD, "Add maps…")).frame_when_inactive(false);
        if ui.add(more).accessible_name("Add maps…").clicked() {
            app.outbox().push(Message::AskPath(PathWish::Merge));
        }
        match &mut seen.proposal {
            None => {
                widgets::muted(ui, "Add maps until there are two or more.");
            }
            Some(Err(reason)) => {
                ui.label(RichText::new(&*reason).color(widgets::color(ui, Ink::Strong(Tone::Rose))));
            }
            Some(Ok(proposal)) => {
                outlook::remarks_ui(ui, &seen.warnings, proposal);
                outlook::collisions_ui(ui, proposal);
                ui.add_space(4.0);
                outlook::same_texts_ui(ui, proposal, &seen.quadrants);
            }
        }
        if let Some(path) = removed.and_then(|at| seen.paths.get(at)) {
            self.paths.retain(|other| other != path);
        }
    }

    fn result_ui(&self, ui: &mut egui::Ui) {
        if let Some(proposal) = self.proposal() {
            let notes = counted(proposal.note_count());
            ui.label(format!("{} maps become one with {notes}", self.maps()));
        }
    }
}

/// What a person chose already stays chosen where other files are looked at.
fn keep_choices(before: &Seen, seen: &mut Seen) {
    let readable: Vec<PathBuf> = seen.readable().into_iter().cloned().collect();
    let (Some(Ok(chosen)), Some(Ok(proposal))) = (&before.proposal, &mut seen.proposal) else { return };
    let joined = chosen.same_texts.iter().filter(|same| same.is_joined);
    let joined: HashSet<_> = joined.map(|same| (&same.quadrant, &same.text)).collect();
    for same in &mut proposal.same_texts {
        same.is_joined = joined.contains(&(&same.quadrant, &same.text));
    }
    let known = before.readable();
    for (path, origin) in readable.iter().zip(&mut proposal.origins) {
        let Some(at) = known.iter().position(|other| *other == path) else { continue };
        if let Some(choice) = chosen.origins.get(at).filter(|choice| before.guessed.get(at) != Some(choice)) {
            origin.clone_from(choice);
        }
    }
}

/// Without space around the name; who gets no name tells nothing.
fn tidied(origin: &Origin) -> Origin {
    match origin {
        Origin::Who(name) if !name.trim().is_empty() => Origin::Who(name.trim().to_owned()),
        Origin::Source(name) if !name.trim().is_empty() => Origin::Source(name.trim().to_owned()),
        _ => Origin::Untold,
    }
}

fn counted(notes: usize) -> String {
    if notes == 1 { "1 note".to_owned() } else { format!("{notes} notes") }
}
