//! Where the keyboard is in the tree, and what is selected with it.

use std::collections::HashMap;
use std::rc::Rc;

use crate::app::Cx;
use crate::model::{ItemRef, Note};

use super::OutlineState;
use super::rows::{self, List, Place, Row};
use super::words::Reader;
use super::writing;

/// What moving the cursor does to the selection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Manner {
    /// The row is selected, and nothing else.
    Alone,
    /// All rows from where the selection began to this one are selected.
    Through,
    /// The selection stays.
    Looking,
}

/// The note that is being written and is not on the map yet.
pub fn draft<'v>(cx: &'v Cx<'_>) -> Option<&'v Note> {
    let draft = cx.view.editing.as_ref()?.draft.as_ref()?;
    Some(&draft.note).filter(|note| cx.scene.index_of(&note.id).is_none())
}

/// What reads the rows of the map as it is now; says nothing of how well needs are supported.
pub fn reader<'a>(cx: &Cx<'a>) -> Reader<'a> {
    Reader { map: cx.map, scene: cx.scene, draft: draft(cx).cloned(), judged: None }
}

/// Brings the rows up to date with the map, and the cursor with what was selected elsewhere or is gone.
pub fn catch_up(cx: &mut Cx<'_>) {
    if cx.view.selection != cx.view.outline.known_selection {
        follow_selection(cx);
    }
    writing::stay_in_sight(cx);
    let before = Rc::clone(&cx.view.outline.rows);
    let draft = draft(cx).map(|note| note.id.clone());
    if cx.view.outline.rows_made_with.as_ref() != Some(&draft) {
        make_rows(cx);
        cx.view.outline.rows_made_with = Some(draft);
    }
    let is_writing = cx.view.editing.is_some();
    let outline = &mut cx.view.outline;
    let rows = Rc::clone(&outline.rows);
    let at = find(&rows, outline.cursor.as_ref(), outline.cursor_at);
    let back = || find(&rows, outline.written_from.as_ref(), 0);
    outline.cursor_at = at.or_else(back).unwrap_or_else(|| nearest(&before, outline.cursor_at, &rows));
    if !is_writing {
        outline.written_from = None;
    }
    if let Some(row) = rows.get(outline.cursor_at) {
        outline.cursor = Some(row.place.clone());
    }
}

/// The row that has the cursor when the one that it stood on is gone: the next of what stood below it in the same branch,
/// else what stood above.
fn nearest(before: &[Row], at: usize, rows: &[Row]) -> usize {
    let known: HashMap<&Place, usize> = rows.iter().enumerate().map(|(at, row)| (&row.place, at)).collect();
    let (above, rest) = before.split_at(at.min(before.len()));
    let level = rest.first().map_or(0, |row| row.level);
    let below = rest.iter().skip(1).take_while(|row| row.level >= level);
    below.chain(above.iter().rev()).find_map(|row| known.get(&row.place).copied()).unwrap_or_default()
}

fn make_rows(cx: &mut Cx<'_>) {
    let order = cx.scene.reading_order();
    let made = rows::rows(cx.map, &order, &cx.view.outline.folded, draft(cx));
    let outline = &mut cx.view.outline;
    outline.rows = made.into();
    outline.heights.forget();
}

/// The row with this place; `guess` is where it was before.
fn find(rows: &[Row], place: Option<&Place>, guess: usize) -> Option<usize> {
    let place = place?;
    let is_it = |row: &Row| row.place == *place;
    if rows.get(guess).is_some_and(is_it) { Some(guess) } else { rows.iter().position(is_it) }
}

/// Lets the cursor go to what was selected elsewhere, unless it is there.
fn follow_selection(cx: &mut Cx<'_>) {
    let outline = &cx.view.outline;
    let item = outline.cursor.as_ref().and_then(Place::item);
    let selection = &cx.view.selection;
    let has_grown = selection.items().any(|item| !outline.known_selection.contains(item));
    if !has_grown || item.is_some_and(|item| selection.contains(&item)) {
        return;
    }
    let first_note = || {
        let order = cx.scene.reading_order().into_iter();
        order.map(|index| &cx.scene.notes[index].id).find(|id| selection.contains_note(id)).cloned()
    };
    let item = match selection.single_note() {
        Some(note) => Some(ItemRef::Note(note.clone())),
        None => first_note().map(ItemRef::Note).or_else(|| selection.items().next().cloned()),
    };
    if let Some(place) = item.and_then(|item| place_of(cx, item)) {
        reveal(cx, place);
    }
}

/// Where an item stands first.
fn place_of(cx: &Cx<'_>, item: ItemRef) -> Option<Place> {
    match item {
        ItemRef::Note(id) => Some(Place::Note(id)),
        ItemRef::Theme(id) => {
            let quadrants = cx.map.quadrants.iter().map(|quadrant| &quadrant.id);
            let mut with_notes = quadrants.filter(|quadrant| {
                cx.map.notes.iter().any(|note| note.quadrant == **quadrant && note.theme.as_ref() == Some(&id))
            });
            let quadrant = with_notes.next().cloned();
            Some(quadrant.map_or(Place::Item(ItemRef::Theme(id.clone())), |quadrant| Place::Theme(quadrant, id)))
        }
        ItemRef::Comment(_) => None,
        item => Some(Place::Item(item)),
    }
}

/// Puts the cursor on a row, unfolds what it stands below, and brings it into view.
pub fn reveal(cx: &mut Cx<'_>, place: Place) {
    let above = above(&reader(cx), &place);
    let outline = &mut cx.view.outline;
    above.iter().for_each(|branch| outline.unfold(branch));
    outline.set_cursor(place);
}

/// What a row stands below.
pub fn above(reader: &Reader<'_>, place: &Place) -> Vec<Place> {
    let list = |item: &ItemRef| {
        Place::List(match item {
            ItemRef::Need(_) => List::Needs,
            ItemRef::Motivation(_) => List::Motivations,
            ItemRef::Tension(_) => List::Tensions,
            _ => List::EmptyThemes,
        })
    };
    match place {
        Place::PersonaLine(_) => vec![Place::Persona],
        Place::Theme(quadrant, _) => vec![Place::Quadrant(quadrant.clone())],
        Place::Note(id) => {
            let Some(note) = reader.note(id) else { return Vec::new() };
            let theme = note.theme.clone().map(|theme| Place::Theme(note.quadrant.clone(), theme));
            [Place::Quadrant(note.quadrant.clone())].into_iter().chain(theme).collect()
        }
        Place::Item(item) => vec![list(item)],
        Place::Evidence(set, _) => {
            let item = super::commands::item_of(set);
            vec![list(&item), Place::Item(item)]
        }
        Place::Persona | Place::Quadrant(_) | Place::List(_) => Vec::new(),
    }
}

/// Moves the cursor to a row.
pub fn go(cx: &mut Cx<'_>, to: usize, manner: Manner) {
    let rows = Rc::clone(&cx.view.outline.rows);
    let Some(row) = rows.get(to) else { return };
    let outline = &mut cx.view.outline;
    match manner {
        Manner::Alone => {
            outline.anchor = None;
            cx.view.selection.set(row.place.item());
        }
        Manner::Through => {
            let anchor = outline.anchor.get_or_insert_with(|| outline.cursor.clone().unwrap_or(row.place.clone()));
            let from = find(&rows, Some(anchor), outline.cursor_at).unwrap_or(to);
            let range = &rows[from.min(to)..=from.max(to)];
            let alike = range.iter().filter(|other| is_selected_through(&other.place, &row.place));
            cx.view.selection.set(alike.filter_map(|row| row.place.item()));
        }
        Manner::Looking => {}
    }
    let outline = &mut cx.view.outline;
    outline.set_cursor(row.place.clone());
    outline.cursor_at = to;
}

/// Whether a row is selected on the way to another: notes on the way to notes and headings, else what is of the same kind.
fn is_selected_through(place: &Place, to: &Place) -> bool {
    match to {
        Place::Item(_) => matches!(place, Place::Item(_)),
        Place::Evidence(..) => matches!(place, Place::Evidence(..)),
        _ => matches!(place, Place::Note(_)),
    }
}

/// Adds the row of the cursor to the selection, or takes it away.
pub fn toggle(cx: &mut Cx<'_>) {
    if let Some(item) = cx.view.outline.cursor.as_ref().and_then(Place::item) {
        cx.view.outline.anchor = cx.view.outline.cursor.clone();
        cx.view.selection.toggle(item);
    }
}

/// Folds or unfolds the branch in a row; a cursor below it goes to it.
pub fn fold(cx: &mut Cx<'_>, at: usize) {
    let outline = &mut cx.view.outline;
    let rows = Rc::clone(&outline.rows);
    let Some(row) = rows.get(at).filter(|row| row.branch.is_some()) else { return };
    let hides_cursor = super::walk::is_below(&rows, outline.cursor_at, at);
    outline.toggle_fold(&row.place);
    if hides_cursor {
        outline.set_cursor(row.place.clone());
        outline.cursor_at = at;
    }
}

impl OutlineState {
    /// Puts the cursor on a row and brings it into view.
    pub(super) fn set_cursor(&mut self, place: Place) {
        self.cursor = Some(place);
        self.reveals_cursor = true;
    }
}
