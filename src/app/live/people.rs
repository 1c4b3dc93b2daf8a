//! Who is in the session, and what can be done about them.

use eframe::egui;
use egui::{Align, Align2, Button, Color32, Key, Layout, Popup, RichText, Sense, TextEdit, vec2};
use egui_material_icons::icons;

use crate::app::shell::widgets;
use crate::app::theme::{metrics, regular, semibold};
use crate::app::{Message, Outbox};
use crate::scene::Ink;
use crate::session::person::COLORS;
use crate::session::{Person, PersonId, Request, Role, limits};

use super::SessionWish;

/// A name that is being changed.
pub(super) struct Renaming {
    person: PersonId,
    name: String,
    begins: bool,
}

/// Whose eyes see the list.
#[derive(Clone, Copy)]
pub(super) struct Viewer {
    /// Who they are.
    pub(super) me: Option<PersonId>,
    /// Whether they lead the session.
    pub(super) leads: bool,
}

/// Shows everybody, with what this person may do about each.
pub(super) fn show(
    ui: &mut egui::Ui,
    people: &[Person],
    viewer: Viewer,
    renaming: &mut Option<Renaming>,
    out: &mut Outbox,
) {
    for person in people {
        ui.push_id(person.id, |ui| row_ui(ui, person, viewer, renaming, out));
    }
}

fn row_ui(ui: &mut egui::Ui, person: &Person, viewer: Viewer, renaming: &mut Option<Renaming>, out: &mut Outbox) {
    let is_me = viewer.me == Some(person.id);
    let size = vec2(ui.available_width(), metrics::TARGET + 4.0);
    ui.allocate_ui_with_layout(size, Layout::left_to_right(Align::Center), |ui| {
        badge(ui, person);
        if renaming.as_ref().is_some_and(|renaming| renaming.person == person.id) {
            return rename_ui(ui, is_me, renaming, out);
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if is_me || viewer.leads {
                actions_ui(ui, person, is_me, viewer, renaming, out);
            }
            if person.presence.ready {
                let icon = icons::ICON_CHECK_CIRCLE.rich_text().size(18.0).color(widgets::color(ui, Ink::Accent));
                ui.label(icon).on_hover_text("Ready").accessible_name("Ready");
            }
            if person.on_phone {
                let icon = icons::ICON_SMARTPHONE.rich_text().size(18.0).color(widgets::color(ui, Ink::Muted));
                ui.label(icon).on_hover_text("On a phone or in a browser").accessible_name("On a phone");
            }
            widgets::muted(ui, person.role.label());
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                let name = if is_me { format!("{} (you)", person.name) } else { person.name.clone() };
                ui.add(egui::Label::new(RichText::new(name).font(regular(14.0))).truncate());
            });
        });
    });
}

/// The first letter of a name, on the person's colour.
fn badge(ui: &mut egui::Ui, person: &Person) {
    let (rect, _) = ui.allocate_exact_size(vec2(26.0, 26.0), Sense::hover());
    let color = COLORS[usize::from(person.color) % COLORS.len()];
    let color = Color32::from_hex(color).unwrap_or(Color32::DARK_GRAY);
    ui.painter().circle_filled(rect.center(), 13.0, color);
    let initial: String = person.name.chars().take(1).flat_map(char::to_uppercase).collect();
    ui.painter().text(rect.center(), Align2::CENTER_CENTER, initial, semibold(12.5), Color32::WHITE);
}

fn rename_ui(ui: &mut egui::Ui, is_me: bool, renaming: &mut Option<Renaming>, out: &mut Outbox) {
    let Some(Renaming { person, name, begins }) = renaming else { return };
    let (mut done, mut cancelled) = (false, false);
    ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
        done = ui.add(widgets::secondary("Rename")).clicked();
        let field = TextEdit::singleline(name).char_limit(limits::NAME_CHARS).margin(vec2(8.0, 6.0));
        let response = ui.add(field.desired_width(f32::INFINITY));
        if std::mem::take(begins) {
            response.request_focus();
        }
        if response.lost_focus() {
            done |= ui.input(|input| input.key_pressed(Key::Enter));
            cancelled = ui.input(|input| input.key_pressed(Key::Escape));
        }
        response.accessible_name("New name");
    });
    if done && !name.trim().is_empty() {
        let (person, name) = (*person, name.trim().to_owned());
        let rename = Request::Rename { person, name: name.clone() };
        let wish = if is_me { SessionWish::RenameMe(name) } else { SessionWish::Ask(rename) };
        out.push(Message::Session(wish));
        *renaming = None;
    } else if cancelled {
        *renaming = None;
    }
}

fn actions_ui(
    ui: &mut egui::Ui,
    person: &Person,
    is_me: bool,
    viewer: Viewer,
    renaming: &mut Option<Renaming>,
    out: &mut Outbox,
) {
    let name = format!("Actions for {}", person.name);
    let button = widgets::icon_button(ui, icons::ICON_MORE_HORIZ, &name, "Rename, role, take out", true);
    Popup::menu(&button).accessible_name(&name).width(200.0).show(|ui| {
        ui.spacing_mut().button_padding = vec2(8.0, 4.0);
        ui.spacing_mut().item_spacing.y = 0.0;
        let row = |ui: &mut egui::Ui, label: &str| {
            let text = RichText::new(label).font(regular(14.0));
            ui.add(Button::new(text).min_size(vec2(190.0, 30.0))).clicked()
        };
        if row(ui, "Rename…") {
            *renaming = Some(Renaming { person: person.id, name: person.name.clone(), begins: true });
        }
        if is_me || !viewer.leads {
            return;
        }
        let mut ask = |request| out.push(Message::Session(SessionWish::Ask(request)));
        let (label, role) = match (person.role, person.on_phone) {
            (Role::Viewer, true) => ("Make participant", Role::Participant),
            (Role::Viewer, false) => ("Make editor", Role::Editor),
            _ => ("Make viewer", Role::Viewer),
        };
        if row(ui, label) {
            ask(Request::SetRole { person: person.id, role });
        }
        if person.role == Role::Editor && row(ui, "Hand over the lead") {
            ask(Request::HandOver { person: person.id });
        }
        if row(ui, "Take out…") {
            out.push(Message::Session(SessionWish::Expel(person.id)));
        }
    });
}
