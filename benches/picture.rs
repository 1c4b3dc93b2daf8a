//! How long layout and pictures take, beside programs of others: `cargo bench --bench picture`.
//!
//! First the budgets: the median of several runs in milliseconds of wall-clock time on this machine. Then boards of several
//! sizes as PNG, SVG and PDF, each export in a process of its own with its memory and the size of its file; in the same run the
//! same picture by rsvg-convert and by headless Chromium from our drawing, and the same board by Excalidraw, which
//! `.ci/drawings install` brings. What is not installed is left out, and said. Last a poster of 400 megapixels.
//!
//! The first export has to find fonts and lay the board out; the ones after it have that, as Excalidraw has the lines of its
//! texts before it begins.

#[path = "picture/board.rs"]
mod board;
#[path = "picture/others.rs"]
mod others;
#[path = "picture/ours.rs"]
mod ours;
#[path = "picture/process.rs"]
mod process;

use std::fs;
use std::hint::black_box;
use std::io::{self, Write};
use std::path::Path;
use std::time::Instant;

use empathy_map::export::png::{self, Size};
use empathy_map::export::svg::{self, Look};
use empathy_map::export::{Order, Progress, thumbnail};
use empathy_map::file;
use empathy_map::scene::{FontBook, Layout, Palette, Part};

use board::map;
use process::Run;

// The allocator of the program.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// The median time of `runs` runs in milliseconds.
fn median<T>(runs: usize, mut run: impl FnMut() -> T) -> f64 {
    let mut times: Vec<f64> = (0..runs)
        .map(|_| {
            let start = Instant::now();
            black_box(run());
            start.elapsed().as_secs_f64() * 1000.0
        })
        .collect();
    times.sort_by(f64::total_cmp);
    times[times.len() / 2]
}

fn report(what: &str, millis: f64, budget: Option<f64>) -> io::Result<()> {
    let verdict = match budget {
        Some(budget) if millis <= budget => format!("budget {budget} ms"),
        Some(budget) => format!("OVER the budget of {budget} ms"),
        None => String::new(),
    };
    writeln!(io::stdout(), "{what:<48} {millis:>9.2} ms  {verdict}")
}

/// Notes of the boards that are compared.
const BOARDS: [usize; 3] = [100, 1_000, 5_000];
/// Pixels of their pictures: those of a screen of 3840 × 2160, whatever the board's shape.
const PIXELS: f32 = 3840.0 * 2160.0;
/// Pixels of the poster, and the notes on it.
const POSTER_PIXELS: f32 = 400e6;
const POSTER_NOTES: usize = 500;
/// Exports after the first one, of which the median counts.
const AGAIN: usize = 5;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if let Some((ours::EXPORT, arguments)) = arguments.split_first().map(|(first, rest)| (first.as_str(), rest)) {
        // A child of this program.
        write!(io::stdout(), "{}", ours::export(arguments)?)?;
        return Ok(());
    }
    budgets()?;
    let mut out = io::stdout();
    for missing in others::missing() {
        writeln!(out, "left out: {missing}")?;
    }
    for notes in BOARDS {
        Comparison::new(notes, PIXELS, AGAIN)?.run(&mut out)?;
    }
    Comparison::new(POSTER_NOTES, POSTER_PIXELS, 0)?.run(&mut out)?;
    Ok(())
}

/// A board that several programs export.
struct Comparison {
    notes: usize,
    /// Pixels of its picture.
    size: (u32, u32),
    again: usize,
    folder: tempfile::TempDir,
}

impl Comparison {
    fn new(notes: usize, pixels: f32, again: usize) -> io::Result<Self> {
        let map = map(notes);
        let mut layout = Layout::new(FontBook::new(true));
        let sheet = layout.sheet(&map, Part::Map);
        let width = (pixels * sheet.size.x / sheet.size.y).sqrt() as u32;
        let size = png::size(&sheet, Size::Width(width)).map_err(|error| io::Error::other(error.to_string()))?;
        let folder = tempfile::tempdir()?;
        fs::write(folder.path().join("map.json"), file::write(&map))?;
        fs::write(folder.path().join("boxes.json"), board::boxes(&map).to_string())?;
        Ok(Self { notes, size, again, folder })
    }

    fn run(&self, out: &mut impl Write) -> io::Result<()> {
        let (width, height) = self.size;
        let load = load_average();
        writeln!(
            out,
            "\n{} notes, pictures of {width} × {height} pixels; load of the machine before: {load}",
            self.notes
        )?;
        writeln!(out, "{:<40} {:>9} {:>9} {:>10} {:>9} {:>9}", "", "first", "again", "process", "peak", "file")?;
        writeln!(out, "{:<40} {:>9} {:>9} {:>10} {:>9} {:>9}", "", "ms", "ms", "ms", "MiB", "KB")?;
        let path = |name: &str| self.folder.path().join(name);
        let map = path("map.json");
        let formats = if self.again > 0 { &["png", "svg", "pdf"][..] } else { &["png", "svg"] };
        let mut ours = Vec::new();
        for format in formats {
            let file = path(&format!("ours.{format}"));
            let export = ours::measure(&map, &file, width, self.again)?;
            let name = format!("{} of ours", format.to_uppercase());
            row(out, &name, Some((export.first_millis, export.again_millis)), Some(&export.run), kilobytes(&file))?;
            ours.push(export);
        }
        let [png, svg, ..] = ours.as_slice() else { return Ok(()) };
        let mut ratios = Vec::new();
        let drawing = path("ours.svg");
        for (name, paint) in [
            ("PNG by rsvg-convert of our SVG", others::rsvg as fn(&Path, &Path, (u32, u32)) -> io::Result<Run>),
            ("PNG by Chromium of our SVG", others::chromium),
        ] {
            let file = path("other.png");
            match paint(&drawing, &file, self.size) {
                Ok(run) => {
                    row(out, name, None, Some(&run), kilobytes(&file))?;
                    ratios.push(format!(
                        "{name}: time x{:.1}, memory x{:.1}",
                        run.millis / png.run.millis,
                        run.peak_mib / png.run.peak_mib
                    ));
                }
                Err(error) => writeln!(out, "{name:<40} none: {error}")?,
            }
            // So that nobody measures the picture of another.
            let _ = fs::remove_file(&file);
        }
        match others::excalidraw(&path("boxes.json"), width) {
            Ok(other) => {
                for (name, exported, ours) in [("PNG", &other.png, png), ("SVG", &other.svg, svg)] {
                    let times = (exported.first_millis, exported.again_millis);
                    let name = format!("{name} by Excalidraw of the same board");
                    row(out, &name, Some(times), None, exported.bytes as f64 / 1000.0)?;
                    ratios.push(format!(
                        "{name}: first time x{:.1}, again x{:.1}, memory x{:.1} (all its exports in one page)",
                        times.0 / ours.first_millis,
                        times.1 / ours.again_millis,
                        other.peak_mib / ours.run.peak_mib
                    ));
                }
            }
            Err(error) => writeln!(out, "{:<40} none: {error}", "Excalidraw of the same board")?,
        }
        writeln!(out, "of others to ours:")?;
        ratios.iter().try_for_each(|ratio| writeln!(out, "  {ratio}"))?;
        out.flush()
    }
}

fn row(
    out: &mut impl Write,
    name: &str,
    times: Option<(f64, f64)>,
    run: Option<&Run>,
    kilobytes: f64,
) -> io::Result<()> {
    let number = |number: Option<f64>| number.map_or("-".to_owned(), |number| format!("{number:.1}"));
    let [first, again] = [times.map(|times| times.0), times.map(|times| times.1)].map(number);
    let [process, peak] = [run.map(|run| run.millis), run.map(|run| run.peak_mib)].map(number);
    writeln!(out, "{name:<40} {first:>9} {again:>9} {process:>10} {peak:>9} {kilobytes:>9.0}")
}

fn kilobytes(path: &Path) -> f64 {
    fs::metadata(path).map_or(0.0, |file| file.len() as f64 / 1000.0)
}

fn load_average() -> String {
    let text = fs::read_to_string("/proc/loadavg").unwrap_or_default();
    text.split(' ').take(3).collect::<Vec<_>>().join(" ")
}

fn budgets() -> io::Result<()> {
    report("bundled fonts", median(5, || FontBook::new(false)), None)?;
    for (count, budget) in [(100, None), (1_000, None), (5_000, Some(400.0)), (10_000, None)] {
        let map = map(count);
        let first = median(3, || Layout::new(FontBook::new(false)).scene(&map));
        report(&format!("first layout, {count} notes"), first, budget)?;
    }
    for count in [1_000, 10_000] {
        let mut map = map(count);
        let mut layout = Layout::new(FontBook::new(false));
        layout.scene(&map);
        let mut edits = 0;
        let again = median(21, || {
            edits += 1;
            map.notes[count / 2].text = format!("edited for the time {edits}");
            layout.scene(&map)
        });
        report(&format!("layout after one edit, {count} notes"), again, (count == 10_000).then_some(2.0))?;
    }
    let map = map(500);
    let mut layout = Layout::new(FontBook::new(false));
    let sheet = layout.sheet(&map, Part::Map);
    // 3840 x 2160 pixels, whatever the map's shape.
    let width = (3840.0 * 2160.0 * sheet.size.x / sheet.size.y).sqrt() as u32;
    let order = Order { size: Size::Width(width), ..Order::default() };
    let mut bytes = Vec::new();
    let whole = median(5, || {
        bytes.clear();
        let mut layout = Layout::new(FontBook::new(false));
        let sheet = layout.sheet(&map, Part::Map);
        png::write(&map, &sheet, layout.fonts(), &order, None, &Progress::default(), &mut bytes)
    });
    report(&format!("PNG of 500 notes, 8.3 Mpx, {} KB", bytes.len() / 1000), whole, Some(500.0))?;
    let thousand = board::map(1_000);
    let sheet = layout.sheet(&thousand, Part::Map);
    let look = Look { palette: Palette::Light, size: Size::Scale(1.0), map_file: None };
    let mut kilobytes = 0;
    let drawing = median(11, || {
        let text = svg::write(&thousand, &sheet, layout.fonts(), &look, &Progress::default());
        kilobytes = text.map_or(0, |text| text.len() / 1000);
    });
    report(&format!("SVG of 1,000 notes, {kilobytes} KB"), drawing, Some(50.0))?;
    let scene = layout.scene(&map);
    report("preview of 500 notes, 320 px wide", median(5, || thumbnail(&scene, Palette::Light, 320)), None)
}
