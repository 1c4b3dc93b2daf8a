//! A person who works with the panel, in verbs.

use eframe::egui;
use egui_kittest::Harness;
use egui_kittest::kittest::{AccessKitNode, NodeT, Queryable};

use empathy_map::app::{Command, Editor};
use empathy_map::file::Depth;
use empathy_map::model::*;

use crate::support::machine::Machine;
use crate::support::window::{Stage, Window};

/// A person in front of a map with the panel open.
pub struct Person {
    window: Window,
}

impl Person {
    /// Somebody who has `map` open in a window that is high enough for all of the panel.
    pub fn with(map: EmpathyMap) -> Self {
        Self::in_window(map, egui::vec2(1280.0, 1500.0))
    }

    /// Somebody who has `map` open in a window of this size.
    pub fn in_window(map: EmpathyMap, size: egui::Vec2) -> Self {
        let mut window = Window::with_map(map);
        window.harness.set_size(size);
        let mut person = Self { window };
        person.wait();
        person
    }

    /// Lets the window come to rest.
    pub fn wait(&mut self) {
        self.window.harness.run_ok();
        self.window.frames(2);
        self.window.wait_until("the notes are looked through", |app| {
            app.editor().is_none_or(|editor| !editor.view.panel.is_searching())
        });
    }

    /// Waits until the notes have been looked through again after a change.
    pub fn wait_for_proposals(&mut self) {
        self.window.seconds(1.0);
        self.wait();
    }

    /// Shows as much as this depth does.
    pub fn show(&mut self, depth: Depth) {
        self.click(depth.label());
        assert_eq!(self.editor().view.depth, depth);
    }

    /// Clicks what has this name, and returns what that copies.
    pub fn copy_by(&mut self, name: &str) -> Option<String> {
        self.window.harness.get_by_label(name).click();
        let mut copied = None;
        for _ in 0..8 {
            self.window.frames(1);
            for command in &self.window.harness.output().platform_output.commands {
                if let egui::OutputCommand::CopyText(text) = command {
                    copied = Some(text.clone());
                }
            }
        }
        self.wait();
        copied
    }

    /// The names of everything that begin with these words, from top to bottom.
    pub fn names(&self, begin: &str) -> Vec<String> {
        let found = self.window.harness.query_all_by(|node| node.label().is_some_and(|label| label.starts_with(begin)));
        found.filter_map(|node| node.accesskit_node().label()).collect()
    }

    /// Gives the keyboard to what has this name, as Tab does.
    pub fn focus(&mut self, name: &str) {
        self.window.harness.get_by_label(name).focus();
        self.wait();
    }

    /// The window.
    pub fn harness(&mut self) -> &mut Harness<'static, Stage> {
        &mut self.window.harness
    }

    /// The machine that it runs on.
    pub fn machine(&self) -> &Machine {
        &self.window.machine
    }

    /// The map as it is now.
    pub fn map(&self) -> &EmpathyMap {
        self.window.map()
    }

    /// The open map with the state of the window.
    pub fn editor(&mut self) -> &mut Editor {
        self.window.app_mut().editor_mut().expect("a map is open")
    }

    /// Selects notes, as a click on the canvas does.
    pub fn select(&mut self, notes: &[&str]) {
        self.editor().view.selection.set_notes(notes.iter().map(|id| NoteId::new(*id)));
        self.wait();
    }

    /// The selected notes.
    pub fn selected(&self) -> Vec<String> {
        self.window.editor().view.selection.notes().map(ToString::to_string).collect()
    }

    /// The notes that light up.
    pub fn lit(&self) -> Vec<String> {
        self.window.editor().view.lit_notes.iter().map(ToString::to_string).collect()
    }

    /// Does a command, as a shortcut does.
    pub fn command(&mut self, command: Command) {
        self.window.run(command);
        self.wait();
    }

    /// Clicks what has this name.
    pub fn click(&mut self, name: &str) {
        self.window.harness.get_by_label(name).click();
        self.wait();
    }

    /// Clicks what has this name within the card or row whose name begins with `within`.
    pub fn click_in(&mut self, within: &str, name: &str) {
        self.window.harness.get_by(|node| is_group(node, within)).get_by_label(name).click();
        self.wait();
    }

    /// Clicks into the text field with this name.
    pub fn click_field(&mut self, name: &str) {
        self.window.harness.get_by(|node| is_field(node, name)).click();
        self.wait();
    }

    /// Clicks into the text field with this name within the card whose name begins with `within`.
    pub fn click_field_in(&mut self, within: &str, name: &str) {
        self.window.harness.get_by(|node| is_group(node, within)).get_by(|node| is_field(node, name)).click();
        self.wait();
    }

    /// Moves the pointer over the card or row whose name begins with `name`.
    pub fn hover(&mut self, name: &str) {
        self.window.harness.get_by(|node| is_group(node, name)).hover();
        self.wait();
    }

    /// Moves the pointer over what has this name.
    pub fn hover_over(&mut self, name: &str) {
        self.window.harness.get_by_label(name).hover();
        self.wait();
    }

    /// Whether something with this name is seen.
    pub fn sees(&self, name: &str) -> bool {
        self.window.harness.query_all_by_label(name).next().is_some()
    }

    /// Whether something with this name is seen within the card or row whose name begins with `within`.
    pub fn sees_in(&self, within: &str, name: &str) -> bool {
        let card = self.window.harness.get_by(|node| is_group(node, within));
        card.query_all_by_label(name).next().is_some()
    }

    /// The name of what has the keyboard.
    pub fn focused(&self) -> Option<String> {
        let focused = self.window.harness.query_all_by(|node| node.is_focused()).next();
        focused.and_then(|node| node.accesskit_node().label())
    }

    /// The names of the cards, from top to bottom.
    pub fn cards(&self) -> Vec<String> {
        let groups = self
            .window
            .harness
            .query_all_by(|node| ["Need: ", "Motivation: ", "Tension: "].iter().any(|kind| is_group(node, kind)));
        groups.filter_map(|node| node.accesskit_node().label()).collect()
    }

    /// Where the text field with this name is.
    pub fn field(&self, name: &str) -> egui::Rect {
        self.window.harness.get_by(|node| is_field(node, name)).rect()
    }

    /// Where the panel is: right of the canvas.
    pub fn panel(&self) -> egui::Rect {
        let canvas = self.window.editor().view.canvas_rect.expect("a canvas");
        let window = self.window.harness.ctx.content_rect();
        egui::Rect::from_min_max(canvas.right_top(), window.max)
    }

    /// Everything in the panel that has a name, with its place; also what is scrolled out of view.
    pub fn names_in_panel(&self) -> Vec<(String, egui::Rect)> {
        let panel = self.panel();
        let is_placed = |node: &AccessKitNode<'_>| node.label().is_some() && node.bounding_box().is_some();
        let is_note = |node: &AccessKitNode<'_>| node.role() == egui::accesskit::Role::ListItem;
        let named = self.window.harness.query_all_by(|node| is_placed(node) && !is_note(node));
        let placed = named.map(|node| (node.accesskit_node().label().unwrap_or_default(), node.rect()));
        placed.filter(|(_, place)| place.right() > panel.left() + 8.0 && place.top() >= panel.top()).collect()
    }

    /// Where the card or row whose name begins with `name` is.
    pub fn place(&self, name: &str) -> egui::Rect {
        self.window.harness.get_by(|node| is_group(node, name)).rect()
    }

    /// Types into what has the keyboard.
    pub fn type_text(&mut self, text: &str) {
        self.window.harness.event(egui::Event::Text(text.into()));
        self.wait();
    }

    /// Presses a key.
    pub fn press(&mut self, modifiers: egui::Modifiers, key: egui::Key) {
        self.window.harness.key_press_modifiers(modifiers, key);
        self.wait();
    }

    /// The middle of a note on the canvas.
    pub fn on_canvas(&self, id: &str) -> egui::Pos2 {
        let editor = self.window.editor();
        let canvas = editor.view.canvas_rect.expect("a canvas");
        let index = editor.scene.index_of(&NoteId::new(id)).expect("a placed note");
        editor.view.camera.screen_rect(canvas, editor.scene.notes[index].rect).center()
    }

    /// Presses the button at one place and releases it at another.
    pub fn drag(&mut self, from: egui::Pos2, to: egui::Pos2) {
        self.drag_with(egui::Modifiers::NONE, from, to);
    }

    /// Drags while keys are held.
    pub fn drag_with(&mut self, modifiers: egui::Modifiers, from: egui::Pos2, to: egui::Pos2) {
        let button = |pos, pressed| {
            let button = egui::PointerButton::Primary;
            egui::Event::PointerButton { pos, button, pressed, modifiers }
        };
        let harness = &mut self.window.harness;
        harness.event(button(from, true));
        harness.run_steps(2);
        for part in [0.3, 0.6, 1.0] {
            harness.hover_at(from.lerp(to, part));
            harness.run_steps(1);
        }
        harness.event(button(to, false));
        harness.remove_cursor();
        self.wait();
    }
}

fn is_group(node: &AccessKitNode<'_>, name: &str) -> bool {
    node.role() == egui::accesskit::Role::Group && node.label().is_some_and(|label| label.starts_with(name))
}

fn is_field(node: &AccessKitNode<'_>, name: &str) -> bool {
    use eframe::egui::accesskit::Role;
    [Role::TextInput, Role::MultilineTextInput].contains(&node.role())
        && node.label().is_some_and(|label| label == name)
}
