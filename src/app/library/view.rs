//! The library on the screen: what is looked for on top, cards or hits below, and what can be done with marked maps.

use std::path::Path;

use eframe::egui;
use egui::{
    Align, Align2, CentralPanel, Frame, Id, Key, Layout, Margin, Modifiers, Panel, RichText, ScrollArea, TextEdit, Ui,
    vec2,
};
use egui_material_icons::icons;

use crate::app::shell::{PathWish, Shell, widgets};
use crate::app::state::Look;
use crate::app::theme::{metrics, regular, semibold};
use crate::app::{Message, Outbox, Services};
use crate::model::Tone;
use crate::scene::Ink;

use super::seen::{Found, Order, Search};
use super::shelf::Shelf;
use super::{Library, LibraryWish, cards, filters, results};

/// Greatest width of the contents.
const WIDEST: f32 = 1240.0;
/// Width of the search.
const SEARCH: f32 = 340.0;
/// So many files that hold no map are listed.
const NO_MAPS: usize = 50;

/// What the parts of the view need besides the library.
pub struct Around<'a> {
    /// Who has the pictures.
    pub shell: &'a mut Shell,
    /// Who reads the files of the pictures.
    pub services: &'a Services,
    /// Where wishes go.
    pub out: &'a mut Outbox,
    /// Whether a map is open below the library.
    pub has_open_map: bool,
    /// How the window looks now.
    pub look: Look,
}

/// Shows the library in the whole window.
pub fn show(ui: &mut Ui, library: &mut Library, mut around: Around<'_>) {
    let Some(shelf) = library.shelf.take() else { return };
    let Some(search) = library.search.take() else { return };
    let is_free = !around.shell.is_covered() && !egui::Popup::is_any_open(ui.ctx());
    if is_free && ui.input_mut(|input| input.consume_key(Modifiers::COMMAND, Key::F)) {
        library.search_begins = true;
    }
    let leaves = is_free && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape));
    top_ui(ui, shelf.folder(), &mut around);
    let page = Frame::new().fill(widgets::color(ui, Ink::Page));
    CentralPanel::no_frame().frame(page).show(ui, |ui| {
        let side = ((ui.available_width() - WIDEST) / 2.0).max(24.0);
        let room = ui.max_rect().shrink2(vec2(side, 0.0));
        ui.scope_builder(egui::UiBuilder::new().max_rect(room), |ui| {
            ui.add_space(16.0);
            wanted_ui(ui, library, search.found());
            state_ui(ui, library, &shelf, &search, &mut around);
            ui.add_space(4.0);
            let area = ScrollArea::vertical().auto_shrink([false, false]).animated(around.look.animated);
            area.show(ui, |ui| {
                ui.set_max_width(room.width());
                contents_ui(ui, library, &shelf, search.found(), &mut around);
            });
        });
    });
    library.shelf = Some(shelf);
    library.search = Some(search);
    if leaves {
        leave(library, around.out);
    }
}

/// Ends the search first, then goes.
fn leave(library: &mut Library, out: &mut Outbox) {
    if library.wanted.query.is_empty() {
        out.push(Message::Library(LibraryWish::Leave));
    } else {
        library.wanted.query.clear();
        library.search_begins = true;
    }
}

fn top_ui(ui: &mut Ui, folder: &Path, around: &mut Around<'_>) {
    let frame = Frame::new().fill(widgets::color(ui, Ink::Surface)).inner_margin(Margin::symmetric(18, 0));
    Panel::top("library bar").exact_size(metrics::TOP_BAR).frame(frame).show(ui, |ui| {
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let other = ui.add(widgets::secondary("Another folder…"));
            if other.on_hover_text("Look through the maps of another folder").clicked() {
                around.out.push(Message::AskPath(PathWish::Library));
            }
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                let back =
                    widgets::icon_button(ui, icons::ICON_ARROW_BACK, "Back", "Leave the library  ·  Escape", true);
                if back.clicked() {
                    around.out.push(Message::Library(LibraryWish::Leave));
                }
                ui.label(RichText::new("Persona library").font(semibold(16.0)));
                let path = folder.display().to_string();
                let shown = RichText::new(&path).font(regular(13.0)).color(widgets::color(ui, Ink::Muted));
                ui.add(egui::Label::new(shown).truncate()).on_hover_text(path);
            });
        });
    });
}

/// The search, the filters and the order.
fn wanted_ui(ui: &mut Ui, library: &mut Library, found: &Found) {
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(8.0, 8.0);
        let id = Id::unique("library search");
        let width = SEARCH.min(ui.available_width());
        let field = TextEdit::singleline(&mut library.wanted.query)
            .id(id)
            .hint_text("Search all texts of all maps")
            .desired_width(width)
            // Down goes on to what was found.
            .event_filter(egui::EventFilter { horizontal_arrows: true, ..Default::default() })
            .min_size(vec2(0.0, metrics::TARGET))
            .align(Align2::LEFT_CENTER);
        let response = ui.add(field).accessible_name("Search all maps");
        if std::mem::take(&mut library.search_begins) {
            response.request_focus();
        }
        response.on_hover_text("Several words: all of them must be there  ·  Ctrl+F");
        filters::menus_ui(ui, &mut library.wanted.filter, &found.outlook.choices);
        order_ui(ui, &mut library.wanted.order);
    });
    if !library.wanted.filter.is_empty() {
        ui.add_space(2.0);
        filters::chips_ui(ui, &mut library.wanted.filter, &found.outlook.choices);
    }
}

fn order_ui(ui: &mut Ui, order: &mut Order) {
    let name = Order::ALL.iter().find(|(one, _)| one == order).map_or("", |(_, name)| name);
    let shown = format!("By {}", name.to_lowercase());
    let button = egui::Button::new((icons::ICON_SORT.rich_text().size(18.0), shown, icons::ICON_ARROW_DROP_DOWN));
    let response = ui.add(button.min_size(vec2(0.0, metrics::TARGET))).accessible_name(format!("Sorted by {name}"));
    egui::Popup::menu(&response).show(|ui| {
        for (one, name) in Order::ALL {
            if ui.selectable_label(*order == one, name).clicked() {
                *order = one;
            }
        }
    });
    response.on_hover_text("What the maps are sorted by");
}

/// How much is there and left, or why there is nothing.
fn state_ui(ui: &mut Ui, library: &mut Library, shelf: &Shelf, search: &Search, around: &mut Around<'_>) {
    ui.add_space(2.0);
    if !library.marked.is_empty() {
        return cards::marked_ui(ui, library, shelf, around);
    }
    ui.horizontal(|ui| {
        ui.set_min_height(metrics::TARGET + 2.0);
        if let Some(trouble) = shelf.trouble() {
            ui.label(RichText::new(trouble).color(widgets::color(ui, Ink::Strong(Tone::Rose))));
            return;
        }
        widgets::muted(ui, &summary(library, shelf, search.found()));
        if shelf.is_reading() {
            let unread = shelf.unread();
            let text = if unread > 0 { format!("Reading {unread} more…") } else { "Reading…".to_owned() };
            widgets::waiting_ui(ui, around.look.animated, &text);
        }
    });
}

fn summary(library: &Library, shelf: &Shelf, found: &Found) -> String {
    let all = found.maps.len();
    let left = found.outlook.maps.len();
    let maps = |count: usize| if count == 1 { "1 map".to_owned() } else { format!("{count} maps") };
    let cut = if shelf.is_cut() { ", and there are more than the library lists" } else { "" };
    if !found.outlook.words.is_empty() {
        let hits = found.outlook.hit_count;
        return match hits {
            0 => "Nothing has all of these words".to_owned(),
            1 => "1 hit".to_owned(),
            _ => format!("{hits} hits in {}", maps(left)),
        };
    }
    if !library.wanted.filter.is_empty() {
        return format!("{left} of {}{cut}", maps(all));
    }
    let notes: usize = found.maps.iter().map(|map| map.book.notes).sum();
    let notes = if notes == 1 { "1 note".to_owned() } else { format!("{notes} notes") };
    if all == 0 && !shelf.is_reading() { String::new() } else { format!("{} · {notes}{cut}", maps(all)) }
}

fn contents_ui(ui: &mut Ui, library: &mut Library, shelf: &Shelf, found: &Found, around: &mut Around<'_>) {
    let is_empty = shelf.maps().next().is_none() && shelf.no_maps().next().is_none();
    if is_empty && !shelf.is_reading() && shelf.trouble().is_none() {
        ui.add_space(48.0);
        ui.vertical_centered(|ui| {
            ui.label(RichText::new("There is no map in this folder yet").font(semibold(16.0)));
            widgets::muted(ui, "Save a map there, or choose another folder. Folders in it are looked through as well.");
        });
    } else if found.outlook.words.is_empty() {
        cards::show(ui, library, found, around);
        no_maps_ui(ui, shelf);
    } else {
        results::show(ui, library, found, around);
    }
    ui.add_space(32.0);
}

/// The files that hold no map, each with the reason, without getting in the way.
fn no_maps_ui(ui: &mut Ui, shelf: &Shelf) {
    let count = shelf.no_maps().count();
    if count == 0 {
        return;
    }
    ui.add_space(16.0);
    let title = if count == 1 {
        "1 file is no map that can be read".to_owned()
    } else {
        format!("{count} files are no maps that can be read")
    };
    widgets::caption(ui, &title);
    ui.spacing_mut().item_spacing.y = 4.0;
    for (path, reason) in shelf.no_maps().take(NO_MAPS) {
        let name = path.strip_prefix(shelf.folder()).unwrap_or(path).display();
        let text = RichText::new(format!("{name} — {reason}")).font(regular(13.0));
        ui.add(egui::Label::new(text.color(widgets::color(ui, Ink::Muted))).wrap().selectable(true));
    }
    if count > NO_MAPS {
        widgets::muted(ui, &format!("… and {} more", count - NO_MAPS));
    }
}

/// The tooltip of a map that opens by a click.
pub fn opens(path: &Path) -> String {
    format!("{}\nClick to open it", path.display())
}
