//! What people on phones can do, and cannot.

pub mod hall;

use empathy_map::model::{EmpathyMap, NoteId};
use empathy_map::session::phone::{PhoneNote, ToPhone};
use empathy_map::session::{CloseReason, Role, limits};

use crate::document::note;
use hall::{ANA, BEN, Hall, add, delete, moved, text, vote};

fn done(seq: u64) -> ToPhone {
    ToPhone::Done { seq }
}

fn refusal(answers: &[ToPhone]) -> &str {
    match answers {
        [ToPhone::Refused { why, .. }] => why,
        other => panic!("not refused: {other:?}"),
    }
}

fn texts(map: &EmpathyMap) -> Vec<&str> {
    map.notes.iter().map(|note| note.text.as_str()).collect()
}

#[test]
fn a_participant_writes_a_note_and_everybody_sees_whose_it_is() {
    let mut hall = Hall::with(&[]);
    let (ana, ben) = (hall.joins(ANA, "Ana"), hall.joins(BEN, "Ben"));
    hall.hears(ben);
    assert!(hall.says(ana, add(1, "a", "Too many steps")).contains(&done(1)));
    assert_eq!(texts(hall.map()), ["Too many steps"]);
    assert_eq!(hall.map().notes[0].author, "Ana");
    let [ToPhone::Changed { notes, gone, head: None }] = &hall.hears(ben)[..] else { panic!("nothing new for Ben") };
    let [PhoneNote { mine: false, author, .. }] = &notes[..] else { panic!("{notes:?}") };
    assert_eq!((author.as_str(), gone.len()), ("Ana", 0));
    let welcome = hall.welcome(ANA, "Ana", Role::Participant);
    assert!(welcome.map.notes[0].mine, "in another tab it is hers too");
}

#[test]
fn the_writer_is_told_that_a_note_is_theirs() {
    let mut hall = Hall::with(&[]);
    let ana = hall.joins(ANA, "Ana");
    let answers = hall.says(ana, add(1, "a", "One"));
    let is_mine = |answer: &ToPhone| matches!(answer, ToPhone::Changed { notes, .. } if notes[0].mine);
    assert!(answers.iter().any(is_mine), "{answers:?}");
}

#[test]
fn a_guest_leaves_no_name_on_the_map() {
    let mut hall = Hall::with(&[]);
    let guest = hall.joins(ANA, "");
    hall.says(guest, add(1, "a", "One"));
    assert_eq!(hall.map().notes[0].author, "");
}

#[test]
fn one_changes_moves_and_deletes_ones_own_notes() {
    let mut hall = Hall::with(&[]);
    let ana = hall.joins(ANA, "Ana");
    hall.says(ana, add(1, "a", "One"));
    assert!(hall.says(ana, text(2, "a", "One", "One more")).contains(&done(2)));
    assert!(hall.says(ana, moved(3, "a", "feels")).contains(&done(3)));
    assert_eq!((hall.map().notes[0].text.as_str(), hall.map().notes[0].quadrant.as_str()), ("One more", "feels"));
    assert!(hall.says(ana, delete(4, "a")).contains(&done(4)));
    assert!(hall.map().notes.is_empty());
}

#[test]
fn somebody_elses_note_cannot_be_changed() {
    let mut hall = Hall::with(&["Of an editor"]);
    let (ana, ben) = (hall.joins(ANA, "Ana"), hall.joins(BEN, "Ben"));
    hall.says(ana, add(1, "a", "One"));
    hall.hears(ben);
    let before = hall.map().clone();
    for id in ["a", "n1"] {
        let saw = hall.map().note(&id.into()).unwrap().text.clone();
        for edit in [text(1, id, &saw, "Mine now"), moved(2, id, "feels"), delete(3, id)] {
            assert!(refusal(&hall.says(ben, edit)).contains("somebody else's"));
        }
        refusal(&hall.says(ben, add(4, id, "Mine")));
    }
    assert_eq!(*hall.map(), before);
}

#[test]
fn everybody_votes_once_and_the_file_does_not_tell_who() {
    let mut hall = Hall::with(&["One"]);
    let (ana, ben) = (hall.joins(ANA, "Ana"), hall.joins(BEN, "Ben"));
    for seq in 1..3 {
        assert!(hall.says(ana, vote(seq, "n1", true)).contains(&done(seq)));
    }
    hall.says(ben, vote(1, "n1", true));
    assert_eq!(hall.map().notes[0].vote_total(), 2);
    assert!(hall.map().notes[0].votes.keys().all(|voter| !voter.contains(ANA) && !voter.contains("Ana")));
    assert!(hall.welcome(BEN, "Ben", Role::Participant).map.notes[0].voted);
    assert!(!hall.welcome("a third one's secret", "", Role::Participant).map.notes[0].voted);
    hall.says(ana, vote(3, "n1", false));
    assert_eq!(hall.map().notes[0].vote_total(), 1);
    refusal(&hall.says(ana, vote(4, "gone", true)));
}

#[test]
fn a_viewer_reads_and_changes_nothing() {
    let mut hall = Hall::with(&["One"]);
    let viewer = hall.joins_as(ANA, "Ana", Role::Viewer);
    for edit in [add(1, "a", "Two"), vote(2, "n1", true)] {
        assert!(refusal(&hall.says(viewer, edit)).contains("read this board"));
    }
    assert_eq!(texts(hall.map()), ["One"]);
}

#[test]
fn nobody_writes_on_a_locked_board_and_everybody_is_told() {
    let mut hall = Hall::with(&[]);
    let ana = hall.joins(ANA, "Ana");
    hall.locks_board(true);
    assert!(hall.hears(ana).iter().any(|heard| matches!(heard, ToPhone::State { locked: true, .. })));
    assert!(refusal(&hall.says(ana, add(1, "a", "One"))).contains("locked"));
    hall.locks_board(false);
    hall.hears(ana);
    assert!(hall.says(ana, add(2, "a", "One")).contains(&done(2)));
}

#[test]
fn a_note_has_words_and_not_too_many() {
    let mut hall = Hall::with(&[]);
    let ana = hall.joins(ANA, "Ana");
    for (seq, nothing) in ["", " \n\t", "\u{1}\u{2}", "\u{a0}"].into_iter().enumerate() {
        assert!(refusal(&hall.says(ana, add(seq as u64 + 1, "a", nothing))).contains("needs a word"));
    }
    refusal(&hall.says(ana, add(5, "a", &"é".repeat(limits::PHONE_NOTE_CHARS + 1))));
    refusal(&hall.says(ana, add(6, "", "No name")));
    refusal(&hall.says(ana, add(7, &"i".repeat(65), "Long name")));
    refusal(&hall.says(ana, add(8, "a\u{1}", "Odd name")));
    assert!(
        refusal(&hall.says(ana, r#"{"t":"edit","seq":9,"do":"add","id":"a","quadrant":"no","text":"x"}"#))
            .contains("quadrant")
    );
    assert!(hall.map().notes.is_empty());
    assert!(hall.says(ana, add(10, "a", &"é".repeat(limits::PHONE_NOTE_CHARS))).contains(&done(10)));
    hall.says(ana, add(11, "b", "One\u{0}\u{8}\ntwo"));
    assert_eq!(hall.map().notes[1].text, "One\ntwo");
    refusal(&hall.says(ana, text(12, "b", "One\ntwo", " ")));
}

#[test]
fn the_longest_note_can_be_written_anew_in_any_script() {
    let mut hall = Hall::with(&[]);
    let ana = hall.joins(ANA, "Ana");
    let (before, after) = ("\u{1f600}".repeat(limits::PHONE_NOTE_CHARS), "\u{1f609}".repeat(limits::PHONE_NOTE_CHARS));
    hall.says(ana, add(1, "a", &before));
    assert!(hall.says(ana, text(2, "a", &before, &after)).contains(&done(2)));
    assert_eq!(hall.map().notes[0].text, after);
}

#[test]
fn what_an_editor_typed_meanwhile_stays() {
    let mut hall = Hall::with(&[]);
    let ana = hall.joins(ANA, "Ana");
    hall.says(ana, add(1, "a", "The bill is high"));
    hall.editor_types("a", "The first bill is high");
    hall.says(ana, text(2, "a", "The bill is high", "The bill is too high"));
    assert_eq!(texts(hall.map()), ["The first bill is too high"]);
}

#[test]
fn s4_an_edit_that_a_phone_was_told_is_done_is_on_the_map_exactly_once() {
    let mut hall = Hall::with(&[]);
    let ana = hall.joins(ANA, "Ana");
    let edits = [add(1, "a", "One"), text(2, "a", "One", "One and"), text(3, "a", "One and", "One and two")];
    for edit in &edits {
        hall.says(ana, edit.clone());
    }
    // The answers were lost; the page sends everything again.
    hall.leaves(ana);
    assert_eq!(hall.welcome(ANA, "Ana", Role::Participant).done, 3);
    let ana = hall.joins(ANA, "Ana");
    for (seq, edit) in (1..).zip(&edits) {
        assert_eq!(hall.says(ana, edit.clone()), [done(seq)]);
    }
    assert_eq!(texts(hall.map()), ["One and two"]);
    hall.says(ana, delete(9, "a"));
    assert_eq!(hall.says(ana, add(1, "a", "One")), [done(1)]);
    assert!(hall.map().notes.is_empty(), "a note that was deleted does not come back");
}

#[test]
fn s4_holds_in_the_room_of_an_editor_who_carries_on() {
    let mut hall = Hall::with(&[]);
    let ana = hall.joins(ANA, "Ana");
    hall.says(ana, add(1, "a", "One"));
    hall.says(ana, text(2, "a", "One", "One and two"));
    hall.is_carried_on_by_the_editor();
    assert_eq!(hall.welcome(ANA, "Ana", Role::Participant).done, 2);
    let ana = hall.joins(ANA, "Ana");
    assert_eq!(hall.says(ana, text(2, "a", "One", "One and two")), [done(2)]);
    assert_eq!(texts(hall.map()), ["One and two"]);
    assert!(hall.says(ana, moved(3, "a", "feels")).contains(&done(3)), "the note is still hers");
    let ben = hall.joins(BEN, "Ben");
    refusal(&hall.says(ben, delete(1, "a")));
}

#[test]
fn what_was_refused_is_decided_again_when_it_comes_again() {
    let mut hall = Hall::with(&[]);
    let ana = hall.joins(ANA, "Ana");
    hall.locks_board(true);
    hall.hears(ana);
    refusal(&hall.says(ana, add(1, "a", "One")));
    refusal(&hall.says(ana, add(1, "a", "One")));
    hall.locks_board(false);
    hall.hears(ana);
    assert!(hall.says(ana, add(1, "a", "One")).contains(&done(1)));
}

#[test]
fn two_tabs_of_one_browser_lose_nothing_though_they_count_alike() {
    let mut hall = Hall::with(&[]);
    let (one, other) = (hall.joins(ANA, "Ana"), hall.joins(ANA, "Ana"));
    hall.says(one, add(1, "a", "One"));
    hall.says(one, add(4, "d", "Four"));
    hall.hears(other);
    for (seq, id) in [(1, "b"), (3, "c")] {
        assert!(hall.says(other, add(seq, id, "Of the other tab")).contains(&done(seq)));
        hall.hears(one);
    }
    assert_eq!(hall.map().notes.len(), 4);
    assert_eq!(hall.says(one, add(1, "a", "One")), [done(1)]);
    assert_eq!(hall.says(other, add(1, "b", "Of the other tab")), [done(1)]);
    assert!(hall.says(other, delete(5, "a")).contains(&done(5)), "a note of one tab is the other's too");
    assert_eq!(hall.map().notes.len(), 3);
}

#[test]
fn one_participant_has_a_bounded_number_of_notes() {
    let mut hall = Hall::with(&[]);
    let ana = hall.joins(ANA, "Ana");
    for seq in 1..=limits::PHONE_NOTES as u64 {
        hall.waits(50);
        hall.says(ana, add(seq, &format!("a{seq}"), "One"));
    }
    hall.waits(1_000);
    refusal(&hall.says(ana, add(1_001, "more", "One")));
    hall.says(ana, delete(1_002, "a1"));
    hall.says(ana, add(1_003, "more", "One"));
    assert_eq!(hall.map().notes.len(), limits::PHONE_NOTES);
}

#[test]
fn what_is_no_message_of_a_page_closes_the_connection() {
    for nonsense in [
        "",
        "{",
        "[]",
        "null",
        r#"{"t":"edit"}"#,
        r#"{"t":"expel","person":1}"#,
        r#"{"t":"edit","seq":1,"do":"rename","id":"a"}"#,
        r#"{"t":"edit","seq":-1,"do":"delete","id":"n1"}"#,
        r#"{"t":"edit","seq":1.5,"do":"delete","id":"n1"}"#,
        r#"{"t":"edit","seq":1,"do":"delete","id":["n1"]}"#,
        r#"{"t":"edit","seq":1,"do":"add","id":"a","quadrant":"thinks","text":"x","author":"Ben"}"#,
        r#"{"t":"hello","secret":"s","client":"another participant's","name":""}"#,
        r#"{"t":"name","name":"Ana","role":"editor"}"#,
        "\u{feff}{\"t\":\"ping\"}",
    ] {
        let mut hall = Hall::with(&["One"]);
        let ana = hall.joins(ANA, "Ana");
        hall.says(ana, nonsense);
        assert_eq!(hall.closed(ana), Some(CloseReason::BadMessage), "{nonsense}");
        assert_eq!(texts(hall.map()), ["One"]);
        assert!(hall.says(ana, add(1, "a", "One more")).is_empty(), "closed is closed");
    }
    let mut hall = Hall::with(&[]);
    let ana = hall.joins(ANA, "Ana");
    hall.says_bytes(ana, b"{\"t\":\"ping\xff\"}");
    assert_eq!(hall.closed(ana), Some(CloseReason::BadMessage));
}

#[test]
fn brackets_without_end_are_no_message() {
    let mut hall = Hall::with(&[]);
    let ana = hall.joins(ANA, "Ana");
    hall.says(ana, format!("{{\"t\":{}", "[".repeat(limits::PHONE_MESSAGE - 10)));
    assert_eq!(hall.closed(ana), Some(CloseReason::BadMessage));
}

#[test]
fn a_phone_that_sends_too_much_is_cut_and_comes_back() {
    let mut hall = Hall::with(&[]);
    let ana = hall.joins(ANA, "Ana");
    hall.says(ana, add(1, "a", &"x".repeat(limits::PHONE_MESSAGE)));
    assert_eq!(hall.closed(ana), Some(CloseReason::TooMuch));
    let ana = hall.joins(ANA, "Ana");
    for _ in 0..limits::PHONE_MESSAGES_A_SECOND {
        assert_eq!(hall.says(ana, r#"{"t":"ping"}"#), [ToPhone::Pong]);
    }
    hall.says(ana, r#"{"t":"ping"}"#);
    assert_eq!(hall.closed(ana), Some(CloseReason::TooMuch));
    let ana = hall.joins(ANA, "Ana");
    for _ in 0..100 {
        hall.waits(34);
        assert_eq!(hall.says(ana, r#"{"t":"ping"}"#), [ToPhone::Pong]);
    }
}

#[test]
fn a_name_that_could_be_guessed_lets_nobody_take_anothers_notes() {
    let mut hall = Hall::with(&[]);
    let ana = hall.joins("short", "Ana");
    assert_eq!(hall.closed(ana), Some(CloseReason::BadMessage));
}

#[test]
fn a_phone_hears_of_themes_and_headings_only_when_they_change() {
    let mut hall = Hall::with(&["One"]);
    let ana = hall.joins(ANA, "Ana");
    hall.editor_types("n1", "One more");
    let heard = hall.hears(ana);
    assert!(heard.iter().any(|heard| matches!(heard, ToPhone::Changed { notes, head: None, .. } if notes.len() == 1)));
    hall.editor_sets_title("Dana at the bank");
    let heard = hall.hears(ana);
    let titles: Vec<_> = (heard.iter())
        .filter_map(|heard| match heard {
            ToPhone::Changed { notes, head: Some(head), .. } if notes.is_empty() => Some(head.title.as_str()),
            _ => None,
        })
        .collect();
    assert_eq!(titles, ["Dana at the bank"]);
}

#[test]
fn a_phone_hears_that_a_note_is_gone() {
    let mut hall = Hall::with(&["One"]);
    let ana = hall.joins(ANA, "Ana");
    hall.editor_deletes("n1");
    let heard = hall.hears(ana);
    let is_gone = |heard: &ToPhone| matches!(heard, ToPhone::Changed { gone, .. } if *gone == [NoteId::from("n1")]);
    assert!(heard.iter().any(is_gone), "{heard:?}");
    assert!(refusal(&hall.says(ana, vote(1, "n1", true))).contains("no longer"));
}

#[test]
fn a_new_name_shows_on_new_notes() {
    let mut hall = Hall::with(&[]);
    let ana = hall.joins(ANA, "Ana");
    let answers = hall.says(ana, r#"{"t":"name","name":" Anna\u0007 "}"#);
    assert!(answers.iter().any(|heard| matches!(heard, ToPhone::State { name, .. } if name == "Anna")), "{answers:?}");
    hall.says(ana, add(1, "a", "One"));
    assert_eq!(hall.map().notes[0].author, "Anna");
}

#[test]
fn a_map_with_a_thousand_notes_is_welcome() {
    let notes = (0..1_000).map(|at| note(&format!("n{at}"), "Explains the same thing again")).collect();
    let mut hall = Hall::on(EmpathyMap { notes, ..EmpathyMap::default() });
    assert_eq!(hall.welcome(ANA, "Ana", Role::Participant).map.notes.len(), 1_000);
}
