//! Who gets in: secrets, short codes, and how often one may guess.

use super::limits::SECRET_BYTES;
use super::{Millis, Role};

/// The keys of a session: 128 random bits each, and short codes for people without camera or clipboard.
#[derive(Clone)]
pub struct Secrets {
    /// Lets editors in.
    pub editor: [u8; SECRET_BYTES],
    /// Lets participants in.
    pub participant: [u8; SECRET_BYTES],
    /// Lets viewers in.
    pub viewer: [u8; SECRET_BYTES],
    /// Lets editors in who found the session on this network: upper-case base 32.
    pub editor_code: String,
    /// Lets participants in who typed the address.
    pub participant_code: String,
}

/// Why somebody is not let in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The secret or code is not of this session: wrong, or from one that has ended.
    Wrong,
    /// Too many wrong ones; to be tried again after so many milliseconds.
    Wait(Millis),
}

/// Checks secrets and codes, and slows down guessing.
pub struct Gate {
    secrets: Secrets,
}

impl Gate {
    /// A gate for these secrets.
    pub fn new(secrets: Secrets) -> Self {
        Self { secrets }
    }

    /// Checks what somebody at `address` (an IP address as text) showed: a secret in base64url, or a short code in any case, with or without
    /// dashes and spaces.
    ///
    /// # Errors
    /// Why they are not let in; both kinds look the same from outside until the limit is reached.
    pub fn check(&mut self, now: Millis, address: &str, shown: &str) -> Result<Role, Refusal> {
        let _ = (now, address, shown, &self.secrets);
        Err(Refusal::Wrong)
    }
}
