//! The items of one kind as they would be after some edits.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::document::edit::EditError;
use crate::document::item::{Item, Name};
use crate::document::order::{self, between};
use crate::document::plan::{Create, Plan, Write};
use crate::document::record::difference;
use crate::document::store::Reader;
use crate::document::view::View;
use crate::model::is_id;

use super::{Checked, byte_len, check_texts, refuse};

/// Changed, new and deleted items of one kind.
pub(super) struct Overlay<T: Item> {
    /// Items that are on the map; `None` when deleted.
    changed: BTreeMap<T::Id, Option<T>>,
    /// New items in the order they came; `None` when deleted again.
    added: Vec<(T::Id, Option<T>)>,
    /// The whole list with its order keys, as soon as one item moves in it.
    order: Option<Order<T::Id>>,
}

struct Order<I> {
    list: Vec<(I, Arc<str>)>,
    rewritten: BTreeMap<I, Arc<str>>,
}

impl<T: Item> Default for Overlay<T> {
    fn default() -> Self {
        Self { changed: BTreeMap::new(), added: Vec::new(), order: None }
    }
}

impl<T: Item> Overlay<T> {
    /// The item as it would be.
    pub fn find<'a>(&'a self, view: &'a View, id: &T::Id) -> Option<&'a T> {
        if let Some(item) = self.changed.get(id) {
            return item.as_ref();
        }
        match view.find::<T>(id) {
            Some(item) => Some(item),
            None => self.added.iter().find(|(new, _)| new == id)?.1.as_ref(),
        }
    }

    /// The item as it would be.
    ///
    /// # Errors
    /// When there is none.
    pub fn get<'a>(&'a self, view: &'a View, id: &T::Id) -> Checked<&'a T> {
        self.find(view, id).ok_or_else(|| missing::<T>(id))
    }

    /// The item, to change it.
    ///
    /// # Errors
    /// When there is none.
    pub fn get_mut(&mut self, view: &View, id: &T::Id) -> Checked<&mut T> {
        if let Some(item) = view.find::<T>(id) {
            let entry = self.changed.entry(id.clone()).or_insert_with(|| Some(item.clone()));
            return entry.as_mut().ok_or_else(|| missing::<T>(id));
        }
        let added = self.added.iter_mut().find(|(new, _)| new == id);
        added.and_then(|(_, item)| item.as_mut()).ok_or_else(|| missing::<T>(id))
    }

    /// Adds an item, last in order.
    ///
    /// # Errors
    /// When its identifier is empty or was ever used.
    pub fn add(&mut self, reader: &Reader<'_>, item: T) -> Checked {
        let id = item.id();
        if !is_id(id.text()) {
            return refuse(format!("A new {} needs an identifier that a file can hold.", T::WORD));
        }
        if reader.exists(T::ROOT, id.text()) || self.is_added(id) {
            return refuse(format!("The identifier “{id}” of the new {} is already taken.", T::WORD));
        }
        self.added.push((id.clone(), Some(item)));
        Ok(())
    }

    /// Deletes an item; one that these edits have deleted already stays so.
    ///
    /// # Errors
    /// When there is none.
    pub fn delete(&mut self, view: &View, id: &T::Id) -> Checked {
        if view.find::<T>(id).is_some() {
            self.changed.insert(id.clone(), None);
        } else if let Some((_, item)) = self.added.iter_mut().find(|(new, _)| new == id) {
            *item = None;
        } else {
            return Err(missing::<T>(id));
        }
        Ok(())
    }

    /// Puts an item right before another, or last.
    ///
    /// # Errors
    /// When one of them is not there.
    pub fn reorder(&mut self, view: &View, id: &T::Id, before: Option<&T::Id>) -> Checked {
        self.get(view, id)?;
        if let Some(before) = before {
            self.get(view, before)?;
        }
        if before == Some(id) {
            return Ok(());
        }
        let mut order = match self.order.take() {
            Some(order) => order,
            None => {
                let (shelf, list) = T::parts(view);
                let list = list.iter().map(T::id).cloned().zip(shelf.order.iter().cloned()).collect();
                Order { list, rewritten: BTreeMap::new() }
            }
        };
        for (new, _) in &self.added {
            if !order.list.iter().any(|(known, _)| known == new) {
                let top = order.list.last().map(|(_, key)| key.as_ref());
                let key = between(top.max(T::parts(view).0.top.as_deref()), None).unwrap_or_default();
                order.list.push((new.clone(), key.clone().into()));
                order.rewritten.insert(new.clone(), key.into());
            }
        }
        order.put(id, before);
        self.order = Some(order);
        Ok(())
    }

    /// How many items these edits add and delete.
    pub fn balance(&self) -> (usize, usize) {
        let added = self.added.iter().filter(|(_, item)| item.is_some()).count();
        (added, self.changed.values().filter(|item| item.is_none()).count())
    }

    /// Writes down what differs from the map, and counts the bytes of new unknown keys.
    ///
    /// # Errors
    /// When a text is too long.
    pub fn finish(self, view: &View, plan: &mut Plan, extra: &mut usize) -> Checked {
        let mut keys = self.order.map(|order| order.rewritten).unwrap_or_default();
        let mut top: Option<Arc<str>> = T::parts(view).0.top.clone();
        for (id, item) in self.added {
            let Some(mut item) = item else {
                keys.remove(&id);
                continue;
            };
            check_texts(T::WORD, |visit| item.texts(visit))?;
            *extra += byte_len(&item);
            let order: Arc<str> = match keys.remove(&id) {
                Some(key) => key,
                // A list without room at its end is rare enough to be numbered by the next reordering.
                None => between(top.as_deref(), None)
                    .map_or_else(|| format!("{}z", top.as_deref().unwrap_or_default()).into(), Arc::from),
            };
            top = top.max(Some(Arc::clone(&order)));
            plan.create.push(Create {
                root: T::ROOT,
                id: id.text().to_owned(),
                record: item.encode(),
                order: order.to_string(),
            });
        }
        for (id, item) in self.changed {
            let root = T::ROOT;
            let text = id.text().to_owned();
            match (item, view.find::<T>(&id)) {
                (None, _) => {
                    keys.remove(&id);
                    plan.write.push(Write::Delete { root, id: text, deleted: true });
                }
                (Some(mut item), Some(before)) if item != *before => {
                    check_texts(T::WORD, |visit| item.texts(visit))?;
                    let changes = difference(T::FIELDS, &before.encode(), &item.encode());
                    plan.write.extend(changes.into_iter().map(|change| Write::Item { root, id: text.clone(), change }));
                }
                _ => {}
            }
        }
        let shelf = T::parts(view).0;
        for (id, key) in keys {
            if shelf.index.get(&id).is_none_or(|&at| shelf.order[at] != key) {
                plan.write.push(Write::Order { root: T::ROOT, id: id.text().to_owned(), key: key.to_string() });
            }
        }
        Ok(())
    }

    fn is_added(&self, id: &T::Id) -> bool {
        self.added.iter().any(|(new, _)| new == id)
    }
}

impl<I: Name> Order<I> {
    fn put(&mut self, id: &I, before: Option<&I>) {
        let Some(from) = self.list.iter().position(|(known, _)| known == id) else { return };
        let place = |list: &[(I, Arc<str>)]| {
            before.and_then(|before| list.iter().position(|(known, _)| known == before)).unwrap_or(list.len())
        };
        if place(&self.list) == from + 1 {
            return;
        }
        let (moved, _) = self.list.remove(from);
        let at = place(&self.list);
        let low = at.checked_sub(1).map(|at| Arc::clone(&self.list[at].1));
        let high = self.list.get(at).map(|(_, key)| Arc::clone(key));
        let key = between(low.as_deref(), high.as_deref());
        self.list.insert(at, (moved, key.as_deref().unwrap_or_default().into()));
        if key.is_some() {
            self.rewritten.insert(id.clone(), Arc::clone(&self.list[at].1));
            return;
        }
        // No room: two people gave the same place, or many went into one gap. The whole list is numbered anew.
        for (at, (id, key)) in self.list.iter_mut().enumerate() {
            *key = order::nth(at).into();
            self.rewritten.insert(id.clone(), Arc::clone(key));
        }
    }
}

fn missing<T: Item>(id: &T::Id) -> EditError {
    EditError(format!("The {} “{id}” is no longer on the map.", T::WORD))
}
