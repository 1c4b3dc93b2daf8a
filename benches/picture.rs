//! How long layout and pictures take: `cargo bench --bench picture`.
//!
//! Prints the median of several runs against the budget, in milliseconds of wall-clock time on this machine.

use std::hint::black_box;
use std::io::{self, Write};
use std::time::Instant;

use empathy_map::export::png::{self, Size};
use empathy_map::export::svg::{self, Look};
use empathy_map::export::{Order, Progress, thumbnail};
use empathy_map::model::{EmpathyMap, Evidence, Note, NoteId, Point, QuadrantId};
use empathy_map::scene::{FontBook, Layout, Palette, Part};

// The allocator of the program.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const WORDS: &[&str] = &[
    "the",
    "bill",
    "again",
    "calls",
    "hold",
    "agent",
    "minutes",
    "friend",
    "nobody",
    "owns",
    "problem",
    "cancel",
    "screenshots",
    "worried",
    "relieved",
    "waits",
    "asks",
    "twice",
    "refund",
    "letter",
    "portal",
    "login",
    "für",
    "été",
];

/// A map with notes of 2 to 15 words, one in eight with an emoji, half of them with a place.
fn map(count: usize) -> EmpathyMap {
    let mut state: u64 = 7;
    let mut random = move |below: usize| {
        // A linear congruential generator is random enough to vary texts, and always the same.
        state = state.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        (state >> 33) as usize % below
    };
    let mut note = |index: usize| {
        let words = 2 + random(14);
        let mut text = (0..words).map(|_| WORDS[random(WORDS.len())]).collect::<Vec<_>>().join(" ");
        if index.is_multiple_of(8) {
            text.push_str(" 📞");
        }
        let quadrant = QuadrantId::new(["thinks", "feels", "does", "pains"][index % 4]);
        let mut note = Note::new(NoteId::new(format!("n{index}")), quadrant, text);
        let side = (count as f64).sqrt() * 110.0;
        note.at = index
            .is_multiple_of(2)
            .then(|| Point { x: random(1000) as f64 / 1000.0 * side, y: random(1000) as f64 / 1000.0 * side });
        note.evidence = Some(Evidence::ALL[random(6)]);
        note.source = format!("Interview {}", random(9));
        note.votes.insert("room".into(), random(7) as u32);
        note
    };
    EmpathyMap { title: "Measured".into(), notes: (0..count).map(&mut note).collect(), ..Default::default() }
}

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

fn main() -> io::Result<()> {
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
    let thousand = self::map(1_000);
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
