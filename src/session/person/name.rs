//! Names as they stand on cursors and notes, from whatever a stranger's program sent.

use crate::session::limits::NAME_CHARS;

/// What somebody without a name is called, with a number.
pub const GUEST: &str = "Guest";

/// A name without what is invisible or turns other text around, on one line, of at most [`NAME_CHARS`] letters; empty when
/// nothing is left to see.
pub fn tidy_name(wished: &str) -> String {
    let mut name = String::new();
    let mut letters = 0;
    let mut is_after_space = true;
    for letter in wished.chars().filter(|&letter| letter.is_whitespace() || !is_hidden(letter)) {
        if letters == NAME_CHARS {
            break;
        }
        if letter.is_whitespace() && is_after_space {
            continue;
        }
        is_after_space = letter.is_whitespace();
        name.push(if is_after_space { ' ' } else { letter });
        letters += 1;
    }
    name.truncate(name.trim_end().len());
    if name.chars().all(|letter| letter == ' ' || joins(letter)) {
        name.clear();
    }
    name
}

/// This name with this number behind it, of at most [`NAME_CHARS`] letters.
pub fn numbered(name: &str, number: usize) -> String {
    let number = format!(" {number}");
    let room = NAME_CHARS.saturating_sub(number.len());
    let name: String = name.chars().take(room).collect();
    format!("{}{number}", name.trim_end())
}

/// Control characters, marks that change the direction of what follows, and letters that look like nothing.
fn is_hidden(letter: char) -> bool {
    letter.is_control()
        || matches!(letter,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}'
            | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{2800}'
            | '\u{3164}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}' | '\u{1d173}'..='\u{1d17a}'
            | '\u{e0000}'..='\u{e0fff}')
}

/// Letters that only join or vary others, as in emoji and Indic scripts.
fn joins(letter: char) -> bool {
    matches!(letter, '\u{200c}' | '\u{200d}' | '\u{fe00}'..='\u{fe0f}')
}
