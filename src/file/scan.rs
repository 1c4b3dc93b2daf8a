//! The first look at the bytes of a file: everything that must be known before memory is spent on them.

use std::borrow::Cow;

use super::error::{ParseError, ParseErrorKind, Place};
use crate::model::limits;

/// What some programs write in front of UTF-8.
pub(super) const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";

/// Text that is small, shallow and Unicode, though not yet known to be JSON.
pub(super) struct Scanned<'a> {
    /// The file without its byte order mark, as it stands.
    pub original: &'a str,
    /// The same with each lone surrogate escape replaced by `\ufffd`, which takes as many bytes, so that places agree.
    pub mended: Cow<'a, str>,
    /// Where in the text surrogate escapes were replaced, in order.
    pub surrogates: Vec<usize>,
}

/// Looks at the bytes once, without recursion.
///
/// # Errors
/// When the file is too large, empty, wiped, not UTF-8, nested too deeply, or does not begin as a map does.
pub(super) fn scan(bytes: &[u8]) -> Result<Scanned<'_>, ParseError> {
    let broken = |message: &str| ParseError::new(ParseErrorKind::Broken, message);
    if bytes.len() as u64 > limits::FILE_BYTES {
        return Err(too_large());
    }
    if !bytes.is_empty() && bytes.iter().all(|&byte| byte == 0) {
        return Err(broken(
            "The file holds nothing but zero bytes, as after a power failure. Restore it from a backup.",
        ));
    }
    let start = if bytes.starts_with(BYTE_ORDER_MARK) { BYTE_ORDER_MARK.len() } else { 0 };
    let original = std::str::from_utf8(&bytes[start..]).map_err(|error| {
        broken("The bytes here are not UTF-8 text. If it is a map, save it again as UTF-8.")
            .at(Place::of(bytes, start + error.valid_up_to()))
    })?;
    match original.trim_start_matches([' ', '\t', '\r', '\n']).bytes().next() {
        None => return Err(broken("The file is empty. Restore it from a backup, or delete it and begin a new map.")),
        Some(b'{') => {}
        Some(_) => return Err(not_a_map()),
    }
    let surrogates = walk(original, 0)?;
    Ok(Scanned { original, mended: mended(original, &surrogates), surrogates })
}

/// The error for a file beyond [`limits::FILE_BYTES`].
pub(super) fn too_large() -> ParseError {
    let mebibytes = limits::FILE_BYTES >> 20;
    ParseError::new(
        ParseErrorKind::TooLarge,
        format!("The file is larger than {mebibytes} MiB, the limit of a map. It was not opened."),
    )
}

/// The error for a file that is something else.
pub(super) fn not_a_map() -> ParseError {
    ParseError::new(
        ParseErrorKind::NotAMap,
        "This is not an empathy map. Choose a file that Empathy Map has saved, with “format” set to “empathy-map”.",
    )
}

/// Counts levels from `depth` on, and finds surrogate escapes without a partner.
pub(super) fn walk(text: &str, mut depth: usize) -> Result<Vec<usize>, ParseError> {
    let bytes = text.as_bytes();
    let mut surrogates = Vec::new();
    let mut at = 0;
    let mut in_string = false;
    while let Some(&byte) = bytes.get(at) {
        let mut step = 1;
        match (in_string, byte) {
            // Most of a file is letters: they are passed over as fast as can be.
            (true, byte) if !matches!(byte, b'"' | b'\\') => {
                let rest = &bytes[at..];
                step = rest.iter().position(|byte| matches!(byte, b'"' | b'\\')).unwrap_or(rest.len());
            }
            (_, b'"') => in_string = !in_string,
            (true, b'\\') => {
                step = 2;
                match (surrogate(bytes, at), surrogate(bytes, at + 6)) {
                    (Some(Half::High), Some(Half::Low)) => step = 12,
                    (Some(_), _) => {
                        surrogates.push(at);
                        step = 6;
                    }
                    (None, _) => {}
                }
            }
            (false, b'{' | b'[') => {
                depth += 1;
                if depth > limits::DEPTH {
                    let message = format!(
                        "The file is nested deeper than {} levels, the limit of a map. It was not opened.",
                        limits::DEPTH
                    );
                    return Err(ParseError::new(ParseErrorKind::TooLarge, message).at(Place::of(bytes, at)));
                }
            }
            (false, b'}' | b']') => depth = depth.saturating_sub(1),
            _ => {}
        }
        at += step;
    }
    Ok(surrogates)
}

enum Half {
    High,
    Low,
}

/// Which half of a surrogate pair the escape at `at` is, if it is one.
fn surrogate(bytes: &[u8], at: usize) -> Option<Half> {
    let [b'\\', b'u', b'd' | b'D', second, third, fourth] = bytes.get(at..at + 6)? else { return None };
    if !third.is_ascii_hexdigit() || !fourth.is_ascii_hexdigit() {
        return None;
    }
    match second {
        b'8' | b'9' | b'a' | b'b' | b'A' | b'B' => Some(Half::High),
        b'c'..=b'f' | b'C'..=b'F' => Some(Half::Low),
        _ => None,
    }
}

/// The text with the surrogate escapes at these places replaced.
pub(super) fn mended<'a>(text: &'a str, surrogates: &[usize]) -> Cow<'a, str> {
    if surrogates.is_empty() {
        return Cow::Borrowed(text);
    }
    let mut mended = String::with_capacity(text.len());
    let mut from = 0;
    for &at in surrogates {
        mended.push_str(&text[from..at]);
        mended.push_str("\\ufffd");
        from = at + 6;
    }
    mended.push_str(&text[from..]);
    Cow::Owned(mended)
}
