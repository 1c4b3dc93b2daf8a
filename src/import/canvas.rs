//! JSON Canvas 1.0, as Obsidian and others write it.

use serde::Deserialize;

use super::board::{Board, Rect, Role, Shape};
use super::json::{self, List, Number, Text};
use super::preview::{LeftOut, Reading};
use super::quadrants::{Named, Naming};
use super::{ImportError, markdown};
use crate::model::is_id;

#[derive(Deserialize)]
struct File<'a> {
    #[serde(borrow, default)]
    nodes: List<'a>,
    #[serde(borrow, default)]
    edges: List<'a>,
}

#[derive(Deserialize)]
#[serde(default)]
#[derive(Default)]
struct Node {
    #[serde(rename = "type")]
    kind: Text,
    id: Text,
    x: Number,
    y: Number,
    width: Number,
    height: Number,
    text: Text,
    label: Text,
    file: Text,
    subpath: Text,
    url: Text,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Edge {
    id: Text,
    label: Text,
}

pub(super) fn read(text: &str) -> Result<Reading, ImportError> {
    let file: File = json::parse(text)?;
    let mut board = Board::default();
    let read: Vec<Option<Node>> = file.nodes.0.into_iter().map(|value| value.object()).collect();
    let is_ours = read.iter().flatten().any(|node| node.kind.0 == "group" && node.id.0.starts_with("quadrant-"));
    let mut quadrants = Vec::new();
    for node in read {
        let Some(node) = node else {
            board.unreadable += 1;
            continue;
        };
        let place = place("node", &node.id);
        if is_ours && let Some(reason) = beside_the_notes(&node.id.0) {
            if node.kind.0 == "text" {
                board.left_out.push(LeftOut::new(place, markdown::plain(&node.text.0), reason));
            }
            continue;
        }
        if let ("group", true, Some(id)) = (node.kind.0.as_str(), is_ours, node.id.0.strip_prefix("quadrant-")) {
            let id = if is_id(id) { id.to_owned() } else { String::new() };
            quadrants.push(Named { id, title: node.label.0.clone(), prompt: String::new() });
        }
        let rect = Rect::new(node.x.0, node.y.0, node.width.0, node.height.0);
        let (role, text) = match node.kind.0.as_str() {
            "text" => (Role::Note, markdown::plain(&node.text.0)),
            "group" => (Role::Frame, node.label.0),
            "file" => {
                let path = node.file.0 + &node.subpath.0;
                board.left_out.push(LeftOut::new(place, path, "A file that the board shows"));
                continue;
            }
            "link" => {
                board.left_out.push(LeftOut::new(place, node.url.0, "A web page that the board shows"));
                continue;
            }
            _ => {
                board.unreadable += 1;
                continue;
            }
        };
        board.shapes.push(Shape { role, text, rect, page: None, place });
    }
    for value in file.edges.0 {
        let edge = value.object::<Edge>().unwrap_or_default();
        if !edge.label.0.is_empty() {
            board.left_out.push(LeftOut::new(place("edge", &edge.id), edge.label.0, "It stands at a connection"));
        }
    }
    Ok(Reading { quadrants: Naming::whole(quadrants), ..board.reading() })
}

/// What a node of a board that this program wrote is, when it is no quadrant and no note: it follows from notes.
fn beside_the_notes(id: &str) -> Option<&'static str> {
    match id {
        "persona" => Some("It is about the persona"),
        _ if id == "needs" || id.starts_with("need-") => Some("It is a need, not a note"),
        _ if id == "motivations" || id.starts_with("motivation-") => Some("It is a motivation, not a note"),
        _ => None,
    }
}

fn place(kind: &str, id: &Text) -> String {
    format!("{kind} “{}”", id.0)
}
