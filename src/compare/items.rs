//! What each kind of item says, field by field.

use std::collections::HashMap;

use super::fields::Fields;
use super::{Item, Part};
use crate::model::{
    Cause, Comment, EmpathyMap, ItemRef, Motivation, MotivationId, Need, Note, NoteId, Persona, Quadrant, QuadrantId,
    Tension, Theme, ThemeId,
};

/// What the identifiers of a map stand for.
pub struct Names<'m> {
    quadrants: HashMap<&'m QuadrantId, &'m str>,
    themes: HashMap<&'m ThemeId, &'m str>,
    notes: HashMap<&'m NoteId, &'m str>,
    motivations: HashMap<&'m MotivationId, &'m str>,
}

impl<'m> Names<'m> {
    pub fn of(map: &'m EmpathyMap) -> Self {
        Self {
            quadrants: map.quadrants.iter().map(|it| (&it.id, it.title.as_str())).collect(),
            themes: map.themes.iter().map(|it| (&it.id, it.title.as_str())).collect(),
            notes: map.notes.iter().map(|it| (&it.id, it.text.as_str())).collect(),
            motivations: map.motivations.iter().map(|it| (&it.id, it.statement.as_str())).collect(),
        }
    }

    fn notes(&self, ids: &[NoteId]) -> impl Iterator<Item = (String, String)> {
        ids.iter().map(|id| (id.to_string(), self.notes.get(id).copied().unwrap_or_default().to_owned()))
    }
}

pub fn persona(persona: &Persona) -> Fields {
    Fields::default()
        .text("Name", &persona.name)
        .text("Role", &persona.role)
        .text("Scenario", &persona.scenario)
        .text("Goal", &persona.goal)
        .text("About", &persona.about)
}

pub fn quadrant(quadrant: &Quadrant, _: &Names<'_>) -> Item {
    let fields = Fields::default().text("Title", &quadrant.title).text("Question", &quadrant.prompt);
    Item { part: Part::Quadrant(quadrant.id.clone()), text: quadrant.title.clone(), fields }
}

pub fn note(note: &Note, names: &Names<'_>) -> Item {
    let quadrant = names.quadrants.get(&note.quadrant).copied().unwrap_or_default();
    let theme = note.theme.as_ref();
    let title = theme.and_then(|theme| names.themes.get(theme)).copied().unwrap_or_default();
    let fields = Fields::default()
        .text("Text", &note.text)
        .choice("Quadrant", note.quadrant.as_str(), quadrant.to_owned())
        .choice("Theme", theme.map_or("", ThemeId::as_str), title.to_owned())
        .word("Evidence", note.evidence.map_or("Not marked", |kind| kind.label()))
        .text("Source", &note.source)
        .words("Who", &note.who)
        .word("Feeling", note.feeling.map_or("Not judged", |feeling| feeling.label()))
        .words("Tags", &note.tags)
        .word("Votes", note.vote_total())
        .text("Author", &note.author);
    Item { part: Part::Item(ItemRef::Note(note.id.clone())), text: note.text.clone(), fields }
}

pub fn theme(theme: &Theme, _: &Names<'_>) -> Item {
    let fields = Fields::default().text("Name", &theme.title);
    Item { part: Part::Item(ItemRef::Theme(theme.id.clone())), text: theme.title.clone(), fields }
}

pub fn need(need: &Need, names: &Names<'_>) -> Item {
    let statement = |id: &MotivationId| names.motivations.get(id).copied().unwrap_or_default().to_owned();
    let motivations = need.motivations.iter().map(|id| (id.to_string(), statement(id)));
    let mut causes = String::new();
    outline(&need.causes, 0, &mut causes);
    let plan = &need.plan;
    let fields = Fields::default()
        .text("Statement", &need.statement)
        .text("Who", &need.who)
        .text("Because", &need.because)
        .text("When", &need.when)
        .text("So that", &need.so_that)
        .word("Priority", need.priority.map_or("Not decided", |priority| priority.label()))
        .word("Severity", need.severity.map_or("Not judged".to_owned(), |severity| severity.step().to_string()))
        .several("Notes for it", names.notes(&need.supports))
        .several("Notes against it", names.notes(&need.contradicts))
        .several("Motivations", motivations)
        .text("Causes", &causes)
        .text("Awareness", &plan.awareness)
        .text("Acknowledgment", &plan.acknowledgment)
        .text("Action", &plan.action)
        .text("Advocacy", &plan.advocacy)
        .words("Met when", &need.met_when);
    Item { part: Part::Item(ItemRef::Need(need.id.clone())), text: need.statement.clone(), fields }
}

/// Causes as lines, each behind the one that it causes.
fn outline(causes: &[Cause], level: usize, lines: &mut String) {
    for cause in causes {
        let evidence = cause.evidence.map_or(String::new(), |kind| format!(" ({})", kind.key()));
        lines.push_str(&format!("{}{}{evidence}\n", "› ".repeat(level), cause.text));
        outline(&cause.causes, level + 1, lines);
    }
}

pub fn motivation(motivation: &Motivation, names: &Names<'_>) -> Item {
    let fields = Fields::default()
        .text("Statement", &motivation.statement)
        .word("Direction", motivation.direction.map_or("Not decided", |direction| direction.label()))
        .word("Driver", motivation.driver.map_or("Not decided", |driver| driver.label()))
        .several("Notes for it", names.notes(&motivation.supports))
        .several("Notes against it", names.notes(&motivation.contradicts));
    let part = Part::Item(ItemRef::Motivation(motivation.id.clone()));
    Item { part, text: motivation.statement.clone(), fields }
}

pub fn tension(tension: &Tension, names: &Names<'_>) -> Item {
    let fields = Fields::default()
        .text("Insight", &tension.insight)
        .several("This", names.notes(&tension.this))
        .several("But", names.notes(&tension.but));
    let said = |ids: &[NoteId]| names.notes(ids).map(|(_, text)| text).collect::<Vec<_>>().join(", ");
    let text = match tension.insight.trim() {
        "" => format!("{}, but {}", said(&tension.this), said(&tension.but)),
        insight => insight.to_owned(),
    };
    Item { part: Part::Item(ItemRef::Tension(tension.id.clone())), text, fields }
}

pub fn comment(comment: &Comment, _: &Names<'_>) -> Item {
    let fields = Fields::default().text("Text", &comment.text).text("Author", &comment.author);
    Item { part: Part::Item(ItemRef::Comment(comment.id.clone())), text: comment.text.clone(), fields }
}
