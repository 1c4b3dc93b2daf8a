//! Attacks by not listening.

use empathy_map::document::Edit;
use empathy_map::model::{Note, limits::TEXT_CHARS};
use empathy_map::session::limits::QUEUE_BYTES;

use crate::session::host::{Host, ending};
use crate::session::window::{Window, until};
use crate::session::workshop::two_notes;

/// Many long notes: as much as one message may hold, nearly.
fn paste(number: usize) -> Edit {
    let quadrant = two_notes().quadrants[0].id.clone();
    let note =
        |line: usize| Note::new(format!("p{number}-{line}").as_str().into(), quadrant.clone(), "x".repeat(TEXT_CHARS));
    Edit::AddNotes((0..90).map(note).collect())
}

#[test]
fn s7_a_slow_reader_delays_nobody_presence_is_dropped_then_the_reader_is_cut_and_comes_back() {
    let host = Host::start(two_notes());
    let mut hana = Window::of_host(&host);
    let mut ana = Window::join(host.editor_link(), "Ana", "the-key-of-anas-program").unwrap();
    let mut request = host.upgrade("/edit");
    request.headers_mut().insert("Authorization", format!("Bearer {}", host.editor_secret()).parse().unwrap());
    let (mut slow, _) = host.open(request, host.tls(host.narrow_socket())).unwrap();

    let mut sent = 0;
    for number in 0..12 {
        hana.does(paste(number));
        sent += 90 * TEXT_CHARS;
        until([&mut hana, &mut ana], |[hana, ana]| ana.map().notes.len() == hana.map().notes.len());
    }
    assert!(sent > 2 * QUEUE_BYTES);
    // What was on its way is still there to be read, then comes the end, and not everything in between.
    let mut read = 0;
    while let Ok(message) = crate::session::host::next(&mut slow) {
        read += message.len();
    }
    ending(&mut slow);
    assert!(read < sent, "{read} of {sent} bytes");
    let again = Window::join(host.editor_link(), "Slow", "the-key-of-a-slow-one").unwrap();
    assert_eq!(again.map(), hana.map());
}
