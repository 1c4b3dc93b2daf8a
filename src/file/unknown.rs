//! Values under keys that nobody knows, before they are written.

use super::lazy::Source;
use super::scan;

/// Whether a text is one JSON value that can be read again where it stands in `level` lists and objects.
pub(super) fn is_sound(json: &str, level: usize) -> bool {
    let Ok(surrogates) = scan::walk(json, level) else { return false };
    let mended = scan::mended(json, &surrogates);
    let source = Source::new(&mended, json, json.as_bytes());
    source.value().is_ok_and(|value| source.inspect(value).is_ok())
}
