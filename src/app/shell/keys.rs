//! Keys become commands, before any widget sees them.
//!
//! A shortcut with more modifiers goes first. Modifiers must match exactly: egui's own matching takes Alt+N for N. Digits
//! also match by their place on the keyboard, because Shift turns them into other characters, on each layout into another.

use eframe::egui;
use egui::{Event, Key, KeyboardShortcut, Modifiers};

use crate::app::canvas::suggested;
use crate::app::{App, Command, Message, outline};

use super::Overlay;

/// Turns the keys of this frame into commands.
pub fn shortcuts(app: &mut App, ui: &mut egui::Ui) {
    let situation = Situation::now(app, ui);
    let wishes = ui.input_mut(|input| take_wishes(&mut input.events, situation));
    for message in wishes {
        app.outbox().push(message);
    }
}

/// What decides whether a key is a shortcut now.
#[derive(Clone, Copy, Debug, Default)]
struct Situation {
    /// Whether a map is open and seen.
    map_open: bool,
    /// Whether a text is being edited.
    typing: bool,
    /// Whether letters look for a row of the outline.
    seeking: bool,
    /// Whether the outline has the keyboard, where a letter with Shift begins to look for a row.
    on_tree: bool,
    /// Whether something that is pressed with Enter has the keyboard.
    on_button: bool,
    /// Whether a row of a list that answers to Enter, Delete and F2 itself has the keyboard.
    on_row: bool,
    /// Whether a menu is open.
    menu_open: bool,
    /// Whether a window on top of everything is open.
    covered: bool,
    /// The command that closes the topmost window again.
    closes_top: Option<Command>,
}

impl Situation {
    fn now(app: &App, ctx: &egui::Context) -> Self {
        let focused = ctx.memory(|memory| memory.focused());
        let clickable = |id| ctx.read_response(id).is_some_and(|response| response.sense.senses_click());
        Self {
            map_open: app.shows_map(),
            typing: ctx.text_edit_focused(),
            seeking: app.editor.as_ref().is_some_and(|editor| editor.view.outline.is_seeking(ctx)),
            on_tree: app.shows_map() && outline::has_keyboard(ctx),
            on_button: focused.is_some_and(clickable),
            on_row: app.editor.as_ref().is_some_and(|editor| suggested::has_keyboard(&editor.view, ctx)),
            menu_open: egui::Popup::is_any_open(ctx),
            covered: app.shell.is_covered() || ctx.memory(|memory| memory.top_modal_layer().is_some()),
            closes_top: app.shell.overlays.last().and_then(Overlay::toggle),
        }
    }

    fn allows(&self, command: Command, shortcut: &KeyboardShortcut) -> bool {
        if !self.map_open && !command.works_without_map() {
            return false;
        }
        if self.covered && self.closes_top != Some(command) && !works_everywhere(command) {
            return false;
        }
        let function_key = matches!(shortcut.logical_key, Key::F1 | Key::F11);
        let plain = !shortcut.modifiers.command && !shortcut.modifiers.alt && !function_key;
        if plain {
            let pressed = shortcut.logical_key == Key::Enter && self.on_button;
            let sought =
                self.seeking && is_for_seeking(shortcut.logical_key) || self.on_tree && begins_seeking(shortcut);
            let answered = self.on_row && is_for_rows(shortcut);
            !self.typing && !self.menu_open && !pressed && !sought && !answered
        } else {
            !self.typing || function_key || command.works_while_typing()
        }
    }
}

/// Whether a key goes on with a word that is looked for, or takes back a letter of it.
fn is_for_seeking(key: Key) -> bool {
    matches!(key, Key::Backspace | Key::Questionmark) || key.name().chars().count() == 1
}

/// Whether a key is a letter with Shift.
fn begins_seeking(shortcut: &KeyboardShortcut) -> bool {
    let name = shortcut.logical_key.name();
    shortcut.modifiers == Modifiers::SHIFT && name.len() == 1 && name.bytes().all(|byte| byte.is_ascii_alphabetic())
}

/// Whether rows of lists answer to this key, so that it does not reach the notes.
fn is_for_rows(shortcut: &KeyboardShortcut) -> bool {
    !shortcut.modifiers.any() && matches!(shortcut.logical_key, Key::Enter | Key::Delete | Key::Backspace | Key::F2)
}

/// Whether a command changes only how the window looks, so that it works below any other window.
fn works_everywhere(command: Command) -> bool {
    use Command::{DarkTheme, FullScreen, LargerText, LightTheme, Quit, SmallerText, SystemTheme, UsualText};
    matches!(command, LightTheme | DarkTheme | SystemTheme | LargerText | SmallerText | UsualText | FullScreen | Quit)
}

/// Whether holding the key down does the command again and again.
fn repeats(command: Command) -> bool {
    use Command::{LargerText, Redo, SmallerText, Undo, ZoomIn, ZoomOut};
    matches!(command, Undo | Redo | ZoomIn | ZoomOut | LargerText | SmallerText)
}

/// Takes the keys and clipboard events that mean something out of `events`.
fn take_wishes(events: &mut Vec<Event>, situation: Situation) -> Vec<Message> {
    let mut wishes: Vec<Message> = Vec::new();
    let mut bindings = None;
    let mut taken = false;
    events.retain(|event| {
        // The letter that comes with a key that was a command means nothing else.
        if std::mem::take(&mut taken) && matches!(event, Event::Text(_)) {
            return false;
        }
        let wish = match event {
            Event::Key { key, physical_key, pressed: true, repeat, modifiers } => {
                let bindings = bindings.get_or_insert_with(bindings_by_weight);
                let found = bindings.iter().find(|(command, shortcut)| {
                    fits(shortcut, *key, *physical_key, *modifiers) && situation.allows(*command, shortcut)
                });
                taken = found.is_some();
                match found {
                    Some((command, _)) if *repeat && !repeats(*command) => return false,
                    Some((command, _)) => Message::Command(*command),
                    None => return true,
                }
            }
            Event::Copy | Event::Cut | Event::Paste(_)
                if situation.typing || situation.covered || !situation.map_open =>
            {
                return true;
            }
            Event::Copy => Message::Command(Command::Copy),
            Event::Cut => Message::Command(Command::Cut),
            Event::Paste(text) => Message::Paste(text.clone()),
            _ => return true,
        };
        wishes.push(wish);
        false
    });
    wishes
}

/// All shortcuts, those with more modifiers first; among equals digits first, which also match by their place.
fn bindings_by_weight() -> Vec<(Command, KeyboardShortcut)> {
    let mut bindings: Vec<_> = Command::all()
        .flat_map(|command| command.shortcuts().into_iter().map(move |shortcut| (command, shortcut)))
        .collect();
    bindings.sort_by_key(|(_, shortcut)| {
        let Modifiers { alt, shift, command, .. } = shortcut.modifiers;
        let count = usize::from(alt) + usize::from(shift) + usize::from(command);
        (std::cmp::Reverse(count), !is_digit(shortcut.logical_key))
    });
    bindings
}

fn fits(shortcut: &KeyboardShortcut, key: Key, physical: Option<Key>, modifiers: Modifiers) -> bool {
    let wanted = shortcut.modifiers;
    let same_key =
        key == shortcut.logical_key || is_digit(shortcut.logical_key) && physical == Some(shortcut.logical_key);
    same_key
        && modifiers.alt == wanted.alt
        && modifiers.shift == wanted.shift
        && (modifiers.command || modifiers.ctrl) == (wanted.command || wanted.ctrl)
}

fn is_digit(key: Key) -> bool {
    (Key::Num0..=Key::Num9).contains(&key)
}

#[cfg(test)]
mod tests {
    use super::*;

    const OPEN: Situation = Situation {
        map_open: true,
        typing: false,
        seeking: false,
        on_tree: false,
        on_button: false,
        on_row: false,
        menu_open: false,
        covered: false,
        closes_top: None,
    };

    fn press(key: Key, physical: Option<Key>, modifiers: Modifiers) -> Event {
        Event::Key { key, physical_key: physical, pressed: true, repeat: false, modifiers }
    }

    fn commands(events: Vec<Event>, situation: Situation) -> Vec<Command> {
        let mut events = events;
        let command = |message| match message {
            Message::Command(command) => Some(command),
            _ => None,
        };
        take_wishes(&mut events, situation).into_iter().filter_map(command).collect()
    }

    #[test]
    fn no_two_commands_share_a_shortcut() {
        let bindings = bindings_by_weight();
        for (at, (command, shortcut)) in bindings.iter().enumerate() {
            let twin = bindings[at + 1..].iter().find(|(_, other)| other == shortcut);
            assert!(twin.is_none(), "{command:?} and {twin:?} share {shortcut:?}");
        }
    }

    #[test]
    fn every_shortcut_reaches_its_command() {
        for (command, shortcut) in bindings_by_weight() {
            let event = press(shortcut.logical_key, None, shortcut.modifiers);
            assert_eq!(commands(vec![event], OPEN), [command], "{shortcut:?}");
        }
    }

    #[test]
    fn a_key_with_alt_is_not_the_key_alone() {
        assert!(commands(vec![press(Key::N, None, Modifiers::ALT)], OPEN).is_empty());
    }

    #[test]
    fn shifted_digits_are_found_by_their_place() {
        let german_zero = press(Key::Equals, Some(Key::Num0), Modifiers::COMMAND | Modifiers::SHIFT);
        assert_eq!(commands(vec![german_zero], OPEN), [Command::UsualText]);
        let american_one = press(Key::Exclamationmark, Some(Key::Num1), Modifiers::SHIFT);
        assert_eq!(commands(vec![american_one], OPEN), [Command::ZoomFit]);
    }

    #[test]
    fn letters_belong_to_the_text_while_typing_and_undo_to_the_document() {
        let typing = Situation { typing: true, ..OPEN };
        assert!(commands(vec![press(Key::N, None, Modifiers::NONE)], typing).is_empty());
        assert!(commands(vec![press(Key::A, None, Modifiers::COMMAND)], typing).is_empty());
        assert!(commands(vec![Event::Copy], typing).is_empty());
        assert_eq!(commands(vec![press(Key::Z, None, Modifiers::COMMAND)], typing), [Command::Undo]);
    }

    #[test]
    fn the_letter_of_a_key_that_was_a_command_is_not_typed_too() {
        let text = |letter: &str| Event::Text(letter.into());
        let mut events =
            vec![press(Key::N, None, Modifiers::NONE), text("n"), press(Key::A, None, Modifiers::NONE), text("a")];
        assert_eq!(take_wishes(&mut events, OPEN).len(), 1);
        assert_eq!(events, [press(Key::A, None, Modifiers::NONE), text("a")]);
    }

    #[test]
    fn letters_go_on_with_a_word_that_is_looked_for() {
        let seeking = Situation { seeking: true, ..OPEN };
        for key in [Key::N, Key::Num1, Key::Backspace] {
            assert!(commands(vec![press(key, None, Modifiers::NONE)], seeking).is_empty(), "{key:?}");
        }
        assert_eq!(commands(vec![press(Key::Delete, None, Modifiers::NONE)], seeking), [Command::Delete]);
        assert_eq!(commands(vec![press(Key::Z, None, Modifiers::COMMAND)], seeking), [Command::Undo]);
    }

    #[test]
    fn a_window_on_top_keeps_the_keys_from_the_map() {
        let covered = Situation { covered: true, closes_top: Some(Command::Palette), ..OPEN };
        assert!(commands(vec![press(Key::Z, None, Modifiers::COMMAND)], covered).is_empty());
        assert_eq!(commands(vec![press(Key::K, None, Modifiers::COMMAND)], covered), [Command::Palette]);
    }

    #[test]
    fn enter_presses_the_button_that_has_the_keyboard() {
        let on_button = Situation { on_button: true, ..OPEN };
        assert!(commands(vec![press(Key::Enter, None, Modifiers::NONE)], on_button).is_empty());
        assert_eq!(commands(vec![press(Key::Enter, None, Modifiers::NONE)], OPEN), [Command::EditNote]);
    }

    #[test]
    fn a_row_that_is_dismissed_with_delete_does_not_delete_notes() {
        let on_row = Situation { on_row: true, ..OPEN };
        for key in [Key::Enter, Key::Delete, Key::Backspace, Key::F2] {
            assert!(commands(vec![press(key, None, Modifiers::NONE)], on_row).is_empty(), "{key:?}");
        }
        assert_eq!(commands(vec![press(Key::N, None, Modifiers::NONE)], on_row), [Command::NewNote]);
    }

    #[test]
    fn holding_a_key_down_repeats_undo_but_makes_one_note() {
        let held = |key, modifiers| Event::Key { key, physical_key: None, pressed: true, repeat: true, modifiers };
        assert_eq!(commands(vec![held(Key::Z, Modifiers::COMMAND)], OPEN), [Command::Undo]);
        assert!(commands(vec![held(Key::N, Modifiers::NONE)], OPEN).is_empty());
    }
}
