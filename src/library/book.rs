//! A map as a library keeps it: its figures, and all its texts.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use super::filter::{Names, Traits};
use super::fold::fold;
use crate::model::{Cause, EmpathyMap, ItemRef, Need, NoteId, People};
use crate::synthesis::{Level, Strengths};

/// What a library knows of a map.
#[derive(Clone, Debug)]
pub struct Book {
    /// What the map is called.
    pub title: String,
    /// Whom it is about.
    pub name: String,
    /// Who that is.
    pub role: String,
    /// How many notes it has.
    pub notes: usize,
    /// How many needs it has.
    pub needs: usize,
    /// How many people its notes are about.
    pub people: usize,
    /// How many themes it has.
    pub themes: usize,
    /// How many needs are how well supported; what no need is does not stand here.
    pub strengths: BTreeMap<Level, usize>,
    /// All its texts.
    pub passages: Vec<Passage>,
    /// Title and persona, as a search compares them.
    pub(super) head: String,
    /// Each note as a filter sees it.
    pub(super) traits: Vec<Traits>,
    /// The tags that its notes have.
    pub(super) tags: Names,
    /// The people that its notes are about.
    pub(super) who: Names,
}

/// A text of a map that a search can find.
#[derive(Clone, Debug)]
pub struct Passage {
    /// What it is: `Need`, `Theme`, or for a note the title of its quadrant.
    pub kind: Arc<str>,
    /// The item that it stands on; `None` for the title and the persona.
    pub item: Option<ItemRef>,
    /// What it says.
    pub text: String,
    /// What else is written there, such as a source or a reason.
    pub aside: String,
    /// Both, as a search compares them.
    pub(super) folded: Box<str>,
    /// The notes that it rests on, by their places in the map.
    pub(super) rests_on: Vec<u32>,
}

impl Book {
    /// What a library keeps of this map.
    pub fn of(map: &EmpathyMap) -> Self {
        let strengths = Strengths::new(map);
        let mut by_level = BTreeMap::new();
        for need in &map.needs {
            *by_level.entry(strengths.of_need(need).level).or_default() += 1;
        }
        let (mut tags, mut who) = (Names::default(), Names::default());
        let traits = (map.notes.iter())
            .map(|note| Traits { tags: tags.numbers(&note.tags), who: who.numbers(&note.who), evidence: note.evidence })
            .collect();
        Self {
            title: map.title.clone(),
            name: map.persona.name.clone(),
            role: map.persona.role.clone(),
            notes: map.notes.len(),
            needs: map.needs.len(),
            people: People::of(map).count(),
            themes: map.themes.len(),
            strengths: by_level,
            passages: Passages::of(map),
            head: fold(&joined(" ", [&map.title, &map.persona.name, &map.persona.role])),
            traits,
            tags,
            who,
        }
    }

    /// How well its needs are supported, the strongest first: "2 strong, 1 supported, 1 assumption"; `None` without needs.
    pub fn strength(&self) -> Option<String> {
        let part = |(level, count): (&Level, &usize)| {
            let word = level.label().to_lowercase();
            let ending = if *level == Level::Assumption && *count != 1 { "s" } else { "" };
            format!("{count} {word}{ending}")
        };
        let parts: Vec<String> = self.strengths.iter().rev().map(part).collect();
        (!parts.is_empty()).then(|| parts.join(", "))
    }
}

/// Gathers the passages of a map, in the order in which one reads it.
struct Passages<'m> {
    found: Vec<Passage>,
    places: HashMap<&'m NoteId, u32>,
    kinds: HashMap<&'m str, Arc<str>>,
}

impl<'m> Passages<'m> {
    fn of(map: &'m EmpathyMap) -> Vec<Passage> {
        let places = map.notes.iter().zip(0..).map(|(note, place)| (&note.id, place)).collect();
        let mut passages = Self { found: Vec::with_capacity(map.notes.len() + 8), places, kinds: HashMap::new() };
        passages.header(map);
        passages.notes(map);
        passages.summary(map);
        passages.comments(map);
        passages.found
    }

    fn add(&mut self, kind: &'m str, item: Option<ItemRef>, texts: (&str, String), rests_on: Vec<u32>) {
        let (text, aside) = texts;
        if text.trim().is_empty() && aside.is_empty() {
            return;
        }
        let kind = self.kinds.entry(kind).or_insert_with(|| kind.into()).clone();
        let folded = fold(&joined("\n", [text, &aside])).into();
        self.found.push(Passage { kind, item, text: text.to_owned(), aside, folded, rests_on });
    }

    fn places<'a>(&self, notes: impl IntoIterator<Item = &'a NoteId>) -> Vec<u32> {
        notes.into_iter().filter_map(|note| self.places.get(note).copied()).collect()
    }

    fn header(&mut self, map: &'m EmpathyMap) {
        self.add("Title", None, (&map.title, String::new()), Vec::new());
        let persona = &map.persona;
        let about = joined(" · ", [&persona.role, &persona.scenario, &persona.goal, &persona.about]);
        self.add("Persona", None, (&persona.name, about), Vec::new());
    }

    fn notes(&mut self, map: &'m EmpathyMap) {
        let titles: HashMap<_, _> = map.quadrants.iter().map(|it| (&it.id, it.title.as_str())).collect();
        for (note, place) in map.notes.iter().zip(0..) {
            let title = titles.get(&note.quadrant).copied().unwrap_or_default();
            let kind = if title.trim().is_empty() { "Note" } else { title };
            let beside = [&note.source].into_iter().chain(&note.who).chain(&note.tags).chain([&note.author]);
            self.add(kind, Some(ItemRef::Note(note.id.clone())), (&note.text, joined(" · ", beside)), vec![place]);
        }
    }

    fn summary(&mut self, map: &'m EmpathyMap) {
        for need in &map.needs {
            let notes = self.places(need.supports.iter().chain(&need.contradicts));
            let item = ItemRef::Need(need.id.clone());
            self.add("Need", Some(item.clone()), (&need.statement, around(need)), notes.clone());
            self.causes(&need.causes, &item, &notes);
        }
        for motivation in &map.motivations {
            let notes = self.places(motivation.supports.iter().chain(&motivation.contradicts));
            let item = ItemRef::Motivation(motivation.id.clone());
            self.add("Motivation", Some(item), (&motivation.statement, String::new()), notes);
        }
        for tension in &map.tensions {
            let notes = self.places(tension.this.iter().chain(&tension.but));
            let item = ItemRef::Tension(tension.id.clone());
            self.add("Tension", Some(item), (&tension.insight, String::new()), notes);
        }
        for theme in &map.themes {
            let members = map.notes.iter().filter(|note| note.theme.as_ref() == Some(&theme.id));
            let notes = self.places(members.map(|note| &note.id));
            self.add("Theme", Some(ItemRef::Theme(theme.id.clone())), (&theme.title, String::new()), notes);
        }
    }

    fn causes(&mut self, causes: &'m [Cause], need: &ItemRef, notes: &[u32]) {
        for cause in causes {
            self.add("Cause", Some(need.clone()), (&cause.text, String::new()), notes.to_vec());
            self.causes(&cause.causes, need, notes);
        }
    }

    fn comments(&mut self, map: &'m EmpathyMap) {
        for comment in &map.comments {
            let on = NoteId::new(comment.on.as_str());
            let notes = self.places([&on]);
            let item = if notes.is_empty() { ItemRef::Comment(comment.id.clone()) } else { ItemRef::Note(on) };
            self.add("Comment", Some(item), (&comment.text, comment.author.clone()), notes);
        }
    }
}

/// What is written around the statement of a need.
fn around(need: &Need) -> String {
    let plan = &need.plan;
    let texts = [&need.who, &need.because, &need.when, &need.so_that]
        .into_iter()
        .chain([&plan.awareness, &plan.acknowledgment, &plan.action, &plan.advocacy])
        .chain(&need.met_when);
    joined(" · ", texts)
}

/// The texts that are not empty, with this between them.
fn joined<'a>(between: &str, texts: impl IntoIterator<Item = impl AsRef<str> + 'a>) -> String {
    let mut all = String::new();
    for text in texts {
        let text = text.as_ref().trim();
        if !text.is_empty() {
            if !all.is_empty() {
                all.push_str(between);
            }
            all.push_str(text);
        }
    }
    all
}
