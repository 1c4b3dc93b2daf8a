//! Attacks from inside somebody's browser, by a page of somebody else's.

use empathy_map::model::EmpathyMap;

use crate::session::host::Host;

fn host() -> Host {
    Host::start(EmpathyMap::default())
}

fn port(host: &Host) -> &str {
    host.address().rsplit_once(':').unwrap().1
}

/// The status of a WebSocket's request with this origin, at either door.
fn statuses(host: &Host, origin: &str) -> [String; 2] {
    let mut phone = host.upgrade("/phone");
    phone.headers_mut().insert("Origin", origin.parse().unwrap());
    let mut editor = host.upgrade("/edit");
    editor.headers_mut().insert("Origin", origin.parse().unwrap());
    editor.headers_mut().insert("Authorization", format!("Bearer {}", host.editor_secret()).parse().unwrap());
    let status = |opened: Result<_, String>| opened.err().unwrap_or_else(|| "101".into());
    [status(host.open(phone, host.socket()).map(drop)), status(host.open(editor, host.tls(host.socket())).map(drop))]
}

#[test]
fn a_web_socket_from_another_site() {
    let host = host();
    for origin in
        ["http://evil.example", "https://evil.example", "http://192.168.1.99:7420", "null", "file://", "http://"]
    {
        assert_eq!(statuses(&host, origin), ["403 Forbidden", "403 Forbidden"], "{origin}");
    }
}

#[test]
fn a_web_socket_from_another_port_of_this_computer() {
    let host = host();
    for origin in ["http://127.0.0.1:1", "https://127.0.0.1:1", "http://localhost", "http://127.0.0.1"] {
        assert_eq!(statuses(&host, origin), ["403 Forbidden", "403 Forbidden"], "{origin}");
    }
}

#[test]
fn an_origin_that_only_looks_like_ours() {
    let host = host();
    let ours = host.address();
    for origin in [
        format!("http://{ours}.evil.example"),
        format!("http://{ours}@evil.example"),
        format!("http://evil.example#{ours}"),
        format!("http://evil.example/{ours}"),
        format!("http://user@{ours}"),
        format!("ws://{ours}"),
        format!("http:/{ours}"),
        format!(" http://evil.example http://{ours}"),
    ] {
        assert_eq!(statuses(&host, &origin), ["403 Forbidden", "403 Forbidden"], "{origin}");
    }
    assert_eq!(statuses(&host, &format!("http://{ours}"))[0], "101", "the page itself may");
}

#[test]
fn two_origins() {
    let host = host();
    let mut request = host.upgrade("/phone");
    let ours = format!("http://{}", host.address());
    request.headers_mut().append("Origin", ours.parse().unwrap());
    request.headers_mut().append("Origin", "http://evil.example".parse().unwrap());
    assert!(host.open(request, host.socket()).is_err());
}

#[test]
fn a_name_that_was_made_to_lead_here() {
    let host = host();
    for path in ["/", "/phone", "/page.js"] {
        let request = format!("GET {path} HTTP/1.1\r\nHost: evil.example:{}\r\n\r\n", port(&host));
        assert!(host.say(&request).starts_with("HTTP/1.1 421"), "{path}");
    }
    let there = format!("evil.example:{}", port(&host));
    let request = format!("GET /edit HTTP/1.1\r\nHost: {there}\r\nOrigin: https://{there}\r\n\r\n");
    assert!(host.say_encrypted(request).starts_with("HTTP/1.1 421"));
}

#[test]
fn a_host_that_only_looks_like_ours() {
    let host = host();
    let port = port(&host);
    for name in [
        String::new(),
        "127.0.0.1".into(),
        "127.0.0.1:1".into(),
        "127.0.0.1:".into(),
        format!("127.0.0.1:{port}.evil.example"),
        format!("127.0.0.1.evil.example:{port}"),
        format!("127.0.0.1.:{port}"),
        format!("evil.example@127.0.0.1:{port}"),
        format!("127.0.0.1@evil.example:{port}"),
        format!("0.0.0.0:{port}"),
        format!("8.8.8.8:{port}"),
        format!("127.1:{port}"),
        format!("2130706433:{port}"),
        format!("localhost.evil.example:{port}"),
        format!("127.0.0.1:{port}/"),
        format!("127.0.0.1:{port}:80"),
        format!("[::1]:{port}x"),
    ] {
        let answer = host.say(format!("GET / HTTP/1.1\r\nHost: {name}\r\n\r\n"));
        assert!(answer.starts_with("HTTP/1.1 421") || answer.starts_with("HTTP/1.1 400"), "{name}: {answer}");
        assert!(!answer.contains("evil.example"), "{name} comes back: {answer}");
    }
    let answer = host.say(format!("GET / HTTP/1.1\r\nHost: localhost:{port}\r\nConnection: close\r\n\r\n"));
    assert!(answer.starts_with("HTTP/1.1 200"), "this computer may call itself so: {answer}");
}

#[test]
fn no_host_and_two_hosts() {
    let host = host();
    let ours = host.address();
    for headers in
        ["".into(), format!("Host: {ours}\r\nHost: evil.example\r\n"), format!("Host: {ours}\r\nHost: {ours}\r\n")]
    {
        let answer = host.say(format!("GET / HTTP/1.1\r\n{headers}\r\n"));
        assert!(!answer.starts_with("HTTP/1.1 200"), "{headers}: {answer}");
    }
    assert!(!host.say("GET / HTTP/1.0\r\n\r\n").contains(" 200 "));
}

#[test]
fn an_address_in_the_first_line() {
    let host = host();
    for uri in
        ["http://evil.example/", "https://evil.example/page.js", "//evil.example/", "http://evil.example:1/phone"]
    {
        let answer = host.say(format!("GET {uri} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n", host.address()));
        assert!(!answer.starts_with("HTTP/1.1 200"), "{uri}: {answer}");
        assert!(!answer.contains("evil.example"), "{uri}: {answer}");
    }
}

#[test]
fn answers_that_another_site_could_use() {
    let host = host();
    for answer in [host.get("/", "Origin: http://evil.example\r\n"), host.get("/", ""), host.get("/nothing", "")] {
        let head = answer.split("\r\n\r\n").next().unwrap().to_ascii_lowercase();
        for header in ["access-control-", "set-cookie", "location:", "server:", "www-authenticate"] {
            assert!(!head.contains(header), "{header}: {head}");
        }
    }
}

#[test]
fn a_page_that_loads_somebody_elses_script() {
    let host = host();
    for path in ["/", "/page.js", "/style.css"] {
        let answer = host.get(path, "");
        let head = answer.split("\r\n\r\n").next().unwrap();
        let policy = head.lines().find_map(|line| line.strip_prefix("content-security-policy: ")).unwrap();
        let rules: Vec<&str> = policy.split("; ").collect();
        let sockets = format!("connect-src 'self' ws://{}", host.address());
        assert_eq!(
            rules,
            [
                "default-src 'none'",
                "script-src 'self'",
                "style-src 'self'",
                &sockets,
                "img-src 'self'",
                "base-uri 'none'",
                "form-action 'none'",
                "frame-ancestors 'none'"
            ]
        );
        for header in [
            "x-content-type-options: nosniff",
            "referrer-policy: no-referrer",
            "cache-control: no-store",
            "cross-origin-opener-policy: same-origin",
            "cross-origin-resource-policy: same-origin",
            "permissions-policy: ",
        ] {
            assert!(head.contains(header), "{path} has no {header}");
        }
    }
}
