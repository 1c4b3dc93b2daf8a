//! Whole sessions by chance: people at desktops and on phones with one room, over a network that loses connections, with
//! programs and hosts that die. Time is virtual, and the same plan always runs the same.
//!
//! After each run the network heals, time passes, and then must hold: all maps are equal, to each other (S8), to a full
//! rebuild, and to what the phones show; what one person alone changed is as they left it; an edit that a phone was told is
//! done is there once, a refused one is not (S4); nobody's undo touched another's work; nobody was cut for what they sent.
//!
//! `SIMULATE=10000 cargo test simulator -- --nocapture` runs as many plans by chance, `SIMULATE_FROM=77` begins with that
//! seed. A plan that fails is made smaller and saved; put it into `tests/samples/plans`, where it runs for ever.

mod chance;
mod desktop;
mod ledger;
mod network;
mod page;
mod plan;
mod verdict;
mod world;

use std::io::Write;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

use plan::Plan;
use world::World;

/// Plans in a plain `cargo test`; `.ci/run` asks for 300.
const SEEDS: u64 = 40;

fn number(variable: &str) -> Option<u64> {
    std::env::var(variable).ok()?.parse().ok()
}

/// Runs a plan; what went wrong, or how many edits there were.
fn run(plan: &Plan) -> Result<usize, String> {
    catch_unwind(AssertUnwindSafe(|| World::new(plan).run())).unwrap_or_else(|panic| {
        let text = panic.downcast_ref::<String>().map(String::as_str).or(panic.downcast_ref::<&str>().copied());
        Err(format!("panicked: {}", text.unwrap_or("without a word")))
    })
}

/// The smallest part of a failing plan that still fails, as far as leaving out steps leads.
fn shrunk(mut plan: Plan) -> Plan {
    let mut size = plan.steps.len() / 2;
    while size > 0 {
        let mut at = 0;
        while at < plan.steps.len() {
            let mut smaller = plan.clone();
            smaller.steps.drain(at..(at + size).min(plan.steps.len()));
            match run(&smaller) {
                Err(_) => plan = smaller,
                Ok(_) => at += size,
            }
        }
        size /= 2;
    }
    plan
}

fn fail(plan: Plan, why: &str) -> ! {
    let seed = plan.seed;
    let plan = shrunk(plan);
    let again = run(&plan).err().unwrap_or_default();
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("plan-{seed}.json"));
    std::fs::write(&path, plan.text()).unwrap();
    panic!("seed {seed}: {why}\n\nthe smaller plan in {}: {again}\n{}", path.display(), plan.text());
}

#[test]
fn whatever_happens_all_maps_are_equal_in_the_end() {
    let first = number("SIMULATE_FROM").unwrap_or(1);
    let seeds = number("SIMULATE").unwrap_or(SEEDS);
    let mut edits = 0;
    for seed in first..first + seeds {
        let plan = Plan::of(seed);
        edits += run(&plan).unwrap_or_else(|why| fail(plan, &why));
    }
    let _ = writeln!(std::io::stderr(), "{seeds} plans, {edits} changes");
    assert!(edits as u64 > seeds * 10, "the plans did next to nothing: {edits} changes");
}

#[test]
fn plans_that_once_failed_hold() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/samples/plans");
    let mut plans: Vec<PathBuf> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    plans.sort();
    for path in plans {
        let plan: Plan = serde_json::from_str(&std::fs::read_to_string(&path).unwrap()).unwrap();
        assert_eq!(run(&plan).err(), None, "{}", path.display());
    }
}

#[test]
fn a_plan_is_the_same_after_it_was_saved() {
    let plan = Plan::of(7);
    assert_eq!(serde_json::from_str::<Plan>(&plan.text()).unwrap(), plan);
}
