//! The CRDT: where records are kept, how they are read by schema and written field by field.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use yrs::branch::Branch;
use yrs::types::{Event, PathSegment};
use yrs::updates::decoder::Decode;
use yrs::{
    Any, BranchID, DeepObservable, Doc, GetString, IdSet, In, Map, MapPrelim, MapRef, OffsetKind, Options, Out,
    ReadTxn, StateVector, Text, TextPrelim, Transact, Transaction, TransactionMut, Update, merge_updates_v1,
};

use crate::model::{EmpathyMap, is_text};

use super::edit::EditError;
use super::item::{Header, Item, Root};
use super::order;
use super::plan::{Create, Plan, Write};
use super::record::{Change, Field, FieldSpec, Kind, Record, parse_slot, slots};
use super::text::splices_on;

/// The key of an item's order key.
const ORDER: &str = "o";
/// The key of an item's deleted flag.
const DELETED: &str = "del";
/// The key of the clock of its writer at which an item was completely made, for [`Store::made`].
const MADE: &str = "made";
/// The CRDT map of what a map has once.
const HEADER: &str = "map";

/// Where a transaction comes from. Only what is [`LOCAL`] can be undone.
pub(super) const LOCAL: &str = "local";
/// New items are made under this name, hidden; showing them is the step that can be undone. So taking back "add" hides an
/// item, like deleting it, and never takes along what others wrote in it.
const CREATE: &str = "create";
const REMOTE: &str = "remote";
const LOAD: &str = "load";

/// The items that transactions have changed since they were last asked for.
#[derive(Debug, Default)]
pub(super) struct Touched {
    /// Whether the header changed.
    pub header: bool,
    ids: BTreeMap<Root, BTreeSet<String>>,
}

impl Touched {
    /// The identifiers of one kind.
    pub fn of(&self, root: Root) -> impl Iterator<Item = &str> {
        self.ids.get(&root).into_iter().flatten().map(String::as_str)
    }
}

#[derive(Default)]
struct Inbox {
    touched: Touched,
    updates: Vec<Vec<u8>>,
}

/// The CRDT document.
pub(super) struct Store {
    doc: Doc,
    header: MapRef,
    roots: [MapRef; Root::ALL.len()],
    inbox: Arc<Mutex<Inbox>>,
}

/// An item as it stands in the CRDT, also when deleted.
pub(super) struct Stored {
    /// Its place in the list.
    pub order: Arc<str>,
    /// Whether it is deleted.
    pub deleted: bool,
    /// Its fields.
    pub record: Record,
}

fn lock(inbox: &Mutex<Inbox>) -> MutexGuard<'_, Inbox> {
    inbox.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Store {
    fn empty() -> Self {
        // A new random client id each time: one that is used again would lose edits silently.
        let doc = Doc::with_options(Options { offset_kind: OffsetKind::Utf16, ..Options::default() });
        let header = doc.get_or_insert_map(HEADER);
        let roots = Root::ALL.map(|root| doc.get_or_insert_map(root.name()));
        Self { doc, header, roots, inbox: Arc::default() }
    }

    /// A store that holds `map`.
    pub fn load(map: &EmpathyMap) -> Self {
        let store = Self::empty();
        {
            let mut txn = store.doc.transact_mut_with(LOAD);
            for (key, value) in prelim(&Header::of(map).encode()) {
                store.header.insert(&mut txn, key, value);
            }
            store.load_list(&mut txn, &map.quadrants);
            store.load_list(&mut txn, &map.themes);
            store.load_list(&mut txn, &map.notes);
            store.load_list(&mut txn, &map.tensions);
            store.load_list(&mut txn, &map.needs);
            store.load_list(&mut txn, &map.motivations);
            store.load_list(&mut txn, &map.comments);
        }
        store.watch();
        store
    }

    fn load_list<T: Item>(&self, txn: &mut TransactionMut, items: &[T]) {
        for (index, item) in items.iter().enumerate() {
            self.insert(txn, T::ROOT, item.id().to_string().into(), &item.encode(), order::nth(index), false);
        }
    }

    /// A store from a whole state.
    pub fn decode(snapshot: &[u8]) -> Result<Self, EditError> {
        let store = Self::empty();
        store.take_in(snapshot, LOAD)?;
        store.watch();
        Ok(store)
    }

    /// Collects changed items and updates from now on.
    fn watch(&self) {
        let inbox = Arc::clone(&self.inbox);
        self.header.observe_deep("touched", move |_, _| lock(&inbox).touched.header = true);
        for root in Root::ALL {
            let inbox = Arc::clone(&self.inbox);
            self.root(root).observe_deep("touched", move |txn, events| {
                let mut inbox = lock(&inbox);
                let ids = inbox.touched.ids.entry(root).or_default();
                for event in events.iter() {
                    match (event.path().front(), event) {
                        (Some(PathSegment::Key(id)), _) => {
                            ids.insert(id.to_string());
                        }
                        (None, Event::Map(event)) => ids.extend(event.keys(txn).keys().map(|id| id.to_string())),
                        _ => {}
                    }
                }
            });
        }
        let inbox = Arc::clone(&self.inbox);
        self.doc
            .observe_update_v1("updates", move |_, event| lock(&inbox).updates.push(event.update.clone()))
            .expect("no transaction is open while a store is made");
    }

    /// The document, for the undo stack.
    pub fn doc(&self) -> &Doc {
        &self.doc
    }

    /// Everything that undo is about.
    pub fn scopes(&self) -> impl Iterator<Item = &MapRef> {
        self.roots.iter().chain([&self.header])
    }

    fn root(&self, root: Root) -> &MapRef {
        &self.roots[root as usize]
    }

    /// What changed since it was last asked for, and the update that says so; empty when nothing did.
    pub fn take_changes(&self) -> (Touched, Vec<u8>) {
        let Inbox { touched, mut updates } = std::mem::take(&mut *lock(&self.inbox));
        let update = match updates.len() {
            0 => Vec::new(),
            1 => updates.swap_remove(0),
            _ => merge_updates_v1(&updates).expect("these updates were encoded a moment ago"),
        };
        (touched, update)
    }

    /// What making new items wrote, as opposed to showing them: no part of the step that can be undone.
    pub fn made(&self) -> IdSet {
        let mut made = IdSet::new();
        let txn = self.doc.transact();
        for (_, value) in self.roots.iter().flat_map(|root| root.iter(&txn)) {
            let Out::YMap(item) = value else { continue };
            let end = match item.get(&txn, MADE) {
                Some(Out::Any(Any::Number(clock))) => clock.as_i64().and_then(|clock| u32::try_from(clock).ok()),
                _ => None,
            };
            if let (BranchID::Nested(id), Some(end)) = (AsRef::<Branch>::as_ref(&item).id(), end)
                && let Some(len) = end.checked_sub(id.clock)
            {
                made.insert(id, len);
            }
        }
        made
    }

    /// The whole state as one update.
    pub fn encode_state(&self) -> Vec<u8> {
        self.doc.transact().encode_state_as_update_v1(&StateVector::default())
    }

    /// Applies an update from somewhere else.
    pub fn import(&self, bytes: &[u8]) -> Result<(), EditError> {
        self.take_in(bytes, REMOTE)
    }

    /// Applies an update that this person made before, so that it can be undone again.
    pub fn replay(&self, bytes: &[u8]) -> Result<(), EditError> {
        self.take_in(bytes, LOCAL)
    }

    fn take_in(&self, bytes: &[u8], origin: &str) -> Result<(), EditError> {
        use yrs::updates::encoder::Encode;
        let broken = || EditError("The change cannot be read; it is damaged or not made by this program.".into());
        let update = Update::decode_v1(bytes).map_err(|_| broken())?;
        // Damaged updates that decode nevertheless have crashed the library; those come out at another length.
        if update.encode_v1().len() != bytes.len() {
            return Err(broken());
        }
        self.doc.transact_mut_with(origin).apply_update(update).map_err(|_| broken())
    }

    /// A view of the store that does not change while it is held. Nothing can be written meanwhile.
    pub fn reader(&self) -> Reader<'_> {
        Reader { store: self, txn: self.doc.transact() }
    }

    /// Writes a plan as this person.
    pub fn write_local(&self, plan: &Plan) {
        if !plan.create.is_empty() {
            let mut txn = self.doc.transact_mut_with(CREATE);
            let items: Vec<MapRef> = plan.create.iter().map(|new| self.create(&mut txn, new, true)).collect();
            // Each of these writes moves the clock by one.
            let made = txn.state_vector().get(&self.doc.client_id()) + items.len() as u32;
            for item in items {
                item.insert(&mut txn, MADE, made);
            }
        }
        let mut txn = self.doc.transact_mut_with(LOCAL);
        for new in &plan.create {
            self.write(&mut txn, &Write::Delete { root: new.root, id: new.id.clone(), deleted: false });
        }
        for write in &plan.write {
            self.write(&mut txn, write);
        }
    }

    /// Writes a plan as somebody else.
    pub fn write_remote(&self, plan: &Plan) {
        let mut txn = self.doc.transact_mut_with(REMOTE);
        for new in &plan.create {
            self.create(&mut txn, new, false);
        }
        for write in &plan.write {
            self.write(&mut txn, write);
        }
    }

    fn create(&self, txn: &mut TransactionMut, new: &Create, hidden: bool) -> MapRef {
        self.insert(txn, new.root, new.id.as_str().into(), &new.record, new.order.clone(), hidden)
    }

    fn insert(
        &self,
        txn: &mut TransactionMut,
        root: Root,
        id: Arc<str>,
        record: &Record,
        order: String,
        hidden: bool,
    ) -> MapRef {
        let mut entries: MapPrelim = prelim(record).collect();
        entries.insert(ORDER.into(), In::from(order));
        if hidden {
            entries.insert(DELETED.into(), In::from(true));
        }
        self.root(root).insert(txn, id, entries)
    }

    fn item(&self, txn: &impl ReadTxn, root: Root, id: &str) -> Option<MapRef> {
        match self.root(root).get(txn, id) {
            Some(Out::YMap(item)) => Some(item),
            _ => None,
        }
    }

    fn write(&self, txn: &mut TransactionMut, write: &Write) {
        match write {
            Write::Header(change) => write_change(txn, &self.header, change),
            Write::Item { root, id, change } => {
                if let Some(item) = self.item(txn, *root, id) {
                    write_change(txn, &item, change);
                }
            }
            Write::Delete { root, id, deleted } => {
                if let Some(item) = self.item(txn, *root, id) {
                    item.insert(txn, DELETED, *deleted);
                }
            }
            Write::Order { root, id, key } => {
                if let Some(item) = self.item(txn, *root, id) {
                    item.insert(txn, ORDER, key.as_str());
                }
            }
        }
    }
}

/// The entries of a new record.
fn prelim(record: &Record) -> impl Iterator<Item = (Arc<str>, In)> {
    record.iter().flat_map(|(key, field)| -> Vec<(Arc<str>, In)> {
        match field {
            Field::Text(text) => vec![(key.into(), TextPrelim::new(text.as_str()).into())],
            Field::Atom(value) => vec![(key.into(), value.clone().into())],
            Field::List(members) => {
                let slots = slots(key, members).into_iter().enumerate();
                slots.map(|(at, slot)| (slot.into(), In::from(order::nth(at)))).collect()
            }
            Field::Counts(counts) => {
                counts.iter().map(|(member, &count)| (format!("{key}:{member}").into(), In::from(count))).collect()
            }
        }
    })
}

fn write_change(txn: &mut TransactionMut, item: &MapRef, change: &Change) {
    match change {
        Change::Text { key, before, after } => write_text(txn, item, key, before, after),
        Change::Atom { key, value: Some(value) } => {
            item.insert(txn, *key, value.clone());
        }
        Change::Atom { key, value: None } => {
            item.remove(txn, key);
        }
        Change::Count { key, member, value: Some(count) } => {
            item.insert(txn, format!("{key}:{member}"), *count);
        }
        Change::Count { key, member, value: None } => {
            item.remove(txn, &format!("{key}:{member}"));
        }
        Change::List { key, before, after } => write_list(txn, item, key, before, after),
    }
}

fn write_text(txn: &mut TransactionMut, item: &MapRef, key: &str, before: &str, after: &str) {
    let Some(Out::YText(text)) = item.get(txn, key) else {
        item.insert(txn, key, TextPrelim::new(after));
        return;
    };
    let current = text.get_string(txn);
    let units = |text: &str| text.encode_utf16().count() as u32;
    // From the back, so that the places before stay where they are.
    for splice in splices_on(&current, before, after).into_iter().rev() {
        let at = units(&current[..splice.range.start]);
        let removed = units(&current[splice.range]);
        if removed > 0 {
            text.remove_range(txn, at, removed);
        }
        if !splice.insert.is_empty() {
            text.insert(txn, at, &splice.insert);
        }
    }
}

/// Applies the difference of two lists. Only new members get a key when the others keep their order; else all are
/// numbered anew.
fn write_list(txn: &mut TransactionMut, item: &MapRef, key: &str, before: &[String], after: &[String]) {
    let (before, after) = (slots(key, before), slots(key, after));
    let had: BTreeSet<&String> = before.iter().collect();
    let has: BTreeSet<&String> = after.iter().collect();
    for lost in had.difference(&has) {
        item.remove(txn, lost);
    }
    let present = list_slots(txn, item, key);
    let kept_before = before.iter().filter(|slot| has.contains(slot));
    let kept_after = after.iter().filter(|slot| had.contains(slot));
    let kept = kept_before.clone().count();
    if kept_before.eq(kept_after) && after[..kept].iter().all(|slot| had.contains(slot)) {
        let mut last = present.last().map(|(order, _)| order.to_string());
        let mut keys = Vec::new();
        for _ in kept..after.len() {
            let Some(next) = order::between(last.as_deref(), None) else { break };
            last = Some(next.clone());
            keys.push(next);
        }
        if keys.len() == after.len() - kept {
            for (slot, order) in after[kept..].iter().zip(keys) {
                item.insert(txn, slot.as_str(), order);
            }
            return;
        }
    }
    let hidden = present.iter().map(|(_, slot)| slot).filter(|slot| !has.contains(slot));
    for (at, slot) in after.iter().chain(hidden).enumerate() {
        item.insert(txn, slot.as_str(), order::nth(at));
    }
}

/// The slots of one list with their order keys, in order.
fn list_slots(txn: &impl ReadTxn, item: &MapRef, key: &str) -> Vec<(Arc<str>, String)> {
    let mut present: Vec<(Arc<str>, String)> = (item.iter(txn))
        .filter(|(slot, _)| parse_slot(slot).is_some_and(|(head, _)| head == key))
        .map(|(slot, order)| (order_of(&order), slot.to_owned()))
        .collect();
    present.sort_unstable();
    present
}

fn order_of(value: &Out) -> Arc<str> {
    match value {
        Out::Any(Any::String(order)) => Arc::clone(order),
        _ => "".into(),
    }
}

/// A member of a list: its order key, its slot, and itself.
type Member<'a> = (Arc<str>, &'a str, &'a str);

/// Reads records while nothing is written.
pub(super) struct Reader<'a> {
    store: &'a Store,
    txn: Transaction<'a>,
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
