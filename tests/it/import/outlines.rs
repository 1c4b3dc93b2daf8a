//! Markdown: headings and lists.

use empathy_map::import;
use empathy_map::model::{Evidence, Priority, default_quadrants};

use super::{ids, left_out, notes, preview, read, sample};

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
        ["thinks: a*b <b>bold</b> a cat (cat.png)", "thinks: one\ntwo\n\nthree", "thinks: gone https://example.org"];
    assert_eq!(notes(&preview), expected);
}

const OURS: &str = "# The bill\n\n**Dana**, Customer\n\n- Goal: Know what she pays for\n\n## Thinks\n\n*What is on her mind?*\n\n\
    - Why *(quote; about P1; from Interview 1)*\n\n## Gains\n\n*What helps?*\n\n## Needs\n\n### Dana needs to know\n\n- Priority: Must\n\n\
    What speaks for it:\n\n> Why *(quote; about P1; from Interview 1)*\n\n> Gone\n\n## What we do not know\n\n- Nothing in “Gains” yet.\n";

#[test]
fn an_outline_of_ours_brings_what_notes_rest_on_and_what_follows_from_them() {
    let preview = read("ours.md", OURS);
    assert_eq!(notes(&preview), ["thinks: Why"]);
    let note = &preview.notes[0].note;
    assert_eq!((note.evidence, note.source.as_str()), (Some(Evidence::Quote), "Interview 1"));
    assert_eq!(note.who, ["P1"]);
    let need = &preview.conclusions.needs[0];
    assert_eq!((need.statement.as_str(), need.priority), ("know", Some(Priority::Must)));
    assert_eq!(need.supports[0].as_str(), preview.notes[0].place, "notes are named by their places");
    let expected = [
        "line 27: Gone (It belongs to nothing that a map has room for)",
        "line 29: What we do not know (It follows from the notes and is found again)",
    ];
    assert_eq!(left_out(&preview), expected);
    let of_the_map: Vec<_> = preview.about_map.iter().map(|one| one.text.as_str()).collect();
    assert_eq!(
        of_the_map,
        ["What is on her mind?", "What helps?", "Gains", "Dana, Customer", "Goal: Know what she pays for"]
    );
}

#[test]
fn the_same_titles_in_other_peoples_outlines_are_titles_of_notes() {
    let preview = read(
        "notes.md",
        "# Workshop\n\nIn *May*.\n\n- Goals\n\n## Thinks\n- Why *(again)*\n## Needs\n- to be heard\n## What we do not know\n- All\n",
    );
    let expected =
        ["thinks: Goals", "thinks: Why (again)", "thinks: to be heard [Needs]", "thinks: All [What we do not know]"];
    assert_eq!(notes(&preview), expected);
    assert_eq!(left_out(&preview), ["line 3: In May. (A paragraph, not an item of a list)"]);
    assert_eq!((preview.conclusions.needs.len(), preview.persona.name.as_str()), (0, ""));
}

#[test]
fn needs_with_headings_in_other_peoples_outlines_are_themes_with_notes() {
    let preview = read("notes.md", "# Interviews\n\n## Thinks\n- a\n\n## Needs\n\n### Billing\n\n- a clear bill\n");
    assert!(notes(&preview).iter().any(|note| note.contains("a clear bill")), "{:?}", notes(&preview));
    assert_eq!(preview.conclusions.needs.len(), 0);
}

#[test]
fn of_several_outlines_the_first_says_whom_a_new_map_is_about() {
    let previews = [read("dana.md", OURS), read("tom.md", &OURS.replace("Dana", "Tom"))];
    let (map, left_out) = import::new_map(default_quadrants(), &previews, &mut ids());
    assert_eq!((map.persona.name.as_str(), map.needs.len(), map.check()), ("Dana", 2, Ok(())));
    assert!(left_out.iter().any(|one| one.text == "Tom, Customer"), "{left_out:?}");
}
