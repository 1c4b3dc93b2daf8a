//! Reading single values: texts, numbers, words of a list, and objects with their unknown keys.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use crate::file::error::{ParseError, ParseErrorKind};
use crate::file::lazy::{NOT_FINITE, Source, Value};
use crate::model::{Extra, limits};

/// Reads values, and remembers what was mended or has to be counted over the whole file.
pub(super) struct Reader<'s, 'a> {
    pub source: &'s Source<'a>,
    /// Bytes of unknown keys so far.
    extra_bytes: usize,
    /// Where unknown keys stand in the text: they are kept as they are, so nothing was mended there.
    unknown: Vec<Range<usize>>,
    controls_removed: usize,
    first_control: Option<usize>,
}

/// A known key of an object, and its value when it is there.
#[derive(Clone, Copy)]
pub(super) struct Field<'a> {
    pub owner: &'static str,
    pub key: &'static str,
    pub value: Option<Value<'a>>,
}

/// The ids of one list, each with the byte where it stands.
pub(super) type Ids = HashMap<String, usize>;

impl<'s, 'a> Reader<'s, 'a> {
    pub(super) fn new(source: &'s Source<'a>) -> Self {
        Self { source, extra_bytes: 0, unknown: Vec::new(), controls_removed: 0, first_control: None }
    }

    /// The values under `keys` of an object, and its other keys.
    pub(super) fn object<const N: usize>(
        &mut self,
        value: Value<'a>,
        owner: &'static str,
        keys: [&'static str; N],
    ) -> Result<([Field<'a>; N], Extra), ParseError> {
        let source = self.source;
        if value.kind() != "an object" {
            return Err(source.broken(value, format!("Here has to stand {owner}, an object, not {}.", value.kind())));
        }
        let mut fields = keys.map(|key| Field { owner, key, value: None });
        let mut extra = Vec::new();
        let mut extra_keys = HashSet::new();
        source.members(value, |key, value| {
            let name = key.string().unwrap_or_default();
            if let Some(field) = fields.iter_mut().find(|field| field.key == name) {
                return if field.value.replace(value).is_none() { Ok(()) } else { Err(source.twice(key)) };
            }
            if !extra_keys.insert(name.clone().into_owned()) {
                return Err(source.twice(key));
            }
            let json = self.unknown(key, &name, value)?;
            extra.push((name.into_owned(), json.to_owned()));
            Ok(())
        })?;
        Ok((fields, extra.into_iter().collect()))
    }

    /// The text of a value that nobody knows, to be kept as it is.
    fn unknown(&mut self, key: Value<'a>, name: &str, value: Value<'a>) -> Result<&'a str, ParseError> {
        let json = self.source.original(value);
        self.extra_bytes += name.len() + json.len();
        if self.extra_bytes > limits::EXTRA_BYTES {
            let mebibytes = limits::EXTRA_BYTES >> 20;
            let message = format!(
                "The file holds more than {mebibytes} MiB under keys that this program does not know, the limit of a map."
            );
            return Err(self.source.complain(ParseErrorKind::TooLarge, key, message));
        }
        self.source.inspect(value)?;
        let start = self.source.offset(value);
        self.unknown.push(start..start + json.len());
        Ok(json)
    }

    /// Shows `each` the values of a list; none when the key is missing.
    pub(super) fn list(
        &mut self,
        field: Field<'a>,
        mut each: impl FnMut(&mut Self, Value<'a>) -> Result<(), ParseError>,
    ) -> Result<(), ParseError> {
        let Some(list) = field.value else { return Ok(()) };
        if list.kind() != "a list" {
            return Err(self.wrong(field, list, "a list"));
        }
        self.source.elements(list, |value| each(self, value))
    }

    /// A text without control characters, empty when missing.
    pub(super) fn text(&mut self, field: Field<'a>) -> Result<String, ParseError> {
        field.value.map_or(Ok(String::new()), |value| self.text_value(field, value, "a text"))
    }

    /// A list of texts.
    pub(super) fn texts(&mut self, field: Field<'a>) -> Result<Vec<String>, ParseError> {
        let mut texts = Vec::new();
        self.list(field, |reader, value| {
            texts.push(reader.text_value(field, value, "a list of texts")?);
            Ok(())
        })?;
        Ok(texts)
    }

    /// A list of references.
    pub(super) fn references<T>(&mut self, field: Field<'a>, make: fn(String) -> T) -> Result<Vec<T>, ParseError> {
        Ok(self.texts(field)?.into_iter().map(make).collect())
    }

    /// The id of an item, which must be there and new among `ids`.
    pub(super) fn id(&mut self, field: Field<'a>, item: Value<'a>, ids: &mut Ids) -> Result<String, ParseError> {
        let Some(value) = field.value else {
            let message = format!("“id” is missing from {}. Add one that is unlike the others.", field.owner);
            return Err(self.source.broken(item, message));
        };
        let id = self.text_value(field, value, "a text")?;
        if id.is_empty() {
            let message = format!("The id of {} is empty. Write one that is unlike the others.", field.owner);
            return Err(self.source.broken(value, message));
        }
        if let Some(&first) = ids.get(&id) {
            let message = format!(
                "The id “{id}” of {} is given twice, here and at {}. Change one of the two.",
                field.owner,
                self.source.place(first)
            );
            return Err(self.source.broken(value, message));
        }
        ids.insert(id.clone(), self.source.offset(value));
        Ok(id)
    }

    /// One of the words that the format knows.
    pub(super) fn word<T: Copy>(
        &mut self,
        field: Field<'a>,
        all: &[T],
        key: fn(T) -> &'static str,
    ) -> Result<Option<T>, ParseError> {
        let Some(value) = field.value else { return Ok(None) };
        let Some(text) = value.string() else { return Err(self.wrong(field, value, "a text")) };
        match all.iter().find(|&&word| key(word) == text) {
            Some(&word) => Ok(Some(word)),
            None => {
                let words: Vec<_> = all.iter().map(|&word| format!("“{}”", key(word))).collect();
                Err(self.wrong(field, value, &format!("one of {}", words.join(", "))))
            }
        }
    }

    /// A whole number within `range`.
    pub(super) fn integer(&mut self, field: Field<'a>, range: Range<i64>) -> Result<Option<i64>, ParseError> {
        let Some(value) = field.value else { return Ok(None) };
        self.integer_value(field, value, range).map(Some)
    }

    /// A whole number within `range`, given its value.
    pub(super) fn integer_value(
        &mut self,
        field: Field<'a>,
        value: Value<'a>,
        range: Range<i64>,
    ) -> Result<i64, ParseError> {
        self.finite(value)?;
        match value.integer() {
            Some(number) if range.contains(&number) => Ok(number),
            _ => {
                let expected = format!("a whole number from {} to {}", range.start, range.end - 1);
                Err(self.wrong(field, value, &expected))
            }
        }
    }

    /// A finite number that must be there.
    pub(super) fn number(&mut self, field: Field<'a>, object: Value<'a>) -> Result<f64, ParseError> {
        let Some(value) = field.value else {
            let message = format!("“{}” is missing from {}. Add it, a number.", field.key, field.owner);
            return Err(self.source.broken(object, message));
        };
        self.finite(value)?;
        value.number().ok_or_else(|| self.wrong(field, value, "a number"))
    }

    fn finite(&self, value: Value<'a>) -> Result<(), ParseError> {
        if value.number().is_some_and(|number| !number.is_finite()) {
            return Err(self.source.broken(value, NOT_FINITE));
        }
        Ok(())
    }

    /// The complaint that a value is not what the format expects.
    pub(super) fn wrong(&self, field: Field<'a>, value: Value<'a>, expected: &str) -> ParseError {
        let message = format!("“{}” of {} has to be {expected}, not {}.", field.key, field.owner, value.shown());
        self.source.broken(value, message)
    }

    /// A text that stands alone or in a list; `expected` says which, should it be something else.
    pub(super) fn text_value(
        &mut self,
        field: Field<'a>,
        value: Value<'a>,
        expected: &str,
    ) -> Result<String, ParseError> {
        if value.kind() != "a text" {
            return Err(self.wrong(field, value, expected));
        }
        // A character takes at most twelve bytes of JSON (two escapes), so the longest are refused before they are copied.
        let too_long = value.json().len() > 12 * limits::TEXT_CHARS + 2;
        let text = if too_long { None } else { value.string() };
        let Some(text) =
            text.filter(|text| text.len() <= limits::TEXT_CHARS || text.chars().count() <= limits::TEXT_CHARS)
        else {
            let message = format!(
                "“{}” of {} is longer than {} characters, the limit of a text. Shorten it in a text editor.",
                field.key,
                field.owner,
                limits::TEXT_CHARS
            );
            return Err(self.source.complain(ParseErrorKind::TooLarge, value, message));
        };
        let is_removed = |character: char| character < ' ' && !matches!(character, '\n' | '\t');
        let removed = text.chars().filter(|&character| is_removed(character)).count();
        if removed == 0 {
            return Ok(text.into_owned());
        }
        self.controls_removed += removed;
        self.first_control.get_or_insert(self.source.offset(value));
        Ok(text.chars().filter(|&character| !is_removed(character)).collect())
    }

    /// What was mended in the texts, given where the scan found lone surrogates.
    pub(super) fn warnings(mut self, surrogates: &[usize]) -> Vec<String> {
        let mut warnings = Vec::new();
        self.unknown.sort_unstable_by_key(|range| range.start);
        let is_known = |at: &usize| {
            let after = self.unknown.partition_point(|range| range.end <= *at);
            self.unknown.get(after).is_none_or(|range| *at < range.start)
        };
        let mut replaced = surrogates.iter().copied().filter(is_known);
        if let Some(first) = replaced.next() {
            warnings.push(format!(
                "{} replaced by “\u{fffd}”, the first at {}.",
                counted(
                    1 + replaced.count(),
                    "half of a character (a lone surrogate) was",
                    "halves of characters (lone surrogates) were"
                ),
                self.source.place(first)
            ));
        }
        if let Some(first) = self.first_control {
            warnings.push(format!(
                "{} removed, the first from the text at {}.",
                counted(self.controls_removed, "control character was", "control characters were"),
                self.source.place(first)
            ));
        }
        warnings
    }
}

fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}
