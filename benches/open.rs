//! How long a map takes from its file to a document that can be edited, and back: `cargo bench --bench open`.
//!
//! Prints the median of several runs against the budget, in milliseconds of wall-clock time on this machine.

use std::collections::BTreeMap;
use std::error::Error;
use std::hint::black_box;
use std::io::{self, Write};
use std::time::Instant;

use empathy_map::document::Document;
use empathy_map::file::{self, Disk, Expected};
use empathy_map::model::{EmpathyMap, Evidence, Feeling, Need, Note, NoteId, Point, QuadrantId, Theme};

// The allocator of the program.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// A map as a study leaves it: each note with a source, people, a feeling and votes, some in themes; a need for ten notes.
fn map(count: usize) -> EmpathyMap {
    let words = ["bill", "calls", "waits", "asks twice", "für", "nobody owns it", "refund", "letter", "😊", "hold"];
    let themes: Vec<Theme> = (0..9)
        .map(|at| Theme { id: format!("t{at}").as_str().into(), title: words[at].into(), extra: Default::default() })
        .collect();
    let note = |at: usize| Note {
        at: (!at.is_multiple_of(3)).then_some(Point { x: (at % 700) as f64 + 0.5, y: (at % 900) as f64 }),
        theme: at.is_multiple_of(2).then(|| themes[at % themes.len()].id.clone()),
        evidence: Some(Evidence::ALL[at % Evidence::ALL.len()]),
        feeling: Feeling::new(at as i64 % 5 - 2),
        source: format!("Interview {}, 12:{:02}", at % 9, at % 60),
        who: vec![format!("P{}", at % 12), format!("P{}", at % 7)],
        tags: vec![words[at % words.len()].into()],
        votes: BTreeMap::from([("room".into(), at as u32 % 7)]),
        author: "Ana".into(),
        created: "2026-11-21T18:04:10Z".into(),
        ..Note::new(
            NoteId::new(format!("01jd4x6v8q3m5r9t2w7y0{at:05}")),
            QuadrantId::new(["thinks", "feels", "does", "pains"][at % 4]),
            (0..3 + at % 9).map(|word| words[(at * 7 + word * 3) % words.len()]).collect::<Vec<_>>().join(" "),
        )
    };
    let notes: Vec<Note> = (0..count).map(note).collect();
    let need = |(at, notes): (usize, &[Note])| Need {
        supports: notes.iter().map(|note| note.id.clone()).collect(),
        because: "every hand-over makes her start from zero".into(),
        ..Need::new(format!("d{at}").as_str().into(), "tell her story once")
    };
    let needs = notes.chunks(10).enumerate().map(need).collect();
    EmpathyMap { title: "Measured".into(), themes, notes, needs, ..Default::default() }
}

/// The median time of some runs in milliseconds.
fn median<T>(mut run: impl FnMut() -> T) -> f64 {
    let mut times: Vec<f64> = (0..11)
        .map(|_| {
            let start = Instant::now();
            black_box(run());
            start.elapsed().as_secs_f64() * 1000.0
        })
        .collect();
    times.sort_by(f64::total_cmp);
    times[times.len() / 2]
}

fn report(what: &str, count: usize, millis: f64, budget: Option<f64>) -> io::Result<()> {
    let verdict = match budget {
        Some(budget) if millis <= budget => format!("budget {budget} ms"),
        Some(budget) => format!("OVER the budget of {budget} ms"),
        None => String::new(),
    };
    writeln!(io::stdout(), "{:<48} {millis:>9.2} ms  {verdict}", format!("{what}, {count} notes"))
}

fn main() -> Result<(), Box<dyn Error>> {
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("measured.json");
    for (count, budget) in [(1_000, 15.0), (10_000, 150.0)] {
        let map = map(count);
        let text = file::write(&map);
        let mut expected = Expected::NoFile;
        let mut version = 0_u32;
        report("write", count, median(|| file::write(&map)), None)?;
        report("parse", count, median(|| file::parse(text.as_bytes())), None)?;
        let mut copies = vec![map.clone(); 11];
        report("document from a map", count, median(|| copies.pop().map(Document::new)), None)?;
        let mut failure = None;
        let save = median(|| {
            // Another size each time, so that there is something to save.
            version += 1;
            let bytes = format!("{text}{}", " ".repeat(version as usize));
            match file::save(&Disk, &path, bytes.as_bytes(), &expected, &mut |_| {}) {
                Ok(file::Outcome::Saved(fingerprint)) => expected = Expected::File(fingerprint),
                other => failure = Some(other),
            }
        });
        if let Some(failure) = failure {
            return Err(format!("the map was not saved: {failure:?}").into());
        }
        report("save to the disk and sync", count, save, None)?;
        let open = median(|| {
            let opened = file::open(&Disk, &path).map_err(|error| error.to_string())?;
            Document::new(opened.parsed.map).map_err(|error| error.to_string())
        });
        report("open to a ready document", count, open, Some(budget))?;
        std::fs::remove_file(&path)?;
    }
    Ok(())
}
