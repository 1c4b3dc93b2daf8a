//! Texts as a search compares them: without case, without accents.

use std::collections::HashMap;
use std::sync::LazyLock;

/// Letters with what they are without their marks.
const BASES: &[(&str, &str)] = &[
    ("a", "àáâãäåāăąǎạảấầẩẫậắằẳẵặ"),
    ("c", "çćĉċč"),
    ("d", "ďđ"),
    ("e", "èéêëēĕėęěẹẻẽếềểễệ"),
    ("g", "ĝğġģ"),
    ("h", "ĥħ"),
    ("i", "ìíîïĩīĭįıǐịỉ"),
    ("j", "ĵ"),
    ("k", "ķ"),
    ("l", "ĺļľł"),
    ("n", "ñńņňŉ"),
    ("o", "òóôõöøōŏőơǒọỏốồổỗộớờởỡợ"),
    ("r", "ŕŗř"),
    ("s", "śŝşšș"),
    ("t", "ţťŧț"),
    ("u", "ùúûüũūŭůűųưǔụủứừửữự"),
    ("w", "ŵẁẃẅ"),
    ("y", "ýÿŷỳỵỷỹ"),
    ("z", "źżž"),
    ("ae", "æ"),
    ("oe", "œ"),
    ("ss", "ß"),
    ("α", "ά"),
    ("ε", "έ"),
    ("η", "ή"),
    ("ι", "ίϊΐ"),
    ("ο", "ό"),
    ("σ", "ς"),
    ("υ", "ύϋΰ"),
    ("ω", "ώ"),
    ("е", "ё"),
    ("'", "’‘"),
    (" ", "\u{a0}\n\t"),
];

static BASE_OF: LazyLock<HashMap<char, &str>> =
    LazyLock::new(|| BASES.iter().flat_map(|(base, letters)| letters.chars().map(|letter| (letter, *base))).collect());

/// The text without case and accents.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for letter in text.chars() {
        push_folded(letter, &mut folded);
    }
    folded
}

/// The text without case and accents, and for each of its bytes where the letter that it is from begins and ends.
pub fn fold_with_places(text: &str) -> (String, Vec<std::ops::Range<usize>>) {
    let mut folded = String::with_capacity(text.len());
    let mut places: Vec<std::ops::Range<usize>> = Vec::with_capacity(text.len());
    for (at, letter) in text.char_indices() {
        push_folded(letter, &mut folded);
        let end = at + letter.len_utf8();
        if places.len() == folded.len() {
            // An accent that stands behind its letter belongs to it.
            let start = places.last().map_or(at, |place| place.start);
            places.iter_mut().rev().take_while(|place| place.start == start).for_each(|place| place.end = end);
        }
        places.resize(folded.len(), at..end);
    }
    (folded, places)
}

fn push_folded(letter: char, folded: &mut String) {
    if letter.is_ascii() && !letter.is_ascii_whitespace() {
        folded.push(letter.to_ascii_lowercase());
        return;
    }
    for lower in letter.to_lowercase() {
        match BASE_OF.get(&lower) {
            Some(base) => folded.push_str(base),
            None if is_mark(lower) => {}
            None => folded.push(lower),
        }
    }
}

/// Whether this is an accent that stands behind its letter.
fn is_mark(letter: char) -> bool {
    ('\u{300}'..='\u{36f}').contains(&letter)
}
