//! Pictures and clean copies of a map.

use std::io::Cursor;

use empathy_map::export::png::{self, Size};
use empathy_map::export::{ExportError, Extent, Order, Progress, Quotes, clean, thumbnail};
use empathy_map::model::{EmpathyMap, Evidence, Need, NeedId, NoteId, Theme, ThemeId, Tone};
use empathy_map::scene::{Ink, Palette, Part, Role, SUMMARY_WIDTH, Shape, Sheet, metrics};

use crate::scene::{layout, map, note, note_at};

/// A map with something of everything.
fn full_map() -> EmpathyMap {
    let mut map = map(vec![
        note_at("a", "thinks", "Is my invoice wrong or did I miss something?", 40.0, 80.0),
        note("b", "pains", "Explains the same thing three times 📞"),
    ]);
    map.title = "Dana and the surprising bill".into();
    map.themes.push(Theme { id: ThemeId::new("t"), title: "Passed around".into(), extra: Default::default() });
    let first = &mut map.notes[0];
    first.evidence = Some(Evidence::Quote);
    first.source = "Interview 3".into();
    first.author = "Ana".into();
    first.theme = Some(ThemeId::new("t"));
    first.votes.insert("room".into(), 3);
    let mut need = Need::new(NeedId::new("d"), "tell her story once");
    need.supports.push(NoteId::new("b"));
    map.needs.push(need);
    map
}

/// A picture, read by the decoder of the crate `png`.
pub struct Decoded {
    pub width: u32,
    pub height: u32,
    pub rgb: Vec<u8>,
    texts: Vec<(String, String)>,
    pixels_per_metre: u32,
}

impl Decoded {
    fn at(&self, x: u32, y: u32) -> [u8; 3] {
        let start = 3 * (y * self.width + x) as usize;
        [self.rgb[start], self.rgb[start + 1], self.rgb[start + 2]]
    }
}

pub fn decode(bytes: Vec<u8>) -> Decoded {
    let mut reader = ::png::Decoder::new(Cursor::new(bytes)).read_info().expect("a picture");
    let mut rgb = vec![0; reader.output_buffer_size().expect("it fits into memory")];
    reader.next_frame(&mut rgb).expect("whole");
    reader.finish().expect("all chunks");
    let info = reader.info();
    assert_eq!(info.color_type, ::png::ColorType::Rgb);
    let plain = info.uncompressed_latin1_text.iter().map(|chunk| (chunk.keyword.clone(), chunk.text.clone()));
    let international = info.utf8_text.iter().map(|chunk| (chunk.keyword.clone(), chunk.get_text().expect("text")));
    let texts = plain.chain(international).collect();
    let pixels_per_metre = info.pixel_dims.map_or(0, |density| density.xppu);
    Decoded { width: info.width, height: info.height, texts, pixels_per_metre, rgb }
}

fn order(palette: Palette, size: Size) -> Order {
    Order { palette, size, ..Order::default() }
}

/// A light picture at this scale.
fn at(scale: f32) -> Order {
    order(Palette::Light, Size::Scale(scale))
}

fn export(map: &EmpathyMap, part: Part, palette: Palette, size: Size) -> (Decoded, Sheet) {
    let mut layout = layout();
    let sheet = layout.sheet(map, part);
    let mut bytes = Vec::new();
    let written =
        png::write(map, &sheet, layout.fonts(), &order(palette, size), None, &Progress::default(), &mut bytes)
            .expect("written");
    let decoded = decode(bytes);
    assert_eq!(written.extent, Extent::Pixels { width: decoded.width, height: decoded.height });
    assert_eq!(png::size(&sheet, size).expect("a size"), (decoded.width, decoded.height));
    (decoded, sheet)
}

fn rgb(palette: Palette, ink: Ink) -> [u8; 3] {
    let color = palette.color(ink);
    [color.r(), color.g(), color.b()]
}

#[test]
fn a_picture_has_the_size_that_was_asked_for() {
    let map = full_map();
    let (one, sheet) = export(&map, Part::Map, Palette::Light, Size::Scale(1.0));
    assert_eq!((one.width, one.height), (sheet.size.x as u32, sheet.size.y as u32));
    let (half, _) = export(&map, Part::Map, Palette::Light, Size::Scale(0.5));
    assert_eq!(half.width, (sheet.size.x * 0.5).round() as u32);
    let (wide, _) = export(&map, Part::Map, Palette::Light, Size::Width(777));
    assert_eq!(wide.width, 777);
    assert_eq!(wide.height, (sheet.size.y * 777.0 / sheet.size.x).round() as u32);
}

#[test]
fn colours_stand_where_the_layout_puts_them() {
    for palette in [Palette::Light, Palette::Dark] {
        let (picture, sheet) = export(&full_map(), Part::Map, palette, Size::Scale(1.0));
        assert_eq!(picture.at(2, 2), rgb(palette, Ink::Page));
        // Below the title, the first item after it is the first quadrant; then its note at 40, 80.
        let quadrant = sheet.pieces[1].offset;
        let pixel = |x: f32, y: f32| picture.at((quadrant.x + x) as u32, (quadrant.y + y) as u32);
        assert_eq!(pixel(10.0, 200.0), rgb(palette, Ink::Ground(Tone::Blue)));
        assert_eq!(pixel(46.0, 86.0), rgb(palette, Ink::Paper(Tone::Blue)));
        assert_eq!(pixel(20.0 + 6.5, 28.0), rgb(palette, Ink::Strong(Tone::Blue)), "the dot of the heading");
        let dark_pixels = (0..200).filter(|x| pixel(45.0 + *x as f32, 102.0) != rgb(palette, Ink::Paper(Tone::Blue)));
        assert!(dark_pixels.count() > 40, "the note's text is painted");
    }
}

#[test]
fn bands_of_rows_join_without_a_seam() {
    let mut map = full_map();
    map.notes.clear();
    let (picture, sheet) = export(&map, Part::Map, Palette::Light, Size::Scale(1.3));
    let quadrant = sheet.pieces[3].offset;
    let x = ((quadrant.x + 100.0) * 1.3) as u32;
    let ground = rgb(Palette::Light, Ink::Ground(Tone::Green));
    for y in ((quadrant.y + 120.0) * 1.3) as u32..((quadrant.y + 430.0) * 1.3) as u32 {
        assert_eq!(picture.at(x, y), ground, "row {y}");
    }
}

#[test]
fn a_picture_says_what_made_it_and_how_dense_it_is() {
    let (picture, _) = export(&full_map(), Part::Map, Palette::Light, Size::Scale(2.0));
    assert!(picture.texts.contains(&("Software".into(), "Empathy Map".into())));
    assert!(picture.texts.contains(&("Title".into(), "Dana and the surprising bill".into())));
    assert_eq!(picture.pixels_per_metre, 7559);
}

#[test]
fn the_summary_stands_alone_or_beside_the_map() {
    let map = full_map();
    let mut layout = layout();
    let (board, summary, all) = (
        layout.sheet(&map, Part::Map).size,
        layout.sheet(&map, Part::Summary).size,
        layout.sheet(&map, Part::All).size,
    );
    assert!(all.x > board.x + summary.x - 2.0 * metrics::PAGE_MARGIN);
    assert!(all.y >= board.y.max(summary.y));
}

#[test]
fn a_summary_with_many_cards_goes_on_beside_and_not_below() {
    let mut map = full_map();
    map.needs = (0..24).map(|index| Need::new(NeedId::new(format!("d{index}")), "tell her story once")).collect();
    let mut layout = layout();
    let (board, summary, all) = (
        layout.sheet(&map, Part::Map).size,
        layout.sheet(&map, Part::Summary).size,
        layout.sheet(&map, Part::All).size,
    );
    assert!(summary.x > 2.0 * SUMMARY_WIDTH && summary.y < 2.0 * summary.x, "{summary:?}");
    assert!(all.y < 1.5 * board.y, "{all:?} beside {board:?}");
}

#[test]
fn an_impossible_size_is_refused_with_a_sentence() {
    let mut layout = layout();
    let sheet = layout.sheet(&full_map(), Part::Map);
    for size in [
        Size::Scale(0.0),
        Size::Scale(-1.0),
        Size::Scale(f32::NAN),
        Size::Width(0),
        Size::Scale(1e9),
        Size::Width(70_000),
    ] {
        match png::size(&sheet, size) {
            Err(ExportError::Size(sentence)) => {
                assert!(sentence.ends_with('.') && sentence.contains("Choose"), "{sentence}")
            }
            other => panic!("{size:?}: {other:?}"),
        }
    }
    assert!(matches!(png::size(&sheet, Size::Width(60_000)), Err(ExportError::Size(_))), "too many pixels in all");
}

#[test]
fn a_full_disk_is_an_error_and_not_a_panic() {
    struct Full;
    impl std::io::Write for Full {
        fn write(&mut self, _: &[u8]) -> std::io::Result<usize> {
            Err(std::io::Error::from(std::io::ErrorKind::StorageFull))
        }
        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }
    let map = full_map();
    let mut layout = layout();
    let sheet = layout.sheet(&map, Part::Map);
    let result = png::write(&map, &sheet, layout.fonts(), &at(0.3), None, &Progress::default(), Full);
    assert!(matches!(result, Err(ExportError::Write(_))));
}

#[test]
fn a_picture_that_was_cancelled_ends_early() {
    let map = full_map();
    let mut layout = layout();
    let sheet = layout.sheet(&map, Part::Map);
    let progress = Progress::default();
    progress.cancel();
    let mut bytes = Vec::new();
    let result = png::write(&map, &sheet, layout.fonts(), &at(1.0), None, &progress, &mut bytes);
    assert!(matches!(result, Err(ExportError::Cancelled)));
    assert!(bytes.len() < 1000, "no pixel was painted");
}

#[test]
fn a_sheet_reads_from_the_title_through_each_quadrant_to_the_summary() {
    let sheet = layout().sheet(&full_map(), Part::All);
    let order: Vec<String> = sheet.reading_order().iter().map(|piece| format!("{:?}", piece.role)).collect();
    let at =
        |word: &str| order.iter().position(|role| role.contains(word)).unwrap_or_else(|| panic!("{word}: {order:?}"));
    assert_eq!(order.len(), sheet.pieces.len());
    let places = ["Title", "Badge", "Quadrant(0)", "NoteId(a)", "Quadrant(1)", "NoteId(b)", "Summary", "Need"].map(at);
    assert!(places.is_sorted(), "{order:?}");
}

#[test]
fn a_need_in_the_summary_says_how_many_people_stand_behind_it() {
    let mut map = full_map();
    map.notes[0].who = vec!["P1".into(), "P2".into()];
    map.notes[1].who = vec!["p1 ".into()];
    let words = |map: &EmpathyMap| -> Vec<String> {
        let sheet = layout().sheet(map, Part::Summary);
        let need = sheet.pieces.iter().find(|piece| matches!(piece.role, Role::Need(_))).expect("a need");
        let lines = need.picture.shapes.iter().filter_map(|shape| match shape {
            Shape::Text(line) => Some(line.text.clone()),
            _ => None,
        });
        lines.collect()
    };
    assert!(words(&map).contains(&"Assumption · 1 of 2 people".to_owned()), "{:?}", words(&map));
    map.notes.iter_mut().for_each(|note| note.who.clear());
    assert!(!words(&map).iter().any(|line| line.contains("people")), "nobody is named: {:?}", words(&map));
}

#[test]
fn a_character_without_a_glyph_gives_a_warning_that_names_it_and_its_note() {
    let map = map(vec![note("a", "thinks", "ཀ stands for what no bundled font has")]);
    let mut layout = layout();
    let sheet = layout.sheet(&map, Part::Map);
    let written =
        png::write(&map, &sheet, layout.fonts(), &at(0.2), None, &Progress::default(), Vec::new()).expect("written");
    assert_eq!(written.warnings.len(), 1);
    assert!(written.warnings[0].contains("ཀ (U+0F40)") && written.warnings[0].contains("stands for"), "{written:?}");
}

#[test]
fn a_clean_copy_keeps_the_work_and_drops_the_people() {
    let mut map = full_map();
    map.comments.push(empathy_map::model::Comment {
        id: "c".into(),
        on: "a".into(),
        text: "Is that the same ticket?".into(),
        author: "Jonas".into(),
        created: String::new(),
        extra: Default::default(),
    });
    let clean = clean(&map, Quotes::Keep);
    assert!(clean.comments.is_empty());
    assert!(clean.notes.iter().all(|note| note.author.is_empty() && note.votes.is_empty() && note.source.is_empty()));
    assert_eq!((&clean.needs, &clean.themes, clean.notes.len()), (&map.needs, &map.themes, map.notes.len()));
    assert_eq!(clean.notes[0].text, map.notes[0].text);
}

#[test]
fn a_preview_is_small_and_opaque_and_shows_the_quadrants() {
    let scene = layout().scene(&full_map());
    let preview = thumbnail(&scene, Palette::Light, 320);
    assert_eq!((preview.width, preview.rgba.len() as u32), (320, 4 * preview.width * preview.height));
    assert!(preview.rgba.chunks_exact(4).all(|pixel| pixel[3] == 255));
    let at = |x: u32, y: u32| &preview.rgba[4 * (y * preview.width + x) as usize..][..3];
    assert_eq!(at(8, preview.height / 2 - 20), rgb(Palette::Light, Ink::Ground(Tone::Blue)));
    assert_eq!(at(311, preview.height - 12), rgb(Palette::Light, Ink::Ground(Tone::Amber)));
}
