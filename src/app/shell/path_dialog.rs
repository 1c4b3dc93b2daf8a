//! Our own dialog to choose a file, for machines where the system offers none.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use eframe::egui;
use egui::accesskit::Role;
use egui::{Align2, Id, Key, Modifiers, RichText, ScrollArea, Sense, TextEdit, WidgetInfo, vec2};
use egui_material_icons::icons;

use crate::app::theme::{metrics, regular};
use crate::app::{App, Message};
use crate::file::{FolderEntry, Fs, home_folder, list_folder};
use crate::model::Tone;
use crate::scene::Ink;

use super::{FOREIGN, Flow, PathWish, widgets};

const ROW: f32 = 30.0;

/// The state of the dialog while it is open.
pub struct PathDialog {
    fs: Arc<dyn Fs>,
    wish: PathWish,
    folder: PathBuf,
    entries: Vec<FolderEntry>,
    /// Why the folder could not be read.
    trouble: Option<String>,
    name: String,
    chosen: Option<usize>,
    /// The file that would be replaced, while that is asked.
    replacing: Option<PathBuf>,
    /// Scrolls to the chosen row in the next frame.
    reveal: bool,
}

impl PathWish {
    /// The endings of the files, without a dot; a new file gets the first one.
    pub fn endings(&self) -> Vec<&'static str> {
        match self {
            Self::Export(order) => vec![order.format.ending()],
            Self::Import => FOREIGN.to_vec(),
            // A picture that this program exported carries its map.
            Self::Open | Self::Merge => vec!["json", "png", "svg", "pdf"],
            Self::Beside | Self::Compare | Self::SaveAs | Self::SaveCopy => vec!["json"],
            Self::Library => Vec::new(),
        }
    }

    /// Whether the file must be there already.
    pub fn opens(&self) -> bool {
        matches!(self, Self::Open | Self::Import | Self::Merge | Self::Library | Self::Beside | Self::Compare)
    }

    /// Whether a folder is wanted, not a file.
    pub fn wants_folder(&self) -> bool {
        matches!(self, Self::Library)
    }

    /// What is asked.
    pub fn title(&self) -> &'static str {
        match self {
            Self::Open => "Open a map",
            Self::Import => "Import a file",
            Self::Merge => "Add a map to merge",
            Self::Library => "Open a folder of maps",
            Self::Beside => "Open a map beside this one",
            Self::Compare => "Compare with an earlier version",
            Self::SaveAs => "Save the map as",
            Self::SaveCopy => "Save a copy",
            Self::Export(_) => "Export to",
        }
    }
}

impl PathDialog {
    /// Asks for a path, beginning in `folder` with the file name `name`.
    pub fn new(fs: Arc<dyn Fs>, wish: PathWish, folder: PathBuf, name: String) -> Self {
        let mut dialog = Self {
            fs,
            wish,
            folder: PathBuf::new(),
            entries: Vec::new(),
            trouble: None,
            name,
            chosen: None,
            replacing: None,
            reveal: false,
        };
        dialog.enter(folder);
        dialog
    }

    fn enter(&mut self, folder: PathBuf) {
        self.chosen = None;
        match list_folder(&*self.fs, &folder) {
            Ok(entries) => {
                let endings = self.wish.endings();
                let known = |name: &str| endings.iter().any(|ending| ends_with(name, ending));
                let wanted = |entry: &FolderEntry| entry.is_folder || known(&entry.name);
                self.entries = entries.into_iter().filter(wanted).collect();
                self.trouble = None;
            }
            Err(error) => {
                self.entries.clear();
                self.trouble = Some(format!("This folder cannot be read: {error}. Go up, or choose another."));
            }
        }
        self.folder = folder;
    }

    fn go_up(&mut self) {
        if let Some(parent) = self.folder.parent().map(Path::to_path_buf) {
            let left = self.folder.file_name().map(|name| name.to_string_lossy().into_owned());
            self.enter(parent);
            self.chosen = self.entries.iter().position(|entry| Some(&entry.name) == left.as_ref());
            self.reveal = true;
        }
    }

    /// Shows the dialog.
    pub(super) fn show(&mut self, app: &mut App, ctx: &egui::Context, id: Id, first: bool) -> Flow {
        self.take_keys(ctx);
        let accept = ctx.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Enter));
        let mut answer = None;
        let mut cancel = false;
        let modal = widgets::modal(ctx, id, self.wish.title(), 640.0, |ui| {
            widgets::heading(ui, self.wish.title());
            ui.add_space(4.0);
            self.place_ui(ui);
            let pressed = self.list_ui(ui);
            self.name_ui(ui, first);
            ui.add_space(8.0);
            if let Some(path) = &self.replacing {
                let name = path.file_name().unwrap_or_default().to_string_lossy();
                let text = RichText::new(format!("“{name}” is already there. Replace it, or choose another name."));
                ui.label(text.color(widgets::color(ui, Ink::Strong(Tone::Amber))));
            }
            let mut go = pressed || accept;
            widgets::buttons_row(ui, |ui| {
                let label = match (&self.replacing, self.wish.opens()) {
                    _ if self.wish.wants_folder() => "Choose this folder",
                    (Some(_), _) => "Replace",
                    (None, true) => "Open",
                    (None, false) => "Save",
                };
                let button = ui.add(widgets::primary(label, ui));
                if button.clicked() && self.wish.wants_folder() {
                    answer = Some(self.marked_folder());
                } else {
                    go |= button.clicked();
                }
                cancel = ui.add(widgets::secondary("Cancel")).clicked();
            });
            if go && answer.is_none() {
                answer = self.accept();
            }
        });
        match answer {
            Some(path) => {
                app.outbox().push(Message::PathChosen { wish: self.wish.clone(), paths: vec![path] });
                Flow::Close
            }
            None if cancel || modal.should_close() => {
                app.outbox().push(Message::Stay);
                Flow::Close
            }
            None => Flow::Stay,
        }
    }

    fn take_keys(&mut self, ctx: &egui::Context) {
        let (step, up) = ctx.input_mut(|input| {
            let down = input.count_and_consume_key(Modifiers::NONE, Key::ArrowDown) as isize;
            let above = input.count_and_consume_key(Modifiers::NONE, Key::ArrowUp) as isize;
            (down - above, input.consume_key(Modifiers::ALT, Key::ArrowUp))
        });
        if up {
            self.go_up();
        } else if step != 0 && !self.entries.is_empty() {
            let last = self.entries.len() - 1;
            let next = match self.chosen {
                Some(row) => row.saturating_add_signed(step).min(last),
                None => 0,
            };
            self.choose(next);
            self.reveal = true;
        }
    }

    fn choose(&mut self, row: usize) {
        self.chosen = Some(row);
        self.replacing = None;
        if let Some(entry) = self.entries.get(row).filter(|entry| !entry.is_folder) {
            self.name = entry.name.clone();
        }
    }

    /// Goes into the chosen folder, or answers with the path where there is one.
    fn accept(&mut self) -> Option<PathBuf> {
        if let Some(folder) = self.chosen.and_then(|row| self.entries.get(row)).filter(|entry| entry.is_folder) {
            self.enter(self.folder.join(folder.name.clone()));
            return None;
        }
        let typed = self.name.trim();
        if typed.is_empty() {
            return self.wish.wants_folder().then(|| self.folder.clone());
        }
        // What is typed may be a path of its own; joining keeps an absolute one.
        let path = self.folder.join(typed);
        if list_folder(&*self.fs, &path).is_ok() {
            self.name.clear();
            self.enter(path);
            return None;
        }
        if self.wish.wants_folder() {
            self.trouble =
                Some(format!("There is no folder “{typed}” here. Choose one of the list, or type another name."));
            return None;
        }
        if self.wish.opens() {
            return Some(path);
        }
        let path = self.wish.endings().first().map_or(path.clone(), |ending| with_ending(path, ending));
        let folder = path.parent().map(Path::to_path_buf).unwrap_or_default();
        let there = list_folder(&*self.fs, &folder)
            .is_ok_and(|entries| entries.iter().any(|entry| path.file_name() == Some(entry.name.as_ref())));
        if there && self.replacing.as_ref() != Some(&path) {
            self.replacing = Some(path);
            return None;
        }
        Some(path)
    }

    /// The folder that is chosen in the list, or the one whose list it is.
    fn marked_folder(&self) -> PathBuf {
        let chosen = self.chosen.and_then(|row| self.entries.get(row));
        chosen.map_or_else(|| self.folder.clone(), |folder| folder.path.clone())
    }

    /// The way to the folder: each step can be pressed.
    fn place_ui(&mut self, ui: &mut egui::Ui) {
        let mut target = None;
        ui.horizontal(|ui| {
            let can_go_up = self.folder.parent().is_some();
            if widgets::icon_button(ui, icons::ICON_ARROW_UPWARD, "Up", "One folder up  ·  Alt+Up", can_go_up).clicked()
            {
                target = self.folder.parent().map(Path::to_path_buf);
            }
            if let Some(home) = home_folder()
                && widgets::icon_button(ui, icons::ICON_HOME, "Home", "Your own folder", true).clicked()
            {
                target = Some(home);
            }
            ScrollArea::horizontal().id_salt("place").stick_to_right(true).auto_shrink([false, true]).show(ui, |ui| {
                ui.spacing_mut().item_spacing.x = 2.0;
                ui.spacing_mut().button_padding = vec2(6.0, 4.0);
                let steps: Vec<&Path> = self.folder.ancestors().collect();
                for (at, step) in steps.iter().rev().enumerate() {
                    if at > 1 {
                        ui.label(RichText::new("›").color(widgets::color(ui, Ink::Muted)));
                    }
                    let name = step.file_name().unwrap_or(step.as_os_str()).to_string_lossy().into_owned();
                    if ui
                        .add(egui::Button::new(RichText::new(name).font(regular(13.0))).frame_when_inactive(false))
                        .clicked()
                    {
                        target = Some(step.to_path_buf());
                    }
                }
            });
        });
        if let Some(folder) = target {
            self.enter(folder);
        }
    }

    /// Shows what is in the folder; whether something was pressed twice.
    fn list_ui(&mut self, ui: &mut egui::Ui) -> bool {
        let mut pressed = false;
        let height = widgets::scroll_room(ui, 260.0).min(ROW * 9.0);
        let frame =
            egui::Frame::new().fill(widgets::color(ui, Ink::Page)).corner_radius(metrics::RADIUS).inner_margin(4);
        frame.show(ui, |ui| {
            ui.set_min_height(height);
            if let Some(trouble) = &self.trouble {
                ui.label(trouble);
            } else if self.entries.is_empty() {
                let wanted = if self.wish.wants_folder() {
                    "No folders in this one."
                } else {
                    "No folders and no such files here."
                };
                widgets::muted(ui, wanted);
            }
            let rows = self.entries.len();
            let mut area = ScrollArea::vertical().id_salt("entries").max_height(height).auto_shrink([false, false]);
            if let Some(row) = self.chosen.filter(|_| std::mem::take(&mut self.reveal)) {
                area = area.vertical_scroll_offset((row as f32 * ROW - height / 2.0).max(0.0));
            }
            ui.spacing_mut().item_spacing.y = 0.0;
            area.show_rows(ui, ROW, rows, |ui, range| {
                for row in range {
                    let response = entry_ui(ui, &self.entries[row], self.chosen == Some(row));
                    if response.clicked() {
                        self.choose(row);
                    }
                    pressed |= response.double_clicked();
                }
            });
        });
        pressed
    }

    fn name_ui(&mut self, ui: &mut egui::Ui, first: bool) {
        ui.horizontal(|ui| {
            ui.label("Name");
            let hint = if self.wish.wants_folder() { "Folder name" } else { "File name" };
            let field = TextEdit::singleline(&mut self.name).desired_width(f32::INFINITY).hint_text(hint);
            let response = ui.add(field).accessible_name(hint);
            if response.changed() {
                self.chosen = None;
                self.replacing = None;
            }
            if first {
                response.request_focus();
            }
        });
    }
}

fn entry_ui(ui: &mut egui::Ui, entry: &FolderEntry, chosen: bool) -> egui::Response {
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::CLICK);
    response.widget_info(|| WidgetInfo::selected(Role::ListBoxOption, true, chosen, &entry.name));
    let color = |ink| widgets::color(ui, ink);
    if chosen || response.hovered() {
        let fill = if chosen { color(Ink::AccentSoft) } else { color(Ink::Surface) };
        ui.painter().rect_filled(rect, metrics::RADIUS, fill);
    }
    let (icon, ink) =
        if entry.is_folder { (icons::ICON_FOLDER, Ink::Accent) } else { (icons::ICON_DESCRIPTION, Ink::Muted) };
    let inner = rect.shrink2(vec2(8.0, 0.0));
    let icon_font = egui::FontId::new(18.0, icon.font_family());
    ui.painter().text(inner.left_center(), Align2::LEFT_CENTER, icon.codepoint, icon_font, color(ink));
    let at = inner.left_center() + vec2(28.0, 0.0);
    ui.painter().with_clip_rect(inner).text(at, Align2::LEFT_CENTER, &entry.name, regular(14.0), color(Ink::Text));
    response
}

fn ends_with(name: &str, ending: &str) -> bool {
    Path::new(name).extension().is_some_and(|found| found.eq_ignore_ascii_case(ending))
}

fn with_ending(path: PathBuf, ending: &str) -> PathBuf {
    if ends_with(&path.to_string_lossy(), ending) {
        return path;
    }
    let mut name = path.into_os_string();
    name.push(".");
    name.push(ending);
    PathBuf::from(name)
}
