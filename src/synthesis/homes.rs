//! Homes: the theme that a note is near to, among the themes that people made.

use std::collections::BTreeMap;

use super::vectors::{Space, Sum};
use super::words::Word;
use crate::model::{Note, NoteId, ThemeId};

/// A theme's notes must be at least this near, on average, for it to be offered as a home.
const NEAR: f64 = 0.18;
/// Another theme must be nearer by so much than a note's own for the note to be named.
const NEARER: f64 = 0.12;
/// So many other notes a theme must have before it is said that a note fits better elsewhere, and the other theme as well.
const ENOUGH_OTHERS: usize = 2;
/// Most words that explain a home.
const REASONS: usize = 3;

/// A theme that is there already and that a note would fit into.
#[derive(Clone, Debug, PartialEq)]
pub struct SuggestedHome {
    /// The note.
    pub note: NoteId,
    /// The theme.
    pub theme: ThemeId,
    /// Words that the note shares with the theme's notes.
    pub words: Vec<String>,
}

/// The themes that people made, as their words.
pub(super) struct Homes<'a> {
    notes: &'a [&'a Note],
    words: &'a [Vec<Word>],
    space: &'a Space,
    themes: BTreeMap<&'a ThemeId, Members>,
}

/// The notes of a theme, by their places, and all their words together.
struct Members {
    places: Vec<usize>,
    sum: Sum,
}

impl<'a> Homes<'a> {
    pub fn new(notes: &'a [&'a Note], words: &'a [Vec<Word>], space: &'a Space) -> Self {
        let mut places: BTreeMap<&ThemeId, Vec<usize>> = BTreeMap::new();
        for (place, note) in notes.iter().enumerate() {
            if let Some(theme) = &note.theme {
                places.entry(theme).or_default().push(place);
            }
        }
        let members = |places: Vec<usize>| Members { sum: space.sum(&places), places };
        let themes = places.into_iter().map(|(theme, places)| (theme, members(places))).collect();
        Self { notes, words, space, themes }
    }

    /// For notes without a theme, by their places, the theme that they are near to. `None` when `go_on` said no.
    pub fn of_free_notes(&self, go_on: &dyn Fn() -> bool) -> Option<BTreeMap<usize, SuggestedHome>> {
        let mut homes = BTreeMap::new();
        for (place, note) in self.notes.iter().enumerate() {
            if !go_on() {
                return None;
            }
            if note.theme.is_some() || note.text.trim().is_empty() {
                continue;
            }
            let nearest = self.nearest(self.themes.iter().collect(), place);
            if let Some((_, theme, members)) = nearest.filter(|nearest| nearest.0 >= NEAR) {
                homes.insert(place, self.home(place, theme, members));
            }
        }
        Some(homes)
    }

    /// Notes in a theme that are nearer to another one, the clearest first. `None` when `go_on` said no.
    pub fn elsewhere(&self, go_on: &dyn Fn() -> bool) -> Option<Vec<SuggestedHome>> {
        let mut found = Vec::new();
        for (place, note) in self.notes.iter().enumerate() {
            if !go_on() {
                return None;
            }
            let own = note.theme.as_ref().and_then(|theme| self.themes.get(theme));
            let Some(own) = own.filter(|own| own.places.len() > ENOUGH_OTHERS) else { continue };
            let others = self.themes.iter().filter(|(theme, members)| {
                note.theme.as_ref() != Some(**theme) && members.places.len() >= ENOUGH_OTHERS
            });
            let Some((near, theme, members)) = self.nearest(others.collect(), place) else { continue };
            let by = near - self.nearness(place, own);
            if near >= NEAR && by >= NEARER {
                found.push((by, place, self.home(place, theme, members)));
            }
        }
        found.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        Some(found.into_iter().map(|(_, _, home)| home).collect())
    }

    fn nearest<'t>(
        &self,
        themes: Vec<(&'t &'a ThemeId, &'t Members)>,
        place: usize,
    ) -> Option<(f64, &'t ThemeId, &'t Members)> {
        let near = themes.into_iter().map(|(theme, members)| (self.nearness(place, members), *theme, members));
        near.max_by(|a, b| a.0.total_cmp(&b.0).then_with(|| b.1.cmp(a.1)))
    }

    /// How near a note is on average to the notes of a theme, itself not counted.
    fn nearness(&self, place: usize, members: &Members) -> f64 {
        let vector = self.space.vector(place);
        let is_member = members.places.binary_search(&place).is_ok();
        let itself = if is_member { vector.nearness(vector) } else { 0.0 };
        let others = members.places.len() - usize::from(is_member);
        if others == 0 { 0.0 } else { (members.sum.nearness(vector) - itself) / others as f64 }
    }

    fn home(&self, place: usize, theme: &ThemeId, members: &Members) -> SuggestedHome {
        let is_shared = |word: &&Word| {
            let others = members.places.iter().filter(|&&other| other != place);
            others.into_iter().any(|&other| self.words[other].iter().any(|known| known.term == word.term))
        };
        let mut words: Vec<String> = Vec::new();
        for word in self.words[place].iter().filter(is_shared) {
            if !words.contains(&word.shown) {
                words.push(word.shown.clone());
            }
        }
        words.truncate(REASONS);
        SuggestedHome { note: self.notes[place].id.clone(), theme: theme.clone(), words }
    }
}
