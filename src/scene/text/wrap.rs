//! Where lines may break, and where they do.

use std::ops::Range;

/// What wrapping has to know of a grapheme cluster.
#[derive(Clone, Copy, Debug)]
pub(super) struct Unit {
    /// First character.
    pub first: char,
    /// Last character.
    pub last: char,
    /// Advance in board units.
    pub width: f32,
    /// Whether it is shown as emoji.
    pub emoji: bool,
}

/// Breaks a paragraph into lines no wider than `width` where possible: at break opportunities, and between clusters where a
/// word alone is too wide. Greedy, in logical order. White space hangs over the end of a line.
pub(super) fn wrap(units: &[Unit], width: f32) -> Vec<Range<usize>> {
    // Sums of advances differ from the width of the whole by rounding only.
    let limit = width + 0.01;
    let mut lines = Vec::new();
    let (mut start, mut opportunity, mut sum) = (0, None, 0.0);
    let mut at = 0;
    while at < units.len() {
        if at > start && may_break(units, at) {
            opportunity = Some(at);
        }
        let unit = units[at];
        if at > start && sum + unit.width > limit && !is_space(unit.first) {
            let end = opportunity.unwrap_or(at);
            lines.push(start..end);
            (start, opportunity, sum, at) = (end, None, 0.0, end);
            continue;
        }
        sum += unit.width;
        at += 1;
    }
    lines.push(start..units.len());
    lines
}

/// White space at which a line may end.
pub(super) fn is_space(c: char) -> bool {
    c.is_whitespace() && !matches!(c, '\u{A0}' | '\u{202F}' | '\u{2007}')
}

fn may_break(units: &[Unit], at: usize) -> bool {
    let (before, after) = (units[at - 1], units[at]);
    let (left, right) = (before.last, after.first);
    if is_space(right) || glues(left) || glues(right) {
        return false;
    }
    if is_space(left) || left == '\u{200B}' {
        return true;
    }
    if opens(left) || closes(right) {
        return false;
    }
    match left {
        '-' | '\u{2010}' | '–' | '—' | '/' => {
            let inside = at >= 2 && units[at - 2].last.is_alphanumeric() && right.is_alphanumeric();
            inside && !(units[at - 2].last.is_numeric() && right.is_numeric())
        }
        _ => is_ideographic(left) || is_ideographic(right) || before.emoji || after.emoji,
    }
}

/// Characters that hold their neighbours together.
fn glues(c: char) -> bool {
    matches!(c, '\u{A0}' | '\u{202F}' | '\u{2007}' | '\u{2060}' | '\u{FEFF}' | '\u{2011}')
}

/// Characters of scripts without spaces, where a line may break at each.
fn is_ideographic(c: char) -> bool {
    matches!(u32::from(c),
        0x2E80..=0x2FDF | 0x3001..=0x30FF | 0x3105..=0x312F | 0x31A0..=0x4DBF | 0x4E00..=0xA4CF | 0xF900..=0xFAFF
        | 0xFF01..=0xFF9F | 0x20000..=0x3FFFF)
}

/// Characters that never end a line.
fn opens(c: char) -> bool {
    "([{‘“‚„«‹（［｛〔〈《「『【〖〘〝".contains(c)
}

/// Characters that never begin a line: closing marks, and by the Japanese rule small kana and marks of length.
fn closes(c: char) -> bool {
    ")]}’”»›）］｝〕〉》」』】〗〙〟!?,.:;…‥。、，．：；？！％％・ーヽヾゝゞ々〻ァィゥェォッャュョヮヵヶぁぃぅぇぉっゃゅょゎゕゖㇰㇱㇲㇳㇴㇵㇶㇷㇸㇹㇺㇻㇼㇽㇾㇿ｡､･〜゠"
        .contains(c)
}
