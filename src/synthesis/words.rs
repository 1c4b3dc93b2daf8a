//! The words of a note that say what it is about.
//!
//! Words are those of Unicode (UAX #29), in lower case. In English they are reduced to their stems (Snowball's English
//! stemmer) and words without a subject of their own are left out, but never a negation: "can pay" and "can't pay" are two
//! things. Other languages keep their plain words, and Chinese, Japanese and Korean, which write no spaces, are taken in
//! pairs of characters.

use std::collections::HashSet;
use std::sync::LazyLock;

use frostem::{Algorithm, Stemmer};
use unicode_segmentation::UnicodeSegmentation;

/// English words without a subject of their own. Negations are not among them.
const ENGLISH_STOP_WORDS: &str = "a about above after again all also am an and any are as at be because been before being \
    below between both but by can could did do does doing down during each few for from further get give go had has have \
    having he her here hers him his how i if in into is it its itself just know let like me more most my myself need of off \
    on once one only or other our ours out over own please same she should so some such tell than that the their theirs \
    them then there these they this those through to too under until up us very was we were what when where which while \
    who whom why will with would you your yours want wants wanna i'm i'd i've i'll what's it's that's there's you're he's \
    she's we're they're could've something thing things much many";

/// Words that occur in most English sentences, to tell English from other languages that are written in Latin letters.
const ENGLISH_MARKERS: &str = "the a an is are was i my me you he she they it to of and for in on not don't can't what \
    how with that this at her his be has have do does";

/// What a word must have to count as English: this share of the words are markers.
const ENGLISH_SHARE: f32 = 0.12;

static STOP_WORDS: LazyLock<HashSet<&str>> = LazyLock::new(|| ENGLISH_STOP_WORDS.split_whitespace().collect());
static MARKERS: LazyLock<HashSet<&str>> = LazyLock::new(|| ENGLISH_MARKERS.split_whitespace().collect());

/// How the words of a map are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    /// Stop words are left out and words are reduced to their stems.
    English,
    /// Words are taken as they are.
    Other,
}

impl Language {
    /// The language that most of these texts seem to be written in.
    pub fn of<'a>(texts: impl IntoIterator<Item = &'a str>) -> Self {
        let (mut all, mut english) = (0_u32, 0_u32);
        for text in texts {
            for word in spoken_words(text) {
                all += 1;
                english += u32::from(MARKERS.contains(word.as_str()));
            }
        }
        if all > 0 && english as f32 >= ENGLISH_SHARE * all as f32 { Self::English } else { Self::Other }
    }
}

/// A word of a text: as it is compared, and as it stands there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// The form that is compared.
    pub term: String,
    /// The word in lower case, to be shown.
    pub shown: String,
    /// Its place among all words of the text, those that are left out included.
    pub place: usize,
}

/// All words of a text, in lower case and with straight apostrophes.
pub(super) fn spoken_words(text: &str) -> impl Iterator<Item = String> {
    text.unicode_words().map(|word| word.to_lowercase().replace('’', "'"))
}

/// Reads texts word by word.
pub struct Reader {
    language: Language,
    stemmer: Stemmer,
}

impl Reader {
    /// A reader of texts in this language.
    pub fn new(language: Language) -> Self {
        Self { language, stemmer: Stemmer::new(Algorithm::English) }
    }

    /// The words that say what a text is about, in order.
    pub fn words(&self, text: &str) -> Vec<Word> {
        let mut words = Vec::new();
        let mut characters: Vec<char> = Vec::new();
        for (place, shown) in spoken_words(text).enumerate() {
            if shown.chars().all(is_written_without_spaces) {
                // Segmenters disagree on where such words end; neighbouring pairs do not depend on it.
                characters.extend(shown.chars());
                continue;
            }
            pairs(&mut characters, place, &mut words);
            if self.language == Language::Other {
                words.push(Word { term: shown.clone(), shown, place });
            } else if !STOP_WORDS.contains(shown.as_str()) {
                let plain = shown.strip_suffix("'s").unwrap_or(&shown);
                let term = if is_negation(&shown) { "not".to_owned() } else { self.stemmer.stem(plain).into_owned() };
                words.push(Word { term, shown, place });
            }
        }
        pairs(&mut characters, text.len(), &mut words);
        words
    }
}

/// Whether an English word turns what follows into its opposite.
pub(super) fn is_negation(word: &str) -> bool {
    matches!(
        word,
        "no" | "not" | "never" | "none" | "nothing" | "nobody" | "nowhere" | "cannot" | "without" | "nor" | "neither"
    ) || word.ends_with("n't")
        || matches!(word, "cant" | "dont" | "wont" | "doesnt" | "isnt" | "didnt" | "couldnt")
}

fn is_written_without_spaces(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30FF}' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}'
        | '\u{AC00}'..='\u{D7AF}' | '\u{20000}'..='\u{3FFFF}')
}

/// Adds characters that stand before `end` in pairs, and forgets them.
fn pairs(characters: &mut Vec<char>, end: usize, words: &mut Vec<Word>) {
    let start = end.saturating_sub(characters.len());
    let windows = characters.windows(characters.len().clamp(1, 2));
    words.extend(windows.zip(start..).map(|(pair, place)| {
        let term: String = pair.iter().collect();
        Word { shown: term.clone(), term, place }
    }));
    characters.clear();
}
