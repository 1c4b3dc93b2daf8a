//! Notes that say the same, laid on each other: fanned like cards, so that each keeps all its words in sight and can be
//! taken by its paper.

use std::collections::BTreeMap;

use epaint::emath::{Pos2, Rect, Vec2, vec2};

use crate::document::{Edit, NoteField, NoteMove};
use crate::model::{EmpathyMap, NoteId, ThemeId};
use crate::scene::metrics::{NOTE_GAP, NOTE_PADDING, NOTE_WIDTH};
use crate::scene::{PlacedNote, PlacedQuadrant, Scene};

use super::super::tool;

/// From a note of a stack to the next: to the right, and so far up over the empty edge of the one below.
const FAN: Vec2 = vec2(12.0, -NOTE_PADDING / 2.0);
/// Distance between the places that are tried for a stack.
const STEP: f32 = NOTE_GAP;

/// Which notes lie on each other already, among pairs that say the same.
pub struct Stacks<'a>(BTreeMap<&'a NoteId, &'a NoteId>);

impl<'a> Stacks<'a> {
    /// The stacks that these pairs make where their notes touch.
    pub fn of(pairs: &'a [(NoteId, NoteId)], scene: &Scene) -> Self {
        let place = |id: &NoteId| scene.index_of(id).map(|index| scene.notes[index].rect);
        let mut stacks = Self(BTreeMap::new());
        for (a, b) in pairs {
            let touch = place(a).zip(place(b)).is_some_and(|(a, b)| a.intersects(b));
            if touch && !stacks.has_together(a, b) {
                let (top, under) = (stacks.first(a), stacks.first(b));
                stacks.0.insert(under, top);
            }
        }
        stacks
    }

    /// The note that stands for the whole stack.
    fn first<'n>(&self, note: &'n NoteId) -> &'n NoteId
    where
        'a: 'n,
    {
        let mut first = note;
        while let Some(&next) = self.0.get(first) {
            first = next;
        }
        first
    }

    /// Whether two notes lie in one stack.
    pub fn has_together(&self, a: &NoteId, b: &NoteId) -> bool {
        self.first(a) == self.first(b)
    }
}

/// The changes that lay two notes of a quadrant on each other, with the stacks that they are in already. Both keep their
/// texts; where one of them has a theme, so has the other afterwards. Empty when a note is gone or they lie in two quadrants.
pub fn lay_together(map: &EmpathyMap, scene: &Scene, pairs: &[(NoteId, NoteId)], a: &NoteId, b: &NoteId) -> Vec<Edit> {
    let stacks = Stacks::of(pairs, scene);
    let belongs = |note: &&PlacedNote| stacks.has_together(&note.id, a) || stacks.has_together(&note.id, b);
    let pile: Vec<&PlacedNote> = scene.notes.iter().filter(belongs).collect();
    let Some(quadrant) = pile.first().and_then(|note| scene.quadrants.get(note.quadrant)) else { return Vec::new() };
    if pile.len() < 2 || pile.iter().any(|note| note.quadrant != pile[0].quadrant) {
        return Vec::new();
    }
    let fan = fan(&pile);
    let corner = place_for(scene, quadrant, &pile, &fan);
    let moves = pile.iter().zip(&fan).filter_map(|(note, rect)| {
        let to = corner + rect.min.to_vec2();
        let at = Some(tool::point_in(quadrant.rect, to));
        ((note.rect.min - to).length() > 0.5).then(|| NoteMove {
            note: note.id.clone(),
            quadrant: quadrant.id.clone(),
            at,
        })
    });
    let mut edits = Vec::new();
    let moves: Vec<NoteMove> = moves.collect();
    if !moves.is_empty() {
        edits.push(Edit::MoveNotes(moves));
    }
    edits.extend(common_theme(map, &pile));
    edits
}

/// The change that puts all notes of a pile into the one theme that some of them have.
fn common_theme(map: &EmpathyMap, pile: &[&PlacedNote]) -> Option<Edit> {
    let themes: Vec<(&NoteId, Option<&ThemeId>)> =
        pile.iter().filter_map(|placed| map.note(&placed.id)).map(|note| (&note.id, note.theme.as_ref())).collect();
    let theme = themes.iter().find_map(|(_, theme)| *theme)?;
    if themes.iter().any(|(_, other)| other.is_some_and(|other| other != theme)) {
        return None;
    }
    let without: Vec<NoteId> =
        themes.iter().filter(|(_, theme)| theme.is_none()).map(|(note, _)| (*note).clone()).collect();
    (!without.is_empty()).then(|| Edit::SetNotes { notes: without, field: NoteField::Theme(Some(theme.clone())) })
}

/// The areas of the notes of a pile, from its corner; the first lies lowest.
fn fan(pile: &[&PlacedNote]) -> Vec<Rect> {
    let mut at = Pos2::ZERO;
    pile.iter()
        .map(|note| {
            let rect = Rect::from_min_size(at, note.rect.size());
            at += vec2(FAN.x, note.rect.height() + FAN.y);
            rect
        })
        .collect()
}

/// Where a fan covers no other note: where its lowest note lies, or near to it, or below everything, where the quadrant
/// grows.
fn place_for(scene: &Scene, quadrant: &PlacedQuadrant, pile: &[&PlacedNote], fan: &[Rect]) -> Pos2 {
    let home = pile[0].rect.min;
    let is_other =
        |note: &&PlacedNote| note.quadrant == pile[0].quadrant && !pile.iter().any(|member| member.id == note.id);
    let others: Vec<Rect> = scene.notes.iter().filter(is_other).map(|note| note.rect).collect();
    let size = fan.iter().fold(Rect::NOTHING, |all, rect| all.union(*rect)).size();
    let is_free = |corner: Pos2| {
        let fan_there = fan.iter().map(|rect| rect.translate(corner.to_vec2()).expand(NOTE_GAP / 2.0));
        let mut covered = fan_there
            .map(|rect| rect.intersects(scene.badge.rect) || others.iter().any(|other| other.intersects(rect)));
        !covered.any(|covered| covered)
    };
    let room = quadrant.notes_rect;
    if is_free(home) && home.x + size.x <= room.max.x && home.y + size.y <= room.max.y {
        return home;
    }
    let steps = |from: f32, to: f32| {
        let count = ((to - from) / STEP).floor().max(-1.0) as i64;
        (0..=count).map(move |step| from + step as f32 * STEP)
    };
    let mut best: Option<Pos2> = None;
    for y in steps(room.min.y, room.max.y - size.y) {
        for x in steps(room.min.x, room.max.x - size.x) {
            let corner = Pos2::new(x, y);
            let is_nearer = best.is_none_or(|best| corner.distance_sq(home) < best.distance_sq(home));
            if is_nearer && is_free(corner) {
                best = Some(corner);
            }
        }
    }
    let lowest = others.iter().map(|rect| rect.max.y).fold(room.min.y, f32::max);
    let left = home.x.min(room.max.x - size.x.max(NOTE_WIDTH)).max(room.min.x);
    best.unwrap_or_else(|| Pos2::new(left, lowest + NOTE_GAP))
}
