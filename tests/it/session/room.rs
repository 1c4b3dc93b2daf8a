//! The editor door: bytes of other programs and of strangers.

use empathy_map::session::wire::Message;
use empathy_map::session::{CloseReason, Role};

use super::workshop::{Workshop, notices};

#[test]
fn another_yjs_program_is_asked_and_answered_but_gets_no_messages_of_ours() {
    let mut workshop = Workshop::of_editors(&[]);
    let guest = workshop.stranger(Role::Editor, None);
    let first = workshop.takes(guest);
    assert!(matches!(Message::decode(&first[0]), Ok(Message::Step1(_))));
    workshop.sends(guest, Message::Step1(&[0]).encode());
    let answer = workshop.takes(guest);
    assert!(matches!(Message::decode(&answer[0]), Ok(Message::Step2(_))));
    assert!(notices(&first).is_empty() && notices(&answer).is_empty());
}

#[test]
fn bytes_that_are_no_message_close_the_connection() {
    let mut workshop = Workshop::of_editors(&[]);
    let guest = workshop.stranger(Role::Editor, None);
    workshop.sends(guest, vec![9, 9, 9]);
    assert_eq!(workshop.guests[guest].closed, Some(CloseReason::BadMessage));
}
