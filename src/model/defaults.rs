//! The usual four quadrants, and the templates that a new map can start from.

use super::{EmpathyMap, Extra, Persona, Quadrant, QuadrantId, Theme, ThemeId, Tone};

fn quadrant(id: &str, title: &str, prompt: &str, (column, row): (u8, u8), tone: Tone) -> Quadrant {
    Quadrant {
        id: QuadrantId::new(id),
        title: title.into(),
        prompt: prompt.into(),
        column,
        row,
        tone,
        extra: Default::default(),
    }
}

/// Thinks, feels, does and pain points, with their questions.
pub fn default_quadrants() -> Vec<Quadrant> {
    quadrants([
        "What occupies their mind?",
        "What worries or delights them?",
        "What do we see them do and say?",
        "What gets in their way?",
    ])
}

fn quadrants([thinks, feels, does, pains]: [&str; 4]) -> Vec<Quadrant> {
    vec![
        quadrant("thinks", "Thinks", thinks, (0, 0), Tone::Blue),
        quadrant("feels", "Feels", feels, (1, 0), Tone::Rose),
        quadrant("does", "Does", does, (0, 1), Tone::Green),
        quadrant("pains", "Pain points", pains, (1, 1), Tone::Amber),
    ]
}

/// A starting point for a new map: quadrants with questions that fit a situation.
#[derive(Clone, Copy, Debug)]
pub struct Template {
    /// The name on the command line.
    pub name: &'static str,
    /// The name in the window.
    pub title: &'static str,
    /// What it is good for, one sentence.
    pub about: &'static str,
    scenario: &'static str,
    prompts: [&'static str; 4],
}

/// All templates, the plain one first.
pub const TEMPLATES: &[Template] = &[
    Template {
        name: "blank",
        title: "Blank map",
        about: "The four quadrants with general questions.",
        scenario: "",
        prompts: [
            "What occupies their mind?",
            "What worries or delights them?",
            "What do we see them do and say?",
            "What gets in their way?",
        ],
    },
    Template {
        name: "support-call",
        title: "Support call",
        about: "One customer, one call: what they bring along, hear and leave with.",
        scenario: "Calls about a problem",
        prompts: [
            "What do they expect before someone picks up?",
            "How does their mood change during the call?",
            "What do they say and do, before, during and after?",
            "What makes them explain, wait or repeat?",
        ],
    },
    Template {
        name: "interview-study",
        title: "Interview study",
        about: "Several interviews, one persona: evidence and source on every note.",
        scenario: "What the interviews have in common",
        prompts: [
            "What did they say they believe or weigh up?",
            "Which feelings did they name or show?",
            "What did they do, as told or observed?",
            "Where did they get stuck, lose time or give up?",
        ],
    },
    Template {
        name: "first-use",
        title: "First use",
        about: "Somebody meets the product for the first time.",
        scenario: "Opens the product for the first time",
        prompts: [
            "What do they think it is for?",
            "What surprises, reassures or annoys them?",
            "What do they try first, and next?",
            "Where do they hesitate or turn back?",
        ],
    },
];

/// What a map that is made like another one keeps of its themes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ThemeNames {
    /// Their names, for the same themes once more.
    Kept,
    /// Nothing.
    LeftOut,
}

impl EmpathyMap {
    /// A new map with the quadrants and questions of this one, and nothing of its persona, notes and summary; without
    /// identifier and date. `new_theme` makes another identifier each time.
    pub fn as_template(&self, names: ThemeNames, new_theme: &mut dyn FnMut() -> ThemeId) -> Self {
        let theme = |theme: &Theme| Theme { id: new_theme(), title: theme.title.clone(), extra: Extra::default() };
        let themes = match names {
            ThemeNames::Kept => self.themes.iter().map(theme).collect(),
            ThemeNames::LeftOut => Vec::new(),
        };
        Self { quadrants: self.quadrants.clone(), themes, ..Self::default() }
    }
}

impl Template {
    /// The template that the command line calls `name`.
    pub fn find(name: &str) -> Option<&'static Self> {
        TEMPLATES.iter().find(|template| template.name == name)
    }

    /// A new map from this template, without identifier and date.
    pub fn map(&self) -> EmpathyMap {
        EmpathyMap {
            persona: Persona { scenario: self.scenario.into(), ..Default::default() },
            quadrants: quadrants(self.prompts),
            ..Default::default()
        }
    }
}
