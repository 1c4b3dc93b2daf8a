//! When a lost connection is tried again.

use crate::session::Millis;
use crate::session::limits::{RETRY_MS, STEADY_MS};

/// The tries that came to nothing, one after the other.
#[derive(Debug, Default)]
pub struct Retries {
    fails: usize,
}

impl Retries {
    /// How long to wait before the next try. `lasted` is how long the last connection stood; 0 when there was none.
    pub fn wait_after(&mut self, lasted: Millis) -> Millis {
        if lasted >= STEADY_MS {
            self.fails = 0;
        }
        let wait = RETRY_MS[self.fails.min(RETRY_MS.len() - 1)];
        self.fails += 1;
        wait
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The tries within a minute, when each connection stands for so long.
    fn tries_in_a_minute(lasted: Millis) -> usize {
        let mut retries = Retries::default();
        let (mut now, mut tries) = (0, 0);
        while now < 60_000 {
            tries += 1;
            now += lasted + retries.wait_after(lasted);
        }
        tries
    }

    #[test]
    fn who_accepts_and_hangs_up_at_once_is_tried_no_more_often_than_who_does_not_answer() {
        assert_eq!(tries_in_a_minute(0), 16);
        assert!(tries_in_a_minute(50) <= 16);
    }

    #[test]
    fn a_connection_that_stood_for_a_while_is_tried_again_at_once() {
        let mut retries = Retries::default();
        for _ in 0..10 {
            retries.wait_after(0);
        }
        assert_eq!(retries.wait_after(STEADY_MS - 1), 5_000);
        assert_eq!(retries.wait_after(STEADY_MS), 250);
        assert_eq!(retries.wait_after(0), 500);
    }
}
