//! Suggested themes: notes without one that speak of the same thing, with a name made of their own words.
//!
//! Nothing here changes a map. Themes that people made stay as they are; a note without a theme is first offered a home in
//! one of them.

use std::collections::{BTreeMap, HashMap};

use super::groups::{FAR, Grain, groups};
use super::homes::{Homes, SuggestedHome};
#[cfg(feature = "encoder")]
use super::meaning;
use super::vectors::Space;
use super::words::{Language, Reader, Word};
use crate::model::{EmpathyMap, Note, NoteId};

/// So many notes should be there before grouping by machine is offered: below, hands are quicker.
pub const ENOUGH_NOTES: usize = 25;
/// So many notes are grouped at a time: what is compared, each with each, takes 64 MB then.
const GROUPED_AT_A_TIME: usize = 4_000;
/// Most words of a name.
const NAME_WORDS: usize = 2;
/// Most words and pairs of notes that explain a theme.
const REASONS: usize = 3;

/// A theme that the program would make.
#[derive(Clone, Debug, PartialEq)]
pub struct SuggestedTheme {
    /// Its name: words of its notes.
    pub title: String,
    /// Its notes, in document order, two or more.
    pub notes: Vec<NoteId>,
    /// Why these belong together.
    pub why: Why,
}

/// Why notes belong together.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Why {
    /// Words that several of the notes share, the most telling first.
    pub words: Vec<String>,
    /// Notes that are nearest to each other, the nearest first.
    pub nearest: Vec<(NoteId, NoteId)>,
}

/// What the program would do with the notes that have no theme.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Suggestions {
    /// New themes, the largest first.
    pub themes: Vec<SuggestedTheme>,
    /// Homes in themes that are there.
    pub homes: Vec<SuggestedHome>,
    /// Notes in a theme that are nearer to another one, the clearest first: where a person and words differ.
    pub elsewhere: Vec<SuggestedHome>,
    /// How many notes without a theme were not looked at, because there are too many of them.
    pub left_out: usize,
}

/// Suggests themes for the notes of `map` that have none.
///
/// The same map gives the same suggestions, in whatever order its notes stand. `None` when `go_on` said no.
pub fn suggest_themes(map: &EmpathyMap, grain: Grain, go_on: &dyn Fn() -> bool) -> Option<Suggestions> {
    suggest(map, grain, GROUPED_AT_A_TIME, go_on)
}

fn suggest(map: &EmpathyMap, grain: Grain, most: usize, go_on: &dyn Fn() -> bool) -> Option<Suggestions> {
    let mut notes: Vec<&Note> = map.notes.iter().collect();
    notes.sort_by(|a, b| a.id.cmp(&b.id));
    let language = Language::of(notes.iter().map(|note| note.text.as_str()));
    let reader = Reader::new(language);
    let words: Vec<Vec<Word>> = notes.iter().map(|note| reader.words(&note.text)).collect();
    let space = Space::new(&words);

    let known = Homes::new(&notes, &words, &space);
    let (homes, elsewhere) = (known.of_free_notes(go_on)?, known.elsewhere(go_on)?);
    let mut free: Vec<usize> = (0..notes.len())
        .filter(|&place| notes[place].theme.is_none() && !space.vector(place).is_empty())
        .filter(|place| !homes.contains_key(place))
        .collect();
    let left_out = free.len().saturating_sub(most);
    free.truncate(most);
    let themes = Loose { notes: &notes, words: &words, free, language }.themes(map, grain, go_on)?;
    Some(Suggestions { themes, homes: homes.into_values().collect(), elsewhere, left_out })
}

/// Notes that are to be grouped.
struct Loose<'a> {
    notes: &'a [&'a Note],
    words: &'a [Vec<Word>],
    free: Vec<usize>,
    /// The model for meaning knows English only.
    #[cfg_attr(not(feature = "encoder"), expect(dead_code))]
    language: Language,
}

impl Loose<'_> {
    fn themes(&self, map: &EmpathyMap, grain: Grain, go_on: &dyn Fn() -> bool) -> Option<Vec<SuggestedTheme>> {
        // Weighed among themselves, so that what is sorted already does not hide what is common here.
        let words: Vec<Vec<Word>> = self.free.iter().map(|&place| self.words[place].clone()).collect();
        let space = Space::new(&words);
        let (distances, far) = self.distances(&space, go_on)?;
        let groups = groups(distances, far, space.len(), grain);
        if !go_on() {
            return None;
        }
        let groups: Vec<Vec<usize>> = groups.into_iter().filter(|group| group.len() > 1).collect();
        let names = Names::new(&words, &groups);
        let places: HashMap<&NoteId, usize> = map.notes.iter().map(|note| &note.id).zip(0..).collect();
        let id = |place: usize| &self.notes[self.free[place]].id;
        let mut themes: Vec<SuggestedTheme> = (groups.iter().enumerate())
            .map(|(index, group)| {
                let mut notes: Vec<NoteId> = group.iter().map(|&place| id(place).clone()).collect();
                notes.sort_by_key(|note| places.get(note).copied());
                let nearest = nearest(&space, group);
                let nearest = nearest.into_iter().map(|(a, b)| (id(a).clone(), id(b).clone())).collect();
                let why = Why { words: names.shared(group, index), nearest };
                SuggestedTheme { title: names.name(group, index), notes, why }
            })
            .collect();
        themes.sort_by(|a, b| b.notes.len().cmp(&a.notes.len()).then_with(|| a.title.cmp(&b.title)));
        Some(themes)
    }

    /// How far the notes are from each other, and up to which distance they belong together.
    #[cfg(feature = "encoder")]
    fn distances(&self, space: &Space, go_on: &dyn Fn() -> bool) -> Option<(Vec<f64>, f64)> {
        let mut distances = space.distances(go_on)?;
        let texts: Vec<&str> = self.free.iter().map(|&place| self.notes[place].text.as_str()).collect();
        let is_told =
            self.language == Language::English && meaning::mix(&mut distances, &texts, go_on)? == meaning::Told::Yes;
        Some((distances, if is_told { meaning::FAR } else { FAR }))
    }

    /// How far the notes are from each other, and up to which distance they belong together.
    #[cfg(not(feature = "encoder"))]
    fn distances(&self, space: &Space, go_on: &dyn Fn() -> bool) -> Option<(Vec<f64>, f64)> {
        Some((space.distances(go_on)?, FAR))
    }
}

/// The pairs of a group that are nearest to each other, the nearest first.
fn nearest(space: &Space, group: &[usize]) -> Vec<(usize, usize)> {
    let mut best: Vec<(f64, usize, usize)> = Vec::with_capacity(REASONS + 1);
    for (index, &a) in group.iter().enumerate() {
        for &b in &group[index + 1..] {
            let near = space.vector(a).nearness(space.vector(b));
            let is_among_them = best.len() < REASONS || best.last().is_some_and(|last| near > last.0);
            if near > 0.0 && is_among_them {
                // Behind those that are as near: they come first in the group.
                best.insert(best.partition_point(|known| known.0 >= near), (near, a, b));
                best.truncate(REASONS);
            }
        }
    }
    best.into_iter().map(|(_, a, b)| (a, b)).collect()
}

/// The words that tell groups apart: class-based TF-IDF, after Grootendorst (2022).
struct Names<'a> {
    words: &'a [Vec<Word>],
    /// For each group, in how many of its notes a term occurs.
    counts: Vec<BTreeMap<&'a str, u32>>,
    /// For each group, terms with their weight, the most telling first.
    terms: Vec<Vec<(f64, &'a str)>>,
}

impl<'a> Names<'a> {
    fn new(words: &'a [Vec<Word>], groups: &[Vec<usize>]) -> Self {
        let counts: Vec<BTreeMap<&str, u32>> = (groups.iter())
            .map(|group| {
                let mut counts: BTreeMap<&str, u32> = BTreeMap::new();
                for &place in group {
                    // A note that says a word twice is still one note.
                    let mut terms: Vec<&str> = words[place].iter().map(|word| word.term.as_str()).collect();
                    terms.sort_unstable();
                    terms.dedup();
                    terms.into_iter().for_each(|term| *counts.entry(term).or_default() += 1);
                }
                counts
            })
            .collect();
        let mut everywhere: BTreeMap<&str, u32> = BTreeMap::new();
        for (term, count) in counts.iter().flatten() {
            *everywhere.entry(term).or_default() += count;
        }
        let size = |counts: &BTreeMap<&str, u32>| f64::from(counts.values().sum::<u32>());
        let average = counts.iter().map(size).sum::<f64>() / counts.len().max(1) as f64;
        let terms = (counts.iter())
            .map(|counts| {
                let weight = |(term, count): (&&'a str, &u32)| {
                    let share = f64::from(*count) / size(counts).max(1.0);
                    let rarity = (1.0 + average / f64::from(everywhere[term].max(1))).ln();
                    // Rounded, since logarithms differ between machines in their last digit.
                    ((share * rarity * 4096.0).round(), *term)
                };
                let mut terms: Vec<(f64, &str)> = counts.iter().map(weight).collect();
                terms.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(b.1)));
                terms
            })
            .collect();
        Self { words, counts, terms }
    }

    /// A name: the two neighbouring words that say most, if several notes say them together; otherwise the most telling
    /// words of several notes.
    fn name(&self, group: &[usize], index: usize) -> String {
        let terms = self.phrase(group, index).map_or_else(
            || {
                let telling = self.terms[index].iter().map(|(_, term)| *term).filter(|term| *term != "not");
                let (mut common, rare): (Vec<&str>, Vec<&str>) = telling.partition(|term| self.is_shared(index, term));
                if common.is_empty() {
                    common = rare;
                }
                common.truncate(NAME_WORDS);
                common
            },
            |(a, b)| vec![a, b],
        );
        let name = terms.into_iter().map(|term| self.shown(group, term)).collect::<Vec<_>>().join(" ");
        let mut letters = name.chars();
        letters.next().map_or(name.clone(), |first| first.to_uppercase().chain(letters).collect())
    }

    /// The neighbouring words that say most: in many notes, and telling.
    fn phrase(&self, group: &[usize], index: usize) -> Option<(&'a str, &'a str)> {
        let weights: HashMap<&str, f64> = self.terms[index].iter().map(|(weight, term)| (*term, *weight)).collect();
        let mut counts: BTreeMap<(&str, &str), u32> = BTreeMap::new();
        for pair in group.iter().flat_map(|&place| self.words[place].windows(2)) {
            let beside = pair[0].place + 1 == pair[1].place;
            let pair = (pair[0].term.as_str(), pair[1].term.as_str());
            if beside && pair.0 != pair.1 && pair.0 != "not" && pair.1 != "not" {
                *counts.entry(pair).or_default() += 1;
            }
        }
        let weigh = |(a, b): (&str, &str), count: u32| f64::from(count) * (weights[a] + weights[b]);
        (counts.into_iter().filter(|(_, count)| *count > 1 && 4 * *count as usize >= group.len()))
            .max_by(|x, y| weigh(x.0, x.1).total_cmp(&weigh(y.0, y.1)).then_with(|| y.0.cmp(&x.0)))
            .map(|(pair, _)| pair)
    }

    /// Whether several notes of a group say this word.
    fn is_shared(&self, index: usize, term: &str) -> bool {
        self.counts[index].get(term).is_some_and(|&count| count > 1)
    }

    /// The most telling words that at least two notes of the group share.
    fn shared(&self, group: &[usize], index: usize) -> Vec<String> {
        let terms = self.terms[index].iter().filter(|(_, term)| self.is_shared(index, term)).take(REASONS);
        terms.map(|(_, term)| self.shown(group, term)).collect()
    }

    /// The form of a word that most of the group's notes use.
    fn shown(&self, group: &[usize], term: &str) -> String {
        let mut forms: BTreeMap<&str, u32> = BTreeMap::new();
        for word in group.iter().flat_map(|&place| &self.words[place]).filter(|word| word.term == term) {
            *forms.entry(&word.shown).or_default() += 1;
        }
        let most = forms.into_iter().max_by(|a, b| a.1.cmp(&b.1).then(b.0.len().cmp(&a.0.len())).then(b.0.cmp(a.0)));
        most.map_or_else(|| term.to_owned(), |(form, _)| form.to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn more_notes_than_can_be_compared_are_left_for_later_and_counted() {
        let text = |place: usize| if place.is_multiple_of(2) { "The invoice total" } else { "The hotline music" };
        let note = |place: usize| Note::new(format!("n{place:02}").as_str().into(), "pains".into(), text(place));
        let map = EmpathyMap { notes: (0..12).map(note).collect(), ..EmpathyMap::default() };
        let suggestions = suggest(&map, Grain::Even, 8, &|| true).expect("not cancelled");
        assert_eq!(suggestions.left_out, 4);
        assert_eq!(suggestions.themes.iter().map(|theme| theme.notes.len()).sum::<usize>(), 8);
    }
}
