//! The file behind the open map: how it is opened, saved by itself, exported, left, and brought back after a crash.
//!
//! Reading and writing happen on threads of their own; [`App::tend_files`] looks at their answers once a frame. Until a
//! file holds an edit, the working copy does.

mod ask;
mod export;
mod leave;
mod load;
mod new_map;
mod open_file;
mod recover;
mod save;
mod watch;

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, TryRecvError};

use eframe::egui;

use crate::export::Format;
use crate::file::{self, Disk, Fs, Places, RecentFile};

pub use ask::{AskPath, PathAnswer, PathQuestion};
pub use leave::Leave;
pub(crate) use load::{carried_map, read_map};
pub use open_file::OpenFile;

use super::library::MapSource;
use super::shell::{FOREIGN, PathWish, SaveStatus};
use super::{App, Command, Editor, clock};
use load::Loading;

/// Opens a further window: on the start screen, or on what could stand on the command line: a file or a link to a session.
pub type OpenWindow = dyn FnMut(Option<&OsStr>) -> std::io::Result<()>;

/// What the program needs from the machine, so that a test can bring its own.
pub struct Services {
    /// The file system.
    pub fs: Arc<dyn Fs>,
    /// Who asks for a path.
    pub ask: Box<dyn AskPath>,
    /// Where working copies and recent maps are kept.
    pub state_folder: PathBuf,
    /// Where settings are kept.
    pub config_folder: PathBuf,
    /// Opens a further window.
    pub open_window: Box<OpenWindow>,
    /// Whether fonts of the operating system stand in for what the bundled ones lack.
    pub system_fonts: bool,
    /// Whether sessions stay on this computer: they listen to it alone, and are neither announced nor looked for.
    pub sessions_stay_here: bool,
}

impl Services {
    /// Those of this machine.
    ///
    /// # Errors
    /// When the system names no home folder to keep anything in.
    pub fn of_this_machine() -> Result<Self, String> {
        let places = Places::of_system()
            .ok_or("There is no home folder to keep settings and unsaved maps in. Set the variable HOME.")?;
        Ok(Self {
            fs: Arc::new(Disk),
            ask: Box::new(ask::DesktopDialog),
            state_folder: places.state,
            config_folder: places.config,
            open_window: Box::new(|path| {
                let mut program = std::process::Command::new(std::env::current_exe()?);
                program.args(path).spawn().map(drop)
            }),
            system_fonts: true,
            sessions_stay_here: false,
        })
    }
}

/// What is under way between this window and its files.
#[derive(Default)]
pub struct Files {
    /// A map that is being opened.
    loading: Option<Loading>,
    /// A path that was asked for.
    asking: Option<(PathQuestion, Receiver<PathAnswer>)>,
    /// The exports that are under way.
    exports: export::Exports,
    /// Where the person wants to go once everything is saved.
    leaving: Option<Leave>,
    /// Whether the window may close now.
    may_close: bool,
    /// Where a path was chosen last, to begin there the next time.
    last_folder: Option<PathBuf>,
    /// A look at the file that is under way.
    look: Option<watch::Look>,
    /// Whether the window had the focus in the frame before.
    was_focused: bool,
    /// The file and title that were put on the list of recent maps last.
    remembered: Option<(PathBuf, String)>,
    /// The title of the window, as it was set last.
    window_title: String,
}

impl Files {
    /// Whether a map is on its way from a file.
    pub fn is_loading(&self) -> bool {
        self.loading.is_some()
    }
}

impl App {
    /// Looks at everything that is under way with files; once a frame, also while the window is hidden.
    pub(super) fn tend_files(&mut self, ctx: &egui::Context) {
        self.tend_loading(ctx);
        self.tend_asking(ctx);
        self.tend_saving(ctx);
        self.tend_exports(ctx);
        self.tend_watching(ctx);
        self.tend_closing(ctx);
        self.take_dropped_files(ctx);
        self.tend_title(ctx);
    }

    /// Does a command that is about files; `false` where it is not.
    pub(super) fn perform_on_files(&mut self, ctx: &egui::Context, command: Command) -> bool {
        match command {
            Command::NewMap if self.editor.is_some() => self.open_window(None),
            Command::NewWindow => self.open_window(None),
            Command::Open => self.ask_path(ctx, PathWish::Open),
            Command::Save => self.save_now(ctx),
            Command::SaveAs => self.ask_path(ctx, PathWish::SaveAs),
            Command::SaveCopy => self.ask_path(ctx, PathWish::SaveCopy),
            Command::CloseMap => self.leave(ctx, Leave::StartScreen),
            Command::Quit => self.leave(ctx, Leave::Quit),
            _ => return false,
        }
        true
    }

    /// Asks for a path; [`Self::path_chosen`] goes on with the answer.
    pub(super) fn ask_path(&mut self, ctx: &egui::Context, wish: PathWish) {
        let file = self.editor.as_ref().map(|editor| &editor.file);
        let title = self.editor.as_ref().map_or("", |editor| editor.map().title.as_str());
        let question = question(wish, file, title, self.files.last_folder.as_ref());
        let answers = self.services.ask.ask(&question, ctx.clone());
        self.files.asking = Some((question, answers));
    }

    fn tend_asking(&mut self, ctx: &egui::Context) {
        let Some((_, answers)) = &self.files.asking else { return };
        let answer = match answers.try_recv() {
            Ok(answer) => answer,
            Err(TryRecvError::Empty) => return,
            Err(TryRecvError::Disconnected) => PathAnswer::Unavailable,
        };
        let Some((question, _)) = self.files.asking.take() else { return };
        match answer {
            PathAnswer::Chosen(path) => self.paths_chosen(ctx, question.wish, vec![path]),
            PathAnswer::Several(paths) => self.paths_chosen(ctx, question.wish, paths),
            PathAnswer::Cancelled => self.stay(),
            PathAnswer::Unavailable => {
                let fs = Arc::clone(&self.services.fs);
                self.shell.ask_path(fs, question.wish, question.folder, question.file_name);
            }
        }
    }

    /// Goes on with paths that were chosen, in the desktop's dialog or in ours.
    pub(super) fn paths_chosen(&mut self, ctx: &egui::Context, wish: PathWish, paths: Vec<PathBuf>) {
        let Some(path) = paths.first().cloned() else { return };
        self.files.last_folder = path.parent().map(PathBuf::from);
        match wish {
            PathWish::Open => self.open_path(ctx, path),
            PathWish::Import => self.import_files(ctx, paths),
            PathWish::Library => self.show_folder(ctx, path),
            PathWish::Beside => self.open_beside_file(ctx, path),
            PathWish::Compare => self.compare(ctx, MapSource::File(path), MapSource::Open),
            PathWish::Merge => self.merge_files(ctx, paths),
            PathWish::SaveAs => self.save_as(ctx, with_ending(path, "json")),
            PathWish::SaveCopy => self.save_copy(&with_ending(path, "json")),
            PathWish::Export(wish) => self.export(ctx, wish, path),
        }
    }

    /// Opens the maps that were dropped on the window, and looks at foreign files together.
    fn take_dropped_files(&mut self, ctx: &egui::Context) {
        let dropped: Vec<PathBuf> =
            ctx.input(|input| input.raw.dropped_files.iter().map(|file| file.path().to_path_buf()).collect());
        let (foreign, maps): (Vec<_>, Vec<_>) = dropped.into_iter().partition(|path| is_foreign(path));
        if !foreign.is_empty() {
            self.import_files(ctx, foreign);
        }
        for path in maps {
            if self.files.is_loading() {
                self.open_window(Some(&path));
            } else {
                self.open_path(ctx, path);
            }
        }
    }

    /// Puts the map's title and the state of its file into the title of the window.
    fn tend_title(&mut self, ctx: &egui::Context) {
        let title = match &self.editor {
            None => "Empathy Map".to_owned(),
            Some(editor) => {
                let name = match editor.map().title.trim() {
                    "" => "Untitled map",
                    title => title,
                };
                match self.save_status(editor).short() {
                    "" => format!("{name} — Empathy Map"),
                    status => format!("{name} — {status} — Empathy Map"),
                }
            }
        };
        if self.files.window_title != title {
            ctx.send_viewport_cmd(egui::ViewportCommand::Title(title.clone()));
            self.files.window_title = title;
        }
    }

    /// What the title bar says about the file of the open map.
    pub(super) fn save_status(&self, editor: &Editor) -> SaveStatus {
        match editor.file.status() {
            SaveStatus::New | SaveStatus::Unsaved if self.live.is_joined() => SaveStatus::Shared,
            status => status,
        }
    }

    /// Puts the open map on top of the recent ones, when it is opened and when its file or title is another.
    pub(super) fn remember_recent(&mut self) {
        let Some(editor) = &self.editor else { return };
        let Some(path) = editor.file.path() else { return };
        let fs = &*self.services.fs;
        let path = fs.resolve(path).unwrap_or_else(|_| path.to_path_buf());
        let now = (path.clone(), editor.map().title.clone());
        if self.files.remembered.as_ref() == Some(&now) {
            return;
        }
        let file = RecentFile { path, title: now.1.clone(), opened: clock::now_rfc3339(), is_missing: false };
        if let Err(error) = file::remember_file(fs, &self.services.state_folder, file) {
            log::warn!("the list of recent maps cannot be kept: {error}");
        }
        self.files.remembered = Some(now);
    }

    /// Takes a map off the list of recent ones.
    pub(super) fn forget_recent(&mut self, path: &Path) {
        if let Err(error) = file::forget_file(&*self.services.fs, &self.services.state_folder, path) {
            log::warn!("the list of recent maps cannot be kept: {error}");
        }
        self.refresh_start_screen();
    }

    /// Reads anew what the start screen lists.
    pub(super) fn refresh_start_screen(&mut self) {
        let (fs, state) = (&*self.services.fs, &self.services.state_folder);
        self.shell.recents = file::recent_files(fs, state);
        self.shell.library_folder = file::library_folder(fs, state);
        self.shell.refresh_previews();
        self.shell.unsaved = recover::unsaved(fs, state);
    }
}

/// Whether a file is nothing to open, by its name, but something to import.
fn is_foreign(path: &Path) -> bool {
    let ending = path.extension().unwrap_or_default();
    FOREIGN.iter().any(|foreign| ending.eq_ignore_ascii_case(foreign))
}

fn with_ending(path: PathBuf, ending: &str) -> PathBuf {
    if path.extension().is_some() { path } else { path.with_extension(ending) }
}

/// The folder and the name that a dialog begins with.
fn question(wish: PathWish, file: Option<&OpenFile>, title: &str, last_folder: Option<&PathBuf>) -> PathQuestion {
    let path = file.and_then(OpenFile::path);
    let folder = (path.and_then(|path| path.parent()).map(PathBuf::from))
        .or_else(|| last_folder.cloned())
        .or_else(std::env::home_dir)
        .unwrap_or_else(|| PathBuf::from("."));
    let stem = path.and_then(|path| path.file_stem()).map(|stem| stem.to_string_lossy().into_owned());
    let stem = stem.unwrap_or_else(|| file_stem(title));
    let file_name = match &wish {
        PathWish::Open | PathWish::Import | PathWish::Merge => String::new(),
        PathWish::Library | PathWish::Beside | PathWish::Compare => String::new(),
        PathWish::SaveAs => format!("{stem}.json"),
        PathWish::SaveCopy => format!("{stem} copy.json"),
        PathWish::Export(order) if order.format == Format::Json => format!("{stem} clean.json"),
        PathWish::Export(order) => format!("{stem}.{}", order.format.ending()),
    };
    PathQuestion { wish, folder, file_name }
}

/// A title as the name of a file, without what file systems refuse.
fn file_stem(title: &str) -> String {
    let kept: String = (title.chars())
        .map(|letter| if letter.is_control() || "/\\:*?\"<>|".contains(letter) { ' ' } else { letter })
        .collect();
    let words: Vec<&str> = kept.split_whitespace().collect();
    let stem: String = words.join(" ").trim_matches('.').chars().take(60).collect();
    if stem.is_empty() { "Empathy map".to_owned() } else { stem.trim_end().to_owned() }
}

#[cfg(test)]
mod tests {
    use super::file_stem;

    #[test]
    fn a_title_becomes_a_name_that_every_file_system_takes() {
        assert_eq!(file_stem("Dana and the surprising bill"), "Dana and the surprising bill");
        assert_eq!(file_stem("a/b: c?\n"), "a b c");
        assert_eq!(file_stem(" .. "), "Empathy map");
        assert_eq!(file_stem(""), "Empathy map");
    }
}
