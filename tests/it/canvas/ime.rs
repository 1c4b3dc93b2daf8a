//! Writing with an input method: letters that are not settled yet stay in this window.

use eframe::egui::{Event, ImeEvent, Key};

use crate::support::hand::map_with;
use crate::support::window::Window;

fn preedit(window: &mut Window, text: &str) {
    let text = text.to_owned();
    window.harness.event(Event::Ime(ImeEvent::Preedit { text, active_range_chars: None }));
    window.frames(3);
}

fn commit(window: &mut Window, text: &str) {
    window.harness.event(Event::Ime(ImeEvent::Commit(text.to_owned())));
    window.frames(3);
}

#[test]
fn unsettled_letters_of_an_input_method_do_not_reach_the_map() {
    let mut window = Window::with_canvas(map_with(&[("thinks", "Is it ", 40.0, 80.0)]));
    window.double_click(window.middle("Is it "));
    window.press(Key::End);
    preedit(&mut window, "r");
    preedit(&mut window, "ri");
    window.seconds(0.5);
    assert_eq!(window.texts(), ["Is it "]);
    commit(&mut window, "right");
    assert_eq!(window.texts(), ["Is it right"]);
    window.press(Key::Enter);
    assert_eq!(window.texts(), ["Is it right"]);
}

#[test]
fn a_new_note_begins_with_the_first_settled_letters() {
    let mut window = Window::with_canvas(map_with(&[]));
    window.double_click(window.place("does", 200.0, 200.0));
    preedit(&mut window, "ca");
    assert!(window.texts().is_empty());
    commit(&mut window, "calls");
    assert_eq!(window.texts(), ["calls"]);
    window.type_text(" again");
    window.press(Key::Enter);
    assert_eq!(window.texts(), ["calls again"]);
}

#[test]
fn an_input_method_that_is_dismissed_leaves_nothing_behind() {
    let mut window = Window::with_canvas(map_with(&[("thinks", "one", 40.0, 80.0)]));
    window.double_click(window.middle("one"));
    window.press(Key::End);
    preedit(&mut window, "x");
    preedit(&mut window, "");
    window.press(Key::Escape);
    assert_eq!(window.texts(), ["one"]);
}
