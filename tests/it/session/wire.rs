//! The messages of the editor door are those of y-protocols, byte for byte.

use empathy_map::session::wire::{AwarenessEntry, Malformed, Message, Reader, put_number};

#[test]
fn messages_have_the_bytes_that_every_yjs_client_sends() {
    let cases: &[(Message<'_>, &[u8])] = &[
        (Message::Step1(&[0]), &[0, 0, 1, 0]),
        (Message::Step2(&[0, 0]), &[0, 1, 2, 0, 0]),
        (Message::Update(&[1, 2, 3]), &[0, 2, 3, 1, 2, 3]),
        (
            Message::Awareness(vec![AwarenessEntry { client: 300, clock: 1, json: "null" }]),
            &[1, 9, 1, 0xac, 0x02, 1, 4, b'n', b'u', b'l', b'l'],
        ),
        (Message::QueryAwareness, &[3]),
        (Message::Denied("no"), &[2, 0, 2, b'n', b'o']),
        (Message::Control("{}"), &[64, 2, b'{', b'}']),
    ];
    for (message, bytes) in cases {
        assert_eq!(message.encode(), *bytes, "{message:?}");
        assert_eq!(Message::decode(bytes).as_ref(), Ok(message));
    }
}

#[test]
fn a_message_that_is_cut_or_continued_is_refused() {
    let whole = Message::Awareness(vec![AwarenessEntry { client: 7, clock: 2, json: "{}" }]).encode();
    for len in 0..whole.len() {
        assert_eq!(Message::decode(&whole[..len]), Err(Malformed), "{len} bytes");
    }
    let longer = [whole, vec![0]].concat();
    assert_eq!(Message::decode(&longer), Err(Malformed));
}

#[test]
fn numbers_come_back_and_too_large_ones_are_refused() {
    for number in [0, 1, 127, 128, 16_383, 16_384, u64::from(u32::MAX), (1 << 53) - 1, u64::MAX] {
        let mut bytes = Vec::new();
        put_number(&mut bytes, number);
        assert_eq!(Reader(&bytes).number(), Ok(number));
    }
    assert_eq!(Reader(&[0xff; 12]).number(), Err(Malformed));
}
