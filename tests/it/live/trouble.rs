//! The network fails: it is shown, work goes on, and everything comes together again.

use std::path::PathBuf;

use eframe::egui::Event;
use empathy_map::app::Command;
use empathy_map::file;

use super::{dana, has, invitation, seen, together, write_note};
use crate::support::far_host::FarHost;
use crate::support::machine::Machine;
use crate::support::window::Window;

const LOST: &str = "Connection lost. You can go on; it will be merged.";

/// A host elsewhere, and windows of these people in its session.
fn session<const N: usize>(names: [&str; N]) -> (FarHost, Machine, [Window; N]) {
    let machine = Machine::new();
    let host = FarHost::of(&machine.write("dana.json", file::write(&dana())));
    let windows = names.map(|name| {
        let mut window = Window::with_files(Machine::of(name), vec![PathBuf::from(&host.editor)]);
        window.wait_until("the map has arrived", |app| app.live().is_in_step());
        window
    });
    (host, machine, windows)
}

#[test]
fn a_host_that_slept_is_shown_as_lost_and_what_was_done_meanwhile_is_merged() {
    let (host, machine, [mut mei]) = session(["Mei"]);
    host.sleep();
    together([&mut mei], "the loss is shown", |[mei]| mei.shows(LOST));
    write_note(&mut mei, "written alone");
    assert!(has(&mei, "written alone"), "one can go on");
    host.wake();
    together([&mut mei], "the connection is back", |[mei]| !mei.shows(LOST) && mei.app().live().is_in_step());
    together([&mut mei], "the host has the note", |_| machine.read("dana.json").contains("written alone"));
}

#[test]
fn when_the_host_is_gone_an_editor_carries_on_and_the_others_follow() {
    let (host, _machine, [mut mei, mut jonas]) = session(["Mei", "Jonas"]);
    host.die();
    together([&mut mei, &mut jonas], "the loss is shown", |windows| windows.iter().all(|window| window.shows(LOST)));
    write_note(&mut jonas, "written alone");
    together([&mut mei, &mut jonas], "carrying on is offered", |[mei, _]| mei.shows("Carry on as host"));
    mei.click_on("Carry on as host");
    together([&mut mei, &mut jonas], "the share panel shows the new link", |[mei, _]| mei.shows("Copy editor link"));

    jonas.run(Command::Join);
    jonas.click_on("Link");
    jonas.harness.event(Event::Paste(invitation(&mei).editor));
    jonas.frames(3);
    jonas.click_on("Join");
    together([&mut mei, &mut jonas], "Jonas's note is with Mei", |[mei, jonas]| {
        has(mei, "written alone") && jonas.app().live().is_in_step()
    });
    assert!(jonas.machine.windows().is_empty(), "in the same window, with the same map");
    assert_eq!(mei.map(), jonas.map());
    together([&mut mei, &mut jonas], "they see each other", |[mei, jonas]| {
        seen(mei, "Jonas").is_some() && seen(jonas, "Mei").is_some()
    });
}

#[test]
fn another_session_in_the_place_of_the_one_that_is_gone_is_told_apart_and_one_can_carry_on() {
    let (host, machine, [mut mei]) = session(["Mei"]);
    host.die();
    together([&mut mei], "the loss is shown", |[mei]| mei.shows(LOST));
    let _other = FarHost::at(host.port, &machine.write("other.json", file::write(&dana())));
    together([&mut mei], "carrying on is offered", |[mei]| mei.shows("Carry on as host"));
    assert!(mei.says("another session"), "and why the link leads nowhere");
    write_note(&mut mei, "written alone");
    mei.click_on("Carry on as host");
    together([&mut mei], "the new link is shown", |[mei]| mei.shows("Copy editor link"));
    assert!(has(&mei, "written alone"));
    assert!(!machine.read("other.json").contains("written alone"));
}
