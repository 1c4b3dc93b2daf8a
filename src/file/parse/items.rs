//! Reading the map and each sort of item on it.

use std::collections::{BTreeMap, HashMap};

use super::fields::{Field, Ids, Reader};
use crate::file::error::{ParseError, ParseErrorKind};
use crate::file::keys;
use crate::file::lazy::Value;
use crate::model::{
    Cause, Comment, CommentId, Direction, Driver, EmpathyMap, Evidence, Extra, Feeling, MapId, Motivation,
    MotivationId, Need, NeedId, Note, NoteId, Persona, Plan, Point, Priority, Quadrant, QuadrantId, Severity, Tension,
    TensionId, Theme, ThemeId, Tone, default_quadrants, limits,
};

/// Quadrants that a complaint names at most.
const NAMED: usize = 12;

/// The quadrants that notes may lie in.
struct Quadrants<'q> {
    list: &'q [Quadrant],
    by_id: HashMap<&'q str, &'q QuadrantId>,
}

impl<'q> Quadrants<'q> {
    fn new(list: &'q [Quadrant]) -> Self {
        Self { list, by_id: list.iter().map(|quadrant| (quadrant.id.as_str(), &quadrant.id)).collect() }
    }

    /// Their ids, for a complaint.
    fn named(&self) -> String {
        let ids: Vec<_> = self.list.iter().take(NAMED).map(|quadrant| format!("“{}”", quadrant.id)).collect();
        ids.join(", ") + if self.list.len() > NAMED { " or another" } else { "" }
    }
}

impl<'a> Reader<'_, 'a> {
    /// The whole map; references may still lead nowhere.
    pub(super) fn map(&mut self, root: Value<'a>) -> Result<EmpathyMap, ParseError> {
        let (fields, extra) = self.object(root, "the map", keys::MAP)?;
        let [_, _, id, title, created, persona, quadrants, themes, notes, tensions, needs, motivations, comments] =
            fields;
        let id = match id.value {
            Some(_) => Some(MapId::new(self.id(id, root, &mut Ids::new())?)),
            None => None,
        };
        let title = self.text(title)?;
        let created = self.text(created)?;
        let persona = persona.value.map_or(Ok(Persona::default()), |persona| self.persona(persona))?;
        let mut quadrants = self.items(quadrants, Self::quadrant)?;
        if quadrants.is_empty() {
            quadrants = default_quadrants();
        }
        let themes = self.items(themes, Self::theme)?;
        let notes = self.notes(notes, &quadrants)?;
        Ok(EmpathyMap {
            id,
            title,
            created,
            persona,
            quadrants,
            themes,
            notes,
            tensions: self.items(tensions, Self::tension)?,
            needs: self.items(needs, Self::need)?,
            motivations: self.items(motivations, Self::motivation)?,
            comments: self.items(comments, Self::comment)?,
            extra,
        })
    }

    /// A list of items with ids.
    fn items<T>(
        &mut self,
        field: Field<'a>,
        mut read: impl FnMut(&mut Self, Value<'a>, &mut Ids) -> Result<T, ParseError>,
    ) -> Result<Vec<T>, ParseError> {
        let mut items = Vec::new();
        let mut ids = Ids::new();
        self.list(field, |reader, value| {
            items.push(read(reader, value, &mut ids)?);
            Ok(())
        })?;
        Ok(items)
    }

    fn persona(&mut self, value: Value<'a>) -> Result<Persona, ParseError> {
        let ([name, role, scenario, goal, about], extra) = self.object(value, "the persona", keys::PERSONA)?;
        Ok(Persona {
            name: self.text(name)?,
            role: self.text(role)?,
            scenario: self.text(scenario)?,
            goal: self.text(goal)?,
            about: self.text(about)?,
            extra,
        })
    }

    /// A quadrant; where column, row and tone are missing, it takes the next place of a board two columns wide.
    fn quadrant(&mut self, value: Value<'a>, ids: &mut Ids) -> Result<Quadrant, ParseError> {
        let ([id, title, prompt, column, row, tone], extra) = self.object(value, "a quadrant", keys::QUADRANT)?;
        let index = ids.len();
        let place = |given: Option<i64>, usual: usize| {
            given.and_then(|number| u8::try_from(number).ok()).unwrap_or(u8::try_from(usual).unwrap_or(u8::MAX))
        };
        Ok(Quadrant {
            id: QuadrantId::new(self.id(id, value, ids)?),
            title: self.text(title)?,
            prompt: self.text(prompt)?,
            column: place(self.integer(column, 0..256)?, index % 2),
            row: place(self.integer(row, 0..256)?, index / 2),
            tone: self.word(tone, &Tone::ALL, Tone::key)?.unwrap_or(Tone::ALL[index % Tone::ALL.len()]),
            extra,
        })
    }

    fn theme(&mut self, value: Value<'a>, ids: &mut Ids) -> Result<Theme, ParseError> {
        let ([id, title], extra) = self.object(value, "a theme", keys::THEME)?;
        Ok(Theme { id: ThemeId::new(self.id(id, value, ids)?), title: self.text(title)?, extra })
    }

    fn notes(&mut self, field: Field<'a>, quadrants: &[Quadrant]) -> Result<Vec<Note>, ParseError> {
        let quadrants = Quadrants::new(quadrants);
        self.items(field, |reader, value, ids| {
            if ids.len() == limits::NOTES {
                let message = format!("The map has more than {} notes, the limit. It was not opened.", limits::NOTES);
                return Err(reader.source.complain(ParseErrorKind::TooLarge, value, message));
            }
            reader.note(value, ids, &quadrants)
        })
    }

    fn note(&mut self, value: Value<'a>, ids: &mut Ids, quadrants: &Quadrants<'_>) -> Result<Note, ParseError> {
        let (fields, extra) = self.object(value, "a note", keys::NOTE)?;
        let [id, quadrant, text, at, theme, evidence, source, who, feeling, tags, votes, author, created] = fields;
        let id = NoteId::new(self.id(id, value, ids)?);
        let quadrant = self.note_quadrant(&id, quadrant, value, quadrants)?;
        let (at, at_extra) = at.value.map_or(Ok(Default::default()), |at| self.point(at))?;
        Ok(Note {
            id,
            quadrant,
            text: self.text(text)?,
            at,
            theme: theme.value.map(|_| self.text(theme)).transpose()?.map(ThemeId::new),
            evidence: self.word(evidence, &Evidence::ALL, Evidence::key)?,
            source: self.text(source)?,
            who: self.texts(who)?,
            feeling: self.integer(feeling, -2..3)?.and_then(Feeling::new),
            tags: self.texts(tags)?,
            votes: self.votes(votes)?,
            author: self.text(author)?,
            created: self.text(created)?,
            extra,
            at_extra,
        })
    }

    fn note_quadrant(
        &mut self,
        note: &NoteId,
        field: Field<'a>,
        item: Value<'a>,
        quadrants: &Quadrants<'_>,
    ) -> Result<QuadrantId, ParseError> {
        let Some(value) = field.value else {
            let message = format!("The note “{note}” has no “quadrant”. Add one of {}.", quadrants.named());
            return Err(self.source.broken(item, message));
        };
        let id = self.text(field)?;
        // The map's own id is shared, so that thousands of notes do not each hold a copy.
        match quadrants.by_id.get(id.as_str()) {
            Some(&quadrant) => Ok(quadrant.clone()),
            None => {
                let message = format!(
                    "The note “{note}” lies in “{id}”, which is no quadrant. Write one of {}.",
                    quadrants.named()
                );
                Err(self.source.broken(value, message))
            }
        }
    }

    fn point(&mut self, value: Value<'a>) -> Result<(Option<Point>, Extra), ParseError> {
        let ([x, y], extra) = self.object(value, "“at”", keys::PLACE)?;
        Ok((Some(Point { x: self.number(x, value)?, y: self.number(y, value)? }), extra))
    }

    fn votes(&mut self, field: Field<'a>) -> Result<BTreeMap<String, u32>, ParseError> {
        let mut votes = BTreeMap::new();
        let Some(object) = field.value else { return Ok(votes) };
        if object.kind() != "an object" {
            return Err(self.wrong(field, object, "an object"));
        }
        let source = self.source;
        source.members(object, |voter, count| {
            let name = self.text_value(field, voter, "a text")?;
            let count = self.integer_value(field, count, 0..i64::from(u32::MAX) + 1)?;
            if votes.insert(name, u32::try_from(count).unwrap_or(u32::MAX)).is_some() {
                return Err(source.twice(voter));
            }
            Ok(())
        })?;
        Ok(votes)
    }

    fn tension(&mut self, value: Value<'a>, ids: &mut Ids) -> Result<Tension, ParseError> {
        let ([id, this, but, insight], extra) = self.object(value, "a tension", keys::TENSION)?;
        Ok(Tension {
            id: TensionId::new(self.id(id, value, ids)?),
            this: self.references(this, NoteId::new)?,
            but: self.references(but, NoteId::new)?,
            insight: self.text(insight)?,
            extra,
        })
    }

    fn need(&mut self, value: Value<'a>, ids: &mut Ids) -> Result<Need, ParseError> {
        let (fields, extra) = self.object(value, "a need", keys::NEED)?;
        let [id, who, statement, because, when, so_that, supports, contradicts, motivations, rest @ ..] = fields;
        let [priority, severity, causes, plan, met_when] = rest;
        let id = NeedId::new(self.id(id, value, ids)?);
        if statement.value.is_none() {
            let message = format!("The need “{id}” has no “statement”. Add it, a verb phrase.");
            return Err(self.source.broken(value, message));
        }
        Ok(Need {
            id,
            who: self.text(who)?,
            statement: self.text(statement)?,
            because: self.text(because)?,
            when: self.text(when)?,
            so_that: self.text(so_that)?,
            supports: self.references(supports, NoteId::new)?,
            contradicts: self.references(contradicts, NoteId::new)?,
            motivations: self.references(motivations, MotivationId::new)?,
            priority: self.word(priority, &Priority::ALL, Priority::key)?,
            severity: self.integer(severity, 0..5)?.and_then(Severity::new),
            causes: self.causes(causes)?,
            plan: plan.value.map_or(Ok(Plan::default()), |plan| self.plan(plan))?,
            met_when: self.texts(met_when)?,
            extra,
        })
    }

    /// Causes and the causes behind them; the scan has made sure that they are not nested too deeply.
    fn causes(&mut self, field: Field<'a>) -> Result<Vec<Cause>, ParseError> {
        let mut all = Vec::new();
        self.list(field, |reader, value| {
            let ([text, evidence, causes], extra) = reader.object(value, "a cause", keys::CAUSE)?;
            all.push(Cause {
                text: reader.text(text)?,
                evidence: reader.word(evidence, &Evidence::ALL, Evidence::key)?,
                causes: reader.causes(causes)?,
                extra,
            });
            Ok(())
        })?;
        Ok(all)
    }

    fn plan(&mut self, value: Value<'a>) -> Result<Plan, ParseError> {
        let ([awareness, acknowledgment, action, advocacy], extra) = self.object(value, "a plan", keys::PLAN)?;
        Ok(Plan {
            awareness: self.text(awareness)?,
            acknowledgment: self.text(acknowledgment)?,
            action: self.text(action)?,
            advocacy: self.text(advocacy)?,
            extra,
        })
    }

    fn motivation(&mut self, value: Value<'a>, ids: &mut Ids) -> Result<Motivation, ParseError> {
        let ([id, statement, direction, driver, supports, contradicts], extra) =
            self.object(value, "a motivation", keys::MOTIVATION)?;
        Ok(Motivation {
            id: MotivationId::new(self.id(id, value, ids)?),
            statement: self.text(statement)?,
            direction: self.word(direction, &Direction::ALL, Direction::key)?,
            driver: self.word(driver, &Driver::ALL, Driver::key)?,
            supports: self.references(supports, NoteId::new)?,
            contradicts: self.references(contradicts, NoteId::new)?,
            extra,
        })
    }

    fn comment(&mut self, value: Value<'a>, ids: &mut Ids) -> Result<Comment, ParseError> {
        let ([id, on, text, author, created], extra) = self.object(value, "a comment", keys::COMMENT)?;
        Ok(Comment {
            id: CommentId::new(self.id(id, value, ids)?),
            on: self.text(on)?,
            text: self.text(text)?,
            author: self.text(author)?,
            created: self.text(created)?,
            extra,
        })
    }
}
