//! The texts of a map that a picture should show, piece by piece, in the order in which they stand there.

use std::collections::HashMap;

use crate::model::{Cause, EmpathyMap, Need, Note, NoteId, ThemeId};
use crate::scene::{Part, Role};

/// What a picture should show.
pub(super) struct Texts<'m> {
    map: &'m EmpathyMap,
    notes: HashMap<&'m NoteId, (usize, &'m Note)>,
}

impl<'m> Texts<'m> {
    pub fn new(map: &'m EmpathyMap) -> Self {
        let places: HashMap<_, usize> = map.quadrants.iter().map(|quadrant| &quadrant.id).zip(0..).collect();
        let place = |note: &Note| places.get(&note.quadrant).copied().unwrap_or_default();
        Self { map, notes: map.notes.iter().map(|note| (&note.id, (place(note), note))).collect() }
    }

    pub fn note(&self, id: &NoteId) -> Option<&'m Note> {
        self.notes.get(id).map(|(_, note)| *note)
    }

    /// The pieces that `part` of the map has, with their texts.
    pub fn of(&self, part: Part) -> Vec<(Role, Vec<&'m str>)> {
        let map = self.map;
        let mut texts = vec![(Role::Title, vec![map.title.as_str()])];
        if part == Part::Report {
            let persona = &map.persona;
            let about = vec![&*persona.name, &persona.role, &persona.scenario, &persona.goal, &persona.about];
            texts.push((Role::Persona, about));
        }
        if part == Part::OnePage {
            let persona = &map.persona;
            texts.push((Role::Persona, vec![&*persona.name, &persona.role, &persona.scenario, &persona.goal]));
        }
        if !matches!(part, Part::Summary | Part::OnePage) {
            self.add_board(&mut texts);
        }
        if part != Part::Map {
            self.add_summary(part, &mut texts);
        }
        for (_, texts) in &mut texts {
            texts.retain(|text| !text.trim().is_empty());
        }
        // A map without a title has no piece for it, and a note without words is still a note.
        texts.retain(|(role, texts)| !texts.is_empty() || matches!(role, Role::Note { .. }));
        texts
    }

    fn add_board(&self, texts: &mut Vec<(Role, Vec<&'m str>)>) {
        let map = self.map;
        let persona = &map.persona;
        texts.push((Role::Badge, vec![&persona.name, &persona.role, &persona.scenario, &persona.goal]));
        for (place, quadrant) in map.quadrants.iter().enumerate() {
            texts.push((Role::Quadrant(place), vec![&quadrant.title, &quadrant.prompt]));
        }
        let themes: HashMap<&ThemeId, &str> = map.themes.iter().map(|theme| (&theme.id, &*theme.title)).collect();
        for note in &map.notes {
            let theme = note.theme.as_ref().and_then(|theme| themes.get(theme)).copied().unwrap_or_default();
            let origin = if note.source.trim().is_empty() { &note.author } else { &note.source };
            let quadrant = self.notes.get(&note.id).map_or(0, |(place, _)| *place);
            texts.push((Role::Note { id: note.id.clone(), quadrant }, vec![&note.text, theme, origin]));
        }
    }

    fn add_summary(&self, part: Part, texts: &mut Vec<(Role, Vec<&'m str>)>) {
        let map = self.map;
        for need in &map.needs {
            let mut said: Vec<&str> = vec![&need.statement, &need.because, &need.when, &need.so_that];
            if !matches!(part, Part::Report | Part::OnePage) {
                said.extend(plan(need));
            }
            said.extend(need.met_when.iter().map(String::as_str));
            texts.push((Role::Need(need.id.clone()), said));
        }
        for motivation in &map.motivations {
            // The first letter is a capital there.
            let statement = motivation.statement.trim();
            let rest = statement.chars().next().map_or("", |first| &statement[first.len_utf8()..]);
            texts.push((Role::Motivation(motivation.id.clone()), vec![rest]));
        }
        for tension in &map.tensions {
            let sides = tension.this.iter().chain(&tension.but).filter_map(|id| self.note(id));
            let said = sides.map(|note| note.text.as_str()).chain([tension.insight.as_str()]).collect();
            texts.push((Role::Tension(tension.id.clone()), said));
        }
        if part == Part::OnePage {
            for need in map.needs.iter().filter(|need| !need.causes.is_empty()) {
                let mut said = Vec::new();
                add_causes(&need.causes, &mut said);
                texts.push((Role::Causes(need.id.clone()), said));
            }
        }
        if matches!(part, Part::Report | Part::OnePage) {
            for need in map.needs.iter().filter(|need| !need.plan.is_empty()) {
                texts.push((Role::Plan(need.id.clone()), plan(need).to_vec()));
            }
        }
    }
}

/// Each cause before those behind it.
fn add_causes<'m>(causes: &'m [Cause], said: &mut Vec<&'m str>) {
    for cause in causes {
        said.push(&cause.text);
        add_causes(&cause.causes, said);
    }
}

fn plan(need: &Need) -> [&str; 4] {
    let plan = &need.plan;
    [&plan.awareness, &plan.acknowledgment, &plan.action, &plan.advocacy]
}

/// The letters of a text without white space, which is not the same where lines end.
pub(super) fn squeezed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}
