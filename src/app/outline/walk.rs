//! Where a key leads in the tree, after the tree pattern of WAI-ARIA.

use super::rows::Row;

/// A step that a key asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// To the row above.
    Up,
    /// To the row below.
    Down,
    /// So many rows up.
    PageUp(usize),
    /// So many rows down.
    PageDown(usize),
    /// To the first row.
    First,
    /// To the last row.
    Last,
    /// Folds a branch, or goes to what a row stands below.
    Out,
    /// Unfolds a branch, or goes to its first row.
    In,
}

/// What a step does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Walk {
    /// The cursor goes to this row.
    To(usize),
    /// The branch below the cursor is folded, or unfolded.
    Fold,
    /// Nothing: there is no way.
    Stay,
}

/// What a step from a row does.
pub fn step(rows: &[Row], at: usize, step: Step) -> Walk {
    let Some(row) = rows.get(at) else { return Walk::Stay };
    let last = rows.len() - 1;
    let is_open = row.branch.map(|branch| branch.is_open);
    let to = match step {
        Step::Up => at.checked_sub(1),
        Step::Down => Some(at + 1).filter(|&to| to <= last),
        Step::PageUp(count) => Some(at.saturating_sub(count)),
        Step::PageDown(count) => Some((at + count).min(last)),
        Step::First => Some(0),
        Step::Last => Some(last),
        Step::Out if is_open == Some(true) => return Walk::Fold,
        Step::Out => parent(rows, at),
        Step::In if is_open == Some(false) => return Walk::Fold,
        Step::In => is_open.map(|_| at + 1),
    };
    to.map_or(Walk::Stay, Walk::To)
}

/// The row that a row stands below.
pub fn parent(rows: &[Row], at: usize) -> Option<usize> {
    let level = rows.get(at)?.level;
    (0..at).rev().find(|&above| rows[above].level < level)
}

/// The rows that a row stands below, the outermost first.
pub fn ancestors(rows: &[Row], at: usize) -> Vec<usize> {
    let mut found: Vec<usize> = std::iter::successors(parent(rows, at), |&at| parent(rows, at)).collect();
    found.reverse();
    found
}

/// Whether a row stands below another, at any depth.
pub fn is_below(rows: &[Row], at: usize, branch: usize) -> bool {
    at > branch && rows[branch + 1..=at].iter().all(|row| row.level > rows[branch].level)
}
