//! The bytes of a working copy: a line that names the format, then entries, each with its length and checksum.
//!
//! ```text
//! empathy-map working copy 1\n
//! [length: u32][crc32 of kind and body: u32][kind: u8][body]  …
//! ```
//!
//! The first two entries are the header and the snapshot; edits and newer headers follow. Numbers are little-endian.

use super::{Header, Record, RecordKind};

/// The first line; the number changes with the format.
pub(super) const MAGIC: &[u8] = b"empathy-map working copy 1\n";

const FRAME: usize = 9;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Header = 1,
    Snapshot = 2,
    BeginningEdit = 3,
    ContinuingEdit = 4,
    OthersEdit = 5,
}

impl Kind {
    fn from_byte(byte: u8) -> Option<Self> {
        [Self::Header, Self::Snapshot, Self::BeginningEdit, Self::ContinuingEdit, Self::OthersEdit]
            .into_iter()
            .find(|kind| *kind as u8 == byte)
    }
}

/// What a working copy holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Journal {
    pub header: Header,
    pub snapshot: Vec<u8>,
    pub records: Vec<Record>,
    /// The bytes at the end that are torn or damaged, and cut off.
    pub cut_bytes: u64,
    /// The bytes in front of them.
    pub whole_bytes: u64,
}

/// The bytes of a working copy without edits.
pub(super) fn start(header: &Header, snapshot: &[u8]) -> Vec<u8> {
    let mut bytes = MAGIC.to_vec();
    push_header(&mut bytes, header);
    push(&mut bytes, Kind::Snapshot, snapshot);
    bytes
}

/// Adds a newer header.
pub(super) fn push_header(bytes: &mut Vec<u8>, header: &Header) {
    // A header is made of texts and numbers alone, which JSON can always say.
    push(bytes, Kind::Header, &serde_json::to_vec(header).unwrap_or_default());
}

/// Adds an edit.
pub(super) fn push_record(bytes: &mut Vec<u8>, record: &Record) {
    let kind = match record.kind {
        RecordKind::Begins => Kind::BeginningEdit,
        RecordKind::Continues => Kind::ContinuingEdit,
        RecordKind::Others => Kind::OthersEdit,
    };
    push(bytes, kind, &record.update);
}

fn push(bytes: &mut Vec<u8>, kind: Kind, body: &[u8]) {
    // The limits of a map keep every update far below four gigabytes.
    let length = u32::try_from(body.len()).unwrap_or(u32::MAX);
    bytes.extend_from_slice(&length.to_le_bytes());
    bytes.extend_from_slice(&checksum(kind as u8, body).to_le_bytes());
    bytes.push(kind as u8);
    bytes.extend_from_slice(body);
}

fn checksum(kind: u8, body: &[u8]) -> u32 {
    let mut hasher = crc32fast::Hasher::new();
    hasher.update(&[kind]);
    hasher.update(body);
    hasher.finalize()
}

/// Reads a working copy up to the first entry that is torn or damaged. `None` when not even the snapshot is whole.
pub(super) fn read(bytes: &[u8]) -> Option<Journal> {
    let mut rest = bytes.strip_prefix(MAGIC)?;
    let (kind, header, after) = entry(rest)?;
    let mut journal = Journal { header: read_header(kind, header)?, ..Default::default() };
    let (kind, snapshot, after) = entry(after)?;
    if kind != Kind::Snapshot {
        return None;
    }
    journal.snapshot = snapshot.to_vec();
    rest = after;
    while let Some((kind, body, after)) = entry(rest) {
        let kind = match kind {
            Kind::Header => match read_header(kind, body) {
                Some(header) => {
                    journal.header = header;
                    rest = after;
                    continue;
                }
                None => break,
            },
            Kind::Snapshot => break,
            Kind::BeginningEdit => RecordKind::Begins,
            Kind::ContinuingEdit => RecordKind::Continues,
            Kind::OthersEdit => RecordKind::Others,
        };
        journal.header.unsaved_edits += 1;
        journal.records.push(Record { kind, update: body.to_vec() });
        rest = after;
    }
    journal.cut_bytes = rest.len() as u64;
    journal.whole_bytes = (bytes.len() - rest.len()) as u64;
    Some(journal)
}

fn read_header(kind: Kind, body: &[u8]) -> Option<Header> {
    if kind == Kind::Header { serde_json::from_slice(body).ok() } else { None }
}

/// The first entry of `bytes` and what follows; `None` at the end, or when it is torn or damaged.
fn entry(bytes: &[u8]) -> Option<(Kind, &[u8], &[u8])> {
    let (frame, rest) = bytes.split_at_checked(FRAME)?;
    let [l0, l1, l2, l3, c0, c1, c2, c3, kind] = *frame else { return None };
    let length = u32::from_le_bytes([l0, l1, l2, l3]) as usize;
    let (body, rest) = rest.split_at_checked(length)?;
    if u32::from_le_bytes([c0, c1, c2, c3]) != checksum(kind, body) {
        return None;
    }
    Some((Kind::from_byte(kind)?, body, rest))
}
