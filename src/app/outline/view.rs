//! The rows: those in view are painted and answer to the pointer; a screen reader is offered many more.

use std::ops::Range;
use std::rc::Rc;

use eframe::egui;
use egui::accesskit::{Action, Role};
use egui::{Rect, Response, ScrollArea, Sense, Ui, UiBuilder, WidgetInfo, vec2};

use crate::app::{Command, Cx};
use crate::model::ItemRef;

use super::cursor::{self, Manner};
use super::look::{self, Columns, Look, State};
use super::menu::Menu;
use super::rows::{Place, Row};
use super::words::Reader;
use super::{drag, row_id, walk, words, writing};

/// Rows out of view that a screen reader is offered too, at most, above and below.
const OFF_SCREEN: usize = 500;
/// Space that stays above and below the cursor when it comes into view.
const MARGIN: f32 = 48.0;

/// Shows the rows.
pub fn show(ui: &mut Ui, cx: &mut Cx<'_>, tree: &Response) {
    let rows = Rc::clone(&cx.view.outline.rows);
    let is_heard = offer_tree(ui, &rows, tree);
    let width = ui.available_width() - ui.spacing().scroll.allocated_width();
    let mut heights = std::mem::take(&mut cx.view.outline.heights);
    let reader = cursor::reader(cx);
    heights.fit(&rows, width, |row| Look::guess(&reader, row, Columns::of(row.level, width)));

    let mut area = ScrollArea::vertical().id_salt("outline rows").auto_shrink(false).animated(false);
    let reveals = std::mem::take(&mut cx.view.outline.reveals_cursor);
    if let Some(offset) = heights.wanted_offset(reveals.then_some(cx.view.outline.cursor_at), MARGIN) {
        area = area.vertical_scroll_offset(offset);
    }
    let shown = area.show_viewport(ui, |ui, seen| {
        ui.set_height(heights.total());
        let visible = heights.rows_in(seen.min.y, seen.max.y);
        let drawn = with_cursor(&visible, cx.view.outline.cursor_at);
        let reader = judging_reader(cx, &rows[visible.clone()]);
        let look = |row: usize| {
            let columns = Columns::of(rows[row].level, width);
            (row, Look::of(ui.painter(), cx, &reader, &rows[row], columns))
        };
        let looks: Vec<(usize, Look)> = drawn.into_iter().map(look).collect();
        let found: Vec<(usize, f32)> = looks.iter().map(|(row, look)| (*row, look.height)).collect();
        let moved = heights.measure(&rows, &found, seen.min.y);
        let origin = ui.max_rect().min;
        let place = |row| Rect::from_min_size(origin + vec2(0.0, heights.top(row)), vec2(width, heights.height(row)));
        let listing = Listing { rows: &rows, reader: &reader, looks: &looks, tree };
        let offered = if is_heard { offered(&rows, &visible, cx.view.outline.cursor_at) } else { indices(&looks) };
        listing.show(ui, cx, &offered, is_heard, place);
        moved
    });
    heights.offset = shown.state.clamped_offset().y;
    heights.seen = shown.inner_rect.height();
    heights.set_painted(heights.rows_in(heights.offset, heights.offset + heights.seen).len());
    if shown.inner {
        // What was guessed to be higher or lower moves what lies below; the cursor stays in view.
        cx.view.outline.reveals_cursor |= reveals;
        ui.ctx().request_repaint();
    }
    cx.view.outline.heights = heights;
}

/// Offers the tree to a screen reader; whether one listens.
fn offer_tree(ui: &Ui, rows: &[Row], tree: &Response) -> bool {
    tree.widget_info(|| WidgetInfo::labeled(Role::Tree, true, "Outline"));
    let outermost = rows.first().map_or(0, |row| row.siblings);
    let offered = ui.ctx().accesskit_node_builder(tree.id, |node| {
        node.set_multiselectable();
        node.set_size_of_set(outermost);
    });
    offered.is_some()
}

/// What reads rows that are seen: with how well needs are supported, where there are some among them.
fn judging_reader<'a>(cx: &mut Cx<'a>, rows: &[Row]) -> Reader<'a> {
    let judges = rows.iter().any(|row| matches!(row.place, Place::Item(ItemRef::Need(_) | ItemRef::Motivation(_))));
    let judged = judges.then(|| cx.view.judgement.of(cx.map));
    Reader { judged, ..cursor::reader(cx) }
}

fn indices(looks: &[(usize, Look)]) -> Vec<usize> {
    looks.iter().map(|(row, _)| *row).collect()
}

/// Rows with that of the cursor, which may be edited out of view.
fn with_cursor(rows: &Range<usize>, cursor: usize) -> Vec<usize> {
    let mut rows: Vec<usize> = rows.clone().chain((!rows.contains(&cursor)).then_some(cursor)).collect();
    rows.sort_unstable();
    rows
}

/// The rows that a screen reader is offered: those in view, many around them, the cursor, and what they stand below.
fn offered(rows: &[Row], visible: &Range<usize>, cursor: usize) -> Vec<usize> {
    let around = visible.start.saturating_sub(OFF_SCREEN)..(visible.end + OFF_SCREEN).min(rows.len());
    let mut offered = walk::ancestors(rows, around.start);
    offered.extend(walk::ancestors(rows, cursor));
    offered.extend(with_cursor(&around, cursor));
    offered.sort_unstable();
    offered.dedup();
    offered
}

/// The rows of a frame.
struct Listing<'s> {
    rows: &'s [Row],
    reader: &'s Reader<'s>,
    /// The rows that are painted, in order.
    looks: &'s [(usize, Look)],
    tree: &'s Response,
}

impl Listing<'_> {
    /// Shows rows, each among the rows that it stands beside.
    fn show(&self, ui: &mut Ui, cx: &mut Cx<'_>, offered: &[usize], is_heard: bool, place: impl Fn(usize) -> Rect) {
        let below = |id: egui::Id| UiBuilder::new().scope_id(id.with("rows")).accessibility_parent(id);
        let mut group = vec![(0, ui.new_child(below(self.tree.id)))];
        for &at in offered {
            let row = &self.rows[at];
            let depth = group.iter().take_while(|(level, _)| *level < row.level).count();
            group.truncate(depth.max(1));
            let Some((_, ui)) = group.last_mut() else { return };
            let id = row_id(&row.place);
            let response = ui.interact(place(at), id, Sense::CLICK | Sense::DRAG);
            if is_heard {
                self.offer(ui, cx, row, &response);
            }
            if let Ok(look) = self.looks.binary_search_by_key(&at, |(row, _)| *row) {
                self.paint(ui, cx, at, &self.looks[look].1, &response);
            }
            self.follow(ui, cx, at, &response);
            if row.branch.is_some_and(|branch| branch.is_open) {
                let below = ui.new_child(below(id).accessibility_role(Role::Group));
                group.push((row.level, below));
            }
        }
        if is_heard && let Some(cursor) = cx.view.outline.cursor() {
            let id = row_id(cursor);
            if ui.ctx().has_accesskit_node(id) {
                let cursor = id.accesskit_id();
                ui.ctx().accesskit_node_builder(self.tree.id, |node| node.set_active_descendant(cursor));
            }
        }
    }

    /// Offers a row to a screen reader.
    fn offer(&self, ui: &Ui, cx: &Cx<'_>, row: &Row, response: &Response) {
        response.widget_info(|| WidgetInfo::labeled(Role::TreeItem, true, self.reader.name(row)));
        let selected = row.place.item().map(|item| cx.view.selection.contains(&item));
        let held = words::held_by(&cx.view.others, &row.place);
        let held = held.map(|(person, writes)| {
            if writes { format!("{} is writing", person.name) } else { format!("selected by {}", person.name) }
        });
        let about = self.reader.description(&row.place);
        let description = held.chain((!about.is_empty()).then_some(about)).collect::<Vec<_>>().join(", ");
        ui.ctx().accesskit_node_builder(response.id, |node| {
            node.set_level(row.level - 1);
            node.set_position_in_set(row.position - 1);
            if let Some(selected) = selected {
                node.set_selected(selected);
            }
            if let Some(branch) = row.branch {
                node.set_expanded(branch.is_open);
                node.set_size_of_set(branch.rows);
                node.add_action(if branch.is_open { Action::Collapse } else { Action::Expand });
            }
            if !description.is_empty() {
                node.set_description(description);
            }
            node.add_action(Action::Focus);
            node.add_action(Action::ShowContextMenu);
        });
    }

    fn paint(&self, ui: &mut Ui, cx: &mut Cx<'_>, at: usize, look: &Look, response: &Response) {
        let row = &self.rows[at];
        let rect = response.rect;
        let columns = Columns::of(row.level, rect.width());
        let text = look.text_rect(rect, columns);
        let item = row.place.item();
        let is_written = writing::is_at(cx, &row.place);
        let state = State {
            is_selected: item.is_some_and(|item| cx.view.selection.contains(&item)),
            is_lit: drag::is_over(cx, at) || row.place.note().is_some_and(|note| cx.view.lit_notes.contains(note)),
            is_hovered: response.hovered(),
            has_keyboard: self.tree.has_focus() && cx.view.outline.cursor_at == at && !is_written,
        };
        look::ground(ui.painter(), cx, rect, row, state);
        let line = egui::pos2(rect.left(), text.top() + look.first_line() / 2.0);
        look::signs(ui.painter(), cx, self.reader, row, columns, line);
        look.paint(ui.painter(), rect, columns, !is_written);
        look::people(ui.painter(), cx, rect, &row.place);
        if is_written {
            writing::show(ui, cx, &row.place, text);
        }
    }

    /// Does what was done with a row.
    fn follow(&self, ui: &Ui, cx: &mut Cx<'_>, at: usize, response: &Response) {
        let row = &self.rows[at];
        let asked = |action| ui.input(|input| input.has_accesskit_action_request(response.id, action));
        if asked(Action::Focus) {
            self.tree.request_focus();
            cursor::go(cx, at, Manner::Alone);
        }
        if asked(Action::Expand) || asked(Action::Collapse) {
            cursor::fold(cx, at);
        }
        if asked(Action::ShowContextMenu) {
            self.tree.request_focus();
            cursor::go(cx, at, Manner::Looking);
            cx.view.outline.menu = Some(Menu::by_key(row.place.clone()));
        }
        if response.clicked() {
            self.click(ui, cx, at, response);
        }
        if response.secondary_clicked() {
            let is_selected = row.place.item().is_some_and(|item| cx.view.selection.contains(&item));
            let keeps = is_selected || row.place.note().is_none();
            self.tree.request_focus();
            cursor::go(cx, at, if keeps { Manner::Looking } else { Manner::Alone });
            cx.view.outline.menu = Some(Menu::at_pointer(row.place.clone(), response.interact_pointer_pos()));
        }
        drag::follow_row(ui, cx, at, row, response);
    }

    fn click(&self, ui: &Ui, cx: &mut Cx<'_>, at: usize, response: &Response) {
        let row = &self.rows[at];
        let columns = Columns::of(row.level, response.rect.width());
        let arrow = response.rect.left() + columns.arrow;
        let x = response.interact_pointer_pos().map_or(f32::INFINITY, |pos| pos.x);
        self.tree.request_focus();
        if row.branch.is_some() && (arrow..arrow + look::ARROW).contains(&x) {
            return cursor::fold(cx, at);
        }
        let held = ui.input(|input| input.modifiers);
        if held.command {
            cursor::go(cx, at, Manner::Looking);
            cursor::toggle(cx);
        } else {
            cursor::go(cx, at, if held.shift { Manner::Through } else { Manner::Alone });
        }
        if response.double_clicked() {
            cx.out.command(Command::EditNote);
        }
    }
}
