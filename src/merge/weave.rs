//! The items of all maps in one, each under the identifier that it has there.

use std::collections::HashMap;

use super::group::folded;
use super::items::Item;
use super::join::add_extra;
use super::{Collision, Source};
use crate::model::{EmpathyMap, MapId, Persona, Point, Quadrant, Theme};

/// All maps in one.
pub(super) struct Woven {
    pub map: EmpathyMap,
    /// For each note, the maps that it stands in.
    pub found_in: Vec<Vec<usize>>,
    /// Which maps are versions of another.
    pub is_version: Vec<bool>,
    pub collisions: Vec<Collision>,
    /// What else a person should know, in sentences.
    pub remarks: Vec<String>,
}

pub(super) fn weave(sources: &[Source], first: &Source, new_id: &mut dyn FnMut() -> String) -> Woven {
    let woven = Woven {
        map: first.map.clone(),
        found_in: vec![vec![0]; first.map.notes.len()],
        is_version: versions(sources),
        collisions: Vec::new(),
        remarks: Vec::new(),
    };
    let mut weaver = Weaver { woven, new_id };
    if sources.iter().any(|source| source.map.id != first.map.id) {
        weaver.woven.map.id = Some(MapId::new((weaver.new_id)()));
    }
    for (index, source) in sources.iter().enumerate().skip(1) {
        weaver.add_map(index, source);
    }
    weaver.woven
}

/// Which maps have the identifier of another one, or a note of it.
fn versions(sources: &[Source]) -> Vec<bool> {
    let mut is_version = vec![false; sources.len()];
    let mut maps = HashMap::new();
    let mut notes = HashMap::new();
    for (index, source) in sources.iter().enumerate() {
        let same_map = source.map.id.as_ref().map(|id| *maps.entry(id).or_insert(index));
        let known_by = source.map.notes.iter().map(|note| (&note.id, folded(&note.text)));
        let same_notes = known_by.filter(|(_, text)| !text.is_empty()).map(|note| *notes.entry(note).or_insert(index));
        for other in same_map.into_iter().chain(same_notes).filter(|other| *other != index) {
            is_version[index] = true;
            is_version[other] = true;
        }
    }
    is_version
}

/// New identifiers by old ones.
type Names = HashMap<String, String>;

struct Weaver<'n> {
    woven: Woven,
    new_id: &'n mut dyn FnMut() -> String,
}

impl Weaver<'_> {
    fn add_map(&mut self, index: usize, source: &Source) {
        let theirs = source.map.clone();
        self.add_header(&source.name, &theirs);
        let quadrants = self.add_quadrants(&source.name, theirs.quadrants);
        let (themes, _) = self.add_themes(&source.name, theirs.themes);

        let mut notes = theirs.notes;
        for note in &mut notes {
            note.quadrant = renamed(&quadrants, note.quadrant.as_str()).into();
            note.theme = note.theme.as_ref().map(|theme| renamed(&themes, theme.as_str()).into());
            if !self.woven.is_version[index] {
                // Its place says where it lay among other notes.
                note.at = None::<Point>;
                note.at_extra = Default::default();
            }
        }
        let (notes, places) = self.add(&source.name, notes);
        for place in places {
            match self.woven.found_in.get_mut(place) {
                Some(found_in) => found_in.push(index),
                None => self.woven.found_in.push(vec![index]),
            }
        }

        let mut motivations = theirs.motivations;
        for driven in &mut motivations {
            rename(&notes, driven.supports.iter_mut().chain(&mut driven.contradicts), |id| id.as_str(), |id| id.into());
        }
        let (motivations, _) = self.add(&source.name, motivations);

        let mut needs = theirs.needs;
        for need in &mut needs {
            rename(&notes, need.supports.iter_mut().chain(&mut need.contradicts), |id| id.as_str(), |id| id.into());
            rename(&motivations, &mut need.motivations, |id| id.as_str(), |id| id.into());
        }
        let (needs, _) = self.add(&source.name, needs);

        let mut tensions = theirs.tensions;
        for tension in &mut tensions {
            rename(&notes, tension.this.iter_mut().chain(&mut tension.but), |id| id.as_str(), |id| id.into());
        }
        let (tensions, _) = self.add(&source.name, tensions);

        let mut comments = theirs.comments;
        let kinds = [&notes, &themes, &needs, &motivations, &tensions, &quadrants];
        for comment in &mut comments {
            if let Some(on) = kinds.iter().find_map(|names| names.get(&comment.on)) {
                comment.on.clone_from(on);
            }
        }
        self.add(&source.name, comments);
    }

    fn add_header(&mut self, name: &str, theirs: &EmpathyMap) {
        let Woven { map, remarks, .. } = &mut self.woven;
        if map.title.trim().is_empty() {
            map.title.clone_from(&theirs.title);
        } else if folded(&map.title) != folded(&theirs.title) && !theirs.title.trim().is_empty() {
            remarks.push(format!("{name} has the title “{}”; “{}” stays.", theirs.title, map.title));
        }
        if map.persona == Persona::default() {
            map.persona = theirs.persona.clone();
        } else if theirs.persona != Persona::default() {
            let (ours, others) = (&map.persona, &theirs.persona);
            let texts = [
                ("name", &ours.name, &others.name),
                ("role", &ours.role, &others.role),
                ("scenario", &ours.scenario, &others.scenario),
                ("goal", &ours.goal, &others.goal),
                ("description", &ours.about, &others.about),
            ];
            let differing: Vec<_> = texts
                .iter()
                .filter(|(_, ours, others)| ours != others && !others.is_empty())
                .map(|text| text.0)
                .collect();
            if !differing.is_empty() {
                remarks.push(format!(
                    "{name} says otherwise of the persona: {}. What the first map says stays.",
                    differing.join(", ")
                ));
            }
            add_extra(&mut map.persona.extra, &theirs.persona.extra);
        }
        add_extra(&mut map.extra, &theirs.extra);
    }

    /// Finds each quadrant by its identifier and title, by its title or by its identifier, in this order, or adds it.
    fn add_quadrants(&mut self, name: &str, theirs: Vec<Quadrant>) -> Names {
        let mut names = Names::new();
        for mut quadrant in theirs {
            let Woven { map, remarks, .. } = &mut self.woven;
            let title = folded(&quadrant.title);
            let has_id = |other: &Quadrant| other.id == quadrant.id;
            let has_title = |other: &Quadrant| folded(&other.title) == title;
            let ours = &map.quadrants;
            let same = (ours.iter().position(|other| has_id(other) && has_title(other)))
                .or_else(|| ours.iter().position(|other| !title.is_empty() && has_title(other)))
                .or_else(|| ours.iter().position(has_id));
            let id = quadrant.id.to_string();
            match same {
                Some(same) => {
                    let ours = &mut map.quadrants[same];
                    if folded(&ours.title) != title {
                        remarks.push(format!("{name}: “{}” is put into “{}”.", quadrant.title, ours.title));
                    }
                    add_extra(&mut ours.extra, &quadrant.extra);
                    names.insert(id, ours.id.to_string());
                }
                None => {
                    remarks.push(format!("{name}: “{}” becomes a quadrant of its own.", quadrant.title));
                    (quadrant.column, quadrant.row) = free_cell(&map.quadrants, (quadrant.column, quadrant.row));
                    map.quadrants.push(quadrant);
                    names.insert(id.clone(), id);
                }
            }
        }
        names
    }

    /// Finds each theme by its title, or adds it.
    fn add_themes(&mut self, name: &str, theirs: Vec<Theme>) -> (Names, Vec<usize>) {
        let mut by_title: HashMap<String, String> = HashMap::new();
        for theme in &self.woven.map.themes {
            by_title.entry(folded(&theme.title)).or_insert_with(|| theme.id.to_string());
        }
        let is_here =
            |theme: &Theme| self.woven.map.themes.iter().any(|other| other.id == theme.id && other.is_same(theme));
        let (by_id, others): (Vec<_>, Vec<_>) = theirs.into_iter().partition(is_here);
        let (known, fresh): (Vec<_>, Vec<_>) = others
            .into_iter()
            .partition(|theme| !theme.title.trim().is_empty() && by_title.contains_key(&folded(&theme.title)));
        let (mut names, places) = self.add(name, by_id.into_iter().chain(fresh).collect());
        for theme in known {
            if let Some(id) = by_title.get(&folded(&theme.title)) {
                names.insert(theme.id.to_string(), id.clone());
            }
        }
        (names, places)
    }

    /// Adds items that are not here yet; what each is called now and where it stands.
    fn add<T: Item>(&mut self, name: &str, items: Vec<T>) -> (Names, Vec<usize>) {
        let Woven { map, collisions, .. } = &mut self.woven;
        let list = T::list(map);
        let mut places: HashMap<String, usize> =
            list.iter().enumerate().map(|(place, item)| (item.id().to_owned(), place)).collect();
        let before = list.len();
        let mut names = Names::new();
        let mut taken = Vec::with_capacity(items.len());
        for mut item in items {
            let old = item.id().to_owned();
            // Another of the same map has got this identifier only if it was made a moment ago.
            let place = match places.get(&old).copied() {
                Some(place) if place < before && list[place].is_same(&item) => {
                    list[place].take_over(&item);
                    place
                }
                taken => {
                    if let Some(place) = taken {
                        collisions.push(Collision {
                            kind: T::KIND,
                            first: list[place].says().to_owned(),
                            other: item.says().to_owned(),
                            source: name.to_owned(),
                        });
                        let mut id = (self.new_id)();
                        while places.contains_key(&id) {
                            id = (self.new_id)();
                        }
                        item.set_id(id);
                    }
                    places.insert(item.id().to_owned(), list.len());
                    list.push(item);
                    list.len() - 1
                }
            };
            names.insert(old, list[place].id().to_owned());
            taken.push(place);
        }
        (names, taken)
    }
}

fn renamed<'n>(names: &'n Names, id: &'n str) -> &'n str {
    names.get(id).map_or(id, String::as_str)
}

fn rename<'i, T: 'i>(names: &Names, ids: impl IntoIterator<Item = &'i mut T>, text: fn(&T) -> &str, id: fn(&str) -> T) {
    for old in ids {
        *old = id(renamed(names, text(old)));
    }
}

/// The cell that a quadrant wants, or the first free one below all others.
fn free_cell(quadrants: &[Quadrant], wanted: (u8, u8)) -> (u8, u8) {
    let is_free = |cell: (u8, u8)| quadrants.iter().all(|quadrant| (quadrant.column, quadrant.row) != cell);
    if is_free(wanted) {
        return wanted;
    }
    let last_column = quadrants.iter().map(|quadrant| quadrant.column).max().unwrap_or(0);
    let last_row = quadrants.iter().map(|quadrant| quadrant.row).max().unwrap_or(0);
    let mut cells = [last_row, last_row.saturating_add(1)]
        .into_iter()
        .flat_map(|row| (0..=last_column).map(move |column| (column, row)));
    cells.find(|cell| is_free(*cell)).unwrap_or(wanted)
}
