//! Keys that belong to the tree itself: arrows, Home and End, Space, letters, the menu key.

use eframe::egui;
use egui::{Event, EventFilter, FocusDirection, Key, Modifiers, Popup, Response};

use crate::app::Cx;
use crate::app::panel::order::{self, Way};
use crate::document::Edit;
use crate::model::{EmpathyMap, ItemRef, QuadrantId, ThemeId};

use super::cursor::{self, Manner};
use super::menu::Menu;
use super::rows::Place;
use super::walk::{self, Step, Walk};

/// Said where somebody wants to put a note before another one.
const ORDER_OF_NOTES: &str =
    "Notes stand in the order in which they lie on the board. Move them there, or to a theme with Ctrl+M.";

/// What a key asks for.
#[derive(Debug, PartialEq)]
enum Wish {
    Go(Step, Manner),
    Toggle,
    Reorder(Way),
    OpenMenu,
    Letters(String),
    TakeLetterBack,
    LetGo,
}

/// Takes in the keys of this frame, where the tree or nothing has the keyboard.
pub fn take(ui: &egui::Ui, cx: &mut Cx<'_>, tree: &Response) {
    if std::mem::take(&mut cx.view.outline.takes_keyboard) {
        tree.request_focus();
    }
    let focused = ui.memory(|memory| memory.focused());
    let is_covered = Popup::is_any_open(ui.ctx()) || ui.memory(|memory| memory.top_modal_layer().is_some());
    let is_writing = cx.view.editing.is_some() || cx.view.outline.writing.is_some();
    if focused.is_some_and(|id| id != tree.id) || is_covered || is_writing || cx.view.outline.drag.is_some() {
        return;
    }
    if focused.is_some() {
        let filter = EventFilter { tab: false, horizontal_arrows: true, vertical_arrows: true, escape: true };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(tree.id, filter));
    }
    let page = (cx.view.outline.heights.seen / super::look::LEAST_HEIGHT) as usize;
    let now_secs = ui.input(|input| input.time);
    let mut wishes = Vec::new();
    ui.input_mut(|input| {
        let mut seeking = cx.view.outline.seek.is_on(now_secs);
        input.events.retain(|event| {
            let wish = wish(event, page, seeking);
            seeking |= matches!(wish, Some(Wish::Letters(_)));
            let keep = wish.is_none();
            wishes.extend(wish);
            keep
        });
    });
    if !wishes.is_empty() {
        tree.request_focus();
        // In the first frame with the keyboard, arrows would still go to the widget beside.
        ui.memory_mut(|memory| memory.move_focus(FocusDirection::None));
        ui.ctx().request_repaint();
    }
    for wish in wishes {
        fulfil(cx, wish, now_secs);
    }
}

fn wish(event: &Event, page: usize, seeking: bool) -> Option<Wish> {
    match event {
        Event::Key { key, pressed: true, modifiers, .. } => wish_of_key(*key, *modifiers, page, seeking),
        Event::Text(text) if seeking || text.chars().all(char::is_alphanumeric) => Some(Wish::Letters(text.clone())),
        _ => None,
    }
}

fn wish_of_key(key: Key, held: Modifiers, page: usize, seeking: bool) -> Option<Wish> {
    if held.alt {
        return match key {
            Key::ArrowUp => Some(Wish::Reorder(Way::Up)),
            Key::ArrowDown => Some(Wish::Reorder(Way::Down)),
            _ => None,
        };
    }
    let manner = match (held.command, held.shift) {
        (true, _) => Manner::Looking,
        (false, true) => Manner::Through,
        (false, false) => Manner::Alone,
    };
    let step = match key {
        Key::ArrowUp => Step::Up,
        Key::ArrowDown => Step::Down,
        Key::ArrowLeft => Step::Out,
        Key::ArrowRight => Step::In,
        Key::Home => Step::First,
        Key::End => Step::Last,
        Key::PageUp => Step::PageUp(page),
        Key::PageDown => Step::PageDown(page),
        Key::Space if seeking => return None,
        Key::Space => return Some(Wish::Toggle),
        Key::Backspace if seeking => return Some(Wish::TakeLetterBack),
        Key::Escape if held.is_none() => return Some(Wish::LetGo),
        Key::Menu => return Some(Wish::OpenMenu),
        Key::F10 if held.shift => return Some(Wish::OpenMenu),
        _ => return None,
    };
    Some(Wish::Go(step, manner))
}

fn fulfil(cx: &mut Cx<'_>, wish: Wish, now_secs: f64) {
    // The wish before may have folded a branch.
    cursor::catch_up(cx);
    cx.view.know_selection();
    if !matches!(wish, Wish::Letters(_) | Wish::TakeLetterBack) {
        cx.view.outline.seek.stop();
    }
    let at = cx.view.outline.cursor_at;
    match wish {
        Wish::Go(step, manner) => match walk::step(&cx.view.outline.rows, at, step) {
            Walk::To(to) => cursor::go(cx, to, manner),
            Walk::Fold => cursor::fold(cx, at),
            Walk::Stay => {}
        },
        Wish::Toggle => cursor::toggle(cx),
        Wish::Reorder(way) => reorder(cx, way),
        Wish::OpenMenu => cx.view.outline.menu = cx.view.outline.cursor.clone().map(Menu::by_key),
        Wish::Letters(letters) => {
            cx.view.outline.seek.push(&letters, now_secs);
            seek(cx);
        }
        Wish::TakeLetterBack => {
            cx.view.outline.seek.pop(now_secs);
            seek(cx);
        }
        Wish::LetGo => cx.view.selection.clear(),
    }
    cx.view.know_selection();
}

fn seek(cx: &mut Cx<'_>) {
    let outline = &cx.view.outline;
    let (rows, reader) = (&outline.rows, cursor::reader(cx));
    let found = outline.seek.find(outline.cursor_at, rows.len(), |row| reader.text(&rows[row].place));
    if let Some(row) = found {
        cursor::go(cx, row, Manner::Alone);
    }
}

/// Moves what the cursor stands on one place up or down, where it has an order of its own.
pub fn reorder(cx: &mut Cx<'_>, way: Way) {
    if !cx.view.can_edit {
        return cx.out.say(crate::app::canvas::VIEW_ONLY);
    }
    match cx.view.outline.cursor.clone() {
        Some(Place::Theme(quadrant, theme)) => cx.out.edits(theme_step(cx, &quadrant, &theme, way)),
        Some(Place::Item(item)) => order::step(cx, &item, way),
        Some(Place::Note(_)) => cx.out.say(ORDER_OF_NOTES),
        _ => {}
    }
    cx.view.outline.reveals_cursor = true;
}

/// The change that puts a theme before or after the theme beside it in this quadrant.
fn theme_step(cx: &Cx<'_>, quadrant: &QuadrantId, theme: &ThemeId, way: Way) -> Vec<Edit> {
    let beside = cx.view.outline.rows.iter().filter_map(|row| match &row.place {
        Place::Theme(here, id) if here == quadrant => Some(id),
        _ => None,
    });
    let beside: Vec<&ThemeId> = beside.collect();
    let Some(at) = beside.iter().position(|id| *id == theme) else { return Vec::new() };
    let before = match way {
        Way::Up => match at.checked_sub(1) {
            Some(above) => Some(beside[above].clone()),
            None => return Vec::new(),
        },
        Way::Down => match beside.get(at + 1) {
            Some(below) => after(cx.map, below),
            None => return Vec::new(),
        },
    };
    vec![Edit::Reorder { item: ItemRef::Theme(theme.clone()), before: before.map(ItemRef::Theme) }]
}

/// The theme that follows another on the map.
fn after(map: &EmpathyMap, theme: &ThemeId) -> Option<ThemeId> {
    map.themes.iter().skip_while(|known| known.id != *theme).nth(1).map(|theme| theme.id.clone())
}
