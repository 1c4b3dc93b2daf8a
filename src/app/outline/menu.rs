//! The menu of a row, by a right click or by key.

use eframe::egui;
use egui::containers::menu::menu_style;
use egui::{Button, Layout, Popup, PopupKind, Pos2, Response, SetOpenCommand};

use crate::app::canvas::menu::{entry, note_menu};
use crate::app::panel::order::Way;
use crate::app::panel::style::count;
use crate::app::{Command, Cx};
use crate::document::{Edit, LinkSet, TextTarget};
use crate::model::{ItemRef, NoteId};

use super::rows::{List, Place};
use super::{commands, cursor, id, keys, row_id};

/// Frames in which the first entry is given the keyboard: in the first one the menu is only measured.
const OPENING_FRAMES: u8 = 3;

/// The menu of a row.
#[derive(Clone, Debug, PartialEq)]
pub struct Menu {
    place: Place,
    /// Where it was asked for; `None` for below its row.
    at: Option<Pos2>,
    by_key: bool,
    frames: u8,
}

impl Menu {
    /// A menu that was asked for by key, below its row.
    pub fn by_key(place: Place) -> Self {
        Self { place, at: None, by_key: true, frames: 0 }
    }

    /// A menu that was asked for with the pointer.
    pub fn at_pointer(place: Place, at: Option<Pos2>) -> Self {
        Self { place, at, by_key: false, frames: 0 }
    }
}

/// Shows the menu, while it is open. Afterwards the tree has the keyboard, unless something else took it.
pub fn show(ui: &egui::Ui, cx: &mut Cx<'_>, tree: &Response) {
    let Some(mut menu) = cx.view.outline.menu.take() else { return };
    let popup_id = id().with("menu");
    let Some(row) = ui.ctx().read_response(row_id(&menu.place)) else { return };
    let opens = (menu.frames == 0).then_some(SetOpenCommand::Bool(true));
    let popup = Popup::new(popup_id, ui.ctx().clone(), &row, row.layer_id)
        .kind(PopupKind::Menu)
        .layout(Layout::top_down_justified(egui::Align::Min))
        .style(menu_style)
        .open_memory(opens)
        .anchor_widget(tree.id)
        .accessible_name("Row menu");
    let popup = match menu.at {
        Some(at) => popup.at_position(at),
        None => popup.at_position(row.rect.left_bottom() + egui::vec2(64.0, 0.0)),
    };
    let shown = popup.show(|ui| {
        let first = ui.next_auto_id();
        if menu.by_key && menu.frames < OPENING_FRAMES {
            ui.memory_mut(|memory| memory.request_focus(first));
        }
        entries(ui, cx, &menu.place);
    });
    let is_open = shown.is_some() && Popup::is_id_open(ui.ctx(), popup_id);
    if is_open {
        if menu.frames < OPENING_FRAMES {
            ui.ctx().request_repaint();
        }
        menu.frames = menu.frames.saturating_add(1);
        cx.view.outline.menu = Some(menu);
    } else {
        tree.request_focus();
        ui.ctx().request_repaint();
    }
}

fn entries(ui: &mut egui::Ui, cx: &mut Cx<'_>, place: &Place) {
    ui.set_min_width(230.0);
    ui.spacing_mut().item_spacing.y = 2.0;
    match place {
        Place::Persona | Place::PersonaLine(_) => edit(ui, cx, "Edit text"),
        Place::Quadrant(quadrant) => {
            edit(ui, cx, "Edit title");
            if change(ui, cx, Button::new("Edit question")) {
                cx.view.outline.write(TextTarget::QuadrantPrompt(quadrant.clone()));
            }
            ui.separator();
            entry(ui, cx, Command::NewNote);
            entry(ui, cx, Command::PasteLines);
            entry(ui, cx, Command::Tidy);
        }
        Place::Theme(..) => {
            edit(ui, cx, "Edit name");
            entry(ui, cx, Command::NewNote);
            reorder(ui, cx);
            delete(ui, cx, "Delete theme, keep its notes");
        }
        Place::Note(_) => {
            note_menu(ui, cx);
            ui.separator();
            entry(ui, cx, Command::NewNote);
        }
        Place::Evidence(_, note) => evidence(ui, cx, note),
        Place::List(list) => {
            let command = match list {
                List::Needs => Command::AddNeed,
                List::Motivations => Command::AddMotivation,
                List::Tensions => Command::AddTension,
                List::EmptyThemes => Command::Group,
            };
            entry(ui, cx, command);
        }
        Place::Item(item) => {
            edit(ui, cx, "Edit text");
            attach(ui, cx, item);
            reorder(ui, cx);
            delete(ui, cx, "Delete");
        }
    }
}

/// An entry that changes the map; `true` when it was chosen.
fn change(ui: &mut egui::Ui, cx: &Cx<'_>, button: Button<'_>) -> bool {
    let chosen = ui.add_enabled(cx.view.can_edit, button).clicked();
    if chosen {
        ui.close();
    }
    chosen
}

fn edit(ui: &mut egui::Ui, cx: &mut Cx<'_>, label: &str) {
    if change(ui, cx, Button::new((Command::EditNote.icon(), label)).shortcut_text("F2")) {
        cx.out.command(Command::EditNote);
    }
}

fn delete(ui: &mut egui::Ui, cx: &mut Cx<'_>, label: &str) {
    ui.separator();
    if change(ui, cx, Button::new((Command::Delete.icon(), label)).shortcut_text("Delete"))
        && let Some(item) = cx.view.outline.cursor().and_then(Place::item)
    {
        cx.view.selection.set([item]);
        cx.out.command(Command::Delete);
    }
}

fn reorder(ui: &mut egui::Ui, cx: &mut Cx<'_>) {
    ui.separator();
    for (way, label, shortcut) in [(Way::Up, "Move up", "Alt+↑"), (Way::Down, "Move down", "Alt+↓")] {
        if change(ui, cx, Button::new(label).shortcut_text(shortcut)) {
            keys::reorder(cx, way);
        }
    }
}

fn evidence(ui: &mut egui::Ui, cx: &mut Cx<'_>, note: &NoteId) {
    let detach = Button::new("Detach, keep the note on the map").shortcut_text("Delete");
    if change(ui, cx, detach) {
        cx.out.command(Command::Delete);
    }
    if ui.button("Go to the note").clicked() {
        cursor::reveal(cx, Place::Note(note.clone()));
        ui.close();
    }
    ui.separator();
    edit(ui, cx, "Edit note");
}

/// Attaches the selected notes to a need, motivation or tension.
fn attach(ui: &mut egui::Ui, cx: &mut Cx<'_>, item: &ItemRef) {
    let sets = match item {
        ItemRef::Need(id) => [
            (LinkSet::NeedSupports(id.clone()), "as support"),
            (LinkSet::NeedContradicts(id.clone()), "as contradiction"),
        ],
        ItemRef::Motivation(id) => [
            (LinkSet::MotivationSupports(id.clone()), "as support"),
            (LinkSet::MotivationContradicts(id.clone()), "as contradiction"),
        ],
        ItemRef::Tension(id) => {
            [(LinkSet::TensionThis(id.clone()), "to “this”"), (LinkSet::TensionBut(id.clone()), "to “but that”")]
        }
        ItemRef::Note(_) | ItemRef::Theme(_) | ItemRef::Comment(_) => return,
    };
    let selected: Vec<NoteId> = cx.view.selection.notes().cloned().collect();
    let what = if selected.is_empty() { "selected notes".to_owned() } else { count(selected.len(), "note") };
    ui.separator();
    for (set, words) in sets {
        let button = Button::new(format!("Attach {what} {words}"));
        let works = cx.view.can_edit && !selected.is_empty();
        if ui
            .add_enabled(works, button)
            .on_disabled_hover_text("Select notes first; Ctrl+arrows leave them selected")
            .clicked()
        {
            cx.view.outline.unfold(&Place::Item(commands::item_of(&set)));
            cx.out.edit(Edit::Link { set, notes: selected.clone() });
            ui.close();
        }
    }
}
