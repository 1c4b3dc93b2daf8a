//! Reading records by schema: what the CRDT holds beyond it, or of another type, is left alone.

use std::collections::BTreeMap;
use std::sync::Arc;

use yrs::{Any, GetString, Map, MapRef, Out, Transaction};

use crate::document::item::{Header, Item, Root};
use crate::document::record::{Field, FieldSpec, Kind, Record, parse_slot};
use crate::model::is_text;

use super::{DELETED, ORDER, Store, order_of};

/// An item as it stands in the CRDT, also when deleted.
pub(in crate::document) struct Stored {
    /// Its place in the list.
    pub order: Arc<str>,
    /// Whether it is deleted.
    pub deleted: bool,
    /// Its fields.
    pub record: Record,
}

/// A member of a list: its order key, its slot, and itself.
type Member<'a> = (Arc<str>, &'a str, &'a str);

/// Reads records while nothing is written.
pub(in crate::document) struct Reader<'a> {
    pub(super) store: &'a Store,
    pub(super) txn: Transaction<'a>,
}

impl Reader<'_> {
    /// The identifiers of one kind, also of deleted items.
    pub fn ids(&self, root: Root) -> Vec<String> {
        self.store.root(root).keys(&self.txn).map(str::to_owned).collect()
    }

    /// Whether there is an item with this identifier, also a deleted one.
    pub fn exists(&self, root: Root, id: &str) -> bool {
        self.store.item(&self.txn, root, id).is_some()
    }

    /// The theme that a note names, whether or not it is there.
    pub fn raw_theme(&self, note: &str) -> Option<Arc<str>> {
        match self.store.item(&self.txn, Root::Notes, note)?.get(&self.txn, "theme") {
            Some(Out::Any(Any::String(theme))) => Some(theme),
            _ => None,
        }
    }

    /// An item by its identifier.
    pub fn item<T: Item>(&self, id: &str) -> Option<Stored> {
        let item = self.store.item(&self.txn, T::ROOT, id)?;
        let mut stored = Stored { order: "".into(), deleted: false, record: Record::default() };
        stored.record = self.read(&item, T::FIELDS, |key, value| match key {
            ORDER => stored.order = order_of(value),
            DELETED => stored.deleted = matches!(value, Out::Any(Any::Bool(true))),
            _ => {}
        });
        Some(stored)
    }

    /// What the map has once.
    pub fn header(&self) -> Header {
        Header::decode(self.read(&self.store.header, Header::FIELDS, |_, _| {}))
    }

    /// Reads what the schema knows, and of the type it says; the rest is left alone.
    fn read(&self, item: &MapRef, fields: &[FieldSpec], mut other: impl FnMut(&str, &Out)) -> Record {
        let mut record = Record::default();
        let mut lists: BTreeMap<&'static str, Vec<Member<'_>>> = BTreeMap::new();
        let mut counts: BTreeMap<&'static str, BTreeMap<String, u32>> = BTreeMap::new();
        let find = |key: &str| fields.iter().find(|(known, _)| *known == key);
        for (key, value) in item.iter(&self.txn) {
            if let Some((head, member)) = parse_slot(key) {
                match (find(head), &value) {
                    (Some(&(head, Kind::List)), _) => {
                        lists.entry(head).or_default().push((order_of(&value), key, member));
                    }
                    (Some(&(head, Kind::Counts)), Out::Any(Any::Number(number))) if is_text(member) => {
                        if let Some(count) = number.as_i64().and_then(|count| u32::try_from(count).ok()) {
                            counts.entry(head).or_default().insert(member.to_owned(), count);
                        }
                    }
                    _ => {}
                }
                continue;
            }
            match (find(key), &value) {
                (Some(&(key, Kind::Text)), Out::YText(text)) => {
                    record.push(key, Field::Text(text.get_string(&self.txn)));
                }
                (Some(&(key, Kind::Atom)), Out::Any(value)) => record.push(key, Field::Atom(value.clone())),
                _ => other(key, &value),
            }
        }
        for (key, mut members) in lists {
            members.sort_unstable();
            record.push(key, Field::List(members.into_iter().map(|(_, _, member)| member.to_owned()).collect()));
        }
        for (key, counts) in counts {
            record.push(key, Field::Counts(counts));
        }
        record
    }
}
