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
            PathWish::SaveAs => "Save the map as",
            PathWish::SaveCopy => "Save a copy of the map",
            PathWish::Export(_) => "Export the map",
        }
    }

    /// What the files are called, and their ending.
    fn filter(&self) -> (&'static str, &'static str) {
        match &self.wish {
            PathWish::Export(order) => (order.format.label(), order.format.ending()),
            _ => ("Empathy map", "json"),
        }
    }
}

/// What came of a question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PathAnswer {
    /// This path.
    Chosen(PathBuf),
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
            let (kind, ending) = question.filter();
            let dialog = rfd::FileDialog::new()
                .set_title(question.title())
                .add_filter(kind, &[ending])
                .set_directory(&question.folder);
            let path = match &question.wish {
                PathWish::Open => dialog.pick_file(),
                _ => dialog.set_file_name(&question.file_name).save_file(),
            };
            // Without portal and zenity the library answers like a cancel, at once.
            let answered = match path {
                Some(path) => PathAnswer::Chosen(path),
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
