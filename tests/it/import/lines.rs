//! Plain text, a line a note.

use super::{left_out, notes, read};

#[test]
fn a_line_is_a_note_and_lines_with_a_colon_switch_the_quadrant() {
    let text =
        "Thinks:\n- Why is it more than last time?\n• Nobody told me\n\nPains:\n1. Explains it three times\n2) Waits\n";
    let preview = read("notes.txt", text);
    let expected = [
        "thinks: Why is it more than last time?",
        "thinks: Nobody told me",
        "pains: Explains it three times",
        "pains: Waits",
    ];
    assert_eq!(notes(&preview), expected);
    assert_eq!(preview.notes[2].place, "line 6");
    assert_eq!((preview.title.as_str(), preview.warnings.len(), preview.left_out.len()), ("notes", 0, 0));
}

#[test]
fn a_title_and_its_first_note_may_share_a_line() {
    let preview = read("notes.txt", "Sie sagt: „Das war schon immer so“\nund lacht\nFühlt： Ärger\n");
    assert_eq!(notes(&preview), ["does: „Das war schon immer so“", "does: und lacht", "feels: Ärger"]);
}

#[test]
fn a_title_that_is_no_quadrant_becomes_a_theme_and_says_so() {
    let preview = read("retro.txt", "Went well:\nThe demo\nThe cake\n");
    assert_eq!(notes(&preview), ["thinks: The demo [Went well]", "thinks: The cake [Went well]"]);
    let warning = "“Went well” is no quadrant of the map; its 2 notes go to “Thinks” with the theme “Went well”.";
    assert_eq!(preview.warnings, [warning]);
}

#[test]
fn lines_without_a_title_say_where_they_go() {
    let preview = read("notes.txt", "One\nTwo: with a colon, and a long text behind it\n");
    assert_eq!(notes(&preview), ["thinks: One", "thinks: Two: with a colon, and a long text behind it"]);
    assert_eq!(preview.warnings, ["2 notes without a quadrant go to “Thinks”."]);
}

#[test]
fn rules_and_titles_without_notes_are_listed() {
    let preview = read("notes.txt", "Thinks:\nFeels:\n-----\nTired\n");
    assert_eq!(notes(&preview), ["feels: Tired"]);
    let expected = ["line 1: Thinks (A title with no note below)", "line 3: ----- (A line drawn to divide)"];
    assert_eq!(left_out(&preview), expected);
}
