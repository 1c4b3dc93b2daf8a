//! A window that asks where the selected notes shall go: to a quadrant, to a theme, or out of theirs.

use eframe::egui;
use egui::{Button, Frame, Id, Modal, RichText, ScrollArea, vec2};

use crate::app::panel::style::count;
use crate::app::theme::{metrics, regular, semibold};
use crate::app::{Cx, Message};
use crate::model::{Note, NoteId};
use crate::scene::Ink;

use super::commands::Home;

/// Width of the window, in points.
const WIDTH: f32 = 360.0;

/// Notes that wait for where they shall go.
#[derive(Clone, Debug, PartialEq)]
pub struct MoveSheet {
    notes: Vec<NoteId>,
    is_new: bool,
}

impl MoveSheet {
    /// Asks where these notes shall go.
    pub fn new(notes: Vec<NoteId>) -> Self {
        Self { notes, is_new: true }
    }
}

/// Something that can be chosen.
struct Choice {
    label: String,
    /// Whether all notes are there already.
    holds: bool,
    home: Home,
}

/// Shows the window, where it is open.
pub fn show(ui: &egui::Ui, cx: &mut Cx<'_>) {
    let Some(mut sheet) = cx.view.outline.moving.take() else { return };
    let notes: Vec<&Note> = sheet.notes.iter().filter_map(|id| cx.map.note(id)).collect();
    if notes.is_empty() {
        return;
    }
    let frame = Frame::window(ui.style());
    let modal = Modal::new(Id::unique("move notes")).frame(frame).show(ui.ctx(), |ui| {
        ui.set_width(WIDTH.min(ui.ctx().content_rect().width() - 80.0));
        ui.heading(format!("Move {} to…", count(notes.len(), "note")));
        let height = (ui.ctx().content_rect().height() - 200.0).max(120.0);
        let area = ScrollArea::vertical().max_height(height).min_scrolled_height(height);
        area.auto_shrink([false, true]).show(ui, |ui| choices_ui(ui, cx, &notes, sheet.is_new)).inner
    });
    sheet.is_new = false;
    match modal.inner {
        Some(home) => {
            cx.out.push(Message::PutNotes { notes: sheet.notes, homes: vec![home] });
            cx.view.outline.takes_keyboard = true;
        }
        None if modal.should_close() => cx.view.outline.takes_keyboard = true,
        None => cx.view.outline.moving = Some(sheet),
    }
}

fn choices_ui(ui: &mut egui::Ui, cx: &Cx<'_>, notes: &[&Note], is_new: bool) -> Option<Home> {
    let mut chosen = None;
    let quadrants = cx.map.quadrants.iter().map(|quadrant| Choice {
        label: quadrant.title.clone(),
        holds: notes.iter().all(|note| note.quadrant == quadrant.id),
        home: Home::Quadrant(quadrant.id.clone()),
    });
    let quadrants: Vec<Choice> = quadrants.collect();
    let themes = cx.map.themes.iter().map(|theme| Choice {
        label: if theme.title.trim().is_empty() { "Untitled theme".into() } else { theme.title.clone() },
        holds: notes.iter().all(|note| note.theme.as_ref() == Some(&theme.id)),
        home: Home::Theme(theme.id.clone()),
    });
    let mut themes: Vec<Choice> = themes.collect();
    if !themes.is_empty() {
        let holds = notes.iter().all(|note| note.theme.is_none());
        themes.push(Choice { label: "No theme".into(), holds, home: Home::NoTheme });
    }
    let first = quadrants.iter().position(|choice| !choice.holds);
    for (caption, choices) in [("Quadrant", quadrants), ("Theme", themes)] {
        if choices.is_empty() {
            continue;
        }
        ui.add_space(6.0);
        ui.label(RichText::new(caption).font(semibold(12.0)).color(cx.look.palette.color(Ink::Muted)));
        ui.spacing_mut().item_spacing.y = 2.0;
        for (index, choice) in choices.into_iter().enumerate() {
            let text = RichText::new(&choice.label).font(regular(14.0));
            let button = Button::selectable(choice.holds, text).min_size(vec2(ui.available_width(), metrics::TARGET));
            let response = ui.add(button);
            if is_new && caption == "Quadrant" && Some(index) == first {
                response.request_focus();
            }
            if response.clicked() {
                chosen = Some(choice.home);
            }
        }
    }
    chosen
}
