//! How bytes become text.

use empathy_map::import;
use empathy_map::model::limits;

use super::{notes, preview, refusal};

const TEXT: &str = "Feels:\nÄrger — “müde” 😀\n";

fn bytes_read(bytes: &[u8]) -> import::Preview {
    preview(&import::read("notes.txt", bytes).unwrap())
}

fn utf16(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(bytes).collect()
}

#[test]
fn every_unicode_encoding_is_read_with_and_without_its_mark() {
    let marked = format!("\u{feff}{TEXT}");
    for (name, bytes) in [
        ("UTF-8", TEXT.as_bytes().to_vec()),
        ("UTF-8 with a mark", marked.as_bytes().to_vec()),
        ("UTF-16, little end first", utf16(TEXT, u16::to_le_bytes)),
        ("UTF-16, little end first, with a mark", utf16(&marked, u16::to_le_bytes)),
        ("UTF-16, big end first", utf16(TEXT, u16::to_be_bytes)),
        ("UTF-16, big end first, with a mark", utf16(&marked, u16::to_be_bytes)),
    ] {
        let preview = bytes_read(&bytes);
        assert_eq!(notes(&preview), ["feels: Ärger — “müde” 😀"], "{name}");
        assert_eq!(preview.warnings, Vec::<String>::new(), "{name}");
    }
}

#[test]
fn japanese_in_utf_16_needs_no_mark() {
    let bytes = utf16("感じる：\n疲れた\n", u16::to_le_bytes);
    assert_eq!(notes(&bytes_read(&bytes)), ["feels: 疲れた"]);
}

#[test]
fn other_bytes_are_read_as_windows_1252_with_a_warning() {
    let preview = bytes_read(b"Feels:\n\xc4rger \x97 \x93m\xfcde\x94 \x80\n");
    assert_eq!(notes(&preview), ["feels: Ärger — “müde” €"]);
    assert!(preview.warnings[0].contains("was read as Windows-1252"), "{:?}", preview.warnings);
}

#[test]
fn half_a_character_is_marked_and_told() {
    let mut bytes = utf16("\u{feff}Feels:\nTired ", u16::to_le_bytes);
    bytes.extend([0x3d, 0xd8, 0x0a]);
    let preview = bytes_read(&bytes);
    assert_eq!(notes(&preview), ["feels: Tired \u{fffd}\u{fffd}"]);
    assert!(preview.warnings[0].contains("could not be read"), "{:?}", preview.warnings);
}

#[test]
fn control_characters_do_not_come() {
    let preview = bytes_read(b"Feels:\nTi\x07red\tand \x1b[31mangry\r\n");
    assert_eq!(notes(&preview), ["feels: Tired\tand [31mangry"]);
}

#[test]
fn what_is_no_text_is_refused_by_what_it_is() {
    for (bytes, part) in [
        (&b"PK\x03\x04\x14\0\0\0"[..], "Save it as CSV"),
        (b"\x89PNG\r\n\x1a\n", "Open the map file itself"),
        (b"%PDF-1.7\n", "Open the map file itself"),
        (b"<svg></svg>", "Open the map file itself"),
        (b"\0\x01\x02\0\0\x03\x04\0\x05\0\0\x06", "no text that can be imported"),
        (b"", "no text in this file"),
        (b" \r\n\t\n", "no text in this file"),
        (b"\xff\xfe", "no text in this file"),
    ] {
        let refusal = refusal("file.txt", bytes);
        assert!(refusal.contains(part), "{bytes:?}: {refusal}");
    }
}

#[test]
fn a_file_beyond_the_limit_is_refused_before_it_is_read() {
    let bytes = vec![b'a'; limits::FILE_BYTES as usize + 1];
    assert!(refusal("notes.txt", &bytes).contains("larger than 64 MiB"));
}

#[test]
fn a_text_that_no_map_can_hold_is_left_out_and_kept_in_the_list() {
    let long = "x".repeat(limits::TEXT_CHARS + 1);
    let preview = bytes_read(format!("short\n{long}\n").as_bytes());
    assert_eq!(notes(&preview), ["thinks: short"]);
    assert_eq!(preview.left_out[0].text, long);
    assert_eq!(preview.left_out[0].reason, "It has more than 10000 characters");
}

#[test]
fn the_20001st_note_is_left_out_and_listed() {
    let preview = bytes_read("note\n".repeat(limits::NOTES + 1).as_bytes());
    assert_eq!(preview.notes.len(), limits::NOTES);
    assert_eq!(preview.left_out.len(), 1);
    assert_eq!(preview.left_out[0].place, "line 20001");
}
