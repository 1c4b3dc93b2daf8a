//! Excalidraw: texts, also those in rectangles and frames.

use std::collections::HashMap;

use serde::Deserialize;

use super::ImportError;
use super::board::{Board, Rect, Role, Shape};
use super::json::{self, Any, List, Number, Text};
use super::preview::{LeftOut, Reading};

#[derive(Deserialize)]
struct File<'a> {
    #[serde(borrow)]
    elements: List<'a>,
}

#[derive(Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
struct Element<'a> {
    #[serde(rename = "type")]
    kind: Text,
    id: Text,
    x: Number,
    y: Number,
    width: Number,
    height: Number,
    text: Text,
    original_text: Text,
    name: Text,
    link: Text,
    container_id: Text,
    #[serde(borrow)]
    is_deleted: Any<'a>,
}

impl Element<'_> {
    fn rect(&self) -> Option<Rect> {
        Rect::new(self.x.0, self.y.0, self.width.0, self.height.0)
    }

    /// What was typed, without the line breaks that the width makes.
    fn words(&self) -> &str {
        if self.original_text.0.is_empty() { &self.text.0 } else { &self.original_text.0 }
    }
}

pub(super) fn read(text: &str) -> Result<Reading, ImportError> {
    let file: File = json::parse(text)?;
    let mut board = Board::default();
    let mut elements = Vec::new();
    for value in file.elements.0 {
        match value.object::<Element>() {
            Some(element) if element.is_deleted.is_true() => {}
            Some(element) => elements.push(element),
            None => board.unreadable += 1,
        }
    }
    let containers: HashMap<&str, &Element> = (elements.iter())
        .filter(|element| element.kind.0 != "text")
        .map(|element| (element.id.0.as_str(), element))
        .collect();
    // Texts within a shape, by the identifier of the shape.
    let mut bound: HashMap<&str, Vec<&str>> = HashMap::new();
    for element in &elements {
        let shape = |role, text: &str, rect| Shape {
            role,
            text: text.to_owned(),
            rect,
            page: None,
            place: format!("element “{}”", element.id.0),
        };
        match element.kind.0.as_str() {
            "text" => match containers.get(element.container_id.0.as_str()) {
                Some(container) if matches!(container.kind.0.as_str(), "arrow" | "line") => {
                    let place = format!("element “{}”", element.id.0);
                    board.left_out.push(LeftOut::new(place, element.words(), "It stands at an arrow"));
                }
                Some(container) => bound.entry(container.id.0.as_str()).or_default().push(element.words()),
                None => board.shapes.push(shape(Role::Text, element.words(), element.rect())),
            },
            "frame" | "magicframe" => board.shapes.push(shape(Role::Frame, &element.name.0, element.rect())),
            _ => {}
        }
    }
    for element in &elements {
        let texts = bound.remove(element.id.0.as_str()).unwrap_or_default().join("\n");
        let is_box = matches!(element.kind.0.as_str(), "rectangle" | "ellipse" | "diamond");
        if is_box || !texts.is_empty() {
            let place = format!("element “{}”", element.id.0);
            board.shapes.push(Shape { role: Role::Box, text: texts, rect: element.rect(), page: None, place });
        }
        if !element.link.0.is_empty() {
            let place = format!("element “{}”", element.id.0);
            board.left_out.push(LeftOut::new(place, element.link.0.clone(), "A link"));
        }
    }
    Ok(board.reading())
}
