//! The maps as cards.

use std::path::{Path, PathBuf};

use eframe::egui;
use egui::{Align, Button, Layout, Popup, Rect, Ui, UiBuilder, vec2};
use egui_material_icons::icons;

use crate::app::shell::{ago_millis, preview_ui, widgets};
use crate::app::theme::{metrics, regular, semibold};
use crate::app::{Message, clock};
use crate::scene::Ink;

use super::seen::Found;
use super::shelf::{Shelf, Shelved};
use super::view::{Around, opens};
use super::{Library, LibraryWish, MapSource, name_of};

const GAP: f32 = 16.0;
/// Cards are not narrower than this.
const CARD: f32 = 224.0;
/// Height of a preview for each point of its width.
const PREVIEW: f32 = 0.6;
/// Room below the preview.
const CAPTION: f32 = 122.0;
/// Side of the buttons on a card.
const BUTTON: f32 = 30.0;

/// Shows the maps that are left, as many side by side as fit.
pub fn show(ui: &mut Ui, library: &mut Library, found: &Found, around: &mut Around<'_>) {
    let room = ui.available_width();
    let columns = (((room + GAP) / (CARD + GAP)) as usize).clamp(1, 5);
    let width = ((room - GAP * (columns - 1) as f32) / columns as f32).floor();
    let size = vec2(width, width * PREVIEW + CAPTION);
    let maps: Vec<&Shelved> =
        found.outlook.maps.iter().filter_map(|hits| found.maps.get(hits.map)).map(|map| &**map).collect();
    ui.spacing_mut().item_spacing = vec2(GAP, GAP);
    for row in maps.chunks(columns) {
        ui.horizontal(|ui| {
            for map in row {
                ui.push_id(&map.file.path, |ui| card_ui(ui, library, map, size, around));
            }
        });
    }
}

fn card_ui(ui: &mut Ui, library: &mut Library, map: &Shelved, size: egui::Vec2, around: &mut Around<'_>) {
    let (book, path) = (&map.book, &map.file.path);
    let name = name_of(&book.name, &book.title, path);
    let changed = map.file.modified.map(|at| ago_millis(clock::millis_of(at), clock::unix_millis()));
    let counts = counts(map);
    let spoken: Vec<&str> =
        [&*name, &book.role, &book.title, &counts].into_iter().filter(|text| !text.is_empty()).collect();
    let response = widgets::card(ui, size, &spoken.join(", "), true, |ui, rect| {
        let picture = rect.with_max_y(rect.bottom() - CAPTION);
        preview_ui(ui, around.shell, around.services, picture, path);
        let caption = Rect::from_min_max(picture.left_bottom() + vec2(14.0, 2.0), rect.max - vec2(14.0, 8.0));
        let mut ui = ui.new_child(UiBuilder::new().max_rect(caption).layout(Layout::top_down(Align::Min)));
        ui.spacing_mut().item_spacing.y = 2.0;
        widgets::card_line(&mut ui, &name, semibold(15.0), Ink::Text);
        widgets::card_line(&mut ui, &book.role, regular(12.5), Ink::Muted);
        let title = if *name == *book.title { "" } else { &book.title };
        widgets::card_line(&mut ui, title, regular(13.0), Ink::Text);
        widgets::card_line(&mut ui, &counts, regular(12.0), Ink::Muted);
        let strength = book.strength().unwrap_or_else(|| "No needs yet".to_owned());
        widgets::card_line(&mut ui, &strength, regular(12.0), Ink::Muted);
        widgets::card_line(&mut ui, &changed.unwrap_or_default(), regular(12.0), Ink::Muted);
    });
    if response.gained_focus() {
        response.scroll_to_me(None);
    }
    if ui.is_rect_visible(response.rect) {
        mark_ui(ui, library, path, &name, response.rect);
        more_ui(ui, path, &name, response.rect, around);
    }
    if response.on_hover_text(opens(path)).clicked() {
        around.out.push(Message::Library(LibraryWish::Open { path: path.to_path_buf(), item: None }));
    }
}

fn counts(map: &Shelved) -> String {
    let counted = |count: usize, one: &str, many: &str| format!("{count} {}", if count == 1 { one } else { many });
    let mut parts = vec![counted(map.book.notes, "note", "notes"), counted(map.book.needs, "need", "needs")];
    if map.book.people > 0 {
        parts.push(counted(map.book.people, "person", "people"));
    }
    parts.join(" · ")
}

/// The button in the upper left corner that marks a map.
fn mark_ui(ui: &mut Ui, library: &mut Library, path: &Path, name: &str, card: Rect) {
    let is_marked = library.marked.iter().any(|marked| marked == path);
    let (icon, ink) = if is_marked {
        (icons::ICON_CHECK_CIRCLE, Ink::Accent)
    } else {
        (icons::ICON_RADIO_BUTTON_UNCHECKED, Ink::Muted)
    };
    if is_marked {
        let stroke = egui::Stroke::new(2.0, widgets::color(ui, Ink::Accent));
        ui.painter().rect_stroke(card, metrics::CARD_RADIUS, stroke, egui::StrokeKind::Inside);
    }
    let place = Rect::from_min_size(card.min + vec2(8.0, 8.0), egui::Vec2::splat(BUTTON));
    let button = Button::new(icon.rich_text().size(18.0).color(widgets::color(ui, ink)));
    let response = corner_ui(ui, place, button);
    let label = format!("Mark {name}");
    response.widget_info(|| egui::WidgetInfo::selected(egui::Role::CheckBox, true, is_marked, &label));
    if response.on_hover_text("Mark it to do something with it").clicked() {
        match library.marked.iter().position(|marked| marked == path) {
            Some(at) => _ = library.marked.remove(at),
            None => library.marked.push(path.to_path_buf()),
        }
    }
}

/// The button in the upper right corner with everything else that can be done with a map.
fn more_ui(ui: &mut Ui, path: &Path, name: &str, card: Rect, around: &mut Around<'_>) {
    let place = Rect::from_min_size(card.right_top() + vec2(-BUTTON - 8.0, 8.0), egui::Vec2::splat(BUTTON));
    let button = Button::new(icons::ICON_MORE_HORIZ.rich_text().size(18.0));
    let response = corner_ui(ui, place, button).accessible_name(format!("More for {name}"));
    Popup::menu(&response).accessible_name(name).show(|ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        let mut entry = |label: &str, wish: LibraryWish| {
            if ui.add(Button::selectable(false, label).min_size(vec2(220.0, 30.0))).clicked() {
                around.out.push(Message::Library(wish));
            }
        };
        entry("Open", LibraryWish::Open { path: path.to_path_buf(), item: None });
        entry("Open in a new window", LibraryWish::OpenInWindow(path.to_path_buf()));
        let file = MapSource::File(path.to_path_buf());
        if around.has_open_map {
            let (this, other) = (MapSource::Open, file.clone());
            entry("Show beside the open map", LibraryWish::SideBySide { this, other });
            let (earlier, later) = (file.clone(), MapSource::Open);
            entry("Compare with the open map", LibraryWish::Compare { earlier, later });
        }
        entry("New map from this one…", LibraryWish::NewLike { source: file, names: None });
    });
    response.on_hover_text("What else can be done with this map");
}

/// A round button on a card.
fn corner_ui(ui: &mut Ui, place: Rect, button: Button<'_>) -> egui::Response {
    let mut corner = ui.new_child(UiBuilder::new().max_rect(place).layout(Layout::top_down(Align::Min)));
    corner.spacing_mut().button_padding = egui::Vec2::splat(4.0);
    let fill = widgets::color(&corner, Ink::Surface);
    corner.add(button.fill(fill).corner_radius(15).min_size(place.size()))
}

/// What can be done with the marked maps.
pub fn marked_ui(ui: &mut Ui, library: &mut Library, shelf: &Shelf, around: &mut Around<'_>) {
    ui.horizontal(|ui| {
        let count = library.marked.len();
        ui.label(if count == 1 { "1 map is marked".to_owned() } else { format!("{count} maps are marked") });
        let wish = match library.marked.as_slice() {
            [one, other] => pair_ui(ui, [one, other], shelf),
            _ => {
                widgets::muted(ui, "Mark two to compare them or to see them side by side.");
                None
            }
        };
        if let Some(wish) = wish {
            around.out.push(Message::Library(wish));
        }
        if ui.add(widgets::secondary("Clear")).on_hover_text("Mark none").clicked() {
            library.marked.clear();
        }
    });
}

/// What can be done with two maps, the one that was marked first before the other.
fn pair_ui(ui: &mut Ui, [one, other]: [&PathBuf; 2], shelf: &Shelf) -> Option<LibraryWish> {
    let [this, that] = [one, other].map(|path| MapSource::File(path.clone()));
    let beside = ui.add(widgets::primary("Side by side", ui));
    if beside.on_hover_text("Work on the one that was marked first, with the other beside it").clicked() {
        return Some(LibraryWish::SideBySide { this, other: that });
    }
    let compare = ui.add(widgets::secondary("Compare"));
    let clicked =
        compare.on_hover_text("What was added, changed and gone from the older file to the newer one").clicked();
    let changed = |path: &PathBuf| shelf.maps().find(|map| map.file.path == *path).and_then(|map| map.file.modified);
    let (earlier, later) = if changed(one) <= changed(other) { (this, that) } else { (that, this) };
    clicked.then_some(LibraryWish::Compare { earlier, later })
}
