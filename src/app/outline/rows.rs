//! What stands below what in the outline: a pure function from the map and from what is folded.

use std::collections::{HashMap, HashSet};

use crate::document::{LinkSet, PersonaField};
use crate::model::{EmpathyMap, ItemRef, Note, NoteId, QuadrantId, ThemeId};

/// What a row stands for; names it from frame to frame.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Place {
    /// Whom the map is about.
    Persona,
    /// A line about the persona.
    PersonaLine(PersonaField),
    /// A quadrant, above its notes and themes.
    Quadrant(QuadrantId),
    /// The part of a theme that lies in a quadrant, above its notes.
    Theme(QuadrantId, ThemeId),
    /// A note.
    Note(NoteId),
    /// A list of what follows from the notes.
    List(List),
    /// A need, motivation or tension, above the notes behind it; a theme without notes.
    Item(ItemRef),
    /// A note behind a need, motivation or tension.
    Evidence(LinkSet, NoteId),
}

/// A list below the quadrants.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum List {
    /// Needs.
    Needs,
    /// Motivations.
    Motivations,
    /// Tensions.
    Tensions,
    /// Themes that no note is in.
    EmptyThemes,
}

/// A row of the outline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// What it stands for.
    pub place: Place,
    /// How deep it stands; 1 is outermost.
    pub level: usize,
    /// Its place among the rows beside it, from 1.
    pub position: usize,
    /// How many rows stand beside it, with itself.
    pub siblings: usize,
    /// How many notes lie in it.
    pub notes: usize,
    /// What stands below it; `None` where there is nothing.
    pub branch: Option<Branch>,
}

/// What stands below a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Branch {
    /// Whether it is shown.
    pub is_open: bool,
    /// How many rows stand right below.
    pub rows: usize,
}

impl Place {
    /// What is selected with this row.
    pub fn item(&self) -> Option<ItemRef> {
        match self {
            Self::Note(id) | Self::Evidence(_, id) => Some(ItemRef::Note(id.clone())),
            Self::Theme(_, id) => Some(ItemRef::Theme(id.clone())),
            Self::Item(item) => Some(item.clone()),
            Self::Persona | Self::PersonaLine(_) | Self::Quadrant(_) | Self::List(_) => None,
        }
    }

    /// The note that this row shows.
    pub fn note(&self) -> Option<&NoteId> {
        match self {
            Self::Note(id) | Self::Evidence(_, id) => Some(id),
            _ => None,
        }
    }
}

/// All rows that are not folded away, from top to bottom.
///
/// `order` are the notes as they are read, as indices into the map's; `draft` is a note that is not on the map yet.
pub fn rows(map: &EmpathyMap, order: &[usize], folded: &HashSet<Place>, draft: Option<&Note>) -> Vec<Row> {
    let themes: HashSet<&ThemeId> = map.themes.iter().map(|theme| &theme.id).collect();
    let mut notes: HashMap<(&QuadrantId, Option<&ThemeId>), Vec<&NoteId>> = HashMap::new();
    for note in order.iter().filter_map(|&index| map.notes.get(index)).chain(draft) {
        let theme = note.theme.as_ref().filter(|id| themes.contains(id));
        notes.entry((&note.quadrant, theme)).or_default().push(&note.id);
    }
    let used: HashSet<&ThemeId> = notes.keys().filter_map(|(_, theme)| *theme).collect();
    let unused: Vec<&ThemeId> = map.themes.iter().map(|theme| &theme.id).filter(|id| !used.contains(id)).collect();

    let mut tree = Tree { rows: Vec::with_capacity(map.notes.len() + 16), folded };
    let outermost = 4 + map.quadrants.len() + usize::from(!unused.is_empty());
    tree.persona(outermost);
    for (index, quadrant) in map.quadrants.iter().enumerate() {
        let loose = notes.remove(&(&quadrant.id, None)).unwrap_or_default();
        let theme_notes = |id| notes.get(&(&quadrant.id, Some(id)));
        let themed: Vec<_> = map.themes.iter().filter_map(|theme| Some((&theme.id, theme_notes(&theme.id)?))).collect();
        tree.quadrant(&quadrant.id, (index + 2, outermost), &loose, &themed);
    }
    let mut next = map.quadrants.len() + 2;
    let mut list = |list, items: Vec<Item<'_>>| {
        tree.list(list, (next, outermost), &items);
        next += 1;
    };
    list(List::Needs, needs(map));
    list(List::Motivations, motivations(map));
    list(List::Tensions, tensions(map));
    if !unused.is_empty() {
        let items = unused.into_iter().map(|id| Item { item: ItemRef::Theme(id.clone()), sides: Vec::new() });
        list(List::EmptyThemes, items.collect());
    }
    tree.rows
}

/// An item of a list, with the notes on its sides.
struct Item<'m> {
    item: ItemRef,
    sides: Vec<(LinkSet, &'m [NoteId])>,
}

fn needs(map: &EmpathyMap) -> Vec<Item<'_>> {
    let item = |id: &crate::model::NeedId| ItemRef::Need(id.clone());
    let items = map.needs.iter().map(|need| Item {
        item: item(&need.id),
        sides: vec![
            (LinkSet::NeedSupports(need.id.clone()), &need.supports),
            (LinkSet::NeedContradicts(need.id.clone()), &need.contradicts),
        ],
    });
    items.collect()
}

fn motivations(map: &EmpathyMap) -> Vec<Item<'_>> {
    let items = map.motivations.iter().map(|motivation| Item {
        item: ItemRef::Motivation(motivation.id.clone()),
        sides: vec![
            (LinkSet::MotivationSupports(motivation.id.clone()), &motivation.supports),
            (LinkSet::MotivationContradicts(motivation.id.clone()), &motivation.contradicts),
        ],
    });
    items.collect()
}

fn tensions(map: &EmpathyMap) -> Vec<Item<'_>> {
    let items = map.tensions.iter().map(|tension| Item {
        item: ItemRef::Tension(tension.id.clone()),
        sides: vec![
            (LinkSet::TensionThis(tension.id.clone()), &tension.this),
            (LinkSet::TensionBut(tension.id.clone()), &tension.but),
        ],
    });
    items.collect()
}

/// The rows as they are added.
struct Tree<'f> {
    rows: Vec<Row>,
    folded: &'f HashSet<Place>,
}

impl Tree<'_> {
    /// Adds a row; whether what stands below it is to be added too.
    fn push(&mut self, place: Place, level: usize, at: (usize, usize), below: usize, notes: usize) -> bool {
        let is_open = !self.folded.contains(&place);
        let branch = (below > 0).then_some(Branch { is_open, rows: below });
        self.rows.push(Row { place, level, position: at.0, siblings: at.1, notes, branch });
        is_open
    }

    fn persona(&mut self, outermost: usize) {
        const LINES: [PersonaField; 4] =
            [PersonaField::Role, PersonaField::Scenario, PersonaField::Goal, PersonaField::About];
        if self.push(Place::Persona, 1, (1, outermost), LINES.len(), 0) {
            for (index, line) in LINES.into_iter().enumerate() {
                self.push(Place::PersonaLine(line), 2, (index + 1, LINES.len()), 0, 0);
            }
        }
    }

    fn quadrant(
        &mut self,
        id: &QuadrantId,
        at: (usize, usize),
        loose: &[&NoteId],
        themed: &[(&ThemeId, &Vec<&NoteId>)],
    ) {
        let notes = loose.len() + themed.iter().map(|(_, notes)| notes.len()).sum::<usize>();
        let below = loose.len() + themed.len();
        if !self.push(Place::Quadrant(id.clone()), 1, at, below, notes) {
            return;
        }
        self.notes(2, loose, below);
        for (index, (theme, notes)) in themed.iter().enumerate() {
            let at = (loose.len() + index + 1, below);
            if self.push(Place::Theme(id.clone(), (*theme).clone()), 2, at, notes.len(), notes.len()) {
                self.notes(3, notes, notes.len());
            }
        }
    }

    /// Adds notes, the first of so many rows that stand beside each other.
    fn notes(&mut self, level: usize, notes: &[&NoteId], siblings: usize) {
        for (index, &note) in notes.iter().enumerate() {
            self.push(Place::Note(note.clone()), level, (index + 1, siblings), 0, 0);
        }
    }

    fn list(&mut self, list: List, at: (usize, usize), items: &[Item<'_>]) {
        if !self.push(Place::List(list), 1, at, items.len(), 0) {
            return;
        }
        for (index, Item { item, sides }) in items.iter().enumerate() {
            let behind: usize = sides.iter().map(|(_, notes)| notes.len()).sum();
            if !self.push(Place::Item(item.clone()), 2, (index + 1, items.len()), behind, behind) {
                continue;
            }
            let notes = sides.iter().flat_map(|(set, notes)| notes.iter().map(move |note| (set, note)));
            for (index, (set, note)) in notes.enumerate() {
                self.push(Place::Evidence(set.clone(), note.clone()), 3, (index + 1, behind), 0, 0);
            }
        }
    }
}
