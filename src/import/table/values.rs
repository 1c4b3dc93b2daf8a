//! What the cells of a column say, in the forms that people and programs write.

use jiff::Timestamp;
use jiff::civil::DateTime;

use crate::import::decode;
use crate::model::{Evidence, Feeling, limits};

/// What a note rests on, by the word of the file, of the window, or another for the same.
pub(super) fn evidence(text: &str) -> Option<Evidence> {
    let word = text.to_lowercase();
    let known = Evidence::ALL.into_iter().find(|kind| kind.key() == word || kind.label().to_lowercase() == word);
    known.or_else(|| {
        Some(match word.as_str() {
            "said" | "verbatim" | "zitat" | "citation" | "cita" => Evidence::Quote,
            "seen" | "observation" | "beobachtet" | "beobachtung" | "observé" | "observado" => Evidence::Observed,
            "measured" | "metric" | "analytics" | "daten" | "données" | "datos" => Evidence::Data,
            "inference" | "interpretation" | "abgeleitet" => Evidence::Inferred,
            "assumption" | "hypothesis" | "guess" | "annahme" | "hypothese" | "hypothèse" => Evidence::Assumed,
            "open question" | "frage" | "pregunta" => Evidence::Question,
            _ => return None,
        })
    })
}

pub(super) fn feeling(text: &str) -> Option<Feeling> {
    let number = text.strip_prefix('+').unwrap_or(text).replace('\u{2212}', "-").parse().ok().and_then(Feeling::new);
    number.or_else(|| Feeling::ALL.into_iter().find(|feeling| feeling.label().to_lowercase() == text.to_lowercase()))
}

/// A whole number of votes; 0 is one, too.
pub(super) fn votes(text: &str) -> Option<u32> {
    text.parse().ok()
}

/// A date as RFC 3339, or as spreadsheets write it, then taken as UTC.
pub(super) fn created(text: &str) -> Option<String> {
    if text.parse::<Timestamp>().is_ok() {
        return Some(text.to_owned());
    }
    let time: DateTime = text.parse().ok()?;
    Some(time.to_zoned(jiff::tz::TimeZone::UTC).ok()?.timestamp().to_string())
}

/// A coordinate that a board can have; a comma may stand for the point.
pub(super) fn coordinate(text: &str) -> Option<f64> {
    decode::coordinate(&text.replace(',', "."))
}

/// Several words of one cell.
pub(super) fn list(text: &str, between: &[char]) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for word in text.split(between).map(str::trim).filter(|word| !word.is_empty()) {
        if !found.iter().any(|other| other == word) && word.len() <= limits::TEXT_CHARS {
            found.push(word.to_owned());
        }
    }
    found
}
