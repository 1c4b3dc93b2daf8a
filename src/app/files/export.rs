//! Exporting from the window: a picture or a clean copy, made and written on a thread of its own.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, TryRecvError, channel};

use eframe::egui;

use crate::app::App;
use crate::app::shell::Dialog;
use crate::export::{self, Order, Progress};
use crate::file::{self, Expected, Fs};
use crate::model::EmpathyMap;
use crate::scene::{FontBook, Layout};

use super::with_ending;

/// An export that is under way.
pub(super) struct Exporting {
    answer: Receiver<Result<Exported, String>>,
}

struct Exported {
    path: PathBuf,
    about: String,
    warnings: Vec<String>,
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
        std::thread::spawn(move || {
            // A window that was closed meanwhile needs no answer.
            let _ = answer.send(make(&*fs, &map, order, path, system_fonts));
            wake.request_repaint();
        });
        self.toasts.say("Exporting…");
        self.files.exporting = Some(Exporting { answer: answers });
    }

    /// Looks at the export that is under way.
    pub(super) fn tend_exporting(&mut self) {
        let Some(exporting) = &self.files.exporting else { return };
        let answer = match exporting.answer.try_recv() {
            Err(TryRecvError::Empty) => return,
            Ok(answer) => answer,
            Err(TryRecvError::Disconnected) => Err("Making it failed in a way that should not happen.".to_owned()),
        };
        self.files.exporting = None;
        match answer {
            Ok(exported) if exported.warnings.is_empty() => {
                self.toasts.say(format!("Exported to {} ({}).", exported.path.display(), exported.about));
            }
            Ok(exported) => {
                let title = format!("Exported to {}", exported.path.display());
                self.shell.ask(Dialog::notice(title, exported.warnings.join("\n")));
            }
            Err(error) => self.shell.ask(Dialog::notice("Nothing was exported", error)),
        }
    }
}

fn make(fs: &dyn Fs, map: &EmpathyMap, order: Order, path: PathBuf, system_fonts: bool) -> Result<Exported, String> {
    let mut layout = Layout::new(FontBook::new(system_fonts));
    let mut bytes = Vec::new();
    let written = export::write(map, &order, &mut layout, file::write, &Progress::default(), &mut bytes)
        .map_err(|error| error.to_string())?;
    file::save(fs, &path, &bytes, &Expected::Anything, &mut std::thread::sleep).map_err(|error| error.to_string())?;
    Ok(Exported { path, about: written.extent.to_string(), warnings: written.warnings })
}
