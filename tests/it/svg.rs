//! Drawings: what stands in them, and what never does.

use std::collections::{BTreeSet, HashSet};

use empathy_map::export::png::Size;
use empathy_map::export::svg::{self, Look};
use empathy_map::export::{self, ExportError, Extent, Format, Order, Progress};
use empathy_map::file;
use empathy_map::import;
use empathy_map::model::{EmpathyMap, Need, NeedId};
use empathy_map::scene::{Palette, Part, Piece, Shape, Sheet, TextLine};
use proptest::prelude::*;
use roxmltree::{Document, Node};

use crate::samples::samples;
use crate::scene::{layout, map, note, note_at};
use crate::support::maps::any_map;

const LOOK: Look<'_> = Look { palette: Palette::Light, size: Size::Scale(1.0), map_file: None };

fn drawn(map: &EmpathyMap, part: Part) -> (String, Sheet) {
    let mut layout = layout();
    let sheet = layout.sheet(map, part);
    let text = svg::write(map, &sheet, layout.fonts(), &LOOK, &Progress::default()).expect("drawn");
    (text, sheet)
}

fn exported(map: &EmpathyMap, order: &Order) -> String {
    let order = Order { format: Format::Svg, ..*order };
    let mut bytes = Vec::new();
    let progress = Progress::default();
    export::write(map, &order, &mut layout(), file::write, &progress, &mut bytes).expect("exported");
    String::from_utf8(bytes).expect("text")
}

fn parsed(text: &str) -> Document<'_> {
    Document::parse(text).unwrap_or_else(|error| panic!("{error}\n{text}"))
}

/// The groups of the pieces.
fn groups<'d>(document: &'d Document<'_>) -> Vec<Node<'d, 'd>> {
    document.root_element().children().filter(|node| node.has_tag_name("g")).collect()
}

fn name<'d>(node: Node<'d, 'd>) -> &'d str {
    node.tag_name().name()
}

fn words(node: Node<'_, '_>) -> String {
    node.descendants().filter(|node| node.is_text()).filter_map(|node| node.text()).collect()
}

fn note_group<'d>(document: &'d Document<'_>, id: &str) -> Node<'d, 'd> {
    let groups = groups(document);
    *groups.iter().find(|group| group.attribute("id") == Some(&format!("note-{id}"))).expect("the note")
}

fn is_mark(c: char) -> bool {
    matches!(c, '\u{200F}' | '\u{202A}'..='\u{202E}')
}

fn is_forbidden(c: char) -> bool {
    c.is_control() && !matches!(c, '\n' | '\t' | '\r' | '\u{7F}'..='\u{9F}') || matches!(c, '\u{FFFE}' | '\u{FFFF}')
}

/// What is to be read of a text, whatever the order: brackets may have been turned.
fn letters(text: &str) -> Vec<char> {
    let seen = text.chars().filter(|c| !c.is_whitespace() && !is_mark(*c) && !is_forbidden(*c));
    let mut letters: Vec<char> = seen
        .map(|c| match c {
            ')' => '(',
            ']' => '[',
            '»' => '«',
            c => c,
        })
        .collect();
    letters.sort_unstable();
    letters
}

fn lines(piece: &Piece) -> impl Iterator<Item = &TextLine> {
    piece.picture.shapes.iter().filter_map(|shape| match shape {
        Shape::Text(line) => Some(line),
        _ => None,
    })
}

/// The height at which a line of text or an emoji stands.
fn height(node: Node<'_, '_>) -> f32 {
    let place = node.attribute("transform").and_then(|place| place.split([' ', ')']).nth(1));
    node.attribute("y").or(place).expect("a place").parse().expect("a number")
}

/// Every line of the sheet stands in the drawing: at its height, in its group, with all its words and emoji.
fn check_lines(map: &EmpathyMap, part: Part) {
    let (text, sheet) = drawn(map, part);
    let document = parsed(&text);
    let groups = groups(&document);
    let pieces = sheet.nearest_to_reading();
    assert_eq!(groups.len(), pieces.len());
    for (group, piece) in groups.into_iter().zip(pieces) {
        let is_text = |node: &Node<'_, '_>| node.has_tag_name("text") || node.has_attribute("aria-label");
        let mut texts = group.children().filter(is_text).peekable();
        for line in lines(piece) {
            let at_line = |node: &Node<'_, '_>| (height(*node) - line.origin.y).abs() < 0.01;
            let text = texts.next_if(|node| node.has_tag_name("text") && at_line(node));
            let whole = text.map_or_else(String::new, |node| words(node).replace(is_mark, ""));
            let mut found = whole.clone();
            // Beside it, another line may stand at the same height.
            let is_of_line =
                |node: &Node<'_, '_>| node.attribute("aria-label").is_some_and(|it| line.text.contains(it));
            while let Some(node) = texts.next_if(|node| node.has_tag_name("use") && at_line(node) && is_of_line(node)) {
                found.push_str(node.attribute("aria-label").expect("an emoji"));
            }
            if whole.len() == found.len() {
                assert_eq!(whole, line.text.replace(|c| is_mark(c) || is_forbidden(c), ""), "as it reads");
            }
            assert_eq!(letters(&found), letters(&line.text), "{:?} as {found:?}", line.text);
        }
        assert!(texts.next().is_none(), "no line too many");
    }
}

#[test]
fn every_word_of_the_samples_stands_on_its_line() {
    for (_, map) in samples() {
        for part in Part::ALL {
            check_lines(&map, part);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn every_word_of_any_map_stands_on_its_line(map in any_map()) {
        check_lines(&map, Part::All);
    }

    #[test]
    fn what_lies_over_something_is_painted_after_it(map in any_map()) {
        let sheet = layout().sheet(&map, Part::All);
        let painted: Vec<*const Piece> = sheet.nearest_to_reading().into_iter().map(std::ptr::from_ref).collect();
        let place = |piece: &Piece| painted.iter().position(|other| std::ptr::eq(*other, piece)).expect("is painted");
        prop_assert_eq!(painted.len(), sheet.pieces.len());
        let rect = |piece: &Piece| piece.picture.extent().translate(piece.offset);
        for (index, above) in sheet.pieces.iter().enumerate() {
            for below in sheet.pieces[..index].iter().filter(|below| rect(below).intersects(rect(above))) {
                prop_assert!(place(below) < place(above), "{:?} over {:?}", above.role, below.role);
            }
        }
    }

    #[test]
    fn the_map_in_a_drawing_is_the_map(map in any_map()) {
        let text = exported(&map, &Order::default());
        prop_assert_eq!(&carried(&text).expect("a map"), &file::write(&map));
        let opened = import::carried(text.as_bytes()).expect("a picture").expect("a map");
        prop_assert_eq!(file::parse(opened.as_bytes()).expect("a map file").map, map);
    }
}

/// The map file within a drawing.
fn carried(text: &str) -> Option<String> {
    parsed(text).descendants().find(|node| node.has_tag_name((svg::MAP_NAMESPACE, "map"))).map(words)
}

/// A map whose texts, ids and names try to be something else.
fn hostile_map() -> EmpathyMap {
    let texts = [
        "<script>alert(1)</script>",
        "]]><foreignObject onload=\"x\">",
        "\"/><image xlink:href=\"https://example.org/a.png\"/>",
        "' style='x:expression(1)' &amp; &#0; &lt;!ENTITY",
        "<!-- -->--><?php ?>",
        "bell \u{7} escape \u{1b} nothing \u{0} \u{FFFE}\u{FFFF}",
    ];
    let mut map = map((0..).zip(texts).map(|(at, text)| note(&format!("{at}{text}"), "thinks", text)).collect());
    map.title = texts.concat();
    map.persona.name = texts[2].into();
    map.persona.goal = texts[0].into();
    for (quadrant, text) in map.quadrants.iter_mut().zip(texts) {
        quadrant.title = text.into();
        quadrant.prompt = text.into();
    }
    map.notes[0].source = texts[1].into();
    let mut need = Need::new(NeedId::new(texts[2]), texts[1]);
    need.supports.push(map.notes[0].id.clone());
    map.needs.push(need);
    map
}

#[test]
fn nothing_in_a_drawing_runs_or_is_fetched_whatever_the_texts_say() {
    const ELEMENTS: [&str; 12] =
        ["svg", "title", "metadata", "map", "defs", "g", "rect", "circle", "path", "text", "tspan", "use"];
    const ATTRIBUTES: [&str; 29] = [
        "width",
        "height",
        "viewBox",
        "font-family",
        "font-size",
        "font-weight",
        "text-rendering",
        "text-anchor",
        "stroke",
        "stroke-width",
        "stroke-linecap",
        "stroke-linejoin",
        "fill",
        "fill-opacity",
        "id",
        "role",
        "aria-label",
        "transform",
        "x",
        "y",
        "rx",
        "cx",
        "cy",
        "r",
        "d",
        "href",
        "space",
        "lang",
        "aria-level",
    ];
    let text = exported(&hostile_map(), &Order { part: Part::All, ..Order::default() });
    assert!(!text.contains("<!"), "no declaration, no comment, no CDATA");
    assert!(text.chars().all(|c| !is_forbidden(c)));
    let document = parsed(&text);
    let mut ids = HashSet::new();
    let mut links = BTreeSet::new();
    for node in document.descendants().filter(Node::is_element) {
        assert!(ELEMENTS.contains(&name(node)), "{}", name(node));
        for attribute in node.attributes() {
            assert!(ATTRIBUTES.contains(&attribute.name()), "{}", attribute.name());
            assert!(!attribute.value().contains("url("));
        }
        if let Some(id) = node.attribute("id") {
            assert!(ids.insert(id), "{id} twice");
        }
        let link = node.attributes().find(|attribute| attribute.name() == "href");
        links.extend(link.map(|link| link.value().strip_prefix('#').expect("within the file")));
    }
    assert!(!links.is_empty() && links.iter().all(|link| ids.contains(link)));
}

#[test]
fn a_map_travels_in_the_drawing_unless_that_is_switched_off() {
    let mut map = hostile_map();
    map.notes[0].author = "Ana".into();
    let text = exported(&map, &Order::default());
    assert_eq!(file::parse(carried(&text).expect("a map").as_bytes()).expect("a map file").map, {
        // A map file has no control characters.
        file::parse(file::write(&map).as_bytes()).expect("a map file").map
    });
    assert_eq!(carried(&exported(&map, &Order { carries_map: false, ..Order::default() })), None);
    let clean = exported(&map, &Order { clean: true, ..Order::default() });
    assert_eq!(carried(&clean), None);
    assert!(!clean.contains("Ana"));
}

#[test]
fn a_drawing_says_in_which_language_it_is_where_that_is_clear() {
    let (_, japanese) = samples().into_iter().find(|(name, _)| name == "setsuko.json").expect("the sample");
    let language = |map| parsed(&drawn(map, Part::Map).0).root_element().attribute("lang").map(str::to_owned);
    assert_eq!(language(&japanese).as_deref(), Some("ja"));
    assert_eq!(language(&map(vec![note("a", "thinks", "ok")])), None);
}

#[test]
fn the_same_map_gives_the_same_drawing() {
    for (_, map) in samples() {
        let order = Order { part: Part::All, ..Order::default() };
        assert_eq!(exported(&map, &order), exported(&map, &order));
    }
}

#[test]
fn an_emoji_is_drawn_once_and_used_by_its_name() {
    let map = map(vec![
        note("a", "thinks", "calls 📞 and 📞 again"),
        note("b", "feels", "👩‍🚀 ❤️ 📞"),
        note("c", "feels", "☎ is a letter in no text font"),
    ]);
    let (text, _) = drawn(&map, Part::Map);
    let document = parsed(&text);
    let drawings: Vec<_> = document
        .descendants()
        .filter_map(|node| node.attribute("id").filter(|id| id.starts_with("emoji-")).map(|id| (id, node)))
        .collect();
    let ids: Vec<_> = drawings.iter().map(|(id, _)| *id).collect();
    assert_eq!(ids, ["emoji-1f4de", "emoji-1f469-200d-1f680", "emoji-2764-fe0f", "emoji-260e"]);
    for (_, drawing) in drawings {
        assert!(drawing.children().filter(|node| node.has_tag_name("path")).count() > 0);
    }
    let labels: Vec<_> =
        note_group(&document, "a").children().filter_map(|node| node.attribute("aria-label")).collect();
    assert_eq!(labels, ["📞", "📞"]);
    let line = note_group(&document, "a").children().find(|node| node.has_tag_name("text")).expect("a line");
    assert_eq!(words(line), "calls  and  again");
    assert_eq!(line.children().filter(|node| node.has_tag_name("tspan")).count(), 2);
}

#[test]
fn lines_from_right_to_left_hang_at_their_middle_in_an_embedding_of_their_direction() {
    let map = map(vec![
        note("a", "thinks", "مرحبا بك"),
        note("b", "thinks", "she said שלום"),
        note("c", "thinks", "אחת 📞 שתיים שלוש"),
        note("d", "thinks", "hello"),
    ]);
    let (text, sheet) = drawn(&map, Part::Map);
    let document = parsed(&text);
    let line = |id: &str| note_group(&document, id).children().find(|node| node.has_tag_name("text")).expect("a line");
    for (id, text) in [("a", "\u{202B}مرحبا بك\u{202C}"), ("b", "\u{202A}she said שלום\u{202C}")] {
        assert_eq!(line(id).attribute("text-anchor"), Some("middle"));
        assert_eq!(words(line(id)), text);
    }
    let piece = sheet.pieces.iter().find(|piece| format!("{:?}", piece.role).contains("NoteId(a)")).expect("the note");
    let known = lines(piece).next().expect("a line");
    let x: f32 = line("a").attribute("x").expect("a place").parse().expect("a number");
    assert!((x - known.origin.x - known.width / 2.0).abs() < 0.02);
    assert_eq!(
        words(line("c")),
        "\u{202B}אחת \u{200F}\u{202C}\u{202B} שתיים שלוש\u{202C}",
        "as it reads, around the emoji"
    );
    assert_eq!(line("d").attribute("text-anchor"), None);
}

#[test]
fn a_screen_reader_hears_what_the_icons_show() {
    let mut map = map(vec![note("a", "pains", "hello")]);
    map.notes[0].evidence = Some(empathy_map::model::Evidence::Quote);
    map.notes[0].feeling = empathy_map::model::Feeling::new(-2);
    map.notes[0].votes.insert("room".into(), 3);
    map.title = "Dana".into();
    let (text, _) = drawn(&map, Part::Map);
    let document = parsed(&text);
    let label = "Note in Pain points, quote, feels very bad, 3 votes";
    assert_eq!(note_group(&document, "a").attribute("aria-label"), Some(label));
    let title = document.root_element().children().find(|node| node.has_tag_name("title")).map(words);
    assert_eq!(title.as_deref(), Some("Dana"));
}

#[test]
fn each_quadrant_is_read_with_its_notes_before_the_next() {
    let map = map(vec![
        note_at("p", "pains", "four", 300.0, 200.0),
        note_at("f", "feels", "two", 300.0, 90.0),
        note_at("b", "thinks", "one, below", 40.0, 200.0),
        note_at("a", "thinks", "one", 40.0, 80.0),
    ]);
    let (text, _) = drawn(&map, Part::Map);
    let document = parsed(&text);
    let ids: Vec<_> = groups(&document).iter().filter_map(|group| group.attribute("id")).collect();
    let expected = [
        "quadrant-thinks",
        "note-a",
        "note-b",
        "quadrant-feels",
        "note-f",
        "quadrant-does",
        "quadrant-pains",
        "persona",
        "note-p",
    ];
    assert_eq!(ids, expected);
}

#[test]
fn a_drawing_has_the_size_that_was_asked_for_and_the_same_contents() {
    let map = map(vec![note("a", "thinks", "hello")]);
    let mut layout = layout();
    let sheet = layout.sheet(&map, Part::Map);
    let mut root = |size| {
        let look = Look { size, ..LOOK };
        let text = svg::write(&map, &sheet, layout.fonts(), &look, &Progress::default()).expect("drawn");
        let document = parsed(&text);
        let attribute = |name| document.root_element().attribute(name).expect("a size").to_owned();
        (attribute("width"), attribute("height"), attribute("viewBox"))
    };
    let (width, height, view) = root(Size::Scale(2.0));
    assert_eq!(width, format!("{}", 2.0 * sheet.size.x));
    assert_eq!(height, format!("{}", 2.0 * sheet.size.y));
    assert_eq!(view, format!("0 0 {} {}", sheet.size.x, sheet.size.y));
    assert_eq!(root(Size::Width(500)).0, "500");
    for size in [Size::Scale(0.0), Size::Scale(f32::NAN), Size::Scale(f32::INFINITY), Size::Width(0)] {
        assert!(matches!(svg::size(&sheet, size), Err(ExportError::Size(_))), "{size:?}");
    }
}

#[test]
fn a_drawing_is_cancelled_when_nobody_wants_it() {
    let progress = Progress::default();
    progress.cancel();
    let order = Order { format: Format::Svg, ..Order::default() };
    let mut bytes = Vec::new();
    let map = map(vec![note("a", "thinks", "hello")]);
    let result = export::write(&map, &order, &mut layout(), file::write, &progress, &mut bytes);
    assert!(matches!(result, Err(ExportError::Cancelled)) && bytes.is_empty());
    let done =
        export::write(&map, &order, &mut layout(), file::write, &Progress::default(), &mut bytes).expect("drawn");
    assert!(matches!(done.extent, Extent::Drawing { .. }));
}
