//! What a row of the outline says: to the eye in parts, to a screen reader in one breath.

use std::rc::Rc;

use crate::app::judged::Judged;
use crate::document::{LinkSet, NeedField, PersonaField, TextTarget};
use crate::model::{Direction, Driver, EmpathyMap, ItemRef, Need, Note, NoteId, Priority, Tension, Theme};
use crate::scene::Scene;
use crate::session::Person;

use super::rows::{List, Place, Row};

/// Reads rows from a map.
pub struct Reader<'a> {
    /// The map.
    pub map: &'a EmpathyMap,
    /// The same map in its place, which finds notes quickly.
    pub scene: &'a Scene,
    /// A note that is not on the map yet.
    pub draft: Option<Note>,
    /// How well needs and motivations are supported, where that is to be said.
    pub judged: Option<Rc<Judged>>,
}

/// What somebody else has in hand: whether they write on it, or have it selected.
pub fn held_by<'p>(people: &'p [Person], place: &Place) -> impl Iterator<Item = (&'p Person, bool)> {
    let item = place.item().filter(|_| !matches!(place, Place::Evidence(..)));
    people.iter().filter_map(move |person| {
        let item = item.as_ref()?;
        let writes = matches!(item, ItemRef::Note(id) if person.presence.editing.as_ref() == Some(id));
        (writes || person.presence.selection.contains(item)).then_some((person, writes))
    })
}

/// The text that is edited in a row; `None` where there is none.
pub fn target(place: &Place) -> Option<TextTarget> {
    Some(match place {
        Place::Persona => TextTarget::Persona(PersonaField::Name),
        Place::PersonaLine(line) => TextTarget::Persona(*line),
        Place::Quadrant(id) => TextTarget::QuadrantTitle(id.clone()),
        Place::Theme(_, id) | Place::Item(ItemRef::Theme(id)) => TextTarget::Theme(id.clone()),
        Place::Note(id) | Place::Evidence(_, id) => TextTarget::Note(id.clone()),
        Place::Item(ItemRef::Need(id)) => TextTarget::Need(id.clone(), NeedField::Statement),
        Place::Item(ItemRef::Motivation(id)) => TextTarget::Motivation(id.clone()),
        Place::Item(ItemRef::Tension(id)) => TextTarget::Tension(id.clone()),
        Place::Item(ItemRef::Note(_) | ItemRef::Comment(_)) | Place::List(_) => return None,
    })
}

/// What a screen reader says for the editor of a text.
pub fn field_name(target: &TextTarget) -> &'static str {
    match target {
        TextTarget::Title => "Map title",
        TextTarget::Persona(field) => line_label(*field),
        TextTarget::QuadrantTitle(_) => "Quadrant title",
        TextTarget::QuadrantPrompt(_) => "Quadrant question",
        TextTarget::Note(_) => crate::app::canvas::note_editor::NAME,
        TextTarget::Theme(_) => "Theme name",
        TextTarget::Need(..) | TextTarget::Motivation(_) => "Statement",
        TextTarget::Tension(_) => "Insight",
    }
}

/// What a line about the persona is.
pub fn line_label(field: PersonaField) -> &'static str {
    match field {
        PersonaField::Name => "Name",
        PersonaField::Role => "Role",
        PersonaField::Scenario => "Scenario",
        PersonaField::Goal => "Goal",
        PersonaField::About => "About",
    }
}

/// The heading of a list.
pub fn list_label(list: List) -> &'static str {
    match list {
        List::Needs => "Needs",
        List::Motivations => "Motivations",
        List::Tensions => "Tensions",
        List::EmptyThemes => "Themes without notes",
    }
}

/// What a note is for what it stands behind.
pub fn side_label(set: &LinkSet) -> &'static str {
    match set {
        LinkSet::NeedSupports(_) | LinkSet::MotivationSupports(_) => "Speaks for it",
        LinkSet::NeedContradicts(_) | LinkSet::MotivationContradicts(_) => "Speaks against it",
        LinkSet::TensionThis(_) => "This",
        LinkSet::TensionBut(_) => "But that",
    }
}

/// "1 note", "2 notes", "no notes".
pub fn notes_label(count: usize) -> String {
    match count {
        0 => "no notes".into(),
        1 => "1 note".into(),
        _ => format!("{count} notes"),
    }
}

impl Reader<'_> {
    /// The note with this identifier.
    pub fn note(&self, id: &NoteId) -> Option<&Note> {
        let known = self.scene.index_of(id).and_then(|index| self.map.notes.get(index)).filter(|note| note.id == *id);
        known.or_else(|| self.draft.as_ref().filter(|note| note.id == *id))
    }

    /// What the row is called or says; empty where nobody has written it yet.
    pub fn text(&self, place: &Place) -> String {
        match place {
            Place::List(list) => list_label(*list).into(),
            Place::Note(id) | Place::Evidence(_, id) => self.note(id).map(|note| note.text.clone()).unwrap_or_default(),
            Place::Item(ItemRef::Need(id)) => {
                self.map.need(id).map(|need| need.sentence(&self.map.persona)).unwrap_or_default()
            }
            Place::Item(ItemRef::Tension(id)) => self.map.tension(id).map(|it| self.tension(it)).unwrap_or_default(),
            _ => target(place).and_then(|target| target.read(self.map).map(str::to_owned)).unwrap_or_default(),
        }
        .trim()
        .to_owned()
    }

    /// What stands in the place of a text that nobody has written yet.
    pub fn hint(place: &Place) -> &'static str {
        match place {
            Place::Persona => "No name yet",
            Place::PersonaLine(PersonaField::Role) => "Who that is, in a few words",
            Place::PersonaLine(PersonaField::Scenario) => "The situation that the map looks at",
            Place::PersonaLine(PersonaField::Goal) => "What the person wants from it",
            Place::PersonaLine(_) => "Whatever else helps to imagine the person",
            Place::Quadrant(_) => "Untitled quadrant",
            Place::Theme(..) | Place::Item(ItemRef::Theme(_)) => "Untitled theme",
            Place::Item(ItemRef::Motivation(_)) => "Untitled motivation",
            _ => "Empty note",
        }
    }

    /// What follows from a tension, or its first notes.
    fn tension(&self, tension: &Tension) -> String {
        let insight = tension.insight.trim();
        if !insight.is_empty() {
            return insight.to_owned();
        }
        let first = |notes: &[NoteId]| {
            let text = notes.first().and_then(|id| self.note(id)).map(|note| note.text.as_str()).unwrap_or_default();
            crate::app::panel::style::shortened(text, 60)
        };
        format!("{}, but {}", first(&tension.this), first(&tension.but))
    }

    /// What stands small below the text.
    pub fn meta(&self, place: &Place) -> String {
        let parts: Vec<String> = match place {
            Place::Persona => vec!["Persona".into()],
            Place::PersonaLine(line) => vec![line_label(*line).into()],
            Place::Quadrant(id) => self.map.quadrant(id).map(|it| it.prompt.clone()).into_iter().collect(),
            Place::Note(id) => self
                .note(id)
                .map(|note| [vec![note.source.clone()], judged_by_people(note)].concat())
                .unwrap_or_default(),
            Place::Evidence(set, id) => {
                let note = self.note(id);
                let quadrant = note.and_then(|note| self.map.quadrant(&note.quadrant));
                let source = note.map(|note| note.source.clone());
                [side_label(set).into()].into_iter().chain(quadrant.map(|it| it.title.clone())).chain(source).collect()
            }
            Place::Item(item) => self.standing(item),
            Place::Theme(..) | Place::List(_) => Vec::new(),
        };
        joined(parts, "  ·  ")
    }

    /// How an item stands: how well it is supported, by how many notes, and what people decided.
    fn standing(&self, item: &ItemRef) -> Vec<String> {
        let judged = self.judged.as_ref();
        match item {
            ItemRef::Need(id) => {
                let Some(need) = self.map.need(id) else { return Vec::new() };
                let level = judged.and_then(|judged| judged.needs.get(id)).map(|strength| strength.level.label());
                let priority = need.priority.map(Priority::label);
                let parts = level.into_iter().chain(priority).map(str::to_owned);
                parts.chain(behind(&need.supports, &need.contradicts)).chain(reason(need)).collect()
            }
            ItemRef::Motivation(id) => {
                let Some(it) = self.map.motivation(id) else { return Vec::new() };
                let level = judged.and_then(|judged| judged.motivations.get(id)).map(|strength| strength.level.label());
                let direction = it.direction.map(Direction::label);
                let driver = it.driver.map(Driver::label);
                let parts = level.into_iter().chain(direction).chain(driver).map(str::to_owned);
                parts.chain(behind(&it.supports, &it.contradicts)).collect()
            }
            _ => Vec::new(),
        }
    }

    /// All that the row says, for a screen reader.
    pub fn name(&self, row: &Row) -> String {
        let text = self.text(&row.place);
        let text = if text.is_empty() { Self::hint(&row.place).to_lowercase() } else { text };
        let parts: Vec<String> = match &row.place {
            Place::Persona => vec!["Persona".into(), text],
            Place::PersonaLine(line) => {
                let value = self.text(&row.place);
                vec![line_label(*line).into(), if value.is_empty() { "empty".into() } else { value }]
            }
            Place::Quadrant(_) => vec![text, notes_label(row.notes)],
            Place::Theme(..) | Place::Item(ItemRef::Theme(_)) => vec![format!("Theme {text}"), notes_label(row.notes)],
            Place::Note(id) => {
                let note = self.note(id);
                let theme = note.and_then(|note| note.theme.as_ref()).and_then(|id| self.map.theme(id));
                [text]
                    .into_iter()
                    .chain(note.map(rests_on).unwrap_or_default())
                    .chain(theme.map(|theme| format!("theme {}", theme_title(theme))))
                    .collect()
            }
            Place::List(_) => {
                let count = row.branch.map_or(0, |branch| branch.rows);
                vec![text, if count == 0 { "none".into() } else { count.to_string() }]
            }
            Place::Item(item) => {
                let kind = match item {
                    ItemRef::Need(_) => "Need",
                    ItemRef::Motivation(_) => "Motivation",
                    _ => "Tension",
                };
                [kind.into(), text].into_iter().chain(self.standing(item)).collect()
            }
            Place::Evidence(set, id) => {
                let note = self.note(id);
                let quadrant = note.and_then(|note| self.map.quadrant(&note.quadrant));
                [side_label(set).into(), text]
                    .into_iter()
                    .chain(note.map(rests_on).unwrap_or_default())
                    .chain(quadrant.map(|quadrant| quadrant.title.clone()))
                    .collect()
            }
        };
        joined(parts, ", ")
    }

    /// What a screen reader says on request, besides the name.
    pub fn description(&self, place: &Place) -> String {
        match place {
            Place::Quadrant(id) => self.map.quadrant(id).map(|it| it.prompt.clone()).unwrap_or_default(),
            Place::Note(id) => {
                let Some(note) = self.note(id) else { return String::new() };
                let tags = note.tags.iter().map(|tag| format!("#{tag}"));
                let author = Some(note.author.trim()).filter(|author| !author.is_empty());
                let author = author.map(|author| format!("written by {author}"));
                let about = note.who.iter().cloned().chain(judged_by_people(note)).chain(tags).chain(author);
                joined(about.collect(), ", ")
            }
            _ => String::new(),
        }
    }
}

fn theme_title(theme: &Theme) -> &str {
    let title = theme.title.trim();
    if title.is_empty() { "untitled" } else { title }
}

/// What a note rests on, and where it comes from.
fn rests_on(note: &Note) -> Vec<String> {
    let evidence = note.evidence.map(|evidence| evidence.label().to_lowercase());
    evidence.into_iter().chain([note.source.clone()]).collect()
}

/// How a note feels, and how many votes it has.
fn judged_by_people(note: &Note) -> Vec<String> {
    let votes = note.vote_total();
    let votes = (votes > 0).then(|| if votes == 1 { "1 vote".to_owned() } else { format!("{votes} votes") });
    note.feeling.map(|feeling| feeling.label().to_owned()).into_iter().chain(votes).collect()
}

fn behind(supports: &[NoteId], contradicts: &[NoteId]) -> Vec<String> {
    let side = |count: usize, word: &str| (count > 0).then(|| format!("{} {word}", notes_label(count)));
    side(supports.len(), "for it").into_iter().chain(side(contradicts.len(), "against it")).collect()
}

fn reason(need: &Need) -> Option<String> {
    let because = need.because.trim();
    (!because.is_empty()).then(|| format!("because {because}"))
}

fn joined(parts: Vec<String>, by: &str) -> String {
    let parts: Vec<&str> = parts.iter().map(|part| part.trim()).filter(|part| !part.is_empty()).collect();
    parts.join(by)
}
