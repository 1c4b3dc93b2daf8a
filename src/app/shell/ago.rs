//! How long something is ago, in words.

const MINUTE: u64 = 60_000;
const HOUR: u64 = 60 * MINUTE;
const DAY: u64 = 24 * HOUR;

/// How long `then`, RFC 3339 text, is before `now`, in milliseconds since 1970; `None` where it is no time.
pub fn ago(then: &str, now: u64) -> Option<String> {
    let then: jiff::Timestamp = then.parse().ok()?;
    Some(ago_millis(u64::try_from(then.as_millisecond()).unwrap_or(0), now))
}

/// How long `then` is before `now`, both in milliseconds since 1970.
pub fn ago_millis(then: u64, now: u64) -> String {
    let elapsed = now.saturating_sub(then);
    let count = |unit: u64, one: &str, many: &str| match elapsed / unit {
        1 => one.to_owned(),
        n => format!("{n} {many} ago"),
    };
    match elapsed {
        0..MINUTE => "just now".to_owned(),
        MINUTE..HOUR => count(MINUTE, "a minute ago", "minutes"),
        HOUR..DAY => count(HOUR, "an hour ago", "hours"),
        DAY..2_592_000_000 => count(DAY, "yesterday", "days"),
        2_592_000_000..31_536_000_000 => count(30 * DAY, "a month ago", "months"),
        _ => count(365 * DAY, "a year ago", "years"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_read_as_people_say_them() {
        assert_eq!(ago_millis(0, 30_000), "just now");
        assert_eq!(ago_millis(0, 90_000), "a minute ago");
        assert_eq!(ago_millis(0, 3 * HOUR), "3 hours ago");
        assert_eq!(ago_millis(0, 26 * HOUR), "yesterday");
        assert_eq!(ago_millis(0, 12 * DAY), "12 days ago");
        assert_eq!(ago_millis(0, 70 * DAY), "2 months ago");
        assert_eq!(ago_millis(0, 800 * DAY), "2 years ago");
        assert_eq!(ago_millis(5, 0), "just now");
        assert_eq!(ago("1970-01-01T00:00:00Z", 90_000).as_deref(), Some("a minute ago"));
        assert_eq!(ago("some day", 0), None);
    }
}
