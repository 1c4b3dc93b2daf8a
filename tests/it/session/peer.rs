//! Windows in a session: what one person does is what everybody has.

use proptest::collection::vec;
use proptest::prelude::*;

use empathy_map::document::{Document, Step};
use empathy_map::session::wire::{Message, put_number};
use empathy_map::session::{Lane, Peer, PeerEvent, PeerOutput, Presence, Request, Role, limits};

use super::workshop::{Workshop, two_notes, types};

#[test]
fn s8_when_everything_has_arrived_all_maps_are_equal() {
    let mut workshop = Workshop::of_editors(&["Ana", "Ben"]);
    workshop.does(1, &[types("n1", "Keeps receipts", "Keeps all receipts")]);
    workshop.does(2, &[types("n1", "Keeps receipts", "Keeps receipts in a box")]);
    workshop.settles();
    assert_eq!(workshop.text_in_room("n1"), "Keeps all receipts in a box");
    workshop.all_are_equal();
}

#[test]
fn s5_joining_takes_the_rooms_map_and_brings_nothing_along() {
    let mut workshop = Workshop::of_editors(&["Ana"]);
    workshop.does(1, &[types("n1", "Keeps receipts", "Keeps all receipts")]);
    let before = workshop.room.map().clone();
    let ben = workshop.sits("Ben", Role::Editor);
    assert!(!workshop.seats[ben].peer.is_synced());
    workshop.connects(ben);
    workshop.settles();
    assert!(workshop.seats[ben].peer.is_synced());
    assert_eq!(workshop.text(ben, "n1"), "Keeps all receipts");
    assert_ne!(*workshop.room.map(), before);
    workshop.all_are_equal();
}

#[test]
fn what_was_edited_while_the_connection_was_down_is_merged_when_it_is_back() {
    let mut workshop = Workshop::of_editors(&["Ana", "Ben"]);
    workshop.breaks(1);
    workshop.does(1, &[types("n1", "Keeps receipts", "Keeps all receipts")]);
    workshop.does(2, &[types("n1", "Keeps receipts", "Keeps receipts in a box")]);
    // An hour asleep.
    workshop.passes(limits::RESYNC_MS);
    workshop.now += 3_600_000;
    assert!(!workshop.seats[1].peer.is_sent() && !workshop.seats[1].peer.is_synced());
    workshop.connects(1);
    workshop.does(1, &[types("n2", "Asks twice", "Asks thrice")]);
    workshop.settles();
    assert_eq!(workshop.text(2, "n1"), "Keeps all receipts in a box");
    assert_eq!(workshop.text(2, "n2"), "Asks thrice");
    assert!(workshop.seats[1].peer.is_sent() && workshop.seats[1].peer.is_synced());
    workshop.all_are_equal();
}

#[test]
fn undo_takes_back_only_what_this_person_did() {
    let mut workshop = Workshop::of_editors(&["Ana", "Ben"]);
    workshop.does(1, &[types("n1", "Keeps receipts", "Keeps all receipts")]);
    workshop.settles();
    workshop.does(2, &[types("n1", "Keeps all receipts", "Keeps all receipts in a box")]);
    workshop.settles();
    workshop.undoes(1);
    workshop.undoes(1);
    workshop.settles();
    assert_eq!(workshop.text_in_room("n1"), "Keeps receipts in a box");
    workshop.all_are_equal();
}

#[test]
fn somebody_who_joins_has_the_whole_map_and_sees_everybody() {
    let mut workshop = Workshop::of_editors(&["Ana"]);
    let ben = workshop.joins("Ben", Role::Viewer);
    assert_eq!(workshop.names(ben), ["Hana", "Ana", "Ben"]);
    assert_eq!(workshop.names(0), ["Hana", "Ana", "Ben"]);
    assert_eq!(workshop.sees(0, workshop.me(ben)), workshop.sees(ben, workshop.me(ben)));
    workshop.all_are_equal();
}

#[test]
fn people_are_listed_in_the_order_in_which_they_came_whoever_moved_first() {
    let mut workshop = Workshop::with(two_notes());
    for (name, role) in [("Hana", Role::Facilitator), ("Ana", Role::Editor), ("Ben", Role::Editor)] {
        let seat = workshop.sits(name, role);
        workshop.connects(seat);
    }
    // Hana's window is the last one that gets to say anything.
    for seat in [2, 1, 0] {
        while workshop.delivers_one(seat) {}
        workshop.skips(100);
    }
    workshop.settles();
    for seat in 0..3 {
        assert_eq!(workshop.names(seat), ["Hana", "Ana", "Ben"]);
    }
}

#[test]
fn a_window_whose_document_was_replaced_is_the_same_person() {
    let mut workshop = Workshop::of_editors(&["Ana"]);
    let ana = workshop.me(1);
    let state = workshop.seats[1].document.encode_state();
    workshop.seats[1].document = Document::restore(&state, &[]).unwrap();
    workshop.settles();
    workshop.does(1, &[types("n1", "Keeps receipts", "Keeps all receipts")]);
    workshop.settles();
    assert_eq!(workshop.text_in_room("n1"), "Keeps all receipts");
    assert_eq!((workshop.me(1), workshop.names(0)), (ana, vec!["Hana", "Ana"]));
    workshop.all_are_equal();
}

#[test]
fn whether_everything_arrived_is_known_also_without_a_connection() {
    let mut workshop = Workshop::of_editors(&["Ana"]);
    let is_sent = |workshop: &Workshop| workshop.seats[1].peer.is_sent();
    workshop.breaks(1);
    assert!(is_sent(&workshop), "nothing was edited");
    workshop.connects(1);
    workshop.settles();
    workshop.does(1, &[types("n1", "Keeps receipts", "Keeps all receipts")]);
    assert!(is_sent(&workshop), "it was handed over");
    workshop.breaks(1);
    assert!(!is_sent(&workshop), "it may have been lost on the way");
    workshop.connects(1);
    workshop.passes(limits::RESYNC_MS + 1_000);
    workshop.breaks(1);
    assert!(is_sent(&workshop), "the room answered afterwards");
}

#[test]
fn what_people_ask_without_a_connection_is_told_them_to_be_impossible() {
    let mut workshop = Workshop::of_editors(&["Ana"]);
    workshop.breaks(1);
    workshop.asks(1, &Request::Summon { view: [0.0, 0.0, 1.0, 1.0] });
    assert_eq!(workshop.seats[1].said.len(), 1);
}

#[test]
fn pointers_are_sent_thirty_times_a_second_at_most_and_the_last_place_always() {
    let mut document = Document::new(two_notes()).unwrap();
    let mut peer = Peer::new("Ana".into());
    peer.handle(0, PeerEvent::Up, &mut document);
    let mut sent = Vec::new();
    for now in 1..=1_000 {
        let x = now.min(990) as f32;
        let shown = peer.show(now, Presence { cursor: Some([x, 0.0]), ..Presence::default() });
        sent.extend(shown.into_iter().chain(peer.tick(now, &document)).filter_map(|output| match output {
            PeerOutput::Send { bytes, lane: Lane::Presence } => Some(bytes),
            _ => None,
        }));
    }
    assert!((25..=31).contains(&sent.len()), "{}", sent.len());
    let last = String::from_utf8_lossy(sent.last().unwrap());
    assert!(last.contains("[990.0,0.0]"), "{last}");
}

#[test]
fn a_room_that_sends_nonsense_is_survived_and_told_once() {
    let mut document = Document::new(two_notes()).unwrap();
    let mut peer = Peer::new("Ana".into());
    peer.handle(0, PeerEvent::Up, &mut document);
    let nonsense: [&[u8]; 6] = [&[], &[9, 9], &[64, 1, b'{'], &[0, 2, 3, 1, 1, 200], &[0, 0, 1, 255], &[1, 2, 1, 9]];
    let mut said = 0;
    for bytes in nonsense {
        let outputs = peer.handle(0, PeerEvent::Message(bytes.to_vec()), &mut document);
        said += outputs.iter().filter(|output| matches!(output, PeerOutput::Say(_))).count();
    }
    assert_eq!(said, 1);
    assert_eq!(*document.map(), two_notes());
}

/// An update with another client id in it.
fn under_another_name(update: &[u8], from: u64, to: u64) -> Vec<u8> {
    let [from, to] = [from, to].map(|client| {
        let mut bytes = Vec::new();
        put_number(&mut bytes, client);
        bytes
    });
    let mut forged = Vec::new();
    let mut rest = update;
    while let Some((first, others)) = rest.split_first() {
        if let Some(behind) = rest.strip_prefix(from.as_slice()) {
            forged.extend(&to);
            rest = behind;
        } else {
            forged.push(*first);
            rest = others;
        }
    }
    forged
}

#[test]
fn nothing_is_taken_in_that_another_program_wrote_under_the_client_id_of_this_window() {
    let base = Document::new(two_notes()).unwrap().encode_state();
    let [mut document, mut forger] = [(); 2].map(|()| Document::restore(&base, &[]).unwrap());
    let mut peer = Peer::new("Ana".into());
    peer.handle(0, PeerEvent::Up, &mut document);
    let written = forger.apply(&[types("n1", "Keeps receipts", "Keeps all receipts")], Step::Begin).unwrap().update;
    let forged = under_another_name(&written, forger.client_id(), document.client_id());
    let outputs = peer.handle(0, PeerEvent::Message(Message::Update(&forged).encode()), &mut document);
    assert!(matches!(outputs.as_slice(), [PeerOutput::Say(_)]), "{outputs:?}");
    assert_eq!(*document.map(), two_notes());
    // Under its own name it is welcome.
    let outputs = peer.handle(0, PeerEvent::Message(Message::Update(&written).encode()), &mut document);
    assert!(matches!(outputs.as_slice(), [PeerOutput::Applied(_)]), "{outputs:?}");
}

/// Two peers without a room between them: what a relay does.
struct Pair {
    peers: [Peer; 2],
    documents: [Document; 2],
    now: u64,
}

impl Pair {
    fn meet() -> Self {
        let documents = [Document::new(two_notes()).unwrap(), Document::empty()];
        let peers = [("Ana", 3), ("Ben", 4)].map(|(name, color)| Peer::for_relay(name.into(), color));
        let mut pair = Self { peers, documents, now: 1_000 };
        let mut outputs = Vec::new();
        for at in 0..2 {
            let up = pair.peers[at].handle(pair.now, PeerEvent::Up, &mut pair.documents[at]);
            outputs.push((at, up));
        }
        outputs.into_iter().for_each(|(at, outputs)| pair.passes_on(at, outputs));
        pair
    }

    fn passes_on(&mut self, from: usize, outputs: Vec<PeerOutput>) {
        let to = 1 - from;
        for output in outputs {
            if let PeerOutput::Send { bytes, .. } = output {
                let answers = self.peers[to].handle(self.now, PeerEvent::Message(bytes), &mut self.documents[to]);
                self.passes_on(to, answers);
            }
        }
    }

    fn passes(&mut self, millis: u64, who: &[usize]) {
        for _ in 0..millis / 1_000 {
            self.now += 1_000;
            for &at in who {
                let outputs = self.peers[at].tick(self.now, &self.documents[at]);
                self.passes_on(at, outputs);
            }
        }
    }
}

#[test]
fn through_a_relay_everybody_is_an_editor_under_their_own_name_and_colour() {
    let mut pair = Pair::meet();
    assert_eq!(pair.documents[0].map(), pair.documents[1].map());
    for at in 0..2 {
        let people: Vec<_> =
            pair.peers[at].people().iter().map(|person| (person.name.as_str(), person.color, person.role)).collect();
        let mut expected = [("Ana", 3, Role::Editor), ("Ben", 4, Role::Editor)];
        expected.rotate_left(at);
        assert_eq!(people, expected);
        assert!(pair.peers[at].is_synced() && pair.peers[at].is_sent());
        assert!(pair.peers[at].me().is_some() && pair.peers[at].state().is_none());
    }
    let applied = pair.documents[1].apply(&[types("n1", "Keeps receipts", "Keeps all receipts")], Step::Begin);
    let outputs = pair.peers[1].edited(&applied.unwrap().update);
    pair.passes_on(1, outputs);
    assert_eq!(pair.documents[0].map().notes[0].text, "Keeps all receipts");
}

#[test]
fn through_a_relay_people_who_fall_silent_are_gone_and_the_others_stay() {
    let mut pair = Pair::meet();
    pair.passes(5 * limits::PRESENCE_EXPIRES_MS, &[0, 1]);
    assert_eq!(pair.peers[0].people().len(), 2);
    pair.passes(limits::PRESENCE_EXPIRES_MS + 1_000, &[0]);
    assert_eq!(pair.peers[0].people().len(), 1);
}

#[test]
fn through_a_relay_that_lets_only_look_nothing_is_sent() {
    let mut pair = Pair::meet();
    pair.peers[1].set_read_only();
    let applied = pair.documents[1].apply(&[types("n1", "Keeps receipts", "Keeps all receipts")], Step::Begin);
    let outputs = pair.peers[1].edited(&applied.unwrap().update);
    assert!(matches!(outputs.as_slice(), [PeerOutput::Say(_)]));
    let question = Message::Step1(&[0]).encode();
    let answer = pair.peers[1].handle(2_000, PeerEvent::Message(question), &mut pair.documents[1]);
    let empty = Message::Step2(&[0, 0]).encode();
    assert!(matches!(answer.as_slice(), [PeerOutput::Send { bytes, .. }] if *bytes == empty));
    assert!(!pair.peers[1].is_sent());
}

/// What happens in a session.
#[derive(Clone, Debug)]
enum Deed {
    Type { seat: usize, note: usize, at: usize, word: String },
    Undo { seat: usize },
    Point { seat: usize },
    Break { seat: usize },
    Connect { seat: usize },
    Deliver { seat: usize, messages: usize },
    Pass { millis: u64 },
}

fn any_deed() -> impl Strategy<Value = Deed> {
    let seat = 0..3_usize;
    prop_oneof![
        6 => (seat.clone(), 0..2_usize, 0..40_usize, "[a-zé🙂]{1,4}")
            .prop_map(|(seat, note, at, word)| Deed::Type { seat, note, at, word }),
        2 => seat.clone().prop_map(|seat| Deed::Undo { seat }),
        2 => seat.clone().prop_map(|seat| Deed::Point { seat }),
        2 => seat.clone().prop_map(|seat| Deed::Break { seat }),
        3 => seat.clone().prop_map(|seat| Deed::Connect { seat }),
        6 => (seat, 1..6_usize).prop_map(|(seat, messages)| Deed::Deliver { seat, messages }),
        1 => (1..40_000_u64).prop_map(|millis| Deed::Pass { millis }),
    ]
}

fn happens(workshop: &mut Workshop, deed: &Deed) {
    match deed {
        Deed::Type { seat, note, at, word } => {
            let id = ["n1", "n2"][*note];
            let before = workshop.text(*seat, id).to_owned();
            if workshop.map(*seat).notes.len() == 2 {
                let mut letters: Vec<char> = before.chars().collect();
                let at = (*at).min(letters.len());
                letters.splice(at..(at + 1).min(letters.len()), word.chars());
                workshop.does(*seat, &[types(id, &before, &letters.into_iter().collect::<String>())]);
            }
        }
        Deed::Undo { seat } => workshop.undoes(*seat),
        Deed::Point { seat } => {
            workshop.shows(*seat, Presence { cursor: Some([workshop.now as f32, 1.0]), ..Presence::default() });
        }
        Deed::Break { seat } => workshop.breaks(*seat),
        Deed::Connect { seat } if workshop.seats[*seat].connection.is_none() => workshop.connects(*seat),
        Deed::Connect { .. } => {}
        Deed::Deliver { seat, messages } => {
            for _ in 0..*messages {
                workshop.delivers_one(*seat);
            }
        }
        Deed::Pass { millis } => workshop.skips(*millis),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, ..ProptestConfig::default() })]

    #[test]
    fn s8_after_any_number_of_broken_connections_all_maps_are_equal(deeds in vec(any_deed(), 1..120)) {
        let mut workshop = Workshop::of_editors(&["Ana", "Ben"]);
        for deed in &deeds {
            happens(&mut workshop, deed);
        }
        for seat in 0..3 {
            if workshop.seats[seat].connection.is_none() {
                workshop.connects(seat);
            }
        }
        workshop.passes(3_000);
        workshop.all_are_equal();
        for seat in &workshop.seats {
            prop_assert!(seat.peer.is_sent() && seat.peer.is_synced());
            prop_assert_eq!(seat.peer.people().len(), 3);
            prop_assert!(seat.said.is_empty(), "{:?}", seat.said);
        }
    }
}
