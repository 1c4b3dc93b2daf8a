//! A new map that is made like another one.

use empathy_map::app::Command;
use empathy_map::file;
use empathy_map::model::*;

use super::window::library;
use super::{dana, folder_of_maps};
use crate::support::machine::Machine;
use crate::support::window::Window;

/// Dana's map with questions of its own and a theme.
fn study() -> EmpathyMap {
    let mut map = dana();
    map.quadrants[0].prompt = "What did she weigh up?".into();
    map.themes = vec![Theme { id: ThemeId::new("t1"), title: "Passed around".into(), extra: Extra::default() }];
    map.notes[0].theme = Some(ThemeId::new("t1"));
    map
}

#[test]
fn a_template_has_the_quadrants_and_nothing_else() {
    let mut next = 0;
    let mut new_theme = || {
        next += 1;
        ThemeId::new(format!("new{next}"))
    };
    let map = study();
    let kept = map.as_template(ThemeNames::Kept, &mut new_theme);
    assert_eq!(kept.quadrants, map.quadrants);
    assert_eq!(
        kept.themes.iter().map(|theme| (theme.id.as_str(), theme.title.as_str())).collect::<Vec<_>>(),
        [("new1", "Passed around")]
    );
    assert_eq!(EmpathyMap { quadrants: default_quadrants(), themes: Vec::new(), ..kept }, EmpathyMap::default());
    assert!(map.as_template(ThemeNames::LeftOut, &mut new_theme).themes.is_empty());
}

#[test]
fn a_card_becomes_a_new_map_without_a_file() {
    let machine = Machine::new();
    folder_of_maps(&machine);
    let mut window = library(&machine);
    machine.write("maps/dana.json", file::write(&study()));
    window.run(Command::Library);
    window.run(Command::Library);
    window.wait_for_library();
    window.click_on("More for Dana");
    window.click_on("New map from this one…");
    window.click_on("With theme names");
    window.wait_until("the new map is open", |app| app.editor().is_some());
    let map = window.map();
    assert_eq!(map.quadrants[0].prompt, "What did she weigh up?");
    assert_eq!(map.themes[0].title, "Passed around");
    assert!(map.notes.is_empty() && map.needs.is_empty() && map.persona == Persona::default());
    assert!(map.id.is_some() && map.id != dana().id);
    assert!(window.editor().file.path().is_none());
}

#[test]
fn the_open_map_stays_and_the_new_one_gets_a_window_of_its_own() {
    let mut window = Window::with_map(study());
    window.run(Command::NewLikeThis);
    window.click_on("Without themes");
    let machine = window.machine.clone();
    assert_eq!(machine.windows().len(), 1);
    assert_eq!(window.map().notes.len(), 3);
    let other = Window::with_files(machine.clone(), machine.windows().into_iter().flatten().collect());
    assert_eq!(other.map().quadrants[0].prompt, "What did she weigh up?");
    assert!(other.map().notes.is_empty() && other.map().themes.is_empty());
}

#[test]
fn a_map_without_themes_asks_nothing() {
    let mut window = Window::with_map(dana());
    window.run(Command::NewLikeThis);
    assert_eq!(window.machine.windows().len(), 1);
}
