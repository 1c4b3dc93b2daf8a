//! The outline, read and worked on by keyboard alone, through what a screen reader hears.

mod edit;
mod others;
mod pointer;
mod table;
mod tree;
mod walk;

use eframe::egui::accesskit::Role;
use eframe::egui::{Key, Modifiers};
use egui_kittest::kittest::{AccessKitNode, NodeT, Queryable};
use empathy_map::app::state::Surface;
use empathy_map::document::LinkSet;
use empathy_map::model::*;

use crate::support::window::Window;

/// Five notes in three quadrants, a theme, a need, a motivation and a tension.
fn map() -> EmpathyMap {
    let note = |id: &str, quadrant: &str, text: &str| Note::new(id.into(), quadrant.into(), text);
    let ids = |ids: &[&str]| ids.iter().map(|id| NoteId::new(*id)).collect::<Vec<_>>();
    let told = Note {
        theme: Some("t1".into()),
        evidence: Some(Evidence::Quote),
        source: "Interview 2".into(),
        ..note("told", "pains", "Told it three times")
    };
    let closed = Note { theme: Some("t1".into()), ..note("closed", "pains", "Chat closes at six") };
    let story = Need {
        supports: ids(&["told", "closed"]),
        contradicts: ids(&["calm"]),
        ..Need::new("story".into(), "tell her story once")
    };
    let seriously = Motivation { supports: ids(&["told"]), ..Motivation::new("m1".into(), "being taken seriously") };
    let tension = Tension {
        id: "x1".into(),
        this: ids(&["calm"]),
        but: ids(&["wrong"]),
        insight: "She hides her doubt".into(),
        extra: Extra::default(),
    };
    EmpathyMap {
        persona: Persona { name: "Dana".into(), role: "Customer of twelve years".into(), ..Persona::default() },
        themes: vec![Theme { id: "t1".into(), title: "Passed around".into(), extra: Extra::default() }],
        notes: vec![
            note("wrong", "thinks", "Is my invoice wrong?"),
            note("calm", "does", "Stays calm on the phone"),
            told,
            closed,
            note("queue", "pains", "Waits in a queue"),
        ],
        needs: vec![story],
        motivations: vec![seriously],
        tensions: vec![tension],
        ..EmpathyMap::default()
    }
}

/// A window that shows this map as an outline, with the keyboard on its first row.
fn outline_of(map: EmpathyMap) -> Window {
    let mut window = Window::with_map(map);
    window.settle();
    window.press_with(Modifiers::COMMAND | Modifiers::SHIFT, Key::Num2);
    window.settle();
    window
}

fn outline() -> Window {
    outline_of(map())
}

fn is_row(node: &AccessKitNode<'_>) -> bool {
    node.role() == Role::TreeItem
}

impl Window {
    fn surface(&self) -> Surface {
        self.view().surface
    }

    /// The names of all rows, from top to bottom, indented by their level.
    fn outline_rows(&self) -> Vec<String> {
        let named = |node: egui_kittest::Node<'_>| {
            let node = node.accesskit_node();
            format!("{}{}", "  ".repeat(node.level().unwrap_or_default()), node.label().unwrap_or_default())
        };
        self.harness.query_all_by(is_row).map(named).collect()
    }

    /// The name of what has the keyboard, as a screen reader says it.
    fn hears(&self) -> String {
        let focused = self.harness.query_all_by(|node| node.is_focused()).next();
        focused.and_then(|node| node.accesskit_node().label()).unwrap_or_default()
    }

    /// Whether a row whose name begins like this is selected; `None` where it cannot be.
    fn is_row_selected(&self, name: &str) -> Option<bool> {
        self.row(name).accesskit_node().is_selected()
    }

    /// The row whose name begins like this.
    fn row(&self, name: &str) -> egui_kittest::Node<'_> {
        let begins =
            |node: &egui_kittest::Node<'_>| node.accesskit_node().label().is_some_and(|it| it.starts_with(name));
        let found = self.harness.query_all_by(is_row).find(begins);
        found.unwrap_or_else(|| panic!("no row begins with {name:?}: {:#?}", self.outline_rows()))
    }

    /// Whether there is a row whose name begins like this.
    fn has_row(&self, name: &str) -> bool {
        self.harness
            .query_all_by(is_row)
            .any(|node| node.accesskit_node().label().is_some_and(|it| it.starts_with(name)))
    }

    /// Goes to the row whose name begins like this, by keyboard.
    fn go_to(&mut self, name: &str) {
        self.press(Key::Home);
        for _ in 0..100 {
            if self.hears().starts_with(name) {
                return;
            }
            self.press(Key::ArrowDown);
        }
        panic!("no row begins with {name:?}: {:#?}", self.outline_rows());
    }
}

fn supports(need: &str) -> LinkSet {
    LinkSet::NeedSupports(need.into())
}
