//! What a screen reader hears and can do.

use eframe::egui::accesskit::{Action, ActionRequest, Role, TreeId};
use eframe::egui::{Event, Key, Modifiers};
use egui_kittest::kittest::{NodeT, Queryable};
use empathy_map::app::Command;
use empathy_map::app::state::Surface;
use empathy_map::model::*;

use super::{map, outline, outline_of};
use crate::support::window::Window;

/// What a screen reader asks of the row whose name begins like this.
fn ask(window: &mut Window, name: &str, action: Action) {
    let target_node = window.row(name).accesskit_node().locate().0;
    let request = ActionRequest { action, target_tree: TreeId::ROOT, target_node, data: None };
    window.harness.event(Event::AccessKitActionRequest(request));
    window.settle();
}

#[test]
fn every_row_says_what_it_is_and_what_it_rests_on() {
    let window = outline();
    assert_eq!(
        window.outline_rows(),
        [
            "Persona, Dana",
            "  Role, Customer of twelve years",
            "  Scenario, empty",
            "  Goal, empty",
            "  About, empty",
            "Thinks, 1 note",
            "  Is my invoice wrong?",
            "Feels, no notes",
            "Does, 1 note",
            "  Stays calm on the phone",
            "Pain points, 3 notes",
            "  Waits in a queue",
            "  Theme Passed around, 2 notes",
            "    Told it three times, quote, Interview 2, theme Passed around",
            "    Chat closes at six, theme Passed around",
            "Needs, 1",
            "  Need, Dana needs to tell her story once, Weak, 2 notes for it, 1 note against it",
            "    Speaks for it, Told it three times, quote, Interview 2, Pain points",
            "    Speaks for it, Chat closes at six, Pain points",
            "    Speaks against it, Stays calm on the phone, Does",
            "Motivations, 1",
            "  Motivation, being taken seriously, Weak, 1 note for it",
            "    Speaks for it, Told it three times, quote, Interview 2, Pain points",
            "Tensions, 1",
            "  Tension, She hides her doubt",
            "    This, Stays calm on the phone, Does",
            "    But that, Is my invoice wrong?, Thinks",
        ]
    );
}

#[test]
fn the_rows_are_a_tree_with_levels_places_and_what_is_folded() {
    let mut window = outline();
    let tree = window.harness.get_by_role(Role::Tree);
    assert_eq!(tree.accesskit_node().label().as_deref(), Some("Outline"));
    assert!(tree.accesskit_node().is_multiselectable());

    let theme = window.row("Theme Passed around");
    let node = theme.accesskit_node();
    assert_eq!((node.level(), node.position_in_set()), (Some(1), Some(1)));
    let sizes = std::iter::successors(node.parent(), |above| above.parent()).find_map(|above| above.size_of_set());
    assert_eq!(sizes, Some(2), "it stands beside a loose note");
    assert_eq!(node.data().is_expanded(), Some(true));
    let within = theme.query_all_by(super::is_row).count();
    assert_eq!(within, 2, "its notes are in it");

    window.go_to("Theme Passed around");
    window.press(Key::ArrowLeft);
    assert_eq!(window.row("Theme Passed around").accesskit_node().data().is_expanded(), Some(false));
    assert!(!window.has_row("Told it three times"));
    let note = window.row("Waits in a queue");
    assert_eq!(note.accesskit_node().data().is_expanded(), None);
}

#[test]
fn the_row_of_the_cursor_has_the_focus_and_is_selected() {
    let mut window = outline();
    assert_eq!(window.hears(), "Persona, Dana");
    window.go_to("Waits in a queue");
    assert_eq!(window.is_row_selected("Waits in a queue"), Some(true));
    assert_eq!(window.is_row_selected("Is my invoice wrong?"), Some(false));
    assert_eq!(window.is_row_selected("Thinks"), None, "a quadrant cannot be selected");
    assert_eq!(window.selected(), ["Waits in a queue"]);
}

#[test]
fn a_screen_reader_goes_to_rows_folds_them_and_opens_their_menu() {
    let mut window = outline();
    ask(&mut window, "Chat closes at six", Action::Focus);
    assert_eq!(window.selected(), ["Chat closes at six"]);
    assert_eq!(window.hears(), "Chat closes at six, theme Passed around");
    ask(&mut window, "Pain points", Action::Collapse);
    assert_eq!(window.hears(), "Pain points, 3 notes", "the cursor is not left in what is folded");
    assert!(!window.has_row("Waits in a queue"));
    ask(&mut window, "Pain points", Action::Expand);
    ask(&mut window, "Waits in a queue", Action::Click);
    assert_eq!(window.selected(), ["Waits in a queue"]);
    ask(&mut window, "Waits in a queue", Action::ShowContextMenu);
    assert!(window.says("Move to…"));
}

#[test]
fn both_ways_to_show_the_map_have_the_same_selection() {
    let mut window = Window::with_map(map());
    window.settle();
    window.click(window.middle("Chat closes at six"));
    window.choose(Command::Show(Surface::Outline));
    assert_eq!(window.hears(), "Chat closes at six, theme Passed around");
    window.press(Key::ArrowUp);
    assert_eq!(window.selected(), ["Told it three times"]);
    window.choose(Command::ZoomFull);
    window.press_with(Modifiers::COMMAND | Modifiers::SHIFT, Key::Num1);
    assert_eq!(window.surface(), Surface::Board);
    assert_eq!(window.selected(), ["Told it three times"]);
    assert!(window.canvas().contains_rect(window.note_rect("Told it three times")));
    window.press(Key::Delete);
    assert_eq!(window.map().notes.len(), 4, "the board has the keyboard");
}

#[test]
fn the_switch_in_the_top_bar_says_what_is_shown() {
    let mut window = Window::with_map(map());
    window.settle();
    let chosen = |window: &Window, name: &str| {
        let is_it = |node: &egui_kittest::kittest::AccessKitNode<'_>| {
            node.role() == Role::Button && node.label().is_some_and(|label| label == name)
        };
        window.harness.get_by(is_it).accesskit_node().toggled()
    };
    use eframe::egui::accesskit::Toggled;
    assert_eq!(chosen(&window, "Board"), Some(Toggled::True));
    window.harness.get_by_role_and_label(Role::Button, "Outline").click();
    window.settle();
    assert_eq!(window.surface(), Surface::Outline);
    assert_eq!(chosen(&window, "Outline"), Some(Toggled::True));
    window.harness.get_by_role_and_label(Role::Button, "Board").click();
    window.settle();
    assert_eq!(window.surface(), Surface::Board);
}

#[test]
fn of_ten_thousand_notes_only_those_in_view_are_painted_and_all_can_be_reached() {
    let note = |at: usize| Note {
        at: Some(Point { x: (at % 100) as f64 * 230.0, y: 80.0 + (at / 100) as f64 * 120.0 }),
        ..Note::new(format!("n{at}").as_str().into(), "thinks".into(), format!("note {at}"))
    };
    let mut window = outline_of(EmpathyMap { notes: (0..10_000).map(note).collect(), ..EmpathyMap::default() });
    let painted = window.view().outline.rows_painted();
    assert!((5..60).contains(&painted), "{painted}");
    assert!(window.harness.query_all_by(super::is_row).count() < 2_500);
    window.press(Key::End);
    assert_eq!(window.hears(), "Tensions, none");
    for _ in 0..6 {
        window.press(Key::ArrowUp);
    }
    assert_eq!(window.hears(), "note 9999");
    assert_eq!(window.selected(), ["note 9999"]);
    let row = window.row("note 9999").rect();
    let screen = window.harness.ctx.content_rect();
    assert!(screen.contains_rect(row), "{row:?} in {screen:?}");
}

#[test]
fn nothing_is_painted_again_while_nothing_happens() {
    let mut window = outline();
    window.settle();
    assert_eq!(window.settle(), 1, "one frame, and no wish for another");
}
