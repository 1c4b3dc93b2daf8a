//! The keys of commands.

use eframe::egui;
use egui::{Key, KeyboardShortcut, Modifiers};

use super::{Command, Surface};
use crate::model::Evidence;

const CTRL: Modifiers = Modifiers::COMMAND;
const CTRL_SHIFT: Modifiers = Modifiers::COMMAND.plus(Modifiers::SHIFT);
const ALT_SHIFT: Modifiers = Modifiers::ALT.plus(Modifiers::SHIFT);

impl Command {
    /// Its shortcuts; the first one is shown.
    pub fn shortcuts(self) -> Vec<KeyboardShortcut> {
        let key = |key| vec![KeyboardShortcut::new(Modifiers::NONE, key)];
        let ctrl = |key| vec![KeyboardShortcut::new(CTRL, key)];
        let ctrl_shift = |key| vec![KeyboardShortcut::new(CTRL_SHIFT, key)];
        match self {
            Self::NewMap => ctrl_shift(Key::N),
            Self::Open => ctrl(Key::O),
            Self::Library => ctrl_shift(Key::O),
            Self::Save => ctrl(Key::S),
            Self::SaveAs => ctrl_shift(Key::S),
            Self::Export => ctrl(Key::E),
            Self::Import => ctrl(Key::I),
            Self::CopyPicture => vec![KeyboardShortcut::new(Modifiers::ALT, Key::C)],
            Self::CopyNotesPicture => vec![KeyboardShortcut::new(ALT_SHIFT, Key::C)],
            Self::CloseMap => ctrl(Key::W),
            Self::Quit => ctrl(Key::Q),
            Self::Undo => ctrl(Key::Z),
            Self::Redo => vec![KeyboardShortcut::new(CTRL_SHIFT, Key::Z), KeyboardShortcut::new(CTRL, Key::Y)],
            Self::Cut => ctrl(Key::X),
            Self::Copy => ctrl(Key::C),
            Self::Duplicate => ctrl(Key::D),
            Self::Delete => {
                vec![
                    KeyboardShortcut::new(Modifiers::NONE, Key::Delete),
                    KeyboardShortcut::new(Modifiers::NONE, Key::Backspace),
                ]
            }
            Self::SelectAll => ctrl(Key::A),
            Self::Find => ctrl(Key::F),
            Self::NewNote => vec![
                KeyboardShortcut::new(Modifiers::NONE, Key::N),
                KeyboardShortcut::new(Modifiers::NONE, Key::Insert),
            ],
            Self::EditNote => vec![
                KeyboardShortcut::new(Modifiers::NONE, Key::Enter),
                KeyboardShortcut::new(Modifiers::NONE, Key::F2),
            ],
            Self::PasteLines => ctrl_shift(Key::V),
            Self::Tidy => key(Key::T),
            Self::SuggestThemes => vec![KeyboardShortcut::new(Modifiers::SHIFT, Key::T)],
            Self::Mark(kind) => key(match kind {
                Evidence::Quote => Key::Num1,
                Evidence::Observed => Key::Num2,
                Evidence::Data => Key::Num3,
                Evidence::Inferred => Key::Num4,
                Evidence::Assumed => Key::Num5,
                Evidence::Question => Key::Num6,
            }),
            Self::Unmark => key(Key::Num0),
            Self::Group => key(Key::G),
            Self::Ungroup => vec![KeyboardShortcut::new(Modifiers::SHIFT, Key::G)],
            Self::MoveTo => ctrl(Key::M),
            Self::AddNeed => key(Key::D),
            Self::AddMotivation => key(Key::M),
            Self::AddTension => key(Key::X),
            Self::EditPersona => key(Key::P),
            Self::Share => ctrl(Key::L),
            Self::Join => ctrl(Key::J),
            Self::Show(Surface::Board) => ctrl_shift(Key::Num1),
            Self::Show(Surface::Outline) => ctrl_shift(Key::Num2),
            Self::Show(Surface::Summary) => ctrl_shift(Key::Num3),
            Self::ZoomIn => {
                vec![KeyboardShortcut::new(CTRL, Key::Plus), KeyboardShortcut::new(CTRL, Key::Equals)]
            }
            Self::ZoomOut => ctrl(Key::Minus),
            Self::ZoomFit => {
                vec![KeyboardShortcut::new(CTRL, Key::Num0), KeyboardShortcut::new(Modifiers::SHIFT, Key::Num1)]
            }
            Self::ZoomFull => ctrl(Key::Num1),
            Self::ZoomSelection => ctrl(Key::Num2),
            Self::TogglePanel => ctrl(Key::B),
            Self::LargerText => {
                vec![KeyboardShortcut::new(CTRL_SHIFT, Key::Plus), KeyboardShortcut::new(CTRL_SHIFT, Key::Equals)]
            }
            Self::SmallerText => ctrl_shift(Key::Minus),
            Self::UsualText => ctrl_shift(Key::Num0),
            Self::FullScreen => key(Key::F11),
            Self::Settings => ctrl(Key::Comma),
            Self::Palette => ctrl(Key::K),
            Self::Shortcuts => vec![
                KeyboardShortcut::new(Modifiers::NONE, Key::Questionmark),
                KeyboardShortcut::new(Modifiers::SHIFT, Key::Questionmark),
                KeyboardShortcut::new(Modifiers::NONE, Key::F1),
            ],
            Self::FollowNext => ctrl_shift(Key::F),
            Self::BringEveryoneHere => ctrl_shift(Key::B),
            Self::ExportAs(_)
            | Self::StopFollowing
            | Self::ShareThroughRelay
            | Self::CarryOn
            | Self::LeaveSession
            | Self::SaveCopy
            | Self::NewWindow
            | Self::LightTheme
            | Self::DarkTheme
            | Self::SystemTheme
            | Self::MergeMaps
            | Self::RecallDismissed
            | Self::OpenBeside
            | Self::CompareWith
            | Self::NewLikeThis
            | Self::ShowDepth(_)
            | Self::About => Vec::new(),
        }
    }

    /// Its shortcut as people write it, such as `Ctrl+K`; `None` where it has none.
    pub fn shortcut_text(self, ctx: &egui::Context) -> Option<String> {
        self.shortcuts().first().map(|shortcut| key_names(shortcut, ctx.os().is_mac()).join("+"))
    }

    /// What it does, with its shortcut, for a tooltip.
    pub fn tooltip(self, ctx: &egui::Context) -> String {
        match self.shortcut_text(ctx) {
            Some(keys) => format!("{}  ·  {keys}", self.about()),
            None => self.about().to_owned(),
        }
    }

    /// Whether its shortcut also works while a text is being edited. Clipboard keys belong to the text then.
    pub fn works_while_typing(self) -> bool {
        use Command::*;
        // With Alt, letters are other letters on some keyboards.
        !matches!(self, Cut | Copy | SelectAll | Delete | Duplicate | CopyPicture | CopyNotesPicture)
            && self
                .shortcuts()
                .iter()
                .any(|shortcut| shortcut.modifiers.any() && shortcut.modifiers != Modifiers::SHIFT)
            || matches!(self, Self::FullScreen)
    }
}

/// The keys of a shortcut as they are printed on a keyboard, in the order in which they are pressed.
pub fn key_names(shortcut: &KeyboardShortcut, on_mac: bool) -> Vec<&'static str> {
    let held = shortcut.modifiers;
    let modifiers = [
        (held.command || held.ctrl, if on_mac { "⌘" } else { "Ctrl" }),
        (held.alt, if on_mac { "⌥" } else { "Alt" }),
        (held.shift, "Shift"),
    ];
    let key = match shortcut.logical_key {
        Key::Comma => ",",
        Key::Plus => "+",
        Key::Minus => "−",
        Key::Equals => "=",
        Key::Questionmark => "?",
        key => key.name(),
    };
    modifiers.into_iter().filter_map(|(is_held, name)| is_held.then_some(name)).chain([key]).collect()
}
