//! What the program proposes from the notes, and a person accepts or dismisses.

use eframe::egui::{Key, Modifiers};
use empathy_map::app::Command;
use empathy_map::file::Depth;
use empathy_map::model::*;
use empathy_map::synthesis::drafts;

use super::stage::Person;

const ACCEPT: &str = "Accept the draft: find the invoice";

fn map_of(notes: &[(&str, &str)]) -> EmpathyMap {
    let notes = notes.iter().enumerate().map(|(index, (quadrant, text))| {
        Note::new(format!("n{}", index + 1).as_str().into(), (*quadrant).into(), *text)
    });
    let id = Some("a-map".into());
    let persona = Persona { name: "Dana".into(), ..Persona::default() };
    EmpathyMap { id, persona, notes: notes.collect(), ..EmpathyMap::default() }
}

/// Five pains that ask for something, and one that does not.
fn pains() -> EmpathyMap {
    map_of(&[
        ("pains", "Can't find the invoice"),
        ("pains", "Can't cancel the contract"),
        ("pains", "Can't reach the hotline"),
        ("pains", "Can't read the small print"),
        ("pains", "Can't compare the tariffs"),
        ("pains", "Rain"),
    ])
}

/// Four pairs of a thought and a deed about the same thing.
fn torn() -> EmpathyMap {
    let mut pairs = Vec::new();
    for thing in ["invoice", "hotline", "contract", "tariff"] {
        pairs.push(("thinks", format!("I trust the {thing}")));
        pairs.push(("does", format!("Checks the {thing} twice")));
    }
    map_of(&pairs.iter().map(|(quadrant, text)| (*quadrant, text.as_str())).collect::<Vec<_>>())
}

#[test]
fn drafts_are_on_the_panel_and_nowhere_in_the_map() {
    let mut person = Person::with(pains());
    assert!(person.sees("Drafts from your notes") && person.sees(ACCEPT));
    assert!(person.sees("Draft: a way to find the invoice, from “Can't find the invoice”"));
    assert_eq!(*person.map(), pains());
    assert!(!person.editor().document.can_undo());
    assert!(person.sees("6 notes · 0 used as evidence"), "a draft is no evidence");
}

#[test]
fn an_accepted_draft_is_a_need_with_its_note_and_one_undo_step() {
    let mut person = Person::with(pains());
    person.click(ACCEPT);
    let need = &person.map().needs[0];
    assert_eq!((need.statement.as_str(), need.supports.as_slice()), ("find the invoice", &["n1".into()][..]));
    assert!(!person.sees(ACCEPT), "it is no draft any more");
    person.command(Command::Undo);
    assert!(person.map().needs.is_empty());
    assert!(person.sees(ACCEPT), "it is a draft again");
    assert!(!person.editor().document.can_undo());
    person.command(Command::Redo);
    assert_eq!(person.map().needs.len(), 1);
    person.wait_for_proposals();
    assert!(!person.sees(ACCEPT));
}

#[test]
fn a_dismissed_draft_stays_away_until_it_is_recalled() {
    let mut person = Person::with(pains());
    person.click("Dismiss the draft: find the invoice");
    assert!(!person.sees(ACCEPT));
    person.wait_for_proposals();
    assert!(!person.sees(ACCEPT));
    assert!(!person.editor().document.can_undo(), "the map has not changed");
    person.command(Command::RecallDismissed);
    assert!(person.sees(ACCEPT));
}

#[test]
fn a_few_drafts_are_shown_and_all_on_wish() {
    let mut person = Person::with(pains());
    assert_eq!(drafts(&pains()).len(), 5);
    assert_eq!(person.names("Accept the draft").len(), 3);
    person.click("Show all 5");
    assert_eq!(person.names("Accept the draft").len(), 5);
    person.click("Show fewer");
    assert_eq!(person.names("Accept the draft").len(), 3);
}

#[test]
fn a_draft_lights_and_shows_its_note() {
    let mut person = Person::with(pains());
    let draft = "Draft: a way to find the invoice, from “Can't find the invoice”";
    person.hover_over(draft);
    assert_eq!(person.lit(), ["n1"]);
    person.click(draft);
    assert_eq!(person.selected(), ["n1"]);
}

#[test]
fn drafts_are_worked_through_with_the_keyboard() {
    let mut person = Person::with(pains());
    person.focus(ACCEPT);
    person.press(Modifiers::NONE, Key::Enter);
    assert_eq!(person.map().needs.len(), 1);
    assert_eq!(person.focused().as_deref(), Some("Accept the draft: cancel the contract"));
    person.press(Modifiers::NONE, Key::Tab);
    person.press(Modifiers::NONE, Key::Enter);
    assert_eq!(person.map().needs.len(), 1, "the second one was dismissed");
    assert_eq!(person.focused().as_deref(), Some("Accept the draft: reach the hotline"));
}

#[test]
fn drafts_follow_the_notes_a_moment_later() {
    let mut person = Person::with(pains());
    person.select(&["n1"]);
    person.command(Command::Delete);
    assert!(!person.sees(ACCEPT), "the note is gone");
    person.command(Command::Undo);
    person.wait_for_proposals();
    assert!(person.sees(ACCEPT));
}

#[test]
fn at_most_three_pairs_are_asked_about_and_only_for_research() {
    let mut person = Person::with(torn());
    assert!(!person.sees("Do these two pull apart?"));
    person.show(Depth::Research);
    assert!(person.sees("Do these two pull apart?"));
    assert_eq!(person.names("Tension: Both speak of").len(), 3);
}

#[test]
fn a_pair_becomes_a_tension_in_one_undo_step() {
    let mut person = Person::with(torn());
    person.show(Depth::Research);
    let question = person.names("Tension: Both speak of")[0].clone();
    person.click(&question);
    let tension = &person.map().tensions[0];
    assert_eq!((tension.this.len(), tension.but.len()), (1, 1));
    let quadrant = |id: &NoteId| person.map().note(id).map(|note| note.quadrant.to_string());
    assert_eq!(quadrant(&tension.this[0]).as_deref(), Some("thinks"));
    assert_eq!(quadrant(&tension.but[0]).as_deref(), Some("does"));
    assert!(!person.sees(&question));
    person.wait_for_proposals();
    assert_eq!(person.names("Tension: Both speak of").len(), 3, "the next pair takes its place");
    person.command(Command::Undo);
    assert!(person.map().tensions.is_empty());
    person.wait_for_proposals();
    assert!(person.sees(&question));
}

#[test]
fn a_pair_that_does_not_pull_apart_is_not_asked_about_again() {
    let mut person = Person::with(torn());
    person.show(Depth::Research);
    let before = person.names("No tension:");
    person.click(&before[0].clone());
    person.wait_for_proposals();
    let after = person.names("No tension:");
    assert!(!after.contains(&before[0]) && after.len() == 3, "{after:?}");
    assert!(person.map().tensions.is_empty());
    person.command(Command::RecallDismissed);
    person.wait();
    assert_eq!(person.names("No tension:"), before);
}

#[test]
fn nothing_is_looked_for_while_the_panel_is_closed() {
    let mut person = Person::with(pains());
    person.command(Command::TogglePanel);
    person.select(&["n1"]);
    person.command(Command::Delete);
    person.harness().run_steps(120);
    assert!(!person.editor().view.panel.is_searching());
    assert!(person.names("Accept the draft").is_empty());
    person.command(Command::TogglePanel);
    assert!(!person.sees(ACCEPT));
    assert!(person.sees("Accept the draft: cancel the contract"));
}

#[test]
fn who_may_only_look_changes_nothing_by_accepting() {
    let mut person = Person::with(pains());
    person.editor().view.can_edit = false;
    person.click(ACCEPT);
    assert!(person.map().needs.is_empty());
}
