//! How two texts differ, word by word.

use unicode_segmentation::UnicodeSegmentation as _;

use super::Piece;

/// Texts with more pairs of words than this, between what they begin and end with alike, differ as a whole.
const MOST_PAIRS: usize = 4_000_000;

/// A stretch of two texts: it stands in both, or one stands for the other.
enum Stretch {
    Same(String),
    Changed { gone: String, added: String },
}

/// What stands in both texts, what only in the first, what only in the second, in the order of reading.
pub fn pieces(before: &str, after: &str) -> Vec<Piece> {
    let (before, after): (Vec<&str>, Vec<&str>) =
        (before.split_word_bounds().collect(), after.split_word_bounds().collect());
    let shared = before.len().min(after.len());
    let start = before.iter().zip(&after).take_while(|(one, other)| one == other).count();
    let end = before.iter().rev().zip(after.iter().rev()).take(shared - start);
    let end = end.take_while(|(one, other)| one == other).count();
    let mut stretches = Stretches::default();
    stretches.same(&before[..start]);
    stretches.between(&before[start..before.len() - end], &after[start..after.len() - end]);
    stretches.same(&before[before.len() - end..]);
    stretches.pieces()
}

/// Stretches, none beside one of its kind.
#[derive(Default)]
struct Stretches(Vec<Stretch>);

impl Stretches {
    fn same(&mut self, words: &[&str]) {
        match self.0.last_mut() {
            _ if words.is_empty() => {}
            Some(Stretch::Same(text)) => text.extend(words.iter().copied()),
            _ => self.0.push(Stretch::Same(words.concat())),
        }
    }

    fn changed(&mut self, gone_words: &[&str], added_words: &[&str]) {
        if gone_words.is_empty() && added_words.is_empty() {
            return;
        }
        // Mere space between two changes belongs to both, so that they read as one.
        if let [.., Stretch::Changed { .. }, Stretch::Same(space)] = self.0.as_slice()
            && space.trim().is_empty()
            && let Some(Stretch::Same(space)) = self.0.pop()
            && let Some(Stretch::Changed { gone, added }) = self.0.last_mut()
        {
            gone.push_str(&space);
            added.push_str(&space);
        }
        match self.0.last_mut() {
            Some(Stretch::Changed { gone, added }) => {
                gone.extend(gone_words.iter().copied());
                added.extend(added_words.iter().copied());
            }
            _ => self.0.push(Stretch::Changed { gone: gone_words.concat(), added: added_words.concat() }),
        }
    }

    /// Finds the longest row of words that both have.
    fn between(&mut self, before: &[&str], after: &[&str]) {
        if before.len() * after.len() > MOST_PAIRS {
            return self.changed(before, after);
        }
        // `longest[i][j]`: how many words the texts from `i` and from `j` on have in common at most.
        let columns = after.len() + 1;
        let mut longest = vec![0_u32; (before.len() + 1) * columns];
        for i in (0..before.len()).rev() {
            for j in (0..after.len()).rev() {
                longest[i * columns + j] = if before[i] == after[j] {
                    longest[(i + 1) * columns + j + 1] + 1
                } else {
                    longest[(i + 1) * columns + j].max(longest[i * columns + j + 1])
                };
            }
        }
        let (mut i, mut j) = (0, 0);
        while i < before.len() && j < after.len() {
            if before[i] == after[j] {
                self.same(&before[i..=i]);
                (i, j) = (i + 1, j + 1);
            } else if longest[(i + 1) * columns + j] >= longest[i * columns + j + 1] {
                self.changed(&before[i..=i], &[]);
                i += 1;
            } else {
                self.changed(&[], &after[j..=j]);
                j += 1;
            }
        }
        self.changed(&before[i..], &after[j..]);
    }

    fn pieces(self) -> Vec<Piece> {
        let pieces = self.0.into_iter().flat_map(|stretch| match stretch {
            Stretch::Same(text) => vec![Piece::Same(text)],
            Stretch::Changed { gone, added } => vec![Piece::Gone(gone), Piece::Added(added)],
        });
        pieces.filter(|piece| !matches!(piece, Piece::Gone(text) | Piece::Added(text) if text.is_empty())).collect()
    }
}
