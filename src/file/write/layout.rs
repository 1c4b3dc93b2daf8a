//! Line breaks, commas and quotes of the written JSON.

use std::fmt::Write as _;

use crate::file::unknown;
use crate::model::Extra;

/// How an object's members stand: side by side, or each on a line of its own. The number is the level of indentation of the
/// line on which it begins, and how many lists and objects it stands in.
#[derive(Clone, Copy)]
pub(super) enum Shape {
    Line(usize),
    Block(usize),
}

/// An object that is being written. Finished by [`Object::end`].
pub(super) struct Object<'o> {
    out: &'o mut String,
    shape: Shape,
    is_first: bool,
}

impl<'o> Object<'o> {
    /// Opens an object; the members of a block stand one level deeper than `Shape::Block` says.
    pub(super) fn new(out: &'o mut String, shape: Shape) -> Self {
        out.push('{');
        Self { out, shape, is_first: true }
    }

    /// Writes a key, and gives the place to write its value.
    pub(super) fn key(&mut self, key: &str) -> &mut String {
        match self.shape {
            Shape::Line(_) if self.is_first => {}
            Shape::Line(_) => self.out.push_str(", "),
            Shape::Block(level) => {
                if !self.is_first {
                    self.out.push(',');
                }
                new_line(self.out, level + 1);
            }
        }
        self.is_first = false;
        quoted(self.out, key, Controls::Escaped);
        self.out.push_str(": ");
        self.out
    }

    /// Writes a text, even an empty one.
    pub(super) fn text(&mut self, key: &str, text: &str) {
        quoted(self.key(key), text, Controls::Removed);
    }

    /// Writes a text unless it is empty.
    pub(super) fn text_if_any(&mut self, key: &str, text: &str) {
        if !text.is_empty() {
            self.text(key, text);
        }
    }

    /// Writes a whole number.
    pub(super) fn integer(&mut self, key: &str, number: i64) {
        push_display(self.key(key), number);
    }

    /// Writes a number so that it is seen to have a fraction.
    pub(super) fn number(&mut self, key: &str, number: f64) {
        push_display(self.key(key), format_args!("{number:?}"));
    }

    /// Writes a list of texts side by side, even an empty one.
    pub(super) fn texts<T: AsRef<str>>(&mut self, key: &str, texts: impl IntoIterator<Item = T>) {
        let out = self.key(key);
        out.push('[');
        for (index, text) in texts.into_iter().enumerate() {
            if index > 0 {
                out.push_str(", ");
            }
            quoted(out, text.as_ref(), Controls::Removed);
        }
        out.push(']');
    }

    /// Writes a list of texts side by side unless it is empty.
    pub(super) fn texts_if_any<T: AsRef<str>>(&mut self, key: &str, texts: &[T]) {
        if !texts.is_empty() {
            self.texts(key, texts);
        }
    }

    /// Writes a list, an item a line, unless it is empty; `level` is that of the key.
    pub(super) fn lines<T>(&mut self, key: &str, level: usize, items: &[T], mut each: impl FnMut(&mut String, &T)) {
        if items.is_empty() {
            return;
        }
        let out = self.key(key);
        out.push('[');
        for (index, item) in items.iter().enumerate() {
            if index > 0 {
                out.push(',');
            }
            new_line(out, level + 1);
            each(out, item);
        }
        new_line(out, level);
        out.push(']');
    }

    /// Writes the unknown keys with their values as they stood, and closes the object.
    ///
    /// Those that would make a file that nobody can open are left out: other programs put them into a shared map.
    pub(super) fn end(mut self, extra: &Extra, known: &[&str]) {
        let (Shape::Line(level) | Shape::Block(level)) = self.shape;
        for (key, json) in extra.iter() {
            if known.contains(&key) || !unknown::is_sound(json, level + 1) {
                log::warn!("the value under the unknown key “{key}” is no JSON that a map can hold; it is left out");
                continue;
            }
            self.key(key).push_str(json);
        }
        if let Shape::Block(level) = self.shape {
            new_line(self.out, level);
        }
        self.out.push('}');
    }
}

fn new_line(out: &mut String, level: usize) {
    out.push('\n');
    out.extend(std::iter::repeat_n("  ", level));
}

fn push_display(out: &mut String, value: impl std::fmt::Display) {
    // Writing to a string cannot fail.
    let _ = write!(out, "{value}");
}

/// What becomes of the control characters that no text of the format holds.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Controls {
    /// They are left out of texts.
    Removed,
    /// Keys that nobody knows keep them.
    Escaped,
}

/// Writes a text in quotes.
fn quoted(out: &mut String, text: &str, controls: Controls) {
    out.push('"');
    let mut from = 0;
    for (at, byte) in text.bytes().enumerate() {
        let escape = match byte {
            b'"' => "\\\"",
            b'\\' => "\\\\",
            b'\n' => "\\n",
            b'\t' => "\\t",
            0..0x20 => "",
            _ => continue,
        };
        out.push_str(&text[from..at]);
        if escape.is_empty() && controls == Controls::Escaped {
            push_display(out, format_args!("\\u{byte:04x}"));
        }
        out.push_str(escape);
        from = at + 1;
    }
    out.push_str(&text[from..]);
    out.push('"');
}
