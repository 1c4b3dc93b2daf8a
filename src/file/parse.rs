//! Reading the JSON of a map: strict about what is known, careful with what is not.

mod fields;
mod items;

use super::error::{ParseError, ParseErrorKind};
use super::lazy::Source;
use super::scan::{not_a_map, scan};
use crate::model::EmpathyMap;
use fields::Reader;

/// What the `format` key of every map says.
pub const FORMAT: &str = "empathy-map";

/// The version of the format that this program writes, and the latest that it reads.
pub const VERSION: i64 = 1;

/// A map read from a file.
#[derive(Clone, Debug, PartialEq)]
pub struct Parsed {
    /// The map; it passes [`EmpathyMap::check`].
    pub map: EmpathyMap,
    /// What was mended on the way, a sentence each.
    pub warnings: Vec<String>,
}

/// Reads the bytes of a map file.
///
/// Mended with a warning: references that lead nowhere, lone surrogates, control characters. Nothing else is guessed.
///
/// # Errors
/// When the bytes are no map, a later version, beyond a limit, or break a rule; with the line and column where there is one.
pub fn parse(bytes: &[u8]) -> Result<Parsed, ParseError> {
    let scanned = scan(bytes)?;
    let source = Source::new(&scanned.mended, scanned.original, bytes);
    let root = source.root();

    // Maps begin with both; nobody looks through the whole of a large file for them, nor at what a newer version made of it.
    let (mut format, mut version) = (None, None);
    let looked = source.members(root, |key, value| {
        match key.string().as_deref() {
            Some("format") => format = format.or(Some(value)),
            Some("version") => version = version.or(Some(value)),
            _ => {}
        }
        if format.is_some() && version.is_some() { Err(not_a_map()) } else { Ok(()) }
    });
    if format.is_none() || version.is_none() {
        looked?;
    }
    if format.and_then(|format| format.string()).as_deref() != Some(FORMAT) {
        return Err(not_a_map());
    }
    let Some(version) = version else {
        let message = "“version” is missing. A map of today has “version”: 1; add it in a text editor.";
        return Err(source.broken(root, message));
    };
    match version.integer() {
        Some(VERSION) => {}
        Some(newer) if newer > VERSION => {
            let message = format!(
                "The file needs a newer Empathy Map (map version {newer}); this one reads up to version {VERSION}. \
                 Update the program, then open the file again."
            );
            return Err(source.complain(ParseErrorKind::TooNew, version, message));
        }
        _ => {
            let message = format!(
                "“version” has to be a whole number from 1 to {VERSION}, not {}. Correct it in a text editor.",
                version.shown()
            );
            return Err(source.broken(version, message));
        }
    }

    let mut reader = Reader::new(&source);
    let mut map = reader.map(root)?;
    let mut warnings = reader.warnings(&scanned.surrogates);
    warnings.extend(map.drop_dangling());
    map.check().map_err(|problem| ParseError::new(ParseErrorKind::Broken, problem.to_string()))?;
    Ok(Parsed { map, warnings })
}
