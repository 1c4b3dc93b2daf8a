//! The clock and the dice of sessions.

use std::sync::OnceLock;
use std::time::{Duration, Instant};

use crate::session::Millis;

static START: OnceLock<Instant> = OnceLock::new();

/// The clock of rooms and peers in this program.
pub fn now() -> Millis {
    let start = START.get_or_init(Instant::now);
    u64::try_from(start.elapsed().as_millis()).unwrap_or(Millis::MAX)
}

/// A span of time.
pub(super) fn millis(millis: Millis) -> Duration {
    Duration::from_millis(millis)
}

/// Random bytes that nobody can guess.
///
/// # Errors
/// A sentence: the system gives none.
pub(super) fn random<const N: usize>() -> Result<[u8; N], String> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes)
        .map_err(|error| format!("This computer gives no random numbers ({error}). Restart it, then try again."))?;
    Ok(bytes)
}
