//! Links that people paste, and the QR code.

use empathy_map::session::EditorLink;
use empathy_map::session::invitation::QrCode;
use proptest::prelude::*;

fn host() -> EditorLink {
    EditorLink::Host {
        address: "192.168.1.20:7420".into(),
        secret: "AAECAwQFBgcICQoLDA0ODw".into(),
        fingerprint: [7; 32],
    }
}

const HOST: &str =
    "empathy-map://192.168.1.20:7420/#AAECAwQFBgcICQoLDA0ODw.BwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwc";

#[test]
fn the_link_of_a_host_is_what_it_has_always_been() {
    assert_eq!(host().to_string(), HOST);
    assert_eq!(EditorLink::parse(HOST), Ok(host()));
}

#[test]
fn a_link_survives_how_people_pass_it_on() {
    let rest = HOST.strip_prefix("empathy-map://").unwrap();
    for text in [
        format!("  {HOST}\n"),
        format!("<{HOST}>"),
        format!("{}\r\n {}", &HOST[..40], &HOST[40..]),
        format!("empathy-map:{rest}"),
        format!("EMPATHY-MAP://{rest}"),
        HOST.replace("/#", "#"),
    ] {
        assert_eq!(EditorLink::parse(&text), Ok(host()), "{text}");
    }
}

#[test]
fn the_link_of_a_relay_carries_any_name_and_token() {
    let relay = EditorLink::Relay {
        url: "wss://relay.example:443/path?x=1&y=2".into(),
        room: "Werkstatt & Küche #1".into(),
        token: "a=b&c#d%20".into(),
    };
    let text = relay.to_string();
    assert!(text.starts_with("empathy-map:relay#url=wss%3A%2F%2Frelay.example"), "{text}");
    assert_eq!(EditorLink::parse(&text), Ok(relay));
}

#[test]
fn what_is_no_editor_link_is_explained() {
    for (text, part) in [
        ("", "no link to a session"),
        ("dana.json", "no link to a session"),
        ("empathy-map://", "not complete"),
        ("empathy-map://192.168.1.20:7420/", "not complete"),
        ("empathy-map://192.168.1.20/#a.b", "no link to a session"),
        ("empathy-map://192.168.1.20:0/#a.b", "no link to a session"),
        ("empathy-map://evil@192.168.1.20:7420/#a.b", "no link to a session"),
        (&HOST[..HOST.len() - 3], "not complete"),
        ("http://192.168.1.20:7420/#AAECAwQFBgcICQoLDA0ODw", "opens in a browser"),
        ("HTTPS://example.org", "opens in a browser"),
        ("empathy-map:relay#url=http%3A%2F%2Fx&room=r", "ws:// or wss://"),
        ("empathy-map:relay#url=ws%3A%2F%2Fx&room=", "no room"),
    ] {
        let sentence = EditorLink::parse(text).unwrap_err();
        assert!(sentence.contains(part), "{text}: {sentence}");
    }
}

#[test]
fn a_qr_code_is_square_has_its_three_corners_and_fits_the_links() {
    let code = QrCode::of("http://192.168.1.20:7420/#AAECAwQFBgcICQoLDA0ODw").unwrap();
    assert_eq!(code.modules.len(), code.side * code.side);
    assert!(code.side <= 33, "{} modules a side are hard to scan from the back of a room", code.side);
    let dark = |x: usize, y: usize| code.modules[y * code.side + x];
    let last = code.side - 7;
    for (left, top) in [(0, 0), (last, 0), (0, last)] {
        let ring: Vec<bool> = (0..7).map(|x| dark(left + x, top)).collect();
        assert_eq!(ring, [true; 7]);
        assert!(!dark(left + 1, top + 1) && dark(left + 3, top + 3));
    }
    let text = code.for_terminal();
    assert_eq!(text.lines().count(), (code.side + 4).div_ceil(2));
    assert!(text.lines().all(|line| line.chars().count() == code.side + 4));
}

#[test]
fn a_text_that_no_code_holds_is_refused() {
    assert!(QrCode::of(&"x".repeat(4000)).unwrap_err().contains("too long"));
}

fn address() -> impl Strategy<Value = String> {
    let port = 1..=u16::MAX;
    prop_oneof![
        (any::<[u8; 4]>(), port.clone()).prop_map(|([a, b, c, d], port)| format!("{a}.{b}.{c}.{d}:{port}")),
        (any::<[u16; 2]>(), port.clone()).prop_map(|([a, b], port)| format!("[2001:db8:{a:x}::{b:x}]:{port}")),
        ("[a-z][a-z0-9-]{0,12}(\\.local)?", port).prop_map(|(name, port)| format!("{name}:{port}")),
    ]
}

fn link() -> impl Strategy<Value = EditorLink> {
    prop_oneof![
        (address(), "\\PC{1,24}", any::<[u8; 32]>()).prop_map(|(address, secret, fingerprint)| EditorLink::Host {
            address,
            secret,
            fingerprint
        }),
        ("wss?://\\PC{1,40}", "\\PC{1,30}", "\\PC{0,30}").prop_map(|(url, room, token)| EditorLink::Relay {
            url,
            room,
            token
        }),
    ]
}

proptest! {
    #[test]
    fn every_link_is_read_as_it_was_written(link in link()) {
        prop_assert_eq!(EditorLink::parse(&link.to_string()), Ok(link));
    }

    #[test]
    fn rubbish_is_refused_in_peace(text in "\\PC{0,80}") {
        let _ = EditorLink::parse(&text);
        let _ = EditorLink::parse(&format!("empathy-map:{text}"));
        let _ = EditorLink::parse(&format!("empathy-map:relay#{text}"));
        let _ = EditorLink::parse(&format!("empathy-map://192.168.1.2:1/#{text}"));
    }

    #[test]
    fn a_link_that_was_damaged_is_refused_or_read(cut in 0usize..HOST.len(), letter in any::<char>()) {
        let mut text = HOST.to_owned();
        text.replace_range(cut..=cut, &letter.to_string());
        let _ = EditorLink::parse(&text);
    }
}
