//! Going from note to note by keyboard: in reading order, or to the neighbour in a direction.

use epaint::emath::Vec2;

use crate::model::NoteId;
use crate::scene::Scene;

/// The note after or before this one in reading order; the first or last where there is none to begin from.
pub fn next_in_order(scene: &Scene, from: Option<&NoteId>, forth: bool) -> Option<NoteId> {
    let order = scene.reading_order();
    let at = from.and_then(|id| scene.index_of(id)).and_then(|index| order.iter().position(|&known| known == index));
    let next = match (at, forth) {
        (Some(at), true) => at.checked_add(1),
        (Some(at), false) => at.checked_sub(1),
        (None, true) => Some(0),
        (None, false) => order.len().checked_sub(1),
    };
    next.and_then(|next| order.get(next)).map(|&index| scene.notes[index].id.clone())
}

/// The nearest note in a direction from this one: what lies straight ahead counts as nearer than what lies aside.
pub fn neighbour(scene: &Scene, from: &NoteId, direction: Vec2) -> Option<NoteId> {
    let index = scene.index_of(from)?;
    let start = scene.notes[index].rect.center();
    let cost = |center: epaint::emath::Pos2| {
        let way = center - start;
        let ahead = way.dot(direction);
        let aside = (way - direction * ahead).length();
        (ahead > 1.0 && aside <= 2.0 * ahead).then_some(ahead + 2.0 * aside)
    };
    let ahead = scene.notes.iter().enumerate().filter(|(other, _)| *other != index);
    let nearest = ahead.filter_map(|(_, note)| cost(note.rect.center()).map(|cost| (cost, &note.id)));
    nearest.min_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, id)| id.clone())
}
