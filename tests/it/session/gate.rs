//! Who gets in, and how often one may guess.

use data_encoding::BASE64URL_NOPAD;
use empathy_map::session::limits::{ADDRESSES_REMEMBERED, GUESS_WINDOW_MS, GUESSES_AN_ADDRESS, GUESSES_IN_ALL};
use empathy_map::session::{Gate, Refusal, Role, Secrets};

const HERE: &str = "192.168.1.30";

fn secrets() -> Secrets {
    Secrets {
        editor: [1; 16],
        participant: [2; 16],
        viewer: [3; 16],
        editor_code: "K7QX4MNP".into(),
        participant_code: "0H1J2G9Z".into(),
    }
}

fn secret(byte: u8) -> String {
    BASE64URL_NOPAD.encode(&[byte; 16])
}

fn gate() -> Gate {
    Gate::new(secrets())
}

#[test]
fn each_secret_opens_for_its_role() {
    let mut gate = gate();
    assert_eq!(gate.check(0, HERE, &secret(1)), Ok(Role::Editor));
    assert_eq!(gate.check(0, HERE, &secret(2)), Ok(Role::Participant));
    assert_eq!(gate.check(0, HERE, &secret(3)), Ok(Role::Viewer));
    assert_eq!(gate.check(0, HERE, &format!(" {}\n", secret(1))), Ok(Role::Editor));
}

#[test]
fn a_code_is_read_as_people_type_it() {
    let mut gate = gate();
    for code in ["K7QX4MNP", "k7qx-4mnp", " K7QX 4MNP ", "k7qx – 4mnp"] {
        assert_eq!(gate.check(0, HERE, code), Ok(Role::Editor), "{code}");
    }
    for code in ["0H1J-2G9Z", "oh1j-2g9z", "OHIJ2G9Z", "ohlj2g9z"] {
        assert_eq!(gate.check(0, HERE, code), Ok(Role::Participant), "{code}");
    }
}

#[test]
fn what_is_not_of_this_session_is_wrong_and_nothing_more_is_said() {
    let mut gate = gate();
    let long = "K7QX4MNP".repeat(1000);
    let almost = secret(1)[..21].to_owned();
    for shown in ["", " ", "K7QX4MN", "K7QX4MNPP", "äöü", &secret(4), &almost, &long] {
        let address = format!("10.0.0.{}", shown.len() % 250);
        assert_eq!(gate.check(0, &address, shown), Err(Refusal::Wrong), "{shown}");
    }
}

#[test]
fn whoever_guesses_too_often_has_to_wait_and_may_then_try_again() {
    let mut gate = gate();
    for _ in 0..GUESSES_AN_ADDRESS {
        assert_eq!(gate.check(1_000, HERE, "WRONGONE"), Err(Refusal::Wrong));
    }
    assert_eq!(gate.check(2_000, HERE, "K7QX4MNP"), Err(Refusal::Wait(GUESS_WINDOW_MS - 1_000)));
    assert_eq!(gate.check(1_000 + GUESS_WINDOW_MS, HERE, "K7QX4MNP"), Ok(Role::Editor));
}

#[test]
fn trying_again_while_one_waits_makes_the_wait_no_longer() {
    let mut gate = gate();
    for _ in 0..GUESSES_AN_ADDRESS {
        let _ = gate.check(0, HERE, "WRONGONE");
    }
    for now in 1..1_000 {
        assert_eq!(gate.check(now, HERE, "WRONGONE"), Err(Refusal::Wait(GUESS_WINDOW_MS - now)));
    }
    assert_eq!(gate.check(GUESS_WINDOW_MS, HERE, "K7QX4MNP"), Ok(Role::Editor));
}

#[test]
fn somebody_who_guesses_does_not_lock_others_out() {
    let mut gate = gate();
    for _ in 0..GUESSES_AN_ADDRESS {
        let _ = gate.check(0, HERE, "WRONGONE");
    }
    assert_eq!(gate.check(0, "192.168.1.31", "K7QX4MNP"), Ok(Role::Editor));
    // Neither from their own address, for those with a link: 128 bits are not guessed.
    assert_eq!(gate.check(0, HERE, &secret(2)), Ok(Role::Participant));
}

#[test]
fn many_addresses_together_close_the_codes_but_not_the_links() {
    let mut gate = gate();
    for number in 0..GUESSES_IN_ALL {
        assert_eq!(gate.check(0, &format!("10.0.0.{number}"), "WRONGONE"), Err(Refusal::Wrong));
    }
    assert_eq!(gate.check(5, "10.0.1.1", "K7QX4MNP"), Err(Refusal::Wait(GUESS_WINDOW_MS - 5)));
    assert_eq!(gate.check(5, "10.0.1.1", &secret(1)), Ok(Role::Editor));
    assert_eq!(gate.check(GUESS_WINDOW_MS, "10.0.1.1", "K7QX4MNP"), Ok(Role::Editor));
}

#[test]
fn wrong_links_do_not_close_the_codes_for_everybody() {
    let mut gate = gate();
    for number in 0..10 * GUESSES_IN_ALL {
        assert_eq!(gate.check(0, &format!("10.0.{}.{}", number / 250, number % 250), &secret(9)), Err(Refusal::Wrong));
    }
    assert_eq!(gate.check(0, HERE, "K7QX4MNP"), Ok(Role::Editor));
}

#[test]
fn a_flood_of_addresses_is_forgotten_and_the_gate_goes_on() {
    let mut gate = gate();
    for number in 0..2 * ADDRESSES_REMEMBERED as u64 {
        let address = format!("2001:db8:{:x}:{:x}::/64", number >> 16, number & 0xffff);
        assert_eq!(gate.check(number, &address, &secret(9)), Err(Refusal::Wrong));
    }
    assert_eq!(gate.check(2 * ADDRESSES_REMEMBERED as u64, HERE, "K7QX4MNP"), Ok(Role::Editor));
}
