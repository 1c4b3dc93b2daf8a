//! Bytes become text: UTF-8, UTF-16 or, with a warning, Windows-1252.

use std::borrow::Cow;

use super::ImportError;

/// What stands for a character that the bytes do not tell.
const UNREADABLE: char = '\u{fffd}';

/// The characters of the bytes 0x80 to 0x9F in Windows-1252; all others are those of Latin-1.
const WINDOWS_1252: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}', '\u{90}', '‘', '’',
    '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];

/// The text of a file and what had to be assumed to read it.
///
/// # Errors
/// The bytes are no text at all; the sentence says what they look like.
pub(super) fn decode(bytes: &[u8]) -> Result<(Cow<'_, str>, Vec<String>), ImportError> {
    if let Some(sentence) = binary(bytes) {
        return Err(ImportError::new(sentence));
    }
    if let Some(rest) = bytes.strip_prefix(b"\xff\xfe") {
        return Ok(utf16(rest, u16::from_le_bytes));
    }
    if let Some(rest) = bytes.strip_prefix(b"\xfe\xff") {
        return Ok(utf16(rest, u16::from_be_bytes));
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    if bytes.contains(&0) {
        return utf16_without_mark(bytes);
    }
    Ok(match std::str::from_utf8(bytes) {
        Ok(text) => (text.into(), Vec::new()),
        Err(_) => (windows_1252(bytes).into(), vec![WINDOWS_1252_WARNING.into()]),
    })
}

const WINDOWS_1252_WARNING: &str =
    "The file is not UTF-8, so it was read as Windows-1252. Look whether letters such as ä and é are right.";

/// What well-known bytes are that are no text.
fn binary(bytes: &[u8]) -> Option<&'static str> {
    const KNOWN: &[(&[u8], &str)] = &[
        (b"PK\x03\x04", "This is a spreadsheet or another packed file. Save it as CSV, and import that."),
        (b"\xd0\xcf\x11\xe0", "This is a file of an office program. Save it as CSV or as plain text, and import that."),
        (b"\xff\xd8\xff", "This is a photo. Import the text itself, as CSV, Markdown or plain lines."),
    ];
    KNOWN.iter().find(|(start, _)| bytes.starts_with(start)).map(|(_, sentence)| *sentence)
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> (Cow<'static, str>, Vec<String>) {
    let (units, rest) = bytes.as_chunks();
    let decoded = char::decode_utf16(units.iter().map(|pair| unit(*pair)));
    let mut text: String = decoded.map(|one| one.unwrap_or(UNREADABLE)).collect();
    if !rest.is_empty() {
        text.push(UNREADABLE);
    }
    let is_broken = text.contains(UNREADABLE);
    let warning = "Some characters could not be read; “\u{fffd}” stands in their places.";
    (text.into(), if is_broken { vec![warning.into()] } else { Vec::new() })
}

/// Text in UTF-16 gives itself away by the zeros of line breaks, spaces and Latin letters, all on one side.
fn utf16_without_mark(bytes: &[u8]) -> Result<(Cow<'_, str>, Vec<String>), ImportError> {
    let zeros = |side: usize| bytes.iter().skip(side).step_by(2).filter(|byte| **byte == 0).count();
    let (first, second) = (zeros(0), zeros(1));
    // A zero on the wrong side is a control character or a rare letter.
    let is_clear = |few: usize, many: usize| few * 20 <= many;
    if is_clear(first, second) {
        Ok(utf16(bytes, u16::from_le_bytes))
    } else if is_clear(second, first) {
        Ok(utf16(bytes, u16::from_be_bytes))
    } else {
        Err(ImportError::new(
            "This is no text that can be imported. Bring CSV, Markdown, plain lines, or a file of JSON Canvas, \
             Excalidraw or tldraw.",
        ))
    }
}

fn windows_1252(bytes: &[u8]) -> String {
    let character = |byte: u8| match byte {
        0x80..=0x9f => WINDOWS_1252[usize::from(byte - 0x80)],
        _ => char::from(byte),
    };
    bytes.iter().map(|byte| character(*byte)).collect()
}

/// A text as a map may hold it: line breaks as `\n`, without control characters and without space around it.
pub(super) fn clean(text: &str) -> String {
    let text = text.trim();
    if !text.bytes().any(|byte| byte < b' ' && byte != b'\n') {
        return text.to_owned();
    }
    let text = text.replace("\r\n", "\n").replace(['\r', '\u{b}', '\u{c}'], "\n");
    let kept: String = text.chars().filter(|c| *c >= ' ' || matches!(c, '\n' | '\t')).collect();
    kept.trim().to_owned()
}

/// A number as a coordinate or length of a board; none that is not finite or absurdly far.
pub(super) fn coordinate(text: &str) -> Option<f64> {
    const FARTHEST: f64 = 1e7;
    let number: f64 = text.parse().ok()?;
    (number.is_finite() && number.abs() <= FARTHEST).then_some(number)
}
