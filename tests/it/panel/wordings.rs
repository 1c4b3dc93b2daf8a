//! One need in four wordings, and the hint for the verb.

use empathy_map::app::Command;
use empathy_map::synthesis::Wording;

use super::map;
use super::stage::Person;

const STORY: &str = "Need: Dana needs to tell her story once";

#[test]
fn each_wording_is_copied_with_a_click() {
    let mut person = Person::with(map());
    for wording in Wording::ALL {
        let sentence = wording.sentence(&map().needs[0], &map().persona);
        person.click_in(STORY, "Copy in one of four wordings");
        let name = format!("Copy as {}: {sentence}", wording.label().to_lowercase());
        assert_eq!(person.copy_by(&name), Some(sentence));
        assert!(person.sees(&format!("{} copied.", wording.label())));
    }
}

#[test]
fn the_menu_of_a_need_has_the_wordings_too() {
    let mut person = Person::with(map());
    person.click_in(STORY, "More");
    person.click("Copy a wording");
    let sentence = Wording::UserStory.sentence(&map().needs[0], &map().persona);
    assert_eq!(person.copy_by(&format!("Copy as user story: {sentence}")), Some(sentence));
}

#[test]
fn a_need_that_names_a_thing_is_asked_for_the_verb_until_somebody_does_not_want_it() {
    let mut map = map();
    map.needs[1].statement = "a dashboard".into();
    let hint = "“dashboard” is an answer. What does it let them do?";
    let mut person = Person::with(map);
    assert!(person.sees(hint));
    person.click("Leave this need as it is");
    assert!(!person.sees(hint));
    assert!(!person.editor().document.can_undo(), "it is about this person, not about the map");
    person.command(Command::RecallDismissed);
    assert!(person.sees(hint));
}
