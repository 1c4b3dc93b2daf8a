//! Tables from retrospectives, boards and spreadsheets.

use empathy_map::import::{self, Certainty, Field, Group, Shape, Target};
use empathy_map::model::{Evidence, Feeling, QuadrantId, default_quadrants, limits};

use super::{left_out, notes, preview, read, refusal, sample};

#[test]
fn a_long_table_of_scrumlr_brings_texts_columns_and_authors() {
    let source = sample("scrumlr-long.csv");
    assert_eq!(source.kind().label(), "Table (CSV)");
    assert_eq!(source.guess().table.unwrap().shape, Shape::Long);
    let preview = preview(&source);
    let expected = [
        "pains: Explains the same thing\nthree times",
        "does: She said: \"I just want to know\"",
        "does: Checks the bill, line by line",
        "feels: Not taken seriously",
    ];
    assert_eq!(notes(&preview), expected);
    assert_eq!(preview.notes[0].note.author, "Ana");
    assert_eq!(preview.notes[1].place, "line 4");
    assert!(preview.notes.iter().all(|new| new.note.id.as_str().is_empty()), "foreign ids mean nothing here");
    let expected = ["note_id", "author_id", "column_id", "rank", "stack"]
        .map(|name| format!("column “{name}”:  (The column is not used: 4 cells)"));
    assert_eq!(left_out(&preview), expected);
    assert_eq!(preview.warnings, Vec::<String>::new());
}

#[test]
fn a_wide_table_of_a_retrospective_keeps_its_columns_as_themes() {
    let source = sample("easyretro-wide.csv");
    assert_eq!(source.guess().table.unwrap().shape, Shape::Wide);
    let preview = preview(&source);
    let expected = [
        "thinks: The demo [Went well]",
        "thinks: Stand-ups run over, again [To improve]",
        "thinks: Book the big room [Action items]",
        "thinks: Pairing on\nthe roster [Went well]",
        "thinks: Ask Ben [Action items]",
        "thinks: Nobody reads the wiki [To improve]",
    ];
    assert_eq!(notes(&preview), expected);
    assert_eq!(preview.warnings.len(), 3);
    assert!(preview.groups.iter().all(|placed| placed.certainty == Certainty::Assumed && placed.notes == 2));
    assert_eq!(preview.notes[3].place, "line 3, column “Went well”");
}

#[test]
fn a_person_says_where_unknown_columns_go() {
    let source = sample("easyretro-wide.csv");
    let mut choices = source.guess();
    choices.targets.extend([
        (Group::Titled("Went well".into()), Target::Quadrant("feels".into())),
        (Group::Titled("To improve".into()), Target::Theme("pains".into())),
        (Group::Titled("Action items".into()), Target::LeaveOut),
    ]);
    let preview = source.preview(&choices, &default_quadrants());
    let expected = [
        "feels: The demo",
        "pains: Stand-ups run over, again [To improve]",
        "feels: Pairing on\nthe roster",
        "pains: Nobody reads the wiki [To improve]",
    ];
    assert_eq!(notes(&preview), expected);
    assert_eq!(left_out(&preview)[0], "line 2, column “Action items”: Book the big room (“Action items” is left out)");
    assert_eq!(preview.warnings, Vec::<String>::new());
}

#[test]
fn a_board_table_with_areas_brings_tags_authors_and_dates() {
    let preview = preview(&sample("mural-like.csv"));
    let expected = ["thinks: Wants it over with", "does: Calls during lunch", "pains: Waits 20 minutes"];
    assert_eq!(notes(&preview), expected);
    let first = &preview.notes[0].note;
    assert_eq!((first.tags.join("+"), first.author.as_str()), ("bill+phone".into(), "Ana"));
    assert_eq!(first.created, "2024-05-06T14:03:22Z");
    assert_eq!(first.at, None, "places of other boards mean nothing on ours");
    assert_eq!(preview.notes[1].note.created, "2024-05-06T14:05:00Z");
    let left_out = left_out(&preview);
    assert_eq!(left_out[0], "line 4: 3 Sticky note 168 168 500 500 Pain Ben (The row has no text of a note)");
    assert_eq!(left_out[1], "line 5, column “Created on”: yesterday (“Date” cannot be that)");
}

#[test]
fn a_table_with_places_and_no_areas_goes_by_the_corners() {
    let text = "text,x,y\nA,0,0\nB,100,0\nC,0,90\nD,100,95\nE,20,80\nF,1e999,0\n";
    let preview = read("board.csv", text);
    assert_eq!(notes(&preview), ["thinks: A", "feels: B", "does: C", "pains: D", "does: E", "thinks: F"]);
    assert_eq!(preview.groups[1].group.to_string(), "Top right");
    assert_eq!(left_out(&preview), ["line 7, column “x”: 1e999 (“Place, across” cannot be that)"]);
}

#[test]
fn a_messy_spreadsheet_with_semicolons_is_read() {
    let preview = preview(&sample("semicolons-windows-1252.csv"));
    let expected = [
        "thinks: Warum ist die Rechnung höher?",
        "feels: Ärger; dann Müdigkeit",
        "pains: Dreimal dasselbe erklärt – „jedes Mal“",
    ];
    assert_eq!(notes(&preview), expected);
    assert_eq!(preview.notes[1].note.who, ["P1", "P3"]);
    let expected = [
        "line 3: Erhebung Frühjahr (It stands above the titles of the columns)",
        "line 10: Handlungen (The row has no text of a note)",
        "column “Belege”:  (The column is not used: 1 cell)",
        "column “E”:  (The column is not used: 1 cell)",
    ];
    assert_eq!(left_out(&preview), expected);
    assert!(preview.warnings[0].contains("Windows-1252"));
}

#[test]
fn a_wide_spreadsheet_in_utf_16_is_read() {
    let preview = preview(&sample("spreadsheet-utf16.tsv"));
    let expected = ["thinks: Warum?", "feels: Ärger 😀", "does: Ruft an", "pains: Wartet\nlange", "feels: Müde"];
    assert_eq!(notes(&preview), expected);
    assert_eq!((preview.warnings.len(), preview.left_out.len()), (0, 0));
}

#[test]
fn in_a_wide_table_other_columns_tell_about_all_notes_of_the_row() {
    let preview = preview(&sample("interviews-with-who.csv"));
    let expected = [
        "does: I just pay it",
        "thinks: Too dear",
        "feels: Resigned",
        "does: Pays late",
        "thinks: Left early [Other remarks]",
        "feels: Proud\nof it",
    ];
    assert_eq!(notes(&preview), expected);
    let who: Vec<_> = preview.notes.iter().map(|new| new.note.who.join(" ")).collect();
    assert_eq!(who, ["P1", "P1", "P1", "P1", "P1", "P2"]);
}

#[test]
fn a_person_can_change_which_column_is_what() {
    let source = import::read("odd.csv", "Text,Remark\nshort,The long remark that was meant\n".as_bytes()).unwrap();
    let mut choices = source.guess();
    let table = choices.table.as_mut().unwrap();
    assert_eq!(table.fields, [Field::Text, Field::Ignore]);
    table.fields = vec![Field::Source, Field::Text];
    let preview = source.preview(&choices, &default_quadrants());
    assert_eq!(preview.notes[0].note.text, "The long remark that was meant");
    assert_eq!(preview.notes[0].note.source, "short");
}

#[test]
fn a_table_without_a_header_is_known_by_its_quadrants() {
    let preview = read("plain.tsv", "thinks\tIs it worth it?\nfeels\tTired\nfeels\tAngry\n");
    assert_eq!(notes(&preview), ["thinks: Is it worth it?", "feels: Tired", "feels: Angry"]);
}

#[test]
fn one_column_is_a_note_a_row() {
    assert_eq!(notes(&read("one.csv", "Waits\n\"Calls, twice\"\n")), ["thinks: Waits", "thinks: Calls, twice"]);
}

#[test]
fn what_stands_in_cells_is_understood_in_several_forms() {
    let text = "text,evidence,feeling,votes,tags\nA,quote,-2,3,a;b\nB,Beobachtung,+1,0,a|a\nC,Said,Very good,,\nD,maybe,7,many,\n";
    let preview = read("forms.csv", text);
    let said: Vec<_> =
        preview.notes.iter().map(|new| (new.note.evidence, new.note.feeling, new.note.vote_total())).collect();
    let expected = [
        (Some(Evidence::Quote), Feeling::new(-2), 3),
        (Some(Evidence::Observed), Feeling::new(1), 0),
        (Some(Evidence::Quote), Feeling::new(2), 0),
        (None, None, 0),
    ];
    assert_eq!(said, expected);
    assert_eq!(preview.notes[1].note.tags, ["a"]);
    let expected = [
        "line 5, column “evidence”: maybe (“Evidence” cannot be that)",
        "line 5, column “feeling”: 7 (“Feeling” cannot be that)",
        "line 5, column “votes”: many (“Votes” cannot be that)",
    ];
    assert_eq!(left_out(&preview), expected);
}

#[test]
fn a_table_is_known_under_any_name_and_prose_is_not_taken_for_one() {
    assert_eq!(import::read("pasted", b"Column;Text\nSays;Hello\n").unwrap().kind().label(), "Table (CSV)");
    let prose = "First, she calls.\nThen, he waits.\nLast, they pay.\n";
    assert_eq!(import::read("story.txt", prose.as_bytes()).unwrap().kind().label(), "Plain lines");
}

#[test]
fn a_table_that_no_map_can_hold_is_refused() {
    let rows = "text\n".to_owned() + &"note\n".repeat(limits::NOTES + 200);
    assert!(refusal("long.csv", rows.as_bytes()).contains("more than 20100 rows"));
    assert!(refusal("bomb.csv", ",".repeat(9_000_000).as_bytes()).contains("Divide it"));
    assert!(refusal("quotes.csv", ("a\"".to_owned() + &",".repeat(9_000_000)).as_bytes()).contains("Divide it"));
    let wide = format!("{}a\n", ",".repeat(10_000)).repeat(200);
    assert!(refusal("wide.csv", wide.as_bytes()).contains("Divide it"));
}

/// The quadrants that a new map gets of a table, each with how many notes.
fn new_quadrants(text: &str) -> Vec<(String, usize)> {
    let source = import::read("board.csv", text.as_bytes()).unwrap();
    let quadrants = import::quadrants_of_new_map([(&source, &source.guess())]);
    let preview = source.preview(&source.guess(), &quadrants);
    let notes = |id: &QuadrantId| preview.notes.iter().filter(|new| new.note.quadrant == *id).count();
    quadrants.iter().map(|quadrant| (quadrant.title.clone(), notes(&quadrant.id))).collect()
}

#[test]
fn a_new_map_gets_the_quadrants_that_the_table_names() {
    let of = |titles: &[&str]| {
        let rows: String = titles.iter().map(|title| format!("a note,{title}\n")).collect();
        new_quadrants(&format!("text,column\n{rows}"))
    };
    let pairs = |all: &[(&str, usize)]| -> Vec<(String, usize)> {
        all.iter().map(|(title, notes)| ((*title).to_owned(), *notes)).collect()
    };
    assert_eq!(of(&["Start", "Stop", "Start", "Continue"]), pairs(&[("Start", 2), ("Stop", 1), ("Continue", 1)]));
    let usual = [("Thinks", 1), ("Feels", 1), ("Does", 0), ("Pain points", 0), ("Ideas", 1)];
    assert_eq!(of(&["thinking", "Ideas", "Feelings"]), pairs(&usual), "the usual ones stay where most are known");
    let lists: Vec<String> = (0..9).map(|list| format!("List {list}")).collect();
    let lists: Vec<&str> = lists.iter().map(String::as_str).collect();
    let usual = [("Thinks", 9), ("Feels", 0), ("Does", 0), ("Pain points", 0)];
    assert_eq!(of(&lists), pairs(&usual), "so many lists are no quadrants");
}
