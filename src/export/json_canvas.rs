//! The map as a JSON Canvas 1.0 (jsoncanvas.org), for Obsidian and other programs with a board.
//!
//! Quadrants are groups with their titles as labels, notes are text nodes at their places. Persona, needs and motivations
//! stand outside the quadrants, joined by arrows to the notes behind them; tensions are lines between notes. Identifiers
//! say what a node was: `quadrant-…`, `note-…`, `need-…`, `motivation-…`, `persona`, `needs`, `motivations`. Texts of nodes
//! are Markdown there, so they are written as in [`super::markdown`].

use std::io;

use epaint::emath::{Pos2, Rect, pos2, vec2};
use serde::Serialize;

use super::markdown::escape::{text, words};
use crate::model::{EmpathyMap, NoteId, Tone};
use crate::scene::{Ink, Palette, Scene};

/// Distance of what stands outside the quadrants.
const GAP: f32 = 60.0;
/// Space between a group's edge and what lies in it.
const PADDING: f32 = 20.0;
/// Width of a need or a motivation.
const CARD_WIDTH: f32 = 360.0;
/// Height of a line and the letters that it has at least, to guess how high a card must be.
const LINE_HEIGHT: f32 = 24.0;
const LINE_LETTERS: usize = 36;
/// The preset colours of the format for what contradicts.
const RED: &str = "1";

#[derive(Serialize)]
struct Canvas {
    nodes: Vec<Node>,
    edges: Vec<Edge>,
}

#[derive(Serialize)]
struct Node {
    id: String,
    #[serde(flatten)]
    content: Content,
    x: i64,
    y: i64,
    width: i64,
    height: i64,
    #[serde(skip_serializing_if = "String::is_empty")]
    color: String,
}

#[derive(Serialize)]
#[serde(tag = "type", rename_all = "lowercase")]
enum Content {
    Text { text: String },
    Group { label: String },
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Edge {
    id: String,
    from_node: String,
    to_node: String,
    /// Whether it ends in an arrow.
    to_end: &'static str,
    #[serde(skip_serializing_if = "str::is_empty")]
    color: &'static str,
    #[serde(skip_serializing_if = "String::is_empty")]
    label: String,
}

/// Writes `map`, whose notes lie as in `scene`.
///
/// # Errors
/// When `out` fails.
pub fn write(map: &EmpathyMap, scene: &Scene, out: &mut dyn io::Write) -> io::Result<()> {
    let mut canvas = Canvas { nodes: Vec::new(), edges: Vec::new() };
    for (quadrant, placed) in map.quadrants.iter().zip(&scene.quadrants) {
        let label = Content::Group { label: quadrant.title.clone() };
        canvas.node(format!("quadrant-{}", quadrant.id), label, placed.rect, hex(placed.tone));
    }
    canvas.persona(map, scene.bounds);
    for (note, placed) in map.notes.iter().zip(&scene.notes) {
        let tone = scene.quadrants.get(placed.quadrant).map_or(Tone::Gray, |quadrant| quadrant.tone);
        canvas.node(format!("note-{}", note.id), Content::Text { text: text(&note.text, "") }, placed.rect, hex(tone));
    }
    let mut at = pos2(scene.bounds.right() + GAP, scene.bounds.top());
    let needs = map.needs.iter().map(|need| (format!("need-{}", need.id), need.sentence(&map.persona)));
    at.y = canvas.cards("needs", "Needs", needs.collect(), at, hex(Tone::Violet));
    let motivations =
        map.motivations.iter().map(|driven| (format!("motivation-{}", driven.id), driven.statement.clone()));
    canvas.cards("motivations", "Motivations", motivations.collect(), at, hex(Tone::Teal));
    canvas.arrows(map);
    canvas.tensions(map);
    serde_json::to_writer_pretty(&mut *out, &canvas)?;
    out.write_all(b"\n")
}

impl Canvas {
    fn node(&mut self, id: String, content: Content, rect: Rect, color: String) {
        let whole = |length: f32| length.round() as i64;
        let (x, y) = (whole(rect.min.x), whole(rect.min.y));
        let (width, height) = (whole(rect.max.x) - x, whole(rect.max.y) - y);
        self.nodes.push(Node { id, content, x, y, width, height, color });
    }

    /// The title and the persona, above the board.
    fn persona(&mut self, map: &EmpathyMap, bounds: Rect) {
        let persona = &map.persona;
        let title =
            Some(&map.title).filter(|title| !title.trim().is_empty()).map(|title| format!("# {}", words(title)));
        let facts = [&persona.name, &persona.role, &persona.scenario, &persona.goal, &persona.about];
        let facts = facts.into_iter().filter(|fact| !fact.trim().is_empty()).map(|fact| text(fact, ""));
        let parts: Vec<String> = title.into_iter().chain(facts).collect();
        if parts.is_empty() {
            return;
        }
        let text = parts.join("\n\n");
        let height = card_height(&text) + parts.len() as f32 * LINE_HEIGHT;
        let top = bounds.top() - GAP - height;
        let rect = Rect::from_min_size(pos2(bounds.left(), top), vec2(2.0 * CARD_WIDTH, height));
        self.node("persona".into(), Content::Text { text }, rect, String::new());
    }

    /// A group of cards with these identifiers and texts, one below the other; where the next group may begin.
    fn cards(&mut self, id: &str, label: &str, cards: Vec<(String, String)>, at: Pos2, color: String) -> f32 {
        if cards.is_empty() {
            return at.y;
        }
        let group = self.nodes.len();
        let mut y = at.y + PADDING;
        for (id, statement) in cards {
            let height = card_height(&statement);
            let rect = Rect::from_min_size(pos2(at.x + PADDING, y), vec2(CARD_WIDTH, height));
            self.node(id, Content::Text { text: text(&statement, "") }, rect, color.clone());
            y += height + PADDING;
        }
        let rect = Rect::from_min_max(at, pos2(at.x + CARD_WIDTH + 2.0 * PADDING, y));
        self.node(id.into(), Content::Group { label: label.into() }, rect, color);
        // Groups come before what lies in them, for the last node is painted on top.
        self.nodes[group..].rotate_right(1);
        y + GAP
    }

    fn edge(&mut self, from: String, to: String, to_end: &'static str, color: &'static str, label: String) {
        let id = format!("edge-{}", self.edges.len() + 1);
        self.edges.push(Edge { id, from_node: from, to_node: to, to_end, color, label });
    }

    fn arrows(&mut self, map: &EmpathyMap) {
        let needs = map.needs.iter().map(|need| (format!("need-{}", need.id), &need.supports, &need.contradicts));
        let motivations = (map.motivations.iter())
            .map(|driven| (format!("motivation-{}", driven.id), &driven.supports, &driven.contradicts));
        for (card, supports, contradicts) in needs.chain(motivations) {
            for id in supports {
                self.edge(note(id), card.clone(), "arrow", "", String::new());
            }
            for id in contradicts {
                self.edge(note(id), card.clone(), "arrow", RED, "contradicts".into());
            }
        }
    }

    /// A line from the first note of one side to each of the other, and back from its first: all are joined, by few lines.
    fn tensions(&mut self, map: &EmpathyMap) {
        for tension in &map.tensions {
            let (Some(this), Some(but)) = (tension.this.first(), tension.but.first()) else { continue };
            let insight = tension.insight.split_whitespace().collect::<Vec<_>>().join(" ");
            let label = if insight.is_empty() { "but".into() } else { insight };
            self.edge(note(this), note(but), "none", RED, label);
            for other in &tension.but[1..] {
                self.edge(note(this), note(other), "none", RED, String::new());
            }
            for other in &tension.this[1..] {
                self.edge(note(other), note(but), "none", RED, String::new());
            }
        }
    }
}

fn note(id: &NoteId) -> String {
    format!("note-{id}")
}

/// How high a card must be to show a text, about.
fn card_height(text: &str) -> f32 {
    let lines: usize = text.lines().map(|line| line.chars().count().div_ceil(LINE_LETTERS).max(1)).sum();
    (lines.max(1) + 1) as f32 * LINE_HEIGHT
}

fn hex(tone: Tone) -> String {
    let color = Palette::Light.color(Ink::Strong(tone));
    format!("#{:02X}{:02X}{:02X}", color.r(), color.g(), color.b())
}
