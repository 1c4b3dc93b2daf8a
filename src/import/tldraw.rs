//! tldraw: notes, texts and shapes with text, in files of all its versions.

mod old;
mod rich;

use std::collections::HashMap;

use serde::Deserialize;

use super::ImportError;
use super::board::{Board, Rect, Role, Shape};
use super::json::{self, Any, List, Number, Text};
use super::preview::{LeftOut, Reading};

#[derive(Deserialize)]
struct File<'a> {
    #[serde(borrow, default)]
    records: Option<List<'a>>,
    #[serde(borrow, default)]
    document: Any<'a>,
}

#[derive(Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
struct Record<'a> {
    type_name: Text,
    #[serde(rename = "type")]
    kind: Text,
    id: Text,
    parent_id: Text,
    name: Text,
    x: Number,
    y: Number,
    #[serde(borrow)]
    props: Any<'a>,
}

#[derive(Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
struct Props<'a> {
    w: Number,
    h: Number,
    text: Text,
    name: Text,
    url: Text,
    #[serde(borrow)]
    rich_text: Any<'a>,
}

/// The side of a sticky note, which the file does not say.
const NOTE_SIDE: f64 = 200.0;
/// Frames and groups around a shape that are looked through for its place.
const PARENTS: usize = 32;

pub(super) fn read(text: &str) -> Result<Reading, ImportError> {
    let file: File = json::parse(text)?;
    let Some(records) = file.records else { return old::read(file.document) };
    let mut board = Board::default();
    let mut all = Vec::new();
    for value in records.0 {
        match value.object::<Record>() {
            Some(record) => all.push(record),
            None => board.unreadable += 1,
        }
    }
    let by_id: HashMap<&str, &Record> = all.iter().map(|record| (record.id.0.as_str(), record)).collect();
    let pages = all.iter().filter(|record| record.type_name.0 == "page").count();
    for record in all.iter().filter(|record| record.type_name.0 == "shape") {
        let props: Props = record.props.object().unwrap_or_default();
        let place = format!("shape “{}”", record.id.0);
        let text = match (props.rich_text.is_some(), rich::text(props.rich_text)) {
            (true, Some(text)) => text,
            (true, None) => {
                board.left_out.push(LeftOut::new(place, "", "Its text could not be read"));
                continue;
            }
            (false, _) => props.text.0,
        };
        if !props.url.0.is_empty() {
            board.left_out.push(LeftOut::new(place.clone(), props.url.0, "A link"));
        }
        let (role, text, size) = match record.kind.0.as_str() {
            "note" => (Role::Note, text, (Some(NOTE_SIDE), Some(NOTE_SIDE))),
            "text" => (Role::Text, text, (props.w.0, props.h.0)),
            "frame" => (Role::Frame, props.name.0, (props.w.0, props.h.0)),
            "geo" => (Role::Box, text, (props.w.0, props.h.0)),
            "group" => continue,
            "arrow" | "line" => {
                if !text.is_empty() {
                    board.left_out.push(LeftOut::new(place, text, "It stands at an arrow"));
                }
                continue;
            }
            _ if text.is_empty() => continue,
            _ => (Role::Note, text, (props.w.0, props.h.0)),
        };
        let (at, page) = origin(record, &by_id);
        let rect = at.and_then(|(x, y)| Rect::new(Some(x), Some(y), size.0, size.1));
        let page = page.filter(|_| pages > 1).map(|page| page.name.0.clone()).filter(|name| !name.is_empty());
        board.shapes.push(Shape { role, text, rect, page, place });
    }
    Ok(board.reading())
}

/// Where a shape lies on its page: places count from the frame or group around them.
fn origin<'r>(
    shape: &'r Record<'r>,
    by_id: &HashMap<&str, &'r Record<'r>>,
) -> (Option<(f64, f64)>, Option<&'r Record<'r>>) {
    let mut at = shape.x.0.zip(shape.y.0);
    let mut parent = shape.parent_id.0.as_str();
    for _ in 0..PARENTS {
        let Some(record) = by_id.get(parent) else { return (at, None) };
        if record.type_name.0 == "page" {
            return (at, Some(record));
        }
        let offset = record.x.0.zip(record.y.0);
        at = at.zip(offset).map(|((x, y), (dx, dy))| (x + dx, y + dy));
        parent = record.parent_id.0.as_str();
    }
    (None, None)
}
