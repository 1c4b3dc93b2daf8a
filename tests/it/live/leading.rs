//! Leading a session: roles, names, who comes and goes, and its end.

use egui_kittest::kittest::Queryable;
use empathy_map::app::files::PathAnswer;
use empathy_map::app::live::SessionWish;
use empathy_map::app::{Command, Message};
use empathy_map::session::{Request, Role};

use super::{ask, dana, has, invitation, pair, seen, together, write_note};

#[test]
fn somebody_who_is_taken_out_hears_it_and_keeps_the_map() {
    let (mut host, mut guest) = pair(dana());
    together([&mut host, &mut guest], "Mei is here", |[host, _]| seen(host, "Mei").is_some());
    let person = seen(&host, "Mei").expect("here").id;
    host.send(Message::Session(SessionWish::Expel(person)));
    assert!(host.says("Take Mei out of the session?"));
    host.click_on("Take out");
    together([&mut host, &mut guest], "Mei is out", |[host, guest]| {
        seen(host, "Mei").is_none() && guest.says("The map stays open here")
    });
    assert_eq!(guest.map().notes.len(), 2);
    write_note(&mut guest, "for myself");
    assert!(has(&guest, "for myself"), "it is theirs now");
    host.frames(10);
    assert!(!has(&host, "for myself"));
}

#[test]
fn the_facilitator_makes_an_editor_a_viewer_and_hands_over() {
    let (mut host, mut guest) = pair(dana());
    together([&mut host, &mut guest], "Mei is here", |[host, _]| seen(host, "Mei").is_some());
    let person = seen(&host, "Mei").expect("here").id;
    ask(&mut host, Request::SetRole { person, role: Role::Viewer });
    together([&mut host, &mut guest], "Mei can only look", |[_, guest]| !guest.view().can_edit);
    ask(&mut host, Request::SetRole { person, role: Role::Editor });
    together([&mut host, &mut guest], "Mei can edit", |[host, guest]| {
        guest.view().can_edit && seen(host, "Mei").is_some_and(|mei| mei.role == Role::Editor)
    });
    ask(&mut host, Request::HandOver { person });
    together([&mut host, &mut guest], "Mei leads", |[_, guest]| guest.view().my_role == Some(Role::Facilitator));
}

#[test]
fn a_new_name_is_seen_by_the_others_and_kept() {
    let (mut host, mut guest) = pair(dana());
    guest.send(Message::Session(SessionWish::RenameMe("Mei Lin".into())));
    together([&mut host, &mut guest], "the new name is there", |[host, _]| seen(host, "Mei Lin").is_some());
    assert_eq!(guest.app().settings().author, "Mei Lin");
}

#[test]
fn stopping_ends_the_session_and_everybody_keeps_the_map() {
    let (mut host, mut guest) = pair(dana());
    host.run(Command::LeaveSession);
    host.click_on("Stop");
    together([&mut host, &mut guest], "the guest has heard it", |[_, guest]| guest.says("The map stays open here"));
    write_note(&mut host, "after");
    write_note(&mut guest, "for myself");
    assert!(has(&host, "after") && !has(&host, "for myself"));
    assert!(has(&guest, "for myself") && !has(&guest, "after"));
    let copy = guest.machine.path("kept.json");
    guest.machine.answer(PathAnswer::Chosen(copy.clone()));
    guest.click_on("Save as…");
    guest.wait_until("the map is saved", |_| copy.exists());
    assert!(guest.machine.read("kept.json").contains("for myself"));
}

#[test]
fn closing_a_map_that_others_are_in_asks_first() {
    let (mut host, mut guest) = pair(dana());
    together([&mut host, &mut guest], "Mei is here", |[host, _]| seen(host, "Mei").is_some());
    host.run(Command::CloseMap);
    assert!(host.says("2 people are in this session"));
    host.click_on("Cancel");
    assert!(host.app().editor().is_some());
    host.run(Command::CloseMap);
    host.click_on("End and close");
    host.wait_until("the map is closed", |app| app.editor().is_none());
    together([&mut guest], "the guest has heard it", |[guest]| guest.says("The map stays open here"));
}

#[test]
fn a_guest_leaves_without_a_question_because_the_host_has_the_map() {
    let (mut host, mut guest) = pair(dana());
    write_note(&mut guest, "theirs");
    together([&mut host, &mut guest], "the note is with the host", |[host, guest]| {
        has(host, "theirs") && guest.app().live().is_in_step()
    });
    guest.run(Command::CloseMap);
    guest.wait_until("the map is closed", |app| app.editor().is_none());
    together([&mut host], "Mei has left", |[host]| seen(host, "Mei").is_none());
}

#[test]
fn everybody_is_brought_to_the_same_part_of_the_map() {
    let (mut host, mut guest) = pair(dana());
    together([&mut host, &mut guest], "both are here", |[_, guest]| seen(guest, "Ana").is_some());
    host.choose(Command::ZoomSelection);
    host.choose(Command::ZoomFull);
    let before = guest.view().camera;
    host.choose(Command::BringEveryoneHere);
    together([&mut host, &mut guest], "the guest was brought there", |[_, guest]| guest.view().camera != before);
    guest.seconds(0.5);
    let seen_by = |window: &crate::support::window::Window| window.view().camera.visible(window.canvas());
    assert!((seen_by(&host).center() - seen_by(&guest).center()).length() < 2.0);
}

#[test]
fn the_share_panel_lists_who_is_here_with_what_can_be_done() {
    let (mut host, mut guest) = pair(dana());
    together([&mut host, &mut guest], "Mei is here", |[host, _]| seen(host, "Mei").is_some());
    host.run(Command::Share);
    assert!(host.shows("Ana (you)") && host.shows("Mei") && host.shows("Here now: 2"));
    host.click_on("Actions for Mei");
    assert!(host.shows("Make viewer") && host.shows("Hand over the lead") && host.shows("Take out…"));
    guest.run(Command::Share);
    assert!(guest.shows("Mei (you)") && guest.harness.query_by_label("Actions for Ana").is_none());
    assert!(invitation(&host).address.starts_with("127.0.0.1:"), "tests stay on this computer");
}
