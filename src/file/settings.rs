//! What a person has set for all maps on this machine.

use std::io;
use std::ops::RangeInclusive;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::fs::Fs;
use super::remembered::{load, store};

const NAME: &str = "settings.json";

/// The sizes of text that can be set, in percent.
pub const FONT_SCALE_PERCENT: RangeInclusive<u16> = 80..=200;

/// What a person has set for all maps on this machine. Never in a map file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// Light or dark.
    pub theme: Theme,
    /// The size of text in the window, within [`FONT_SCALE_PERCENT`].
    pub font_scale_percent: u16,
    /// Whether things move by themselves.
    pub reduced_motion: ReducedMotion,
    /// What the wheel does without a key.
    pub wheel: Wheel,
    /// The name that new notes carry; empty for none.
    pub author: String,
    /// How much the panel shows of needs and motivations.
    pub depth: Depth,
    /// What was chosen at the last export.
    pub export: ExportChoices,
}

/// What was chosen at the last export, in the words of the command line; what is not known is left at its usual value.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ExportChoices {
    /// The ending of the format.
    pub format: String,
    /// What a picture shows.
    pub part: String,
    /// Its colours; empty for those of the window.
    pub theme: String,
    /// Whether a picture has a width; otherwise it has a scale.
    pub by_width: bool,
    /// Its pixels for each board unit, in percent.
    pub scale_percent: u32,
    /// Its width in pixels.
    pub width: u32,
    /// What a document is printed on.
    pub paper: String,
    /// Whether what points at people is left out.
    pub clean: bool,
    /// Whether a picture carries the map.
    pub carries_map: bool,
}

impl Default for ExportChoices {
    fn default() -> Self {
        Self {
            format: String::new(),
            part: String::new(),
            theme: String::new(),
            by_width: false,
            scale_percent: 200,
            width: 3840,
            paper: String::new(),
            clean: false,
            carries_map: true,
        }
    }
}

/// Light or dark.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Theme {
    /// As the operating system has it.
    #[default]
    System,
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
}

/// Whether things move by themselves.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReducedMotion {
    /// As the operating system has it.
    #[default]
    System,
    /// They stand still.
    On,
    /// They move.
    Off,
}

/// What the wheel does without a key.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Wheel {
    /// It moves the canvas; with Ctrl it zooms.
    #[default]
    Pan,
    /// It zooms.
    Zoom,
}

/// How much the panel shows of needs and motivations. What is not shown stays in the map.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Depth {
    /// What is needed, and the themes: to be read from the back of a room.
    Workshop,
    /// Why, how much it matters, how well it is supported, and the plan.
    #[default]
    Team,
    /// Everything: evidence, drivers, tensions, causes and what speaks against it.
    Research,
}

impl Depth {
    /// All depths, from the least to everything.
    pub const ALL: [Self; 3] = [Self::Workshop, Self::Team, Self::Research];

    /// The word for it in the window.
    pub fn label(self) -> &'static str {
        match self {
            Self::Workshop => "Workshop",
            Self::Team => "Team",
            Self::Research => "Research",
        }
    }
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            theme: Theme::default(),
            font_scale_percent: 100,
            reduced_motion: ReducedMotion::default(),
            wheel: Wheel::default(),
            author: String::new(),
            depth: Depth::default(),
            export: ExportChoices::default(),
        }
    }
}

impl Settings {
    /// The settings of this person; the usual ones where there are none, or none that can be read.
    pub fn load(fs: &dyn Fs, config: &Path) -> Self {
        let settings: Self = load(fs, &config.join(NAME));
        settings.within_limits()
    }

    /// Keeps the settings.
    ///
    /// # Errors
    /// When they cannot be written.
    pub fn store(&self, fs: &dyn Fs, config: &Path) -> io::Result<()> {
        store(fs, &config.join(NAME), &self.clone().within_limits())
    }

    fn within_limits(self) -> Self {
        let (least, most) = FONT_SCALE_PERCENT.into_inner();
        Self { font_scale_percent: self.font_scale_percent.clamp(least, most), ..self }
    }
}
