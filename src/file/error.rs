//! Why bytes are no map that this program can open.

use std::fmt;

/// What sort of trouble it is, for a program to act on; the sentence is for a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ParseErrorKind {
    /// Something else than an empathy map.
    NotAMap,
    /// A map of a later version of the format.
    TooNew,
    /// A limit of the format is passed.
    TooLarge,
    /// A map, or the rest of one, that breaks a rule of the format.
    Broken,
}

/// A place in a text, as editors count it: the first character of the file is line 1, column 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// The line.
    pub line: usize,
    /// The column, in characters.
    pub column: usize,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}, column {}", self.line, self.column)
    }
}

impl Place {
    /// The place of the byte at `offset`; a byte order mark counts nothing.
    pub(super) fn of(bytes: &[u8], offset: usize) -> Self {
        let before = &bytes[..offset.min(bytes.len())];
        let start = before.iter().rposition(|&byte| byte == b'\n').map_or(0, |at| at + 1);
        let line = 1 + before.iter().filter(|&&byte| byte == b'\n').count();
        let characters = before[start..].iter().filter(|&&byte| byte & 0xC0 != 0x80).count();
        let mark = usize::from(start == 0 && before.starts_with(super::scan::BYTE_ORDER_MARK));
        Self { line, column: 1 + characters - mark }
    }
}

/// Why a file cannot be opened: one or two sentences, to be shown after the name of the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParseError {
    kind: ParseErrorKind,
    place: Option<Place>,
    message: String,
}

impl ParseError {
    pub(super) fn new(kind: ParseErrorKind, message: impl Into<String>) -> Self {
        Self { kind, place: None, message: message.into() }
    }

    pub(super) fn at(mut self, place: Place) -> Self {
        self.place = Some(place);
        self
    }

    /// What sort of trouble it is.
    pub fn kind(&self) -> ParseErrorKind {
        self.kind
    }

    /// Where in the file, when it is in one place.
    pub fn place(&self) -> Option<Place> {
        self.place
    }

    /// The line, from 1, when the trouble is in one place.
    pub fn line(&self) -> Option<usize> {
        self.place.map(|place| place.line)
    }

    /// The column in characters, from 1, when the trouble is in one place.
    pub fn column(&self) -> Option<usize> {
        self.place.map(|place| place.column)
    }
}

impl fmt::Display for ParseError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.place {
            Some(place) => write!(f, "{place}: {}", self.message),
            None => f.write_str(&self.message),
        }
    }
}

impl std::error::Error for ParseError {}
