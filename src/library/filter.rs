//! Narrowing many maps down to the notes with certain tags, people and evidence.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::Book;
use crate::model::{Evidence, person_key};

/// Which notes are looked at: those that have one of each kind that is chosen here; all, where nothing is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Tags, as [`Choice::key`] writes them.
    pub tags: BTreeSet<String>,
    /// People, as [`Choice::key`] writes them.
    pub who: BTreeSet<String>,
    /// What notes rest on; `None` is "not marked".
    pub evidence: BTreeSet<Option<Evidence>>,
}

impl Filter {
    /// Whether it leaves everything.
    pub fn is_empty(&self) -> bool {
        self.tags.is_empty() && self.who.is_empty() && self.evidence.is_empty()
    }
}

/// Something that can be chosen in a filter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// What different ways to write it have in common.
    pub key: String,
    /// How it is written.
    pub label: String,
    /// How many notes would be left by it, with what is chosen of the other kinds.
    pub notes: usize,
}

/// Everything that can be chosen, in the order in which it is listed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choices {
    /// Tags by name.
    pub tags: Vec<Choice>,
    /// People by name.
    pub who: Vec<Choice>,
    /// Kinds of evidence in their usual order, "not marked" last, each with its number of notes.
    pub evidence: Vec<(Option<Evidence>, usize)>,
}

/// A note as a filter sees it.
#[derive(Clone, Debug)]
pub(super) struct Traits {
    pub tags: Box<[u32]>,
    pub who: Box<[u32]>,
    pub evidence: Option<Evidence>,
}

/// Names in one map, each with a number. Names that differ in case or space alone are one.
#[derive(Clone, Debug, Default)]
pub(super) struct Names {
    /// Key and label.
    known: Vec<(String, String)>,
    numbers: HashMap<String, u32>,
}

impl Names {
    /// The numbers of these names.
    pub fn numbers(&mut self, names: &[String]) -> Box<[u32]> {
        let named = names.iter().map(|name| (person_key(name), name.trim())).filter(|(key, _)| !key.is_empty());
        let number = |(key, label): (String, &str)| {
            *self.numbers.entry(key.clone()).or_insert_with(|| {
                self.known.push((key, label.to_owned()));
                self.known.len() as u32 - 1
            })
        };
        named.map(number).collect()
    }

    /// For each number, whether it is chosen; `None` where nothing is chosen, so that everything passes.
    fn chosen(&self, keys: &BTreeSet<String>) -> Option<Vec<bool>> {
        (!keys.is_empty()).then(|| self.known.iter().map(|(key, _)| keys.contains(key)).collect())
    }
}

/// A filter as it applies to one map.
pub(super) struct Sieve<'b> {
    book: &'b Book,
    tags: Option<Vec<bool>>,
    who: Option<Vec<bool>>,
    evidence: &'b BTreeSet<Option<Evidence>>,
}

impl<'b> Sieve<'b> {
    pub fn new(book: &'b Book, filter: &'b Filter) -> Self {
        let (tags, who) = (book.tags.chosen(&filter.tags), book.who.chosen(&filter.who));
        Self { book, tags, who, evidence: &filter.evidence }
    }

    /// Whether a note is left.
    pub fn leaves(&self, note: u32) -> bool {
        let Some(traits) = self.book.traits.get(note as usize) else { return false };
        self.has_tag(traits) && self.has_person(traits) && self.has_evidence(traits)
    }

    /// Whether any note is left.
    pub fn leaves_any(&self) -> bool {
        (0..self.book.traits.len() as u32).any(|note| self.leaves(note))
    }

    fn has_tag(&self, traits: &Traits) -> bool {
        has_one(self.tags.as_deref(), &traits.tags)
    }

    fn has_person(&self, traits: &Traits) -> bool {
        has_one(self.who.as_deref(), &traits.who)
    }

    fn has_evidence(&self, traits: &Traits) -> bool {
        self.evidence.is_empty() || self.evidence.contains(&traits.evidence)
    }
}

fn has_one(chosen: Option<&[bool]>, numbers: &[u32]) -> bool {
    chosen.is_none_or(|chosen| numbers.iter().any(|&number| chosen[number as usize]))
}

/// Counts what can be chosen, map by map.
#[derive(Default)]
pub(super) struct Counts {
    tags: BTreeMap<String, (String, usize)>,
    who: BTreeMap<String, (String, usize)>,
    evidence: BTreeMap<Option<Evidence>, usize>,
}

impl Counts {
    /// Counts the notes of a map.
    pub fn add(&mut self, sieve: &Sieve<'_>) {
        let book = sieve.book;
        let mut tags = vec![0; book.tags.known.len()];
        let mut who = vec![0; book.who.known.len()];
        for traits in &book.traits {
            let (tag, person, evidence) = (sieve.has_tag(traits), sieve.has_person(traits), sieve.has_evidence(traits));
            if person && evidence {
                traits.tags.iter().for_each(|&number| tags[number as usize] += 1);
            }
            if tag && evidence {
                traits.who.iter().for_each(|&number| who[number as usize] += 1);
            }
            if tag && person {
                *self.evidence.entry(traits.evidence).or_default() += 1;
            }
        }
        gather(&mut self.tags, &book.tags, &tags);
        gather(&mut self.who, &book.who, &who);
    }

    pub fn choices(mut self) -> Choices {
        let kinds = Evidence::ALL.into_iter().map(Some).chain([None]);
        Choices {
            tags: listed(self.tags),
            who: listed(self.who),
            evidence: kinds.map(|kind| (kind, self.evidence.remove(&kind).unwrap_or_default())).collect(),
        }
    }
}

fn gather(all: &mut BTreeMap<String, (String, usize)>, names: &Names, counts: &[usize]) {
    for ((key, label), count) in names.known.iter().zip(counts) {
        all.entry(key.clone()).or_insert_with(|| (label.clone(), 0)).1 += count;
    }
}

fn listed(all: BTreeMap<String, (String, usize)>) -> Vec<Choice> {
    all.into_iter().map(|(key, (label, notes))| Choice { key, label, notes }).collect()
}
