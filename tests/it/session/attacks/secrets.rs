//! Attacks on the gate.

use std::net::Ipv4Addr;

use empathy_map::model::EmpathyMap;
use empathy_map::session::limits::{GUESSES_AN_ADDRESS, GUESSES_IN_ALL};
use tokio_tungstenite::tungstenite::Message;

use crate::session::host::{Host, Ws, ending, hello, next};

const WRONG: &str = "AAECAwQFBgcICQoLDA0ODw";
const CLIENT: &str = "a-page-that-keeps-this";

fn host() -> Host {
    Host::start(EmpathyMap::default())
}

fn knock(host: &Host, from: Ipv4Addr, shown: &str) -> Result<Ws, String> {
    let mut request = host.upgrade("/edit");
    request.headers_mut().insert("Authorization", format!("Bearer {shown}").parse().unwrap());
    Ok(host.open(request, host.tls(host.socket_from(from)))?.0)
}

/// Nothing that comes before the secret is looked at: not a frame, however it is made.
#[test]
fn s1_nothing_of_a_stranger_is_decoded_before_the_secret_is_checked() {
    let host = host();
    let request = format!(
        "GET /edit HTTP/1.1\r\nHost: {}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n\
         Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n",
        host.address()
    );
    let mut bytes = request.into_bytes();
    // A masked binary frame with an update that no decoder survives unharmed.
    bytes.extend([0x82, 0x85, 0, 0, 0, 0, 0, 2, 0xff, 0xff, 0xff]);
    let answer = host.say_encrypted(bytes);
    assert!(answer.starts_with("HTTP/1.1 401"), "{answer}");
    assert!(answer.contains("connection: close"), "{answer}");
    assert!(host.hosting.changed_map().is_none());
}

#[test]
fn no_secret_at_the_editor_door() {
    let host = host();
    assert_eq!(host.open(host.upgrade("/edit"), host.tls(host.socket())).err().unwrap(), "401 Unauthorized");
}

#[test]
fn a_wrong_secret_at_the_editor_door() {
    assert_eq!(host().editor(WRONG).err().unwrap(), "401 Unauthorized");
}

#[test]
fn the_secret_of_a_session_that_has_ended() {
    let old = host();
    let secrets = [old.editor_secret(), old.viewer_secret()];
    let participant = old.participant_secret();
    old.hosting.stop();
    let host = host();
    for secret in secrets {
        assert_eq!(host.editor(&secret).err().unwrap(), "401 Unauthorized");
    }
    assert_eq!(ending(&mut host.phone_of(&participant, CLIENT)).unwrap().0, 4401);
}

#[test]
fn the_participants_secret_at_the_editor_door() {
    let host = host();
    assert_eq!(host.editor(&host.participant_secret()).err().unwrap(), "403 Forbidden");
    assert_eq!(host.editor(&host.invitation().participant_code).err().unwrap(), "403 Forbidden");
}

#[test]
fn the_editors_secret_at_the_participant_door() {
    let host = host();
    for secret in [host.editor_secret(), host.invitation().editor_code.clone()] {
        let (code, sentence) = ending(&mut host.phone_of(&secret, CLIENT)).unwrap();
        assert_eq!(code, 4401);
        assert!(sentence.contains("desktop program"), "{sentence}");
    }
}

#[test]
fn a_wrong_secret_at_the_participant_door() {
    let mut phone = host().phone_of(WRONG, CLIENT);
    let refused = next(&mut phone).unwrap();
    assert!(
        refused.to_text().unwrap().starts_with(r#"{"t":"refused","seq":0,"why":"This link or code is not"#),
        "{refused}"
    );
    assert_eq!(ending(&mut phone).unwrap().0, 4401);
}

#[test]
fn the_secret_in_a_place_where_it_does_not_belong() {
    let host = host();
    let secret = host.editor_secret();
    for header in ["Cookie", "X-Api-Key", "Sec-WebSocket-Protocol", "Proxy-Authorization"] {
        let mut request = host.upgrade("/edit");
        request.headers_mut().insert(header, secret.parse().unwrap());
        assert!(host.open(request, host.tls(host.socket())).is_err(), "{header}");
    }
    for path in [format!("/edit/{secret}"), format!("/edit?secret={secret}"), format!("/edit?x=token={secret}")] {
        assert_eq!(
            host.open(host.upgrade(&path), host.tls(host.socket())).err().unwrap(),
            "401 Unauthorized",
            "{path}"
        );
    }
    let mut request = host.upgrade("/edit");
    request.headers_mut().insert("Authorization", format!("Basic {secret}").parse().unwrap());
    assert_eq!(host.open(request, host.tls(host.socket())).err().unwrap(), "401 Unauthorized");
}

#[test]
fn a_secret_longer_than_any() {
    let host = host();
    assert_eq!(host.editor(&"A".repeat(8000)).err().unwrap(), "401 Unauthorized");
    let request = format!("GET /edit?token=%ff%zz{} HTTP/1.1\r\nHost: {}\r\n\r\n", "%41".repeat(2000), host.address());
    assert!(host.say_encrypted(request).starts_with("HTTP/1.1 401"));
}

#[test]
fn codes_guessed_from_one_address() {
    let host = host();
    let guesser = Ipv4Addr::new(127, 0, 9, 1);
    for _ in 0..GUESSES_AN_ADDRESS {
        assert_eq!(knock(&host, guesser, "ABCD-EFGH").err().unwrap(), "401 Unauthorized");
    }
    let code = host.invitation().editor_code.clone();
    assert_eq!(knock(&host, guesser, &code).err().unwrap(), "429 Too Many Requests");
    assert!(knock(&host, Ipv4Addr::LOCALHOST, &code).is_ok(), "others type theirs in peace");
}

#[test]
fn codes_guessed_from_many_addresses() {
    let host = host();
    for number in 0..GUESSES_IN_ALL {
        let guesser = Ipv4Addr::new(127, 0, 8, u8::try_from(number + 1).unwrap());
        assert_eq!(knock(&host, guesser, "ABCD-EFGH").err().unwrap(), "401 Unauthorized");
    }
    let code = host.invitation().editor_code.clone();
    assert_eq!(knock(&host, Ipv4Addr::LOCALHOST, &code).err().unwrap(), "429 Too Many Requests");
    assert!(host.editor(&host.editor_secret()).is_ok(), "whoever has the link comes in");
}

#[test]
fn codes_guessed_at_both_doors() {
    let host = host();
    for _ in 0..GUESSES_AN_ADDRESS / 2 {
        assert!(host.editor("ABCD-EFGH").is_err());
        assert_eq!(ending(&mut host.phone_of("ABCD-EFGH", CLIENT)).unwrap().0, 4401);
    }
    let mut phone = host.phone_of(&host.invitation().participant_code, CLIENT);
    assert_eq!(ending(&mut phone).unwrap().0, 1013, "both doors count together");
}

#[test]
fn a_second_hello_with_another_secret() {
    let host = host();
    let mut phone = host.phone_of(WRONG, CLIENT);
    // The door is closing already.
    let _ = phone.send(hello(&host.participant_secret(), CLIENT));
    let _ = phone.send(Message::text(r#"{"t":"ping"}"#));
    assert_eq!(ending(&mut phone).unwrap().0, 4401);
}
