//! Markdown: headings and lists.

use super::{left_out, notes, preview, read, sample};

#[test]
fn headings_are_quadrants_and_themes_and_items_are_notes() {
    let source = sample("outline.md");
    assert_eq!(source.kind().label(), "Markdown");
    let preview = preview(&source);
    assert_eq!(preview.title, "Dana and the bill");
    let expected = [
        "thinks: Why is it more than last time?",
        "thinks: Is 5 * 3 still 15 #ok",
        "thinks: “Somebody will call you back” and nobody did [Passed around]",
        "thinks: See the ticket (https://example.org/7) [Passed around]",
        "pains: 20 minutes of music [Waiting]",
        "pains: twice [Waiting / A line that drops]",
        "pains: after lunch [Waiting]",
        "feels: Worn out",
    ];
    assert_eq!(notes(&preview), expected);
    assert_eq!(preview.notes[2].place, "line 13");
    let expected = [
        "line 2: tags: [research] (It stands above the text, for programs)",
        "line 6: Three calls in May. (A paragraph, not an item of a list)",
        "line 25: Gains (A title with no note below)",
    ];
    assert_eq!(left_out(&preview), expected);
    assert_eq!(preview.warnings, Vec::<String>::new());
}

#[test]
fn without_lists_paragraphs_are_the_notes() {
    let preview = read("notes.md", "# Feels\nTired\n\nAngry  \nand loud\n\n# Does\n\n> Calls\n");
    assert_eq!(notes(&preview), ["feels: Tired", "feels: Angry\nand loud", "does: Calls"]);
}

#[test]
fn items_may_name_the_quadrants() {
    let preview = read("notes.md", "- **Thinks**\n  - Why?\n- Feels:\n  - Tired\n  - Worn out\n- Left over\n");
    assert_eq!(notes(&preview), ["thinks: Why?", "feels: Tired", "feels: Worn out", "thinks: Left over"]);
}

#[test]
fn titles_around_a_quadrant_say_where_its_notes_come_from() {
    let preview = read("notes.md", "# Interview 1\n## Thinks\n- Why?\n# Interview 2\n## Feels\n- Tired\n");
    assert_eq!(notes(&preview), ["thinks: Why?", "feels: Tired"]);
    assert_eq!([&preview.notes[0].note.source, &preview.notes[1].note.source], ["Interview 1", "Interview 2"]);
}

#[test]
fn code_and_markup_of_other_kinds_stay_words() {
    let text = "- `a*b` <b>bold</b> ![a cat](cat.png)\n- one<br>two\n\n  three\n-\n- ~~gone~~ <https://example.org>\n";
    let preview = read("notes.md", text);
    let expected =
        ["thinks: a*b <b>bold</b> a cat (cat.png)", "thinks: one\ntwo\nthree", "thinks: gone https://example.org"];
    assert_eq!(notes(&preview), expected);
}
