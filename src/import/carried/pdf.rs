//! The file that is attached to a PDF.
//!
//! Attached files are streams, and streams always lie open in the file, whatever program has rewritten it. So they are
//! looked for by what they call themselves; nothing else of the PDF is read, and nothing of it can mislead us.

use super::{FILE_BYTES, Found, inflate, text};

/// What every PDF begins with.
pub(super) const SIGNATURE: &[u8] = b"%PDF-";
/// What the dictionary of an attached file says.
const MARK: &[u8] = b"/EmbeddedFile";
/// Longest dictionary of an attached file.
const DICTIONARY: usize = 2048;
/// What the beginning of a map file says.
const MAP: &[u8] = b"\"empathy-map\"";
const BEGINNING: usize = 256;

/// Looks at all attached files, which may be inflated to [`FILE_BYTES`] in all.
pub(super) fn find(bytes: &[u8]) -> Found {
    let mut left = FILE_BYTES;
    let mut worst = Found::Nothing;
    let mut from = 0;
    while let Some(at) = position(&bytes[from..], MARK).map(|at| from + at) {
        from = at + MARK.len();
        let Some((dictionary, data)) = stream_around(bytes, at) else { continue };
        from = bytes.len() - data.len();
        let unpacked = if position(dictionary, b"/FlateDecode").is_some() {
            inflate(data, &mut left)
        } else {
            plain(data, &mut left)
        };
        match unpacked {
            Ok(file) if position(&file[..file.len().min(BEGINNING)], MAP).is_some() => return text(file),
            Ok(_) => {}
            Err(Found::TooLarge) => return Found::TooLarge,
            Err(found) => worst = found,
        }
    }
    worst
}

/// What is not packed, up to where the stream ends.
fn plain(data: &[u8], left: &mut u64) -> Result<Vec<u8>, Found> {
    let room = &data[..data.len().min(usize::try_from(*left).unwrap_or(usize::MAX))];
    let end =
        position(room, b"endstream").ok_or(if room.len() < data.len() { Found::TooLarge } else { Found::Damaged });
    *left -= *end.as_ref().unwrap_or(&room.len()) as u64;
    end.map(|end| data[..end].to_vec())
}

/// The dictionary that the place lies in, and all that follows it, if it is a stream's.
fn stream_around(bytes: &[u8], at: usize) -> Option<(&[u8], &[u8])> {
    // Another name begins like this one: the list of all attached files.
    if bytes.get(at + MARK.len()).is_some_and(u8::is_ascii_alphanumeric) {
        return None;
    }
    let before = &bytes[at.saturating_sub(DICTIONARY)..at];
    let begin = at - before.len() + before.windows(3).rposition(|window| window == b"obj")? + 3;
    let behind = &bytes[at..bytes.len().min(at + DICTIONARY)];
    let end = at + position(behind, b"stream")?;
    let dictionary = &bytes[begin..end];
    if position(dictionary, b"obj").is_some() {
        return None;
    }
    let data = &bytes[end + b"stream".len()..];
    let data = data.strip_prefix(b"\r\n").or_else(|| data.strip_prefix(b"\n"))?;
    Some((dictionary, data))
}

fn position(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes.windows(wanted.len()).position(|window| window == wanted)
}
