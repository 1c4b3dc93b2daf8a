//! A machine of its own for each test: folders that go away, and a desktop whose file dialogs answer as told.

use std::collections::VecDeque;
use std::ffi::OsStr;
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, channel};
use std::sync::{Arc, Mutex};

use eframe::egui;
use empathy_map::app::Services;
use empathy_map::app::files::{AskPath, PathAnswer, PathQuestion};
use empathy_map::file::{Disk, Fs};
use tempfile::TempDir;

/// Folders, a scripted file dialog, and a record of the windows that were opened.
#[derive(Clone)]
pub struct Machine {
    home: Arc<TempDir>,
    answers: Arc<Mutex<VecDeque<PathAnswer>>>,
    windows: Arc<Mutex<Vec<Option<PathBuf>>>>,
}

impl Machine {
    /// A machine on which nothing has happened yet.
    pub fn new() -> Self {
        let home = tempfile::tempdir().expect("a temporary folder");
        Self { home: Arc::new(home), answers: Arc::default(), windows: Arc::default() }
    }

    /// A path in the machine's folder for documents.
    pub fn path(&self, name: &str) -> PathBuf {
        self.home.path().join(name)
    }

    /// Writes a file.
    pub fn write(&self, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path(name);
        std::fs::write(&path, content).expect("writable");
        path
    }

    /// Reads a file.
    pub fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.path(name)).expect("readable")
    }

    /// The machine of somebody who has said their name.
    pub fn of(name: &str) -> Self {
        let machine = Self::new();
        std::fs::create_dir(machine.path("config")).expect("writable");
        machine.write("config/settings.json", format!("{{\"author\": \"{name}\"}}"));
        machine
    }

    /// Answers the next question for a path; without an answer there is no file dialog.
    pub fn answer(&self, answer: PathAnswer) {
        self.answers.lock().expect("no panic").push_back(answer);
    }

    /// The further windows that were opened, with their files.
    pub fn windows(&self) -> Vec<Option<PathBuf>> {
        self.windows.lock().expect("no panic").clone()
    }

    /// What the program gets from this machine.
    pub fn services(&self) -> Services {
        self.services_with(Arc::new(Disk))
    }

    /// The same with another file system.
    pub fn services_with(&self, fs: Arc<dyn Fs>) -> Services {
        let windows = Arc::clone(&self.windows);
        Services {
            fs,
            ask: Box::new(Desktop(Arc::clone(&self.answers))),
            state_folder: self.path("state"),
            config_folder: self.path("config"),
            open_window: Box::new(move |path: Option<&OsStr>| {
                windows.lock().expect("no panic").push(path.map(PathBuf::from));
                Ok(())
            }),
            system_fonts: false,
            sessions_stay_here: true,
        }
    }
}

struct Desktop(Arc<Mutex<VecDeque<PathAnswer>>>);

impl AskPath for Desktop {
    fn ask(&mut self, _question: &PathQuestion, _wake: egui::Context) -> Receiver<PathAnswer> {
        let (answer, answers) = channel();
        let next = self.0.lock().expect("no panic").pop_front().unwrap_or(PathAnswer::Unavailable);
        answer.send(next).expect("the receiver is here");
        answers
    }
}
