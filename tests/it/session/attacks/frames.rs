//! Attacks by WebSocket frames.

use std::io::{Read, Write};
use std::net::TcpStream;

use empathy_map::model::EmpathyMap;
use empathy_map::session::limits::{PHONE_MESSAGE, SYNC_MESSAGE};
use tokio_tungstenite::tungstenite::Message;

use crate::session::host::{Host, ending};

const CLIENT: &str = "a-page-that-keeps-this";

fn host() -> Host {
    Host::start(EmpathyMap::default())
}

/// A WebSocket at the participant door, to write raw frames to.
fn raw_phone(host: &Host) -> TcpStream {
    let mut socket = host.socket();
    let request = format!(
        "GET /phone HTTP/1.1\r\nHost: {}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n\
         Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n",
        host.address()
    );
    socket.write_all(request.as_bytes()).unwrap();
    let mut head = Vec::new();
    let mut byte = [0];
    while !head.ends_with(b"\r\n\r\n") {
        assert_eq!(socket.read(&mut byte).unwrap(), 1);
        head.push(byte[0]);
    }
    assert!(head.starts_with(b"HTTP/1.1 101"));
    socket
}

/// Writes frames again and again, until the host has hung up.
fn until_hung_up(mut socket: TcpStream, frames: &[u8], times: usize) {
    for _ in 0..times {
        if socket.write_all(frames).is_err() {
            return;
        }
    }
    let mut rest = Vec::new();
    if let Err(error) = socket.read_to_end(&mut rest) {
        assert_ne!(error.kind(), std::io::ErrorKind::WouldBlock, "the host keeps the socket");
    }
}

/// The head of a masked frame that declares this length.
fn head(first: u8, len: u64) -> Vec<u8> {
    let mut bytes = vec![first, 0xff];
    bytes.extend(len.to_be_bytes());
    bytes.extend([0; 4]);
    bytes
}

#[test]
fn a_frame_larger_than_a_phones() {
    let host = host();
    let mut phone = host.phone();
    let _ = phone.send(Message::text("x".repeat(PHONE_MESSAGE + 1)));
    ending(&mut phone);
    assert!(host.get("/", "").contains(" 200 "), "the host goes on");
}

#[test]
fn a_frame_larger_than_a_whole_map() {
    let host = host();
    let mut editor = host.editor(&host.editor_secret()).unwrap();
    // The host hangs up at the head of the frame, long before its end.
    let _ = editor.send(Message::binary(vec![0; SYNC_MESSAGE + 1024]));
    ending(&mut editor);
    assert!(host.get("/", "").contains(" 200 "), "the host goes on");
}

#[test]
fn a_frame_that_declares_more_than_there_is_memory() {
    let host = host();
    for len in [1 << 20, 1 << 32, i64::MAX as u64, u64::MAX] {
        until_hung_up(raw_phone(&host), &head(0x81, len), 1);
    }
}

#[test]
fn a_message_in_pieces_without_end() {
    let host = host();
    let mut begin = head(0x01, 1000);
    begin.extend([b'x'; 1000]);
    let mut socket = raw_phone(&host);
    socket.write_all(&begin).unwrap();
    let mut more = head(0x00, 1000);
    more.extend([b'x'; 1000]);
    until_hung_up(socket, &more, 100_000);
}

#[test]
fn frames_that_break_the_rules() {
    let host = host();
    for frame in [
        &[0x81, 0x02, b'{', b'}'][..],         // not masked
        &[0xc1, 0x80, 0, 0, 0, 0],             // compressed, which was never agreed
        &[0xf1, 0x80, 0, 0, 0, 0],             // all reserved bits
        &[0x83, 0x80, 0, 0, 0, 0],             // a kind that does not exist
        &[0x80, 0x80, 0, 0, 0, 0],             // goes on with nothing
        &[0x09, 0x80, 0, 0, 0, 0],             // a ping in pieces
        &[0x89, 0xfe, 0x01, 0x00, 0, 0, 0, 0], // a ping of 256 bytes
        &[0x81, 0x82, 0, 0, 0, 0, 0xff, 0xfe], // text that is no UTF-8
        &[0x88, 0x81, 0, 0, 0, 0, 1],          // a close code of one byte
    ] {
        until_hung_up(raw_phone(&host), frame, 1);
    }
}

#[test]
fn bytes_at_the_participant_door() {
    let host = host();
    let mut phone = host.phone();
    phone.send(Message::binary(vec![0, 0, 1, 0])).unwrap();
    assert_eq!(ending(&mut phone).unwrap().0, 4400, "before hello");
    let mut phone = host.phone_of(&host.participant_secret(), CLIENT);
    phone.send(Message::binary(vec![0, 0, 1, 0])).unwrap();
    assert_eq!(ending(&mut phone).unwrap().0, 4400, "after hello");
}

#[test]
fn text_at_the_editor_door() {
    let host = host();
    let mut editor = host.editor(&host.editor_secret()).unwrap();
    editor.send(Message::text(r#"{"t":"ping"}"#)).unwrap();
    assert_eq!(ending(&mut editor).unwrap().0, 4400);
}

#[test]
fn compression_that_would_blow_up() {
    let host = host();
    let mut request = host.upgrade("/phone");
    let offer = "permessage-deflate; client_max_window_bits, x-webkit-deflate-frame";
    request.headers_mut().insert("Sec-WebSocket-Extensions", offer.parse().unwrap());
    let (_, response) = host.open(request, host.socket()).unwrap();
    assert!(response.headers().get("Sec-WebSocket-Extensions").is_none());
}

#[test]
fn a_first_message_that_is_no_hello() {
    let host = host();
    let secret = host.participant_secret();
    let deep = format!("{}{}", "[".repeat(2000), "]".repeat(2000));
    for text in [
        "",
        "null",
        "{}",
        "[]",
        r#"{"t":"ping"}"#,
        r#"{"t":"edit","seq":1,"do":"delete","id":"n1"}"#,
        &deep,
        &format!(r#"{{"t":"hello","secret":"{secret}","client":"short","name":""}}"#),
        &format!(r#"{{"t":"hello","secret":"{secret}","client":"{CLIENT}"}}"#),
        &format!(r#"{{"t":"hello","secret":"{secret}","client":"{CLIENT}","name":"","role":"editor"}}"#),
        &format!(r#"{{"t":"hello","secret":"{secret}","secret":"{secret}","client":"{CLIENT}","name":""}}"#),
        &format!(r#"{{"t":"hello","secret":["{secret}"],"client":"{CLIENT}","name":""}}"#),
        &format!(r#"{{"t":"hello","secret":"{secret}","client":"{CLIENT}","name":1e999}}"#),
        &format!(r#"{{"t":"hello","secret":"{secret}","client":"{}","name":""}}"#, "c".repeat(500)),
        &format!(r#"{{"t":"hello","secret":"{secret}","client":"{CLIENT}\u0000","name":""}}"#),
    ] {
        let mut phone = host.phone();
        phone.send(Message::text(text)).unwrap();
        assert_eq!(ending(&mut phone).unwrap().0, 4400, "{text}");
    }
}
