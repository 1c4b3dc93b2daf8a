//! The notes of previews, ready to be added to a map.

use std::collections::{HashMap, HashSet};

use super::preview::{Conclusions, LeftOut, NewNote, Preview};
use crate::model::{
    EmpathyMap, MapId, Motivation, MotivationId, Need, NeedId, Note, NoteId, Quadrant, Tension, TensionId, Theme,
    ThemeId, limits,
};

/// New themes, notes and what follows from them for a map, from one file or several.
///
/// Themes come first, then notes, motivations, needs and tensions: each names only those before it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Addition {
    /// New themes. Where the map has one with the same title, its notes join that.
    pub themes: Vec<Theme>,
    /// New notes.
    pub notes: Vec<Note>,
    /// New motivations.
    pub motivations: Vec<Motivation>,
    /// New needs, each with the notes that speak for it.
    pub needs: Vec<Need>,
    /// New tensions.
    pub tensions: Vec<Tension>,
    /// What does not come because it is on the map already, or because the map is full.
    pub left_out: Vec<LeftOut>,
}

impl Addition {
    /// What the previews add to this map. `new_id` makes a new identifier each time.
    pub fn to(map: &EmpathyMap, previews: &[Preview], new_id: &mut dyn FnMut() -> String) -> Self {
        let mut adder = Adder::new(map, Identifiers::New);
        previews.iter().for_each(|preview| adder.add(preview, new_id));
        adder.addition
    }
}

/// A new map with everything from the previews, in these quadrants. `new_id` makes a new identifier each time.
///
/// Notes that this program exported keep their identifiers, and so does their map if they are all of one. The second value
/// tells what did not come.
pub fn new_map(
    quadrants: Vec<Quadrant>,
    previews: &[Preview],
    new_id: &mut dyn FnMut() -> String,
) -> (EmpathyMap, Vec<LeftOut>) {
    let empty = EmpathyMap { quadrants, ..Default::default() };
    let mut adder = Adder::new(&empty, Identifiers::OfTheFile);
    previews.iter().for_each(|preview| adder.add(preview, new_id));
    let Addition { themes, notes, motivations, needs, tensions, mut left_out } = adder.addition;
    // The first one says whom the map is about.
    left_out.extend(previews.iter().skip(1).flat_map(|preview| preview.about_map.iter().cloned()));
    let map_id = previews.first().map_or("", |preview| preview.map_id.as_str());
    let is_one = !map_id.is_empty() && previews.iter().all(|preview| preview.map_id == map_id);
    let id = if is_one { map_id.to_owned() } else { new_id() };
    let (title, persona) =
        previews.first().map(|preview| (preview.title.clone(), preview.persona.clone())).unwrap_or_default();
    let id = Some(MapId::new(id));
    (EmpathyMap { id, title, persona, themes, notes, motivations, needs, tensions, ..empty }, left_out)
}

/// Whose identifiers new notes get.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Identifiers {
    /// Those that the file gives them, so that their map can be merged with the one they came from.
    OfTheFile,
    /// New ones: the map may have deleted the old ones.
    New,
}

struct Adder<'m> {
    quadrants: &'m [Quadrant],
    identifiers: Identifiers,
    /// Notes that may still come.
    room: usize,
    notes: HashSet<String>,
    themes: HashMap<String, ThemeId>,
    needs: HashMap<String, usize>,
    /// The notes of a file by their places in it.
    by_place: HashMap<String, NoteId>,
    addition: Addition,
}

impl<'m> Adder<'m> {
    fn new(map: &'m EmpathyMap, identifiers: Identifiers) -> Self {
        Self {
            quadrants: &map.quadrants,
            identifiers,
            room: limits::NOTES.saturating_sub(map.notes.len()),
            notes: map.notes.iter().map(|note| note.id.to_string()).collect(),
            themes: map.themes.iter().rev().map(|theme| (key(&theme.title), theme.id.clone())).collect(),
            needs: HashMap::new(),
            by_place: HashMap::new(),
            addition: Addition::default(),
        }
    }

    fn add(&mut self, preview: &Preview, new_id: &mut dyn FnMut() -> String) {
        for new in &preview.notes {
            if let Some(reason) = self.objection(new) {
                let left_out = LeftOut::new(new.place.clone(), new.note.text.clone(), reason);
                self.addition.left_out.push(left_out);
                continue;
            }
            self.take(new, new_id);
        }
        self.conclude(preview, new_id);
    }

    fn objection(&self, new: &NewNote) -> Option<String> {
        if self.addition.notes.len() >= self.room {
            return Some(format!("A map holds {} notes", limits::NOTES));
        }
        if !self.quadrants.iter().any(|quadrant| quadrant.id == new.note.quadrant) {
            return Some("Its quadrant is not on the map any more".into());
        }
        self.notes.contains(new.note.id.as_str()).then(|| "It is on the map already".into())
    }

    fn take(&mut self, new: &NewNote, new_id: &mut dyn FnMut() -> String) {
        let mut note = new.note.clone();
        let foreign = note.id.to_string();
        if foreign.is_empty() || self.identifiers == Identifiers::New {
            note.id = NoteId::new(new_id());
        }
        // A file may name a note twice; the first one comes.
        self.notes.extend([foreign, note.id.to_string()].into_iter().filter(|id| !id.is_empty()));
        note.theme = (!new.theme.is_empty()).then(|| self.theme(&new.theme, new_id));
        for statement in &new.needs {
            self.need(statement, &note.id, new_id);
        }
        self.by_place.insert(new.place.clone(), note.id.clone());
        self.addition.notes.push(note);
    }

    /// Adds what follows from the notes of a file, as far as these came.
    fn conclude(&mut self, preview: &Preview, new_id: &mut dyn FnMut() -> String) {
        let by_place = std::mem::take(&mut self.by_place);
        let came = |places: &[NoteId]| places.iter().filter_map(|at| by_place.get(at.as_str()).cloned()).collect();
        let Conclusions { needs, motivations, tensions } = &preview.conclusions;
        let mut driving: HashMap<&MotivationId, MotivationId> = HashMap::new();
        for motivation in motivations {
            let id = MotivationId::new(new_id());
            driving.insert(&motivation.id, id.clone());
            let (supports, contradicts) = (came(&motivation.supports), came(&motivation.contradicts));
            self.addition.motivations.push(Motivation { id, supports, contradicts, ..motivation.clone() });
        }
        for need in needs {
            let motivations = need.motivations.iter().filter_map(|id| driving.get(id).cloned()).collect();
            let (id, supports, contradicts) = (NeedId::new(new_id()), came(&need.supports), came(&need.contradicts));
            self.addition.needs.push(Need { id, supports, contradicts, motivations, ..need.clone() });
        }
        for tension in tensions {
            let (this, but): (Vec<NoteId>, Vec<NoteId>) = (came(&tension.this), came(&tension.but));
            if this.is_empty() || but.is_empty() {
                let reason = "The notes on one side of the tension do not come";
                let left_out = LeftOut::new(tension.id.as_str(), tension.insight.clone(), reason);
                self.addition.left_out.push(left_out);
                continue;
            }
            let id = TensionId::new(new_id());
            self.addition.tensions.push(Tension { id, this, but, ..tension.clone() });
        }
    }

    fn theme(&mut self, title: &str, new_id: &mut dyn FnMut() -> String) -> ThemeId {
        if let Some(id) = self.themes.get(&key(title)) {
            return id.clone();
        }
        let id = ThemeId::new(new_id());
        self.themes.insert(key(title), id.clone());
        self.addition.themes.push(Theme { id: id.clone(), title: title.to_owned(), extra: Default::default() });
        id
    }

    fn need(&mut self, statement: &str, note: &NoteId, new_id: &mut dyn FnMut() -> String) {
        let at = *self.needs.entry(key(statement)).or_insert_with(|| {
            let need = Need::new(NeedId::new(new_id()), statement);
            self.addition.needs.push(need);
            self.addition.needs.len() - 1
        });
        let supports = &mut self.addition.needs[at].supports;
        if supports.last() != Some(note) {
            supports.push(note.clone());
        }
    }
}

/// What two titles have in common that are the same for a person.
fn key(title: &str) -> String {
    title.trim().to_lowercase()
}
