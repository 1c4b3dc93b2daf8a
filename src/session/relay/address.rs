//! Where a room on a relay is.

use super::Framing;

/// A room on a relay.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RelayRoom {
    /// `ws://` or `wss://`, a host, perhaps a port, a path and parameters.
    pub url: String,
    /// The room's name.
    pub name: String,
    /// What the relay asks for; empty for nothing.
    pub token: String,
}

/// Bytes of a room's name: it stands in a URL.
const NAME_BYTES: usize = 250;

/// The address to connect to: the room in the path, so that several servers can share the rooms by it, and the token as a
/// parameter unless the framing has a better place for it.
///
/// # Errors
/// A sentence that says what is wrong with the address or the room's name.
pub fn address(room: &RelayRoom, framing: Option<Framing>) -> Result<String, String> {
    let url = room.url.trim();
    let name = room.name.as_str();
    let host = url.strip_prefix("ws://").or_else(|| url.strip_prefix("wss://")).unwrap_or_default();
    if host.is_empty()
        || host.starts_with(['/', '?'])
        || url.contains(|letter: char| letter.is_ascii_control() || letter == ' ')
    {
        return Err(
            "The address of the relay is no WebSocket address. It begins with ws:// or wss://, then the relay's name."
                .into(),
        );
    }
    if name.is_empty() || name.len() > NAME_BYTES || name.contains(char::is_control) {
        return Err(format!("A room on a relay needs a name of at most {NAME_BYTES} letters."));
    }
    if name.split('/').any(|part| matches!(part, "" | "." | "..")) {
        return Err("The name of the room has an empty part or dots between slashes, which no address can hold. Choose another.".into());
    }
    let (path, query) = url.split_once('#').map_or(url, |(url, _)| url).split_once('?').unwrap_or((url, ""));
    let mut address = format!("{}/{}", path.trim_end_matches('/'), escaped(name, is_path));
    let mut separator = '?';
    if !query.is_empty() {
        address.push_str(&format!("?{query}"));
        separator = '&';
    }
    if !room.token.is_empty() && framing != Some(Framing::Hocuspocus) {
        address.push_str(&format!("{separator}token={}", escaped(&room.token, is_plain)));
    }
    Ok(address)
}

/// Letters that browsers leave as they are in a path: other Yjs clients must come to the same room.
fn is_path(byte: u8) -> bool {
    byte.is_ascii_graphic() && !br##""#<>?\^`{}"##.contains(&byte)
}

fn is_plain(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"-._~".contains(&byte)
}

fn escaped(text: &str, stays: fn(u8) -> bool) -> String {
    let mut escaped = String::with_capacity(text.len());
    for byte in text.bytes() {
        if stays(byte) {
            escaped.push(byte.into());
        } else {
            escaped.push_str(&format!("%{byte:02X}"));
        }
    }
    escaped
}
