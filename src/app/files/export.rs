//! Exporting from the window: each export is made and written on a thread of its own, shows how far it is, and can be
//! given up; then nothing is written.

use std::io::Write;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, TryRecvError, channel};
use std::time::Duration;

use eframe::egui;

use crate::app::shell::{Dialog, UnderWay};
use crate::app::{App, Message};
use crate::export::{self, ExportError, Order, Progress};
use crate::file::{self, Fs, MakeError};
use crate::model::EmpathyMap;
use crate::scene::{FontBook, Layout};

use super::{Files, with_ending};

/// An export that takes longer shows how far it is.
const QUIET_SECS: f64 = 0.4;
/// How often that is looked at.
const LOOK_SECS: f32 = 0.1;
/// How long the window waits, when it closes, for exports that it has given up.
const END: Duration = Duration::from_secs(5);

/// The exports that are under way.
#[derive(Default)]
pub(super) struct Exports {
    running: Vec<Running>,
    /// How many were begun.
    begun: u64,
}

struct Running {
    number: u64,
    path: PathBuf,
    begun_secs: f64,
    progress: Progress,
    answer: Receiver<Result<Exported, Failure>>,
}

struct Exported {
    about: String,
    warnings: Vec<String>,
}

/// Why nothing was exported.
enum Failure {
    /// A person wanted no more of it.
    Cancelled,
    /// A sentence.
    Other(String),
}

impl App {
    /// Writes a picture or a copy of the map to `path`.
    pub(super) fn export(&mut self, ctx: &egui::Context, order: Order, path: PathBuf) {
        let Some(editor) = &self.editor else { return };
        let path = with_ending(path, order.format.ending());
        if editor.file.path() == Some(path.as_path()) {
            let text = "This is the file of the map itself. Choose another name for what is exported.";
            self.shell.ask(Dialog::notice("Nothing was exported", text));
            return;
        }
        let map = editor.map().clone();
        let (fs, wake, system_fonts) = (Arc::clone(&self.services.fs), ctx.clone(), self.services.system_fonts);
        let (answer, answers) = channel();
        let progress = Progress::default();
        let exports = &mut self.files.exports;
        exports.begun += 1;
        exports.running.push(Running {
            number: exports.begun,
            path: path.clone(),
            begun_secs: ctx.input(|input| input.time),
            progress: progress.clone(),
            answer: answers,
        });
        std::thread::spawn(move || {
            // A window that was closed meanwhile needs no answer.
            let _ = answer.send(make(&*fs, &map, order, path, system_fonts, &progress));
            wake.request_repaint();
        });
    }

    /// Gives an export up.
    pub(in crate::app) fn cancel_export(&mut self, number: u64) {
        if let Some(running) = self.files.exports.running.iter().find(|running| running.number == number) {
            running.progress.cancel();
        }
    }

    /// Looks at the exports that are under way.
    pub(super) fn tend_exports(&mut self, ctx: &egui::Context) {
        let mut done = Vec::new();
        self.files.exports.running.retain(|running| {
            let answer = match running.answer.try_recv() {
                Err(TryRecvError::Empty) => return true,
                Ok(answer) => answer,
                Err(TryRecvError::Disconnected) => {
                    Err(Failure::Other("Making it failed in a way that should not happen.".to_owned()))
                }
            };
            done.push((running.path.clone(), answer));
            false
        });
        if !self.files.exports.running.is_empty() {
            ctx.request_repaint_after_secs(LOOK_SECS);
        }
        for (path, answer) in done {
            match answer {
                Ok(exported) if exported.warnings.is_empty() => {
                    self.toasts.say(format!("Exported to {} ({}).", path.display(), exported.about));
                }
                Ok(exported) => {
                    let title = format!("Exported to {}", path.display());
                    self.shell.ask(Dialog::notice(title, exported.warnings.join("\n")));
                }
                Err(Failure::Cancelled) => self.toasts.say("The export was cancelled. Nothing was written."),
                Err(Failure::Other(reason)) => self.shell.ask(Dialog::notice("Nothing was exported", reason)),
            }
        }
    }

    /// Gives all exports up, and waits until none of them leaves anything behind.
    pub(super) fn end_exports(&mut self) {
        let running = std::mem::take(&mut self.files.exports.running);
        running.iter().for_each(|running| running.progress.cancel());
        for running in running {
            // An export that does not end in time ends with the program.
            let _ = running.answer.recv_timeout(END);
        }
    }
}

impl Files {
    /// The exports that take so long that a person wants to know how far they are.
    pub(in crate::app) fn exports_under_way(&self, ctx: &egui::Context) -> Vec<UnderWay> {
        let now_secs = ctx.input(|input| input.time);
        let slow = self.exports.running.iter().filter(|running| now_secs - running.begun_secs > QUIET_SECS);
        let under_way = |running: &Running| {
            let name = running.path.file_name().unwrap_or_default().to_string_lossy();
            UnderWay {
                text: format!("Exporting {name}"),
                share: running.progress.share(),
                cancel: Message::CancelExport(running.number),
            }
        };
        slow.map(under_way).collect()
    }
}

fn make(
    fs: &dyn Fs,
    map: &EmpathyMap,
    order: Order,
    path: PathBuf,
    system_fonts: bool,
    progress: &Progress,
) -> Result<Exported, Failure> {
    let mut layout = Layout::new(FontBook::new(system_fonts));
    let make = |out: &mut dyn Write| {
        let written = export::write(map, &order, &mut layout, file::write, progress, out)?;
        progress.tell(1.0).map(|()| written)
    };
    let written = file::save_made(fs, &path, &mut std::thread::sleep, make).map_err(Failure::of)?;
    Ok(Exported { about: written.extent.to_string(), warnings: written.warnings })
}

impl Failure {
    fn of(error: MakeError<ExportError>) -> Self {
        match error {
            MakeError::Make(ExportError::Cancelled) => Self::Cancelled,
            other => Self::Other(other.to_string()),
        }
    }
}
