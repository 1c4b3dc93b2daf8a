//! The window: what a person sees and does.
//!
//! State has classes, as types. [`crate::model::EmpathyMap`] is saved and undoable; [`ViewState`] is this window's; a
//! [`canvas::Gesture`] is this moment's. Views read a [`Cx`] and put what they want into its [`Outbox`]; only
//! [`dispatch`] changes the document.

pub mod canvas;
pub mod clock;
pub mod command;
mod dismissals;
pub mod dispatch;
pub mod editor;
pub mod exchange;
pub mod files;
pub mod judged;
mod latest;
pub mod library;
pub mod live;
pub mod one_page;
pub mod outbox;
pub mod outline;
pub mod panel;
mod run;
pub mod shell;
pub mod state;
pub mod text_field;
pub mod theme;

pub use command::Command;
pub use editor::Editor;
pub use files::Services;
pub use outbox::{Message, Outbox};
pub use run::run;
pub use state::{Camera, Cx, Selection, ViewState};

use eframe::egui;

use crate::file::Settings;
use crate::scene::{Palette, Scene};

use self::state::{Look, Surface};

/// The whole program in one window: a start screen, or one open map.
pub struct App {
    editor: Option<Editor>,
    clipboard: canvas::Clipboard,
    toasts: shell::Toasts,
    shell: shell::Shell,
    settings: Settings,
    services: Services,
    files: files::Files,
    library: library::Library,
    /// A map to look at beside the open one.
    beside: Option<library::Beside>,
    live: live::Live,
    exchange: exchange::Exchange,
    /// Wishes while no map is open.
    outbox: Outbox,
    look: Look,
}

impl App {
    /// The program with no map open.
    pub fn new(ctx: &egui::Context, services: Services) -> Self {
        theme::install(ctx);
        let settings = Settings::load(&*services.fs, &services.config_folder);
        Self {
            editor: None,
            clipboard: canvas::Clipboard::default(),
            toasts: shell::Toasts::default(),
            shell: shell::Shell::default(),
            settings,
            services,
            files: files::Files::default(),
            library: library::Library::default(),
            beside: None,
            live: live::Live::default(),
            exchange: exchange::Exchange::default(),
            outbox: Outbox::default(),
            look: Look { palette: Palette::Light, animated: true, wheel_zooms: false },
        }
    }

    /// What happens before each frame, also while the window is hidden.
    pub fn logic(&mut self, ctx: &egui::Context) {
        shell::apply_settings(&self.settings, ctx);
        self.look = shell::look(&self.settings, ctx);
        self.tend_session(ctx);
        self.tend_files(ctx);
        self.tend_dismissals();
        self.tend_exchange(ctx);
        self.tend_library(ctx);
    }

    /// One frame.
    pub fn ui(&mut self, ui: &mut egui::Ui) {
        shell::shortcuts(self, ui);
        let look = self.look;
        let status = self.editor.as_ref().map(|editor| self.save_status(editor)).unwrap_or_default();
        match &mut self.editor {
            editor if self.library.is_shown() => {
                let has_open_map = editor.is_some();
                let out = editor.as_mut().map_or(&mut self.outbox, |editor| &mut editor.outbox);
                let around =
                    library::Around { shell: &mut self.shell, services: &self.services, out, has_open_map, look };
                library::show(ui, &mut self.library, around);
            }
            Some(editor) => {
                editor.tell_selection();
                editor.view.author.clone_from(&self.settings.author);
                editor.view.depth = self.settings.depth;
                let bar =
                    shell::Bar { status, can_undo: editor.document.can_undo(), can_redo: editor.document.can_redo() };
                editor.lay_out_one_page();
                let mut cx = editor.cx(look);
                shell::top_bar(ui, &mut cx, &bar);
                panel::show(ui, &mut cx);
                if let Some(beside) = &mut self.beside
                    && library::beside_ui(ui, beside, look) == shell::Flow::Close
                {
                    self.beside = None;
                }
                match cx.view.surface {
                    Surface::Board => canvas::show(ui, &mut cx),
                    Surface::Outline => outline::show(ui, &mut cx),
                    Surface::Summary => one_page::show(ui, &mut cx),
                }
                outline::show_move_sheet(ui, &mut cx);
            }
            None => shell::start_screen(ui, &mut self.shell, &self.services, &mut self.outbox),
        }
        self.session_banner(ui);
        shell::overlays(self, ui);
        let out = match &mut self.editor {
            Some(editor) => &mut editor.outbox,
            None => &mut self.outbox,
        };
        self.toasts.show(ui, &self.files.exports_under_way(ui), out);
        self.dispatch(&ui.ctx().clone());
    }

    /// The open map.
    pub fn editor(&self) -> Option<&Editor> {
        self.editor.as_ref()
    }

    /// The open map, to be looked at or changed by a test.
    pub fn editor_mut(&mut self) -> Option<&mut Editor> {
        self.editor.as_mut()
    }

    /// The open map as it is painted.
    pub fn scene(&self) -> Option<&Scene> {
        self.editor.as_ref().map(|editor| &editor.scene)
    }

    /// Whether a map is on its way from a file.
    pub fn is_loading(&self) -> bool {
        self.files.is_loading()
    }

    /// What the person has set.
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// The windows and lists around the map.
    pub fn shell(&mut self) -> &mut shell::Shell {
        &mut self.shell
    }

    /// Wishes for something, as a view does; done at the end of the next frame.
    pub fn wish(&mut self, message: Message) {
        self.outbox().push(message);
    }

    fn outbox(&mut self) -> &mut Outbox {
        match &mut self.editor {
            Some(editor) => &mut editor.outbox,
            None => &mut self.outbox,
        }
    }
}
