//! Finding words in many maps.

use std::ops::Range;

use super::Book;
use super::filter::{Choices, Counts, Filter, Sieve};
use super::fold::{fold, fold_with_places};

/// No more hits than this are listed.
const MOST_HITS: usize = 5_000;

/// What a search and a filter leave of some maps.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outlook {
    /// What is looked for, as [`emphasis`] takes it; empty where nothing is, so that all maps are left that the filter leaves.
    pub words: Vec<String>,
    /// The maps that are left, in the order in which they were given.
    pub maps: Vec<Hits>,
    /// How many passages were found.
    pub hit_count: usize,
    /// What can be chosen to filter by.
    pub choices: Choices,
}

/// What was found in one map.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hits {
    /// The map, by its place among those that were given.
    pub map: usize,
    /// Its passages that were found, by their places in [`Book::passages`].
    pub passages: Vec<usize>,
}

/// Looks for words in maps, among what a filter leaves of them. A passage is found that has all words, some of them perhaps
/// in the title or the persona of its map.
///
/// `None` as soon as `goes_on` says no.
pub fn look_through(
    books: &[&Book],
    query: &str,
    filter: &Filter,
    goes_on: &mut dyn FnMut() -> bool,
) -> Option<Outlook> {
    let mut words: Vec<String> = fold(query).split_whitespace().map(str::to_owned).collect();
    words.sort();
    words.dedup();
    let mut outlook = Outlook::default();
    let mut counts = Counts::default();
    for (map, book) in books.iter().enumerate() {
        if !goes_on() {
            return None;
        }
        let sieve = Sieve::new(book, filter);
        counts.add(&sieve);
        if !filter.is_empty() && !sieve.leaves_any() {
            continue;
        }
        let passages = if words.is_empty() { Vec::new() } else { found_in(book, &words, filter, &sieve) };
        if words.is_empty() || !passages.is_empty() {
            outlook.hit_count += passages.len();
            let room = MOST_HITS.saturating_sub(outlook.hit_count - passages.len());
            outlook.maps.push(Hits { map, passages: passages.into_iter().take(room).collect() });
        }
    }
    outlook.choices = counts.choices();
    outlook.words = words;
    Some(outlook)
}

fn found_in(book: &Book, words: &[String], filter: &Filter, sieve: &Sieve<'_>) -> Vec<usize> {
    let in_head: Vec<bool> = words.iter().map(|word| book.head.contains(word.as_str())).collect();
    let found = |(place, passage): (usize, &super::Passage)| {
        let mut has_any = false;
        for (word, in_head) in words.iter().zip(&in_head) {
            let has_word = passage.folded.contains(word.as_str());
            has_any |= has_word;
            if !has_word && !in_head {
                return None;
            }
        }
        let is_left = filter.is_empty() || passage.rests_on.iter().any(|&note| sieve.leaves(note));
        // The title says whom a filter is about: "dana", and only what was said, finds all that Dana said.
        ((has_any || !filter.is_empty()) && is_left).then_some(place)
    };
    book.passages.iter().enumerate().filter_map(found).collect()
}

/// Where these words of an [`Outlook`] stand in a text, in bytes, in order and without overlap.
pub fn emphasis(text: &str, words: &[String]) -> Vec<Range<usize>> {
    let (folded, places) = fold_with_places(text);
    let mut found: Vec<Range<usize>> = Vec::new();
    for word in words {
        for (at, _) in folded.match_indices(word.as_str()) {
            if let (Some(first), Some(last)) = (places.get(at), places.get(at + word.len() - 1)) {
                found.push(first.start..last.end);
            }
        }
    }
    found.sort_by_key(|range| range.start);
    found.dedup_by(|next, before| {
        let overlaps = next.start <= before.end;
        if overlaps {
            before.end = before.end.max(next.end);
        }
        overlaps
    });
    found
}

/// The part of a text that shows these words of an [`Outlook`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Excerpt {
    /// On one line, with an ellipsis where something is left out.
    pub text: String,
    /// Where the words stand in it, in bytes.
    pub emphasis: Vec<Range<usize>>,
}

/// Characters of an excerpt before the first word.
const LEAD: usize = 50;
/// Characters of an excerpt in all.
const EXCERPT: usize = 320;

/// The part of `text` around the first of these words, from its beginning where that is near.
pub fn excerpt(text: &str, words: &[String]) -> Excerpt {
    let first = emphasis(text, words).first().map_or(0, |range| range.start);
    let lead: usize = text[..first].chars().rev().take(LEAD).map(char::len_utf8).sum();
    // A few characters more are no reason to leave out the beginning.
    let start = if text[..first].chars().count() > 2 * LEAD { first - lead } else { 0 };
    let mut shown = if start > 0 { "…".to_owned() } else { String::new() };
    let rest = &text[start..];
    shown.extend(rest.chars().take(EXCERPT).map(|letter| if letter.is_control() { ' ' } else { letter }));
    if rest.chars().nth(EXCERPT).is_some() {
        shown.push('…');
    }
    let emphasis = emphasis(&shown, words);
    Excerpt { text: shown, emphasis }
}
