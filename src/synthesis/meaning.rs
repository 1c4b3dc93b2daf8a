//! How near notes are in meaning, by a small language model that is built into the program with the feature `encoder`.
//!
//! The model is `paraphrase-MiniLM-L3-v2` (Reimers and Gurevych 2019) for English, with its weights in the crate: nothing is
//! fetched, nothing is sent. Meaning finds notes that say the same in other words; words keep apart what only sounds alike.
//! Both together group better than either (`cargo bench --bench themes --features encoder -- BOARDS`).

use std::collections::HashMap;
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

use pocket_encoder::Encoder;

/// What distance in words counts for, beside distance in meaning.
const WORDS: f64 = 0.4;
/// Groups whose texts are on average farther apart than this are not joined. Found like the distance for words alone.
pub(super) const FAR: f64 = 0.79;
/// Nearness is rounded to this step, since processors differ in the last digits of a model's sums.
const STEP: f64 = 1.0 / 1024.0;
/// So many texts are remembered with their meaning: while a map is sorted, few of them change.
const REMEMBERED: usize = 8_000;

/// The meaning of a text: a direction in a space, as a unit vector.
type Meaning = Arc<[f32]>;

static KNOWN: LazyLock<Mutex<HashMap<String, Meaning>>> = LazyLock::new(Mutex::default);

/// Whether meaning could be told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Told {
    /// The distances are of words and meaning.
    Yes,
    /// The model failed; the distances are of words, as they were.
    No,
}

/// Mixes meaning into distances in words, which are in the order of [`super::vectors::Space::distances`].
///
/// `None` when `go_on` said no.
pub(super) fn mix(distances: &mut [f64], texts: &[&str], go_on: &dyn Fn() -> bool) -> Option<Told> {
    let mut meanings = Vec::with_capacity(texts.len());
    for text in texts {
        if !go_on() {
            return None;
        }
        match meaning(text) {
            Ok(meaning) => meanings.push(meaning),
            Err(error) => {
                log::warn!("Notes are grouped by their words alone: {error}");
                return Some(Told::No);
            }
        }
    }
    let mut distances = distances.iter_mut();
    for (place, one) in meanings.iter().enumerate() {
        if !go_on() {
            return None;
        }
        for (other, distance) in meanings[place + 1..].iter().zip(&mut distances) {
            let near = one.iter().zip(other.iter()).map(|(a, b)| f64::from(a * b)).sum::<f64>();
            let near = (near / STEP).round() * STEP;
            *distance = WORDS * *distance + (1.0 - WORDS) * (1.0 - near);
        }
    }
    Some(Told::Yes)
}

fn meaning(text: &str) -> Result<Meaning, pocket_encoder::Error> {
    let known = KNOWN.lock().unwrap_or_else(PoisonError::into_inner).get(text).cloned();
    if let Some(known) = known {
        return Ok(known);
    }
    let meaning: Meaning = Encoder::new()?.embed(&[text])?.pop().unwrap_or_default().into();
    let mut known = KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
    if known.len() >= REMEMBERED {
        known.clear();
    }
    known.insert(text.to_owned(), meaning.clone());
    Ok(meaning)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_in_other_words_is_nearer_than_something_else_in_like_words() {
        let texts = ["The invoice is wrong", "There is an error in my bill", "The dog sleeps on the sofa"];
        let mut distances = [1.0; 3];
        assert_eq!(mix(&mut distances, &texts, &|| true), Some(Told::Yes));
        let [error, dog, ..] = distances;
        assert!(error + 0.2 < dog, "{distances:?}");
    }

    #[test]
    fn it_can_be_stopped() {
        assert_eq!(mix(&mut [1.0], &["One", "Two"], &|| false), None);
    }
}
