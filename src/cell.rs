//! What a map says, in the cell of a spreadsheet, and back.
//!
//! A spreadsheet computes a cell that begins like a formula, and a formula can send the table away or start a program. So
//! such a text gets an apostrophe in front, as people type it to say "this is text". Each of these functions has one that
//! takes it back exactly, whatever the text.

/// What divides the words of a list in one cell.
const BETWEEN: char = ';';

/// The text of a cell that no spreadsheet takes for a formula.
///
/// The beginnings are those that OWASP lists: an equals, plus, minus or at sign, also as wide as an ideograph, a tab or the
/// end of a line; with spaces, quotation marks and invisible characters in front. A program that expects other signs
/// between cells than commas divides a text elsewhere, so what follows a semicolon, a tab or the end of a line counts as a
/// beginning as well.
pub fn guarded(text: &str) -> String {
    rewritten(text, |segment, begins| if begins { format!("'{segment}") } else { segment.to_owned() })
}

/// The text as it was before [`guarded`].
pub fn unguarded(text: &str) -> String {
    rewritten(text, |segment, begins| match segment.strip_prefix('\'') {
        Some(rest) if begins => rest.to_owned(),
        _ => segment.to_owned(),
    })
}

/// The text with each of its beginnings rewritten; `segment` is told whether a spreadsheet may take it for a formula, which
/// an apostrophe in front does not change, so that one function can undo what another did.
fn rewritten(text: &str, segment: impl Fn(&str, bool) -> String) -> String {
    let mut written = String::with_capacity(text.len());
    let mut is_first = true;
    for piece in text.split_inclusive([BETWEEN, '\t', '\n', '\r']) {
        let body = piece.trim_end_matches([BETWEEN, '\t', '\n', '\r']);
        let end = &piece[body.len()..];
        let is_blank_start = is_first && body.trim_matches('\'').is_empty() && !end.is_empty() && end != ";";
        written += &segment(body, is_blank_start || is_like_a_formula(body));
        written += end;
        is_first = false;
    }
    written
}

fn is_like_a_formula(text: &str) -> bool {
    let shown = text.trim_start_matches(|c: char| matches!(c, '\'' | '"') || c.is_whitespace() || is_invisible(c));
    shown.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠'])
}

fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

/// Several words in one cell: "P1; P3". A word that would not come back as it was stands in quotation marks.
pub fn joined<T: AsRef<str>>(words: impl IntoIterator<Item = T>) -> String {
    let words = words.into_iter().map(|word| {
        let word = word.as_ref();
        let is_plain = !word.is_empty() && word.trim() == word && !word.contains([BETWEEN, '"']);
        if is_plain { word.to_owned() } else { format!("\"{}\"", word.replace('"', "\"\"")) }
    });
    words.collect::<Vec<_>>().join("; ")
}

/// The words as they were before [`joined`]; forgiving with what people write into such a cell by hand.
pub fn split(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut rest = text.trim_start();
    while !rest.is_empty() {
        if let Some((word, behind)) = rest.strip_prefix('"').and_then(quoted) {
            words.push(word);
            rest = behind;
        } else {
            let (word, behind) = rest.split_once(BETWEEN).unwrap_or((rest, ""));
            words.extend(Some(word.trim()).filter(|word| !word.is_empty()).map(str::to_owned));
            rest = behind;
        }
        rest = rest.trim_start();
    }
    words
}

/// The word up to its closing quotation mark, and what follows the sign behind it; `None` where it is quoted only in part.
fn quoted(text: &str) -> Option<(String, &str)> {
    let mut word = String::new();
    let mut rest = text;
    loop {
        let (before, behind) = rest.split_once('"')?;
        word += before;
        rest = behind;
        match rest.strip_prefix('"') {
            Some(behind) => {
                word.push('"');
                rest = behind;
            }
            None => break,
        }
    }
    let rest = rest.trim_start();
    if rest.is_empty() { Some((word, rest)) } else { Some((word, rest.strip_prefix(BETWEEN)?)) }
}
