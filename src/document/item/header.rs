//! Title, persona and the rest of what a map has once, as a record.

use crate::document::record::{FieldSpec, Kind, Record};
use crate::model::{EmpathyMap, Extra, MapId, Persona, is_id};

use super::clip;

/// What a map has once.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::document) struct Header {
    pub id: Option<MapId>,
    pub title: String,
    pub created: String,
    pub persona: Persona,
    pub extra: Extra,
}

impl Header {
    /// Its fields.
    pub const FIELDS: &'static [FieldSpec] = &[
        ("title", Kind::Text),
        ("persona.name", Kind::Text),
        ("persona.role", Kind::Text),
        ("persona.scenario", Kind::Text),
        ("persona.goal", Kind::Text),
        ("persona.about", Kind::Text),
        ("id", Kind::Atom),
        ("created", Kind::Atom),
        ("extra", Kind::Atom),
        ("persona.extra", Kind::Atom),
    ];

    /// The header of a map.
    pub fn of(map: &EmpathyMap) -> Self {
        Self {
            id: map.id.clone(),
            title: map.title.clone(),
            created: map.created.clone(),
            persona: map.persona.clone(),
            extra: map.extra.clone(),
        }
    }

    /// Puts it on a map.
    pub fn put(self, map: &mut EmpathyMap) {
        map.id = self.id;
        map.title = self.title;
        map.created = self.created;
        map.persona = self.persona;
        map.extra = self.extra;
    }

    /// Its fields as a record.
    pub fn encode(&self) -> Record {
        let persona = &self.persona;
        Record::default()
            .text("title", &self.title)
            .text("persona.name", &persona.name)
            .text("persona.role", &persona.role)
            .text("persona.scenario", &persona.scenario)
            .text("persona.goal", &persona.goal)
            .text("persona.about", &persona.about)
            .atom("id", self.id.as_ref().map(|id| id.as_str().into()))
            .string("created", &self.created)
            .extra("extra", &self.extra)
            .extra("persona.extra", &persona.extra)
    }

    /// The header with these fields.
    pub fn decode(mut record: Record) -> Self {
        let mut header = Self {
            id: record.str("id").filter(|id| is_id(id)).map(MapId::from),
            created: record.string_of("created"),
            extra: record.extra_of("extra"),
            persona: Persona {
                extra: record.extra_of("persona.extra"),
                name: record.take_text("persona.name"),
                role: record.take_text("persona.role"),
                scenario: record.take_text("persona.scenario"),
                goal: record.take_text("persona.goal"),
                about: record.take_text("persona.about"),
            },
            title: record.take_text("title"),
        };
        header.texts(&mut clip);
        header
    }

    /// Visits its texts.
    pub fn texts(&mut self, visit: &mut dyn FnMut(&mut String)) {
        let persona = &mut self.persona;
        for text in [
            &mut self.title,
            &mut self.created,
            &mut persona.name,
            &mut persona.role,
            &mut persona.scenario,
            &mut persona.goal,
            &mut persona.about,
        ] {
            visit(text);
        }
    }
}
