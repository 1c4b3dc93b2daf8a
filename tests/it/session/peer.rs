//! Windows in a session: what one person does is what everybody has.

use super::workshop::{Workshop, types};
use empathy_map::session::Role;

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
fn what_was_edited_while_the_connection_was_down_is_merged_when_it_is_back() {
    let mut workshop = Workshop::of_editors(&["Ana", "Ben"]);
    workshop.breaks(1);
    workshop.does(1, &[types("n1", "Keeps receipts", "Keeps all receipts")]);
    workshop.does(2, &[types("n1", "Keeps receipts", "Keeps receipts in a box")]);
    assert!(!workshop.seats[1].peer.is_sent());
    workshop.passes(60_000);
    workshop.connects(1);
    workshop.settles();
    assert_eq!(workshop.text(2, "n1"), "Keeps all receipts in a box");
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
    workshop.settles();
    assert_eq!(workshop.text_in_room("n1"), "Keeps receipts in a box");
    workshop.all_are_equal();
}

#[test]
fn somebody_who_joins_has_the_whole_map_and_sees_everybody() {
    let mut workshop = Workshop::of_editors(&["Ana"]);
    let ben = workshop.joins("Ben", Role::Viewer);
    assert!(workshop.seats[ben].peer.is_synced());
    assert_eq!(workshop.names(ben), ["Hana", "Ana", "Ben"]);
    assert_eq!(workshop.names(0), ["Hana", "Ana", "Ben"]);
    workshop.all_are_equal();
}
