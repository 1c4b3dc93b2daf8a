//! Writing direction: which parts of a line run from right to left, and in which order they stand.

use std::ops::Range;

use unicode_bidi::{BidiInfo, Level};

/// Pairs of characters that swap in right-to-left text.
const MIRRORED: &[(char, char)] = &[
    ('(', ')'),
    ('[', ']'),
    ('{', '}'),
    ('<', '>'),
    ('«', '»'),
    ('‹', '›'),
    ('≤', '≥'),
    ('⟨', '⟩'),
    ('「', '」'),
    ('『', '』'),
    ('（', '）'),
    ('【', '】'),
    ('《', '》'),
    ('〈', '〉'),
];

/// The directions of one paragraph.
pub(super) struct Directions<'a> {
    /// `None` for the common case: everything from left to right.
    info: Option<BidiInfo<'a>>,
}

impl<'a> Directions<'a> {
    pub(super) fn of(paragraph: &'a str) -> Self {
        let info = may_be_rtl(paragraph).then(|| BidiInfo::new(paragraph, None));
        Self { info: info.filter(|info| info.paragraphs.len() == 1 && info.has_rtl()) }
    }

    /// Whether the paragraph as a whole begins on the right.
    pub(super) fn is_rtl(&self) -> bool {
        self.info.as_ref().is_some_and(|info| info.paragraphs[0].level.is_rtl())
    }

    /// Whether the character at this byte runs from right to left.
    pub(super) fn is_rtl_at(&self, byte: usize) -> bool {
        self.info.as_ref().is_some_and(|info| info.levels[byte].is_rtl())
    }

    /// The parts of a line from left to right as painted, each with whether it runs from right to left.
    pub(super) fn visual(&self, line: Range<usize>) -> Vec<(Range<usize>, bool)> {
        match &self.info {
            None => vec![(line, false)],
            Some(info) => {
                let (levels, runs) = info.visual_runs(&info.paragraphs[0], line);
                runs.into_iter().map(|run| (run.clone(), levels.get(run.start).is_some_and(Level::is_rtl))).collect()
            }
        }
    }
}

/// Whether the text holds anything from Hebrew on, or an explicit direction mark: only then is the algorithm worth its time.
fn may_be_rtl(text: &str) -> bool {
    text.chars().any(|c| {
        matches!(u32::from(c),
            0x0590..=0x08FF | 0x200E..=0x200F | 0x202A..=0x202E | 0x2066..=0x2069
            | 0xFB1D..=0xFDFF | 0xFE70..=0xFEFF | 0x10800..=0x10FFF | 0x1E800..=0x1EFFF)
    })
}

/// The character that stands in its place in right-to-left text; of the same length in bytes.
pub(in crate::scene) fn mirrored(c: char) -> char {
    MIRRORED.iter().find_map(|&(a, b)| if c == a { Some(b) } else { (c == b).then_some(a) }).unwrap_or(c)
}
