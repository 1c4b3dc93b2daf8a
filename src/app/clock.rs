//! The time and new identifiers: the only place that asks the clock and rolls dice.

use std::time::{SystemTime, UNIX_EPOCH};

use data_encoding::BASE64URL_NOPAD;

/// Milliseconds since 1970, UTC.
pub fn unix_millis() -> u64 {
    millis_of(SystemTime::now())
}

/// Milliseconds since 1970, UTC, of a time that somebody else has told.
pub fn millis_of(time: SystemTime) -> u64 {
    let elapsed = time.duration_since(UNIX_EPOCH).unwrap_or_default();
    u64::try_from(elapsed.as_millis()).unwrap_or(u64::MAX)
}

/// The time now as RFC 3339 text in UTC, to the second.
pub fn now_rfc3339() -> String {
    let secs = i64::try_from(unix_millis() / 1000).unwrap_or(0);
    jiff::Timestamp::from_second(secs).unwrap_or(jiff::Timestamp::UNIX_EPOCH).to_string()
}

/// A new identifier: `new_id(NoteId::from_parts)`.
pub fn new_id<T>(from_parts: impl FnOnce(u64, u128) -> T) -> T {
    from_parts(unix_millis(), random())
}

/// A new key that nobody guesses: 128 random bits as text.
pub fn new_key() -> String {
    BASE64URL_NOPAD.encode(&random_bytes())
}

/// 80 random bits.
fn random() -> u128 {
    u128::from_le_bytes(random_bytes()) >> 48
}

/// 128 random bits. Where the system has none to give, the clock's finest digits, mixed.
fn random_bytes() -> [u8; 16] {
    let mut bytes = [0; 16];
    if getrandom::fill(&mut bytes).is_err() {
        let nanos = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_nanos();
        bytes = nanos.wrapping_mul(0x9E37_79B9_7F4A_7C15_F39C_C060_5CED_C835).to_le_bytes();
    }
    bytes
}
