//! The text chunk of a PNG.

use super::{FILE_BYTES, Found, KEYWORD, inflate, text};

/// What every PNG begins with.
pub(super) const SIGNATURE: &[u8] = b"\x89PNG\r\n\x1a\n";

/// Looks through the chunks. Programs that write a picture anew may put the text behind the pixels, so all are looked at.
pub(super) fn find(bytes: &[u8]) -> Found {
    let mut rest = &bytes[SIGNATURE.len()..];
    while let Some((chunk, behind)) = next_chunk(rest) {
        if chunk.kind == b"iTXt"
            && let Some(found) = chunk.data.strip_prefix(KEYWORD.as_bytes()).and_then(|data| data.strip_prefix(b"\0"))
        {
            return if chunk.is_whole { decode(found) } else { Found::Damaged };
        }
        rest = behind;
    }
    Found::Nothing
}

struct Chunk<'a> {
    kind: &'a [u8],
    data: &'a [u8],
    /// Whether its checksum is right.
    is_whole: bool,
}

/// Length, kind, data and checksum; a chunk that is cut off ends the picture.
fn next_chunk(bytes: &[u8]) -> Option<(Chunk<'_>, &[u8])> {
    let (length, rest) = bytes.split_first_chunk::<4>()?;
    let length = usize::try_from(u32::from_be_bytes(*length)).ok()?;
    let (body, rest) = rest.split_at_checked(length.checked_add(4)?)?;
    let (checksum, rest) = rest.split_first_chunk::<4>()?;
    let (kind, data) = body.split_at(4);
    let is_whole = kind != b"iTXt" || crc32fast::hash(body) == u32::from_be_bytes(*checksum);
    Some((Chunk { kind, data, is_whole }, rest))
}

/// What follows the keyword: whether it is compressed and how, a language, a translated keyword, the text.
fn decode(data: &[u8]) -> Found {
    let Some((&[is_compressed, 0], rest)) = data.split_first_chunk::<2>() else { return Found::Damaged };
    let mut parts = rest.splitn(3, |byte| *byte == 0).skip(2);
    match (is_compressed, parts.next()) {
        (0, Some(plain)) => text(plain.to_vec()),
        (1, Some(packed)) => inflate(packed, &mut { FILE_BYTES }).map_or_else(|found| found, text),
        _ => Found::Damaged,
    }
}
