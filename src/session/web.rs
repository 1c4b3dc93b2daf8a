//! The page for phones and browsers, and what every answer over HTTP carries.

mod files;

use axum::body::Body;
use axum::http::header::{
    ALLOW, CACHE_CONTROL, CONNECTION, CONTENT_SECURITY_POLICY, CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue,
    REFERRER_POLICY, RETRY_AFTER, X_CONTENT_TYPE_OPTIONS,
};
use axum::http::{Method, StatusCode};
use axum::response::Response;

use super::Refusal;
use super::gate::WRONG;

pub use files::FILES;

/// A file of the page.
pub struct File {
    /// Its path in the address.
    pub path: &'static str,
    /// Its media type.
    pub kind: &'static str,
    /// What it holds.
    pub bytes: &'static [u8],
}

/// Why a request gets no answer that it wants.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refused {
    /// It names another host than this one.
    Host,
    /// It comes from somebody else's page.
    Origin,
    /// It brings something, and nothing takes any.
    Body,
    /// It does something else than to look.
    Method,
    /// There is nothing of this name.
    Path,
    /// The editor door is behind TLS.
    NotEncrypted,
    /// The secret is good, for another door.
    Door,
    /// The secret is not.
    Gate(Refusal),
    /// It is no WebSocket.
    NoWebSocket,
}

impl Refused {
    fn status(self) -> StatusCode {
        match self {
            Self::Host => StatusCode::MISDIRECTED_REQUEST,
            Self::Origin | Self::Door => StatusCode::FORBIDDEN,
            Self::Body => StatusCode::BAD_REQUEST,
            Self::Method => StatusCode::METHOD_NOT_ALLOWED,
            Self::Path => StatusCode::NOT_FOUND,
            Self::NotEncrypted | Self::NoWebSocket => StatusCode::UPGRADE_REQUIRED,
            Self::Gate(Refusal::Wrong) => StatusCode::UNAUTHORIZED,
            Self::Gate(Refusal::Wait(_)) => StatusCode::TOO_MANY_REQUESTS,
        }
    }

    fn sentence(self) -> String {
        let sentence = match self {
            Self::Host => "Open the session under the address that the host shows, with its numbers.",
            Self::Origin => "Only the session's own page may do this.",
            Self::Body => "Nothing can be sent here.",
            Self::Method => "Here one can only look.",
            Self::Path => "There is nothing here. Open the link that the host shows.",
            Self::NotEncrypted => "Editors come in through TLS.",
            Self::Door => "This link is for phones and browsers. Ask the host for the editor link.",
            Self::Gate(Refusal::Wrong) => WRONG,
            Self::Gate(wait) => return wait.sentence(),
            Self::NoWebSocket => "Here one talks through a WebSocket.",
        };
        sentence.into()
    }

    /// The answer: a sentence, and the end of the connection.
    pub fn response(self) -> Response {
        let mut response = answer(self.status(), "text/plain; charset=utf-8", Body::from(self.sentence() + "\n"));
        let headers = response.headers_mut();
        headers.insert(CONNECTION, HeaderValue::from_static("close"));
        match self {
            Self::Method => drop(headers.insert(ALLOW, HeaderValue::from_static("GET, HEAD"))),
            Self::Gate(Refusal::Wait(millis)) => drop(headers.insert(RETRY_AFTER, millis.div_ceil(1000).into())),
            _ => {}
        }
        response
    }
}

/// Answers a request for a file of the page. `host` is the address under which it was asked, which has been checked.
pub fn page(method: &Method, path: &str, host: &str) -> Response {
    let Some(file) = FILES.iter().find(|file| file.path == path) else { return Refused::Path.response() };
    if method != Method::GET && method != Method::HEAD {
        return Refused::Method.response();
    }
    let mut response = answer(StatusCode::OK, file.kind, Body::from(file.bytes));
    // Safari before version 16 does not count a WebSocket to the same place as `'self'`; no browser's policies know IPv6.
    let socket = if host.starts_with('[') { String::new() } else { format!(" ws://{host}") };
    let policy = POLICY.replace(" SOCKET", &socket);
    if let Ok(policy) = HeaderValue::from_str(&policy) {
        response.headers_mut().insert(CONTENT_SECURITY_POLICY, policy);
    }
    response
}

const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self' SOCKET; \
                      img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

fn answer(status: StatusCode, kind: &'static str, body: Body) -> Response {
    let mut response = Response::new(body);
    *response.status_mut() = status;
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(kind));
    guard(headers);
    response
}

/// What keeps an answer from being more than it is.
fn guard(headers: &mut HeaderMap) {
    const NO_PERMISSIONS: &str = "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()";
    let mut set = |name: HeaderName, value: &'static str| headers.insert(name, HeaderValue::from_static(value));
    set(CONTENT_SECURITY_POLICY, "default-src 'none'; frame-ancestors 'none'");
    set(X_CONTENT_TYPE_OPTIONS, "nosniff");
    set(REFERRER_POLICY, "no-referrer");
    set(CACHE_CONTROL, "no-store");
    set(HeaderName::from_static("cross-origin-opener-policy"), "same-origin");
    set(HeaderName::from_static("cross-origin-resource-policy"), "same-origin");
    set(HeaderName::from_static("permissions-policy"), NO_PERMISSIONS);
}
