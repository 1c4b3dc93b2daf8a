//! How many people stand behind something. Reach counts people, never notes.

use std::collections::{HashMap, HashSet};
use std::fmt;

use super::{EmpathyMap, Need, NoteId, ThemeId};

/// How many of the people of a map stand behind something.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Reach {
    /// So many different people.
    pub people: usize,
    /// Of so many that the notes of the map are about.
    pub of: usize,
}

impl Reach {
    /// Whether the map names anybody; without a name there is nothing to count.
    pub fn is_known(self) -> bool {
        self.of > 0
    }
}

impl fmt::Display for Reach {
    /// "4 of 7 people".
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} of {} {}", self.people, self.of, if self.of == 1 { "person" } else { "people" })
    }
}

/// The people that the notes of a map are about, each a number, by note and by theme.
///
/// Made once for a map, then asked for each theme and need.
#[derive(Clone, Debug)]
pub struct People<'m> {
    count: usize,
    by_note: HashMap<&'m NoteId, Vec<usize>>,
    by_theme: HashMap<&'m ThemeId, HashSet<usize>>,
}

impl<'m> People<'m> {
    /// The people of this map. Names that differ in case or in space alone are one person.
    pub fn of(map: &'m EmpathyMap) -> Self {
        let mut numbers: HashMap<String, usize> = HashMap::new();
        // Most names are written the same way each time.
        let mut as_written: HashMap<&str, Option<usize>> = HashMap::new();
        let mut by_note = HashMap::new();
        let mut by_theme: HashMap<_, HashSet<usize>> = HashMap::new();
        for note in &map.notes {
            let number =
                |name: &'m String| *as_written.entry(name).or_insert_with(|| person_number(&mut numbers, name));
            let people: Vec<usize> = note.who.iter().filter_map(number).collect();
            if let Some(theme) = &note.theme {
                by_theme.entry(theme).or_default().extend(&people);
            }
            by_note.insert(&note.id, people);
        }
        Self { count: numbers.len(), by_note, by_theme }
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        self.count
    }

    /// How many of them these notes are about.
    pub fn behind_notes<'n>(&self, notes: impl IntoIterator<Item = &'n NoteId>) -> Reach {
        let people: HashSet<usize> =
            notes.into_iter().filter_map(|note| self.by_note.get(note)).flatten().copied().collect();
        Reach { people: people.len(), of: self.count }
    }

    /// How many of them the notes of a theme are about.
    pub fn behind_theme(&self, theme: &ThemeId) -> Reach {
        Reach { people: self.by_theme.get(theme).map_or(0, HashSet::len), of: self.count }
    }

    /// How many of them the notes that speak for a need are about.
    pub fn behind_need(&self, need: &Need) -> Reach {
        self.behind_notes(&need.supports)
    }
}

/// The number of a person, a new one for a new name; `None` for a name without letters.
fn person_number(numbers: &mut HashMap<String, usize>, name: &str) -> Option<usize> {
    let key = person_key(name);
    let next = numbers.len();
    (!key.is_empty()).then(|| *numbers.entry(key).or_insert(next))
}

/// What two ways to write the name of one person have in common.
pub(crate) fn person_key(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}
