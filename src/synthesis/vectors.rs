//! Notes as weighted words, and how near two notes are.
//!
//! Weights are TF-IDF (Salton and Buckley 1988) with half a weight for pairs of neighbouring words, nearness is the cosine.

use std::collections::{BTreeMap, HashMap};

use super::words::Word;

/// The weight of a pair of neighbouring words, beside 1 for a word.
const PAIR: f64 = 0.5;
/// Weights are rounded to this step, since logarithms differ between machines in their last digit.
const STEP: f64 = 1.0 / 4096.0;

/// A text as a unit vector: terms by number, with their weights, in ascending order.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Vector {
    weights: Vec<(u32, f64)>,
}

/// Several vectors added up.
pub struct Sum {
    weights: Vec<(u32, f64)>,
}

/// Texts as vectors in one space.
pub struct Space {
    vectors: Vec<Vector>,
    terms: Vec<String>,
}

impl Space {
    /// Weighs the words of texts against each other.
    pub fn new(texts: &[Vec<Word>]) -> Self {
        let counts: Vec<BTreeMap<String, f64>> = texts.iter().map(|words| count(words)).collect();
        let mut frequency: BTreeMap<&str, u32> = BTreeMap::new();
        for term in counts.iter().flat_map(BTreeMap::keys) {
            *frequency.entry(term).or_default() += 1;
        }
        let numbers: HashMap<&str, u32> = frequency.keys().copied().zip(0..).collect();
        let idf: Vec<f64> = (frequency.values())
            .map(|&notes| {
                let idf = ((1.0 + texts.len() as f64) / (1.0 + f64::from(notes))).ln() + 1.0;
                (idf / STEP).round() * STEP
            })
            .collect();
        let vectors = counts
            .iter()
            .map(|counts| {
                let weigh = |(term, count): (&String, &f64)| {
                    let number = *numbers.get(term.as_str())?;
                    Some((number, count * idf[number as usize]))
                };
                Vector { weights: counts.iter().filter_map(weigh).collect() }.normalised()
            })
            .collect();
        Self { vectors, terms: frequency.keys().map(|&term| term.to_owned()).collect() }
    }

    /// The vector of the text at this place.
    pub fn vector(&self, place: usize) -> &Vector {
        &self.vectors[place]
    }

    /// How many texts there are.
    pub fn len(&self) -> usize {
        self.vectors.len()
    }

    /// The terms that two texts share, those that bring them together most first.
    pub fn shared(&self, a: usize, b: usize) -> Vec<&str> {
        let mut shared: Vec<(f64, &str)> = common(&self.vectors[a], &self.vectors[b])
            .map(|(term, x, y)| (x * y, self.terms[term as usize].as_str()))
            .collect();
        shared.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(b.1)));
        shared.into_iter().map(|(_, term)| term).collect()
    }

    /// The texts at these places added up.
    pub fn sum(&self, places: &[usize]) -> Sum {
        let mut weights: BTreeMap<u32, f64> = BTreeMap::new();
        for &(term, weight) in places.iter().flat_map(|&place| &self.vectors[place].weights) {
            *weights.entry(term).or_default() += weight;
        }
        Sum { weights: weights.into_iter().collect() }
    }

    /// How far each text is from each: one minus nearness, row by row above the diagonal, in the order that clustering wants.
    ///
    /// `None` when `go_on` said no.
    pub fn distances(&self, go_on: &dyn Fn() -> bool) -> Option<Vec<f64>> {
        let count = self.len();
        let mut distances = Vec::with_capacity(count * count.saturating_sub(1) / 2);
        self.rows(go_on, |_, later| distances.extend(later.iter().map(|near| 1.0 - near)))?;
        Some(distances)
    }

    /// Tells for each place in order how near it is to each later one. It needs no more memory than a row.
    ///
    /// `None` when `go_on` said no.
    pub fn rows(&self, go_on: &dyn Fn() -> bool, mut tell: impl FnMut(usize, &[f64])) -> Option<()> {
        let mut postings: Vec<Vec<(usize, f64)>> = vec![Vec::new(); self.terms.len()];
        for (place, vector) in self.vectors.iter().enumerate() {
            for &(term, weight) in &vector.weights {
                postings[term as usize].push((place, weight));
            }
        }
        let mut row = vec![0.0; self.len()];
        for (place, vector) in self.vectors.iter().enumerate() {
            if !go_on() {
                return None;
            }
            let later = &mut row[place + 1..];
            later.fill(0.0);
            for &(term, weight) in &vector.weights {
                let after = postings[term as usize].partition_point(|&(other, _)| other <= place);
                for &(other, other_weight) in &postings[term as usize][after..] {
                    later[other - place - 1] += weight * other_weight;
                }
            }
            later.iter_mut().for_each(|near| *near = near.clamp(0.0, 1.0));
            tell(place, later);
        }
        Some(())
    }

    /// Tells how near each two texts are, as [`Self::rows`] does.
    pub fn pairs(&self, go_on: &dyn Fn() -> bool, mut tell: impl FnMut(usize, usize, f64)) -> Option<()> {
        self.rows(go_on, |a, later| {
            for (b, near) in (a + 1..).zip(later) {
                tell(a, b, *near);
            }
        })
    }
}

impl Sum {
    /// All cosines to the vectors that were added up, together.
    pub fn nearness(&self, vector: &Vector) -> f64 {
        let weight = |term: u32| self.weights.binary_search_by_key(&term, |known| known.0).ok();
        vector.weights.iter().filter_map(|&(term, x)| Some(x * self.weights[weight(term)?].1)).sum()
    }
}

impl Vector {
    /// The cosine of the angle to another vector: 0 where nothing is shared, 1 for the same words.
    pub fn nearness(&self, other: &Self) -> f64 {
        common(self, other).map(|(_, x, y)| x * y).sum::<f64>().clamp(0.0, 1.0)
    }

    /// Whether it has no words.
    pub fn is_empty(&self) -> bool {
        self.weights.is_empty()
    }

    fn normalised(mut self) -> Self {
        let length = self.weights.iter().map(|(_, weight)| weight * weight).sum::<f64>().sqrt();
        if length > 0.0 {
            self.weights.iter_mut().for_each(|(_, weight)| *weight /= length);
        }
        self
    }
}

/// Words and pairs of neighbouring words, with how often they occur.
fn count(words: &[Word]) -> BTreeMap<String, f64> {
    let mut counts = BTreeMap::new();
    for word in words {
        *counts.entry(word.term.clone()).or_default() += 1.0;
    }
    for pair in words.windows(2) {
        *counts.entry(format!("{} {}", pair[0].term, pair[1].term)).or_default() += PAIR;
    }
    counts
}

/// The terms that two vectors share, with both weights.
fn common<'a>(a: &'a Vector, b: &'a Vector) -> impl Iterator<Item = (u32, f64, f64)> + 'a {
    let mut others = b.weights.iter().peekable();
    a.weights.iter().filter_map(move |&(term, x)| {
        while others.next_if(|(other, _)| *other < term).is_some() {}
        others.next_if(|(other, _)| *other == term).map(|&(_, y)| (term, x, y))
    })
}
