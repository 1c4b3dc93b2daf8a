//! JSON of other programs, read for a few keys: whatever else stands there is passed over without being kept.

use serde::de::{Deserialize, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;

use super::{ImportError, decode};
use crate::model::limits;

/// Elements of one list that are read; a board with as many as a map has notes has a few lines and arrows beside each.
const ELEMENTS: usize = 10 * limits::NOTES;

/// Reads what a type wants of a whole file, which is an object.
pub(super) fn parse<'a, T: Deserialize<'a>>(text: &'a str) -> Result<T, ImportError> {
    if !text.trim_start().starts_with('{') {
        return Err(ImportError::new(
            "The file is no board: it does not begin with “{”. Save it again, and import that.",
        ));
    }
    serde_json::from_str(text).map_err(|error| {
        let (line, column) = (error.line(), error.column());
        let sentence = match error.classify() {
            serde_json::error::Category::Data => format!("Line {line}, column {column}: {}.", cause(&error)),
            _ => format!(
                "Line {line}, column {column}: The file is damaged here. Save it again in the program that it comes from."
            ),
        };
        ImportError::new(sentence)
    })
}

/// What a complaint of the parser says, without the place.
fn cause(error: &serde_json::Error) -> String {
    let text = error.to_string();
    text.rsplit_once(" at line ").map_or(text.as_str(), |(cause, _)| cause).to_owned()
}

/// A text as a map may hold it; empty when something else stands there.
#[derive(Debug, Default)]
pub(super) struct Text(pub String);

/// A text with the space around it; empty when something else stands there.
#[derive(Debug, Default)]
pub(super) struct RawText(pub String);

impl<'de> Deserialize<'de> for Text {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Self(decode::clean(&RawText::deserialize(deserializer)?.0)))
    }
}

impl<'de> Deserialize<'de> for RawText {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let raw = <&RawValue>::deserialize(deserializer)?.get();
        let bytes = serde_json::from_str::<Bytes>(raw).map_or_else(|_| Vec::new(), |bytes| bytes.0);
        Ok(Self(String::from_utf8_lossy(&bytes).into_owned()))
    }
}

/// The bytes of a text: half a surrogate pair, which is no character, does not make all of it unreadable.
struct Bytes(Vec<u8>);

impl<'de> Deserialize<'de> for Bytes {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct BytesVisitor;
        impl Visitor<'_> for BytesVisitor {
            type Value = Bytes;
            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("a text")
            }
            fn visit_bytes<E>(self, bytes: &[u8]) -> Result<Bytes, E> {
                Ok(Bytes(bytes.to_vec()))
            }
        }
        deserializer.deserialize_bytes(BytesVisitor)
    }
}

/// A coordinate or a length that a board can have; nothing when something else stands there.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Number(pub Option<f64>);

impl<'de> Deserialize<'de> for Number {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let raw = <&RawValue>::deserialize(deserializer)?.get();
        Ok(Self(decode::coordinate(raw)))
    }
}

/// Any value, to be read later or passed over.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Any<'a>(Option<&'a RawValue>);

impl<'de: 'a, 'a> Deserialize<'de> for Any<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Self(Some(<&RawValue>::deserialize(deserializer)?)))
    }
}

impl<'a> Any<'a> {
    /// The object, when it is what a type wants. A list of its values in order would do for the parser, but not here.
    pub fn object<T: Deserialize<'a>>(self) -> Option<T> {
        let raw = self.0.filter(|raw| raw.get().starts_with('{'))?;
        serde_json::from_str(raw.get()).ok()
    }

    /// The same, if the object takes no more than so many bytes.
    pub fn small_object<T: Deserialize<'a>>(self, most_bytes: usize) -> Option<T> {
        self.0.filter(|raw| raw.get().len() <= most_bytes)?;
        self.object()
    }

    /// Whether it is `true`.
    pub fn is_true(self) -> bool {
        self.0.is_some_and(|raw| raw.get() == "true")
    }

    /// Whether there is a value that is not `null`.
    pub fn is_some(self) -> bool {
        self.0.is_some_and(|raw| raw.get() != "null")
    }
}

/// The values of a list, no more than a board may have.
#[derive(Debug, Default)]
pub(super) struct List<'a>(pub Vec<Any<'a>>);

impl<'de: 'a, 'a> Deserialize<'de> for List<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct ListVisitor;
        impl<'de> Visitor<'de> for ListVisitor {
            type Value = Vec<Any<'de>>;
            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("a list")
            }
            fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
                let mut values = Vec::new();
                while let Some(value) = seq.next_element()? {
                    if values.len() == ELEMENTS {
                        return Err(Error::custom(too_many()));
                    }
                    values.push(value);
                }
                Ok(values)
            }
        }
        deserializer.deserialize_seq(ListVisitor).map(List)
    }
}

/// The values of an object whose keys are identifiers, no more than a board may have.
#[derive(Debug, Default)]
pub(super) struct Table<'a>(pub Vec<(String, Any<'a>)>);

impl<'de: 'a, 'a> Deserialize<'de> for Table<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct TableVisitor;
        impl<'de> Visitor<'de> for TableVisitor {
            type Value = Vec<(String, Any<'de>)>;
            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("an object")
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut values = Vec::new();
                while let Some(entry) = map.next_entry()? {
                    if values.len() == ELEMENTS {
                        return Err(Error::custom(too_many()));
                    }
                    values.push(entry);
                }
                Ok(values)
            }
        }
        deserializer.deserialize_map(TableVisitor).map(Table)
    }
}

fn too_many() -> String {
    format!("The board has more than {ELEMENTS} elements; divide it")
}
