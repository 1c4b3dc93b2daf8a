//! The command palette: type a few letters, press Enter.

use eframe::egui;
use egui::accesskit::Role;
use egui::text::LayoutJob;
use egui::{Align2, Id, Key, Modifiers, Sense, TextEdit, TextFormat, WidgetInfo, vec2};
use egui_material_icons::icons;

use crate::app::state::Reveal;
use crate::app::theme::{metrics, regular, semibold};
use crate::app::{App, Command};
use crate::model::{EmpathyMap, NoteId};
use crate::scene::Ink;

use super::{Flow, fuzzy, widgets};

const ROW: f32 = 38.0;
/// At most this many notes are offered.
const MOST_NOTES: usize = 6;

/// The state of the palette while it is open.
#[derive(Clone, Debug, Default)]
pub struct CommandPalette {
    query: String,
    chosen: usize,
}

/// Something that can be chosen.
#[derive(Clone, Debug, PartialEq)]
enum Entry {
    Run(Command),
    GoTo { note: NoteId, text: String, place: String },
}

impl CommandPalette {
    /// Shows the palette.
    pub fn show(&mut self, app: &mut App, ctx: &egui::Context, id: Id) -> Flow {
        let step = ctx.input_mut(|input| {
            let mut count = |key| input.count_and_consume_key(Modifiers::NONE, key) as isize;
            count(Key::ArrowDown) - count(Key::ArrowUp) + 8 * (count(Key::PageDown) - count(Key::PageUp))
        });
        let accept = ctx.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Enter));
        let mut run = None;
        let modal = widgets::modal_at_top(ctx, id, "Commands", 600.0, |ui| {
            let before = self.query.clone();
            self.field_ui(ui);
            let entries = self.entries(app);
            let last = entries.len().saturating_sub(1);
            if self.query == before {
                self.chosen = self.chosen.saturating_add_signed(step).min(last);
            } else {
                self.chosen = 0;
            }
            ui.add_space(4.0);
            if entries.is_empty() {
                widgets::muted(ui, "Nothing fits. Try another word.");
            }
            let clicked = self.list_ui(ui, &entries, step != 0);
            let row = clicked.or(accept.then_some(self.chosen));
            run = row.and_then(|row| entries.into_iter().nth(row));
        });
        let close = modal.should_close();
        match run {
            Some(entry) => {
                choose(app, entry);
                Flow::Close
            }
            None if close => Flow::Close,
            None => Flow::Stay,
        }
    }

    fn field_ui(&mut self, ui: &mut egui::Ui) {
        ui.horizontal(|ui| {
            ui.label(icons::ICON_SEARCH.rich_text().size(20.0).color(widgets::color(ui, Ink::Muted)));
            let field = TextEdit::singleline(&mut self.query)
                .hint_text("What do you want to do?")
                .font(regular(16.0))
                .frame(egui::Frame::NONE)
                .min_size(vec2(0.0, metrics::TARGET))
                .align(Align2::LEFT_CENTER)
                .desired_width(f32::INFINITY);
            let response = ui.add(field).accessible_name("Search commands");
            if !response.has_focus() {
                response.request_focus();
            }
        });
        ui.separator();
    }

    fn entries(&self, app: &App) -> Vec<Entry> {
        let recent = |command: Command| app.shell.recent_commands.iter().position(|other| *other == command);
        let usable =
            |command: &Command| *command != Command::Palette && (command.works_without_map() || app.shows_map());
        let mut scored: Vec<(u32, usize, Command)> = Command::all()
            .filter(usable)
            .filter_map(|command| {
                let about = format!("{} {}", command.about(), command.group().label());
                let recency = recent(command).unwrap_or(usize::MAX);
                let bonus = if recency < usize::MAX { 5 } else { 0 };
                Some((fuzzy::score(&self.query, command.label(), &about)? + bonus, recency, command))
            })
            .collect();
        scored.sort_by_key(|(score, recency, _)| (std::cmp::Reverse(*score), *recency));
        let shown = app.editor.as_ref().filter(|_| app.shows_map());
        let notes = shown.map(|editor| self.notes(editor.map())).unwrap_or_default();
        scored.into_iter().map(|(_, _, command)| Entry::Run(command)).chain(notes).collect()
    }

    /// Notes that contain every word of the query.
    fn notes(&self, map: &EmpathyMap) -> Vec<Entry> {
        let words: Vec<String> = self.query.split_whitespace().map(str::to_lowercase).collect();
        if self.query.trim().chars().count() < 2 {
            return Vec::new();
        }
        let hits = map.notes.iter().filter(|note| {
            let text = note.text.to_lowercase();
            words.iter().all(|word| text.contains(word.as_str()))
        });
        let entry = |note: &crate::model::Note| Entry::GoTo {
            note: note.id.clone(),
            text: note.text.replace('\n', " "),
            place: map.quadrant(&note.quadrant).map(|quadrant| quadrant.title.clone()).unwrap_or_default(),
        };
        hits.take(MOST_NOTES).map(entry).collect()
    }

    /// Shows the entries; the one that was clicked.
    fn list_ui(&mut self, ui: &mut egui::Ui, entries: &[Entry], moved: bool) -> Option<usize> {
        let mut clicked = None;
        let height = widgets::scroll_room(ui, 80.0).min(ROW * 9.5);
        egui::ScrollArea::vertical().max_height(height).min_scrolled_height(height).auto_shrink([false, true]).show(
            ui,
            |ui| {
                ui.spacing_mut().item_spacing.y = 0.0;
                for (row, entry) in entries.iter().enumerate() {
                    let response = entry.row_ui(ui, row == self.chosen);
                    if row == self.chosen && moved {
                        response.scroll_to_me(None);
                    }
                    if response.hovered() && ui.input(|input| input.pointer.is_moving()) {
                        self.chosen = row;
                    }
                    if response.clicked() {
                        clicked = Some(row);
                    }
                }
            },
        );
        clicked
    }
}

impl Entry {
    fn row_ui(&self, ui: &mut egui::Ui, chosen: bool) -> egui::Response {
        let (label, detail, icon, keys) = match self {
            Self::Run(command) => (
                command.label().to_owned(),
                command.group().label().to_owned(),
                command.icon(),
                command.shortcut_text(ui.ctx()).unwrap_or_default(),
            ),
            Self::GoTo { text, place, .. } => {
                (text.clone(), format!("Go to note · {place}"), icons::ICON_STICKY_NOTE_2, String::new())
            }
        };
        let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::CLICK);
        response.widget_info(|| WidgetInfo::selected(Role::ListBoxOption, true, chosen, &label));
        if !ui.is_rect_visible(rect) {
            return response;
        }
        let color = |ink| widgets::color(ui, ink);
        if chosen {
            ui.painter().rect_filled(rect, metrics::RADIUS, color(Ink::AccentSoft));
        }
        let inner = rect.shrink2(vec2(10.0, 0.0));
        let icon_ink = if chosen { Ink::Accent } else { Ink::Muted };
        let icon_font = egui::FontId::new(19.0, icon.font_family());
        ui.painter().text(inner.left_center(), Align2::LEFT_CENTER, icon.codepoint, icon_font, color(icon_ink));
        let keys_width = if keys.is_empty() {
            0.0
        } else {
            let at = inner.right_center();
            ui.painter().text(at, Align2::RIGHT_CENTER, keys, semibold(12.0), color(Ink::Muted)).width() + 16.0
        };
        let mut job = LayoutJob::default();
        job.append(&label, 0.0, TextFormat::simple(regular(14.0), color(Ink::Text)));
        job.append(&detail, 10.0, TextFormat::simple(regular(12.0), color(Ink::Muted)));
        job.wrap = egui::text::TextWrapping::truncate_at_width(inner.width() - 32.0 - keys_width);
        let galley = ui.painter().layout_job(job);
        let at = inner.left_center() + vec2(32.0, -galley.size().y / 2.0);
        ui.painter().galley(at, galley, color(Ink::Text));
        response
    }
}

fn choose(app: &mut App, entry: Entry) {
    match entry {
        Entry::Run(command) => {
            app.shell.remember(command);
            app.outbox().command(command);
        }
        Entry::GoTo { note, .. } => {
            if let Some(editor) = &mut app.editor {
                editor.view.selection.set_notes([note.clone()]);
                editor.view.reveal = Some(Reveal::Notes(vec![note]));
            }
        }
    }
}
