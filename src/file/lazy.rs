//! JSON read lazily: a value is a piece of the file's text until somebody asks what it is, so that every complaint can name
//! its line and column, and nothing is copied that is not wanted.

use std::borrow::Cow;
use std::cell::Cell;
use std::collections::HashSet;
use std::fmt;

use serde::Deserializer as _;
use serde::de::{DeserializeSeed, Error as _, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;

use super::error::{ParseError, ParseErrorKind, Place};

/// The text of a whole file, the place of every value in it.
pub(super) struct Source<'a> {
    text: &'a str,
    original: &'a str,
    /// The file, which begins before the text when it has a byte order mark.
    bytes: &'a [u8],
}

/// One JSON value as it stands in the text.
#[derive(Clone, Copy)]
pub(super) struct Value<'a>(&'a str);

impl<'a> Value<'a> {
    /// The JSON text of the value.
    pub(super) fn json(self) -> &'a str {
        self.0
    }

    /// What sort of value it is, in words.
    pub(super) fn kind(self) -> &'static str {
        match self.json().as_bytes().first() {
            Some(b'"') => "a text",
            Some(b'{') => "an object",
            Some(b'[') => "a list",
            Some(b't' | b'f') => "true or false",
            Some(b'n') => "null",
            _ => "a number",
        }
    }

    /// The value for a complaint: itself where that is short, else what sort of value it is.
    pub(super) fn shown(self) -> &'a str {
        let json = self.json();
        let is_short = json.len() <= 40 && !json.starts_with(['{', '[']);
        if is_short { json } else { self.kind() }
    }

    /// The value as a number, infinite where it is beyond measure; `None` when it is no number.
    pub(super) fn number(self) -> Option<f64> {
        if self.kind() == "a number" { self.json().parse().ok() } else { None }
    }

    /// The value as a whole number, also when it is written with a fraction of zero; `None` when it is none.
    pub(super) fn integer(self) -> Option<i64> {
        let exact = 2_f64.powi(53);
        self.json().parse().ok().or_else(|| {
            self.number().filter(|number| number.fract() == 0.0 && number.abs() <= exact).map(|number| number as i64)
        })
    }

    /// The value as a string, not cleaned; `None` when it is no string.
    pub(super) fn string(self) -> Option<Cow<'a, str>> {
        let inner = self.json().strip_prefix('"')?.strip_suffix('"')?;
        if inner.contains('\\') {
            serde_json::from_str::<String>(self.json()).ok().map(Cow::Owned)
        } else {
            Some(Cow::Borrowed(inner))
        }
    }
}

impl<'a> Source<'a> {
    /// `text` is read, `original` is what unknown values are kept from; both have the same length.
    pub(super) fn new(text: &'a str, original: &'a str, bytes: &'a [u8]) -> Self {
        Self { text, original, bytes }
    }

    /// The byte in the text at which a value begins.
    pub(super) fn offset(&self, value: Value<'_>) -> usize {
        value.json().as_ptr().addr() - self.text.as_ptr().addr()
    }

    /// The place of a byte of the text.
    pub(super) fn place(&self, offset: usize) -> Place {
        Place::of(self.bytes, offset + self.bytes.len() - self.original.len())
    }

    /// The value as it stood in the file, before anything was mended.
    pub(super) fn original(&self, value: Value<'_>) -> &'a str {
        let start = self.offset(value);
        &self.original[start..start + value.json().len()]
    }

    /// A complaint about the value.
    pub(super) fn broken(&self, value: Value<'_>, message: impl Into<String>) -> ParseError {
        self.complain(ParseErrorKind::Broken, value, message)
    }

    /// The complaint that an object has this key already.
    pub(super) fn twice(&self, key: Value<'_>) -> ParseError {
        self.broken(key, format!("The key {} is given twice in one object. Remove one of the two.", key.shown()))
    }

    /// A complaint of some kind about the value.
    pub(super) fn complain(&self, kind: ParseErrorKind, value: Value<'_>, message: impl Into<String>) -> ParseError {
        ParseError::new(kind, message).at(self.place(self.offset(value)))
    }

    /// The one value that the text consists of. Nothing is known of its syntax yet.
    pub(super) fn root(&self) -> Value<'a> {
        Value(self.text.trim_matches([' ', '\t', '\r', '\n']))
    }

    /// The one value that the text consists of, once its syntax is known to be right.
    pub(super) fn value(&self) -> Result<Value<'a>, ParseError> {
        let value: &RawValue = serde_json::from_str(self.text).map_err(|error| self.syntax_error(&error, 0))?;
        Ok(Value(value.get()))
    }

    /// Shows `each` the keys and values of an object, in file order.
    pub(super) fn members(
        &self,
        object: Value<'a>,
        each: impl FnMut(Value<'a>, Value<'a>) -> Result<(), ParseError>,
    ) -> Result<(), ParseError> {
        let mut json = serde_json::Deserializer::from_str(object.json());
        let mut failure = None;
        let read = json.deserialize_map(Members { each, failure: &mut failure }).and_then(|()| json.end());
        self.settle(read, failure, self.offset(object))
    }

    /// Shows `each` the values of a list, in file order.
    pub(super) fn elements(
        &self,
        list: Value<'a>,
        each: impl FnMut(Value<'a>) -> Result<(), ParseError>,
    ) -> Result<(), ParseError> {
        let mut json = serde_json::Deserializer::from_str(list.json());
        let mut failure = None;
        let read = json.deserialize_seq(Elements { each, failure: &mut failure }).and_then(|()| json.end());
        self.settle(read, failure, self.offset(list))
    }

    /// Looks through a value that nobody knows, on all its levels, for a key given twice and for numbers beyond measure.
    pub(super) fn inspect(&self, value: Value<'a>) -> Result<(), ParseError> {
        let twice = Cell::new(None);
        let mut json = serde_json::Deserializer::from_str(value.json());
        match (Unknown { twice: &twice }).deserialize(&mut json) {
            Ok(()) => Ok(()),
            Err(_) if let Some(key) = twice.get() => Err(self.twice(key)),
            Err(error) => {
                // The reader complains at the end of the number.
                let before = &value.json()[..offset_of(value.json(), &error)];
                let start = before.trim_end_matches(|character: char| "0123456789+-.eE".contains(character)).len();
                let place = self.place(self.offset(value) + start);
                Err(ParseError::new(ParseErrorKind::Broken, NOT_FINITE).at(place))
            }
        }
    }

    fn settle(
        &self,
        read: serde_json::Result<()>,
        failure: Option<ParseError>,
        offset: usize,
    ) -> Result<(), ParseError> {
        match (read, failure) {
            (_, Some(failure)) => Err(failure),
            (Ok(()), None) => Ok(()),
            (Err(error), None) => Err(self.syntax_error(&error, offset)),
        }
    }

    fn syntax_error(&self, error: &serde_json::Error, offset: usize) -> ParseError {
        let at = offset + offset_of(&self.text[offset..], error);
        ParseError::new(ParseErrorKind::Broken, syntax(error)).at(self.place(at))
    }
}

/// The complaint about a number such as 1e999.
pub(super) const NOT_FINITE: &str = "The number here is too large to be a number. Correct it.";

/// What is wrong with the syntax, in a sentence.
fn syntax(error: &serde_json::Error) -> String {
    if error.is_eof() {
        return "The file ends in the middle of the map; it seems to be cut off. Restore it from a backup.".into();
    }
    let text = error.to_string();
    let text = text.split(" at line ").next().unwrap_or(&text);
    format!("This is not valid JSON ({text}). Correct it in a text editor, or restore the file from a backup.")
}

/// The byte of `text` that a complaint of the JSON reader is about.
fn offset_of(text: &str, error: &serde_json::Error) -> usize {
    let lines_before = error.line().saturating_sub(1);
    let start = match lines_before {
        0 => 0,
        _ => text.match_indices('\n').nth(lines_before - 1).map_or(text.len(), |(at, _)| at + 1),
    };
    let mut at = (start + error.column().saturating_sub(1)).min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

struct Members<'f, F> {
    each: F,
    failure: &'f mut Option<ParseError>,
}

impl<'de, F: FnMut(Value<'de>, Value<'de>) -> Result<(), ParseError>> Visitor<'de> for Members<'_, F> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut map: A) -> Result<(), A::Error> {
        while let Some((key, value)) = map.next_entry::<&RawValue, &RawValue>()? {
            if let Err(error) = (self.each)(Value(key.get()), Value(value.get())) {
                *self.failure = Some(error);
                return Err(A::Error::custom("stopped"));
            }
        }
        Ok(())
    }
}

struct Elements<'f, F> {
    each: F,
    failure: &'f mut Option<ParseError>,
}

impl<'de, F: FnMut(Value<'de>) -> Result<(), ParseError>> Visitor<'de> for Elements<'_, F> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list")
    }

    fn visit_seq<A: SeqAccess<'de>>(mut self, mut list: A) -> Result<(), A::Error> {
        while let Some(value) = list.next_element::<&RawValue>()? {
            if let Err(error) = (self.each)(Value(value.get())) {
                *self.failure = Some(error);
                return Err(A::Error::custom("stopped"));
            }
        }
        Ok(())
    }
}

/// Walks through a value of any kind. At most [`crate::model::limits::DEPTH`] levels deep, as the scan has made sure.
#[derive(Clone, Copy)]
struct Unknown<'c, 'de> {
    /// The key that its object had before.
    twice: &'c Cell<Option<Value<'de>>>,
}

impl<'de> DeserializeSeed<'de> for Unknown<'_, 'de> {
    type Value = ();

    fn deserialize<D: serde::Deserializer<'de>>(self, json: D) -> Result<(), D::Error> {
        json.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Unknown<'_, 'de> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any value")
    }

    fn visit_bool<E>(self, _: bool) -> Result<(), E> {
        Ok(())
    }

    fn visit_i64<E>(self, _: i64) -> Result<(), E> {
        Ok(())
    }

    fn visit_u64<E>(self, _: u64) -> Result<(), E> {
        Ok(())
    }

    fn visit_f64<E>(self, _: f64) -> Result<(), E> {
        Ok(())
    }

    fn visit_str<E>(self, _: &str) -> Result<(), E> {
        Ok(())
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        while list.next_element_seed(self)?.is_some() {}
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let mut seen = HashSet::new();
        while let Some(key) = map.next_key::<&RawValue>()? {
            let key = Value(key.get());
            if !seen.insert(key.string()) {
                self.twice.set(Some(key));
                return Err(A::Error::custom("stopped"));
            }
            map.next_value_seed(self)?;
        }
        Ok(())
    }
}
