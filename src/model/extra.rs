//! Keys that this version does not know, kept so that a newer or foreign program finds them again.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

/// The unknown keys of one object, in file order, each with its value as the very JSON text that stood in the file.
///
/// They are written back unchanged after the known keys.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Extra(Vec<(String, String)>);

impl Extra {
    /// Keeps `json`, the text of one JSON value, under `key`. The last one wins where a key is given twice.
    pub fn insert(&mut self, key: impl Into<String>, json: impl Into<String>) {
        let (key, json) = (key.into(), json.into());
        match self.0.iter_mut().find(|(known, _)| *known == key) {
            Some(entry) => entry.1 = json,
            None => self.0.push((key, json)),
        }
    }

    /// The keys and their JSON texts, in file order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(key, json)| (key.as_str(), json.as_str()))
    }

    /// Whether there is no unknown key.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The bytes of all keys and values together.
    pub fn byte_len(&self) -> usize {
        self.0.iter().map(|(key, json)| key.len() + json.len()).sum()
    }
}

impl FromIterator<(String, String)> for Extra {
    /// Takes time in proportion to the entries, however many. The last one wins where a key is given twice.
    fn from_iter<I: IntoIterator<Item = (String, String)>>(entries: I) -> Self {
        let mut extra = Self::default();
        let mut places = HashMap::new();
        for (key, json) in entries {
            match places.get(&key) {
                Some(&place) => {
                    let entry: &mut (String, String) = &mut extra.0[place];
                    entry.1 = json;
                }
                None => {
                    places.insert(key.clone(), extra.0.len());
                    extra.0.push((key, json));
                }
            }
        }
        extra
    }
}
