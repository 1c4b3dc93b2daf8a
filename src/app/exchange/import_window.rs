//! Foreign files, before anything of them is added: what they are, what will come of them, and where to.

mod add;
mod choices_ui;
mod coming_ui;
mod sources;

use std::path::PathBuf;
use std::sync::mpsc::{Receiver, TryRecvError};

use eframe::egui;
use egui::{Id, RichText, vec2};
use egui_material_icons::icons;

use crate::app::latest::Latest;
use crate::app::shell::{Flow, PathWish, widgets};
use crate::app::state::Reveal;
use crate::app::{App, Message};
use crate::model::{Quadrant, Tone};
use crate::scene::Ink;

use add::{Imported, Onto};
use sources::{Question, Seen, name};

/// Below this width, what will come stands below the choices.
const TWO_COLUMNS: f32 = 680.0;
/// Height of everything but the columns.
const REST: f32 = 190.0;

/// Where the notes go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Goal {
    NewMap,
    ThisMap,
}

/// The state of the window while it is open.
pub struct ImportWindow {
    question: Question,
    goal: Goal,
    /// The file whose choices are shown.
    open: usize,
    sources: Latest<Question, Seen>,
    asked: Option<Question>,
    seen: Option<Seen>,
    /// What is being added.
    adding: Option<Receiver<Imported>>,
    trouble: Option<&'static str>,
}

/// Said where a thread ended without an answer.
const FAILED: &str = "Reading failed in a way that should not happen. Nothing was added.";

impl ImportWindow {
    /// Looks at these files, for the open map where it can be changed.
    pub(super) fn new(app: &App, ctx: &egui::Context, paths: Vec<PathBuf>) -> Self {
        let can_edit = app.editor.as_ref().is_some_and(|editor| editor.view.can_edit);
        let mut window = Self {
            question: Question { files: Vec::new(), open: None },
            goal: if can_edit { Goal::ThisMap } else { Goal::NewMap },
            open: 0,
            sources: sources::sources(ctx, std::sync::Arc::clone(&app.services.fs)),
            asked: None,
            seen: None,
            adding: None,
            trouble: None,
        };
        window.add(paths);
        window
    }

    /// Looks at further files.
    pub(super) fn add(&mut self, paths: Vec<PathBuf>) {
        for path in paths {
            if self.question.files.iter().all(|(known, _)| *known != path) {
                self.question.files.push((path, None));
            }
        }
    }

    /// Shows the window.
    pub(in crate::app) fn show(&mut self, app: &mut App, ctx: &egui::Context, id: Id) -> Flow {
        self.look(app);
        if self.take_imported(app, ctx) == Flow::Close {
            return Flow::Close;
        }
        let mut go = false;
        let mut cancel = false;
        let modal = widgets::modal(ctx, id, "Import", 900.0, |ui| {
            widgets::heading(ui, "Import");
            ui.add_space(4.0);
            if self.adding.is_some() {
                widgets::waiting_ui(ui, app.look.animated, "Adding the notes…");
            } else {
                self.files_ui(ui, app);
                self.columns_ui(ui, app);
            }
            ui.add_space(8.0);
            widgets::buttons_row(ui, |ui| {
                let label = self.go_label();
                go = ui.add_enabled(self.is_ready(), widgets::primary(&label, ui)).clicked();
                cancel = ui.add(widgets::secondary("Cancel")).clicked();
            });
        });
        if go {
            self.begin(app, ctx);
        }
        if cancel || modal.should_close() { Flow::Close } else { Flow::Stay }
    }

    /// Asks anew where something was chosen, and takes what is known.
    fn look(&mut self, app: &App) {
        let editor = app.editor.as_ref();
        if self.goal == Goal::ThisMap && !editor.is_some_and(|editor| editor.view.can_edit) {
            self.goal = Goal::NewMap;
        }
        let open = editor.filter(|_| self.goal == Goal::ThisMap).map(|editor| &editor.map().quadrants);
        if self.question.open.as_ref() != open {
            self.question.open = open.cloned();
        }
        if self.asked.as_ref() != Some(&self.question) {
            self.asked = Some(self.question.clone());
            self.sources.ask(self.question.clone());
        }
        match self.sources.answer() {
            Ok(Some(seen)) => self.seen = Some(seen),
            Ok(None) => {}
            Err(_) => self.trouble = Some(FAILED),
        }
    }

    fn is_ready(&self) -> bool {
        let current = |seen: &Seen| seen.question == self.question && seen.notes > 0;
        self.adding.is_none() && self.seen.as_ref().is_some_and(current)
    }

    fn go_label(&self) -> String {
        let notes = self.seen.as_ref().map_or(0, |seen| seen.notes);
        let notes = if notes == 1 { "1 note".to_owned() } else { format!("{notes} notes") };
        match self.goal {
            Goal::NewMap => format!("New map with {notes}"),
            Goal::ThisMap => format!("Add {notes}"),
        }
    }

    fn begin(&mut self, app: &App, ctx: &egui::Context) {
        if !self.is_ready() {
            return;
        }
        let Some(seen) = self.seen.take() else { return };
        let onto = match (self.goal, &app.editor) {
            (Goal::ThisMap, Some(editor)) => Onto::Map(Box::new(editor.map().clone())),
            _ => Onto::NewMap(seen.quadrants.clone()),
        };
        self.adding = Some(add::begin(ctx, seen.previews(), onto, app.services.system_fonts));
    }

    fn take_imported(&mut self, app: &mut App, ctx: &egui::Context) -> Flow {
        let Some(adding) = &self.adding else { return Flow::Stay };
        match adding.try_recv() {
            Err(TryRecvError::Empty) => Flow::Stay,
            Err(TryRecvError::Disconnected) => {
                self.adding = None;
                self.trouble = Some(FAILED);
                Flow::Stay
            }
            Ok(Imported::Map(map)) => {
                app.open_unsaved(ctx, *map);
                Flow::Close
            }
            Ok(Imported::Edits { edits, notes, left_out }) => {
                let added = match notes.len() {
                    1 => "1 note was added. Ctrl+Z takes it back.".to_owned(),
                    count => format!("{count} notes were added. Ctrl+Z takes them back."),
                };
                let rest = match left_out {
                    0 => String::new(),
                    1 => " 1 was on the map already.".to_owned(),
                    count => format!(" {count} were on the map already, or there was no room for them."),
                };
                if let Some(editor) = &mut app.editor {
                    editor.outbox.edits(edits);
                    editor.outbox.push(Message::Select(notes));
                    editor.outbox.say(added + &rest);
                    editor.view.reveal = Some(Reveal::Board);
                }
                Flow::Close
            }
        }
    }

    /// The files, and where they go.
    fn files_ui(&mut self, ui: &mut egui::Ui, app: &mut App) {
        ui.horizontal_wrapped(|ui| {
            for (at, (path, _)) in self.question.files.iter().enumerate() {
                let seen = self.seen.as_ref().and_then(|seen| seen.files.get(at));
                let is_bad = matches!(seen, Some(Err(_)));
                let text = RichText::new(name(path));
                let text = if is_bad { text.color(widgets::color(ui, Ink::Strong(Tone::Rose))) } else { text };
                if ui.add(egui::Button::selectable(self.open == at, text)).clicked() {
                    self.open = at;
                }
            }
            let more = egui::Button::new((icons::ICON_ADD, "Add files…")).frame_when_inactive(false);
            if ui.add(more).accessible_name("Add files…").clicked() {
                app.outbox().push(Message::AskPath(PathWish::Import));
            }
        });
        let can_edit = app.editor.as_ref().is_some_and(|editor| editor.view.can_edit);
        if can_edit {
            let goals = [(Goal::ThisMap, "Into this map"), (Goal::NewMap, "As a new map")];
            widgets::segments(ui, &mut self.goal, &goals);
        } else if app.editor.is_some() {
            widgets::muted(ui, "You can only look at this map, so the notes come as a new one.");
        }
    }

    fn columns_ui(&mut self, ui: &mut egui::Ui, app: &App) {
        if let Some(trouble) = self.trouble {
            ui.label(RichText::new(trouble).color(widgets::color(ui, Ink::Strong(Tone::Rose))));
            return;
        }
        if self.seen.is_none() {
            return widgets::waiting_ui(ui, app.look.animated, "Reading…");
        }
        let width = ui.available_width();
        if width < TWO_COLUMNS {
            widgets::scroll(ui, REST, |ui| {
                self.file_ui(ui);
                ui.add_space(8.0);
                self.coming_ui(ui);
            });
            return;
        }
        let column = vec2((width - 28.0) / 2.0, widgets::scroll_room(ui, REST).min(440.0));
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = 28.0;
            widgets::column(ui, "file", column, |ui| widgets::scroll(ui, REST, |ui| self.file_ui(ui)));
            widgets::column(ui, "coming", column, |ui| widgets::scroll(ui, REST, |ui| self.coming_ui(ui)));
        });
    }

    fn coming_ui(&self, ui: &mut egui::Ui) {
        ui.spacing_mut().item_spacing = vec2(8.0, 5.0);
        if let Some(seen) = &self.seen {
            coming_ui::show(ui, seen);
        }
    }

    /// The file that is looked at: what it is, and what can be chosen about it.
    fn file_ui(&mut self, ui: &mut egui::Ui) {
        ui.spacing_mut().item_spacing = vec2(8.0, 6.0);
        let Some((seen, file)) = self.seen.as_ref().and_then(|seen| Some((seen, seen.files.get(self.open)?))) else {
            return;
        };
        match file {
            Err(reason) => {
                ui.label(RichText::new(reason).color(widgets::color(ui, Ink::Strong(Tone::Rose))));
            }
            Ok(file) => {
                let quadrants: &[Quadrant] = &seen.quadrants;
                widgets::muted(ui, file.kind);
                let changed = choices_ui::show(ui, file, quadrants);
                if let (Some(choices), Some((_, chosen))) = (changed, self.question.files.get_mut(self.open)) {
                    *chosen = Some(choices);
                }
            }
        }
    }
}
