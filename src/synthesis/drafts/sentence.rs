//! The parts of a sentence, and who speaks in it.

/// A sentence, taken apart at its conjunctions.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Clauses {
    /// What is said, as words.
    pub main: Vec<String>,
    /// What follows "when".
    pub when: Vec<String>,
    /// What follows "because".
    pub because: Vec<String>,
}

/// Takes a sentence apart; what follows "so", "but", "although" and the like is left out.
pub(super) fn clauses(sentence: &str) -> Clauses {
    let mut clauses = Clauses::default();
    let mut part = Some(0);
    let words: Vec<&str> = sentence.split_whitespace().collect();
    for (place, word) in words.iter().enumerate() {
        let plain = plain(word);
        let first = place == 0;
        match plain.as_str() {
            "when" | "whenever" if !first && !clauses.main.is_empty() && !asks(&words, place) => part = Some(1),
            "because" | "since" if !first => part = Some(2),
            "so" if !first && !matches!(words.get(place + 1), Some(next) if is_measure(next)) => part = None,
            "but" | "although" | "though" | "while" | "unless" | "until" | "before" | "after" | "if"
                if !first && !asks(&words, place) =>
            {
                // "Wants to call but can't" says what cannot be done before it says that it cannot.
                let denies =
                    words.get(place + 1..).unwrap_or_default().iter().take(3).any(|next| is_cannot(&self::plain(next)));
                if plain == "but" && denies && words.len() <= place + 4 {
                    clauses.main.push("but".into());
                    clauses.main.push("cannot".into());
                }
                part = None;
            }
            _ => {
                let text = word.trim_matches(|c: char| matches!(c, '"' | '“' | '”' | '„' | '«' | '»' | '…'));
                match part {
                    Some(0) => clauses.main.push(text.to_owned()),
                    Some(1) => clauses.when.push(text.to_owned()),
                    Some(_) => clauses.because.push(text.to_owned()),
                    None => {}
                }
                // A comma ends a side clause.
                if word.ends_with(',') && part != Some(0) {
                    part = None;
                }
            }
        }
    }
    clauses
}

/// A word in lower case, without punctuation and with a straight apostrophe.
pub(super) fn plain(word: &str) -> String {
    word.to_lowercase().replace(['’', 'ʼ'], "'").trim_matches(|c: char| !c.is_alphanumeric()).to_owned()
}

/// Whether a word says that something is not possible.
pub(super) fn is_cannot(word: &str) -> bool {
    matches!(word, "can't" | "cannot" | "cant" | "couldn't" | "couldnt")
}

/// Whether a conjunction is the question word of "does not know when".
fn asks(words: &[&str], place: usize) -> bool {
    let word = |back: usize| place.checked_sub(back).and_then(|place| words.get(place)).map(|word| plain(word));
    let before = word(1);
    if word(2).is_some_and(|verb| matches!(verb.as_str(), "tell" | "tells" | "told")) {
        return true;
    }
    matches!(
        before.as_deref(),
        Some(
            "know"
                | "knows"
                | "sure"
                | "idea"
                | "clear"
                | "unclear"
                | "tell"
                | "see"
                | "say"
                | "understand"
                | "remember"
                | "out"
                | "predict"
                | "or"
                | "certain"
                | "clue"
        )
    )
}

fn is_measure(word: &str) -> bool {
    matches!(plain(word).as_str(), "many" | "much" | "few" | "little" | "long" | "often")
}

/// Words as a text about somebody else: "my" becomes "their".
pub(super) fn in_third_person(words: &[String]) -> String {
    let mut told: Vec<String> = Vec::with_capacity(words.len());
    for word in words {
        let lower = word.to_lowercase().replace('’', "'");
        let end = lower.len() - lower.trim_end_matches([',', '"']).len();
        let (core, tail) = lower.split_at(lower.len() - end);
        let changed = match core {
            "i" | "we" => "they",
            "me" | "us" => "them",
            "my" | "our" => "their",
            "mine" | "ours" => "theirs",
            "myself" | "ourselves" => "themselves",
            "i'm" | "we're" => "they're",
            "i've" | "we've" => "they've",
            "i'd" | "we'd" => "they'd",
            "i'll" | "we'll" => "they'll",
            "am" => "are",
            _ => {
                told.push(word.clone());
                continue;
            }
        };
        told.push(format!("{changed}{tail}"));
    }
    told.join(" ").trim_end_matches([',', ' ']).to_owned()
}
