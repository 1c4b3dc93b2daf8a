//! Finding a row by typing how it begins.

/// A pause in typing that is longer than this begins a new word.
const PAUSE_SECS: f64 = 1.0;

/// The word that is being typed.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Seek {
    word: String,
    until_secs: f64,
}

impl Seek {
    /// Whether the next letter goes on with the word.
    pub fn is_on(&self, now_secs: f64) -> bool {
        !self.word.is_empty() && now_secs < self.until_secs
    }

    /// Takes in letters.
    pub fn push(&mut self, letters: &str, now_secs: f64) {
        if !self.is_on(now_secs) {
            self.word.clear();
        }
        self.word.extend(letters.chars().flat_map(char::to_lowercase));
        self.until_secs = now_secs + PAUSE_SECS;
    }

    /// Takes the last letter back.
    pub fn pop(&mut self, now_secs: f64) {
        self.word.pop();
        self.until_secs = now_secs + PAUSE_SECS;
    }

    /// Gives the word up.
    pub fn stop(&mut self) {
        self.word.clear();
    }

    /// The next of `count` rows that begins with the word, round and round: from the cursor on, or after it where the word
    /// has only just begun.
    pub fn find(&self, cursor: usize, count: usize, text_of: impl Fn(usize) -> String) -> Option<usize> {
        let first = if self.word.chars().count() > 1 { cursor } else { cursor + 1 };
        let begins = |row: &usize| text_of(*row).to_lowercase().starts_with(&self.word);
        (first..count).chain(0..first.min(count)).find(begins)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ROWS: [&str; 4] = ["Thinks", "This is wrong", "Äpfel", "Thinks"];

    fn find(seek: &Seek, cursor: usize) -> Option<usize> {
        seek.find(cursor, ROWS.len(), |row| ROWS[row].into())
    }

    #[test]
    fn letters_lead_on_and_a_pause_begins_anew() {
        let mut seek = Seek::default();
        seek.push("t", 0.0);
        assert_eq!(find(&seek, 0), Some(1), "the first letter goes on to the next");
        seek.push("hi", 0.5);
        assert_eq!(find(&seek, 1), Some(1), "the row that fits already stays");
        seek.push("N", 0.9);
        assert_eq!(find(&seek, 1), Some(3));
        assert!(seek.is_on(1.8) && !seek.is_on(2.0));
        seek.push("ä", 2.0);
        assert_eq!(find(&seek, 3), Some(2), "round and round");
        seek.push("x", 2.1);
        assert_eq!(find(&seek, 3), None);
        seek.pop(2.2);
        assert_eq!(find(&seek, 3), Some(2));
    }
}
