//! How much somebody may do in a time: so much a second, and a burst after a pause.

use crate::session::Millis;

/// An allowance that refills as time passes.
#[derive(Clone, Debug)]
pub(super) struct Budget {
    a_second: u64,
    most: u64,
    /// What is left, in thousandths.
    left: u64,
    at: Millis,
}

impl Budget {
    /// A full allowance: `a_second` in the long run, `most` at once.
    pub fn new(now: Millis, a_second: u64, most: u64) -> Self {
        Self { a_second, most, left: most * 1_000, at: now }
    }

    /// Takes so much; `false` when there is not enough left.
    #[must_use]
    pub fn take(&mut self, now: Millis, amount: u64) -> bool {
        let passed = now.saturating_sub(self.at);
        self.at = self.at.max(now);
        self.left = self.left.saturating_add(passed.saturating_mul(self.a_second)).min(self.most * 1_000);
        match self.left.checked_sub(amount.saturating_mul(1_000)) {
            Some(left) => {
                self.left = left;
                true
            }
            None => false,
        }
    }
}
