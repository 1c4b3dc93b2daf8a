//! Colours, sizes and distances, all in one place: light, dark and print.

use epaint::Color32;

use crate::model::Tone;

use super::Ink;

/// Sizes and distances of the canvas, in board units.
pub mod metrics {
    /// Width of a note.
    pub const NOTE_WIDTH: f32 = 208.0;
    /// Least height of a note.
    pub const NOTE_MIN_HEIGHT: f32 = 64.0;
    /// Space between a note's edge and its text.
    pub const NOTE_PADDING: f32 = 12.0;
    /// Radius of a note's corners.
    pub const NOTE_RADIUS: f32 = 8.0;
    /// Font size of a note's text.
    pub const NOTE_TEXT: f32 = 15.0;
    /// Height of a line of a note's text.
    pub const NOTE_LINE: f32 = 20.0;
    /// Font size of a note's footer: source, author.
    pub const NOTE_FOOTER: f32 = 11.0;
    /// Free space that the layout leaves between notes.
    pub const NOTE_GAP: f32 = 16.0;
    /// Least width of a quadrant.
    pub const QUADRANT_WIDTH: f32 = 560.0;
    /// Least height of a quadrant.
    pub const QUADRANT_HEIGHT: f32 = 440.0;
    /// Space between quadrants.
    pub const QUADRANT_GAP: f32 = 8.0;
    /// Space between a quadrant's edge and what lies in it.
    pub const QUADRANT_PADDING: f32 = 20.0;
    /// Height of a quadrant's heading; notes begin below.
    pub const QUADRANT_HEADER: f32 = 56.0;
    /// Radius of a quadrant's corners.
    pub const QUADRANT_RADIUS: f32 = 12.0;
    /// Font size of a quadrant's title.
    pub const QUADRANT_TITLE: f32 = 20.0;
    /// Font size of a quadrant's question and count.
    pub const QUADRANT_PROMPT: f32 = 13.0;
    /// Space around the whole board in a picture.
    pub const PAGE_MARGIN: f32 = 24.0;
}

/// The colours of one theme.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Palette {
    /// For bright rooms, and for exports unless told otherwise.
    Light,
    /// For dark rooms.
    Dark,
    /// For paper: white ground, no tinted areas larger than a note.
    Print,
}

const fn rgb(hex: u32) -> Color32 {
    Color32::from_rgb((hex >> 16) as u8, (hex >> 8) as u8, hex as u8)
}

/// Ground, paper and strong colour of each tone.
const fn light_tone(tone: Tone) -> [u32; 3] {
    match tone {
        Tone::Blue => [0xEAF1FB, 0xD5E4F9, 0x2B60AB],
        Tone::Rose => [0xFBECEF, 0xF8D9E0, 0xAB3558],
        Tone::Green => [0xEAF5EE, 0xD3ECDC, 0x207246],
        Tone::Amber => [0xFDF1E2, 0xF9E0C0, 0x965107],
        Tone::Violet => [0xF1EEFB, 0xE4DEF8, 0x5B45B8],
        Tone::Teal => [0xE6F4F4, 0xCBE8E9, 0x166C76],
        Tone::Gray => [0xF0F0EE, 0xE2E2DE, 0x595E66],
    }
}

const fn dark_tone(tone: Tone) -> [u32; 3] {
    match tone {
        Tone::Blue => [0x1E2530, 0x2C3B52, 0x8DB7F2],
        Tone::Rose => [0x2C1F25, 0x4C2C38, 0xF094AE],
        Tone::Green => [0x1D2922, 0x27432F, 0x7FCFA0],
        Tone::Amber => [0x2C231A, 0x4A3820, 0xEDB067],
        Tone::Violet => [0x242030, 0x3A3258, 0xB5A6F7],
        Tone::Teal => [0x1A2829, 0x1F4346, 0x74CBD2],
        Tone::Gray => [0x242528, 0x36393E, 0xB3B8C0],
    }
}

const LIGHT_THEMES: [u32; 8] = [0x5B45B8, 0x166C76, 0xAB3558, 0x965107, 0x2B60AB, 0x207246, 0x8A3FA0, 0x6B6216];
const DARK_THEMES: [u32; 8] = [0xB5A6F7, 0x74CBD2, 0xF094AE, 0xEDB067, 0x8DB7F2, 0x7FCFA0, 0xD9A0EA, 0xCFC46A];

impl Palette {
    /// The colour for this purpose.
    pub const fn color(self, ink: Ink) -> Color32 {
        match self {
            Self::Light => light(ink),
            Self::Dark => dark(ink),
            Self::Print => match ink {
                Ink::Page | Ink::Ground(_) => Color32::WHITE,
                _ => light(ink),
            },
        }
    }
}

const fn light(ink: Ink) -> Color32 {
    rgb(match ink {
        Ink::Page => 0xF5F3EE,
        Ink::Surface => 0xFFFFFF,
        Ink::Line => 0xE3DFD6,
        Ink::Text => 0x23262B,
        Ink::Muted => 0x5D626A,
        Ink::Accent => 0x5B45B8,
        Ink::AccentSoft => 0xEEEBFA,
        Ink::OnAccent => 0xFFFFFF,
        Ink::Ground(tone) => light_tone(tone)[0],
        Ink::Paper(tone) => light_tone(tone)[1],
        Ink::Strong(tone) => light_tone(tone)[2],
        Ink::Theme(index) => LIGHT_THEMES[index % LIGHT_THEMES.len()],
    })
}

const fn dark(ink: Ink) -> Color32 {
    rgb(match ink {
        Ink::Page => 0x191A1D,
        Ink::Surface => 0x222428,
        Ink::Line => 0x34373D,
        Ink::Text => 0xECEDEF,
        Ink::Muted => 0xA9AEB6,
        Ink::Accent => 0xA897F5,
        Ink::AccentSoft => 0x322C52,
        Ink::OnAccent => 0x191A1D,
        Ink::Ground(tone) => dark_tone(tone)[0],
        Ink::Paper(tone) => dark_tone(tone)[1],
        Ink::Strong(tone) => dark_tone(tone)[2],
        Ink::Theme(index) => DARK_THEMES[index % DARK_THEMES.len()],
    })
}
