//! The start screen: go on with what was left, begin a new map, open one, or look at a sample.

use std::path::Path;

use eframe::egui;
use egui::{Align, CentralPanel, Frame, Layout, Margin, Rect, RichText, ScrollArea, Sense, Stroke, Ui, vec2};
use egui_material_icons::icons;

use crate::app::theme::{regular, semibold};
use crate::app::{Command, Message, Outbox, Services, clock, library};
use crate::file::RecentFile;
use crate::model::{TEMPLATES, Template, Tone};
use crate::scene::Ink;

use super::ago::ago;
use super::samples::SAMPLES;
use super::thumbnails::{Source, Thumbnails};
use super::{AnswerKind, Dialog, Shell, Unsaved, menu, widgets};

const WIDEST: f32 = 1040.0;
const GAP: f32 = 16.0;
/// Cards are not narrower than this.
const CARD: f32 = 220.0;
const TEMPLATE_HEIGHT: f32 = 112.0;
/// Height of a preview for each point of its width.
const PREVIEW: f32 = 0.6;
/// Room below a preview for a title and a line.
const CAPTION_HEIGHT: f32 = 58.0;
/// Room below a preview for a title and two lines.
const LONG_CAPTION_HEIGHT: f32 = 74.0;

/// Shows the start screen.
pub fn show(ui: &mut Ui, shell: &mut Shell, services: &Services, out: &mut Outbox) {
    let frame = Frame::new().fill(widgets::color(ui, Ink::Page));
    CentralPanel::no_frame().frame(frame).show(ui, |ui| {
        ScrollArea::vertical().auto_shrink([false, false]).show(ui, |ui| {
            let side = ((ui.available_width() - WIDEST) / 2.0).max(24.0);
            let top = if ui.content_rect().height() > 600.0 { 48 } else { 20 };
            let margin = Margin { left: side as i8, right: side as i8, top, bottom: 40 };
            // Margins are small integers; wide windows need the space outside.
            let outside = (side - f32::from(i8::MAX)).max(0.0);
            ui.horizontal_top(|ui| {
                ui.spacing_mut().item_spacing.x = 0.0;
                ui.add_space(outside);
                Frame::new().inner_margin(margin).show(ui, |ui| {
                    ui.set_width((ui.available_width() - outside).min(WIDEST));
                    ui.vertical(|ui| sections_ui(ui, shell, services, out));
                });
            });
        });
    });
}

fn sections_ui(ui: &mut Ui, shell: &mut Shell, services: &Services, out: &mut Outbox) {
    ui.spacing_mut().item_spacing = vec2(GAP, 10.0);
    header_ui(ui, out);
    if !shell.unsaved.is_empty() {
        section_ui(ui, "Not saved yet");
        let mut unwanted = None;
        for unsaved in &shell.unsaved {
            if unsaved_ui(ui, unsaved, out) {
                unwanted = Some(ask_to_discard(unsaved));
            }
        }
        if let Some(question) = unwanted {
            shell.ask(question);
        }
    }
    section_ui(ui, "New map");
    grid_ui(ui, TEMPLATES.len(), Height::Fixed(TEMPLATE_HEIGHT), |ui, at, size| {
        template_ui(ui, &TEMPLATES[at], size, out);
    });
    let recents = std::mem::take(&mut shell.recents);
    if !recents.is_empty() {
        section_ui(ui, "Recent maps");
        grid_ui(ui, recents.len(), Height::Preview(CAPTION_HEIGHT), |ui, at, size| {
            recent_ui(ui, &mut shell.thumbnails, services, &recents[at], size, out)
        });
    }
    shell.recents = recents;
    section_ui(ui, "Persona library");
    library::entry_ui(ui, shell.library_folder.as_deref(), out);
    section_ui(ui, "Samples");
    grid_ui(ui, SAMPLES.len(), Height::Preview(LONG_CAPTION_HEIGHT), |ui, at, size| {
        let sample = &SAMPLES[at];
        let response = widgets::card(ui, size, sample.title, true, |ui, rect| {
            let picture = rect.with_max_y(rect.bottom() - LONG_CAPTION_HEIGHT);
            picture_ui(ui, &mut shell.thumbnails, services, picture, &Source::Sample(at));
            caption_ui(ui, rect.with_min_y(picture.bottom()), sample.title, sample.about);
        });
        if response.on_hover_text("Opens a copy; the sample stays as it is").clicked() {
            out.push(Message::OpenSample(at));
        }
    });
    ui.add_space(12.0);
    ui.vertical_centered(|ui| widgets::muted(ui, "You can also drop a map file onto this window."));
}

fn header_ui(ui: &mut Ui, out: &mut Outbox) {
    let narrow = ui.available_width() < 760.0;
    ui.horizontal(|ui| {
        let side = if narrow { 36.0 } else { 52.0 };
        let (rect, _) = ui.allocate_exact_size(vec2(side, side), Sense::hover());
        widgets::logo(ui, rect);
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            let size = if narrow { 22.0 } else { 30.0 };
            ui.label(RichText::new("Empathy Map").font(semibold(size)));
            if !narrow {
                let about = "What one person thinks, feels and does, and the needs that follow.";
                ui.label(RichText::new(about).font(regular(15.0)).color(widgets::color(ui, Ink::Muted)));
            }
        });
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.spacing_mut().item_spacing.x = 8.0;
            let menu_button = widgets::icon_button(ui, icons::ICON_MORE_HORIZ, "Menu", "All commands", true);
            menu::show(&menu_button, out, Command::works_without_map);
            let settings = Command::Settings;
            let tooltip = settings.tooltip(ui.ctx());
            if widgets::icon_button(ui, settings.icon(), "Settings", &tooltip, true).clicked() {
                out.command(settings);
            }
            let join = Command::Join;
            let tooltip = join.tooltip(ui.ctx());
            let button = if narrow {
                widgets::icon_button(ui, join.icon(), "Join a session", &tooltip, true)
            } else {
                ui.add(widgets::secondary(join.label())).on_hover_text(tooltip)
            };
            if button.clicked() {
                out.command(join);
            }
            let open = ui.add(widgets::primary("Open…", ui));
            if open.on_hover_text(Command::Open.tooltip(ui.ctx())).clicked() {
                out.command(Command::Open);
            }
        });
    });
}

fn section_ui(ui: &mut Ui, title: &str) {
    ui.add_space(22.0);
    let label = ui.label(RichText::new(title).font(semibold(16.0)));
    ui.ctx().accesskit_node_builder(label.id, |node| node.set_role(egui::accesskit::Role::Heading));
}

/// How high a card is.
#[derive(Clone, Copy)]
enum Height {
    /// So many points.
    Fixed(f32),
    /// That of a preview, with so many points for the caption.
    Preview(f32),
}

/// Shows cards side by side, as many as fit.
fn grid_ui(ui: &mut Ui, count: usize, height: Height, mut card: impl FnMut(&mut Ui, usize, egui::Vec2)) {
    let room = ui.available_width();
    let columns = (((room + GAP) / (CARD + GAP)) as usize).clamp(1, 4);
    let width = (room - GAP * (columns - 1) as f32) / columns as f32;
    let height = match height {
        Height::Fixed(height) => height,
        Height::Preview(caption) => width * PREVIEW + caption,
    };
    for row in (0..count).step_by(columns) {
        ui.horizontal(|ui| {
            for at in row..(row + columns).min(count) {
                card(ui, at, vec2(width, height));
            }
        });
        ui.add_space(GAP - 10.0);
    }
}

/// The templates as cards, also in a window of their own.
pub fn templates_ui(ui: &mut Ui, out: &mut Outbox) -> bool {
    let mut chosen = false;
    ui.spacing_mut().item_spacing = vec2(GAP, 10.0);
    grid_ui(ui, TEMPLATES.len(), Height::Fixed(TEMPLATE_HEIGHT), |ui, at, size| {
        chosen |= template_ui(ui, &TEMPLATES[at], size, out);
    });
    chosen
}

fn template_ui(ui: &mut Ui, template: &'static Template, size: egui::Vec2, out: &mut Outbox) -> bool {
    let icon = match template.name {
        "support-call" => icons::ICON_CALL,
        "interview-study" => icons::ICON_FORUM,
        "first-use" => icons::ICON_ROCKET_LAUNCH,
        _ => icons::ICON_ADD,
    };
    let response = widgets::card(ui, size, template.title, true, |ui, _| {
        ui.spacing_mut().item_spacing.y = 4.0;
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 8.0;
            let font = egui::FontId::new(22.0, icon.font_family());
            widgets::card_text(ui, icon.codepoint, font, Ink::Accent);
            widgets::card_line(ui, template.title, semibold(15.0), Ink::Text);
        });
        widgets::card_text(ui, template.about, regular(13.0), Ink::Muted);
    });
    if response.clicked() {
        out.push(Message::NewFrom(template));
        return true;
    }
    false
}

/// The question before edits are thrown away for good.
fn ask_to_discard(unsaved: &Unsaved) -> Dialog {
    let title = format!("Discard “{}”?", title_or(&unsaved.title));
    let body = format!("{}. Once discarded, this cannot be brought back.", what_is_unsaved(unsaved));
    let wish = Message::DiscardUnsaved(unsaved.key.clone());
    Dialog::question(title, body).answer(AnswerKind::Risky, "Discard", [wish]).cancel()
}

/// How many edits a working copy holds, and where they are missing.
fn what_is_unsaved(unsaved: &Unsaved) -> String {
    let edits = match unsaved.edits {
        1 => "1 edit".to_owned(),
        edits => format!("{edits} edits"),
    };
    match unsaved.path.as_deref().map(file_name) {
        Some(name) => format!("{edits} not in {name} yet"),
        None => format!("{edits}, in no file yet"),
    }
}

/// A row for a working copy; whether it is not wanted any more.
fn unsaved_ui(ui: &mut Ui, unsaved: &Unsaved, out: &mut Outbox) -> bool {
    let mut discard = false;
    let amber = widgets::color(ui, Ink::Strong(Tone::Amber));
    let frame = Frame::new()
        .fill(widgets::color(ui, Ink::Ground(Tone::Amber)))
        .stroke(Stroke::new(1.0, widgets::color(ui, Ink::Paper(Tone::Amber))))
        .corner_radius(10)
        .inner_margin(Margin::symmetric(16, 10));
    frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 10.0;
            ui.label(icons::ICON_HISTORY.rich_text().size(22.0).color(amber));
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                if ui.add(widgets::primary("Recover", ui)).clicked() {
                    out.push(Message::Recover(unsaved.key.clone()));
                }
                discard = ui.add(widgets::secondary("Discard")).clicked();
                ui.with_layout(Layout::top_down(Align::Min), |ui| {
                    ui.spacing_mut().item_spacing.y = 1.0;
                    let title = RichText::new(title_or(&unsaved.title)).font(semibold(14.0));
                    ui.add(egui::Label::new(title).truncate());
                    let place = RichText::new(what_is_unsaved(unsaved))
                        .font(regular(13.0))
                        .color(widgets::color(ui, Ink::Muted));
                    ui.add(egui::Label::new(place).truncate());
                });
            });
        });
    });
    discard
}

fn recent_ui(
    ui: &mut Ui,
    thumbnails: &mut Thumbnails,
    services: &Services,
    recent: &RecentFile,
    size: egui::Vec2,
    out: &mut Outbox,
) {
    let title = title_or(&recent.title);
    let response = widgets::card(ui, size, title, !recent.is_missing, |ui, rect| {
        let picture = rect.with_max_y(rect.bottom() - CAPTION_HEIGHT);
        picture_ui(ui, thumbnails, services, picture, &Source::File(recent.path.clone()));
        let detail = if recent.is_missing {
            format!("{} is gone", file_name(&recent.path))
        } else {
            match ago(&recent.opened, clock::unix_millis()) {
                Some(ago) => format!("{} · {ago}", file_name(&recent.path)),
                None => file_name(&recent.path),
            }
        };
        caption_ui(ui, rect.with_min_y(picture.bottom()), title, &detail);
    });
    let remove = Rect::from_min_size(response.rect.right_top() + vec2(-40.0, 6.0), vec2(34.0, 34.0));
    let over = response.contains_pointer() || response.has_focus() || recent.is_missing;
    if over {
        ui.scope_builder(egui::UiBuilder::new().max_rect(remove), |ui| {
            let name = format!("Remove {title} from the list");
            if widgets::icon_button(ui, icons::ICON_CLOSE, &name, "Remove from the list; the file stays", true)
                .clicked()
            {
                out.push(Message::ForgetRecent(recent.path.clone()));
            }
        });
    }
    let path = recent.path.display().to_string();
    if response.on_hover_text(path).clicked() {
        out.push(Message::OpenPath(recent.path.clone()));
    }
}

/// Shows the preview of a map file, where it is ready.
pub fn preview_ui(ui: &mut Ui, shell: &mut Shell, services: &Services, area: Rect, path: &Path) {
    picture_ui(ui, &mut shell.thumbnails, services, area, &Source::File(path.to_path_buf()));
}

fn picture_ui(ui: &mut Ui, thumbnails: &mut Thumbnails, services: &Services, area: Rect, source: &Source) {
    let area = area.shrink(6.0);
    ui.painter().rect_filled(area, 6.0, widgets::color(ui, Ink::Page));
    match thumbnails.get(ui, services, source) {
        Some(texture) => {
            let scale = (area.width() / texture.size_vec2().x).min(area.height() / texture.size_vec2().y);
            let rect = Rect::from_center_size(area.center(), texture.size_vec2() * scale);
            egui::Image::new(&texture).corner_radius(6).paint_at(ui, rect);
        }
        None => blank_map(ui, area),
    }
}

/// Four tinted quadrants stand for a map that has no picture yet.
fn blank_map(ui: &Ui, area: Rect) {
    let board = area.shrink(10.0);
    for (at, tone) in [Tone::Blue, Tone::Rose, Tone::Green, Tone::Amber].into_iter().enumerate() {
        let half = (board.size() - vec2(4.0, 4.0)) / 2.0;
        let corner = board.min + vec2((at % 2) as f32 * (half.x + 4.0), (at / 2) as f32 * (half.y + 4.0));
        ui.painter().rect_filled(Rect::from_min_size(corner, half), 4.0, widgets::color(ui, Ink::Ground(tone)));
    }
}

fn caption_ui(ui: &mut Ui, area: Rect, title: &str, detail: &str) {
    let area = Rect::from_min_max(area.min + vec2(14.0, 4.0), area.max - vec2(14.0, 6.0));
    ui.scope_builder(egui::UiBuilder::new().max_rect(area).layout(Layout::top_down(Align::Min)), |ui| {
        ui.spacing_mut().item_spacing.y = 2.0;
        widgets::card_line(ui, title, semibold(14.0), Ink::Text);
        widgets::card_lines(ui, detail, 2, regular(12.0), Ink::Muted);
    });
}

fn title_or(title: &str) -> &str {
    if title.is_empty() { "Untitled map" } else { title }
}

fn file_name(path: &Path) -> String {
    path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
}
