//! A session that this machine hosts: a room on its own thread, sockets on two others.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;

use tokio::net::TcpListener;
use tokio::runtime::{Builder, Runtime};
use tokio::time::timeout;
use tokio_rustls::TlsAcceptor;

use super::addresses;
use super::certificate::Identity;
use super::discovery::Announcement;
use super::house::{EditorDoor, House};
use super::hub::Hub;
use super::link::{Link, LinkEnd, LinkEvent};
use super::listener::Reception;
use super::outgoing::{Next, Outgoing};
use super::places::Places;
use super::time::{millis, random};
use super::{HostOptions, PORT, Wake, secrets};
use crate::document::Document;
use crate::model::EmpathyMap;
use crate::session::limits::CLOSING_MS;
use crate::session::{CloseReason, ConnectionId, Gate, Invitation, PeerEvent, Role, Room, RoomInput, Secrets};

/// Threads for sockets: encryption and writing to a hundred readers, beside the room's own thread.
const WORKERS: usize = 2;

/// A session that this machine hosts. Dropping it ends the session for everybody.
pub struct Hosting {
    hub: Hub,
    room: Option<JoinHandle<EmpathyMap>>,
    runtime: Option<Runtime>,
    places: Arc<Places>,
    listening: Vec<tokio::task::JoinHandle<()>>,
    invitations: Vec<Invitation>,
    announcement: Option<Announcement>,
    wake: Wake,
}

impl Hosting {
    /// Begins to host.
    ///
    /// # Errors
    /// A sentence: the port is taken, there is no network.
    pub fn start(options: HostOptions, wake: Wake) -> Result<Self, String> {
        Self::start_with(options, EditorDoor::Encrypted, wake)
    }

    /// Begins to host with another editor door, for tests with programs that cannot pin a certificate.
    ///
    /// # Errors
    /// A sentence: the port is taken, there is no network.
    #[doc(hidden)]
    pub fn start_with(options: HostOptions, editor_door: EditorDoor, wake: Wake) -> Result<Self, String> {
        let HostOptions { state, lineage, title, bind, port, is_led_by_host, is_announced } = options;
        let document = Document::restore(&state, &[]).map_err(|error| format!("This map cannot be shared: {error}"))?;
        let lineage = if lineage.is_empty() { name()? } else { lineage };
        let secrets = secrets::make()?;
        let identity = Identity::make()?;

        let runtime =
            Builder::new_multi_thread().worker_threads(WORKERS).thread_name("session").enable_all().build().map_err(
                |error| format!("The session cannot be started ({error}). Close other programs and try again."),
            )?;
        let addresses = addresses::local();
        let listeners = runtime.block_on(listen(bind, port, &addresses))?;
        let port =
            listeners.first().and_then(|listener| listener.local_addr().ok()).map_or(PORT, |address| address.port());

        let room = Room::new(document, lineage, is_led_by_host);
        let (hub, thread) = Hub::start(room, runtime.handle().clone(), Arc::clone(&wake))?;
        let shown = match bind {
            Some(address) if !address.is_unspecified() => vec![address],
            _ => addresses.clone(),
        };
        let announcement =
            is_announced.then(|| Announcement::start(&title, identity.fingerprint, &shown, port)).flatten();
        let invitations = invitations(&shown, port, &secrets, identity.fingerprint);
        let house = House { hub: hub.clone(), gate: Mutex::new(Gate::new(secrets)), editor_door, addresses };
        let places = Arc::new(Places::default());
        let reception =
            Reception { house: Arc::new(house), places: Arc::clone(&places), tls: TlsAcceptor::from(identity.config) };
        let listening =
            listeners.into_iter().map(|listener| runtime.spawn(reception.clone().listen(listener))).collect();
        Ok(Self { hub, room: Some(thread), runtime: Some(runtime), places, listening, invitations, announcement, wake })
    }

    /// How to get in, for each network address of this machine, the likeliest first.
    pub fn invitations(&self) -> &[Invitation] {
        &self.invitations
    }

    /// The way of this machine's own window into the session.
    pub fn link(&self) -> Link {
        let (link, end) = Link::new(Arc::clone(&self.wake));
        if let Some(runtime) = &self.runtime {
            runtime.spawn(in_memory(self.hub.clone(), end));
        }
        link
    }

    /// The map as the room has it, when it has changed since this was last asked. Waits for the room.
    pub fn changed_map(&self) -> Option<EmpathyMap> {
        if self.hub.take_changed() { self.map() } else { None }
    }

    /// The map as the room has it; `None` when the session has failed. Waits for the room.
    pub fn map(&self) -> Option<EmpathyMap> {
        self.hub.ask(|room| (room.map().clone(), Vec::new()))
    }

    /// What is not on the map although somebody wrote it: [`Room::left_out`]. Waits for the room.
    pub fn left_out(&self) -> Option<String> {
        self.hub.ask(|room| (room.left_out(), Vec::new())).flatten()
    }

    /// Merges a map that was changed elsewhere: [`Room::merge`]. The map with both, and how many changes came. Waits for the room.
    ///
    /// # Errors
    /// A sentence: why it cannot be merged.
    pub fn merge(&self, base: &EmpathyMap, theirs: &EmpathyMap) -> Result<(EmpathyMap, usize), String> {
        let (base, theirs) = (base.clone(), theirs.clone());
        let merged = self.hub.ask(move |room| match room.merge(&base, &theirs) {
            Ok((count, outputs)) => (Ok((room.map().clone(), count)), outputs),
            Err(error) => (Err(error.to_string()), Vec::new()),
        });
        merged.unwrap_or_else(|| Err("The session has failed.".into()))
    }

    /// Tells everybody that the session has ended, and ends it; the map as it was in the end. Waits a second at most for those who
    /// are slow to hear it.
    pub fn stop(mut self) -> Option<EmpathyMap> {
        self.end()
    }

    fn end(&mut self) -> Option<EmpathyMap> {
        self.announcement = None;
        self.hub.stop();
        // A room that failed has told everybody too.
        let map = self.room.take()?.join().ok();
        if let Some(runtime) = self.runtime.take() {
            runtime.block_on(async {
                for listening in self.listening.drain(..) {
                    listening.abort();
                    // It ends with its abortion, and the port is free.
                    let _ = listening.await;
                }
                // Who has not heard of the end by then finds a closed socket.
                let _ = timeout(millis(CLOSING_MS), self.places.all_free()).await;
            });
            runtime.shutdown_background();
        }
        map
    }
}

impl Drop for Hosting {
    fn drop(&mut self) {
        self.end();
    }
}

/// A random name.
fn name() -> Result<String, String> {
    Ok(data_encoding::HEXLOWER.encode(&random::<16>()?))
}

fn invitations(shown: &[IpAddr], port: u16, secrets: &Secrets, fingerprint: [u8; 32]) -> Vec<Invitation> {
    let at = |address: &IpAddr| Invitation::new(SocketAddr::new(*address, port).to_string(), secrets, fingerprint);
    shown.iter().map(at).collect()
}

/// Listens on one address, or on all of IPv4 and on each of IPv6, so that no system's idea of both at once matters.
async fn listen(bind: Option<IpAddr>, port: Option<u16>, addresses: &[IpAddr]) -> Result<Vec<TcpListener>, String> {
    let first = bind.unwrap_or(Ipv4Addr::UNSPECIFIED.into());
    let listener = match port {
        Some(port) => TcpListener::bind((first, port)).await,
        None => match TcpListener::bind((first, PORT)).await {
            Ok(listener) => Ok(listener),
            Err(_) => TcpListener::bind((first, 0)).await,
        },
    };
    let listener = listener.map_err(|error| cannot_listen(&error, first, port))?;
    let port = listener.local_addr().map_err(|error| cannot_listen(&error, first, port))?.port();
    let mut listeners = vec![listener];
    if bind.is_none() {
        for address in addresses.iter().filter(|address| address.is_ipv6()) {
            match TcpListener::bind((*address, port)).await {
                Ok(listener) => listeners.push(listener),
                Err(error) => log::info!("nobody can join at {address}: {error}"),
            }
        }
    }
    Ok(listeners)
}

fn cannot_listen(error: &std::io::Error, address: IpAddr, port: Option<u16>) -> String {
    use std::io::ErrorKind;
    let port = port.unwrap_or(PORT);
    match error.kind() {
        ErrorKind::AddrInUse => {
            format!("Port {port} is taken by another program. Choose another port, or leave it to this program.")
        }
        ErrorKind::AddrNotAvailable => {
            format!("{address} is no address of this computer. Choose one that it has, or leave it to this program.")
        }
        ErrorKind::PermissionDenied => {
            format!("This computer does not allow port {port}. Choose one above 1023.")
        }
        _ => format!("This computer cannot listen on the network ({error}). Connect it, then try again."),
    }
}

/// Joins the room's and the window's ends, without a socket between them, as often as either falls behind.
async fn in_memory(hub: Hub, end: LinkEnd) {
    let Ok(key) = name() else { return };
    loop {
        let connection = hub.name();
        let from_room = Arc::new(Outgoing::default());
        end.outgoing.open();
        if !end.deliver(LinkEvent::Peer(PeerEvent::Up)).await {
            return;
        }
        let input = RoomInput::EditorJoined { connection, role: Role::Facilitator, key: Some(key.clone()), ours: true };
        hub.join(connection, input, Arc::clone(&from_room)).await;
        let goes_on = carry(&hub, connection, &end, &from_room).await;
        hub.left(connection).await;
        end.outgoing.shut();
        if !goes_on || !end.deliver(LinkEvent::Peer(PeerEvent::Down)).await {
            return;
        }
    }
}

/// Carries messages between room and window: true when it has to begin anew.
async fn carry(hub: &Hub, connection: ConnectionId, end: &LinkEnd, from_room: &Outgoing) -> bool {
    loop {
        tokio::select! {
            next = end.outgoing.next() => match next {
                Next::Message(bytes) => hub.message(connection, bytes.to_vec()).await,
                Next::Ping => {}
                Next::Restart => return true,
                Next::Close(_) => return false,
            },
            next = from_room.next() => match next {
                Next::Message(bytes) => {
                    if !end.deliver(LinkEvent::Peer(PeerEvent::Message(bytes.to_vec()))).await {
                        return false;
                    }
                }
                Next::Ping => {}
                Next::Restart => return true,
                Next::Close(closing) => {
                    if CloseReason::from_code(closing.code).is_some_and(|reason| !reason.is_final()) {
                        return true;
                    }
                    end.deliver(LinkEvent::Ended(closing.sentence)).await;
                    return false;
                }
            },
        }
    }
}
