//! Attacks by what is asked, and how.

use std::io::{Read, Write};

use empathy_map::model::EmpathyMap;
use empathy_map::session::limits::HEADERS_BYTES;

use crate::session::host::Host;

fn host() -> Host {
    Host::start(EmpathyMap::default())
}

#[test]
fn paths_that_lead_out_of_the_page() {
    let host = host();
    for path in [
        "/../Cargo.toml",
        "/../../etc/passwd",
        "/%2e%2e/%2e%2e/etc/passwd",
        "/..%2f..%2fetc%2fpasswd",
        "/..%5c..%5cetc",
        "/./page.js",
        "//page.js",
        "/page.js/",
        "/page.js%00.html",
        "/page.js%20",
        "/PAGE.JS",
        "/phone/",
        "/phone/../page.js",
        "/.git/config",
        "/limits.rs",
        "/index.html~",
        "*",
    ] {
        let answer = host.get(path, "");
        assert!(answer.starts_with("HTTP/1.1 4"), "{path}: {answer}");
        assert!(path.len() < 3 || !answer.contains(path), "{path} comes back: {answer}");
    }
    for raw in ["/page.js\0", "/\r\nX-Injected: yes", "/<script>alert(1)</script>", "/\u{fe}"] {
        let answer = host.get(raw, "");
        assert!(!answer.contains("HTTP/1.1 200") && !answer.contains("script>"), "{raw}: {answer}");
    }
}

#[test]
fn methods_that_change_something() {
    let host = host();
    for method in ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "BREW", "get"] {
        for path in ["/", "/page.js", "/phone", "/nothing"] {
            let request = format!("{method} {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n", host.address());
            let answer = host.say(request);
            assert!(answer.starts_with("HTTP/1.1 4"), "{method} {path}: {answer}");
            assert!(!answer.contains(method) || method == "get", "{method} comes back: {answer}");
        }
    }
    let connect = host.say(format!("CONNECT evil.example:443 HTTP/1.1\r\nHost: {}\r\n\r\n", host.address()));
    assert!(connect.starts_with("HTTP/1.1 4"), "{connect}");
}

#[test]
fn a_request_that_hides_another() {
    let host = host();
    let ours = host.address();
    let hidden = format!("GET /page.js HTTP/1.1\r\nHost: {ours}\r\n\r\n");
    for headers in [
        format!("Content-Length: {}\r\nTransfer-Encoding: chunked\r\n", hidden.len()),
        format!("Transfer-Encoding: chunked\r\nContent-Length: {}\r\n", hidden.len()),
        "Transfer-Encoding: xchunked\r\n".into(),
        "Transfer-Encoding: chunked, identity\r\n".into(),
        "Content-Length: 5\r\nContent-Length: 6\r\n".into(),
        "Content-Length: +5\r\n".into(),
        "Content-Length: -1\r\n".into(),
        "Transfer-Encoding : chunked\r\n".into(),
    ] {
        let answer = host.say(format!("GET / HTTP/1.1\r\nHost: {ours}\r\n{headers}\r\n0\r\n\r\n{hidden}"));
        assert!(!answer.contains("HTTP/1.1 200"), "{headers}: {answer}");
        assert!(answer.matches("HTTP/1.1").count() <= 1, "{headers} got two answers: {answer}");
    }
}

#[test]
fn a_request_that_brings_something() {
    let host = host();
    let answer = host.get("/", "Content-Length: 100000000000\r\n");
    assert!(answer.starts_with("HTTP/1.1 400"), "{answer}");
    assert!(host.get("/", "Expect: 100-continue\r\nContent-Length: 10\r\n").starts_with("HTTP/1.1 400"));
    assert!(host.get("/", "Content-Length: 0\r\n").starts_with("HTTP/1.1 200"));
}

#[test]
fn headers_without_end() {
    let host = host();
    let large = format!("X-Large: {}\r\n", "x".repeat(2 * HEADERS_BYTES));
    assert!(!host.get("/", &large).contains(" 200 "));
    let many: String = (0..1000).map(|number| format!("X-{number}: 1\r\n")).collect();
    assert!(!host.get("/", &many).contains(" 200 "));
    let long = format!("/{}", "x".repeat(4 * HEADERS_BYTES));
    assert!(!host.get(&long, "").contains(" 200 "));
}

#[test]
fn bytes_that_are_no_request() {
    let host = host();
    for bytes in [
        &b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"[..],
        b"\x00\x01\x02\x03\r\n\r\n",
        b"SSH-2.0-OpenSSH_9.2\r\n",
        b"GET / HTTP/9.9\r\n\r\n",
        b"GET /\r\n\r\n",
        b"\r\n\r\n\r\n\r\n\r\n\r\nX",
        &[0xff; 70_000],
    ] {
        let answer = host.say(bytes);
        assert!(!answer.contains(" 200 "), "{}: {answer}", String::from_utf8_lossy(bytes));
    }
    assert!(host.get("/", "").contains(" 200 "), "the host goes on");
}

#[test]
fn a_handshake_that_is_none() {
    let host = host();
    for bytes in [&b"\x16\x03\x01\xff\xff"[..], b"\x16GET / HTTP/1.1\r\n\r\n", &[0x16; 20_000]] {
        let mut socket = host.socket();
        // A host that has heard enough has closed.
        let _ = socket.write_all(bytes).and_then(|()| socket.shutdown(std::net::Shutdown::Write));
        let mut answer = Vec::new();
        let _ = socket.read_to_end(&mut answer);
        assert!(!String::from_utf8_lossy(&answer).contains("HTTP"), "{bytes:?}");
    }
    assert!(host.get("/", "").contains(" 200 "), "the host goes on");
}

#[test]
fn the_page_through_tls() {
    let host = host();
    for path in ["/", "/page.js", "/phone"] {
        let request = format!("GET {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n", host.address());
        assert!(host.say_encrypted(&request).starts_with("HTTP/1.1 404"), "{path}");
    }
}

#[test]
fn the_editor_door_without_tls() {
    let host = host();
    let mut request = host.upgrade("/edit");
    request.headers_mut().insert("Authorization", format!("Bearer {}", host.editor_secret()).parse().unwrap());
    assert_eq!(host.open(request, host.socket()).err().unwrap(), "426 Upgrade Required");
}

#[test]
fn a_web_socket_that_is_none() {
    let host = host();
    for headers in [
        "",
        "Connection: Upgrade\r\nUpgrade: websocket\r\n",
        "Connection: Upgrade\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAARAAAAAAAIAAAAA\r\n",
        "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 8\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n",
    ] {
        let answer = host.say(format!("GET /phone HTTP/1.1\r\nHost: {}\r\n{headers}\r\n", host.address()));
        assert!(answer.starts_with("HTTP/1.1 426"), "{headers}: {answer}");
    }
}
