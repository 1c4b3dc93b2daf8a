//! What an export will be, before it is made: how it looks, how large it is, and what a reader would miss.

use eframe::egui::{self, ColorImage};

use crate::app::latest::Latest;
use crate::export::{self, Check, ExportError, Format, Order, Progress, Quotes, check, clean, pdf, png, svg};
use crate::file;
use crate::model::EmpathyMap;
use crate::scene::{FontBook, Layout, Part, Sheet};

/// So much of a text is shown.
const LINES: usize = 60;
const LETTERS_PER_LINE: usize = 160;

/// What is asked: the outlook on an order, for a look that fits into so many pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Question {
    pub order: Order,
    pub room: [u16; 2],
}

/// What an export will be.
pub(super) struct Outlook {
    pub order: Order,
    /// How large it will be, or why it cannot be.
    pub extent: Result<String, String>,
    /// Whether everything is in the picture, where it is one.
    pub check: Option<Check>,
    /// What a reader of another format would miss, in sentences.
    warnings: Vec<String>,
    pub look: Look,
}

impl Outlook {
    /// What a reader would miss, in sentences.
    pub fn warnings(&self) -> impl Iterator<Item = &String> {
        self.check.iter().flat_map(|check| &check.warnings).chain(&self.warnings)
    }
}

/// How it looks.
pub(super) enum Look {
    /// The whole picture, small.
    Picture(ColorImage),
    /// The beginning of the text.
    Text(String),
}

/// A thread that looks ahead for this map.
pub(super) fn look_ahead(ctx: &egui::Context, map: EmpathyMap, system_fonts: bool) -> Latest<Question, Outlook> {
    let mut painter = None;
    Latest::start(ctx.clone(), move |question, progress| {
        painter.get_or_insert_with(|| Painter::new(&map, system_fonts)).outlook(question, progress).ok()
    })
}

/// The map, and what was laid out of it last.
struct Painter {
    map: EmpathyMap,
    layout: Layout,
    sheet: Option<((Part, bool, Quotes), Sheet)>,
}

impl Painter {
    fn new(map: &EmpathyMap, system_fonts: bool) -> Self {
        let layout = Layout::new(FontBook::new(system_fonts));
        Self { map: map.clone(), layout, sheet: None }
    }

    /// # Errors
    /// When it was cancelled.
    fn outlook(&mut self, question: Question, progress: &Progress) -> Result<Outlook, ExportError> {
        if question.order.format.is_picture() {
            self.picture(question, progress)
        } else {
            self.text(question.order, progress)
        }
    }

    fn picture(&mut self, question: Question, progress: &Progress) -> Result<Outlook, ExportError> {
        let Question { order, room } = question;
        let cleaned = order.clean.then(|| clean(&self.map, order.quotes));
        let map = cleaned.as_ref().unwrap_or(&self.map);
        let key = (order.part, order.clean, order.quotes);
        if self.sheet.as_ref().is_none_or(|(known, _)| *known != key) {
            self.sheet = None;
        }
        let (_, sheet) = self.sheet.get_or_insert_with(|| (key, self.layout.sheet(map, order.part)));
        let [width, height] = room.map(f32::from);
        let scale = (width / sheet.size.x).min(height / sheet.size.y);
        let painted = export::pixels(sheet, self.layout.fonts(), order.palette, scale, progress)?;
        let size = [painted.width as usize, painted.height as usize];
        let extent = match order.format {
            Format::Svg => {
                svg::size(sheet, order.size).map(|(width, height)| format!("{width} × {height} px at 100 %"))
            }
            Format::Pdf => Ok(pdf::extent(sheet, order.paper).to_string()),
            _ => png::size(sheet, order.size).map(|(width, height)| format!("{width} × {height} px")),
        };
        Ok(Outlook {
            order,
            extent: extent.map_err(|error| error.to_string()),
            check: Some(check(map, order.part, sheet)),
            warnings: Vec::new(),
            look: Look::Picture(ColorImage::from_rgba_unmultiplied(size, &painted.rgba)),
        })
    }

    /// Makes all of it: what is no picture is made in a moment.
    fn text(&mut self, order: Order, progress: &Progress) -> Result<Outlook, ExportError> {
        let mut bytes = Vec::new();
        let written = export::write(&self.map, &order, &mut self.layout, file::write, progress, &mut bytes)?;
        let shown = String::from_utf8_lossy(&bytes);
        let cut = |line: &str| line.chars().take(LETTERS_PER_LINE).collect::<String>();
        let lines: Vec<String> = shown.trim_start_matches('\u{feff}').lines().take(LINES).map(cut).collect();
        Ok(Outlook {
            order,
            extent: Ok(written.extent.to_string()),
            check: None,
            warnings: written.warnings,
            look: Look::Text(lines.join("\n")),
        })
    }
}
