//! The window without a display, driven by what a user does.

use std::path::PathBuf;
use std::time::{Duration, Instant};

use egui_kittest::Harness;
use empathy_map::app::{App, Command, Editor, Message, Services};
use empathy_map::model::EmpathyMap;

use super::machine::Machine;
use super::soft_renderer::SoftRenderer;

/// A running window.
pub struct Window {
    /// The harness, for whatever has no verb here yet.
    pub harness: Harness<'static, Stage>,
    /// The machine it runs on.
    pub machine: Machine,
}

/// Makes the app, once there is a context.
type Begin = Box<dyn FnOnce(&eframe::egui::Context) -> App>;

/// The app, which begins with the first frame because it needs its context.
pub struct Stage {
    app: Option<App>,
    begin: Option<Begin>,
}

impl Window {
    /// A window with this map in no file.
    pub fn with_map(map: EmpathyMap) -> Self {
        Self::on(Machine::new(), move |ctx, services| {
            let mut app = App::new(ctx, services);
            app.begin(ctx, map);
            app
        })
    }

    /// A window on the start screen, or on files.
    pub fn with_files(machine: Machine, paths: Vec<PathBuf>) -> Self {
        let mut window = Self::on(machine, move |ctx, services| {
            let mut app = App::new(ctx, services);
            app.open_at_start(ctx, paths);
            app
        });
        window.wait_until("the map is open", |app| !app.is_loading());
        window
    }

    fn on(machine: Machine, begin: impl FnOnce(&eframe::egui::Context, Services) -> App + 'static) -> Self {
        Self::with_services(machine.clone(), machine.services(), begin)
    }

    /// A window with services of one's own.
    pub fn with_services(
        machine: Machine,
        services: Services,
        begin: impl FnOnce(&eframe::egui::Context, Services) -> App + 'static,
    ) -> Self {
        let stage = Stage { app: None, begin: Some(Box::new(move |ctx| begin(ctx, services))) };
        let harness = Harness::builder()
            .with_size([1280.0, 800.0])
            .with_theme(eframe::egui::Theme::Light)
            .with_step_dt(1.0 / 60.0)
            .with_max_steps(240)
            .with_render_cursor(false)
            .renderer(SoftRenderer::default())
            .build_ui_state(
                |ui, stage: &mut Stage| match (&mut stage.app, stage.begin.take()) {
                    (Some(app), _) => {
                        app.logic(ui.ctx());
                        app.ui(ui);
                    }
                    // Fonts arrive with the next frame.
                    (None, Some(begin)) => {
                        stage.app = Some(begin(ui.ctx()));
                        ui.ctx().request_repaint();
                    }
                    (None, None) => {}
                },
                stage,
            );
        let mut window = Self { harness, machine };
        window.frames(3);
        window
    }

    /// The app.
    pub fn app(&self) -> &App {
        self.harness.state().app.as_ref().expect("begun")
    }

    /// The app, to be changed.
    pub fn app_mut(&mut self) -> &mut App {
        self.harness.state_mut().app.as_mut().expect("begun")
    }

    /// The open map's editor.
    pub fn editor(&self) -> &Editor {
        self.app().editor().expect("a map is open")
    }

    /// The open map.
    pub fn map(&self) -> &EmpathyMap {
        self.editor().map()
    }

    /// Lets some frames go by, 60 to the second.
    pub fn frames(&mut self, count: usize) {
        self.harness.run_steps(count);
    }

    /// Lets seconds go by.
    pub fn seconds(&mut self, seconds: f32) {
        self.frames((seconds * 60.0).ceil() as usize);
    }

    /// Runs a command as its menu entry does.
    pub fn run(&mut self, command: Command) {
        self.send(Message::Command(command));
    }

    /// Wishes for something as a view does.
    pub fn send(&mut self, message: Message) {
        self.app_mut().wish(message);
        self.frames(3);
    }

    /// Lets frames go by until something holds that another thread brings about.
    pub fn wait_until(&mut self, what: &str, mut holds: impl FnMut(&App) -> bool) {
        let begun = Instant::now();
        while !holds(self.app()) {
            assert!(begun.elapsed() < Duration::from_secs(60), "waited in vain until {what}");
            self.frames(1);
            std::thread::yield_now();
        }
        self.frames(2);
    }
}
