//! What people may do, whatever their program says.

use empathy_map::document::{Document, Step};
use empathy_map::session::wire::Message;
use empathy_map::session::{CloseReason, Request, Role, limits};

use super::workshop::{Workshop, notices, types};

const ONE_CORNER: [f32; 4] = [0.0, 0.0, 400.0, 300.0];

fn roles(workshop: &Workshop) -> Vec<Role> {
    workshop.seats.iter().map(|seat| seat.peer.role()).collect()
}

#[test]
fn s2_what_a_person_may_do_is_decided_in_the_room_whatever_their_program_says() {
    let mut workshop = Workshop::of_editors(&["Ana"]);
    let ana = workshop.me(1);
    let host = workshop.me(0);
    let forbidden = [
        Request::Rename { person: host, name: "Nobody".into() },
        Request::Expel { person: host },
        Request::SetRole { person: ana, role: Role::Facilitator },
        Request::HandOver { person: ana },
        Request::LockJoining { locked: true },
        Request::LockBoard { locked: true },
    ];
    for request in &forbidden {
        workshop.seats[1].said.clear();
        workshop.asks(1, request);
        assert_eq!(workshop.seats[1].said.len(), 1, "{request:?}");
    }
    assert_eq!(roles(&workshop), [Role::Facilitator, Role::Editor]);
    assert_eq!(workshop.names(1), ["Hana", "Ana"]);
    let ben = workshop.joins("Ben", Role::Viewer);
    workshop.asks(ben, &Request::Summon { view: ONE_CORNER });
    assert_eq!(workshop.seats[ben].said.len(), 1);
    assert!(workshop.seats[0].summoned.is_empty());
}

#[test]
fn s2_a_viewer_whose_program_writes_nevertheless_is_refused() {
    let mut workshop = Workshop::of_editors(&[]);
    let before = workshop.room.map().clone();
    let guest = workshop.stranger(Role::Viewer, None);
    let mut document = Document::empty();
    document.import(&workshop.seats[0].document.encode_state()).unwrap();
    let first = workshop.takes(guest);
    assert!(!first.iter().any(|bytes| matches!(Message::decode(bytes), Ok(Message::Step1(_)))));

    let applied = document.apply(&[types("n1", "Keeps receipts", "Keeps all receipts")], Step::Begin).unwrap();
    let only_deletes = document.apply(&[types("n1", "Keeps all receipts", "Keeps")], Step::Begin).unwrap();
    let forbidden = [
        Message::Update(&applied.update).encode(),
        Message::Update(&only_deletes.update).encode(),
        Message::Step2(&document.encode_state()).encode(),
    ];
    for message in forbidden {
        workshop.sends(guest, message);
        assert!(matches!(Message::decode(&workshop.takes(guest)[0]), Ok(Message::Denied(_))));
    }
    // Every Yjs program answers a question, also when it has nothing to say.
    workshop.sends(guest, Message::Step2(&[0, 0]).encode());
    assert!(workshop.takes(guest).is_empty());
    assert_eq!(*workshop.room.map(), before);
    assert_eq!(workshop.guests[guest].closed, None);
}

#[test]
fn the_host_leads_and_a_viewer_looks() {
    let mut workshop = Workshop::of_editors(&["Ana"]);
    let ben = workshop.joins("Ben", Role::Viewer);
    assert_eq!(roles(&workshop), [Role::Facilitator, Role::Editor, Role::Viewer]);
    for after in ["Keeps all receipts", "Keeps all the receipts"] {
        let before = workshop.text(ben, "n1").to_owned();
        workshop.does(ben, &[types("n1", &before, after)]);
    }
    workshop.settles();
    assert_eq!(workshop.text_in_room("n1"), "Keeps receipts");
    assert_eq!(workshop.seats[ben].said.len(), 1);
}

#[test]
fn an_editor_who_becomes_a_viewer_keeps_what_was_not_sent_until_they_may_edit_again() {
    let mut workshop = Workshop::of_editors(&["Ana"]);
    let person = workshop.me(1);
    workshop.asks(0, &Request::SetRole { person, role: Role::Viewer });
    assert_eq!(roles(&workshop), [Role::Facilitator, Role::Viewer]);
    workshop.does(1, &[types("n1", "Keeps receipts", "Keeps all receipts")]);
    workshop.settles();
    assert_eq!(workshop.text_in_room("n1"), "Keeps receipts");
    assert!(!workshop.seats[1].peer.is_sent());
    workshop.asks(0, &Request::SetRole { person, role: Role::Editor });
    assert_eq!(workshop.text_in_room("n1"), "Keeps all receipts");
    workshop.does(1, &[types("n1", "Keeps all receipts", "Keeps all receipts in a box")]);
    workshop.settles();
    assert_eq!(workshop.text_in_room("n1"), "Keeps all receipts in a box");
    assert!(workshop.seats[1].peer.is_sent());
    workshop.all_are_equal();
}

#[test]
fn a_role_that_the_facilitator_gave_outlasts_the_connection() {
    let mut workshop = Workshop::of_editors(&["Ana"]);
    let person = workshop.me(1);
    workshop.asks(0, &Request::SetRole { person, role: Role::Viewer });
    workshop.breaks(1);
    workshop.connects(1);
    workshop.settles();
    assert_eq!(roles(&workshop), [Role::Facilitator, Role::Viewer]);
}

#[test]
fn the_lead_is_handed_to_an_editor_and_returns_to_the_host_when_they_leave() {
    let mut workshop = Workshop::of_editors(&["Ana"]);
    let person = workshop.me(1);
    workshop.asks(0, &Request::HandOver { person });
    assert_eq!(roles(&workshop), [Role::Editor, Role::Facilitator]);
    workshop.breaks(1);
    workshop.passes(limits::GONE_MS + 1_000);
    assert_eq!(workshop.seats[0].peer.role(), Role::Facilitator);
    workshop.connects(1);
    workshop.settles();
    assert_eq!(roles(&workshop), [Role::Facilitator, Role::Editor]);
}

#[test]
fn the_lead_is_handed_to_nobody_who_may_not_edit() {
    let mut workshop = Workshop::of_editors(&[]);
    let viewer = workshop.joins("Vera", Role::Viewer);
    let phone = workshop.phone("Pia");
    for person in [workshop.me(viewer), phone] {
        workshop.seats[0].said.clear();
        workshop.asks(0, &Request::HandOver { person });
        assert_eq!(workshop.seats[0].said.len(), 1);
    }
    assert_eq!(roles(&workshop), [Role::Facilitator, Role::Viewer]);
}

#[test]
fn without_a_host_the_editor_who_is_here_longest_leads() {
    let mut workshop = Workshop::without_host();
    let viewer = workshop.joins("Vera", Role::Viewer);
    let ana = workshop.joins("Ana", Role::Editor);
    let ben = workshop.joins("Ben", Role::Editor);
    let roles = |workshop: &Workshop| [viewer, ana, ben].map(|seat| workshop.seats[seat].peer.role());
    assert_eq!(roles(&workshop), [Role::Viewer, Role::Facilitator, Role::Editor]);
    workshop.breaks(ana);
    workshop.passes(limits::GONE_MS - 1_000);
    assert_eq!(workshop.seats[ben].peer.role(), Role::Editor);
    workshop.passes(2_000);
    workshop.connects(ana);
    workshop.settles();
    assert_eq!(roles(&workshop), [Role::Viewer, Role::Editor, Role::Facilitator]);
}

#[test]
fn somebody_who_was_expelled_does_not_come_back() {
    let mut workshop = Workshop::of_editors(&["Ana", "Ben"]);
    let person = workshop.me(1);
    workshop.asks(0, &Request::Expel { person });
    assert_eq!(workshop.seats[1].closed, Some(CloseReason::Expelled));
    assert_eq!(workshop.names(2), ["Hana", "Ben"]);
    workshop.connects(1);
    assert_eq!(workshop.seats[1].closed, Some(CloseReason::Expelled));
    workshop.settles();
    assert_eq!(workshop.names(2), ["Hana", "Ben"]);
}

#[test]
fn who_leads_cannot_send_out_or_demote_themselves_or_the_host() {
    let mut workshop = Workshop::of_editors(&["Ana"]);
    let [host, ana] = [0, 1].map(|seat| workshop.me(seat));
    workshop.asks(0, &Request::HandOver { person: ana });
    for person in [host, ana] {
        workshop.asks(1, &Request::Expel { person });
        workshop.asks(1, &Request::SetRole { person, role: Role::Viewer });
    }
    assert_eq!(workshop.seats[1].said.len(), 4);
    assert_eq!(roles(&workshop), [Role::Editor, Role::Facilitator]);
}

#[test]
fn while_joining_is_locked_only_those_come_in_who_were_here() {
    let mut workshop = Workshop::of_editors(&["Ana"]);
    workshop.asks(0, &Request::LockJoining { locked: true });
    let ben = workshop.joins("Ben", Role::Editor);
    assert_eq!(workshop.seats[ben].closed, Some(CloseReason::JoiningLocked));
    let guest = workshop.stranger(Role::Editor, None);
    assert_eq!(workshop.guests[guest].closed, Some(CloseReason::JoiningLocked));
    workshop.breaks(1);
    workshop.connects(1);
    workshop.settles();
    assert_eq!(workshop.names(0), ["Hana", "Ana"]);
    workshop.asks(0, &Request::LockJoining { locked: false });
    workshop.connects(ben);
    workshop.settles();
    assert_eq!(workshop.names(0), ["Hana", "Ana", "Ben"]);
}

#[test]
fn everybody_is_told_how_the_room_stands() {
    let mut workshop = Workshop::of_editors(&["Ana"]);
    let locks = |workshop: &Workshop| match workshop.seats[1].peer.state() {
        Some(empathy_map::session::Notice::State { joining_locked, board_locked, lineage, .. }) => {
            assert_eq!(lineage, "lineage");
            (*joining_locked, *board_locked)
        }
        other => panic!("{other:?}"),
    };
    assert_eq!(locks(&workshop), (false, false));
    workshop.asks(0, &Request::LockBoard { locked: true });
    assert_eq!(locks(&workshop), (false, true));
    workshop.asks(0, &Request::LockJoining { locked: true });
    assert_eq!(locks(&workshop), (true, true));
}

#[test]
fn people_rename_themselves_and_the_facilitator_anybody() {
    let mut workshop = Workshop::of_editors(&["Ana", "Ben"]);
    let renamed = workshop.seats[1].peer.rename("Anna".into());
    workshop.follows(1, renamed);
    workshop.settles();
    assert_eq!(workshop.names(2), ["Hana", "Anna", "Ben"]);
    let person = workshop.me(1);
    workshop.asks(0, &Request::Rename { person, name: "Annika".into() });
    assert_eq!(workshop.names(1), ["Hana", "Annika", "Ben"]);
    // Her program goes on wishing the old name; that is no new wish.
    workshop.passes(2 * limits::PRESENCE_RENEW_MS);
    assert_eq!(workshop.names(2), ["Hana", "Annika", "Ben"]);
    let renamed = workshop.seats[1].peer.rename("Anna".into());
    workshop.follows(1, renamed);
    workshop.settles();
    assert_eq!(workshop.names(2), ["Hana", "Anna", "Ben"]);
}

#[test]
fn a_summons_reaches_every_other_window_of_ours() {
    let mut workshop = Workshop::of_editors(&["Ana", "Ben"]);
    let guest = workshop.stranger(Role::Editor, None);
    workshop.asks(1, &Request::Summon { view: ONE_CORNER });
    let by = workshop.me(1);
    assert_eq!(workshop.seats[0].summoned, [(by, ONE_CORNER)]);
    assert!(workshop.seats[1].summoned.is_empty());
    assert_eq!(workshop.seats[2].summoned, [(by, ONE_CORNER)]);
    assert!(notices(&workshop.takes(guest)).is_empty());
    workshop.asks(1, &Request::Summon { view: [0.0, 0.0, f32::NAN, 1.0] });
    assert_eq!(workshop.seats[0].summoned.len(), 1);
}

#[test]
fn the_facilitator_leads_people_on_phones_too() {
    let mut workshop = Workshop::of_editors(&[]);
    let phone = workshop.phone("Pia");
    let sees = |workshop: &Workshop| {
        let person = workshop.sees(0, phone).unwrap();
        (person.name.clone(), person.role, person.on_phone)
    };
    assert_eq!(sees(&workshop), ("Pia".into(), Role::Participant, true));
    workshop.asks(0, &Request::Rename { person: phone, name: "Pia from support".into() });
    workshop.asks(0, &Request::SetRole { person: phone, role: Role::Viewer });
    assert_eq!(sees(&workshop), ("Pia from support".into(), Role::Viewer, true));
    workshop.asks(0, &Request::SetRole { person: phone, role: Role::Editor });
    assert_eq!(workshop.seats[0].said.len(), 1);
    workshop.asks(0, &Request::Expel { person: phone });
    assert_eq!(workshop.sees(0, phone), None);
}
