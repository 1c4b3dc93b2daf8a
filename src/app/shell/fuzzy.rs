//! How well what somebody typed fits a name.

/// How well `query` fits something called `label`, with further words in `about`; `None` where it does not fit.
///
/// Every word of the query must be found: at the start of the label, at the start of one of its words, as initials,
/// inside it, at the start of a word of `about`, or letter by letter in the label. Capitals do not matter.
pub fn score(query: &str, label: &str, about: &str) -> Option<u32> {
    let label = label.to_lowercase();
    let about = about.to_lowercase();
    let query = query.to_lowercase();
    let mut total = 0;
    for word in query.split_whitespace() {
        total += word_score(word, &label, &about)?;
    }
    // The whole query at the start beats its words anywhere.
    let begins = label.starts_with(query.trim()) && !query.trim().is_empty();
    Some(if begins { total + 50 } else { total })
}

fn word_score(word: &str, label: &str, about: &str) -> Option<u32> {
    if label.starts_with(word) {
        return Some(100);
    }
    if let Some(at) = words(label).position(|part| part.starts_with(word)) {
        return Some(90 - (at as u32).min(9));
    }
    if word.chars().count() > 1 && initials(label).starts_with(word) {
        return Some(75);
    }
    if label.contains(word) {
        return Some(60);
    }
    if words(about).any(|part| part.starts_with(word)) {
        return Some(40);
    }
    let skipped = skipped_letters(word, label)?;
    (skipped <= 2 * word.chars().count()).then(|| 30 - (skipped as u32).min(29))
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty())
}

fn initials(text: &str) -> String {
    words(text).filter_map(|part| part.chars().next()).collect()
}

/// How many letters of `text` lie between the letters of `word`, found in order; `None` where one is missing.
fn skipped_letters(word: &str, text: &str) -> Option<usize> {
    let mut rest = text.chars();
    let mut skipped = 0;
    for (at, letter) in word.chars().enumerate() {
        while rest.next()? != letter {
            skipped += usize::from(at > 0);
        }
    }
    Some(skipped)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn best<'a>(query: &str, labels: &[&'a str]) -> Option<&'a str> {
        let scored = labels.iter().filter_map(|label| score(query, label, "").map(|score| (score, *label)));
        scored.max_by_key(|(score, _)| *score).map(|(_, label)| label)
    }

    #[test]
    fn the_start_of_a_name_beats_a_word_inside() {
        assert_eq!(best("save", &["Do not save", "Save as…"]), Some("Save as…"));
    }

    #[test]
    fn words_can_be_given_in_any_order() {
        assert!(score("text larger", "Larger text", "").is_some());
        assert!(score("zoom fit", "Fit map", "Zoom so that the whole map is seen").is_some());
    }

    #[test]
    fn initials_find_a_name() {
        assert_eq!(best("sa", &["Select all", "Search", "Usable"]), Some("Select all"));
    }

    #[test]
    fn missing_letters_are_forgiven_and_wrong_ones_are_not() {
        assert!(score("dplct", "Duplicate", "").is_some());
        assert!(score("xyz", "Duplicate", "").is_none());
        assert!(score("duplicatee", "Duplicate", "").is_none());
    }

    #[test]
    fn the_explanation_counts_less_than_the_name() {
        let in_name = score("theme", "Light theme", "");
        let in_about = score("theme", "Settings…", "Theme, text size");
        assert!(in_name > in_about && in_about.is_some());
    }

    #[test]
    fn nothing_typed_fits_everything() {
        assert_eq!(score("", "Anything", ""), Some(0));
    }
}
