//! Connections that send what was planned and note when it comes back to the others.

use std::fmt;
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use empathy_map::session::wire::{Message as Wire, put_buffer};
use futures_util::stream::{SplitSink, SplitStream};
use futures_util::{SinkExt, StreamExt};
use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use rustls::{ClientConfig, DigitallySignedStruct, SignatureScheme};
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpSocket;
use tokio::sync::Barrier;
use tokio::time::{MissedTickBehavior, interval_at, sleep_until, timeout};
use tokio_rustls::TlsConnector;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::client::IntoClientRequest;
use tokio_tungstenite::{WebSocketStream, client_async};

use crate::plan::{self, Plan, SECONDS};
use crate::server::{Server, cpu_seconds};
use crate::{COUNTED_SECONDS, PRESENCES_A_SECOND, WARM_UP_SECONDS};

/// What is still waited for after the last edit.
const DRAIN: Duration = Duration::from_secs(8);
/// Every how many readers one looks into presences.
const SAMPLE: usize = 10;
/// A server whose edits take longer than this at the 99th percentile has a queue that grows.
const KEEPS_UP_MS: f64 = 1_000.0;

/// What was measured.
pub struct Outcome {
    people: usize,
    /// How long edits took to each reader.
    pub edits: Latencies,
    /// How long presences took to each reader that looked.
    pub presences: Latencies,
    /// The seconds of CPU that the server used while something was sent.
    cpu_seconds: f64,
    /// The cores that the load itself used.
    load_cores: f64,
    /// The server's memory at the end.
    pub memory_mib: f64,
}

/// How long something took, in milliseconds, sorted.
pub struct Latencies(Vec<f64>);

impl Latencies {
    fn of(mut latencies: Vec<f64>) -> Self {
        latencies.sort_by(f64::total_cmp);
        Self(latencies)
    }

    /// The value below which so many percent are.
    pub fn percentile(&self, percent: usize) -> f64 {
        self.0.get((self.0.len() * percent / 100).min(self.0.len().saturating_sub(1))).copied().unwrap_or(f64::NAN)
    }
}

impl Outcome {
    /// The share of edits that arrived, in percent, rounded down.
    pub fn arrived(&self) -> String {
        let share = (self.edits.0.len() * 1000 / self.expected()) as f64 / 10.0;
        format!("{share:.1} %")
    }

    fn expected(&self) -> usize {
        self.people * (self.people - 1) * COUNTED_SECONDS
    }

    /// Whether all edits arrived, and not only after a queue.
    pub fn keeps_up(&self) -> bool {
        self.edits.0.len() == self.expected() && self.edits.percentile(99) <= KEEPS_UP_MS
    }

    /// The server's CPU for one edit or presence that reached one reader, in microseconds.
    pub fn cpu_a_delivery(&self) -> f64 {
        let presences = self.presences.0.len() as f64 * self.people as f64 / self.people.div_ceil(SAMPLE) as f64;
        self.cpu_seconds * 1e6 / (self.edits.0.len() as f64 + presences)
    }

    /// How much of one core the server used.
    pub fn core_share(&self) -> f64 {
        self.cpu_seconds / COUNTED_SECONDS as f64
    }

    /// Whether the budget was kept.
    pub fn is_within_budget(&self) -> bool {
        self.edits.0.len() == self.expected() && self.edits.percentile(99) <= 45.0 && self.core_share() <= 1.0
    }

    fn shown(&self) -> f64 {
        let sent = self.people.div_ceil(SAMPLE) * (self.people - 1) * COUNTED_SECONDS * PRESENCES_A_SECOND;
        100.0 * self.presences.0.len() as f64 / sent as f64
    }
}

impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let pair = |latencies: &Latencies| format!("{:.1} / {:.1}", latencies.percentile(50), latencies.percentile(99));
        write!(
            f,
            "{:>9}  {:>15}  {:>15} {:>7.1} %  {:>7.2} {:>8.2} {:>12.2} {:>7.1} {:>9.2}",
            self.arrived(),
            pair(&self.edits),
            pair(&self.presences),
            self.shown(),
            self.cpu_seconds,
            self.core_share(),
            self.cpu_a_delivery(),
            self.memory_mib,
            self.load_cores,
        )
    }
}

/// Loads a server.
pub fn measure(server: &Server) -> Result<Outcome, String> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .map_err(|error| error.to_string())?;
    runtime.block_on(run(server))
}

async fn run(server: &Server) -> Result<Outcome, String> {
    let people = server.people;
    let (first, state) = settle(server).await?;
    let mut connections = Vec::with_capacity(people);
    for person in 0..people {
        connections.push((Connection::open(server, person).await?, plan::plan(person, &state)?));
    }
    drop(first);
    let shared = Arc::new(Shared {
        start: Instant::now(),
        people,
        edits: times(people, SECONDS),
        presences: times(people, SECONDS * PRESENCES_A_SECOND),
        ready: Barrier::new(people + 1),
    });
    let (mut readers, mut writers) = (Vec::new(), Vec::new());
    for (person, (connection, plan)) in connections.into_iter().enumerate() {
        let (sink, stream) = connection.socket.split();
        writers.push(tokio::spawn(write(person, sink, connection.room, plan, Arc::clone(&shared))));
        readers.push(tokio::spawn(read(person, stream, Arc::clone(&shared))));
    }
    shared.ready.wait().await;
    sleep_until((Instant::now() + Duration::from_secs(WARM_UP_SECONDS as u64)).into()).await;
    let (begun, cpu, own_cpu) = (Instant::now(), server.cpu_seconds(), cpu_seconds("self"));
    let mut sinks = Vec::new();
    for writer in writers {
        // The way out stays open until everything has been read.
        sinks.push(writer.await.map_err(|error| error.to_string())??);
    }
    let load_cores = (cpu_seconds("self") - own_cpu) / begun.elapsed().as_secs_f64();
    let (mut edits, mut presences) = (Vec::new(), Vec::new());
    for reader in readers {
        let seen = reader.await.map_err(|error| error.to_string())?;
        edits.extend(seen.edits);
        presences.extend(seen.presences);
    }
    let outcome = Outcome {
        people,
        edits: Latencies::of(edits),
        presences: Latencies::of(presences),
        cpu_seconds: server.cpu_seconds() - cpu,
        load_cores,
        memory_mib: server.memory_mib(),
    };
    drop(sinks);
    Ok(outcome)
}

/// The state of the room's map, which is put there first where there is none. The connection must stay until others are there:
/// Hocuspocus forgets a room that everybody has left, and edits of a map that it does not know are sent to nobody.
async fn settle(server: &Server) -> Result<(Connection, Vec<u8>), String> {
    let mut connection = Connection::open(server, server.people).await?;
    if let Some(seed) = &server.seed {
        connection.send(Wire::Update(seed).encode()).await?;
    }
    connection.send(Wire::Step1(&[0]).encode()).await?;
    loop {
        let message = connection.next().await?;
        if let Ok(Wire::Step2(state)) = Wire::decode(&message) {
            let state = state.to_vec();
            return Ok((connection, state));
        }
    }
}

/// What all connections share: when each thing was sent, in microseconds since the start.
struct Shared {
    start: Instant,
    people: usize,
    edits: Vec<Vec<AtomicU64>>,
    presences: Vec<Vec<AtomicU64>>,
    ready: Barrier,
}

fn times(people: usize, count: usize) -> Vec<Vec<AtomicU64>> {
    (0..people).map(|_| (0..count).map(|_| AtomicU64::default()).collect()).collect()
}

impl Shared {
    fn now(&self) -> u64 {
        self.start.elapsed().as_micros() as u64
    }

    /// How long ago a thing was sent, in milliseconds.
    fn latency(&self, times: &[Vec<AtomicU64>], person: usize, at: usize) -> Option<f64> {
        let sent = times.get(person)?.get(at)?.load(Ordering::Relaxed);
        Some(self.now().saturating_sub(sent) as f64 / 1000.0)
    }
}

async fn write(
    person: usize,
    mut sink: SplitSink<Socket, Message>,
    room: Option<&'static str>,
    plan: Plan,
    shared: Arc<Shared>,
) -> Result<SplitSink<Socket, Message>, String> {
    let send = |message: &[u8]| Message::Binary(framed(room, message).into());
    let failed = |error: tokio_tungstenite::tungstenite::Error| error.to_string();
    for hello in [Wire::Step1(&[0]).encode(), Wire::Step2(&[0, 0]).encode()] {
        sink.send(send(&hello)).await.map_err(failed)?;
    }
    shared.ready.wait().await;
    let tick = Duration::from_secs(1) / PRESENCES_A_SECOND as u32;
    // Nobody moves in step with the others.
    let begin = Instant::now() + tick * person as u32 / shared.people as u32;
    let mut ticks = interval_at(begin.into(), tick);
    ticks.set_missed_tick_behavior(MissedTickBehavior::Burst);
    for (at, presence) in plan.presences.iter().enumerate() {
        ticks.tick().await;
        if at % PRESENCES_A_SECOND == person % PRESENCES_A_SECOND {
            let edit = at / PRESENCES_A_SECOND;
            shared.edits[person][edit].store(shared.now(), Ordering::Relaxed);
            sink.send(send(&plan.edits[edit])).await.map_err(failed)?;
        }
        shared.presences[person][at].store(shared.now(), Ordering::Relaxed);
        sink.send(send(presence)).await.map_err(failed)?;
    }
    Ok(sink)
}

/// What one reader has seen of the counted seconds.
#[derive(Default)]
struct Seen {
    edits: Vec<f64>,
    presences: Vec<f64>,
}

async fn read(person: usize, mut stream: SplitStream<Socket>, shared: Arc<Shared>) -> Seen {
    let mut seen = Seen::default();
    let mut known = vec![false; shared.people * SECONDS];
    let all = (shared.people - 1) * COUNTED_SECONDS;
    let deadline = Duration::from_secs(SECONDS as u64) + DRAIN;
    while seen.edits.len() < all || !is_over(&shared) {
        let left = deadline.saturating_sub(shared.start.elapsed());
        let patience = if seen.edits.len() < all { left } else { left.min(Duration::from_millis(100)) };
        let frame = match timeout(patience, stream.next()).await {
            Ok(Some(Ok(Message::Binary(frame)))) => frame,
            Ok(Some(Ok(_))) => continue,
            Ok(Some(Err(_)) | None) => break,
            Err(_) if left.is_zero() => break,
            Err(_) => continue,
        };
        for (writer, at) in plan::edits_in(&frame) {
            let is_new = (known.get_mut(writer * SECONDS + at)).is_some_and(|known| !std::mem::replace(known, true));
            if is_new && writer != person && at >= WARM_UP_SECONDS {
                seen.edits.extend(shared.latency(&shared.edits, writer, at));
            }
        }
        if person.is_multiple_of(SAMPLE) {
            for (writer, at) in plan::presences_in(&frame) {
                if writer != person && at >= WARM_UP_SECONDS * PRESENCES_A_SECOND {
                    seen.presences.extend(shared.latency(&shared.presences, writer, at));
                }
            }
        }
    }
    seen
}

/// Whether everything has been sent, and a moment has passed for the last presences.
fn is_over(shared: &Shared) -> bool {
    shared.start.elapsed() > Duration::from_millis(SECONDS as u64 * 1000 + 300)
}

/// What a WebSocket travels over.
trait Stream: AsyncRead + AsyncWrite + Send + Unpin {}
impl<S: AsyncRead + AsyncWrite + Send + Unpin> Stream for S {}

type Socket = WebSocketStream<Box<dyn Stream>>;

struct Connection {
    socket: Socket,
    room: Option<&'static str>,
}

impl Connection {
    /// Connects from an address of this person's own: a host lets only so many in from one.
    async fn open(server: &Server, person: usize) -> Result<Self, String> {
        let request = server.url.as_str().into_client_request().map_err(|error| error.to_string())?;
        let authority = request.uri().authority().ok_or("no address")?.as_str();
        let address: SocketAddr = authority.parse().map_err(|_| "no address")?;
        let stream = async {
            let socket = TcpSocket::new_v4()?;
            socket.bind(SocketAddr::from(([127, 0, 1, 1 + person as u8], 0)))?;
            let stream = socket.connect(address).await?;
            stream.set_nodelay(true)?;
            Ok::<_, std::io::Error>(stream)
        };
        let stream = stream.await.map_err(|error| error.to_string())?;
        let stream: Box<dyn Stream> = if server.url.starts_with("wss:") {
            let connector = TlsConnector::from(Arc::new(trusting()?));
            let name = ServerName::IpAddress(address.ip().into());
            Box::new(connector.connect(name, stream).await.map_err(|error| error.to_string())?)
        } else {
            Box::new(stream)
        };
        let (socket, _) = client_async(request, stream).await.map_err(|error| error.to_string())?;
        let mut connection = Self { socket, room: server.room };
        if connection.room.is_some() {
            let mut token = vec![2, 0];
            put_buffer(&mut token, b"edit");
            connection.send(token).await?;
            while connection.next().await?.first() != Some(&2) {}
        }
        Ok(connection)
    }

    async fn send(&mut self, message: Vec<u8>) -> Result<(), String> {
        let frame = framed(self.room, &message);
        self.socket.send(Message::Binary(frame.into())).await.map_err(|error| error.to_string())
    }

    /// The next message, without the room before it.
    async fn next(&mut self) -> Result<Vec<u8>, String> {
        loop {
            let message = timeout(Duration::from_secs(10), self.socket.next()).await.map_err(|_| "no answer")?;
            if let Message::Binary(frame) = message.ok_or("closed")?.map_err(|error| error.to_string())? {
                let skipped = self.room.map_or(0, |room| 1 + room.len());
                return Ok(frame.get(skipped..).unwrap_or_default().to_vec());
            }
        }
    }
}

fn framed(room: Option<&str>, message: &[u8]) -> Vec<u8> {
    let mut frame = Vec::with_capacity(message.len() + 8);
    if let Some(room) = room {
        put_buffer(&mut frame, room.as_bytes());
    }
    frame.extend_from_slice(message);
    frame
}

/// Takes every certificate: the load is not about trust.
#[derive(Debug)]
struct Trusting;

fn trusting() -> Result<ClientConfig, String> {
    let config = ClientConfig::builder_with_provider(Arc::new(rustls::crypto::ring::default_provider()))
        .with_safe_default_protocol_versions()
        .map_err(|error| error.to_string())?
        .dangerous()
        .with_custom_certificate_verifier(Arc::new(Trusting))
        .with_no_client_auth();
    Ok(config)
}

impl ServerCertVerifier for Trusting {
    fn verify_server_cert(
        &self,
        _: &CertificateDer<'_>,
        _: &[CertificateDer<'_>],
        _: &ServerName<'_>,
        _: &[u8],
        _: UnixTime,
    ) -> Result<ServerCertVerified, rustls::Error> {
        Ok(ServerCertVerified::assertion())
    }

    fn verify_tls12_signature(
        &self,
        _: &[u8],
        _: &CertificateDer<'_>,
        _: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        Ok(HandshakeSignatureValid::assertion())
    }

    fn verify_tls13_signature(
        &self,
        _: &[u8],
        _: &CertificateDer<'_>,
        _: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        Ok(HandshakeSignatureValid::assertion())
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        rustls::crypto::ring::default_provider().signature_verification_algorithms.supported_schemes()
    }
}
