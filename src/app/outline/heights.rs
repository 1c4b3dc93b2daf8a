//! Where rows are: each as high as its text, guessed from its length until it is seen.

use std::collections::HashMap;
use std::ops::Range;

use super::rows::{Place, Row};

/// Space above the first row and below the last one.
const ENDS: f32 = 16.0;

/// Heights of rows and where each begins, in points.
#[derive(Default)]
pub struct Heights {
    width: f32,
    /// How high each row is, guessed or measured: a row whose text changes is measured anew when it is seen.
    known: HashMap<Place, f32>,
    heights: Vec<f32>,
    /// Where each row begins from the top, and where the last one ends.
    tops: Vec<f32>,
    /// How far the rows are scrolled, and how much of them is seen.
    pub offset: f32,
    pub seen: f32,
    painted: usize,
    /// Whether the rows are others than before.
    stale: bool,
    /// How much higher than thought rows turned out to be that begin above what is seen.
    drift: f32,
}

impl Heights {
    /// How many rows the last frame painted.
    pub fn painted(&self) -> usize {
        self.painted
    }

    /// Says how many rows are painted.
    pub fn set_painted(&mut self, count: usize) {
        self.painted = count;
    }

    /// Takes in, the next time, that the rows are others than before.
    pub fn forget(&mut self) {
        self.stale = true;
    }

    /// Takes in other rows, or another width.
    pub fn fit(&mut self, rows: &[Row], width: f32, guess: impl Fn(&Row) -> f32) {
        let resized = (self.width - width).abs() > 0.5;
        if resized {
            self.width = width;
            self.known.clear();
        }
        if resized || std::mem::take(&mut self.stale) {
            let known = &mut self.known;
            let height = |row: &Row| *known.entry(row.place.clone()).or_insert_with(|| guess(row));
            self.heights = rows.iter().map(height).collect();
            self.sum();
        }
    }

    fn sum(&mut self) {
        self.tops.clear();
        self.tops.push(ENDS);
        let mut end = ENDS;
        self.tops.extend(self.heights.iter().map(|height| {
            end += height;
            end
        }));
    }

    /// The height of all rows, with the space above and below them.
    pub fn total(&self) -> f32 {
        self.tops.last().copied().unwrap_or_default() + ENDS
    }

    /// Where a row begins.
    pub fn top(&self, row: usize) -> f32 {
        self.tops.get(row).copied().unwrap_or_default()
    }

    /// How high a row is.
    pub fn height(&self, row: usize) -> f32 {
        self.heights.get(row).copied().unwrap_or_default()
    }

    /// The row at a place from the top.
    pub fn row_at(&self, y: f32) -> usize {
        self.tops.partition_point(|&top| top <= y).saturating_sub(1).min(self.heights.len().saturating_sub(1))
    }

    /// The rows of which something lies in a part.
    pub fn rows_in(&self, from: f32, to: f32) -> Range<usize> {
        if self.heights.is_empty() { 0..0 } else { self.row_at(from)..self.row_at(to) + 1 }
    }

    /// Says how high rows turned out to be; whether that moves others. What is seen below the first row then stays where it
    /// is: `offset` is how far the rows are scrolled now.
    pub fn measure(&mut self, rows: &[Row], found: &[(usize, f32)], offset: f32) -> bool {
        let mut moved = false;
        for &(row, height) in found {
            self.known.insert(rows[row].place.clone(), height);
            let by = height - self.heights[row];
            if by.abs() > 0.5 {
                if self.tops[row] < offset {
                    self.drift += by;
                }
                self.heights[row] = height;
                moved = true;
            }
        }
        if moved {
            self.sum();
        }
        moved
    }

    /// How far the rows are to be scrolled in this frame; `None` for as before. `row` shall be seen.
    pub fn wanted_offset(&mut self, row: Option<usize>, margin: f32) -> Option<f32> {
        let drift = std::mem::take(&mut self.drift);
        self.offset += drift;
        let shown = row.and_then(|row| self.offset_that_shows(row, margin));
        shown.or((drift != 0.0).then_some(self.offset))
    }

    /// How far to scroll so that a row is seen, moving no more than needed; `None` where it is.
    fn offset_that_shows(&self, row: usize, margin: f32) -> Option<f32> {
        let margin = margin.min((self.seen - self.height(row)).max(0.0) / 2.0);
        let (top, bottom) = (self.top(row) - margin, self.top(row) + self.height(row) + margin);
        let offset = if top < self.offset || bottom - top > self.seen {
            top
        } else if bottom > self.offset + self.seen {
            bottom - self.seen
        } else {
            return None;
        };
        let offset = offset.clamp(0.0, (self.total() - self.seen).max(0.0));
        (offset != self.offset).then_some(offset)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(count: usize) -> Vec<Row> {
        let row = |index: usize| Row {
            place: Place::Note(index.to_string().as_str().into()),
            level: 2,
            position: index + 1,
            siblings: count,
            notes: 0,
            branch: None,
        };
        (0..count).map(row).collect()
    }

    #[test]
    fn rows_are_found_by_where_they_are_also_once_they_were_measured() {
        let rows = rows(100);
        let mut heights = Heights::default();
        heights.forget();
        heights.fit(&rows, 300.0, |_| 20.0);
        assert_eq!(heights.total(), 2000.0 + 2.0 * ENDS);
        assert_eq!(heights.rows_in(0.0, ENDS + 59.0), 0..3);
        assert_eq!(heights.rows_in(ENDS + 1990.0, 5000.0), 99..100);
        assert!(heights.measure(&rows, &[(1, 50.0)], 0.0));
        assert!(!heights.measure(&rows, &[(1, 50.0)], 0.0), "known");
        assert_eq!(heights.rows_in(ENDS + 30.0, ENDS + 69.0), 1..2);
        heights.forget();
        heights.fit(&rows, 300.0, |_| 10.0);
        assert_eq!(heights.total(), 50.0 + 99.0 * 20.0 + 2.0 * ENDS, "rows that are known keep their height");
        heights.fit(&rows, 200.0, |_| 10.0);
        assert_eq!(heights.total(), 1000.0 + 2.0 * ENDS, "in another width everything is different");
    }

    #[test]
    fn what_is_seen_stays_where_it_is_when_a_row_above_turns_out_to_be_higher() {
        let rows = rows(100);
        let mut heights = Heights { seen: 100.0, offset: 500.0, ..Heights::default() };
        heights.forget();
        heights.fit(&rows, 300.0, |_| 20.0);
        let first = heights.row_at(500.0);
        assert!(heights.measure(&rows, &[(first, 45.0), (first + 1, 45.0)], 500.0));
        assert_eq!(heights.wanted_offset(None, 0.0), Some(525.0), "the second row begins in view");
        assert_eq!(heights.wanted_offset(None, 0.0), None, "once");
    }

    #[test]
    fn a_row_comes_into_view_by_the_shortest_way() {
        let rows = rows(100);
        let mut heights = Heights { seen: 100.0, ..Heights::default() };
        heights.forget();
        heights.fit(&rows, 300.0, |_| 20.0);
        assert_eq!(heights.offset_that_shows(2, 0.0), None);
        assert_eq!(heights.offset_that_shows(5, 0.0), Some(20.0 + ENDS));
        heights.offset = 500.0;
        assert_eq!(heights.offset_that_shows(3, 0.0), Some(60.0 + ENDS));
        assert_eq!(heights.offset_that_shows(99, 40.0), Some(1900.0 + 2.0 * ENDS), "down to the end");
    }
}
