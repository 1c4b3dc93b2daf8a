//! What people see of each other.

use empathy_map::session::wire::{AwarenessEntry, Message};
use empathy_map::session::{Presence, Role};

use super::workshop::Workshop;

#[test]
fn a_pointer_is_seen_by_the_others_until_its_owner_leaves() {
    let mut workshop = Workshop::of_editors(&["Ana"]);
    let ana = workshop.me(1);
    workshop.shows(1, Presence { cursor: Some([12.0, -3.5]), ..Presence::default() });
    workshop.settles();
    assert_eq!(workshop.sees(0, ana).unwrap().presence.cursor, Some([12.0, -3.5]));
    workshop.breaks(1);
    workshop.deliver();
    assert_eq!(workshop.names(0), ["Hana"]);
}

#[test]
fn somebody_with_another_program_is_seen_and_gone() {
    let mut workshop = Workshop::of_editors(&[]);
    let guest = workshop.stranger(Role::Editor, None);
    let entry =
        AwarenessEntry { client: 77, clock: 1, json: r#"{"user":{"name":"Yuri","color":"red"},"cursor":{"x":1}}"# };
    workshop.sends(guest, Message::Awareness(vec![entry]).encode());
    workshop.settles();
    assert_eq!(workshop.names(0), ["Hana", "Yuri"]);
    workshop.leaves(guest);
    workshop.settles();
    assert_eq!(workshop.names(0), ["Hana"]);
}
