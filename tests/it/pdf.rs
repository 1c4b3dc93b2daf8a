//! PDFs: what a viewer, a search and a screen reader find in them.

use empathy_map::export::pdf::Paper;
use empathy_map::export::{self, ExportError, Extent, Order, Progress, Written};
use empathy_map::file;
use empathy_map::model::{EmpathyMap, Evidence, Feeling, Motivation, MotivationId, Need, NeedId, NoteId};
use empathy_map::scene::{Palette, Part, Shape};
use proptest::prelude::*;

use crate::scene::{layout, map, note, note_at};
use crate::support::maps::{any_map, big_map};
use crate::support::pdf::{PdfPage, Tagged};

fn order(part: Part) -> Order {
    Order { format: export::Format::Pdf, part, ..Order::default() }
}

fn export(map: &EmpathyMap, order: &Order) -> (Vec<u8>, Written) {
    let mut bytes = Vec::new();
    let written = export::write(map, order, &mut layout(), file::write, &Progress::default(), &mut bytes);
    (bytes, written.expect("written"))
}

fn page(map: &EmpathyMap, part: Part) -> PdfPage {
    PdfPage::read(&export(map, &order(part)).0)
}

fn sample(name: &str) -> EmpathyMap {
    let path = format!("{}/maps/{name}.json", env!("CARGO_MANIFEST_DIR"));
    file::parse(&std::fs::read(path).expect("readable")).expect("a map").map
}

/// The text without spaces, in which every word is found however its lines were broken.
fn packed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

fn a_map() -> EmpathyMap {
    let mut first = note_at("a", "thinks", "Is my invoice wrong or did I miss something on page two?", 40.0, 80.0);
    first.evidence = Some(Evidence::Quote);
    first.source = "Interview 3".into();
    first.feeling = Feeling::new(-1);
    first.votes.insert("room".into(), 3);
    let mut map = map(vec![first, note_at("b", "pains", "Explains it three times 📞", 40.0, 80.0)]);
    map.title = "Dana and the surprising bill".into();
    let mut need = Need::new(NeedId::new("d"), "tell her story once");
    need.supports.push(NoteId::new("b"));
    map.needs.push(need);
    map.motivations.push(Motivation::new(MotivationId::new("m"), "being taken seriously"));
    map
}

#[test]
fn the_same_map_gives_the_same_bytes() {
    let map = sample("dana");
    assert!(export(&map, &order(Part::All)).0 == export(&map, &order(Part::All)).0);
}

#[test]
fn every_word_of_the_samples_is_in_their_pdfs() {
    for name in ["dana", "marek", "nurses", "setsuko"] {
        let map = sample(name);
        let text = packed(&page(&map, Part::All).text());
        for words in map.notes.iter().map(|note| &note.text).chain(map.needs.iter().map(|need| &need.statement)) {
            assert!(text.contains(&packed(words)), "{name}: {words}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn every_line_of_a_map_is_in_its_pdf(map in any_map()) {
        let sheet = layout().sheet(&map, Part::All);
        let found = packed(&page(&map, Part::All).text());
        for shape in sheet.pieces.iter().flat_map(|piece| &piece.picture.shapes) {
            // Characters without a glyph have no code either; a warning names them.
            if let Shape::Text(line) = shape && sheet.missing.is_empty() {
                for run in &line.runs {
                    let is_initial = line.text.chars().count() <= 2;
                    prop_assert!(is_initial || found.contains(&packed(&run.written())), "{:?} in {}", run.text, found);
                }
            }
        }
    }
}

#[test]
fn lines_are_kept_apart_by_spaces() {
    let map = map(vec![note("a", "thinks", "one two three four five six seven eight nine ten eleven twelve")]);
    let text = page(&map, Part::Map).text();
    assert!(text.contains("one two three four five six seven eight nine ten eleven twelve "), "{text}");
}

#[test]
fn brackets_in_text_from_right_to_left_are_found_as_they_were_written() {
    let text = page(&map(vec![note("a", "thinks", "\u{200F}📞 (📞)")]), Part::Map).text();
    assert!(text.find('(').is_some_and(|open| text.find(')').is_some_and(|close| open < close)), "{text}");
}

#[test]
fn all_fonts_are_in_the_file() {
    let fonts = page(&a_map(), Part::All).fonts();
    assert!(fonts.len() >= 3, "{fonts:?}");
    assert!(fonts.iter().all(|(_, embedded)| *embedded), "{fonts:?}");
}

#[test]
fn title_and_language_are_named() {
    let mut map = sample("dana");
    let page = self::page(&map, Part::Map);
    assert_eq!(page.title().as_deref(), Some(map.title.as_str()));
    assert_eq!(page.language().as_deref(), Some("en"));
    map.title.clear();
    map.notes.clear();
    map.needs.clear();
    map.motivations.clear();
    let page = self::page(&map, Part::Map);
    assert_eq!(page.title().as_deref(), Some("Empathy Map"));
    assert_eq!(page.language(), None, "nothing says which language it is");
}

#[test]
fn a_german_map_is_read_aloud_in_german() {
    let mut map = map(vec![
        note("a", "thinks", "Ist meine Rechnung falsch, oder habe ich etwas übersehen?"),
        note("b", "pains", "Sie muss jedem Mitarbeiter die ganze Geschichte von vorne erzählen."),
        note("c", "does", "Ruft dreimal an und wird jedes Mal weiterverbunden."),
    ]);
    map.persona.scenario.clear();
    assert_eq!(page(&map, Part::Map).language().as_deref(), Some("de"));
}

fn outline_of(structure: &[Tagged]) -> Vec<(usize, &str, &str)> {
    structure.iter().map(|tagged| (tagged.depth, tagged.tag.as_str(), tagged.text.as_str())).collect()
}

#[test]
fn a_screen_reader_finds_headings_notes_and_needs_in_their_order() {
    let page = page(&a_map(), Part::All);
    let structure = page.structure();
    let tags = outline_of(&structure);
    let at = |tag: &str, text: &str| {
        let found = tags.iter().position(|(_, name, words)| *name == tag && words.starts_with(text));
        found.unwrap_or_else(|| panic!("{tag} {text} in {tags:#?}"))
    };
    let order = [
        at("H1", "Dana and the surprising bill"),
        at("P", "Dana"),
        at("H2", "Thinks"),
        at("P", "Is my invoice wrong or did I miss something on page two? Interview 3"),
        at("Figure", "Evidence: quote. Feeling: bad. 3 votes"),
        at("H2", "Feels"),
        at("H2", "Pain points"),
        at("P", "Explains it three times 📞"),
        at("H2", "Needs and motivations"),
        at("L", ""),
        at("LI", ""),
        at("P", "Dana needs to tell her story once"),
        at("P", "Being taken seriously"),
    ];
    assert!(order.is_sorted(), "{tags:#?}");
    assert_eq!(
        tags.iter().filter(|(_, tag, _)| *tag == "L").count(),
        2,
        "needs and motivations are lists of their own"
    );
    assert_eq!(tags.iter().filter(|(_, tag, _)| *tag == "Sect").count(), 5);
    assert_eq!(tags.iter().filter(|(_, _, text)| *text == "D").count(), 0, "the initial is an ornament");
}

#[test]
fn a_report_has_one_title_for_a_screen_reader() {
    let structure = page(&a_map(), Part::Report).structure();
    let titles: Vec<_> = structure.iter().filter(|part| part.tag == "H1").map(|part| part.text.as_str()).collect();
    assert_eq!(titles, ["Dana and the surprising bill"]);
    assert!(structure.iter().all(|part| part.text != "D"), "initials are ornaments");
}

#[test]
fn bookmarks_lead_to_the_quadrants_and_the_needs() {
    let bookmarks = page(&a_map(), Part::All).bookmarks();
    let expected = [
        (0, "Thinks"),
        (0, "Feels"),
        (0, "Does"),
        (0, "Pain points"),
        (0, "Needs and motivations"),
        (1, "Dana needs to tell her story once"),
        (1, "being taken seriously"),
    ];
    let bookmarks: Vec<_> = bookmarks.iter().map(|(depth, title)| (*depth, title.as_str())).collect();
    assert_eq!(bookmarks, expected);
}

#[test]
fn a_page_is_as_large_as_the_map_or_as_the_paper() {
    let map = a_map();
    let sheet = layout().sheet(&map, Part::Map);
    let (width, height) = page(&map, Part::Map).size();
    assert_eq!((width, height), (sheet.size.x * 0.75, sheet.size.y * 0.75));

    for (paper, long, short) in [(Paper::A4, 297, 210), (Paper::A3, 420, 297), (Paper::Letter, 279, 216)] {
        let (bytes, written) = export(&map, &Order { paper, ..order(Part::Map) });
        assert_eq!(written.extent, Extent::Page { width_mm: long, height_mm: short }, "a wide map turns the paper");
        let (width, height) = PdfPage::read(&bytes).size();
        assert!((width - long as f32 * 72.0 / 25.4).abs() < 1.5 && (height - short as f32 * 72.0 / 25.4).abs() < 1.5);
    }
    let tall = self::map(vec![note_at("a", "thinks", "Far below", 40.0, 3000.0)]);
    let tall = export(&tall, &Order { paper: Paper::A4, ..order(Part::Map) }).1;
    assert_eq!(tall.extent, Extent::Page { width_mm: 210, height_mm: 297 });
}

#[test]
fn a_map_too_large_for_a_page_or_for_reading_says_so() {
    let mut huge = map(vec![note_at("a", "pains", "Far away", 30_000.0, 200.0)]);
    huge.title = "Huge".into();
    let (bytes, written) = export(&huge, &order(Part::Map));
    let (width, height) = PdfPage::read(&bytes).size();
    assert!(width <= 14_400.0 && height <= 14_400.0);
    assert!(written.warnings.iter().any(|warning| warning.contains("5 metres")), "{:?}", written.warnings);

    let on_paper = export(&big_map(500), &Order { paper: Paper::A4, ..order(Part::Map) }).1;
    assert!(on_paper.warnings.iter().any(|warning| warning.contains("too small to read")), "{:?}", on_paper.warnings);
}

#[test]
fn a_pdf_carries_its_map_unless_it_should_not() {
    let map = a_map();
    let (bytes, _) = export(&map, &order(Part::Map));
    let attachments = PdfPage::read(&bytes).attachments();
    assert_eq!(attachments, [("empathy-map.json".to_owned(), file::write(&map).into_bytes())]);
    for order in [Order { clean: true, ..order(Part::Map) }, Order { carries_map: false, ..order(Part::Map) }] {
        let bytes = export(&map, &order).0;
        assert_eq!(PdfPage::read(&bytes).attachments(), []);
    }
}

#[test]
fn a_character_without_a_glyph_is_named() {
    let map = map(vec![note("a", "thinks", "Ångström 漢")]);
    let (bytes, written) = export(&map, &order(Part::Map));
    assert!(PdfPage::read(&bytes).text().contains("Ångström"));
    assert!(written.warnings.iter().any(|warning| warning.contains("漢 (U+6F22)")), "{:?}", written.warnings);
}

#[test]
fn a_cancelled_pdf_ends_without_a_byte() {
    let progress = Progress::default();
    progress.cancel();
    let mut bytes = Vec::new();
    let outcome = export::write(&a_map(), &order(Part::Map), &mut layout(), file::write, &progress, &mut bytes);
    assert!(matches!(outcome, Err(ExportError::Cancelled)));
    assert!(bytes.is_empty());
}

#[test]
fn dark_is_dark() {
    let light = export(&a_map(), &order(Part::Map)).0;
    let dark = export(&a_map(), &Order { palette: Palette::Dark, ..order(Part::Map) }).0;
    assert!(light != dark);
}
