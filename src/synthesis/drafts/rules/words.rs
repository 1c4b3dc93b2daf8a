//! A sentence as the rules read it: word by word, past what does not matter.

use super::super::sentence::{is_cannot, plain};
use super::super::verbs::{gerund, of_gerund};
use crate::synthesis::words::is_negation;

/// Words that may stand before or within a trigger without changing it.
const ADVERBS: &[&str] = &[
    "often",
    "sometimes",
    "still",
    "again",
    "always",
    "usually",
    "mostly",
    "really",
    "also",
    "just",
    "simply",
    "even",
    "and",
    "then",
    "now",
    "today",
    "constantly",
    "regularly",
    "frequently",
    "quite",
    "very",
    "too",
    "so",
    "extremely",
    "rather",
    "almost",
    "nearly",
    "currently",
    "ever",
    "yet",
    "actually",
    "easily",
    "properly",
    "quickly",
    "that",
];
/// Who may be the subject of a pain: the person whom the map is about.
const SUBJECTS: &[&str] = &["i", "we", "she", "he", "they", "you", "one", "people", "users", "customers"];
/// What "can't" goes together with in sayings that mean something else.
const SAYINGS: &[&[&str]] = &[
    &["wait", "to"],
    &["help"],
    &["complain"],
    &["stand"],
    &["imagine"],
    &["believe"],
    &["deny"],
    &["blame"],
    &["agree", "more"],
    &["care", "less"],
    &["go", "wrong"],
    &["thank"],
    &["say"],
    &["be", "happier"],
    &["be", "better"],
    &["be", "more"],
    &["be", "easier"],
    &["be", "right"],
    &["be", "true"],
    &["be", "serious"],
    &["be", "bothered"],
    &["afford", "to"],
    &["do", "without"],
    &["live", "without"],
    &["recommend"],
    &["get", "enough"],
    &["resist"],
    &["overstate"],
    &["fault"],
    &["praise"],
    &["miss"],
    &["lose"],
];

/// A sentence as it is read from left to right.
#[derive(Clone, Copy)]
pub(super) struct Words<'a> {
    pub shown: &'a [String],
    /// The same in lower case and without punctuation.
    pub plain: &'a [String],
    /// How many of them are read.
    pub at: usize,
}

impl<'a> Words<'a> {
    /// The sentence behind its subject, if that is the person of the map or is left out.
    pub fn after_subject(&self, persona: &str) -> Option<Words<'a>> {
        let mut at = 0;
        let name: Vec<String> = persona.split_whitespace().map(plain).collect();
        let mut named = false;
        while let Some(word) = self.plain.get(at) {
            if !named && !name.is_empty() && self.plain[at..].starts_with(&name) {
                at += name.len();
                named = true;
            } else if !named && SUBJECTS.contains(&word.as_str()) {
                at += 1;
                named = true;
            } else if word == "there" && self.plain.get(at + 1).is_some_and(|next| next == "is" || next == "are") {
                at += 2;
            } else if word == "too" {
                break;
            } else if ADVERBS.contains(&word.as_str()) || matches!(word.as_str(), "why" | "it" | "it's") {
                at += 1;
            } else if !named && word == "i'm"
                || word == "we're"
                || word == "they're"
                || word == "she's"
                || word == "he's"
            {
                // Leaves the verb out, as notes do: "I'm not able to" is "not able to".
                at += 1;
                named = true;
            } else {
                break;
            }
        }
        let rest = Words { shown: self.shown, plain: self.plain, at };
        rest.begins_a_pain().then_some(rest)
    }

    /// Whether a verb or an adjective follows, and no other subject.
    pub fn begins_a_pain(&self) -> bool {
        self.word(0).is_some_and(|word| {
            !matches!(word, "the" | "a" | "an" | "her" | "his" | "their" | "my" | "our" | "this" | "these")
        })
    }

    pub fn word(&self, ahead: usize) -> Option<&str> {
        self.plain.get(self.at + ahead).map(String::as_str)
    }

    /// Skips one of these phrases, which stand between bars; adverbs before each word do not matter.
    pub fn skip(&self, phrases: &str) -> Option<Words<'a>> {
        phrases.split(" | ").find_map(|phrase| {
            let mut at = self.at;
            for expected in phrase.split(' ') {
                while self.plain.get(at).is_some_and(|word| word != expected && ADVERBS.contains(&word.as_str())) {
                    at += 1;
                }
                if self.plain.get(at).is_none_or(|word| word != expected) {
                    return None;
                }
                at += 1;
            }
            Some(Words { shown: self.shown, plain: self.plain, at })
        })
    }

    /// What is left, as a statement: nothing denied a second time, and "any" as "some".
    pub fn rest(&self) -> Option<Vec<String>> {
        let mut at = self.at;
        while self.plain.get(at).is_some_and(|word| {
            ["even", "really", "just", "actually", "simply", "ever", "yet"].contains(&word.as_str())
        }) {
            at += 1;
        }
        let mut rest: Vec<String> = Vec::new();
        let mut words = self.plain.iter().zip(self.shown).skip(at).peekable();
        while let Some((plain, shown)) = words.next() {
            if is_negation(plain) && plain != "without" || is_cannot(plain) {
                return None;
            }
            let next = words.peek().map(|(plain, _)| plain.as_str());
            match (plain.as_str(), next) {
                ("anymore" | "either" | "yet", _) => {}
                ("any", Some("more" | "longer")) | ("at", Some("all")) => {
                    words.next();
                }
                ("any", Some("of")) => rest.push("some".into()),
                ("any", _) => {}
                ("anything", _) => rest.push("something".into()),
                ("anyone", _) => rest.push("someone".into()),
                ("anybody", _) => rest.push("somebody".into()),
                ("anywhere", _) => rest.push("somewhere".into()),
                _ => rest.push(shown.clone()),
            }
        }
        if let Some(last) = rest.last_mut() {
            *last = last.trim_end_matches([',', '"', '”']).to_owned();
        }
        if let Some(first) = rest.first_mut() {
            *first = uncapitalised(first);
        }
        (!rest.is_empty()).then_some(rest)
    }

    /// What is left, with these words before it.
    pub fn rest_after(&self, lead: &str) -> Option<Vec<String>> {
        Some(lead.split(' ').map(str::to_owned).chain(self.rest()?).collect())
    }

    /// What is left, where its first word is the "-ing" form of a verb, with the verb itself.
    pub fn rest_of_gerund(&self) -> Option<Vec<String>> {
        let verb = of_gerund(self.word(0)?)?;
        let mut rest = self.rest()?;
        rest[0] = verb.to_owned();
        Some(rest)
    }

    /// What is left, where its first word is a verb, with its "-ing" form.
    pub fn rest_as_gerund(&self) -> Option<Vec<String>> {
        let mut rest = self.rest()?;
        if rest[0].contains(|c: char| !c.is_alphabetic()) {
            return None;
        }
        rest[0] = gerund(&rest[0]);
        Some(rest)
    }

    pub fn is_saying(&self) -> bool {
        SAYINGS.iter().any(|saying| {
            self.plain[self.at..].iter().map(String::as_str).take(saying.len()).eq(saying.iter().copied())
        })
    }

    pub fn skip_pronoun(self) -> Words<'a> {
        // "Why can't I see the total"
        let is_pronoun = self.word(0).is_some_and(|word| ["i", "we", "she", "he", "they", "you"].contains(&word));
        Words { at: self.at + usize::from(is_pronoun), ..self }
    }
}

/// A word without the capital letter of a beginning sentence; "PIN" keeps its own.
pub(super) fn uncapitalised(word: &str) -> String {
    let mut letters = word.chars();
    match (letters.next(), letters.clone().next()) {
        (Some(first), Some(second)) if second.is_lowercase() => first.to_lowercase().chain(letters).collect(),
        (Some(first), None) if first != 'I' => first.to_lowercase().collect(),
        _ => word.to_owned(),
    }
}
