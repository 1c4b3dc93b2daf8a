//! Sessions that can be found on this network, by mDNS. They tell their title and certificate, never a secret.

use std::collections::BTreeMap;
use std::net::IpAddr;
use std::sync::{Arc, Mutex, PoisonError};

use data_encoding::BASE64URL_NOPAD;
use mdns_sd::{ResolvedService, ServiceDaemon, ServiceEvent, ServiceInfo};

use super::Wake;
use super::time::random;
use crate::session::invitation::fingerprint_of;
use crate::session::limits::{ANNOUNCED_CHARS, SESSIONS_FOUND};

const SERVICE: &str = "_empathy-map._tcp.local.";

/// The version of the session's protocol; sessions of another are not shown.
const VERSION: &str = "1";

/// Makes a session known on this network until it is dropped.
pub struct Announcement {
    daemon: ServiceDaemon,
}

impl Announcement {
    /// Begins; `None` where the network does not allow it: links still work.
    pub fn start(title: &str, fingerprint: [u8; 32], addresses: &[IpAddr], port: u16) -> Option<Self> {
        match Self::try_start(title, fingerprint, addresses, port) {
            Ok(announcement) => Some(announcement),
            Err(error) => {
                log::warn!("the session cannot be found on this network: {error}");
                None
            }
        }
    }

    fn try_start(title: &str, fingerprint: [u8; 32], addresses: &[IpAddr], port: u16) -> Result<Self, String> {
        let addresses: Vec<IpAddr> = addresses.iter().filter(|address| !address.is_loopback()).copied().collect();
        let name = data_encoding::HEXLOWER.encode(&random::<6>()?);
        let title: String = title.chars().filter(|letter| !letter.is_control()).take(ANNOUNCED_CHARS).collect();
        let computer = gethostname::gethostname().to_string_lossy().into_owned();
        let computer = computer.split('.').next().filter(|name| !name.is_empty()).unwrap_or("computer");
        let fingerprint = BASE64URL_NOPAD.encode(&fingerprint);
        let facts =
            [("title", title.as_str()), ("fingerprint", &fingerprint), ("version", VERSION), ("host", computer)];
        let host = format!("empathy-map-{name}.local.");
        let service = ServiceInfo::new(SERVICE, &name, &host, &addresses[..], port, &facts[..])
            .map_err(|error| error.to_string())?;
        let daemon = ServiceDaemon::new().map_err(|error| error.to_string())?;
        daemon.register(service).map_err(|error| error.to_string())?;
        Ok(Self { daemon })
    }
}

impl Drop for Announcement {
    fn drop(&mut self) {
        // The daemon takes its leave of the network; when it is gone already, it has.
        let _ = self.daemon.shutdown();
    }
}

/// A session that was found on this network.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoundSession {
    /// Its title.
    pub title: String,
    /// The computer that hosts it.
    pub host: String,
    /// Its address and port.
    pub address: String,
    /// SHA-256 of its certificate, as it was announced.
    pub fingerprint: [u8; 32],
}

/// Looks for sessions on this network until it is dropped.
pub struct Browser {
    daemon: ServiceDaemon,
    found: Arc<Mutex<BTreeMap<String, FoundSession>>>,
}

impl Browser {
    /// Begins to look.
    ///
    /// # Errors
    /// A sentence: this network does not allow it.
    pub fn start(wake: Wake) -> Result<Self, String> {
        let failed =
            |error: mdns_sd::Error| format!("Sessions cannot be looked for on this network ({error}). Use a link.");
        let daemon = ServiceDaemon::new().map_err(failed)?;
        let events = daemon.browse(SERVICE).map_err(failed)?;
        let found = Arc::new(Mutex::new(BTreeMap::new()));
        let browser = Self { daemon, found: Arc::clone(&found) };
        // The thread ends with the daemon, which closes the channel.
        std::thread::Builder::new()
            .name("browser".into())
            .spawn(move || {
                while let Ok(event) = events.recv() {
                    if note(&mut found.lock().unwrap_or_else(PoisonError::into_inner), event) {
                        wake();
                    }
                }
            })
            .map_err(|error| format!("Sessions cannot be looked for ({error}). Use a link."))?;
        Ok(browser)
    }

    /// The sessions that are there now, by title.
    pub fn found(&self) -> Vec<FoundSession> {
        let found = self.found.lock().unwrap_or_else(PoisonError::into_inner);
        let mut sessions: Vec<FoundSession> = found.values().cloned().collect();
        sessions.sort_by(|a, b| (&a.title, &a.host, &a.address).cmp(&(&b.title, &b.host, &b.address)));
        sessions
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        // When the daemon is gone already, nothing is looked for either.
        let _ = self.daemon.shutdown();
    }
}

/// Takes in what the network says: true when the sessions are others than before.
fn note(found: &mut BTreeMap<String, FoundSession>, event: ServiceEvent) -> bool {
    match event {
        ServiceEvent::ServiceResolved(service) => {
            let Some(session) = session(&service) else { return false };
            if found.len() >= SESSIONS_FOUND && !found.contains_key(&service.fullname) {
                return false;
            }
            found.insert(service.fullname.clone(), session.clone()) != Some(session)
        }
        ServiceEvent::ServiceRemoved(_, name) => found.remove(&name).is_some(),
        _ => false,
    }
}

/// A session, from what anybody on this network may have said.
fn session(service: &ResolvedService) -> Option<FoundSession> {
    let text = |key: &str| {
        let value = service.get_property_val_str(key)?;
        Some(value.chars().filter(|letter| !letter.is_control()).take(ANNOUNCED_CHARS).collect::<String>())
    };
    if text("version")? != VERSION {
        return None;
    }
    let fingerprint = fingerprint_of(service.get_property_val_str("fingerprint")?)?;
    let mut addresses: Vec<IpAddr> = service.addresses.iter().map(mdns_sd::ScopedIp::to_ip_addr).collect();
    addresses.sort_by_key(|address| (address.is_ipv6(), !is_private(*address), *address));
    let address = std::net::SocketAddr::new(*addresses.first()?, service.port).to_string();
    Some(FoundSession { title: text("title")?, host: text("host").unwrap_or_default(), address, fingerprint })
}

fn is_private(address: IpAddr) -> bool {
    matches!(address, IpAddr::V4(address) if address.is_private())
}
