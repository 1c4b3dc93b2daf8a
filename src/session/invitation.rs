//! Links and codes that let people in. Secrets stand after `#`, so that they are in no request and no log.

mod percent;
mod qr;

pub(super) use percent::decode as decode_percent;
pub use qr::QrCode;

use data_encoding::BASE64URL_NOPAD;

use super::limits::LINK_BYTES;

/// A link for the desktop program.
///
/// `empathy-map://HOST:PORT/#SECRET.FINGERPRINT`, the fingerprint in base64url; `empathy-map:relay#url=…&room=…&token=…` through a relay.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EditorLink {
    /// A host on this network.
    Host {
        /// Its address and port, such as `192.168.1.20:7420` or `[fe80::1]:7420`.
        address: String,
        /// What is shown at the gate: the editors' or viewers' secret, or a short code.
        secret: String,
        /// SHA-256 of the host's certificate.
        fingerprint: [u8; 32],
    },
    /// A room on a Yjs relay.
    Relay {
        /// `ws://` or `wss://`.
        url: String,
        /// The room's name.
        room: String,
        /// What the relay asks for; empty for nothing.
        token: String,
    },
}

const SCHEME: &str = "empathy-map:";
const NO_LINK: &str = "This is no link to a session. Copy the editor link from the host's share panel.";
const CUT: &str = "This link is not complete. Copy the whole editor link from the host's share panel.";
const FOR_BROWSERS: &str = "This link opens in a browser. To edit here, ask the host for the editor link.";
const NO_RELAY: &str = "The address of the relay has to begin with ws:// or wss://. Ask whoever runs the relay.";
const NO_ROOM: &str = "The link names no room on the relay. Copy the whole link again.";

impl EditorLink {
    /// Reads a link that somebody pasted.
    ///
    /// # Errors
    /// A sentence that says what is wrong with it and what to do.
    pub fn parse(text: &str) -> Result<Self, String> {
        if text.len() > LINK_BYTES {
            return Err(NO_LINK.into());
        }
        // Mail programs and chats break long links.
        let text: String = text.chars().filter(|letter| !letter.is_whitespace() && !letter.is_control()).collect();
        let text = text.trim_start_matches('<').trim_end_matches('>');
        let lower = text.to_ascii_lowercase();
        if lower.starts_with("http://") || lower.starts_with("https://") {
            return Err(FOR_BROWSERS.into());
        }
        let rest = match text.split_at_checked(SCHEME.len()) {
            Some((scheme, rest)) if scheme.eq_ignore_ascii_case(SCHEME) => rest,
            _ => return Err(NO_LINK.into()),
        };
        let (place, key) = rest.split_once('#').ok_or(CUT)?;
        let place = place.trim_start_matches('/').trim_end_matches('/');
        if place == "relay" { relay(key) } else { host(place, key) }.map_err(Into::into)
    }
}

fn host(address: &str, key: &str) -> Result<EditorLink, &'static str> {
    if !is_address(address) {
        return Err(NO_LINK);
    }
    let (secret, fingerprint) = key.rsplit_once('.').ok_or(CUT)?;
    let fingerprint = fingerprint_of(fingerprint).ok_or(CUT)?;
    let secret = percent::decode(secret).filter(|secret| !secret.is_empty()).ok_or(CUT)?;
    Ok(EditorLink::Host { address: address.into(), secret, fingerprint })
}

fn relay(key: &str) -> Result<EditorLink, &'static str> {
    let (mut url, mut room, mut token) = (String::new(), String::new(), String::new());
    for part in key.split('&') {
        let (name, value) = part.split_once('=').ok_or(CUT)?;
        let value = percent::decode(value).ok_or(CUT)?;
        match name {
            "url" => url = value,
            "room" => room = value,
            "token" => token = value,
            // A later version may say more.
            _ => {}
        }
    }
    if !url.starts_with("ws://") && !url.starts_with("wss://") {
        return Err(NO_RELAY);
    }
    if room.is_empty() {
        return Err(NO_ROOM);
    }
    Ok(EditorLink::Relay { url, room, token })
}

/// Whether this is a host's name or address with a port.
fn is_address(text: &str) -> bool {
    let Some((host, port)) = text.rsplit_once(':') else { return false };
    let host = match host.strip_prefix('[').and_then(|host| host.strip_suffix(']')) {
        Some(inner) => {
            return inner.contains(':')
                && is_port(port)
                && inner.chars().all(|letter| letter.is_ascii_hexdigit() || ".:".contains(letter));
        }
        None => host,
    };
    is_port(port)
        && !host.is_empty()
        && host.chars().all(|letter| letter.is_alphanumeric() || matches!(letter, '.' | '-' | '_'))
}

fn is_port(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit()) && text.parse::<u16>().is_ok_and(|port| port != 0)
}

/// Reads the fingerprint of a certificate from base64url.
pub(super) fn fingerprint_of(text: &str) -> Option<[u8; 32]> {
    BASE64URL_NOPAD.decode(text.as_bytes()).ok()?.try_into().ok()
}

impl std::fmt::Display for EditorLink {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Host { address, secret, fingerprint } => {
                let fingerprint = BASE64URL_NOPAD.encode(fingerprint);
                write!(f, "{SCHEME}//{address}/#{}.{fingerprint}", percent::encode(secret))
            }
            Self::Relay { url, room, token } => {
                let [url, room] = [url, room].map(|part| percent::encode(part));
                write!(f, "{SCHEME}relay#url={url}&room={room}")?;
                if token.is_empty() { Ok(()) } else { write!(f, "&token={}", percent::encode(token)) }
            }
        }
    }
}

/// How to get into a session, for one network address of the host.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invitation {
    /// `192.168.1.20:7420`, what people type.
    pub address: String,
    /// For desktops.
    pub editor: String,
    /// For desktops that may only look.
    pub viewer_desktop: String,
    /// For phones and browsers: `http://192.168.1.20:7420/#SECRET`.
    pub participant: String,
    /// For browsers that may only look.
    pub viewer: String,
    /// The short code for desktops that found the session on the network, in groups: `K7QX-4MNP`.
    pub editor_code: String,
    /// The short code for browsers.
    pub participant_code: String,
}

impl Invitation {
    /// The ways in at an address.
    pub(super) fn new(address: String, secrets: &super::Secrets, fingerprint: [u8; 32]) -> Self {
        let secret = |bytes: &[u8]| BASE64URL_NOPAD.encode(bytes);
        let desktop = |bytes: &[u8]| {
            EditorLink::Host { address: address.clone(), secret: secret(bytes), fingerprint }.to_string()
        };
        Self {
            editor: desktop(&secrets.editor),
            viewer_desktop: desktop(&secrets.viewer),
            participant: format!("http://{address}/#{}", secret(&secrets.participant)),
            viewer: format!("http://{address}/#{}", secret(&secrets.viewer)),
            editor_code: grouped(&secrets.editor_code),
            participant_code: grouped(&secrets.participant_code),
            address,
        }
    }
}

/// A code in two groups, as people read it aloud.
fn grouped(code: &str) -> String {
    match code.split_at_checked(code.len() / 2) {
        Some((first, second)) => format!("{first}-{second}"),
        None => code.into(),
    }
}
