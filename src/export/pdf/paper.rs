//! The page: how large it is, and where the sheet lies on it.

use epaint::emath::{Vec2, vec2};

use crate::export::Extent;
use crate::scene::metrics::NOTE_TEXT;

/// Points for each board unit where the page is made for the sheet: 100 % on a screen of 96 dots per inch.
const POINTS: f32 = 0.75;
/// Longest side of a page, in points.
const MAX_SIDE: f32 = 14_400.0;
/// Space around the sheet on paper, in points; most printers leave less than that blank.
const MARGIN: f32 = 18.0;
/// Text of a note that is set smaller can hardly be read on paper, in points.
const READABLE: f32 = 4.0;
const MILLIMETRES: f32 = 25.4 / 72.0;

/// What a PDF is printed on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Paper {
    /// A page as large as the sheet, for screens.
    #[default]
    Fit,
    /// 210 × 297 mm.
    A4,
    /// 297 × 420 mm.
    A3,
    /// 8.5 × 11 inches.
    Letter,
}

impl Paper {
    /// All kinds, in the order in which they are offered.
    pub const ALL: [Self; 4] = [Self::Fit, Self::A4, Self::A3, Self::Letter];

    /// The word on the command line.
    pub fn key(self) -> &'static str {
        match self {
            Self::Fit => "fit",
            Self::A4 => "a4",
            Self::A3 => "a3",
            Self::Letter => "letter",
        }
    }

    /// The paper that the command line calls `key`, in whatever case.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|paper| paper.key().eq_ignore_ascii_case(key))
    }

    /// What a person calls it.
    pub fn label(self) -> &'static str {
        match self {
            Self::Fit => "As large as the map",
            Self::A4 => "A4",
            Self::A3 => "A3",
            Self::Letter => "Letter",
        }
    }

    /// Width and height when held upright, in points.
    fn upright(self) -> Option<Vec2> {
        match self {
            Self::Fit => None,
            Self::A4 => Some(vec2(210.0, 297.0) / MILLIMETRES),
            Self::A3 => Some(vec2(297.0, 420.0) / MILLIMETRES),
            Self::Letter => Some(vec2(8.5, 11.0) * 72.0),
        }
    }
}

/// A page with a sheet on it.
pub(super) struct Page {
    /// Width and height in points.
    pub size: Vec2,
    /// Points for each board unit.
    pub scale: f32,
    /// Where the sheet's corner lies, in points.
    pub offset: Vec2,
    /// What a reader would not like about it.
    pub warning: Option<String>,
}

impl Page {
    /// The page for a sheet of this size in board units; paper is turned as the sheet is.
    pub fn new(sheet: Vec2, paper: Paper) -> Self {
        let Some(upright) = paper.upright() else { return Self::around(sheet) };
        let size = if sheet.x > sheet.y { vec2(upright.y, upright.x) } else { upright };
        let room = size - Vec2::splat(2.0 * MARGIN);
        let scale = (room / sheet).min_elem();
        let text = NOTE_TEXT * scale;
        let warning = (text < READABLE).then(|| {
            let name = paper.label();
            format!("On {name}, the text of a note is {text:.1} points high, too small to read. Choose larger paper.")
        });
        Self { size, scale, offset: (size - sheet * scale) / 2.0, warning }
    }

    fn around(sheet: Vec2) -> Self {
        let scale = POINTS.min(MAX_SIDE / sheet.max_elem());
        let warning = (scale < POINTS).then(|| {
            let percent = 100.0 * scale / POINTS;
            format!("A PDF page cannot be longer than 5 metres, so everything on it is at {percent:.0} % of its size.")
        });
        Self { size: (sheet * scale).min(Vec2::splat(MAX_SIDE)), scale, offset: Vec2::ZERO, warning }
    }

    /// How large it is, in whole millimetres.
    pub fn extent(&self) -> Extent {
        let [width_mm, height_mm] = [self.size.x, self.size.y].map(|points| (points * MILLIMETRES).round() as u32);
        Extent::Page { width_mm, height_mm }
    }

    /// Where a place on the sheet lies on the page.
    pub fn place(&self, at: Vec2) -> Vec2 {
        self.offset + at * self.scale
    }
}
