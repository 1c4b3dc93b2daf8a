//! The two doors and the page behind one port: who asks for what, and with which secret.

use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::extract::ws::{Message, WebSocket, WebSocketUpgrade};
use axum::http::header::{AUTHORIZATION, HOST};
use axum::http::request::Parts;
use axum::http::{Method, Request};
use axum::response::Response;
use tokio::time::timeout;

use super::house::{EditorDoor, House, Visitor};
use super::outgoing::{Closing, Outgoing};
use super::pump::{Connection, Door, close_frame};
use super::time::millis;
use crate::session::invitation::decode_percent;
use crate::session::limits::{CLOSING_MS, HELLO_MS, KEY_CHARS, KEY_CHARS_AT_LEAST, PHONE_MESSAGE, SYNC_MESSAGE};
use crate::session::phone::{FromPhone, ToPhone};
use crate::session::web::{self, Refused};
use crate::session::{CloseReason, Refusal, Role, RoomInput};

/// Marks our own program, which understands control messages.
pub const PROTOCOL: &str = "empathy-map-1";

/// The header with the key of our own program: whoever has it is this person.
pub const KEY_HEADER: &str = "x-empathy-key";

/// What the framing of a sync message takes besides the update in it.
const FRAMING: usize = 16;

/// Answers a request.
pub async fn answer<B>(house: Arc<House>, visitor: Visitor, request: Request<B>) -> Response {
    respond(house, visitor, request).await.unwrap_or_else(Refused::response)
}

async fn respond<B>(house: Arc<House>, visitor: Visitor, request: Request<B>) -> Result<Response, Refused> {
    house.admit(&visitor, &request)?;
    let (mut parts, _) = request.into_parts();
    let path = parts.uri.path();
    // Other Yjs programs append the room's name.
    if path == "/edit" || path.starts_with("/edit/") {
        return editor(house, visitor, &mut parts).await;
    }
    if visitor.is_encrypted {
        return Err(Refused::Path);
    }
    if path == "/phone" {
        return phone(house, visitor, &mut parts).await;
    }
    let host = parts.headers.get(HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
    Ok(web::page(&parts.method, path, host))
}

async fn upgrade(parts: &mut Parts, max_bytes: usize) -> Result<WebSocketUpgrade, Refused> {
    if parts.method != Method::GET {
        return Err(Refused::Method);
    }
    let upgrade = WebSocketUpgrade::from_request_parts(parts, &()).await.map_err(|_| Refused::NoWebSocket)?;
    Ok(upgrade.max_message_size(max_bytes).max_frame_size(max_bytes).read_buffer_size(16 << 10))
}

/// The editor door: the secret is checked before anything else is said.
async fn editor(house: Arc<House>, visitor: Visitor, parts: &mut Parts) -> Result<Response, Refused> {
    let plain_is_fine = house.editor_door == EditorDoor::AlsoPlainFromLoopback
        && visitor.address.to_canonical().is_loopback()
        && visitor.asked.ip().to_canonical().is_loopback();
    if !visitor.is_encrypted && !plain_is_fine {
        return Err(Refused::NotEncrypted);
    }
    let shown = secret(parts).unwrap_or_default();
    let role = house.check(&visitor, &shown).map_err(Refused::Gate)?;
    if !matches!(role, Role::Editor | Role::Viewer) {
        return Err(Refused::Door);
    }
    let upgrade = upgrade(parts, SYNC_MESSAGE + FRAMING).await?.protocols([PROTOCOL]);
    let ours = upgrade.selected_protocol().is_some();
    let key =
        parts.headers.get(KEY_HEADER).and_then(|key| key.to_str().ok()).filter(|key| is_key(key)).map(str::to_owned);
    Ok(upgrade.on_upgrade(move |socket| async move {
        let connection = house.hub.name();
        enter(&house, visitor, Door::Editor, socket, RoomInput::EditorJoined { connection, role, key, ours }).await;
    }))
}

/// The participant door: the first message says who it is, with the secret.
async fn phone(house: Arc<House>, visitor: Visitor, parts: &mut Parts) -> Result<Response, Refused> {
    let upgrade = upgrade(parts, PHONE_MESSAGE).await?;
    Ok(upgrade.on_upgrade(move |mut socket| async move {
        match hello(&house, &visitor, &mut socket).await {
            Ok(input) => enter(&house, visitor, Door::Phone, socket, input).await,
            Err(closing) => say_no(socket, closing).await,
        }
    }))
}

/// Waits for the hello of a phone, and looks at its secret.
async fn hello(house: &House, visitor: &Visitor, socket: &mut WebSocket) -> Result<RoomInput, Closing> {
    let first = async {
        loop {
            match socket.recv().await {
                Some(Ok(Message::Text(text))) => return Ok(text),
                Some(Ok(Message::Ping(_) | Message::Pong(_))) => {}
                _ => return Err(CloseReason::BadMessage),
            }
        }
    };
    let late = Closing { code: 4408, sentence: "The page did not say who it is. Reload it.".into() };
    let text = timeout(millis(HELLO_MS), first).await.map_err(|_| late)??;
    let Ok(FromPhone::Hello { secret, client, name }) = serde_json::from_str(text.as_str()) else {
        return Err(CloseReason::BadMessage.into());
    };
    if !is_key(&client) {
        return Err(CloseReason::BadMessage.into());
    }
    let refused = |refusal: Refusal| Closing { code: refusal.code(), sentence: refusal.sentence() };
    let role = house.check(visitor, &secret).map_err(refused)?;
    if !matches!(role, Role::Participant | Role::Viewer) {
        let sentence =
            "This is the editors' secret, which opens the desktop program only. Ask for the participant link.";
        return Err(Closing { code: 4401, sentence: sentence.into() });
    }
    Ok(RoomInput::PhoneJoined { connection: house.hub.name(), role, client, name })
}

/// Tells a phone why it is not let in: in a message, which the page shows, and in the close frame.
async fn say_no(mut socket: WebSocket, closing: Closing) {
    let refused = ToPhone::Refused { seq: 0, why: closing.sentence.clone() };
    let said = async {
        if let Ok(text) = serde_json::to_string(&refused) {
            socket.send(Message::text(text)).await?;
        }
        socket.send(close_frame(closing)).await?;
        while let Some(Ok(_)) = socket.recv().await {}
        Ok::<_, axum::Error>(())
    };
    // Who does not listen learns nothing.
    let _ = timeout(millis(CLOSING_MS), said).await;
}

/// Brings somebody whose secret was good into the room.
async fn enter(house: &House, visitor: Visitor, door: Door, socket: WebSocket, input: RoomInput) {
    let (RoomInput::EditorJoined { connection: id, .. } | RoomInput::PhoneJoined { connection: id, .. }) = input else {
        return;
    };
    let outgoing = Arc::new(Outgoing::default());
    let hub = house.hub.clone();
    hub.join(id, input, Arc::clone(&outgoing)).await;
    Connection { id, door, hub, outgoing, progress: visitor.progress }.serve(socket).await;
}

/// The secret of a request: as a bearer token, or in the address where a program can do no better.
fn secret(parts: &Parts) -> Option<String> {
    if let Some(header) = parts.headers.get(AUTHORIZATION) {
        let (scheme, secret) = header.to_str().ok()?.split_once(' ')?;
        return scheme.eq_ignore_ascii_case("bearer").then(|| secret.to_owned());
    }
    let query = parts.uri.query()?;
    let token = query.split('&').find_map(|part| part.strip_prefix("token="))?;
    decode_percent(token)
}

/// Whether this can be what a program or page keeps to be the same person again.
fn is_key(key: &str) -> bool {
    (KEY_CHARS_AT_LEAST..=KEY_CHARS).contains(&key.len()) && key.bytes().all(|byte| byte.is_ascii_graphic())
}
