//! What happens in a run, as data.

use empathy_map::session::Millis;
use serde::{Deserialize, Serialize};

use super::chance::Chance;
use crate::document::random::{Choice, KINDS};

/// A run: the same plan gives the same run, for ever.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Plan {
    /// Where the chance of the network comes from.
    pub seed: u64,
    pub desktops: usize,
    pub phones: usize,
    /// In order of time.
    pub steps: Vec<Step>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Step {
    pub at: Millis,
    #[serde(flatten)]
    pub action: Action,
}

/// Something that happens. Numbers of desktops, phones and clients (desktops, then phones) are taken modulo how many there are.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "do", rename_all = "snake_case")]
pub enum Action {
    /// Somebody at a desktop edits.
    Edit {
        who: usize,
        choices: Vec<Choice>,
        continues: bool,
    },
    Undo {
        who: usize,
    },
    Redo {
        who: usize,
    },
    /// Somebody moves the pointer.
    Show {
        who: usize,
    },
    /// Somebody on a phone writes, changes, moves, deletes, votes.
    Phone {
        who: usize,
        kind: usize,
        pick: usize,
    },
    /// The connection of a client breaks and stays so for a while.
    Cut {
        client: usize,
        millis: Millis,
    },
    /// From now on messages of a client take at least this long.
    Slow {
        client: usize,
        millis: Millis,
    },
    /// The working copy begins anew from the document as it is.
    Compact {
        who: usize,
    },
    /// A desktop's program dies and comes back from its working copy.
    Crash {
        who: usize,
        millis: Millis,
    },
    /// The host dies, and after a while this desktop carries on.
    CarryOn {
        who: usize,
        millis: Millis,
    },
    /// The facilitator locks the board for participants, or unlocks it.
    Lock {
        locked: bool,
    },
    /// The facilitator makes somebody a viewer, or one who writes again.
    Role {
        client: usize,
        views: bool,
    },
    /// The facilitator hands over.
    HandOver {
        who: usize,
    },
}

/// How long things go on happening.
const SPAN_MS: u64 = 12_000;

impl Plan {
    /// A plan by chance.
    pub fn of(seed: u64) -> Self {
        let mut chance = Chance::new(seed);
        let (desktops, phones) = (chance.between(2, 8) as usize, chance.between(0, 4) as usize);
        let is_rough = chance.one_in(2);
        let mut steps: Vec<Step> = (0..chance.between(10, 60))
            .map(|_| Step { at: chance.between(500, SPAN_MS), action: Action::of(&mut chance, is_rough) })
            .collect();
        steps.sort_by_key(|step| step.at);
        Self { seed, desktops, phones, steps }
    }

    /// The plan as the text of a file.
    pub fn text(&self) -> String {
        let steps: Vec<String> = self.steps.iter().map(|step| serde_json::to_string(step).unwrap()).collect();
        let Self { seed, desktops, phones, .. } = self;
        let steps = steps.join(",\n    ");
        format!(
            "{{\n  \"seed\": {seed},\n  \"desktops\": {desktops},\n  \"phones\": {phones},\n  \"steps\": [\n    {steps}\n  ]\n}}\n"
        )
    }
}

impl Action {
    fn of(chance: &mut Chance, is_rough: bool) -> Self {
        let who = chance.below(8) as usize;
        let client = chance.below(12) as usize;
        let millis = chance.between(1, 6_000);
        match chance.below(if is_rough { 36 } else { 26 }) {
            0..10 => {
                let choices = (0..chance.between(1, 3)).map(|_| choice(chance)).collect();
                Self::Edit { who, choices, continues: chance.one_in(4) }
            }
            10..13 => Self::Undo { who },
            13..15 => Self::Redo { who },
            15..23 => Self::Phone { who, kind: chance.below(10) as usize, pick: chance.below(64) as usize },
            23 => Self::Show { who },
            24 => Self::Lock { locked: chance.one_in(2) },
            25 => Self::Role { client, views: chance.one_in(2) },
            26..29 => Self::Cut { client, millis },
            29 => Self::Slow { client, millis: millis / 3 },
            30 => Self::Compact { who },
            31..33 => Self::Crash { who, millis },
            33 => Self::HandOver { who },
            _ => Self::CarryOn { who, millis },
        }
    }
}

fn choice(chance: &mut Chance) -> Choice {
    let mut pick = || chance.below(256) as usize;
    let picks = [pick(), pick(), pick()];
    // Who writes decides which letters: `Desktop` replaces them.
    let text = "x".repeat(chance.below(5) as usize);
    Choice { kind: chance.below(KINDS as u64) as usize, picks, text }
}
