//! What the program proposes on the open map, and what a person made of it so far: a state without a window.
//!
//! The groups stay as they are while themes are accepted, taken back or dismissed: what is shown follows from the map. Only
//! when notes come that were not grouped, or their texts change, groups are made anew, and then each takes over the sign and
//! the name of the one before that it has most notes in common with.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::rc::Rc;

use crate::document::{Edit, NoteField};
use crate::file::{Dismissed, Proposal};
use crate::model::{EmpathyMap, Extra, Note, NoteId, Theme, ThemeId};
use crate::scene::Scene;
use crate::synthesis::{SuggestedHome, SuggestedTheme, Suggestions, Why};

use super::stack::Stacks;

/// Groups with at least this share of their notes in common are the same to a person.
const SAME_GROUP: f64 = 0.5;
/// Stands in place of a sign until there is one.
const NO_SIGN: usize = usize::MAX;
/// A theme of one note is none.
const LEAST_NOTES: usize = 2;

/// Names a suggested theme for as long as suggestions are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key(u32);

/// What the program found on a map.
pub struct Found {
    /// Themes, and homes in those that are there.
    pub suggestions: Suggestions,
    /// Pairs of notes that say nearly the same.
    pub same: Vec<(NoteId, NoteId)>,
    /// The notes that were to be grouped, with what they said.
    pub grouped: BTreeMap<NoteId, String>,
}

/// What happens to the groups that are shown when new ones were found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Groups {
    /// They stay.
    Stay,
    /// The new ones take their places.
    Follow,
    /// The new ones come in their own order, because the person asked for fewer or more.
    Anew,
}

/// Everything that is proposed.
#[derive(Default)]
pub struct Proposals {
    groups: Vec<Group>,
    next_key: u32,
    /// Where a person has put notes: into a group, or into none.
    sorted: BTreeMap<NoteId, Option<Key>>,
    grouped: BTreeMap<NoteId, String>,
    homes: Vec<SuggestedHome>,
    elsewhere: Vec<SuggestedHome>,
    same: Vec<(NoteId, NoteId)>,
    left_out: usize,
    shown: Rc<Shown>,
}

/// A group as the program made it, with the name that a person gave it.
struct Group {
    key: Key,
    sign: usize,
    theme: SuggestedTheme,
    name: Option<String>,
    /// Whether the last search found it; one that is gone is kept for its name, in case it comes back.
    is_found: bool,
}

/// What is shown now.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Shown {
    /// Suggested themes.
    pub themes: Vec<ShownTheme>,
    /// Homes in themes that are there.
    pub homes: Vec<SuggestedHome>,
    /// Notes that might fit better into another theme.
    pub elsewhere: Vec<SuggestedHome>,
    /// Pairs that say the same and do not lie on each other.
    pub same: Vec<(NoteId, NoteId)>,
    /// Notes without a theme, for which there is no suggestion.
    pub loose: Vec<NoteId>,
    /// How many notes were not looked at because there are too many.
    pub left_out: usize,
}

/// A suggested theme as it is shown.
#[derive(Clone, Debug, PartialEq)]
pub struct ShownTheme {
    /// Which one.
    pub key: Key,
    /// Its sign, a letter or two.
    pub sign: String,
    /// The name as it stands in its field; a person may have emptied it.
    pub name: String,
    /// Its notes, in document order.
    pub notes: Vec<NoteId>,
    /// Why these belong together.
    pub why: Why,
    title: String,
}

impl ShownTheme {
    /// The name that it gets when it is accepted.
    pub fn title(&self) -> &str {
        let name = self.name.trim();
        if name.is_empty() { &self.title } else { name }
    }
}

impl Shown {
    /// The suggested theme with this key.
    pub fn theme(&self, key: Key) -> Option<&ShownTheme> {
        self.themes.iter().find(|theme| theme.key == key)
    }

    /// The suggested theme that a note is in.
    pub fn theme_of(&self, note: &NoteId) -> Option<&ShownTheme> {
        self.themes.iter().find(|theme| theme.notes.contains(note))
    }

    /// How many notes are in a suggested theme.
    pub fn note_count(&self) -> usize {
        self.themes.iter().map(|theme| theme.notes.len()).sum()
    }

    /// The change that makes a theme of a suggestion; `None` when it is not shown any more.
    pub fn accept(&self, key: Key, id: ThemeId) -> Option<Edit> {
        let theme = self.theme(key)?;
        let made = Theme { id, title: theme.title().to_owned(), extra: Extra::default() };
        Some(Edit::AddTheme { theme: made, notes: theme.notes.clone() })
    }

    /// The changes that make themes of all suggestions and bring notes home, in one step.
    pub fn accept_all(&self, mut new_id: impl FnMut() -> ThemeId) -> Vec<Edit> {
        let themes = self.themes.iter().filter_map(|theme| self.accept(theme.key, new_id()));
        themes.chain(self.bring_home()).collect()
    }

    /// The changes that bring all notes home.
    pub fn bring_home(&self) -> Vec<Edit> {
        let mut themes: BTreeMap<&ThemeId, Vec<NoteId>> = BTreeMap::new();
        for home in &self.homes {
            themes.entry(&home.theme).or_default().push(home.note.clone());
        }
        let into = |(theme, notes): (&ThemeId, Vec<NoteId>)| put_into(notes, theme);
        themes.into_iter().map(into).collect()
    }
}

/// The change that puts notes into a theme.
pub fn put_into(notes: Vec<NoteId>, theme: &ThemeId) -> Edit {
    Edit::SetNotes { notes, field: NoteField::Theme(Some(theme.clone())) }
}

impl Proposals {
    /// What is shown now.
    pub fn shown(&self) -> Rc<Shown> {
        Rc::clone(&self.shown)
    }

    /// All pairs of notes that say nearly the same, those that lie on each other included.
    pub fn pairs(&self) -> &[(NoteId, NoteId)] {
        &self.same
    }

    /// Whether notes of this map have not been grouped as they are now.
    pub fn misses_notes(&self, map: &EmpathyMap) -> bool {
        self.left_out > 0 || free_notes(map).any(|note| self.grouped.get(&note.id) != Some(&note.text))
    }

    /// Takes in what was found.
    pub fn follow(&mut self, found: Found, groups: Groups) {
        let Found { suggestions, same, grouped } = found;
        if groups != Groups::Stay {
            self.regroup(suggestions.themes, groups);
            self.grouped = grouped;
            self.left_out = suggestions.left_out;
        }
        (self.homes, self.elsewhere, self.same) = (suggestions.homes, suggestions.elsewhere, same);
    }

    fn regroup(&mut self, themes: Vec<SuggestedTheme>, groups: Groups) {
        let before = std::mem::take(&mut self.groups);
        let mut places: HashMap<NoteId, Vec<usize>> = HashMap::new();
        for (place, group) in before.iter().enumerate() {
            group.theme.notes.iter().for_each(|note| places.entry(note.clone()).or_default().push(place));
        }
        let mut before: Vec<Option<Group>> = before.into_iter().map(Some).collect();
        let mut after: Vec<Group> = Vec::with_capacity(themes.len());
        for theme in themes {
            let touched: BTreeSet<usize> =
                theme.notes.iter().filter_map(|note| places.get(note)).flatten().copied().collect();
            let nearest = touched.into_iter().filter_map(|place| {
                let common = in_common(&before[place].as_ref()?.theme.notes, &theme.notes);
                (common >= SAME_GROUP).then_some((common, place))
            });
            // Of equally near ones the first.
            let nearest = nearest.max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)));
            after.push(match nearest.and_then(|(_, place)| before[place].take()) {
                // It keeps the name that is known by now.
                Some(known) => {
                    let title = known.theme.title;
                    Group { theme: SuggestedTheme { title, ..theme }, is_found: true, ..known }
                }
                None => {
                    self.next_key += 1;
                    Group { key: Key(self.next_key), sign: NO_SIGN, theme, name: None, is_found: true }
                }
            });
        }
        let named = before.into_iter().flatten().filter(|group| group.name.is_some());
        let mut gone: Vec<Group> = named.map(|group| Group { is_found: false, ..group }).collect();
        if groups == Groups::Anew {
            after.iter_mut().enumerate().for_each(|(place, group)| group.sign = place);
            gone.iter_mut().for_each(|group| group.sign = NO_SIGN);
        } else {
            let signs = after.iter().chain(&gone).map(|group| group.sign).filter(|sign| *sign != NO_SIGN);
            let free = signs.max().map_or(0, |last| last + 1);
            for (sign, group) in (free..).zip(after.iter_mut().filter(|group| group.sign == NO_SIGN)) {
                group.sign = sign;
            }
            after.sort_by_key(|group| group.sign);
        }
        after.extend(gone);
        let keys: BTreeSet<Key> = after.iter().map(|group| group.key).collect();
        self.sorted.retain(|_, into| into.is_none_or(|key| keys.contains(&key)));
        self.groups = after;
    }

    /// Gives a suggested theme a name.
    pub fn rename(&mut self, key: Key, name: String) {
        if let Some(group) = self.groups.iter_mut().find(|group| group.key == key) {
            group.name = Some(name);
        }
    }

    /// Puts a note into a suggested theme, or takes it out of any.
    pub fn sort(&mut self, note: NoteId, into: Option<Key>) {
        self.sorted.insert(note, into);
    }

    /// Finds out anew what is to be shown, after anything has changed.
    pub fn review(&mut self, map: &EmpathyMap, scene: &Scene, dismissed: &Dismissed) {
        let notes: HashMap<&NoteId, &Note> = map.notes.iter().map(|note| (&note.id, note)).collect();
        let themes = self.shown_themes(map, dismissed);
        let grouped: BTreeSet<&NoteId> = themes.iter().flat_map(|theme| &theme.notes).collect();
        let is_open = |home: &&SuggestedHome| {
            !dismissed.contains(&Proposal::Home(home.note.clone())) && map.theme(&home.theme).is_some()
        };
        let is_free = |home: &&SuggestedHome| {
            notes.get(&home.note).is_some_and(|note| note.theme.is_none()) && !grouped.contains(&home.note)
        };
        let is_away = |home: &&SuggestedHome| {
            notes.get(&home.note).is_some_and(|note| note.theme.as_ref().is_some_and(|theme| *theme != home.theme))
        };
        let homes: Vec<SuggestedHome> = self.homes.iter().filter(is_open).filter(is_free).cloned().collect();
        let elsewhere = self.elsewhere.iter().filter(is_open).filter(is_away).cloned().collect();
        let stacks = Stacks::of(&self.same, scene);
        let is_apart = |(a, b): &&(NoteId, NoteId)| {
            let are_there = notes.contains_key(a) && notes.contains_key(b);
            are_there && !stacks.has_together(a, b) && !dismissed.contains(&Proposal::same(a, b))
        };
        let same = self.same.iter().filter(is_apart).cloned().collect();
        let housed: BTreeSet<&NoteId> = homes.iter().map(|home| &home.note).collect();
        let loose = free_notes(map).map(|note| &note.id).filter(|id| !grouped.contains(id) && !housed.contains(id));
        let loose = loose.cloned().collect();
        self.shown = Rc::new(Shown { themes, homes, elsewhere, same, loose, left_out: self.left_out });
    }

    fn shown_themes(&self, map: &EmpathyMap, dismissed: &Dismissed) -> Vec<ShownTheme> {
        let mut into: HashMap<&NoteId, Key> = HashMap::new();
        for group in self.groups.iter().filter(|group| group.is_found) {
            into.extend(group.theme.notes.iter().map(|note| (note, group.key)));
        }
        let mut members: HashMap<Key, Vec<NoteId>> = HashMap::new();
        for note in free_notes(map) {
            let key = match self.sorted.get(&note.id) {
                Some(decided) => *decided,
                None => into.get(&note.id).copied(),
            };
            if let Some(key) = key {
                members.entry(key).or_default().push(note.id.clone());
            }
        }
        let refused: Vec<&Vec<NoteId>> = (dismissed.iter())
            .filter_map(|proposal| match proposal {
                Proposal::Theme(notes) => Some(notes),
                _ => None,
            })
            .collect();
        let groups = self.groups.iter().filter(|group| group.is_found);
        let shown = groups.filter_map(|group| {
            let notes = members.remove(&group.key).filter(|notes| notes.len() >= LEAST_NOTES)?;
            if refused.iter().any(|refused| in_common(refused, &notes) >= SAME_GROUP) {
                return None;
            }
            let mut why = group.theme.why.clone();
            why.nearest.retain(|(a, b)| notes.contains(a) && notes.contains(b));
            let title = group.theme.title.clone();
            let name = group.name.clone().unwrap_or_else(|| title.clone());
            Some(ShownTheme { key: group.key, sign: sign(group.sign), name, notes, why, title })
        });
        shown.collect()
    }
}

/// Notes with a text and without a theme.
pub fn free_notes(map: &EmpathyMap) -> impl Iterator<Item = &Note> {
    map.notes.iter().filter(|note| note.theme.is_none() && !note.text.trim().is_empty())
}

/// The share of notes that two groups have in common, of all notes in either (Jaccard 1901).
fn in_common(one: &[NoteId], other: &[NoteId]) -> f64 {
    let one: BTreeSet<&NoteId> = one.iter().collect();
    let other: BTreeSet<&NoteId> = other.iter().collect();
    let common = one.intersection(&other).count();
    common as f64 / (one.len() + other.len() - common).max(1) as f64
}

/// A, B … Z, AA, AB …: the signs of groups, in order.
fn sign(place: usize) -> String {
    let letter = |place: usize| char::from(b'A' + (place % 26) as u8);
    match place / 26 {
        0 => letter(place).to_string(),
        rounds => format!("{}{}", sign(rounds - 1), letter(place)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_go_on_after_the_alphabet() {
        let signs = [0, 1, 25, 26, 27, 51, 52, 701, 702].map(sign);
        assert_eq!(signs, ["A", "B", "Z", "AA", "AB", "AZ", "BA", "ZZ", "AAA"]);
    }
}
