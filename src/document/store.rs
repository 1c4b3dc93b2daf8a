//! The CRDT: where records are kept, how they are read by schema and written field by field.

mod margin;
mod reader;

pub(super) use reader::Reader;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use yrs::block::ClientID;
use yrs::branch::Branch;
use yrs::types::{Event, PathSegment};
use yrs::updates::decoder::Decode;
use yrs::{
    Any, Assoc, BranchID, DeepObservable, Doc, GetString, ID, IdSet, Map, MapPrelim, MapRef, OffsetKind, Options, Out,
    ReadTxn, StateVector, StickyIndex, Text, TextPrelim, Transact, TransactionMut, Update, merge_updates_v1,
};

use crate::model::EmpathyMap;

use super::edit::EditError;
use super::item::{Header, Item, Name, Root};
use super::order;
use super::plan::{Create, Plan, Write};
use super::record::{Change, Field, Record, parse_slot, slots};
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

/// The names of all CRDT maps.
pub(super) fn root_names() -> impl Iterator<Item = &'static str> {
    Root::ALL.into_iter().map(Root::name).chain([HEADER, margin::MARGIN])
}

/// The items that transactions have changed since they were last asked for.
#[derive(Clone, Debug, Default)]
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
    margin: MapRef,
    inbox: Arc<Mutex<Inbox>>,
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
        let margin = doc.get_or_insert_map(margin::MARGIN);
        Self { doc, header, roots, margin, inbox: Arc::default() }
    }

    /// A store with nothing in it.
    pub fn blank() -> Self {
        let store = Self::empty();
        store.watch();
        store
    }

    /// A store that holds `map`.
    pub fn load(map: &EmpathyMap) -> Self {
        let store = Self::empty();
        {
            let mut txn = store.doc.transact_mut_with(LOAD);
            let mut keys = Keys::default();
            fill(&mut txn, &store.header, &Header::of(map).encode(), &mut keys);
            store.load_list(&mut txn, &map.quadrants, &mut keys);
            store.load_list(&mut txn, &map.themes, &mut keys);
            store.load_list(&mut txn, &map.notes, &mut keys);
            store.load_list(&mut txn, &map.tensions, &mut keys);
            store.load_list(&mut txn, &map.needs, &mut keys);
            store.load_list(&mut txn, &map.motivations, &mut keys);
            store.load_list(&mut txn, &map.comments, &mut keys);
        }
        store.watch();
        store
    }

    fn load_list<T: Item>(&self, txn: &mut TransactionMut, items: &[T], keys: &mut Keys) {
        for (index, item) in items.iter().enumerate() {
            let made = self.root(T::ROOT).insert(txn, item.id().text(), MapPrelim::default());
            fill(txn, &made, &item.encode(), keys);
            made.insert(txn, keys.shared(ORDER), order::nth(index));
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

    /// What has changed so far; [`Self::take_changes`] will tell it again.
    pub fn touched(&self) -> Touched {
        lock(&self.inbox).touched.clone()
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

    /// The client id that is written under.
    pub fn client_id(&self) -> u64 {
        self.doc.client_id().get()
    }

    /// The next clock of each client.
    pub fn clocks(&self) -> BTreeMap<u64, u32> {
        self.doc.transact().state_vector().iter().map(|(client, clock)| (client.get(), *clock)).collect()
    }

    /// How deep what a client wrote at a clock is nested.
    pub fn depth(&self, client: u64, clock: u32) -> Option<u8> {
        let txn = self.doc.transact();
        let mut id = ID::new(ClientID::new(client), clock);
        let mut depth = 1;
        // A place beside something is the way to learn what it is in.
        loop {
            match StickyIndex::from_id(id, Assoc::After).get_offset(&txn)?.branch.id() {
                BranchID::Nested(parent) => id = parent,
                BranchID::Root(_) => return Some(depth),
            }
            depth = u8::checked_add(depth, 1)?;
        }
    }

    /// The state vector (V1).
    pub fn state_vector(&self) -> Vec<u8> {
        use yrs::updates::encoder::Encode;
        self.doc.transact().state_vector().encode_v1()
    }

    /// What somebody with this state vector lacks.
    pub fn diff(&self, state_vector: &[u8]) -> Result<Vec<u8>, EditError> {
        let theirs = StateVector::decode_v1(state_vector)
            .map_err(|_| EditError("The message cannot be read; it is damaged or not made by this program.".into()))?;
        Ok(self.doc.transact().encode_diff_v1(&theirs))
    }

    /// Whether updates wait for others that they build on.
    pub fn awaits_updates(&self) -> bool {
        self.doc.transact().has_missing_updates()
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
            let mut keys = Keys::default();
            let items: Vec<MapRef> = (plan.create.iter())
                .map(|new| {
                    let item = self.create(&mut txn, new, &mut keys);
                    item.insert(&mut txn, DELETED, true);
                    item
                })
                .collect();
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
        let mut keys = Keys::default();
        for new in &plan.create {
            self.create(&mut txn, new, &mut keys);
        }
        for write in &plan.write {
            self.write(&mut txn, write);
        }
        self.write_margin(&mut txn, &plan.margin);
    }

    fn create(&self, txn: &mut TransactionMut, new: &Create, keys: &mut Keys) -> MapRef {
        let item = self.root(new.root).insert(txn, new.id.as_str(), MapPrelim::default());
        fill(txn, &item, &new.record, keys);
        item.insert(txn, keys.shared(ORDER), new.order.as_str());
        item
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

/// The keys of fields, each allocated once for a whole map and not once an item.
#[derive(Default)]
struct Keys(Vec<(&'static str, Arc<str>)>);

impl Keys {
    fn shared(&mut self, key: &'static str) -> Arc<str> {
        if let Some((_, shared)) = self.0.iter().find(|(known, _)| *known == key) {
            return Arc::clone(shared);
        }
        let shared: Arc<str> = key.into();
        self.0.push((key, Arc::clone(&shared)));
        shared
    }
}

/// Writes the fields of a new record.
fn fill(txn: &mut TransactionMut, item: &MapRef, record: &Record, keys: &mut Keys) {
    for (key, field) in record.iter() {
        match field {
            Field::Text(text) => {
                item.insert(txn, keys.shared(key), TextPrelim::new(text.as_str()));
            }
            Field::Atom(value) => {
                item.insert(txn, keys.shared(key), value.clone());
            }
            Field::List(members) => {
                for (at, slot) in slots(key, members).into_iter().enumerate() {
                    item.insert(txn, slot, order::nth(at));
                }
            }
            Field::Counts(counts) => {
                for (member, &count) in counts {
                    item.insert(txn, format!("{key}:{member}"), count);
                }
            }
        }
    }
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
