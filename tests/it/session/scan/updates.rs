//! Yjs V1 updates written by hand, honest ones and others.

use empathy_map::session::wire::{put_buffer, put_number};

/// Updates of a client with a text each, which stands in the text of the one before.
pub fn a_level_deeper_each(client: u64) -> impl Iterator<Item = Vec<u8>> {
    let note = [root("notes", "deep", map()), field((client, 0), "text", text()), within((client, 1), letters("a"))];
    let first = update(&[(client, 0, &note)], &[]);
    std::iter::once(first).chain((3..).step_by(2).map(move |clock| {
        let inner = [beside(Some((client, clock - 1)), None, text()), within((client, clock), letters("a"))];
        update(&[(client, clock, &inner)], &[])
    }))
}

/// A client's letter, value or type.
pub type Id = (u64, u32);

/// An update of clients, their first clocks and their blocks, and what it deletes.
pub fn update(clients: &[(u64, u32, &[Vec<u8>])], deleted: &[(u64, &[(u32, u32)])]) -> Vec<u8> {
    let mut bytes = Vec::new();
    put_number(&mut bytes, clients.len() as u64);
    for (client, clock, blocks) in clients {
        put_number(&mut bytes, blocks.len() as u64);
        put_number(&mut bytes, *client);
        put_number(&mut bytes, (*clock).into());
        blocks.iter().for_each(|block| bytes.extend(block));
    }
    put_number(&mut bytes, deleted.len() as u64);
    for (client, ranges) in deleted {
        put_number(&mut bytes, *client);
        put_number(&mut bytes, ranges.len() as u64);
        for (clock, length) in *ranges {
            put_number(&mut bytes, (*clock).into());
            put_number(&mut bytes, (*length).into());
        }
    }
    bytes
}

/// A block under a key of one of the document's own maps.
pub fn root(name: &str, key: &str, content: (u8, Vec<u8>)) -> Vec<u8> {
    let mut bytes = vec![content.0 | 0x20, 1];
    put_buffer(&mut bytes, name.as_bytes());
    put_buffer(&mut bytes, key.as_bytes());
    bytes.extend(content.1);
    bytes
}

/// A block under a key of a type.
pub fn field(parent: Id, key: &str, content: (u8, Vec<u8>)) -> Vec<u8> {
    let mut bytes = vec![content.0 | 0x20, 0];
    put_id(&mut bytes, parent);
    put_buffer(&mut bytes, key.as_bytes());
    bytes.extend(content.1);
    bytes
}

/// A block at the beginning of a text.
pub fn within(parent: Id, content: (u8, Vec<u8>)) -> Vec<u8> {
    let mut bytes = vec![content.0, 0];
    put_id(&mut bytes, parent);
    bytes.extend(content.1);
    bytes
}

/// A block between others.
pub fn beside(left: Option<Id>, right: Option<Id>, content: (u8, Vec<u8>)) -> Vec<u8> {
    let flags = if left.is_some() { 0x80 } else { 0 } | if right.is_some() { 0x40 } else { 0 };
    let mut bytes = vec![content.0 | flags];
    left.into_iter().chain(right).for_each(|id| put_id(&mut bytes, id));
    bytes.extend(content.1);
    bytes
}

/// So many clocks of which nothing is left.
pub fn collected(length: u64) -> Vec<u8> {
    let mut bytes = vec![0];
    put_number(&mut bytes, length);
    bytes
}

pub fn deleted(length: u64) -> (u8, Vec<u8>) {
    let mut bytes = Vec::new();
    put_number(&mut bytes, length);
    (1, bytes)
}

pub fn letters(text: &str) -> (u8, Vec<u8>) {
    let mut bytes = Vec::new();
    put_buffer(&mut bytes, text.as_bytes());
    (4, bytes)
}

pub fn map() -> (u8, Vec<u8>) {
    (7, vec![1])
}

pub fn text() -> (u8, Vec<u8>) {
    (7, vec![2])
}

/// Values as they are written.
pub fn values(count: u64, written: &[u8]) -> (u8, Vec<u8>) {
    let mut bytes = Vec::new();
    put_number(&mut bytes, count);
    bytes.extend(written);
    (8, bytes)
}

pub fn number(n: u8) -> (u8, Vec<u8>) {
    values(1, &[125, n])
}

fn put_id(bytes: &mut Vec<u8>, (client, clock): Id) {
    put_number(bytes, client);
    put_number(bytes, clock.into());
}
