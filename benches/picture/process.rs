//! Programs that are measured from outside, ours like those of others.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Read};
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

/// How often it is looked how much memory a program has used; the system keeps the peak until then.
const LOOK: Duration = Duration::from_millis(3);
/// Longer nobody waits for a picture.
const TIMEOUT: Duration = Duration::from_secs(180);

/// A program that ran to its end.
pub struct Run {
    /// From its start to its end.
    pub millis: f64,
    /// The most memory that the largest of its processes ever had; those of a browser share some, so a sum would be too much.
    pub peak_mib: f64,
    /// What it printed.
    pub output: String,
}

/// Runs a program to its end.
///
/// # Errors
/// It does not start, fails, or takes too long.
pub fn run(command: &mut Command) -> io::Result<Run> {
    let begun = Instant::now();
    let mut child = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn()?;
    let mut peaks = BTreeMap::new();
    let status = loop {
        look(child.id(), &mut peaks);
        if let Some(status) = child.try_wait()? {
            break status;
        }
        if begun.elapsed() > TIMEOUT {
            child.kill()?;
            child.wait()?;
            return Err(io::Error::other(format!("it takes longer than {} s", TIMEOUT.as_secs())));
        }
        thread::sleep(LOOK);
    };
    let millis = begun.elapsed().as_secs_f64() * 1000.0;
    let mut output = String::new();
    if let Some(mut stdout) = child.stdout.take() {
        stdout.read_to_string(&mut output)?;
    }
    if !status.success() {
        return Err(io::Error::other(format!("it ends with {status}")));
    }
    let peak_mib = peaks.values().copied().max().unwrap_or_default() as f64 / 1024.0;
    Ok(Run { millis, peak_mib, output })
}

/// Notes the peak of a process and of all that it started, in KiB.
fn look(process: u32, peaks: &mut BTreeMap<u32, u64>) {
    let status = fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap_or_default();
    if let Ok(peak) = line.trim().trim_end_matches(" kB").parse() {
        peaks.insert(process, peak);
    }
    let tasks = fs::read_dir(format!("/proc/{process}/task")).into_iter().flatten().flatten();
    for task in tasks {
        let children = fs::read_to_string(task.path().join("children")).unwrap_or_default();
        for child in children.split_whitespace().filter_map(|child| child.parse().ok()) {
            look(child, peaks);
        }
    }
}
