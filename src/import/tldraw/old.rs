//! Files of tldraw 1: pages of shapes with plain texts.

use serde::Deserialize;

use crate::import::ImportError;
use crate::import::board::{Board, Rect, Role, Shape};
use crate::import::json::{Any, Number, Table, Text};
use crate::import::preview::{LeftOut, Reading};

#[derive(Default, Deserialize)]
#[serde(default)]
struct Document<'a> {
    #[serde(borrow)]
    pages: Table<'a>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Page<'a> {
    name: Text,
    #[serde(borrow)]
    shapes: Table<'a>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Old {
    #[serde(rename = "type")]
    kind: Text,
    text: Text,
    label: Text,
    point: Option<(Number, Number)>,
    size: Option<(Number, Number)>,
}

pub(super) fn read(document: Any) -> Result<Reading, ImportError> {
    let damaged = || ImportError::new("The file is not as tldraw writes it. Save it again there, and import that.");
    let document: Document = document.object().ok_or_else(damaged)?;
    let mut board = Board::default();
    let several = document.pages.0.len() > 1;
    for (_, value) in document.pages.0 {
        let Some(page) = value.object::<Page>() else {
            board.unreadable += 1;
            continue;
        };
        let name = Some(page.name.0).filter(|name| several && !name.is_empty());
        for (id, value) in page.shapes.0 {
            let Some(old) = value.object::<Old>() else {
                board.unreadable += 1;
                continue;
            };
            let place = format!("shape “{id}”");
            let text =
                [old.text.0, old.label.0].into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join("\n");
            let role = match old.kind.0.as_str() {
                "sticky" => Role::Note,
                "text" => Role::Text,
                "rectangle" | "ellipse" | "triangle" => Role::Box,
                _ => {
                    if !text.is_empty() {
                        board.left_out.push(LeftOut::new(place, text, "It stands at an arrow or a drawing"));
                    }
                    continue;
                }
            };
            let (point, size) = (old.point.unwrap_or_default(), old.size.unwrap_or_default());
            let rect = Rect::new(point.0.0, point.1.0, size.0.0, size.1.0);
            board.shapes.push(Shape { role, text, rect, page: name.clone(), place });
        }
    }
    Ok(board.reading())
}
