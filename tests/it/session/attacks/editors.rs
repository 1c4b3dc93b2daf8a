//! Attacks through the editor door, by somebody whose secret is good.

use empathy_map::document::{Document, Step};
use empathy_map::session::wire::{AwarenessEntry, Message as Wire};
use empathy_map::session::{EditorLink, Notice, Request, Role, limits};
use tokio_tungstenite::tungstenite::Message;

use crate::session::host::{Host, Ws, ending, next};
use crate::session::scan::updates;
use crate::session::window::{Window, until};
use crate::session::workshop::{two_notes, types};

const ANA: &str = "the-key-of-anas-program";
const BEN: &str = "the-key-of-bens-program";

/// Somebody with a program that says whatever they like.
pub(super) struct Guest(Ws);

impl Guest {
    pub(super) fn new(host: &Host, secret: &str) -> Self {
        Self(host.editor(secret).unwrap())
    }

    pub(super) fn says(&mut self, message: &Wire<'_>) {
        self.0.send(Message::binary(message.encode())).unwrap();
    }

    /// A document with the room's map.
    pub(super) fn takes_the_map(&mut self) -> Document {
        self.says(&Wire::Step1(&[0]));
        loop {
            let message = next(&mut self.0).unwrap().into_data();
            if let Ok(Wire::Step2(update)) = Wire::decode(&message) {
                let mut document = Document::empty();
                document.import(update).unwrap();
                return document;
            }
        }
    }

    /// Waits until the room has read everything that was said.
    fn is_heard(&mut self) {
        self.takes_the_map();
    }

    /// Says it to a room that may have hung up.
    pub(super) fn tries_to_say(&mut self, message: &Wire<'_>) {
        let _ = self.0.send(Message::binary(message.encode()));
    }

    /// Waits until it is cut for too much; the last word may be lost when the host hangs up on what still comes.
    pub(super) fn hangs_up_for_too_much(mut self) {
        assert!(ending(&mut self.0).is_none_or(|(code, _)| code == 1008));
    }

    /// Waits until the room says something like this.
    pub(super) fn hears(&mut self, is_it: impl Fn(&Wire<'_>) -> bool) {
        while !Wire::decode(&next(&mut self.0).unwrap().into_data()).is_ok_and(|message| is_it(&message)) {}
    }

    pub(super) fn ends_with(mut self, code: u16) {
        assert_eq!(ending(&mut self.0).map(|(code, _)| code), Some(code));
    }
}

/// Two notes, with the host's own window in the room.
pub(super) fn host() -> (Host, Window) {
    let host = Host::start(two_notes());
    let hana = Window::of_host(&host);
    (host, hana)
}

fn viewer_link(host: &Host) -> EditorLink {
    EditorLink::parse(&host.invitation().viewer_desktop).unwrap()
}

#[test]
fn a_viewer_that_writes() {
    let (host, mut hana) = host();
    let mut guest = Guest::new(&host, &host.viewer_secret());
    let mut document = guest.takes_the_map();
    let applied = document.apply(&[types("n1", "Keeps receipts", "Defaced")], Step::Begin).unwrap();
    guest.says(&Wire::Update(&applied.update));
    guest.is_heard();
    until([&mut hana], |[hana]| hana.peer.is_synced());
    assert_eq!((hana.text("n1"), guest.takes_the_map().map()), ("Keeps receipts", &two_notes()));
}

#[test]
fn a_viewer_that_writes_by_the_first_sync() {
    let (host, _) = host();
    let mut guest = Guest::new(&host, &host.viewer_secret());
    let mut document = guest.takes_the_map();
    document.apply(&[types("n1", "Keeps receipts", "Defaced")], Step::Begin).unwrap();
    guest.says(&Wire::Step2(&document.encode_state()));
    guest.is_heard();
    assert_eq!(guest.takes_the_map().map(), &two_notes());
}

#[test]
fn a_viewer_with_our_program_that_writes() {
    let (host, _) = host();
    let mut vera = Window::join(viewer_link(&host), "Vera", ANA).unwrap();
    vera.does(types("n1", "Keeps receipts", "Defaced"));
    until([&mut vera], |[vera]| !vera.said.is_empty());
    assert!(vera.said[0].contains("only look"), "{}", vera.said[0]);
    assert_eq!(host.hosting.stop().unwrap(), two_notes());
}

#[test]
fn messages_that_are_cut_unknown_or_not_for_a_room() {
    let (host, mut hana) = host();
    for bytes in [
        &[][..],
        &[0],
        &[0, 0, 200],
        &[0, 9, 0],
        &[1, 3, 9, 9, 9],
        &[1, 255, 255, 255, 255, 15],
        &[64, 2, b'{', b'}'],
        &[2, 0, 1, b'x'],
        &[255; 40],
        &[3, 3],
    ] {
        let mut guest = Guest::new(&host, &host.editor_secret());
        guest.0.send(Message::binary(bytes.to_vec())).unwrap();
        guest.ends_with(4400);
    }
    until([&mut hana], |[hana]| hana.peer.is_synced());
}

#[test]
fn presence_that_is_no_presence() {
    let (host, _) = host();
    let deep = format!("{}{}", "[".repeat(4000), "]".repeat(4000));
    let large = format!(r#"{{"x":"{}"}}"#, "x".repeat(limits::PRESENCE_BYTES));
    for (json, code) in [("", 4400), ("{", 4400), (&deep, 4400), (&large, 1008)] {
        let mut guest = Guest::new(&host, &host.editor_secret());
        guest.says(&Wire::Awareness(vec![AwarenessEntry { client: 99, clock: 1, json }]));
        guest.ends_with(code);
    }
}

#[test]
fn a_forged_role_and_a_forged_color() {
    let (host, mut hana) = host();
    let mut guest = Guest::new(&host, &host.editor_secret());
    let json = r##"{"user":{"name":"Mallory","role":"facilitator","color":"#000000"},"role":"facilitator"}"##;
    guest.says(&Wire::Awareness(vec![AwarenessEntry { client: 99, clock: 1, json }]));
    until([&mut hana], |[hana]| hana.roles().len() == 2);
    assert!(hana.roles().contains(&("Mallory".into(), Role::Editor)), "{:?}", hana.roles());
}

#[test]
fn presence_in_the_name_of_somebody_else() {
    let (host, mut hana) = host();
    let mut ana = Window::join(host.editor_link(), "Ana", ANA).unwrap();
    until([&mut hana, &mut ana], |windows| windows.iter().all(|window| window.roles().len() == 2));
    let client = ana.document.client_id();
    let mut guest = Guest::new(&host, &host.editor_secret());
    for json in [r#"{"user":{"name":"Mallory"}}"#, "null"] {
        guest.says(&Wire::Awareness(vec![AwarenessEntry { client, clock: 1_000_000, json }]));
    }
    guest.is_heard();
    drop(guest);
    ana.does(types("n1", "Keeps receipts", "Keeps all receipts"));
    until([&mut hana, &mut ana], |[hana, _]| hana.text("n1") == "Keeps all receipts");
    assert!(hana.roles().contains(&("Ana".into(), Role::Editor)), "{:?}", hana.roles());
}

#[test]
fn a_flood_of_presence() {
    let (host, mut hana) = host();
    let mut guest = Guest::new(&host, &host.editor_secret());
    for clock in 0..10 * limits::EDITOR_BURST {
        let entry = AwarenessEntry { client: 99, clock, json: r#"{"cursor":{"x":1,"y":2}}"# };
        if guest.0.send(Message::binary(Wire::Awareness(vec![entry]).encode())).is_err() {
            break;
        }
    }
    // The last word may be lost when the host hangs up on what still comes.
    assert!(ending(&mut guest.0).is_none_or(|(code, _)| code == 1008));
    until([&mut hana], |[hana]| hana.peer.is_synced());
}

#[test]
fn a_flood_of_questions() {
    let (host, mut hana) = host();
    let mut guest = Guest::new(&host, &host.editor_secret());
    for _ in 0..100 {
        if guest.0.send(Message::binary(Wire::Step1(&[0]).encode())).is_err() {
            break;
        }
    }
    assert!(ending(&mut guest.0).is_none_or(|(code, _)| code == 1008));
    until([&mut hana], |[hana]| hana.peer.is_synced());
}

#[test]
fn an_update_larger_than_a_paste() {
    let (host, _) = host();
    let mut guest = Guest::new(&host, &host.editor_secret());
    guest.takes_the_map();
    guest.says(&Wire::Step2(&[0, 0]));
    guest.says(&Wire::Update(&vec![0; limits::EDITOR_MESSAGE + 100]));
    guest.ends_with(1008);
}

#[test]
fn an_editor_who_gives_orders() {
    let (host, mut hana) = host();
    let mut ana = Window::join(host.editor_link(), "Ana", ANA).unwrap();
    until([&mut hana, &mut ana], |[_, ana]| ana.roles().len() == 2 && ana.peer.me().is_some());
    let (me, leader) = (ana.peer.me().unwrap(), ana.peer.people()[0].id);
    for request in [
        Request::Expel { person: leader },
        Request::Rename { person: leader, name: "Nobody".into() },
        Request::SetRole { person: leader, role: Role::Viewer },
        Request::SetRole { person: me, role: Role::Facilitator },
        Request::HandOver { person: me },
        Request::LockJoining { locked: true },
        Request::LockBoard { locked: true },
    ] {
        let before = ana.said.len();
        ana.asks(&request);
        until([&mut hana, &mut ana], |[_, ana]| ana.said.len() > before);
    }
    assert_eq!(ana.said, ["Only the facilitator can do that."; 7]);
    assert_eq!(hana.peer.role(), Role::Facilitator);
    assert!(!hana.is_locked());
}

#[test]
fn a_viewer_who_calls_everybody() {
    let (host, mut hana) = host();
    let mut vera = Window::join(viewer_link(&host), "Vera", ANA).unwrap();
    vera.asks(&Request::Summon { view: [0.0, 0.0, 100.0, 100.0] });
    until([&mut hana, &mut vera], |[_, vera]| !vera.said.is_empty());
    assert_eq!(hana.summons, 0);
}

#[test]
fn orders_that_make_no_sense() {
    let (host, mut hana) = host();
    let mut ana = Window::join(host.editor_link(), "Ana", ANA).unwrap();
    until([&mut hana, &mut ana], |[hana, _]| hana.roles().len() == 2 && hana.peer.me().is_some());
    let nobody = empathy_map::session::PersonId(1);
    let me = hana.peer.me().unwrap();
    for request in [
        Request::HandOver { person: me },
        Request::HandOver { person: nobody },
        Request::Expel { person: me },
        Request::Expel { person: nobody },
        Request::SetRole { person: me, role: Role::Viewer },
    ] {
        hana.asks(&request);
    }
    hana.asks(&Request::LockJoining { locked: true });
    until([&mut hana, &mut ana], |[hana, ana]| hana.is_locked() && ana.is_locked());
    assert_eq!((hana.peer.role(), ana.peer.role()), (Role::Facilitator, Role::Editor));
}

#[test]
fn somebody_who_was_sent_out_comes_back() {
    let (host, mut hana) = host();
    let mut ana = Window::join(host.editor_link(), "Ana", ANA).unwrap();
    until([&mut hana, &mut ana], |[_, ana]| ana.peer.me().is_some());
    hana.asks(&Request::Expel { person: ana.peer.me().unwrap() });
    until([&mut hana, &mut ana], |[_, ana]| ana.ended.is_some());
    assert!(ana.ended.as_deref().unwrap().contains("taken you out"));
    let again = Window::join(host.editor_link(), "Ana", ANA).err().unwrap();
    assert!(again.contains("taken you out"), "{again}");
}

#[test]
fn somebody_new_while_joining_is_locked() {
    let (host, mut hana) = host();
    let mut ana = Window::join(host.editor_link(), "Ana", ANA).unwrap();
    hana.asks(&Request::LockJoining { locked: true });
    until([&mut hana, &mut ana], |[hana, _]| hana.is_locked());
    let ben = Window::join(host.editor_link(), "Ben", BEN).err().unwrap();
    assert!(ben.contains("nobody new in"), "{ben}");
    drop(ana);
    assert!(Window::join(host.editor_link(), "Ana", ANA).is_ok(), "who was here comes back");
}

#[test]
fn control_messages_by_another_program() {
    let (host, hana) = host();
    let mut guest = Guest::new(&host, &host.editor_secret());
    guest.says(&Wire::Control(r#"{"ask":"lock_joining","locked":true}"#));
    guest.ends_with(4400);
    assert!(!matches!(hana.peer.state(), Some(Notice::State { joining_locked: true, .. })));
}

#[test]
fn a_text_that_is_nested_a_level_deeper_with_each_update() {
    let (host, mut hana) = host();
    let mut guest = Guest::new(&host, &host.editor_secret());
    let mut updates = updates::a_level_deeper_each(77);
    guest.says(&Wire::Update(&updates.next().unwrap()));
    guest.is_heard();
    until([&mut hana], |[hana]| hana.text("deep") == "a");
    guest.says(&Wire::Update(&updates.next().unwrap()));
    guest.ends_with(4400);
    let mut ana = Window::join(host.editor_link(), "Ana", ANA).unwrap();
    ana.does(types("deep", "a", "ab"));
    until([&mut hana, &mut ana], |[hana, _]| hana.text("deep") == "ab");
}
