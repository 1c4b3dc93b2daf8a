//! The quadrants of a new map: the usual ones, or those that a file names itself.

use super::words;
use crate::model::{Quadrant, QuadrantId, Tone, default_quadrants, is_id};

/// More of them are no quadrants but lists of something else.
const MOST: usize = PLACES.len();
/// Characters of the longest title that a quadrant is believed to have.
const TITLE_CHARS: usize = 60;
/// Where quadrants lie, and in which tone; the usual four first.
const PLACES: [(u8, u8, Tone); 8] = [
    (0, 0, Tone::Blue),
    (1, 0, Tone::Rose),
    (0, 1, Tone::Green),
    (1, 1, Tone::Amber),
    (2, 0, Tone::Violet),
    (2, 1, Tone::Teal),
    (3, 0, Tone::Gray),
    (3, 1, Tone::Blue),
];

/// A quadrant as a file names it.
#[derive(Clone, Debug)]
pub(super) struct Named {
    /// Its identifier; empty when the file does not say it.
    pub id: String,
    pub title: String,
    /// Its question; empty when the file does not say it.
    pub prompt: String,
}

impl Named {
    pub fn titled(title: impl Into<String>) -> Self {
        Self { id: String::new(), title: title.into(), prompt: String::new() }
    }
}

/// What a file calls its quadrants.
#[derive(Clone, Debug, Default)]
pub(super) struct Naming {
    named: Vec<Named>,
    /// Whether these are the titles of a map of ours, word for word.
    is_exact: bool,
    /// Whether quadrants without notes are named as well.
    is_whole: bool,
}

impl Naming {
    /// All quadrants of a map of ours.
    pub fn whole(named: Vec<Named>) -> Self {
        Self { named, is_exact: true, is_whole: true }
    }

    /// The titles in a column of a table, that of ours or another one.
    pub fn column<'t>(titles: impl Iterator<Item = &'t str>, is_exact: bool) -> Self {
        let mut named: Vec<Named> = Vec::new();
        for title in titles {
            // One too many is enough to see that there are too many.
            if named.len() <= 2 * MOST && named.iter().all(|other| other.title != title) {
                named.push(Named::titled(title));
            }
        }
        Self { named, is_exact, is_whole: false }
    }
}

/// The quadrants of a new map with what several files bring.
///
/// Titles that name usual quadrants lead there. Others become quadrants of their own: beside the usual ones where most titles
/// name those, else in their places.
pub(super) fn of_new_map(namings: &[Naming]) -> Vec<Quadrant> {
    let usual = default_quadrants();
    let mut places: [Option<Quadrant>; MOST] = Default::default();
    let mut own: Vec<&Named> = Vec::new();
    let all = namings.iter().flat_map(|naming| naming.named.iter().map(move |named| (naming, named)));
    for (naming, named) in all.filter(|(_, named)| is_id(&named.title)) {
        match naming.recognised(named, &usual) {
            Some(at) => {
                places[at].get_or_insert_with(|| naming.usual(named, &usual[at]));
            }
            None if own.iter().any(|other| words::is_same(&other.title, &named.title)) => {}
            None if !naming.is_exact && named.title.chars().count() > TITLE_CHARS => {}
            None if own.len() == MOST => return usual,
            None => own.push(named),
        }
    }
    let known = places.iter().flatten().count();
    // A file that names no quadrants counts on the usual ones.
    let counts_on_usual = namings.iter().any(|naming| naming.named.is_empty());
    let is_whole = namings.iter().all(|naming| naming.is_whole);
    if counts_on_usual || !is_whole && known >= own.len() || known + own.len() == 0 {
        for (place, quadrant) in places.iter_mut().zip(&usual) {
            place.get_or_insert_with(|| quadrant.clone());
        }
    }
    if places.iter().flatten().count() + own.len() > MOST {
        return usual;
    }
    for named in own {
        if let Some(at) = places.iter().position(Option::is_none) {
            places[at] = Some(quadrant(named, at, &places));
        }
    }
    places.into_iter().flatten().collect()
}

impl Naming {
    /// The place of the usual quadrant that a name leads to. In a map of ours, another title is another quadrant.
    fn recognised(&self, named: &Named, usual: &[Quadrant]) -> Option<usize> {
        let id = match (named.id.as_str(), self.is_exact) {
            ("", true) => words::named(&named.title, usual),
            ("", false) => words::quadrant(&named.title, usual),
            (id, _) => usual.iter().map(|quadrant| &quadrant.id).find(|usual| usual.as_str() == id),
        }?;
        usual.iter().position(|quadrant| quadrant.id == *id)
    }

    /// A usual quadrant as the file has it.
    fn usual(&self, named: &Named, usual: &Quadrant) -> Quadrant {
        let mut quadrant = usual.clone();
        if self.is_exact {
            named.title.clone_into(&mut quadrant.title);
        }
        if !named.prompt.is_empty() {
            named.prompt.clone_into(&mut quadrant.prompt);
        }
        quadrant
    }
}

fn quadrant(named: &Named, at: usize, others: &[Option<Quadrant>]) -> Quadrant {
    let (column, row, tone) = PLACES[at];
    // By its title, so that several imports of one board can be merged.
    let mut id = if named.id.is_empty() { named.title.clone() } else { named.id.clone() };
    while others.iter().flatten().any(|other| other.id.as_str() == id) {
        id.push('\'');
    }
    Quadrant {
        id: QuadrantId::new(id),
        title: named.title.clone(),
        prompt: named.prompt.clone(),
        column,
        row,
        tone,
        extra: Default::default(),
    }
}
