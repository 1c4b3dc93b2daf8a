//! What the parts of a picture are called: for links within the file, and aloud for a screen reader.

use std::collections::HashMap;
use std::fmt::Write;

use crate::model::{EmpathyMap, Note, NoteId};
use crate::scene::Role;

/// The names of everything on a map.
pub(super) struct Names<'m> {
    map: &'m EmpathyMap,
    notes: HashMap<&'m NoteId, &'m Note>,
}

impl<'m> Names<'m> {
    pub fn new(map: &'m EmpathyMap) -> Self {
        Self { map, notes: map.notes.iter().map(|note| (&note.id, note)).collect() }
    }

    /// What the picture as a whole is called.
    pub fn picture(&self) -> &'m str {
        let names = [&self.map.title, &self.map.persona.name].map(|name| name.trim());
        names.into_iter().find(|name| !name.is_empty()).unwrap_or("Empathy map")
    }

    /// The identifier of a piece, different for each.
    pub fn id(&self, role: &Role) -> String {
        match role {
            Role::Title => "title".into(),
            Role::Quadrant(place) => self
                .map
                .quadrants
                .get(*place)
                .map_or_else(|| format!("place-{place}"), |quadrant| identifier("quadrant", quadrant.id.as_str())),
            Role::Persona => "about".into(),
            Role::Badge => "persona".into(),
            Role::Note { id, .. } => identifier("note", id.as_str()),
            Role::Legend => "legend".into(),
            Role::Summary => "summary".into(),
            Role::Need(id) => identifier("need", id.as_str()),
            Role::Motivation(id) => identifier("motivation", id.as_str()),
            Role::Tension(id) => identifier("tension", id.as_str()),
            Role::Plans => "plan".into(),
            Role::Plan(id) => identifier("plan", id.as_str()),
            Role::Section(section) => section.key().into(),
            Role::Causes(id) => identifier("causes", id.as_str()),
            Role::Gap(place) => format!("gap-{place}"),
        }
    }

    /// What a screen reader says before it reads the texts of the piece; it cannot see icons and dots.
    pub fn label(&self, role: &Role) -> String {
        match role {
            Role::Title => "Title".into(),
            Role::Quadrant(place) => format!("Quadrant {}", self.quadrant(*place)),
            Role::Persona | Role::Badge => "Persona".into(),
            Role::Note { id, quadrant } => self.note(id, *quadrant),
            Role::Legend => "Legend".into(),
            Role::Summary => "Summary".into(),
            Role::Need(_) => "Need".into(),
            Role::Motivation(_) => "Motivation".into(),
            Role::Tension(_) => "Tension".into(),
            Role::Plans => "Plan".into(),
            Role::Plan(_) => "Plan for a need".into(),
            Role::Section(section) => section.label().into(),
            Role::Causes(_) => "Causes".into(),
            Role::Gap(_) => "Not known".into(),
        }
    }

    fn quadrant(&self, place: usize) -> &'m str {
        self.map.quadrants.get(place).map_or("", |quadrant| quadrant.title.trim())
    }

    fn note(&self, id: &NoteId, quadrant: usize) -> String {
        let mut label = format!("Note in {}", self.quadrant(quadrant));
        let Some(note) = self.notes.get(id) else { return label };
        if let Some(evidence) = note.evidence {
            label += &format!(", {}", evidence.label().to_lowercase());
        }
        if let Some(feeling) = note.feeling {
            label += &format!(", feels {}", feeling.label().to_lowercase());
        }
        match note.vote_total() {
            0 => {}
            1 => label += ", 1 vote",
            votes => label += &format!(", {votes} votes"),
        }
        label
    }
}

/// A name that XML takes for an identifier: other characters become their code between dots, so that names stay different.
fn identifier(kind: &str, id: &str) -> String {
    id.chars().fold(format!("{kind}-"), |mut name, c| {
        if c.is_ascii_alphanumeric() || c == '-' || c == '_' {
            name.push(c);
        } else {
            let _ = write!(name, ".{:x}.", u32::from(c));
        }
        name
    })
}

#[cfg(test)]
mod tests {
    use super::identifier;

    #[test]
    fn an_identifier_has_no_character_that_means_something_and_two_are_never_equal() {
        assert_eq!(identifier("note", "n1-a_B"), "note-n1-a_B");
        assert_eq!(identifier("note", "\"><&\u{0}é"), "note-.22..3e..3c..26..0..e9.");
        let ids = ["a.b", "a b", "a\"b", "a.2e.b", "a.20.b", "ab"];
        let names: std::collections::HashSet<String> = ids.iter().map(|id| identifier("note", id)).collect();
        assert_eq!(names.len(), ids.len());
    }
}
