//! The keys of a new session.

use super::time::random;
use crate::session::Secrets;
use crate::session::gate::CODE_LETTERS;
use crate::session::limits::CODE_CHARS;

/// New keys; they live in memory alone.
///
/// # Errors
/// A sentence: the system gives no random numbers.
pub fn make() -> Result<Secrets, String> {
    Ok(Secrets {
        editor: random()?,
        participant: random()?,
        viewer: random()?,
        editor_code: code()?,
        participant_code: code()?,
    })
}

fn code() -> Result<String, String> {
    let bytes: [u8; CODE_CHARS] = random()?;
    // 256 is a multiple of 32: every letter is as likely as the others.
    Ok(bytes.iter().map(|byte| char::from(CODE_LETTERS[usize::from(byte % 32)])).collect())
}
