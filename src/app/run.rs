//! Opening the window: one renderer, or the other where that one fails.

use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Instant;

use eframe::{NativeOptions, Renderer, egui};

use super::{App, Services};

/// The name under which the desktop knows the program: its `.desktop` file and window class.
const APP_ID: &str = "empathy-map";

const ICON: &[u8] = include_bytes!("../../assets/icon/empathy-map-256.png");

/// Opens the editor: on the start screen without a path, else on the first file, with a further window for each other one.
///
/// Returns when the window is closed; a failure is told on stderr.
pub fn run(paths: Vec<PathBuf>) -> ExitCode {
    let started = Instant::now();
    let shown = Arc::new(AtomicBool::new(false));
    let mut failures = Vec::new();
    for renderer in renderers() {
        let (paths, shown_here) = (paths.clone(), Arc::clone(&shown));
        let create: eframe::AppCreator<'_> = Box::new(move |cc| {
            let mut app = App::new(&cc.egui_ctx, Services::of_this_machine()?);
            app.open_at_start(&cc.egui_ctx, paths);
            Ok(Box::new(Window { app, shown: shown_here, started }))
        });
        match eframe::run_native(APP_ID, options(renderer), create) {
            Ok(()) => return ExitCode::SUCCESS,
            // Once a window was seen, a second one would come as a surprise: the working copy has everything.
            Err(error) if shown.load(Ordering::Relaxed) => {
                eprintln!("The window failed: {error}. Start empathy-map again; your last edits come back.");
                return ExitCode::FAILURE;
            }
            Err(error) => failures.push(format!("{renderer}: {error}")),
        }
    }
    eprintln!(
        "The window cannot be opened ({}).\n\
         Without it, empathy-map can still check, export and make maps: see empathy-map --help.",
        failures.join("; ")
    );
    ExitCode::FAILURE
}

/// The renderers in the order to try: OpenGL is on every Linux desktop, Direct3D and Metal elsewhere.
fn renderers() -> Vec<Renderer> {
    match std::env::var("EMPATHY_MAP_RENDERER").as_deref() {
        Ok("glow") => vec![Renderer::Glow],
        Ok("wgpu") => vec![Renderer::Wgpu],
        _ if cfg!(target_os = "linux") => vec![Renderer::Glow, Renderer::Wgpu],
        _ => vec![Renderer::Wgpu, Renderer::Glow],
    }
}

fn options(renderer: Renderer) -> NativeOptions {
    let mut viewport = egui::ViewportBuilder::default()
        .with_title("Empathy Map")
        .with_app_id(APP_ID)
        .with_inner_size([1360.0, 850.0])
        .with_min_inner_size([480.0, 360.0])
        .with_drag_and_drop(true);
    if let Ok(icon) = eframe::icon_data::from_png_bytes(ICON) {
        viewport = viewport.with_icon(icon);
    }
    NativeOptions { viewport, renderer, ..NativeOptions::default() }
}

/// The app as eframe runs it.
struct Window {
    app: App,
    shown: Arc<AtomicBool>,
    started: Instant,
}

impl eframe::App for Window {
    fn logic(&mut self, ctx: &egui::Context, _frame: &mut eframe::Frame) {
        self.app.logic(ctx);
    }

    fn ui(&mut self, ui: &mut egui::Ui, _frame: &mut eframe::Frame) {
        self.app.ui(ui);
        if !self.shown.swap(true, Ordering::Relaxed) {
            log::info!("first frame after {} ms", self.started.elapsed().as_millis());
        }
    }

    fn on_exit(&mut self, _gl: Option<&eframe::glow::Context>) {
        self.app.on_exit();
    }
}
