//! The difference of two texts, and how it is applied to a third one that somebody changed meanwhile.

use std::ops::Range;

use unicode_segmentation::{GraphemeCursor, UnicodeSegmentation};

/// Replaces a range of bytes of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Splice {
    /// What to take out, in bytes, on grapheme boundaries of the text it was made for.
    pub range: Range<usize>,
    /// What to put there.
    pub insert: String,
}

/// The largest middle part, in graphemes before times graphemes after, that is compared piece by piece.
const COMPARE_AT_MOST: usize = 90_000;

/// The text without the control characters that a map file never holds.
pub(super) fn clean(text: &str) -> String {
    text.chars().filter(|&letter| !letter.is_control() || letter >= '\u{7f}' || matches!(letter, '\n' | '\t')).collect()
}

/// What turns `before` into `after`, in order; never cuts a grapheme (a letter with its accents, an emoji) in two.
pub(super) fn splices(before: &str, after: &str) -> Vec<Splice> {
    if before == after {
        return Vec::new();
    }
    let mut start = common(before.chars(), after.chars());
    while !is_boundary(before, start) || !is_boundary(after, start) {
        start = floor(before, start - 1);
    }
    let mut end = common(before[start..].chars().rev(), after[start..].chars().rev());
    while !is_boundary(before, before.len() - end) || !is_boundary(after, after.len() - end) {
        end = before.len() - ceil(before, before.len() - end + 1);
    }
    let (old, new) = (&before[start..before.len() - end], &after[start..after.len() - end]);
    pieces(old, new, start)
}

/// The bytes that two texts share from their beginning.
fn common(left: impl Iterator<Item = char>, right: impl Iterator<Item = char>) -> usize {
    left.zip(right).take_while(|(left, right)| left == right).map(|(letter, _)| letter.len_utf8()).sum()
}

fn floor(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

fn ceil(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at += 1;
    }
    at
}

fn is_boundary(text: &str, at: usize) -> bool {
    at == 0 || at == text.len() || GraphemeCursor::new(at, text.len(), true).is_boundary(text, 0).unwrap_or(true)
}

/// The longest common subsequence of two middle parts tells what stays; the rest becomes splices.
fn pieces(old: &str, new: &str, offset: usize) -> Vec<Splice> {
    let whole = || vec![Splice { range: offset..offset + old.len(), insert: new.to_owned() }];
    if old.is_empty() || new.is_empty() || old.len() * new.len() > COMPARE_AT_MOST * 16 {
        return whole();
    }
    let left: Vec<&str> = old.graphemes(true).collect();
    let right: Vec<&str> = new.graphemes(true).collect();
    if left.len() * right.len() > COMPARE_AT_MOST {
        return whole();
    }
    let width = right.len() + 1;
    let mut longest = vec![0u16; (left.len() + 1) * width];
    for i in (0..left.len()).rev() {
        for j in (0..right.len()).rev() {
            longest[i * width + j] = if left[i] == right[j] {
                longest[(i + 1) * width + j + 1] + 1
            } else {
                longest[(i + 1) * width + j].max(longest[i * width + j + 1])
            };
        }
    }
    let mut splices: Vec<Splice> = Vec::new();
    let mut open: Option<Splice> = None;
    let (mut i, mut j, mut at) = (0, 0, offset);
    while i < left.len() || j < right.len() {
        if i < left.len() && j < right.len() && left[i] == right[j] {
            splices.extend(open.take());
            at += left[i].len();
            (i, j) = (i + 1, j + 1);
            continue;
        }
        let splice = open.get_or_insert_with(|| Splice { range: at..at, insert: String::new() });
        if j == right.len() || (i < left.len() && longest[(i + 1) * width + j] >= longest[i * width + j + 1]) {
            at += left[i].len();
            splice.range.end = at;
            i += 1;
        } else {
            splice.insert.push_str(right[j]);
            j += 1;
        }
    }
    splices.extend(open);
    splices
}

/// What turns `before` into `after`, as splices of `current`, which somebody else made of `before` meanwhile: takes out only
/// letters that were in `before`, and puts the new ones where they would have stood.
pub(super) fn splices_on(current: &str, before: &str, after: &str) -> Vec<Splice> {
    let mine = splices(before, after);
    if current == before || mine.is_empty() {
        return mine;
    }
    // The runs of `before` that are still there: where each began, how long it is, where it is now.
    let mut kept: Vec<(Range<usize>, usize)> = Vec::new();
    let (mut old, mut now) = (0, 0);
    for theirs in splices(before, current) {
        kept.push((old..theirs.range.start, now));
        now += theirs.range.start - old + theirs.insert.len();
        old = theirs.range.end;
    }
    kept.push((old..before.len(), now));
    let mut result: Vec<Splice> = Vec::new();
    for splice in mine {
        // After the last letter before it that is still there.
        let place = kept
            .iter()
            .rev()
            .find(|(run, _)| run.start < splice.range.start)
            .map_or(0, |(run, now)| now + splice.range.start.min(run.end) - run.start);
        result.push(Splice { range: place..place, insert: splice.insert });
        for (run, now) in &kept {
            let (from, to) = (run.start.max(splice.range.start), run.end.min(splice.range.end));
            if from < to {
                result.push(Splice { range: now + from - run.start..now + to - run.start, insert: String::new() });
            }
        }
    }
    result
}

/// Where a selection in `before`, counted in characters, lies in `after`: at the letters that it was at. What somebody else
/// wrote at an edge of it stays outside; a cursor stays behind the letter before it.
pub fn carried(selection: Range<usize>, before: &str, after: &str) -> Range<usize> {
    let splices = splices(before, after);
    let byte = |at: usize| before.char_indices().nth(at).map_or(before.len(), |(byte, _)| byte);
    let moved = |at: usize| {
        let (mut gained, mut lost) = (0, 0);
        for splice in splices.iter().take_while(|splice| splice.range.start < at) {
            lost += splice.range.end.min(at) - splice.range.start;
            gained += if splice.range.end <= at { splice.insert.len() } else { 0 };
        }
        at + gained - lost
    };
    let characters = |byte: usize| after.get(..byte).unwrap_or(after).chars().count();
    let (start, end) = (byte(selection.start), byte(selection.end));
    let end_now = characters(moved(end));
    if start >= end {
        return end_now..end_now;
    }
    let written_before = splices.iter().filter(|splice| splice.range == (start..start));
    let start_now = moved(start) + written_before.map(|splice| splice.insert.len()).sum::<usize>();
    characters(start_now).min(end_now)..end_now
}

/// The text after the splices, which are in order.
pub(super) fn spliced(text: &str, splices: &[Splice]) -> String {
    let mut result = String::with_capacity(text.len());
    let mut at = 0;
    for splice in splices {
        result.push_str(&text[at..splice.range.start]);
        result.push_str(&splice.insert);
        at = splice.range.end;
    }
    result.push_str(&text[at..]);
    result
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn joined(before: &str, mine: &str, theirs: &str) -> String {
        spliced(theirs, &splices_on(theirs, before, mine))
    }

    #[test]
    fn letters_that_both_typed_stay() {
        assert_eq!(
            joined("The bill is high", "The first bill is high", "The bill is too high"),
            "The first bill is too high"
        );
        assert_eq!(joined("", "mine", "theirs"), "minetheirs");
    }

    #[test]
    fn what_one_deletes_takes_only_what_was_there() {
        assert_eq!(joined("one two last", "one last", "one two and last"), "one and last");
        assert_eq!(joined("abc", "", "abXc"), "X");
    }

    #[test]
    fn a_cursor_stays_at_its_letter_while_another_writes() {
        let cursor = |at: usize, before: &str, after: &str| carried(at..at, before, after).start;
        assert_eq!(cursor(3, "one two", "so one two"), 6);
        assert_eq!(cursor(3, "one two", "one and two"), 3);
        assert_eq!(cursor(7, "one two", "one two three"), 7);
        assert_eq!(cursor(5, "one two", "one o"), 4, "what it stood in is gone");
        assert_eq!(cursor(2, "é👩🏽b", "xé👩🏽b"), 3, "characters, not bytes");
        assert_eq!(cursor(9, "one", "two"), 3, "beyond the end is the end");
    }

    #[test]
    fn a_selection_keeps_its_letters_and_takes_no_others() {
        assert_eq!(carried(4..7, "one two three", "one, two, three"), 5..8);
        assert_eq!(carried(4..7, "one two three", "one Xtwo three"), 5..8);
        assert_eq!(carried(4..7, "one two three", "one twoX three"), 4..7);
        assert_eq!(carried(4..7, "one two three", "one tXwo three"), 4..8);
        assert_eq!(carried(0..3, "one two", " two"), 0..0);
    }

    #[test]
    fn an_emoji_is_replaced_whole() {
        assert_eq!(splices("a👩🏽b", "a👩🏿b"), [Splice { range: 1..9, insert: "👩🏿".into() }]);
    }

    proptest! {
        #[test]
        fn a_selection_is_never_carried_out_of_the_text(
            before in "[ab👩🏽é\u{301}]{0,9}", after in "[ab👩🏽é\u{301}]{0,9}", from in 0usize..12, length in 0usize..12
        ) {
            let now = carried(from..from + length, &before, &after);
            prop_assert!(now.start <= now.end && now.end <= after.chars().count());
        }

        #[test]
        fn the_difference_leads_from_one_text_to_the_other(before in "[ab👩🏽é\u{301}\u{200d}\n]{0,12}", after in "[ab👩🏽é\u{301}\u{200d}\n]{0,12}") {
            prop_assert_eq!(spliced(&before, &splices(&before, &after)), after);
        }

        #[test]
        fn joining_never_panics_and_keeps_what_the_other_typed(before in "[ab ]{0,10}", mine in "[ab ]{0,10}", add in "[xy👩🏽]{1,4}", at in 0usize..10) {
            let mut at = at.min(before.len());
            at = floor(&before, at);
            let theirs = format!("{}{add}{}", &before[..at], &before[at..]);
            let both = joined(&before, &mine, &theirs);
            prop_assert!(add.chars().all(|letter| both.contains(letter)));
        }
    }
}
