//! A connection to a relay: TCP, TLS that public authorities vouch for, WebSocket.

use std::sync::Arc;

use rustls::pki_types::ServerName;
use rustls::{ClientConfig, RootCertStore};
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;
use tokio_tungstenite::tungstenite::Error;
use tokio_tungstenite::tungstenite::client::IntoClientRequest;
use tokio_tungstenite::tungstenite::protocol::WebSocketConfig;
use tokio_tungstenite::{WebSocketStream, client_async_with_config};

use crate::session::limits::SYNC_MESSAGE;
use crate::session::relay::{Closing, Framing, RelayRoom, address, refused_upgrade};
use crate::session::transport::dial::Failure;
use crate::session::transport::watched::{Progress, Watched};

/// A connection, encrypted or not.
pub type Socket = WebSocketStream<Box<dyn Stream>>;

/// What a WebSocket travels over.
pub trait Stream: AsyncRead + AsyncWrite + Send + Unpin {}

impl<S: AsyncRead + AsyncWrite + Send + Unpin> Stream for S {}

const NO_ADDRESS: &str =
    "The address of the relay cannot be read. It begins with ws:// or wss://, then comes the relay's name.";

/// Connects.
pub async fn dial(room: &RelayRoom, framing: Option<Framing>) -> Result<(Socket, Arc<Progress>), Failure> {
    let address = address(room, framing).map_err(Failure::Final)?;
    let request = address.into_client_request().map_err(|_| Failure::Final(NO_ADDRESS.into()))?;
    let is_encrypted = request.uri().scheme_str() == Some("wss");
    let host = request.uri().host().unwrap_or_default().trim_matches(['[', ']']).to_owned();
    let port = request.uri().port_u16().unwrap_or(if is_encrypted { 443 } else { 80 });
    let unreachable = |error: std::io::Error| {
        Failure::Passing(format!("The relay at {host} cannot be reached ({error}). Check the network and the address."))
    };
    let stream = TcpStream::connect((host.as_str(), port)).await.map_err(unreachable)?;
    // Small messages go out at once; where that cannot be had, they go out a little later.
    let _ = stream.set_nodelay(true);
    let progress = Progress::begun();
    let stream = Watched::new(stream, Arc::clone(&progress), ());
    let stream: Box<dyn Stream> = if is_encrypted {
        let name = ServerName::try_from(host.clone()).map_err(|_| Failure::Final(NO_ADDRESS.into()))?;
        let connector =
            TlsConnector::from(Arc::new(publicly_trusted().map_err(|error| Failure::Final(error.to_string()))?));
        Box::new(connector.connect(name, stream).await.map_err(unreachable)?)
    } else {
        Box::new(stream)
    };
    // The room's name comes on top of a message.
    let most = SYNC_MESSAGE + 1024;
    let limits = WebSocketConfig::default().max_message_size(Some(most)).max_frame_size(Some(most));
    match client_async_with_config(request, stream, Some(limits)).await {
        Ok((socket, _)) => Ok((socket, progress)),
        Err(Error::Http(response)) => Err(match refused_upgrade(response.status().as_u16()) {
            Closing::Final(sentence) => Failure::Final(sentence),
            Closing::Retry => {
                Failure::Passing(format!("The relay is not ready ({}). Try again later.", response.status()))
            }
        }),
        Err(Error::Io(error)) => Err(unreachable(error)),
        Err(error) => Err(Failure::Passing(format!("The relay at {host} gives a strange answer ({error})."))),
    }
}

fn publicly_trusted() -> Result<ClientConfig, rustls::Error> {
    let roots = RootCertStore { roots: webpki_roots::TLS_SERVER_ROOTS.to_vec() };
    Ok(ClientConfig::builder_with_provider(Arc::new(rustls::crypto::ring::default_provider()))
        .with_safe_default_protocol_versions()?
        .with_root_certificates(roots)
        .with_no_client_auth())
}
