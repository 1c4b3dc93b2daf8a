//! Whether every new block of an update finds what it builds on: known already, or before it in some order. What does not
//! would wait in the document for ever.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use crate::session::limits::VALUE_DEPTH;

use super::Refused;
use super::blocks::{Block, Client, Clients, Content, Id, Place};

/// How deep our maps are nested: an item's field. So deep counts what is known already, which is not looked up.
const KNOWN_DEPTH: u8 = 2;

/// How far a client has come, and who waits for it to come further.
struct Progress {
    next_block: usize,
    /// The first clock that is not there yet.
    clock: u32,
    /// Clocks, the lowest first, and the clients that cannot go on before these are there.
    waiting: BinaryHeap<Reverse<(u32, usize)>>,
}

/// Goes through all new blocks, each after those it builds on, and sees how deep each is nested.
pub(super) fn check(clients: &mut Clients<'_>) -> Result<(), Refused> {
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
            let depth = depth_of(block, clients)?;
            if usize::from(depth) > VALUE_DEPTH {
                return Err(Refused::Malformed("types are nested too deep"));
            }
            let next = &mut progress[client].next_block;
            clients[client].blocks[*next].depth = depth;
            *next += 1;
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

/// How deep a block is nested, where everything that it builds on has been looked at.
fn depth_of(block: &Block, clients: &[Client]) -> Result<u8, Refused> {
    let [first, second] = block.bases;
    let depth_beside = |id: Option<Id>| id.map_or(0, |id| base(id, clients).map_or(KNOWN_DEPTH, |base| base.depth));
    match (block.place, first) {
        (Place::Beside, _) => Ok(depth_beside(first).max(depth_beside(second))),
        (Place::Key | Place::Text, Some(parent)) => {
            let Some(base) = base(parent, clients) else { return Ok(KNOWN_DEPTH) };
            match base.content {
                Content::Plain => Err(Refused::Malformed("letters and values hold nothing")),
                _ => Ok(base.depth + 1),
            }
        }
        _ => Ok(1),
    }
}

/// The block of the update that an id is in; `None` when it is known already, or was deleted long ago.
fn base(id: Id, clients: &[Client]) -> Option<&Block> {
    let client = &clients[id.client];
    if id.clock < client.known {
        return None;
    }
    let at = client.blocks.partition_point(|block| block.start <= id.clock).checked_sub(1)?;
    Some(&client.blocks[at]).filter(|block| id.clock - block.start < block.length)
}
