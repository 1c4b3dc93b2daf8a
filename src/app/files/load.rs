//! Opening maps: from a file or a working copy on a thread of its own, from a template or a sample at once.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, TryRecvError, channel};

use eframe::egui;

use crate::app::live::is_link;
use crate::app::shell::{Dialog, SAMPLES};
use crate::app::{App, Editor, clock};
use crate::document::Document;
use crate::file::working::{self, Header};
use crate::file::{self, Expected, Fs, Parsed};
use crate::import::carried;
use crate::model::{EmpathyMap, MapId, Template, limits};
use crate::scene::{FontBook, Layout};

use super::recover::{self, Keeper};
use super::{Leave, OpenFile};

/// A map on its way.
pub(super) struct Loading {
    answer: Receiver<Result<Loaded, String>>,
}

/// A map that has arrived.
struct Loaded {
    document: Document,
    layout: Layout,
    file: OpenFile,
    /// What to tell the person.
    news: Vec<String>,
}

/// Where a map comes from.
#[derive(Clone, Debug)]
enum Origin {
    File(PathBuf),
    WorkingCopy(PathBuf),
    /// A working copy that another window has made for this one: nothing was lost, so nothing is said.
    HandedOver(PathBuf),
}

/// What a loading thread needs.
struct Loader {
    fs: Arc<dyn Fs>,
    state_folder: PathBuf,
    wake: egui::Context,
    system_fonts: bool,
}

impl Loader {
    fn load(self, origin: Origin) -> Result<Loaded, String> {
        let Self { fs, state_folder, wake, system_fonts } = self;
        let folder = match &origin {
            Origin::WorkingCopy(folder) | Origin::HandedOver(folder) => Some(folder.clone()),
            Origin::File(path) => recover::left_behind(&*fs, &state_folder, path).map(|copy| copy.folder),
        };
        let mut news = Vec::new();
        let (document, file) = match (folder, origin) {
            (Some(folder), origin) => {
                let back = recover::bring_back(fs, state_folder, &folder, wake)?;
                match back.keeper.unsaved_edits() {
                    _ if matches!(origin, Origin::HandedOver(_)) => {}
                    0 => {}
                    1 => news.push("Your last edit is back; it was not saved yet.".to_owned()),
                    count => news.push(format!("Your last {count} edits are back; they were not saved yet.")),
                }
                if back.cut_bytes > 0 {
                    news.push("The very last moment before the crash was torn and is left out.".to_owned());
                }
                (back.document, OpenFile::new(back.path, back.expected, Arc::new(back.base), back.keeper))
            }
            (None, Origin::File(path)) => {
                let (map, path, expected) = match file::open(&*fs, &path) {
                    Ok(opened) => {
                        news.extend(warning_news(&opened.parsed.warnings));
                        (opened.parsed.map, Some(path), Expected::File(opened.fingerprint))
                    }
                    Err(error) if error.is_missing() => {
                        news.push(format!("A new map: it will be saved in {}.", path.display()));
                        (begun(EmpathyMap::default()), Some(path), Expected::NoFile)
                    }
                    Err(error) => {
                        let carried = error.content().and_then(|_| carried_map(&*fs, &path));
                        let parsed = carried.unwrap_or_else(|| Err(error.to_string()))?;
                        news.extend(warning_news(&parsed.warnings));
                        news.push(format!("The map in {} is open as a new map.", path.display()));
                        (parsed.map, None, Expected::NoFile)
                    }
                };
                new_document(map, path, expected, fs, state_folder, wake)?
            }
            (None, Origin::WorkingCopy(_) | Origin::HandedOver(_)) => {
                return Err("There is no such working copy any more.".to_owned());
            }
        };
        Ok(Loaded { document, layout: Layout::new(FontBook::new(system_fonts)), file, news })
    }
}

/// The map in a file, or in a picture that carries one.
pub(crate) fn read_map(fs: &dyn Fs, path: &Path) -> Result<Parsed, String> {
    file::open(fs, path).map(|opened| opened.parsed).or_else(|error| {
        let carried = error.content().and_then(|_| carried_map(fs, path));
        carried.unwrap_or_else(|| Err(error.to_string()))
    })
}

/// The map that a picture carries; `None` for what is no picture. The picture is never written to.
pub(crate) fn carried_map(fs: &dyn Fs, path: &Path) -> Option<Result<Parsed, String>> {
    let bytes = fs.read(path, limits::FILE_BYTES).ok()?;
    let name = path.display();
    let parsed = match carried(&bytes)? {
        Ok(text) => {
            file::parse(text.as_bytes()).map_err(|error| format!("{name}: In the map of this picture, {error}"))
        }
        Err(error) => Err(format!("{name}: {error}")),
    };
    Some(parsed)
}

fn warning_news(warnings: &[String]) -> Option<String> {
    match warnings {
        [] => None,
        [one] => Some(one.clone()),
        [first, rest @ ..] => Some(format!("{first} ({} more of the kind.)", rest.len())),
    }
}

/// Gives a map that has none its identifier and its date.
fn begun(map: EmpathyMap) -> EmpathyMap {
    EmpathyMap { id: Some(clock::new_id(MapId::from_parts)), created: clock::now_rfc3339(), ..map }
}

fn new_document(
    map: EmpathyMap,
    path: Option<PathBuf>,
    expected: Expected,
    fs: Arc<dyn Fs>,
    state_folder: PathBuf,
    wake: egui::Context,
) -> Result<(Document, OpenFile), String> {
    let base = Arc::new(map.clone());
    let fingerprint = match &expected {
        Expected::File(fingerprint) => Some(fingerprint.clone()),
        _ => None,
    };
    let header = Header {
        path: path.clone(),
        title: map.title.clone(),
        fingerprint,
        opened: clock::now_rfc3339(),
        unsaved_edits: 0,
    };
    let document = Document::new(map).map_err(|error| error.to_string())?;
    let keeper = Keeper::new(fs, state_folder, wake, header, document.encode_state());
    Ok((document, OpenFile::new(path, expected, base, keeper)))
}

impl App {
    /// Opens what the command line named, files and links to sessions, each in a window; without a name, the one map that a
    /// crash left behind, or the start screen.
    pub fn open_at_start(&mut self, ctx: &egui::Context, mut paths: Vec<PathBuf>) {
        self.refresh_start_screen();
        if let [first, rest @ ..] = &paths[..]
            && is_link(first.as_os_str())
        {
            self.join_by_link(ctx, &first.to_string_lossy());
            rest.iter().for_each(|path| self.open_window(Some(path)));
            return;
        }
        if paths.is_empty() {
            if let [only] = self.shell.unsaved.as_slice() {
                let folder = PathBuf::from(&only.key);
                self.load(ctx, Origin::WorkingCopy(folder));
            }
            return;
        }
        let first = paths.remove(0);
        let is_handed_over = working::is_working_copy(&self.services.state_folder, &first);
        self.load(ctx, if is_handed_over { Origin::HandedOver(first) } else { Origin::File(first) });
        for path in paths {
            self.open_window(Some(&path));
        }
    }

    /// Opens a map file: here, or in a further window when a map is open.
    pub(in crate::app) fn open_path(&mut self, ctx: &egui::Context, path: PathBuf) {
        if self.editor.is_some() {
            self.open_window(Some(&path));
        } else {
            self.load(ctx, Origin::File(path));
        }
    }

    /// Brings an unsaved map back.
    pub(in crate::app) fn recover(&mut self, ctx: &egui::Context, key: &str) {
        self.load(ctx, Origin::WorkingCopy(PathBuf::from(key)));
    }

    /// Throws an unsaved map away.
    pub(in crate::app) fn discard_unsaved(&mut self, key: &str) {
        if let Err(error) = working::discard(&*self.services.fs, Path::new(key)) {
            self.toasts.say(error.to_string());
        }
        self.refresh_start_screen();
    }

    /// Begins a new map from a template.
    pub(in crate::app) fn new_from(&mut self, ctx: &egui::Context, template: &Template) {
        self.begin(ctx, begun(template.map()));
    }

    /// Opens a sample as a new map without a file.
    pub(in crate::app) fn open_sample(&mut self, ctx: &egui::Context, index: usize) {
        let Some(sample) = SAMPLES.get(index) else { return };
        match file::parse(sample.json) {
            Ok(parsed) => self.begin(ctx, begun(parsed.map)),
            Err(error) => self.shell.ask(Dialog::notice("The sample cannot be opened", error.to_string())),
        }
    }

    /// Opens a map that is in no file.
    pub fn begin(&mut self, ctx: &egui::Context, map: EmpathyMap) {
        let services = &self.services;
        let begun = new_document(
            map,
            None,
            Expected::NoFile,
            Arc::clone(&services.fs),
            services.state_folder.clone(),
            ctx.clone(),
        );
        match begun {
            Ok((document, file)) => {
                let layout = Layout::new(FontBook::new(services.system_fonts));
                self.install(ctx, Loaded { document, layout, file, news: Vec::new() });
            }
            Err(error) => self.shell.ask(Dialog::notice("The map cannot be opened", error)),
        }
    }

    /// Opens the map of a session that was joined: it is in no file here.
    pub(in crate::app) fn open_joined(&mut self, ctx: &egui::Context, document: Document) {
        let header = Header {
            path: None,
            title: document.map().title.clone(),
            fingerprint: None,
            opened: clock::now_rfc3339(),
            // Nobody has edited it here, and yet it is in no file: whoever leaves is asked, when the host is gone.
            unsaved_edits: 1,
        };
        self.open_document(ctx, document, header);
    }

    /// Opens a document that is in no file.
    pub(super) fn open_document(&mut self, ctx: &egui::Context, document: Document, header: Header) {
        let (fs, state_folder) = (Arc::clone(&self.services.fs), self.services.state_folder.clone());
        let keeper = Keeper::new(fs, state_folder, ctx.clone(), header, document.encode_state());
        let base = Arc::new(document.map().clone());
        let file = OpenFile::new(None, Expected::NoFile, base, keeper);
        let layout = Layout::new(FontBook::new(self.services.system_fonts));
        self.install(ctx, Loaded { document, layout, file, news: Vec::new() });
    }

    fn load(&mut self, ctx: &egui::Context, origin: Origin) {
        let loader = Loader {
            fs: Arc::clone(&self.services.fs),
            state_folder: self.services.state_folder.clone(),
            wake: ctx.clone(),
            system_fonts: self.services.system_fonts,
        };
        let (answer, answers) = channel();
        std::thread::spawn(move || {
            let wake = loader.wake.clone();
            // A window that was closed meanwhile needs no answer.
            let _ = answer.send(loader.load(origin));
            wake.request_repaint();
        });
        self.files.loading = Some(Loading { answer: answers });
    }

    /// Looks at the map that is on its way.
    pub(super) fn tend_loading(&mut self, ctx: &egui::Context) {
        let Some(loading) = &self.files.loading else { return };
        match loading.answer.try_recv() {
            Err(TryRecvError::Empty) => {}
            Ok(Ok(loaded)) => self.install(ctx, loaded),
            Ok(Err(error)) => {
                self.files.loading = None;
                self.shell.ask(Dialog::notice("The map cannot be opened", error));
            }
            Err(TryRecvError::Disconnected) => {
                self.files.loading = None;
                let text = "Reading it failed in a way that should not happen. The file is as it was.";
                self.shell.ask(Dialog::notice("The map cannot be opened", text));
            }
        }
    }

    fn install(&mut self, ctx: &egui::Context, loaded: Loaded) {
        self.files.loading = None;
        self.library.hide();
        self.files.remembered = None;
        self.editor = Some(Editor::new(loaded.document, loaded.layout, loaded.file));
        for news in loaded.news {
            self.toasts.tell(news);
        }
        self.remember_recent();
        ctx.request_repaint();
    }

    /// Lets go of a map: its working copy is no longer needed.
    pub(super) fn forget_editor(&mut self, editor: Editor) {
        editor.file.keeper.close();
    }

    pub(in crate::app) fn open_window(&mut self, path: Option<&Path>) {
        if let Err(error) = (self.services.open_window)(path.map(Path::as_os_str)) {
            let text = format!("{error}. Start empathy-map once more from your desktop instead.");
            self.shell.ask(Dialog::notice("A second window cannot be opened", text));
        }
    }

    /// Closes the open map for good, when nothing of it is unsaved.
    pub fn on_exit(&mut self) {
        self.end_exports();
        if self.files.leaving != Some(Leave::StartScreen)
            && let Some(editor) = self.editor.take_if(|editor| !editor.file.has_unsaved_changes())
        {
            self.forget_editor(editor);
        }
    }
}
