//! One export of ours in a process of its own.

use std::fs::File;
use std::io::{self, BufWriter};
use std::path::Path;
use std::process::Command;
use std::time::Instant;

use empathy_map::export::png::Size;
use empathy_map::export::{self, Format, Order, Progress};
use empathy_map::file;
use empathy_map::scene::{FontBook, Layout, Part};

use crate::process::{self, Run};

/// What this program does as a child: `--export PIXELS_WIDE RUNS MAP OUT`.
pub const EXPORT: &str = "--export";

/// An export, measured from inside and from outside.
pub struct Export {
    /// With fonts and layout.
    pub first_millis: f64,
    /// The median of those after it, with the same layout.
    pub again_millis: f64,
    /// A process that exports once.
    pub run: Run,
}

/// Has a child export a map file once, and another one so many times more.
pub fn measure(map: &Path, out: &Path, width: u32, again: usize) -> io::Result<Export> {
    let child = |runs: usize| -> io::Result<(f64, f64, Run)> {
        let mut command = Command::new(std::env::current_exe()?);
        command.args([EXPORT, &width.to_string(), &runs.to_string()]).arg(map).arg(out);
        let run = process::run(&mut command)?;
        let millis: Vec<f64> = run.output.split_whitespace().filter_map(|word| word.parse().ok()).collect();
        match millis.as_slice() {
            [first, again] => Ok((*first, *again, run)),
            _ => Err(io::Error::other(format!("the child says {:?}", run.output))),
        }
    };
    let (first_millis, _, run) = child(1)?;
    let again_millis = if again > 0 { child(1 + again)?.1 } else { first_millis };
    Ok(Export { first_millis, again_millis, run })
}

/// Is that child: prints the milliseconds of the first export and the median of all after it.
pub fn export(arguments: &[String]) -> Result<String, Box<dyn std::error::Error>> {
    let [width, runs, map, out] = arguments else { return Err("four arguments are needed".into()) };
    let map = file::parse(&std::fs::read(map)?)?.map;
    let ending = Path::new(out).extension().and_then(|ending| ending.to_str()).unwrap_or_default();
    let format = Format::from_ending(ending).ok_or("an ending that is no format")?;
    let order = Order { format, part: Part::Map, size: Size::Width(width.parse()?), ..Order::default() };
    let begun = Instant::now();
    // Fonts as the command line has them.
    let mut layout = Layout::new(FontBook::new(true));
    let mut times = Vec::new();
    for run in 0..runs.parse()? {
        let begun = if run == 0 { begun } else { Instant::now() };
        let mut file = BufWriter::new(File::create(out)?);
        export::write(&map, &order, &mut layout, file::write, &Progress::default(), &mut file)
            .map_err(|error| error.to_string())?;
        file.into_inner()?;
        times.push(begun.elapsed().as_secs_f64() * 1000.0);
    }
    let first = times.remove(0);
    times.sort_by(f64::total_cmp);
    let again = times.get(times.len() / 2).copied().unwrap_or(first);
    Ok(format!("{first} {again}"))
}
