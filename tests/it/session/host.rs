//! A real host on this machine, and clients that say exactly what a test wants said.

use std::io::{ErrorKind, Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpStream};
use std::sync::Arc;
use std::time::{Duration, Instant};

use empathy_map::document::Document;
use empathy_map::model::EmpathyMap;
use empathy_map::session::transport::{EditorDoor, HostOptions, Hosting, Link, LinkEvent};
use empathy_map::session::{EditorLink, Invitation};
use rustls::pki_types::ServerName;
use rustls::{ClientConfig, ClientConnection, StreamOwned};
use tokio_tungstenite::tungstenite::handshake::client::Response;
use tokio_tungstenite::tungstenite::protocol::WebSocketConfig;
use tokio_tungstenite::tungstenite::{self, Message, WebSocket, http::Request};

/// Far more than anything here takes, so that a slow machine fails no test.
pub const PATIENCE: Duration = Duration::from_secs(30);

/// A host on loopback.
pub struct Host {
    pub hosting: Hosting,
    /// What it began with.
    pub state: Vec<u8>,
}

/// What a socket of a test is.
pub trait Socket: Read + Write {}
impl<S: Read + Write> Socket for S {}

pub type Ws = WebSocket<Box<dyn Socket>>;

impl Host {
    pub fn start(map: EmpathyMap) -> Self {
        Self::start_with(map, EditorDoor::Encrypted)
    }

    pub fn start_with(map: EmpathyMap, door: EditorDoor) -> Self {
        let options = options(map);
        let state = options.state.clone();
        Self { hosting: Hosting::start_with(options, door, Arc::new(|| {})).unwrap(), state }
    }

    pub fn invitation(&self) -> &Invitation {
        &self.hosting.invitations()[0]
    }

    /// `127.0.0.1:PORT`.
    pub fn address(&self) -> &str {
        &self.invitation().address
    }

    pub fn editor_link(&self) -> EditorLink {
        EditorLink::parse(&self.invitation().editor).unwrap()
    }

    pub fn editor_secret(&self) -> String {
        secret(&self.invitation().editor)
    }

    pub fn viewer_secret(&self) -> String {
        secret(&self.invitation().viewer)
    }

    pub fn participant_secret(&self) -> String {
        secret(&self.invitation().participant)
    }

    /// A socket to the host from `127.0.0.1`.
    pub fn socket(&self) -> TcpStream {
        let socket = TcpStream::connect(self.address()).unwrap();
        socket.set_read_timeout(Some(PATIENCE)).unwrap();
        socket.set_write_timeout(Some(PATIENCE)).unwrap();
        socket
    }

    /// A socket to the host from another address of this machine: all of 127.x.x.x are its own, on Linux.
    pub fn socket_from(&self, address: Ipv4Addr) -> TcpStream {
        self.made(|socket| socket.bind(SocketAddr::from((address, 0))).unwrap())
    }

    /// A socket to the host with little room for what was not read yet.
    pub fn narrow_socket(&self) -> TcpStream {
        self.made(|socket| socket.set_recv_buffer_size(128 << 10).unwrap())
    }

    fn made(&self, prepare: impl FnOnce(&tokio::net::TcpSocket)) -> TcpStream {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        let stream = runtime.block_on(async {
            let socket = tokio::net::TcpSocket::new_v4().unwrap();
            prepare(&socket);
            socket.connect(self.address().parse().unwrap()).await.unwrap()
        });
        let stream = stream.into_std().unwrap();
        stream.set_nonblocking(false).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        stream.set_write_timeout(Some(PATIENCE)).unwrap();
        stream
    }

    /// TLS on a socket, with whatever certificate the host has.
    pub fn tls(&self, socket: TcpStream) -> StreamOwned<ClientConnection, TcpStream> {
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let config = ClientConfig::builder_with_provider(Arc::clone(&provider))
            .with_protocol_versions(&[&rustls::version::TLS13])
            .unwrap()
            .dangerous()
            .with_custom_certificate_verifier(Arc::new(trust::Anybody(provider)))
            .with_no_client_auth();
        let name = ServerName::try_from("127.0.0.1").unwrap();
        StreamOwned::new(ClientConnection::new(Arc::new(config), name).unwrap(), socket)
    }

    /// Says these bytes over plain HTTP, and gives everything that comes until the host closes.
    pub fn say(&self, bytes: impl AsRef<[u8]>) -> String {
        converse(self.socket(), bytes.as_ref())
    }

    /// The same over TLS.
    pub fn say_encrypted(&self, bytes: impl AsRef<[u8]>) -> String {
        converse(self.tls(self.socket()), bytes.as_ref())
    }

    /// A `GET` with the headers that a browser sends, and these.
    pub fn get(&self, path: &str, headers: &str) -> String {
        self.say(format!("GET {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n{headers}\r\n", self.address()))
    }

    /// The request of a WebSocket, as our own program makes it, without a secret.
    pub fn upgrade(&self, path: &str) -> Request<()> {
        Request::get(format!("ws://{}{path}", self.address()))
            .header("Host", self.address())
            .header("Connection", "Upgrade")
            .header("Upgrade", "websocket")
            .header("Sec-WebSocket-Version", "13")
            .header("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ==")
            .body(())
            .unwrap()
    }

    /// Opens a WebSocket over a socket.
    pub fn open(&self, request: Request<()>, socket: impl Socket + 'static) -> Result<(Ws, Response), String> {
        let socket: Box<dyn Socket> = Box::new(socket);
        let limits = WebSocketConfig::default().max_message_size(None).max_frame_size(None);
        tungstenite::client::client_with_config(request, socket, Some(limits)).map_err(|error| match error {
            tungstenite::HandshakeError::Failure(tungstenite::Error::Http(response)) => response.status().to_string(),
            error => error.to_string(),
        })
    }

    /// Opens the editor door with a secret, as another Yjs program does.
    pub fn editor(&self, secret: &str) -> Result<Ws, String> {
        let mut request = self.upgrade("/edit");
        request.headers_mut().insert("Authorization", format!("Bearer {secret}").parse().unwrap());
        Ok(self.open(request, self.tls(self.socket()))?.0)
    }

    /// Opens the participant door, before hello.
    pub fn phone(&self) -> Ws {
        self.open(self.upgrade("/phone"), self.socket()).unwrap().0
    }

    /// Opens the participant door and says hello.
    pub fn phone_of(&self, secret: &str, client: &str) -> Ws {
        let mut phone = self.phone();
        phone.send(hello(secret, client)).unwrap();
        phone
    }
}

pub fn options(map: EmpathyMap) -> HostOptions {
    HostOptions {
        state: Document::new(map).unwrap().encode_state(),
        lineage: String::new(),
        title: "A map".into(),
        bind: Some(Ipv4Addr::LOCALHOST.into()),
        port: Some(0),
        is_led_by_host: true,
        is_announced: false,
    }
}

pub fn hello(secret: &str, client: &str) -> Message {
    Message::text(format!(r#"{{"t":"hello","secret":"{secret}","client":"{client}","name":"Ana"}}"#))
}

/// The secret of a link.
pub fn secret(link: &str) -> String {
    let (_, key) = link.split_once('#').unwrap();
    key.split('.').next().unwrap().to_owned()
}

fn converse(mut socket: impl Socket, bytes: &[u8]) -> String {
    // A host that does not want to hear more has said so.
    let _ = socket.write_all(bytes).and_then(|()| socket.flush());
    let mut answer = Vec::new();
    let mut part = [0; 4096];
    loop {
        match socket.read(&mut part) {
            Ok(0) => break,
            Ok(count) => answer.extend_from_slice(&part[..count]),
            Err(error) if matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut) => {
                panic!("the host neither answers nor closes")
            }
            Err(_) => break,
        }
    }
    String::from_utf8_lossy(&answer).into_owned()
}

/// The next message that is no heartbeat; how the connection ended, where it did.
pub fn next(ws: &mut Ws) -> Result<Message, Option<(u16, String)>> {
    loop {
        match ws.read() {
            Ok(Message::Ping(_) | Message::Pong(_)) => {}
            Ok(Message::Close(frame)) => return Err(frame.map(|frame| (frame.code.into(), frame.reason.to_string()))),
            Ok(message) => return Ok(message),
            Err(tungstenite::Error::Io(error))
                if matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut) =>
            {
                panic!("the host neither answers nor closes")
            }
            Err(_) => return Err(None),
        }
    }
}

/// How a connection ends, whatever comes before.
pub fn ending(ws: &mut Ws) -> Option<(u16, String)> {
    loop {
        if let Err(ending) = next(ws) {
            return ending;
        }
    }
}

/// The next event of a link.
pub fn event(link: &Link) -> LinkEvent {
    let begun = Instant::now();
    loop {
        if let Some(event) = link.try_next() {
            return event;
        }
        assert!(begun.elapsed() < PATIENCE, "nothing comes over the link");
        std::thread::yield_now();
    }
}

mod trust {
    use std::sync::Arc;

    use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
    use rustls::crypto::{CryptoProvider, verify_tls13_signature};
    use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
    use rustls::{DigitallySignedStruct, Error, SignatureScheme};

    /// Somebody who does not look at certificates.
    #[derive(Debug)]
    pub struct Anybody(pub Arc<CryptoProvider>);

    impl ServerCertVerifier for Anybody {
        fn verify_server_cert(
            &self,
            _: &CertificateDer<'_>,
            _: &[CertificateDer<'_>],
            _: &ServerName<'_>,
            _: &[u8],
            _: UnixTime,
        ) -> Result<ServerCertVerified, Error> {
            Ok(ServerCertVerified::assertion())
        }

        fn verify_tls12_signature(
            &self,
            _: &[u8],
            _: &CertificateDer<'_>,
            _: &DigitallySignedStruct,
        ) -> Result<HandshakeSignatureValid, Error> {
            Err(Error::General("not spoken".into()))
        }

        fn verify_tls13_signature(
            &self,
            message: &[u8],
            cert: &CertificateDer<'_>,
            dss: &DigitallySignedStruct,
        ) -> Result<HandshakeSignatureValid, Error> {
            verify_tls13_signature(message, cert, dss, &self.0.signature_verification_algorithms)
        }

        fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
            self.0.signature_verification_algorithms.supported_schemes()
        }
    }
}
