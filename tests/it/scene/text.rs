//! Breaking texts into lines, choosing faces, ordering what runs from right to left.

use empathy_map::scene::{Face, FontBook, Shape, TextLine};

use super::{layout, map, note};

fn lines(text: &str, width: f32) -> Vec<String> {
    FontBook::new(false).break_text(text, Face::Regular, 15.0, width).line_texts().map(str::to_owned).collect()
}

fn text_lines(text: &str) -> Vec<TextLine> {
    let scene = layout().scene(&map(vec![note("a", "thinks", text)]));
    let texts = scene.notes[0].picture.shapes.iter().filter_map(|shape| match shape {
        Shape::Text(line) => Some(line.clone()),
        _ => None,
    });
    texts.collect()
}

fn runs(text: &str) -> Vec<(String, Face, bool)> {
    text_lines(text).into_iter().flat_map(|line| line.runs).map(|run| (run.text, run.face, run.rtl)).collect()
}

#[test]
fn lines_break_at_spaces_and_the_spaces_hang() {
    assert_eq!(lines("Explains the same thing three times", 120.0), ["Explains the", "same thing three", "times"]);
}

#[test]
fn every_newline_begins_a_line() {
    assert_eq!(lines("one\n\ntwo\r\nthree\n", 200.0), ["one", "", "two", "three", ""]);
}

#[test]
fn a_word_too_long_for_a_line_breaks_between_letters_and_nothing_is_lost() {
    let word = "Donaudampfschifffahrtsgesellschaftskapitän";
    let broken = lines(word, 100.0);
    assert!(broken.len() > 2);
    assert_eq!(broken.concat(), word);
}

#[test]
fn no_line_is_wider_than_asked_for() {
    let mut fonts = FontBook::new(false);
    let text = "They will pass me around again, and again, and https://example.org/a/very/long/path?with=query too";
    for width in [60.0, 100.0, 184.0, 300.0] {
        let block = fonts.break_text(text, Face::Regular, 15.0, width);
        assert!(block.width() <= width + 0.1, "{} in {width}", block.width());
    }
}

#[test]
fn chinese_and_japanese_break_between_characters_but_not_before_a_full_stop() {
    let broken = lines("请求帮助的时候总是等很久。真的很久。", 75.0);
    assert!(broken.len() > 2, "{broken:?}");
    assert!(broken.iter().all(|line| !line.starts_with('。')), "{broken:?}");
    assert_eq!(broken.concat(), "请求帮助的时候总是等很久。真的很久。");
}

#[test]
fn the_same_text_gives_the_same_lines_at_every_call() {
    let text = "Calls at lunch break, hangs up after 15 min on hold 📞";
    let mut fonts = FontBook::new(false);
    let first = fonts.break_text(text, Face::Regular, 15.0, 184.0);
    fonts.break_text("something else", Face::SemiBold, 11.0, 90.0);
    assert_eq!(fonts.break_text(text, Face::Regular, 15.0, 184.0), first);
    assert_eq!(FontBook::new(false).break_text(text, Face::Regular, 15.0, 184.0), first);
}

#[test]
fn a_run_is_as_wide_as_its_glyphs() {
    let mut fonts = FontBook::new(false);
    for line in text_lines("AVATo fi ffi 👩‍🚀 To. Wa, 12:40") {
        for run in &line.runs {
            let glyphs = fonts.glyphs(run, line.size);
            let last = glyphs.last().and_then(|piece| piece.glyphs.last()).expect("a run has glyphs");
            assert!(last.x < run.width && run.width - last.x < 2.0 * line.size, "{run:?}");
        }
        let end = line.runs.last().map_or(0.0, |run| run.x + run.width);
        assert!((end - line.width).abs() < 0.01);
    }
}

#[test]
fn hebrew_words_stand_in_order_from_right_to_left() {
    // The bundled fonts have no Hebrew; order and direction do not depend on that.
    let line = &text_lines("שלום (abc) עולם")[0];
    let seen: Vec<_> = line.runs.iter().map(|run| run.text.trim().to_owned()).filter(|text| !text.is_empty()).collect();
    let (shalom, abc, olam) = (place(&seen, "שלום"), place(&seen, "abc"), place(&seen, "עולם"));
    assert!(olam < abc && abc < shalom, "{seen:?}");
    assert_eq!(line.text, "שלום (abc) עולם");
}

fn place(seen: &[String], part: &str) -> usize {
    seen.iter().position(|run| run.contains(part)).unwrap_or_else(|| panic!("{part} is not in {seen:?}"))
}

#[test]
fn a_right_to_left_paragraph_stands_on_the_right() {
    let left = &text_lines("hello")[0];
    let right = &text_lines("مرحبا")[0];
    assert_eq!(left.origin.x, 12.0);
    assert!((right.origin.x + right.width - (208.0 - 12.0)).abs() < 0.01, "{right:?}");
}

#[test]
fn brackets_between_hebrew_words_are_mirrored_for_painters_that_do_not_know() {
    let brackets: Vec<_> =
        text_lines("אב (12) גד")[0].runs.iter().filter(|run| !run.rtl).map(|run| run.text.clone()).collect();
    assert!(brackets.concat().contains("12"));
}

#[test]
fn emoji_keep_their_colour_and_text_symbols_stay_text() {
    let emoji = |text: &str| runs(text).iter().all(|(_, face, _)| *face == Face::Emoji);
    for text in ["❤️", "👩‍🚀", "🇩🇪", "1️⃣", "👍🏽", "⌚", "🏴‍☠️"] {
        assert!(emoji(text), "{text}: {:?}", runs(text));
    }
    for text in ["❤", "©", "1", "#", "☎︎", "™"] {
        assert!(!emoji(text), "{text}: {:?}", runs(text));
    }
    assert_eq!(runs("ok 👍 yes").len(), 3);
}

#[test]
fn characters_without_a_glyph_are_named_with_their_note() {
    let scene = layout().scene(&map(vec![note("a", "thinks", "fine"), note("b", "feels", "ཀ and ཀ and ខ")]));
    assert_eq!(scene.missing.len(), 1);
    assert_eq!(scene.missing[0].note.as_ref().map(|id| id.as_str()), Some("b"));
    assert_eq!(scene.missing[0].characters, "ཀខ");
}

#[test]
fn the_window_gets_a_family_for_every_face() {
    let definitions = FontBook::definitions();
    for face in [Face::Regular, Face::SemiBold, Face::Emoji] {
        assert!(definitions.families.contains_key(&FontBook::family(face)));
    }
    assert!(definitions.families.contains_key(&epaint::FontFamily::Monospace));
}
