//! Whether every new block of an update finds what it builds on: known already, or before it in some order. What does not
//! would wait in the document for ever.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use crate::session::limits::TYPE_DEPTH;

use super::Refused;
use super::blocks::{Block, Client, Clients, Content, Id, Place};

/// How deep what is known already is nested: what a client has written at this clock.
pub(super) type KnownDepth<'a> = &'a dyn Fn(u64, u32) -> Option<u8>;

/// How far a client has come, and who waits for it to come further.
struct Progress {
    next_block: usize,
    /// The first clock that is not there yet.
    clock: u32,
    /// Clocks, the lowest first, and the clients that cannot go on before these are there.
    waiting: BinaryHeap<Reverse<(u32, usize)>>,
}

/// Goes through all new blocks, each after those it builds on, and sees how deep types are nested.
pub(super) fn check(clients: &mut Clients<'_>, known_depth: KnownDepth<'_>) -> Result<(), Refused> {
    let clients = &mut clients.list;
    let bases = clients.iter().flat_map(new_blocks).flat_map(|block| block.bases.iter().flatten());
    if bases.into_iter().any(|id| id.clock >= clients[id.client].reach()) {
        return Err(Refused::Gap);
    }
    let mut progress: Vec<Progress> = (clients.iter())
        .map(|client| Progress {
            next_block: client.blocks.len() - new_blocks(client).len(),
            clock: client.known,
            waiting: BinaryHeap::new(),
        })
        .collect();
    let mut ready: Vec<usize> = (0..clients.len()).collect();
    while let Some(client) = ready.pop() {
        loop {
            let Some(block) = clients[client].blocks.get(progress[client].next_block) else {
                progress[client].clock = clients[client].reach();
                break;
            };
            progress[client].clock = block.start.max(clients[client].known);
            let missing = block.bases.iter().flatten().find(|id| id.clock >= progress[id.client].clock);
            if let Some(id) = missing {
                progress[id.client].waiting.push(Reverse((id.clock, client)));
                break;
            }
            is_in_a_type(block, clients)?;
            let at = progress[client].next_block;
            if matches!(block.content, Content::Map | Content::Text)
                && depth((client, at), clients, known_depth) > TYPE_DEPTH
            {
                return Err(Refused::Malformed("types are nested too deep"));
            }
            progress[client].next_block += 1;
        }
        let Progress { clock, waiting, .. } = &mut progress[client];
        while let Some(Reverse((awaited, waiter))) = waiting.peek().copied()
            && awaited < *clock
        {
            waiting.pop();
            ready.push(waiter);
        }
    }
    match clients.iter().zip(&progress).all(|(client, progress)| progress.next_block == client.blocks.len()) {
        true => Ok(()),
        false => Err(Refused::Malformed("blocks build on each other in a circle")),
    }
}

/// The blocks with something that is not known.
fn new_blocks(client: &Client) -> &[Block] {
    let known = client.blocks.partition_point(|block| block.start + block.length <= client.known);
    &client.blocks[known..]
}

/// Whether what a new block says it is in can hold it. What is known already shows that when the document takes it in.
fn is_in_a_type(block: &Block, clients: &[Client]) -> Result<(), Refused> {
    let parent = block.bases[0].filter(|_| matches!(block.place, Place::Key | Place::Text));
    match parent.and_then(|parent| new_base(parent, clients)) {
        Some((client, at)) if clients[client].blocks[at].content == Content::Plain => {
            Err(Refused::Malformed("letters and values hold nothing"))
        }
        _ => Ok(()),
    }
}

/// How deep a block is nested whose bases have all been gone through; 0 when what it was in is gone. Like the document, it
/// goes by the left neighbour, and by the right one where that is gone.
fn depth(block: (usize, usize), clients: &mut [Client], known_depth: KnownDepth<'_>) -> u8 {
    // Without recursion: a text is as long a chain of neighbours as somebody likes.
    let mut path = vec![block];
    let mut depth = 0;
    while let Some(&(client, at)) = path.last() {
        match depth_at_once(&clients[client].blocks[at], clients, known_depth) {
            Ok(found) => {
                depth = found;
                clients[client].blocks[at].depth = Some(depth);
                path.pop();
            }
            Err(base) => path.push(base),
        }
    }
    depth
}

/// How deep a block is nested, or the base whose depth must be known first.
fn depth_at_once(block: &Block, clients: &[Client], known_depth: KnownDepth<'_>) -> Result<u8, (usize, usize)> {
    let depth_of = |id: Id| match new_base(id, clients) {
        Some((client, at)) => clients[client].blocks[at].depth.ok_or((client, at)),
        None => Ok(known_depth(clients[id.client].id, id.clock).unwrap_or(0)),
    };
    let [first, second] = block.bases;
    match (block.depth, block.place) {
        (Some(depth), _) => Ok(depth),
        (None, Place::Root) => Ok(1),
        (None, Place::Key | Place::Text) => Ok(first.map_or(Ok(0), depth_of)? + 1),
        (None, Place::Beside) => match first.map_or(Ok(0), depth_of)? {
            0 => second.map_or(Ok(0), depth_of),
            depth => Ok(depth),
        },
    }
}

/// Where the block of the update is that an id is in; `None` when it is known already, or was deleted long ago.
fn new_base(id: Id, clients: &[Client]) -> Option<(usize, usize)> {
    let client = &clients[id.client];
    if id.clock < client.known {
        return None;
    }
    let at = client.blocks.partition_point(|block| block.start <= id.clock).checked_sub(1)?;
    Some((id.client, at)).filter(|_| id.clock - client.blocks[at].start < client.blocks[at].length)
}
