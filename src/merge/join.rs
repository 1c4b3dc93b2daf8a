//! Notes become one, and what names them names that one.

use std::collections::{HashMap, HashSet};

use super::group::SameText;
use crate::model::{EmpathyMap, Extra, Note, NoteId, person_key};

/// Joins the notes of each group into its first.
pub(super) fn join<'g>(map: &mut EmpathyMap, groups: impl Iterator<Item = &'g SameText>) {
    let mut into: HashMap<NoteId, NoteId> = HashMap::new();
    for group in groups {
        if let Some((first, others)) = group.notes.split_first() {
            into.extend(others.iter().map(|other| (other.clone(), first.clone())));
        }
    }
    let at: HashMap<NoteId, usize> = map.notes.iter().enumerate().map(|(at, note)| (note.id.clone(), at)).collect();
    for index in 0..map.notes.len() {
        let Some(&first) = into.get(&map.notes[index].id).and_then(|first| at.get(first)) else { continue };
        let other = map.notes[index].clone();
        let first = &mut map.notes[first];
        for (voter, count) in &other.votes {
            let votes = first.votes.entry(voter.clone()).or_default();
            *votes = votes.saturating_add(*count);
        }
        absorb(first, &other);
    }
    if into.is_empty() {
        return;
    }
    map.notes.retain(|note| !into.contains_key(&note.id));
    rewire(map, &into);
}

/// Takes over everything of a note that says the same but its votes. Sources and authors that differ stand beside each other;
/// of two kinds of evidence the better one counts; where there can be only one, the first note's stays.
pub(super) fn absorb(note: &mut Note, other: &Note) {
    unite(&mut note.who, &other.who, person_key);
    unite(&mut note.tags, &other.tags, str::to_owned);
    beside(&mut note.source, &other.source, "; ");
    beside(&mut note.author, &other.author, ", ");
    // Evidence is ordered from what was said or seen to what is only asked.
    note.evidence = note.evidence.into_iter().chain(other.evidence).min();
    note.theme = note.theme.take().or(other.theme.clone());
    note.feeling = note.feeling.or(other.feeling);
    if note.created.is_empty() {
        note.created.clone_from(&other.created);
    }
    add_extra(&mut note.extra, &other.extra);
}

/// Adds the words that are not there yet.
fn unite(words: &mut Vec<String>, others: &[String], key: fn(&str) -> String) {
    let mut known: HashSet<String> = words.iter().map(|word| key(word)).collect();
    words.extend(others.iter().filter(|word| known.insert(key(word))).cloned());
}

/// Adds the parts of a text that are not among those of another.
fn beside(text: &mut String, other: &str, between: &str) {
    for part in other.split(between).filter(|part| !part.is_empty()) {
        if !text.split(between).any(|known| known == part) {
            if !text.is_empty() {
                *text += between;
            }
            *text += part;
        }
    }
}

/// Adds the unknown keys that are not there yet.
pub(super) fn add_extra(extra: &mut Extra, other: &Extra) {
    for (key, json) in other.iter() {
        if extra.iter().all(|(known, _)| known != key) {
            extra.insert(key, json);
        }
    }
}

/// Adds the identifiers that are not there yet.
pub(super) fn add_links<T: Clone + PartialEq>(links: &mut Vec<T>, others: &[T]) {
    for other in others {
        if !links.contains(other) {
            links.push(other.clone());
        }
    }
}

/// Names the new note wherever an old one is named, once.
fn rewire(map: &mut EmpathyMap, into: &HashMap<NoteId, NoteId>) {
    let lists = (map.needs.iter_mut().flat_map(|need| [&mut need.supports, &mut need.contradicts]))
        .chain(map.motivations.iter_mut().flat_map(|driven| [&mut driven.supports, &mut driven.contradicts]))
        .chain(map.tensions.iter_mut().flat_map(|tension| [&mut tension.this, &mut tension.but]));
    for list in lists {
        let mut seen = HashSet::new();
        let renamed = list.drain(..).map(|id| into.get(&id).cloned().unwrap_or(id));
        *list = renamed.collect::<Vec<_>>().into_iter().filter(|id| seen.insert(id.clone())).collect();
    }
    for comment in &mut map.comments {
        if let Some(note) = into.get(&NoteId::new(comment.on.as_str())) {
            note.as_str().clone_into(&mut comment.on);
        }
    }
}
