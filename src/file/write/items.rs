//! What is written of the map and of each sort of item, in the order of the format.
//!
//! Left out: whatever is empty, but the quadrants, a note's text, a need's statement, and the lists of evidence and causes,
//! whose emptiness says something.

use super::layout::{Object, Shape};
use crate::file::keys;
use crate::file::parse::{FORMAT, VERSION};
use crate::model::{
    Cause, Comment, EmpathyMap, Extra, Motivation, Need, Note, Persona, Plan, Quadrant, Tension, Theme,
};

/// The voter that stands first: votes given by hands in the room.
const ROOM: &str = "room";

pub(super) fn map(map: &EmpathyMap) -> String {
    let mut out = String::with_capacity(512 * (4 + map.notes.len()));
    let mut object = Object::new(&mut out, Shape::Block(0));
    object.text("format", FORMAT);
    object.integer("version", VERSION);
    if let Some(id) = &map.id {
        object.text("id", id.as_str());
    }
    object.text_if_any("title", &map.title);
    object.text_if_any("created", &map.created);
    if map.persona != Persona::default() {
        persona(object.key("persona"), &map.persona);
    }
    object.lines("quadrants", 1, &map.quadrants, quadrant);
    object.lines("themes", 1, &map.themes, theme);
    object.lines("notes", 1, &map.notes, note);
    object.lines("tensions", 1, &map.tensions, tension);
    object.lines("needs", 1, &map.needs, need);
    object.lines("motivations", 1, &map.motivations, motivation);
    object.lines("comments", 1, &map.comments, comment);
    object.end(&map.extra, &keys::MAP);
    out.push('\n');
    out
}

fn persona(out: &mut String, persona: &Persona) {
    let mut object = Object::new(out, Shape::Block(1));
    object.text_if_any("name", &persona.name);
    object.text_if_any("role", &persona.role);
    object.text_if_any("scenario", &persona.scenario);
    object.text_if_any("goal", &persona.goal);
    object.text_if_any("about", &persona.about);
    object.end(&persona.extra, &keys::PERSONA);
}

fn quadrant(out: &mut String, quadrant: &Quadrant) {
    let mut object = Object::new(out, Shape::Line(2));
    object.text("id", quadrant.id.as_str());
    object.text_if_any("title", &quadrant.title);
    object.text_if_any("prompt", &quadrant.prompt);
    object.integer("column", quadrant.column.into());
    object.integer("row", quadrant.row.into());
    object.text("tone", quadrant.tone.key());
    object.end(&quadrant.extra, &keys::QUADRANT);
}

fn theme(out: &mut String, theme: &Theme) {
    let mut object = Object::new(out, Shape::Line(2));
    object.text("id", theme.id.as_str());
    object.text_if_any("title", &theme.title);
    object.end(&theme.extra, &keys::THEME);
}

fn note(out: &mut String, note: &Note) {
    let mut object = Object::new(out, Shape::Block(2));
    object.text("id", note.id.as_str());
    object.text("quadrant", note.quadrant.as_str());
    object.text("text", &note.text);
    if let Some(at) = note.at.filter(|at| at.x.is_finite() && at.y.is_finite()) {
        let mut place = Object::new(object.key("at"), Shape::Line(3));
        place.number("x", at.x);
        place.number("y", at.y);
        place.end(&note.at_extra, &keys::PLACE);
    }
    if let Some(theme) = &note.theme {
        object.text("theme", theme.as_str());
    }
    if let Some(evidence) = note.evidence {
        object.text("evidence", evidence.key());
    }
    object.text_if_any("source", &note.source);
    object.texts_if_any("who", &note.who);
    if let Some(feeling) = note.feeling {
        object.integer("feeling", feeling.step());
    }
    object.texts_if_any("tags", &note.tags);
    if !note.votes.is_empty() {
        let mut votes = Object::new(object.key("votes"), Shape::Line(3));
        let (room, others): (Vec<_>, Vec<_>) = note.votes.iter().partition(|(voter, _)| *voter == ROOM);
        for (voter, &count) in room.into_iter().chain(others) {
            votes.integer(voter, count.into());
        }
        votes.end(&Extra::default(), &[]);
    }
    object.text_if_any("author", &note.author);
    object.text_if_any("created", &note.created);
    object.end(&note.extra, &keys::NOTE);
}

fn tension(out: &mut String, tension: &Tension) {
    let mut object = Object::new(out, Shape::Line(2));
    object.text("id", tension.id.as_str());
    object.texts("this", tension.this.iter().map(|id| id.as_str()));
    object.texts("but", tension.but.iter().map(|id| id.as_str()));
    object.text_if_any("insight", &tension.insight);
    object.end(&tension.extra, &keys::TENSION);
}

fn need(out: &mut String, need: &Need) {
    let mut object = Object::new(out, Shape::Block(2));
    object.text("id", need.id.as_str());
    object.text_if_any("who", &need.who);
    object.text("statement", &need.statement);
    object.text_if_any("because", &need.because);
    object.text_if_any("when", &need.when);
    object.text_if_any("so_that", &need.so_that);
    object.texts("supports", need.supports.iter().map(|id| id.as_str()));
    object.texts("contradicts", need.contradicts.iter().map(|id| id.as_str()));
    if !need.motivations.is_empty() {
        object.texts("motivations", need.motivations.iter().map(|id| id.as_str()));
    }
    if let Some(priority) = need.priority {
        object.text("priority", priority.key());
    }
    if let Some(severity) = need.severity {
        object.integer("severity", severity.step());
    }
    object.lines("causes", 3, &need.causes, |out, item| cause(out, item, 4));
    if !need.plan.is_empty() {
        plan(object.key("plan"), &need.plan);
    }
    object.texts_if_any("met_when", &need.met_when);
    object.end(&need.extra, &keys::NEED);
}

/// A cause on one line, the causes behind it on lines of their own; `level` is that of the line.
fn cause(out: &mut String, item: &Cause, level: usize) {
    let mut object = Object::new(out, Shape::Line(level));
    object.text("text", &item.text);
    if let Some(evidence) = item.evidence {
        object.text("evidence", evidence.key());
    }
    if item.causes.is_empty() {
        object.key("causes").push_str("[]");
    }
    object.lines("causes", level, &item.causes, |out, deeper| cause(out, deeper, level + 1));
    object.end(&item.extra, &keys::CAUSE);
}

fn plan(out: &mut String, plan: &Plan) {
    let mut object = Object::new(out, Shape::Block(3));
    object.text_if_any("awareness", &plan.awareness);
    object.text_if_any("acknowledgment", &plan.acknowledgment);
    object.text_if_any("action", &plan.action);
    object.text_if_any("advocacy", &plan.advocacy);
    object.end(&plan.extra, &keys::PLAN);
}

fn motivation(out: &mut String, motivation: &Motivation) {
    let mut object = Object::new(out, Shape::Line(2));
    object.text("id", motivation.id.as_str());
    object.text_if_any("statement", &motivation.statement);
    if let Some(direction) = motivation.direction {
        object.text("direction", direction.key());
    }
    if let Some(driver) = motivation.driver {
        object.text("driver", driver.key());
    }
    object.texts("supports", motivation.supports.iter().map(|id| id.as_str()));
    object.texts("contradicts", motivation.contradicts.iter().map(|id| id.as_str()));
    object.end(&motivation.extra, &keys::MOTIVATION);
}

fn comment(out: &mut String, comment: &Comment) {
    let mut object = Object::new(out, Shape::Line(2));
    object.text("id", comment.id.as_str());
    object.text_if_any("on", &comment.on);
    object.text("text", &comment.text);
    object.text_if_any("author", &comment.author);
    object.text_if_any("created", &comment.created);
    object.end(&comment.extra, &keys::COMMENT);
}
