//! One port for both doors: the first byte says whether somebody speaks TLS or HTTP.

use std::convert::Infallible;
use std::net::SocketAddr;
use std::sync::Arc;

use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::{TcpListener, TcpStream};
use tokio::time::{sleep, timeout};
use tokio_rustls::TlsAcceptor;

use super::doors;
use super::house::{House, Visitor};
use super::places::{Place, Places};
use super::time::millis;
use super::watched::{Progress, Watched};
use crate::session::Millis;
use crate::session::limits::{HEADERS_BYTES, HEADERS_MS, HELLO_MS, REQUESTS_MS};

/// The first byte of a TLS handshake; no HTTP method begins with it.
const HANDSHAKE: u8 = 0x16;

/// The wait after the system gave no socket, as when there are too many open files.
const PAUSE_MS: Millis = 100;

/// What a listener does with those who come.
#[derive(Clone)]
pub struct Reception {
    /// The host.
    pub house: Arc<House>,
    /// The room for sockets.
    pub places: Arc<Places>,
    /// Encryption with the session's own certificate.
    pub tls: TlsAcceptor,
}

impl Reception {
    /// Takes in everybody who comes, as long as there are places.
    pub async fn listen(self, listener: TcpListener) {
        loop {
            let Ok((stream, from)) = listener.accept().await else {
                sleep(millis(PAUSE_MS)).await;
                continue;
            };
            // Without a place the socket is closed before a byte of it is read.
            if let Some(place) = self.places.take(from.ip()) {
                tokio::spawn(self.clone().greet(stream, from, place));
            }
        }
    }

    async fn greet(self, stream: TcpStream, from: SocketAddr, place: Place) {
        let Ok(asked) = stream.local_addr() else { return };
        // Small messages go out at once; where that cannot be had, they go out a little later.
        let _ = stream.set_nodelay(true);
        let mut first = [0];
        let Ok(Ok(1)) = timeout(millis(HELLO_MS), stream.peek(&mut first)).await else { return };
        let is_encrypted = first == [HANDSHAKE];
        let progress = Progress::begun();
        let socket = Watched::new(stream, Arc::clone(&progress), place);
        let visitor = Visitor { address: from.ip(), asked, is_encrypted, progress };
        if !is_encrypted {
            serve(socket, self.house, visitor).await;
        } else if let Ok(Ok(socket)) = timeout(millis(HELLO_MS), self.tls.accept(socket)).await {
            serve(socket, self.house, visitor).await;
        }
    }
}

/// Answers the requests of a connection; one that becomes a WebSocket goes on elsewhere.
async fn serve<S: AsyncRead + AsyncWrite + Unpin + Send + 'static>(socket: S, house: Arc<House>, visitor: Visitor) {
    let service = service_fn(|request| {
        let answer = doors::answer(Arc::clone(&house), visitor.clone(), request);
        async { Ok::<_, Infallible>(answer.await) }
    });
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(millis(HEADERS_MS))
        .max_buf_size(HEADERS_BYTES)
        .serve_connection(TokioIo::new(socket), service)
        .with_upgrades();
    // Whatever goes wrong here is the other side's; there is nobody to tell.
    let _ = timeout(millis(REQUESTS_MS), connection).await;
}
