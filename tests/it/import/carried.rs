//! Pictures that carry their map come back as that map.

use std::io::Write;

use empathy_map::export::{self, Format, Order, Progress};
use empathy_map::file;
use empathy_map::import::carried;
use empathy_map::model::{EmpathyMap, limits};
use flate2::Compression;
use flate2::write::ZlibEncoder;
use proptest::prelude::*;

use crate::scene::{layout, map, note};
use crate::support::maps::any_map;

fn picture(map: &EmpathyMap, order: &Order) -> Vec<u8> {
    let mut bytes = Vec::new();
    export::write(map, order, &mut layout(), file::write, &Progress::default(), &mut bytes).expect("written");
    bytes
}

fn order(format: Format) -> Order {
    Order { format, size: export::png::Size::Width(64), ..Order::default() }
}

fn come_back(bytes: &[u8]) -> EmpathyMap {
    let text = carried(bytes).expect("a picture").expect("with a map");
    file::parse(text.as_bytes()).expect("a map file").map
}

fn refusal(bytes: &[u8]) -> String {
    carried(bytes).expect("a picture").expect_err("no map").to_string()
}

fn a_map() -> EmpathyMap {
    map(vec![
        note("a", "thinks", "“Is it <wrong>?” & ]]> 漢字 📞\n\u{1F469}\u{200D}\u{1F4BB}"),
        note("b", "does", "Calls"),
    ])
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(8))]

    #[test]
    fn every_map_comes_back_from_its_pictures(map in any_map()) {
        for format in Format::ALL.into_iter().filter(|format| format.is_picture()) {
            prop_assert_eq!(&come_back(&picture(&map, &order(format))), &map, "{:?}", format);
        }
    }
}

#[test]
fn a_clean_picture_and_one_without_its_map_say_so() {
    for format in Format::ALL.into_iter().filter(|format| format.is_picture()) {
        for order in [Order { clean: true, ..order(format) }, Order { carries_map: false, ..order(format) }] {
            assert!(refusal(&picture(&a_map(), &order)).contains("carries no map"));
        }
    }
}

#[test]
fn what_is_no_picture_is_none() {
    for bytes in [&b""[..], b"%PD", b"{\"format\": \"empathy-map\"}", b"# Thinks", b"\x89PNG", b"<html></html>", b"<"] {
        assert!(carried(bytes).is_none());
    }
}

fn packed(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn bomb() -> Vec<u8> {
    packed(&vec![b' '; limits::FILE_BYTES as usize + 1])
}

/// A chunk of a PNG.
fn chunk(kind: &[u8; 4], data: &[u8]) -> Vec<u8> {
    let body = [kind, data].concat();
    [&(data.len() as u32).to_be_bytes()[..], &body, &crc32fast::hash(&body).to_be_bytes()].concat()
}

fn png(text: &[u8]) -> Vec<u8> {
    let text = [b"application/vnd.empathy-map+json\0", text].concat();
    [b"\x89PNG\r\n\x1a\n".to_vec(), chunk(b"IHDR", &[0; 13]), chunk(b"IDAT", &[1, 2]), chunk(b"iTXt", &text)].concat()
}

#[test]
fn the_text_of_a_png_may_stand_behind_its_pixels_and_need_not_be_packed() {
    assert_eq!(carried(&png(b"\0\0\0\0{}")), Some(Ok("{}".into())));
    let text = [b"\x01\0de\0Karte\0".to_vec(), packed(b"{}")].concat();
    assert_eq!(carried(&png(&text)), Some(Ok("{}".into())));
}

#[test]
fn a_damaged_png_says_so() {
    let whole = picture(&a_map(), &order(Format::Png));
    let keyword = b"application/vnd.empathy-map+json";
    let at = whole.windows(keyword.len()).position(|window| window == keyword).expect("the map is in it");
    let mut torn = whole.clone();
    torn[at + keyword.len() + 20] ^= 0x55;
    assert!(refusal(&torn).contains("is damaged"));
    assert!(refusal(&whole[..at + 40]).contains("carries no map"), "cut off within the map");
    for text in [&b""[..], b"\0", b"\x01\0\0", b"\x01\0\0\0no zlib", b"\x02\0\0\0{}", b"\0\0\0\0\xFF\xFE"] {
        assert!(refusal(&png(text)).contains("is damaged"), "{text:?}");
    }
}

#[test]
fn what_inflates_without_end_is_refused() {
    let text = [b"\x01\0\0\0".to_vec(), bomb()].concat();
    assert!(refusal(&png(&text)).contains("larger than 64 MiB"));
    let pdf = [&b"%PDF-1.7\n1 0 obj <</Type /EmbeddedFile /Filter /FlateDecode>>\nstream\n"[..], &bomb()].concat();
    assert!(refusal(&pdf).contains("larger than 64 MiB"));
}

#[test]
fn many_attachments_that_inflate_cost_no_more_than_one() {
    let large = packed(&vec![b' '; limits::FILE_BYTES as usize / 4]);
    let mut pdf = b"%PDF-1.7\n".to_vec();
    for _ in 0..1000 {
        pdf.extend(b"1 0 obj <</Type/EmbeddedFile/Filter/FlateDecode>>stream\n");
        pdf.extend(&large);
        pdf.extend(b"\nendstream endobj\n");
    }
    assert!(refusal(&pdf).contains("larger than 64 MiB"));
    let endless = b"1 0 obj <</Type/EmbeddedFile>>stream\n".repeat(20_000);
    assert!(
        refusal(&[b"%PDF-1.7\n".to_vec(), endless].concat()).contains("larger than 64 MiB"),
        "read again and again"
    );
}

#[test]
fn the_map_of_a_pdf_is_found_among_other_attachments_and_however_it_was_rewritten() {
    let map = "{\n  \"format\": \"empathy-map\"}";
    let object = |dictionary: &str, data: &[u8]| {
        [format!("7 0 obj\r\n<< {dictionary} >>\r\nstream\r\n").as_bytes(), data, b"\r\nendstream\r\nendobj\r\n"]
            .concat()
    };
    let invoice = object("/Type /EmbeddedFile /Length 9", b"<invoice>");
    let catalog = b"1 0 obj <</Names <</EmbeddedFiles 2 0 R>>>> endobj\n".to_vec();
    let plain = object("/Length 27 /Type /EmbeddedFile", map.as_bytes());
    let packed = object("/Type/EmbeddedFile/Params<</Size 27>>/Filter[/FlateDecode]", &packed(map.as_bytes()));
    for (file, end) in [(plain, "\r\n"), (packed, "")] {
        let pdf = [b"%PDF-1.4\n".to_vec(), catalog.clone(), invoice.clone(), file].concat();
        assert_eq!(carried(&pdf), Some(Ok(format!("{map}{end}"))));
    }
    assert!(refusal(&[b"%PDF-1.4\n".to_vec(), catalog, invoice].concat()).contains("carries no map"));
}

#[test]
fn the_map_of_an_svg_is_text_of_its_metadata() {
    let svg = |inside: &str| {
        format!("\u{FEFF}<?xml version=\"1.0\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\">{inside}</svg>")
    };
    let map = |text: &str| svg(&format!("<metadata><em:map xmlns:em=\"urn:x\">{text}</em:map></metadata>"));
    let found = |text: &str| carried(map(text).as_bytes());
    assert_eq!(found("{&quot;a&quot;: &#34;&lt;&#x6F22;&amp;&quot;}"), Some(Ok("{\"a\": \"<漢&\"}".into())));
    assert_eq!(found("<![CDATA[{\"a\": \"<&\"}]]><!-- kept apart -->"), Some(Ok("{\"a\": \"<&\"}".into())));
    assert!(refusal(map("&anything;").as_bytes()).contains("is damaged"), "entities are not looked up");
    assert!(refusal(map("{<b/>}").as_bytes()).contains("is damaged"));
    assert!(refusal(svg("<map>{}</map><metadata><title>{}</title></metadata>").as_bytes()).contains("carries no map"));
    assert!(refusal(b"<svg><metadata><map>{").contains("is damaged"));
}

#[test]
fn entities_and_nesting_in_an_svg_do_no_harm() {
    let mut laughs = String::from("<!DOCTYPE svg [<!ENTITY a \"ha\">");
    for (name, of) in ('b'..='z').zip('a'..='y') {
        laughs.push_str(&format!("<!ENTITY {name} \"{}\">", format!("&{of};").repeat(10)));
    }
    laughs.push_str("]><svg><metadata><map>&z;</map></metadata></svg>");
    assert!(refusal(laughs.as_bytes()).contains("is damaged"));
    let nested = format!("<svg>{}", "<g>".repeat(1_000_000));
    assert!(refusal(nested.as_bytes()).contains("carries no map"));
}
