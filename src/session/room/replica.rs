//! The room's map: what comes from editors passes the scanner, rule S3 and the document's own check, in this order.

use std::collections::BTreeMap;

use crate::document::{Applied, Document};
use crate::model::EmpathyMap;
use crate::session::PersonId;
use crate::session::scan::{self, Refused, Rules, Scanned};

use super::owners::Owners;

/// How an update came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Arrival {
    /// As the answer to a question: everything that the sender has and the room lacks, whoever wrote it.
    Sync,
    /// As the sender's own doing.
    Live,
}

/// The map of a room.
pub(super) struct Replica {
    pub document: Document,
    pub owners: Owners,
    /// How far each client is known. Kept beside the document, which would build it anew for each update.
    clocks: BTreeMap<u64, u32>,
    is_stale: bool,
}

impl Replica {
    pub fn new(document: Document) -> Self {
        let owners = Owners::new(document.client_id());
        Self { owners, clocks: document.clocks(), document, is_stale: false }
    }

    pub fn map(&self) -> &EmpathyMap {
        self.document.map()
    }

    /// How far each client is known.
    pub fn clocks(&mut self) -> &BTreeMap<u64, u32> {
        if std::mem::take(&mut self.is_stale) {
            self.clocks = self.document.clocks();
        }
        &self.clocks
    }

    /// The document was written without an update: for a phone.
    pub fn wrote(&mut self) {
        self.is_stale = true;
    }

    /// What an update of this person brings that is new here.
    pub fn look(&mut self, update: &[u8], person: PersonId) -> Result<Scanned, Refused> {
        self.clocks();
        let others = |client| self.owners.is_foreign(client, person);
        self.scan(update, &others)
    }

    /// What an update brings that was put together from several, of each what they may write.
    pub fn look_at_joined(&mut self, update: &[u8]) -> Result<Scanned, Refused> {
        self.clocks();
        self.scan(update, &|client| self.owners.is_room(client))
    }

    fn scan(&self, update: &[u8], others: &dyn Fn(u64) -> bool) -> Result<Scanned, Refused> {
        let depth = |client, clock| self.document.depth(client, clock);
        scan::scan(update, &Rules { known: &self.clocks, writers: None, others, depth: &depth })
    }

    /// Takes in what [`Self::look`] found good.
    pub fn import(&mut self, update: &[u8], scanned: &Scanned) -> Result<Applied, Refused> {
        let imported = self.document.import(update).map_err(|_| Refused::Malformed("the document refuses it"));
        match imported {
            Ok(_) => self.clocks.extend(&scanned.writes),
            Err(_) => self.is_stale = true,
        }
        imported
    }

    /// What somebody with this state vector lacks, and whether they have what the room lacks.
    pub fn answer(&mut self, state_vector: &[u8]) -> Result<(Vec<u8>, bool), Refused> {
        let theirs = scan::scan_state_vector(state_vector)?;
        let ours = self.clocks();
        let is_ahead = theirs.iter().any(|(client, clock)| ours.get(client).is_none_or(|known| known < clock));
        let update = self.document.diff(state_vector).map_err(|_| Refused::Malformed("no state vector"))?;
        Ok((update, is_ahead))
    }
}
