//! What a frame of the canvas costs on the processor: egui's run and tessellation, without a graphics card.
//!
//! `cargo bench --bench frame` prints the median and the 99th percentile in milliseconds, on a quiet machine, for maps of three
//! sizes, three zooms, and a view that rests, is pushed, or zooms; and once with the cursors of 100 people moving. Budget: 3 ms with 1,000 notes in view, 4 ms with 10,000
//! on the map. And what the outline costs while it rests, is scrolled, and is heard by a screen reader.

use std::io::Write;
use std::time::Instant;

use eframe::egui;
use egui::{Context, Pos2, RawInput, Rect, Vec2, vec2};
use empathy_map::app::state::{Camera, Look, Reveal};
use empathy_map::app::{Cx, Outbox, ViewState, canvas, outline, theme};
use empathy_map::model::{EmpathyMap, Evidence, Note, NoteId, Point};
use empathy_map::scene::{FontBook, Layout, Palette, Scene};
use empathy_map::session::{Person, PersonId, Presence, Role};

// The allocator of the program.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const SCREEN: Vec2 = vec2(1920.0, 1080.0);
/// Frames that are not counted: fonts, and the first layout of everything in view.
const WARM_UP: usize = 40;
const FRAMES: usize = 200;

fn main() -> std::io::Result<()> {
    let mut out = std::io::stdout().lock();
    writeln!(out, "milliseconds a frame, median / 99th percentile\n")?;
    writeln!(
        out,
        "{:>7}  {:<6} {:>5}  {:>15}  {:>15}  {:>15}",
        "notes", "zoom", "seen", "resting", "pushed", "zooming"
    )?;
    for notes in [100, 1_000, 10_000] {
        let mut board = Board::with(notes);
        for zoom in [None, Some(0.36), Some(1.0)] {
            let resting = board.measure(zoom, |_, _| {});
            let seen = board.view.canvas.notes_painted();
            let pushed = board.measure(zoom, |view, frame| {
                let turn = frame as f32 * 0.05;
                view.camera.pan += 11.0 * vec2(turn.cos(), turn.sin());
            });
            let zooming = board.measure(zoom, |view, frame| {
                let factor = if frame % 80 < 40 { 1.01 } else { 1.0 / 1.01 };
                view.camera.zoom_about(Rect::from_min_size(Pos2::ZERO, SCREEN), (SCREEN / 2.0).to_pos2(), factor);
            });
            let name = zoom.map_or("fit".to_owned(), |zoom| format!("{zoom}"));
            writeln!(out, "{notes:>7}  {name:<6} {seen:>5}  {resting:>15}  {pushed:>15}  {zooming:>15}")?;
        }
    }
    let mut board = Board::with(1_000);
    let alone = board.measure(None, |_, _| {});
    board.view.others = (0..100).map(person).collect();
    let moving = board.measure(None, |view, frame| {
        for (at, person) in view.others.iter_mut().enumerate() {
            let (turn, reach) = (frame as f32 * 0.05 + at as f32, 20.0 * at as f32);
            person.presence.cursor = Some([2_000.0 + reach * turn.cos(), 1_500.0 + reach * turn.sin()]);
        }
    });
    writeln!(out, "\n1000 notes, fit: alone {alone}, with the cursors of 100 people moving {moving}")?;

    writeln!(out, "\n{:>7}  {:<15}  {:>15}  {:>15}", "notes", "outline resting", "scrolled", "heard")?;
    for notes in [100, 1_000, 10_000] {
        let mut board = Board::with(notes);
        board.show = outline::show;
        let resting = board.measure(None, |_, _| {});
        board.wheel = true;
        let scrolled = board.measure(None, |_, _| {});
        board.ctx.enable_accesskit();
        let heard = board.measure(None, |_, _| {});
        writeln!(out, "{notes:>7}  {resting:>15}  {scrolled:>15}  {heard:>15}")?;
    }
    Ok(())
}

fn person(at: u8) -> Person {
    Person {
        id: PersonId(at.into()),
        name: format!("Person {at}"),
        color: at,
        role: Role::Editor,
        on_phone: false,
        presence: Presence::default(),
    }
}

/// A map in a window that is never shown.
struct Board {
    ctx: Context,
    map: EmpathyMap,
    scene: Scene,
    view: ViewState,
    frame: u64,
    show: fn(&mut egui::Ui, &mut Cx<'_>),
    /// Whether the wheel is turned all the time.
    wheel: bool,
}

impl Board {
    fn with(notes: usize) -> Self {
        let ctx = Context::default();
        theme::install(&ctx);
        let map = map_of(notes);
        let scene = Layout::new(FontBook::new(false)).scene(&map);
        Self { ctx, map, scene, view: ViewState::default(), frame: 0, show: canvas::show, wheel: false }
    }

    /// The cost of frames between which `change` moves the camera or others; it begins with the whole map, or with its middle.
    fn measure(&mut self, zoom: Option<f32>, change: impl Fn(&mut ViewState, usize)) -> String {
        self.view.reveal = Some(Reveal::Board);
        self.frame();
        if let Some(zoom) = zoom {
            let middle = self.scene.quadrants[0].rect.center();
            self.view.camera = Camera { zoom, pan: SCREEN / 2.0 - middle.to_vec2() * zoom };
        }
        for _ in 0..WARM_UP {
            self.frame();
        }
        let mut costs: Vec<f64> = Vec::with_capacity(FRAMES);
        for frame in 0..FRAMES {
            change(&mut self.view, frame);
            let begun = Instant::now();
            self.frame();
            costs.push(begun.elapsed().as_secs_f64() * 1e3);
        }
        costs.sort_by(f64::total_cmp);
        format!("{:.2} / {:.2}", costs[FRAMES / 2], costs[FRAMES * 99 / 100])
    }

    fn frame(&mut self) {
        self.frame += 1;
        let input = RawInput {
            screen_rect: Some(Rect::from_min_size(Pos2::ZERO, SCREEN)),
            time: Some(self.frame as f64 / 60.0),
            // What every graphics card of the last ten years has room for.
            max_texture_side: Some(8192),
            events: if self.wheel { turned_wheel(self.frame) } else { Vec::new() },
            ..RawInput::default()
        };
        let mut out = Outbox::default();
        let look = Look { palette: Palette::Light, animated: false, wheel_zooms: false };
        let mut cx = Cx { map: &self.map, scene: &self.scene, view: &mut self.view, out: &mut out, look };
        let mut output = self.ctx.run_ui(input, |ui| (self.show)(ui, &mut cx));
        output.textures_delta.clear();
        std::hint::black_box(self.ctx.tessellate(output.shapes, output.pixels_per_point));
    }
}

/// The pointer in the middle and the wheel on its way, down and up again.
fn turned_wheel(frame: u64) -> Vec<egui::Event> {
    let wheel = egui::Event::MouseWheel {
        unit: egui::MouseWheelUnit::Point,
        delta: vec2(0.0, if frame % 200 < 100 { -90.0 } else { 90.0 }),
        modifiers: egui::Modifiers::NONE,
        phase: egui::TouchPhase::Move,
        source: egui::MouseWheelSource::Unknown,
    };
    vec![egui::Event::PointerMoved((SCREEN / 2.0).to_pos2()), wheel]
}

fn map_of(notes: usize) -> EmpathyMap {
    const WORDS: [&str; 8] =
        ["explains", "the same", "invoice", "waits", "and nobody", "answers", "calls again", "because"];
    let mut map = EmpathyMap::default();
    let quadrants: Vec<_> = map.quadrants.iter().map(|quadrant| quadrant.id.clone()).collect();
    let columns = (notes as f64 / 4.0).sqrt().ceil() as usize;
    map.notes = (0..notes)
        .map(|at| {
            let place = at / 4;
            let text: Vec<&str> = (0..4 + at % 9).map(|word| WORDS[(at * 7 + word * 3) % WORDS.len()]).collect();
            Note {
                at: Some(Point {
                    x: 24.0 + (place % columns) as f64 * 226.0,
                    y: 64.0 + (place / columns) as f64 * 150.0,
                }),
                evidence: Some(Evidence::ALL[at % 6]),
                source: format!("Interview {}, 12:40", at % 12),
                ..Note::new(NoteId::new(format!("n{at}")), quadrants[at % 4].clone(), text.join(" "))
            }
        })
        .collect();
    map
}
