//! One flat form of every item: a list of named fields. Loading, editing, merging and reading all go through it, so that
//! what is written is what is read.

use std::collections::{BTreeMap, HashMap};

use yrs::Any;

use crate::model::Extra;

/// How a field is kept in the CRDT, which decides how two people's changes join.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A text; both people's letters stay.
    Text,
    /// One value; the last writer wins.
    Atom,
    /// Members in order, one key each; both people's members stay.
    List,
    /// A number for each member, one key each.
    Counts,
}

/// The name of a field, and how it is kept.
pub(super) type FieldSpec = (&'static str, Kind);

/// The value of a field.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Field {
    Text(String),
    Atom(Any),
    List(Vec<String>),
    Counts(BTreeMap<String, u32>),
}

/// The fields of one item. A field that is empty may be left out.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Record(Vec<(&'static str, Field)>);

/// What to do to one field of an item.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Change {
    /// Apply the difference of two versions of a text.
    Text { key: &'static str, before: String, after: String },
    /// Set or remove one value.
    Atom { key: &'static str, value: Option<Any> },
    /// Apply the difference of two versions of a list.
    List { key: &'static str, before: Vec<String>, after: Vec<String> },
    /// Set or remove the number of one member.
    Count { key: &'static str, member: String, value: Option<u32> },
}

impl Record {
    /// With a text that people can type in together; kept even when empty, so that two people share one from the start.
    pub fn text(mut self, key: &'static str, text: &str) -> Self {
        self.0.push((key, Field::Text(text.to_owned())));
        self
    }

    /// With one value; left out when `None`.
    pub fn atom(mut self, key: &'static str, value: Option<Any>) -> Self {
        if let Some(value) = value {
            self.0.push((key, Field::Atom(value)));
        }
        self
    }

    /// With a string as one value; left out when empty.
    pub fn string(self, key: &'static str, text: &str) -> Self {
        self.atom(key, (!text.is_empty()).then(|| Any::from(text)))
    }

    /// With members in order; left out when there are none.
    pub fn list(mut self, key: &'static str, members: impl IntoIterator<Item = impl ToString>) -> Self {
        let members: Vec<String> = members.into_iter().map(|member| member.to_string()).collect();
        if !members.is_empty() {
            self.0.push((key, Field::List(members)));
        }
        self
    }

    /// With a number for each member; left out when there are none.
    pub fn counts(mut self, key: &'static str, counts: &BTreeMap<String, u32>) -> Self {
        if !counts.is_empty() {
            self.0.push((key, Field::Counts(counts.clone())));
        }
        self
    }

    /// With unknown keys, in order, each with its JSON text; left out when there are none.
    pub fn extra(self, key: &'static str, extra: &Extra) -> Self {
        let flat: Vec<Any> = extra.iter().flat_map(|(key, json)| [Any::from(key), Any::from(json)]).collect();
        self.atom(key, (!flat.is_empty()).then(|| Any::Array(flat.into())))
    }

    /// Adds a field that was read.
    pub fn push(&mut self, key: &'static str, field: Field) {
        self.0.push((key, field));
    }

    /// The fields in the order they were given.
    pub fn iter(&self) -> impl Iterator<Item = (&'static str, &Field)> {
        self.0.iter().map(|(key, field)| (*key, field))
    }

    fn get(&self, key: &str) -> Option<&Field> {
        self.0.iter().find(|(known, _)| *known == key).map(|(_, field)| field)
    }

    fn take(&mut self, key: &str) -> Option<Field> {
        let at = self.0.iter().position(|(known, _)| *known == key)?;
        Some(self.0.swap_remove(at).1)
    }

    /// Takes out a text; empty when there is none.
    pub fn take_text(&mut self, key: &str) -> String {
        match self.take(key) {
            Some(Field::Text(text)) => text,
            _ => String::new(),
        }
    }

    /// Takes out a list; empty when there is none.
    pub fn take_list<T: for<'a> From<&'a str>>(&mut self, key: &str) -> Vec<T> {
        match self.take(key) {
            Some(Field::List(members)) => members.iter().map(|member| T::from(member)).collect(),
            _ => Vec::new(),
        }
    }

    /// Takes out the numbers of members.
    pub fn take_counts(&mut self, key: &str) -> BTreeMap<String, u32> {
        match self.take(key) {
            Some(Field::Counts(counts)) => counts,
            _ => BTreeMap::new(),
        }
    }

    /// Looks at one value.
    pub fn value(&self, key: &str) -> Option<&Any> {
        match self.get(key) {
            Some(Field::Atom(value)) => Some(value),
            _ => None,
        }
    }

    /// Looks at a string that is one value; `None` when it is missing or something else.
    pub fn str(&self, key: &str) -> Option<&str> {
        self.value(key).and_then(as_str)
    }

    /// A string that is one value; empty when it is missing or something else.
    pub fn string_of(&self, key: &str) -> String {
        self.str(key).unwrap_or_default().to_owned()
    }

    /// A whole number that is one value.
    pub fn integer(&self, key: &str) -> Option<i64> {
        self.value(key).and_then(as_integer)
    }

    /// Unknown keys.
    pub fn extra_of(&self, key: &str) -> Extra {
        self.value(key).map(as_extra).unwrap_or_default()
    }
}

/// A string, if the value is one.
pub(super) fn as_str(value: &Any) -> Option<&str> {
    match value {
        Any::String(text) => Some(text),
        _ => None,
    }
}

/// A whole number, if the value is one.
pub(super) fn as_integer(value: &Any) -> Option<i64> {
    match value {
        Any::Number(number) => number.as_i64(),
        _ => None,
    }
}

/// A finite number, if the value is one.
pub(super) fn as_finite(value: &Any) -> Option<f64> {
    match value {
        Any::Number(number) => number.as_f64().filter(|number| number.is_finite()),
        _ => None,
    }
}

/// The values of a list, if the value is one.
pub(super) fn as_array(value: &Any) -> &[Any] {
    match value {
        Any::Array(values) => values,
        _ => &[],
    }
}

/// Unknown keys from their flat list; what is no pair of strings is left out.
pub(super) fn as_extra(value: &Any) -> Extra {
    as_array(value)
        .chunks_exact(2)
        .filter_map(|pair| Some((as_str(&pair[0])?.to_owned(), as_str(&pair[1])?.to_owned())))
        .collect()
}

/// What turns `before` into `after`, field by field.
pub(super) fn difference(fields: &[FieldSpec], before: &Record, after: &Record) -> Vec<Change> {
    let mut changes = Vec::new();
    for &(key, kind) in fields {
        let (old, new) = (before.get(key), after.get(key));
        if old == new {
            continue;
        }
        match kind {
            Kind::Text => {
                let text = |field: Option<&Field>| match field {
                    Some(Field::Text(text)) => text.clone(),
                    _ => String::new(),
                };
                changes.push(Change::Text { key, before: text(old), after: text(new) });
            }
            Kind::Atom => {
                let value = match new {
                    Some(Field::Atom(value)) => Some(value.clone()),
                    _ => None,
                };
                changes.push(Change::Atom { key, value });
            }
            Kind::List => {
                let list = |field: Option<&Field>| match field {
                    Some(Field::List(members)) => members.clone(),
                    _ => Vec::new(),
                };
                changes.push(Change::List { key, before: list(old), after: list(new) });
            }
            Kind::Counts => {
                let none = BTreeMap::new();
                let [old, new] = [old, new].map(|field| match field {
                    Some(Field::Counts(counts)) => counts,
                    _ => &none,
                });
                let lost = old.keys().filter(|member| !new.contains_key(*member)).map(|member| (member, None));
                let set = new.iter().filter(|(member, count)| old.get(*member) != Some(count));
                changes.extend(
                    lost.chain(set.map(|(member, count)| (member, Some(*count))))
                        .map(|(member, value)| Change::Count { key, member: member.clone(), value }),
                );
            }
        }
    }
    changes
}

/// The CRDT keys of a list's members, in order: `s:n1`, and `s2:n1` where a member comes a second time.
pub(super) fn slots(key: &str, members: &[String]) -> Vec<String> {
    let mut seen: HashMap<&str, usize> = HashMap::new();
    members
        .iter()
        .map(|member| {
            let count = seen.entry(member).or_default();
            *count += 1;
            if *count == 1 { format!("{key}:{member}") } else { format!("{key}{count}:{member}") }
        })
        .collect()
}

/// The list key and the member that a CRDT key stands for.
pub(super) fn parse_slot(slot: &str) -> Option<(&str, &str)> {
    let (head, member) = slot.split_once(':')?;
    Some((head.trim_end_matches(|digit: char| digit.is_ascii_digit()), member))
}
