//! What the pointer does on the canvas: a small state machine without a window. Events in board coordinates go in, the next
//! state and what follows from it come out. Nothing is written before the button is released.

use std::collections::{BTreeMap, BTreeSet};

use epaint::emath::{Pos2, Rect, Vec2};

use crate::app::Selection;
use crate::app::state::DropTarget;
use crate::document::{Edit, NoteMove};
use crate::model::{NoteId, Point, QuadrantId};
use crate::scene::{Hit, Scene};

/// How far the pointer must move before a press becomes a drag, in points on the screen.
const DRAG_THRESHOLD: f32 = 4.0;
/// A note that is dropped nearer than this to where it was has not moved, in board units.
const STILL: f64 = 0.5;

/// What the pointer is doing on the canvas.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Gesture {
    /// Nothing.
    #[default]
    Idle,
    /// The button is down, and it is not yet said whether this is a click or a drag.
    Pressed(Press),
    /// Notes are being dragged.
    Dragging(Drag),
    /// An area is being drawn to select the notes in it.
    Selecting(Band),
    /// The board is being pushed around.
    Panning {
        /// The point of the board that stays under the pointer.
        grabbed: Pos2,
    },
}

/// A button that is down.
#[derive(Clone, Debug, PartialEq)]
pub struct Press {
    at: Pos2,
    on: Grip,
    extends: bool,
}

/// What a press took hold of.
#[derive(Clone, Debug, PartialEq)]
enum Grip {
    Note { id: NoteId, was_selected: bool },
    Badge,
    Heading(QuadrantId),
    Ground,
}

/// Notes on their way.
#[derive(Clone, Debug, PartialEq)]
pub struct Drag {
    /// The notes.
    pub notes: Vec<NoteId>,
    /// Where they were taken up, on the board.
    pub from: Pos2,
    /// Where the pointer is, on the board.
    pub to: Pos2,
    /// Whether Alt is held.
    pub alt: bool,
    /// Where each note lay when it was taken up: it stays under the pointer, also when somebody else moves it meanwhile.
    places: BTreeMap<NoteId, Pos2>,
}

impl Drag {
    /// Where the notes float now: indices into [`Scene::notes`], and areas of the board.
    pub fn floating(&self, scene: &Scene) -> Vec<(usize, Rect)> {
        let offset = self.to - self.from;
        let floats = |id: &NoteId| {
            let index = scene.index_of(id)?;
            let rect = scene.notes.get(index)?.rect;
            let place = self.places.get(id).copied().unwrap_or(rect.min);
            Some((index, Rect::from_min_size(place + offset, rect.size())))
        };
        self.notes.iter().filter_map(floats).collect()
    }
}

/// An area that selects the notes in it.
#[derive(Clone, Debug, PartialEq)]
pub struct Band {
    /// Where it began, on the board.
    pub from: Pos2,
    /// Where the pointer is, on the board.
    pub to: Pos2,
    /// Notes that stay selected whatever the area covers.
    pub keeps: Vec<NoteId>,
}

impl Band {
    /// The area.
    pub fn rect(&self) -> Rect {
        Rect::from_two_pos(self.from, self.to)
    }
}

/// Something that the pointer did.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PointerEvent {
    /// What.
    pub kind: PointerKind,
    /// Where, on the board.
    pub at: Pos2,
    /// Whether Shift or Ctrl is held: the click adds to the selection or takes away from it.
    pub extends: bool,
    /// Whether Alt is held.
    pub alt: bool,
}

/// What the pointer did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PointerKind {
    /// The main button went down.
    Press,
    /// A button that pushes the board around went down.
    PressToPan,
    /// It moved.
    Move,
    /// The button went up.
    Release,
    /// Escape: as if nothing had happened.
    Cancel,
}

/// What the tool sees around it.
#[derive(Clone, Copy)]
pub struct Around<'a> {
    /// Everything in its place.
    pub scene: &'a Scene,
    /// What is selected.
    pub selection: &'a Selection,
    /// Points on the screen for each board unit.
    pub zoom: f32,
    /// Whether notes are held fast, because this person may look only.
    pub holds_fast: bool,
    /// The place in the panel under the pointer where notes can be dropped.
    pub drop_target: Option<&'a DropTarget>,
}

/// What follows from a pointer event.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// Exactly these notes are selected.
    Select(Vec<NoteId>),
    /// The board moves by so much, in board units.
    Pan(Vec2),
    /// The map changes.
    Edit(Edit),
    /// The persona shall be edited.
    OpenPersona,
    /// A quadrant's title and question shall be edited.
    OpenHeading(QuadrantId),
}

impl Gesture {
    /// Takes an event in; becomes the next state.
    pub fn step(&mut self, event: PointerEvent, around: Around<'_>) -> Vec<Effect> {
        let at = event.at;
        let (next, effects) = match (std::mem::take(self), event.kind) {
            (_, PointerKind::PressToPan) => (Self::Panning { grabbed: at }, Vec::new()),
            (_, PointerKind::Press) => press(event, around),
            (Self::Pressed(press), PointerKind::Move) => {
                if (at - press.at).length() * around.zoom < DRAG_THRESHOLD {
                    (Self::Pressed(press), Vec::new())
                } else {
                    begin_drag(press, event, around)
                }
            }
            (Self::Pressed(press), PointerKind::Release) => (Self::Idle, click(press, around)),
            (Self::Dragging(drag), PointerKind::Move) => {
                (Self::Dragging(Drag { to: at, alt: event.alt, ..drag }), Vec::new())
            }
            (Self::Dragging(drag), PointerKind::Release) => {
                (Self::Idle, put_down(Drag { to: at, alt: event.alt, ..drag }, around))
            }
            (Self::Selecting(band), PointerKind::Move) => {
                let band = Band { to: at, ..band };
                let select = Effect::Select(covered(&band, around.scene));
                (Self::Selecting(band), vec![select])
            }
            (Self::Selecting(band), PointerKind::Cancel) => (Self::Idle, vec![Effect::Select(band.keeps)]),
            (Self::Panning { grabbed }, PointerKind::Move) => {
                (Self::Panning { grabbed }, vec![Effect::Pan(at - grabbed)])
            }
            (gesture @ Self::Idle, _) => (gesture, Vec::new()),
            (_, PointerKind::Release | PointerKind::Cancel) => (Self::Idle, Vec::new()),
        };
        *self = next;
        effects
    }

    /// Lets go of notes that are not on the map any more; a drag that holds none ends.
    pub fn keep_notes(&mut self, is_there: impl Fn(&NoteId) -> bool) {
        let ends = match self {
            Self::Pressed(Press { on: Grip::Note { id, .. }, .. }) => !is_there(id),
            Self::Dragging(drag) => {
                drag.notes.retain(|id| is_there(id));
                drag.notes.is_empty()
            }
            Self::Selecting(band) => {
                band.keeps.retain(|id| is_there(id));
                false
            }
            Self::Idle | Self::Pressed(_) | Self::Panning { .. } => false,
        };
        if ends {
            *self = Self::Idle;
        }
    }

    /// The notes that are being dragged now.
    pub fn dragged_notes(&self) -> &[NoteId] {
        self.drag().map_or(&[], |drag| &drag.notes)
    }

    /// The notes on their way, if any.
    pub fn drag(&self) -> Option<&Drag> {
        match self {
            Self::Dragging(drag) => Some(drag),
            _ => None,
        }
    }
}

fn press(event: PointerEvent, around: Around<'_>) -> (Gesture, Vec<Effect>) {
    let scene = around.scene;
    let mut effects = Vec::new();
    let on = match scene.hit(event.at) {
        Hit::Note(index) => {
            let id = scene.notes[index].id.clone();
            let was_selected = around.selection.contains_note(&id);
            // At once, so that the note answers to the press and a drag takes it along.
            if !was_selected {
                let others = around.selection.notes().filter(|_| event.extends).cloned();
                effects.push(Effect::Select(others.chain([id.clone()]).collect()));
            }
            Grip::Note { id, was_selected }
        }
        Hit::Badge => Grip::Badge,
        Hit::Heading(index) => Grip::Heading(scene.quadrants[index].id.clone()),
        Hit::Quadrant(_) | Hit::Nothing => Grip::Ground,
    };
    (Gesture::Pressed(Press { at: event.at, on, extends: event.extends }), effects)
}

fn click(press: Press, around: Around<'_>) -> Vec<Effect> {
    match press.on {
        Grip::Note { id, was_selected: true } if press.extends => {
            vec![Effect::Select(around.selection.notes().filter(|note| **note != id).cloned().collect())]
        }
        Grip::Note { id, was_selected: true } => vec![Effect::Select(vec![id])],
        Grip::Note { .. } => Vec::new(),
        Grip::Badge => vec![Effect::OpenPersona],
        Grip::Heading(quadrant) => vec![Effect::OpenHeading(quadrant)],
        Grip::Ground if press.extends => Vec::new(),
        Grip::Ground => vec![Effect::Select(Vec::new())],
    }
}

fn begin_drag(press: Press, event: PointerEvent, around: Around<'_>) -> (Gesture, Vec<Effect>) {
    match press.on {
        Grip::Note { .. } if around.holds_fast => (Gesture::Panning { grabbed: press.at }, Vec::new()),
        Grip::Note { id, .. } => {
            let mut notes: Vec<NoteId> = around.selection.notes().cloned().collect();
            if !notes.contains(&id) {
                notes.push(id);
            }
            let place = |id: &NoteId| {
                let index = around.scene.index_of(id)?;
                Some((id.clone(), around.scene.notes.get(index)?.rect.min))
            };
            let places = notes.iter().filter_map(place).collect();
            (Gesture::Dragging(Drag { notes, from: press.at, to: event.at, alt: event.alt, places }), Vec::new())
        }
        Grip::Badge | Grip::Heading(_) | Grip::Ground => {
            let keeps = if press.extends { around.selection.notes().cloned().collect() } else { Vec::new() };
            let band = Band { from: press.at, to: event.at, keeps };
            let select = Effect::Select(covered(&band, around.scene));
            (Gesture::Selecting(band), vec![select])
        }
    }
}

fn covered(band: &Band, scene: &Scene) -> Vec<NoteId> {
    let touched = scene.notes_in(band.rect()).into_iter().map(|index| scene.notes[index].id.clone());
    let all: BTreeSet<NoteId> = band.keeps.iter().cloned().chain(touched).collect();
    all.into_iter().collect()
}

fn put_down(drag: Drag, around: Around<'_>) -> Vec<Effect> {
    if let Some(target) = around.drop_target {
        let set = target.alt_set.as_ref().filter(|_| drag.alt).unwrap_or(&target.set);
        return vec![Effect::Edit(Edit::Link { set: set.clone(), notes: drag.notes })];
    }
    let moves = moves_to(around.scene, &landings(around.scene, &drag.floating(around.scene)));
    if moves.is_empty() { Vec::new() } else { vec![Effect::Edit(Edit::MoveNotes(moves))] }
}

/// Where a note would come to lie.
#[derive(Clone, Debug, PartialEq)]
pub struct Landing {
    /// The note, an index into [`Scene::notes`].
    pub note: usize,
    /// Its quadrant there, an index into [`Scene::quadrants`].
    pub quadrant: usize,
    /// Its area on the board.
    pub rect: Rect,
    /// Where it floats as long as it is held.
    pub floating: Rect,
}

/// Where notes come to lie that are let go at these areas of the board. Notes that land in one quadrant keep their places relative to
/// each other, also where the quadrant's edge pushes one of them.
pub fn landings(scene: &Scene, floating: &[(usize, Rect)]) -> Vec<Landing> {
    let mut landings = Vec::with_capacity(floating.len());
    let mut pushes: BTreeMap<usize, Vec2> = BTreeMap::new();
    for &(index, rect) in floating {
        let (quadrant, at) = scene.drop_place(rect.min, rect.size());
        let Some(placed) = scene.quadrants.get(quadrant) else { continue };
        let push = placed.rect.min + Vec2::new(at.x as f32, at.y as f32) - rect.min;
        let common = pushes.entry(quadrant).or_default();
        common.x = if push.x.abs() > common.x.abs() { push.x } else { common.x };
        common.y = if push.y.abs() > common.y.abs() { push.y } else { common.y };
        landings.push(Landing { note: index, quadrant, rect, floating: rect });
    }
    for landing in &mut landings {
        landing.rect = landing.rect.translate(pushes.get(&landing.quadrant).copied().unwrap_or_default());
    }
    landings
}

/// The moves that push notes by an offset; notes that land where they are do not move.
pub fn moves(scene: &Scene, notes: &[NoteId], offset: Vec2) -> Vec<NoteMove> {
    let indices = notes.iter().filter_map(|id| scene.index_of(id));
    let pushed: Vec<(usize, Rect)> = indices.map(|index| (index, scene.notes[index].rect.translate(offset))).collect();
    moves_to(scene, &landings(scene, &pushed))
}

fn moves_to(scene: &Scene, landings: &[Landing]) -> Vec<NoteMove> {
    let mut moves = Vec::new();
    for landing in landings {
        let (note, quadrant) = (&scene.notes[landing.note], &scene.quadrants[landing.quadrant]);
        let at = point_in(quadrant.rect, landing.rect.min);
        let was = point_in(scene.quadrants[note.quadrant].rect, note.rect.min);
        let stays = note.quadrant == landing.quadrant && (at.x - was.x).abs() < STILL && (at.y - was.y).abs() < STILL;
        if !stays {
            moves.push(NoteMove { note: note.id.clone(), quadrant: quadrant.id.clone(), at: Some(at) });
        }
    }
    moves
}

/// A point of the board from a quadrant's top-left corner, to the tenth of a unit.
pub fn point_in(quadrant: Rect, at: Pos2) -> Point {
    let tenth = |value: f32| (f64::from(value) * 10.0).round() / 10.0;
    let at = at - quadrant.min;
    Point { x: tenth(at.x), y: tenth(at.y) }
}
