//! A connection to a host: TCP, TLS with the pinned certificate, WebSocket with the secret.

use std::io::ErrorKind;
use std::net::SocketAddr;
use std::sync::Arc;

use axum::http::header::{AUTHORIZATION, HeaderValue, RETRY_AFTER, SEC_WEBSOCKET_PROTOCOL};
use axum::http::{Response, StatusCode};
use rustls::pki_types::ServerName;
use tokio::net::TcpStream;
use tokio::time::timeout;
use tokio_rustls::TlsConnector;
use tokio_rustls::client::TlsStream;
use tokio_tungstenite::tungstenite::client::IntoClientRequest;
use tokio_tungstenite::tungstenite::protocol::WebSocketConfig;
use tokio_tungstenite::tungstenite::{self, handshake::client::Request};
use tokio_tungstenite::{WebSocketStream, client_async_with_config};

use super::certificate::{client, is_other_host};
use super::doors::{KEY_HEADER, PROTOCOL};
use super::time::millis;
use super::watched::{Progress, Watched};
use crate::session::Refusal;
use crate::session::gate::WRONG;
use crate::session::limits::{CONNECT_MS, SYNC_MESSAGE};

/// Where to connect, and with what.
#[derive(Clone, Debug)]
pub struct Goal {
    /// The host's address and port.
    pub address: String,
    /// What is shown at its gate.
    pub secret: String,
    /// SHA-256 of its certificate.
    pub fingerprint: [u8; 32],
    /// What this program keeps to be the same person again.
    pub key: String,
}

/// Why there is no connection; a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Failure {
    /// Trying again does not change it.
    Final(String),
    /// It may go better later.
    Passing(String),
}

/// A connection.
pub type Socket = WebSocketStream<TlsStream<Watched<TcpStream, ()>>>;

impl Goal {
    /// Connects.
    ///
    /// # Errors
    /// Why not.
    pub async fn dial(&self) -> Result<(Socket, Arc<Progress>), Failure> {
        match timeout(millis(CONNECT_MS), self.connect()).await {
            Ok(connected) => connected,
            Err(_) => Err(self.silent()),
        }
    }

    async fn connect(&self) -> Result<(Socket, Arc<Progress>), Failure> {
        let stream = TcpStream::connect(&self.address).await.map_err(|error| self.unreachable(&error))?;
        let peer = stream.peer_addr().map_err(|error| self.unreachable(&error))?;
        // Small messages go out at once; where that cannot be had, they go out a little later.
        let _ = stream.set_nodelay(true);
        let progress = Progress::begun();
        let stream = Watched::new(stream, Arc::clone(&progress), ());
        let config = client(self.fingerprint).map_err(|error| Failure::Final(error.to_string()))?;
        let name = ServerName::IpAddress(peer.ip().into());
        let stream = TlsConnector::from(Arc::new(config))
            .connect(name, stream)
            .await
            .map_err(|error| if is_other_host(&error) { self.other_host() } else { self.unreachable(&error) })?;
        let limits = WebSocketConfig::default().max_message_size(Some(SYNC_MESSAGE)).max_frame_size(Some(SYNC_MESSAGE));
        let request = self.request(peer)?;
        let (socket, _) =
            client_async_with_config(request, stream, Some(limits)).await.map_err(|error| self.refused(error))?;
        Ok((socket, progress))
    }

    fn request(&self, peer: SocketAddr) -> Result<Request, Failure> {
        // The address in numbers, as the host knows itself; a zone means something on this side only.
        let address = SocketAddr::new(peer.ip(), peer.port());
        let mut request = format!("wss://{address}/edit").into_client_request().map_err(|error| self.refused(error))?;
        let mut bearer =
            HeaderValue::try_from(format!("Bearer {}", self.secret)).map_err(|_| Failure::Final(WRONG.into()))?;
        bearer.set_sensitive(true);
        let headers = request.headers_mut();
        headers.insert(AUTHORIZATION, bearer);
        headers.insert(SEC_WEBSOCKET_PROTOCOL, HeaderValue::from_static(PROTOCOL));
        if let Ok(mut key) = HeaderValue::from_str(&self.key) {
            key.set_sensitive(true);
            headers.insert(KEY_HEADER, key);
        }
        Ok(request)
    }

    fn silent(&self) -> Failure {
        Failure::Passing(format!(
            "{} does not answer. Check that both computers are in the same network, and that no firewall is between them.",
            self.address
        ))
    }

    fn unreachable(&self, error: &std::io::Error) -> Failure {
        let address = &self.address;
        match error.kind() {
            ErrorKind::ConnectionRefused => Failure::Passing(format!(
                "Nobody hosts a session at {address} now. Ask the host whether it has ended, and for the present link."
            )),
            ErrorKind::HostUnreachable | ErrorKind::NetworkUnreachable | ErrorKind::TimedOut => self.silent(),
            ErrorKind::UnexpectedEof | ErrorKind::ConnectionReset | ErrorKind::ConnectionAborted => {
                Failure::Passing(format!("{address} has hung up. It may have no place left; try again in a moment."))
            }
            _ => Failure::Passing(format!("{address} cannot be reached ({error}). Check the network and the link.")),
        }
    }

    fn other_host(&self) -> Failure {
        Failure::Final(format!(
            "At {} is now another session than the one of this link. Ask the host for the present link.",
            self.address
        ))
    }

    fn refused(&self, error: tungstenite::Error) -> Failure {
        match error {
            tungstenite::Error::Http(response) => self.answered(&response),
            tungstenite::Error::Io(error) => self.unreachable(&error),
            error => Failure::Passing(format!("{} gives a strange answer ({error}). Is it the host?", self.address)),
        }
    }

    fn answered<B>(&self, response: &Response<B>) -> Failure {
        match response.status() {
            StatusCode::UNAUTHORIZED => Failure::Final(WRONG.into()),
            StatusCode::FORBIDDEN => {
                Failure::Final("This link or code is for phones and browsers. Ask the host for the editor link.".into())
            }
            StatusCode::TOO_MANY_REQUESTS => {
                let secs = response.headers().get(RETRY_AFTER).and_then(|secs| secs.to_str().ok()?.parse::<u64>().ok());
                Failure::Passing(Refusal::Wait(secs.unwrap_or(60).saturating_mul(1000)).sentence())
            }
            status => Failure::Passing(format!(
                "{} gives a strange answer ({status}). Check that host and guest have the same version of this program.",
                self.address
            )),
        }
    }
}
