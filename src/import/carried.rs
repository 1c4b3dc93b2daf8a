//! The map that a picture carries: what this program exports as PNG, SVG or PDF can be opened again.
//!
//! Pixels are never decoded, entities never expanded, and nothing is inflated beyond what a map file may have.

mod pdf;
mod png;
mod svg;

use std::io::Read;

use super::ImportError;
use crate::model::limits::FILE_BYTES;

/// What the chunk of a PNG is called that holds the map.
const KEYWORD: &str = "application/vnd.empathy-map+json";

/// The text of the map file that a picture carries, to be read as any foreign file; `None` when the bytes are no picture.
///
/// The first [`FILE_BYTES`] bytes of a picture are enough: the map stands before the pixels.
///
/// # Errors
/// A sentence for a picture without a map, and for one whose map is damaged or too large.
pub fn carried(bytes: &[u8]) -> Option<Result<String, ImportError>> {
    let (kind, found) = if bytes.starts_with(png::SIGNATURE) {
        ("picture", png::find(bytes))
    } else if bytes.starts_with(pdf::SIGNATURE) {
        ("PDF", pdf::find(bytes))
    } else if svg::is_svg(bytes) {
        ("picture", svg::find(bytes))
    } else {
        return None;
    };
    let sentence = match found {
        Found::Map(text) => return Some(Ok(text)),
        Found::Nothing => format!(
            "This {kind} carries no map: it was exported without one, or another program has saved it since. Open the \
             map file itself."
        ),
        Found::Damaged => format!("The map in this {kind} is damaged. Open the map file itself, or export it again."),
        Found::TooLarge => {
            let limit = FILE_BYTES >> 20;
            format!("The map in this {kind} is larger than {limit} MiB, the limit. Open the map file itself.")
        }
    };
    Some(Err(ImportError::new(sentence)))
}

/// What was found in a picture.
#[derive(Debug, PartialEq, Eq)]
enum Found {
    Map(String),
    Nothing,
    Damaged,
    TooLarge,
}

/// Inflates what begins with a zlib stream; `left` is how many bytes may still come of it.
fn inflate(bytes: &[u8], left: &mut u64) -> Result<Vec<u8>, Found> {
    let mut inflated = Vec::new();
    let whole = flate2::read::ZlibDecoder::new(bytes).take(*left + 1).read_to_end(&mut inflated);
    let fits = inflated.len() as u64 <= *left;
    *left = left.saturating_sub(inflated.len() as u64);
    match (fits, whole) {
        (false, _) => Err(Found::TooLarge),
        (true, Err(_)) => Err(Found::Damaged),
        (true, Ok(_)) => Ok(inflated),
    }
}

/// Text, if it is any.
fn text(bytes: Vec<u8>) -> Found {
    String::from_utf8(bytes).map_or(Found::Damaged, Found::Map)
}
