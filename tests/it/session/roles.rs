//! What people may do, whatever their program says.

use super::workshop::{Workshop, types};
use empathy_map::session::{Request, Role, limits};

#[test]
fn the_host_leads_and_a_viewer_looks() {
    let mut workshop = Workshop::of_editors(&["Ana"]);
    let ben = workshop.joins("Ben", Role::Viewer);
    let roles: Vec<_> = workshop.seats.iter().map(|seat| seat.peer.role()).collect();
    assert_eq!(roles, [Role::Facilitator, Role::Editor, Role::Viewer]);
    workshop.does(ben, &[types("n1", "Keeps receipts", "Keeps all receipts")]);
    workshop.settles();
    assert_eq!(workshop.text_in_room("n1"), "Keeps receipts");
    assert_eq!(workshop.seats[ben].said.len(), 1);
}

#[test]
fn the_lead_is_handed_to_an_editor_and_returns_to_the_host_when_they_leave() {
    let mut workshop = Workshop::of_editors(&["Ana"]);
    let person = workshop.me(1);
    workshop.asks(0, &Request::HandOver { person });
    assert_eq!((workshop.seats[0].peer.role(), workshop.seats[1].peer.role()), (Role::Editor, Role::Facilitator));
    workshop.breaks(1);
    workshop.passes(limits::GONE_MS + 1_000);
    assert_eq!(workshop.seats[0].peer.role(), Role::Facilitator);
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
