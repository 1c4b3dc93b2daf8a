//! JSON Canvas 1.0, as Obsidian and others write it.

use serde::Deserialize;

use super::board::{Board, Rect, Role, Shape};
use super::json::{self, List, Number, Text};
use super::preview::{LeftOut, Reading};
use super::{ImportError, markdown};

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
    for value in file.nodes.0 {
        let Some(node) = value.object::<Node>() else {
            board.unreadable += 1;
            continue;
        };
        let place = place("node", &node.id);
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
    Ok(board.reading())
}

fn place(kind: &str, id: &Text) -> String {
    format!("{kind} “{}”", id.0)
}
