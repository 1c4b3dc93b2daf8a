//! A map that was changed elsewhere, merged field by field and by id.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use crate::model::{EmpathyMap, limits};

use super::edit::EditError;
use super::item::{Header, Item, Name};
use super::order::{self, between};
use super::plan::{Create, Plan, Write};
use super::record::difference;
use super::store::Reader;
use super::view::View;

/// What to write so that the difference between `base` and `theirs` arrives here too.
///
/// # Errors
/// When there would be too many notes.
pub(super) fn plan(
    reader: &Reader<'_>,
    view: &View,
    base: &EmpathyMap,
    theirs: &EmpathyMap,
) -> Result<Plan, EditError> {
    let mut plan = Plan::default();
    let header = difference(Header::FIELDS, &Header::of(base).encode(), &Header::of(theirs).encode());
    plan.write.extend(header.into_iter().map(Write::Header));
    let mut merge = Merge { reader, view, plan: &mut plan };
    merge.list(&base.quadrants, &theirs.quadrants);
    merge.list(&base.themes, &theirs.themes);
    let notes = merge.list(&base.notes, &theirs.notes);
    merge.list(&base.tensions, &theirs.tensions);
    merge.list(&base.needs, &theirs.needs);
    merge.list(&base.motivations, &theirs.motivations);
    merge.list(&base.comments, &theirs.comments);
    if notes > limits::NOTES {
        return Err(EditError(format!(
            "Both maps together have {notes} notes; {} is the limit. Delete some, or keep two files.",
            limits::NOTES
        )));
    }
    Ok(plan)
}

struct Merge<'a> {
    reader: &'a Reader<'a>,
    view: &'a View,
    plan: &'a mut Plan,
}

impl Merge<'_> {
    /// Merges the items of one kind; how many there will be.
    fn list<T: Item>(&mut self, base: &[T], theirs: &[T]) -> usize {
        let in_base: HashMap<&T::Id, &T> = base.iter().map(|item| (item.id(), item)).collect();
        let in_theirs: HashSet<&T::Id> = theirs.iter().map(T::id).collect();
        let (shelf, ours) = T::parts(self.view);

        let gone = |id: &T::Id| in_base.contains_key(id) && !in_theirs.contains(id);
        for item in base.iter().filter(|item| gone(item.id())) {
            if self.reader.item::<T>(item.id().text()).is_some_and(|stored| !stored.deleted) {
                self.plan.write.push(Write::Delete { root: T::ROOT, id: item.id().to_string(), deleted: true });
            }
        }
        // New here, or back again.
        let mut fresh: HashSet<&T::Id> = HashSet::new();
        let mut created: HashMap<&T::Id, usize> = HashMap::new();
        for item in theirs {
            match in_base.get(item.id()) {
                Some(before) if *before == item => {}
                Some(before) => self.change(*before, item),
                None => match self.reader.item::<T>(item.id().text()) {
                    Some(stored) => {
                        if stored.deleted {
                            let id = item.id().to_string();
                            self.plan.write.push(Write::Delete { root: T::ROOT, id, deleted: false });
                            fresh.insert(item.id());
                        }
                        self.change(&T::decode(item.id().clone(), stored.record), item);
                    }
                    None => {
                        fresh.insert(item.id());
                        created.insert(item.id(), self.plan.create.len());
                        self.plan.create.push(Create {
                            root: T::ROOT,
                            id: item.id().to_string(),
                            record: item.encode(),
                            order: String::new(),
                        });
                    }
                },
            }
        }

        let kept: Vec<&T::Id> = ours.iter().map(T::id).filter(|id| !gone(id)).collect();
        let here: HashSet<&T::Id> = kept.iter().copied().chain(fresh.iter().copied()).collect();
        let theirs_here: Vec<&T::Id> = theirs.iter().map(T::id).filter(|id| here.contains(id)).collect();
        let is_reordered = {
            let before = base.iter().map(T::id).filter(|id| in_theirs.contains(id));
            let after = theirs.iter().map(T::id).filter(|id| in_base.contains_key(id));
            !before.eq(after)
        };
        let woven = if is_reordered { weave(&theirs_here, &kept) } else { weave(&kept, &theirs_here) };
        let known = |id: &T::Id| match is_reordered || fresh.contains(id) {
            true => None,
            false => shelf.index.get(id).map(|&at| &shelf.order[at]),
        };
        let keys = keys(&woven.iter().map(|id| known(id)).collect::<Vec<_>>());
        for (id, key) in woven.iter().zip(keys) {
            if let Some(&at) = created.get(id) {
                self.plan.create[at].order = key.to_string();
            } else if fresh.contains(id) || shelf.index.get(*id).is_none_or(|&at| shelf.order[at] != key) {
                self.plan.write.push(Write::Order { root: T::ROOT, id: id.to_string(), key: key.to_string() });
            }
        }
        woven.len()
    }

    fn change<T: Item>(&mut self, before: &T, after: &T) {
        let (root, id) = (T::ROOT, after.id());
        let changes = difference(T::FIELDS, &before.encode(), &after.encode());
        self.plan.write.extend(changes.into_iter().map(|change| Write::Item { root, id: id.to_string(), change }));
    }
}

/// All of `main` in its order, and what only `other` has, each after the item that it follows there.
fn weave<'a, I: Name>(main: &[&'a I], other: &[&'a I]) -> Vec<&'a I> {
    let in_main: HashSet<&I> = main.iter().copied().collect();
    let mut woven = Vec::new();
    let mut after: HashMap<&I, Vec<&I>> = HashMap::new();
    let mut anchor = None;
    for &id in other {
        match anchor {
            _ if in_main.contains(id) => anchor = Some(id),
            Some(anchor) => after.entry(anchor).or_default().push(id),
            None => woven.push(id),
        }
    }
    for &id in main {
        woven.push(id);
        woven.extend(after.remove(id).into_iter().flatten());
    }
    woven
}

/// Order keys for a list in which some have one already; all anew where there is no room.
fn keys(known: &[Option<&Arc<str>>]) -> Vec<Arc<str>> {
    let mut highs: Vec<Option<&Arc<str>>> = vec![None; known.len()];
    let mut high = None;
    for (at, key) in known.iter().enumerate().rev() {
        highs[at] = high;
        high = key.or(high);
    }
    let mut keys: Vec<Arc<str>> = Vec::with_capacity(known.len());
    for (key, high) in known.iter().zip(highs) {
        let key = match key {
            Some(key) => Some(Arc::clone(key)),
            None => between(keys.last().map(AsRef::as_ref), high.map(AsRef::as_ref)).map(Arc::from),
        };
        match key {
            Some(key) => keys.push(key),
            None => return (0..known.len()).map(|at| order::nth(at).into()).collect(),
        }
    }
    keys
}
