//! The map as everybody sees it, kept up to date from what changed in the CRDT: without deleted items and without links
//! that lead to them.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use crate::model::{
    Comment, CommentId, EmpathyMap, Motivation, MotivationId, Need, NeedId, Note, NoteId, Quadrant, QuadrantId,
    Tension, TensionId, Theme, ThemeId, is_id, limits,
};

use super::Changes;
use super::item::{Header, Item, Root, clip, or_default_quadrants};
use super::store::{Reader, Touched};

/// Where the items of one kind are in their list.
#[derive(Debug)]
pub(super) struct Shelf<I> {
    /// The order key of each item, in the order of the list.
    pub order: Vec<Arc<str>>,
    /// The place of each item.
    pub index: HashMap<I, usize>,
    /// The highest order key that was ever seen, also of deleted items.
    pub top: Option<Arc<str>>,
}

impl<I> Default for Shelf<I> {
    fn default() -> Self {
        Self { order: Vec::new(), index: HashMap::new(), top: None }
    }
}

/// What is not on the map though somebody put it there.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct LeftOut {
    /// Notes beyond the limit.
    pub notes: usize,
    /// Whether there are unknown keys beyond theirs.
    pub extras: bool,
}

/// The map and where everything is in it.
#[derive(Debug, Default)]
pub(super) struct View {
    pub map: EmpathyMap,
    pub quadrants: Shelf<QuadrantId>,
    pub themes: Shelf<ThemeId>,
    pub notes: Shelf<NoteId>,
    pub tensions: Shelf<TensionId>,
    pub needs: Shelf<NeedId>,
    pub motivations: Shelf<MotivationId>,
    pub comments: Shelf<CommentId>,
    /// What is left out because two people together went beyond a limit.
    left_out: LeftOut,
}

/// What an item can ask when it leaves out what leads nowhere.
pub(super) struct Scope<'a> {
    view: &'a View,
    reader: &'a Reader<'a>,
}

impl Scope<'_> {
    /// Whether the note is on the map.
    pub fn has_note(&self, id: &NoteId) -> bool {
        self.view.notes.index.contains_key(id)
    }

    /// Whether the theme is on the map.
    pub fn has_theme(&self, id: &ThemeId) -> bool {
        self.view.themes.index.contains_key(id)
    }

    /// Whether the motivation is on the map.
    pub fn has_motivation(&self, id: &MotivationId) -> bool {
        self.view.motivations.index.contains_key(id)
    }

    /// Whether the quadrant is on the map.
    pub fn has_quadrant(&self, id: &QuadrantId) -> bool {
        match self.view.quadrants.index.is_empty() {
            false => self.view.quadrants.index.contains_key(id),
            true => self.view.map.quadrant(id).is_some(),
        }
    }

    /// The first quadrant.
    pub fn first_quadrant(&self) -> Option<&QuadrantId> {
        self.view.map.quadrants.first().map(|quadrant| &quadrant.id)
    }

    /// Whether the item of whatever kind with this identifier is deleted; `None` when there never was one.
    pub fn is_hidden(&self, id: &str) -> Option<bool> {
        let view = self.view;
        let is_there = view.notes.index.contains_key(&NoteId::from(id))
            || view.needs.index.contains_key(&NeedId::from(id))
            || view.themes.index.contains_key(&ThemeId::from(id))
            || view.tensions.index.contains_key(&TensionId::from(id))
            || view.motivations.index.contains_key(&MotivationId::from(id))
            || view.map.quadrant(&QuadrantId::from(id)).is_some();
        let mut kinds = Root::ALL.into_iter().filter(|root| *root != Root::Comments);
        if is_there { Some(false) } else { kinds.any(|root| self.reader.exists(root, id)).then_some(true) }
    }
}

/// An item that was read anew: where it stands, or `None` when it cannot be seen.
type Loaded<T> = (<T as Item>::Id, Option<(Arc<str>, T)>);

/// What became of the items of one kind.
struct Outcome<I> {
    changed: Vec<I>,
    /// Those that came or went.
    toggled: HashSet<I>,
}

impl View {
    /// The view of everything in the store.
    pub fn build(reader: &Reader<'_>) -> Self {
        let mut view = Self::default();
        view.map.quadrants.clear();
        reader.header().put(&mut view.map);
        view.load_all::<Quadrant>(reader);
        or_default_quadrants(&mut view.map);
        view.load_all::<Theme>(reader);
        view.load_all::<Note>(reader);
        if view.map.notes.len() > limits::NOTES {
            view.left_out.notes = view.map.notes.len() - limits::NOTES;
            view.map.notes.truncate(limits::NOTES);
            view.notes.order.truncate(limits::NOTES);
            view.notes.index.retain(|_, at| *at < limits::NOTES);
        }
        view.load_all::<Motivation>(reader);
        view.load_all::<Tension>(reader);
        view.load_all::<Need>(reader);
        view.load_all::<Comment>(reader);
        view.cap_extras();
        view
    }

    /// The view of a map that was just loaded into the store in its order.
    pub fn of(map: EmpathyMap, order: impl Fn(usize) -> String) -> Self {
        fn shelf<T: Item>(items: &[T], keys: &[Arc<str>]) -> Shelf<T::Id> {
            let index = items.iter().enumerate().map(|(at, item)| (item.id().clone(), at)).collect();
            let order: Vec<Arc<str>> = keys[..items.len()].to_vec();
            Shelf { top: order.last().cloned(), order, index }
        }
        let lists = [
            map.quadrants.len(),
            map.themes.len(),
            map.notes.len(),
            map.tensions.len(),
            map.needs.len(),
            map.motivations.len(),
            map.comments.len(),
        ];
        let keys: Vec<Arc<str>> = (0..lists.into_iter().max().unwrap_or(0)).map(|at| order(at).into()).collect();
        Self {
            quadrants: shelf(&map.quadrants, &keys),
            themes: shelf(&map.themes, &keys),
            notes: shelf(&map.notes, &keys),
            tensions: shelf(&map.tensions, &keys),
            needs: shelf(&map.needs, &keys),
            motivations: shelf(&map.motivations, &keys),
            comments: shelf(&map.comments, &keys),
            left_out: LeftOut::default(),
            map,
        }
    }

    /// The item with this identifier.
    pub fn find<T: Item>(&self, id: &T::Id) -> Option<&T> {
        let (shelf, list) = T::parts(self);
        shelf.index.get(id).map(|&at| &list[at])
    }

    /// Refreshes what changed, and what depends on it.
    pub fn refresh(&mut self, reader: &Reader<'_>, touched: &Touched) -> Changes {
        let mut changes = Changes::default();
        if touched.header {
            let header = reader.header();
            changes.header |= header != Header::of(&self.map);
            header.put(&mut self.map);
        }
        let quadrants = self.reload::<Quadrant>(reader, touched.of(Root::Quadrants), &mut changes);
        changes.header |= !quadrants.changed.is_empty();
        if self.left_out != LeftOut::default() || !quadrants.toggled.is_empty() {
            return self.rebuild(reader, changes);
        }
        let themes = self.reload::<Theme>(reader, touched.of(Root::Themes), &mut changes);
        let mut notes: BTreeSet<String> = touched.of(Root::Notes).map(str::to_owned).collect();
        if !themes.toggled.is_empty() {
            let names = |note: &NoteId| reader.raw_theme(note.as_str()).map(ThemeId::new);
            let members = self.map.notes.iter().map(|note| &note.id);
            let members = members.filter(|note| names(note).is_some_and(|theme| themes.toggled.contains(&theme)));
            notes.extend(members.map(NoteId::to_string));
        }
        let notes = self.reload::<Note>(reader, notes.iter().map(String::as_str), &mut changes);
        if self.map.notes.len() > limits::NOTES {
            return self.rebuild(reader, changes);
        }
        let links = !notes.toggled.is_empty();
        let motivations = self.reload_linked::<Motivation>(reader, touched, links, &mut changes);
        let tensions = self.reload_linked::<Tension>(reader, touched, links, &mut changes);
        let motives = !motivations.toggled.is_empty();
        let needs = self.reload_linked::<Need>(reader, touched, links || motives, &mut changes);
        let any =
            links || motives || !(themes.toggled.is_empty() && tensions.toggled.is_empty() && needs.toggled.is_empty());
        self.reload_linked::<Comment>(reader, touched, any, &mut changes);
        changes
    }

    /// What is left out because two people together went beyond a limit.
    pub fn left_out(&self) -> LeftOut {
        self.left_out
    }

    /// Leaves out unknown keys when two people together went beyond their limit.
    pub fn cap_extras(&mut self) {
        let header = self.map.extra.byte_len() + self.map.persona.extra.byte_len();
        if header + self.extra_bytes() <= limits::EXTRA_BYTES {
            return;
        }
        self.left_out.extras = true;
        let mut left = limits::EXTRA_BYTES;
        let map = &mut self.map;
        let mut extras = vec![&mut map.extra, &mut map.persona.extra];
        extras.extend(map.quadrants.iter_mut().flat_map(Item::extras));
        extras.extend(map.themes.iter_mut().flat_map(Item::extras));
        extras.extend(map.notes.iter_mut().flat_map(Item::extras));
        extras.extend(map.tensions.iter_mut().flat_map(Item::extras));
        extras.extend(map.needs.iter_mut().flat_map(Item::extras));
        extras.extend(map.motivations.iter_mut().flat_map(Item::extras));
        extras.extend(map.comments.iter_mut().flat_map(Item::extras));
        for extra in extras {
            match left.checked_sub(extra.byte_len()) {
                Some(rest) => left = rest,
                None => *extra = Default::default(),
            }
        }
    }

    fn rebuild(&mut self, reader: &Reader<'_>, mut changes: Changes) -> Changes {
        let old = std::mem::replace(self, Self::build(reader));
        fn compare<T: Item>(old: &View, new: &View, changes: &mut Changes) {
            let gone = T::parts(old).1.iter().filter(|item| new.find::<T>(item.id()).is_none());
            let fresh = T::parts(new).1.iter().filter(|item| old.find::<T>(item.id()) != Some(item));
            changes.items.extend(gone.chain(fresh).filter_map(|item| T::item_ref(item.id())));
        }
        changes.header |= old.map.quadrants != self.map.quadrants;
        compare::<Theme>(&old, self, &mut changes);
        compare::<Note>(&old, self, &mut changes);
        compare::<Tension>(&old, self, &mut changes);
        compare::<Need>(&old, self, &mut changes);
        compare::<Motivation>(&old, self, &mut changes);
        compare::<Comment>(&old, self, &mut changes);
        changes
    }

    fn load_all<T: Item>(&mut self, reader: &Reader<'_>) {
        let ids = reader.ids(T::ROOT);
        self.reload::<T>(reader, ids.iter().map(String::as_str), &mut Changes::default());
    }

    /// Reads the touched items of a kind whose links may be concerned too: all of them, if so.
    fn reload_linked<T: Item>(
        &mut self,
        reader: &Reader<'_>,
        touched: &Touched,
        links: bool,
        changes: &mut Changes,
    ) -> Outcome<T::Id> {
        if links {
            let ids = reader.ids(T::ROOT);
            self.reload::<T>(reader, ids.iter().map(String::as_str), changes)
        } else {
            self.reload::<T>(reader, touched.of(T::ROOT), changes)
        }
    }

    fn reload<'a, T: Item>(
        &mut self,
        reader: &Reader<'_>,
        ids: impl Iterator<Item = &'a str>,
        changes: &mut Changes,
    ) -> Outcome<T::Id> {
        let mut top = T::parts(self).0.top.clone();
        let scope = Scope { view: self, reader };
        let loaded: Vec<Loaded<T>> = ids
            .filter(|id| is_id(id))
            .map(|id| {
                let key = T::Id::from(id);
                let Some(stored) = reader.item::<T>(id) else { return (key, None) };
                if top.as_ref().is_none_or(|top| *top < stored.order) {
                    top = Some(Arc::clone(&stored.order));
                }
                if stored.deleted {
                    return (key, None);
                }
                let mut item = T::decode(key.clone(), stored.record);
                item.texts(&mut clip);
                let is_visible = item.settle(&scope);
                (key, is_visible.then_some((stored.order, item)))
            })
            .collect();
        let (shelf, list) = T::parts_mut(self);
        shelf.top = top;
        let outcome = place(shelf, list, loaded);
        changes.items.extend(outcome.changed.iter().filter_map(T::item_ref));
        outcome
    }

    fn extra_bytes(&mut self) -> usize {
        fn sum<T: Item>(items: &mut [T]) -> usize {
            items.iter_mut().flat_map(Item::extras).map(|extra| extra.byte_len()).sum()
        }
        let map = &mut self.map;
        sum(&mut map.quadrants)
            + sum(&mut map.themes)
            + sum(&mut map.notes)
            + sum(&mut map.tensions)
            + sum(&mut map.needs)
            + sum(&mut map.motivations)
            + sum(&mut map.comments)
    }
}

/// Puts items that were read anew in their places: in place where only the content changed, at the end where all are
/// new, and with one sort otherwise.
fn place<T: Item>(shelf: &mut Shelf<T::Id>, list: &mut Vec<T>, loaded: Vec<Loaded<T>>) -> Outcome<T::Id> {
    let mut outcome = Outcome { changed: Vec::new(), toggled: HashSet::new() };
    let mut gone: HashSet<usize> = HashSet::new();
    let mut fresh: Vec<(Arc<str>, T)> = Vec::new();
    for (id, now) in loaded {
        match (shelf.index.get(&id).copied(), now) {
            (Some(at), Some((order, item))) if shelf.order[at] == order => {
                if list[at] == item {
                    continue;
                }
                list[at] = item;
            }
            (Some(at), Some(moved)) => {
                gone.insert(at);
                fresh.push(moved);
            }
            (Some(at), None) => {
                gone.insert(at);
                outcome.toggled.insert(id.clone());
            }
            (None, Some(new)) => {
                fresh.push(new);
                outcome.toggled.insert(id.clone());
            }
            (None, None) => continue,
        }
        outcome.changed.push(id);
    }
    if gone.is_empty() && fresh.is_empty() {
        return outcome;
    }
    let by_place = |(left_key, left): &(Arc<str>, T), (right_key, right): &(Arc<str>, T)| {
        left_key.cmp(right_key).then_with(|| left.id().cmp(right.id()))
    };
    fresh.sort_by(by_place);
    let follows = match (shelf.order.last().zip(list.last()), fresh.first()) {
        (Some((last_key, last)), Some((key, item))) => (last_key, last.id()) < (key, item.id()),
        _ => true,
    };
    if !gone.is_empty() || !follows {
        let kept = std::mem::take(&mut shelf.order).into_iter().zip(std::mem::take(list)).enumerate();
        let kept = kept.filter(|(at, _)| !gone.contains(at)).map(|(_, entry)| entry);
        let mut all: Vec<(Arc<str>, T)> = kept.collect();
        let only_gone = fresh.is_empty();
        all.append(&mut fresh);
        if !only_gone {
            all.sort_by(by_place);
        }
        fresh = all;
        shelf.index.clear();
    }
    for (order, item) in fresh {
        shelf.index.insert(item.id().clone(), list.len());
        shelf.order.push(order);
        list.push(item);
    }
    outcome
}
