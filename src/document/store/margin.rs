//! What is written beside a map: short texts by key that travel with the document, in the same transaction as the edits that
//! they are about, and are no part of the map. A session keeps there which notes are whose.

use yrs::{Any, Map, Out, Transact, TransactionMut};

use super::Store;

/// The name of the CRDT map.
pub(super) const MARGIN: &str = "margin";

impl Store {
    /// The text under a key.
    pub fn margin(&self, key: &str) -> Option<String> {
        match self.margin.get(&self.doc.transact(), key) {
            Some(Out::Any(Any::String(text))) => Some(text.to_string()),
            _ => None,
        }
    }

    /// All texts whose key begins so, by key.
    pub fn margin_under(&self, prefix: &str) -> Vec<(String, String)> {
        let txn = self.doc.transact();
        let mut found: Vec<(String, String)> = (self.margin.iter(&txn))
            .filter(|(key, _)| key.starts_with(prefix))
            .filter_map(|(key, text)| match text {
                Out::Any(Any::String(text)) => Some((key.to_owned(), text.to_string())),
                _ => None,
            })
            .collect();
        found.sort_unstable();
        found
    }

    /// Writes or removes texts.
    pub(super) fn write_margin(&self, txn: &mut TransactionMut, entries: &[(String, Option<String>)]) {
        for (key, text) in entries {
            match text {
                Some(text) => {
                    self.margin.insert(txn, key.as_str(), text.as_str());
                }
                None => {
                    self.margin.remove(txn, key);
                }
            }
        }
    }
}
