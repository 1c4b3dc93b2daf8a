//! Fields of an item, and how they differ from those of another version.

use std::collections::HashSet;

use super::words::pieces;
use super::{Change, Piece};

/// What a field says.
enum Value {
    /// A text, compared word by word.
    Text(String),
    /// One of several: what it is compared by, and how it is called.
    Choice(String, String),
    /// Several, in no order: what each is compared by, and how it is called.
    Several(Vec<(String, String)>),
}

/// The fields of an item: the same ones, in the same order, for each item of a kind.
#[derive(Default)]
pub struct Fields(Vec<(&'static str, Value)>);

impl Fields {
    /// With a text.
    pub fn text(self, field: &'static str, text: &str) -> Self {
        self.with(field, Value::Text(text.trim().to_owned()))
    }

    /// With one of several, which is called as it is compared.
    pub fn word(self, field: &'static str, word: impl ToString) -> Self {
        let word = word.to_string();
        self.with(field, Value::Choice(word.clone(), word))
    }

    /// With one of several, which may be called differently in both versions and yet is the same.
    pub fn choice(self, field: &'static str, key: &str, label: String) -> Self {
        self.with(field, Value::Choice(key.to_owned(), called(key, label)))
    }

    /// With several words.
    pub fn words(self, field: &'static str, words: &[String]) -> Self {
        self.several(field, words.iter().map(|word| (word.clone(), word.clone())))
    }

    /// With several, which may be called differently in both versions and yet are the same.
    pub fn several(self, field: &'static str, items: impl Iterator<Item = (String, String)>) -> Self {
        let items = items.map(|(key, label)| {
            let label = called(&key, label);
            (key, label)
        });
        self.with(field, Value::Several(items.collect()))
    }

    fn with(mut self, field: &'static str, value: Value) -> Self {
        self.0.push((field, value));
        self
    }
}

/// What something is called that is there; what is not there has no key.
fn called(key: &str, label: String) -> String {
    if label.trim().is_empty() && !key.is_empty() { "Untitled".to_owned() } else { label }
}

/// The fields that say something else later.
pub fn changes(earlier: Fields, later: Fields) -> Vec<Change> {
    let both = earlier.0.into_iter().zip(later.0);
    both.filter_map(|((field, before), (_, after))| Some(Change { field, pieces: difference(before, after)? }))
        .collect()
}

fn difference(before: Value, after: Value) -> Option<Vec<Piece>> {
    let found = match (before, after) {
        (Value::Text(before), Value::Text(after)) if before != after => pieces(&before, &after),
        (Value::Choice(before, was), Value::Choice(after, is)) if before != after => {
            vec![Piece::Gone(was), Piece::Added(is)]
        }
        (Value::Several(before), Value::Several(after)) => {
            let only_in = |these: &[(String, String)], others: &[(String, String)]| {
                let others: HashSet<&str> = others.iter().map(|(key, _)| key.as_str()).collect();
                let only = these.iter().filter(|(key, _)| !others.contains(key.as_str()));
                only.map(|(_, label)| label.clone()).collect::<Vec<_>>()
            };
            let gone = only_in(&before, &after).into_iter().map(Piece::Gone);
            gone.chain(only_in(&after, &before).into_iter().map(Piece::Added)).collect()
        }
        _ => return None,
    };
    let said: Vec<Piece> = found.into_iter().filter(|piece| !text(piece).is_empty()).collect();
    (!said.is_empty()).then_some(said)
}

fn text(piece: &Piece) -> &str {
    match piece {
        Piece::Same(text) | Piece::Gone(text) | Piece::Added(text) => text,
    }
}
