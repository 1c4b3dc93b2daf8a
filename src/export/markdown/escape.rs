//! Texts of a map in Markdown that say what they say and do nothing: no heading, list, link, image, emphasis or HTML.
//!
//! Beyond CommonMark, this knows what is common around it: tables, strikethrough, footnotes, links without brackets, formulas
//! and highlights. Who reads the Markdown again gets the same text, with its line breaks and the space at its edges.

/// A text in a block whose further lines begin with `indent`.
pub(in crate::export) fn text(text: &str, indent: &str) -> String {
    /// The end of a line that is part of the text, not of the Markdown.
    const LINE_END: &str = "&#10;";
    let inner = text.trim_matches('\n');
    let before = text.len() - text.trim_start_matches('\n').len();
    let after = if inner.is_empty() { 0 } else { text.len() - before - inner.len() };
    let mut written = LINE_END.repeat(before);
    let mut blank = 0;
    for (index, line) in inner.split('\n').enumerate() {
        if line.is_empty() {
            blank += usize::from(index > 0);
            continue;
        }
        match (index, blank) {
            (0, _) => {}
            (_, 0) => written += &format!("  \n{indent}"),
            _ => written += &format!("{}\n{}\n{indent}", LINE_END.repeat(blank - 1), indent.trim_end()),
        }
        blank = 0;
        escape_line(line, &mut written);
    }
    written + &LINE_END.repeat(after)
}

/// A text on one line, for a heading or a few words after a label.
pub(in crate::export) fn words(text: &str) -> String {
    let mut written = String::new();
    escape_line(&text.split_whitespace().collect::<Vec<_>>().join(" "), &mut written);
    written
}

fn escape_line(line: &str, written: &mut String) {
    let last = line.chars().count().saturating_sub(1);
    let mut previous = None;
    let mut is_number = true;
    let mut characters = line.chars().enumerate().peekable();
    while let Some((index, c)) = characters.next() {
        let next = characters.peek().map(|(_, c)| *c);
        let touches = |other: char| previous == Some(other) || next == Some(other);
        let is_between = |class: fn(char) -> bool| previous.is_some_and(class) && next.is_some_and(class);
        let is_first = index == 0;
        let is_special = match c {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '|' | '~' | '$' | '^' | '{' | '}' | '#' => true,
            '>' | '+' | '-' => is_first,
            '=' | '%' => is_first || touches(c),
            ':' => is_first || next == Some('/'),
            '&' => next.is_some_and(|c| c.is_alphanumeric() || c == '#'),
            '@' => is_between(char::is_alphanumeric),
            '.' => is_number && !is_first || ends_with_www(written),
            ')' => is_number && !is_first,
            _ => false,
        };
        is_number &= c.is_ascii_digit();
        previous = Some(c);
        match c {
            ' ' if is_first || index == last => *written += "&#32;",
            '\t' if is_first || index == last => *written += "&#9;",
            _ => {
                if is_special {
                    written.push('\\');
                }
                written.push(c);
            }
        }
    }
}

/// Whether a link without brackets may begin here.
fn ends_with_www(text: &str) -> bool {
    text.len().checked_sub(3).and_then(|start| text.get(start..)).is_some_and(|end| end.eq_ignore_ascii_case("www"))
}
