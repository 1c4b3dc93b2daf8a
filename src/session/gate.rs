//! Who gets in: secrets, short codes, and how often one may guess.

use std::collections::BTreeMap;

use data_encoding::BASE64URL_NOPAD;
use sha2::{Digest, Sha256};

use super::limits::{
    ADDRESSES_REMEMBERED, CODE_CHARS, GUESS_WINDOW_MS, GUESSES_AN_ADDRESS, GUESSES_IN_ALL, SECRET_BYTES, SHOWN_BYTES,
};
use super::{Millis, Role};

/// The letters of short codes, Crockford's base 32: none that looks like another when it is read from a projector.
pub const CODE_LETTERS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// The keys of a session: 128 random bits each, and short codes for people without camera or clipboard.
#[derive(Clone)]
pub struct Secrets {
    /// Lets editors in.
    pub editor: [u8; SECRET_BYTES],
    /// Lets participants in.
    pub participant: [u8; SECRET_BYTES],
    /// Lets viewers in.
    pub viewer: [u8; SECRET_BYTES],
    /// Lets editors in who found the session on this network: [`CODE_LETTERS`].
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

impl Refusal {
    /// The code in a WebSocket's close frame.
    pub fn code(self) -> u16 {
        match self {
            Self::Wrong => WRONG_CODE,
            Self::Wait(_) => 1013,
        }
    }

    /// The reason for the person who is not let in.
    pub fn sentence(self) -> String {
        match self {
            Self::Wrong => WRONG.into(),
            Self::Wait(millis) => {
                let secs = millis.div_ceil(1000).max(1);
                format!("There were too many wrong codes. Try again in {secs} seconds.")
            }
        }
    }
}

/// What somebody with a wrong secret is told, whatever is wrong with it.
pub const WRONG: &str = "This link or code is not of this session. Ask the host for the present one.";

/// The close code for a wrong secret: trying again makes no sense.
pub const WRONG_CODE: u16 = 4401;

/// Checks secrets and codes, and slows down guessing.
///
/// What is shown is compared by its hash, with every key in turn, so that the time an answer takes says nothing about how near a
/// guess was. A secret is too long to be guessed and opens at any time; codes are closed while there are too many guesses.
pub struct Gate {
    secrets: [(Hash, Role); 3],
    codes: [(Hash, Role); 2],
    guesses: BTreeMap<String, Guesses>,
    codes_guessed: Guesses,
}

type Hash = [u8; 32];

/// Wrong guesses since the first of them.
#[derive(Clone, Copy, Default)]
struct Guesses {
    since: Millis,
    count: usize,
}

impl Guesses {
    /// How long no more may be made.
    fn wait(&self, now: Millis, limit: usize) -> Option<Millis> {
        let left = (self.since + GUESS_WINDOW_MS).saturating_sub(now);
        (self.count >= limit && left > 0).then_some(left)
    }

    fn is_over(&self, now: Millis) -> bool {
        now >= self.since + GUESS_WINDOW_MS
    }

    fn add(&mut self, now: Millis) {
        if self.count == 0 || self.is_over(now) {
            *self = Self { since: now, count: 0 };
        }
        self.count += 1;
    }
}

impl Gate {
    /// A gate for these secrets.
    pub fn new(secrets: Secrets) -> Self {
        let secret = |bytes: &[u8]| hash(&BASE64URL_NOPAD.encode(bytes));
        let code = |code: &str| hash(&normalized(code));
        Self {
            secrets: [
                (secret(&secrets.editor), Role::Editor),
                (secret(&secrets.participant), Role::Participant),
                (secret(&secrets.viewer), Role::Viewer),
            ],
            codes: [(code(&secrets.editor_code), Role::Editor), (code(&secrets.participant_code), Role::Participant)],
            guesses: BTreeMap::new(),
            codes_guessed: Guesses::default(),
        }
    }

    /// Checks what somebody at `address` (an IP address as text) showed: a secret in base64url, or a short code in any case, with or without
    /// dashes and spaces.
    ///
    /// # Errors
    /// Why they are not let in; both kinds look the same from outside until the limit is reached.
    pub fn check(&mut self, now: Millis, address: &str, shown: &str) -> Result<Role, Refusal> {
        let shown = if shown.len() <= SHOWN_BYTES { shown.trim() } else { "" };
        if let Some(role) = find(&self.secrets, &hash(shown)) {
            return Ok(role);
        }
        let code = normalized(shown);
        let is_code = code.len() == CODE_CHARS;
        let waits = self.guesses.get(address).and_then(|guesses| guesses.wait(now, GUESSES_AN_ADDRESS));
        let all_wait = self.codes_guessed.wait(now, GUESSES_IN_ALL).filter(|_| is_code);
        if let Some(wait) = waits.max(all_wait) {
            return Err(Refusal::Wait(wait));
        }
        if let Some(role) = find(&self.codes, &hash(&code)) {
            return Ok(role);
        }
        self.remember(now, address);
        if is_code {
            self.codes_guessed.add(now);
        }
        Err(Refusal::Wrong)
    }

    /// Counts a wrong guess; where too many addresses guess, the one that began first is forgotten.
    fn remember(&mut self, now: Millis, address: &str) {
        if !self.guesses.contains_key(address) && self.guesses.len() >= ADDRESSES_REMEMBERED {
            self.guesses.retain(|_, guesses| !guesses.is_over(now));
            if self.guesses.len() >= ADDRESSES_REMEMBERED {
                let first =
                    self.guesses.iter().min_by_key(|(_, guesses)| guesses.since).map(|(first, _)| first.clone());
                first.and_then(|first| self.guesses.remove(&first));
            }
        }
        self.guesses.entry(address.into()).or_default().add(now);
    }
}

/// The role of a key, looking at all of them.
fn find(keys: &[(Hash, Role)], shown: &Hash) -> Option<Role> {
    keys.iter().fold(None, |found, (key, role)| if key == shown { Some(*role) } else { found })
}

fn hash(text: &str) -> Hash {
    Sha256::digest(text.as_bytes()).into()
}

/// A short code as it was made: capitals, without dashes and spaces, with the digit where a letter looks like one.
fn normalized(code: &str) -> String {
    let letters = code.chars().filter(|letter| !letter.is_whitespace() && !matches!(letter, '-' | '–' | '—'));
    letters
        .map(|letter| match letter.to_ascii_uppercase() {
            'O' => '0',
            'I' | 'L' => '1',
            letter => letter,
        })
        .collect()
}
