//! Text with marks and lists, as a tree of nodes: its plain text.

use serde::Deserialize;

use crate::import::decode;
use crate::import::json::{Any, RawText, Text};
use crate::model::limits;

/// Bytes of one text with its marks: each letter of the longest note may have a node of its own.
const BYTES: usize = 100 * limits::TEXT_CHARS;

#[derive(Deserialize)]
#[serde(default)]
#[derive(Default)]
struct Node {
    #[serde(rename = "type")]
    kind: Text,
    text: RawText,
    content: Vec<Node>,
}

/// The plain text: a line for each paragraph.
pub(super) fn text(value: Any) -> Option<String> {
    let node: Node = value.small_object(BYTES)?;
    let mut text = String::new();
    write(&node, &mut text);
    Some(decode::clean(&text))
}

// No deeper than the parser went.
fn write(node: &Node, text: &mut String) {
    let is_block = !matches!(node.kind.0.as_str(), "text" | "hardBreak" | "");
    if is_block && !text.is_empty() && !text.ends_with('\n') {
        text.push('\n');
    }
    text.push_str(&node.text.0);
    if node.kind.0 == "hardBreak" {
        text.push('\n');
    }
    node.content.iter().for_each(|inner| write(inner, text));
}
