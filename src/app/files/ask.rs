//! Asking for a path: the desktop's own file dialog where there is one, else ours.

use std::path::PathBuf;
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use eframe::egui;

use crate::app::shell::PathWish;

/// What a path is asked for.
#[derive(Clone, Debug, PartialEq)]
pub struct PathQuestion {
    /// What happens with the path.
    pub wish: PathWish,
    /// The folder to begin in.
    pub folder: PathBuf,
    /// The suggested name, where a file is to be written; otherwise empty.
    pub file_name: String,
}

impl PathQuestion {
    fn title(&self) -> &'static str {
        match &self.wish {
            PathWish::Open => "Open a map",
            PathWish::Import => "Import files",
            PathWish::Merge => "Maps to merge",
            PathWish::Library => "Open a folder of maps",
            PathWish::Beside => "Open a map beside this one",
            PathWish::Compare => "Compare with an earlier version",
            PathWish::SaveAs => "Save the map as",
            PathWish::SaveCopy => "Save a copy of the map",
            PathWish::Export(_) => "Export the map",
        }
    }

    /// What the files are called.
    fn kind(&self) -> &'static str {
        match &self.wish {
            PathWish::Export(order) => order.format.label(),
            PathWish::Import => "Tables, outlines, boards",
            _ => "Empathy map",
        }
    }
}

/// What came of a question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PathAnswer {
    /// This path.
    Chosen(PathBuf),
    /// These paths, where several files can be opened.
    Several(Vec<PathBuf>),
    /// The person changed their mind.
    Cancelled,
    /// This desktop has no file dialog.
    Unavailable,
}

/// Somebody who can ask for a path: the desktop, or a test.
pub trait AskPath {
    /// Asks; the answer comes through the channel, and `wake` is called when it does.
    fn ask(&mut self, question: &PathQuestion, wake: egui::Context) -> Receiver<PathAnswer>;
}

/// The desktop's own dialog, through its portal or zenity.
pub struct DesktopDialog;

/// Nobody cancels a dialog faster than this: such an answer means that there was none.
const FASTEST_PERSON: Duration = Duration::from_millis(250);

impl AskPath for DesktopDialog {
    fn ask(&mut self, question: &PathQuestion, wake: egui::Context) -> Receiver<PathAnswer> {
        let (answer, answers) = channel();
        let question = question.clone();
        std::thread::spawn(move || {
            let asked = Instant::now();
            let mut dialog = rfd::FileDialog::new().set_title(question.title()).set_directory(&question.folder);
            if !question.wish.wants_folder() {
                dialog = dialog.add_filter(question.kind(), &question.wish.endings());
            }
            let chosen = match &question.wish {
                PathWish::Import | PathWish::Merge => dialog.pick_files().map(PathAnswer::Several),
                PathWish::Library => dialog.pick_folder().map(PathAnswer::Chosen),
                PathWish::Open | PathWish::Beside | PathWish::Compare => dialog.pick_file().map(PathAnswer::Chosen),
                _ => dialog.set_file_name(&question.file_name).save_file().map(PathAnswer::Chosen),
            };
            // Without portal and zenity the library answers like a cancel, at once.
            let answered = match chosen {
                Some(answer) => answer,
                None if asked.elapsed() < FASTEST_PERSON => PathAnswer::Unavailable,
                None => PathAnswer::Cancelled,
            };
            // A window that was closed meanwhile needs no answer.
            let _ = answer.send(answered);
            wake.request_repaint();
        });
        answers
    }
}
