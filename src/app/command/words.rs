//! What each command is called, what it does, where it belongs and its icon.

use egui_material_icons::{MaterialIcon, icons};

use super::{Command, Group};
use crate::app::state::Surface;
use crate::export::Format;
use crate::file::Depth;
use crate::model::Evidence;

/// Name, explanation, group and icon of a command.
pub(super) type Words = (&'static str, &'static str, Group, MaterialIcon);

impl Command {
    pub(super) fn words(self) -> Words {
        use self::Group as G;
        use icons::*;
        match self {
            Self::NewMap => ("New map…", "Start an empathy map from a template", G::File, ICON_NOTE_ADD),
            Self::Open => ("Open…", "Open a map from a file", G::File, ICON_FOLDER_OPEN),
            Self::Library => {
                ("Persona library…", "Look through all maps of a folder at once", G::File, ICON_COLLECTIONS_BOOKMARK)
            }
            Self::OpenBeside => ("Open beside…", "Look at another map beside this one", G::File, ICON_VERTICAL_SPLIT),
            Self::CompareWith => (
                "Compare with…",
                "See what was added, changed and gone since another version",
                G::File,
                ICON_DIFFERENCE,
            ),
            Self::NewLikeThis => (
                "New map from this one…",
                "Begin a map with the same quadrants and questions",
                G::File,
                ICON_TAB_DUPLICATE,
            ),
            Self::Save => ("Save", "Save the map now", G::File, ICON_SAVE),
            Self::SaveAs => ("Save as…", "Save the map under another name and go on there", G::File, ICON_SAVE_AS),
            Self::SaveCopy => ("Save a copy…", "Save a copy and go on here", G::File, ICON_FILE_COPY),
            Self::NewWindow => ("New window", "Open a second window", G::File, ICON_OPEN_IN_NEW),
            Self::CloseMap => ("Close map", "Go back to the start screen", G::File, ICON_CLOSE),
            Self::Quit => ("Quit", "Close the window", G::File, ICON_LOGOUT),
            Self::Export => {
                ("Export…", "Save the map as a picture, a document or a table", G::Exchange, ICON_IOS_SHARE)
            }
            Self::ExportAs(format) => export_words(format),
            Self::CopyPicture => {
                ("Copy picture of the map", "Put a picture of the whole map on the clipboard", G::Exchange, ICON_IMAGE)
            }
            Self::CopyNotesPicture => (
                "Copy picture of the selected notes",
                "Put a picture of these notes on the clipboard",
                G::Exchange,
                ICON_PHOTO_LIBRARY,
            ),
            Self::Import => {
                ("Import…", "Make notes of tables, outlines, lines and other boards", G::Exchange, ICON_UPLOAD_FILE)
            }
            Self::MergeMaps => ("Merge maps…", "Make one map of several people’s maps", G::Exchange, ICON_CALL_MERGE),
            Self::Undo => ("Undo", "Take back the last step", G::Edit, ICON_UNDO),
            Self::Redo => ("Redo", "Bring back what was taken back", G::Edit, ICON_REDO),
            Self::Cut => ("Cut", "Move the selected notes to the clipboard", G::Edit, ICON_CONTENT_CUT),
            Self::Copy => ("Copy", "Copy the selected notes, with everything on them", G::Edit, ICON_CONTENT_COPY),
            Self::Duplicate => ("Duplicate", "Put a copy of the selected notes beside them", G::Edit, ICON_LIBRARY_ADD),
            Self::Delete => ("Delete", "Delete what is selected", G::Edit, ICON_DELETE),
            Self::SelectAll => ("Select all", "Select all notes", G::Edit, ICON_SELECT_ALL),
            Self::Find => ("Find…", "Find notes by their words", G::Edit, ICON_SEARCH),
            Self::NewNote => ("New note", "Write a new note", G::Notes, ICON_ADD),
            Self::EditNote => ("Edit note", "Change the text of the selected note", G::Notes, ICON_EDIT),
            Self::PasteLines => ("Paste lines…", "Make a note of each line of a text", G::Notes, ICON_CONTENT_PASTE),
            Self::Tidy => {
                ("Tidy", "Arrange the notes of a quadrant without overlap", G::Notes, ICON_AUTO_AWESOME_MOSAIC)
            }
            Self::SuggestThemes => {
                ("Suggest themes", "See which notes the program would group, and decide", G::Notes, ICON_BUBBLE_CHART)
            }
            Self::Mark(kind) => (mark_label(kind), kind.meaning(), G::Notes, mark_icon(kind)),
            Self::Unmark => ("Evidence: not marked", "Say nothing about the evidence", G::Notes, ICON_REMOVE),
            Self::Group => ("Group as theme…", "Make a theme of the selected notes", G::Notes, ICON_CATEGORY),
            Self::Ungroup => {
                ("Remove from theme", "Take the selected notes out of their theme", G::Notes, ICON_LABEL_OFF)
            }
            Self::MoveTo => {
                ("Move to…", "Put the selected notes into another quadrant or theme", G::Notes, ICON_DRIVE_FILE_MOVE)
            }
            Self::AddNeed => {
                ("Add need", "Write a need, backed by the selected notes", G::Summary, ICON_VOLUNTEER_ACTIVISM)
            }
            Self::AddMotivation => {
                ("Add motivation", "Write a motivation, backed by the selected notes", G::Summary, ICON_BOLT)
            }
            Self::AddTension => {
                ("Add tension", "Set the first selected note against the others", G::Summary, ICON_COMPARE_ARROWS)
            }
            Self::RecallDismissed => (
                "Propose again what was dismissed",
                "Show drafts, pairs and suggestions that you have said no to on this map",
                G::Summary,
                ICON_REPLAY,
            ),
            Self::ShowDepth(depth) => depth_words(depth),
            Self::EditPersona => ("Edit persona…", "Say whom the map is about", G::Notes, ICON_PERSON),
            Self::Share => ("Share…", "Let others join this map, with a link or a QR code", G::Session, ICON_GROUP_ADD),
            Self::Join => ("Join a session…", "Work on somebody else’s map together", G::Session, ICON_LOGIN),
            Self::ShareThroughRelay => {
                ("Share through a relay…", "Meet on a Yjs server of your team, across networks", G::Session, ICON_HUB)
            }
            Self::CarryOn => (
                "Carry on as host",
                "Go on with the session from here, when its host is gone",
                G::Session,
                ICON_RESTART_ALT,
            ),
            Self::LeaveSession => (
                "Leave session…",
                "End the session that you share, or leave the one you joined",
                G::Session,
                ICON_GROUP_OFF,
            ),
            Self::Show(Surface::Board) => ("Board", "Show the notes where they lie", G::View, ICON_DASHBOARD),
            Self::Show(Surface::Summary) => (
                "Summary",
                "Show on one page what was found out, how sure it is, and what is not known",
                G::View,
                ICON_ARTICLE,
            ),
            Self::Show(Surface::Outline) => {
                ("Outline", "Show the whole map as a list to read and work on by keyboard", G::View, ICON_TOC)
            }
            Self::ZoomIn => ("Zoom in", "Show the map larger", G::View, ICON_ZOOM_IN),
            Self::ZoomOut => ("Zoom out", "Show more of the map", G::View, ICON_ZOOM_OUT),
            Self::ZoomFit => ("Fit map", "Show the whole map", G::View, ICON_FIT_SCREEN),
            Self::ZoomFull => ("Zoom to 100 %", "Show the map in its own size", G::View, ICON_CROP_FREE),
            Self::ZoomSelection => {
                ("Zoom to selection", "Show the selected notes as large as they fit", G::View, ICON_CENTER_FOCUS_STRONG)
            }
            Self::FollowNext => ("Follow next person", "See what somebody else sees", G::View, ICON_FOLLOW_THE_SIGNS),
            Self::StopFollowing => ("Stop following", "Look around by yourself again", G::View, ICON_DO_NOT_DISTURB_ON),
            Self::BringEveryoneHere => {
                ("Bring everyone here", "Show everybody in the session what you see", G::View, ICON_CAMPAIGN)
            }
            Self::TogglePanel => ("Needs and motivations", "Show or hide the panel", G::View, ICON_RIGHT_PANEL_OPEN),
            Self::LightTheme => ("Light theme", "Dark text on light paper", G::View, ICON_LIGHT_MODE),
            Self::DarkTheme => ("Dark theme", "Light text on dark paper", G::View, ICON_DARK_MODE),
            Self::SystemTheme => {
                ("Theme of the system", "Follow the system’s light or dark theme", G::View, ICON_CONTRAST)
            }
            Self::LargerText => ("Larger text", "Enlarge everything in the window", G::View, ICON_TEXT_INCREASE),
            Self::SmallerText => ("Smaller text", "Shrink everything in the window", G::View, ICON_TEXT_DECREASE),
            Self::UsualText => ("Usual text size", "Show the window in its usual size", G::View, ICON_FORMAT_SIZE),
            Self::FullScreen => ("Full screen", "Fill the screen, or go back", G::View, ICON_FULLSCREEN),
            Self::Settings => ("Settings…", "Theme, text size, motion, your name", G::Program, ICON_SETTINGS),
            Self::Palette => ("Commands…", "Find and run any command", G::Program, ICON_KEYBOARD_COMMAND_KEY),
            Self::Shortcuts => ("Shortcuts", "Show all keys", G::Program, ICON_KEYBOARD),
            Self::About => ("About", "Version, licences, fonts", G::Program, ICON_INFO),
        }
    }
}

/// Name, explanation, group and icon of the export to a format.
fn export_words(format: Format) -> Words {
    let (label, about, icon) = match format {
        Format::Png => ("Export as PNG…", "Save a picture, as exported the last time", icons::ICON_IMAGE),
        Format::Svg => ("Export as SVG…", "Save a drawing, as exported the last time", icons::ICON_SHAPE_LINE),
        Format::Pdf => ("Export as PDF…", "Save a document, as exported the last time", icons::ICON_PICTURE_AS_PDF),
        Format::Markdown => ("Export as Markdown…", "Save an outline, as exported the last time", icons::ICON_ARTICLE),
        Format::Csv => {
            ("Export as table…", "Save a row for each note, as exported the last time", icons::ICON_TABLE_CHART)
        }
        Format::JsonCanvas => ("Export as JSON Canvas…", "Save a board for other programs", icons::ICON_DASHBOARD),
        Format::Json => ("Export as map file…", "Save a copy, as exported the last time", icons::ICON_DATA_OBJECT),
    };
    (label, about, Group::Exchange, icon)
}

/// Name, explanation, group and icon of a depth of the panel.
fn depth_words(depth: Depth) -> Words {
    let (label, about, icon) = match depth {
        Depth::Workshop => ("Show for a workshop", "Show needs and themes alone, in large type", icons::ICON_GROUPS),
        Depth::Team => (
            "Show for a team",
            "Show why, how much it matters, how well it is supported, the plan",
            icons::ICON_CHECKLIST,
        ),
        Depth::Research => (
            "Show for research",
            "Show everything: evidence, drivers, tensions, causes, what speaks against it",
            icons::ICON_SCIENCE,
        ),
    };
    (label, about, Group::Summary, icon)
}

fn mark_label(kind: Evidence) -> &'static str {
    match kind {
        Evidence::Quote => "Evidence: quote",
        Evidence::Observed => "Evidence: observed",
        Evidence::Data => "Evidence: data",
        Evidence::Inferred => "Evidence: inferred",
        Evidence::Assumed => "Evidence: assumed",
        Evidence::Question => "Evidence: question",
    }
}

fn mark_icon(kind: Evidence) -> MaterialIcon {
    match kind {
        Evidence::Quote => icons::ICON_FORMAT_QUOTE,
        Evidence::Observed => icons::ICON_VISIBILITY,
        Evidence::Data => icons::ICON_BAR_CHART,
        Evidence::Inferred => icons::ICON_CALL_SPLIT,
        Evidence::Assumed => icons::ICON_CLOUD,
        Evidence::Question => icons::ICON_HELP,
    }
}
