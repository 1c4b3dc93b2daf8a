//! Small pictures of maps, made on a thread of their own so that the start screen is there at once.

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::SystemTime;

use eframe::egui;
use egui::{ColorImage, TextureHandle, TextureOptions};

use crate::app::Services;
use crate::export;
use crate::file::{self, Fs};
use crate::scene::{FontBook, Layout, Palette};

use super::samples::SAMPLES;
use super::widgets;

/// Width of a picture in points; it is painted no larger than this.
const WIDTH: f32 = 260.0;

/// What a small picture is made from.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Source {
    /// A map file.
    File(PathBuf),
    /// A sample, by its place in the list.
    Sample(usize),
}

/// Small pictures of maps.
#[derive(Default)]
pub struct Thumbnails {
    known: HashMap<(Source, Palette), Known>,
    painter: Option<Painter>,
}

/// What is known about a picture.
#[derive(Default)]
struct Known {
    texture: Option<TextureHandle>,
    /// When the file was changed that the picture shows.
    modified: Option<SystemTime>,
    /// Whether the picture was asked for, and need not be asked for again.
    asked: bool,
}

/// The thread that paints, while this is kept.
struct Painter {
    requests: Sender<Request>,
    answers: Receiver<Answer>,
}

struct Request {
    source: Source,
    palette: Palette,
    width: u16,
    modified: Option<SystemTime>,
}

struct Answer {
    source: Source,
    palette: Palette,
    modified: Option<SystemTime>,
    image: ColorImage,
}

impl Thumbnails {
    /// The picture, where it is ready; otherwise it is asked for.
    pub fn get(&mut self, ui: &egui::Ui, services: &Services, source: &Source) -> Option<TextureHandle> {
        let painter = self.painter.get_or_insert_with(|| Painter::start(services, ui.ctx().clone()));
        for answer in painter.answers.try_iter() {
            let known = self.known.entry((answer.source, answer.palette)).or_default();
            known.modified = answer.modified;
            known.texture = Some(ui.ctx().load_texture("preview of a map", answer.image, TextureOptions::LINEAR));
        }
        let palette = widgets::palette(ui);
        let known = self.known.entry((source.clone(), palette)).or_default();
        if !known.asked {
            known.asked = true;
            let width = (WIDTH * ui.pixels_per_point()).ceil() as u16;
            let request = Request { source: source.clone(), palette, width, modified: known.modified };
            // Without its thread there are no pictures, and nothing else is lost.
            let _ = painter.requests.send(request);
        }
        known.texture.clone()
    }

    /// Looks at every file again, and paints those anew that have changed.
    pub fn refresh(&mut self) {
        self.known.values_mut().for_each(|known| known.asked = false);
    }
}

impl Painter {
    fn start(services: &Services, ctx: egui::Context) -> Self {
        let (requests, asked) = channel::<Request>();
        let (answer, answers) = channel();
        let (fs, system_fonts) = (Arc::clone(&services.fs), services.system_fonts);
        std::thread::spawn(move || {
            let mut layout = None;
            for request in asked {
                let layout = layout.get_or_insert_with(|| Layout::new(FontBook::new(system_fonts)));
                if let Some(painted) = paint(&*fs, layout, request) {
                    if answer.send(painted).is_err() {
                        return;
                    }
                    ctx.request_repaint();
                }
            }
        });
        Self { requests, answers }
    }
}

/// Paints a map; `None` where its file has not changed, or cannot be read.
fn paint(fs: &dyn Fs, layout: &mut Layout, request: Request) -> Option<Answer> {
    let Request { source, palette, width, modified: painted } = request;
    let (map, modified) = match &source {
        Source::Sample(_) if painted.is_some() => return None,
        Source::Sample(at) => (file::parse(SAMPLES.get(*at)?.json).ok()?.map, None),
        Source::File(path) => {
            let modified = fs.stat(path).ok()?.modified;
            if painted.is_some() && painted == modified {
                return None;
            }
            (file::open(fs, path).ok()?.parsed.map, modified)
        }
    };
    let picture = export::thumbnail(&layout.scene(&map), palette, width);
    let size = [usize::try_from(picture.width).ok()?, usize::try_from(picture.height).ok()?];
    Some(Answer { source, palette, modified, image: ColorImage::from_rgba_unmultiplied(size, &picture.rgba) })
}
