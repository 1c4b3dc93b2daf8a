//! How much somebody may send in a second.

use crate::session::Millis;

/// A bucket of tokens: each message takes one, time brings them back, and what is not used in a second is lost.
#[derive(Debug)]
pub(super) struct Pace {
    a_second: u64,
    /// In thousandths of a message.
    left: u64,
    at: Millis,
}

impl Pace {
    /// A full bucket.
    pub fn new(now: Millis, a_second: u32) -> Self {
        let a_second = u64::from(a_second);
        Self { a_second, left: a_second * 1_000, at: now }
    }

    /// Takes one; `false` when there is none.
    pub fn take(&mut self, now: Millis) -> bool {
        let elapsed = now.saturating_sub(self.at);
        self.at = self.at.max(now);
        self.left = self.left.saturating_add(elapsed.saturating_mul(self.a_second)).min(self.a_second * 1_000);
        let taken = self.left.checked_sub(1_000);
        self.left = taken.unwrap_or(self.left);
        taken.is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_second_brings_a_seconds_worth_and_no_more() {
        let mut pace = Pace::new(5_000, 3);
        assert_eq!([(); 4].map(|()| pace.take(5_000)), [true, true, true, false]);
        assert!(!pace.take(5_300));
        assert!(pace.take(5_334));
        assert!(!pace.take(5_334));
        assert_eq!([(); 4].map(|()| pace.take(60_000)), [true, true, true, false]);
        assert!(!pace.take(0));
    }
}
