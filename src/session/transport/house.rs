//! What all connections of a host share: the room, the gate, the addresses under which it may be asked.

use std::net::{IpAddr, SocketAddr};
use std::sync::{Arc, Mutex, PoisonError};

use axum::http::Request;
use axum::http::header::{CONTENT_LENGTH, HOST, HeaderName, ORIGIN, TRANSFER_ENCODING};
use axum::http::uri::Authority;

use super::hub::Hub;
use super::places;
use super::time::now;
use super::watched::Progress;
use crate::session::web::Refused;
use crate::session::{Gate, Refusal, Role};

/// Where the editor door is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EditorDoor {
    /// Behind TLS.
    Encrypted,
    /// Also without, for tests with programs that cannot pin a certificate; only from this machine itself.
    AlsoPlainFromLoopback,
}

/// A host as its connections see it.
pub struct House {
    /// The way to the room.
    pub hub: Hub,
    /// Who gets in.
    pub gate: Mutex<Gate>,
    /// Where editors come in.
    pub editor_door: EditorDoor,
    /// The addresses of this machine.
    pub addresses: Vec<IpAddr>,
}

/// Whoever is on the other side of a socket.
#[derive(Clone)]
pub struct Visitor {
    /// Where they come from.
    pub address: IpAddr,
    /// The address of ours that they asked.
    pub asked: SocketAddr,
    /// Whether what they say is encrypted.
    pub is_encrypted: bool,
    /// When bytes last went through their socket.
    pub progress: Arc<Progress>,
}

impl House {
    /// Checks a secret or code.
    ///
    /// # Errors
    /// Why they are not let in.
    pub fn check(&self, visitor: &Visitor, shown: &str) -> Result<Role, Refusal> {
        let mut gate = self.gate.lock().unwrap_or_else(PoisonError::into_inner);
        gate.check(now(), &places::group(visitor.address), shown)
    }

    /// Looks at the headers of a request, before anything else is done with it: a page of somebody else's, or a name that was
    /// made to lead here, must not reach the session from inside a browser.
    ///
    /// # Errors
    /// The answer.
    pub fn admit<B>(&self, visitor: &Visitor, request: &Request<B>) -> Result<(), Refused> {
        let headers = request.headers();
        let has_body = headers.contains_key(TRANSFER_ENCODING)
            || headers.get_all(CONTENT_LENGTH).iter().any(|length| length.as_bytes() != b"0");
        if has_body {
            return Err(Refused::Body);
        }
        let host = only(request, HOST)?.ok_or(Refused::Host)?;
        let host: Authority = host.parse().map_err(|_| Refused::Host)?;
        let authority_in_line = request.uri().authority();
        if authority_in_line.is_some_and(|authority| *authority != host) {
            return Err(Refused::Host);
        }
        let origin = only(request, ORIGIN)?;
        // A desktop has made sure of the host by its certificate, and may have come through a tunnel.
        let is_desktop = visitor.is_encrypted && origin.is_none();
        if !is_desktop && !self.is_ours(&host, visitor) {
            return Err(Refused::Host);
        }
        if let Some(origin) = origin {
            let scheme = if visitor.is_encrypted { "https://" } else { "http://" };
            let origin = origin.strip_prefix(scheme).and_then(|origin| origin.parse::<Authority>().ok());
            if origin.is_none_or(|origin| origin != host) {
                return Err(Refused::Origin);
            }
        }
        Ok(())
    }

    /// Whether this is the address under which we were asked, in numbers, or this machine's own name for itself.
    fn is_ours(&self, host: &Authority, visitor: &Visitor) -> bool {
        let default_port = if visitor.is_encrypted { 443 } else { 80 };
        let port = match host.port() {
            Some(port) => port.as_u16(),
            // A port that is no number is not the same as none.
            None if host.as_str().len() == host.host().len() => default_port,
            None => return false,
        };
        if port != visitor.asked.port() || host.as_str().contains('@') {
            return false;
        }
        let name = host.host();
        if name.eq_ignore_ascii_case("localhost") {
            return visitor.address.to_canonical().is_loopback();
        }
        let name = name.strip_prefix('[').and_then(|name| name.strip_suffix(']')).unwrap_or(name);
        let Ok(address) = name.parse::<IpAddr>() else { return false };
        let address = address.to_canonical();
        address == visitor.asked.ip().to_canonical() || self.addresses.contains(&address)
    }
}

/// The header's value, which must stand there once at most.
fn only<B>(request: &Request<B>, name: HeaderName) -> Result<Option<&str>, Refused> {
    let mut values = request.headers().get_all(name).iter();
    let Some(value) = values.next() else { return Ok(None) };
    match (values.next(), value.to_str()) {
        (None, Ok(value)) => Ok(Some(value)),
        _ => Err(Refused::Host),
    }
}
