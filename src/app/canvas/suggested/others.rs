//! The rest of the list: homes in themes that are there, pairs that say the same, notes that might fit better, notes that
//! fit nowhere.

use eframe::egui;
use egui::{Align, Id, Layout, RichText, Sense, UiBuilder};
use egui_material_icons::icons::ICON_ADD;

use crate::app::shell::widgets;
use crate::app::{Cx, theme};
use crate::model::{NoteId, ThemeId};
use crate::scene::Ink;
use crate::synthesis::SuggestedHome;

use super::proposals::Shown;
use super::row::{self, answers_ui, note_ui};
use super::theme_card::{carry, small_icon};
use super::{Item, Suggested, Wish, count, shortened};

/// So many rows of a kind are shown; with those answered the next ones come.
const HOMES: usize = 12;
const PAIRS: usize = 3;
const ELSEWHERE: usize = 5;
const LOOSE: usize = 30;

/// Shows notes that fit into a theme which is there.
pub fn homes_ui(ui: &mut egui::Ui, cx: &mut Cx<'_>, suggested: &mut Suggested, shown: &Shown) -> Option<Wish> {
    if shown.homes.is_empty() {
        return None;
    }
    let mut wish = None;
    section(ui, "Fits a theme that is there");
    if shown.homes.len() > 1 {
        ui.horizontal(|ui| {
            if link(ui, cx.view.can_edit, &format!("Put all {} in", shown.homes.len())) {
                wish = Some(Wish::BringAllHome);
            }
            if link(ui, true, &format!("Dismiss all {}", shown.homes.len())) {
                wish = Some(Wish::DismissHomes);
            }
        });
    }
    for home in shown.homes.iter().take(HOMES) {
        let row = HomeRow {
            item: Item::Home(home.note.clone()),
            home,
            into: format!("Fits “{}”", theme_title(cx, &home.theme)),
            yes: ("Put in", "Put the note into this theme"),
            no: ("Dismiss", "Do not suggest a theme for this note again"),
        };
        wish = row.show(ui, cx, suggested).or(wish);
    }
    more_ui(ui, shown.homes.len(), HOMES);
    wish
}

/// Shows notes that might fit better into another theme than theirs.
pub fn elsewhere_ui(ui: &mut egui::Ui, cx: &mut Cx<'_>, suggested: &mut Suggested, shown: &Shown) -> Option<Wish> {
    if shown.elsewhere.is_empty() {
        return None;
    }
    let mut wish = None;
    section(ui, "Might fit better elsewhere");
    for home in shown.elsewhere.iter().take(ELSEWHERE) {
        let own = cx.map.note(&home.note).and_then(|note| note.theme.clone());
        let own = own.map(|own| theme_title(cx, &own)).unwrap_or_default();
        let row = HomeRow {
            item: Item::Elsewhere(home.note.clone()),
            home,
            into: format!("Is in “{own}”, speaks as “{}” does", theme_title(cx, &home.theme)),
            yes: ("Move", "Move the note to that theme"),
            no: ("Leave", "It is right where it is"),
        };
        wish = row.show(ui, cx, suggested).or(wish);
    }
    more_ui(ui, shown.elsewhere.len(), ELSEWHERE);
    wish
}

/// A note and the theme that it would fit into.
struct HomeRow<'a> {
    item: Item,
    home: &'a SuggestedHome,
    into: String,
    yes: (&'static str, &'static str),
    no: (&'static str, &'static str),
}

impl HomeRow<'_> {
    fn show(self, ui: &mut egui::Ui, cx: &mut Cx<'_>, suggested: &mut Suggested) -> Option<Wish> {
        let mut wish = None;
        let Self { item, home, into, yes, no } = self;
        let text = cx.map.note(&home.note).map(|note| shortened(&note.text, 60)).unwrap_or_default();
        let reason = if home.words.is_empty() { into } else { format!("{into}: {}", home.words.join(", ")) };
        row::show(ui, cx, suggested, item.clone(), &format!("{text}. {reason}"), |ui, cx, _| {
            ui.horizontal(|ui| note_ui(ui, cx, &home.note));
            let line = RichText::new(&reason).font(theme::regular(12.5)).color(widgets::color(ui, Ink::Muted));
            ui.add(egui::Label::new(line).wrap());
            wish = answers_ui(ui, cx, &item, yes, no);
        });
        wish
    }
}

/// Shows pairs of notes that say the same.
pub fn same_ui(ui: &mut egui::Ui, cx: &mut Cx<'_>, suggested: &mut Suggested, shown: &Shown) -> Option<Wish> {
    if shown.same.is_empty() {
        return None;
    }
    let mut wish = None;
    section(ui, "Do these two say the same?");
    for (a, b) in shown.same.iter().take(PAIRS) {
        let item = Item::Same(a.clone(), b.clone());
        let text = |id: &NoteId| cx.map.note(id).map(|note| shortened(&note.text, 60)).unwrap_or_default();
        let name = format!("The same: {} / {}", text(a), text(b));
        row::show(ui, cx, suggested, item.clone(), &name, |ui, cx, _| {
            for note in [a, b] {
                ui.horizontal(|ui| note_ui(ui, cx, note));
            }
            let yes = ("Stack", "Lay them on each other; both keep their texts");
            wish = answers_ui(ui, cx, &item, yes, ("No", "They are two things")).or(wish.take());
        });
    }
    more_ui(ui, shown.same.len(), PAIRS);
    wish
}

/// Shows notes for which there is no suggestion; each can be put into a suggested theme by hand.
pub fn loose_ui(ui: &mut egui::Ui, cx: &Cx<'_>, shown: &Shown) -> Option<Wish> {
    if shown.loose.is_empty() {
        return None;
    }
    let mut wish = None;
    let title = format!("{} without a suggestion", count(shown.loose.len(), "note"));
    let heading = RichText::new(title).font(theme::semibold(13.5));
    egui::CollapsingHeader::new(heading).id_salt("loose notes").show(ui, |ui| {
        widgets::muted(ui, "Drag one onto a theme above, or sort it by hand.");
        for note in shown.loose.iter().take(LOOSE) {
            wish = loose_note_ui(ui, cx, shown, note).or(wish.take());
        }
        more_ui(ui, shown.loose.len(), LOOSE);
    });
    wish
}

fn loose_note_ui(ui: &mut egui::Ui, cx: &Cx<'_>, shown: &Shown, note: &NoteId) -> Option<Wish> {
    let mut wish = None;
    let id = Id::unique(("suggested loose", note.as_str().to_owned()));
    let row = ui.scope_builder(UiBuilder::new().scope_id(id).sense(Sense::DRAG), |ui| {
        ui.horizontal(|ui| {
            ui.set_width(ui.available_width());
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                if !shown.themes.is_empty() {
                    let text = cx.map.note(note).map(|note| shortened(&note.text, 44)).unwrap_or_default();
                    let add = small_icon(ui, ICON_ADD, &format!("Put “{text}” into a suggested theme"));
                    egui::Popup::menu(&add).show(|ui| {
                        for theme in &shown.themes {
                            if ui.button(format!("{}  {}", theme.sign, theme.title())).clicked() {
                                wish = Some(Wish::Sort(note.clone(), Some(theme.key)));
                                ui.close();
                            }
                        }
                    });
                }
                ui.with_layout(Layout::left_to_right(Align::Center), |ui| note_ui(ui, cx, note));
            });
        });
    });
    carry(&row.response.on_hover_cursor(egui::CursorIcon::Grab), note);
    wish
}

fn theme_title(cx: &Cx<'_>, id: &ThemeId) -> String {
    let title = cx.map.theme(id).map(|theme| theme.title.trim()).unwrap_or_default();
    if title.is_empty() { "Untitled theme".to_owned() } else { title.to_owned() }
}

fn section(ui: &mut egui::Ui, title: &str) {
    ui.add_space(8.0);
    ui.label(RichText::new(title).font(theme::semibold(13.5)));
}

fn link(ui: &mut egui::Ui, works: bool, text: &str) -> bool {
    let text = RichText::new(text).font(theme::semibold(12.5)).color(widgets::color(ui, Ink::Accent));
    ui.add_enabled(works, egui::Button::new(text).frame_when_inactive(false)).clicked()
}

fn more_ui(ui: &mut egui::Ui, count: usize, shown: usize) {
    if count > shown {
        widgets::muted(ui, &format!("and {} more, once these are answered", count - shown));
    }
}
