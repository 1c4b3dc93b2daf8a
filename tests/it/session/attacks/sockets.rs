//! Attacks by sockets: too many, too slow, silent.

use std::io::{Read, Write};
use std::net::{Ipv4Addr, TcpStream};

use empathy_map::model::EmpathyMap;
use empathy_map::session::limits::{CONNECTIONS_AN_ADDRESS, SOCKETS};

use crate::session::host::Host;

fn host() -> Host {
    Host::start(EmpathyMap::default())
}

/// Waits until the host closes; what it said before.
fn until_closed(socket: &mut TcpStream) -> Vec<u8> {
    let mut answer = Vec::new();
    let mut part = [0; 1024];
    loop {
        match socket.read(&mut part) {
            Ok(0) => return answer,
            Ok(count) => answer.extend_from_slice(&part[..count]),
            Err(error) if error.kind() == std::io::ErrorKind::WouldBlock => panic!("the host keeps the socket"),
            Err(_) => return answer,
        }
    }
}

/// Whether the host answers over this socket.
fn answers(host: &Host, mut socket: TcpStream) -> bool {
    let request = format!("GET / HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n", host.address());
    // A host without a place has closed.
    let _ = socket.write_all(request.as_bytes());
    until_closed(&mut socket).starts_with(b"HTTP/1.1 200")
}

#[test]
fn more_sockets_than_one_address_may_have() {
    let host = host();
    let greedy = Ipv4Addr::new(127, 0, 7, 1);
    let held: Vec<TcpStream> = (0..CONNECTIONS_AN_ADDRESS).map(|_| host.socket_from(greedy)).collect();
    assert!(!answers(&host, host.socket_from(greedy)), "one more is closed unheard");
    assert!(answers(&host, host.socket()), "others come in");
    drop(held);
    // The places are free as soon as the host has noticed.
    while !answers(&host, host.socket_from(greedy)) {
        std::thread::yield_now();
    }
}

#[test]
fn more_sockets_than_there_are_places() {
    let host = host();
    let from = |number: usize| Ipv4Addr::new(127, 0, 6, u8::try_from(number / CONNECTIONS_AN_ADDRESS + 1).unwrap());
    let held: Vec<TcpStream> = (0..SOCKETS).map(|number| host.socket_from(from(number))).collect();
    assert!(!answers(&host, host.socket()), "one more is closed unheard");
    drop(held);
    while !answers(&host, host.socket()) {
        std::thread::yield_now();
    }
}

#[test]
fn a_socket_that_says_nothing() {
    let host = host();
    assert_eq!(until_closed(&mut host.socket()), b"");
}

#[test]
fn headers_that_come_letter_by_letter() {
    let host = host();
    let mut socket = host.socket();
    let mut writer = socket.try_clone().unwrap();
    let address = host.address().to_owned();
    let drip = std::thread::spawn(move || {
        let request = format!("GET / HTTP/1.1\r\nHost: {address}\r\nX-Slow: {}", "x".repeat(10_000));
        for byte in request.bytes() {
            if writer.write_all(&[byte]).is_err() {
                return true;
            }
            std::thread::sleep(std::time::Duration::from_millis(20));
        }
        false
    });
    let answer = until_closed(&mut socket);
    assert!(!answer.starts_with(b"HTTP/1.1 200"));
    drop(socket);
    assert!(drip.join().unwrap(), "the host has hung up before the end");
}

#[test]
fn a_tls_handshake_that_stops_half_way() {
    let host = host();
    let mut socket = host.socket();
    socket.write_all(b"\x16\x03\x01\x02\x00\x01\x00").unwrap();
    until_closed(&mut socket);
}

#[test]
fn a_phone_that_does_not_say_who_it_is() {
    let host = host();
    let mut phone = host.phone();
    assert_eq!(crate::session::host::ending(&mut phone).unwrap().0, 4408);
}

#[test]
fn a_phone_that_says_who_it_is_letter_by_letter() {
    let host = host();
    let mut socket = host.socket();
    let request = format!(
        "GET /phone HTTP/1.1\r\nHost: {}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n\
         Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n",
        host.address()
    );
    socket.write_all(request.as_bytes()).unwrap();
    // The head of a frame of 2,000 bytes, and a few of them.
    socket.write_all(&[0x81, 0xfe, 0x07, 0xd0, 0, 0, 0, 0, b'{', b'"']).unwrap();
    let answer = until_closed(&mut socket);
    assert!(String::from_utf8_lossy(&answer).starts_with("HTTP/1.1 101"));
}

/// A computer that fell asleep or lost its cable sends nothing any more, not even the end.
#[test]
fn a_connection_that_is_half_open() {
    let host = host();
    let mut socket = host.tls(host.socket());
    let request = format!(
        "GET /edit?token={} HTTP/1.1\r\nHost: {}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n\
         Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n",
        host.editor_secret(),
        host.address()
    );
    socket.write_all(request.as_bytes()).unwrap();
    let mut part = [0; 4096];
    let mut said = Vec::new();
    // It reads, and never answers.
    loop {
        match socket.read(&mut part) {
            Ok(0) => break,
            Ok(count) => said.extend_from_slice(&part[..count]),
            Err(error) if error.kind() == std::io::ErrorKind::WouldBlock => panic!("the host keeps the socket"),
            Err(_) => break,
        }
    }
    assert!(said.starts_with(b"HTTP/1.1 101"));
}
