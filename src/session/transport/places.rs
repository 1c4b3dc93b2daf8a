//! How many sockets there may be, in all and from one address; counted before a byte is read.

use std::collections::BTreeMap;
use std::net::IpAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::sync::Notify;

use crate::session::limits::{CONNECTIONS_AN_ADDRESS, SOCKETS};

/// The places of a host.
#[derive(Default)]
pub struct Places {
    taken: Mutex<BTreeMap<String, usize>>,
    freed: Notify,
}

/// A place that is taken until it is dropped.
pub struct Place {
    places: Arc<Places>,
    address: String,
}

impl Places {
    /// Takes a place; `None` when there is none left for this address or for anybody.
    pub fn take(self: &Arc<Self>, address: IpAddr) -> Option<Place> {
        let address = group(address);
        let mut taken = self.taken();
        let of_address = taken.get(&address).copied().unwrap_or(0);
        if of_address >= CONNECTIONS_AN_ADDRESS || taken.values().sum::<usize>() >= SOCKETS {
            return None;
        }
        taken.insert(address.clone(), of_address + 1);
        Some(Place { places: Arc::clone(self), address })
    }

    /// Waits until all places are free.
    pub async fn all_free(&self) {
        while !self.taken().is_empty() {
            self.freed.notified().await;
        }
    }

    fn taken(&self) -> MutexGuard<'_, BTreeMap<String, usize>> {
        self.taken.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut taken = self.places.taken();
        match taken.get_mut(&self.address) {
            Some(count) if *count > 1 => *count -= 1,
            _ => drop(taken.remove(&self.address)),
        }
        drop(taken);
        self.places.freed.notify_one();
    }
}

/// What counts as one address: of IPv6 the network's half, since a single computer has all the rest.
pub fn group(address: IpAddr) -> String {
    match address.to_canonical() {
        IpAddr::V4(address) => address.to_string(),
        IpAddr::V6(address) => {
            let [a, b, c, d, ..] = address.segments();
            format!("{a:x}:{b:x}:{c:x}:{d:x}::/64")
        }
    }
}
