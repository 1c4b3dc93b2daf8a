//! Everything the program can do by name: one enum is the menus, the palette, the shortcuts and the tooltips, so that a
//! command cannot be half-added.

mod shortcut;
mod words;

use egui_material_icons::MaterialIcon;

use crate::export::Format;
use crate::file::Depth;
use crate::model::Evidence;

use super::state::Surface;

pub use shortcut::key_names;

/// Something that a person can do from a menu, the palette or the keyboard.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs)] // Each says what it does in `about`.
pub enum Command {
    NewMap,
    Open,
    Library,
    OpenBeside,
    CompareWith,
    NewLikeThis,
    Save,
    SaveAs,
    SaveCopy,
    NewWindow,
    CloseMap,
    Quit,
    Export,
    ExportAs(Format),
    CopyPicture,
    CopyNotesPicture,
    Import,
    MergeMaps,
    Undo,
    Redo,
    Cut,
    Copy,
    Duplicate,
    Delete,
    SelectAll,
    Find,
    NewNote,
    EditNote,
    PasteLines,
    Tidy,
    SuggestThemes,
    Mark(Evidence),
    Unmark,
    Group,
    Ungroup,
    MoveTo,
    AddNeed,
    AddMotivation,
    AddTension,
    RecallDismissed,
    ShowDepth(Depth),
    EditPersona,
    Share,
    Join,
    ShareThroughRelay,
    CarryOn,
    LeaveSession,
    Show(Surface),
    ZoomIn,
    ZoomOut,
    ZoomFit,
    ZoomFull,
    ZoomSelection,
    FollowNext,
    StopFollowing,
    BringEveryoneHere,
    TogglePanel,
    LightTheme,
    DarkTheme,
    SystemTheme,
    LargerText,
    SmallerText,
    UsualText,
    FullScreen,
    Settings,
    Palette,
    Shortcuts,
    About,
}

/// The part of the program that a command belongs to: a menu, a heading of the shortcut sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Group {
    /// Maps and files.
    File,
    /// Pictures, documents and tables; foreign files.
    Exchange,
    /// Undo, clipboard, selection.
    Edit,
    /// Notes and themes.
    Notes,
    /// Needs, motivations, tensions.
    Summary,
    /// Several people on one map.
    Session,
    /// Zoom, theme, panels.
    View,
    /// The program itself.
    Program,
}

impl Group {
    /// All groups, in the order of the menu.
    pub const ALL: [Self; 8] =
        [Self::File, Self::Exchange, Self::Edit, Self::Notes, Self::Summary, Self::Session, Self::View, Self::Program];

    /// Its heading.
    pub fn label(self) -> &'static str {
        match self {
            Self::File => "File",
            Self::Exchange => "Export and import",
            Self::Edit => "Edit",
            Self::Notes => "Notes",
            Self::Summary => "Needs and motivations",
            Self::Session => "Session",
            Self::View => "View",
            Self::Program => "Program",
        }
    }
}

impl Command {
    /// All commands, in the order of the menus.
    pub fn all() -> impl Iterator<Item = Self> {
        use Command::*;
        let files = [
            NewMap,
            Open,
            Library,
            OpenBeside,
            CompareWith,
            NewLikeThis,
            Save,
            SaveAs,
            SaveCopy,
            NewWindow,
            CloseMap,
            Quit,
            Export,
        ];
        let before = [
            CopyPicture,
            CopyNotesPicture,
            Import,
            MergeMaps,
            Undo,
            Redo,
            Cut,
            Copy,
            Duplicate,
            Delete,
            SelectAll,
            Find,
            NewNote,
            EditNote,
            PasteLines,
            Tidy,
            SuggestThemes,
        ];
        let after = [
            Unmark,
            Group,
            Ungroup,
            MoveTo,
            AddNeed,
            AddMotivation,
            AddTension,
            RecallDismissed,
            ShowDepth(Depth::Workshop),
            ShowDepth(Depth::Team),
            ShowDepth(Depth::Research),
            EditPersona,
            Share,
            Join,
            ShareThroughRelay,
            CarryOn,
            LeaveSession,
        ];
        let views = [
            ZoomIn,
            ZoomOut,
            ZoomFit,
            ZoomFull,
            ZoomSelection,
            FollowNext,
            StopFollowing,
            BringEveryoneHere,
            TogglePanel,
            LightTheme,
            DarkTheme,
            SystemTheme,
            LargerText,
            SmallerText,
            UsualText,
            FullScreen,
            Settings,
            Palette,
            Shortcuts,
            About,
        ];
        let files = files.into_iter().chain(Format::ALL.map(ExportAs));
        let notes = before.into_iter().chain(Evidence::ALL.map(Mark)).chain(after);
        files.chain(notes).chain(Surface::ALL.map(Show)).chain(views)
    }

    /// Its name in menus and in the palette, in sentence case.
    pub fn label(self) -> &'static str {
        self.words().0
    }

    /// What it does, for a tooltip.
    pub fn about(self) -> &'static str {
        self.words().1
    }

    /// Where it belongs.
    pub fn group(self) -> Group {
        self.words().2
    }

    /// Its icon.
    pub fn icon(self) -> MaterialIcon {
        self.words().3
    }

    /// Whether it changes the map, so that it is not for who may look only.
    pub fn changes_map(self) -> bool {
        use Command::*;
        matches!(
            self,
            Undo | Redo
                | Cut
                | Duplicate
                | Delete
                | NewNote
                | EditNote
                | PasteLines
                | Tidy
                | Mark(_)
                | Unmark
                | Group
                | Ungroup
                | MoveTo
                | AddNeed
                | AddMotivation
                | AddTension
                | EditPersona
        )
    }

    /// Whether it is about the others in a session.
    pub fn needs_others(self) -> bool {
        matches!(self, Self::BringEveryoneHere | Self::FollowNext | Self::StopFollowing)
    }

    /// Whether it makes sense without an open map.
    pub fn works_without_map(self) -> bool {
        matches!(
            self,
            Self::NewMap
                | Self::Open
                | Self::Library
                | Self::Import
                | Self::MergeMaps
                | Self::NewWindow
                | Self::Join
                | Self::Quit
                | Self::LightTheme
                | Self::DarkTheme
                | Self::SystemTheme
                | Self::LargerText
                | Self::SmallerText
                | Self::UsualText
                | Self::FullScreen
                | Self::Settings
                | Self::Palette
                | Self::Shortcuts
                | Self::About
        )
    }
}
