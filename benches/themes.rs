//! How well and how fast notes are grouped: `cargo bench --bench themes -- BOARDS`.
//!
//! BOARDS is a JSON file with boards whose groups are known: `{"source": …, "boards": [{"n": 40, "notes": [{"text": …,
//! "theme": …}]}]}`. For each size it prints the mean V-measure (Rosenberg and Hirschberg 2007), the adjusted Rand index
//! (Hubert and Arabie 1985) and the edits a note: notes to move plus groups to merge, over notes. No number of groups is
//! given. Then the time and the memory for 500 notes and more, words only.

use std::alloc::{GlobalAlloc, Layout, System};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::error::Error;
use std::hint::black_box;
use std::io::{self, Write};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

use empathy_map::model::{EmpathyMap, Note, NoteId};
use empathy_map::synthesis::{Grain, near_duplicates, possible_tensions, suggest_themes};
use serde::Deserialize;

/// Counts the memory in use, and the most that ever was.
struct Counting;

static IN_USE: AtomicUsize = AtomicUsize::new(0);
static MOST: AtomicUsize = AtomicUsize::new(0);

// SAFETY: every call goes to the system's allocator as it came.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        let now = IN_USE.fetch_add(layout.size(), Ordering::Relaxed) + layout.size();
        MOST.fetch_max(now, Ordering::Relaxed);
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, memory: *mut u8, layout: Layout) {
        IN_USE.fetch_sub(layout.size(), Ordering::Relaxed);
        unsafe { System.dealloc(memory, layout) }
    }
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

#[derive(Deserialize)]
struct Boards {
    source: String,
    boards: Vec<Board>,
}

#[derive(Deserialize)]
struct Board {
    notes: Vec<Sorted>,
}

/// A note that a person has sorted.
#[derive(Deserialize)]
struct Sorted {
    text: String,
    theme: String,
}

/// How near a grouping is to the one that is known.
#[derive(Default)]
struct Score {
    v_measure: f64,
    rand_index: f64,
    edits: f64,
    groups: f64,
    boards: f64,
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut out = io::stdout().lock();
    // Cargo adds a word of its own.
    let path = std::env::args().skip(1).find(|word| !word.starts_with("--"));
    let Some(path) = path else {
        writeln!(
            out,
            "No boards: nothing is measured about quality. Name the file: cargo bench --bench themes -- BOARDS"
        )?;
        return speed(&mut out);
    };
    let boards: Boards = serde_json::from_slice(&std::fs::read(&path).map_err(|error| format!("{path}: {error}"))?)?;
    writeln!(out, "{}\n", boards.source)?;
    writeln!(out, "notes  V-measure  Rand index  edits a note  groups  again the same")?;
    let mut scores: BTreeMap<usize, (Score, bool)> = BTreeMap::new();
    for board in &boards.boards {
        let (score, same) = scores.entry(board.notes.len()).or_insert_with(|| (Score::default(), true));
        let (found, again) = (grouping(board)?, grouping(board)?);
        *same &= found == again;
        score.add(board, &found);
    }
    for (notes, (score, same)) in &scores {
        let mean = |sum: f64| sum / score.boards;
        writeln!(
            out,
            "{notes:5}  {:9.3}  {:10.3}  {:12.3}  {:6.1}  {}",
            mean(score.v_measure),
            mean(score.rand_index),
            mean(score.edits),
            mean(score.groups),
            if *same { "yes" } else { "NO" },
        )?;
    }
    speed(&mut out)
}

/// The group of each note; a note that is in no suggested theme is a group of its own.
fn grouping(board: &Board) -> Result<Vec<usize>, Box<dyn Error>> {
    let id = |place: usize| NoteId::new(format!("n{place:05}"));
    let notes = (0..).zip(&board.notes).map(|(place, note)| Note::new(id(place), "pains".into(), note.text.as_str()));
    let map = EmpathyMap { notes: notes.collect(), ..EmpathyMap::default() };
    let suggestions = suggest_themes(&map, Grain::Even, &|| true).ok_or("cancelled")?;
    let mut groups: Vec<usize> = (0..board.notes.len()).map(|place| suggestions.themes.len() + place).collect();
    for (group, theme) in suggestions.themes.iter().enumerate() {
        for note in &theme.notes {
            groups[note.as_str()[1..].parse::<usize>()?] = group;
        }
    }
    Ok(groups)
}

impl Score {
    fn add(&mut self, board: &Board, groups: &[usize]) {
        let count = groups.len() as f64;
        let mut joint: BTreeMap<(usize, &str), f64> = BTreeMap::new();
        let mut found: BTreeMap<usize, f64> = BTreeMap::new();
        let mut known: BTreeMap<&str, f64> = BTreeMap::new();
        for (group, note) in groups.iter().zip(&board.notes) {
            *joint.entry((*group, &note.theme)).or_default() += 1.0;
            *found.entry(*group).or_default() += 1.0;
            *known.entry(&note.theme).or_default() += 1.0;
        }
        let entropy = |sizes: Vec<f64>| -> f64 { sizes.iter().map(|size| -size / count * (size / count).ln()).sum() };
        let of_found = entropy(found.values().copied().collect());
        let of_known = entropy(known.values().copied().collect());
        let shared = of_found + of_known - entropy(joint.values().copied().collect());
        self.v_measure += 2.0 * shared / (of_found + of_known);

        let pairs = |size: &f64| size * (size - 1.0) / 2.0;
        let [in_both, in_found, in_known] = [
            joint.values().map(pairs).sum::<f64>(),
            found.values().map(pairs).sum::<f64>(),
            known.values().map(pairs).sum::<f64>(),
        ];
        let by_chance = in_found * in_known / pairs(&count);
        self.rand_index += (in_both - by_chance) / ((in_found + in_known) / 2.0 - by_chance);

        let mut most: HashMap<usize, (f64, &str)> = HashMap::new();
        for ((group, theme), size) in &joint {
            let best = most.entry(*group).or_insert((0.0, ""));
            if *size > best.0 {
                *best = (*size, theme);
            }
        }
        let moved = count - most.values().map(|(size, _)| size).sum::<f64>();
        let themes: BTreeSet<&str> = most.values().map(|(_, theme)| *theme).collect();
        self.edits += (moved + (most.len() - themes.len()) as f64) / count;
        self.groups += found.len() as f64;
        self.boards += 1.0;
    }
}

/// Time and memory for 500 notes, for more than people sort at once, and for more than are grouped at a time.
fn speed(out: &mut impl Write) -> Result<(), Box<dyn Error>> {
    for (notes, runs) in [(500, 9), (2_000, 5), (10_000, 1)] {
        let map = generated(notes);
        writeln!(out, "\n{notes} notes: ms (median of {runs}), most memory in KiB beside the map")?;
        let mut report = |name: &str, run: &dyn Fn()| -> io::Result<()> {
            let before = IN_USE.load(Ordering::Relaxed);
            MOST.store(before, Ordering::Relaxed);
            let mut times: Vec<f64> = (0..runs)
                .map(|_| {
                    let start = Instant::now();
                    run();
                    start.elapsed().as_secs_f64() * 1000.0
                })
                .collect();
            times.sort_by(f64::total_cmp);
            let most = MOST.load(Ordering::Relaxed) - before;
            writeln!(out, "{name:20} {:8.1} {:10}", times[times.len() / 2], most >> 10)
        };
        for (name, grain) in
            [("suggested themes", Grain::Even), ("fewest themes", Grain::Coarsest), ("most themes", Grain::Finest)]
        {
            report(name, &|| drop(black_box(suggest_themes(&map, grain, &|| true))))?;
        }
        report("near duplicates", &|| drop(black_box(near_duplicates(&map, &|| true))))?;
        if notes <= 2_000 {
            report("possible tensions", &|| drop(black_box(possible_tensions(&map, &BTreeSet::new(), &|| true))))?;
        }
        let again = || suggest_themes(&map, Grain::Even, &|| true);
        assert!(again() == again(), "two runs on {notes} notes give the same groups");
        let left_out = again().map_or(0, |suggestions| suggestions.left_out);
        writeln!(out, "two runs give the same groups; {left_out} notes left for later")?;
    }
    Ok(())
}

/// A map with this many notes of three to eleven words, always the same.
fn generated(count: usize) -> EmpathyMap {
    const WORDS: [&str; 40] = [
        "invoice",
        "total",
        "hotline",
        "music",
        "parcel",
        "garage",
        "password",
        "reset",
        "roster",
        "swap",
        "ticket",
        "coins",
        "letter",
        "refund",
        "friend",
        "contract",
        "screen",
        "button",
        "night",
        "shift",
        "waits",
        "calls",
        "asks",
        "compares",
        "forgets",
        "trusts",
        "pays",
        "returns",
        "reads",
        "explains",
        "wrong",
        "late",
        "slow",
        "hidden",
        "broken",
        "unclear",
        "expensive",
        "twice",
        "alone",
        "again",
    ];
    let mut state: u64 = 7;
    let mut random = move |below: usize| {
        // A linear congruential generator is random enough to vary texts, and always the same.
        state = state.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        (state >> 33) as usize % below
    };
    let notes = (0..count).map(|place| {
        let text: Vec<&str> = (0..3 + random(9)).map(|_| WORDS[random(WORDS.len())]).collect();
        let quadrant = ["thinks", "feels", "does", "pains"][place % 4];
        Note::new(NoteId::new(format!("n{place:05}")), quadrant.into(), text.join(" "))
    });
    EmpathyMap { notes: notes.collect(), ..EmpathyMap::default() }
}
