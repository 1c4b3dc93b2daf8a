//! The blocks of an update, client by client: what each is, what it builds on.

use std::collections::{BTreeMap, HashMap};

use crate::document::Document;

use super::bytes::{Bytes, LAST_CLOCK};
use super::{Refused, value};

const HAS_LEFT: u8 = 0x80;
const HAS_RIGHT: u8 = 0x40;
const HAS_KEY: u8 = 0x20;
const FLAGS: u8 = HAS_LEFT | HAS_RIGHT | HAS_KEY;

/// A clock of a client, which stands for one letter, value or type.
#[derive(Clone, Copy, Debug)]
pub(super) struct Id {
    /// The client's place in [`Clients`].
    pub client: usize,
    pub clock: u32,
}

/// Where a block belongs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// Under a key of one of the document's own maps.
    Root,
    /// Under a key of the type that is its first base.
    Key,
    /// In the text that is its first base.
    Text,
    /// Where its neighbours are: its bases.
    Beside,
}

/// What a block holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Content {
    Map,
    Text,
    Deleted,
    /// Letters or values.
    Plain,
}

/// A block.
#[derive(Debug)]
pub(super) struct Block {
    pub start: u32,
    pub length: u32,
    pub place: Place,
    pub content: Content,
    /// How deep it is nested, once somebody had to know.
    pub depth: Option<u8>,
    /// What must be there before it: its neighbours, or the type that it is in.
    pub bases: [Option<Id>; 2],
}

/// A client that an update names.
#[derive(Debug)]
pub(super) struct Client {
    pub id: u64,
    /// How far it is known.
    pub known: u32,
    /// The clocks that the update has of it, without a gap.
    pub start: u32,
    pub end: u32,
    /// What it has there, but for what was deleted long ago, which builds on nothing.
    pub blocks: Vec<Block>,
    /// Where in the update that stands.
    pub section: Section,
    /// First clocks, and those after the last, of what is deleted of it.
    pub deleted: Vec<(u32, u32)>,
}

/// Bytes of an update, counted from its end.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Section {
    pub from: usize,
    pub to: usize,
}

impl Client {
    /// How far it is known once the update has been taken in.
    pub fn reach(&self) -> u32 {
        self.known.max(self.end)
    }
}

/// The clients that an update names.
pub(super) struct Clients<'a> {
    pub list: Vec<Client>,
    places: HashMap<u64, usize>,
    known: &'a BTreeMap<u64, u32>,
}

impl<'a> Clients<'a> {
    pub fn new(known: &'a BTreeMap<u64, u32>) -> Self {
        Self { list: Vec::new(), places: HashMap::new(), known }
    }

    fn place(&mut self, id: u64) -> usize {
        *self.places.entry(id).or_insert_with(|| {
            let known = self.known.get(&id).copied().unwrap_or(0);
            self.list.push(Client {
                id,
                known,
                start: 0,
                end: 0,
                blocks: Vec::new(),
                section: Section::default(),
                deleted: Vec::new(),
            });
            self.list.len() - 1
        })
    }

    /// Reads all blocks.
    pub fn read_blocks(&mut self, bytes: &mut Bytes<'_>) -> Result<(), Refused> {
        for _ in 0..bytes.count()? {
            let from = bytes.left();
            let count = bytes.count()?;
            let client = bytes.client()?;
            let client = self.place(client);
            let start = bytes.clock()?;
            if count == 0 || self.list[client].end > 0 {
                return Err(Refused::Malformed("a client comes twice, or with nothing"));
            }
            let mut blocks = Vec::new();
            let mut end = start;
            for _ in 0..count {
                let (length, block) = self.read_block(bytes, end)?;
                end = end.checked_add(length).filter(|&end| end <= LAST_CLOCK).ok_or(TOO_FAR)?;
                blocks.extend(block);
            }
            let client = &mut self.list[client];
            (client.start, client.end, client.blocks) = (start, end, blocks);
            client.section = Section { from, to: bytes.left() };
        }
        Ok(())
    }

    /// A block, and how many clocks it takes.
    fn read_block(&mut self, bytes: &mut Bytes<'_>, start: u32) -> Result<(u32, Option<Block>), Refused> {
        let info = bytes.byte()?;
        match info {
            0 => return Ok((bytes.length()?, None)),
            // A gap within an update: what is left of updates that were merged without what was between them.
            10 => return Err(Refused::Gap),
            _ => {}
        }
        let mut bases = [None; 2];
        let mut place = Place::Beside;
        if info & HAS_LEFT != 0 {
            bases[0] = Some(self.read_id(bytes)?);
        }
        if info & HAS_RIGHT != 0 {
            bases[1] = Some(self.read_id(bytes)?);
        }
        if info & (HAS_LEFT | HAS_RIGHT) == 0 {
            let is_keyed = info & HAS_KEY != 0;
            place = match (bytes.byte()?, is_keyed) {
                (1, true) => {
                    let name = bytes.text()?;
                    if !Document::root_names().any(|root| root == name) {
                        return Err(Refused::Malformed("no map has such a part"));
                    }
                    Place::Root
                }
                (0, _) => {
                    bases[0] = Some(self.read_id(bytes)?);
                    if is_keyed { Place::Key } else { Place::Text }
                }
                _ => return Err(Refused::Malformed("the parts of a map have keys")),
            };
            if is_keyed {
                bytes.text()?;
            }
        }
        let (length, content) = read_content(bytes, info & !FLAGS)?;
        if matches!((place, content), (Place::Key | Place::Text, Content::Map) | (Place::Text, Content::Text)) {
            return Err(Refused::Malformed("only the parts of a map hold maps, and only their fields texts"));
        }
        Ok((length, Some(Block { start, length, place, content, depth: None, bases })))
    }

    fn read_id(&mut self, bytes: &mut Bytes<'_>) -> Result<Id, Refused> {
        let client = bytes.client()?;
        Ok(Id { client: self.place(client), clock: bytes.clock()? })
    }

    /// Reads what is deleted; whether that, and all blocks, follow what is known without a gap.
    pub fn read_deletions(&mut self, bytes: &mut Bytes<'_>) -> Result<bool, Refused> {
        let mut is_gapless = self.list.iter().all(|client| client.start <= client.known);
        for _ in 0..bytes.count()? {
            let client = bytes.client()?;
            let client = self.place(client);
            for _ in 0..bytes.count()? {
                let start = bytes.clock()?;
                let end = start.checked_add(bytes.length()?).ok_or(TOO_FAR)?;
                is_gapless &= end <= self.list[client].reach();
                self.list[client].deleted.push((start, end));
            }
        }
        Ok(is_gapless)
    }

    /// The clients with something new, and the clock that each will be at.
    pub fn writes(&self) -> impl Iterator<Item = (u64, u32)> {
        self.list.iter().filter(|client| client.end > client.known).map(|client| (client.id, client.end))
    }
}

const TOO_FAR: Refused = Refused::Malformed("a clock is too far in the future");

/// How many clocks some content takes, and what it is. Only what our maps and Yjs programs that edit them write.
fn read_content(bytes: &mut Bytes<'_>, kind: u8) -> Result<(u32, Content), Refused> {
    let (length, content) = match kind {
        1 => (bytes.length()?, Content::Deleted),
        4 => (bytes.text()?.encode_utf16().count() as u32, Content::Plain),
        7 => match bytes.byte()? {
            1 => (1, Content::Map),
            2 => (1, Content::Text),
            _ => return Err(Refused::Malformed("no map has such a type")),
        },
        8 => {
            let count = bytes.count()?;
            for _ in 0..count {
                value::skip(bytes)?;
            }
            (u32::try_from(count).map_err(|_| TOO_FAR)?, Content::Plain)
        }
        _ => return Err(Refused::Malformed("no map has such content")),
    };
    if length == 0 { Err(Refused::Malformed("something is empty")) } else { Ok((length, content)) }
}
