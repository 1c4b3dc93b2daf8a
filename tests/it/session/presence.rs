//! What people see of each other.

use empathy_map::model::ItemRef;
use empathy_map::session::person::{COLORS, Entry, tidy_name};
use empathy_map::session::wire::{AwarenessEntry, Message};
use empathy_map::session::{CloseReason, Lane, Person, Presence, Role, limits};

use super::workshop::Workshop;

fn pointing(x: f32) -> Presence {
    Presence { cursor: Some([x, 0.0]), ..Presence::default() }
}

fn entry(client: u64, clock: u32, json: &str) -> Vec<u8> {
    Message::Awareness(vec![AwarenessEntry { client, clock, json }]).encode()
}

/// The entries of all presence messages, with their lane.
fn entries(inbox: &[(Vec<u8>, Lane)]) -> Vec<(u64, u32, String, Lane)> {
    let mut entries = Vec::new();
    for (bytes, lane) in inbox {
        if let Ok(Message::Awareness(told)) = Message::decode(bytes) {
            entries.extend(told.into_iter().map(|entry| (entry.client, entry.clock, entry.json.to_owned(), *lane)));
        }
    }
    entries
}

#[test]
fn s6_name_colour_and_role_of_a_person_are_what_the_room_says_whatever_their_program_says() {
    let mut workshop = Workshop::of_editors(&["Ana"]);
    let [host, _] = [0, 1].map(|seat| workshop.me(seat));
    let guest = workshop.stranger(Role::Viewer, None);
    let forged = format!(
        r##"{{"user":{{"id":{host},"name":"Hana","color":"#000000","role":"facilitator","phone":true}},"cursor":[1,2]}}"##
    );
    workshop.sends(guest, entry(77, 1, &forged));
    workshop.settles();
    assert_eq!(workshop.names(1), ["Hana", "Ana", "Hana 2"]);
    let people = workshop.seats[1].peer.people();
    let colors: std::collections::BTreeSet<_> = people.iter().map(|person| person.color).collect();
    assert_eq!(colors.len(), 3);
    let Person { id, role, on_phone, presence, .. } = &people[2];
    assert_ne!(*id, host);
    assert_eq!((*role, *on_phone, presence.cursor), (Role::Viewer, false, Some([1.0, 2.0])));
    let told = entries(&workshop.guests[guest].inbox);
    let own = told.iter().rfind(|(client, ..)| *client == 77).unwrap();
    assert!(own.2.contains(&format!(r#""color":"{}""#, COLORS[usize::from(people[2].color)])));
}

#[test]
fn s6_nobody_shows_anything_under_the_client_id_of_somebody_else() {
    let mut workshop = Workshop::of_editors(&["Ana"]);
    let ana = workshop.me(1);
    workshop.shows(1, pointing(5.0));
    workshop.settles();
    let guest = workshop.stranger(Role::Editor, None);
    let client = workshop.seats[1].document.client_id();
    workshop.sends(guest, entry(client, 1_000, r#"{"cursor":[99,99]}"#));
    workshop.sends(guest, entry(client, 1_001, "null"));
    workshop.settles();
    assert_eq!(workshop.sees(0, ana).unwrap().presence, pointing(5.0));
    // Neither while they are away.
    workshop.breaks(1);
    workshop.sends(guest, entry(client, 1_002, r#"{"cursor":[99,99]}"#));
    workshop.settles();
    assert_eq!(workshop.names(0), ["Hana"]);
}

#[test]
fn a_pointer_is_seen_by_the_others_until_its_owner_leaves() {
    let mut workshop = Workshop::of_editors(&["Ana"]);
    let ana = workshop.me(1);
    workshop.shows(1, pointing(12.0));
    workshop.settles();
    assert_eq!(workshop.sees(0, ana).unwrap().presence, pointing(12.0));
    workshop.breaks(1);
    workshop.deliver();
    assert_eq!(workshop.names(0), ["Hana"]);
}

#[test]
fn everybody_sees_themselves_as_they_are_now_and_not_as_it_came_back() {
    let mut workshop = Workshop::of_editors(&["Ana"]);
    let ana = workshop.me(1);
    for x in 1..20 {
        workshop.shows(1, pointing(x as f32));
        workshop.passes(16);
        assert_eq!(workshop.sees(1, ana).unwrap().presence, pointing(x as f32));
    }
}

#[test]
fn people_stay_in_sight_for_as_long_as_they_are_here() {
    let mut workshop = Workshop::of_editors(&["Ana"]);
    workshop.phone("Pia");
    let guest = workshop.stranger(Role::Editor, None);
    workshop.sends(guest, entry(77, 1, "{}"));
    workshop.settles();
    assert_eq!(workshop.names(0), ["Hana", "Ana", "Pia", "Guest 1"]);
    // A program that says nothing any more is taken off, as among all Yjs programs.
    workshop.passes(4 * limits::PRESENCE_EXPIRES_MS);
    assert_eq!(workshop.names(0), ["Hana", "Ana", "Pia"]);
    let told = entries(&workshop.guests[guest].inbox);
    for client in [workshop.seats[0].document.client_id(), workshop.seats[1].document.client_id()] {
        assert!(told.iter().filter(|(told, ..)| *told == client).count() >= 4);
    }
    assert!(told.iter().any(|(client, _, json, _)| *client == 77 && json == "null"));
}

#[test]
fn names_are_readable_and_tell_people_apart() {
    let mut workshop = Workshop::of_editors(&["Ana", "  ana ", "", "\u{202e}neB\u{0}\n\tx", ""]);
    assert_eq!(workshop.names(0), ["Hana", "Ana", "ana 2", "Guest 1", "neB x", "Guest 2"]);
    let long = "n".repeat(500);
    workshop.joins(&long, Role::Editor);
    let twin = workshop.joins(&long, Role::Editor);
    let me = workshop.me(twin);
    let name = &workshop.sees(0, me).unwrap().name;
    assert_eq!(name.chars().count(), limits::NAME_CHARS);
    assert!(name.ends_with("n 2"));
    // Who comes back is who they were.
    workshop.breaks(3);
    workshop.connects(3);
    workshop.settles();
    let me = workshop.me(3);
    assert_eq!(workshop.sees(0, me).unwrap().name, "Guest 1");
}

#[test]
fn a_name_keeps_what_can_be_seen() {
    assert_eq!(tidy_name(" Zoë  van\u{a0}Dam "), "Zoë van Dam");
    assert_eq!(tidy_name("👩\u{200d}🔧 नमस्ते"), "👩\u{200d}🔧 नमस्ते");
    assert_eq!(tidy_name("\u{200d}\u{3164}\u{feff}\u{2066}"), "");
}

#[test]
fn what_has_no_place_on_a_board_is_left_out() {
    let items: Vec<_> = (0..150).map(|at| ItemRef::Note(format!("n{at}").as_str().into())).collect();
    let shown = Presence { selection: items.clone(), ..pointing(1.0) };
    let written = Entry { presence: shown, ..Entry::default() }.write();
    assert_eq!(Entry::read(&written).unwrap().presence.selection, items[..limits::PRESENCE_ITEMS]);
    for json in
        [r#"{"cursor":[1e39,0]}"#, r#"{"cursor":{"anchor":1}}"#, r#"{"cursor":"x","view":[1],"more":{"a":[1]}}"#]
    {
        assert_eq!(Entry::read(json), Ok(Entry::default()), "{json}");
    }
    let partly = Entry::read(r#"{"cursor":5,"ready":true,"user":{"name":7,"color":"blue"}}"#).unwrap();
    assert!(partly.presence.ready);
    assert_eq!((partly.user.name.as_str(), partly.user.color.as_str()), ("", "blue"));
    for json in ["", "7", "[]", "{", "{\"cursor\":}", "{} {}"] {
        assert!(Entry::read(json).is_err(), "{json}");
    }
}

#[test]
fn a_presence_that_is_too_large_or_no_json_closes_the_connection() {
    let mut workshop = Workshop::of_editors(&[]);
    let large = format!(r#"{{"x":"{}"}}"#, "x".repeat(limits::PRESENCE_BYTES));
    for (json, reason) in [(large.as_str(), CloseReason::TooMuch), ("{", CloseReason::BadMessage)] {
        let guest = workshop.stranger(Role::Editor, None);
        workshop.sends(guest, entry(77, 1, json));
        assert_eq!(workshop.guests[guest].closed, Some(reason));
    }
}

#[test]
fn moves_are_gathered_in_one_frame_and_rest_is_told_for_certain() {
    let mut workshop = Workshop::of_editors(&["Ana", "Ben"]);
    workshop.passes(2 * limits::PRESENCE_RESTS_MS);
    let reader = workshop.stranger(Role::Viewer, None);
    workshop.takes(reader);
    (0..3).for_each(|seat| workshop.shows(seat, pointing(seat as f32)));
    workshop.passes(2 * limits::PRESENCE_GATHER_MS);
    let inbox = std::mem::take(&mut workshop.guests[reader].inbox);
    assert_eq!(inbox.len(), 1);
    let moved = entries(&inbox);
    assert_eq!(moved.iter().filter(|(.., lane)| *lane == Lane::Presence).count(), 3);

    workshop.passes(2 * limits::PRESENCE_RESTS_MS);
    let inbox = std::mem::take(&mut workshop.guests[reader].inbox);
    let rested = entries(&inbox);
    assert_eq!(
        rested.iter().map(|(client, ..)| *client).collect::<Vec<_>>(),
        moved.iter().map(|(client, ..)| *client).collect::<Vec<_>>()
    );
    assert!(rested.iter().all(|(.., lane)| *lane == Lane::Edits));
}

#[test]
fn who_asks_hears_who_is_there() {
    let mut workshop = Workshop::of_editors(&["Ana"]);
    let guest = workshop.stranger(Role::Viewer, None);
    workshop.takes(guest);
    workshop.sends(guest, Message::QueryAwareness.encode());
    let told = entries(&workshop.guests[guest].inbox);
    assert_eq!(told.len(), 2);
    assert!(told[0].2.contains("Hana") && told[1].2.contains("Ana"));
}

#[test]
fn somebody_who_comes_back_is_seen_again_whatever_their_program_counted() {
    let mut workshop = Workshop::of_editors(&[]);
    let mut highest = 0;
    for clock in [5, 1, u32::MAX, 1] {
        let guest = workshop.stranger(Role::Editor, None);
        workshop.sends(guest, entry(77, clock, r#"{"cursor":[1,1]}"#));
        workshop.settles();
        assert_eq!(workshop.names(0), ["Hana", "Guest 1"]);
        let told = entries(&workshop.guests[guest].inbox);
        let own: Vec<_> = told.iter().filter(|(client, ..)| *client == 77).collect();
        assert!(own.iter().all(|(_, clock, ..)| *clock > highest));
        highest = own.iter().map(|(_, clock, ..)| *clock).max().unwrap();
        workshop.leaves(guest);
        workshop.settles();
        assert_eq!(workshop.names(0), ["Hana"]);
    }
}
