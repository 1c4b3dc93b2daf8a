//! Attacks through the participant door, by somebody whose secret is good.

use empathy_map::document::{Edit, TextTarget};
use empathy_map::session::limits::{PHONE_MESSAGE, PHONE_MESSAGES_A_SECOND};
use empathy_map::session::phone::{PhoneMap, ToPhone};
use empathy_map::session::web::FILES;
use tokio_tungstenite::tungstenite::Message;

use super::editors::host;
use crate::session::host::{Host, Ws, ending, next};
use crate::session::phones::hall::{add, delete, moved, text, vote};
use crate::session::window::{Window, until};

const ANA: &str = "the-page-that-ana-has-open";
const BEN: &str = "the-page-that-ben-has-open";

/// Somebody with a page that says whatever they like.
struct Phone(Ws);

impl Phone {
    fn of(host: &Host, client: &str, name: &str) -> Self {
        let mut phone = host.phone();
        let (secret, name) = (host.participant_secret(), serde_json::to_string(name).unwrap());
        phone.send(format!(r#"{{"t":"hello","secret":"{secret}","client":"{client}","name":{name}}}"#).into()).unwrap();
        Self(phone)
    }

    fn hears(&mut self) -> ToPhone {
        serde_json::from_str(next(&mut self.0).unwrap().to_text().unwrap()).unwrap()
    }

    /// The map as it is told at first.
    fn map(&mut self) -> PhoneMap {
        loop {
            if let ToPhone::Welcome { map, .. } = self.hears() {
                return map;
            }
        }
    }

    /// Does something; why it was refused, if it was.
    fn does(&mut self, edit: String) -> Result<(), String> {
        self.0.send(edit.into()).unwrap();
        loop {
            match self.hears() {
                ToPhone::Done { .. } => return Ok(()),
                ToPhone::Refused { why, .. } => return Err(why),
                _ => {}
            }
        }
    }
}

/// Somebody honest writes a note, and the host sees it.
fn goes_on(host: &Host, hana: &mut Window) {
    Phone::of(host, "the-page-that-eve-has-open", "Eve").does(add(1, "eve", "All is well")).unwrap();
    until([hana], |[hana]| hana.text("eve") == "All is well");
    assert_eq!(hana.map().check(), Ok(()));
}

#[test]
fn a_participant_at_the_note_of_another() {
    let (host, mut hana) = host();
    Phone::of(&host, ANA, "Ana").does(add(1, "a1", "Of Ana")).unwrap();
    let mut ben = Phone::of(&host, BEN, "Ben");
    for (note, says) in [("a1", "Of Ana"), ("n1", "Keeps receipts")] {
        for edit in [text(1, note, says, "Defaced"), moved(2, note, "pains"), delete(3, note)] {
            let why = ben.does(edit).unwrap_err();
            assert!(why.contains("somebody else's"), "{why}");
        }
        until([&mut hana], |[hana]| hana.text(note) == says);
    }
    goes_on(&host, &mut hana);
}

#[test]
fn a_note_under_an_identifier_that_exists() {
    let (host, mut hana) = host();
    Phone::of(&host, ANA, "Ana").does(add(1, "a1", "Of Ana")).unwrap();
    let mut ben = Phone::of(&host, BEN, "Ben");
    for (seq, note) in [(1, "a1"), (2, "n1")] {
        ben.does(add(seq, note, "Mine now")).unwrap_err();
        ben.does(delete(seq + 10, note)).unwrap_err();
    }
    goes_on(&host, &mut hana);
    assert_eq!((hana.text("a1"), hana.text("n1")), ("Of Ana", "Keeps receipts"));
}

#[test]
fn the_page_of_another_without_its_name_for_itself() {
    let (host, mut hana) = host();
    Phone::of(&host, ANA, "Ana").does(add(1, "a1", "Of Ana")).unwrap();
    // The same name, and a client that differs in its last letter only.
    let mut other = Phone::of(&host, &ANA.replace("open", "opem"), "Ana");
    other.does(delete(1, "a1")).unwrap_err();
    goes_on(&host, &mut hana);
    assert_eq!(hana.text("a1"), "Of Ana");
}

#[test]
fn a_vote_for_what_is_not_there_and_many_votes() {
    let (host, mut hana) = host();
    let mut ana = Phone::of(&host, ANA, "Ana");
    ana.does(vote(1, "nothing", true)).unwrap_err();
    for seq in 2..12 {
        ana.does(vote(seq, "n1", true)).unwrap();
    }
    goes_on(&host, &mut hana);
    let votes = &hana.map().notes.iter().find(|note| note.id.as_str() == "n1").unwrap().votes;
    assert_eq!(votes.values().sum::<u32>(), 1);
}

const SCRIPTS: [&str; 5] = [
    "<script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>",
    "</textarea><svg onload=alert(1)>",
    "javascript:alert(1)",
    "${alert(1)} {{alert(1)}} \u{202e}<!--",
];

#[test]
fn script_in_every_text() {
    let (host, mut hana) = host();
    for (at, script) in SCRIPTS.iter().enumerate() {
        let mut phone = Phone::of(&host, &format!("{ANA}-{at}"), script);
        phone.does(add(1, &format!("{script}{at}"), script)).unwrap();
        phone.does(add(2, &format!("s{at}"), "Harmless")).unwrap();
        phone.does(text(3, &format!("s{at}"), "Harmless", script)).unwrap();
    }
    let title = TextTarget::Title;
    hana.does(Edit::EditText { target: title, before: "Dana".into(), after: SCRIPTS[0].into() });
    until([&mut hana], |[hana]| SCRIPTS.iter().enumerate().all(|(at, script)| hana.text(&format!("s{at}")) == *script));
    goes_on(&host, &mut hana);
    // What comes to others is the same text, and stays text on the page.
    let map = Phone::of(&host, BEN, "Ben").map();
    assert_eq!(map.title, SCRIPTS[0]);
    for (at, script) in SCRIPTS.iter().enumerate() {
        for id in [format!("s{at}"), format!("{script}{at}")] {
            let note = map.notes.iter().find(|note| note.id.as_str() == id).unwrap();
            assert_eq!(note.text, *script);
        }
    }
    let page = host.get("/", "");
    assert!(page.contains("script-src 'self'"));
    assert!(!page.contains("alert(1)"), "nothing of the map is in the page itself");
}

#[test]
fn a_page_that_would_make_more_than_text_of_a_text() {
    for file in FILES.iter().filter(|file| file.path.ends_with(".js") || file.path == "/") {
        let source = std::str::from_utf8(file.bytes).unwrap();
        for way in [
            "innerHTML",
            "outerHTML",
            "insertAdjacentHTML",
            "createContextualFragment",
            "DOMParser",
            "document.write",
            "eval(",
            "new Function",
            "srcdoc",
            "javascript:",
            "onclick=",
            "onerror=",
        ] {
            assert!(!source.contains(way), "{} uses {way}", file.path);
        }
    }
}

#[test]
fn a_flood_of_messages() {
    let (host, mut hana) = host();
    let mut phone = Phone::of(&host, ANA, "Ana");
    let flood = 100 * PHONE_MESSAGES_A_SECOND;
    for seq in 1..=flood {
        if phone.0.send(add(seq.into(), &format!("f{seq}"), "Flood").into()).is_err() {
            break;
        }
    }
    // The last word may be lost when the host hangs up on what still comes.
    assert!(ending(&mut phone.0).is_none_or(|(code, _)| code == 1008));
    goes_on(&host, &mut hana);
    assert!(hana.map().notes.len() < flood as usize / 2, "{} notes", hana.map().notes.len());
}

#[test]
fn json_that_would_blow_up() {
    let (host, mut hana) = host();
    let deep = |open: &str, close: &str| format!("{}{}", open.repeat(2_500), close.repeat(2_500));
    for message in [
        deep("[", "]"),
        deep(r#"{"t":"#, "}"),
        format!(r#"{{"t":"edit","seq":1,"do":"add","id":"x","quadrant":"thinks","text":{}}}"#, deep("[", "]")),
        r#"{"t":"edit","seq":1e999,"do":"delete","id":"n1"}"#.into(),
        r#"{"t":"edit","seq":-1,"do":"delete","id":"n1"}"#.into(),
        r#"{"t":"edit","seq":18446744073709551616,"do":"delete","id":"n1"}"#.into(),
        format!(r#"{{"t":"edit","seq":{},"do":"delete","id":"n1"}}"#, "9".repeat(10_000)),
        r#"{"t":"edit","seq":1,"seq":2,"do":"delete","id":"n1"}"#.into(),
        r#"{"t":"edit","seq":1,"do":"delete","id":"n1","as":"facilitator"}"#.into(),
        r#"{"t":"edit","seq":1,"do":"merge","id":"n1"}"#.into(),
        r#"{"t":"edit","seq":1,"do":"delete","id":"\ud800"}"#.into(),
        r#"{"t":"welcome"}"#.into(),
        "\0".into(),
    ] {
        let mut phone = Phone::of(&host, ANA, "Ana");
        phone.0.send(message.as_str().into()).unwrap();
        assert_eq!(ending(&mut phone.0).unwrap().0, 4400, "{}", &message[..message.len().min(80)]);
    }
    let mut phone = Phone::of(&host, ANA, "Ana");
    let _ = phone.0.send(Message::text(add(1, "large", &"x".repeat(PHONE_MESSAGE))));
    ending(&mut phone.0);
    goes_on(&host, &mut hana);
    assert_eq!(hana.map().notes.len(), 3);
}

#[test]
fn texts_that_are_no_notes() {
    let (host, mut hana) = host();
    let mut ana = Phone::of(&host, ANA, "Ana");
    for (seq, words) in (1..).zip(["", " \n\t", "\0\u{1}\u{7}", &"x".repeat(1_001)]) {
        ana.does(add(seq, "a1", words)).unwrap_err();
    }
    for (seq, id) in (10..).zip(["", &"i".repeat(65)]) {
        ana.does(add(seq, id, "A note")).unwrap_err();
    }
    ana.does(r#"{"t":"edit","seq":20,"do":"add","id":"a2","quadrant":"nowhere","text":"A note"}"#.into()).unwrap_err();
    goes_on(&host, &mut hana);
    assert_eq!(hana.map().notes.len(), 3);
}
