//! The state of this window: camera, selection, what is open. Never saved in a map, never sent to others.

use std::collections::BTreeSet;

use eframe::egui;
use egui::{Pos2, Rect, Vec2};

use crate::document::LinkSet;
use crate::file::{Depth, Dismissed, Proposal};
use crate::model::{EmpathyMap, ItemRef, NeedId, Note, NoteId};
use crate::scene::{Palette, Scene};
use crate::session::{Person, PersonId, Role};

use super::Outbox;
use super::canvas::{CanvasState, Gesture};
use super::judged::Judgement;
use super::one_page::OnePage;
use super::outline::OutlineState;

/// What a view sees, and where it puts what it wants.
pub struct Cx<'a> {
    /// The open map.
    pub map: &'a EmpathyMap,
    /// The same map with everything in its place.
    pub scene: &'a Scene,
    /// The state of this window.
    pub view: &'a mut ViewState,
    /// Where wishes go: edits, commands, messages.
    pub out: &'a mut Outbox,
    /// How the window looks now.
    pub look: Look,
}

impl Cx<'_> {
    /// Whether this person has said no to a proposal.
    pub fn is_dismissed(&self, proposal: &Proposal) -> bool {
        self.view.dismissed.as_ref().is_some_and(|dismissed| dismissed.contains(proposal))
    }
}

/// How the window looks now: follows the settings and the system.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Look {
    /// The colours.
    pub palette: Palette,
    /// Whether things may move by themselves; off where reduced motion is wished.
    pub animated: bool,
    /// Whether the wheel zooms; otherwise it pans, and zooms with Ctrl.
    pub wheel_zooms: bool,
}

/// How the open map is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Surface {
    /// Notes on a board, where they were put.
    #[default]
    Board,
    /// Everything on the map as a tree of rows.
    Outline,
    /// What follows from the map, on one page.
    Summary,
}

impl Surface {
    /// All of them, in the order of the switch.
    pub const ALL: [Self; 3] = [Self::Board, Self::Outline, Self::Summary];
}

/// The state of this window for the open map.
#[derive(Default)]
pub struct ViewState {
    /// How the map is shown.
    pub surface: Surface,
    /// The one-page summary, as it was laid out last.
    pub one_page: OnePage,
    /// What only the outline knows.
    pub outline: OutlineState,
    /// Which part of the board is seen.
    pub camera: Camera,
    /// The canvas on the screen, in points; set when it is painted, `None` while the map is shown otherwise.
    pub canvas_rect: Option<Rect>,
    /// What is selected.
    pub selection: Selection,
    /// Notes that light up because a card of the panel is under the pointer; set anew by the panel in every frame.
    pub lit_notes: BTreeSet<NoteId>,
    /// What the camera shall bring into view at the next frame.
    pub reveal: Option<Reveal>,
    /// The note whose text is being edited.
    pub editing: Option<NoteEditing>,
    /// What the pointer is doing.
    pub gesture: Gesture,
    /// What only the canvas knows.
    pub canvas: CanvasState,
    /// The name that new notes carry, from the settings; empty for none.
    pub author: String,
    /// How much the panel shows, from the settings.
    pub depth: Depth,
    /// Everybody else in the live session, in the order in which they came; empty without one.
    pub others: Vec<Person>,
    /// What this person may do in the live session; `None` without one.
    pub my_role: Option<Role>,
    /// The person whose part of the board the camera follows.
    pub following: Option<PersonId>,
    /// Whether this person may change the map.
    pub can_edit: bool,
    /// Where notes can be dropped in the panel; set anew by the panel in every frame.
    pub drop_targets: Vec<DropTarget>,
    /// Whether the panel with needs and motivations is open.
    pub panel_open: bool,
    /// Needs whose plan is folded out.
    pub open_plans: BTreeSet<NeedId>,
    /// What can be said of the needs, and what is not known.
    pub judgement: Judgement,
    /// What this person has said no to on this map; `None` until it is recalled.
    pub dismissed: Option<Dismissed>,
    /// What of the panel is open, held or half-typed.
    pub panel: super::panel::PanelState,
    /// The search in the map, while it is open.
    pub find: Option<Find>,
    /// The text that was typed in last, to tell one undo step from the next.
    pub typing: Option<super::text_field::Typing>,
    /// A widget that shall take the keyboard at the next frame: the name that its view gave it.
    pub focus_request: Option<egui::Id>,
}

/// Which part of the board is seen: `screen = canvas.min + pan + zoom * board`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Camera {
    /// Where the board's origin lies, in points from the canvas' top-left corner.
    pub pan: Vec2,
    /// Points per board unit.
    pub zoom: f32,
}

impl Default for Camera {
    fn default() -> Self {
        Self { pan: Vec2::ZERO, zoom: 1.0 }
    }
}

impl Camera {
    /// The least and the largest zoom.
    pub const ZOOM_RANGE: std::ops::RangeInclusive<f32> = 0.02..=8.0;

    /// Where a point of the board is on the screen.
    pub fn screen_from_board(&self, canvas: Rect, board: Pos2) -> Pos2 {
        canvas.min + self.pan + board.to_vec2() * self.zoom
    }

    /// The point of the board that is at a place on the screen.
    pub fn board_from_screen(&self, canvas: Rect, screen: Pos2) -> Pos2 {
        ((screen - canvas.min - self.pan) / self.zoom).to_pos2()
    }

    /// Where an area of the board is on the screen.
    pub fn screen_rect(&self, canvas: Rect, board: Rect) -> Rect {
        Rect::from_min_max(self.screen_from_board(canvas, board.min), self.screen_from_board(canvas, board.max))
    }

    /// The part of the board that is on the screen.
    pub fn visible(&self, canvas: Rect) -> Rect {
        Rect::from_min_max(self.board_from_screen(canvas, canvas.min), self.board_from_screen(canvas, canvas.max))
    }

    /// Zooms by `factor`; the point of the board under `anchor` stays where it is.
    pub fn zoom_about(&mut self, canvas: Rect, anchor: Pos2, factor: f32) {
        let zoom = (self.zoom * factor).clamp(*Self::ZOOM_RANGE.start(), *Self::ZOOM_RANGE.end());
        let from_corner = anchor - canvas.min;
        self.pan = from_corner - (from_corner - self.pan) * (zoom / self.zoom);
        self.zoom = zoom;
    }

    /// The camera that shows `board` in the middle of the canvas with a margin of some points, at most at `largest_zoom`.
    pub fn fitting(canvas: Rect, board: Rect, margin: f32, largest_zoom: f32) -> Self {
        let room = (canvas.size() - Vec2::splat(2.0 * margin)).max(Vec2::splat(1.0));
        let size = board.size().max(Vec2::splat(1.0));
        let zoom = (room.x / size.x).min(room.y / size.y).min(largest_zoom);
        let zoom = zoom.clamp(*Self::ZOOM_RANGE.start(), *Self::ZOOM_RANGE.end());
        Self { pan: canvas.size() / 2.0 - board.center().to_vec2() * zoom, zoom }
    }
}

/// What is selected: notes on the canvas, or cards of the panel.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Selection(BTreeSet<ItemRef>);

impl Selection {
    /// The selected items.
    pub fn items(&self) -> impl Iterator<Item = &ItemRef> {
        self.0.iter()
    }

    /// The selected notes.
    pub fn notes(&self) -> impl Iterator<Item = &NoteId> {
        self.0.iter().filter_map(|item| match item {
            ItemRef::Note(id) => Some(id),
            _ => None,
        })
    }

    /// How many notes are selected.
    pub fn note_count(&self) -> usize {
        self.notes().count()
    }

    /// The selected note, where it is exactly one.
    pub fn single_note(&self) -> Option<&NoteId> {
        let mut notes = self.notes();
        notes.next().filter(|_| notes.next().is_none())
    }

    /// Whether nothing is selected.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether this item is selected.
    pub fn contains(&self, item: &ItemRef) -> bool {
        self.0.contains(item)
    }

    /// Whether this note is selected.
    pub fn contains_note(&self, id: &NoteId) -> bool {
        self.0.contains(&ItemRef::Note(id.clone()))
    }

    /// Selects nothing.
    pub fn clear(&mut self) {
        self.0.clear();
    }

    /// Selects exactly these items.
    pub fn set(&mut self, items: impl IntoIterator<Item = ItemRef>) {
        self.0 = items.into_iter().collect();
    }

    /// Selects exactly these notes.
    pub fn set_notes(&mut self, notes: impl IntoIterator<Item = NoteId>) {
        self.set(notes.into_iter().map(ItemRef::Note));
    }

    /// Adds an item, or takes it away where it is selected.
    pub fn toggle(&mut self, item: ItemRef) {
        if !self.0.remove(&item) {
            self.0.insert(item);
        }
    }

    /// Adds an item.
    pub fn insert(&mut self, item: ItemRef) {
        self.0.insert(item);
    }

    /// Keeps the items for which `keep` is true.
    pub fn retain(&mut self, keep: impl FnMut(&ItemRef) -> bool) {
        self.0.retain(keep);
    }
}

/// What the camera shall bring into view.
#[derive(Clone, Debug, PartialEq)]
pub enum Reveal {
    /// The whole board.
    Board,
    /// These notes, moving no more than needed.
    Notes(Vec<NoteId>),
    /// These notes, as large as they fit.
    FitNotes(Vec<NoteId>),
    /// This part of the board, as large as it fits.
    Area(Rect),
    /// 100 %, around what is in the middle now.
    FullSize,
    /// A step in or out around what is in the middle now.
    ZoomBy(f32),
}

/// The note whose text is being edited in place.
#[derive(Clone, Debug, PartialEq)]
pub struct NoteEditing {
    /// The note.
    pub note: NoteId,
    /// The note while it is not on the map: it is added with the next letter. A new one, or one that somebody else deleted
    /// while it was being written on.
    pub draft: Option<Box<NoteDraft>>,
    /// Whether the whole text shall be selected at the first frame.
    pub select_all: bool,
}

/// A note that is not on the map while its text is being written.
#[derive(Clone, Debug, PartialEq)]
pub struct NoteDraft {
    /// The note as it will be added, with a place.
    pub note: Note,
    /// How high its paper is, in board units.
    pub height: f32,
}

/// A place in the panel where notes can be dropped, to stand behind a card.
#[derive(Clone, Debug, PartialEq)]
pub struct DropTarget {
    /// The place on the screen, in points.
    pub rect: Rect,
    /// The list that the notes join.
    pub set: LinkSet,
    /// The list that they join with Alt, where there is one.
    pub alt_set: Option<LinkSet>,
}

/// A search in the map.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Find {
    /// What is looked for.
    pub query: String,
    /// The note that was stepped to last.
    pub current: Option<NoteId>,
}
