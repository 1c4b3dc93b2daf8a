//! Why a relay closes a room, and whether it is worth trying again.

/// What to do when a relay has closed a connection or a room.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Closing {
    /// Try again.
    Retry,
    /// It makes no sense to try again: a sentence for the person.
    Final(String),
}

/// Letters of a relay's own reason that are shown.
const REASON_CHARS: usize = 120;

/// What the close frame of a WebSocket means. Codes from 4400 to 4499 mirror those of HTTP: a decision that trying again does
/// not change, but for the one that says that too little was heard of us, as after a laptop's sleep.
pub fn closing(code: u16, reason: &str) -> Closing {
    let sentence = match code {
        4401 => "The relay does not accept the token. Ask whoever runs it for a new one.".into(),
        4403 => "The relay does not let you into this room. Ask whoever runs it for access.".into(),
        4404 => "The relay has no such room. Check the name of the room and the address.".into(),
        4408 => return Closing::Retry,
        4400..=4499 => format!("The relay has closed the room for you (code {code}). Ask whoever runs it."),
        1008 => "The relay refuses what this program sends. Ask whoever runs it.".into(),
        1009 => "The map is too large for this relay. Ask whoever runs it to allow larger messages.".into(),
        _ => return Closing::Retry,
    };
    Closing::Final(with_reason(sentence, reason))
}

/// What an HTTP status means that came instead of a WebSocket.
pub fn refused_upgrade(status: u16) -> Closing {
    match status {
        401 | 403 | 404 => closing(4000 + status, ""),
        // Asked too often, or too slowly.
        408 | 425 | 429 => Closing::Retry,
        300..=499 => Closing::Final(format!(
            "At this address no relay answers (HTTP status {status}). Check the address; it begins with ws:// or wss://."
        )),
        _ => Closing::Retry,
    }
}

/// Access denied in a message.
pub(super) fn denied(reason: &str) -> Closing {
    Closing::Final(with_reason("The relay does not let you into this room. Check the token.".into(), reason))
}

/// A room closed in a message: only the reason tells which code it would have been.
pub(super) fn closed(reason: &str) -> Closing {
    match reason {
        "Unauthorized" => closing(4401, ""),
        "Forbidden" => closing(4403, ""),
        _ => Closing::Retry,
    }
}

fn with_reason(sentence: String, reason: &str) -> String {
    let reason: String = reason.chars().filter(|letter| !letter.is_control()).take(REASON_CHARS).collect();
    let reason = reason.trim();
    if reason.is_empty() { sentence } else { format!("{sentence} It says: “{reason}”") }
}
